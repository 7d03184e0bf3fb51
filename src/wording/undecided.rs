//! Which records may be meant by what a figure is narrowed to, though they do not say.

use std::collections::HashSet;

use super::objects::narrowed;
use crate::format::Key;
use crate::log::{People, Record, Text};
use crate::tally::{Ids, Selection, kind_of, own_people};

/// Axes along which a record that does not say may be any: who it was of, and when.
const LEFT_OPEN: &[Key] = &[Key::Group, Key::Subject, Key::Class, Key::Date];

/// Those of `whole` that are what `parts` name, or may be since they do not say.
pub fn perhaps(whole: &Selection, parts: &[(Key, String)]) -> Option<Selection> {
    let mut all = whole.clone();
    for (axis, name) in parts {
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
