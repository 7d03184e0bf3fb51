//! Who in a log is no teacher of the school: pupils, parents, and experts from outside.

use std::collections::{BTreeSet, HashSet};

use crate::format::vocabulary::is_staff;
use crate::format::{Key, Type};
use crate::log::{Log, Record, Text, Value, is_outsider};

use super::{actor_key, actors, is_by_pupils};

/// The names of those who are called so, or whom a record has in such a part.
pub(super) fn outsiders(log: &Log) -> BTreeSet<Text> {
    let mut outsiders = BTreeSet::new();
    let mut seen: HashSet<&Text> = HashSet::new();
    for record in &log.records {
        if is_by_outsiders(record) {
            outsiders.extend(actors(record).iter().cloned());
        }
        for (key, value) in record.values() {
            match (key, value) {
                (_, Value::People(people)) => {
                    // A log has few names, each of them often.
                    let fresh = people.names().iter().filter(|name| seen.insert(name));
                    outsiders.extend(fresh.filter(|name| is_outsider(name)).cloned());
                }
                (Key::Experts, Value::Rows(experts)) => {
                    let names = experts.iter().filter_map(|expert| expert.text(Key::Name));
                    outsiders.extend(names.cloned());
                }
                _ => {}
            }
        }
    }
    outsiders
}

/// Whether those who did what a record tells of are no teachers of the school.
fn is_by_outsiders(record: &Record) -> bool {
    let of_others = record.word(Key::Recipient).is_some_and(|to| !is_staff(to));
    let is_guest = match record.flag(Key::Own) {
        Some(own) => !own,
        None => record.get(Key::Host).is_some(),
    };
    is_by_pupils(record) || of_others || (takes_speakers(record) && is_guest)
}

/// Whether a record says that who speaks in it is a guest, though called as somebody of the school.
pub(super) fn is_said_of_guest(record: &Record) -> bool {
    record.flag(Key::Own) == Some(false) && takes_speakers(record)
}

/// Whether others than the staff may have done what a record tells of.
fn takes_speakers(record: &Record) -> bool {
    let field = actor_key(record.table).and_then(|key| record.table.field_of(key));
    field.is_some_and(|field| matches!(field.ty, Type::People))
}
