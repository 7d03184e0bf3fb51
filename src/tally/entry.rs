//! A figure as an expression names it, and what it is made of.

use super::Id;
use crate::format::{Key, Table};
use crate::text::count::Count;

/// A figure as an expression names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Its name: `听课.推门`.
    pub name: String,
    /// What it is a figure of: 听课, 教师, 班级.
    pub of: String,
    /// What it is narrowed to, by names: `["教师", "市级"]`.
    pub parts: Vec<String>,
    /// Along which axis each of them narrows it.
    pub axes: Vec<Key>,
    /// The side of the things that is counted, if not they themselves: 人次.
    pub side: Option<&'static str>,
    /// How many it is.
    pub count: Count,
    /// Its measure word.
    pub unit: String,
    /// What it is, in Chinese.
    pub about: String,
    /// The first of its records, and how many there are; none of what the head of the log or
    /// the roster says.
    pub records: Option<(Id, usize)>,
    /// Whether all of its records say how often it was, and none only its rhythm.
    pub is_complete: bool,
}

/// Figures that belong together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chapter {
    /// What they are figures of.
    pub title: String,
    /// The kind of their records, where they are made from records.
    pub table: Option<&'static Table>,
    /// What the things are called, in the school's own words.
    pub label: String,
    /// The figures; none of them is zero.
    pub entries: Vec<Entry>,
}

/// What a figure is asked for by: the kind of its records, the names that narrow it along their
/// axes, and the side that is counted.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Asked {
    /// The kind of its records.
    pub table: &'static Table,
    /// What it is narrowed to.
    pub parts: Vec<(Key, String)>,
    /// The side of the things that is counted, if not they themselves.
    pub side: Option<&'static str>,
    /// Whether only what people did is meant, and not what teams did: 学生获奖78人次.
    pub is_of_people: bool,
}

/// The figure that was asked for; it may be zero.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// The figure.
    pub entry: Entry,
    /// The same with nothing counted twice: the lessons that several heard, the people who were
    /// honoured more than once. `None` where the records do not tell.
    pub distinct: Option<Count>,
    /// Whether it is of teachers and of pupils together.
    pub is_of_both: bool,
    /// Whether it is of what was held and of what somebody named was at, which a report of one
    /// teacher tells apart.
    pub is_held_or_attended: bool,
    /// How much more it may be by records that do not say whether they are meant.
    pub undecided: Count,
}
