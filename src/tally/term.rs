//! The term: its name, its weeks and months.

use std::collections::BTreeSet;

use chrono::{Datelike, Days, NaiveDate, Weekday};

use crate::format::Key;
use crate::format::vocabulary::Word;
use crate::log::{Record, Text, When, term_name};

/// The span of time a log covers.
#[derive(Debug)]
pub struct Term {
    /// Its name, such as 2025—2026学年第一学期.
    pub name: Option<Text>,
    /// Whether it is a term, a school year, a year or more.
    pub span: &'static Word,
    /// First and last day.
    pub days: Option<(NaiveDate, NaiveDate)>,
    /// The first and the last day of the records, where it tells none of its own.
    dated: Option<(NaiveDate, NaiveDate)>,
    weeks: Option<u64>,
    holidays: Vec<(NaiveDate, NaiveDate)>,
}

impl Term {
    /// The term that `[term]` tells of, or else the days of `records`.
    pub fn new(head: Option<&Record>, records: &[Record]) -> Term {
        let name = head.and_then(|head| head.text(Key::Name)).cloned();
        let day = |key| head.and_then(|head| head.day(key));
        let holidays = head.map_or(&[][..], |head| head.rows(Key::Holidays));
        let days = day(Key::Start).zip(day(Key::End));
        Term {
            span: term_name::span_of(head),
            name,
            days,
            dated: match days {
                Some(_) => None,
                None => days_of(records),
            },
            weeks: head
                .and_then(|head| head.quantity(Key::Weeks))
                .map(|weeks| weeks.n),
            holidays: holidays
                .iter()
                .filter_map(|holiday| {
                    let start = holiday.day(Key::Start)?;
                    Some((start, holiday.day(Key::End).unwrap_or(start)))
                })
                .collect(),
        }
    }

    /// Whether `name`, as written on a record, is this term, or one of the two of this school year.
    pub fn is_called(&self, name: &str) -> bool {
        let own = self.name.as_deref().unwrap_or_default();
        term_name::is_called(own, self.span, name)
    }

    /// Teaching weeks: as stated, or those with a working day that is no holiday.
    pub fn weeks(&self) -> Option<u64> {
        self.weeks.or_else(|| self.weeks_of(&|_| true))
    }

    /// Calendar months with a working day.
    pub fn months(&self) -> Option<u64> {
        self.months_of(&|_| true)
    }

    /// Calendar months with a working day that is as `is_meant` says.
    pub fn months_of(&self, is_meant: &dyn Fn(NaiveDate) -> bool) -> Option<u64> {
        let days = self.school_days()?.filter(|day| is_meant(*day));
        let months: BTreeSet<(i32, u32)> = days.map(|day| (day.year(), day.month())).collect();
        Some(months.len() as u64)
    }

    /// Weeks with such a day that is no holiday.
    pub fn weeks_of(&self, is_meant: &dyn Fn(NaiveDate) -> bool) -> Option<u64> {
        let days = self.school_days()?.filter(|day| is_meant(*day));
        let weeks: BTreeSet<i64> = days.map(|day| self.week_of(day)).collect();
        Some(weeks.len() as u64)
    }

    /// A date as a report says it: with its year where the span has more than one school year.
    pub fn say(&self, when: When) -> String {
        const YEAR: i64 = 400;
        /// From one September to the end of the July behind it, where nothing tells of which year.
        const SCHOOL_YEAR: i64 = 333;
        let longer = |days: Option<(NaiveDate, NaiveDate)>, than| {
            days.is_some_and(|(start, end)| (end - start).num_days() > than)
        };
        let is_long =
            self.span.name == "多年" || longer(self.days, YEAR) || longer(self.dated, SCHOOL_YEAR);
        match when {
            When::Day(day) if is_long => format!("{}年{when}", day.year()),
            When::Span(first, last) if is_long && first.year() != last.year() => {
                let [first, last] = [first, last].map(|day| self.say(When::Day(day)));
                format!("{first}至{last}")
            }
            When::Span(first, _) if is_long => format!("{}年{when}", first.year()),
            When::Month {
                year: Some(year), ..
            } if is_long => format!("{year}年{when}"),
            _ => when.to_string(),
        }
    }

    /// Whether nothing tells of which year a date of `year` is: the term has no days of its own, and
    /// its records are of another year, or of several.
    pub fn is_of_some_year(&self, year: i32) -> bool {
        self.days.is_none()
            && self
                .dated
                .is_none_or(|(first, last)| (first.year(), last.year()) != (year, year))
    }

    /// The first day that `when` can mean, for putting things in order.
    pub fn first_day(&self, when: When) -> Option<NaiveDate> {
        let start = self.days.map(|(start, _)| start);
        match when {
            When::Day(day) | When::Span(day, _) => Some(day),
            When::Yearless(_) => None,
            When::Week(week) => {
                start?.checked_add_days(Days::new(7 * u64::from(week.saturating_sub(1))))
            }
            When::Month {
                year, month, part, ..
            } => {
                let of_term = start.map(|start| start.year() + i32::from(month < start.month()));
                let day = match part {
                    "中" | "中旬" => 11,
                    "下旬" | "底" | "末" => 21,
                    _ => 1,
                };
                NaiveDate::from_ymd_opt(year.or(of_term).unwrap_or_default(), month, day)
            }
        }
    }

    /// The place of the month of `when` among those of the term, for the order and for what lies
    /// between; of a week, of the month in which it begins.
    pub fn month(&self, when: When) -> Option<usize> {
        let day = self.first_day(when);
        let month = when.month().or_else(|| day.map(|day| day.month()))?;
        match day.filter(|_| self.is_long()) {
            Some(day) => usize::try_from(day.year() * 12)
                .ok()?
                .checked_add(month as usize - 1),
            None => Some((month as usize + 12 - self.before()) % 12),
        }
    }

    /// What the month of this place is called: 9月, or 2025年9月 where the term has two of a name.
    pub fn month_name(&self, place: usize) -> String {
        match self.is_long() {
            true => format!("{}年{}月", place / 12, place % 12 + 1),
            false => format!("{}月", (self.before() + place + 11) % 12 + 1),
        }
    }

    /// The month whose place is the first: the one before that of the first day, for what is dated
    /// earlier, such as preparations; that itself where the term has every month. August where no
    /// first day is known.
    fn before(&self) -> usize {
        const AUGUST: usize = 8;
        let first = self.days.map(|(start, _)| start.month() as usize);
        match (first, self.months_between()) {
            (Some(first), Some(11)) => first,
            (Some(first), _) => first - 1,
            (None, _) => AUGUST,
        }
    }

    /// Whether it has two months of one name.
    fn is_long(&self) -> bool {
        self.months_between().is_some_and(|months| months > 11)
    }

    /// From the month of the first day to that of the last.
    fn months_between(&self) -> Option<i64> {
        let (start, end) = self.days.or(self.dated)?;
        let months = |day: NaiveDate| i64::from(day.year()) * 12 + i64::from(day.month());
        Some(months(end) - months(start))
    }

    /// The week of the term that `when` begins in, counted from the one of the first day.
    pub fn week(&self, when: When) -> Option<i64> {
        match when {
            When::Day(day) | When::Span(day, _) => Some(self.week_of(day)),
            When::Week(week) => Some(i64::from(week) - 1),
            When::Month { .. } | When::Yearless(_) => None,
        }
    }

    fn week_of(&self, day: NaiveDate) -> i64 {
        let monday = |day: NaiveDate| {
            i64::from(day.num_days_from_ce()) - i64::from(day.weekday().num_days_from_monday())
        };
        let first = self.days.map_or(day, |(start, _)| start);
        (monday(day) - monday(first)).div_euclid(7)
    }

    fn school_days(&self) -> Option<impl Iterator<Item = NaiveDate>> {
        let (start, end) = self.days?;
        let all = std::iter::successors(Some(start), |day| day.checked_add_days(Days::new(1)));
        Some(all.take_while(move |day| *day <= end).filter(|day| {
            let is_holiday = self
                .holidays
                .iter()
                .any(|(from, to)| (from..=to).contains(&day));
            !matches!(day.weekday(), Weekday::Sat | Weekday::Sun) && !is_holiday
        }))
    }
}

/// The first and the last day that records are dated on.
fn days_of(records: &[Record]) -> Option<(NaiveDate, NaiveDate)> {
    let days = records.iter().filter_map(|record| record.when(Key::Date));
    let days = days.filter_map(|when| when.days());
    days.reduce(|(first, last), (from, to)| (first.min(from), last.max(to)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(name: &str) -> Term {
        Term {
            name: Some(name.into()),
            span: term_name::span_by_name(name),
            days: None,
            dated: None,
            weeks: None,
            holidays: Vec::new(),
        }
    }

    #[test]
    fn the_terms_of_a_school_year_are_part_of_it() {
        let year = named("2025—2026学年");
        for name in ["第一学期", "下学期", "2025-2026学年第二学期", "本学年"] {
            assert!(year.is_called(name), "{name}");
        }
        for name in ["2024—2025学年第一学期", "2024—2025学年"] {
            assert!(!year.is_called(name), "{name}");
        }
        let term = named("2025—2026学年第一学期");
        assert!(term.is_called("第一学期") && term.is_called("2025-2026学年第一学期"));
        assert!(!term.is_called("第二学期") && !term.is_called("上学期"));
    }
}
