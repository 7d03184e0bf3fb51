//! What stands before the first section.

use super::{Composer, NONE, texts};
use crate::format::Key;
use crate::markup::harmless;
use crate::text::markdown::escape;
use crate::wording::Passage;

impl Composer<'_> {
    /// The lead: what is written, what the log tells of the school, and the cue, if sections
    /// follow. Prose that ends in a cue of its own stands alone.
    pub(super) fn lead(&mut self, has_sections: bool) -> Vec<String> {
        let blocks = self.blocks_of(Key::Lead);
        let takes_more = blocks.last().is_none_or(|last| last.is_paragraph);
        let has_cue = blocks.last().is_some_and(|last| {
            let said = last.text.trim_end_matches('。');
            last.text.ends_with(['：', ':']) || said.ends_with("如下")
        });
        let mut lead = texts(blocks);
        if has_cue {
            return lead;
        }
        let told = self.told_in_lead();
        let takes_cue = takes_more || !told.is_empty();
        lead.extend(told);
        let cue = self.phrase("cue", self.outline.cue.as_deref());
        if !has_sections || cue == NONE || cue.is_empty() {
            return lead;
        }
        let cue = escape(&cue);
        match lead.last_mut() {
            Some(last) if takes_cue => last.push_str(&cue),
            _ => lead.push(cue),
        }
        lead
    }

    /// What the program tells in the lead: of the school, if the pattern does not say otherwise.
    fn told_in_lead(&mut self) -> Vec<String> {
        let Some(names) = &self.outline.lead else {
            let passage = Passage::named("lead");
            let blocks = self.wording.passage(&passage).map(harmless);
            return self.sound(blocks);
        };
        let wording = self.wording.clone();
        let names = names.iter().filter(|name| *name.text != *NONE);
        names
            .flat_map(|name| self.told_by(name, &wording))
            .collect()
    }
}
