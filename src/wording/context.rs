//! What every template can see: one figure for each kind of record, the school, the staff,
//! the term, the targets' outcomes, what was set aside, and the word list.

use std::sync::Arc;

use minijinja::Value;
use minijinja::value::Serde;

use crate::format::{self, Key};
use crate::tally::{Outcome, Reason, Tally, Verdict, kind_name};
use crate::text::count::Count;
use crate::text::number;

use super::objects::{Figure, Names, Number, Row, void};
use super::shown::with_level;
use super::sources;

/// The context of all templates for `tally`.
pub(super) fn context(tally: &Arc<Tally>) -> Value {
    let counted = || format::RECORDS.iter().filter(|table| table.is_counted());
    let aside = |reason| {
        Value::from_pairs(
            counted().map(|table| (table.key, Figure::value(tally.set_aside(table, reason)))),
        )
    };
    let mut context: Vec<(&str, Value)> = counted()
        .map(|table| (table.key, Figure::value(tally.all(table))))
        .collect();
    context.extend([
        ("staff", staff(tally)),
        ("school", school(tally)),
        ("term", term(tally)),
        ("report", report(tally)),
        (
            "targets",
            tally
                .outcomes()
                .iter()
                .map(|outcome| target(tally, outcome))
                .collect(),
        ),
        ("pending", aside(Reason::Pending)),
        ("other_term", aside(Reason::OtherTerm)),
        ("words", Value::from(Serde(sources::words()))),
    ]);
    Value::from_pairs(context)
}

fn text(value: Option<&crate::log::Text>) -> Value {
    value.map_or_else(void, |text| Value::from(&**text))
}

fn staff(tally: &Arc<Tally>) -> Value {
    let staff = &tally.staff;
    let mut honours: Vec<(u8, String, u64)> = Vec::new();
    for (title, level) in staff.members().flat_map(|member| &member.honours) {
        let level = level.map(|level| tally.level_name(level));
        let title = with_level(title, level);
        match honours.iter_mut().find(|(_, known, _)| *known == title) {
            Some((_, _, count)) => *count += 1,
            None => honours.push((level.map_or(u8::MAX, |level| level.rank), title, 1)),
        }
    }
    honours.sort_by_key(|(rank, _, _)| *rank);
    Value::from_pairs([
        ("size", Number::value(staff.size(), "名")),
        (
            "groups",
            Names::value(
                staff.groups().to_vec(),
                Count::exact(staff.groups().len() as u64),
            ),
        ),
        (
            "honours",
            honours
                .into_iter()
                .map(|(_, title, count)| {
                    Value::from_pairs([
                        ("title", Value::from(title)),
                        ("people", Number::value(Count::exact(count), "人")),
                    ])
                })
                .collect(),
        ),
    ])
}

fn school(tally: &Arc<Tally>) -> Value {
    let head = tally.log.head.school.as_ref();
    let number = |key, unit: &str| {
        let count = head.and_then(|head| head.quantity(key));
        Number::value(count.unwrap_or(Count::ZERO), unit)
    };
    Value::from_pairs([
        ("name", text(head.and_then(|head| head.text(Key::Name)))),
        ("classes", number(Key::Classes, "个")),
        ("pupils", number(Key::Pupils, "名")),
    ])
}

fn term(tally: &Arc<Tally>) -> Value {
    Value::from_pairs([
        ("name", text(tally.term.name.as_ref())),
        ("span", Value::from(tally.term.span.name)),
    ])
}

fn report(tally: &Arc<Tally>) -> Value {
    let head = tally.log.head.report.as_ref();
    let field = |key| text(head.and_then(|head| head.text(key)));
    let scope = if tally.group().is_some() {
        "group"
    } else {
        "school"
    };
    Value::from_pairs([
        ("scope", Value::from(scope)),
        ("kind", field(Key::Kind)),
        ("group", field(Key::Group)),
        ("author", field(Key::Author)),
        ("cue", field(Key::Cue)),
    ])
}

fn target(tally: &Arc<Tally>, outcome: &Outcome) -> Value {
    let record = tally.record(outcome.target);
    let of = record.measure(Key::Of);
    let kind = record.text(Key::Kind).zip(of);
    let kind = kind.map(|(kind, table)| Value::from(&*kind_name(table, kind)));
    let (verdict, missed, exceeded, done) = match outcome.verdict {
        Verdict::Each { missed, exceeded } => ("each", missed, exceeded, 0),
        Verdict::Together(done) => ("together", 0, 0, done),
        Verdict::Unknown => ("unknown", 0, 0, 0),
    };
    let value_or_void = |text: Option<String>| text.map_or_else(void, Value::from);
    Value::from_pairs([
        ("record", Row::value(tally, outcome.target)),
        ("of", Value::from(of.map_or("", |table| table.key))),
        ("unit", Value::from(&*outcome.unit)),
        ("kind", kind.unwrap_or_else(void)),
        ("verdict", Value::from(verdict)),
        ("base", Value::from(outcome.base)),
        ("missed", Value::from(missed)),
        ("exceeded", Value::from(exceeded)),
        ("done", Value::from(done)),
        (
            "average",
            value_or_void(number::average_below(done, outcome.base)),
        ),
        (
            "share",
            value_or_void(number::percent(missed, outcome.base)),
        ),
    ])
}
