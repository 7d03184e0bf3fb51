//! A figure as an expression names it, and what it is made of.

use super::Id;
use crate::format::Table;
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
