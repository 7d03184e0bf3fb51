//! What the values of several records say together.

use super::people::Roster;
use super::{Clash, completed, people};
use crate::format::vocabulary::DISTRICT_OR_COUNTY;
use crate::format::{Field, Key, Type};
use crate::log::When;
use crate::log::record::{Record, Value};
use crate::text::alike;
use crate::text::room::exact_of;

/// The values of a record, its number with the hedge that belongs to it.
pub(super) fn plain(record: &Record) -> Vec<(Key, Value)> {
    let number = [Key::Count, Key::Approx];
    let values = record.values().iter();
    let others = values.filter(|(key, _)| !number.contains(key)).cloned();
    let is_given = number.iter().any(|key| record.get(*key).is_some());
    let count = is_given.then(|| (Key::Count, Value::Quantity(record.count())));
    let mut all: Vec<(Key, Value)> = others.chain(count).collect();
    all.sort_by_key(|(key, _)| *key);
    all
}

/// What to do where one of the records tells what came of it for its people alone.
const OF_SOME: &str = "result 只是其中几位的，写明是谁，如 result = \"其中周岚被评为优秀学员\"；是全体的，两处都写上；是两件事的，改成不同的 id";

/// What says that a result is known.
const RESULTS: [Key; 4] = [Key::Grade, Key::Outcome, Key::Journal, Key::Status];

/// Lets go of what says that a result is not known yet, where another of `parts` has it by now.
pub(super) fn without_awaited(parts: &mut [Vec<(Key, Value)>]) {
    let has = |part: &[(Key, Value)], keys: &[Key]| part.iter().any(|(key, _)| keys.contains(key));
    let is_known = |part: &Vec<(Key, Value)>| has(part, &RESULTS) && !has(part, &[Key::Pending]);
    if parts.iter().any(is_known) {
        for part in parts {
            part.retain(|(key, _)| *key != Key::Pending);
        }
    }
}

/// What several tables say together.
pub(super) struct United {
    /// The values.
    pub values: Vec<(Key, Value)>,
    /// Keys under which one of them had a number and others fewer names, which are given up.
    pub given_up: Vec<Key>,
}

/// What several tables of the same `fields` say together.
pub(super) fn united(
    fields: impl Iterator<Item = &'static Field>,
    parts: &[Vec<(Key, Value)>],
    roster: &Roster,
) -> Result<United, Clash> {
    let mut values = Vec::new();
    let mut given_up = Vec::new();
    for field in fields {
        let key = field.key;
        let given = under(key, parts);
        let Some((first, _)) = given.first() else {
            continue;
        };
        // That a result is not known says one only, and the others know it, or not.
        if key == Key::Pending && given.len() < parts.len() {
            let silent = (0..parts.len()).find(|nth| given.iter().all(|(known, _)| known != nth));
            return Err(Clash::of(key, (*first, silent.unwrap_or(*first))));
        }
        if key == Key::Result
            && let Some(between) = completed::result_of_some(&given, parts)
        {
            return Err(Clash {
                hint: Some(OF_SOME.to_owned()),
                ..Clash::of(key, between)
            });
        }
        let value = match given[0].1 {
            Value::People(_) => {
                let clash = |between| Clash::of(key, between);
                people::agree(field, &given).map_err(clash)?;
                let (people, is_number) = match key {
                    Key::Completed => completed::by_all(parts, roster),
                    _ => people::everybody(&given, roster),
                }
                .map_err(clash)?;
                given_up.extend(is_number.then_some(key));
                Value::People(people)
            }
            _ => in_turn(field, &given, roster)?,
        };
        values.push((key, value));
    }
    values.sort_by_key(|(key, _)| *key);
    Ok(United { values, given_up })
}

/// What each of the parts has under `key`.
pub(super) fn under(key: Key, parts: &[Vec<(Key, Value)>]) -> Vec<(usize, &Value)> {
    let parts = (0..).zip(parts);
    let given = parts.filter_map(|(nth, part)| {
        let value = part.iter().find(|(known, _)| *known == key);
        value.map(|(_, value)| (nth, value))
    });
    given.collect()
}

/// What the values of one key say together.
fn in_turn(field: &Field, given: &[(usize, &Value)], roster: &Roster) -> Result<Value, Clash> {
    let (mut from, first) = given[0];
    let mut whole = first.clone();
    for (nth, value) in &given[1..] {
        let Some(both) = both(field, &whole, value, roster) else {
            return Err(Clash::of(field.key, (from, *nth)));
        };
        if both == **value {
            from = *nth;
        }
        whole = both;
    }
    Ok(whole)
}

/// What two values of one key say together; `None` where they contradict.
fn both(field: &Field, a: &Value, b: &Value, roster: &Roster) -> Option<Value> {
    if a == b {
        return Some(a.clone());
    }
    Some(match (a, b) {
        (Value::Text(a), Value::Text(b)) if field.key == Key::Note => {
            Value::Text(format!("{a}；{b}").into())
        }
        (Value::Text(a), Value::Text(b)) => {
            let longer = match field.key {
                Key::Contest | Key::Title => alike::longer_of_prize(a, b),
                _ => alike::longer(a, b),
            }?;
            Value::Text(if *longer == **b { b } else { a }.clone())
        }
        (Value::Texts(a), Value::Texts(b)) => {
            let new = b.iter().filter(|b| !a.iter().any(|a| alike::same(a, b)));
            Value::Texts(a.iter().chain(new).cloned().collect())
        }
        (Value::When(a), Value::When(b)) => Value::When(time_of_both(*a, *b)?),
        (Value::Quantity(a), Value::Quantity(b)) => Value::Quantity(exact_of(*a, *b)?),
        (Value::Word(a), Value::Word(b)) if a.rank == b.rank => match (a.name, b.name) {
            (DISTRICT_OR_COUNTY, _) => Value::Word(b),
            (_, DISTRICT_OR_COUNTY) => Value::Word(a),
            _ => return None,
        },
        (Value::Rows(a), Value::Rows(b)) => Value::Rows(rows(field, a, b, roster)?.into()),
        _ => return None,
    })
}

/// The time that both mean: of a day and a month that has it the day, of days and one of them all.
pub(super) fn time_of_both(a: When, b: When) -> Option<When> {
    if !a.may_be(b) {
        return None;
    }
    match (a.days(), b.days()) {
        (Some((first, last)), Some((begin, end))) => match (first <= begin, end <= last) {
            (true, true) => Some(a),
            _ => (begin <= first && last <= end).then_some(b),
        },
        (Some(_), None) => Some(a),
        (None, Some(_)) => Some(b),
        (None, None) => Some(match a {
            When::Month { part: "", .. } => b,
            _ => a,
        }),
    }
}

/// Sub-tables: each once, those of one name with all that is said of them.
fn rows(field: &Field, a: &[Record], b: &[Record], roster: &Roster) -> Option<Vec<Record>> {
    let Type::Rows(fields) = field.ty else {
        return None;
    };
    let name = fields.iter().find(|field| field.required)?.key;
    let is_same = |a: &Record, b: &Record| match (a.text(name), b.text(name)) {
        (Some(a), Some(b)) => alike::same(a, b),
        _ => a.get(name) == b.get(name),
    };
    let mut all = a.to_vec();
    for row in b {
        let known = all.iter().position(|known| known == row);
        match known.or_else(|| all.iter().position(|known| is_same(known, row))) {
            None => all.push(row.clone()),
            Some(at) => {
                let parts = [plain(&all[at]), plain(row)];
                let name_of = |part: &[(Key, Value)]| {
                    let named = part.iter().find(|(key, _)| *key == name);
                    named.map(|(_, value)| value.clone())
                };
                let first = name_of(&parts[0]);
                let others = fields.iter().filter(|field| field.key != name);
                let mut values = united(others, &parts, roster).ok()?.values;
                values.extend(first.map(|value| (name, value)));
                values.sort_by_key(|(key, _)| *key);
                all[at] = Record::new(row.table, all[at].span, values);
            }
        }
    }
    Some(all)
}
