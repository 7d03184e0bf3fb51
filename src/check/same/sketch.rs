//! What is compared of records, made short, so that most that are not one event are told apart soon.

use std::hash::{Hash, Hasher};
use std::sync::Arc;

use rustc_hash::FxHasher;

use crate::text::alike;

/// What of a text counts where two are compared.
pub(super) struct Core {
    pub text: Arc<str>,
    /// Which characters it has, more or less: what stands in it has no others.
    pub letters: u64,
    /// What stands for it without 第几届, for its gist, and for what it ends in, as 开放日 and
    /// 家长开放日活动 do: equal where these are.
    pub name: u64,
    pub gist: u64,
    pub end: u64,
}

impl Core {
    pub fn new(text: &str) -> Core {
        let text = alike::core(text);
        Core {
            letters: text.chars().fold(0, |all, c| all | bit(u32::from(c))),
            name: hash(alike::without_nth(&text)),
            gist: hash(alike::gist(&text)),
            end: hash(end(alike::without_nth(&text))),
            text: text.into(),
        }
    }
}

/// The last two characters of the name of an event, or all of it.
fn end(text: &str) -> &str {
    let text = alike::without_event(text);
    let start = text.char_indices().rev().nth(1);
    start.map_or(text, |(at, _)| &text[at..])
}

fn hash(text: &str) -> u64 {
    let mut hasher = FxHasher::default();
    text.hash(&mut hasher);
    hasher.finish()
}

/// One of 64 bits.
pub(super) fn bit(number: u32) -> u64 {
    1 << (number % 64)
}

/// What tells soon that a text or some people are not the same as others: which characters or
/// names there are, more or less.
#[derive(Clone, Copy, Default)]
pub(super) enum Signs {
    #[default]
    None,
    Letters(u64),
    Names(u64),
}

impl Signs {
    /// Whether one of two texts may stand in the other, or somebody may be in both.
    fn may_agree(self, other: Signs) -> bool {
        match (self, other) {
            (Signs::Letters(a), Signs::Letters(b)) => a & b == a || a & b == b,
            (Signs::Names(a), Signs::Names(b)) => a & b != 0,
            _ => false,
        }
    }
}

/// What tells of two records, without a look at them, that they are not one event.
#[derive(Clone, Copy)]
pub(super) struct Sketch {
    /// Of what one of a likeness must be the same; `None` where it asks for nothing, or names more
    /// keys than fit.
    pub any: Option<[Signs; MOST_ANY]>,
    pub group: Signs,
}

/// How many keys of which one must be the same are looked at here.
pub(super) const MOST_ANY: usize = 2;

impl Sketch {
    pub fn may_be_of_one(&self, other: &Sketch) -> bool {
        let of_groups = match (self.group, other.group) {
            (Signs::None, _) | (_, Signs::None) => true,
            (here, there) => here.may_agree(there),
        };
        of_groups
            && match (self.any, other.any) {
                (Some(here), Some(there)) => {
                    let mut both = here.iter().zip(there);
                    both.any(|(here, there)| here.may_agree(there))
                }
                _ => true,
            }
    }
}
