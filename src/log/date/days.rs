//! Days as they are typed, which may leave their year to the term, and what becomes of them.

use std::fmt;

use chrono::{Datelike, NaiveDate, TimeDelta};

use super::When;

/// What a date can be wrong in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WrongDate {
    /// It has the form of a date, but there is no such day or month.
    Impossible,
    /// The same of the last of several days.
    ImpossibleLast,
    /// The last of several days is before the first.
    Backwards,
    /// That day is another of the week.
    OtherWeekday(NaiveDate),
    /// The year is left to a term that does not tell when it is.
    NoTerm,
    /// It is told by a week of a term that does not tell when it begins.
    NoStart,
    /// The year is left to a term that has several such days.
    SeveralYears,
    /// It is no date.
    Unreadable,
}

impl WrongDate {
    /// What is wrong, and what to write instead.
    pub fn told(self) -> (String, &'static str) {
        const CALENDAR: &str = "按日历改成真实的日期，写成 2025-09-12 这样";
        match self {
            WrongDate::Impossible => ("日历上没有这一天".to_owned(), CALENDAR),
            WrongDate::ImpossibleLast => ("日历上没有这个最后一天".to_owned(), CALENDAR),
            WrongDate::Backwards => (
                "最后一天早于第一天".to_owned(),
                "检查两个日期的月和日，跨年的两个都写上年份",
            ),
            WrongDate::OtherWeekday(day) => (
                format!("{day} 是{}，与写的星期不一致", weekday_of(day)),
                "日期和星期有一个写错了，请改正；星期也可以不写",
            ),
            WrongDate::NoTerm => (
                "没有写年份，也看不出是哪一年".to_owned(),
                "写成 2025-09-12 这样；或者在 [term] 里写上 start 和 end，日期的年份就按学期推算",
            ),
            WrongDate::NoStart => (
                "看不出这一周从哪一天算起".to_owned(),
                "写那一天的日期，如 \"9月12日\"；本学期的，也可以在 [term] 里写上 start，从这一天所在的一周算起",
            ),
            WrongDate::SeveralYears => (
                "没有写年份，这段时间里有不止一个这样的日子".to_owned(),
                "写上年份，如 2025-09-12",
            ),
            WrongDate::Unreadable => (
                "这不是日期".to_owned(),
                "写成 2025-09-12 或 \"9月12日\"；几天的写 \"10月13日至17日\"；只记得大概时写 \"2025-09\"、\"9月初\" 或 \"第3周\"",
            ),
        }
    }
}

/// The days of the week as they are said.
const WEEKDAYS: [&str; 7] = [
    "星期一",
    "星期二",
    "星期三",
    "星期四",
    "星期五",
    "星期六",
    "星期日",
];

/// The day of the week as it is said.
fn weekday_of(day: NaiveDate) -> &'static str {
    WEEKDAYS[day.weekday().num_days_from_monday() as usize % WEEKDAYS.len()]
}

/// One day as it is typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct TypedDay {
    year: Option<u16>,
    month: u8,
    day: u8,
    /// From 0, a Monday.
    weekday: Option<u8>,
}

/// A year that has every day.
const LEAP_YEAR: u16 = 2000;

impl TypedDay {
    /// A day that some year has.
    pub fn new(
        (year, month, day): (Option<u32>, u32, u32),
        weekday: Option<u8>,
    ) -> Result<TypedDay, WrongDate> {
        let narrow = |n: u32| u8::try_from(n).map_err(|_| WrongDate::Impossible);
        let year = year.map(u16::try_from).transpose();
        let typed = TypedDay {
            year: year.map_err(|_| WrongDate::Impossible)?,
            month: narrow(month)?,
            day: narrow(day)?,
            weekday,
        };
        match typed.of(typed.year.unwrap_or(LEAP_YEAR).into()) {
            Some(_) => Ok(typed),
            None => Err(WrongDate::Impossible),
        }
    }

    /// That of `day`.
    fn known(day: NaiveDate) -> TypedDay {
        let narrow = |n: u32| u8::try_from(n).unwrap_or_default();
        TypedDay {
            year: u16::try_from(day.year()).ok(),
            month: narrow(day.month()),
            day: narrow(day.day()),
            weekday: None,
        }
    }

    /// The day of this number in the same month.
    pub fn in_its_month(self, day: u32, weekday: Option<u8>) -> Result<TypedDay, WrongDate> {
        TypedDay::new((self.year.map(u32::from), self.month.into(), day), weekday)
            .map_err(|_| WrongDate::ImpossibleLast)
    }

    /// It in `year`.
    fn of(self, year: i32) -> Option<NaiveDate> {
        NaiveDate::from_ymd_opt(year, self.month.into(), self.day.into())
    }

    /// When it is that begins on this day, which is `begin`, and ends on the `last`.
    fn up_to(self, last: Option<TypedDay>, begin: NaiveDate) -> Result<When, WrongDate> {
        self.checked(begin)?;
        let Some(typed) = last else {
            return Ok(When::Day(begin));
        };
        let in_year = |year| typed.of(year).ok_or(WrongDate::ImpossibleLast);
        let last = match typed.year {
            Some(year) => in_year(year.into())?,
            None if typed.month < self.month => {
                let last = in_year(begin.year() + 1)?;
                if last - begin > LONGEST {
                    return Err(WrongDate::Backwards);
                }
                last
            }
            None => in_year(begin.year())?,
        };
        typed.checked(last)?;
        match last.cmp(&begin) {
            std::cmp::Ordering::Less => Err(WrongDate::Backwards),
            std::cmp::Ordering::Equal => Ok(When::Day(begin)),
            std::cmp::Ordering::Greater => Ok(When::Span(begin, last)),
        }
    }

    /// `day`, if it is the day of the week that was typed.
    fn checked(self, day: NaiveDate) -> Result<NaiveDate, WrongDate> {
        let is = day.weekday().num_days_from_monday();
        match self.weekday {
            Some(weekday) if u32::from(weekday) != is => Err(WrongDate::OtherWeekday(day)),
            _ => Ok(day),
        }
    }
}

/// Days as they are typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Days {
    /// One day, or those up to another.
    OfCalendar(TypedDay, Option<TypedDay>),
    /// A day of a week of the term: the week, from 1, and the weekday, from 0 for a Monday.
    OfWeek(u32, u8),
}

/// How long the days may go on into the next year, where it is not told: what seems longer is typed
/// in the wrong order.
const LONGEST: TimeDelta = TimeDelta::days(186);

impl Days {
    /// One day, or those up to another.
    pub fn new(first: TypedDay, last: Option<TypedDay>) -> Days {
        Days::OfCalendar(first, last)
    }

    /// The days from `first` to `last`, each told by itself; `None` where one is no single day.
    pub fn between(first: When, last: When) -> Option<Days> {
        let single = |when| match when {
            When::Day(day) => Some(TypedDay::known(day)),
            When::Yearless(Days::OfCalendar(first, None)) => Some(first),
            _ => None,
        };
        Some(Days::new(single(first)?, Some(single(last)?)))
    }

    /// The month of the first day, where it is typed.
    pub fn month(self) -> Option<u32> {
        match self {
            Days::OfCalendar(first, _) => Some(first.month.into()),
            Days::OfWeek(..) => None,
        }
    }

    /// When they are, if a year was typed; else they stay without.
    pub fn settled(self) -> Result<When, WrongDate> {
        let Days::OfCalendar(first, last) = self else {
            return Ok(When::Yearless(self));
        };
        let end = last.and_then(|last| Some((last, last.year?)));
        let begin = match (first.year, end) {
            (Some(year), _) => first.of(year.into()).ok_or(WrongDate::Impossible)?,
            (None, Some((last, year))) => {
                let last = last.of(year.into()).ok_or(WrongDate::ImpossibleLast)?;
                let years = [last.year(), last.year() - 1].into_iter();
                let mut days = years.filter_map(|year| first.of(year));
                let begin = days.find(|day| *day <= last);
                begin.ok_or(WrongDate::Impossible)?
            }
            (None, None) => return Ok(When::Yearless(self)),
        };
        first.up_to(last, begin)
    }

    /// When they are in a term from `start` to `end`: the days that lie in it or else next to it,
    /// of what is `earlier` the last before it. Its weeks begin on Mondays, the first is that of
    /// its first day.
    ///
    /// # Errors
    /// There is no such day, or more than one, or it is another day of the week.
    pub fn of_term(
        self,
        start: Option<NaiveDate>,
        end: Option<NaiveDate>,
        earlier: bool,
    ) -> Result<When, WrongDate> {
        const YEAR: TimeDelta = TimeDelta::days(364);
        let (first, last) = match self {
            Days::OfCalendar(first, last) => (first, last),
            Days::OfWeek(week, weekday) => {
                let start = start.filter(|_| !earlier).ok_or(WrongDate::NoStart)?;
                let monday = i64::from(start.weekday().num_days_from_monday());
                let days = 7 * (i64::from(week) - 1) + i64::from(weekday) - monday;
                let day = start.checked_add_signed(TimeDelta::days(days));
                return day.map(When::Day).ok_or(WrongDate::Impossible);
            }
        };
        let from = start.or(end.and_then(|end| end.checked_sub_signed(YEAR)));
        let to = end.or(start.and_then(|start| start.checked_add_signed(YEAR)));
        let (from, to) = from.zip(to).ok_or(WrongDate::NoTerm)?;
        // A leap day may be four years away.
        let years = from.year() - 4..=to.year() + 4;
        let mut days = years.filter_map(|year| first.of(year));
        if earlier {
            let begin = days.rfind(|day| *day < from);
            return first.up_to(last, begin.ok_or(WrongDate::Impossible)?);
        }
        let away = |day: &NaiveDate| (from - *day).max(*day - to).max(TimeDelta::zero());
        let mut days: Vec<NaiveDate> = days.collect();
        days.sort_by_key(away);
        match days[..] {
            [one, other, ..] if away(&one) == away(&other) => Err(WrongDate::SeveralYears),
            [begin, ..] => first.up_to(last, begin),
            [] => Err(WrongDate::Impossible),
        }
    }
}

impl fmt::Display for Days {
    /// As a report says it: 9月12日, 10月13日至17日, 第3周星期五.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (first, last) = match self {
            Days::OfCalendar(first, last) => (first, last),
            Days::OfWeek(week, weekday) => {
                let weekday = WEEKDAYS[usize::from(*weekday) % WEEKDAYS.len()];
                return write!(f, "第{week}周{weekday}");
            }
        };
        write!(f, "{}月{}日", first.month, first.day)?;
        match last {
            None => Ok(()),
            Some(last) if last.month == first.month => write!(f, "至{}日", last.day),
            Some(last) => write!(f, "至{}月{}日", last.month, last.day),
        }
    }
}
