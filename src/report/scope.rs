//! Which part of the log a report is about: a teacher's records, or one event.

use std::sync::Arc;

use chrono::NaiveDate;

use crate::format::{self, Key};
use crate::log::{Record, Text, When, distinct, nearest};
use crate::tally::{Id, Scope, Tally, Whose, own_people};
use crate::text::alike;

use super::outline::Part;
use super::{ReportError, Request};

/// What a report is about that is not about the whole log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct About {
    /// What it is.
    pub what: String,
    /// How to have another.
    pub more: Option<String>,
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
        Part::Event => {
            let own = head.and_then(|head| head.text(Key::Event));
            event(tally, request.event.or(own.map(|name| &**name))).map(Some)
        }
    }
}

/// What a part is called in messages.
pub(super) fn about(tally: &Tally, scope: &Scope) -> About {
    let only = |what: String| About { what, more: None };
    match scope {
        Scope::Of(Whose::Group(group)) => only(group.to_string()),
        Scope::Of(Whose::Person(name)) => only(format!("{name}老师")),
        Scope::Of(Whose::Those(names)) => only(format!("{}老师", names.join("、"))),
        Scope::Of(Whose::NoGroup) => only("不在各教研组的教师".to_owned()),
        Scope::On(when, ids) => {
            let record = tally.record(ids[0]);
            let name = record.text(Key::Topic).or_else(|| record.text(Key::Kind));
            let name = name.map_or("活动", |name| name);
            let others = others_of_kind(tally, *when, ids);
            let more = match &others[..] {
                [] => "写别的活动用 --event 主题".to_owned(),
                [first, ..] => format!(
                    "同样的活动另有{}次，写别的一次用 --event 日期，如 --event {first}",
                    others.len()
                ),
            };
            let that_day = match when {
                When::Span(..) => "期间",
                _ => "当天",
            };
            About {
                what: format!("{when}“{name}”{that_day}"),
                more: Some(more),
            }
        }
    }
}

/// The days, as a date is typed, of others of the same kind as the event that `ids` tell of, which
/// was on `when`.
fn others_of_kind(tally: &Tally, when: When, ids: &[Id]) -> Vec<String> {
    let record = tally.record(ids[0]);
    let kind = record.text(Key::Kind);
    let others = tally.counted().iter().filter(|id| !ids.contains(id));
    let others = others.map(|id| tally.record(*id)).filter(|other| {
        other.table == record.table && kind.is_some() && other.text(Key::Kind) == kind
    });
    let others = others.filter_map(|other| other.when(Key::Date));
    let others = others.filter(|other| !when.covers(*other));
    let days = others.filter_map(|other| Some(other.days()?.0.to_string()));
    days.collect()
}

fn no<T>(message: impl Into<String>) -> Result<T, ReportError> {
    Err(ReportError::NoSuch(message.into()))
}

/// The records of the teacher called `name`.
fn teacher(tally: &Arc<Tally>, name: &str) -> Result<Scope, ReportError> {
    let name = Text::from(name.trim());
    // A visitor may speak or guide without being one of the teachers.
    let takes_part =
        |record: &Record| own_people(record).any(|(_, people)| people.names().contains(&name));
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

/// The day of the event called `name`, by its topic or its kind; where no name is given, of the
/// only one, or of the one that most people came to.
fn event(tally: &Arc<Tally>, name: Option<&str>) -> Result<Scope, ReportError> {
    let dated: Vec<Event> = ["session", "activity"]
        .into_iter()
        .filter_map(format::table)
        .flat_map(|table| tally.all(table).ids().to_vec())
        .filter_map(|id| Event::new(tally, id))
        .collect();
    let name = name.map(|text| Called {
        text,
        days: tally.log.when(text).and_then(When::days),
    });
    let name = name.as_ref();
    let best = dated.iter().rev().filter_map(|event| {
        let rank = match name {
            Some(name) => event.likeness(name)?,
            // Of its own accord the report is about a session.
            None => (event.record.table.key == "session").then_some(0)?,
        };
        Some((rank, event.people(), event))
    });
    // Of several alike the first: the last in this order.
    if let Some((rank, _, event)) = best.max_by_key(|(rank, people, _)| (*rank, *people)) {
        let same = dated.iter().filter(|other| {
            let is_meant = name
                .is_some_and(|name| !event.is_dated(name) && other.likeness(name) == Some(rank));
            let is_same = match other.when == event.when {
                true => is_meant || event.is_alike(other),
                false => event.shares_days(other) && event.is_called_alike(other),
            };
            other.id != event.id && is_same
        });
        let all: Vec<&Event> = std::iter::once(event).chain(same).collect();
        let ids = all.iter().map(|event| event.id).collect();
        let days = |when: When| when.days().map(|(first, last)| last - first);
        let whens = all.iter().map(|event| event.when);
        let when = whens.max_by_key(|when| (days(*when), *when == event.when));
        return Ok(Scope::On(when.unwrap_or(event.when), ids));
    }
    let topics = dated.iter().filter_map(|event| event.name());
    let topics = distinct(topics);
    let topics: Vec<&str> = topics.iter().map(|topic| &**topic).take(10).collect();
    match name {
        Some(name) if !topics.is_empty() => no(format!(
            "没有主题或类型里写着“{}”、又写明某一天的活动（date 要写到日，如 2025-11-05）；有的是：{}",
            name.text,
            topics.join("、")
        )),
        _ => no(
            "记录里没有写了日期的活动，写不出一次活动的总结；请给 [[session]] 或 [[activity]] 加上 date",
        ),
    }
}

/// What an event is called: by its topic or its kind, or by its day.
struct Called<'a> {
    text: &'a str,
    days: Option<(NaiveDate, NaiveDate)>,
}

/// Something that was on one day.
struct Event<'a> {
    record: &'a Record,
    when: When,
    id: Id,
}

impl<'a> Event<'a> {
    /// The event that a record tells of, if it tells the day.
    fn new(tally: &'a Tally, id: Id) -> Option<Event<'a>> {
        let record = tally.record(id);
        let when = record.when(Key::Date)?;
        when.days().is_some().then_some(Event { record, when, id })
    }

    fn name(&self) -> Option<&'a Text> {
        self.record
            .text(Key::Topic)
            .or_else(|| self.record.text(Key::Kind))
    }

    /// Whether `name` is one of its days, or all of them.
    fn is_dated(&self, name: &Called) -> bool {
        let days = name.days.zip(self.when.days());
        days.is_some_and(|((from, to), (first, last))| first <= from && to <= last)
    }

    /// Whether another record of its day may be of it: of its kind and its topic, where both say
    /// what these are, or of one topic, whatever each calls its kind.
    fn is_alike(&self, other: &Event) -> bool {
        let keys = [Key::Kind, Key::Topic];
        let is_of_kind = !keys.into_iter().any(|key| self.differs(other, key));
        let is_one = is_of_kind && self.record.table == other.record.table && !self.is_apart(other);
        is_one || self.is_called_alike(other)
    }

    /// Whether both have topics that name one thing, and nothing else tells them apart.
    fn is_called_alike(&self, other: &Event) -> bool {
        let topics = [self, other].map(|event| event.record.text(Key::Topic));
        let are_one = match topics {
            [Some(one), Some(other)] => alike::name_one(one, other),
            _ => false,
        };
        are_one && !self.is_apart(other)
    }

    fn is_apart(&self, other: &Event) -> bool {
        let keys = [Key::Group, Key::Subject, Key::Place];
        keys.into_iter().any(|key| self.differs(other, key))
    }

    fn differs(&self, other: &Event, key: Key) -> bool {
        let texts = self.record.text(key).zip(other.record.text(key));
        texts.is_some_and(|(one, other)| !alike::contained(one, other))
    }

    fn shares_days(&self, other: &Event) -> bool {
        let days = other.when.days();
        days.is_some_and(|(first, last)| self.when.touches(Some(first), Some(last)))
    }

    /// How much it is what `name` means: its day, its kind or topic above what only has it in
    /// them.
    fn likeness(&self, name: &Called) -> Option<u8> {
        if self.is_dated(name) {
            return Some(2);
        }
        let texts = [Key::Kind, Key::Topic].map(|key| self.record.text(key));
        let mut texts = texts.into_iter().flatten();
        let all: Vec<&Text> = texts.by_ref().collect();
        if all.iter().any(|text| ***text == *name.text) {
            Some(2)
        } else {
            all.iter().any(|text| text.contains(name.text)).then_some(1)
        }
    }

    /// How many came to it: visitors first.
    fn people(&self) -> (u64, u64) {
        let guests = self.record.rows(Key::Guests).iter();
        let guests = guests.map(|guest| guest.count().n).sum();
        let own = self.record.quantity(Key::PersonTimes);
        (guests, own.map_or(0, |own| own.n))
    }
}
