//! A figure as what it is made of: some records of one kind, under one aspect.

mod known;

use std::collections::HashSet;
use std::sync::Arc;

use chrono::NaiveDate;

use crate::format::{Counting, Key, Table};
use crate::log::{People, Record, Text, distinct};
use crate::text::count::Count;

use super::aspect::{is_by_head, is_of_staff};
use super::axis::{is_by_pupils, own_unit, takes_pupils};
use super::{Aspect, Id, Ids, Tally, Whose, kind_of};
use known::Known;

/// Some records of one kind, and which side of them is counted.
#[derive(Debug, Clone)]
pub struct Selection {
    tally: Arc<Tally>,
    table: &'static Table,
    aspect: Aspect,
    ids: Arc<[Id]>,
    /// Whose part alone is counted.
    whose: Option<Whose>,
    /// What has been worked out of it.
    known: Arc<Known>,
}

/// Why records are never added up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mixture {
    /// They are awards to different recipients.
    Recipients,
    /// Some are counted by head, some are a team's.
    Teams,
    /// They have different measure words.
    Units,
    /// Teachers wrote some, pupils others.
    Authors,
}

/// Which selection it is, as long as it is kept.
pub type Identity = (usize, &'static str, Aspect, Option<Whose>);

impl Selection {
    /// Which one it is, as long as it is kept: two of the same identity select the same records
    /// under the same aspect.
    pub fn identity(&self) -> Identity {
        let place = Arc::as_ptr(&self.ids).cast::<Id>() as usize;
        let place = if self.ids.is_empty() { 0 } else { place };
        (
            place,
            self.table.key,
            self.aspect.clone(),
            self.whose.clone(),
        )
    }

    pub(super) fn new(
        tally: Arc<Tally>,
        table: &'static Table,
        aspect: Aspect,
        ids: Arc<[Id]>,
    ) -> Selection {
        let whose = tally.group().cloned().map(Whose::Group);
        Selection {
            tally,
            table,
            aspect,
            ids,
            whose,
            known: Arc::default(),
        }
    }

    /// A copy in which something is about to be changed: what is known of the original is not
    /// known of it.
    fn changed(&self) -> Selection {
        Selection {
            known: Arc::default(),
            ..self.clone()
        }
    }

    /// What has been worked out of it so far.
    pub(super) fn known(&self) -> &Known {
        &self.known
    }

    /// The tally it belongs to.
    pub fn tally(&self) -> &Arc<Tally> {
        &self.tally
    }

    /// The kind of its records.
    pub fn table(&self) -> &'static Table {
        self.table
    }

    /// Which side of them is counted.
    pub fn side(&self) -> &Aspect {
        &self.aspect
    }

    /// The numbers of its records.
    pub fn ids(&self) -> &[Id] {
        &self.ids
    }

    /// Its records, in the order of the log.
    pub fn records(&self) -> impl Iterator<Item = &Record> {
        self.ids.iter().map(|id| self.tally.record(*id))
    }

    /// Whether the things themselves are counted, not a side of them.
    pub fn is_itself(&self) -> bool {
        self.aspect == Aspect::Records
    }

    /// Those of its records that tell how often it was, where any does: a rhythm beside a number
    /// adds nothing to it.
    pub fn definite(&self) -> Selection {
        let is_definite = |record: &Record| !record.is_open_ended();
        if self.records().all(is_definite) {
            return self.clone();
        }
        let definite = self.filter(is_definite);
        match definite.ids.is_empty() {
            true => self.clone(),
            false => definite,
        }
    }

    /// What it adds up to where it is said by itself: of the things themselves, a rhythm beside
    /// a number adds nothing to it; of a side of them it is at least so much where of some it is
    /// not known.
    pub fn stated(&self) -> Count {
        match self.is_itself() {
            true => self.definite().count(),
            false if self.open_ones().ids.is_empty() => self.count(),
            false => self.count().or_more(),
        }
    }

    /// Why its records are never added up, where they are not.
    pub fn mixture(&self) -> Option<Mixture> {
        if !self.is_itself() {
            return None;
        }
        let differ = |what: fn(&Record) -> (Option<&str>, bool)| {
            let mut all = self.records().map(what);
            all.next()
                .is_some_and(|first| all.any(|other| other != first))
        };
        if differ(|record| (record.word(Key::Recipient).map(|word| word.name), false)) {
            return Some(Mixture::Recipients);
        }
        if differ(|record| (None, is_by_head(record))) {
            return Some(Mixture::Teams);
        }
        // What has no name for whose it is would be taken for the teachers'.
        let are_unsaid = || self.is_all() && self.records().any(is_by_pupils);
        let of_both = || differ(|record| (None, is_by_pupils(record)));
        if takes_pupils(self.table) && (are_unsaid() || of_both()) {
            return Some(Mixture::Authors);
        }
        differ(|record| (own_unit(record).map(|unit| &**unit), false)).then_some(Mixture::Units)
    }

    /// What one of its records adds.
    pub fn amount(&self, record: &Record) -> Count {
        self.aspect.of(&self.tally, record, self.whose.as_ref())
    }

    /// What it adds up to.
    pub fn count(&self) -> Count {
        let sum = &self.known.sum;
        *sum.get_or_init(|| self.records().map(|record| self.amount(record)).sum())
    }

    /// Whether it is certainly more than `number`; its records are looked at no further than that
    /// takes.
    pub(super) fn is_more_than(&self, number: u64) -> bool {
        let mut sum: u64 = 0;
        let mut amounts = self.records().map(|record| self.amount(record).n);
        amounts.any(|amount| {
            sum = sum.saturating_add(amount);
            sum > number
        })
    }

    /// The measure word. Where one lesson was heard by several at once, all are 节次.
    pub fn unit(&self) -> String {
        let shared = self.aspect == Aspect::Records && self.tally.shared.contains(&self.table.key);
        if shared {
            return format!("{}次", self.table.unit);
        }
        self.aspect.unit(self.records().next(), self.table.unit)
    }

    /// Whose part alone is counted, if not everyone's.
    pub fn whose(&self) -> Option<&Whose> {
        self.whose.as_ref()
    }

    /// The same records, counted for `whose` alone.
    pub(super) fn counted_for(&self, whose: Whose) -> Selection {
        Selection {
            whose: Some(whose),
            ..self.changed()
        }
    }

    /// The same records, counted for everybody who is in them.
    pub fn of_everybody(&self) -> Selection {
        Selection {
            whose: None,
            ..self.changed()
        }
    }

    /// The same records under another aspect.
    pub fn aspect(&self, aspect: Aspect) -> Selection {
        Selection {
            aspect,
            ..self.changed()
        }
    }

    /// Those of its records that `keep` keeps.
    pub fn filter(&self, keep: impl Fn(&Record) -> bool) -> Selection {
        let ids = self.ids.iter().copied();
        Selection {
            ids: ids.filter(|id| keep(self.tally.record(*id))).collect(),
            ..self.changed()
        }
    }

    /// Those of its records that are called `name` along the axis `key`; of a post what its holders
    /// did.
    pub fn only(&self, key: Key, name: &str) -> Selection {
        if key == Key::ObserverRole {
            return self.of_post(name);
        }
        self.filter(|record| self.tally.is_called(record, key, name))
    }

    /// Those of its records that are of `group`.
    pub(super) fn of_group(&self, group: &Text) -> Selection {
        match self.is_all() {
            true => Selection {
                ids: self.tally.counted_of_group(self.table, group),
                ..self.changed()
            },
            false => self.only(Key::Group, group),
        }
    }

    /// Of a single occasion the day, where numbers of different things say nothing of their order.
    fn day(&self) -> Option<NaiveDate> {
        let [id] = self.ids[..] else {
            return None;
        };
        let record = self.tally.record(id);
        if !self.table.kinds.is_empty() || record.get(Key::Unit).is_none() {
            return None;
        }
        self.tally.term.first_day(record.when(Key::Date)?)
    }

    /// Those of its records that add anything under `aspect`.
    pub fn telling(&self, aspect: &Aspect) -> Selection {
        self.filter(|record| self.adds(aspect, record))
    }

    /// Those of its records that add nobody knows how much.
    pub fn open_ones(&self) -> Selection {
        let whose = self.whose.as_ref();
        self.filter(|record| self.aspect.is_open(&self.tally, record, whose))
    }

    /// Those of its records that add nothing under `aspect`.
    pub fn telling_not(&self, aspect: &Aspect) -> Selection {
        self.filter(|record| !self.adds(aspect, record))
    }

    fn adds(&self, aspect: &Aspect, record: &Record) -> bool {
        let amount = aspect.of(&self.tally, record, self.whose.as_ref());
        !amount.is_zero()
    }

    /// Those of its records that are in no part along the axis `key`.
    pub fn unlabelled(&self, key: Key) -> Selection {
        self.filter(|record| self.tally.labels(record, key).is_empty())
    }

    /// Those of its records whose kind has at most `most` of them, or whose kind is not said.
    pub fn rare(&self, most: usize) -> Selection {
        let frequent: HashSet<Text> = self
            .by(Key::Kind)
            .into_iter()
            .filter(|(_, part)| part.ids().len() > most)
            .map(|(label, _)| label.name)
            .collect();
        self.filter(|record| kind_of(record).is_none_or(|kind| !frequent.contains(&kind)))
    }

    /// Those of its records that are among `these`.
    pub fn among(&self, these: &Ids) -> Selection {
        let ids = self.ids.iter().copied();
        Selection {
            ids: ids.filter(|id| these.contains(id)).collect(),
            ..self.changed()
        }
    }

    /// Those of its records that are not among `others`.
    pub fn without(&self, others: &Ids) -> Selection {
        let ids = self.ids.iter().copied();
        Selection {
            ids: ids.filter(|id| !others.contains(id)).collect(),
            ..self.changed()
        }
    }

    /// The same records, levels high to low; those without a level come last.
    pub fn ranked(&self) -> Selection {
        let mut ids = self.ids.to_vec();
        ids.sort_by_key(|id| {
            self.tally
                .record(*id)
                .word(Key::Level)
                .map_or(u8::MAX, |level| level.rank)
        });
        Selection {
            ids: ids.into(),
            ..self.changed()
        }
    }

    /// The distinct people named under `key`, in the order of the log, and whether they are all:
    /// no record gives only a number, or more than it names.
    pub fn people(&self, key: Key) -> (Vec<Text>, bool) {
        let named = |record: &'_ Record| match record.people(key) {
            Some(People::Named(names)) => match record.table.counting {
                Counting::OfPeople(of) if of == key => {
                    let count = record.quantity(Key::Count);
                    count.is_none_or(|count| count == Count::exact(names.len() as u64))
                }
                _ => true,
            },
            _ => false,
        };
        let all_named = self.records().all(named);
        let names = self.records().flat_map(|record| {
            let people = record.people(key).map_or(&[][..], People::names);
            people
                .iter()
                .filter(|name| self.is_whose(record, key, name))
        });
        (distinct(names), all_named)
    }

    /// Whether `name`, of those in `record`, is one of those whose part alone is counted.
    fn is_whose(&self, record: &Record, key: Key, name: &Text) -> bool {
        match &self.whose {
            Some(Whose::Group(group)) if is_of_staff(record, key) => {
                self.tally.is_of(name, group, record)
            }
            Some(Whose::NoGroup) if is_of_staff(record, key) => {
                self.tally.of_no_group(record).any(|own| own == name)
            }
            _ => true,
        }
    }
}
