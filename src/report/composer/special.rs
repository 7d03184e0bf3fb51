//! What a section tells because a name says so, and other sections therefore do not.

use super::super::notice;
use super::Composer;
use crate::log::{Phrase, Text, distinct};
use crate::tally::{Id, Ids, Scope, Whose};
use crate::wording::{Kind, Only, Passage, Wording};

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

    /// The records that `passage` is to leave out, since they are told elsewhere; `None` where these
    /// are all that it has.
    pub(super) fn elsewhere(&mut self, passage: &Passage, wording: &Wording) -> Option<Ids> {
        match passage.is_special() {
            false if passage.tells_one_by_one() => Some(self.told_elsewhere(passage)),
            false if wording.speaks_of_targets(passage) => {
                let own = self.special_in.get(&passage.file);
                Some(own.cloned().unwrap_or_default())
            }
            // Of what groups share each has its own part.
            true if wording.scope().is_none() && passage.follows(wording.templates()) => {
                self.told_before(passage, wording)
            }
            _ => Some(Ids::default()),
        }
    }

    /// Those of the records of `passage`, which tells a part of a kind one by one, that it has told
    /// as another part; `None` where these are all.
    fn told_before(&mut self, passage: &Passage, wording: &Wording) -> Option<Ids> {
        let mut own: Ids = wording.told(passage).into_iter().collect();
        // Behind a passage it tells what is of the part that this one is of.
        let part = passage.narrowed.iter();
        own.extend(part.flat_map(|part| wording.told_of(part)));
        let told = self.told_behind.entry(passage.file.clone()).or_default();
        let before: Ids = told.intersection(&own).copied().collect();
        let is_new = own.is_empty() || before.len() < own.len();
        told.extend(own);
        is_new.then_some(before)
    }

    /// Notes that a passage, perhaps about one group, tells some records as special.
    pub(super) fn note_special(&mut self, told: &[Id], group: Option<&Text>) {
        for id in told {
            let known = self.special_to.entry(*id);
            let known = known.or_insert_with(|| Some(Vec::new()));
            match (known, group) {
                (Some(groups), Some(group)) => groups.push(group.clone()),
                (known, _) => *known = None,
            }
        }
    }

    /// Those that are told as special where this passage might tell them, but for the part of
    /// its group in what passages about others tell of these.
    fn told_elsewhere_of(&self, passage: &Passage, wording: &Wording) -> Ids {
        let mut elsewhere = self.told_elsewhere(passage);
        if let Some(Scope::Of(Whose::Group(own))) = wording.scope() {
            elsewhere.retain(|id| {
                let groups = self.special_to.get(id).and_then(Option::as_ref);
                groups.is_none_or(|groups| groups.contains(own))
            });
        }
        elsewhere
    }

    /// A passage of a kind without the records that some section tells as special.
    pub(super) fn less_special(&mut self, passage: Passage, wording: &Wording) -> Vec<Passage> {
        let [part] = &passage.tells[..] else {
            return vec![passage];
        };
        let is_whole = part.only == Only::All && passage.narrowed.is_none();
        let elsewhere = self.told_elsewhere_of(&passage, wording);
        let ids = wording.told(&passage);
        if !is_whole || passage.is_special() || !ids.iter().any(|id| elsewhere.contains(id)) {
            return vec![passage];
        }
        let mut passages = self.parts_left(part.kind, &ids, &elsewhere, wording);
        let in_parts = passages.iter().flat_map(|part| wording.told(part));
        let in_parts: Ids = in_parts.collect();
        let is_left = |id: &Id| !elsewhere.contains(id) && !in_parts.contains(id);
        let rest: Vec<Id> = ids.into_iter().filter(is_left).collect();
        if !rest.is_empty() {
            passages.push(Passage::of_these(wording.templates(), part.kind, rest));
        }
        passages
    }

    /// Notes whose part in what several groups share `passage`, which is about one of them, leaves.
    pub(super) fn share(&mut self, passage: &Passage, wording: &Wording) {
        for (id, others) in wording.shared(passage) {
            let left = self.left.entry(id).or_insert_with(|| others.clone());
            left.retain(|group| others.contains(group));
        }
    }

    /// The passages of the groups whose part in some of `ids` no section tells, though it tells
    /// that of others, and of the people of none: each is counted for its own people. They are then
    /// told.
    pub(super) fn parts_left(
        &mut self,
        kind: Kind,
        ids: &[Id],
        elsewhere: &Ids,
        wording: &Wording,
    ) -> Vec<Passage> {
        if wording.scope().is_some() {
            return Vec::new();
        }
        let shared = ids.iter().filter(|id| elsewhere.contains(id));
        let mut groups: Vec<Text> = Vec::new();
        let mut of_none: Vec<Id> = Vec::new();
        for id in shared {
            for left in self.left.remove(id).into_iter().flatten() {
                match left {
                    Some(group) => groups.push(group),
                    None => of_none.push(*id),
                }
            }
        }
        let groups = distinct(groups.iter()).into_iter();
        let of_groups = groups.map(|group| Passage::of_group(wording.templates(), kind, &group));
        let of_none =
            (!of_none.is_empty()).then(|| Passage::of_no_group(wording.templates(), kind, of_none));
        of_groups.chain(of_none).collect()
    }
}
