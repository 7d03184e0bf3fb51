//! Changes to texts as typing, copying and damage make them.

use proptest::prelude::*;
use proptest::sample::Index;

/// What is put into a log.
pub const SIGNS: &[&str] = &[
    "“",
    "”",
    "‘",
    "’",
    "，",
    "、",
    "。",
    "：",
    "＝",
    "【",
    "】",
    "［",
    "］",
    "（",
    "）",
    "｛",
    "｝",
    "《",
    "》",
    "；",
    "！",
    "　",
    "\u{FEFF}",
    "\u{200B}",
    "\u{FDD0}",
    "\u{202E}",
    "\"",
    "'",
    "\"\"\"",
    "'''",
    "[",
    "]",
    "[[",
    "]]",
    "{",
    "}",
    "{{",
    "}}",
    "{%",
    "%}",
    "=",
    ",",
    ".",
    "#",
    "\\",
    "\\u",
    "\n",
    "\r\n",
    "\r",
    "\t",
    "\0",
    " ",
    "-",
    "0",
    "1",
    "99999999999999999999",
    "-1",
    "1e9",
    "0x1",
    "true",
    "2025-02-30",
    "全体",
    "40余",
    "无",
    "[[session]]",
    "[school]",
    "[[section]]",
    "[words]",
    "kind = ",
    "count = ",
    "names = ",
    "prose = \"\"\"",
    "tell = [\"其余\"]",
    "each = \"教研组\"",
];

/// A change to a text: where, how much of it, and what is done there.
#[derive(Debug, Clone)]
pub enum Change {
    Delete(Index, usize),
    Double(Index, usize),
    Swap(Index, Index, usize),
    Insert(Index, &'static str),
    Flip(Index, u8),
}

/// Changes of whole characters.
pub fn change() -> impl Strategy<Value = Change> {
    let length = prop_oneof![3 => 1..4_usize, 1 => 4..200_usize];
    prop_oneof![
        2 => (any::<Index>(), length.clone()).prop_map(|(at, length)| Change::Delete(at, length)),
        1 => (any::<Index>(), length.clone()).prop_map(|(at, length)| Change::Double(at, length)),
        1 => (any::<Index>(), any::<Index>(), length)
            .prop_map(|(one, other, length)| Change::Swap(one, other, length)),
        4 => (any::<Index>(), prop::sample::select(SIGNS))
            .prop_map(|(at, sign)| Change::Insert(at, sign)),
    ]
}

/// Changes that heed no character.
pub fn change_of_bytes() -> impl Strategy<Value = Change> {
    prop_oneof![
        change(),
        (any::<Index>(), any::<u8>()).prop_map(|(at, byte)| Change::Flip(at, byte)),
    ]
}

/// Makes a change to `units`, of which a text consists: bytes or characters.
fn apply<T: Clone>(
    units: &mut Vec<T>,
    change: &Change,
    new: impl Fn(&str) -> Vec<T>,
    flip: impl Fn(&mut T, u8),
) {
    let place = |at: &Index, units: &[T]| at.index(units.len() + 1);
    let range = |at: &Index, length: usize, units: &[T]| {
        let start = place(at, units);
        start..(start + length).min(units.len())
    };
    match change {
        Change::Delete(at, length) => {
            units.drain(range(at, *length, units));
        }
        Change::Double(at, length) => {
            let range = range(at, *length, units);
            let copy = units[range.clone()].to_vec();
            units.splice(range.end..range.end, copy);
        }
        Change::Swap(one, other, length) => {
            let moved: Vec<T> = units.drain(range(one, *length, units)).collect();
            let to = place(other, units);
            units.splice(to..to, moved);
        }
        Change::Insert(at, sign) => {
            let at = place(at, units);
            units.splice(at..at, new(sign));
        }
        Change::Flip(at, byte) if !units.is_empty() => {
            let at = at.index(units.len());
            flip(&mut units[at], *byte);
        }
        Change::Flip(..) => {}
    }
}

/// `text` after `changes`, character by character.
pub fn changed(text: &str, changes: &[Change]) -> String {
    let mut units: Vec<char> = text.chars().collect();
    for change in changes {
        apply(&mut units, change, |sign| sign.chars().collect(), |_, _| {});
    }
    units.into_iter().collect()
}

/// The bytes of `text` after `changes`.
pub fn changed_bytes(text: &str, changes: &[Change]) -> Vec<u8> {
    let mut units = text.as_bytes().to_vec();
    for change in changes {
        let flip = |unit: &mut u8, byte| *unit ^= byte;
        apply(&mut units, change, |sign| sign.as_bytes().to_vec(), flip);
    }
    units
}
