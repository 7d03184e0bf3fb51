//! What words mean that no list has: they may tell how, as 有条不紊 does, or narrow what is counted,
//! or name somebody else.

use std::ops::Range;

use super::numeral::Typed;
use super::people::names_people;

/// What an unknown word makes of a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Weight {
    /// Nothing: it tells how something was done.
    Nothing,
    /// It may be that of some of what is counted, and of no more.
    Narrows,
    /// It may be one of anything.
    Unknown,
}

/// Characters of words for places and bodies that are none of the school.
const ELSEWHERE: &[char] = &[
    '室', '局', '院', '所', '园', '团', '队', '社', '馆', '站', '委', '厅', '署', '家',
];

/// Characters of verbs by which things are seen, judged or got that others have done.
const OF_OTHERS: &[char] = &[
    '听', '参', '聆', '观', '看', '摩', '赏', '评', '阅', '读', '借', '被', '受', '接', '与', '比',
    '除', '差',
];

/// What the unknown word at `piece` makes of `typed`, whose thing is named at `thing`.
/// Whether the thing is called by its name is said with it.
pub fn weigh(
    text: &str,
    typed: &Typed,
    (thing, is_by_name): (&Range<usize>, bool),
    piece: &Range<usize>,
) -> Weight {
    // 7对师徒定期听课: what they do is none of their number.
    if typed.unit == "对" && thing.start == typed.range.end && thing.end <= piece.start {
        return Weight::Narrows;
    }
    let said = &text[piece.clone()];
    let has = |chars: &[char]| said.contains(chars);
    let is_foreign = has(ELSEWHERE)
        || has(OF_OTHERS)
        || names_people(said)
        || said.contains(|c: char| c.is_ascii_alphanumeric());
    // 听课本48本 are no lessons.
    let is_of_its_word = piece.start == thing.end && piece.end <= typed.range.start;
    // 食品安全检查 is none of the 教学常规检查 that are called 检查.
    let makes_another = piece.end == thing.start && !is_by_name;
    if is_foreign || is_of_its_word || makes_another {
        return Weight::Unknown;
    }
    let behind = &text[piece.end..];
    match behind.starts_with('地') && piece.end <= thing.start {
        true => Weight::Nothing,
        false => Weight::Narrows,
    }
}
