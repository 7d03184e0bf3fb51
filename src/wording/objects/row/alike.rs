//! Which records can be told together in one sentence.

use std::hash::{DefaultHasher, Hash, Hasher};

use super::LISTED;
use crate::format::Key;
use crate::log::Record;

/// What is told of a number of them, so that records that have them are told one by one.
const COUNTED: [Key; 6] = [
    Key::Count,
    Key::Approx,
    Key::Attendance,
    Key::People,
    Key::PersonTimes,
    Key::Lessons,
];

/// What records that can be told together have in common, so that they are soon found.
pub(super) fn likeness(record: &Record) -> u64 {
    let mut hasher = DefaultHasher::new();
    record.table.hash(&mut hasher);
    for (key, value) in record.values() {
        if !LISTED.contains(key) {
            (key, value).hash(&mut hasher);
        }
    }
    hasher.finish()
}

/// The one attribute that two records differ in, where they can be told together.
pub(super) fn differs_in(one: &Record, other: &Record) -> Option<Key> {
    let is_counted = COUNTED.iter().any(|key| one.get(*key).is_some());
    let values = || one.values().iter().zip(other.values());
    if is_counted || one.values().len() != other.values().len() {
        return None;
    }
    let mut differing = values().filter(|(one, other)| one != other);
    let ((key, _), (same, _)) = differing.next()?;
    let is_only = differing.next().is_none() && key == same && LISTED.contains(key);
    is_only.then_some(*key)
}
