//! Who completed a training that several records tell of, and what came of it, each of those whom
//! it has in it: 全体 is everyone of these, and the numbers of some and of others add up.

use std::collections::HashSet;

use super::people::{Roster, everybody};
use crate::format::Key;
use crate::log::{People, Text, Value};
use crate::text::count::Count;

/// What one record says.
struct Part<'a> {
    nth: usize,
    /// Those whom it has in the training.
    there: HashSet<&'a Text>,
    /// Whether it has more in it than it names.
    is_number: bool,
    completed: Option<Value>,
}

/// Who completed it by all of the records, and whether a number of them stands for names.
///
/// # Errors
/// Which two do not go together, or do not tell it of all that they have in it.
pub(super) fn by_all(
    parts: &[Vec<(Key, Value)>],
    roster: &Roster,
) -> Result<(People, bool), (usize, usize)> {
    let told: Vec<Part> = (0..)
        .zip(parts)
        .map(|(nth, part)| told(nth, part))
        .collect();
    let all: HashSet<&Text> = told
        .iter()
        .flat_map(|part| part.there.iter().copied())
        .collect();
    let given = told
        .iter()
        .filter_map(|part| Some((part, part.completed.as_ref()?)));
    let given: Vec<(&Part, &Value)> = given.collect();
    let is_number = told.iter().any(|part| part.is_number);
    let is_of_all = |part: &Part| match part.there.is_empty() {
        true => part.is_number || !is_number,
        false => part.there.len() == all.len() && !is_number,
    };
    if given.iter().any(|(part, _)| is_of_all(part)) {
        let given: Vec<_> = given
            .iter()
            .map(|(part, value)| (part.nth, *value))
            .collect();
        return everybody(&given, roster);
    }
    let first = given.first().map_or(0, |(part, _)| part.nth);
    let known: HashSet<&Text> = given
        .iter()
        .flat_map(|(part, _)| &part.there)
        .copied()
        .collect();
    let is_silent = |part: &&Part| part.there.is_empty() || !part.there.is_subset(&known);
    if let Some(silent) = told.iter().find(is_silent) {
        return Err((first, silent.nth));
    }
    let mut names: Vec<Text> = Vec::new();
    let mut number: Option<Count> = None;
    for (part, value) in &given {
        match value {
            Value::People(People::Named(own)) => names.extend(own.iter().cloned()),
            Value::People(People::Number(count)) => {
                let mut others = given.iter().map(|(other, _)| *other);
                let shared = others
                    .find(|other| other.nth != part.nth && !other.there.is_disjoint(&part.there));
                if let Some(other) = shared {
                    return Err((other.nth, part.nth));
                }
                number = Some(number.unwrap_or_default() + *count);
            }
            _ => {}
        }
    }
    let mut seen = HashSet::new();
    names.retain(|name| seen.insert(name.clone()));
    Ok(match number {
        None => (People::Named(names.into()), false),
        Some(number) => {
            let more = Count::exact(names.len() as u64);
            (People::Number(number + more), !names.is_empty())
        }
    })
}

/// Where what came of it is told by a record of some of the people, without their names, and by no
/// other record: it is not known of the others.
pub(super) fn result_of_some(
    given: &[(usize, &Value)],
    parts: &[Vec<(Key, Value)>],
) -> Option<(usize, usize)> {
    let people = |nth: usize| {
        let mut values = parts[nth].iter();
        values.find_map(|(key, value)| match value {
            Value::People(people) if *key == Key::People => Some(people),
            _ => None,
        })
    };
    given.iter().find_map(|(nth, value)| {
        let own = people(*nth)?;
        let is_named = match value {
            Value::Text(text) => own.names().iter().any(|name| text.contains(&**name)),
            _ => false,
        };
        let is_silent = |other: &usize| given.iter().all(|(known, _)| known != other);
        let mut others = (0..parts.len()).filter(is_silent);
        let differs = |other: &usize| people(*other).is_some_and(|people| people != own);
        let other = others.find(differs).filter(|_| !is_named)?;
        Some((*nth, other))
    })
}

/// What a record says: everyone whom it names, and as many as these, are these.
fn told(nth: usize, part: &[(Key, Value)]) -> Part<'_> {
    let value = |wanted: Key| part.iter().find(|(key, _)| *key == wanted);
    let named = match value(Key::People) {
        Some((_, Value::People(People::Named(names)))) => &names[..],
        _ => &[],
    };
    let are_all = |people: &People| match people {
        People::Everyone => true,
        People::Number(count) => *count == Count::exact(named.len() as u64),
        People::Named(_) => false,
    };
    let completed = value(Key::Completed).map(|(_, completed)| match completed {
        Value::People(people) if !named.is_empty() && are_all(people) => {
            Value::People(People::Named(named.into()))
        }
        other => other.clone(),
    });
    Part {
        nth,
        there: named.iter().collect(),
        is_number: matches!(
            value(Key::People),
            Some((_, Value::People(People::Number(_) | People::Everyone)))
        ),
        completed,
    }
}
