//! Clauses that concede something, as 虽临近期末: whom and what time they tell of narrows nothing of what
//! was done all the same.

use super::narrow::Walk;
use super::passage;

/// What such a clause begins with.
const CONCEDES: &[&str] = &["虽", "尽管"];

/// What was known before such a clause.
struct Before {
    end: usize,
    is_some: bool,
    is_of_some_time: bool,
    is_of_class_heads: bool,
    is_of_others: bool,
    unmeant: usize,
}

/// The clause that is being read, if it concedes something.
#[derive(Default)]
pub struct Concession {
    before: Option<Before>,
}

impl Concession {
    /// Looks whether such a clause of `text` begins at the byte `at`, or ends before it.
    pub fn step(&mut self, walk: &mut Walk, text: &str, at: usize) {
        if let Some(before) = self.before.take_if(|before| before.end <= at) {
            walk.is_some = before.is_some;
            walk.is_of_some_time = before.is_of_some_time;
            walk.is_of_class_heads = before.is_of_class_heads;
            walk.is_of_others = before.is_of_others;
            walk.unmeant.truncate(before.unmeant);
        }
        let begins = |word: &&str| text[at..].starts_with(*word);
        if self.before.is_some() || !CONCEDES.iter().any(begins) {
            return;
        }
        let end = passage::clause(text, &(at..at)).end;
        self.before = text[end..].starts_with('，').then_some(Before {
            end,
            is_some: walk.is_some,
            is_of_some_time: walk.is_of_some_time,
            is_of_class_heads: walk.is_of_class_heads,
            is_of_others: walk.is_of_others,
            unmeant: walk.unmeant.len(),
        });
    }
}
