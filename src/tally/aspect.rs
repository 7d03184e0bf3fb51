//! What of a record is counted: the thing itself, the people at it, the days, the money.

mod part;

use crate::format::vocabulary::is_person;
use crate::format::{Counting, Key, Type};
use crate::log::{People, Record, Text};
use crate::text::count::Count;

use super::awards::classes;
use super::{Tally, Whose, actor_key, own_people};
use part::{
    are_named_alone, are_unknown, credited, is_named, is_nobodys_own, is_only_heard, is_only_there,
    is_some_groups, of_each,
};

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
    /// A number that a record gives under this key for each of its people, of all of them (学时).
    OfEach(Key),
}

/// Keys under which attendances may stand.
const ATTENDANCE: &[Key] = &[Key::Attendance, Key::People];

/// Measure words of occasions, at each of which all of its people are.
const OCCASIONS: &[&str] = &["次", "个", "届", "场", "期", "节"];

/// Whether what a record counts is how often its people came together.
fn is_occasion(record: &Record) -> bool {
    let unit = record.text(Key::Unit);
    unit.is_none_or(|unit| OCCASIONS.contains(&&**unit))
}

impl Aspect {
    /// What `record` adds; with `whose`, only what these people did.
    pub(super) fn of(&self, tally: &Tally, record: &Record, whose: Option<&Whose>) -> Count {
        match self {
            Aspect::Records => itself(tally, record, whose),
            Aspect::PersonTimes => person_times(tally, record, whose),
            Aspect::People(key) => people_times(tally, record, *key, whose),
            // Whoever came to what was the school's did not come to one group.
            Aspect::Guests(_) if is_shared(tally, record, whose) => Count::ZERO,
            Aspect::Guests(who) => {
                let guests = record.rows(Key::Guests).iter();
                guests
                    .filter(|guest| who.is_none() || guest.text(Key::Who) == who.as_ref())
                    .map(|guest| guest.count())
                    .sum()
            }
            // What a group's part of it was is not known.
            Aspect::Sum(Key::Cost | Key::Lessons) if is_shared(tally, record, whose) => Count::ZERO,
            Aspect::Sum(_) if is_nobodys_own(tally, record, whose) => Count::ZERO,
            Aspect::Sum(key) => record.quantity(*key).unwrap_or(Count::ZERO),
            Aspect::OfEach(key) => of_each(tally, record, *key, whose),
        }
    }

    /// Whether `record` adds to it nobody knows how much: by people of a number that is not told, or
    /// of which the part that is counted is not.
    pub(super) fn is_open(&self, tally: &Tally, record: &Record, whose: Option<&Whose>) -> bool {
        let is_said = match self {
            Aspect::PersonTimes => record.get(Key::PersonTimes).is_some(),
            Aspect::OfEach(key) => record.quantity(*key).is_some_and(|each| !each.is_zero()),
            _ => return false,
        };
        if *self == Aspect::PersonTimes && is_only_there(tally, record, whose) {
            return false;
        }
        let people = match self {
            Aspect::OfEach(key) => credited(tally, record, *key).find_map(|key| record.people(key)),
            _ => ATTENDANCE.iter().find_map(|key| record.people(*key)),
        };
        let is_numbered = match people {
            Some(People::Named(_)) => false,
            Some(People::Everyone | People::Number(_)) => true,
            // Who came is not told, though somebody did.
            None => is_said || *self == Aspect::PersonTimes,
        };
        let is_each = !matches!(self, Aspect::OfEach(_)) || is_said;
        is_numbered && is_each && self.of(tally, record, whose).is_zero()
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
            Aspect::Sum(key) | Aspect::OfEach(key) => key.unit().unwrap_or(default),
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

/// Whether a record is what a team did: one award, however many had a part in it. What several
/// groups are named for they won together.
pub fn is_teams(record: &Record) -> bool {
    let recipient = record.word(Key::Recipient).map(|word| word.name);
    let are_groups = || {
        let names = record.people(Key::Names).map_or(&[][..], People::names);
        recipient == Some("group") && names.len() > 1
    };
    record.flag(Key::Team).unwrap_or_else(are_groups)
}

/// Whether a group is counted for whose alone the record is not.
pub fn is_shared(tally: &Tally, record: &Record, whose: Option<&Whose>) -> bool {
    matches!(whose, Some(Whose::Group(group)) if tally.is_wider(record, group))
}

/// How many of the people under `key` there are; with `whose`, of these people only, unless one
/// person's part in it is another (a coach's). `None` where the log does not say.
fn heads(tally: &Tally, record: &Record, key: Key, whose: Option<&Whose>) -> Option<Count> {
    let people = record.people(key)?;
    let own = record.text(Key::Group);
    let is_audience = whose.is_some_and(|whose| is_audience_of(tally, record, key, whose));
    let whose = whose.filter(|_| !is_audience);
    Some(match (people, whose) {
        (_, Some(Whose::Person(name))) if key == Key::Completed => {
            let has_finished = tally.has_finished(record, name) == Some(true);
            Count::exact(u64::from(has_finished))
        }
        (People::Named(names), Some(Whose::Person(name))) if names.contains(name) => {
            Count::exact(1)
        }
        (People::Everyone | People::Number(_), Some(Whose::Person(_)))
            if tally.are_everyone(key, record) =>
        {
            Count::exact(1)
        }
        (People::Named(names), Some(Whose::Those(there))) => {
            let inside = names.iter().filter(|name| there.contains(name));
            Count::exact(inside.count() as u64)
        }
        (People::Named(_), Some(Whose::NoGroup)) => {
            Count::exact(tally.of_no_group(record).count() as u64)
        }
        (People::Named(names), Some(Whose::Group(group))) if is_of_staff(record, key) => {
            let inside = names.iter();
            let inside = inside.filter(|name| tally.is_of(name, group, record));
            Count::exact(inside.count() as u64)
        }
        (People::Everyone | People::Number(_), Some(Whose::Group(group)))
            if own.is_none_or(|own| own == group) && tally.are_everyone(key, record) =>
        {
            everyone(tally, record, key, Some(group))
        }
        // In a teacher's own log one of so many.
        (People::Number(_), Some(Whose::Person(_)))
            if is_of_staff(record, key) && (is_counted_by(record, key) || is_for_staff(record)) =>
        {
            Count::exact(1)
        }
        // How many of them were of the group is not known.
        (People::Number(_), Some(Whose::Group(group)))
            if is_of_staff(record, key) && is_others_too(tally, record, group) =>
        {
            Count::ZERO
        }
        (People::Everyone, _) if is_audience && own.is_none() => tally.staff.size_of_school(),
        (People::Everyone, _) => everyone(tally, record, key, own),
        _ => tally.staff.head_count(people, own),
    })
}

/// Whether a record counts as often as there are people under `key`.
fn is_counted_by(record: &Record, key: Key) -> bool {
    match record.table.counting {
        Counting::PerPerson(by) | Counting::OfPeople(by) => by == key,
        Counting::Records => false,
    }
}

/// Whether those under `key` came to what a group gave, a lecture: then all of them are told.
fn is_audience_of(tally: &Tally, record: &Record, key: Key, whose: &Whose) -> bool {
    let Whose::Group(group) = whose else {
        return false;
    };
    key == Key::Attendance
        && actor_key(record.table) != Some(key)
        && tally.groups_of(record) == [group]
}

/// Whether those under `key` are people of the staff: pupils are of no group.
pub(super) fn is_of_staff(record: &Record, key: Key) -> bool {
    own_people(record).any(|(own, _)| own == key)
}

/// Whether some of a number of people in a record may be of another group than `group`.
fn is_others_too(tally: &Tally, record: &Record, group: &Text) -> bool {
    tally.knows_others(group)
        && record.text(Key::Group).is_none()
        && tally.groups_of(record) != [group]
}

/// The most that can have been there of those whose part is counted, at one of the times that the
/// record stands for; `None` where it is not known how many they are.
fn most_heads(tally: &Tally, whose: Option<&Whose>) -> Option<u64> {
    let group = match whose {
        None => None,
        Some(Whose::Group(group)) => Some(group),
        Some(Whose::Person(_) | Whose::Those(_) | Whose::NoGroup) => return None,
    };
    let all = tally.staff.size_of(group);
    (all.approx.is_none() && !all.is_zero()).then_some(all.n)
}

/// Whether those who came to what a record tells of are the staff: of a lecture or an activity of a
/// kind that only the log knows, a sports day say, they may be anybody.
pub fn is_for_staff(record: &Record) -> bool {
    let actor = actor_key(record.table).and_then(|key| record.table.field_of(key));
    let is_staffs = actor.is_some_and(|field| matches!(field.ty, Type::Staff));
    let are_some = matches!(record.people(Key::People), Some(People::Number(_)));
    let is_open =
        record.table.kinds.is_empty() && (are_some || record.get(Key::PersonTimes).is_some());
    record.table.is_counted() && is_staffs && !is_open
}

/// Whether so many attendances at a record are more than there can have been of those whose part is
/// counted: then others are in them, nobody knows how many.
fn are_too_many(tally: &Tally, record: &Record, whose: Option<&Whose>, told: Count) -> bool {
    let times = record.count();
    times.approx.is_none() && are_more(tally, record, whose, told, times.n)
}

/// Whether so many are more than there can have been of them at so many `times`.
fn are_more(
    tally: &Tally,
    record: &Record,
    whose: Option<&Whose>,
    told: Count,
    times: u64,
) -> bool {
    let most = most_heads(tally, whose).map(|most| most.saturating_mul(times));
    // 近20 are no more than 19, 20余 no fewer than 21.
    let least = told.bounds().0 / 100;
    is_for_staff(record) && most.is_some_and(|most| least > most)
}

/// Whether the attendances that a record tells of are more than the staff can have had, so that
/// only the record itself is counted.
pub fn is_beyond_roster(tally: &Tally, record: &Record) -> bool {
    let whose = tally.group().cloned().map(Whose::Group);
    let told = told_person_times(tally, record, whose.as_ref());
    are_too_many(tally, record, whose.as_ref(), told)
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

/// What the record itself stands for, by the rule of its table.
fn itself(tally: &Tally, record: &Record, whose: Option<&Whose>) -> Count {
    let count = record.count();
    if is_nobodys_own(tally, record, whose) || is_some_groups(tally, record, whose) {
        return Count::ZERO;
    }
    match record.table.counting {
        // A lecture that somebody heard is none that this person gave.
        Counting::Records => match whose {
            Some(Whose::Person(name)) if tally.only_attends(record, name) => Count::ZERO,
            Some(Whose::Group(group)) if is_only_heard(tally, record, group) => Count::ZERO,
            _ => count,
        },
        Counting::PerPerson(key) => {
            let heads = heads(tally, record, key, whose);
            match are_unknown(tally, record, key, whose) {
                // Each of them did it, nobody knows how many they are.
                true => count.or_more(),
                false => heads.map_or(count, |heads| heads.times(count)),
            }
        }
        // One of a sample is one all the same.
        Counting::OfPeople(key) if is_named(record, key, whose) && !is_teams(record) => {
            Count::exact(1)
        }
        Counting::OfPeople(key) if !is_teams(record) && record.get(Key::Count).is_none() => {
            let classes = || Count::exact(classes(record).len().max(1) as u64);
            heads(tally, record, key, whose).unwrap_or_else(classes)
        }
        // A team is one, however many they are.
        Counting::OfPeople(key) if is_teams(record) && record.people(key).is_some() => {
            Count::exact(1)
        }
        // Of a sample only those who are named are known to be of a group.
        Counting::OfPeople(key)
            if is_of_staff(record, key) && are_named_alone(tally, record, whose) =>
        {
            let named = record.people(key).map_or(0, |people| people.names().len());
            let unnamed = Count {
                n: count.n.saturating_sub(named as u64),
                ..count
            };
            match (heads(tally, record, key, whose), whose) {
                (Some(heads), Some(Whose::NoGroup)) => heads + unnamed,
                (heads, _) => heads.unwrap_or(count),
            }
        }
        Counting::OfPeople(_) => count,
    }
}

fn person_times(tally: &Tally, record: &Record, whose: Option<&Whose>) -> Count {
    let told = told_person_times(tally, record, whose);
    match are_too_many(tally, record, whose, told) {
        true => Count::ZERO,
        false => told,
    }
}

/// How many under `key` of a record are told of, of a group its own: nothing where these are more
/// than there can be, or it is not known how many of them are the group's.
pub fn heads_told(tally: &Tally, record: &Record, key: Key, group: Option<&Text>) -> Count {
    let whose = group.cloned().map(Whose::Group);
    let told = heads(tally, record, key, whose.as_ref()).unwrap_or_default();
    match ATTENDANCE.contains(&key) && are_more(tally, record, whose.as_ref(), told, 1) {
        true => Count::ZERO,
        false => told,
    }
}

/// The attendances that a record tells of, be they possible or not.
fn told_person_times(tally: &Tally, record: &Record, whose: Option<&Whose>) -> Count {
    let is_one_persons = matches!(whose, Some(Whose::Person(_)));
    match record.quantity(Key::PersonTimes) {
        Some(stated) if !is_one_persons && !is_shared(tally, record, whose) => stated,
        // How many of all attendances were a group's is known only where they are those of the
        // people, each time.
        Some(stated) if !is_one_persons && stated != attendances(tally, record, None) => {
            Count::ZERO
        }
        _ => attendances(tally, record, whose),
    }
}

/// The attendances of the people that a record tells of, each time.
fn attendances(tally: &Tally, record: &Record, whose: Option<&Whose>) -> Count {
    if is_only_there(tally, record, whose) {
        return Count::ZERO;
    }
    let mut keys = ATTENDANCE.iter().copied();
    let key = keys.find(|key| record.people(*key).is_some());
    key.map_or(Count::ZERO, |key| people_times(tally, record, key, whose))
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
    // How often it was is not known, nor how many attendances; of fifty homes nobody says who was
    // at which.
    if count.n == 0 || (count != Count::exact(1) && !is_occasion(record)) {
        return Count::ZERO;
    }
    heads(tally, record, key, whose).map_or(Count::ZERO, |heads| heads.times(count))
}
