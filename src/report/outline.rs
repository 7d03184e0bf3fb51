//! The outline of a pattern, as its TOML file in `templates/patterns/` states it.

use serde::Deserialize;

use super::mark::Mark;
use crate::format::Key;

/// The sections of a pattern.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Outline {
    /// What reports of this pattern are for, in a line of Chinese.
    pub about: String,
    /// In order.
    #[serde(rename = "section")]
    pub sections: Vec<Slot>,
}

/// A place for a section.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Slot {
    /// Its title, without number.
    pub title: String,
    /// How it is numbered; the usual mark of its depth where nothing is said.
    pub mark: Option<Mark>,
    /// Whether its text follows the title in the same paragraph.
    #[serde(default)]
    pub run_in: bool,
    /// The key of `[prose]` whose text stands first in it.
    prose: Option<String>,
    /// The computed passages that follow, in order.
    #[serde(default)]
    pub passages: Vec<String>,
    /// Its subsections.
    #[serde(default, rename = "section")]
    pub sections: Vec<Slot>,
}

impl Slot {
    /// The key of the prose that belongs here.
    pub fn prose(&self) -> Option<Key> {
        self.prose.as_deref().and_then(Key::find)
    }

    /// The mark of the `n`th section at this place.
    pub fn number(&self, depth: usize, n: usize) -> String {
        self.mark.unwrap_or(Mark::at(depth)).number(n)
    }
}

/// The titles of `slots` and of what is below them, numbered, one line each.
pub(super) fn titles(slots: &[Slot], depth: usize, lines: &mut Vec<String>) {
    for (n, slot) in (1..).zip(slots) {
        let indent = "  ".repeat(depth);
        lines.push(format!("{indent}{}{}", slot.number(depth, n), slot.title));
        titles(&slot.sections, depth + 1, lines);
    }
}
