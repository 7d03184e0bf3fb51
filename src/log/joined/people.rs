//! The people of records that tell of one event.

use std::collections::HashSet;

use crate::format::{Field, Key};
use crate::log::{People, Text, Value};
use crate::text::count::Count;
use crate::text::room::exact_of;

/// Keys under which those stand who did one thing alone or all together: two records that name others
/// contradict each other, while each of several who were there may name their own.
const DOERS: &[Key] = &[Key::Leader, Key::Teacher, Key::Speaker, Key::Mentor];

/// Whether those who did it are the same in all records, or one of them names more of them.
///
/// # Errors
/// Which two do not go together.
pub(super) fn agree(field: &Field, given: &[(usize, &Value)]) -> Result<(), (usize, usize)> {
    // Of several coaches each may have noted the award.
    if !DOERS.contains(&field.key) || field.is_called("coach") {
        return Ok(());
    }
    let named = given.iter().filter_map(|(nth, value)| match value {
        Value::People(People::Named(names)) => Some((*nth, names)),
        _ => None,
    });
    let named: Vec<(usize, _)> = named.collect();
    let most = named.iter().max_by_key(|(_, names)| names.len());
    let Some((most, all)) = most else {
        return Ok(());
    };
    let other = named
        .iter()
        .find(|(_, names)| names.iter().any(|name| !all.contains(name)));
    other.map_or(Ok(()), |(nth, _)| Err((*most, *nth)))
}

/// The people of several lists, and whether a number of them stands for fewer names: 全体 is
/// everyone, names are united, and a number is right if no more are named.
///
/// # Errors
/// Which two do not go together.
pub(super) fn everybody(given: &[(usize, &Value)]) -> Result<(People, bool), (usize, usize)> {
    let mut names: Vec<Text> = Vec::new();
    let mut seen = HashSet::new();
    let mut number: Option<(usize, Count)> = None;
    let mut named = given[0].0;
    for (nth, value) in given {
        match value {
            Value::People(People::Everyone) => return Ok((People::Everyone, false)),
            Value::People(People::Named(more)) => {
                named = *nth;
                names.extend(more.iter().filter(|name| seen.insert(*name)).cloned());
            }
            Value::People(People::Number(count)) => {
                let all = match number {
                    None => *count,
                    Some((before, known)) => exact_of(known, *count).ok_or((before, *nth))?,
                };
                number = Some((*nth, all));
            }
            _ => {}
        }
    }
    let Some((nth, all)) = number else {
        return Ok((People::Named(names.into()), false));
    };
    let exact = Count::exact(names.len() as u64);
    match exact_of(all, exact) {
        _ if names.is_empty() => Ok((People::Number(all), false)),
        Some(_) => Ok((People::Named(names.into()), false)),
        None if all.n > exact.n => Ok((People::Number(all), true)),
        None => Err((nth, named)),
    }
}
