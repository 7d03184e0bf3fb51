//! What kind of thing records are of, and when: what tells whether two may be one event.

use crate::format::{Key, Likeness};
use crate::log::{Record, When};
use crate::text::alike;

/// Whether one of two records does not know the day that the other may know: it says about when it
/// was, or nothing, and that of this term.
pub(super) fn are_vague(a: &Record, b: &Record) -> bool {
    let is_of_other_term = |record: &Record| record.get(Key::TermName).is_some();
    match [a, b].map(|record| record.when(Key::Date)) {
        [None, None] => false,
        [Some(a), Some(b)] => is_vague(a) || is_vague(b),
        _ => !is_of_other_term(a) && !is_of_other_term(b),
    }
}

/// Whether what `likeness` asks for comes once: of kinds alone only what the whole school comes to.
pub(super) fn is_once(likeness: &Likeness, record: &Record) -> bool {
    !likeness.same.contains(&Key::Kind) || is_of_school(record)
}

/// Whether it is no single day.
pub(super) fn is_vague(when: When) -> bool {
    !matches!(when, When::Day(_))
}

/// Whether a kind is one with a word before it: 运动会 and 秋季运动会, 开放日 and 家长开放日活动.
pub(super) fn is_sort_of(a: &str, b: &str) -> bool {
    let [a, b] = [a, b].map(alike::without_event);
    let ends_in = |whole: &str, part: &str| part.chars().nth(2).is_some() && whole.ends_with(part);
    !alike::are_other_editions(a, b) && (ends_in(a, b) || ends_in(b, a))
}

/// Whether a record is of what the whole school comes to, whoever notes it.
pub(super) fn is_of_school(record: &Record) -> bool {
    let kind = record.text(Key::Kind);
    let kind = kind.map(|kind| alike::without_event(kind));
    kind.is_some_and(|kind| OF_SCHOOL.iter().any(|end| kind.ends_with(end)))
}

/// What the kinds of such events end in.
const OF_SCHOOL: [&str; 7] = ["运动会", "节", "展演", "演出", "典礼", "仪式", "开放日"];

/// Whether a record is of something that people are at, not of so many visits or works.
pub(super) fn is_occasion(record: &Record) -> bool {
    let unit = record.text(Key::Unit);
    unit.is_none_or(|unit| ["次", "个", "届", "场", "期"].contains(&&**unit))
}
