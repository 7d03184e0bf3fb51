//! Numbers of people, in digits or in words.

use std::sync::LazyLock;

use regex::Regex;

use crate::format::bounds::{self, HEADS, HEADS_IN_WORDS};
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
