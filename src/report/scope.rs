//! Which part of the log a report is about: a teacher's records, or one event.

use std::sync::Arc;

use chrono::NaiveDate;

use crate::format::{self, Key};
use crate::log::{Record, Text, When, distinct, nearest};
use crate::tally::{Id, Scope, Tally, Whose, own_people};

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
pub(super) fn name(tally: &Tally, scope: &Scope) -> String {
    match scope {
        Scope::Of(Whose::Group(group)) => group.to_string(),
        Scope::Of(Whose::Person(name)) => format!("{name}老师"),
        Scope::Of(Whose::Those(names)) => format!("{}老师", names.join("、")),
        Scope::On(when, ids) => {
            let record = tally.record(ids[0]);
            let name = record.text(Key::Topic).or_else(|| record.text(Key::Kind));
            let name = name.map_or("活动", |name| name);
            let others = alike(tally, *when, record);
            let more = match &others[..] {
                [] => "写别的活动用 --event 主题".to_owned(),
                [first, ..] => format!(
                    "同样的活动另有{}次；写别的一次用 --event 日期，如 --event {first}",
                    others.len()
                ),
            };
            let that_day = match when {
                When::Span(..) => "期间",
                _ => "当天",
            };
            format!("{when}“{name}”{that_day}（{more}）")
        }
    }
}

/// The days, as a date is typed, of others of the same kind as `record`, which was on `when`.
fn alike(tally: &Tally, when: When, record: &Record) -> Vec<String> {
    let kind = record.text(Key::Kind);
    let counted = tally.counted().iter().map(|id| tally.record(*id));
    let others = counted.filter(|other| {
        other.table == record.table && kind.is_some() && other.text(Key::Kind) == kind
    });
    let others = others.filter_map(|other| other.when(Key::Date));
    let days = others.filter_map(|other| match other.days()? {
        (day, _) if other != when => Some(day.to_string()),
        _ => None,
    });
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
            other.id != event.id && other.when == event.when && (is_meant || event.is_alike(other))
        });
        let ids = std::iter::once(event.id).chain(same.map(|other| other.id));
        return Ok(Scope::On(event.when, ids.collect()));
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
    /// what these are.
    fn is_alike(&self, other: &Event) -> bool {
        let says_no = |key| {
            let texts = self.record.text(key).zip(other.record.text(key));
            texts.is_some_and(|(one, other)| !one.contains(&**other) && !other.contains(&**one))
        };
        let keys = [Key::Kind, Key::Topic, Key::Group, Key::Subject, Key::Place];
        self.record.table == other.record.table && !keys.into_iter().any(says_no)
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
