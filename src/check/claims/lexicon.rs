//! The words by which prose says whose a number is, and what narrows it.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::context::{
    CLASS_HEADS, ELSEWHERE, NOW, OF_WHICH, OTHER_TIMES, OTHERS, SOME, SOME_TIMES, TITLES, TO_DATE,
};
use super::plain::PLAIN;
use super::words::{EACH_HEAD, PER_HEAD};

/// A word that is no mention.
#[derive(Clone, Copy, PartialEq)]
pub enum Word {
    All,
    ThisGroup,
    OtherSchool,
    Some,
    SomeTime,
    ClassHead,
    Others,
    Elsewhere,
    OtherTime,
    Now,
    ToDate,
    OfWhich,
    PerHead,
    Title,
    OrHigher,
    Plain,
}

/// The lists of words; of two that are as long the earlier is meant.
const LISTS: &[(&[&str], Word)] = &[
    (NOW, Word::Now),
    (OTHER_TIMES, Word::OtherTime),
    (OTHERS, Word::Others),
    (ELSEWHERE, Word::Elsewhere),
    (SOME, Word::Some),
    (SOME_TIMES, Word::SomeTime),
    (CLASS_HEADS, Word::ClassHead),
    (&[TO_DATE], Word::ToDate),
    (&[OF_WHICH], Word::OfWhich),
    (&[PER_HEAD, EACH_HEAD], Word::PerHead),
    (TITLES, Word::Title),
    (&["及以上", "以上"], Word::OrHigher),
    (PLAIN, Word::Plain),
];

/// The words of the lists that begin with `first`.
pub fn beginning_with(first: char) -> impl Iterator<Item = (&'static str, Word)> {
    static BY_FIRST: LazyLock<HashMap<char, Vec<(&str, Word)>>> = LazyLock::new(by_first);
    BY_FIRST.get(&first).into_iter().flatten().copied()
}

/// The words of the lists by their first characters.
fn by_first() -> HashMap<char, Vec<(&'static str, Word)>> {
    let mut words: HashMap<char, Vec<(&str, Word)>> = HashMap::new();
    for (list, kind) in LISTS {
        for word in *list {
            let first = word.chars().next();
            words
                .entry(first.unwrap_or_default())
                .or_default()
                .push((*word, *kind));
        }
    }
    words
}

/// The longest of several, the first of those that are as long.
pub fn longest(words: impl Iterator<Item = (usize, Word)>) -> Option<(usize, Word)> {
    words.fold(None, |best: Option<(usize, Word)>, one| match best {
        Some(best) if best.0 >= one.0 => Some(best),
        _ => Some(one),
    })
}
