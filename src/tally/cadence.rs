//! How regularly something was held.

use std::collections::BTreeSet;

use crate::format::Key;
use crate::log::Text;

use super::Selection;

/// How often something was held without a gap; more seldom is greater.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Rhythm {
    /// Every teaching week.
    Weekly,
    /// Every two teaching weeks.
    Fortnightly,
    /// Every month.
    Monthly,
}

/// A rhythm that was kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Cadence {
    /// The rhythm.
    pub rhythm: Rhythm,
    /// Whether it was held more often than that.
    pub at_least: bool,
}

impl Cadence {
    /// As it is said.
    pub fn name(self) -> &'static str {
        match (self.rhythm, self.at_least) {
            (Rhythm::Weekly, false) => "每周一次",
            (Rhythm::Weekly, true) => "每周至少一次",
            (Rhythm::Fortnightly, false) => "每两周一次",
            (Rhythm::Fortnightly, true) => "每两周至少一次",
            (Rhythm::Monthly, false) => "每月一次",
            (Rhythm::Monthly, true) => "每月至少一次",
        }
    }
}

impl Selection {
    /// The rhythm that the log states, where that is all it tells of how often it was.
    pub fn only_rhythm(&self) -> Option<&Text> {
        let mut all = self.records().map(|record| {
            let is_all = self.is_itself() && record.is_open_ended();
            record.text(Key::Cadence).filter(|_| is_all)
        });
        let first = all.next()??;
        all.all(|other| other == Some(first)).then_some(first)
    }

    /// The rhythm these records keep, by the weeks and months their dates lie in. `None` where
    /// they keep none, or the term's weeks are not known.
    pub fn cadence(&self) -> Option<Cadence> {
        *self.known().cadence.get_or_init(|| self.rhythm())
    }

    fn rhythm(&self) -> Option<Cadence> {
        let term = &self.tally().term;
        let weeks = term.weeks().filter(|weeks| *weeks > 1)?;
        let mut seen = BTreeSet::new();
        let mut fortnights = BTreeSet::new();
        let mut months = BTreeSet::new();
        for record in self.records() {
            let when = record.when(Key::Date);
            months.extend(when.and_then(|when| when.month()));
            if let Some(week) = when.and_then(|when| term.week(when)) {
                seen.insert(week);
                fortnights.insert(week.div_euclid(2));
            }
        }
        let kept = |rhythm, held: usize, due: u64| {
            (due > 0 && held as u64 >= due).then_some(Cadence {
                rhythm,
                at_least: self.is_more_than(due),
            })
        };
        kept(Rhythm::Weekly, seen.len(), weeks)
            .or_else(|| kept(Rhythm::Fortnightly, fortnights.len(), weeks.div_ceil(2)))
            .or_else(|| kept(Rhythm::Monthly, months.len(), term.months()?))
    }

    /// The rhythm that each and every teaching group kept; `None` if one did not, or if the
    /// log knows of fewer than two groups.
    pub fn cadence_of_groups(&self) -> Option<Cadence> {
        let known = &self.known().cadence_of_groups;
        *known.get_or_init(|| self.rhythm_of_groups())
    }

    fn rhythm_of_groups(&self) -> Option<Cadence> {
        let groups = self.tally().staff.groups();
        let parts = self.by(Key::Group);
        let complete = parts.len() > 1
            && groups
                .iter()
                .all(|group| parts.iter().any(|(label, _)| label.name == *group));
        if !complete {
            return None;
        }
        // The slowest of them is what all have kept.
        let kept: Option<Vec<Cadence>> = parts.iter().map(|(_, part)| part.cadence()).collect();
        kept?.into_iter().max()
    }
}
