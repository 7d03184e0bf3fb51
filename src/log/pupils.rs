//! Who is a pupil although nothing says so: the author of a paper whose class is told, unless the
//! roster knows them.

use std::collections::HashSet;

use crate::format::{Key, Sort};

use super::{Log, People, Record, Text, Value};

/// Says of each paper with a class whose authors are on no roster that it is by pupils.
pub(super) fn tell(log: &mut Log) {
    let roster = log.records.iter();
    let roster = roster.filter(|record| record.table.sort == Sort::Roster);
    let staff: HashSet<Text> = roster
        .filter_map(|one| one.text(Key::Name).cloned())
        .collect();
    for record in &mut log.records {
        if is_of_a_class(record, &staff) {
            record.add(Key::ByPupils, Value::Flag(true));
        }
    }
}

/// Whether a class says whose it is; of what has kinds, lesson plans say, it is whom it is for.
fn is_of_a_class(record: &Record, staff: &HashSet<Text>) -> bool {
    let takes = record.table.field_of(Key::ByPupils).is_some();
    let is_work = takes && record.table.kinds.is_empty();
    let is_open = record.get(Key::ByPupils).is_none() && record.get(Key::Class).is_some();
    let names = record.people(Key::Authors).map_or(&[][..], People::names);
    is_work && is_open && !names.iter().any(|name| staff.contains(name))
}
