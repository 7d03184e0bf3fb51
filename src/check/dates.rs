//! Dates that can hardly be.

use chrono::{Datelike, NaiveDate, Weekday};

use super::doubt::{At, Doubt, Sink};
use crate::format::Key;
use crate::log::term_name::span_of;
use crate::log::{Log, Record, When};

/// The records that count, if they are of the term.
fn counted(log: &Log) -> impl Iterator<Item = &Record> {
    log.records
        .iter()
        .filter(|record| record.table.is_counted())
}

/// Records outside the term that do not say so.
pub fn outside_term<'a>(log: &'a Log, sink: &mut Sink<'a>) {
    let term = log.head.term.as_ref();
    let end = term.and_then(|term| term.day(Key::End));
    // The terms of a school year are part of it: what is outside is of another year.
    let (unit, this, before, after) = match span_of(term).name {
        "学年" => ("学年", "本学年", "上学年", "下学年"),
        "年" => ("年度", "本年度", "去年", "明年"),
        _ => ("学期", "本学期", "上学期", "下学期"),
    };
    for record in counted(log) {
        let (Some(when), None) = (record.when(Key::Date), record.text(Key::TermName)) else {
            continue;
        };
        if !log.is_within_term(when) {
            let is_later = matches!(when, When::Week(_)) || !when.touches(None, end);
            let other = if is_later { after } else { before };
            sink.tell(Doubt {
                check: "outside-term",
                at: At::Value(record, Key::Date),
                message: format!("日期不在{this}内，这条记录没有计入"),
                hint: format!(
                    "日期写错了就改正；确属其他{unit}的，写上是哪个{unit}，如 term = \"{other}\"；确属{this}的，加一行 term = \"{this}\""
                ),
            });
        }
    }
}

/// The first and the last day of a record, where it tells them.
fn days_of(record: &Record) -> Option<(NaiveDate, NaiveDate)> {
    record.when(Key::Date)?.days()
}

/// How many days after a contest its result is usually known.
const WAITING: i64 = 60;

/// What is still waited for although it was long before the day of the report.
pub fn pending<'a>(log: &'a Log, sink: &mut Sink<'a>) {
    let report = log.head.report.as_ref();
    let Some(today) = report.and_then(|report| report.day(Key::Date)) else {
        return;
    };
    for record in counted(log).filter(|record| record.flag(Key::Pending) == Some(true)) {
        let Some((_, day)) = days_of(record) else {
            continue;
        };
        let waited = (today - day).num_days();
        if waited > WAITING {
            sink.tell(Doubt {
                check: "pending-past-report",
                at: At::Value(record, Key::Pending),
                message: format!("到落款那天已经过了{waited}天，结果还是“尚未公布”吗？"),
                hint: "结果公布了的，删去 pending，写上等次；没有获奖的，删去这条记录".to_owned(),
            });
        }
    }
}

/// What was on a Saturday, a Sunday or in the holidays.
pub fn free_days<'a>(log: &'a Log, sink: &mut Sink<'a>) {
    let term = log.head.term.as_ref();
    let holidays = term.map_or(&[][..], |term| term.rows(Key::Holidays));
    for record in counted(log) {
        let Some((day, _)) = days_of(record) else {
            continue;
        };
        let is_in = |holiday: &&Record| {
            let start = holiday.day(Key::Start);
            let end = holiday.day(Key::End).or(start);
            start.is_some_and(|start| start <= day) && end.is_some_and(|end| day <= end)
        };
        let free = match (holidays.iter().find(is_in), day.weekday()) {
            (Some(holiday), _) => holiday.text(Key::Name).map_or("假期", |name| name),
            (None, Weekday::Sat) => "星期六",
            (None, Weekday::Sun) => "星期日",
            _ => continue,
        };
        sink.tell(Doubt {
            check: "weekend-or-holiday",
            at: At::Value(record, Key::Date),
            message: format!("{}是{free}", When::Day(day)),
            hint: "日期写错了就改正；确是这一天的，不用改".to_owned(),
        });
    }
}
