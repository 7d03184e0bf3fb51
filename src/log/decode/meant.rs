//! Numbers as people type them with words around: 半天, 不少于8节, 三次, 40册左右. What is offered
//! instead says the same, or nothing is offered.

use crate::format::{Field, Key, Table, Type, measures};
use crate::text::count::{self, Approx, Count};
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

/// How a string is read as a number.
pub(super) type Read = fn(&str) -> Option<Count>;

/// A number as it belongs in the log, and the measure word that stood behind it.
struct Meant {
    number: String,
    unit: String,
}

/// What to write instead of `text`, which is to be the number of `field` in a record of `table` and
/// which `read` does not take; without a table it stands in braces. With the key if `with_key`.
pub(super) fn instead(
    text: &str,
    (field, table): (&Field, Option<&Table>),
    read: Read,
    with_key: bool,
) -> Option<String> {
    let Meant { number, unit } = meant(text, field, read)?;
    let named = |key: Key| format!("{} = {number}", key.name());
    let of_another = table.and_then(|table| measures::key_of(&unit, field, table));
    if let Some(key) = of_another {
        return Some(format!("{unit}数写在 {} 里：{}", key.name(), named(key)));
    }
    let has_unit = |table: &Table| table.fields.iter().any(|field| field.key == Key::Unit);
    let is_counted = |table: &&Table| field.key == Key::Count && has_unit(table);
    let is_own = table.is_some_and(|table| unit.is_empty() || unit == table.unit);
    if table.filter(is_counted).is_some() && !is_own {
        let count = named(Key::Count);
        return Some(format!("写成 {count}，unit 写 \"{unit}\""));
    }
    if let Some(noun) = measures::noun_against(field, &unit, table) {
        let text = text.trim();
        return Some(format!("“{text}”不是{noun}；折算成{noun}再写，只写数字"));
    }
    match with_key {
        true => Some(format!("写成 {}", named(field.key))),
        false => Some(format!("写成 {number}")),
    }
}

/// How what is typed as the number of `field` is read; `None` where none is asked for.
pub(super) fn read_of(field: &Field) -> Option<Read> {
    match field.ty {
        Type::Amount => Some(count::parse_quantity),
        Type::Percent => Some(percentage),
        Type::Quantity | Type::Exact | Type::People | Type::Staff => Some(count::parse),
        _ => None,
    }
}

/// A percentage in a string: neither so many 万 nor a few, and 余 does not stand before %.
pub(super) fn percentage(text: &str) -> Option<Count> {
    let count = count::parse_quantity(text).filter(|_| !text.contains('万'))?;
    let is_odd = matches!(count.approx, Some(Approx::Odd | Approx::More | Approx::Few));
    (!is_odd).then_some(count)
}

/// Whether a percentage is less than one, as a part of one would be typed.
pub(super) fn is_part_of_one(percent: Count) -> bool {
    (1..100).contains(&percent.in_hundredths())
}

/// `number`, which is read as that of `field`, as the log has it: what could be taken for a part of
/// one in quotes, and so what is more than digits.
pub(super) fn in_quotes(number: &str, field: &Field) -> String {
    let is_percent = matches!(field.ty, Type::Percent);
    let is_part = is_percent && percentage(number).is_some_and(is_part_of_one);
    let is_plain = number
        .bytes()
        .all(|byte| byte.is_ascii_digit() || byte == b'.');
    match is_part || !is_plain {
        true => format!("\"{number}\""),
        false => number.to_owned(),
    }
}

/// The number that somebody meant who wrote it with words around it.
fn meant(text: &str, field: &Field, read: Read) -> Option<Meant> {
    let text = half_width(text.trim()).replace([',', '¥', '￥'], "");
    let text = without(&text, &OPENINGS).trim();
    if matches!(field.ty, Type::Amount) && text.strip_prefix('半').is_some_and(is_unit) {
        let unit = text.trim_start_matches('半').trim();
        return Some(Meant::new("0.5", unit, field));
    }
    let mut few = ["几", "数"].iter();
    if let Some(unit) = few.find_map(|few| text.strip_prefix(few).filter(|rest| is_unit(rest))) {
        let takes = !matches!(field.ty, Type::Exact) && read("几").is_some();
        return takes.then(|| Meant::new("几", unit, field));
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
        (None, None) => return read(&digits).map(|_| Meant::new(&digits, rest, field)),
        (Some(form), None) | (None, Some(form)) => form,
        (Some(_), Some(_)) => return None,
    };
    if let Some(asks_more) = limit(field) {
        let is_it = match form {
            (_, Some("{}以上")) => asks_more,
            (word, None) => !asks_more && word != "来",
            _ => false,
        };
        return (is_it && read(&digits).is_some()).then(|| Meant::new(&digits, rest, field));
    }
    let hedged = form.1?.replace("{}", &digits);
    let takes = !matches!(field.ty, Type::Exact) && read(&hedged).is_some();
    takes.then(|| Meant::new(&hedged, rest, field))
}

impl Meant {
    fn new(number: &str, unit: &str, field: &Field) -> Meant {
        Meant {
            number: in_quotes(number, field),
            unit: unit.trim().to_owned(),
        }
    }
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
