//! Reads dates as people type them.

use std::sync::LazyLock;

use chrono::NaiveDate;
use regex::Regex;

use super::days::{Days, TypedDay, WrongDate};
use super::{PARTS, When};
use crate::format::dates::{WEEKDAY, behind_number, behind_sign, behind_week, is_until};
use crate::text::number::chinese;
use crate::text::wide::half_width;

/// What stands behind the numbers of a date.
const SIGNS: [char; 7] = ['-', '/', '.', '年', '月', '日', '号'];

/// No date is longer, in bytes: two days with their weekdays and times.
const LONGEST: usize = 300;

/// What is read for every sign that stands between the first and the last of several days.
const UNTIL: &str = "~";

/// Reads `2025-9-1`, `2025/9/1`, `2025.9.1`, `2025年9月1日`, `20250901`, `2025-09`, `9月`, `9月初`,
/// `2025年9月上旬`, `第3周`, `第三周`, `第三周周五`; days without their year, with their weekday or a time, up to
/// another: `9月12日（周五）`, `9.12 14:30`, `9月12日至14日`.
///
/// # Errors
/// [`WrongDate`] tells whether it was a date at all.
pub fn parse(text: &str) -> Result<When, WrongDate> {
    let text = text.trim();
    if text.len() > LONGEST {
        return Err(WrongDate::Unreadable);
    }
    let text = half_width(&text.replace(is_until, UNTIL));
    if let Some(week) = text.strip_prefix('第').and_then(|t| t.strip_suffix('周')) {
        return week_called(week).map(When::Week);
    }
    if let Some(day) = day_of_week(&text) {
        return day;
    }
    if let Some(months) = months(&text) {
        return months;
    }
    match day_or_month(&text) {
        Err(WrongDate::Unreadable) => days(&text)?.settled(),
        other => other,
    }
}

/// Whether `text` is a date even where no date is expected: `9月12日`, `2025.9.1`, but not `9.12`.
pub fn looks_like_a_date(text: &str) -> bool {
    let has_word = text.contains(['年', '月', '日', '号', '周']);
    let has_year = text
        .split(SIGNS)
        .next()
        .and_then(number)
        .is_some_and(is_year);
    has_word || has_year && text.contains(SIGNS)
}

/// The number of a week of the term.
fn week_called(week: &str) -> Result<u32, WrongDate> {
    const MOST: u32 = 60;
    let spelt = || (1..=MOST).find(|n| chinese(*n as usize) == week);
    match number(week).or_else(spelt).ok_or(WrongDate::Unreadable)? {
        week @ 1..=MOST => Ok(week),
        _ => Err(WrongDate::Impossible),
    }
}

/// A day of a week of the term: 第三周周五. `None` where it is nothing like that.
fn day_of_week(text: &str) -> Option<Result<When, WrongDate>> {
    static DAY: LazyLock<Regex> = LazyLock::new(|| {
        let day = format!("^第([^周]+)周({})$", behind_week());
        Regex::new(&day).expect("an expression")
    });
    let (_, [week, tail]) = DAY.captures(text)?.extract();
    let weekday = weekday_in(tail)?;
    Some(week_called(week).map(|week| When::Yearless(Days::OfWeek(week, weekday))))
}

/// A day with its year, or a month or a part of one.
fn day_or_month(text: &str) -> Result<When, WrongDate> {
    let (text, part) = PARTS
        .iter()
        .find_map(|(part, ..)| Some((text.strip_suffix(part)?, *part)))
        .unwrap_or((text, ""));
    let numbers = numbers(text).ok_or(WrongDate::Unreadable)?;
    match numbers[..] {
        [year, month, day] if part.is_empty() && is_year(year) => {
            NaiveDate::from_ymd_opt(year.cast_signed(), month, day)
                .map(When::Day)
                .ok_or(WrongDate::Impossible)
        }
        [year, month] if is_year(year) => month_of(Some(year.cast_signed()), month, part),
        [month] if text.ends_with('月') => month_of(None, month, part),
        _ => Err(WrongDate::Unreadable),
    }
}

fn month_of(year: Option<i32>, month: u32, part: &'static str) -> Result<When, WrongDate> {
    if (1..=12).contains(&month) {
        Ok(When::Month {
            year,
            month,
            part,
            until: None,
        })
    } else {
        Err(WrongDate::Impossible)
    }
}

/// A month and a later one: 9月~10月, 9-10月, 2025年9月~2026年1月. `None` where it is nothing like that.
fn months(text: &str) -> Option<Result<When, WrongDate>> {
    static MONTHS: LazyLock<Regex> = LazyLock::new(|| {
        let month = "([0-9]{1,2})";
        let year = "(?:([0-9]{4})[年.])?";
        let until = format!(r"\s*[{UNTIL}-]+\s*");
        let months = format!("^{year}{month}(?:月份?)?{until}(?:([0-9]{{4}})[年.])?{month}月份?$");
        Regex::new(&months).expect("an expression")
    });
    let found = MONTHS.captures(text)?;
    let number = |nth: usize| found.get(nth).and_then(|found| number(found.as_str()));
    let (year, month, until) = (number(1), number(2)?, number(4)?);
    let is_next = until < month;
    let years = year.zip(number(3));
    // 10-9月 is rather a slip than nearly a year.
    let is_long = years.is_none() && is_next && until + 12 - month > 6;
    if is_long || years.is_some_and(|(first, last)| last != first + u32::from(is_next)) {
        return Some(Err(WrongDate::Backwards));
    }
    if month == until {
        return Some(month_of(year.map(u32::cast_signed), month, ""));
    }
    let are_months = (1..=12).contains(&month) && (1..=12).contains(&until);
    Some(
        are_months
            .then_some(When::Month {
                year: year.map(u32::cast_signed),
                month,
                part: "",
                until: Some(until),
            })
            .ok_or(WrongDate::Impossible),
    )
}

/// One day, or several: `-` and `/` stand between two days where they do not stand in the first.
fn days(text: &str) -> Result<Days, WrongDate> {
    if let Some(day) = typed_day(text) {
        return Ok(Days::new(day?, None));
    }
    for (at, sign) in text.match_indices(['~', '-', '/']) {
        let (first, last) = (&text[..at], text[at..].trim_start_matches(sign));
        if sign != UNTIL && first.contains(sign) {
            continue;
        }
        let Some(first) = typed_day(first) else {
            continue;
        };
        if let Some(last) = last_day(last, first) {
            return Ok(Days::new(first?, Some(last?)));
        }
    }
    Err(WrongDate::Unreadable)
}

/// A day with its month, without what stands behind it; `None` where `text` is none.
fn typed_day(text: &str) -> Option<Result<TypedDay, WrongDate>> {
    // 9-12月 are months, from one to another.
    if text.ends_with('月') {
        return None;
    }
    let (day, weekday) = without_tail(text)?;
    let compact = (day.len() == 8).then(|| day.parse::<u32>().ok()).flatten();
    let numbers = compact.map(|digits| vec![digits / 10_000, digits / 100 % 100, digits % 100]);
    let typed = match numbers.or_else(|| self::numbers(day))?[..] {
        [year, month, day] if is_year(year) => (Some(year), month, day),
        [month, of_month] if !is_year(month) && day.contains(['月', '-', '/', '.']) => {
            (None, month, of_month)
        }
        _ => return None,
    };
    Some(TypedDay::new(typed, weekday))
}

/// The last of several days, which may leave its month to the first.
fn last_day(text: &str, first: Result<TypedDay, WrongDate>) -> Option<Result<TypedDay, WrongDate>> {
    typed_day(text).or_else(|| {
        let (day, weekday) = without_tail(text)?;
        let day = number(day).filter(|day| (1..=31).contains(day))?;
        Some(first.and_then(|first| first.in_its_month(day, weekday)))
    })
}

/// The numbers of a day with the signs between them, and its weekday, from 0 for a Monday; without
/// the time. `None` where something else stands there.
fn without_tail(text: &str) -> Option<(&str, Option<u8>)> {
    static TAIL: LazyLock<Regex> = LazyLock::new(|| {
        let signs: String = SIGNS.iter().collect();
        let (behind_sign, behind_number) = (behind_sign(), behind_number());
        let tail = format!(r"\s*[{signs}]\s*{behind_sign}|{behind_number}");
        Regex::new(&format!("(?s)^(.*?[0-9])({tail})$")).expect("an expression")
    });
    let (_, [day, tail]) = TAIL.captures(text.trim())?.extract();
    let weekdays = WEEKDAYS.find_iter(tail);
    let mut weekdays = weekdays.map(|found| weekday(found.as_str()));
    let first = weekdays.next();
    weekdays
        .all(|other| Some(other) == first)
        .then_some((day, first.flatten()))
}

static WEEKDAYS: LazyLock<Regex> = LazyLock::new(|| Regex::new(WEEKDAY).expect("an expression"));

/// The first weekday in `tail`.
fn weekday_in(tail: &str) -> Option<u8> {
    weekday(WEEKDAYS.find(tail)?.as_str())
}

/// 0 for 周一, 6 for 星期日 and 周天.
fn weekday(name: &str) -> Option<u8> {
    let last = name.chars().next_back()?;
    (0..7)
        .find(|n| "一二三四五六日".chars().nth((*n).into()) == Some(last))
        .or((last == '天').then_some(6))
}

fn is_year(number: u32) -> bool {
    (1000..10_000).contains(&number)
}

/// The numbers of a date, with a sign between each two and perhaps one behind.
fn numbers(text: &str) -> Option<Vec<u32>> {
    let mut fields: Vec<&str> = text.split(SIGNS).map(str::trim).collect();
    fields.pop_if(|last| last.is_empty());
    fields.iter().map(|field| number(field)).collect()
}

fn number(text: &str) -> Option<u32> {
    if text.is_empty() || text.len() > 4 || !text.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    text.parse().ok()
}

#[cfg(test)]
mod tests;
