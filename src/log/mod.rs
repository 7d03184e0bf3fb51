//! The log: what was read, as records that know where they were written.

mod apart;
mod chunks;
mod date;
mod decode;
mod exchange;
mod fix;
mod joined;
mod phrase;
mod pupils;
mod read;
mod record;
mod slips;
mod spelling;
pub mod term_name;

pub use chunks::ReadFailure;
pub use date::When;
pub use decode::{is_outsider, locate, nearest};
pub use exchange::{from_json, number, to_json};
pub use fix::{Change, fixed, fixed_lines};
pub use joined::Joined;
pub use phrase::{Phrase, WordEntry};
pub use read::Reader;
pub use record::{People, Record, Span, Text, Value, distinct};
pub use spelling::Spelling;

use std::collections::HashSet;
use std::sync::Arc;

use chrono::Days;

use crate::format::{self, Key};

/// The tables that stand at most once.
#[derive(Debug, Default)]
pub struct Head {
    /// `[report]`
    pub report: Option<Record>,
    /// `[school]`
    pub school: Option<Record>,
    /// `[term]`
    pub term: Option<Record>,
    /// `[prose]`
    pub prose: Option<Record>,
    /// `[pattern]`
    pub pattern: Option<Record>,
    /// `[check]`
    pub check: Option<Record>,
}

impl Head {
    /// The head table that is written `[key]`; `None` if there is no such table.
    fn slot(&mut self, key: &str) -> Option<&mut Option<Record>> {
        match key {
            "report" => Some(&mut self.report),
            "school" => Some(&mut self.school),
            "term" => Some(&mut self.term),
            "prose" => Some(&mut self.prose),
            "pattern" => Some(&mut self.pattern),
            "check" => Some(&mut self.check),
            _ => None,
        }
    }
}

/// Everything that was read.
#[derive(Debug, Default)]
pub struct Log {
    /// The tables that stand once.
    pub head: Head,
    /// All records, in the order of reading: roster, counted kinds and targets.
    pub records: Vec<Record>,
    /// How many of them, the last, nobody typed: the rest of a total.
    pub made: usize,
    /// Which of them were made of several, in their order.
    pub joined: Vec<Joined>,
    /// The sections of its own outline, in order; none where it states none.
    pub sections: Vec<Record>,
    /// Words of its own, in order.
    pub words: Vec<WordEntry>,
    /// What it changes in an outline, in order.
    pub changes: Vec<Record>,
    /// The names that were typed in another way than the one they are counted under.
    pub spellings: Vec<Spelling>,
    /// Names that were refused once the whole roster was known.
    pub refused_names: HashSet<Text>,
    /// Whether there are characters in it that only look like the usual ones, or that others
    /// cannot see.
    pub has_odd_characters: bool,
    /// The names of the files, by number.
    pub files: Vec<Arc<str>>,
    /// How long its text is, in bytes.
    pub size: usize,
}

impl Log {
    /// The records that were typed.
    pub fn typed(&self) -> &[Record] {
        &self.records[..self.records.len().saturating_sub(self.made)]
    }

    /// The tables whose texts are the school's own: its prose, its sections and its changes.
    pub fn of_prose(&self) -> impl Iterator<Item = &Record> {
        let prose = self.head.prose.iter();
        prose.chain(&self.sections).chain(&self.changes)
    }

    /// The same as the log of one group, whatever it says itself of whose report it is.
    pub fn of_group(mut self, group: &Text) -> Log {
        let own = vec![(Key::Group, Value::Text(Arc::clone(group)))];
        let head = self.head.report.take();
        self.head.report = match (head, format::table("report")) {
            (Some(head), _) if head.text(Key::Group).is_some() => Some(head),
            (Some(head), _) => Some(head.with(own)),
            (None, table) => table.map(|table| Record::new(table, Span::default(), own)),
        };
        self
    }

    /// When `text` says that something was, the year being that of the term where it has none.
    pub fn when(&self, text: &str) -> Option<When> {
        let day = |key| self.head.term.as_ref().and_then(|term| term.day(key));
        match date::parse(text).ok()? {
            When::Yearless(days) => days.of_term(day(Key::Start), day(Key::End), false).ok(),
            when => Some(when),
        }
    }

    /// Whether `when` can lie within the term; true where the log does not say when that is.
    pub fn is_within_term(&self, when: When) -> bool {
        let day = |key| self.head.term.as_ref().and_then(|term| term.day(key));
        let (start, end) = (day(Key::Start), day(Key::End));
        if let (When::Week(week), Some(start), Some(end)) = (when, start, end) {
            let days = 7 * u64::from(week.saturating_sub(1));
            let first = start.checked_add_days(Days::new(days));
            // The first week may be a short one.
            return first.is_none_or(|first| first <= end);
        }
        when.touches(start, end)
    }
}
