//! Why a number says nothing of what was done: it names, orders, asks or promises.

use super::context::{ALTOGETHER, OF_WHICH, OTHER_TIMES};
use super::numeral::Typed;
use super::passage;
use super::plans::is_planned;
use super::words::{
    BEGAN, DIFFERS, EACH_HEAD, NEW_TERM, NOT_BEHIND, OF_EACH, OF_SOME, ONE_BEHIND, PER_HEAD,
    REQUIRES, REQUIRES_SENTENCE,
};

/// Whether the number is none of what was done.
pub fn is_no_claim(text: &str, typed: &Typed) -> bool {
    let before = &text[..typed.range.start];
    let follows = |words: &[&str]| words.iter().any(|word| before.ends_with(word));
    let is_idle = match typed.single {
        Some('一') => !follows(ONE_BEHIND),
        Some('二') => true,
        _ => false,
    };
    // 其中24次共140人次参加: which of them is not said.
    let is_bare_part = follows(&[OF_WHICH]) && text[typed.range.end..].starts_with('共');
    if is_idle || is_bare_part || follows(DIFFERS) || (follows(NOT_BEHIND) && !follows(&["主任"]))
    {
        return true;
    }
    if is_threshold(text, typed) {
        return true;
    }
    let clause = &text[passage::clause(text, &typed.range)].replace(EACH_HEAD, PER_HEAD);
    let behind = &text[typed.range.end..];
    let is_of_some = OF_SOME.iter().any(|word| behind.starts_with(word))
        && !ALTOGETHER.iter().any(|word| clause.contains(word));
    if is_of_some {
        return true;
    }
    let sentence = &text[passage::sentence(text, &typed.range).start..typed.range.start];
    let sentence = &sentence.replace(EACH_HEAD, PER_HEAD);
    is_planned(sentence)
        || is_of_another_year(behind)
        || REQUIRES.iter().any(|word| clause.contains(word))
        || LIMITS.iter().any(|word| is_limit(clause, word))
        || REQUIRES_SENTENCE.iter().any(|word| sentence.contains(word))
        || is_of_new_term(sentence)
        || is_of_one_person(sentence)
        || is_denied(&text[passage::clause(text, &typed.range).start..typed.range.start])
        || (OF_EACH.iter().any(|word| sentence.contains(word))
            && !SUMS.iter().any(|word| clause.contains(word)))
}

/// Whether what leads to a number says that it was not done: 未外出学习的教师有3名, and not 从未间断.
fn is_denied(before: &str) -> bool {
    const DENIES: &[&str] = &["没有", "没能", "未"];
    const NONE: &[&str] = &["从未", "未来", "未停", "没有停", "未间断", "没有间断"];
    DENIES.iter().any(|word| before.contains(word))
        && !NONE.iter().any(|word| before.contains(word))
}

/// Whether `sentence` tells of whoever did most or least: 听课最多的教师达15节.
fn is_of_one_person(sentence: &str) -> bool {
    let mut behind = sentence
        .match_indices("最")
        .filter_map(|(at, _)| sentence[at..].split_once('的'));
    behind.any(|(said, rest)| {
        let is_short = said.chars().count() <= 3;
        is_short
            && ["教师", "老师", "人", "同志", "一位", "一名"]
                .iter()
                .any(|word| rest.starts_with(word))
                // 最多的达11节, and not 最多的是语文组，达11节.
                || (rest.starts_with(['达', '已']) && !rest.contains('，'))
    })
}

/// Whether `sentence` tells of a new term that has not begun.
fn is_of_new_term(sentence: &str) -> bool {
    let mut behind = sentence
        .match_indices(NEW_TERM)
        .map(|(at, word)| &sentence[at + word.len()..]);
    behind.any(|rest| !BEGAN.iter().any(|word| rest.starts_with(word)))
}

/// Whether brackets right `behind` a number say that it is another year's: 9篇（上学年）.
fn is_of_another_year(behind: &str) -> bool {
    let inside = behind.strip_prefix(['（', '(']);
    inside.is_some_and(|inside| OTHER_TIMES.iter().any(|word| inside.starts_with(word)))
}

/// Whether the number only tells of whom or what is counted: 听课达到10节及以上的教师, 听课满15节的有6人.
fn is_threshold(text: &str, typed: &Typed) -> bool {
    const OF_THEM: &[&str] = &[
        "的教师",
        "的老师",
        "的同志",
        "的人",
        "的班主任",
        "的青年教师",
        "的有",
    ];
    const AT_LEAST: &[&str] = &["满", "达", "达到", "超", "超过", "在", "不足", "未满"];
    let (before, behind) = (&text[..typed.range.start], &text[typed.range.end..]);
    let rest = ["及以上", "或以上", "以上", "以下", "及以下"]
        .iter()
        .find_map(|word| behind.strip_prefix(word));
    let is_led = AT_LEAST.iter().any(|word| before.ends_with(word));
    let said = &text[typed.range.clone()];
    let is_bound = rest.is_some() || is_led || said.ends_with("以上");
    is_bound
        && OF_THEM
            .iter()
            .any(|word| rest.unwrap_or(behind).starts_with(word))
}

/// Words by which all of something is added up.
const SUMS: &[&str] = &["累计", "共计", "合计", "总计", "一共"];

/// Words for limits where nothing is told of that has most or least of something.
const LIMITS: &[&str] = &["最多", "最少"];

/// Whether `word` limits something in `clause`: 最多听20节, and not 最多的是语文组.
fn is_limit(clause: &str, word: &str) -> bool {
    let told = ["的", "，", "是", "为", "达", "有"];
    let mut behind = clause
        .match_indices(word)
        .map(|(at, _)| &clause[at + word.len()..]);
    behind.any(|rest| !rest.is_empty() && !told.iter().any(|word| rest.starts_with(word)))
}
