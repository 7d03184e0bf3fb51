//! One prize that stands in the log twice as different things: to the teacher and to the class head,
//! to a team of a class and to the class, as an award and as a paper.

use std::collections::HashMap;

use crate::check::doubt::{At, Doubt, Sink};
use crate::format::Key;
use crate::log::{Log, People, Record, Text};
use crate::text::alike;

use super::MOST;
use super::people::share;

/// Keys in which two records of one prize do not differ.
const TELLING: [Key; 5] = [Key::Date, Key::Level, Key::Grade, Key::Title, Key::TermName];

/// Finds them.
pub fn check<'a>(log: &'a Log, sink: &mut Sink<'a>) {
    let mut gists: HashMap<&Text, String> = HashMap::new();
    let mut known: HashMap<String, Vec<&Record>> = HashMap::new();
    for record in &log.records {
        let Some(name) = won(record) else {
            continue;
        };
        let gist = gists.entry(name).or_insert_with(|| {
            let core = alike::core(name);
            alike::gist(&core).to_owned()
        });
        if !known.contains_key(gist) {
            known.insert(gist.clone(), vec![record]);
            continue;
        }
        let others = known.entry(gist.clone()).or_default();
        if let Some(first) = others.iter().find(|other| are_one(other, record)) {
            sink.tell(finding(log, first, record));
        } else if others.len() < MOST {
            others.push(record);
        }
    }
}

/// What was won in, or what was won: only of a paper the title is not it.
fn won(record: &Record) -> Option<&Text> {
    match record.table.key {
        "award" => record
            .text(Key::Contest)
            .or_else(|| record.text(Key::Title)),
        "paper" => record.text(Key::Contest),
        _ => None,
    }
}

/// Whether two records of one contest or title, of which one is to somebody else than the other or
/// is a paper, are of the same people or the same class.
fn are_one(a: &Record, b: &Record) -> bool {
    let have_both = |key: Key| a.get(key).is_some() && b.get(key).is_some();
    let is_of_paper = a.table != b.table;
    let differs = |key: &Key| {
        // A paper has a title of its own.
        let is_asked = !(is_of_paper && *key == Key::Title);
        is_asked && have_both(*key) && a.get(*key) != b.get(*key)
    };
    let recipients = [a, b].map(|record| record.word(Key::Recipient).map(|word| word.name));
    recipients[0] != recipients[1]
        && !have_both(Key::Id)
        && !TELLING.iter().any(differs)
        && (are_of_people(a, b) || (!is_of_paper && are_of_class(a, b, recipients)))
}

fn are_of_people(a: &Record, b: &Record) -> bool {
    winners(a).zip(winners(b)).is_some_and(|(a, b)| share(a, b))
}

fn winners(record: &Record) -> Option<&People> {
    let keys = [Key::Names, Key::Authors];
    keys.into_iter().find_map(|key| record.people(key))
}

/// Whether one is to the class and the other to a team out of it.
fn are_of_class(a: &Record, b: &Record, recipients: [Option<&str>; 2]) -> bool {
    let are_class_and_pupils = matches!(
        recipients,
        [Some("class"), Some("pupil")] | [Some("pupil"), Some("class")]
    );
    let is_team = |record: &Record| record.flag(Key::Team) == Some(true);
    let class = a.get(Key::Class);
    are_class_and_pupils
        && (is_team(a) || is_team(b))
        && class.is_some()
        && class == b.get(Key::Class)
}

fn finding<'a>(log: &Log, first: &Record, record: &'a Record) -> Doubt<'a> {
    let file = &log.files[first.span.file as usize];
    let line = first.span.line;
    let what = match first.table == record.table {
        true => "记在两种获奖者名下",
        false => "又记成获奖、又记成论文",
    };
    Doubt {
        check: "same-event",
        at: At::Header(record),
        message: format!("与 {file} 第{line}行的记录可能是同一个奖，{what}，现在算了两次"),
        hint: "是同一个奖的，只留一条；是两个奖的，两条各加一个不同的 id".to_owned(),
    }
}
