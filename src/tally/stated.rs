//! What a log states that its records add up to: numbers that they must have, and totals of which
//! they are a part.

use std::cmp::Reverse;
use std::collections::HashSet;
use std::sync::Arc;

use crate::format::vocabulary::{PUPIL, is_person};
use crate::format::{Key, Sort, Table};
use crate::log::{Record, Value};
use crate::text::count::Count;
use crate::text::room;

use super::aspect::is_teams;
use super::axis::{AUTHORS, takes_pupils};
use super::{Aspect, Id, Mixture, Scope, Selection, Tally, Whose, is_pending};

/// A number that a log states, and what its records add up to.
#[derive(Debug)]
pub struct Stated {
    /// The record that states it.
    pub record: Id,
    /// The number.
    pub is: Count,
    /// What the records add up to.
    pub found: Count,
    /// The measure word of both.
    pub unit: String,
    /// The records.
    pub ids: Vec<Id>,
    /// How the two go together.
    pub state: State,
    /// Whether, in a teacher's own log, it is a number of what others did as well: whose the rest of
    /// it is nobody knows.
    pub is_of_others_too: bool,
}

/// How a number that is stated goes together with the records.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// They are the same, or, of a total, the records are all of it.
    Right,
    /// So many of a total are in no record, and counted beside them.
    Rest(u64),
    /// They cannot be the same, or, of a total, the records are more.
    Wrong,
    /// Records of this kind have no such key.
    NoKey(Key),
    /// Without this key things are added that are never added up.
    Mixed(Key),
    /// A total of this kind must give this key.
    Needs(Key),
    /// Of a total the rest cannot be told: it is hedged, or the records are.
    Hedged,
    /// Some of it is in this other total as well, nobody knows how much.
    Overlaps(Id),
    /// It is of others than those the report is about, and so many of it are in no record.
    OfOthers(u64),
    /// It is of the whole school, in the report of one group: so many of it are in no record, and
    /// nobody knows how many of these are the group's.
    PerhapsOwn(u64),
}

/// Keys that say of which records a number is.
const NARROWING: &[Key] = &[
    Key::Kind,
    Key::Level,
    Key::Grade,
    Key::Recipient,
    Key::Outcome,
    Key::Group,
    Key::Subject,
    Key::Class,
    Key::Month,
    Key::Person,
];

impl Tally {
    /// The numbers that the log expects, against what its records add up to.
    pub fn expected(self: &Arc<Tally>) -> Vec<Stated> {
        let expected = self.stated("expect");
        expected
            .filter_map(|(id, record)| self.held(id, record))
            .map(|(stated, _)| stated)
            .collect()
    }

    fn stated(&self, key: &'static str) -> impl Iterator<Item = (Id, &Record)> {
        let all = (0..).zip(&self.log.records);
        all.filter(move |(_, record)| record.table.sort == Sort::Stated && record.table.key == key)
    }

    /// What a record states, held against those it speaks of.
    fn held(self: &Arc<Tally>, id: Id, record: &Record) -> Option<(Stated, Selection)> {
        let of = record.measure(Key::Of)?;
        let (stated, selection) = self.held_against(&self.all(of), id, record)?;
        let is_of_others = self.is_of_other_groups(record) && unfit(of, record).is_none();
        let state = match is_of_others {
            true => State::OfOthers(0),
            false => stated.state,
        };
        Some((Stated { state, ..stated }, selection))
    }

    /// What a record states, held against those of `all` that it speaks of.
    fn held_against(
        self: &Arc<Tally>,
        all: &Selection,
        id: Id,
        record: &Record,
    ) -> Option<(Stated, Selection)> {
        let (of, is) = (record.measure(Key::Of)?, record.quantity(Key::Is)?);
        let selection = self.spoken_of(all, record);
        let state = match unfit(of, record) {
            Some(key) => State::NoKey(key),
            None => match selection.mixture() {
                Some(Mixture::Recipients | Mixture::Teams | Mixture::Authors) => {
                    State::Mixed(Key::Recipient)
                }
                Some(Mixture::Units) => State::Mixed(Key::Kind),
                None if room::agree(is, selection.count()) => State::Right,
                None => State::Wrong,
            },
        };
        let stated = Stated {
            record: id,
            is,
            found: selection.count(),
            unit: match record.text(Key::Unit) {
                Some(unit) => unit.to_string(),
                None => selection.unit(),
            },
            is_of_others_too: self.owner().is_some_and(|me| {
                let own = selection.counted_for(Whose::Person(me.clone()));
                record.get(Key::Group).is_some()
                    || selection.records().any(|one| !self.takes_part(one, me))
                    || own.count() != selection.count()
            }),
            ids: selection.ids().to_vec(),
            state,
        };
        Some((stated, selection))
    }

    /// Whether a number is of others than the group the report is about, in a log that knows of
    /// others.
    fn is_of_other_groups(&self, record: &Record) -> bool {
        self.group().is_some_and(|own| {
            self.knows_others(own) && record.text(Key::Group).is_none_or(|group| group != own)
        })
    }

    /// The records of a kind that `record` speaks of; of awards to people those by head.
    fn spoken_of(&self, all: &Selection, record: &Record) -> Selection {
        let of = all.table();
        let mut selection = all.of_kind(record.text(Key::Kind));
        for key in [Key::Level, Key::Grade, Key::Recipient, Key::Outcome] {
            if let Some(word) = record.word(key) {
                let name = match key {
                    Key::Level => self.level_name(word).name,
                    _ => word.name,
                };
                selection = match key {
                    // Whose a paper is goes by who wrote it.
                    Key::Recipient if takes_pupils(of) => {
                        selection.only(Key::ByPupils, AUTHORS[usize::from(word.name == PUPIL)])
                    }
                    _ => selection.only(key, name),
                };
            }
        }
        for (key, axis) in [
            (Key::Subject, Key::Subject),
            (Key::Class, Key::Class),
            (Key::Month, Key::Date),
        ] {
            if let Some(name) = record.text(key) {
                selection = selection.only(axis, name);
            }
        }
        if let Some(group) = record.text(Key::Group) {
            selection = selection.within(&Scope::Of(Whose::Group(group.clone())));
        }
        if let Some(name) = record.text(Key::Person) {
            selection = selection.within(&Scope::Of(Whose::Person(name.clone())));
        }
        if record.word(Key::Recipient).is_some_and(is_person) {
            selection = selection.filter(|record| !is_teams(record));
        }
        if let Some(side) = record.word(Key::Side) {
            return selection.aspect(side_of(side.name));
        }
        // What several groups did together is none's own.
        match record.get(Key::Group) {
            Some(_) => selection.filter(|record| !self.is_joint(record)),
            None => selection,
        }
    }

    /// The totals of the log, narrower ones first, and for the rest of each a record that says
    /// nothing but what the total says.
    pub(super) fn totals(self: &Arc<Tally>) -> (Vec<Stated>, Vec<Record>) {
        let mut totals: Vec<(Id, &Record)> = self.stated("total").collect();
        totals.sort_by_key(|(_, record)| Reverse(narrowing(record).len()));
        let mut done: Vec<Stated> = Vec::new();
        let mut rests = Vec::new();
        for (id, record) in totals {
            let Some((mut stated, selection)) = self.held(id, record) else {
                continue;
            };
            if matches!(stated.state, State::Right | State::Wrong) {
                stated.state = self.left_of(record, &stated, &selection, &done);
            }
            if let State::Rest(rest) = stated.state {
                rests.push(rest_of(record, &selection, rest));
            }
            if matches!(stated.state, State::OfOthers(_))
                && let Some((rest, selection)) = self.left_of_school(&stated, record, &done)
            {
                let names_whose = [Key::Group, Key::Person].map(|key| record.get(key).is_some());
                stated.state = match names_whose.contains(&true) {
                    true => State::OfOthers(rest),
                    false => State::PerhapsOwn(rest),
                };
                if let State::PerhapsOwn(_) = stated.state {
                    rests.push(rest_of(record, &selection, rest));
                }
            }
            done.push(stated);
        }
        done.sort_by_key(|stated| stated.record);
        (done, rests)
    }

    /// Whether `record` is the rest of a total, and says no more than that does.
    pub(super) fn is_rest_of_total(&self, record: &Record) -> bool {
        let mut totals = self.totals.iter();
        totals.any(|total| self.record(total.record).span == record.span)
    }

    /// Whether `record` is the rest of a total that is, in a teacher's own log, of others as well.
    pub(super) fn is_rest_of_others(&self, record: &Record) -> bool {
        let mut totals = self.totals.iter();
        totals.any(|total| total.is_of_others_too && self.record(total.record).span == record.span)
    }

    /// How much of a total of others than the group that the report is about is in none of the
    /// school's records, and these.
    fn left_of_school(
        self: &Arc<Tally>,
        stated: &Stated,
        record: &Record,
        done: &[Stated],
    ) -> Option<(u64, Selection)> {
        let all = self.everything(record.measure(Key::Of)?).of_everybody();
        let all = all.filter(|record| !self.is_of_other_term(record) && !is_pending(record));
        let (whole, selection) = self.held_against(&all, stated.record, record)?;
        match self.left_of(record, &whole, &selection, done) {
            State::Rest(rest) => Some((rest, selection)),
            _ => None,
        }
    }

    /// How much of a total is in no record.
    fn left_of(
        &self,
        record: &Record,
        stated: &Stated,
        selection: &Selection,
        done: &[Stated],
    ) -> State {
        let table = selection.table();
        let mut needed = table.fields.iter().filter(|field| field.required);
        let unit = selection.records().find_map(|one| one.text(Key::Unit));
        let missing = needed.find(|field| match field.key {
            Key::Unit => record.get(Key::Unit).is_none() && unit.is_none(),
            key => record.get(key).is_none(),
        });
        if let Some(field) = missing {
            return State::Needs(field.key);
        }
        if stated.is.approx.is_some() || stated.found.approx.is_some() {
            return State::Hedged;
        }
        let mut within = 0_u64;
        for other in done {
            let before = self.record(other.record);
            if before.get(Key::Of) != record.get(Key::Of) || are_apart(before, record) {
                continue;
            }
            if !is_within(before, record) || is_within(record, before) {
                return State::Overlaps(other.record);
            }
            if let State::Rest(rest) | State::OfOthers(rest) | State::PerhapsOwn(rest) = other.state
            {
                within = within.saturating_add(rest);
            }
        }
        match stated
            .is
            .n
            .checked_sub(stated.found.n.saturating_add(within))
        {
            None => State::Wrong,
            Some(0) => State::Right,
            Some(rest) => State::Rest(rest),
        }
    }
}

/// A key that says of which records a number is, and that these cannot have.
fn unfit(of: &Table, record: &Record) -> Option<Key> {
    let mut given = NARROWING.iter().filter(|key| record.get(**key).is_some());
    let is_fit = |key: Key| match key {
        Key::Month | Key::Person => true,
        Key::Recipient if takes_pupils(of) => true,
        _ => of.field(key.name()).is_some(),
    };
    given.find(|key| !is_fit(**key)).copied()
}

fn side_of(name: &str) -> Aspect {
    match name {
        "来宾" => Aspect::Guests(None),
        "课例" => Aspect::Sum(Key::Lessons),
        "学时" => Aspect::OfEach(Key::Hours),
        "天数" => Aspect::Sum(Key::Days),
        "经费" => Aspect::Sum(Key::Cost),
        "门数" => Aspect::Sum(Key::Courses),
        "完成" => Aspect::People(Key::Completed),
        _ => Aspect::PersonTimes,
    }
}

/// What says of which records a number is.
fn narrowing(record: &Record) -> HashSet<(Key, &Value)> {
    let values = record.values().iter();
    values
        .filter(|(key, _)| NARROWING.contains(key))
        .map(|(key, value)| (*key, value))
        .collect()
}

/// Whether all that `inner` is a number of is among what `outer` is a number of.
fn is_within(inner: &Record, outer: &Record) -> bool {
    narrowing(outer).is_subset(&narrowing(inner))
}

/// Whether nothing is in both.
fn are_apart(a: &Record, b: &Record) -> bool {
    let mut keys = NARROWING.iter();
    keys.any(|key| matches!((a.get(*key), b.get(*key)), (Some(a), Some(b)) if a != b))
}

/// A record of the rest of a total.
fn rest_of(total: &Record, selection: &Selection, rest: u64) -> Record {
    let table = selection.table();
    let values = total.values().iter();
    let values = values.filter(|(key, _)| NARROWING.contains(key) || *key == Key::Unit);
    let unit = selection.records().find_map(|one| one.get(Key::Unit));
    let unit = unit.filter(|_| total.get(Key::Unit).is_none());
    let is_by_pupils = takes_pupils(table)
        && total
            .word(Key::Recipient)
            .is_some_and(|word| word.name == PUPIL);
    let mut values: Vec<(Key, Value)> = values
        .cloned()
        .chain(is_by_pupils.then_some((Key::ByPupils, Value::Flag(true))))
        .chain(unit.map(|unit| (Key::Unit, unit.clone())))
        .chain([(Key::Count, Value::Quantity(Count::exact(rest)))])
        .filter(|(key, _)| table.field(key.name()).is_some())
        .collect();
    values.sort_by_key(|(key, _)| *key);
    Record::new(table, total.span, values)
}
