//! The records that there are to be told in the part of the log that is spoken of, and what of
//! them has been.

use super::context::names_of_target;
use super::passage::{Kind, Only, Part, Passage, kinds_of};
use super::view::Own;
use super::{Wording, objects, passage};
use crate::format::{self, Key};
use crate::log::{Text, distinct};
use crate::tally::{Id, Ids, Scope, Selection, Whose};

/// Keys that are not there to be told: notes, and what says whether a record counts.
const NOT_FOR_TELLING: &[Key] = &[
    Key::Note,
    Key::Id,
    Key::ByPupils,
    Key::TermName,
    Key::Pending,
];

impl Wording {
    /// The records of which prose has had whole passages so far.
    pub fn narrated(&self) -> Ids {
        self.view.narrated()
    }

    /// The passages that prose has had since this was asked.
    pub fn passages_in_prose(&self) -> Vec<Passage> {
        self.view.passages_in_prose()
    }

    /// The records that prose has spoken of so far.
    pub fn spoken(&self) -> Ids {
        self.view.spoken()
    }

    /// Whose part of the log is spoken of, where it is somebody's.
    pub fn whose(&self) -> Option<&Whose> {
        match &self.view.scope {
            Some(Scope::Of(whose)) => Some(whose),
            _ => None,
        }
    }

    /// The records in the part of the log that is spoken of, but for the rests of totals.
    pub fn records_in_scope(&self) -> Vec<Id> {
        let all = format::counted().flat_map(|table| self.view.all(table).ids().to_vec());
        all.filter(|id| self.view.tally.is_typed(*id)).collect()
    }

    /// The kinds of record in that part that there are any of, in the order of the format, each
    /// with its records.
    pub fn kinds(&self) -> Vec<(Kind, Vec<Id>)> {
        let kinds = format::counted().flat_map(kinds_of);
        kinds
            .map(|kind| (kind, self.records_of(kind).ids().to_vec()))
            .filter(|(_, ids)| !ids.is_empty())
            .collect()
    }

    /// The records of a kind.
    pub(super) fn records_of(&self, kind: Kind) -> Selection {
        let all = self.view.all(kind.table);
        match kind.recipient {
            Some(recipient) => all.only(Key::Recipient, recipient),
            None => all,
        }
    }

    /// The records of a kind, narrowed as `part` says; `None` where its name means nothing.
    pub(super) fn records_in(&self, part: &Part) -> Option<Selection> {
        let all = self.records_of(part.kind);
        match &part.only {
            Only::All => Some(all),
            Only::Called(name) => objects::narrowed(&all, name),
            Only::Members(names) => names
                .iter()
                .try_fold(all, |part, name| objects::narrowed(&part, name)),
            Only::These(ids) => {
                let these: Ids = ids.iter().copied().collect();
                Some(all.among(&these))
            }
            Only::OfNoGroup(ids) => {
                let these: Ids = ids.iter().copied().collect();
                Some(all.among(&these).of_no_group())
            }
        }
    }

    /// The records that `passage` tells of.
    pub fn told(&self, passage: &Passage) -> Vec<Id> {
        let parts = passage.tells.iter();
        let told = parts.filter_map(|part| self.records_in(part));
        told.flat_map(|told| told.ids().to_vec()).collect()
    }

    /// The records of a part of a kind.
    pub fn told_of(&self, part: &Part) -> Vec<Id> {
        let told = self.records_in(part);
        told.map_or_else(Vec::new, |told| told.ids().to_vec())
    }

    /// The group that `passage` is about alone in a report of the whole school: the one that it is
    /// narrowed to, or that its section is of.
    pub fn group_told(&self, passage: &Passage) -> Option<Text> {
        let tally = &self.view.tally;
        let only = passage.narrowed.as_ref().map(|part| part.only.name());
        let name = only.filter(|name| !name.is_empty());
        let name = name.or(passage.filter.as_deref()).map(Text::from);
        let known = name.filter(|name| tally.staff.groups().contains(name));
        let own = known.or_else(|| match self.scope() {
            Some(Scope::Of(Whose::Group(group))) => Some(group.clone()),
            _ => None,
        });
        own.filter(|_| tally.group().is_none())
    }

    /// Those whom `passage` is about alone in a report of the whole school.
    pub(super) fn own_told(&self, passage: &Passage) -> Option<Own> {
        let only = passage.narrowed.as_ref().map(|part| &part.only);
        match only {
            Some(Only::OfNoGroup(_)) => Some(Own::NoGroup),
            _ => self.group_told(passage).map(Own::Group),
        }
    }

    /// Of what `passage` tells of one group the records in which others have a part, with these:
    /// other groups, and people of none.
    pub fn shared(&self, passage: &Passage) -> Vec<(Id, Vec<Option<Text>>)> {
        let tally = &self.view.tally;
        let Some(own) = self.group_told(passage) else {
            return Vec::new();
        };
        let told = self.told(passage).into_iter();
        told.filter_map(|id| {
            let record = tally.record(id);
            let groups = tally.groups_of(record).into_iter();
            let others = groups.filter(|group| **group != own);
            let others = others.map(|group| Some(group.clone()));
            let of_none = tally.is_partly_of_no_group(record).then_some(None);
            let others: Vec<Option<Text>> = others.chain(of_none).collect();
            (!others.is_empty()).then_some((id, others))
        })
        .collect()
    }

    /// The targets that `passage` is narrowed to by what they are about; of a group's part of
    /// them, none.
    pub fn targets_told(&self, passage: &Passage) -> Vec<Id> {
        let tally = &self.view.tally;
        let only = passage.filter.as_ref();
        let only = only.filter(|_| self.speaks_of_targets(passage));
        let only = only.filter(|only| !tally.staff.groups().iter().any(|group| **group == **only));
        let Some(only) = only else {
            return Vec::new();
        };
        let targets = tally.outcomes().iter().map(|outcome| outcome.target);
        targets
            .filter(|id| names_of_target(tally.record(*id)).contains(only))
            .collect()
    }

    /// Whether a passage tells of what was asked, not of records.
    pub fn speaks_of_targets(&self, passage: &Passage) -> bool {
        let template = self.templates.get(&passage.file);
        passage.tells.is_empty()
            && template.is_some_and(|template| passage::speaks_of_targets(&template.text))
    }

    /// The teaching groups, in the order of the roster, or of the log where it has none; the one
    /// that the report is about.
    pub fn groups(&self) -> Vec<Text> {
        if let Some(group) = self.view.tally.group() {
            return vec![group.clone()];
        }
        let known = self.view.tally.staff.groups();
        if !known.is_empty() {
            return known.to_vec();
        }
        let mut groups: Vec<Text> = Vec::new();
        for table in format::counted() {
            let parts = self.view.all(table).by(Key::Group);
            groups.extend(parts.into_iter().map(|(label, _)| label.name));
        }
        distinct(groups.iter())
    }

    /// What of some records of one kind no text has told, as it is called, each with the records
    /// of which it has not.
    pub fn untold(&self, ids: &[Id]) -> Vec<(&'static str, Vec<Id>)> {
        let tally = &self.view.tally;
        let mut untold: Vec<(Key, Vec<Id>)> = Vec::new();
        self.view.untold(ids, |id, key| {
            if NOT_FOR_TELLING.contains(&key) {
                return;
            }
            match untold.iter_mut().find(|(known, _)| *known == key) {
                Some((_, ids)) => ids.push(id),
                None => untold.push((key, vec![id])),
            }
        });
        let called = untold.into_iter().filter_map(|(key, ids)| {
            let table = tally.record(*ids.first()?).table;
            Some((table.field(key.name())?.short(), ids))
        });
        called.collect()
    }
}
