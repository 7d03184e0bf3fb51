//! What of a record is counted: the thing itself, the people at it, the days, the money.

use crate::format::vocabulary::is_person;
use crate::format::{Counting, Key};
use crate::log::{People, Record, Text};
use crate::text::count::Count;

use super::{Tally, Whose};

/// One side of a record that can be added up.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Aspect {
    /// The thing itself: sessions, lessons, papers; of awards to people, the people.
    Records,
    /// Attendances (人次).
    PersonTimes,
    /// The people under this key, such as those who completed a training.
    People(Key),
    /// Visitors from outside; of one sort, or of all.
    Guests(Option<Text>),
    /// A number that a record gives under this key (课例, 天, 元, 门).
    Sum(Key),
}

/// Keys under which attendances may stand.
const ATTENDANCE: &[Key] = &[Key::Attendance, Key::People];

impl Aspect {
    /// What `record` adds; with `whose`, only what these people did.
    pub(super) fn of(&self, tally: &Tally, record: &Record, whose: Option<&Whose>) -> Count {
        match self {
            Aspect::Records => itself(tally, record, whose),
            Aspect::PersonTimes => person_times(tally, record, whose),
            Aspect::People(key) => people_times(tally, record, *key, whose),
            Aspect::Guests(who) => {
                let guests = record.rows(Key::Guests).iter();
                guests
                    .filter(|guest| who.is_none() || guest.text(Key::Who) == who.as_ref())
                    .map(|guest| guest.count())
                    .sum()
            }
            // What a group's part of the money was is not known.
            Aspect::Sum(Key::Cost) if is_shared(tally, record, whose) => Count::ZERO,
            Aspect::Sum(key) => record.quantity(*key).unwrap_or(Count::ZERO),
        }
    }

    /// The measure word of it.
    pub(super) fn unit(&self, record: Option<&Record>, default: &'static str) -> String {
        let unit = match self {
            Aspect::Records => match record {
                Some(record) => return unit_of(record, default),
                None => default,
            },
            Aspect::PersonTimes | Aspect::People(_) => "人次",
            Aspect::Guests(_) => "名",
            Aspect::Sum(key) => key.unit().unwrap_or(default),
        };
        unit.to_owned()
    }
}

fn unit_of(record: &Record, default: &'static str) -> String {
    match record.text(Key::Unit) {
        Some(unit) => unit.to_string(),
        None if is_by_head(record) => "人次".to_owned(),
        None => default.to_owned(),
    }
}

/// Whether a record is counted by those who got it: an award to people that is no team's.
pub(super) fn is_by_head(record: &Record) -> bool {
    record.word(Key::Recipient).is_some_and(is_person) && !is_teams(record)
}

/// Whether a record is what a team did.
pub(super) fn is_teams(record: &Record) -> bool {
    record.flag(Key::Team).unwrap_or(false)
}

/// Whether a group is counted for whose alone the record is not.
pub fn is_shared(tally: &Tally, record: &Record, whose: Option<&Whose>) -> bool {
    matches!(whose, Some(Whose::Group(group)) if tally.is_wider(record, group))
}

/// How many of the people under `key` there are; with `whose`, of these people only, unless the
/// record as a whole is a group's, or one person's part in it is another (a coach's).
fn heads(tally: &Tally, record: &Record, key: Key, whose: Option<&Whose>) -> Option<Count> {
    let people = record.people(key)?;
    let own = record.text(Key::Group);
    Some(match (people, whose) {
        (People::Named(names), Some(Whose::Person(name))) if names.contains(name) => {
            Count::exact(1)
        }
        (People::Everyone, Some(Whose::Person(_))) => Count::exact(1),
        (People::Named(names), Some(Whose::Those(there))) => {
            let inside = names.iter().filter(|name| there.contains(name));
            Count::exact(inside.count() as u64)
        }
        (People::Named(names), Some(Whose::Group(group))) if own.is_none() => {
            let inside = names
                .iter()
                .filter(|name| tally.staff.may_be_of(name, group));
            Count::exact(inside.count() as u64)
        }
        (People::Everyone, Some(Whose::Group(group))) => {
            everyone(tally, record, key, own.or(Some(group)))
        }
        (People::Everyone, _) => everyone(tally, record, key, own),
        _ => tally.staff.head_count(people, own),
    })
}

/// How many everyone of `group`, or of the school, is under `key`: nobody observes their own
/// lesson.
fn everyone(tally: &Tally, record: &Record, key: Key, group: Option<&Text>) -> Count {
    let all = tally.staff.head_count(&People::Everyone, group);
    let observed = record
        .people(Key::Teacher)
        .filter(|_| key == Key::Observers)
        .map_or(&[][..], People::names);
    let inside = observed.iter().filter(|name| {
        let member = tally.staff.member(name);
        member.is_some_and(|member| group.is_none() || member.group.as_ref() == group)
    });
    Count {
        n: all.n.saturating_sub(inside.count() as u64),
        ..all
    }
}

/// Whether people of `group` heard what others of the school did, and that is all.
fn is_only_heard(tally: &Tally, record: &Record, group: &Text) -> bool {
    let groups = tally.groups_of(record);
    !groups.is_empty() && !groups.contains(&group) && tally.are_heard_by(record, group)
}

/// What the record itself stands for, by the rule of its table.
fn itself(tally: &Tally, record: &Record, whose: Option<&Whose>) -> Count {
    let count = record.count();
    match record.table.counting {
        // A lecture that somebody heard is none that this person gave.
        Counting::Records => match whose {
            Some(Whose::Person(name)) if tally.only_attends(record, name) => Count::ZERO,
            Some(Whose::Group(group)) if is_only_heard(tally, record, group) => Count::ZERO,
            _ => count,
        },
        Counting::PerPerson(key) => {
            let heads = heads(tally, record, key, whose);
            heads.map_or(count, |heads| heads.times(count))
        }
        // One of a sample is one all the same.
        Counting::OfPeople(key) if is_named(record, key, whose) && !is_teams(record) => {
            Count::exact(1)
        }
        Counting::OfPeople(key) if !is_teams(record) && record.get(Key::Count).is_none() => {
            heads(tally, record, key, whose).unwrap_or(count)
        }
        Counting::OfPeople(_) => count,
    }
}

/// Whether it is one person's part that is counted, and that person is named under `key`.
fn is_named(record: &Record, key: Key, whose: Option<&Whose>) -> bool {
    let Some(Whose::Person(name)) = whose else {
        return false;
    };
    let people = record.people(key);
    people.is_some_and(|people| people.names().contains(name))
}

fn person_times(tally: &Tally, record: &Record, whose: Option<&Whose>) -> Count {
    let is_one_persons = matches!(whose, Some(Whose::Person(_)));
    if let Some(stated) = record.quantity(Key::PersonTimes)
        && !is_one_persons
    {
        return stated;
    }
    let mut keys = ATTENDANCE.iter().copied();
    keys.find(|key| record.people(*key).is_some())
        .map_or(Count::ZERO, |key| people_times(tally, record, key, whose))
}

/// The people under `key`, at each of the times the record stands for.
fn people_times(tally: &Tally, record: &Record, key: Key, whose: Option<&Whose>) -> Count {
    // How many of one group they were is not known.
    let is_number = matches!(record.people(key), Some(People::Number(_)));
    if key == Key::Completed && is_number && is_shared(tally, record, whose) {
        return Count::ZERO;
    }
    // Everyone who completed is everyone who took part.
    if key == Key::Completed && record.people(key) == Some(&People::Everyone) {
        return person_times(tally, record, whose);
    }
    let count = record.count();
    // How often it was is not known, nor how many attendances.
    if count.n == 0 {
        return Count::ZERO;
    }
    heads(tally, record, key, whose).map_or(Count::ZERO, |heads| heads.times(count))
}
