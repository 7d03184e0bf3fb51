//! Targets against what was done. Nobody is named: an outcome says how many of how many.

use std::sync::Arc;

use crate::format::{Key, Sort, Table};
use crate::log::{People, Record, Text};

use super::{Id, Member, Selection, Tally, actor_key, actors, kind_name};

/// On what an outcome rests.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Basis {
    /// Each person or group was judged by the records that name it.
    Each,
    /// Some records name nobody, so that only the average of all could be judged.
    Average,
    /// Too little is known to say: records name nobody, nobody is bound, nothing is asked.
    Unknown,
}

/// What became of one target.
#[derive(Debug, Clone)]
pub struct Outcome {
    /// The target's record.
    pub target: Id,
    /// On what the outcome rests.
    pub basis: Basis,
    /// How many people or groups it was for.
    pub base: u64,
    /// How many of them did not reach it.
    pub missed: u64,
    /// How many went past its upper limit.
    pub exceeded: u64,
    /// What all of them did together.
    pub total: u64,
    /// The measure word of what is counted.
    pub unit: String,
}

/// What each of those did whom a target is for.
struct Measured {
    /// What a person did, or a group with the number of people it is to be divided by.
    done: Vec<(u64, u64)>,
    /// Done by somebody of those the target is for, but by whom is not written.
    unattributed: u64,
}

impl Tally {
    /// The outcome of every target, in the order of the log.
    pub fn outcomes(self: &Arc<Tally>) -> Vec<Outcome> {
        (0..)
            .zip(&self.log.records)
            .filter(|(_, record)| record.table.sort == Sort::Target)
            .filter(|(_, target)| {
                let group = target.text(Key::Group);
                self.group().is_none() || group.is_none() || group == self.group()
            })
            .filter_map(|(id, target)| self.outcome(id, target))
            .collect()
    }

    fn outcome(self: &Arc<Tally>, id: Id, target: &Record) -> Option<Outcome> {
        let per = target.word(Key::Per).map_or("人", |per| per.name);
        let of = target.measure(Key::Of)?;
        let limit = |key| {
            target
                .quantity(key)
                .map(|limit| limit.n * self.periods(target))
        };
        let (at_least, at_most) = (limit(Key::AtLeast), limit(Key::AtMost));
        let selection = self.measured_on(of, target.text(Key::Kind));
        let measured = match per {
            "组" | "组人均" => self.by_group(&selection, target, per == "组人均"),
            "校" => Measured {
                done: vec![(selection.count().n, 1)],
                unattributed: 0,
            },
            _ => self.by_person(&selection, target),
        };
        let mut outcome = judge(id, &measured, at_least, at_most);
        let own_unit = selection
            .records()
            .find_map(|record| record.text(Key::Unit));
        outcome.unit = own_unit.map_or(of.unit, |unit| unit).to_owned();
        if per == "人" && outcome.missed > 0 {
            outcome.missed -= self.met_otherwise(target, &measured, at_least);
        }
        if outcome.base == 0 || (at_least.is_none() && at_most.is_none()) {
            outcome.basis = Basis::Unknown;
        }
        Some(outcome)
    }

    fn measured_on(self: &Arc<Tally>, of: &'static Table, kind: Option<&Text>) -> Selection {
        let all = self.all(of);
        match kind {
            None => all,
            Some(kind) => all.only(Key::Kind, &kind_name(of, kind)),
        }
    }

    /// How often a target falls due in the term.
    fn periods(&self, target: &Record) -> u64 {
        match target.word(Key::Every).map(|every| every.name) {
            Some("周") => self.term.weeks().unwrap_or(1),
            Some("月") => self.term.months().unwrap_or(1),
            _ => 1,
        }
    }

    fn by_person(&self, selection: &Selection, target: &Record) -> Measured {
        let members = self.bound_by(target);
        let done = members.iter().map(|member| (done_by(selection, member), 1));
        let role = target.word(Key::Role);
        let unattributed = selection.records().filter(|record| {
            let named = !actors(record).is_empty() || is_everyone(record);
            let role_fits = record
                .word(Key::ObserverRole)
                .is_none_or(|of| role.is_none_or(|role| role.name == of.name));
            !named && role_fits
        });
        Measured {
            done: done.collect(),
            unattributed: unattributed.map(|record| record.count().n).sum(),
        }
    }

    fn by_group(&self, selection: &Selection, target: &Record, average: bool) -> Measured {
        let parts = selection.by(Key::Group);
        let groups = self.staff.groups().iter();
        let bound =
            groups.filter(|group| target.text(Key::Group).is_none_or(|only| only == *group));
        let done = bound.map(|group| {
            let part = parts.iter().find(|(label, _)| label.name == *group);
            let total = part.map_or(0, |(_, part)| part.count().n);
            let members = self.staff.members();
            let size = members
                .filter(|member| member.group.as_ref() == Some(group))
                .count() as u64;
            (total, if average { size.max(1) } else { 1 })
        });
        let lost = selection.records().filter(|record| {
            self.labels(record, Key::Group).is_empty() && record.word(Key::ObserverRole).is_none()
        });
        Measured {
            done: done.collect(),
            unattributed: lost.map(|record| record.count().n).sum(),
        }
    }

    /// Those on the roster whom a target is for.
    fn bound_by(&self, target: &Record) -> Vec<&Member> {
        let fits =
            |wanted: Option<&Text>, has: &Option<Text>| wanted.is_none() || wanted == has.as_ref();
        let years = |key| target.quantity(key).map(|years| years.n);
        let members = self.staff.members();
        members
            .filter(|member| {
                target
                    .word(Key::Role)
                    .is_none_or(|role| member.has_role(role))
            })
            .filter(|member| fits(target.text(Key::Status), &member.status))
            .filter(|member| fits(target.text(Key::Subject), &member.subject))
            .filter(|member| fits(target.text(Key::Group), &member.group))
            .filter(|member| {
                years(Key::YearsUnder)
                    .is_none_or(|limit| member.years.is_some_and(|years| years < limit))
            })
            .filter(|member| {
                years(Key::YearsOver)
                    .is_none_or(|limit| member.years.is_some_and(|years| years >= limit))
            })
            .collect()
    }

    /// How many of those short of the target did one of its alternatives.
    fn met_otherwise(
        self: &Arc<Tally>,
        target: &Record,
        measured: &Measured,
        at_least: Option<u64>,
    ) -> u64 {
        let rows = target.rows(Key::Or);
        if rows.is_empty() {
            return 0;
        }
        let members = self.bound_by(target);
        let short = members
            .iter()
            .zip(&measured.done)
            .filter(|(_, (done, _))| at_least.is_some_and(|least| *done < least));
        let saved = short.filter(|(member, _)| {
            rows.iter().any(|row| {
                let (Some(of), Some(least)) = (row.measure(Key::Of), row.quantity(Key::AtLeast))
                else {
                    return false;
                };
                done_by(&self.measured_on(of, row.text(Key::Kind)), member) >= least.n
            })
        });
        saved.count() as u64
    }
}

fn done_by(selection: &Selection, member: &Member) -> u64 {
    let records = selection.records();
    records
        .filter(|record| {
            let of_all = || {
                record
                    .text(Key::Group)
                    .is_none_or(|group| member.group.as_ref() == Some(group))
            };
            actors(record).contains(&member.name) || (is_everyone(record) && of_all())
        })
        .map(|record| record.count().n)
        .sum()
}

/// Whether a record is everyone's doing (全体).
fn is_everyone(record: &Record) -> bool {
    actor_key(record.table).is_some_and(|key| record.people(key) == Some(&People::Everyone))
}

fn judge(target: Id, measured: &Measured, at_least: Option<u64>, at_most: Option<u64>) -> Outcome {
    let base = measured.done.len() as u64;
    let total = measured.done.iter().map(|(done, _)| done).sum::<u64>() + measured.unattributed;
    let count = |wrong: &dyn Fn(u64, u64) -> bool| {
        let done = measured.done.iter();
        done.filter(|(done, size)| wrong(*done, *size)).count() as u64
    };
    let missed = at_least.map_or(0, |least| count(&|done, size| done < least * size));
    let exceeded = at_most.map_or(0, |most| count(&|done, size| done > most * size));
    let outcome = Outcome {
        target,
        basis: Basis::Each,
        base,
        missed,
        exceeded,
        total,
        unit: String::new(),
    };
    if missed == 0 || measured.unattributed == 0 {
        return outcome;
    }
    // Somebody did what is not attributed: only all of them together can be judged, and only
    // where that settles it.
    let needed = at_least.unwrap_or(0) * base;
    if total < needed {
        Outcome {
            basis: Basis::Average,
            ..outcome
        }
    } else {
        Outcome {
            basis: Basis::Unknown,
            missed: 0,
            ..outcome
        }
    }
}
