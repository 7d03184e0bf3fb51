//! Records that tell of one event: those of one kind with the same `id` are made one. What only
//! one of them says is kept, people are united, and what contradicts is an error with both places.

mod completed;
mod lasting;
mod people;
mod united;

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use people::Roster;
use united::{United, plain, united};

use super::Log;
use super::decode::locate;
use super::exchange::of_value;
use super::record::{People, Record, Span, Text, Value, distinct};
use crate::diagnostic::{Diagnostic, Diagnostics, Place};
use crate::format::{Counting, Key};

/// A record that was made of several.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Joined {
    /// Its number among the records.
    pub record: usize,
    /// Where the others of them stand.
    pub also: Vec<Span>,
    /// Keys under which something of one of them is kept no more: names and numbers where another
    /// has 全体 or a larger number, of what lasts a later date of the same state.
    pub given_up: Vec<Key>,
}

/// One of the records with an `id`.
#[derive(Debug)]
pub(super) struct Part {
    /// Its number among the records that were read.
    pub at: usize,
    /// The text of the piece it stands in.
    pub text: Arc<str>,
}

/// The records with an `id`, by it.
pub(super) type Ids = HashMap<Text, Vec<Part>>;

/// Makes one of the records in `log` that have the same `id`; the first keeps its place.
pub(super) fn join(log: &mut Log, ids: Ids, out: &mut Diagnostics) {
    let all = ids.into_values().map(|mut parts| {
        parts.retain(|part| {
            let record = &log.records[part.at];
            !record.table.lasts || lasting::is_of_now(log, record)
        });
        parts
    });
    let mut shared: Vec<Vec<Part>> = all.filter(|parts| parts.len() > 1).collect();
    if shared.is_empty() {
        return;
    }
    shared.sort_by_key(|parts| parts[0].at);
    let roster = Roster::new(log);
    let mut gone = HashSet::new();
    let mut joined = Vec::new();
    for parts in &shared {
        let event = Event {
            log,
            parts,
            roster: &roster,
        };
        match event.whole() {
            Ok((whole, given_up)) => {
                let others = &parts[1..];
                joined.push(Joined {
                    record: parts[0].at,
                    also: others
                        .iter()
                        .map(|part| log.records[part.at].span)
                        .collect(),
                    given_up,
                });
                gone.extend(others.iter().map(|part| part.at));
                log.records[parts[0].at] = whole;
            }
            Err(clash) => out.push(event.told(&clash)),
        }
    }
    if gone.is_empty() {
        return;
    }
    let mut place = HashMap::new();
    let records = std::mem::take(&mut log.records).into_iter().enumerate();
    for (at, record) in records.filter(|(at, _)| !gone.contains(at)) {
        place.insert(at, log.records.len());
        log.records.push(record);
    }
    for one in &mut joined {
        one.record = place[&one.record];
    }
    log.joined = joined;
}

/// Why several records cannot be one.
struct Clash {
    /// Two of them, by their numbers among the parts.
    between: (usize, usize),
    /// What they differ in; `None` where they are of different kinds.
    key: Option<Key>,
    /// What to write, where more can be said than that the two are to be made the same.
    hint: Option<String>,
}

impl Clash {
    fn of(key: impl Into<Option<Key>>, between: (usize, usize)) -> Clash {
        Clash {
            between,
            key: key.into(),
            hint: None,
        }
    }
}

/// Records that are to be one.
struct Event<'a> {
    log: &'a Log,
    parts: &'a [Part],
    roster: &'a Roster,
}

impl Event<'_> {
    fn record(&self, nth: usize) -> &Record {
        &self.log.records[self.parts[nth].at]
    }

    /// The one record, and the keys under which something was given up.
    fn whole(&self) -> Result<(Record, Vec<Key>), Clash> {
        let first = self.record(0);
        let all = 0..self.parts.len();
        if let Some(other) = all
            .clone()
            .find(|nth| self.record(*nth).table != first.table)
        {
            return Err(Clash::of(None, (0, other)));
        }
        let mut parts: Vec<Vec<(Key, Value)>> = all.map(|nth| plain(self.record(nth))).collect();
        united::without_awaited(&mut parts);
        let is_later = first.table.lasts && {
            let has_stages = first.table.field_of(Key::Stages).is_some();
            let term = self.log.head.term.as_ref();
            let start = term.and_then(|term| term.day(Key::Start));
            let settled = lasting::settle(&mut parts, has_stages, start);
            settled.map_err(|between| Clash::of(Key::Date, between))?
        };
        if let Some((key, between, hint)) = self.roster.apart(first.table, &parts) {
            return Err(Clash {
                hint: Some(hint),
                ..Clash::of(key, between)
            });
        }
        let fields = first.table.all_fields();
        let United {
            values,
            mut given_up,
        } = united(fields, &parts, self.roster)?;
        given_up.extend(is_later.then_some(Key::Date));
        let whole = Record::new(first.table, first.span, values);
        let (whole, given_up) = self.sampled(whole, given_up);
        match is_more_named(&whole) {
            true => Err(Clash::of(Key::Count, (0, self.parts.len() - 1))),
            false => Ok((whole, given_up)),
        }
    }

    /// Where people are what is counted, names beside a larger number are a sample of so many.
    fn sampled(&self, whole: Record, mut given_up: Vec<Key>) -> (Record, Vec<Key>) {
        let Counting::OfPeople(key) = whole.table.counting else {
            return (whole, given_up);
        };
        let Some(People::Number(all)) = whole.people(key).filter(|_| given_up.contains(&key))
        else {
            return (whole, given_up);
        };
        let count = whole.quantity(Key::Count).unwrap_or(*all);
        given_up.retain(|known| *known != key);
        let parts = (0..self.parts.len()).map(|nth| self.record(nth));
        let names = parts.filter_map(|part| part.people(key));
        let names = distinct(names.flat_map(People::names));
        let sample = vec![
            (key, Value::People(People::Named(names.into()))),
            (Key::Count, Value::Quantity(count)),
        ];
        (whole.with(sample), given_up)
    }

    /// What is wrong, at the later of the two.
    fn told(&self, clash: &Clash) -> Diagnostic {
        let (one, other) = clash.between;
        let (there, here) = (one.min(other), one.max(other));
        let (first, last) = (self.record(there), self.record(here));
        let elsewhere = format!("{} 第{}行", self.file(first), first.span.line);
        let id = last.text(Key::Id).map_or("", |id| id);
        let Some(key) = clash.key else {
            let place = self.place(here, Key::Id);
            return Diagnostic::error(
                place,
                format!(
                    "id“{id}”已经用在另一种记录上（{elsewhere}的 {}）",
                    first.table.key
                ),
            )
            .hint("同一个 id 只写在同一种记录里，说明它们是同一件事；这一条请换一个 id，或删去");
        };
        let said = match first.get(key) {
            None => format!("，那里没有写 {}", key.name()),
            Some(Value::Rows(_)) => String::new(),
            Some(value) => format!("，那里写的是 {}", of_value(value)),
        };
        Diagnostic::error(
            self.place(here, key),
            format!(
                "id 都是“{id}”的两条记录，{} 对不上（另一条在 {elsewhere}{said}）",
                key.name(),
            ),
        )
        .hint(match (&clash.hint, key) {
            (Some(hint), _) => hint,
            (None, Key::Completed) => {
                "两处写的人不同的，各写各的完成者，或者在一处把 people 和 completed 都写全；是两件事的，改成不同的 id"
            }
            (None, _) => "是同一件事的，两处改成一样，或只在写得对的一处写；是两件事的，改成不同的 id",
        })
    }

    fn file(&self, record: &Record) -> &Arc<str> {
        &self.log.files[record.span.file as usize]
    }

    /// Where the nth of them has `key`.
    fn place(&self, nth: usize, key: Key) -> Place {
        let (record, text) = (self.record(nth), &self.parts[nth].text);
        let range = locate(text, record.span.nth as usize, Some(key), None);
        let file = Arc::clone(self.file(record));
        Place::new(
            record.span.file as usize,
            file,
            text,
            record.span.line as usize,
            range,
        )
    }
}

/// Whether more people are named than there are in all.
fn is_more_named(record: &Record) -> bool {
    let Counting::OfPeople(key) = record.table.counting else {
        return false;
    };
    let named = record.people(key).map_or(0, |people| people.names().len());
    let all = record.quantity(Key::Count);
    all.is_some_and(|all| named as u64 > all.n)
}
