//! The numerals of a text with what belongs to them: what hedges them before and behind, and
//! their measure word.

use std::ops::Range;

use super::words::{BEFORE, BEHIND, Hedge, INSIDE, JOINS, OF_HUNDRED, PERCENT, RANGES, UNITS};
use crate::text::numeral::{self, Numeral};

/// A number as it was typed: 近48节, 百分之九十, 30余名.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Typed<'a> {
    /// The bytes of all that belongs to it: hedges, numeral, measure word.
    pub range: Range<usize>,
    /// What it says, in hundredths of its measure word.
    pub hundredths: u64,
    /// By how many hundredths it may be rounded.
    pub rounded: u64,
    /// How exactly it is meant.
    pub hedge: Hedge,
    /// The measure word; `%` of what is a part of a hundred.
    pub unit: &'a str,
    /// The numeral, where it is a single Chinese one: 一 mostly counts nothing, and 二 never, for
    /// two of something are 两.
    pub single: Option<char>,
}

/// The numbers of `text` that have a measure word of this program's or one of `own`, in their
/// order.
pub fn numbers<'a>(text: &'a str, own: &[&'a str]) -> Vec<Typed<'a>> {
    let mut found = Vec::new();
    let mut at = 0;
    let mut before = None;
    let mut last = 0;
    while let Some(c) = text[at..].chars().next() {
        if let Some(typed) = fraction(text, at) {
            before = text[..typed.range.end].chars().next_back();
            at = typed.range.end;
            last = 0;
            found.push(typed);
            continue;
        }
        let Some(read) = numeral::at_start(&text[at..]) else {
            before = Some(c);
            at += c.len_utf8();
            continue;
        };
        let end = at + read.length;
        let is_range = last > 0 && RANGES.contains(&&text[last..at]);
        if !is_range && !is_part(before, &text[end..]) {
            found.extend(typed(text, at, &read, own));
        }
        before = text[..end].chars().next_back();
        at = end;
        last = end;
    }
    found
}

/// Whether a numeral behind `before` and before `rest` is a part of a Latin word, a date, an
/// address or a range.
fn is_part(before: Option<char>, rest: &str) -> bool {
    let joins = |c: char| c.is_ascii_alphanumeric() || JOINS.contains(&c);
    before.is_some_and(joins) || rest.chars().next().is_some_and(joins)
}

/// The number whose numeral `read` stands at `at`, if it has a value and a measure word.
fn typed<'a>(text: &'a str, at: usize, read: &Numeral, own: &[&'a str]) -> Option<Typed<'a>> {
    let mut hundredths = read.hundredths?;
    let mut end = at + read.length;
    let before = &text[..at];
    let of_hundred = before.strip_suffix(OF_HUNDRED);
    let (start, mut hedge) = hedged_before(of_hundred.unwrap_or(before));
    if let Some((sign, inside)) = INSIDE
        .iter()
        .find(|(sign, _)| text[end..].starts_with(sign))
    {
        hedge = *inside;
        end += sign.len();
        // 3余万元 is 3万余元.
        if let Some(rest) = text[end..].strip_prefix('万') {
            hundredths = hundredths.checked_mul(10_000)?;
            end = text.len() - rest.len();
        }
    }
    let unit = match of_hundred {
        Some(_) => PERCENT,
        None => {
            end += text[end..].len() - text[end..].trim_start_matches(' ').len();
            let unit = unit_at(&text[end..], own)?;
            end += unit.len();
            if unit == "％" { PERCENT } else { unit }
        }
    };
    if let Some((sign, after)) = hedged_behind(&text[end..], &[]) {
        hedge = after;
        end += sign.len();
    }
    Some(Typed {
        range: start..end,
        hundredths,
        rounded: read.rounded,
        hedge,
        unit,
        single: single(&text[at..at + read.length]).filter(|_| read.is_chinese),
    })
}

/// The hedge that `text` begins with, behind a number: one of `also` or a usual one.
fn hedged_behind(text: &str, also: &[(&'static str, Hedge)]) -> Option<(&'static str, Hedge)> {
    let mut all = also.iter().chain(BEHIND).copied();
    all.find(|(sign, _)| text.starts_with(sign))
}

/// The part of a whole that is told in words at `at`: 六成, 三分之一, 一半. One that is not hedged stands
/// for all that is nearest to it.
fn fraction(text: &str, at: usize) -> Option<Typed<'_>> {
    const HALVES: &[&str] = &["一半", "半数"];
    let digit = |c: Option<char>| c.and_then(|c| "一二三四五六七八九".chars().position(|d| d == c));
    let rest = &text[at..];
    let half = HALVES.iter().find(|word| rest.starts_with(**word));
    let mut chars = rest.chars();
    let first = digit(chars.next()).map(|place| place as u64 + 1);
    let (hundredths, length, near) = match (half, first, chars.next()) {
        (Some(half), ..) => (5_000, half.len(), 500),
        (None, Some(tenths), Some('成')) => (tenths * 1_000, "六成".len(), 500),
        (None, Some(whole), Some('分')) if chars.next() == Some('之') => {
            let part = digit(chars.next())? as u64 + 1;
            (part * 10_000 / whole, "三分之一".len(), 250)
        }
        _ => return None,
    };
    let (start, mut hedge) = hedged_before(&text[..at]);
    let mut end = at + length;
    let behind = &[("多", Hedge::Over), ("强", Hedge::Over)];
    if let Some((sign, after)) = hedged_behind(&text[end..], behind) {
        hedge = after;
        end += sign.len();
    }
    Some(Typed {
        range: start..end,
        hundredths,
        rounded: if hedge == Hedge::Exact { near } else { 0 },
        hedge,
        unit: PERCENT,
        single: None,
    })
}

/// The only character of `text`.
fn single(text: &str) -> Option<char> {
    let mut chars = text.chars();
    chars.next().filter(|_| chars.next().is_none())
}

/// The longest measure word that `text` begins with.
fn unit_at<'a>(text: &'a str, own: &[&'a str]) -> Option<&'a str> {
    let known = UNITS.iter().copied().flatten().chain(own);
    let found = known.filter(|unit| !unit.is_empty() && text.starts_with(**unit));
    let longest = found.max_by_key(|unit| unit.len())?;
    Some(&text[..longest.len()])
}

/// Where what hedges a number that `before` leads to begins, and how it does.
fn hedged_before(before: &str) -> (usize, Hedge) {
    match BEFORE.iter().find(|(sign, _)| before.ends_with(sign)) {
        Some((sign, hedge)) => (before.len() - sign.len(), *hedge),
        None => (before.len(), Hedge::Exact),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<(&str, u64, Hedge, &str)> {
        let found = numbers(text, &["幅"]).into_iter();
        let parts = found.map(|typed| {
            let said = &text[typed.range];
            (said, typed.hundredths / 100, typed.hedge, typed.unit)
        });
        parts.collect()
    }

    #[test]
    fn numbers_come_with_their_hedges_and_measure_words() {
        let cases = [
            ("共听课48节。", ("48节", 48, Hedge::Exact, "节")),
            ("近四十八节次", ("近四十八节次", 48, Hedge::Nearly, "节次")),
            ("超过200人次", ("超过200人次", 200, Hedge::Over, "人次")),
            ("家长600余名", ("600余名", 600, Hedge::Over, "名")),
            ("约6.8万元", ("约6.8万元", 68_000, Hedge::About, "元")),
            ("3余万元", ("3余万元", 30_000, Hedge::Over, "元")),
            ("98.5％以上", ("98.5％以上", 98, Hedge::Over, "%")),
            ("百分之九十左右", ("百分之九十左右", 90, Hedge::About, "%")),
            ("画 12 幅画", ("12 幅", 12, Hedge::Exact, "幅")),
        ];
        for (text, expected) in cases {
            let found = read(text);
            let said = found.first().map(|found| found.0);
            assert!(
                said.is_some_and(|said| said.ends_with(expected.0)),
                "{text}: {found:?}"
            );
            let rest = found.iter().map(|found| (found.1, found.2, found.3));
            assert!(
                rest.eq([(expected.1, expected.2, expected.3)]),
                "{text}: {found:?}"
            );
        }
    }

    #[test]
    fn parts_of_other_words_are_no_numbers() {
        let texts = [
            "16—32节",
            "2026-01-22",
            "www.5节",
            "B12节",
            "二〇二五年",
            "三四十节",
            "7:30",
        ];
        for text in texts {
            assert_eq!(read(text), [], "{text}");
        }
    }
}
