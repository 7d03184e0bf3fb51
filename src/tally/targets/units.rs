//! Whom a target is for, and what each of them did.

use super::shares::{done_by, perhaps_done_by, shared_in, shares};
use super::{Unit, Units, asked};
use crate::format::Key;
use crate::log::{People, Record, Text};
use crate::tally::{Member, Selection, Tally, Whose, acting_key};
use crate::text::count::Count;

use std::sync::Arc;

/// Something else that would do.
struct Alternative {
    selection: Selection,
    least: u64,
}

/// Whether one of `alternatives` was reached with what was `done` of each; `None` where their
/// numbers are too vague to tell.
fn any_reached(alternatives: &[Alternative], done: impl Fn(&Selection) -> Count) -> Option<bool> {
    let reached = |other: &Alternative| done(&other.selection).reaches(Count::exact(other.least));
    let reached: Vec<Option<bool>> = alternatives.iter().map(reached).collect();
    match reached.contains(&Some(true)) {
        true => Some(true),
        false => (!reached.contains(&None)).then_some(false),
    }
}

impl Tally {
    /// Those whom `target` is for, of `whose` alone, with what of `undecided` may be theirs; `None` where it does not concern them.
    pub(super) fn units(
        self: &Arc<Tally>,
        selection: &Selection,
        undecided: &Selection,
        target: &Record,
        whose: Option<&Whose>,
    ) -> Option<Units> {
        let only = match whose {
            Some(Whose::Group(group)) => Some(group),
            _ => None,
        };
        let per = target.word(Key::Per).map_or("人", |per| per.name);
        match (per, whose) {
            ("人", Some(Whose::Person(name))) => self.person(selection, undecided, target, name),
            (_, Some(Whose::Person(_) | Whose::Those(_) | Whose::NoGroup)) => None,
            ("组", _) => Some(self.groups(selection, undecided, target, only, false)),
            ("组人均", _) => Some(self.groups(selection, undecided, target, only, true)),
            ("校", _) => Some(Units {
                units: vec![Unit {
                    done: selection.count(),
                    shared: Count::ZERO,
                    size: 1,
                    met_otherwise: Some(false),
                    is_whole: true,
                }],
                rest: Count::ZERO,
                is_rest_theirs: true,
                strangers: Count::ZERO,
                undecided: Count::ZERO,
                people: Vec::new(),
                is_open: false,
                is_recorded: true,
            }),
            _ => self.people(selection, undecided, target, only),
        }
    }

    /// One person, if the target is for them; in a teacher's own log what names nobody is theirs.
    fn person(
        self: &Arc<Tally>,
        selection: &Selection,
        undecided: &Selection,
        target: &Record,
        name: &Text,
    ) -> Option<Units> {
        let is_owner = self.owner() == Some(name);
        let bound = self.bound_by(target);
        let member = bound.iter().find(|member| member.name == *name);
        let is_for_all = binds_all(target);
        let is_unlisted = self.staff.member(name).is_none();
        if member.is_none() && !(is_owner && is_unlisted && is_for_all) {
            return None;
        }
        let group = member.and_then(|member| member.group.as_ref());
        // In their own log what names nobody is theirs, unless it is a group's or of others as well.
        let nobodys = |selection: &Selection, theirs: bool| -> Count {
            let is_perhaps = |record: &&Record| {
                let of = record.text(Key::Group);
                is_owner && (of.is_none() || of == group)
            };
            let records = selection.records().filter(is_perhaps);
            let records = records.filter(|record| self.takes_part(record, name) == theirs);
            records
                .map(|record| shares(selection, record).nobodys)
                .sum()
        };
        let done =
            |selection: &Selection| done_by(selection, name, group) + nobodys(selection, true);
        let others = self.others(target);
        let bound: Vec<&Member> = member.copied().into_iter().collect();
        let is_left = |selection: &Selection| match is_owner {
            true => nobodys(selection, false),
            false => self.rest(selection, target, &bound),
        };
        Some(Units {
            units: vec![Unit {
                done: done(selection),
                shared: shared_in(selection, name) + perhaps_done_by(selection, name, group),
                size: 1,
                met_otherwise: any_reached(&others, done),
                is_whole: true,
            }],
            rest: is_left(selection),
            is_rest_theirs: is_owner,
            strangers: Count::ZERO,
            undecided: match is_owner {
                true => Count::ZERO,
                false => self.rest(undecided, target, &bound),
            },
            people: Vec::new(),
            is_open: others
                .iter()
                .any(|other| !is_left(&other.selection).is_zero()),
            is_recorded: is_owner || self.is_recorded_by_name(selection),
        })
    }

    /// Whether the log names anybody who did such a thing, or says that everyone did.
    fn is_recorded_by_name(self: &Arc<Tally>, selection: &Selection) -> bool {
        let all = self.everything(selection.table());
        let mut done = all.records().filter_map(|record| {
            let key = acting_key(record)?;
            record.people(key)
        });
        done.any(|people| !matches!(people, People::Number(_)))
    }

    /// The people a target is for; `None` in a report of a group that has none of them.
    fn people(
        self: &Arc<Tally>,
        selection: &Selection,
        undecided: &Selection,
        target: &Record,
        only: Option<&Text>,
    ) -> Option<Units> {
        let alternatives = self.others(target);
        let bound = self.bound_by(target).into_iter();
        let bound: Vec<&Member> = bound
            .filter(|member| only.is_none() || member.group.as_ref() == only)
            .collect();
        if bound.is_empty() && only.is_some() && self.staff.members().next().is_some() {
            return None;
        }
        let done = |selection: &Selection, member: &Member| {
            done_by(selection, &member.name, member.group.as_ref())
        };
        let is_placed =
            |record: &Record| only.is_none_or(|group| !self.is_part_of_any(record, group));
        let placed = selection.filter(is_placed);
        let units = bound.iter().map(|member| Unit {
            done: done(selection, member),
            shared: shared_in(selection, &member.name)
                + perhaps_done_by(selection, &member.name, member.group.as_ref()),
            size: 1,
            met_otherwise: any_reached(&alternatives, |other| done(other, member)),
            is_whole: true,
        });
        Some(Units {
            units: units.collect(),
            rest: self.rest(&placed, target, &bound),
            is_rest_theirs: self.is_rest_theirs(&placed, target, only, &bound),
            strangers: self.strangers(selection),
            undecided: self.rest(undecided, target, &bound),
            people: bound.iter().map(|member| member.name.clone()).collect(),
            is_open: alternatives
                .iter()
                .any(|other| !self.rest(&other.selection, target, &bound).is_zero()),
            is_recorded: self.is_recorded_by_name(selection),
        })
    }

    /// What else would do instead of what a target asks, of those who did it.
    fn others(self: &Arc<Tally>, target: &Record) -> Vec<Alternative> {
        let others = self.alternatives(target);
        others
            .filter_map(|(row, least)| {
                let all = self.all(row.measure(Key::Of)?);
                let selection = asked(&all, row.text(Key::Kind), true);
                Some(Alternative { selection, least })
            })
            .collect()
    }

    /// Whether what was done by nobody knows whom was done by some of `bound` and by nobody else: the
    /// target is for all who are spoken of, for all of the record's group, or for all who hold the
    /// post that it names.
    fn is_rest_theirs(
        &self,
        selection: &Selection,
        target: &Record,
        only: Option<&Text>,
        bound: &[&Member],
    ) -> bool {
        let are_all = |all: &dyn Fn(&&Member) -> bool| {
            bound.len() == self.staff.members().filter(all).count()
        };
        if are_all(&|member| only.is_none() || member.group.as_ref() == only) {
            return true;
        }
        let role = target.word(Key::Role);
        let role = role.filter(|role| are_all(&|member| member.has_role(role)));
        let of_group = |group: &Text| {
            let own = |member: &&Member| member.group.as_ref() == Some(group);
            let bound = bound.iter().filter(|member| own(member)).count();
            bound == self.staff.members().filter(own).count()
        };
        let groups = self.staff.groups().iter();
        let groups: Vec<&Text> = groups.filter(|group| of_group(group)).collect();
        let mut unsigned = selection
            .records()
            .filter(|record| !shares(selection, record).nobodys.is_zero());
        unsigned.all(|record| {
            let by_post = record.word(Key::ObserverRole);
            let group = record.text(Key::Group);
            group.is_some_and(|group| groups.contains(&group))
                || by_post.is_some_and(|post| Some(post) == role)
        })
    }

    /// What was done by nobody knows whom, perhaps by one of `bound`.
    fn rest(&self, selection: &Selection, target: &Record, bound: &[&Member]) -> Count {
        let may_be_theirs = |record: &&Record| {
            let of_role = record.word(Key::ObserverRole).is_none_or(|role| {
                match self.staff.everyone().any(|member| member.has_role(role)) {
                    true => bound.iter().any(|member| member.has_role(role)),
                    // The roster does not say who has it; a new teacher has none.
                    false => {
                        let are_new = [Key::Status, Key::YearsUnder];
                        !are_new.iter().any(|key| target.get(*key).is_some())
                            && target.word(Key::Role).is_none_or(|asked| asked == role)
                    }
                }
            });
            // What a group did was done by those in it.
            let of_group = record.text(Key::Group).is_none_or(|group| {
                let mut groups = bound.iter().map(|member| member.group.as_ref());
                groups.any(|own| own.is_none_or(|own| own == group))
            });
            of_role && of_group
        };
        let records = selection.records().filter(may_be_theirs);
        records
            .map(|record| shares(selection, record).nobodys)
            .sum()
    }

    /// What people did of whom the roster does not know.
    fn strangers(&self, selection: &Selection) -> Count {
        let done = |record: &Record| {
            let names = acting_key(record).and_then(|key| record.people(key));
            let names = names.map_or(&[][..], People::names).iter();
            let unknown = names
                .filter(|name| self.staff.member(name).is_none())
                .count();
            Count::exact(unknown as u64).times(shares(selection, record).each)
        };
        selection.records().map(done).sum()
    }

    /// The groups a target is for.
    fn groups(
        &self,
        selection: &Selection,
        undecided: &Selection,
        target: &Record,
        only: Option<&Text>,
        per_head: bool,
    ) -> Units {
        let parts = selection.by(Key::Group);
        let is_the_schools = |record: &Record| {
            let group = self.group();
            group.is_some_and(|group| self.knows_others(group)) && self.is_the_schools(record)
        };
        let is_own = |record: &Record| !is_the_schools(record) && !self.is_joint(record);
        let groups = self.staff.groups().iter();
        let bound = groups
            .filter(|group| target.text(Key::Group).is_none_or(|of| of == *group))
            .filter(|group| only.is_none_or(|only| only == *group));
        let joint = selection.filter(|record| self.is_joint(record));
        let counts_joint = self.group().is_some() || only.is_none();
        // What others lead counts for none of the others who had a part in it; with it they may have enough.
        let led =
            [selection, undecided].map(|all| all.filter(|record| self.is_with_helpers(record)));
        let part_taken = |group: &Text| -> Count {
            let had_a_part = |record: &Record| self.only_had_a_part(record, group);
            let parts = led.iter().map(|all| all.filter(had_a_part));
            parts.map(|part| part.of_everybody().count()).sum()
        };
        let units = bound.map(|group| {
            let with_others = |record: &Record| self.groups_of(record).contains(&group);
            let part = parts.iter().find(|(label, _)| label.name == *group);
            let heads = self
                .staff
                .members()
                .filter(|member| member.group.as_ref() == Some(group));
            Unit {
                done: match self.group() {
                    // What names no group is the group's own there; what all did is the school's,
                    // and what several did together is none's.
                    Some(_) => selection.filter(is_own).count(),
                    None => part.map_or(Count::ZERO, |(_, part)| part.count()),
                },
                shared: match counts_joint {
                    true => joint.filter(with_others).count(),
                    false => Count::ZERO,
                } + part_taken(group),
                size: if per_head {
                    heads.count().max(1) as u64
                } else {
                    1
                },
                met_otherwise: Some(false),
                is_whole: self.staff.is_whole(Some(group)),
            }
        });
        let units = units.collect();
        // What heads without a group heard is no group's.
        let may_be_of_group = |record: &Record| {
            let role = record.word(Key::ObserverRole);
            role.is_none_or(|role| {
                let mut holders = self.staff.everyone().filter(|member| member.has_role(role));
                holders.any(|member| member.group.is_some())
            })
        };
        // What names no group may be any one's.
        let lost = selection.unlabelled(Key::Group).filter(may_be_of_group);
        // Of what all wrote a part may be the group's, and what all attended is told as the group's too.
        let shared = selection.filter(is_the_schools);
        let lost = lost.filter(|record| !self.is_joint(record));
        let rest = match (self.group(), only) {
            (None, None) => lost.count(),
            _ => Count::ZERO,
        };
        let is_open = |record: &Record| {
            let is_others = only.or(self.group());
            may_be_of_group(record)
                && !is_others.is_some_and(|group| self.only_had_a_part(record, group))
        };
        Units {
            units,
            rest,
            is_rest_theirs: true,
            strangers: Count::ZERO,
            undecided: undecided.filter(is_open).count() + shared.count(),
            people: Vec::new(),
            is_open: false,
            is_recorded: true,
        }
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

/// Keys by which a target binds some alone.
const BINDING: [Key; 6] = [
    Key::Role,
    Key::Status,
    Key::Subject,
    Key::Group,
    Key::YearsUnder,
    Key::YearsOver,
];

/// Whether a target is for everybody.
pub(super) fn binds_all(target: &Record) -> bool {
    BINDING.iter().all(|key| target.get(*key).is_none())
}
