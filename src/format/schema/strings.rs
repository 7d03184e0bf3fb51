//! What strings may look like, as the regular expressions of JSON Schema (ECMA-262): lines,
//! numbers with their hedges, dates as people type them, names.

use super::super::Key;
use std::sync::LazyLock;

use super::super::dates::{CHINESE_WEEK, UNTIL, behind_number, behind_sign, behind_week};

use super::super::bounds::{
    BETWEEN_ITEMS, BETWEEN_NAMES, EVERYONE, GROUPS, HEADS, HEADS_IN_WORDS, marked, no_name,
};
use crate::text::invisible;

/// Characters that have no business in a text, for a class: the same that the reader refuses, but
/// for those beyond U+FFFF, which not all validators can name.
static INVISIBLE: LazyLock<String> = LazyLock::new(|| {
    let runs = invisible::runs().into_iter();
    runs.map(|(first, last)| format!("{}-{}", escaped(first), escaped(last)))
        .collect()
});

/// A character by its code point.
fn escaped(c: char) -> String {
    format!(r"\u{:04X}", u32::from(c))
}

/// What parts names, for a class.
fn between_names() -> String {
    BETWEEN_NAMES
        .into_iter()
        .chain(BREAKS)
        .map(escaped)
        .collect()
}

/// What ends lines and cells.
const BREAKS: [char; 3] = ['\t', '\r', '\n'];

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

/// The name of one person, without marks that belong to none.
pub(super) fn one_name() -> Form {
    let (marked, line) = (marked(r"[\s\S]"), visible_line());
    Form::new(
        "not-one-name",
        &format!(r"(?!\s*(?!\s)(?:{marked})\s*$){line}"),
    )
}

/// A line that begins with something to be seen.
fn visible_line() -> String {
    let invisible = &*INVISIBLE;
    format!(r"[^\s{invisible}][^{invisible}]*")
}

/// Text of any number of lines.
pub(super) fn prose() -> Form {
    Form {
        name: "not-prose".to_owned(),
        pattern: format!(r"^(?:[^{}]|[\t\r\n])*$", *INVISIBLE),
    }
}

/// What stands between the numbers of a date, for a class.
const SIGNS: &str = "-/.年月日号";

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
    let visible = format!("[^{}]*", *INVISIBLE);
    Form::new(
        "not-a-mark",
        &format!("无|{visible}[一1１①⑴⒈㈠㊀❶ⅠⅰAa]{visible}"),
    )
}

/// What has digits that are set as wide as Chinese: it is left to the reader.
const FULL_WIDTH: &str = r"[\s\S]*[０-９][\s\S]*";

/// A day or several, a month or a part of it, or a week of the term.
pub(super) fn date() -> Form {
    let between = between(SIGNS);
    let month =
        format!(r"[1-9][0-9]{{3}}{between}{MONTH}(?:{between})?\s*{PART}?|{MONTH}\s*月{PART}?");
    let behind = behind_week();
    let week =
        format!("第(?:0{{0,3}}[1-9]|0{{0,2}}(?:[1-5][0-9]|60)|{CHINESE_WEEK})周(?:{behind})?");
    let (day, days) = (typed_day(SIGNS), several_days());
    let month_number = r"(?:[1-9][0-9]{3}[年.])?0?(?:[1-9]|1[0-2])";
    let months = format!(r"{month_number}(?:月份?)?\s*[{UNTIL}-]+\s*{month_number}月份?");
    let forms = [day, days, month, months, week, FULL_WIDTH.to_owned()];
    Form::new("not-a-date", &forms.join("|"))
}

/// A day of the calendar.
pub(super) fn day() -> Form {
    let (day, tail) = (calendar_day(SIGNS), tail(SIGNS));
    Form::new("not-a-day", &format!("{day}{tail}|{FULL_WIDTH}"))
}

/// What stands between two numbers: one of `signs`.
fn between(signs: &str) -> String {
    // The hyphen is none of a range where it stands first.
    format!(r"\s*[{signs}]\s*")
}

/// What may stand behind the number of a day: a sign, a weekday, a time.
fn tail(signs: &str) -> String {
    let (between, behind_sign, behind_number) = (between(signs), behind_sign(), behind_number());
    format!("(?:{between}{behind_sign}|{behind_number})")
}

/// From one day to another. `-` and `/` may stand there where they do not stand in the first day.
fn several_days() -> String {
    let last = format!(
        "(?:{}|(?:0{{0,3}}[1-9]|0{{0,2}}(?:[12][0-9]|3[01])){})",
        typed_day(SIGNS),
        tail(SIGNS)
    );
    let ways = [
        (format!("[{UNTIL}]"), SIGNS),
        ("-".to_owned(), "/.年月日号"),
        ("/".to_owned(), "-.年月日号"),
    ];
    let ways = ways.map(|(sign, signs)| {
        let first = typed_day(signs);
        format!(r"{first}\s*{sign}+\s*{last}")
    });
    ways.join("|")
}

/// A day with its year or without, and what stands behind it.
fn typed_day(signs: &str) -> String {
    let (day, tail) = (calendar_day(signs), tail(signs));
    // Of the signs between a month and a day those that say nothing else.
    let signs: String = signs
        .chars()
        .filter(|sign| !"年日号".contains(*sign))
        .collect();
    let month_and_day = Of::any_digits(&between(&signs));
    format!(
        "(?:{day}|{}|{}){tail}",
        month_and_day.any_year, month_and_day.leap_day
    )
}

/// A day of the years in `bounds::YEARS` that the calendar has.
fn calendar_day(signs: &str) -> String {
    let year = "(?:19(?:49|[5-9][0-9])|20[0-9]{2}|2100)";
    let leap_year = "(?:19(?:5[26]|[68][048]|[79][26])|20(?:[02468][048]|[13579][26]))";
    let between = between(signs);
    let spelt = [
        (&*between, Of::any_digits(&between)),
        ("", Of::two_digits()),
    ];
    let spelt = spelt.map(|(between, of)| {
        let Of { any_year, leap_day } = of;
        format!("{year}{between}(?:{any_year})|{leap_year}{between}{leap_day}")
    });
    format!("(?:{})", spelt.join("|"))
}

/// Months with their days.
struct Of {
    /// Those of any year.
    any_year: String,
    /// The last of February.
    leap_day: String,
}

impl Of {
    /// With up to four digits each.
    fn any_digits(between: &str) -> Of {
        let not_february = "(?:0{0,3}[13-9]|0{0,2}1[0-2])";
        let of_31_days = "(?:0{0,3}[13578]|0{0,2}1[02])";
        let to_28 = "(?:0{0,3}[1-9]|0{0,2}(?:1[0-9]|2[0-8]))";
        Of {
            any_year: format!(
                "{MONTH}{between}{to_28}|{not_february}{between}0{{0,2}}(?:29|30)|{of_31_days}{between}0{{0,2}}31"
            ),
            leap_day: format!("0{{0,3}}2{between}0{{0,2}}29"),
        }
    }

    /// With two digits each, and nothing between.
    fn two_digits() -> Of {
        let to_28 = "(?:0[1-9]|1[0-9]|2[0-8])";
        Of {
            any_year: format!(
                "(?:0[1-9]|1[0-2]){to_28}|(?:0[13-9]|1[0-2])(?:29|30)|(?:0[13578]|1[02])31"
            ),
            leap_day: "0229".to_owned(),
        }
    }
}

/// A number from `least`, 0 or 1, to `most`, a power of ten; or a hedged one.
pub(super) fn number(least: u64, most: u64) -> Form {
    let name = format!("not-a-number-from-{least}-to-{most}");
    Form::new(name, &spelt_number(least, most))
}

fn spelt_number(least: u64, most: u64) -> String {
    let (whole, never) = (up_to(most, ""), never_zero());
    let exact = match least {
        0 => whole.clone(),
        _ => format!("{never}{whole}"),
    };
    format!("{exact}|(?:近|约|达|不足){never}{whole}|{never}{whole}(?:余|多|左右|以上)|几")
}

/// A number that is not hedged, up to `most`.
pub(super) fn exact(most: u64) -> Form {
    Form::new(format!("not-an-exact-number-to-{most}"), &up_to(most, ""))
}

/// A number of what has parts, up to `most`, or a hedged one; what is a little more is whole.
pub(super) fn amount(most: u64) -> Form {
    let (whole, any, never) = (up_to(most, ""), up_to(most, HUNDREDTHS), never_zero());
    Form::new(
        format!("not-an-amount-to-{most}"),
        &format!(
            "{any}|(?:近|约|达|不足){never}{any}|{never}{any}(?:左右|以上)|{never}{whole}(?:余|多)|几"
        ),
    )
}

/// A percentage up to `most`, or a hedged one.
pub(super) fn percent(most: u64) -> Form {
    let (any, never) = (digits_to(most, HUNDREDTHS), never_zero());
    Form::new(
        format!("not-a-percentage-to-{most}"),
        &format!("{any}|(?:近|约|达|不足){never}{any}|{never}{any}(?:左右|以上)"),
    )
}

/// What may stand behind the point of what is not counted by pieces.
const HUNDREDTHS: &str = "[0-9]{1,2}0*";

/// That what follows is not zero.
fn never_zero() -> String {
    r"(?![0.]+万?(?:余|多|左右|以上)?\s*$)".to_owned()
}

/// A number up to `most`, a power of ten, with `behind` behind its point; or so many 万.
fn up_to(most: u64, behind: &str) -> String {
    let in_ten_thousands = match behind {
        "" => "[0-9]{1,4}0*",
        _ => "[0-9]{1,6}0*",
    };
    let (ones, ten_thousands) = (
        digits_to(most, behind),
        digits_to(most / 10_000, in_ten_thousands),
    );
    format!("(?:{ones}|{ten_thousands}万)")
}

/// Digits up to `most`, a power of ten, with `behind` behind a point where that is not empty.
fn digits_to(most: u64, behind: &str) -> String {
    let places = most.ilog10();
    let (zeros, below) = ("0".repeat(places as usize), places.saturating_sub(1));
    match behind {
        "" => format!("0*(?:1{zeros}|[0-9][0-9]{{0,{below}}})"),
        _ => format!(r"0*(?:1{zeros}(?:\.0+)?|[0-9][0-9]{{0,{below}}}(?:\.{behind})?)"),
    }
}

/// Names, or a number of people up to `most`.
pub(super) fn people(most: u64) -> Form {
    let (everyone, heads, names) = (EVERYONE.join("|"), heads(most), names());
    Form::new(
        "not-people",
        &format!(r"{heads}|(?!(?:{everyone})\s*$){names}"),
    )
}

/// The same, or everyone; but no groups, of whom the reader asks who they were.
pub(super) fn staff(most: u64) -> Form {
    let (everyone, heads, names) = (EVERYONE.join("|"), heads(most), names());
    let no_group = no_group();
    Form::new(
        "not-staff",
        &format!("{everyone}|{heads}|{no_group}{names}"),
    )
}

/// How many people, as a number or in words.
fn heads(most: u64) -> String {
    let number = spelt_number(1, most);
    let some = format!(r"(?!(?:近|约|达|不足)?[0.]+万?(?:余|多|左右|以上)?{HEADS}?\s*$)");
    format!("{some}(?:{number}){HEADS}?|若干|{HEADS_IN_WORDS}{HEADS}")
}

/// Names in one string, which is no number of people: a number that is too large is no name. Whether
/// blanks part names is left to the reader, who knows what names look like.
fn names() -> String {
    let (digits, never) = (r"[0-9]+(?:(?:\.[0-9]{1,4}0*)?万)?", never_zero());
    let number =
        format!("{digits}|(?:近|约|达|不足){never}{digits}|{never}{digits}(?:余|多|左右|以上)");
    let any = format!("[^{}]", between_names());
    let (no_name, line) = (none_is(&no_name(&any)), line_of_names());
    format!(r"(?!(?:{number})\s*$){no_name}{line}")
}

/// A line of text in which tabs and ends of lines may stand.
fn line_of_names() -> String {
    let invisible = &*INVISIBLE;
    format!(r"[^\s{invisible}](?:[^{invisible}]|[\t\r\n])*")
}

/// That none of the names in a string is as `pattern` says.
fn none_is(pattern: &str) -> String {
    none_between(&between_names(), pattern)
}

/// That none of what the characters `between` part is as `pattern` says.
fn none_between(between: &str, pattern: &str) -> String {
    format!(r"(?!(?:[\s\S]*[{between}])?\s*(?!\s)(?:{pattern})\s*(?:[{between}]|$))")
}

/// That none of the names is that of a group.
fn no_group() -> String {
    let any = format!("[^{}]", between_names());
    none_is(&format!("{any}{any}+(?:{})", GROUPS.join("|")))
}

/// That a name, or a number, stands in a string.
pub(super) fn says_a_name() -> String {
    format!(r"[^\s{}]", between_names())
}

/// One item of a list of people, which is a name as a rule.
pub(super) fn name() -> Form {
    Form::new("not-a-name", &item())
}

/// One item of a list of people of this school.
pub(super) fn staff_name() -> Form {
    Form::new("not-a-staff-name", &(no_group() + &item()))
}

fn item() -> String {
    let (whole, line) = (no_name(r"[\s\S]"), line_of_names());
    // Where there are marks between names in it none of these is a number either.
    let between: String = BETWEEN_ITEMS
        .into_iter()
        .chain(BREAKS)
        .map(escaped)
        .collect();
    let part = none_between(&between, &no_name(&format!("[^{between}]")));
    format!(r"(?!\s*(?!\s)(?:{whole})\s*$){part}{line}")
}
