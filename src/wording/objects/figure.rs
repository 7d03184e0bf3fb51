//! Figures and their parts.

use std::fmt;
use std::sync::Arc;

use minijinja::value::{Kwargs, Object, ObjectRepr, from_args};
use minijinja::{Error, ErrorKind, State, Value};

use super::prizes::prize_line;
use super::{Names, Row, number_field, number_method, render_number, some_or_void, texts};
use crate::format::Key;
use crate::log::{People, Record, Text, Value as Field, distinct};
use crate::tally::{Aspect, Cadence, Selection, kind_of};
use crate::text::count::Count;
use crate::text::number;
use crate::wording::shown::SCHOOL;

/// A figure: some records under one aspect.
#[derive(Debug)]
pub struct Figure(pub Selection);

impl Figure {
    pub fn value(selection: Selection) -> Value {
        Value::from_object(Figure(selection))
    }

    fn aspect(&self, aspect: Aspect) -> Value {
        Figure::value(self.0.aspect(aspect))
    }

    /// `figure.by("level")`: its parts.
    fn by(&self, key: &str) -> Result<Value, Error> {
        let parts = self.0.by(axis(key)?).into_iter();
        Ok(parts
            .map(|(label, selection)| {
                Value::from_object(Part {
                    name: label.name,
                    selection,
                })
            })
            .collect())
    }

    /// `figure.only(kind="推门听课", level="市级")`: those records only.
    fn only(&self, args: &[Value]) -> Result<Value, Error> {
        let (wanted,): (Kwargs,) = from_args(args)?;
        let mut selection = self.0.clone();
        let names: Vec<String> = wanted.args().map(str::to_owned).collect();
        for name in names {
            let value: Value = wanted.get(&name)?;
            selection = selection.only(axis(&name)?, &value.to_string());
        }
        Ok(Figure::value(selection))
    }

    /// `figure.with("team")`, `figure.without("team")`: records where a yes-or-no key is yes,
    /// or another key is given; and the others.
    fn with(&self, key: &str, wanted: bool) -> Result<Value, Error> {
        let key = axis(key)?;
        Ok(Figure::value(self.0.filter(|record| {
            let has = match record.get(key) {
                Some(Field::Flag(flag)) => *flag,
                Some(_) => true,
                None => false,
            };
            has == wanted
        })))
    }

    /// `figure.said("commented")`: records where the key is given at all.
    fn said(&self, key: &str) -> Result<Value, Error> {
        let key = axis(key)?;
        Ok(Figure::value(
            self.0.filter(|record| record.get(key).is_some()),
        ))
    }

    fn names(&self, key: &str) -> Result<Value, Error> {
        let (names, complete) = self.0.people(axis(key)?);
        let count = if complete {
            Count::exact(names.len() as u64)
        } else {
            Count::ZERO
        };
        Ok(Names::value(names, count))
    }

    fn records(&self) -> Value {
        let tally = self.0.tally();
        self.0
            .ids()
            .iter()
            .map(|id| Row::value(tally, *id))
            .collect()
    }

    fn texts_of(&self, key: &str) -> Result<Value, Error> {
        let key = axis(key)?;
        let all = self.0.records().filter_map(|record| record.text(key));
        Ok(texts(&distinct(all)))
    }

    /// `figure.outward`: single events with others, in the order of the log. Where a kind has
    /// more than two with visitors they are told together.
    fn outward(&self) -> Value {
        let visited = self.0.filter(|record| record.get(Key::Guests).is_some());
        let together: Vec<Text> = visited
            .by(Key::Kind)
            .into_iter()
            .filter(|(_, part)| part.count().n > 2 || part.count().approx.is_some())
            .map(|(label, _)| label.name)
            .collect();
        Figure::value(self.0.filter(|record| {
            let told_together = record
                .text(Key::Kind)
                .is_some_and(|kind| together.contains(kind));
            let keys = [
                Key::Part,
                Key::Partners,
                Key::Host,
                Key::Experts,
                Key::Lessons,
            ];
            let mut others = keys.iter();
            let with_others = others.any(|key| record.get(*key).is_some());
            match record.get(Key::Guests) {
                Some(_) => !told_together,
                None => with_others || is_above_school(record),
            }
        }))
    }

    /// `figure.rates`: what the records state in percent.
    fn rates(&self) -> Value {
        let records = self.0.records();
        records
            .flat_map(|record| {
                record
                    .rows(Key::Rates)
                    .iter()
                    .map(move |row| rate(record, row))
            })
            .collect()
    }
}

/// A rate that `record` states, with what it is a rate of.
fn rate(record: &Record, row: &Record) -> Value {
    let percent = |key| row.percent(key).map(number::percent_of_tenths);
    let missed = match (row.percent(Key::Percent), row.percent(Key::Target)) {
        (Some(percent), Some(target)) => percent < target,
        _ => false,
    };
    Value::from_pairs([
        (
            "name",
            some_or_void(row.text(Key::Name).map(|name| &**name)),
        ),
        ("percent", some_or_void(percent(Key::Percent))),
        ("target", some_or_void(percent(Key::Target))),
        ("missed", Value::from(missed)),
        (
            "date",
            some_or_void(record.when(Key::Date).map(|when| when.to_string())),
        ),
        (
            "kind",
            some_or_void(kind_of(record).map(|kind| kind.to_string())),
        ),
    ])
}

/// The experts at some sessions, those of one office together: [{office, names}].
fn experts(selection: &Selection) -> Value {
    let mut offices: Vec<(String, Vec<Text>)> = Vec::new();
    let mut host_before = "";
    for expert in selection
        .records()
        .flat_map(|record| record.rows(Key::Experts))
    {
        let part = |key| expert.text(key).map_or("", |text| text);
        // 区教研室语文教研员甲、英语教研员乙: the same house is named once.
        let host = part(Key::Host);
        let post = part(Key::Post);
        let office = if host == host_before && !post.is_empty() {
            post.to_owned()
        } else {
            format!("{host}{post}")
        };
        let office = if office.is_empty() {
            "专家".to_owned()
        } else {
            office
        };
        host_before = host;
        let Some(name) = expert.text(Key::Name) else {
            continue;
        };
        match offices.iter_mut().find(|(known, _)| *known == office) {
            Some((_, names)) if names.contains(name) => {}
            Some((_, names)) => names.push(name.clone()),
            None => offices.push((office, vec![name.clone()])),
        }
    }
    offices
        .into_iter()
        .map(|(office, names)| {
            let count = Count::exact(names.len() as u64);
            Value::from_pairs([
                ("office", Value::from(office)),
                ("people", Names::value(names, count)),
            ])
        })
        .collect()
}

/// Whether everyone took part in what a record tells of (全体).
pub(super) fn is_everyones(record: &Record) -> bool {
    let mut keys = [Key::Attendance, Key::People].into_iter();
    keys.any(|key| record.people(key) == Some(&People::Everyone))
}

/// Whether a record is of a level above the school's own.
fn is_above_school(record: &Record) -> bool {
    record
        .word(Key::Level)
        .is_some_and(|level| level.rank < SCHOOL)
}

fn axis(name: &str) -> Result<Key, Error> {
    Key::find(name)
        .ok_or_else(|| Error::new(ErrorKind::InvalidOperation, format!("没有 {name} 这一项")))
}

impl Object for Figure {
    fn repr(self: &Arc<Self>) -> ObjectRepr {
        ObjectRepr::Plain
    }

    fn is_true(self: &Arc<Self>) -> bool {
        !self.0.count().is_zero()
    }

    fn get_value(self: &Arc<Self>, key: &Value) -> Option<Value> {
        let selection = &self.0;
        Some(match key.as_str()? {
            "person_times" => self.aspect(Aspect::PersonTimes),
            "completed" => self.aspect(Aspect::People(Key::Completed)),
            "guests" => self.aspect(Aspect::Guests(None)),
            "lessons" => self.aspect(Aspect::Sum(Key::Lessons)),
            "days" => self.aspect(Aspect::Sum(Key::Days)),
            "cost" => self.aspect(Aspect::Sum(Key::Cost)),
            "courses" => self.aspect(Aspect::Sum(Key::Courses)),
            "entries" => Value::from(selection.ids().len()),
            "records" => self.records(),
            "definite" => Figure::value(selection.filter(|record| !record.is_open_ended())),
            "loose" => Figure::value(
                selection
                    .filter(|record| record.is_open_ended() && record.get(Key::Cadence).is_none()),
            ),
            "attended" => Figure::value(selection.telling(&Aspect::PersonTimes)),
            "experts" => experts(selection),
            "everyone" => Figure::value(selection.filter(is_everyones)),
            "some" => Figure::value(selection.filter(|record| !is_everyones(record))),
            "upper" => Figure::value(selection.filter(is_above_school)),
            "outward" => self.outward(),
            "ranked" => Figure::value(selection.ranked()),
            "rates" => self.rates(),
            "verb" => Value::from(selection.table().verb),
            "label" => Value::from(selection.table().label),
            "cadence" => some_or_void(selection.cadence().map(Cadence::name)),
            "group_cadence" => some_or_void(selection.cadence_of_groups().map(Cadence::name)),
            "prizes" => selection.prize_lines().iter().map(prize_line).collect(),
            other => return number_field(selection.count(), &selection.unit(), other),
        })
    }

    fn call_method(
        self: &Arc<Self>,
        _: &mut State,
        method: &str,
        args: &[Value],
    ) -> Result<Value, Error> {
        let key = || from_args::<(&str,)>(args).map(|(key,)| key);
        match method {
            "by" => self.by(key()?),
            "only" => self.only(args),
            "with" => self.with(key()?, true),
            "without" => self.with(key()?, false),
            "said" => self.said(key()?),
            "unlabelled" => Ok(Figure::value(self.0.unlabelled(axis(key()?)?))),
            "names" => self.names(key()?),
            "texts" => self.texts_of(key()?),
            "guests_by" => Ok(guests_by(&self.0)),
            "share_of" => self.share_of(args),
            "per" => self.per(args),
            other => number_method(self.0.count(), other, args),
        }
    }

    fn render(self: &Arc<Self>, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        render_number(self.0.count(), &self.0.unit(), f)
    }
}

impl Figure {
    /// `figure.share_of(whole)`: in percent.
    fn share_of(&self, args: &[Value]) -> Result<Value, Error> {
        let (whole,): (&Value,) = from_args(args)?;
        let base = whole.get_attr("n")?.as_usize().unwrap_or(0) as u64;
        let part = self.0.count();
        let share = (!part.is_zero())
            .then(|| number::percent(part.n, base))
            .flatten();
        let is_exact = part.approx.is_none() && whole.get_attr("is_exact")?.is_true();
        let about = if is_exact { "" } else { "约" };
        Ok(some_or_void(share.map(|share| format!("{about}{share}"))))
    }

    /// `figure.per(staff)`: how many each, with the measure word.
    fn per(&self, args: &[Value]) -> Result<Value, Error> {
        let (whole,): (&Value,) = from_args(args)?;
        let whole = whole.get_attr("n")?.as_usize().unwrap_or(0) as u64;
        let part = self.0.count();
        let average = (!part.is_zero())
            .then(|| number::average(part.n, whole))
            .flatten();
        let unit = self.0.unit();
        let about = if part.approx.is_some() { "约" } else { "" };
        Ok(some_or_void(
            average.map(|average| format!("{about}{average}{unit}")),
        ))
    }
}

/// Visitors by who they were, in the order of the log.
fn guests_by(selection: &Selection) -> Value {
    let guests = selection
        .records()
        .flat_map(|record| record.rows(Key::Guests));
    distinct(guests.filter_map(|guest| guest.text(Key::Who)))
        .into_iter()
        .map(|who| {
            let selection = selection.aspect(Aspect::Guests(Some(who.clone())));
            Value::from_object(Part {
                name: who,
                selection,
            })
        })
        .collect()
}

/// One part of a figure; prints its name and its number.
#[derive(Debug)]
struct Part {
    name: Text,
    selection: Selection,
}

impl Object for Part {
    fn repr(self: &Arc<Self>) -> ObjectRepr {
        ObjectRepr::Plain
    }

    fn is_true(self: &Arc<Self>) -> bool {
        !self.selection.count().is_zero()
    }

    fn get_value(self: &Arc<Self>, key: &Value) -> Option<Value> {
        Some(match key.as_str()? {
            "name" => Value::from(&*self.name),
            "figure" => Figure::value(self.selection.clone()),
            _ => return None,
        })
    }

    fn render(self: &Arc<Self>, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.name)?;
        render_number(self.selection.count(), &self.selection.unit(), f)
    }
}
