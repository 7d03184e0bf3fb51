//! The one description of the log's format: which tables there are, which keys each
//! takes, of which type, and what they mean. The reader and its messages are driven
//! by it; a new kind of record is one entry in `tables`.

pub mod bounds;
pub mod callings;
pub mod dates;
mod key;
pub mod measures;
pub mod schema;
mod tables;
pub mod vocabulary;

pub use key::Key;
pub use tables::{HEADS, OUTLINE, RECORDS};

use vocabulary::Vocabulary;

/// The type of a key's value.
#[derive(Debug, Clone, Copy)]
pub enum Type {
    /// One line of plain text.
    Text,
    /// One or several lines of plain text: a string or an array of strings.
    Texts,
    /// Markdown without raw HTML, any number of paragraphs; may hold expressions.
    Prose,
    /// One line of plain text that knows where it stands; may hold expressions.
    Line,
    /// One or several such lines.
    Lines,
    /// How sections are numbered: what the first number looks like (一、 （1） ①).
    Mark,
    /// A day, or only a month, a part of a month, or a week of the term.
    Date,
    /// A calendar day.
    Day,
    /// A whole number ≥ 0, possibly hedged: `12`, `"40余"`, `"近7万"`.
    Quantity,
    /// A whole number ≥ 0 that others are held against or multiplied with, and so is not hedged.
    Exact,
    /// A number ≥ 0 of what has parts, with at most two decimals, possibly hedged: `0.5`, `"约386.5"`.
    Amount,
    /// `true` or `false`.
    Flag,
    /// The name of one person.
    Name,
    /// Names, a number of people, or everyone: `"周岚"`, `["周岚", "何平"]`, `12`, `"全体"`.
    People,
    /// The same, but people of this school: names are looked for on the roster.
    Staff,
    /// A percentage ≥ 0 with at most two decimals, possibly hedged: `98.5`, `"98左右"`, `"不足80"`.
    Percent,
    /// A word of a closed vocabulary.
    Word(&'static Vocabulary),
    /// One or several words of a closed vocabulary.
    Words(&'static Vocabulary),
    /// The key of a kind of record (`"observation"`).
    Measure,
    /// An inline table, or an array of them, with these fields.
    Rows(&'static [Field]),
}

/// A key that a table takes.
#[derive(Debug)]
pub struct Field {
    /// The key.
    pub key: Key,
    /// Other spellings of the key that mean the same (`observer` for `observers`).
    pub also: &'static [&'static str],
    /// What the value says, in Chinese, for messages and the handbook.
    pub about: &'static str,
    /// The type of its value.
    pub ty: Type,
    /// Whether a table without it is an error.
    pub required: bool,
}

impl Field {
    /// What it is called in Chinese: what its description begins with.
    pub fn short(&self) -> &'static str {
        let end = self.about.find(['：', '，', '（', '、', '；']);
        end.map_or(self.about, |end| &self.about[..end])
    }

    /// Whether a log may write this key as `name`.
    pub fn is_called(&self, name: &str) -> bool {
        self.key.name() == name || self.also.contains(&name)
    }
}

/// A table of the log: a head table (`[school]`) or a kind of record (`[[session]]`).
#[derive(Debug)]
pub struct Table {
    /// The name in brackets.
    pub key: &'static str,
    /// The name that figures of it go by in expressions (“听课”); that of its head for a head
    /// table.
    pub name: &'static str,
    /// What one such table is, in Chinese, for messages and the handbook.
    pub about: &'static str,
    /// What people call the thing counted (“教研活动”); the verb stands before it in the report.
    pub label: &'static str,
    /// The verb that goes with it (“开展”); empty where none does.
    pub verb: &'static str,
    /// Measure word of one record (“次”); empty where records are not counted.
    pub unit: &'static str,
    /// What a record's `kind` is followed by in print (“公开” + “课”); endings that already
    /// stand in the log are not repeated.
    pub suffix: &'static str,
    /// Kinds that are usual: that there is none of such a kind is no slip.
    pub kinds: &'static [&'static str],
    /// Keys whose people had their part in it, beside those whose doing it is.
    pub with: &'static [Key],
    /// What a kind without a passage of its own is broken down by when it is told.
    pub by: &'static [Key],
    /// The keys it takes.
    pub fields: &'static [Field],
    /// Keys of which at least one must be given; empty where none must.
    pub any_of: &'static [Key],
    /// Keys that, without a date or a number, tell that it was done but not how often.
    pub open_ended: &'static [Key],
    /// What makes two records of it probably one event.
    pub alike: &'static [Likeness],
    /// Whether it goes on and is noted again: of several dates the first is its own.
    pub lasts: bool,
    /// What is done with it.
    pub sort: Sort,
    /// What one record adds to a count.
    pub counting: Counting,
}

/// What makes two records of a kind probably one event, though they do not say the same.
#[derive(Debug, Clone, Copy)]
pub struct Likeness {
    /// Keys that both give, with the same value; of people, one of them in common.
    pub same: &'static [Key],
    /// Keys of which both give one so that it names one thing: texts that are the same or stand in
    /// one another, people with one of them in common. None where `same` is enough.
    pub any: &'static [Key],
    /// Whether it is for what was at a time of which one of them knows only more or less when.
    pub vague: bool,
    /// Whether it is for what neither of them dates.
    pub undated: bool,
    /// Keys in which they may differ all the same; in no other may they.
    pub despite: &'static [Key],
    /// Keys that say what came of it: two that each give some, and none in common, are two.
    pub outcome: &'static [Key],
}

/// What is done with a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sort {
    /// It stands once and says what the report is about.
    Head,
    /// It is a person of the staff.
    Roster,
    /// It is counted.
    Counted,
    /// It is a requirement that counts are held against.
    Target,
    /// It states what counts add up to.
    Stated,
    /// It stands once and holds words of any name, in tables of any shape.
    Words,
    /// It is a section of the outline.
    Section,
    /// It changes the outline.
    Change,
}

/// What one record adds to a count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Counting {
    /// `count`, or one.
    Records,
    /// `count` for each of the people under this key: three who heard one lesson heard three.
    PerPerson(Key),
    /// One for each of those under this key; with a `count` they are a sample of so many.
    /// What a team did is one.
    OfPeople(Key),
}

impl Table {
    /// The field that `name` names in this table, by its key or another spelling.
    pub fn field(&self, name: &str) -> Option<&'static Field> {
        self.all_fields().find(|field| field.is_called(name))
    }

    /// The field of `key` in this table; no other spelling of a key means it.
    pub fn field_of(&self, key: Key) -> Option<&'static Field> {
        self.all_fields().find(|field| field.key == key)
    }

    /// Every field of this table, its own before the common ones.
    pub fn all_fields(&self) -> impl Iterator<Item = &'static Field> + Clone {
        let common: &'static [Field] = match self.sort {
            Sort::Counted => tables::COMMON,
            _ => &[],
        };
        self.fields.iter().chain(common)
    }

    /// Whether records of this table are counted in the report (the roster and the
    /// targets are not).
    pub fn is_counted(&self) -> bool {
        self.sort == Sort::Counted
    }
}

/// What sub-tables are, which have no name of their own.
pub static ROW: Table = tables::ROW;

/// The fields that every counted kind takes besides its own.
pub fn common_fields() -> &'static [Field] {
    tables::COMMON
}

/// Tables are the same if they have the same name; there is one of each.
impl PartialEq for Table {
    fn eq(&self, other: &Table) -> bool {
        self.key == other.key
    }
}

impl Eq for Table {}

impl std::hash::Hash for Table {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        self.key.hash(state);
    }
}

/// Every table of the format: heads, records, and those of the outline.
pub fn tables() -> impl Iterator<Item = &'static Table> {
    HEADS.iter().chain(RECORDS).chain(OUTLINE)
}

/// The table that is written `[name]` or `[[name]]`.
pub fn table(name: &str) -> Option<&'static Table> {
    tables().find(|table| table.key == name)
}

/// The kinds of record that are counted.
pub fn counted() -> impl Iterator<Item = &'static Table> {
    RECORDS.iter().filter(|table| table.is_counted())
}

/// The counted kind that is called `name`, by its key or its Chinese name.
pub fn counted_called(name: &str) -> Option<&'static Table> {
    counted().find(|table| table.key == name || table.name == name)
}
