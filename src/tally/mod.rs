//! The figures: what the log adds up to. A figure is a [`Selection`] of records under one
//! aspect and is computed from them when asked, so it always knows its parts.

mod aspect;
mod awards;
mod axis;
mod cadence;
mod entry;
mod index;
mod scope;
mod selection;
mod staff;
mod targets;
mod term;

pub use aspect::{Aspect, is_shared};
pub use awards::{Prize, PrizeLine, Winners};
pub use axis::{Label, kind_name, kind_of};
pub use cadence::{Cadence, Rhythm};
pub use entry::{Chapter, Entry};
pub use scope::{Scope, Whose};
pub use selection::{Identity, Mixture, Selection};
pub use staff::{Member, Staff};
pub use targets::{Outcome, Verdict};
pub use term::Term;

use std::collections::HashSet;
use std::sync::{Arc, OnceLock};

use crate::format::vocabulary::{DISTRICT_OR_COUNTY, LEVEL, Word, is_staff};
use crate::format::{Counting, Key, Table, Type};
use crate::log::{Log, People, Record, Text, Value, distinct};

use index::Index;

/// Number of a record in the log.
pub type Id = u32;

/// Why a record is named but not counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reason {
    /// It belongs to another term, by its `term` or by its date.
    OtherTerm,
    /// Its result is not known yet.
    Pending,
    /// It belongs to another group than the one the report is about.
    OtherGroup,
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
    counted: Vec<Id>,
    uncounted: Vec<(Id, Reason)>,
    county: &'static str,
    /// The outcomes of the targets, once they have been asked for.
    outcomes: OnceLock<Vec<Outcome>>,
    /// The groups that records name.
    groups_named: Vec<Text>,
    /// Tables with records that several people share, each of whom counts.
    shared: HashSet<&'static str>,
    index: Index,
}

impl Tally {
    /// Sorts the records of `log`.
    pub fn new(log: Log) -> Arc<Tally> {
        let mut tally = Tally {
            staff: Staff::new(&log),
            term: Term::new(log.head.term.as_ref()),
            county: county_name(&log),
            outcomes: OnceLock::new(),
            shared: shared_tables(&log),
            groups_named: distinct(
                log.records
                    .iter()
                    .filter_map(|record| record.text(Key::Group)),
            ),
            counted: Vec::new(),
            uncounted: Vec::new(),
            index: Index::default(),
            log,
        };
        let (mut counted, mut uncounted) = (Vec::new(), Vec::new());
        let records = (0..).zip(&tally.log.records);
        for (id, record) in records.filter(|(_, record)| record.table.is_counted()) {
            match tally.reason(record) {
                None => counted.push(id),
                Some(reason) => uncounted.push((id, reason)),
            }
        }
        tally.counted = counted;
        tally.uncounted = uncounted;
        tally.index = Index::new(&tally);
        Arc::new(tally)
    }

    /// The record with this number.
    pub fn record(&self, id: Id) -> &Record {
        &self.log.records[id as usize]
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

    /// What of one kind was set aside for `reason`.
    pub fn set_aside(self: &Arc<Tally>, table: &'static Table, reason: Reason) -> Selection {
        let ids = self.set_aside_of(table, reason);
        Selection::new(Arc::clone(self), table, Aspect::Records, ids)
    }

    /// Records that count for the group the report is about since they name no group, in a log
    /// that knows of others.
    pub fn of_no_group(&self) -> Vec<Id> {
        let Some(own) = self.group() else {
            return Vec::new();
        };
        if !self.knows_others(own) {
            return Vec::new();
        }
        let counted = self.counted.iter().copied();
        counted
            .filter(|id| self.groups_of(self.record(*id)).is_empty())
            .filter(|id| !self.is_wider(self.record(*id), own))
            .collect()
    }

    /// Whether the log knows of other groups than `own`.
    pub fn knows_others(&self, own: &Text) -> bool {
        self.groups_named.iter().any(|group| group != own)
    }

    /// Whether a record is more than `group`'s alone, in a log that knows of others: it names no
    /// group, and of those in it some are of another, or they are everyone.
    pub fn is_wider(&self, record: &Record, group: &Text) -> bool {
        let keys = actor_key(record.table).into_iter();
        let mut keys = keys.chain([Key::People, Key::Attendance]);
        let are_others = |people: &People| match people {
            People::Everyone => true,
            People::Number(_) => false,
            People::Named(names) => {
                let groups = self.groups_of_people(names);
                groups.iter().any(|own| *own != group)
            }
        };
        record.text(Key::Group).is_none()
            && self.knows_others(group)
            && keys.any(|key| record.people(key).is_some_and(are_others))
    }

    /// The group the report is about, if it is not the whole school.
    pub fn group(&self) -> Option<&Text> {
        self.log.head.report.as_ref()?.text(Key::Group)
    }

    fn reason(&self, record: &Record) -> Option<Reason> {
        if self
            .group()
            .is_some_and(|group| self.is_of_others(record, group))
        {
            return Some(Reason::OtherGroup);
        }
        if self.is_of_other_term(record) {
            return Some(Reason::OtherTerm);
        }
        record
            .flag(Key::Pending)
            .unwrap_or(false)
            .then_some(Reason::Pending)
    }

    /// Whether a record that names no group is the doing of people of whom the roster knows that
    /// they are not of `group`: by name, or by the post that they hold.
    fn is_of_outsiders(&self, record: &Record, group: &Text) -> bool {
        let names = actors(record);
        let is_own = |member: &Member| member.group.as_ref() == Some(group);
        let by_post = match (names.is_empty(), record.word(Key::ObserverRole)) {
            (true, Some(role)) => self
                .staff
                .everyone()
                .filter(|one| one.has_role(role))
                .collect(),
            _ => Vec::new(),
        };
        let known: Vec<&Member> = names
            .iter()
            .filter_map(|name| self.staff.member(name))
            .collect();
        let are_known = known.len() == names.len();
        let people = if names.is_empty() { by_post } else { known };
        record.text(Key::Group).is_none()
            && self.knows_others(group)
            && !self.groups_of(record).contains(&group)
            && !self.are_heard_by(record, group)
            && are_known
            && !people.is_empty()
            && !people.into_iter().any(is_own)
    }

    /// Whether people of `group` are in the audience of what others do in `record`.
    pub(super) fn are_heard_by(&self, record: &Record, group: &Text) -> bool {
        let is_audience = actor_key(record.table) != Some(Key::Attendance);
        let there = record.people(Key::Attendance).filter(|_| is_audience);
        there.is_some_and(|there| match there {
            People::Everyone => record.text(Key::Group).is_none_or(|of| of == group),
            People::Number(_) => false,
            People::Named(names) => self.groups_of_people(names).contains(&group),
        })
    }

    /// Whether a record is of other groups than `group`: it names another, or people of others
    /// only, be they those who came; or it is an honour of the whole school.
    fn is_of_others(&self, record: &Record, group: &Text) -> bool {
        let of = |groups: &[&Text]| !groups.is_empty() && !groups.contains(&group);
        let is_schools = record
            .word(Key::Recipient)
            .is_some_and(|word| word.name == "school");
        (of(&self.groups_of(record)) && !self.are_heard_by(record, group))
            || self.is_of_outsiders(record, group)
            || (is_schools && self.knows_others(group))
    }

    fn is_of_other_term(&self, record: &Record) -> bool {
        match record.text(Key::TermName) {
            Some(name) => !self.term.is_called(name),
            None => record
                .when(Key::Date)
                .is_some_and(|when| !self.log.is_within_term(when)),
        }
    }

    /// The groups a record belongs to: the one it names, or those of the people who are counted or
    /// whose doing it is, or else of who had a part in it. Who attends a session does not make it
    /// theirs.
    pub(super) fn groups_of<'a>(&'a self, record: &'a Record) -> Vec<&'a Text> {
        if let Some(group) = record.text(Key::Group) {
            return vec![group];
        }
        if actor_key(record.table) == Some(Key::Attendance) {
            return Vec::new();
        }
        // Pupils are of no group: then it is their coaches'.
        let with = record.table.with.iter();
        let with = with.filter_map(|key| record.people(*key));
        let own = self.groups_of_people(counted_people(record));
        match own.is_empty() {
            true => self.groups_of_people(with.flat_map(People::names)),
            false => own,
        }
    }

    /// The groups of those of `names` whom the roster has in one.
    fn groups_of_people<'a>(&'a self, names: impl IntoIterator<Item = &'a Text>) -> Vec<&'a Text> {
        let members = names.into_iter().filter_map(|name| self.staff.member(name));
        let mut groups: Vec<&Text> = Vec::new();
        for group in members.filter_map(|member| member.group.as_ref()) {
            if !groups.contains(&group) {
                groups.push(group);
            }
        }
        groups
    }

    /// A level as this school calls it: what is either 区级 or 县级 as the one its log uses more.
    pub fn level_name(&self, level: &'static Word) -> &'static Word {
        match level.name == DISTRICT_OR_COUNTY {
            true => LEVEL.find(self.county).unwrap_or(level),
            false => level,
        }
    }
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
    actor_key(record.table)
        .and_then(|key| record.people(key))
        .map_or(&[], |people| people.names())
}

/// The people by whom a record is counted, or whose doing it is.
fn counted_people(record: &Record) -> &[Text] {
    match record.table.counting {
        Counting::OfPeople(key) if record.people(key).is_some() => {
            record.people(key).map_or(&[], People::names)
        }
        _ => actors(record),
    }
}

/// The people of a record who are of the school, each under its key.
pub fn own_people(record: &Record) -> impl Iterator<Item = (Key, &People)> {
    let is_own_award = record.word(Key::Recipient).is_some_and(is_staff);
    record.values().iter().filter_map(move |(key, value)| {
        let Value::People(people) = value else {
            return None;
        };
        let field = record.table.field(key.name());
        let is_staffs = field.is_some_and(|field| matches!(field.ty, Type::Staff));
        let is_own = is_staffs || (*key == Key::Names && is_own_award);
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
