//! Numbers as people type them with words around: 半天, 不少于8节, 三次, 40册左右. What is offered
//! instead says the same, or nothing is offered.

use crate::format::{Field, Key, Type};
use crate::text::count::Count;
use crate::text::numeral;
use crate::text::wide::half_width;

/// What tells for whom or for how long a number is, or that it is all.
const OPENINGS: [&str; 10] = [
    "每学期",
    "每学年",
    "每人",
    "每周",
    "每月",
    "每年",
    "总计",
    "合计",
    "共计",
    "共",
];

/// Words for hedges before a number, and how the log writes these; with no form where it has none.
const BEFORE: [(&str, Option<&str>); 21] = [
    ("不少于", Some("{}以上")),
    ("不低于", Some("{}以上")),
    ("至少", Some("{}以上")),
    ("最少", Some("{}以上")),
    ("超过", Some("{}以上")),
    ("不超过", None),
    ("不多于", None),
    ("不高于", None),
    ("至多", None),
    ("最多", None),
    ("大约", Some("约{}")),
    ("大概", Some("约{}")),
    ("差不多", Some("约{}")),
    ("约", Some("约{}")),
    ("接近", Some("近{}")),
    ("将近", Some("近{}")),
    ("近", Some("近{}")),
    ("不足", Some("不足{}")),
    ("不到", Some("不足{}")),
    ("达到", Some("达{}")),
    ("达", Some("达{}")),
];

/// The same behind a number, or behind its measure word.
const BEHIND: [(&str, Option<&str>); 14] = [
    ("以上", Some("{}以上")),
    ("+", Some("{}以上")),
    ("左右", Some("{}左右")),
    ("上下", Some("{}左右")),
    ("不足", Some("不足{}")),
    ("不到", Some("不足{}")),
    ("出头", Some("{}余")),
    ("余", Some("{}余")),
    ("多", Some("{}多")),
    ("几", Some("{}余")),
    ("以下", None),
    ("以内", None),
    ("之内", None),
    ("来", None),
];

/// What makes something behind a number more than a measure word.
const NO_UNIT: &str = "十百千万亿余多几近半约超不以上下内外足少至到来数或和、+-~～—/";

/// The number that somebody meant who wrote it with words around it, as it belongs there, if `read`
/// takes it.
pub(super) fn meant(text: &str, field: &Field, read: fn(&str) -> Option<Count>) -> Option<String> {
    let text = half_width(text.trim()).replace([',', '¥', '￥'], "");
    let text = without(&text, &OPENINGS).trim();
    if matches!(field.ty, Type::Amount) && text.strip_prefix('半').is_some_and(is_unit) {
        return Some("0.5".to_owned());
    }
    if ["几", "数"]
        .iter()
        .any(|few| text.strip_prefix(few).is_some_and(is_unit))
    {
        return (!matches!(field.ty, Type::Exact) && read("几").is_some())
            .then(|| "\"几\"".to_owned());
    }
    let (before, text) = hedge_before(text);
    let (number, rest) = number(text)?;
    let (behind, rest) = hedge_behind(rest.trim());
    let (number, rest) = match rest.strip_suffix('半').filter(|_| behind.is_none()) {
        Some(unit) if !unit.is_empty() => (number.checked_add(50)?, unit),
        _ => (number, rest),
    };
    if !is_unit(rest) {
        return None;
    }
    let digits = Count::of_hundredths(number).digits();
    let form = match (before, behind) {
        (None, None) => return read(&digits).map(|_| digits),
        (Some(form), None) | (None, Some(form)) => form,
        (Some(_), Some(_)) => return None,
    };
    if let Some(asks_more) = limit(field) {
        let is_it = match form {
            (_, Some("{}以上")) => asks_more,
            (word, None) => !asks_more && word != "来",
            _ => false,
        };
        return (is_it && read(&digits).is_some()).then_some(digits);
    }
    let hedged = form.1?.replace("{}", &digits);
    let takes = !matches!(field.ty, Type::Exact) && read(&hedged).is_some();
    takes.then(|| format!("\"{hedged}\""))
}

/// Of a number that others are held against whether it is the least; `None` of any other.
fn limit(field: &Field) -> Option<bool> {
    match (field.ty, field.key) {
        (Type::Exact, Key::AtLeast) => Some(true),
        (Type::Exact, Key::AtMost) => Some(false),
        _ => None,
    }
}

type Hedge = (&'static str, Option<&'static str>);

fn hedge_before(text: &str) -> (Option<Hedge>, &str) {
    let found = BEFORE.into_iter().find(|(word, _)| text.starts_with(word));
    let rest = found.map_or(text, |(word, _)| &text[word.len()..]);
    (found, rest.trim())
}

/// The hedge behind a number or at the end, and the measure word.
fn hedge_behind(rest: &str) -> (Option<Hedge>, &str) {
    for (word, form) in BEHIND {
        let unit = rest.strip_prefix(word).or_else(|| rest.strip_suffix(word));
        if let Some(unit) = unit {
            return (Some((word, form)), unit.trim());
        }
    }
    (None, rest)
}

/// The number at the beginning, in hundredths, and what is behind it.
fn number(text: &str) -> Option<(u64, &str)> {
    let number = numeral::at_start(text)?;
    let rest = &text[number.length..];
    // 1千 is not 1.
    let scale = [('千', 1000), ('百', 100)].into_iter();
    let scale = scale.filter(|_| !number.is_chinese);
    let found = scale
        .filter_map(|(sign, times)| Some((rest.strip_prefix(sign)?, times)))
        .next();
    let (rest, times) = found.unwrap_or((rest, 1));
    Some((number.hundredths?.checked_mul(times)?, rest))
}

fn without<'a>(text: &'a str, words: &[&str]) -> &'a str {
    let text = text.trim();
    words
        .iter()
        .find_map(|word| text.strip_prefix(word))
        .unwrap_or(text)
}

/// Whether it is a measure word, or nothing.
fn is_unit(text: &str) -> bool {
    let unit = text.trim();
    unit.chars().count() <= 4 && !unit.contains(|c: char| c.is_ascii_digit() || NO_UNIT.contains(c))
}
