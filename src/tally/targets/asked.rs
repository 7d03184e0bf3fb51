//! What a target asks for, and what may be that, since it does not say what it was.

use super::side_in;
use crate::format::vocabulary::{RECIPIENT, is_staff};
use crate::format::{Key, Table, Type};
use crate::log::{Record, Text};
use crate::tally::aspect::is_by_head;
use crate::tally::{Ids, Mixture, Selection, Tally, is_by_pupils, kind_name};

/// Kinds of which a level is always told where they have one: who gives a lesson at the district's
/// writes it. Of these it goes without saying that they have none.
const LEVELLED: [&str; 3] = ["award", "paper", "project"];

/// What a target asks for.
pub(super) struct Ask<'a> {
    pub of: &'static Table,
    pub target: &'a Record,
    pub is_of_people: bool,
}

impl Ask<'_> {
    /// What of `all` it asks for.
    pub fn of(&self, all: &Selection) -> Selection {
        let selection = asked(all, self.target.text(Key::Kind), self.is_of_people);
        self.measured(selection.filter(|record| self.is_at_level(record) == Some(true)))
    }

    /// The same, and what of `all` may be that: it does not say of what kind it is, or at what level.
    pub fn or_unlabelled(&self, tally: &Tally, all: &Selection) -> Selection {
        let kind = self.target.text(Key::Kind);
        let theirs = theirs(all, kind, self.is_of_people);
        let of_kind: Ids = theirs.of_kind(kind).ids().iter().copied().collect();
        let label = kind.map(|kind| label_of(self.of, kind));
        let unlabelled = theirs.filter(|record| {
            label.is_some_and(|label| {
                let may_lack = label == Key::Kind || tally.is_rest_of_total(record);
                may_lack && record.get(label).is_none()
            })
        });
        let both = of_kind.iter().chain(unlabelled.ids()).copied();
        let selection = all.among(&both.collect());
        self.measured(selection.filter(|record| match self.is_at_level(record) {
            Some(is_at) => is_at,
            None => LEVELLED.contains(&self.of.key) || tally.is_rest_of_total(record),
        }))
    }

    /// Whether some of it is counted with another measure word than it asks for.
    pub fn are_in_other_units(&self, selection: &Selection) -> bool {
        let has_own = self.of.field(Key::Unit.name()).is_some();
        let unit = self.target.text(Key::Unit).filter(|_| has_own);
        let own = |one: &Record| {
            one.text(Key::Unit)
                .map_or(self.of.unit, |unit| unit)
                .to_owned()
        };
        let differs = |unit: &Text| selection.records().any(|one| own(one) != **unit);
        unit.is_some_and(differs)
    }

    /// Whether a record is at the level that is asked for; `None` where it does not say.
    fn is_at_level(&self, record: &Record) -> Option<bool> {
        let Some(level) = self.target.word(Key::Level) else {
            return Some(true);
        };
        // 区级 and 县级 are one.
        Some(record.word(Key::Level)?.rank == level.rank)
    }

    /// What is counted of it.
    fn measured(&self, selection: Selection) -> Selection {
        let unit = self.target.text(Key::Unit);
        // Of awards to people and to teams those that are counted by heads can be meant alone.
        let is_of_heads = !self.is_of_people && unit.is_some_and(|unit| &**unit == "人次");
        let selection = match is_of_heads && selection.mixture() == Some(Mixture::Teams) {
            true => selection.filter(is_by_head),
            false => selection,
        };
        match unit.and_then(|unit| side_in(self.of, unit)) {
            Some(side) => selection.aspect(side),
            None => selection,
        }
    }
}

/// What of `all` a target about a kind asks.
pub(super) fn asked(all: &Selection, kind: Option<&Text>, is_of_people: bool) -> Selection {
    theirs(all, kind, is_of_people).of_kind(kind)
}

/// What is asked of teachers is not done by pupils, nor, unless it says so, won by others than people
/// of the staff.
fn theirs(all: &Selection, kind: Option<&Text>, is_of_people: bool) -> Selection {
    let is_open = !is_of_people || kind.is_some_and(|kind| RECIPIENT.find(kind).is_some());
    all.filter(|record| {
        let recipient = record.word(Key::Recipient);
        !is_by_pupils(record) && (is_open || recipient.is_none_or(is_staff))
    })
}

/// The key by which `kind` names records of `of`: what has no kinds goes by its outcome (of papers),
/// its recipient or grade (of awards).
fn label_of(of: &Table, kind: &str) -> Key {
    let takes = |key: &Key| {
        let field = of.field(key.name());
        field.is_some_and(
            |field| matches!(field.ty, Type::Word(words) if words.find(kind).is_some()),
        )
    };
    let mut keys = [Key::Outcome, Key::Recipient, Key::Grade].into_iter();
    let is_kindless = of.field(Key::Kind.name()).is_none();
    keys.find(|key| is_kindless && takes(key))
        .unwrap_or(Key::Kind)
}

impl Selection {
    /// Those of its records that `kind` names: by their kind, or what stands for it.
    pub(in crate::tally) fn of_kind(&self, kind: Option<&Text>) -> Selection {
        let of = self.table();
        let Some(kind) = kind else {
            return self.clone();
        };
        let key = label_of(of, kind);
        match of.field(key.name()).map(|field| field.ty) {
            Some(Type::Word(words)) => {
                let name = words.find(kind).map_or(&**kind, |word| word.name);
                self.only(key, name)
            }
            _ => self.only(Key::Kind, &kind_name(of, kind)),
        }
    }
}
