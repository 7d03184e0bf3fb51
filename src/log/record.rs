//! One table of the log as read: typed values under known keys, and the place it came from.

use std::collections::HashSet;
use std::sync::Arc;

use chrono::NaiveDate;
use rustc_hash::FxHashSet;

use super::date::When;
use super::phrase::Phrase;
use crate::format::vocabulary::{Said, Word};
use crate::format::{Key, Table};
use crate::text::count::{Approx, Count};
use crate::text::mark::Mark;

/// A plain text of the log. Equal texts share their memory.
pub type Text = Arc<str>;

/// Where a table stands in its file, so that it can be read again for an excerpt.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// Number of the file.
    pub file: u32,
    /// First line, from 1.
    pub line: u32,
    /// First byte of the decoded text.
    pub start: u64,
    /// Length of the piece of text it stands in, in bytes.
    pub len: u32,
    /// Which of the tables of that piece it is (more than one where a log writes
    /// `session = [{…}, {…}]`).
    pub nth: u32,
}

/// People as a log gives them.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum People {
    /// By name.
    Named(Box<[Text]>),
    /// Only how many.
    Number(Count),
    /// 全体: everyone of the school, or of the record's group.
    Everyone,
}

impl People {
    /// The names, where there are any.
    pub fn names(&self) -> &[Text] {
        match self {
            People::Named(names) => names,
            People::Number(_) | People::Everyone => &[],
        }
    }
}

/// The value of a key.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Value {
    /// One line of plain text.
    Text(Text),
    /// Several such.
    Texts(Box<[Text]>),
    /// A text that knows where it stands: a title, prose.
    Phrase(Phrase),
    /// Several such.
    Phrases(Box<[Phrase]>),
    /// A way of numbering.
    Mark(Mark),
    /// A date of any precision.
    When(When),
    /// A calendar day.
    Day(NaiveDate),
    /// A number.
    Quantity(Count),
    /// Yes or no.
    Flag(bool),
    /// People.
    People(People),
    /// A percentage.
    Percent(Count),
    /// A word of a closed vocabulary.
    Word(&'static Word),
    /// Several such.
    Words(Box<[Said]>),
    /// A kind of record.
    Measure(&'static Table),
    /// Sub-tables.
    Rows(Box<[Record]>),
}

/// One table of the log.
#[derive(Debug, Clone)]
pub struct Record {
    /// What kind of table it is.
    pub table: &'static Table,
    /// Where it stands.
    pub span: Span,
    values: Box<[(Key, Value)]>,
    /// What keys there may be among the values: most that are asked for are not, and that is told
    /// without a look at them.
    present: u64,
}

/// The bit of `key` among the keys that may be present.
fn bit(key: Key) -> u64 {
    1 << (key as u64 % 64)
}

/// Reads one kind of value: `record.text(key)` and so on, `None` where it is not given.
macro_rules! getters {
    ($($(#[$doc:meta])* $name:ident: $variant:ident($value:ident) => $out:ty, $take:expr;)*) => {
        $($(#[$doc])*
        pub fn $name(&self, key: Key) -> Option<$out> {
            match self.get(key)? {
                Value::$variant($value) => Some($take),
                _ => None,
            }
        })*
    };
}

impl Record {
    /// A record of `table` with `values`, each key at most once.
    pub fn new(table: &'static Table, span: Span, values: Vec<(Key, Value)>) -> Record {
        Record {
            table,
            span,
            present: values.iter().fold(0, |all, (key, _)| all | bit(*key)),
            values: values.into(),
        }
    }

    /// Puts `values` in the place of all that there are.
    fn put(&mut self, values: Vec<(Key, Value)>) {
        *self = Record::new(self.table, self.span, values);
    }

    /// The value under `key`.
    pub fn get(&self, key: Key) -> Option<&Value> {
        if self.present & bit(key) == 0 {
            return None;
        }
        self.values
            .iter()
            .find(|(known, _)| *known == key)
            .map(|(_, value)| value)
    }

    /// All values, in a fixed order of keys.
    pub fn values(&self) -> &[(Key, Value)] {
        &self.values
    }

    /// Adds a value under a key that is not given.
    pub(super) fn add(&mut self, key: Key, value: Value) {
        let mut all = std::mem::take(&mut self.values).into_vec();
        all.push((key, value));
        self.put(all);
    }

    /// All values, to be changed.
    pub(super) fn values_mut(&mut self) -> &mut [(Key, Value)] {
        &mut self.values
    }

    /// The same record with `values`, in place of those that it has under the same keys.
    pub fn with(self, values: Vec<(Key, Value)>) -> Record {
        let mut all = self.values.into_vec();
        for (key, value) in values {
            match all.iter_mut().find(|(known, _)| *known == key) {
                Some((_, known)) => *known = value,
                None => all.push((key, value)),
            }
        }
        Record::new(self.table, self.span, all)
    }

    /// Puts `when` in the place of the date, and counts its days.
    pub(super) fn settle(&mut self, when: When) {
        let mut values = self.values.iter_mut();
        if let Some((_, date)) = values.find(|(key, _)| *key == Key::Date) {
            *date = Value::When(when);
        }
        self.count_days();
    }

    /// Adds the number of its days, where its kind is told with that and it does not tell it
    /// itself: those of the calendar, the first and the last among them.
    pub(super) fn count_days(&mut self) {
        let Some(When::Span(first, last)) = self.when(Key::Date) else {
            return;
        };
        let takes_days = self.table.field_of(Key::Days).is_some();
        let told = [Key::Days, Key::Count, Key::Approx];
        if !takes_days || told.iter().any(|key| self.get(*key).is_some()) {
            return;
        }
        let days = (last - first).num_days().unsigned_abs() + 1;
        let days = Value::Quantity(Count::exact(days));
        let mut values = std::mem::take(&mut self.values).into_vec();
        let at = values.partition_point(|(key, _)| *key < Key::Days);
        values.insert(at, (Key::Days, days));
        self.put(values);
    }

    getters! {
        /// A plain text.
        text: Text(text) => &Text, text;
        /// Plain texts.
        texts: Texts(texts) => &[Text], texts;
        /// A text that knows where it stands.
        phrase: Phrase(phrase) => &Phrase, phrase;
        /// A way of numbering.
        mark: Mark(mark) => &Mark, mark;
        /// A date.
        when: When(when) => When, *when;
        /// A calendar day.
        day: Day(day) => NaiveDate, *day;
        /// A number.
        quantity: Quantity(count) => Count, *count;
        /// Yes or no.
        flag: Flag(flag) => bool, *flag;
        /// People.
        people: People(people) => &People, people;
        /// A percentage.
        percent: Percent(count) => Count, *count;
        /// A word of a vocabulary.
        word: Word(word) => &'static Word, word;
        /// Words of a vocabulary.
        words: Words(words) => &[Said], words;
        /// A kind of record.
        measure: Measure(table) => &'static Table, table;
    }

    /// Texts that know where they stand; none where the key is not given.
    pub fn phrases(&self, key: Key) -> &[Phrase] {
        match self.get(key) {
            Some(Value::Phrases(phrases)) => phrases,
            _ => &[],
        }
    }

    /// Sub-tables; none where the key is not given.
    pub fn rows(&self, key: Key) -> &[Record] {
        match self.get(key) {
            Some(Value::Rows(rows)) => rows,
            _ => &[],
        }
    }

    /// Whether it tells only of a rhythm or of attendances in all, not how often it was.
    pub fn is_open_ended(&self) -> bool {
        let has = |key: Key| self.get(key).is_some();
        let lasts = matches!(
            self.when(Key::Date),
            Some(When::Span(..) | When::Month { .. })
        );
        let mut open = self.table.open_ended.iter();
        !has(Key::Count)
            && !has(Key::Approx)
            && open.any(|key| has(*key) && (!has(Key::Date) || (lasts && *key == Key::Cadence)))
    }

    /// How many things the record stands for: `count` with its hedge `approx`, or 1; `approx`
    /// alone is a few, and so is a record that tells only of a rhythm or of attendances in all.
    pub fn count(&self) -> Count {
        let approx = self
            .word(Key::Approx)
            .and_then(|word| Approx::find(word.name));
        match (self.quantity(Key::Count), approx) {
            (Some(count), Some(_)) => Count { approx, ..count },
            (Some(count), None) => count,
            (None, Some(Approx::Few)) => FEW,
            // 每周一次, or 62人次 in all: how often it was is not known.
            (None, _) if self.is_open_ended() => FEW,
            (None, _) => Count::exact(1),
        }
    }
}

const FEW: Count = Count::hedged(0, Approx::Few);

impl PartialEq for Record {
    /// Whether two records say the same; the place does not matter.
    fn eq(&self, other: &Record) -> bool {
        self.table == other.table && self.values == other.values
    }
}

impl Eq for Record {}

impl std::hash::Hash for Record {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        self.table.hash(state);
        self.values.hash(state);
    }
}

/// Each text once, in the order of its first appearance.
pub fn distinct<'a>(texts: impl Iterator<Item = &'a Text>) -> Vec<Text> {
    // Most that are equal stand in one place, which is soon compared.
    let mut places = FxHashSet::default();
    let mut seen = HashSet::new();
    texts
        .filter(|text| places.insert(text.as_ptr()) && seen.insert(*text))
        .cloned()
        .collect()
}
