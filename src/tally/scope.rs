//! Parts of a log that a report, or a section of one, may be about: a group's records, one
//! person's, those of one day.

use crate::format::Key;
use crate::log::{People, Record, Text, When};

use super::{Id, Selection, Tally, actor_key};

/// Whose part in records is counted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Whose {
    /// What the people of a teaching group did.
    Group(Text),
    /// What one person did.
    Person(Text),
}

/// A part of the log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Scope {
    /// What somebody did.
    Of(Whose),
    /// What was on the day of one event, whose record this is.
    On(When, Id),
}

impl Tally {
    /// Whether `record` is what `name` did or had a part in: as one of those whose doing it is
    /// (of 全体, as one of its group), or as a coach, an apprentice or a member.
    pub fn takes_part(&self, record: &Record, name: &Text) -> bool {
        let own = actor_key(record.table);
        let keys = own.into_iter().chain(record.table.with.iter().copied());
        keys.filter_map(|key| record.people(key))
            .any(|people| self.are_with(people, record, name))
    }

    /// Whether `name` is one of `people`, those of `record`.
    fn are_with(&self, people: &People, record: &Record, name: &Text) -> bool {
        match people {
            People::Named(names) => names.contains(name),
            People::Number(_) => false,
            People::Everyone => {
                let member = self.staff.member(name);
                let group = record.text(Key::Group);
                let own = member.and_then(|member| member.group.as_ref());
                member.is_some() && (group.is_none() || group == own)
            }
        }
    }
}

impl Selection {
    /// Those of its records that lie in `scope`, counted for whose it is.
    pub fn within(&self, scope: &Scope) -> Selection {
        let tally = self.tally();
        match scope {
            Scope::Of(Whose::Group(group)) => self
                .only(Key::Group, group)
                .counted_for(Whose::Group(group.clone())),
            Scope::Of(Whose::Person(name)) => self
                .filter(|record| tally.takes_part(record, name))
                .counted_for(Whose::Person(name.clone())),
            Scope::On(when, _) => self.filter(|record| record.when(Key::Date) == Some(*when)),
        }
    }

    /// What one person did of it.
    pub fn by_person(&self, name: &Text) -> Selection {
        self.filter(|record| {
            actor_key(record.table)
                .and_then(|key| record.people(key))
                .is_some_and(|people| people.names().contains(name))
        })
        .counted_for(Whose::Person(name.clone()))
    }
}
