//! Levels and grades of prizes that are told of together: with all above them, as 市级及以上 and 二等奖以上,
//! or several with their word once, as 省、市级 and 一、二等奖.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use regex::Regex;

use super::narrow::Walk;
use super::relate::Related;
use super::vocabulary::Vocabulary;
use crate::check::texts::pattern;
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

/// The levels or grades that `rest` begins with, where they are several that have their word once:
/// 省、市级, 市、区两级, 一、二等奖. And how long that is.
pub fn several_ranks(rest: &str) -> Option<(usize, Key, Vec<&'static str>)> {
    static LEVELS: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"^((?:国家|[省市区县镇校])(?:级?[、和与及]?(?:国家|[省市区县镇校]))+)(?:[两二三四]?级)",
        )
    });
    static GRADES: LazyLock<Regex> =
        LazyLock::new(|| pattern(r"^([特一二三四](?:[、和与及]?[特一二三四])+)等奖"));
    const JOINS: &[char] = &['、', '和', '与', '及', '级', '家'];
    let (found, axis) = match (LEVELS.captures(rest), GRADES.captures(rest)) {
        (Some(found), _) => (found, Key::Level),
        (_, Some(found)) => (found, Key::Grade),
        _ => return None,
    };
    // 省、市级以上: with all above the last.
    let behind = &rest[found[0].len()..];
    if ["以上", "及以上", "或以上", "以下"]
        .iter()
        .any(|word| behind.starts_with(word))
    {
        return None;
    }
    let said = found[1].chars().filter(|c| !JOINS.contains(c));
    let parts = said.map(|c| match axis {
        Key::Level if c == '国' => LEVEL.find("国家级").map(|word| word.name),
        Key::Level => LEVEL.find(&format!("{c}级")).map(|word| word.name),
        _ => GRADE.find(&format!("{c}等奖")).map(|word| word.name),
    });
    let parts = parts.collect::<Option<Vec<&str>>>()?;
    Some((found[0].len(), axis, parts))
}
