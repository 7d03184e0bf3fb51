//! Whether the roster has everybody: a share of the staff, 全体, and the number of teachers can
//! only be told where it does.
//!
//! A roster is taken to have everybody, of the school or of one group, unless somebody of theirs
//! is named who is not on it, or most of the numbers of teachers that the log gives are above it. A
//! roster that names a few for their titles' sake says nothing of how many there are.

use std::collections::HashMap;

use rustc_hash::FxHashMap;

use crate::format::vocabulary::is_staff;
use crate::format::{Key, Sort};
use crate::log::{Log, People, Record, Text};

use super::staff::Staff;
use super::{is_for_staff, own_people};

/// Why a roster is not taken to have everybody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Gap {
    /// This person of theirs is not on it.
    Missing(Text),
    /// This one and others are not.
    MissingSome(Text),
    /// Most of the numbers of teachers that the log gives are above it.
    Small,
    /// The school has more teachers than it.
    Short,
    /// It has but one.
    Alone,
}

/// What speaks against a roster, and what for it.
#[derive(Default)]
struct Doubts {
    stranger: Option<Text>,
    /// Whether there is another.
    is_one_of_some: bool,
    above: usize,
    numbers: usize,
}

impl Doubts {
    fn gap(&self) -> Option<Gap> {
        let is_small = self.above * 2 > self.numbers;
        let missing = self.stranger.clone().map(match self.is_one_of_some {
            true => Gap::MissingSome,
            false => Gap::Missing,
        });
        missing.or_else(|| is_small.then_some(Gap::Small))
    }
}

/// How many a roster has, or why it is not known how many they are.
pub(super) type Size = Result<u64, Gap>;

/// How many there are of each group that the roster of `staff` has anybody of, and of all (under
/// `None`).
pub(super) fn sizes(log: &Log, staff: &Staff) -> HashMap<Option<Text>, Size> {
    let mut sizes: HashMap<Option<&Text>, u64> = HashMap::new();
    for member in staff.everyone() {
        *sizes.entry(None).or_default() += 1;
        if member.group.is_some() {
            *sizes.entry(member.group.as_ref()).or_default() += 1;
        }
    }
    // In the log of one group whatever names no group is that group's.
    let only = match staff.groups_named() {
        [only] if !staff.has_ungrouped() => Some(only),
        _ => None,
    };
    let mut doubts: FxHashMap<Option<&Text>, Doubts> = FxHashMap::default();
    for record in log
        .records
        .iter()
        .filter(|record| is_this_terms(log, record))
    {
        let group = record.text(Key::Group).or(only);
        for of in [None].into_iter().chain(group.map(Some)) {
            let size = sizes.get(&of).copied().unwrap_or_default();
            doubts.entry(of).or_default().look_at(record, staff, size);
        }
    }
    // Where the school has more teachers than the roster, some of each group may be missing; but
    // not of the only one.
    let listed = sizes.get(&None).copied().unwrap_or_default();
    let is_short = only.is_none() && staff.stated().is_some_and(|stated| stated.n > listed);
    let gap = |of: &Option<&Text>| {
        let short = is_short.then_some(Gap::Short);
        // A school of one teacher says so; one teacher on a roster stands there for a title's sake.
        let is_one = of.is_none() && listed == 1 && staff.stated().is_none_or(|said| said.n != 1);
        let alone = is_one.then_some(Gap::Alone);
        let doubts = || doubts.get(of).and_then(Doubts::gap);
        short.or(alone).or_else(doubts)
    };
    let sizes = sizes.into_iter();
    sizes
        .map(|(of, size)| (of.cloned(), gap(&of).map_or(Ok(size), Err)))
        .collect()
}

impl Doubts {
    fn look_at(&mut self, record: &Record, staff: &Staff, size: u64) {
        for (_, people) in own_people(record) {
            match people {
                People::Named(names) => {
                    let is_stranger =
                        |name: &&Text| staff.member(name).is_none() && !staff.has_group(name);
                    if !self.is_one_of_some {
                        let mut strangers = names.iter().filter(is_stranger);
                        self.stranger = self.stranger.take().or_else(|| strangers.next().cloned());
                        let first = self.stranger.as_ref();
                        self.is_one_of_some = strangers.any(|name| Some(name) != first);
                    }
                }
                // Where others may have come, a number of them says nothing of the staff.
                People::Number(count) if is_for_staff(record) || was_won_by_staff(record) => {
                    self.numbers += 1;
                    self.above += usize::from(count.n > size);
                }
                People::Number(_) | People::Everyone => {}
            }
        }
    }
}

/// Whether a record tells of people of this term: not of those who were there in another.
fn is_this_terms(log: &Log, record: &Record) -> bool {
    record.table.sort == Sort::Counted
        && record.text(Key::TermName).is_none()
        && record
            .when(Key::Date)
            .is_none_or(|when| log.is_within_term(when))
}

fn was_won_by_staff(record: &Record) -> bool {
    record.word(Key::Recipient).is_some_and(is_staff)
}
