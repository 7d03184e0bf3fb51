//! What a figure breaks down into: parts along an axis, people, visitors, titles; and what share
//! of another it is.

use std::sync::Arc;

use minijinja::value::{Rest, from_args};
use minijinja::{Error, Value};

use super::figure::axis;
use super::listing::{Part, Quoted, breakdown};
use super::names::{eventful, spoken};
use super::{Figure, Names, Row, some_or_void, void};
use crate::format::Key;
use crate::log::distinct;
use crate::tally::{Aspect, Cadence, Ids, Selection, actor_key, actors};
use crate::text::count::Count;
use crate::wording::explain::too_much;
use crate::wording::styles::number_of;

impl Figure {
    /// `figure.by("level")`, `figure.按("级别")`: its parts.
    pub(super) fn by(&self, key: &str) -> Result<Value, Error> {
        let key = axis(key)?;
        if !self.view.may_look_at(&self.selection) {
            return Err(too_much());
        }
        self.note(&[key]);
        let whole = Arc::new(Figure {
            selection: self.selection.clone(),
            view: Arc::clone(&self.view),
        });
        let rest = self.selection.unlabelled(key).count();
        let parts = self.selection.by(key).into_iter();
        let parts = parts.map(|(label, selection)| Part {
            name: spoken(selection.table(), key, &label.name).into(),
            figure: Arc::new(Figure {
                selection,
                view: Arc::clone(&self.view),
            }),
        });
        Ok(breakdown(parts.collect(), Some((key, whole, rest))))
    }

    /// `figure.名单`: those whose doing it is.
    pub fn people(&self) -> Value {
        self.view.speak_of(self.selection.ids());
        let table = self.selection.table();
        let keys = actor_key(table)
            .into_iter()
            .chain(table.with.iter().copied());
        // Where nobody is named whose doing it is, those are who had their part in it.
        let named = |key: &Key| !self.selection.people(*key).0.is_empty();
        let Some(key) = keys.clone().find(named).or(keys.clone().next()) else {
            return void();
        };
        self.note(&[key]);
        let (names, complete) = self.selection.people(key);
        let count = match complete {
            true => Count::exact(names.len() as u64),
            false => self.selection.count(),
        };
        Names::value(names, count)
    }

    /// Whether it is of one group, and the log names those who did the same in others.
    pub fn is_named_elsewhere(&self) -> bool {
        let tally = &self.view.tally;
        let all = tally.everything(self.selection.table());
        self.view.group().is_some() && all.records().any(|record| !actors(record).is_empty())
    }

    /// `figure.频次`: how often it was, as the log says or as the dates tell.
    pub(super) fn rhythm(&self) -> Value {
        self.view.speak_of(self.selection.ids());
        self.note(&[Key::Cadence]);
        let said = self
            .selection
            .records()
            .filter_map(|record| record.text(Key::Cadence));
        match &distinct(said)[..] {
            [] => some_or_void(self.selection.cadence().map(Cadence::name)),
            [only] => Value::from(&**only),
            _ => void(),
        }
    }

    /// `figure.题目`: the titles of works in 《》, topics and projects in “”.
    pub(super) fn works(&self) -> Value {
        self.view.speak_of(self.selection.ids());
        let table = self.selection.table();
        let keys = [Key::Title, Key::Topic, Key::Programme];
        let mut own = keys
            .into_iter()
            .filter(|key| table.field(key.name()).is_some());
        let Some(key) = own.next() else {
            return void();
        };
        self.note(&[key]);
        let titles = distinct(
            self.selection
                .records()
                .filter_map(|record| record.text(key)),
        );
        // Works have marks of their own (GB/T 15834); projects, prizes and topics are quoted.
        let is_work = matches!(table.key, "lesson" | "observation" | "writing" | "paper");
        Quoted::value(titles, is_work)
    }

    /// `figure.rare(3)`: those of a kind with at most so many, and events of any kind.
    pub(super) fn rare(&self, most: usize) -> Selection {
        let mut rare: Ids = self.selection.rare(most).ids().iter().copied().collect();
        rare.extend(eventful(&self.selection).ids());
        self.selection.among(&rare)
    }

    /// `figure.by_date(other, …)`: its records and those of the others that have a date, in the
    /// order of their dates.
    pub(super) fn by_date(&self, args: &[Value]) -> Result<Value, Error> {
        let (others,): (Rest<Value>,) = from_args(args)?;
        let others = others.iter();
        let others = others.filter_map(|other| other.downcast_object_ref::<Figure>());
        let all = std::iter::once(self).chain(others);
        let tally = &self.view.tally;
        let mut dated: Vec<_> = all
            .flat_map(|figure| figure.selection.ids())
            .filter_map(|id| {
                let when = tally.record(*id).when(Key::Date)?;
                Some((tally.term.first_day(when), *id))
            })
            .collect();
        dated.sort();
        let rows = dated.into_iter().map(|(_, id)| Row::value(&self.view, id));
        Ok(rows.collect())
    }

    /// `figure.each_person()`: who did how much of it, in the order of the log.
    pub(super) fn each_person(&self) -> Value {
        let key = actor_key(self.selection.table());
        self.note(key.as_slice());
        let people = distinct(self.selection.records().flat_map(actors));
        breakdown(
            people
                .into_iter()
                .map(|name| Part {
                    figure: Arc::new(Figure {
                        selection: self.selection.by_person(&name),
                        view: Arc::clone(&self.view),
                    }),
                    name,
                })
                .collect(),
            None,
        )
    }

    /// `figure.share_of(whole)`: in percent.
    pub(super) fn share_of(&self, args: &[Value]) -> Result<Value, Error> {
        let (whole,): (&Value,) = from_args(args)?;
        let part = self.selection.count();
        let (whole, _) = number_of(whole)?;
        let share = (!part.is_zero()).then(|| part.percent_of(whole)).flatten();
        Ok(some_or_void(share))
    }

    /// `figure.per(staff)`: how many each, with the measure word.
    pub(super) fn per(&self, args: &[Value]) -> Result<Value, Error> {
        let (whole,): (&Value,) = from_args(args)?;
        let (whole, _) = number_of(whole)?;
        let part = self.selection.count();
        let average = (!part.is_zero()).then(|| part.each_of(whole)).flatten();
        let unit = self.view.unit(&self.selection);
        Ok(some_or_void(
            average.map(|average| format!("{average}{unit}")),
        ))
    }

    /// Visitors by who they were, in the order of the log.
    pub(super) fn guests_by(&self) -> Value {
        self.note(&[Key::Guests]);
        let guests = self
            .selection
            .records()
            .flat_map(|record| record.rows(Key::Guests));
        let who = distinct(guests.filter_map(|guest| guest.text(Key::Who)));
        breakdown(
            who.into_iter()
                .map(|who| Part {
                    figure: Arc::new(Figure {
                        selection: self.selection.aspect(Aspect::Guests(Some(who.clone()))),
                        view: Arc::clone(&self.view),
                    }),
                    name: who,
                })
                .collect(),
            None,
        )
    }
}
