//! The outline of a pattern, as its TOML file in `templates/patterns/` states it.

use serde::Deserialize;

use crate::format::Key;

/// The sections of a pattern.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Outline {
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
}
