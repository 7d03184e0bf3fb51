//! Records that two places tell: each counts them, and what they count does not add up.

use rustc_hash::FxHashMap;

use super::super::notice;
use super::Composer;
use crate::log::{Phrase, Text};
use crate::tally::Id;
use crate::wording::{Only, Passage, Wording};

/// The records that passages, by their files, have told, of a group's part whose.
pub(super) type Before = FxHashMap<String, FxHashMap<Id, Option<Text>>>;

/// How many of them are named.
const FEW: usize = 5;

impl Composer<'_> {
    /// Notes what `passage`, which `name` asks for, tells of one kind, and warns of what of it has
    /// been told; `what` is how it is called. Of what groups share each has its own part.
    pub(super) fn note_again(
        &mut self,
        passage: &Passage,
        wording: &Wording,
        name: &Phrase,
        what: &str,
    ) {
        let [part] = &passage.tells[..] else {
            return;
        };
        let filter = passage.filter.as_ref();
        let is_of_kind = match &part.only {
            Only::All | Only::Called(_) | Only::These(_) => filter.is_none(),
            Only::Members(names) => filter.is_some() && names.iter().eq(filter),
            Only::OfNoGroup(_) => false,
        };
        if !is_of_kind {
            return;
        }
        let group = wording.group_told(passage);
        let before = self.told_before.entry(passage.file.clone()).or_default();
        let mut again: Vec<Id> = Vec::new();
        for id in wording.told(passage) {
            match before.insert(id, group.clone()) {
                Some(Some(one)) if group.as_ref().is_some_and(|own| *own != one) => {}
                Some(_) => again.push(id),
                None => {}
            }
        }
        let typed = self.log.typed();
        let places = again.iter().filter_map(|id| {
            let span = typed.get(*id as usize)?.span;
            Some(format!(
                "{}:{}",
                self.log.files[span.file as usize], span.line
            ))
        });
        let places: Vec<String> = places.collect();
        if !places.is_empty() {
            let shown = places[..places.len().min(FEW)].join("、");
            let more = if places.len() > FEW { "等" } else { "" };
            let shown = format!("{shown}{more}");
            let warning = notice::again(name, what, places.len(), &shown);
            if !self.warnings.contains(&warning) {
                self.warnings.push(warning);
            }
        }
    }
}
