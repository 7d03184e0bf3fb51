//! What is asked of each of the two terms of a year, held against what was done in each.

use std::sync::Arc;

use chrono::{Datelike, NaiveDate};

use super::judge::{is_over, judge, reached};
use super::limits::Limits;
use super::{Units, Verdict};
use crate::format::Key;
use crate::log::{Record, Text};
use crate::tally::{Selection, Tally, Whose};

/// The terms of a year, by the words for them.
const TERMS: [[&str; 3]; 2] = [
    ["第一学期", "上学期", "秋季学期"],
    ["第二学期", "下学期", "春季学期"],
];

/// The months of the first of the two terms of a school year; the others are of the second.
const OF_THE_FIRST: [u32; 6] = [8, 9, 10, 11, 12, 1];

impl Tally {
    /// Who missed what a target asks of each term of a year in one of them, or went beyond it;
    /// `None` where it asks something else, or it is not known of all that was done in which term.
    pub(super) fn by_term(
        self: &Arc<Tally>,
        target: &Record,
        selection: &Selection,
        undecided: &Selection,
        whose: Option<&Whose>,
    ) -> Option<Verdict> {
        let limits = self.limits_of_terms(target)?;
        let mut units: Vec<Units> = Vec::new();
        for term in 0..TERMS.len() {
            let parts = [selection, undecided];
            let parts = parts.map(|part| part.filter(|record| self.term_of(record) == Some(term)));
            units.push(self.units(&parts[0], &parts[1], target, whose)?);
        }
        let mut records = selection.records().chain(undecided.records());
        let are_known = records.all(|record| self.term_of(record).is_some());
        let is_judged =
            |(all, limits): (&Units, &Limits)| matches!(judge(all, *limits), Verdict::Each { .. });
        if !are_known || !units.iter().zip(&limits).all(is_judged) {
            return None;
        }
        let count = |is_so: &dyn Fn(&super::Unit, Limits) -> bool| {
            let pairs = units[0].units.iter().zip(&units[1].units);
            let either =
                pairs.filter(|(first, second)| is_so(first, limits[0]) || is_so(second, limits[1]));
            either.count() as u64
        };
        let misses = |unit: &super::Unit, limits: Limits| {
            let least = limits.at_least;
            least.is_some_and(|least| reached(unit, least) != Some(true))
        };
        let exceeds = |unit: &super::Unit, limits: Limits| {
            limits.at_most.is_some_and(|most| is_over(unit, most))
        };
        Some(Verdict::Each {
            missed: count(&misses),
            exceeded: count(&exceeds),
        })
    }

    /// What a target asks in each of the two terms, in the report of a year; `None` where it asks
    /// something else as well, or it is not known how often it falls due in each.
    fn limits_of_terms(&self, target: &Record) -> Option<[Limits; 2]> {
        let every = target.word(Key::Every).map_or("学期", |every| every.name);
        let is_average = target
            .word(Key::Per)
            .is_some_and(|per| per.name == "组人均");
        let is_year = matches!(self.term.span.name, "学年" | "年");
        if !is_year || is_average || !target.rows(Key::Or).is_empty() {
            return None;
        }
        let is_of =
            |term: usize| move |day: NaiveDate| OF_THE_FIRST.contains(&day.month()) == (term == 0);
        let times = |term: usize| match every {
            "学期" => Some(1),
            "月" => self.term.months_of(&is_of(term)),
            "周" => self.term.weeks_of(&is_of(term)),
            _ => None,
        };
        let limits = |times: u64| {
            let limit = |key| {
                let limit = target.quantity(key);
                limit.map(|limit| limit.n.saturating_mul(times))
            };
            Limits {
                at_least: limit(Key::AtLeast),
                at_most: limit(Key::AtMost),
            }
        };
        Some([limits(times(0)?), limits(times(1)?)])
    }

    /// In which of the two terms of the year it was, if that is known: January is of the year
    /// before in a calendar year.
    fn term_of(&self, record: &Record) -> Option<usize> {
        let is_called = |name: &Text| {
            let mut terms = TERMS.iter();
            terms.position(|words| words.iter().any(|word| name.contains(word)))
        };
        if let Some(term) = record.text(Key::TermName).and_then(is_called) {
            return Some(term);
        }
        let month = self.term.first_day(record.when(Key::Date)?)?.month();
        let term = usize::from(!OF_THE_FIRST.contains(&month));
        match self.term.span.name {
            "年" if month == 1 => None,
            _ => Some(term),
        }
    }
}
