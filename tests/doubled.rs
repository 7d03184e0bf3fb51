//! What a record says with the words of the sentence that tells it is said once: 参加 before
//! 参加国培计划, 主办 behind 区教研室主办.

use std::fs;
use std::sync::Arc;

use summarize::format::{Key, Table, Type};
use summarize::log::Reader;
use summarize::tally::Tally;
use summarize::{render, report};

/// The words of the list that say the same twice.
fn words() -> Vec<String> {
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/templates/words.toml");
    let text = fs::read_to_string(file).expect("the word list");
    let list: toml::Table = text.parse().expect("the word list");
    let rules = list["words"]["joined"].as_table().expect("the rules");
    let rules = rules.iter().filter_map(|(twice, once)| {
        let once = once.as_str()?;
        (*twice == once.repeat(2)).then(|| once.to_owned())
    });
    rules.collect()
}

fn report_of(log: &str, template: &str, teacher: Option<&str>) -> String {
    let mut reader = Reader::default();
    reader
        .read("log.toml", log.as_bytes())
        .expect("a small log");
    let (log, diagnostics) = reader.finish();
    assert_eq!(diagnostics.errors(), 0, "{:?}", diagnostics.sorted().0);
    let tally: Arc<Tally> = Tally::new(log);
    let request = report::Request {
        template: Some(template),
        teacher,
        ..report::Request::default()
    };
    let report = report::compose(&tally, &Arc::default(), &request).expect("a report");
    render::markdown(&report, ".")
}

/// A record of `table` whose texts all begin or end with `word`.
fn record(table: &Table, word: &str, is_first: bool) -> String {
    let mut text = format!("[[{}]]\n", table.key);
    for (at, field) in table.all_fields().enumerate() {
        let value = match (field.key, field.ty) {
            (Key::Verb, _) => word.to_owned(),
            // A title that begins so is refused.
            (Key::Title, _)
                if table.key == "award" && ["被评为", "获"].contains(&word) && is_first =>
            {
                continue;
            }
            (Key::Unit, _) => "次".to_owned(),
            (Key::Recipient, _) => "teacher".to_owned(),
            (Key::Names | Key::Teacher | Key::People, _) => "周岚".to_owned(),
            (
                Key::Kind
                | Key::Topic
                | Key::Title
                | Key::Programme
                | Key::Contest
                | Key::Host
                | Key::Place
                | Key::Journal,
                Type::Text,
            ) => match is_first {
                true => format!("{word}苍梧{at}"),
                false => format!("苍梧{at}{word}"),
            },
            _ => continue,
        };
        text.push_str(&format!("{} = \"{value}\"\n", field.key.name()));
    }
    text
}

#[test]
fn words_of_a_sentence_and_of_what_it_tells_are_said_once() {
    let mut wrong = Vec::new();
    for word in words() {
        for is_first in [true, false] {
            let records = summarize::format::counted().map(|table| record(table, &word, is_first));
            let mut log = "[[teacher]]\nname = \"周岚\"\n".to_owned();
            log.extend(records);
            let patterns = [
                ("summary", None),
                ("chronicle", None),
                ("personal", Some("周岚")),
            ];
            let most = if is_first { patterns.len() } else { 1 };
            for (template, teacher) in patterns.into_iter().take(most) {
                let told = report_of(&log, template, teacher);
                let twice = word.repeat(2);
                let lines = told.lines().filter(|line| line.contains(&twice));
                wrong.extend(lines.map(|line| format!("{template}, {word}: {line}")));
            }
        }
    }
    assert!(wrong.is_empty(), "{}:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn what_is_typed_twice_or_means_two_things_stays() {
    let of = |verb: &str, kind: &str| {
        let log = format!(
            "[[activity]]\nverb = \"{verb}\"\nkind = \"{kind}\"\nunit = \"次\"\ncount = 2\n"
        );
        report_of(&log, "summary", None)
    };
    assert!(of("担任", "担任联合阅卷").contains("担任联合阅卷2次"));
    assert!(!of("担任", "担任联合阅卷").contains("担任担任"));
    assert!(of("布置", "布置校园文化墙").contains("\n布置校园文化墙2次"));
    assert!(of("担任联合阅卷", "阅卷").contains("\n担任联合阅卷2次"));
    assert!(of("研究", "研究生论坛").contains("研究研究生论坛2次"));
    assert!(of("开展", "“研究研究”沙龙").contains("开展“研究研究”沙龙2次"));
    assert!(of("", "参加参加联谊").contains("参加参加联谊2次"));
    assert!(of("指导", "指导教师研修").contains("指导指导教师研修2次"));
}
