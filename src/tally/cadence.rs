//! How regularly something was held.

use std::collections::BTreeSet;

use crate::format::Key;

use super::Selection;

/// A rhythm that was kept without a gap.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Cadence {
    /// Every teaching week.
    Weekly,
    /// Every two teaching weeks.
    Fortnightly,
    /// Every month.
    Monthly,
}

impl Cadence {
    /// As it is said.
    pub fn name(self) -> &'static str {
        match self {
            Cadence::Weekly => "每周一次",
            Cadence::Fortnightly => "每两周一次",
            Cadence::Monthly => "每月一次",
        }
    }
}

impl Selection {
    /// The rhythm these records keep, by the weeks they lie in; records without a day count as
    /// a week each. `None` where they keep none, or the term's weeks are not known.
    pub fn cadence(&self) -> Option<Cadence> {
        let term = &self.tally().term;
        let weeks = term.weeks().filter(|weeks| *weeks > 1)?;
        let mut seen = BTreeSet::new();
        let mut fortnights = BTreeSet::new();
        let mut months = BTreeSet::new();
        let mut undated = 0;
        for record in self.records() {
            let when = record.when(Key::Date);
            months.extend(when.and_then(|when| when.month()));
            match when.and_then(|when| term.week(when)) {
                Some(week) => {
                    seen.insert(week);
                    fortnights.insert(week.div_euclid(2));
                }
                None => undated += record.count().n,
            }
        }
        let times = |dated: usize| dated as u64 + undated;
        if times(seen.len()) >= weeks {
            Some(Cadence::Weekly)
        } else if times(fortnights.len()) >= weeks.div_ceil(2) {
            Some(Cadence::Fortnightly)
        } else if term.months().is_some_and(|all| times(months.len()) >= all) {
            Some(Cadence::Monthly)
        } else {
            None
        }
    }

    /// The rhythm that each and every teaching group kept; `None` if one did not, or if the
    /// log knows of fewer than two groups.
    pub fn cadence_of_groups(&self) -> Option<Cadence> {
        let groups = self.tally().staff.groups();
        let parts = self.by(Key::Group);
        let complete = parts.len() > 1
            && groups.iter().all(|group| parts.iter().any(|(label, _)| label.name == *group));
        if !complete {
            return None;
        }
        // The slowest of them is what all have kept.
        let rhythms: Option<Vec<Cadence>> = parts.iter().map(|(_, part)| part.cadence()).collect();
        rhythms?.into_iter().max()
    }
}
