//! Which part of the log a report is about: a teacher's records, or one event.

use std::sync::Arc;

use crate::format::{self, Key};
use crate::log::{Record, Text, When, distinct, nearest};
use crate::tally::{Id, Scope, Tally, Whose};

use super::outline::Part;
use super::{ReportError, Request};

/// The part that a pattern is about, as it is asked for or as the log says.
pub(super) fn scope(
    tally: &Arc<Tally>,
    part: Part,
    request: &Request,
) -> Result<Option<Scope>, ReportError> {
    let head = tally.log.head.report.as_ref();
    match part {
        Part::All => match (request.teacher, request.event) {
            (None, None) => Ok(None),
            (Some(_), _) => no("这个模板写的是全部记录，不能加 --teacher；个人总结用 -t personal"),
            (_, Some(_)) => no("这个模板写的是全部记录，不能加 --event；一次活动用 -t event"),
        },
        Part::Teacher => {
            let own = head.and_then(|head| head.people(Key::Teacher));
            let own = own.and_then(|people| people.names().first());
            let named = request.teacher.or(own.map(|name| &**name));
            match named {
                Some(name) => teacher(tally, name).map(Some),
                None => no(
                    "个人总结要写明是谁的：加上 --teacher 姓名，或在记录的 [report] 里写 teacher = \"姓名\"",
                ),
            }
        }
        Part::Event => {
            let own = head.and_then(|head| head.text(Key::Event));
            event(tally, request.event.or(own.map(|name| &**name))).map(Some)
        }
    }
}

/// What a part is called in messages.
pub(super) fn name(tally: &Tally, scope: &Scope) -> String {
    match scope {
        Scope::Of(Whose::Group(group)) => group.to_string(),
        Scope::Of(Whose::Person(name)) => format!("{name}老师"),
        Scope::On(when, id) => {
            let record = tally.record(*id);
            let name = record.text(Key::Topic).or_else(|| record.text(Key::Kind));
            let name = name.map_or("活动", |name| name);
            format!("{when}“{name}”当天（写别的活动用 --event 主题）")
        }
    }
}

fn no<T>(message: impl Into<String>) -> Result<T, ReportError> {
    Err(ReportError::NoSuch(message.into()))
}

/// The records of the teacher called `name`.
fn teacher(tally: &Arc<Tally>, name: &str) -> Result<Scope, ReportError> {
    let name = Text::from(name.trim());
    let takes_part = |record: &Record| tally.takes_part(record, &name);
    let is_known = tally.staff.member(&name).is_some() || tally.log.records.iter().any(takes_part);
    if is_known {
        return Ok(Scope::Of(Whose::Person(name)));
    }
    let known: Vec<&str> = tally.staff.members().map(|member| &*member.name).collect();
    match nearest(&name, known.iter().copied()) {
        Some(near) => no(format!("记录里没有“{name}”这位老师；是不是“{near}”？")),
        None => no(format!(
            "记录里没有“{name}”这位老师；请检查姓名是否与记录里写的一样"
        )),
    }
}

/// The day of the event called `name`, by its topic or its kind; where no name is given, of the
/// only one, or of the one that most people came to.
fn event(tally: &Arc<Tally>, name: Option<&str>) -> Result<Scope, ReportError> {
    let Some(table) = format::table("session") else {
        return no("没有可写的活动");
    };
    let sessions = tally.all(table);
    let dated: Vec<(&Record, When, Id)> = sessions
        .ids()
        .iter()
        .map(|id| (tally.record(*id), *id))
        .filter_map(|(record, id)| Some((record, record.when(Key::Date)?, id)))
        .collect();
    let Some(name) = name else {
        let guests = |record: &Record| -> u64 {
            let rows = record.rows(Key::Guests).iter();
            rows.map(|guest| guest.count().n).sum()
        };
        // Of several alike the first.
        let largest = dated.iter().rev().max_by_key(|(record, ..)| guests(record));
        return match largest {
            Some((_, when, id)) => Ok(Scope::On(*when, *id)),
            None => {
                no("记录里没有写了日期的活动，写不出一次活动的总结；请给 [[session]] 加上 date")
            }
        };
    };
    let is_called = |record: &Record| {
        let calls = |key| record.text(key).is_some_and(|text| text.contains(name));
        calls(Key::Topic) || calls(Key::Kind)
    };
    match dated.iter().find(|(record, ..)| is_called(record)) {
        Some((_, when, id)) => Ok(Scope::On(*when, *id)),
        None => {
            let topics = distinct(
                dated
                    .iter()
                    .filter_map(|(record, ..)| record.text(Key::Topic)),
            );
            let topics: Vec<&str> = topics.iter().map(|topic| &**topic).take(10).collect();
            no(format!(
                "没有主题或类型里写着“{name}”、又写了日期的活动；有的主题是：{}",
                topics.join("、")
            ))
        }
    }
}
