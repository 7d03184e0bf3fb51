//! Which part of the log a report is about: a teacher's records, or one event.

use std::sync::Arc;

use crate::format::Key;
use crate::log::{Record, Text, When, nearest};
use crate::tally::{Id, Scope, Tally, Whose, own_people};

use super::outline::Part;
use super::{ReportError, Request, event};

/// What a report is about that is not about the whole log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct About {
    /// What it is.
    pub what: String,
    /// What to write in the `[report]` of a log that is kept for it. What names nobody in a teacher's
    /// own log is the teacher's, so that no log of a school can become one.
    pub key: Option<String>,
    /// How to have another.
    pub more: Option<String>,
    /// Of an event what else was on its days; of a teacher what others did of what names that
    /// teacher.
    pub beside: Vec<Id>,
    /// Of an event what may have been held on other days for its sake.
    pub around: Vec<Id>,
    /// Of an event what may have been on its days, as nobody knows when it was.
    pub undated: Vec<Id>,
}

/// The part that a pattern is about, as it is asked for or as the log says.
pub(super) fn scope(
    tally: &Arc<Tally>,
    part: Part,
    request: &Request,
) -> Result<Option<Scope>, ReportError> {
    let head = tally.log.head.report.as_ref();
    match part {
        Part::All => match (request.teacher, request.event) {
            (Some(_), Some(_)) => no("--teacher 和 --event 只能写一个"),
            (None, None) => Ok(None),
            (Some(_), _) => no("这个模板写的是全部记录，不能加 --teacher；个人总结用 -t personal"),
            (_, Some(_)) => no("这个模板写的是全部记录，不能加 --event；一次活动用 -t event"),
        },
        Part::Teacher if request.event.is_some() => {
            no("个人总结不能加 --event；一次活动用 -t event")
        }
        Part::Event if request.teacher.is_some() => {
            no("活动总结不能加 --teacher；个人总结用 -t personal")
        }
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
        Part::Event => event::scope(tally, asked_event(tally, request)).map(Some),
    }
}

/// The event that a report is to be about, as it is asked for or as the log says.
fn asked_event<'a>(tally: &'a Tally, request: &'a Request) -> Option<&'a str> {
    let head = tally.log.head.report.as_ref();
    let own = head.and_then(|head| head.text(Key::Event));
    request.event.or(own.map(|name| &**name))
}

/// Whether the log is kept for the report of `scope`, which has `count` records, so that it is written
/// in the words of that; a term's is not.
pub(super) fn is_own(tally: &Arc<Tally>, scope: &Scope, request: &Request, count: usize) -> bool {
    let head = tally.log.head.report.as_ref();
    if let Scope::Of(whose) = scope {
        let own = head.and_then(|head| head.people(Key::Teacher));
        let own = own.and_then(|people| people.names().first());
        return own.is_some_and(|own| *whose == Whose::Person(own.clone()));
    }
    let all = tally.counted().iter();
    let all = all.filter(|id| tally.is_typed(**id)).count();
    let is_said = match head.and_then(|head| head.text(Key::Event)) {
        Some(own) => event::scope(tally, Some(own)).is_ok_and(|own| own == *scope),
        None => {
            let template = head.and_then(|head| head.text(Key::Template));
            request.event.is_none() && template.is_some_and(|own| **own == *"event")
        }
    };
    is_said || count == all
}

/// What a part is called in messages.
pub(super) fn about(tally: &Arc<Tally>, scope: &Scope, request: &Request) -> About {
    let only = |what: String| About {
        what,
        key: None,
        more: None,
        beside: Vec::new(),
        around: Vec::new(),
        undated: Vec::new(),
    };
    match scope {
        Scope::Of(Whose::Group(group)) => only(group.to_string()),
        Scope::Of(Whose::Person(name)) => About {
            beside: tally.beside_person(name),
            ..only(format!("{name}老师"))
        },
        Scope::Of(Whose::Those(names)) => only(format!("{}老师", names.join("、"))),
        Scope::Of(Whose::NoGroup) => only("不在各教研组的教师".to_owned()),
        Scope::On(when, ids) => {
            let record = tally.record(ids[0]);
            let name = record.text(Key::Topic).or_else(|| record.text(Key::Kind));
            let name = name.map_or("活动", |name| name);
            let that_day = match when {
                When::Span(..) => "期间",
                _ => "当天",
            };
            let around = tally.around_event(*when, ids);
            let mut beside = tally.beside_event(*when, ids);
            beside.retain(|id| !around.contains(id));
            let told = [&around[..], &beside].concat();
            About {
                undated: tally.perhaps_of_event(*when, ids, &told),
                around,
                key: Some(format!(
                    "event = \"{}\"",
                    asked_event(tally, request).unwrap_or(name)
                )),
                what: format!("{when}“{name}”{that_day}"),
                more: Some(event::others_told(
                    tally,
                    scope,
                    asked_event(tally, request),
                )),
                beside,
            }
        }
    }
}

/// That there is no such part.
pub(super) fn no<T>(message: impl Into<String>) -> Result<T, ReportError> {
    Err(ReportError::NoSuch(message.into()))
}

/// The records of the teacher called `name`.
fn teacher(tally: &Arc<Tally>, name: &str) -> Result<Scope, ReportError> {
    let name = Text::from(name.trim());
    // A visitor may speak or guide without being one of the teachers.
    let takes_part =
        |record: &Record| own_people(record).any(|(_, people)| people.names().contains(&name));
    if tally.staff.outsiders().any(|outsider| *outsider == name) && tally.owner() != Some(&name) {
        return no(format!(
            "记录里的“{name}”是学生、家长或校外的人；个人总结写的是本校教师"
        ));
    }
    let is_known = tally.owner() == Some(&name)
        || tally.staff.member(&name).is_some()
        || tally.log.records.iter().any(takes_part);
    let own = tally.staff.member(&name);
    let own = own.and_then(|member| member.group.as_ref());
    if let (Some(own), Some(group)) = (own, tally.group())
        && own != group
    {
        return no(format!(
            "[report] 里的 group 是“{group}”，{name}老师却在{own}；请删去 [report] 里的 group，或换一位老师"
        ));
    }
    if is_known {
        return Ok(Scope::Of(Whose::Person(name)));
    }
    if let Some(name) = tally.log.spelt(&name) {
        return teacher(tally, &name);
    }
    let known: Vec<&str> = tally.staff.members().map(|member| &*member.name).collect();
    match nearest(&name, known.iter().copied()) {
        Some(near) => no(format!("记录里没有“{name}”这位老师；是不是“{near}”？")),
        None => no(format!(
            "记录里没有“{name}”这位老师；请检查姓名是否与记录里写的一样"
        )),
    }
}
