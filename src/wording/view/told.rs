//! What is noted while a report is being made: what its texts look at, what of that is told, and
//! what prose has spoken of.

use std::sync::PoisonError;

use super::View;
use crate::format::Key;
use crate::log::{People, Record};
use crate::tally::{Id, Ids, Scope, Whose, actor_key};
use crate::wording::passage::Passage;
use crate::wording::traces::Seen;

impl View {
    /// From now on it is noted what a text looks at. What was noted for another one before is to
    /// be handed back at its end.
    pub fn begin(&self) -> Option<Seen> {
        let seen = self.shared.seen.lock();
        seen.unwrap_or_else(PoisonError::into_inner)
            .replace(Seen::default())
    }

    /// A text has come to its end: what of that which it has looked at stands in it is told.
    pub fn end(&self, before: Option<Seen>, text: &str) {
        let seen = self.shared.seen.lock();
        let seen = std::mem::replace(&mut *seen.unwrap_or_else(PoisonError::into_inner), before);
        if let Some(seen) = seen {
            let told = self.shared.told.lock();
            told.unwrap_or_else(PoisonError::into_inner)
                .take(seen, text, self);
        }
    }

    /// Notes what a text looks at, where one is being written.
    pub fn see(&self, note: impl FnOnce(&mut Seen)) {
        let seen = self.shared.seen.lock();
        if let Some(seen) = &mut *seen.unwrap_or_else(PoisonError::into_inner) {
            note(seen);
        }
    }

    /// Names to `take` what of some records has not been told.
    pub fn untold(&self, ids: &[Id], mut take: impl FnMut(Id, Key)) {
        let told = self.shared.told.lock();
        let told = told.unwrap_or_else(PoisonError::into_inner);
        for id in ids {
            let record = self.tally.record(*id);
            for (key, _) in record.values() {
                if !told.contains(*id, *key) && !self.is_whose_report(record, *key) {
                    take(*id, *key);
                }
            }
        }
    }

    /// Whether all that `record` says under `key` is whose report it is: the group or the teacher
    /// stands in its title.
    fn is_whose_report(&self, record: &Record, key: Key) -> bool {
        match &self.scope {
            Some(Scope::Of(Whose::Person(me))) if actor_key(record.table) == Some(key) => {
                let people = record.people(key).map_or(&[][..], People::names);
                matches!(people, [only] if only == me)
            }
            _ => {
                let own = record.text(Key::Group).filter(|_| key == Key::Group);
                own.is_some() && own == self.group()
            }
        }
    }

    /// Notes that prose has spoken of some records.
    pub fn speak_of(&self, ids: &[Id]) {
        if self.is_noted {
            let spoken = self.shared.spoken.lock();
            spoken.unwrap_or_else(PoisonError::into_inner).extend(ids);
        }
    }

    /// Notes that prose has a whole passage on some records.
    pub fn narrate(&self, passage: &Passage, ids: &[Id]) {
        self.speak_of(ids);
        let passages = self.shared.passages.lock();
        let mut passages = passages.unwrap_or_else(PoisonError::into_inner);
        passages.push(passage.clone());
        let narrated = self.shared.narrated.lock();
        narrated.unwrap_or_else(PoisonError::into_inner).extend(ids);
    }

    /// The passages that prose has had since this was asked.
    pub fn passages_in_prose(&self) -> Vec<Passage> {
        let passages = self.shared.passages.lock();
        std::mem::take(&mut passages.unwrap_or_else(PoisonError::into_inner))
    }

    /// The records of which prose has had whole passages so far.
    pub fn narrated(&self) -> Ids {
        let narrated = self.shared.narrated.lock();
        narrated.unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// The records that prose has spoken of so far.
    pub fn spoken(&self) -> Ids {
        let spoken = self.shared.spoken.lock();
        spoken.unwrap_or_else(PoisonError::into_inner).clone()
    }
}
