//! Where the records stand that an account speaks of.

use std::sync::Arc;

use crate::tally::{Id, Tally};

/// The file and line of a record.
pub(super) fn place_of(tally: &Tally, id: Id) -> String {
    let span = tally.record(id).span;
    format!("{}:{}", tally.log.files[span.file as usize], span.line)
}

/// How many places are named.
pub(super) const FEW: usize = 5;
/// How many are named where a reader is to go through them all.
pub(super) const MANY: usize = 30;

/// The places that are named: all, or so many.
pub(super) struct Places<'a> {
    /// The log.
    pub tally: &'a Arc<Tally>,
    /// Whether all are.
    pub all: bool,
}

impl Places<'_> {
    /// Those of the first `most` of these records, or of all.
    pub fn of(&self, ids: &[Id], most: usize) -> String {
        let places = ids.iter().map(|id| place_of(self.tally, *id));
        self.shortened(&places.collect::<Vec<_>>(), most)
    }

    /// The first `most`, or all, of these.
    pub fn shortened(&self, places: &[String], most: usize) -> String {
        let most = if self.all { usize::MAX } else { most };
        let more = if places.len() > most { "等" } else { "" };
        let shown: Vec<&str> = places.iter().take(most).map(String::as_str).collect();
        shown.join("、") + more
    }
}
