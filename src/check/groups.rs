//! The groups of the people on the roster, for checks that look at records one by one.

use std::collections::HashMap;

use crate::format::{Key, Sort};
use crate::log::{Log, People, Record, Text};

/// Which group each on the roster is in.
pub(super) struct Groups<'a>(HashMap<&'a Text, &'a Text>);

impl<'a> Groups<'a> {
    pub fn new(log: &'a Log) -> Groups<'a> {
        let roster = log.records.iter();
        let roster = roster.filter(|record| record.table.sort == Sort::Roster);
        let groups = roster.filter_map(|one| one.text(Key::Name).zip(one.text(Key::Group)));
        Groups(groups.collect())
    }

    /// The group of `record`: that which it names, or else the one of all its people under `key`.
    pub fn of(&self, record: &'a Record, key: Key) -> Option<&'a Text> {
        record.text(Key::Group).or_else(|| {
            let names = record.people(key).map_or(&[][..], People::names);
            let mut groups = names.iter().map(|name| self.0.get(name).copied());
            let first = groups.next().flatten()?;
            groups.all(|other| other == Some(first)).then_some(first)
        })
    }
}
