//! Which records may be meant by what a figure is narrowed to, though they do not say.

use std::collections::HashSet;

use super::objects::narrowed;
use crate::format::{Counting, Key};
use crate::log::{People, Record, Text};
use crate::tally::{Ids, Selection, actor_key, is_by_pupils, kind_of, own_people};
use crate::text::count::Count;

/// Axes along which a record that does not say may be any: who it was of, and when.
const LEFT_OPEN: &[Key] = &[Key::Group, Key::Subject, Key::Class, Key::Date];

/// Those of `whole` that are what `parts` name, or may be since they do not say.
pub fn perhaps(whole: &Selection, parts: &[(Key, String)]) -> Option<Selection> {
    let mut all = whole.clone();
    for (axis, name) in parts.iter().filter(|(axis, _)| *axis != Key::Names) {
        let mut ids: Ids = narrowed(whole, name)?.ids().iter().copied().collect();
        if LEFT_OPEN.contains(axis) {
            let silent = all.unlabelled(*axis);
            let silent = match axis {
                Key::Group => {
                    let silent = silent.filter(|record| !is_the_schools(record));
                    let kinds = (!silent.ids().is_empty()).then(|| kinds_of_groups(whole));
                    match kinds.flatten() {
                        Some(kinds) => silent.filter(|record| kinds.contains(&kind_of(record))),
                        None => silent,
                    }
                }
                _ => silent,
            };
            ids.extend(silent.ids());
        }
        all = all.among(&ids);
    }
    Some(all)
}

/// How much of `all` the person called `name` may have done by records that do not say who did it.
pub fn perhaps_of_person(all: &Selection, name: &Text) -> Count {
    let member = all.tally().staff.member(name);
    let own = member.and_then(|member| member.group.as_ref());
    let silent = all.records().filter(|record| {
        let is_of_others = record
            .text(Key::Group)
            .is_some_and(|group| own != Some(group));
        !is_of_others
            && !is_by_pupils(record)
            && !says_who(record)
            && !all.tally().takes_part(record, name)
    });
    silent.map(Record::count).sum()
}

/// How much of `whole` the group called `name` may have done by records that several groups share
/// and that are not among the `counted`: of attendances, if these are asked for, its own.
pub fn perhaps_of_group(whole: &Selection, counted: &Ids, name: &Text, heads: bool) -> Count {
    let tally = whole.tally();
    let shared = whole.ids().iter().filter(|id| !counted.contains(id));
    let shared = shared.map(|id| tally.record(*id));
    let shared = shared.filter(|record| tally.groups_of(record).contains(&name));
    let own = |record: &Record| {
        let key = actor_key(record.table);
        let people = key.and_then(|key| record.people(key));
        let names = people.map_or(&[][..], People::names).iter();
        Count::exact(names.filter(|one| tally.is_of(one, name, record)).count() as u64)
    };
    let much = shared.map(|record| match heads {
        true => own(record).times(record.count()),
        false => record.count(),
    });
    much.sum()
}

/// Whether a record names everybody who did it, or is everyone's.
fn says_who(record: &Record) -> bool {
    let key = actor_key(record.table);
    match key.and_then(|key| record.people(key)) {
        Some(People::Named(names)) => {
            let of_people = matches!(record.table.counting, Counting::OfPeople(_));
            let all = record.quantity(Key::Count).filter(|_| of_people);
            all.is_none_or(|all| all.n <= names.len() as u64)
        }
        Some(People::Everyone) => true,
        Some(People::Number(_)) | None => false,
    }
}

/// The kinds of records of which some are a group's; `None` where no record of `whole` is. What is
/// of another kind is the school's.
fn kinds_of_groups(whole: &Selection) -> Option<HashSet<Option<Text>>> {
    let silent: Ids = whole.unlabelled(Key::Group).ids().iter().copied().collect();
    let of_groups = whole.ids().iter().filter(|id| !silent.contains(id));
    let kinds = of_groups.map(|id| kind_of(whole.tally().record(*id)));
    let kinds: HashSet<Option<Text>> = kinds.collect();
    (!kinds.is_empty()).then_some(kinds)
}

/// Whether a record that names no group is the school's: what everyone or named people did is, where it
/// is no group's, and so is what those of a post did.
fn is_the_schools(record: &Record) -> bool {
    let mut people = own_people(record);
    let is_of_people = people.any(|(_, people)| !matches!(people, People::Number(_)));
    is_of_people || record.get(Key::ObserverRole).is_some()
}
