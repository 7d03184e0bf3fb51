//! Lessons that a session says were shown at it, and that nobody entered as lessons.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::doubt::{At, Doubt, Sink};
use crate::format::Key;
use crate::log::{Log, Record, When};
use crate::text::count::Count;

pub fn check<'a>(log: &'a Log, sink: &mut Sink<'a>) {
    let of = |key| move |record: &&Record| record.table.key == key;
    let lessons: Vec<&Record> = log.records.iter().filter(of("lesson")).collect();
    // Who enters no lessons at all counts them with the sessions.
    if lessons.is_empty() {
        return;
    }
    let mut entered: BTreeMap<NaiveDate, Count> = BTreeMap::new();
    let mut undated = Count::ZERO;
    for lesson in lessons {
        let sum = match lesson.when(Key::Date) {
            Some(When::Day(day)) => entered.entry(day).or_default(),
            // It may be one of those.
            _ => &mut undated,
        };
        *sum = *sum + lesson.count();
    }
    let mut shown: BTreeMap<NaiveDate, (&Record, Count)> = BTreeMap::new();
    for session in log.records.iter().filter(of("session")) {
        if let Some(When::Day(day)) = session.when(Key::Date)
            && let Some(number) = session.quantity(Key::Lessons)
        {
            let (_, sum) = shown.entry(day).or_insert((session, Count::ZERO));
            *sum = *sum + number;
        }
    }
    for (day, (session, number)) in shown {
        let known = entered.get(&day).copied().unwrap_or_default();
        let missing = number.n.saturating_sub(known.n);
        if missing > undated.n {
            sink.tell(doubt(day, session, number, known));
        }
    }
}

fn doubt(day: NaiveDate, session: &Record, number: Count, known: Count) -> Doubt<'_> {
    let (when, number) = (When::Day(day), number.with_unit("节"));
    let message = match known.is_zero() {
        true => format!(
            "{when}的活动展示课例{number}，这一天没有公开课的记录，公开课的总数里没有这{number}"
        ),
        false => format!(
            "{when}的活动展示课例{number}，这一天的公开课只记了{}，其余的不在公开课的总数里",
            known.with_unit("节")
        ),
    };
    Doubt {
        check: "lessons-not-entered",
        at: At::Value(session, Key::Lessons),
        message,
        hint: format!("要算进公开课的，每节写一条 [[lesson]]，date = {day}；不算公开课的，不用改"),
    }
}
