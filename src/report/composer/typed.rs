//! What a user wrote, with what is to be said about it.

use super::Composer;
use crate::log::Phrase;
use crate::markup::{Block, normalise};
use crate::report::notice;
use crate::wording::{Told, Wording};

impl Composer<'_> {
    /// The blocks of prose.
    pub(super) fn blocks(&mut self, prose: &Phrase, wording: &Wording) -> Vec<Block> {
        let told = wording.prose(prose);
        let Told { text, gone, zero } = self.all_sound(told);
        let zero = zero.into_iter().map(|at| match at {
            Some(range) => prose.place_of(range),
            None => prose.place(),
        });
        self.silent.extend(zero);
        self.take_in(text.len(), prose);
        for passage in wording.passages_in_prose() {
            self.note_again(&passage, wording, prose, "这里");
        }
        let blocks = match self.room {
            Some(_) => normalise(&text),
            None => return Vec::new(),
        };
        let mut notices = notice::unlinked(prose, &text);
        if notices.is_empty() {
            notices.extend(notice::lost(prose, &text, &blocks));
        }
        notices.extend(notice::stars(prose, &text));
        notices.extend(gone.iter().map(|named| notice::unmatched(prose, named)));
        for notice in notices {
            if !self.warnings.contains(&notice) {
                self.warnings.push(notice);
            }
        }
        blocks
    }
}
