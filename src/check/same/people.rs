//! Whether the people of two records may be those of one event.

use std::collections::HashSet;

use crate::format::Key;
use crate::log::{People, Record, Text};
use crate::text::room::agree;

/// Whether somebody is in both.
pub(super) fn share(a: &People, b: &People) -> bool {
    let (a, b) = (a.names(), b.names());
    if a.len().saturating_mul(b.len()) < 64 {
        return a.iter().any(|name| b.contains(name));
    }
    let a: HashSet<&Text> = a.iter().collect();
    b.iter().any(|name| a.contains(name))
}

/// Whether the same guests were at both, as many of them as far as both say.
pub(super) fn have_same_guests(a: &Record, b: &Record) -> bool {
    let are_same = |a: &Record, b: &Record| {
        let counts = a.quantity(Key::Count).zip(b.quantity(Key::Count));
        a.text(Key::Who) == b.text(Key::Who) && counts.is_some_and(|(a, b)| agree(a, b))
    };
    let mut guests = a.rows(Key::Guests).iter();
    guests.any(|guest| {
        b.rows(Key::Guests)
            .iter()
            .any(|other| are_same(guest, other))
    })
}

/// Whether two lists may be of the same people; `counted` where each of them is one.
pub(super) fn may_be_same(a: &People, b: &People, counted: bool) -> bool {
    match (a, b) {
        (People::Named(_), People::Named(_)) => share(a, b),
        (People::Number(a), People::Number(b)) if counted => agree(*a, *b),
        (People::Number(all), People::Named(names))
        | (People::Named(names), People::Number(all)) => {
            !counted || all.approx.is_some() || names.len() as u64 <= all.n
        }
        _ => true,
    }
}
