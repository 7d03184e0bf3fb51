//! Dates that are none as they are typed, but for one thing.

use std::sync::LazyLock;

use regex::{Captures, Regex};

use super::parse;
use crate::text::numeral;
use crate::text::wide::half_width;

/// The date that somebody probably meant who typed `text`, as it can be read: 九月十二日, 25-9-12,
/// 9月12、13日.
pub fn meant(text: &str) -> Option<String> {
    let text = half_width(text.trim());
    let in_digits = in_digits(&text);
    let with_century = with_century(&in_digits);
    let days = two_days(&with_century);
    let forms = [days, Some(with_century), Some(in_digits)].into_iter();
    forms
        .flatten()
        .find(|form| *form != text && parse(form).is_ok())
}

/// Chinese numerals before the signs of dates as digits.
fn in_digits(text: &str) -> String {
    static NUMERALS: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new("([〇零一二三四五六七八九十]+)([年月日号])").expect("an expression")
    });
    let digits = |found: &Captures| {
        let [numerals, sign] = [1, 2].map(|nth| found.get(nth).map_or("", |found| found.as_str()));
        let one_by_one: Option<String> = numerals.chars().map(digit).collect();
        let number = match (sign, one_by_one) {
            ("年", Some(year)) => year,
            _ => match numeral::at_start(numerals).and_then(|number| number.hundredths) {
                Some(hundredths) => (hundredths / 100).to_string(),
                None => numerals.to_owned(),
            },
        };
        number + sign
    };
    NUMERALS.replace_all(text, digits).into_owned()
}

fn digit(c: char) -> Option<char> {
    let place = "〇一二三四五六七八九"
        .chars()
        .position(|known| known == c || (known == '〇' && c == '零'))?;
    char::from_digit(u32::try_from(place).ok()?, 10)
}

/// 25-9-12 as 2025-9-12.
fn with_century(text: &str) -> String {
    static SHORT: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"^[0-9]{2}(?:年|[-./][0-9]{1,2}[-./][0-9]{1,2}$)").expect("an expression")
    });
    match SHORT.is_match(text) {
        true => format!("20{text}"),
        false => text.to_owned(),
    }
}

/// 9月12、13日 as 9月12日至13日, where no day lies between.
fn two_days(text: &str) -> Option<String> {
    let (first, last) = text.split_once(['、', ',', '，', '和'])?;
    let last_number = last.trim_end_matches(['日', '号']).trim();
    let first_number = first.trim_end_matches(['日', '号']);
    let start = first_number.rfind(|c: char| !c.is_ascii_digit())?;
    let day = first_number[start..].chars().skip(1).collect::<String>();
    let [from, to] = [&*day, last_number].map(|day| day.parse::<u32>().ok());
    let is_next = from.zip(to).is_some_and(|(from, to)| from + 1 == to);
    is_next.then(|| format!("{first_number}日至{last_number}日"))
}

/// What to write instead of several dates and of several weeks; `None` of any other text.
pub fn instead(text: &str) -> Option<&'static str> {
    static WEEKS: LazyLock<Regex> = LazyLock::new(|| {
        let number = "[0-9一二三四五六七八九十]+";
        let weeks = format!("^第{number}周?\\s*(?:[-~～—–至到、和]+)\\s*第?{number}周$");
        Regex::new(&weeks).expect("an expression")
    });
    let text = half_width(text.trim());
    if WEEKS.is_match(&text) {
        return Some("写开始的那一周，如 \"第3周\"；记得日期的，写 \"9月15日至26日\"");
    }
    let (first, last) = text.split_once(['、', ',', '，', '和'])?;
    let is_date = |part: &str| {
        let part = part.trim();
        let is_day = part.strip_suffix(['日', '号']).unwrap_or(part);
        parse(part).is_ok() || (1..=2).contains(&is_day.len()) && is_day.parse::<u32>().is_ok()
    };
    let first = first.trim();
    let begins = parse(first).is_ok() || parse(&format!("{first}日")).is_ok();
    let are_dates = begins && last.split(['、', ',', '，', '和']).all(is_date);
    are_dates.then_some("一个日期写一条记录；连续几天的写 \"10月13日至17日\"")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_what_is_no_one_date_is_said_what_to_write() {
        for (typed, begin) in [
            ("第3-5周", "写开始的那一周"),
            ("第三周至第五周", "写开始的那一周"),
            ("10月13日、20日", "一个日期写一条记录"),
            ("9月、10月", "一个日期写一条记录"),
            ("10月13、20、27日", "一个日期写一条记录"),
        ] {
            let said = instead(typed).unwrap_or_default();
            assert!(said.starts_with(begin), "{typed}: {said}");
        }
        for typed in ["国庆后", "放学后、课间", "第3周"] {
            assert_eq!(instead(typed), None, "{typed}");
        }
    }

    #[test]
    fn what_was_meant_is_a_date() {
        for (typed, date) in [
            ("九月十二日", "9月12日"),
            ("二〇二五年十月", "2025年10月"),
            ("25-9-12", "2025-9-12"),
            ("25年9月12日", "2025年9月12日"),
            ("9月12、13日", "9月12日至13日"),
            ("十月初", "10月初"),
        ] {
            assert_eq!(meant(typed).as_deref(), Some(date), "{typed}");
        }
        for typed in ["国庆后", "9月12、15日", "九十月"] {
            assert_eq!(meant(typed), None, "{typed}");
        }
    }
}
