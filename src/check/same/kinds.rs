//! One event that stands in the log as two kinds of record: as a session and as other work.

use std::collections::HashMap;

use chrono::NaiveDate;

use crate::check::doubt::{At, Doubt, Sink};
use crate::format::Key;
use crate::log::{Log, Record, Text, When};
use crate::text::alike;

use super::MOST;
use super::occasion::{is_occasion, is_sort_of};

/// How many days of an event are looked at.
const LONG: usize = 31;

/// Keys in which two records of one event do not differ.
const TELLING: [Key; 4] = [Key::Group, Key::Subject, Key::Class, Key::Place];

/// Finds sessions and other work of the same days that go by one name.
pub fn check<'a>(log: &'a Log, sink: &mut Sink<'a>) {
    let mut known: HashMap<NaiveDate, Vec<&Record>> = HashMap::new();
    for record in &log.records {
        let Some((begin, end)) = record.when(Key::Date).and_then(When::days) else {
            continue;
        };
        if !["session", "activity"].contains(&record.table.key) || !is_one(record) {
            continue;
        }
        // One of several days may have been noted on one of them.
        let days = || begin.iter_days().take_while(|day| *day <= end).take(LONG);
        let others = days().filter_map(|day| known.get(&day)).flatten();
        if let Some(first) = others.copied().find(|other| are_one(other, record)) {
            sink.tell(finding(log, first, record));
            continue;
        }
        for day in days() {
            let others = known.entry(day).or_default();
            if others.len() < MOST {
                others.push(record);
            }
        }
    }
}

/// Whether a record is of one occasion.
fn is_one(record: &Record) -> bool {
    is_occasion(record) && record.count().n == 1 && record.get(Key::TermName).is_none()
}

/// Whether one of two records is a session, the other other work, and both go by one name.
fn are_one(a: &Record, b: &Record) -> bool {
    let have_both = |key: Key| a.get(key).is_some() && b.get(key).is_some();
    let differs = |key: &Key| have_both(*key) && a.get(*key) != b.get(*key);
    a.table != b.table
        && !have_both(Key::Id)
        && !TELLING.iter().any(differs)
        && match (a.text(Key::Topic), b.text(Key::Topic)) {
            (Some(a), Some(b)) => alike::name_one(a, b),
            _ => names(a).any(|one| names(b).any(|other| is_name_of_one(one, other))),
        }
}

fn names(record: &Record) -> impl Iterator<Item = &Text> {
    let names = [Key::Topic, Key::Kind].into_iter();
    names.filter_map(|key| record.text(key))
}

fn is_name_of_one(a: &str, b: &str) -> bool {
    alike::same(a, b) || is_sort_of(a, b)
}

fn finding<'a>(log: &Log, first: &Record, record: &'a Record) -> Doubt<'a> {
    let file = &log.files[first.span.file as usize];
    let (line, name) = (first.span.line, first.table.name);
    Doubt {
        check: "same-event",
        at: At::Header(record),
        message: format!(
            "与 {file} 第{line}行的{name}可能是同一件事，记成了两种记录，现在两处都写"
        ),
        hint: "是同一件事的，只留一条，把另一条里多出来的内容写进去；是两件事的，两条各加一个不同的 id"
            .to_owned(),
    }
}
