//! What strings may look like, as the regular expressions of JSON Schema (ECMA-262): lines,
//! numbers with their hedges, dates as people type them, names.

use super::super::Key;
use super::super::bounds::{
    BETWEEN_NAMES, DIGITS, EVERYBODY, EVERYONE, NUMBERED, NUMERALS, TITLES,
};

/// Characters that have no business in a text, for a class: the same that the reader refuses.
const INVISIBLE: &str =
    r"\u0000-\u001F\u007F-\u009F\uFEFF\uFFFE\uFFFF\uFDD0-\uFDEF\u200B\u2028\u2029";

/// A form that strings can have.
pub(super) struct Form {
    /// What a string is that has not this form; editors show it.
    pub name: String,
    /// The regular expression of the whole string. An empty one is as if it were not given.
    pub pattern: String,
}

impl Form {
    /// The form of what is `inner`, with any spaces around, or nothing.
    fn new(name: impl Into<String>, inner: &str) -> Form {
        Form {
            name: name.into(),
            pattern: format!(r"^\s*(?:{inner})?\s*$"),
        }
    }
}

/// One line of text.
pub(super) fn line() -> Form {
    Form::new("not-one-line", &visible_line())
}

/// A line that begins with something to be seen.
fn visible_line() -> String {
    format!(r"[^\s{INVISIBLE}][^{INVISIBLE}]*")
}

/// What stands between the numbers of a date.
const BETWEEN_NUMBERS: &str = r"\s*[-/.年月日号]\s*";

/// A month from 1 to 12; numbers have up to four digits.
const MONTH: &str = "(?:0{0,3}[1-9]|0{0,2}1[0-2])";

/// A part of a month.
const PART: &str = "(?:[上中下]旬|[初中底末])";

/// One of the words that `key` takes.
pub(super) fn word(key: Key, words: &[&str]) -> Form {
    Form::new(format!("not-one-of-{}", key.name()), &words.join("|"))
}

/// A mark that numbers sections: what has a first number in it, or 无.
pub(super) fn mark() -> Form {
    let visible = format!("[^{INVISIBLE}]*");
    Form::new(
        "not-a-mark",
        &format!("无|{visible}[一1１①⑴⒈㈠㊀❶ⅠAa]{visible}"),
    )
}

/// A day, a month or a part of it, or a week of the term.
pub(super) fn date() -> Form {
    let (day, between) = (calendar_day(), BETWEEN_NUMBERS);
    let month =
        format!(r"[1-9][0-9]{{3}}{between}{MONTH}(?:{between})?\s*{PART}?|{MONTH}\s*月{PART}?");
    let week = "第(?:0{0,3}[1-9]|0{0,2}(?:[1-5][0-9]|60))周";
    Form::new("not-a-date", &format!("{day}|{month}|{week}"))
}

/// A day of the calendar.
pub(super) fn day() -> Form {
    Form::new("not-a-day", &calendar_day())
}

/// A day of the years in `bounds::YEARS` that the calendar has, of which TOML may tell the time.
fn calendar_day() -> String {
    let between = BETWEEN_NUMBERS;
    let year = "(?:19(?:49|[5-9][0-9])|20[0-9]{2}|2100)";
    let leap_year = "(?:19(?:5[26]|[68][048]|[79][26])|20(?:[02468][048]|[13579][26]))";
    let not_february = "(?:0{0,3}[13-9]|0{0,2}1[0-2])";
    let of_31_days = "(?:0{0,3}[13578]|0{0,2}1[02])";
    let to_28 = "(?:0{0,3}[1-9]|0{0,2}(?:1[0-9]|2[0-8]))";
    let of_any_year = format!(
        "{MONTH}{between}{to_28}|{not_february}{between}0{{0,2}}(?:29|30)|{of_31_days}{between}0{{0,2}}31"
    );
    let time = "[Tt ][0-9]{2}:[0-9]{2}[-+:.0-9Zz]*";
    format!(
        "(?:{year}{between}(?:{of_any_year})|{leap_year}{between}0{{0,3}}2{between}0{{0,2}}29)(?:{between}|{time})?"
    )
}

/// A number from `least`, 0 or 1, to `most`, a power of ten; or a hedged one.
pub(super) fn number(least: u64, most: u64) -> Form {
    let name = format!("not-a-number-from-{least}-to-{most}");
    Form::new(name, &spelt_number(least, most))
}

fn spelt_number(least: u64, most: u64) -> String {
    let to = |most: u64, first: &str| {
        let places = most.ilog10();
        format!(
            "0*(?:1{}|{first}[0-9]{{0,{}}})",
            "0".repeat(places as usize),
            places - 1
        )
    };
    let up_to_most = |first: &str| {
        let (ones, ten_thousands) = (to(most, first), to(most / 10_000, first));
        format!("(?:{ones}|{ten_thousands}万)")
    };
    let exact = up_to_most(if least == 0 { "[0-9]" } else { "[1-9]" });
    let hedged = up_to_most("[0-9]");
    format!("{exact}|[近约达]{hedged}|{hedged}(?:余|多|左右)|几")
}

/// Names, or a number of people up to `most`.
pub(super) fn people(most: u64) -> Form {
    let (everyone, number, names) = (EVERYONE.join("|"), spelt_number(1, most), names());
    Form::new(
        "not-people",
        &format!(r"{number}|(?!(?:{everyone})\s*$){names}"),
    )
}

/// The same, or everyone.
pub(super) fn staff(most: u64) -> Form {
    let (everyone, number, names) = (EVERYONE.join("|"), spelt_number(1, most), names());
    Form::new("not-staff", &format!("{everyone}|{number}|{names}"))
}

/// Names in one string, which is no number of people: a number that is too large is no name.
fn names() -> String {
    let number = "[近约达]?[0-9]+万?|[0-9]+万?(?:余|多|左右)";
    let between: String = BETWEEN_NAMES.iter().collect();
    let no_name = no_name(&format!("[^{between}]"));
    let line = visible_line();
    format!(r"(?!(?:{number})\s*$)(?!(?:.*[{between}])?\s*(?:{no_name})\s*(?:[{between}]|$)){line}")
}

/// That a name, or a number, stands in a string.
pub(super) fn says_a_name() -> String {
    let between: String = BETWEEN_NAMES.iter().collect();
    format!(r"[^\s{between}]")
}

/// One name of a list.
pub(super) fn name() -> Form {
    let (no_name, line) = (no_name("."), visible_line());
    Form::new("not-a-name", &format!(r"(?!\s*(?:{no_name})\s*$){line}"))
}

/// What cannot be a name, of characters in the class `any`.
fn no_name(any: &str) -> String {
    let numbered = NUMBERED.join("|");
    let everybody = EVERYBODY.join("|");
    let titles = TITLES.join("|");
    format!(
        r"[{NUMERALS}]+|{any}*[{DIGITS}]{any}*(?:{numbered})|{any}*(?:{everybody}){any}*|(?!\s){any}+(?:{titles})"
    )
}
