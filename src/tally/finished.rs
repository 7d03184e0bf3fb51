//! Who has the hours of a training: whoever finished it, where the log tells who did.

use crate::format::Key;
use crate::log::{People, Record, Text};
use crate::text::count::Count;

use super::Tally;

/// Who of those at a training finished it.
pub(super) enum Finishers<'a> {
    /// All of them, or the log does not tell of any who did not.
    All,
    /// Only these.
    These(&'a [Text]),
    /// So many of them, and nobody knows who.
    SoMany(Count),
}

impl Tally {
    /// Who finished what `record` tells of.
    pub(super) fn finishers<'a>(&self, record: &'a Record) -> Finishers<'a> {
        match record.people(Key::Completed) {
            None | Some(People::Everyone) => Finishers::All,
            Some(People::Named(names)) => Finishers::These(names),
            Some(People::Number(done)) => {
                let there = record.people(Key::People);
                // In the report of one group, too, all are all of the school.
                let heads = |there: &People| match (there, record.text(Key::Group)) {
                    (People::Everyone, None) => self.staff.size_of_school(),
                    (there, group) => self.staff.head_count(there, group),
                };
                let there = there
                    .map(heads)
                    .or_else(|| record.quantity(Key::PersonTimes));
                match done.approx.is_none() && there == Some(*done) {
                    true => Finishers::All,
                    false => Finishers::SoMany(*done),
                }
            }
        }
    }

    /// Whether the person called `name`, who was at what `record` tells of, finished it; `None`
    /// where only a number of those who did is known.
    pub fn has_finished(&self, record: &Record, name: &Text) -> Option<bool> {
        match self.finishers(record) {
            Finishers::All => Some(true),
            Finishers::These(names) => Some(names.contains(name)),
            Finishers::SoMany(_) => None,
        }
    }
}
