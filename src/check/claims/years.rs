//! Years that are named: of any but the term's, another time is spoken of.

use std::sync::LazyLock;

use chrono::{Datelike, NaiveDate};
use regex::Regex;

use super::held::Read;
use super::narrow::Walk;
use crate::check::texts::pattern;
use crate::format::Key;

impl<'v, 'a> Read<'v, 'a> {
    /// The length of the years that are named at `at`: 2024—2025学年, 2023年, 2024年9月.
    pub fn years_at(&self, walk: &mut Walk, at: usize) -> Option<usize> {
        self.school_years_at(walk, at)
            .or_else(|| self.year_at(walk, at))
    }

    fn school_years_at(&self, walk: &mut Walk, at: usize) -> Option<usize> {
        static YEARS: LazyLock<Regex> = LazyLock::new(|| {
            pattern(r"^(20\d\d)(?:[—–~-]+|[至到])(20\d\d)学年(?:第?[一二上下]学期)?")
        });
        let found = YEARS.captures(&self.text[at..])?;
        let term = self.tally.log.head.term.as_ref()?;
        let name = term.text(Key::Name)?;
        walk.is_of_other_time |= !(name.contains(&found[1]) && name.contains(&found[2]));
        Some(found[0].len())
    }

    /// The length of a year, before a month of its own or alone; alone it is a term's that lies in it.
    fn year_at(&self, walk: &mut Walk, at: usize) -> Option<usize> {
        static YEAR: LazyLock<Regex> = LazyLock::new(|| pattern(r"^(20\d\d)年(?:(\d{1,2})月)?"));
        let found = YEAR.captures(&self.text[at..])?;
        let (first, last) = self.tally.term.days?;
        let year: i32 = found[1].parse().ok()?;
        walk.is_of_other_time |= match found.get(2) {
            Some(month) => {
                let of = |day: NaiveDate| (day.year(), day.month());
                let month = (year, month.as_str().parse().ok()?);
                month < of(first) || of(last) < month
            }
            None => (first.year(), last.year()) != (year, year),
        };
        Some(found[1].len() + "年".len())
    }
}
