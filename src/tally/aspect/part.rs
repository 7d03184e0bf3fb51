//! What of a record is not counted, or not known, where only the part of some is counted.

use crate::format::Key;
use crate::log::{People, Record, Text};

use super::{ATTENDANCE, heads, is_shared};
use crate::tally::finished::Finishers;
use crate::tally::{Tally, Whose};
use crate::text::count::Count;

/// Whether those under `key` are everyone of a group or of the school, of which it is not known how
/// many they are.
pub(super) fn are_unknown(tally: &Tally, record: &Record, key: Key, whose: Option<&Whose>) -> bool {
    let group = match whose {
        Some(Whose::Group(group)) => Some(group),
        Some(Whose::Person(_)) => return false,
        Some(Whose::Those(_) | Whose::NoGroup) | None => record.text(Key::Group),
    };
    let is_everyone = record.people(key) == Some(&People::Everyone);
    is_everyone && tally.staff.head_count(&People::Everyone, group).is_zero()
}

/// Whether people of `group` heard what others of the school did, of another group or of none, and
/// that is all.
pub(super) fn is_only_heard(tally: &Tally, record: &Record, group: &Text) -> bool {
    let groups = tally.groups_of(record);
    let is_others = || !groups.is_empty() || tally.is_of_outsiders(record, group);
    !groups.contains(&group) && is_others() && tally.are_heard_by(record, group)
}

/// Whether of a sample only those who are named are known to be of those whose part is counted:
/// some of it are not, or nobody says that the others are.
pub(super) fn are_named_alone(tally: &Tally, record: &Record, whose: Option<&Whose>) -> bool {
    let are_of_several =
        || tally.groups_of(record).len() > 1 || tally.of_no_group(record).next().is_some();
    match whose {
        Some(Whose::Group(group)) => {
            let is_said = record.text(Key::Group) == Some(group);
            are_of_several() || (!is_said && tally.knows_others(group))
        }
        Some(Whose::NoGroup) => are_of_several(),
        Some(Whose::Those(_)) => true,
        Some(Whose::Person(_)) | None => false,
    }
}

/// Whether it is the part of people of no group that is counted, and the record is a group's, with
/// nobody else in it.
pub(super) fn is_some_groups(tally: &Tally, record: &Record, whose: Option<&Whose>) -> bool {
    let are_others = || tally.of_no_group(record).next().is_some();
    whose == Some(&Whose::NoGroup) && tally.groups_of(record).len() == 1 && !are_others()
}

/// Whether it is a group's part of the school's that is counted, and the record several groups'.
/// In the report of one group it is told as done together.
pub(super) fn is_nobodys_own(tally: &Tally, record: &Record, whose: Option<&Whose>) -> bool {
    matches!(whose, Some(Whose::Group(_))) && tally.group().is_none() && tally.is_joint(record)
}

/// Whether it is one person's part that is counted, or one group's, and who it is is named under
/// `key`.
pub(super) fn is_named(record: &Record, key: Key, whose: Option<&Whose>) -> bool {
    let Some(Whose::Person(name) | Whose::Group(name)) = whose else {
        return false;
    };
    let people = record.people(key);
    people.is_some_and(|people| people.names().contains(name))
}

/// Keys under which those may stand of whom `key` says something each: hours have those who
/// finished, where the log tells who or how many did.
pub(super) fn credited(tally: &Tally, record: &Record, key: Key) -> impl Iterator<Item = Key> {
    let is_of_some = key == Key::Hours && !matches!(tally.finishers(record), Finishers::All);
    let finished = is_of_some.then_some(Key::Completed);
    finished.into_iter().chain(ATTENDANCE.iter().copied())
}

/// Whether somebody is counted for who heard what a record tells of: those who came to it came to
/// another's.
pub(super) fn is_only_there(tally: &Tally, record: &Record, whose: Option<&Whose>) -> bool {
    matches!(whose, Some(Whose::Person(name)) if tally.only_attends(record, name))
}

/// What `key` says of each, as often as there were people: by their number or names, or else by
/// how many attendances there were. Of whom nothing is known it is said of one.
pub(super) fn of_each(tally: &Tally, record: &Record, key: Key, whose: Option<&Whose>) -> Count {
    let each = record.quantity(key).unwrap_or(Count::ZERO);
    if let Some(Whose::Person(name)) = whose {
        let has_it = key != Key::Hours || tally.has_finished(record, name) == Some(true);
        return if has_it { each } else { Count::ZERO };
    }
    // How many of those who finished were of one group is not known.
    let is_part = || {
        let is_ours = |group| tally.is_wider(record, group);
        is_shared(tally, record, whose) || tally.group().is_some_and(is_ours)
    };
    let is_number = || matches!(tally.finishers(record), Finishers::SoMany(_));
    if key == Key::Hours && is_number() && is_part() {
        return Count::ZERO;
    }
    let mut keys = credited(tally, record, key);
    let people = keys.find_map(|key| heads(tally, record, key, whose));
    let people = people.or_else(|| record.quantity(Key::PersonTimes));
    each.times(people.unwrap_or(Count::exact(1)))
}
