//! What a section tells because a name says so, and other sections therefore do not.

use super::super::notice;
use super::Composer;
use crate::log::Phrase;
use crate::tally::{Id, Ids};
use crate::wording::{Only, Passage, Wording};

impl Composer<'_> {
    /// Warns where `name` narrows a passage to none of its records.
    pub(super) fn warn_of_nothing(&mut self, name: &Phrase, wording: &Wording) {
        let passage = wording.find(name);
        let is_narrowed = |passage: &Passage| passage.is_special() && !passage.tells.is_empty();
        if passage.is_ok_and(|passage| is_narrowed(&passage) && wording.told(&passage).is_empty()) {
            self.warnings.extend(notice::nothing(name));
        }
    }

    /// The records that are told as special where this passage might tell them.
    pub(super) fn told_elsewhere(&self, passage: &Passage) -> Ids {
        let own = self.special_in.get(&passage.file).into_iter().flatten();
        self.special.iter().chain(own).copied().collect()
    }

    /// A passage of a kind without the records that some section tells as special.
    pub(super) fn less_special(&self, passage: Passage, wording: &Wording) -> Vec<Passage> {
        let [part] = &passage.tells[..] else {
            return vec![passage];
        };
        let is_whole = part.only == Only::All && passage.narrowed.is_none();
        let elsewhere = self.told_elsewhere(&passage);
        let ids = wording.told(&passage);
        if !is_whole || passage.is_special() || !ids.iter().any(|id| elsewhere.contains(id)) {
            return vec![passage];
        }
        let rest = ids.into_iter().filter(|id| !elsewhere.contains(id));
        let rest: Vec<Id> = rest.collect();
        match rest.is_empty() {
            true => Vec::new(),
            false => vec![Passage::of_these(wording.templates(), part.kind, rest)],
        }
    }
}
