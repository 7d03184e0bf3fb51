//! How what a record tells of is shared among people.

use crate::format::{Counting, Key};
use crate::log::{People, Record, Text};
use crate::tally::finished::Finishers;
use crate::tally::scope::is_observed;
use crate::tally::{Aspect, Selection, acting_key, actor_key};
use crate::text::count::{Approx, Count};

/// Whether everything of which nobody knows whose it is names somebody all the same.
pub(super) fn are_named(selection: &Selection) -> bool {
    let open = selection
        .records()
        .filter(|record| !shares(selection, record).nobodys.is_zero());
    let mut named = open.map(|record| {
        let people = actor_key(record.table).and_then(|key| record.people(key));
        people.is_some_and(|people| !people.names().is_empty())
    });
    named.next() == Some(true) && named.all(|is_named| is_named)
}

/// What a record adds for each person it names, and what nobody knows whose it is.
pub(super) struct Shares {
    pub each: Count,
    pub nobodys: Count,
}

/// Whether each of the people of a record was at all of it, rather than did a part of it.
fn is_attended(record: &Record) -> bool {
    let is_told = record.table.field(Key::PersonTimes.name()).is_some();
    is_told && !record.table.kinds.is_empty()
}

/// How a record is shared among people, by the same rule by which it is counted.
pub(super) fn shares(selection: &Selection, record: &Record) -> Shares {
    let people = actor_key(record.table).and_then(|key| record.people(key));
    if let Aspect::OfEach(key) | Aspect::Sum(key) = selection.side() {
        return shares_of(selection, record, *key, people);
    }
    let count = record.count();
    let (each, nobodys) = match (people, record.table.counting) {
        (None, _) => (Count::ZERO, count),
        (Some(People::Number(heads)), Counting::PerPerson(_)) => (Count::ZERO, heads.times(count)),
        (Some(People::Number(heads)), Counting::OfPeople(_)) => (Count::ZERO, *heads),
        (Some(People::Number(heads)), Counting::Records) if is_attended(record) => {
            (Count::ZERO, heads.times(count))
        }
        (Some(People::Number(_)), Counting::Records) => (Count::ZERO, count),
        // Twenty calls that several paid together: how many each did is not known.
        (Some(people), Counting::Records)
            if !is_attended(record) && people.names().len() != 1 && count != Count::exact(1) =>
        {
            (Count::ZERO, Count::hedged(count.n, Approx::About))
        }
        // With a count the names are a sample.
        (Some(People::Named(names)), Counting::OfPeople(_)) if record.get(Key::Count).is_some() => {
            let unnamed = count.n.saturating_sub(names.len() as u64);
            (
                Count::exact(1),
                Count {
                    n: unnamed,
                    ..count
                },
            )
        }
        (Some(_), Counting::OfPeople(_)) => (Count::exact(1), Count::ZERO),
        (Some(_), Counting::PerPerson(_) | Counting::Records) => (count, Count::ZERO),
    };
    Shares { each, nobodys }
}

/// How what `key` says of each is shared.
fn shares_of(selection: &Selection, record: &Record, key: Key, people: Option<&People>) -> Shares {
    let each = record.quantity(key).unwrap_or(Count::ZERO);
    let finishers = match key {
        Key::Hours => selection.tally().finishers(record),
        _ => Finishers::All,
    };
    let of_number = |heads: Count| Shares {
        each: Count::ZERO,
        nobodys: each.times(heads),
    };
    match (people, finishers) {
        (_, Finishers::These(_)) | (Some(People::Named(_) | People::Everyone), _) => Shares {
            each,
            nobodys: Count::ZERO,
        },
        (_, Finishers::SoMany(done)) => of_number(done),
        (Some(People::Number(heads)), Finishers::All) => of_number(*heads),
        (None, Finishers::All) => {
            of_number(record.quantity(Key::PersonTimes).unwrap_or(Count::exact(1)))
        }
    }
}

/// What the person called `name`, of `group`, did.
pub(super) fn done_by(selection: &Selection, name: &Text, group: Option<&Text>) -> Count {
    let own = selection.records().filter(|record| {
        let has_it = has_share(selection, record, name);
        has_it == Some(true) && is_in(selection, record, name, group)
    });
    own.map(|record| shares(selection, record).each).sum()
}

/// What the person called `name`, of `group`, may have done: nobody knows whether they finished it.
pub(super) fn perhaps_done_by(selection: &Selection, name: &Text, group: Option<&Text>) -> Count {
    let open = selection.records().filter(|record| {
        let has_it = has_share(selection, record, name);
        has_it.is_none() && is_in(selection, record, name, group)
    });
    open.map(|record| shares(selection, record).each).sum()
}

/// Whether a share of what `record` tells of is that of the person called `name`, if they are in
/// it: the hours are, where they finished it. `None` where nobody knows.
fn has_share(selection: &Selection, record: &Record, name: &Text) -> Option<bool> {
    match selection.side() {
        Aspect::OfEach(Key::Hours) => selection.tally().has_finished(record, name),
        _ => Some(true),
    }
}

/// Whether the person called `name`, of `group`, is one of those who did what `record` tells of.
fn is_in(selection: &Selection, record: &Record, name: &Text, group: Option<&Text>) -> bool {
    let key = acting_key(record);
    match key.and_then(|key| record.people(key)) {
        Some(People::Named(names)) => names.contains(name),
        Some(People::Everyone) => {
            let own = record.text(Key::Group);
            (own.is_none() || own == group) && !is_observed(record, name)
        }
        // Whoever is named for having finished it was there.
        Some(People::Number(_)) | None => {
            let finishers = selection.tally().finishers(record);
            matches!(finishers, Finishers::These(names) if names.contains(name))
                && matches!(selection.side(), Aspect::OfEach(Key::Hours))
        }
    }
}

/// Keys of those who have a part in what somebody else leads: it is theirs too, though it counts as
/// that one's.
const WITH: [Key; 2] = [Key::Apprentice, Key::Members];

/// How much the person called `name` has a part in without leading it.
pub(super) fn shared_in(selection: &Selection, name: &Text) -> Count {
    let table = selection.table();
    if !WITH.iter().any(|key| table.field_of(*key).is_some()) {
        return Count::ZERO;
    }
    let with_others = selection.records().filter(|record| {
        let is_named = |key: &Key| match record.people(*key) {
            Some(people) => people.names().contains(name),
            None => false,
        };
        WITH.iter().any(is_named) && !acting_key(record).as_ref().is_some_and(is_named)
    });
    with_others
        .map(|record| shares(selection, record).each)
        .sum()
}
