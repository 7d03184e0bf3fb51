//! Targets against what was done. Nobody is named: a verdict says how many of how many.

mod asked;
mod by_term;
mod judge;
mod limits;
mod rates;
mod shares;
mod units;
mod unjudged;
mod verdict;

use std::cmp::Reverse;
use std::sync::Arc;

use crate::format::{Counting, Key, Sort, Table};
use crate::log::{Record, Text};
use crate::text::count::Count;

use super::aspect::is_by_head;
use super::{
    Aspect, Id, Ids, Reason, Scope, Selection, Tally, Whose, is_pending, is_teams, staff_actors,
};
use asked::{Ask, asked};
use judge::judge;
use limits::Limits;
use units::binds_all;

pub use rates::Reached;
pub use verdict::{Unjudged, Verdict};

/// What is asked for where a target measures a kind in the unit of one of its numbers: of
/// trainings in 学时, not how many there were.
fn side_in(of: &Table, unit: &str) -> Option<Aspect> {
    let sides = [
        Aspect::OfEach(Key::Hours),
        Aspect::Sum(Key::Days),
        Aspect::Sum(Key::Courses),
    ];
    sides.into_iter().find(|side| match side {
        Aspect::OfEach(key) | Aspect::Sum(key) => {
            key.unit() == Some(unit) && of.field(key.name()).is_some()
        }
        _ => false,
    })
}

/// Whether all records tell how much it was of what is asked for.
fn is_measured(selection: &Selection) -> bool {
    match selection.side() {
        Aspect::OfEach(key) | Aspect::Sum(key) => {
            selection.records().all(|record| record.get(*key).is_some())
        }
        _ => true,
    }
}

/// What became of one target.
#[derive(Debug, Clone)]
pub struct Outcome {
    /// The target's record.
    pub target: Id,
    /// How many people or groups it was for.
    pub base: u64,
    /// The measure word of what is counted.
    pub unit: String,
    /// Whether it was reached.
    pub verdict: Verdict,
    /// Whether it was held against each term of a year, and not against all of it.
    pub by_term: bool,
    /// What is asked of each for the whole term, where that is known.
    pub at_least: Option<u64>,
    /// What each of its alternatives asks for that time.
    pub alternatives: Arc<[u64]>,
    /// What is allowed of each for the whole term, where that is known.
    pub at_most: Option<u64>,
    /// Who the people are that it was for; nobody where it was for groups or the school.
    pub people: Arc<[Text]>,
    /// How much each of them did, from high to low.
    pub each: Arc<[Count]>,
    /// What was done by nobody knows whom of them.
    pub rest: Count,
    /// What was done by people of whom the roster does not know.
    pub strangers: Count,
    /// How many what all of them did is to be divided by.
    pub heads: u64,
    /// Whether the roster has all that it may be for.
    pub is_whole: bool,
}

impl Outcome {
    /// Whether anything of what it is about was done at all.
    pub fn is_begun(&self) -> bool {
        let mut each = self.each.iter();
        each.any(|done| !done.is_zero()) || !self.rest.is_zero()
    }
}

/// One of those a target is for, and what it did.
struct Unit {
    done: Count,
    /// What it did together with others, of which nobody knows how much is its own.
    shared: Count,
    /// The number of people that what was done is to be divided by.
    size: u64,
    /// Whether it did one of the alternatives; `None` where their numbers are too vague to tell.
    met_otherwise: Option<bool>,
    /// Whether its size is that of all its people.
    is_whole: bool,
}

/// All those, and what is not known of them.
struct Units {
    units: Vec<Unit>,
    /// Who they are, where they are people.
    people: Vec<Text>,
    /// What was done by nobody knows whom of them.
    rest: Count,
    /// Whether nobody else can have done the rest.
    is_rest_theirs: bool,
    /// What was done by people of whom the roster does not know.
    strangers: Count,
    /// What is of no group that is known, and so perhaps of each of them.
    undecided: Count,
    /// Whether somebody of them may have done an alternative, nobody knows who.
    is_open: bool,
    /// Whether the log tells of anybody by name who did such a thing, where it is for people.
    is_recorded: bool,
}

impl Tally {
    /// The outcome of every target, in the order of the log.
    pub fn outcomes(self: &Arc<Tally>) -> &[Outcome] {
        let group = || self.group().cloned().map(Whose::Group);
        self.outcomes
            .get_or_init(|| self.outcomes_of(group().as_ref()))
    }

    /// The outcomes for one group or one person alone, or for all.
    pub fn outcomes_of(self: &Arc<Tally>, whose: Option<&Whose>) -> Vec<Outcome> {
        let targets = self.targets().filter(|(_, target)| {
            let group = target.text(Key::Group);
            match whose {
                Some(Whose::Group(own)) => {
                    group.is_none_or(|group| group == own) && !self.is_of_all(target)
                }
                _ => true,
            }
        });
        targets
            .filter_map(|(id, target)| self.outcome(id, target, whose))
            .collect()
    }

    /// Targets that the whole school has in common, which a report of one group, out of a log that
    /// knows of others, cannot tell of.
    pub fn targets_of_all(&self) -> Vec<Id> {
        let of_all = self.targets().filter(|(_, target)| self.is_of_all(target));
        match self.group() {
            Some(_) => of_all.map(|(id, _)| id).collect(),
            None => Vec::new(),
        }
    }

    fn targets(&self) -> impl Iterator<Item = (Id, &Record)> {
        let all = (0..).zip(&self.log.records);
        all.filter(|(_, record)| record.table.sort == Sort::Target)
    }

    fn is_of_all(&self, target: &Record) -> bool {
        let is_schools = target.word(Key::Per).is_some_and(|per| per.name == "校");
        let is_one_group = self.group().is_some_and(|group| !self.knows_others(group));
        is_schools && !is_one_group
    }

    fn outcome(
        self: &Arc<Tally>,
        id: Id,
        target: &Record,
        whose: Option<&Whose>,
    ) -> Option<Outcome> {
        let of = target.measure(Key::Of)?;
        let is_of_people = target
            .word(Key::Per)
            .is_none_or(|per| per.name.ends_with('人'));
        let ask = Ask {
            of,
            target,
            is_of_people,
        };
        let all = ask.of(&self.all(of));
        let may_be = match is_of_people {
            true => self.undecided_on(of, whose),
            false => self.with_what_others_lead(self.undecided_on(of, whose)),
        };
        let undecided = ask.of(&may_be);
        let own = |all: Selection| match whose.filter(|_| self.group().is_none()) {
            Some(Whose::Group(group)) if is_of_people => {
                all.filter(|record| self.is_perhaps_by(record, group))
            }
            Some(group @ Whose::Group(_)) => all.within(&Scope::Of(group.clone())),
            // In a report of one group all records are its own.
            _ => all,
        };
        let selection = own(all);
        let undecided = undecided.without(&selection.ids().iter().copied().collect());
        let units = self.units(&selection, &undecided, target, whose)?;
        let of_records = || {
            selection
                .records()
                .find_map(|record| record.text(Key::Unit))
        };
        let mut each: Vec<Count> = units.units.iter().map(|unit| unit.done).collect();
        each.sort_by_key(|done| Reverse(*done));
        // What several of a group won counts for each of them.
        let are_heads = || !is_of_people && selection.records().all(is_by_head);
        let heads = || (!selection.ids().is_empty() && are_heads()).then_some("人次");
        let own_unit = target.text(Key::Unit).or_else(of_records);
        let own_unit = own_unit.map(|unit| &**unit).or_else(heads);
        let limits = self.limits(target);
        let verdict = match limits {
            Some(limits) => judge(&units, limits),
            None => Verdict::Unknown(match target.word(Key::Every).map(|every| every.name) {
                Some("周" | "月") => Unjudged::NoTerm,
                _ => Unjudged::OtherSpan,
            }),
        };
        let of_groups = matches!(target.word(Key::Per), Some(per) if per.name.starts_with('组'));
        let is_limit = limits.is_some_and(|limits| limits.at_least.is_none());
        let is_begun = units.rest.n > 0 || each.iter().any(|done| !done.is_zero());
        let verdict = match verdict {
            Verdict::Unknown(why) => {
                let why = self.why_unjudged(why, &units, [&selection, &undecided], of_groups);
                Verdict::Unknown(why)
            }
            // Whether there was none, or it was not noted, nobody knows.
            Verdict::Each { .. } if is_limit && !is_begun => Verdict::Unknown(Unjudged::NoRecord),
            verdict => verdict,
        };
        let group = match whose {
            Some(Whose::Group(group)) => Some(group),
            _ => None,
        };
        let is_whole = self.staff.is_whole(group);
        let base = units.units.len() as u64;
        let heads = match binds_all(target) {
            // The school may state how many they are.
            true => self.staff.size_of(group).n,
            false if is_whole => base,
            false => 0,
        };
        let is_average = target
            .word(Key::Per)
            .is_some_and(|per| per.name == "组人均");
        let are_sizes_known = units.units.iter().all(|unit| unit.is_whole);
        let verdict = match verdict {
            Verdict::Together(_) if !units.people.is_empty() && heads < base => {
                Verdict::Unknown(Unjudged::Roster)
            }
            // More people make an average less: only what was missed even so is certain.
            Verdict::Each { missed, exceeded }
                if is_average && !are_sizes_known && (missed < base || exceeded > 0) =>
            {
                Verdict::Unknown(Unjudged::Roster)
            }
            verdict => verdict,
        };
        let is_met = matches!(verdict, Verdict::Each { missed: 0, .. });
        // What others were at does not matter to one.
        let may_be_ones = selection.filter(|record| match whose {
            Some(Whose::Person(name)) => {
                self.takes_part(record, name) || staff_actors(record).is_empty()
            }
            _ => true,
        });
        let verdict = match is_met || (is_measured(&may_be_ones) && is_measured(&undecided)) {
            true => verdict,
            false => Verdict::Unknown(Unjudged::Unmeasured),
        };
        let verdict = match unjudged::mixed(&selection) {
            Some(why) if !is_of_people => Verdict::Unknown(why),
            _ if ask.are_in_other_units(&selection) => Verdict::Unknown(Unjudged::NotInUnit),
            _ => verdict,
        };
        // What does not say of what kind it is, or at what level, may be what is asked for.
        let unlabelled = limits.filter(|_| !matches!(verdict, Verdict::Unknown(_)));
        let is_open = unlabelled.is_some_and(|limits| {
            let more = own(ask.or_unlabelled(self, &self.all(of)));
            let may_be = ask.or_unlabelled(self, &may_be);
            let may_be = may_be.without(&more.ids().iter().copied().collect());
            let is_more = (more.ids().len(), may_be.ids().len())
                != (selection.ids().len(), undecided.ids().len());
            is_more && {
                let with_more = self.units(&more, &may_be, target, whose);
                with_more.is_none_or(|with_more| judge(&with_more, limits) != judge(&units, limits))
            }
        });
        let verdict = match is_open {
            true => Verdict::Unknown(Unjudged::Unlabelled),
            false => verdict,
        };
        let by_term = match verdict {
            Verdict::Each { .. } => self.by_term(target, &selection, &undecided, whose),
            Verdict::Together(_) | Verdict::NotAll | Verdict::Unknown(_) => None,
        };
        Some(Outcome {
            target: id,
            base,
            unit: own_unit.unwrap_or(of.unit).to_owned(),
            verdict: by_term.unwrap_or(verdict),
            by_term: by_term.is_some(),
            at_least: limits.and_then(|limits| limits.at_least),
            alternatives: self.alternatives(target).map(|(_, least)| least).collect(),
            at_most: limits.and_then(|limits| limits.at_most),
            people: units.people.into(),
            each: each.into(),
            rest: units.rest,
            strangers: units.strangers,
            heads,
            is_whole,
        })
    }

    /// Whether people of `group` did what a record tells of, by themselves or with others.
    fn is_perhaps_by(&self, record: &Record, group: &Text) -> bool {
        let actors = staff_actors(record);
        self.groups_of(record).contains(&group)
            || self.groups_of_people(actors).contains(&group)
            || self.is_all_the_schools(record)
    }

    /// Whether some of a kind may be of `whose` that is not counted for it, since nobody knows.
    pub fn may_be_more(self: &Arc<Tally>, of: &'static Table, whose: &Whose) -> bool {
        !self.undecided_on(of, Some(whose)).ids().is_empty()
    }

    /// What of it may be of the group that is spoken of, or of several, nobody knows.
    fn undecided_on(self: &Arc<Tally>, of: &'static Table, whose: Option<&Whose>) -> Selection {
        match (self.group(), whose) {
            (Some(group), _) => {
                let unknown = self.set_aside(of, Reason::NoGroup);
                let others = [Reason::OtherGroup, Reason::TookPart];
                let others = others.map(|reason| self.set_aside(of, reason));
                let others = self
                    .everything(of)
                    .among(&others.iter().flat_map(Selection::ids).copied().collect());
                let parts = [others, self.all(of)];
                let parts =
                    parts.map(|part| part.filter(|record| self.is_part_of_any(record, group)));
                let [others, own] = &parts;
                let ids = [&unknown, others, own].map(Selection::ids).concat();
                let may_be = self.everything(of).among(&ids.into_iter().collect());
                may_be.filter(|record| !self.is_of_other_term(record) && !is_pending(record))
            }
            (None, Some(Whose::Group(group))) => self.all(of).filter(|record| {
                let is_part = self.is_joint(record) && self.groups_of(record).contains(&group);
                is_part
                    || self.is_part_of_any(record, group)
                    || self.not_of(record, group) == Some(Reason::NoGroup)
            }),
            _ => self.all(of).among(&Ids::default()),
        }
    }

    /// In the report of one group what is `undecided` with what counts for others, and people of the
    /// group had a part in.
    fn with_what_others_lead(self: &Arc<Tally>, undecided: Selection) -> Selection {
        let of = undecided.table();
        let led = self.set_aside(of, Reason::TookPart);
        let led = led.filter(|record| !self.is_of_other_term(record) && !is_pending(record));
        if led.ids().is_empty() {
            return undecided;
        }
        let ids = [&undecided, &led].map(Selection::ids).concat();
        self.everything(of).among(&ids.into_iter().collect())
    }

    /// Whether a record names some who are counted and not all of them: the others may be of `group`
    /// or of another.
    fn is_part_of_any(&self, record: &Record, group: &Text) -> bool {
        let Counting::OfPeople(key) = record.table.counting else {
            return false;
        };
        let named = record.people(key).map_or(0, |people| people.names().len()) as u64;
        record.text(Key::Group).is_none()
            && self.knows_others(group)
            && !is_teams(record)
            && named > 0
            && record.get(Key::Count).is_some()
            && record.count().n > named
    }
}
