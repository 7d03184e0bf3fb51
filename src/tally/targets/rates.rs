//! Rates that records state, held against what was asked of them.

use crate::format::Key;
use crate::log::Record;
use crate::tally::{Id, Tally};

/// A rate against what was asked of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reached {
    /// Nothing was asked of it.
    NotAsked,
    /// It is as high as was asked.
    Yes,
    /// It is less.
    No,
    /// One of both is hedged, and it may be either.
    Unknown,
}

impl Reached {
    /// Whether `row`, a rate of a record, is what was asked of it.
    pub fn by(row: &Record) -> Reached {
        let (Some(percent), Some(asked)) = (row.percent(Key::Percent), row.percent(Key::Target))
        else {
            return Reached::NotAsked;
        };
        match asked.asked().and_then(|asked| percent.reaches(asked)) {
            Some(true) => Reached::Yes,
            Some(false) => Reached::No,
            None => Reached::Unknown,
        }
    }
}

impl Tally {
    /// Those of `ids` of which a rate may be what was asked of it or not.
    pub fn unknown_rates(&self, ids: &[Id]) -> Vec<Id> {
        let is_unknown = |row: &Record| Reached::by(row) == Reached::Unknown;
        ids.iter()
            .copied()
            .filter(|id| self.record(*id).rows(Key::Rates).iter().any(is_unknown))
            .collect()
    }
}
