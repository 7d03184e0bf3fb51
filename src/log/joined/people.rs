//! The people of records that tell of one event.

use std::collections::{HashMap, HashSet};

use super::under;
use crate::format::{Counting, Field, Key, Sort, Table};
use crate::log::{Log, People, Text, Value};
use crate::text::count::Count;
use crate::text::room::exact_of;

/// Keys under which those stand who did one thing alone or all together: two records that name others
/// contradict each other, while each of several who were there may name their own.
const DOERS: &[Key] = &[Key::Leader, Key::Teacher, Key::Speaker, Key::Mentor];

/// The roster as far as records of one event need it: who is in which group.
#[derive(Debug)]
pub(super) struct Roster {
    groups: HashMap<Text, Option<Text>>,
    /// The group that the report is about: where a record names none, 全体 are its people.
    only: Option<Text>,
}

impl Roster {
    /// That of `log`.
    pub(super) fn new(log: &Log) -> Roster {
        let teachers = log.records.iter();
        let teachers = teachers.filter(|record| record.table.sort == Sort::Roster);
        let groups = teachers.filter_map(|teacher| {
            let name = teacher.text(Key::Name)?.clone();
            Some((name, teacher.text(Key::Group).cloned()))
        });
        let report = log.head.report.as_ref();
        Roster {
            groups: groups.collect(),
            only: report.and_then(|report| report.text(Key::Group)).cloned(),
        }
    }

    /// Whether there is one, and it does not have one of `names`.
    fn misses(&self, names: &[Text]) -> bool {
        !self.groups.is_empty() && names.iter().any(|name| !self.groups.contains_key(name))
    }

    /// Under which key the people of several records are not those of one group, in which two of
    /// the records, and what to write.
    pub(super) fn apart(
        &self,
        table: &Table,
        parts: &[Vec<(Key, Value)>],
    ) -> Option<(Key, (usize, usize), String)> {
        let counted = match table.counting {
            Counting::Records => None,
            Counting::PerPerson(key) | Counting::OfPeople(key) => Some(key),
        };
        // Whoever completed a training is one of those whom the same record has in it.
        let keys = table.all_fields().map(|field| field.key);
        let mut keys = keys.filter(|key| *key != Key::Completed);
        keys.find_map(|key| {
            let given = under(key, parts);
            given.iter().find_map(|(nth, value)| {
                let are = match value {
                    Value::People(People::Everyone) => EVERYONE,
                    // Elsewhere a number may have people of other groups in it.
                    Value::People(People::Number(_)) if counted == Some(key) => NUMBER,
                    _ => return None,
                };
                let group = group_of(&parts[*nth]).or(self.only.as_ref());
                let (key, other, hint) = match group {
                    Some(group) => {
                        let (other, hint) = self.stranger(group, are, &given)?;
                        (key, other, hint)
                    }
                    None if are == EVERYONE => {
                        let (other, hint) = of_a_group(parts)?;
                        (Key::Group, other, hint)
                    }
                    None => return None,
                };
                Some((key, (*nth, other), hint))
            })
        })
    }

    /// Which of several lists names somebody whom the roster does not have in `group`, and what to
    /// write, where another list has those `are` of that group.
    fn stranger(
        &self,
        group: &Text,
        are: &str,
        given: &[(usize, &Value)],
    ) -> Option<(usize, String)> {
        let is_stranger = |name: &&Text| {
            let own = self.groups.get(*name);
            own.is_some_and(|own| own.as_ref() != Some(group))
        };
        let (other, name) = given.iter().find_map(|(nth, value)| match value {
            Value::People(people) => Some((*nth, people.names().iter().find(is_stranger)?)),
            _ => None,
        })?;
        let hint = format!(
            "{name}在名册里不是{group}的，不算在{group}的{are}里：写{are}的一处改写姓名，就合得起来；不改的，删去{name}的姓名；是两件事的，改成不同的 id"
        );
        Some((other, hint))
    }
}

const EVERYONE: &str = "“全体”";
const NUMBER: &str = "人数";

/// The group that a record names.
fn group_of(part: &[(Key, Value)]) -> Option<&Text> {
    part.iter().find_map(|(key, value)| match value {
        Value::Text(group) if *key == Key::Group => Some(group),
        _ => None,
    })
}

/// Which of the records is of a group, and what to write, where another has 全体 of the school.
fn of_a_group(parts: &[Vec<(Key, Value)>]) -> Option<(usize, String)> {
    let mut parts = (0..).zip(parts);
    let (nth, group) = parts.find_map(|(nth, part)| Some((nth, group_of(part)?)))?;
    let hint = format!(
        "写“全体”的一处没有写 group，说的是全校，另一处写的是{group}：是{group}的全体，两处都写 group = \"{group}\"；是全校的，删去 group；是两件事的，改成不同的 id"
    );
    Some((nth, hint))
}

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

/// The people of several lists, and whether a number or 全体 stands for what another of them says:
/// 全体 is everyone on the roster, names are united, and a number is right if no more are named.
///
/// # Errors
/// Which two do not go together.
pub(super) fn everybody(
    given: &[(usize, &Value)],
    roster: &Roster,
) -> Result<(People, bool), (usize, usize)> {
    let mut names: Vec<Text> = Vec::new();
    let mut seen = HashSet::new();
    let mut number: Option<(usize, Count)> = None;
    let mut named = given[0].0;
    let mut are_all = false;
    for (nth, value) in given {
        match value {
            Value::People(People::Everyone) => are_all = true,
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
    if are_all {
        let is_silent = number.is_some() || roster.misses(&names);
        return Ok((People::Everyone, is_silent));
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
