//! What counts and is not told.

use super::super::LeftOut;
use super::super::prose::key;
use super::super::scope::About;
use super::Composer;
use crate::format::Key;
use crate::log::{Phrase, Record};
use crate::tally::{Id, Ids};

/// The passage that tells targets as requirements.
const REQUIREMENTS: &str = "passages/requirements.md";

/// The passages that tell what became of them.
const OUTCOMES: [&str; 2] = ["passages/targets-met.md", "passages/shortfalls.md"];

impl Composer<'_> {
    /// What of the records that are `told` is not told itself, in the order of the format.
    fn untold(&self, told: &Ids) -> Vec<(&'static str, Vec<Id>)> {
        let mut all: Vec<(&'static str, Vec<Id>)> = Vec::new();
        for (_, mut ids) in self.wording.kinds() {
            ids.retain(|id| told.contains(id));
            for (name, ids) in self.wording.untold(&ids) {
                match all.iter_mut().find(|(known, _)| *known == name) {
                    Some((_, known)) => known.extend(ids),
                    None => all.push((name, ids)),
                }
            }
        }
        all
    }

    /// Whether a passage that the outline names tells records, be there any or not.
    fn has_room_for(&self, name: &Phrase) -> bool {
        let passage = self.wording.find(name);
        passage.is_ok_and(|passage| passage.is_others() || !passage.tells.is_empty())
    }

    /// Whether the outline names one of these passages.
    fn tells_any(&self, files: &[&str]) -> bool {
        self.outline.told().iter().any(|name| {
            let passage = self.wording.find(name);
            passage.is_ok_and(|passage| files.contains(&&*passage.file))
        })
    }

    /// Which of `keys` are typed in `[report]`.
    fn typed(&self, keys: &[Key]) -> Vec<&'static str> {
        let head = self.log.head.report.as_ref();
        let typed = keys.iter().copied();
        let typed = typed.filter(|key| head.is_some_and(|head| head.get(*key).is_some()));
        typed.map(Key::name).collect()
    }

    /// What counts and stands nowhere.
    pub(super) fn left_out(&self, about: Option<About>) -> LeftOut {
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
            self.is_own && (is_taken || matches!(taken, Key::Lead | Key::Closing))
        };
        let written = self.log.head.prose.as_ref().map_or(&[][..], Record::values);
        LeftOut {
            whose: self.wording.whose().cloned(),
            scope: about.map(|about| (about, self.wording.records_in_scope())),
            kinds: kinds.filter(|(_, untold)| !untold.is_empty()).collect(),
            keys: untold,
            school: Vec::new(),
            names: match (self.is_own, self.wording.scope()) {
                (false, _) => self.typed(&[Key::Title, Key::Kind]),
                (true, None) => self.typed(&[Key::Event]),
                (true, Some(_)) => Vec::new(),
            },
            tells_nothing: told.is_empty()
                && !self
                    .outline
                    .told()
                    .iter()
                    .any(|name| self.has_room_for(name)),
            silent: self.silent.clone(),
            asks: self.tells_any(&[REQUIREMENTS]) && !self.tells_any(&OUTCOMES),
            prose: written
                .iter()
                .map(|(key, _)| *key)
                .filter(|key| !taken(key))
                .map(Key::name)
                .collect(),
        }
    }
}
