//! The rates that records state, and whether one is that of all that it would be told of.

use std::collections::HashSet;

use minijinja::Value;
use rustc_hash::FxHashMap;

use super::{Number, some_or_void};
use crate::format::Key;
use crate::log::{Record, Text, When};
use crate::tally::{Reached, Selection, is_by_pupils, kind_of};
use crate::text::count::Count;

/// What a rate is told to be of, as far as it is said: 10月9日, 语文组, 三年级, 数学, 集体备课.
#[derive(Clone, PartialEq, Eq, Hash)]
struct Whole {
    date: Option<When>,
    group: Option<Text>,
    class: Option<Text>,
    subject: Option<Text>,
    kind: Option<Text>,
}

impl Whole {
    fn of(record: &Record) -> Whole {
        Whole {
            date: record.when(Key::Date),
            group: record.text(Key::Group).cloned(),
            class: whose(record),
            subject: record.text(Key::Subject).cloned(),
            kind: called(record),
        }
    }

    /// All that it is a part of: what says as much or less.
    fn all(&self) -> impl Iterator<Item = Whole> {
        let given = u8::from(self.date.is_some())
            | u8::from(self.group.is_some()) << 1
            | u8::from(self.subject.is_some()) << 2
            | u8::from(self.kind.is_some()) << 3
            | u8::from(self.class.is_some()) << 4;
        // What is not said cannot be left out.
        let parts = (0..32_u8).filter(move |left| left & !given == 0);
        parts.map(|left| Whole {
            date: self.date.filter(|_| left & 1 == 0),
            group: self.group.clone().filter(|_| left & 2 == 0),
            subject: self.subject.clone().filter(|_| left & 4 == 0),
            kind: self.kind.clone().filter(|_| left & 8 == 0),
            class: self.class.clone().filter(|_| left & 16 == 0),
        })
    }
}

/// The class whose it is, or the pupils: 三年级, 三（2）班学生.
fn whose(record: &Record) -> Option<Text> {
    let class = record.text(Key::Class);
    match is_by_pupils(record) {
        true => Some(format!("{}学生", class.map_or("", |class| class)).into()),
        false => class.cloned(),
    }
}

/// What it was that the rate is of, where the record says it.
fn called(record: &Record) -> Option<Text> {
    let is_award = record.get(Key::Recipient).is_some();
    let named = [Key::Programme, Key::Contest].into_iter();
    let named = named.filter_map(|key| record.text(key)).next().cloned();
    let title = || record.text(Key::Title).filter(|_| is_award).cloned();
    named.or_else(title).or_else(|| kind_of(record))
}

/// A rate, by its name and how high it is.
type Stated<'a> = (Option<&'a Text>, Option<Count>);

fn stated(row: &Record) -> Stated<'_> {
    (row.text(Key::Name), row.percent(Key::Percent))
}

/// `figure.rates` of some records.
pub(super) fn rates(selection: &Selection) -> Value {
    let rated = || {
        let records = selection.records();
        records.flat_map(|record| record.rows(Key::Rates).iter().map(move |row| (record, row)))
    };
    // How many records there are of each, and how many of them state a rate.
    let mut all: FxHashMap<Whole, usize> = FxHashMap::default();
    let mut stating: FxHashMap<(Whole, Stated), usize> = FxHashMap::default();
    for (record, row) in rated() {
        let whole = Whole::of(record);
        all.insert(whole.clone(), 0);
        stating.insert((whole, stated(row)), 0);
    }
    if all.is_empty() {
        return Value::from(Vec::<Value>::new());
    }
    for record in selection.records() {
        let wholes: HashSet<Whole> = Whole::of(record).all().collect();
        for whole in wholes {
            let Some(known) = all.get_mut(&whole) else {
                continue;
            };
            *known += 1;
            let rows = record.rows(Key::Rates).iter().map(stated);
            for own in rows.collect::<HashSet<_>>() {
                if let Some(known) = stating.get_mut(&(whole.clone(), own)) {
                    *known += 1;
                }
            }
        }
    }
    // What is a rate of all is said once, however many state it.
    let mut said = HashSet::new();
    let mut rates = Vec::new();
    for (record, row) in rated() {
        let whole = Whole::of(record);
        let own = stated(row);
        let is_of_all = all.get(&whole) == stating.get(&(whole.clone(), own));
        if !is_of_all {
            rates.push(rate(record, row, Some(part(selection, record))));
        } else if said.insert((whole, own, row.percent(Key::Target))) {
            rates.push(rate(record, row, None));
        }
    }
    Value::from(rates)
}

/// How many a record stands for, where it is known to stand for any.
fn part(selection: &Selection, record: &Record) -> Value {
    let count = selection.amount(record);
    if count.is_zero() {
        return Value::from("部分");
    }
    Number::value(count, selection.unit())
}

/// A rate that `record` states, with what it is a rate of.
pub(super) fn rate(record: &Record, row: &Record, among: Option<Value>) -> Value {
    let percent = |key| row.percent(key).map(|percent| percent.with_unit("%"));
    let reached = Reached::by(row);
    Value::from_pairs([
        (
            "name",
            some_or_void(row.text(Key::Name).map(|name| &**name)),
        ),
        ("percent", some_or_void(percent(Key::Percent))),
        ("target", some_or_void(percent(Key::Target))),
        ("met", Value::from(reached == Reached::Yes)),
        ("missed", Value::from(reached == Reached::No)),
        ("among", some_or_void(among)),
        (
            "date",
            some_or_void(record.when(Key::Date).map(|when| when.to_string())),
        ),
        (
            "subject",
            some_or_void(record.text(Key::Subject).map(|subject| &**subject)),
        ),
        // Of a class or of pupils it is none of the group's people.
        (
            "group",
            some_or_void(
                record
                    .text(Key::Group)
                    .filter(|_| whose(record).is_none())
                    .map(|group| &**group),
            ),
        ),
        (
            "class",
            some_or_void(whose(record).map(|class| class.to_string())),
        ),
        (
            "of",
            some_or_void(called(record).map(|name| name.to_string())),
        ),
    ])
}
