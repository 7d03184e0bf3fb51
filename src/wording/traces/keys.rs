//! Sets of keys, small and fast to compare.

use crate::format::Key;

/// Some keys of a record.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Keys([u64; 4]);

impl Keys {
    pub fn insert(&mut self, key: Key) {
        let at = key as usize;
        if let Some(word) = self.0.get_mut(at / 64) {
            *word |= 1 << (at % 64);
        }
    }

    /// Those that `others` are without.
    pub fn but(mut self, others: Keys) -> Keys {
        for (word, other) in self.0.iter_mut().zip(others.0) {
            *word &= !other;
        }
        self
    }

    pub fn is_empty(self) -> bool {
        self.0 == [0; 4]
    }

    /// Whether `key` is one of them.
    pub fn contains(self, key: Key) -> bool {
        let at = key as usize;
        let word = self.0.get(at / 64).copied().unwrap_or_default();
        word >> (at % 64) & 1 == 1
    }
}
