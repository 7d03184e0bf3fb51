//! The built-in templates, patterns and words, as they stand in `templates/`.

use std::collections::BTreeMap;
use std::sync::LazyLock;

macro_rules! templates {
    ($($name:literal)*) => {
        &[$(($name, include_str!(concat!("../../templates/", $name))),)*]
    };
}

/// Every template, by its name below `templates/`.
pub(super) const TEMPLATES: &[(&str, &str)] = templates! {
    "shapes.md"
    "passages/activities.md"
    "passages/awards.md"
    "passages/events.md"
    "passages/lead.md"
    "passages/lectures.md"
    "passages/lessons.md"
    "passages/observations.md"
    "passages/pairings.md"
    "passages/papers.md"
    "passages/projects-done.md"
    "passages/projects.md"
    "passages/sessions.md"
    "passages/shortfalls.md"
    "passages/targets-met.md"
    "passages/training.md"
    "passages/writing.md"
    "phrases/author.md"
    "phrases/cue.md"
    "phrases/title.md"
};

/// The patterns: which sections a report has, and what stands in each.
const PATTERNS: &[(&str, &str)] = &[
    (
        "summary",
        include_str!("../../templates/patterns/summary.toml"),
    ),
    ("group", include_str!("../../templates/patterns/group.toml")),
    ("items", include_str!("../../templates/patterns/items.toml")),
];

/// The pattern called `name`, as TOML.
pub fn pattern(name: &str) -> Option<&'static str> {
    let mut patterns = PATTERNS.iter();
    patterns
        .find(|(known, _)| *known == name)
        .map(|(_, source)| *source)
}

/// The names of all patterns, the default first.
pub fn pattern_names() -> impl Iterator<Item = &'static str> {
    PATTERNS.iter().map(|(name, _)| *name)
}

type Words = BTreeMap<String, toml::Value>;

/// The words that schools vary, from `templates/words.toml`.
pub(super) fn words() -> &'static Words {
    static WORDS: LazyLock<Words> = LazyLock::new(|| {
        // The word list is part of the program: a test reads it.
        toml::from_str(include_str!("../../templates/words.toml")).unwrap_or_default()
    });
    &WORDS
}
