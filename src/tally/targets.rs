//! Targets against what was done. Nobody is named: a verdict says how many of how many.

use std::sync::Arc;

use crate::format::{Counting, Key, Sort, Table};
use crate::log::{People, Record, Text};
use crate::text::count::{Approx, Count};

use super::{Id, Member, Scope, Selection, Tally, Whose, actor_key, kind_name};

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
}

/// Whether a target was reached.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// Each person or group was judged by the records that name it.
    Each {
        /// How many did less than asked.
        missed: u64,
        /// How many did more than allowed.
        exceeded: u64,
    },
    /// Some records name nobody: who did how much is not known, but together they did only
    /// this much, which is less than was asked of all.
    Together(u64),
    /// Too little is known to say.
    Unknown,
}

/// One of those a target is for, and what it did.
struct Unit {
    done: Count,
    /// The number of people that what was done is to be divided by.
    size: u64,
    /// Whether it did one of the alternatives.
    met_otherwise: bool,
}

/// What is asked of each unit for the whole term.
#[derive(Clone, Copy)]
struct Limits {
    at_least: Option<u64>,
    at_most: Option<u64>,
}

impl Tally {
    /// The outcome of every target, in the order of the log.
    pub fn outcomes(self: &Arc<Tally>) -> &[Outcome] {
        self.outcomes.get_or_init(|| self.outcomes_of(self.group()))
    }

    /// The outcomes for one group alone, or for all.
    pub fn outcomes_of(self: &Arc<Tally>, only: Option<&Text>) -> Vec<Outcome> {
        (0..)
            .zip(&self.log.records)
            .filter(|(_, record)| record.table.sort == Sort::Target)
            .filter(|(_, target)| {
                let group = target.text(Key::Group);
                only.is_none() || group.is_none() || group == only
            })
            .filter_map(|(id, target)| self.outcome(id, target, only))
            .collect()
    }

    fn outcome(self: &Arc<Tally>, id: Id, target: &Record, only: Option<&Text>) -> Option<Outcome> {
        let of = target.measure(Key::Of)?;
        let selection = self.measured_on(of, target.text(Key::Kind));
        // In a report of one group all records are its own.
        let selection = match only.filter(|_| self.group().is_none()) {
            Some(group) => selection.within(&Scope::Of(Whose::Group(group.clone()))),
            None => selection,
        };
        let selection = match target.word(Key::Level) {
            Some(level) => selection.only(Key::Level, level.name),
            None => selection,
        };
        let (units, rest) = match target.word(Key::Per).map_or("人", |per| per.name) {
            "组" => self.groups(&selection, target, only, false),
            "组人均" => self.groups(&selection, target, only, true),
            "校" => (
                vec![Unit {
                    done: selection.count(),
                    size: 1,
                    met_otherwise: false,
                }],
                Count::ZERO,
            ),
            _ => self.people(&selection, target, only),
        };
        let of_records = || {
            selection
                .records()
                .find_map(|record| record.text(Key::Unit))
        };
        let own_unit = target.text(Key::Unit).or_else(of_records);
        Some(Outcome {
            target: id,
            base: units.len() as u64,
            unit: own_unit.map_or(of.unit, |unit| unit).to_owned(),
            verdict: self
                .limits(target)
                .map_or(Verdict::Unknown, |limits| judge(&units, rest, limits)),
        })
    }

    fn measured_on(self: &Arc<Tally>, of: &'static Table, kind: Option<&Text>) -> Selection {
        let all = self.all(of);
        match kind {
            None => all,
            Some(kind) => all.only(Key::Kind, &kind_name(of, kind)),
        }
    }

    /// What a target asks for the whole term; `None` where the log does not tell how often it
    /// falls due.
    fn limits(&self, target: &Record) -> Option<Limits> {
        let times = match target.word(Key::Every).map(|every| every.name) {
            Some("周") => self.term.weeks()?,
            Some("月") => self.term.months()?,
            _ => 1,
        };
        let limit = |key| {
            target
                .quantity(key)
                .map(|limit| limit.n.saturating_mul(times))
        };
        Some(Limits {
            at_least: limit(Key::AtLeast),
            at_most: limit(Key::AtMost),
        })
    }

    /// The people a target is for, and what was done by nobody knows whom of them.
    fn people(
        self: &Arc<Tally>,
        selection: &Selection,
        target: &Record,
        only: Option<&Text>,
    ) -> (Vec<Unit>, Count) {
        let alternatives: Vec<(Selection, u64)> = target
            .rows(Key::Or)
            .iter()
            .filter_map(|row| {
                let selection = self.measured_on(row.measure(Key::Of)?, row.text(Key::Kind));
                Some((selection, row.quantity(Key::AtLeast)?.n))
            })
            .collect();
        let bound = self.bound_by(target).into_iter();
        let bound: Vec<&Member> = bound
            .filter(|member| only.is_none() || member.group.as_ref() == only)
            .collect();
        let units = bound.iter().map(|member| Unit {
            done: done_by(selection, member),
            size: 1,
            met_otherwise: alternatives
                .iter()
                .any(|(other, least)| done_by(other, member).n >= *least),
        });
        let role = target.word(Key::Role);
        let may_be_theirs = |record: &&Record| {
            let of = record.word(Key::ObserverRole);
            let of_role = of.is_none_or(|of| role.is_none_or(|role| role.name == of.name));
            // What a group did was done by those in it.
            let of_group = record.text(Key::Group).is_none_or(|group| {
                let mut groups = bound.iter().map(|member| member.group.as_ref());
                groups.any(|own| own.is_none_or(|own| own == group))
            });
            of_role && of_group
        };
        let rest = selection
            .records()
            .filter(may_be_theirs)
            .map(|record| shares(record).nobodys);
        (units.collect(), rest.sum())
    }

    /// The groups a target is for, and what was done by nobody knows which of them.
    fn groups(
        &self,
        selection: &Selection,
        target: &Record,
        only: Option<&Text>,
        per_head: bool,
    ) -> (Vec<Unit>, Count) {
        let parts = selection.by(Key::Group);
        let groups = self.staff.groups().iter();
        let bound = groups
            .filter(|group| target.text(Key::Group).is_none_or(|of| of == *group))
            .filter(|group| only.is_none_or(|only| only == *group));
        let units = bound.map(|group| {
            let part = parts.iter().find(|(label, _)| label.name == *group);
            let heads = self
                .staff
                .members()
                .filter(|member| member.group.as_ref() == Some(group));
            Unit {
                done: match self.group() {
                    // What names no group is the group's own there.
                    Some(_) => selection.count(),
                    None => part.map_or(Count::ZERO, |(_, part)| part.count()),
                },
                size: if per_head {
                    heads.count().max(1) as u64
                } else {
                    1
                },
                met_otherwise: false,
            }
        });
        let lost = selection.unlabelled(Key::Group);
        let lost = lost.filter(|record| record.get(Key::ObserverRole).is_none());
        let lost = match self.group() {
            Some(_) => Count::ZERO,
            None => lost.count(),
        };
        (units.collect(), lost)
    }

    /// Those on the roster whom a target is for.
    fn bound_by(&self, target: &Record) -> Vec<&Member> {
        let years = |key| target.quantity(key).map(|years| years.n);
        let fits =
            |wanted: Option<&Text>, has: &Option<Text>| wanted.is_none() || wanted == has.as_ref();
        let is_bound = |member: &&Member| {
            let served = |holds: &dyn Fn(u64) -> bool| member.years.is_some_and(holds);
            target
                .word(Key::Role)
                .is_none_or(|role| member.has_role(role))
                && fits(target.text(Key::Status), &member.status)
                && fits(target.text(Key::Subject), &member.subject)
                && fits(target.text(Key::Group), &member.group)
                && years(Key::YearsUnder).is_none_or(|limit| served(&|years| years < limit))
                && years(Key::YearsOver).is_none_or(|limit| served(&|years| years >= limit))
        };
        self.staff.members().filter(is_bound).collect()
    }
}

/// What a record adds for each person it names, and what nobody knows whose it is.
struct Shares {
    each: Count,
    nobodys: Count,
}

/// How a record is shared among people, by the same rule by which it is counted.
fn shares(record: &Record) -> Shares {
    let count = record.count();
    let people = actor_key(record.table).and_then(|key| record.people(key));
    let (each, nobodys) = match (people, record.table.counting) {
        (None, _) => (Count::ZERO, count),
        (Some(People::Number(heads)), Counting::PerPerson(_)) => (Count::ZERO, heads.times(count)),
        (Some(People::Number(heads)), Counting::OfPeople(_)) => (Count::ZERO, *heads),
        (Some(People::Number(_)), Counting::Records) => (Count::ZERO, count),
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

fn done_by(selection: &Selection, member: &Member) -> Count {
    let own = selection.records().filter(|record| {
        let key = actor_key(record.table);
        match key.and_then(|key| record.people(key)) {
            Some(People::Named(names)) => names.contains(&member.name),
            Some(People::Everyone) => {
                let group = record.text(Key::Group);
                group.is_none() || group == member.group.as_ref()
            }
            Some(People::Number(_)) | None => false,
        }
    });
    own.map(|record| shares(record).each).sum()
}

/// Whether `unit` did what is asked; `None` where its number is too vague to tell.
fn reached(unit: &Unit, least: u64) -> Option<bool> {
    let needed = least.saturating_mul(unit.size);
    let enough = unit.done.n >= needed;
    match unit.done.approx {
        _ if unit.met_otherwise => Some(true),
        None => Some(enough),
        Some(Approx::Odd | Approx::More | Approx::Reaching | Approx::Few) => enough.then_some(true),
        Some(Approx::Nearly | Approx::About | Approx::Around) => None,
    }
}

fn judge(units: &[Unit], rest: Count, limits: Limits) -> Verdict {
    if units.is_empty() {
        return Verdict::Unknown;
    }
    let exceeded = limits.at_most.map_or(0, |most| {
        let over = units
            .iter()
            .filter(|unit| unit.done.n > most.saturating_mul(unit.size));
        over.count() as u64
    });
    let least = limits.at_least.unwrap_or(0);
    let verdicts: Option<Vec<bool>> = units.iter().map(|unit| reached(unit, least)).collect();
    let Some(verdicts) = verdicts else {
        return Verdict::Unknown;
    };
    let missed = verdicts.iter().filter(|reached| !**reached).count() as u64;
    if missed == 0 || rest.is_zero() {
        return Verdict::Each { missed, exceeded };
    }
    // Somebody did the rest. Only where all together fell short is it certain that anybody did.
    let needed: u64 = units
        .iter()
        .map(|unit| least.saturating_mul(unit.size))
        .sum();
    let done = units.iter().map(|unit| unit.done).sum::<Count>() + rest;
    if done.approx.is_none() && done.n < needed {
        Verdict::Together(done.n)
    } else {
        Verdict::Unknown
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn unit(n: u64, approx: Option<Approx>) -> Unit {
        Unit {
            done: Count { n, approx },
            size: 1,
            met_otherwise: false,
        }
    }

    const AT_LEAST_5: Limits = Limits {
        at_least: Some(5),
        at_most: None,
    };

    #[test]
    fn nobody_is_said_to_have_missed_what_somebody_unnamed_may_have_done() {
        let units = || [unit(7, None), unit(3, None)];
        let each = Verdict::Each {
            missed: 1,
            exceeded: 0,
        };
        assert_eq!(judge(&units(), Count::ZERO, AT_LEAST_5), each);
        assert_eq!(
            judge(&units(), Count::exact(2), AT_LEAST_5),
            Verdict::Unknown
        );
        let few = [unit(1, None), unit(3, None)];
        assert_eq!(
            judge(&few, Count::exact(2), AT_LEAST_5),
            Verdict::Together(6)
        );
    }

    #[test]
    fn a_vague_number_below_the_limit_is_no_miss() {
        let none = Verdict::Each {
            missed: 0,
            exceeded: 0,
        };
        assert_eq!(
            judge(&[unit(5, Some(Approx::Odd))], Count::ZERO, AT_LEAST_5),
            none
        );
        assert_eq!(
            judge(&[unit(0, Some(Approx::Few))], Count::ZERO, AT_LEAST_5),
            Verdict::Unknown
        );
        assert_eq!(
            judge(&[unit(5, Some(Approx::Nearly))], Count::ZERO, AT_LEAST_5),
            Verdict::Unknown
        );
    }

    #[test]
    fn an_alternative_or_nobody_to_judge() {
        let other = Unit {
            met_otherwise: true,
            ..unit(0, None)
        };
        let none = Verdict::Each {
            missed: 0,
            exceeded: 0,
        };
        assert_eq!(judge(&[other], Count::exact(1), AT_LEAST_5), none);
        assert_eq!(judge(&[], Count::ZERO, AT_LEAST_5), Verdict::Unknown);
    }
}
