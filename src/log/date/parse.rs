//! Reads dates as people type them.

use std::sync::LazyLock;

use chrono::NaiveDate;
use regex::Regex;

use super::days::{Days, TypedDay, WrongDate};
use super::{PARTS, When};
use crate::format::dates::{WEEKDAY, behind_number, behind_sign, is_until};
use crate::text::number::chinese;
use crate::text::wide::half_width;

/// What stands behind the numbers of a date.
const SIGNS: [char; 7] = ['-', '/', '.', '年', '月', '日', '号'];

/// No date is longer, in bytes: two days with their weekdays and times.
const LONGEST: usize = 300;

/// What is read for every sign that stands between the first and the last of several days.
const UNTIL: &str = "~";

/// Reads `2025-9-1`, `2025/9/1`, `2025.9.1`, `2025年9月1日`, `20250901`, `2025-09`, `9月`, `9月初`,
/// `2025年9月上旬`, `第3周`, `第三周`; days without their year, with their weekday or a time, up to
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
        return week_called(week);
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

fn week_called(week: &str) -> Result<When, WrongDate> {
    const MOST: u32 = 60;
    let spelt = || (1..=MOST).find(|n| chinese(*n as usize) == week);
    match number(week).or_else(spelt).ok_or(WrongDate::Unreadable)? {
        week @ 1..=MOST => Ok(When::Week(week)),
        _ => Err(WrongDate::Impossible),
    }
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
    static DAY_OF_WEEK: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(WEEKDAY).expect("an expression"));
    let (_, [day, tail]) = TAIL.captures(text.trim())?.extract();
    let weekdays = DAY_OF_WEEK.find_iter(tail);
    let mut weekdays = weekdays.map(|found| weekday(found.as_str()));
    let first = weekdays.next();
    weekdays
        .all(|other| Some(other) == first)
        .then_some((day, first.flatten()))
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
mod tests {
    use super::*;

    fn day(year: i32, month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(year, month, day).expect("a day of the calendar")
    }

    /// What `text` is in a term of autumn and winter.
    fn in_term(text: &str) -> Result<When, WrongDate> {
        match parse(text)? {
            When::Yearless(days) => {
                days.of_term(Some(day(2025, 9, 1)), Some(day(2026, 1, 20)), false)
            }
            when => Ok(when),
        }
    }

    #[test]
    fn dates_are_read_in_the_forms_people_type() {
        for text in [
            "2025-9-1",
            "2025-09-01",
            "2025/9/1",
            "2025.9.1",
            "2025年9月1日",
            "２０２５年９月１日",
            "20250901",
            "2025年9月1日（星期一）",
            "2025-9-1 周一",
            "2025-9-1 14:30",
            "2025年9月1日14:30—16:00",
            "2025-09-01T14:30:00",
            "2025年9月1日（周一）下午第2节",
            "9月1日",
            "9月1号",
            " 9.1 ",
            "9-1",
            "９/１",
            "9月1日（周一）",
            "9月1日（周一上午）",
            "9月1日 8点半至9点",
            "9.1 第3、4节课",
            "9月1日至9月1日",
        ] {
            assert_eq!(in_term(text), Ok(When::Day(day(2025, 9, 1))), "{text}");
        }
        for (text, week) in [("第3周", 3), ("第三周", 3), ("第十二周", 12), ("第４周", 4)]
        {
            assert_eq!(parse(text), Ok(When::Week(week)), "{text}");
        }
        let early = When::Month {
            year: None,
            month: 3,
            part: "初",
            until: None,
        };
        assert_eq!(parse("3月初"), Ok(early));
        assert_eq!(early.to_string(), "3月初");
        let month = When::Month {
            year: Some(2025),
            month: 9,
            part: "",
            until: None,
        };
        assert_eq!(parse("2025-09"), Ok(month));
        assert_eq!(parse("2025年9月"), Ok(month));
    }

    #[test]
    fn several_days_are_read_in_the_forms_people_type() {
        for text in [
            "2025-10-13/2025-10-17",
            "2025年10月13日至17日",
            "2025年10月13日至2025年10月17日",
            "10月13日—17日",
            "10月13日——10月17日",
            "10月13日-17日",
            "10月13-17日",
            "10.13-10.17",
            "10.13-17",
            "10-13～10-17",
            "20251013-20251017",
            "10月13日（周一）到10月17日（周五）",
        ] {
            let span = When::Span(day(2025, 10, 13), day(2025, 10, 17));
            assert_eq!(in_term(text), Ok(span), "{text}");
        }
        let new_year = When::Span(day(2025, 12, 30), day(2026, 1, 2));
        for text in ["12月30日至1月2日", "12月30日至2026年1月2日"] {
            assert_eq!(in_term(text), Ok(new_year), "{text}");
        }
        for text in ["9-10月", "9月-10月", "9月至10月", "9～10月", "9月份—10月份"] {
            let until = When::Month {
                year: None,
                month: 9,
                part: "",
                until: Some(10),
            };
            assert_eq!(parse(text), Ok(until), "{text}");
            assert_eq!(until.to_string(), "9月至10月");
        }
        for text in [
            "10月17日至13日",
            "10月17日至10月13日",
            "2025-10-17/2025-10-13",
            "10月17日至9月30日",
        ] {
            assert_eq!(in_term(text), Err(WrongDate::Backwards), "{text}");
        }
        assert_eq!(in_term("11月3日至31日"), Err(WrongDate::ImpossibleLast));
    }

    #[test]
    fn the_year_is_that_of_the_term_or_next_to_it() {
        for (text, is) in [
            ("1月8日", day(2026, 1, 8)),
            ("8月28日", day(2025, 8, 28)),
            ("2月3日", day(2026, 2, 3)),
            ("2月29日", day(2024, 2, 29)),
        ] {
            assert_eq!(in_term(text), Ok(When::Day(is)), "{text}");
        }
        let Ok(When::Yearless(days)) = parse("4月20日") else {
            panic!("a day without its year");
        };
        let (start, end) = (day(2025, 9, 1), day(2026, 1, 20));
        let earlier = days.of_term(Some(start), Some(end), true);
        assert_eq!(earlier, Ok(When::Day(day(2025, 4, 20))));
        assert_eq!(days.of_term(None, None, false), Err(WrongDate::NoTerm));
        let long = days.of_term(Some(day(2024, 1, 1)), Some(end), false);
        assert_eq!(long, Err(WrongDate::SeveralYears));
        let open = days.of_term(Some(start), None, false);
        assert_eq!(open, Ok(When::Day(day(2026, 4, 20))));
    }

    #[test]
    fn a_weekday_is_that_of_the_day() {
        let is = Err(WrongDate::OtherWeekday(day(2025, 9, 1)));
        assert_eq!(in_term("9月1日（周二）"), is);
        assert_eq!(in_term("2025年9月1日 星期日"), is);
        let sunday = Ok(When::Day(day(2025, 9, 7)));
        assert_eq!(in_term("9月7日（星期天）"), sunday);
    }

    #[test]
    fn what_is_no_date_is_refused() {
        for text in ["2026-02-30", "2026-13", "9月31日", "13.1", "20250931"] {
            assert_eq!(parse(text), Err(WrongDate::Impossible), "{text}");
        }
        for text in [
            "",
            "昨天",
            "20xx-9-1",
            "9",
            "2025-9-1-2",
            "2025--1",
            "12日9",
            "9月12日放学后",
            "第三十周半",
            "9月1日（周一）（周二）",
        ] {
            assert_eq!(parse(text), Err(WrongDate::Unreadable), "{text}");
        }
    }
}
