//! Levels and grades of prizes that are told of together with all above them: 市级及以上, 二等奖以上.

use std::collections::BTreeSet;

use super::narrow::Walk;
use super::relate::Related;
use super::vocabulary::Vocabulary;
use crate::format::Key;
use crate::format::vocabulary::{GRADE, LEVEL};

/// Takes all of the last part's axis that are not below it; whether there are any.
pub fn take_higher<'a>(
    walk: &mut Walk<'a>,
    at: usize,
    vocabulary: &Vocabulary<'a>,
    related: Related,
) -> bool {
    let Related::Things { head, .. } = related else {
        return false;
    };
    let Some((axis, lowest)) = walk.parts.last().copied().filter(|_| walk.ends_at(at)) else {
        return false;
    };
    let words = match axis {
        Key::Level => &LEVEL,
        Key::Grade => &GRADE,
        _ => return false,
    };
    let rank = |part: &str| words.find(part).map(|word| word.rank);
    let figures = vocabulary.heads[head].figures.iter();
    let all: BTreeSet<&'a str> = figures
        .flat_map(|figure| figure.axes.iter().zip(&figure.parts))
        .filter(|(own, part)| {
            **own == axis && rank(part).is_some_and(|own| Some(own) <= rank(lowest))
        })
        .map(|(_, part)| part.as_str())
        .collect();
    let is_any = !all.is_empty();
    if is_any {
        walk.parts.retain(|(own, _)| *own != axis);
        walk.take_all(axis, all.into_iter().collect());
    }
    is_any
}
