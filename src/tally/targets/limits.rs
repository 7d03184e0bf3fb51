//! What a target asks for all of the time that the log is about.

use crate::format::Key;
use crate::log::Record;
use crate::tally::Tally;

/// How many terms a school year has, and the part of a calendar year that a report is about.
const TERMS_OF_A_YEAR: u64 = 2;

/// What is asked of each unit for the whole term.
#[derive(Clone, Copy)]
pub(super) struct Limits {
    pub at_least: Option<u64>,
    pub at_most: Option<u64>,
}

impl Tally {
    /// What a target asks for the whole of the time that the log is about; `None` where that does
    /// not tell how often it falls due. What says nothing of that is asked of each term.
    pub(super) fn limits(&self, target: &Record) -> Option<Limits> {
        let times = self.times(target)?;
        let limit = |key| {
            target
                .quantity(key)
                .map(|limit| limit.n.saturating_mul(times))
        };
        Some(Limits {
            at_least: limit(Key::AtLeast),
            at_most: limit(Key::AtMost),
        })
    }

    /// How often what a target asks falls due in all of that time, if that is known.
    pub(super) fn times(&self, target: &Record) -> Option<u64> {
        let every = target.word(Key::Every).map_or("学期", |every| every.name);
        match (every, self.term.span.name) {
            ("周", _) => self.term.weeks(),
            ("月", _) => self.term.months(),
            ("学期", "学期") | ("学年", "学年" | "年") => Some(1),
            ("学期", "学年" | "年") => Some(TERMS_OF_A_YEAR),
            _ => None,
        }
    }

    /// The alternatives of a target, each with what it asks for all of that time.
    pub(super) fn alternatives<'a>(
        &'a self,
        target: &'a Record,
    ) -> impl Iterator<Item = (&'a Record, u64)> {
        let times = self.times(target).unwrap_or(1);
        let rows = target.rows(Key::Or).iter();
        rows.filter_map(move |row| {
            let least = row.quantity(Key::AtLeast)?;
            Some((row, least.n.saturating_mul(times)))
        })
    }
}
