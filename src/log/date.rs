//! Dates of the precision people remember: a day or several, a month or a part of it, a week of
//! term or a day of one.

mod days;
mod meant;
mod parse;

use std::fmt;

use chrono::{Datelike, NaiveDate};

pub use days::{Days, WrongDate};
pub use meant::{instead, meant};
pub use parse::{looks_like_a_date, parse};

/// When something was.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum When {
    /// A calendar day.
    Day(NaiveDate),
    /// From one calendar day to another, which is later.
    Span(NaiveDate, NaiveDate),
    /// Days whose year is the term's, or a day of one of its weeks. Once a log is read to its end they have it, or it has an
    /// error.
    Yearless(Days),
    /// A month, or a part of one (初, 上旬, …); without a year it is the term's.
    Month {
        /// The year, if it was written.
        year: Option<i32>,
        /// 1 to 12.
        month: u32,
        /// Which part of the month; empty for all of it.
        part: &'static str,
        /// The last of several months; below the first it is one of the next year.
        until: Option<u32>,
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
            When::Week(_) | When::Yearless(_) => return true,
            When::Day(day) => (day, day),
            When::Span(first, last) => (first, last),
            When::Month {
                year,
                month,
                part,
                until,
            } => {
                let years = year.map_or_else(|| term_years(start, end), |year| vec![year]);
                return years.is_empty()
                    || years.into_iter().any(|year| {
                        let last = match until {
                            None => month_days(year, month, part),
                            Some(until) => month_days(year + i32::from(until < month), until, ""),
                        };
                        let first = month_days(year, month, part);
                        first.zip(last).is_some_and(|((first, _), (_, last))| {
                            overlaps(first, last, start, end)
                        })
                    });
            }
        };
        overlaps(first, last, start, end)
    }

    /// The first and the last day, where they are known.
    pub fn days(self) -> Option<(NaiveDate, NaiveDate)> {
        match self {
            When::Day(day) => Some((day, day)),
            When::Span(first, last) => Some((first, last)),
            When::Yearless(_) | When::Month { .. } | When::Week(_) => None,
        }
    }

    /// Whether `other` begins on one of its days; of what has no days, whether it is the same.
    pub fn covers(self, other: When) -> bool {
        match (self.days(), other.days()) {
            (Some((first, last)), Some((begin, _))) => (first..=last).contains(&begin),
            _ => self == other,
        }
    }

    /// Whether it may be the same time as `other`: days that they share, a month and a part of it.
    pub fn may_be(self, other: When) -> bool {
        match (self.days(), other.days()) {
            (Some((first, last)), _) => other.touches(Some(first), Some(last)),
            (None, Some((first, last))) => self.touches(Some(first), Some(last)),
            (None, None) => match (self, other) {
                (
                    When::Month {
                        year,
                        month,
                        part,
                        until,
                    },
                    When::Month {
                        year: other_year,
                        month: other_month,
                        part: other_part,
                        until: other_until,
                    },
                ) => {
                    let years = year.zip(other_year);
                    let is_year = until.or(other_until).is_some();
                    let is_part = part == other_part || part.is_empty() || other_part.is_empty();
                    let is_month = is_among(month, other_month, other_until)
                        || is_among(other_month, month, until);
                    is_month && is_part && (is_year || years.is_none_or(|(a, b)| a == b))
                }
                _ => self == other,
            },
        }
    }

    /// The calendar month, where it is known; of several days, that of the first.
    pub fn month(self) -> Option<u32> {
        match self {
            When::Day(day) | When::Span(day, _) => Some(day.month()),
            When::Yearless(days) => days.month(),
            When::Month { month, .. } => Some(month),
            When::Week(_) => None,
        }
    }
}

impl fmt::Display for When {
    /// As a report says it within its term: 4月18日, 10月13日至17日, 3月初, 第3周.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            When::Day(day) => write!(f, "{}月{}日", day.month(), day.day()),
            When::Span(first, last) => {
                write!(f, "{}至", When::Day(*first))?;
                match (first.year(), first.month()) == (last.year(), last.month()) {
                    true => write!(f, "{}日", last.day()),
                    false => When::Day(*last).fmt(f),
                }
            }
            When::Yearless(days) => days.fmt(f),
            When::Month {
                month,
                until: Some(until),
                ..
            } => write!(f, "{month}月至{until}月"),
            When::Month { month, part, .. } => write!(f, "{month}月{part}"),
            When::Week(week) => write!(f, "第{week}周"),
        }
    }
}

/// Whether `month` is `first`, or one of the months from there to `until`.
fn is_among(month: u32, first: u32, until: Option<u32>) -> bool {
    match until {
        None => month == first,
        Some(until) if first <= until => (first..=until).contains(&month),
        Some(until) => month >= first || month <= until,
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

#[cfg(test)]
mod tests {
    use super::*;

    fn day(year: i32, month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(year, month, day).expect("a day of the calendar")
    }

    #[test]
    fn a_month_touches_a_term_that_has_any_of_its_days() {
        let (start, end) = (Some(day(2025, 9, 1)), Some(day(2026, 1, 20)));
        let month = |month, part| When::Month {
            year: None,
            month,
            part,
            until: None,
        };
        assert!(month(9, "初").touches(start, end));
        assert!(month(1, "").touches(start, end));
        assert!(!month(1, "底").touches(start, end));
        assert!(!month(3, "").touches(start, end));
    }

    #[test]
    fn several_days_touch_a_term_that_has_one_of_them() {
        let (start, end) = (Some(day(2025, 9, 1)), Some(day(2026, 1, 20)));
        let early = When::Span(day(2025, 8, 29), day(2025, 9, 2));
        assert!(early.touches(start, end));
        assert!(!When::Span(day(2025, 8, 25), day(2025, 8, 29)).touches(start, end));
        assert_eq!(early.month(), Some(8));
        assert!(early.covers(When::Day(day(2025, 9, 2))));
        assert!(!early.covers(When::Span(day(2025, 8, 28), day(2025, 8, 30))));
    }

    #[test]
    fn times_that_share_a_day_may_be_one() {
        let october = |part| When::Month {
            year: None,
            month: 10,
            part,
            until: None,
        };
        let middle = When::Day(day(2025, 10, 15));
        let span = When::Span(day(2025, 10, 13), day(2025, 10, 17));
        assert!(october("").may_be(middle) && middle.may_be(october("中旬")));
        assert!(october("中旬").may_be(october("")));
        assert!(!october("下旬").may_be(middle));
        assert!(!october("上旬").may_be(october("下旬")));
        assert!(span.may_be(middle) && middle.may_be(span));
        assert!(!span.may_be(When::Day(day(2025, 10, 18))));
    }

    #[test]
    fn several_days_are_said_with_as_few_months_as_they_have() {
        let span = |from, to| When::Span(from, to).to_string();
        assert_eq!(span(day(2025, 10, 13), day(2025, 10, 17)), "10月13日至17日");
        assert_eq!(
            span(day(2025, 10, 30), day(2025, 11, 2)),
            "10月30日至11月2日"
        );
        assert_eq!(span(day(2025, 1, 5), day(2026, 1, 2)), "1月5日至1月2日");
    }
}
