//! What counts and is not told.

use std::collections::{HashMap, HashSet};

use super::super::LeftOut;
use super::super::prose::key;
use super::Composer;
use crate::format::Key;
use crate::log::{Phrase, Record};
use crate::tally::Id;

/// The passage that tells targets as requirements.
const REQUIREMENTS: &str = "passages/requirements.md";

impl Composer<'_> {
    /// What of the records that are `told` is not told itself, in the order of the format.
    fn untold(&self, told: &HashSet<Id>) -> Vec<(&'static str, Vec<Id>)> {
        let mut all: Vec<(&'static str, Vec<Id>)> = Vec::new();
        let mut known: HashMap<&'static str, usize> = HashMap::new();
        let kinds = self.wording.kinds().into_iter();
        for id in kinds
            .flat_map(|(_, ids)| ids)
            .filter(|id| told.contains(id))
        {
            for name in self.wording.untold(id) {
                let at = *known.entry(name).or_insert_with(|| {
                    all.push((name, Vec::new()));
                    all.len() - 1
                });
                all[at].1.push(id);
            }
        }
        all
    }

    /// Whether a passage that the outline names tells records, be there any or not.
    fn has_room_for(&self, name: &Phrase) -> bool {
        let passage = self.wording.find(name);
        passage.is_ok_and(|passage| passage.is_others() || !passage.tells.is_empty())
    }

    /// What counts and stands nowhere.
    pub(super) fn left_out(&self, about: Option<String>) -> LeftOut {
        let mut told = self.told.clone();
        told.extend(self.wording.spoken());
        let kinds = self.wording.kinds().into_iter().map(|(kind, ids)| {
            let untold = ids.iter().filter(|id| !told.contains(id));
            (kind.name(), untold.copied().collect::<Vec<Id>>())
        });
        let untold = self.untold(&told);
        let keys = self.outline.prose_keys();
        let taken = |taken: &Key| {
            let is_taken = keys.iter().any(|name| key(&name.text) == Some(*taken));
            self.prose_is_own && (is_taken || matches!(taken, Key::Lead | Key::Closing))
        };
        let written = self.log.head.prose.as_ref().map_or(&[][..], Record::values);
        LeftOut {
            scope: about.map(|about| (about, self.wording.records_in_scope())),
            kinds: kinds.filter(|(_, untold)| !untold.is_empty()).collect(),
            keys: untold,
            tells_nothing: told.is_empty()
                && !self
                    .outline
                    .told()
                    .iter()
                    .any(|name| self.has_room_for(name)),
            asks: self.outline.told().iter().any(|name| {
                let passage = self.wording.find(name);
                passage.is_ok_and(|passage| passage.file == REQUIREMENTS)
            }),
            prose: written
                .iter()
                .map(|(key, _)| *key)
                .filter(|key| !taken(key))
                .map(Key::name)
                .collect(),
        }
    }
}
