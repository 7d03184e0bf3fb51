//! Parts of a log that a report, or a section of one, may be about: a group's records, one
//! person's, those of one day.

use std::sync::Arc;

use crate::format::{Counting, Key};
use crate::log::{People, Record, Text, Value, When};

use super::event::are_there;
use super::outsiders::is_said_of_guest;
use super::{Id, Selection, Tally, actor_key, own_people};

/// Whose part in records is counted.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Whose {
    /// What the people of a teaching group did.
    Group(Text),
    /// What one person did.
    Person(Text),
    /// What those did who were at an event.
    Those(Arc<[Text]>),
    /// What people did who are in none of the groups that it is counted for.
    NoGroup,
}

/// A part of the log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Scope {
    /// What somebody did.
    Of(Whose),
    /// What was of one event on its day, whose records these are.
    On(When, Arc<[Id]>),
}

impl Tally {
    /// Whose log it is, where it is one teacher's own.
    pub fn owner(&self) -> Option<&Text> {
        let report = self.log.head.report.as_ref()?;
        report.people(Key::Teacher)?.names().first()
    }

    /// Whether `record` is what `name` did or had a part in: as one of those whose doing it is
    /// (of 全体, as one of its group), as a coach, an apprentice, a member or somebody with a
    /// post. In a teacher's own log what names nobody of the school is that teacher's, unless it
    /// names a group: then it is that group's; nor is what a total has beside the records that
    /// teacher's where others did some of these.
    pub fn takes_part(&self, record: &Record, name: &Text) -> bool {
        let own = self.key_of(record, name);
        let keys = own.into_iter().chain(record.table.with.iter().copied());
        let keys = keys.chain([Key::Attendance]);
        let posts = record.rows(Key::Members).iter();
        let mut keys = keys.filter(|key| record.people(*key).is_some()).peekable();
        let mut posts = posts.filter_map(|row| row.people(Key::Names)).peekable();
        let is_owner = self.owner() == Some(name) && record.get(Key::Group).is_none();
        // What the heads of the school heard is none of it.
        if record.get(Key::ObserverRole).is_some() && record.people(Key::Observers).is_none() {
            return false;
        }
        if keys.peek().is_none() && posts.peek().is_none() {
            return is_owner && !is_observed(record, name) && !self.is_rest_of_others(record);
        }
        // Of two who make a pair the one who noted it need not be named.
        let are_both = record.table.counting == Counting::OfPeople(Key::Apprentice);
        let is_one_missing = [Key::Mentor, Key::Apprentice]
            .iter()
            .any(|key| record.people(*key).is_none());
        if is_owner && are_both && is_one_missing {
            return true;
        }
        let mut own = own_people(record).map(|(_, people)| people);
        if is_owner && !own.any(|people| matches!(people, People::Named(_))) {
            return true;
        }
        keys.any(|key| self.are_with(key, record, name))
            || posts.any(|people| people.names().contains(name))
    }

    /// Whether `name` was only there when others did what `record` tells of, as one of an audience.
    pub(super) fn only_attends(&self, record: &Record, name: &Text) -> bool {
        let doing = actor_key(record.table).filter(|key| *key != Key::Attendance);
        // In a teacher's own log what a guest said was heard.
        if self.owner() == Some(name) && is_of_guest(record, name) {
            return true;
        }
        doing.is_some_and(|key| !self.are_with(key, record, name))
            && self.are_with(Key::Attendance, record, name)
    }

    /// Whether `name` is one of those under `key` of `record`.
    fn are_with(&self, key: Key, record: &Record, name: &Text) -> bool {
        if let Some(People::Named(names)) = record.people(key) {
            return names.contains(name);
        }
        if is_observed(record, name) {
            return false;
        }
        let member = self.staff.member(name);
        let group = record.text(Key::Group);
        let own = member.and_then(|member| member.group.as_ref());
        let is_one_of_all = member.is_some() && (group.is_none() || group == own);
        is_one_of_all && self.are_everyone(key, record)
    }
}

impl Tally {
    /// The records that count and name `name`, or were typed in that teacher's own log, of whose
    /// doing none was that teacher's: the lessons of whom others heard.
    pub fn beside_person(self: &Arc<Self>, name: &Text) -> Vec<Id> {
        let is_owner = self.owner() == Some(name);
        let is_named = |record: &Record| names_anywhere(record).any(|named| named == name);
        let beside = self.counted().iter().filter(|id| {
            let record = self.record(**id);
            let is_beside = self.is_typed(**id) && (is_owner || is_named(record));
            is_beside && !self.takes_part(record, name)
        });
        beside.copied().collect()
    }
}

/// Everybody whom `record` names, whatever they did.
fn names_anywhere(record: &Record) -> impl Iterator<Item = &Text> {
    let people = record.values().iter().filter_map(|(_, value)| match value {
        Value::People(people) => Some(people.names()),
        _ => None,
    });
    people.flatten()
}

impl Selection {
    /// Those of its records that lie in `scope`, counted for whose it is.
    pub fn within(&self, scope: &Scope) -> Selection {
        let tally = self.tally();
        match scope {
            Scope::Of(Whose::Group(group)) => self
                .of_group(group)
                .counted_for(Whose::Group(group.clone())),
            Scope::Of(Whose::Person(name)) => self
                .filter(|record| tally.takes_part(record, name))
                .counted_for(Whose::Person(name.clone())),
            Scope::Of(Whose::Those(there)) => self
                .filter(|record| are_there(record, there))
                .counted_for(Whose::Those(Arc::clone(there))),
            Scope::Of(Whose::NoGroup) => self.of_no_group(),
            Scope::On(when, ids) => self.of_event(*when, ids),
        }
    }

    /// What is told of it in a section for one of the groups: nothing that it did with another,
    /// which is told once, of all of them. Elsewhere all of it.
    pub fn proper(&self) -> Selection {
        let tally = self.tally();
        let is_section = tally.group().is_none();
        self.filter(|record| {
            !is_section
                || !matches!(self.whose(), Some(Whose::Group(_)))
                || tally.groups_of(record).len() < 2
        })
    }

    /// What is told of it beside those sections: what names no group and what several did
    /// together. A report of one group has none.
    pub fn common(&self) -> Selection {
        let tally = self.tally();
        let is_groups = tally.group().is_some();
        self.filter(|record| !is_groups && tally.groups_of(record).len() != 1)
    }

    /// What people did of it who are in none of the groups that it is counted for.
    pub fn of_no_group(&self) -> Selection {
        let tally = self.tally();
        self.filter(|record| tally.is_partly_of_no_group(record))
            .counted_for(Whose::NoGroup)
    }

    /// Those of its records that everyone of the school was at, and no group's alone.
    pub fn of_everyone(&self) -> Selection {
        let tally = self.tally();
        self.filter(|record| tally.groups_of(record).is_empty() && tally.is_everyones(record))
    }

    /// Those of its records that several groups did together.
    pub fn of_several(&self) -> Selection {
        let tally = self.tally();
        self.filter(|record| tally.groups_of(record).len() > 1)
    }

    /// Those of its records of which nothing tells whose they are: neither a group's nor everyone's.
    pub fn of_none(&self) -> Selection {
        let tally = self.tally();
        self.filter(|record| tally.groups_of(record).is_empty() && !tally.is_everyones(record))
    }

    /// What one person did of it.
    pub fn by_person(&self, name: &Text) -> Selection {
        self.filter(|record| {
            self.tally()
                .key_of(record, name)
                .and_then(|key| record.people(key))
                .is_some_and(|people| people.names().contains(name))
        })
        .counted_for(Whose::Person(name.clone()))
    }
}

/// Whether it is the lesson of `name` that was observed: nobody observes their own.
pub(super) fn is_observed(record: &Record, name: &Text) -> bool {
    let observed = record.people(Key::Teacher);
    actor_key(record.table) == Some(Key::Observers)
        && observed.is_some_and(|observed| observed.names().contains(name))
}

/// Whether others speak in `record` than the staff: by their names, or by where they are from.
fn is_of_guest(record: &Record, name: &Text) -> bool {
    let Some(speakers) = record.table.field(Key::Speaker.name()) else {
        return false;
    };
    let named = record.people(speakers.key).map_or(&[][..], People::names);
    let is_from_elsewhere = named.is_empty()
        && [Key::Host, Key::Post]
            .iter()
            .any(|key| record.get(*key).is_some());
    record.flag(Key::Own) != Some(true)
        && (is_said_of_guest(record)
            || is_from_elsewhere
            || !named.is_empty() && !named.contains(name))
}
