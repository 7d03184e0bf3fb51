//! What is worked out of a selection once and kept: its sum, its rhythm, its parts.

use std::cmp::Reverse;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use rustc_hash::FxHashMap;

use crate::format::Key;
use crate::tally::{Cadence, Id, Label, Selection, Whose};
use crate::text::count::Count;

/// What has been worked out of a selection, once it has been asked for.
#[derive(Debug, Default)]
pub(in crate::tally) struct Known {
    /// What it adds up to.
    pub(super) sum: OnceLock<Count>,
    /// The rhythm it keeps.
    pub(in crate::tally) cadence: OnceLock<Option<Cadence>>,
    /// The rhythm that each group keeps.
    pub(in crate::tally) cadence_of_groups: OnceLock<Option<Cadence>>,
    /// Its parts along the axes that have been asked for.
    parts: Mutex<Vec<(Key, Arc<[Part]>)>>,
}

/// A part of a selection along an axis, and what it is called there.
pub type Part = (Label, Selection);

impl Selection {
    /// Its parts along the axis `key`. Ranked words come high to low, groups and subjects in
    /// their usual order, kinds from many to few, of kinds that only the log knows single occasions
    /// by date after these, anything else in the order of the log.
    /// Records without such a value are in no part: parts never exceed the total.
    pub fn by(&self, key: Key) -> Vec<Part> {
        let known = self.known.parts.lock();
        let mut known = known.unwrap_or_else(PoisonError::into_inner);
        if let Some((_, parts)) = known.iter().find(|(by, _)| *by == key) {
            return parts.to_vec();
        }
        let fresh = self.parted(key);
        known.push((key, fresh.clone().into()));
        fresh
    }

    fn parted(&self, key: Key) -> Vec<Part> {
        let mut order: Vec<Label> = Vec::new();
        let mut parts: FxHashMap<Label, Vec<Id>> = FxHashMap::default();
        for id in self.ids.iter() {
            let mut labels = self.tally.labels(self.tally.record(*id), key);
            if let (Key::Group, Some(own)) = (key, self.tally.group()) {
                labels.retain(|label| label.name == *own);
            }
            for label in labels {
                let part = parts.entry(label.clone()).or_default();
                if part.is_empty() {
                    order.push(label);
                }
                part.push(*id);
            }
        }
        let mut parts: Vec<Part> = order
            .into_iter()
            .filter_map(|label| {
                let ids = parts.remove(&label)?.into();
                let whose = match key {
                    Key::Group => Some(Whose::Group(label.name.clone())),
                    _ => self.whose.clone(),
                };
                let part = Selection {
                    ids,
                    whose,
                    ..self.changed()
                };
                Some((label, part))
            })
            .collect();
        parts.sort_by_key(|(label, _)| label.rank);
        if key == Key::Kind {
            parts.sort_by_cached_key(|(_, part)| {
                (part.day(), Reverse(part.stated().in_hundredths()))
            });
        }
        parts
    }
}
