//! Dates of the precision people remember: a day, a month or a part of it, a week of term.

use std::fmt;

use chrono::{Datelike, NaiveDate};

/// When something was.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum When {
    /// A calendar day.
    Day(NaiveDate),
    /// A month, or a part of one (初, 上旬, …); without a year it is the term's.
    Month {
        /// The year, if it was written.
        year: Option<i32>,
        /// 1 to 12.
        month: u32,
        /// Which part of the month; empty for all of it.
        part: &'static str,
    },
    /// A week of the term, from 1.
    Week(u32),
}

/// Parts of a month and the days they span at most.
const PARTS: &[(&str, u32, u32)] = &[
    ("上旬", 1, 10),
    ("中旬", 11, 20),
    ("下旬", 21, 31),
    ("初", 1, 10),
    ("中", 11, 20),
    ("底", 21, 31),
    ("末", 21, 31),
];

impl When {
    /// Whether any day it can mean lies within `start..=end`. A week of the term always does.
    pub fn touches(self, start: Option<NaiveDate>, end: Option<NaiveDate>) -> bool {
        let (first, last) = match self {
            When::Week(_) => return true,
            When::Day(day) => (day, day),
            When::Month { year, month, part } => {
                let years = year.map_or_else(|| term_years(start, end), |year| vec![year]);
                return years.is_empty()
                    || years.into_iter().any(|year| {
                        month_days(year, month, part)
                            .is_some_and(|(first, last)| overlaps(first, last, start, end))
                    });
            }
        };
        overlaps(first, last, start, end)
    }

    /// The calendar month, where it is known.
    pub fn month(self) -> Option<u32> {
        match self {
            When::Day(day) => Some(day.month()),
            When::Month { month, .. } => Some(month),
            When::Week(_) => None,
        }
    }
}

impl fmt::Display for When {
    /// As a report says it within its term: 4月18日, 3月初, 第3周.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            When::Day(day) => write!(f, "{}月{}日", day.month(), day.day()),
            When::Month { month, part, .. } => write!(f, "{month}月{part}"),
            When::Week(week) => write!(f, "第{week}周"),
        }
    }
}

/// The calendar years a term lies in; one that only starts may run into the next.
fn term_years(start: Option<NaiveDate>, end: Option<NaiveDate>) -> Vec<i32> {
    match (start, end) {
        (Some(start), Some(end)) => (start.year()..=end.year()).take(100).collect(),
        (Some(start), None) => vec![start.year(), start.year() + 1],
        (None, Some(end)) => vec![end.year() - 1, end.year()],
        (None, None) => Vec::new(),
    }
}

fn overlaps(
    first: NaiveDate,
    last: NaiveDate,
    start: Option<NaiveDate>,
    end: Option<NaiveDate>,
) -> bool {
    start.is_none_or(|start| last >= start) && end.is_none_or(|end| first <= end)
}

fn month_days(year: i32, month: u32, part: &str) -> Option<(NaiveDate, NaiveDate)> {
    let (_, from, to) = PARTS
        .iter()
        .find(|(name, ..)| *name == part)
        .unwrap_or(&("", 1, 31));
    let first = NaiveDate::from_ymd_opt(year, month, *from)?;
    let last = (*from..=*to)
        .rev()
        .find_map(|day| NaiveDate::from_ymd_opt(year, month, day))?;
    Some((first, last))
}

/// What a date in text can be wrong in.
#[derive(Debug, PartialEq, Eq)]
pub enum WrongDate {
    /// It has the form of a date, but there is no such day or month.
    Impossible,
    /// It is no date.
    Unreadable,
}

/// Reads `2025-9-1`, `2025/9/1`, `2025.9.1`, `2025年9月1日`, `2025-09`, `9月`, `9月初`,
/// `2025年9月上旬`, `第3周`.
///
/// # Errors
/// [`WrongDate`] tells whether it was a date at all.
pub fn parse(text: &str) -> Result<When, WrongDate> {
    let text = text.trim();
    if let Some(week) = text.strip_prefix('第').and_then(|t| t.strip_suffix('周')) {
        let week = number(week).ok_or(WrongDate::Unreadable)?;
        return match week {
            1..=60 => Ok(When::Week(week)),
            _ => Err(WrongDate::Impossible),
        };
    }
    let (text, part) = PARTS
        .iter()
        .find_map(|(part, ..)| Some((text.strip_suffix(part)?, *part)))
        .unwrap_or((text, ""));
    let fields: Vec<&str> = text
        .split(['-', '/', '.', '年', '月', '日', '号'])
        .map(str::trim)
        .collect();
    let fields: Vec<&str> = match fields.split_last() {
        Some((&"", rest)) => rest.to_vec(),
        _ => fields,
    };
    let numbers: Vec<u32> = fields
        .iter()
        .map(|field| number(field))
        .collect::<Option<_>>()
        .ok_or(WrongDate::Unreadable)?;
    match numbers[..] {
        [year, month, day] if part.is_empty() && (1000..10000).contains(&year) => {
            NaiveDate::from_ymd_opt(year.cast_signed(), month, day)
                .map(When::Day)
                .ok_or(WrongDate::Impossible)
        }
        [year, month] if (1000..10000).contains(&year) => {
            month_of(Some(year.cast_signed()), month, part)
        }
        [month] if text.ends_with('月') => month_of(None, month, part),
        _ => Err(WrongDate::Unreadable),
    }
}

fn month_of(year: Option<i32>, month: u32, part: &'static str) -> Result<When, WrongDate> {
    if (1..=12).contains(&month) {
        Ok(When::Month { year, month, part })
    } else {
        Err(WrongDate::Impossible)
    }
}

fn number(text: &str) -> Option<u32> {
    if text.is_empty() || text.len() > 4 || !text.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    text.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(year: i32, month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(year, month, day).expect("a day of the calendar")
    }

    #[test]
    fn dates_are_read_in_the_forms_people_type() {
        for text in [
            "2025-9-1",
            "2025-09-01",
            "2025/9/1",
            "2025.9.1",
            "2025年9月1日",
        ] {
            assert_eq!(parse(text), Ok(When::Day(day(2025, 9, 1))), "{text}");
        }
        assert_eq!(parse("第3周"), Ok(When::Week(3)));
        let early = When::Month {
            year: None,
            month: 3,
            part: "初",
        };
        assert_eq!(parse("3月初"), Ok(early));
        assert_eq!(early.to_string(), "3月初");
        let month = When::Month {
            year: Some(2025),
            month: 9,
            part: "",
        };
        assert_eq!(parse("2025-09"), Ok(month));
        assert_eq!(parse("2025年9月"), Ok(month));
    }

    #[test]
    fn what_is_no_date_is_refused() {
        assert_eq!(parse("2026-02-30"), Err(WrongDate::Impossible));
        assert_eq!(parse("2026-13"), Err(WrongDate::Impossible));
        for text in ["", "昨天", "20xx-9-1", "9", "2025-9-1-2", "2025--1"] {
            assert_eq!(parse(text), Err(WrongDate::Unreadable), "{text}");
        }
    }

    #[test]
    fn a_month_touches_a_term_that_has_any_of_its_days() {
        let (start, end) = (Some(day(2025, 9, 1)), Some(day(2026, 1, 20)));
        let month = |month, part| When::Month {
            year: None,
            month,
            part,
        };
        assert!(month(9, "初").touches(start, end));
        assert!(month(1, "").touches(start, end));
        assert!(!month(1, "底").touches(start, end));
        assert!(!month(3, "").touches(start, end));
    }
}
