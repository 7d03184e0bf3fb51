//! Months that are told of together: what was done in several of them is that of no single one.

use std::sync::LazyLock;

use regex::Regex;

use crate::check::texts::pattern;
use crate::text::numeral;

/// The months, as figures are narrowed to them.
pub const MONTHS: [&str; 12] = [
    "1月", "2月", "3月", "4月", "5月", "6月", "7月", "8月", "9月", "10月", "11月", "12月",
];

/// Whether `text` tells of more or less than whole months: 9月至10月, 9、10两个月, 11月以来.
pub fn is_of_other_than_a_month(text: &str) -> bool {
    static SPAN: LazyLock<Regex> = LazyLock::new(|| {
        let number = "[0-9０-９一二三四五六七八九十]+";
        let join = r"\s*(?:至|到|直到|[—–~～\-－]+|、|和|与|及|以及|，)\s*";
        let year = r"(?:次年|翌年|[0-9]{4}年)?";
        pattern(&format!(
            "{number}月份?{join}{year}{number}月\
             |{number}{join}{number}\\s*(?:[两二三四五六]个)?月\
             |[2-6２-６两二三四五六几数]个多?月|[上下]半年|第{number}个(?:月|周|星期|季度)\
             |{number}月份?(?:以来|以后|之后|以前|之前|前|后|起|开始|底|末|初|上半月|下半月)"
        ))
    });
    // 两个月 of 11月和12月两个月 says no more of them.
    let mut end = 0;
    SPAN.find_iter(text).any(|span| {
        let months = months_at(&text[span.start()..]);
        end = end.max(
            months
                .as_ref()
                .map_or(0, |(length, _)| span.start() + length),
        );
        months.is_none() && span.end() > end
    })
}

/// The months that `rest` begins with, where they are several and all of them are said: 9、10两个月,
/// 11月和12月, 9月至11月; and how long that is.
pub fn months_at(rest: &str) -> Option<(usize, Vec<&'static str>)> {
    let mut months: Vec<usize> = Vec::new();
    let mut at = 0;
    let mut is_named = false;
    let mut is_range = false;
    loop {
        let read = numeral::at_start(&rest[at..])?;
        let number = read.hundredths? / 100;
        let month = usize::try_from(number)
            .ok()
            .filter(|month| (1..=12).contains(month))?;
        match months.last().filter(|_| is_range) {
            Some(last) => months.extend(since(*last, month)),
            None => months.push(month),
        }
        at += read.length;
        is_named |= step(rest, &mut at, &["月份", "月"]);
        is_range = step(rest, &mut at, &["至", "到", "—", "－", "-", "～", "~"]);
        if !is_range && !step(rest, &mut at, &["、", "和", "与", "及"]) {
            break;
        }
    }
    let several = [
        "两个月",
        "二个月",
        "三个月",
        "四个月",
        "五个月",
        "两月",
        "三月",
        "四月",
    ];
    is_named |= step(rest, &mut at, &several);
    step(rest, &mut at, &["间", "里", "中"]);
    let is_done = rest[at..].chars().next().is_none_or(|next| {
        !next.is_ascii_digit() && !"以之前后底末初起上下日号个多".contains(next)
    });
    let is_known = is_named && is_done && months.len() > 1;
    is_known.then(|| (at, months.iter().map(|month| MONTHS[month - 1]).collect()))
}

/// The months after `first` up to `last`, over the turn of the year.
fn since(first: usize, last: usize) -> impl Iterator<Item = usize> {
    let count = (last + 12 - first) % 12;
    (1..=count).map(move |step| (first + step - 1) % 12 + 1)
}

/// Whether one of `words` stands at `at`, which then is behind it.
fn step(rest: &str, at: &mut usize, words: &[&str]) -> bool {
    let found = words.iter().find(|word| rest[*at..].starts_with(**word));
    *at += found.map_or(0, |word| word.len());
    found.is_some()
}

/// Whether `text` tells of one day: 11月28日，学校举办开放日活动，.
pub fn is_of_a_day(text: &str) -> bool {
    static DAY: LazyLock<Regex> = LazyLock::new(|| pattern(r"\d[日号]"));
    DAY.is_match(text)
}

/// Whether `rest` begins with what is prepared for the end of a term, which tells of no time: 期末复习试题.
pub fn is_material(rest: &str) -> bool {
    static MATERIAL: LazyLock<Regex> =
        LazyLock::new(|| pattern("^期[中末](?:复习|检测|考试|练习)?(?:试题|试卷|资料|习题|卷)"));
    MATERIAL.is_match(rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_that_are_all_said_are_told_together() {
        for (text, last) in [
            ("9、10两个月，", "10月"),
            ("9、10月", "10月"),
            ("9月、10月", "10月"),
            ("9月和10月共", "10月"),
            ("9月至11月", "11月"),
            ("9—10月", "10月"),
            ("九月到十月", "10月"),
            ("11月至1月", "1月"),
        ] {
            let (_, months) = months_at(text).expect("months");
            assert_eq!(months.last(), Some(&last), "{text}");
            assert!(!is_of_other_than_a_month(text), "{text}");
        }
        for text in ["9月10日", "9月至10月底", "9月", "3、4节", "9月至10月15日"] {
            assert_eq!(months_at(text), None, "{text}");
        }
    }

    #[test]
    fn several_months_are_no_single_one() {
        for text in [
            "2025年9月至2026年1月",
            "9月和10月上半月",
            "两个月来",
            "11月以来",
            "12月底",
        ] {
            assert!(is_of_other_than_a_month(text), "{text}");
        }
        for text in [
            "9月，",
            "11月和12月两个月共",
            "十一月份，",
            "2025年9月，听课9节",
            "10月听课",
        ] {
            assert!(!is_of_other_than_a_month(text), "{text}");
        }
    }
}
