//! Why a target was not judged, as exactly as its records tell.

use super::{Units, Unjudged, shares};
use crate::format::{Counting, Key};
use crate::log::{People, Record};
use crate::tally::finished::Finishers;
use crate::tally::{Aspect, Mixture, Selection, Tally, actor_key, staff_actors};

impl Tally {
    /// The one reason of those that `why` may stand for.
    pub(super) fn why_unjudged(
        &self,
        why: Unjudged,
        units: &Units,
        [selection, undecided]: [&Selection; 2],
        of_groups: bool,
    ) -> Unjudged {
        let is_any = |is: &dyn Fn(&Record) -> bool| selection.records().any(is);
        let are_finishers_open = || {
            let is_of_hours = *selection.side() == Aspect::OfEach(Key::Hours);
            is_of_hours && is_any(&|record| matches!(self.finishers(record), Finishers::SoMany(_)))
        };
        match why {
            Unjudged::Unnamed if of_groups => {
                self.why_unjudged(Unjudged::NoGroup, units, [selection, undecided], of_groups)
            }
            Unjudged::Unnamed if shares::are_named(selection) => Unjudged::Shared,
            Unjudged::Vague if is_any(&Record::is_open_ended) => Unjudged::Uncounted,
            Unjudged::Vague if is_any(&is_of_all) && !is_any(&is_hedged) => Unjudged::All,
            Unjudged::Unrecorded if are_none(selection) && are_none(undecided) => {
                Unjudged::NoRecord
            }
            Unjudged::NoGroup if !of_groups && are_finishers_open() => Unjudged::Finishers,
            Unjudged::NoGroup if !of_groups && shares_any(units) => Unjudged::Followed,
            Unjudged::NoGroup => self.whose_is_open(units, undecided),
            why => why,
        }
    }

    /// Whether what is open was done by several groups, or by nobody knows which, or both; or by some
    /// of whom not all are named.
    fn whose_is_open(&self, units: &Units, undecided: &Selection) -> Unjudged {
        let is_unknown = |record: &Record| self.groups_of(record).is_empty();
        let is_joint = |record: &Record| !is_unknown(record) && !is_partly_named(record);
        let are_shared = shares_any(units);
        let is_any = |is: &dyn Fn(&Record) -> bool| undecided.records().any(is);
        let are_unknown = is_any(&is_unknown) || !units.rest.is_zero();
        match (are_shared || is_any(&is_joint), are_unknown) {
            (true, false) => Unjudged::Joint,
            (true, true) => Unjudged::JointOrNoGroup,
            (false, false) if is_any(&is_partly_named) => Unjudged::Shared,
            (false, _) => Unjudged::NoGroup,
        }
    }
}

/// Whether somebody has a part in what is counted as another's.
fn shares_any(units: &Units) -> bool {
    units.units.iter().any(|unit| !unit.shared.is_zero())
}

fn is_partly_named(record: &Record) -> bool {
    let names = staff_actors(record).len() as u64;
    matches!(record.table.counting, Counting::OfPeople(_)) && record.count().n > names && names > 0
}

/// Why what is asked of a group or the school is no one number.
pub(super) fn mixed(selection: &Selection) -> Option<Unjudged> {
    match selection.mixture()? {
        Mixture::Recipients => Some(Unjudged::Mixed),
        Mixture::Teams => Some(Unjudged::Teams),
        Mixture::Units => Some(Unjudged::OtherUnits),
        Mixture::Authors => None,
    }
}

fn are_none(selection: &Selection) -> bool {
    selection.ids().is_empty()
}

fn is_hedged(record: &Record) -> bool {
    record.count().approx.is_some()
}

fn is_of_all(record: &Record) -> bool {
    let people = actor_key(record.table).and_then(|key| record.people(key));
    matches!(people, Some(People::Everyone))
}
