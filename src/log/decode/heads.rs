//! Numbers of people, in digits or in words.

use std::sync::LazyLock;

use regex::Regex;
use toml::Spanned;
use toml::de::DeValue;

use super::names::is_full;
use crate::format::bounds::{self, BETWEEN_NAMES, HEADS, HEADS_IN_WORDS};
use crate::format::{Field, Key};
use crate::text::count::{self, Approx, Count};
use crate::text::numeral;

/// A number of people as they are counted aloud: 12, 40余人, 两人, 十余名教师, 若干人.
pub(super) fn heads(text: &str) -> Option<Count> {
    static COUNTED: LazyLock<Regex> = LazyLock::new(|| bounds::whole(&format!("(.+?){HEADS}")));
    static WORDS: LazyLock<Regex> = LazyLock::new(|| bounds::whole(HEADS_IN_WORDS));
    if let Some(count) = count::parse(text) {
        return Some(count);
    }
    // 若干 may be more than 几.
    let some = Count::hedged(1, Approx::Over);
    if text == "若干" {
        return Some(some);
    }
    // Few names end like one.
    if !text.ends_with(['人', '名', '位', '师', '生', '学', '工']) {
        return None;
    }
    let number = COUNTED.captures(text)?.get(1)?.as_str();
    if number == "若干" {
        return Some(some);
    }
    if matches!(number, "几" | "数") {
        return Some(Count::hedged(0, Approx::Few));
    }
    if number.trim() != number {
        return None;
    }
    count::parse(number).or_else(|| WORDS.is_match(number).then(|| in_words(number))?)
}

/// A number in words with its hedge: 近三十, 十余, 十几.
fn in_words(text: &str) -> Option<Count> {
    let (mark, text) = match text.chars().next()? {
        mark @ ('近' | '约') => (Approx::find(&mark.to_string()), &text[mark.len_utf8()..]),
        _ => (None, text),
    };
    let number = numeral::at_start(text)?;
    let mark = match &text[number.length..] {
        "余" | "几" => Some(Approx::Odd),
        "多" => Some(Approx::More),
        _ => mark,
    };
    let number = number.hundredths? / 100;
    Some(mark.map_or(Count::exact(number), |mark| Count::hedged(number, mark)))
}

/// How to write that somebody did it and others with them, so many in all: 周岚等3人.
pub(super) fn some_of(field: &Field, value: &Spanned<DeValue>) -> Option<String> {
    let (names, number) = value.get_ref().as_str()?.trim().split_once('等')?;
    let number = heads(number.trim())?.to_string();
    let mut all = names.split(BETWEEN_NAMES);
    if !all.all(|name| is_full(name.trim())) {
        return None;
    }
    let number = match number.parse::<u64>() {
        Ok(_) => number,
        Err(_) => format!("\"{number}\""),
    };
    let name = field.key.name();
    Some(match field.key {
        // Where people are counted, a number stands beside some of their names.
        Key::Names => format!("写成 {name} = \"{names}\"，另加一行 count = {number}"),
        _ => format!("知道是哪几位的，写出全部姓名；不知道的只写人数，写成 {name} = {number}"),
    })
}
