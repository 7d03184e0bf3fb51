//! The figures: what the log adds up to. A figure is a [`Selection`] of records under one
//! aspect and is computed from them when asked, so it always knows its parts.

mod aspect;
mod awards;
mod axis;
mod belonging;
mod cadence;
mod entry;
mod event;
mod finished;
mod index;
mod outsiders;
mod places;
mod posts;
mod prizes;
mod roster;
mod scope;
mod selection;
mod staff;
mod stated;
mod targets;
mod term;
mod theme;

pub use aspect::{Aspect, heads_told, is_beyond_roster, is_for_staff, is_shared, is_teams};
pub use awards::{Prize, PrizeLine, Winners};
pub use axis::{AUTHORS, Label, is_by_pupils, kind_name, kind_of, topic_of};
pub use belonging::may_be_anybody;
pub use cadence::{Cadence, Rhythm};
pub use entry::{Answer, Asked, Chapter, Entry};
pub use event::{gatherings, is_shortcoming};
pub use roster::Gap;
pub use scope::{Scope, Whose};
pub use selection::{Identity, Mixture, Selection};
pub use staff::{Member, Staff};
pub use stated::{State, Stated};
pub use targets::{Outcome, Reached, Unjudged, Verdict};
pub use term::Term;

use std::collections::HashSet;
use std::sync::{Arc, OnceLock};

use chrono::Datelike;
use rustc_hash::FxHashSet;

use crate::format::vocabulary::{DISTRICT_OR_COUNTY, LEVEL, Word, is_person, is_staff};
use crate::format::{Counting, Key, Table, Type};
use crate::log::{Log, People, Record, Text, Value, When};

use index::Index;
use outsiders::is_said_of_guest;

/// Number of a record in the log.
pub type Id = u32;

/// Some records of the log.
pub type Ids = FxHashSet<Id>;

/// Why a record is named but not counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reason {
    /// It belongs to another term, by its `term` or by its date.
    OtherTerm,
    /// Its result is not known yet.
    Pending,
    /// It belongs to another group than the one the report is about.
    OtherGroup,
    /// It belongs to another group, and some of the one the report is about had a part in it.
    TookPart,
    /// Nothing tells which group it belongs to, in a log that knows of several.
    NoGroup,
}

/// The log, sorted into what counts and what does not.
#[derive(Debug)]
pub struct Tally {
    /// The log.
    pub log: Log,
    /// Who works here.
    pub staff: Staff,
    /// When it was.
    pub term: Term,
    /// The totals that the log states, with what its records are of them.
    pub totals: Vec<Stated>,
    counted: Vec<Id>,
    uncounted: Vec<(Id, Reason)>,
    county: &'static str,
    /// The outcomes of the targets, once they have been asked for.
    outcomes: OnceLock<Vec<Outcome>>,
    /// Tables with records that several people share, each of whom counts.
    shared: HashSet<&'static str>,
    index: Index,
}

impl Tally {
    /// Sorts the records of `log`.
    pub fn new(log: Log) -> Arc<Tally> {
        let mut tally = Tally {
            staff: Staff::new(&log),
            term: Term::new(log.head.term.as_ref(), &log.records),
            county: county_name(&log),
            outcomes: OnceLock::new(),
            shared: shared_tables(&log),
            totals: Vec::new(),
            counted: Vec::new(),
            uncounted: Vec::new(),
            index: Index::default(),
            log,
        };
        tally.sort();
        let mut tally = Arc::new(tally);
        let (totals, rests) = tally.totals();
        // Nobody else has it yet.
        if let Some(own) = Arc::get_mut(&mut tally)
            && !totals.is_empty()
        {
            own.totals = totals;
            own.log.made = rests.len();
            own.log.records.extend(rests);
            own.sort();
        }
        tally
    }

    /// Sorts the records.
    fn sort(&mut self) {
        let (mut counted, mut uncounted) = (Vec::new(), Vec::new());
        let records = (0..).zip(&self.log.records);
        for (id, record) in records.filter(|(_, record)| record.table.is_counted()) {
            match self.reason(record) {
                None => counted.push(id),
                Some(reason) => uncounted.push((id, reason)),
            }
        }
        self.counted = counted;
        self.uncounted = uncounted;
        self.index = Index::new(self);
    }

    /// The record with this number.
    pub fn record(&self, id: Id) -> &Record {
        &self.log.records[id as usize]
    }

    /// Whether a record was typed: the rest of a total is none that was.
    pub fn is_typed(&self, id: Id) -> bool {
        (id as usize) < self.log.typed().len()
    }

    /// Records that count, in the order of the log.
    pub fn counted(&self) -> &[Id] {
        &self.counted
    }

    /// Records that are named but not counted, and why.
    pub fn uncounted(&self) -> &[(Id, Reason)] {
        &self.uncounted
    }

    /// Every record of one kind, whether it counts or not.
    pub fn everything(self: &Arc<Tally>, table: &'static Table) -> Selection {
        let ids = (0..)
            .zip(&self.log.records)
            .filter(|(_, record)| record.table == table);
        Selection::new(
            Arc::clone(self),
            table,
            Aspect::Records,
            ids.map(|(id, _)| id).collect(),
        )
    }

    /// Whether any record of one kind in the log, counted or not, says which it is along `key`.
    pub fn is_told(self: &Arc<Tally>, table: &'static Table, key: Key) -> bool {
        let all = self.everything(table).of_everybody();
        !all.by(key).is_empty()
    }

    /// Everything counted of one kind.
    pub fn all(self: &Arc<Tally>, table: &'static Table) -> Selection {
        let ids = self.counted_of(table);
        Selection::new(Arc::clone(self), table, Aspect::Records, ids)
    }

    /// One record alone.
    pub fn one(self: &Arc<Tally>, id: Id) -> Selection {
        let table = self.record(id).table;
        Selection::new(Arc::clone(self), table, Aspect::Records, Arc::from([id]))
    }

    /// One record and others of its kind.
    pub fn some(self: &Arc<Tally>, id: Id, others: &[Id]) -> Selection {
        let ids: Arc<[Id]> = std::iter::once(&id).chain(others).copied().collect();
        Selection::new(
            Arc::clone(self),
            self.record(id).table,
            Aspect::Records,
            ids,
        )
    }

    /// What of one kind was set aside for `reason`.
    pub fn set_aside(self: &Arc<Tally>, table: &'static Table, reason: Reason) -> Selection {
        let ids = self.set_aside_of(table, reason);
        Selection::new(Arc::clone(self), table, Aspect::Records, ids)
    }

    /// The group the report is about, if it is not the whole school.
    pub fn group(&self) -> Option<&Text> {
        self.log.head.report.as_ref()?.text(Key::Group)
    }

    fn reason(&self, record: &Record) -> Option<Reason> {
        let group = self.group();
        if let Some(reason) = group.and_then(|group| self.not_of(record, group)) {
            return Some(reason);
        }
        if self.is_of_other_term(record) {
            return Some(Reason::OtherTerm);
        }
        is_pending(record).then_some(Reason::Pending)
    }

    fn is_of_other_term(&self, record: &Record) -> bool {
        match record.text(Key::TermName) {
            Some(name) => !self.term.is_called(name),
            None => record
                .when(Key::Date)
                .is_some_and(|when| !self.log.is_within_term(when)),
        }
    }

    /// A date as a report says it that may lie outside of its term: with its year if it does.
    pub fn say_by_itself(&self, when: When) -> String {
        let said = self.term.say(when);
        let is_outside = |year| !self.log.is_within_term(when) || self.term.is_of_some_year(year);
        if let When::Month {
            year: Some(year), ..
        } = when
            && !said.contains('年')
            && is_outside(year)
        {
            return format!("{year}年{said}");
        }
        match when.days() {
            Some((day, _)) if is_outside(day.year()) && !said.contains('年') => {
                format!("{}年{said}", day.year())
            }
            _ => said,
        }
    }

    /// The key under which those of a record stand of whom `name` may be one: pupils and guests are
    /// none of the roster.
    fn key_of(&self, record: &Record, name: &Text) -> Option<Key> {
        match self.staff.member(name) {
            Some(_) => acting_key(record).filter(|_| !is_said_of_guest(record)),
            None => actor_key(record.table),
        }
    }

    /// Whose doing a record is, but for pupils who are called as somebody on the roster is.
    pub fn persons_of<'a>(&'a self, record: &'a Record) -> impl Iterator<Item = &'a Text> {
        let names = actors(record).iter();
        names.filter(|name| !is_pupils_doing(record) || self.staff.member(name).is_none())
    }

    /// A level as this school calls it: what is either 区级 or 县级 as the one its log uses more.
    pub fn level_name(&self, level: &'static Word) -> &'static Word {
        match level.name == DISTRICT_OR_COUNTY {
            true => LEVEL.find(self.county).unwrap_or(level),
            false => level,
        }
    }
}

/// Whether the result of a record is not known yet.
fn is_pending(record: &Record) -> bool {
    record.flag(Key::Pending).unwrap_or(false)
}

fn county_name(log: &Log) -> &'static str {
    let uses = |name: &str| {
        let levels = log
            .records
            .iter()
            .filter_map(|record| record.word(Key::Level));
        levels.filter(|level| level.name == name).count()
    };
    if uses("县级") > uses("区级") {
        "县级"
    } else {
        "区级"
    }
}

/// The tables with a record that counts for several people at once.
fn shared_tables(log: &Log) -> HashSet<&'static str> {
    let records = log.records.iter();
    let shared = records.filter(|record| match record.table.counting {
        Counting::PerPerson(key) => match record.people(key) {
            Some(People::Named(names)) => names.len() > 1,
            Some(People::Number(count)) => count.n > 1,
            Some(People::Everyone) => true,
            None => false,
        },
        Counting::Records | Counting::OfPeople(_) => false,
    });
    shared.map(|record| record.table.key).collect()
}

/// Whose doing a record is: the names under the first key of its kind that takes people.
pub fn actors(record: &Record) -> &[Text] {
    named(record, actor_key(record.table))
}

/// The same of the staff: a pupil may be called as a teacher is.
pub fn staff_actors(record: &Record) -> &[Text] {
    named(record, acting_key(record))
}

fn named(record: &Record, key: Option<Key>) -> &[Text] {
    key.and_then(|key| record.people(key))
        .map_or(&[], |people| people.names())
}

/// Whether those whose doing a record is are pupils.
fn is_pupils_doing(record: &Record) -> bool {
    let recipient = record.word(Key::Recipient);
    is_by_pupils(record) || recipient.is_some_and(|word| is_person(word) && !is_staff(word))
}

/// The key under which those of the staff stand whose doing a record is.
fn acting_key(record: &Record) -> Option<Key> {
    actor_key(record.table).filter(|_| !is_pupils_doing(record))
}

/// The people of a record who are of the school, each under its key.
pub fn own_people(record: &Record) -> impl Iterator<Item = (Key, &People)> {
    let is_own_award = record.word(Key::Recipient).is_some_and(is_staff);
    let by_pupils = is_by_pupils(record);
    record.values().iter().filter_map(move |(key, value)| {
        let Value::People(people) = value else {
            return None;
        };
        let field = record.table.field_of(*key);
        let is_staffs = field.is_some_and(|field| matches!(field.ty, Type::Staff));
        let is_pupils = by_pupils && actor_key(record.table) == Some(*key);
        let is_own = (is_staffs && !is_pupils) || (*key == Key::Names && is_own_award);
        is_own.then_some((*key, people))
    })
}

/// The first key of a kind that takes people.
pub(crate) fn actor_key(table: &Table) -> Option<Key> {
    table
        .fields
        .iter()
        .find(|field| matches!(field.ty, Type::People | Type::Staff))
        .map(|field| field.key)
}

/// The keys under which those stand who did what a record tells of, and those who were there.
fn keys_there(record: &Record) -> impl Iterator<Item = Key> {
    let keys = actor_key(record.table).into_iter();
    keys.chain([Key::People, Key::Attendance])
}
