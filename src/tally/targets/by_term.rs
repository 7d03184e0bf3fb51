//! What is asked of each of the two terms of a year, held against what was done in each.

use std::sync::Arc;

use chrono::Datelike;

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
        let limits = self.limits_of_term(target)?;
        let mut units: Vec<Units> = Vec::new();
        for term in 0..TERMS.len() {
            let parts = [selection, undecided];
            let parts = parts.map(|part| part.filter(|record| self.term_of(record) == Some(term)));
            units.push(self.units(&parts[0], &parts[1], target, whose)?);
        }
        let mut records = selection.records().chain(undecided.records());
        let are_known = records.all(|record| self.term_of(record).is_some());
        let is_judged = |all: &Units| matches!(judge(all, limits), Verdict::Each { .. });
        if !are_known || !units.iter().all(is_judged) {
            return None;
        }
        let count = |is_so: &dyn Fn(&super::Unit) -> bool| {
            let pairs = units[0].units.iter().zip(&units[1].units);
            let either = pairs.filter(|(first, second)| is_so(first) || is_so(second));
            either.count() as u64
        };
        Some(Verdict::Each {
            missed: limits
                .at_least
                .map_or(0, |least| count(&|unit| reached(unit, least) != Some(true))),
            exceeded: limits
                .at_most
                .map_or(0, |most| count(&|unit| is_over(unit, most))),
        })
    }

    /// What a target asks of each term, in the report of a year; `None` where it asks something
    /// else as well.
    fn limits_of_term(&self, target: &Record) -> Option<Limits> {
        let every = target.word(Key::Every).map_or("学期", |every| every.name);
        let is_average = target
            .word(Key::Per)
            .is_some_and(|per| per.name == "组人均");
        let is_year = matches!(self.term.span.name, "学年" | "年");
        let limit = |key| target.quantity(key).map(|limit| limit.n);
        (every == "学期" && is_year && !is_average && target.rows(Key::Or).is_empty()).then(|| {
            Limits {
                at_least: limit(Key::AtLeast),
                at_most: limit(Key::AtMost),
            }
        })
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
