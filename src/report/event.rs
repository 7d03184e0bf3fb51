//! Which event a report is about: the one of a name or a day, or the one that most people came to.

use std::collections::HashSet;
use std::sync::Arc;

use chrono::NaiveDate;

use crate::format::Key;
use crate::log::{Record, Text, When, distinct};
use crate::tally::{Id, Scope, Tally, gatherings, is_shortcoming};
use crate::text::alike;

use super::ReportError;
use super::scope::no;

/// How many other events are named, and of how many it is looked for what to type.
const FEW: usize = 5;
const MANY: usize = 20;

/// The event called `name`, by its topic, its kind or its day; where no name is given, the only one,
/// or the one that most people came to.
pub(super) fn scope(tally: &Arc<Tally>, name: Option<&str>) -> Result<Scope, ReportError> {
    let dated = dated(tally);
    let called = name.map(|name| Called::new(tally, name));
    if let Some(scope) = chosen(&dated, called.as_ref()) {
        return Ok(scope);
    }
    let topics = dated.iter().filter_map(|event| event.name());
    let topics = distinct(topics);
    let topics: Vec<&str> = topics.iter().map(|topic| &**topic).take(10).collect();
    match name {
        Some(name) if !topics.is_empty() => no(format!(
            "没有主题或类型里写着“{name}”、又写明某一天的活动（date 要写到日，如 2025-11-05）；有的是：{}",
            topics.join("、")
        )),
        _ => no(
            "记录里没有写了日期的活动，写不出一次活动的总结；请给 [[session]] 或 [[activity]] 加上 date",
        ),
    }
}

/// How to have another event than that of `scope`, which was asked for by `name`: all that the name
/// means as well, or that are of its kind.
pub(super) fn others_told(tally: &Arc<Tally>, scope: &Scope, name: Option<&str>) -> String {
    let Scope::On(_, ids) = scope else {
        return String::new();
    };
    let dated = dated(tally);
    let called = name.map(|name| Called::new(tally, name));
    let own = tally.record(ids[0]);
    let is_of_kind = |other: &Event| {
        let kind = own.text(Key::Kind);
        other.record.table == own.table && kind.is_some() && other.record.text(Key::Kind) == kind
    };
    let is_meant = |other: &Event| {
        let called = called.as_ref();
        called.is_some_and(|called| other.likeness(called).is_some())
    };
    let parts = gatherings().flat_map(|table| tally.all(table).within(scope).ids().to_vec());
    let parts: HashSet<Id> = parts.collect();
    let mut known = HashSet::new();
    let mut others: Vec<&Event> = dated
        .iter()
        .filter(|other| !ids.contains(&other.id) && !parts.contains(&other.id))
        .collect();
    others.retain(|other| {
        // Several who tell of one event have it once.
        let mut is_new = || known.insert((other.when, other.name(), other.record.text(Key::Group)));
        (is_of_kind(other) || is_meant(other)) && is_new()
    });
    if others.is_empty() {
        return "写别的活动用 --event 主题".to_owned();
    }
    let are_of_kind = others.iter().all(|other| is_of_kind(other));
    let which = if are_of_kind {
        "同样的"
    } else {
        "合得上的"
    };
    let ways = others.iter().take(MANY);
    let ways = ways.filter_map(|other| way_to(tally, &dated, other));
    let mut ways: Vec<String> = ways.take(FEW + 1).collect();
    ways.dedup();
    let more = if ways.len() > FEW { "等" } else { "" };
    ways.truncate(FEW);
    let count = others.len();
    match &ways[..] {
        [] => format!("{which}活动另有{count}次，要单写的，请给它写上 topic"),
        _ => format!(
            "{which}活动另有{count}次，写别的一次用 {}{more}",
            ways.join("、")
        ),
    }
}

/// What to type for a report about `event`: its day, or its topic or its kind where the day means
/// another.
fn way_to(tally: &Tally, dated: &[Event], event: &Event) -> Option<String> {
    let day = event.when.days()?.0.to_string();
    let text = |key| event.record.text(key).map(|text| text.to_string());
    let ways = [Some(day), text(Key::Topic), text(Key::Kind)];
    let mut ways = ways.into_iter().flatten();
    let way = ways.find(|way| {
        let chosen = chosen(dated, Some(&Called::new(tally, way)));
        matches!(chosen, Some(Scope::On(_, ids)) if ids.contains(&event.id))
    })?;
    let is_one_word = way
        .chars()
        .all(|sign| sign.is_alphanumeric() || sign == '-');
    Some(match is_one_word {
        true => format!("--event {way}"),
        false => format!("--event \"{way}\""),
    })
}

/// Everything in the log that was on one day, or on several that are known.
fn dated(tally: &Arc<Tally>) -> Vec<Event<'_>> {
    let ids = gatherings().flat_map(|table| tally.all(table).ids().to_vec());
    ids.filter_map(|id| Event::new(tally, id)).collect()
}

/// The one of `dated` that `name` means most, with all that tell of it.
fn chosen(dated: &[Event], name: Option<&Called>) -> Option<Scope> {
    let best = dated.iter().rev().filter_map(|event| {
        let rank = match name {
            Some(name) => event.likeness(name)?,
            // Of its own accord the report is about a session, where there is one.
            None => u8::from(event.record.table.key == "session"),
        };
        Some((rank, event.people(), event))
    });
    // Of several alike the first: the last in this order.
    let (rank, _, event) = best.max_by_key(|(rank, people, _)| (*rank, *people))?;
    let same = dated.iter().filter(|other| {
        let is_meant =
            name.is_some_and(|name| !event.is_dated(name) && other.likeness(name) == Some(rank));
        let is_same = match other.when == event.when {
            true => is_meant || event.is_alike(other),
            false => event.shares_days(other) && event.is_called_alike(other),
        };
        other.id != event.id && is_same
    });
    let all: Vec<&Event> = std::iter::once(event).chain(same).collect();
    let ids = all.iter().map(|event| event.id).collect();
    let days = |when: When| when.days().map(|(first, last)| last - first);
    // What only begins on its days is a part of it: it lasts no longer for that.
    let is_whole = |when: &When| {
        let days = when.days().zip(event.when.days());
        days.is_some_and(|((first, last), (from, to))| first <= from && to <= last)
    };
    let whens = all.iter().map(|event| event.when).filter(is_whole);
    let when = whens.max_by_key(|when| (days(*when), *when == event.when));
    Some(Scope::On(when.unwrap_or(event.when), ids))
}

/// What an event is called: by its topic or its kind, or by its day.
struct Called<'a> {
    text: &'a str,
    days: Option<(NaiveDate, NaiveDate)>,
}

impl<'a> Called<'a> {
    fn new(tally: &Tally, text: &'a str) -> Called<'a> {
        let days = tally.log.when(text).and_then(When::days);
        Called { text, days }
    }
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
        let when = record.when(Key::Date).filter(|_| !is_shortcoming(record))?;
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
