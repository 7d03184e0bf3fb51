//! What can only be seen with the whole log in view: people who are not on the roster,
//! dates outside the term, the same record twice. All of these are warnings.

use std::cell::RefCell;
use std::collections::{HashMap, HashSet};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;

use super::Log;
use super::decode::{locate, nearest};
use super::record::{Record, Span, Text, Value, distinct};
use crate::diagnostic::{Diagnostic, Diagnostics, Place};
use crate::format::vocabulary::is_staff;
use crate::format::{Key, Sort, Type};

/// A warning whose place is still to be looked up in the text.
struct Doubt<'a> {
    record: &'a Record,
    key: Option<Key>,
    item: Option<&'a str>,
    message: String,
    hint: String,
}

/// Adds warnings about `log` to `out`. `reread` gives the text of a piece of the log again,
/// for the excerpts.
pub fn check(log: &Log, out: &mut Diagnostics, mut reread: impl FnMut(Span) -> Option<String>) {
    let mut tell = |doubt: Doubt| {
        let place = out
            .has_room()
            .then(|| Box::new(place(log, &doubt, &mut reread)));
        out.push(Diagnostic {
            place,
            ..Diagnostic::warning(unknown_place(log, doubt.record), doubt.message).hint(doubt.hint)
        });
    };
    let roster = Roster::new(log);
    let groups = distinct(roster_records(log).filter_map(|teacher| teacher.text(Key::Group)));
    let mut names: HashSet<&Text> = HashSet::new();
    if let Some(report) = &log.head.report {
        unknown_group(report, &groups, &mut tell);
    }
    let mut seen: HashMap<u64, Vec<&Record>> = HashMap::new();
    for record in &log.records {
        people_off_roster(record, &roster, &mut tell);
        unknown_group(record, &groups, &mut tell);
        if record.table.sort == Sort::Roster {
            named_twice(record, &mut names, &mut tell);
        }
        if record.table.is_counted() {
            outside_term(log, record, &mut tell);
        }
        twice(log, record, &mut seen, &mut tell);
    }
}

fn roster_records(log: &Log) -> impl Iterator<Item = &Record> {
    let records = log.records.iter();
    records.filter(|record| record.table.sort == Sort::Roster)
}

/// The names on the roster.
struct Roster<'a> {
    names: HashSet<&'a Text>,
    sorted: Vec<&'a str>,
    /// What was found near to a name before.
    near: RefCell<HashMap<String, Option<&'a str>>>,
}

impl<'a> Roster<'a> {
    fn new(log: &'a Log) -> Roster<'a> {
        let names: HashSet<&Text> = roster_records(log)
            .filter_map(|teacher| teacher.text(Key::Name))
            .collect();
        // The names are a set: which of several equally near is found must not depend on its order.
        let mut sorted: Vec<&str> = names.iter().map(|name| &***name).collect();
        sorted.sort_unstable();
        Roster {
            names,
            sorted,
            near: RefCell::default(),
        }
    }

    /// The name that differs only in spaces, or in one character.
    fn nearest(&self, name: &str) -> Option<&'a str> {
        if let Some(known) = self.near.borrow().get(name) {
            return *known;
        }
        // More than can be shown need not be looked for.
        const LOOKED_FOR: usize = 500;
        if self.near.borrow().len() >= LOOKED_FOR {
            return None;
        }
        let bare = |name: &str| name.replace([' ', '\u{3000}', '·'], "");
        let same = self
            .sorted
            .iter()
            .copied()
            .find(|known| bare(known) == bare(name));
        let near = same.or_else(|| nearest(name, self.sorted.iter().copied()));
        self.near.borrow_mut().insert(name.to_owned(), near);
        near
    }
}

/// A group that nobody on the roster belongs to.
fn unknown_group<'a>(record: &'a Record, groups: &[Text], tell: &mut impl FnMut(Doubt<'a>)) {
    let Some(group) = record.text(Key::Group) else {
        return;
    };
    if groups.is_empty() || groups.contains(group) {
        return;
    }
    let hint = match groups.iter().find(|known| known.starts_with(&**group)) {
        Some(near) => format!("是不是“{near}”？"),
        None => format!("名册里的教研组有：{}", groups.join("、")),
    };
    tell(Doubt {
        record,
        key: Some(Key::Group),
        item: None,
        message: format!("名册里没有“{group}”这个教研组"),
        hint,
    });
}

/// A name that stands on the roster already.
fn named_twice<'a>(
    teacher: &'a Record,
    names: &mut HashSet<&'a Text>,
    tell: &mut impl FnMut(Doubt<'a>),
) {
    if let Some(name) = teacher.text(Key::Name)
        && !names.insert(name)
    {
        tell(Doubt {
            record: teacher,
            key: Some(Key::Name),
            item: None,
            message: format!("名册里已经有“{name}”，按一人计"),
            hint: "重复的删去一条；确是同名的两个人，请加以区别，如“张伟（大）”".to_owned(),
        });
    }
}

fn people_off_roster<'a>(record: &'a Record, roster: &Roster, tell: &mut impl FnMut(Doubt<'a>)) {
    if roster.names.is_empty() {
        return;
    }
    let is_own_award = record.word(Key::Recipient).is_some_and(is_staff);
    for (key, value) in record.values() {
        let Value::People(people) = value else {
            continue;
        };
        let field = record.table.field(key.name());
        let is_own = field.is_some_and(|field| matches!(field.ty, Type::Staff))
            || (*key == Key::Names && is_own_award);
        if !is_own {
            continue;
        }
        for name in people
            .names()
            .iter()
            .filter(|name| !roster.names.contains(name))
        {
            let hint = match roster.nearest(name) {
                Some(near) => format!("名册里有“{near}”，是不是同一个人？"),
                None => "如果是本校教师，请在名册里补一条 [[teacher]]".to_owned(),
            };
            tell(Doubt {
                record,
                key: Some(*key),
                item: Some(name),
                message: format!("名册里没有“{name}”"),
                hint,
            });
        }
    }
}

fn outside_term<'a>(log: &Log, record: &'a Record, tell: &mut impl FnMut(Doubt<'a>)) {
    let (Some(when), None) = (record.when(Key::Date), record.text(Key::TermName)) else {
        return;
    };
    if !log.is_within_term(when) {
        tell(Doubt {
            record,
            key: Some(Key::Date),
            item: None,
            message: "日期不在本学期内，这条记录没有计入".to_owned(),
            hint: "日期写错了就改正；确属其他学期的，加一行 term = \"上学期\"；确属本学期的，加一行 term = \"本学期\"".to_owned(),
        });
    }
}

fn twice<'a>(
    log: &Log,
    record: &'a Record,
    seen: &mut HashMap<u64, Vec<&'a Record>>,
    tell: &mut impl FnMut(Doubt<'a>),
) {
    if record.table.sort == Sort::Roster {
        return;
    }
    let mut hasher = DefaultHasher::new();
    record.hash(&mut hasher);
    let alike = seen.entry(hasher.finish()).or_default();
    if let Some(first) = alike.iter().find(|first| **first == record) {
        let file = &log.files[first.span.file as usize];
        tell(Doubt {
            record,
            key: None,
            item: None,
            message: format!(
                "与 {file} 第{}行的记录完全相同，两条都计入了",
                first.span.line
            ),
            hint: "重复登记的就删去一条；确实是两次，请写上不同的日期或备注 note".to_owned(),
        });
    } else {
        alike.push(record);
    }
}

fn unknown_place(log: &Log, record: &Record) -> Place {
    Place {
        order: record.span.file as usize,
        file: Arc::clone(&log.files[record.span.file as usize]),
        line: record.span.line as usize,
        column: 1,
        excerpt: String::new(),
        mark: (0, 0),
    }
}

fn place(log: &Log, doubt: &Doubt, reread: &mut impl FnMut(Span) -> Option<String>) -> Place {
    let span = doubt.record.span;
    let unknown = unknown_place(log, doubt.record);
    match reread(span) {
        None => unknown,
        Some(text) => {
            let range = locate(&text, span.nth as usize, doubt.key, doubt.item);
            Place::new(unknown.order, unknown.file, &text, unknown.line, range)
        }
    }
}
