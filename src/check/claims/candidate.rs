//! A figure that may be meant, and whether a number is that.

use std::collections::HashSet;

use super::agree;
use super::held::{Read, Source};
use super::narrow::Walk;
use super::narrowing::Narrowing;
use super::numeral::Typed;
use super::passage;
use super::vocabulary::{Head, Vocabulary, fits};
use crate::format::vocabulary::{RECIPIENT, is_person, is_staff};
use crate::format::{Key, Table};
use crate::tally::{Answer, Asked, Entry};
use crate::text::count::Count;

/// What a figure is narrowed to.
pub type Parts<'a> = Vec<(Key, &'a str)>;

impl<'v, 'a> Read<'v, 'a> {
    /// The figures that may be meant.
    pub fn candidates(
        &self,
        vocabulary: &Vocabulary<'a>,
        typed: &Typed,
        (head, side): (usize, Option<&'static str>),
        own: &Walk<'a>,
        narrowing: &Narrowing<'a>,
    ) -> Vec<Candidate> {
        let things = &vocabulary.heads[head];
        let Some(table) = things.table else {
            return Vec::new();
        };
        let mut found = Vec::new();
        for chosen in 0..1_usize << narrowing.loose.len() {
            let loose = narrowing.loose.iter().enumerate();
            let loose = loose.filter(|(place, _)| chosen & (1 << place) != 0);
            let mut parts = narrowing.parts.clone();
            parts.extend(loose.map(|(_, part)| *part));
            let each = each(&parts);
            if each.len() > 1 {
                let all = each.iter().map(|parts| self.answer(table, parts, side));
                let all = all.collect::<Option<Vec<Answer>>>();
                let is_shared = parts.iter().any(|(axis, _)| *axis == Key::Names);
                let together = all.and_then(|all| Candidate::together(all, is_shared));
                found.extend(together.map(|all| Candidate {
                    is_of_each: narrowing.is_of_each,
                    ..all
                }));
                continue;
            }
            let readings = match self.answer(table, &parts, side) {
                Some(answer) if !answer.is_of_both => vec![answer],
                _ if table.key == "paper" => self.by_author(table, &parts, side),
                Some(answer) => vec![answer],
                None => self.by_recipient(things, &parts, side, typed),
            };
            let others = own.others.iter().filter_map(|(other, part)| {
                let table = vocabulary.heads[*other].table?;
                let mut parts = parts.clone();
                parts.retain(|(axis, _)| {
                    *axis == Key::Names
                        || (*axis != Key::Kind && table.field(axis.name()).is_some())
                });
                parts.extend(*part);
                self.answer(table, &parts, side)
            });
            let are_added = table.key == "award" && self.is_of_both(typed);
            let told = if are_added { readings.len() } else { 1 };
            let one = Candidate::new(readings, others.collect());
            found.extend(one.map(|one| Candidate { told, ..one }));
        }
        found
    }

    /// What a figure is that is narrowed to `parts`.
    pub fn answer(
        &self,
        table: &'static Table,
        parts: &Parts,
        side: Option<&'static str>,
    ) -> Option<Answer> {
        let mut parts: Vec<(Key, String)> = parts
            .iter()
            .map(|(axis, part)| (*axis, (*part).to_owned()))
            .collect();
        let rank = |axis: &Key| {
            let place = Key::AXES.iter().position(|known| known == axis);
            place.unwrap_or(Key::AXES.len())
        };
        parts.sort_by_key(|(axis, _)| rank(axis));
        let asked = Asked {
            table,
            parts,
            side,
            is_of_people: false,
        };
        let answer = (self.ask)(asked.clone()).or_else(|| {
            // What teams got is never added to what people got.
            let is_of_people = table.key == "award" && side.is_none();
            let asked = Asked {
                is_of_people,
                ..asked.clone()
            };
            (self.ask)(asked).filter(|_| is_of_people)
        });
        // Where people got none, no record says that people are counted.
        let mut axes = asked.parts.iter();
        let is_of_people = !asked.parts.iter().any(|(axis, _)| *axis == Key::Names)
            && axes.any(|(axis, part)| {
                *axis == Key::Recipient && RECIPIENT.find(part).is_some_and(is_person)
            });
        answer.map(|mut answer| {
            if is_of_people && answer.entry.count.is_zero() {
                answer.entry.unit = "人次".to_owned();
            }
            answer
        })
    }

    /// Whether teachers and pupils are spoken of at once: 师生共获奖28人次.
    fn is_of_both(&self, typed: &Typed) -> bool {
        let clause = passage::clause(self.text, &typed.range);
        self.text[clause.start..typed.range.start].contains("师生")
    }

    /// Papers of teachers and of pupils may be meant alone or together.
    fn by_author(
        &self,
        table: &'static Table,
        parts: &Parts,
        side: Option<&'static str>,
    ) -> Vec<Answer> {
        let of = ["教师", "学生"].into_iter().filter_map(|author| {
            let mut parts = parts.clone();
            parts.push((Key::ByPupils, author));
            self.answer(table, &parts, side)
        });
        of.collect()
    }

    /// Awards are never added up: those to each recipient.
    fn by_recipient(
        &self,
        things: &Head,
        parts: &Parts,
        side: Option<&'static str>,
        typed: &Typed,
    ) -> Vec<Answer> {
        let (Some(table), false) = (
            things.table,
            parts.iter().any(|(axis, _)| *axis == Key::Recipient),
        ) else {
            return Vec::new();
        };
        // What pupils got alone and what they got as a team are apart: there may be no figure of all.
        let is_of_both = self.is_of_both(typed);
        let such = things
            .figures
            .iter()
            .filter(|figure| is_of_both || figure.axes == [Key::Recipient]);
        let mut recipients: Vec<&str> = Vec::new();
        for figure in such {
            let mut along = figure.axes.iter().zip(&figure.parts);
            let own = along.find(|(axis, _)| **axis == Key::Recipient);
            recipients.extend(own.map(|(_, part)| part.as_str()));
        }
        let mut known = HashSet::new();
        let is_of_staff = self.is_of_all_teachers(typed);
        recipients.retain(|recipient| {
            let is_meant = !is_of_staff || RECIPIENT.find(recipient).is_some_and(is_staff);
            is_meant && known.insert(*recipient)
        });
        let of = recipients.into_iter().filter_map(|recipient| {
            let mut parts = parts.clone();
            parts.push((Key::Recipient, recipient));
            self.answer(table, &parts, side)
        });
        let of = of.filter(|answer| fits(&answer.entry.unit, typed.unit));
        of.filter(|answer| !answer.entry.count.is_zero()).collect()
    }
}

/// Each of several parts along one axis alone: 语文组 and 数学组 of 语文、数学两组.
fn each<'a>(parts: &Parts<'a>) -> Vec<Parts<'a>> {
    let mut all = vec![Parts::new()];
    let mut known: Vec<Key> = Vec::new();
    for (axis, _) in parts {
        if known.contains(axis) {
            continue;
        }
        known.push(*axis);
        let along = parts.iter().filter(|(key, _)| key == axis);
        all = along
            .flat_map(|part| all.iter().map(move |one| [&one[..], &[*part]].concat()))
            .collect();
    }
    all
}

/// A figure that may be meant.
pub struct Candidate {
    pub first: Answer,
    /// What else the same words may mean.
    others: Vec<Answer>,
    /// Whether all of them are meant, and none alone.
    is_together: bool,
    /// Whether what one of several people did may be what another did.
    is_shared: bool,
    /// Whether each of them is meant, and not what they come to.
    is_of_each: bool,
    /// How many of them a number is told to differ from: what teachers and pupils got is added up.
    told: usize,
}

impl Candidate {
    fn new(readings: Vec<Answer>, others: Vec<Answer>) -> Option<Candidate> {
        let mut all = readings.into_iter().chain(others);
        Some(Candidate {
            first: all.next()?,
            others: all.take(6).collect(),
            is_together: false,
            is_shared: false,
            is_of_each: false,
            told: 1,
        })
    }

    fn together(all: Vec<Answer>, is_shared: bool) -> Option<Candidate> {
        let mut all = all.into_iter();
        Some(Candidate {
            first: all.next()?,
            others: all.collect(),
            is_together: true,
            is_shared,
            is_of_each: false,
            told: 1,
        })
    }

    /// What a number is told to differ from.
    pub fn source<'v, 'a>(&self, typed: &Typed) -> Source<'v, 'a> {
        if self.is_of_each {
            let other = self.all().find(|one| !is_answer(typed, one));
            return Source::Figure(other.unwrap_or(&self.first).entry.clone());
        }
        if !self.is_together && self.told < 2 {
            return Source::Figure(self.first.entry.clone());
        }
        let first = self.told().find_map(|answer| answer.entry.records);
        let records = self.told().filter_map(|answer| answer.entry.records);
        Source::Sum {
            count: self.count(),
            unit: self.first.entry.unit.clone(),
            records: first.map(|(first, _)| (first, records.map(|(_, count)| count).sum())),
        }
    }

    /// What a number is told to differ from.
    fn told(&self) -> impl Iterator<Item = &Answer> {
        let most = if self.is_together {
            usize::MAX
        } else {
            self.told.max(1)
        };
        self.all().take(most)
    }

    /// How many it is: all of them, or the first.
    pub fn count(&self) -> Count {
        self.told().map(|answer| answer.entry.count).sum()
    }

    /// Whether all of its records say how often it was.
    pub fn is_complete(&self) -> bool {
        let mut all = self.all();
        let of = |answer: &Answer| answer.entry.is_complete && !answer.is_of_both;
        match self.is_together {
            true => all.all(of),
            false => of(&self.first),
        }
    }

    /// Whether what its records say is more than `typed`, whatever else there may be.
    pub fn is_surely_more(&self, typed: &Typed) -> bool {
        !self.all().any(|answer| answer.is_of_both) && agree::is_less(typed, self.count())
    }

    /// Whether 召开 and 参加 each tell a part of it.
    pub fn is_held_or_attended(&self) -> bool {
        self.all().any(|answer| answer.is_held_or_attended)
    }

    fn all(&self) -> impl Iterator<Item = &Answer> {
        std::iter::once(&self.first).chain(&self.others)
    }

    /// Whether the number is one of awards, which are no more than those who got them: 获奖3项 of
    /// 5人次.
    pub fn is_at_most(&self, typed: &Typed) -> bool {
        let unit = &self.first.entry.unit;
        unit == "人次" && fits(typed.unit, "项") && typed.unit != "个"
    }

    pub fn can_be_compared(&self, typed: &Typed) -> bool {
        let is_people = |unit: &str| fits(unit, "人");
        let unit = &self.first.entry.unit;
        let are_people = typed.unit != "个" && is_people(typed.unit);
        // 获奖3项, of a person: 3人次.
        let are_awards =
            |one: &str, other: &str| is_sum(one) && (fits(other, "项") || other == "次");
        let is_of_people = self.first.entry.axes.contains(&Key::Names);
        let is_alike =
            is_of_people && (are_awards(unit, typed.unit) || are_awards(typed.unit, unit));
        is_alike
            || self.is_at_most(typed)
            || (fits(unit, typed.unit)
                && !(is_sum(typed.unit) && !is_sum(unit) && are_people)
                && !(are_people && unit == "个"))
    }

    /// Whether the number may be this: each of what the words may mean, or some together.
    pub fn agrees(&self, typed: &Typed) -> bool {
        let all: Vec<&Answer> = self.all().collect();
        if self.is_of_each {
            return all.iter().all(|one| is_answer(typed, one));
        }
        let most = 1_usize << all.len();
        let from = if self.is_together { most - 1 } else { 1 };
        (from..most).any(|chosen| {
            let these = all.iter().enumerate();
            let these = these.filter(|(place, _)| chosen & (1 << place) != 0);
            let these: Vec<&Answer> = these.map(|(_, answer)| *answer).collect();
            let sum: Count = these.iter().map(|answer| answer.entry.count).sum();
            let more: u64 = these.iter().map(|answer| answer.undecided.n).sum();
            if self.is_shared {
                let most = these.iter().map(|answer| answer.entry.count.n).max();
                let least = Count::exact(most.unwrap_or_default());
                let more = more.saturating_add(sum.n.saturating_sub(least.n));
                return agree::is_within(typed, least, more);
            }
            let once = match these[..] {
                [one] if is_sum(&one.entry.unit) && !is_sum(typed.unit) => match one.distinct {
                    Some(once) => agree::agree(typed, once),
                    None => agree::is_within(typed, Count::ZERO, sum.n),
                },
                _ => false,
            };
            once || agree::is_within(typed, sum, more)
        })
    }

    /// Whether the number is more than all of it.
    pub fn is_less_than(&self, typed: &Typed) -> bool {
        let sum: Count = self.all().map(|answer| answer.entry.count).sum();
        let more: u64 = self.all().map(|answer| answer.undecided.n).sum();
        agree::is_more(
            typed,
            Count {
                n: sum.n.saturating_add(more),
                ..sum
            },
        )
    }
}

/// Whether the number may be just this.
fn is_answer(typed: &Typed, one: &Answer) -> bool {
    agree::is_within(typed, one.entry.count, one.undecided.n)
}

/// Of the figures that may be meant the one that is nearest to the number; of two that are as near
/// the more narrowed one.
pub fn nearest<'c>(candidates: &'c [Candidate], typed: &Typed) -> Option<&'c Candidate> {
    candidates
        .iter()
        .rev()
        .min_by_key(|one| one.count().n.abs_diff(typed.hundredths / 100))
}

/// The figure of `things` that is narrowed to just `parts`.
pub fn narrowed<'a>(things: &Head<'a>, parts: &Parts) -> Option<&'a Entry> {
    let mut own: Vec<&str> = parts.iter().map(|(_, part)| *part).collect();
    own.sort_unstable();
    own.dedup();
    let figures = things.figures.iter().filter(|figure| figure.side.is_none());
    let mut figures = figures.filter(|figure| {
        let mut known: Vec<&str> = figure.parts.iter().map(String::as_str).collect();
        known.sort_unstable();
        known == own
    });
    figures.next().copied()
}

/// Whether the number is that of some part of `things`, which may be meant.
pub fn is_some_part(things: &Head, whole: &Entry, typed: &Typed) -> bool {
    let mut parts = things
        .figures
        .iter()
        .filter(|figure| figure.side == whole.side && !figure.parts.is_empty());
    parts.any(|figure| fits(&figure.unit, typed.unit) && agree::agree(typed, figure.count))
}

/// 人次 and 节次 count one thing several times.
pub fn is_sum(unit: &str) -> bool {
    unit.chars().count() > 1 && unit.ends_with('次')
}
