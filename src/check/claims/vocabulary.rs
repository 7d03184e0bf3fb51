//! The words by which prose may name what a log counts: kinds of record, their sorts, what else
//! they are narrowed to, the people and parts of the school. All of them come from the figures
//! and the tables, so that a new kind of record is known as soon as the log has one.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::ops::Range;
use std::sync::Arc;

use super::counted::guests_of;
use super::narrow::GUESTS;
use super::span::MONTHS;
use super::words::{
    ALSO, ALSO_KINDS, ALSO_PARTS, ALSO_SCHOOL, ALSO_SIDES, ALSO_SURELY, GROUP_ENDS, UNITS,
    is_school,
};
use crate::format::{self, Key, Table};
use crate::log::{Record, Text};
use crate::tally::{Chapter, Entry, Tally, kind_of};
use crate::text::count::Count;
use crate::text::number::chinese;

/// What a word of prose may stand for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Meaning<'a> {
    /// The things of a kind. Whether it is surely they that are meant.
    Thing(usize, bool),
    /// A part of them along an axis; whether the word names things by itself, as 集体备课 does and
    /// 市级 does not.
    Part(usize, Key, &'a str, bool),
    /// One of their sides.
    Side(usize, &'static str),
    /// What is done with them.
    Verb(usize),
    /// A rate that records state.
    Rate(usize),
    /// One of the teachers, by name.
    Person(&'a str),
}

/// A word that stands in a text.
#[derive(Debug, Clone)]
pub struct Mention<'v, 'a> {
    /// Its bytes.
    pub range: Range<usize>,
    /// What it may stand for.
    pub meanings: &'v [Meaning<'a>],
}

/// Figures of the same things.
#[derive(Debug)]
pub struct Head<'a> {
    /// What they are called.
    pub of: &'a str,
    /// The kind of their records, if they are made from any.
    pub table: Option<&'static Table>,
    /// The figures.
    pub figures: Vec<&'a Entry>,
}

impl Head<'_> {
    /// Whether a number with the measure word `unit` may count this side of the things.
    pub fn fits(&self, side: Option<&str>, unit: &str) -> bool {
        let mut figures = self.figures.iter().filter(|figure| figure.side == side);
        let as_usual = side.is_none() && self.table.is_some_and(|table| fits(table.unit, unit));
        as_usual || figures.any(|figure| fits(&figure.unit, unit))
    }

    /// The side of the things that a number with the measure word `unit` counts, by the word for
    /// the things alone: they themselves, or how many came.
    pub fn side(&self, unit: &str) -> Option<Option<&'static str>> {
        let mut sides = self.figures.iter().map(|figure| figure.side);
        match self.fits(None, unit) {
            true => Some(None),
            false => sides.find(|side| side.is_some() && self.fits(*side, unit)),
        }
    }
}

/// Whether two measure words count the same things.
pub fn fits(one: &str, other: &str) -> bool {
    let mut rows = UNITS.iter();
    one == other || rows.any(|row| row.contains(&one) && row.contains(&other))
}

/// A rate that records state under one name.
#[derive(Debug)]
pub struct Rate<'a> {
    /// Its name.
    pub name: &'a Text,
    /// The record and what it states, in percent; of several records all of them.
    pub stated: Vec<(&'a Record, Count)>,
}

/// All the words.
#[derive(Debug)]
pub struct Vocabulary<'a> {
    pub heads: Vec<Head<'a>>,
    pub rates: Vec<Rate<'a>>,
    words: HashMap<String, Vec<Meaning<'a>>>,
    /// How long the words are that begin with a character, in bytes, the longest first.
    lengths: HashMap<char, Vec<usize>>,
}

impl<'a> Vocabulary<'a> {
    pub fn new(tally: &'a Arc<Tally>, chapters: &'a [Chapter]) -> Vocabulary<'a> {
        let mut words = Collected::default();
        let mut heads = Vec::new();
        for chapter in chapters.iter().filter(|chapter| chapter.table.is_some()) {
            words.of_records(heads.len(), tally, chapter);
            heads.push(Head {
                of: chapter.table.map_or("", |table| table.name),
                table: chapter.table,
                figures: chapter.entries.iter().collect(),
            });
        }
        let of_school = chapters.iter().filter(|chapter| chapter.table.is_none());
        for figure in of_school.flat_map(|chapter| &chapter.entries) {
            let known = heads.iter().position(|head: &Head| head.of == figure.of);
            let place = known.unwrap_or(heads.len());
            words.of_school(place, tally, figure);
            match known {
                Some(place) => heads[place].figures.push(figure),
                None => heads.push(Head {
                    of: &figure.of,
                    table: None,
                    figures: vec![figure],
                }),
            }
        }
        for member in tally.staff.members() {
            words.add(&member.name, Meaning::Person(&member.name));
        }
        if tally.group().is_none() {
            words.of_groups(tally, &heads);
        }
        let rates = rates(tally);
        for (place, rate) in rates.iter().enumerate() {
            words.add(rate.name, Meaning::Rate(place));
        }
        Vocabulary {
            heads,
            rates,
            lengths: lengths(words.all.keys()),
            words: words.all.into_iter().collect(),
        }
    }

    /// The words of `text` that are known, in their order; of two that overlap the first, of two
    /// that begin together the longer.
    pub fn mentions(&self, text: &str) -> Vec<Mention<'_, 'a>> {
        let mut found = Vec::new();
        let mut at = 0;
        while let Some(c) = text[at..].chars().next() {
            // 执教研讨课 is no 教研.
            if text[at..].starts_with("执教") {
                at += "执教".len();
                continue;
            }
            let mut lengths = self.lengths.get(&c).into_iter().flatten();
            let known =
                lengths.find_map(|length| self.words.get_key_value(text.get(at..at + length)?));
            let length = known.map_or(c.len_utf8(), |(word, _)| word.len());
            found.extend(known.map(|(_, meanings)| Mention {
                range: at..at + length,
                meanings,
            }));
            at += length;
        }
        found
    }
}

/// The rates that the counted records state, by their names.
fn rates(tally: &Tally) -> Vec<Rate<'_>> {
    let mut rates: Vec<Rate> = Vec::new();
    let mut places: HashMap<&Text, usize> = HashMap::new();
    for record in tally.counted().iter().map(|id| tally.record(*id)) {
        for row in record.rows(Key::Rates) {
            let (Some(name), Some(percent)) = (row.text(Key::Name), row.percent(Key::Percent))
            else {
                continue;
            };
            let place = *places.entry(name).or_insert(rates.len());
            if place == rates.len() {
                rates.push(Rate {
                    name,
                    stated: Vec::new(),
                });
            }
            rates[place].stated.push((record, percent));
        }
    }
    rates
}

/// The words while they are collected.
#[derive(Default)]
struct Collected<'a> {
    all: BTreeMap<String, Vec<Meaning<'a>>>,
}

impl<'a> Collected<'a> {
    fn add(&mut self, word: &str, meaning: Meaning<'a>) {
        let meanings = self.all.entry(word.to_owned()).or_default();
        let is_known = match &meaning {
            Meaning::Thing(head, _) => meanings.contains(&Meaning::Thing(*head, true)),
            _ => false,
        };
        if !word.is_empty() && !is_known && !meanings.contains(&meaning) {
            meanings.push(meaning);
        }
    }

    /// The words for the records of one kind.
    fn of_records(&mut self, head: usize, tally: &'a Arc<Tally>, chapter: &'a Chapter) {
        let Some(table) = chapter.table else {
            return;
        };
        self.add(table.name, Meaning::Thing(head, true));
        let label = chapter
            .label
            .trim_start_matches("各级")
            .trim_start_matches("各类");
        self.add(label, Meaning::Thing(head, true));
        let kinds: HashSet<Text> = tally.all(table).records().filter_map(kind_of).collect();
        let figures = chapter.entries.iter();
        let parts = figures.flat_map(|figure| figure.axes.iter().zip(&figure.parts));
        // Of a kind that is called as all of them are, all of them are meant; the group whose
        // report it is does all that is in it.
        let own = tally.group();
        let parts = parts.filter(|(axis, part)| {
            *part != table.name
                && !(**axis == Key::Group && own.is_some_and(|own| **own == ***part))
        });
        for (axis, part) in parts {
            let is_thing = *axis == Key::Kind && kinds.contains(part.as_str());
            let meaning = Meaning::Part(head, *axis, part, is_thing);
            self.add(part, meaning);
            for word in also(ALSO_PARTS, part) {
                self.add(word, meaning);
            }
            if is_thing {
                self.add(&short(table, part), meaning);
                for word in also(ALSO_KINDS, part) {
                    self.add(word, meaning);
                }
                let last = last_word(part);
                if is_only_one_to_end(&kinds, part) && !is_general(table, last) && !is_school(last)
                {
                    self.add(last_word(part), meaning);
                }
            }
        }
        for month in MONTHS.iter().filter(|_| table.field("date").is_some()) {
            let meaning = Meaning::Part(head, Key::Date, month, false);
            self.add(month, meaning);
            for word in months(month) {
                self.add(&word, meaning);
            }
        }
        let mut names: Vec<&str> = kinds.iter().map(|kind| &**kind).collect();
        names.sort_unstable();
        names.push(table.name);
        for name in names {
            self.add(last_word(name), Meaning::Thing(head, false));
        }
        self.add(
            table.suffix,
            Meaning::Thing(head, table.suffix == table.name),
        );
        self.add(table.verb, Meaning::Verb(head));
        for word in also(ALSO, table.key) {
            self.add(word, Meaning::Thing(head, false));
        }
        for word in also(ALSO_SURELY, table.key) {
            self.add(word, Meaning::Thing(head, true));
        }
        for who in guests_of(tally, table) {
            self.add(who, Meaning::Side(head, GUESTS));
        }
        for side in chapter.entries.iter().filter_map(|figure| figure.side) {
            self.add(side, Meaning::Side(head, side));
            for word in also(ALSO_SIDES, side) {
                self.add(word, Meaning::Side(head, side));
            }
        }
    }

    /// The words for the people and the parts of the school.
    fn of_school(&mut self, head: usize, tally: &Tally, figure: &'a Entry) {
        self.add(&figure.of, Meaning::Thing(head, true));
        for word in also(ALSO_SCHOOL, &figure.of) {
            self.add(word, Meaning::Thing(head, true));
        }
        for (axis, part) in figure.axes.iter().zip(&figure.parts) {
            if *axis == Key::Group && tally.group().is_some() {
                continue;
            }
            self.add(part, Meaning::Part(head, *axis, part, *axis == Key::Status));
        }
    }

    /// The words for the groups, which may have done anything that is counted.
    fn of_groups(&mut self, tally: &'a Tally, heads: &[Head<'a>]) {
        let groups = tally.staff.groups();
        for group in groups {
            let others = groups.iter().filter(|other| *other != group);
            let others: Vec<&str> = others.map(|other| &**other).collect();
            for (place, head) in heads.iter().enumerate() {
                let has = |table: &Table| table.field(Key::Group.name()).is_some();
                let is_of_groups = head.of == TEACHERS || head.of == GROUPS;
                if !head.table.map_or(is_of_groups, has) {
                    continue;
                }
                for word in group_names(group).filter(|word| !others.contains(&word.as_str())) {
                    self.add(&word, Meaning::Part(place, Key::Group, group, false));
                    // 4个综合教研组
                    if head.of == GROUPS && word != **group && word.ends_with(GROUPS) {
                        self.add(&word, Meaning::Thing(place, true));
                    }
                }
            }
        }
    }
}

/// The figure of all teachers.
pub const TEACHERS: &str = "教师";

/// The figure of all groups.
const GROUPS: &str = "教研组";

/// What a group is called: 数学教研组 beside 数学组.
pub fn group_names(group: &str) -> impl Iterator<Item = String> + '_ {
    let stem = stem_of(group);
    let ends = GROUP_ENDS.iter().filter(move |_| !stem.is_empty());
    let others = ends.map(move |end| format!("{stem}{end}组"));
    std::iter::once(group.to_owned()).chain(others)
}

/// What a group is of: 数学 of 数学教研组.
pub fn stem_of(group: &str) -> &str {
    let stem = group.strip_suffix('组').unwrap_or_default();
    let mut ends = ["教研", "学科"].into_iter();
    ends.find_map(|end| stem.strip_suffix(end)).unwrap_or(stem)
}

/// How else a month is written: 九月, 9月份.
fn months(month: &str) -> Vec<String> {
    let number = month
        .strip_suffix('月')
        .and_then(|number| number.parse().ok());
    number.map_or_else(Vec::new, |number| {
        let written = chinese(number);
        vec![
            format!("{number}月份"),
            format!("{written}月"),
            format!("{written}月份"),
        ]
    })
}

/// Whether no other of `kinds` ends as `kind` does.
fn is_only_one_to_end(kinds: &HashSet<Text>, kind: &str) -> bool {
    let mut alike = kinds
        .iter()
        .filter(|other| other.ends_with(last_word(kind)));
    !last_word(kind).is_empty() && alike.next().is_some() && alike.next().is_none()
}

/// Whether a word is one for much else than records of one kind: 活动, 学习.
fn is_general(table: &Table, word: &str) -> bool {
    let mut tables = format::counted();
    let is_table = tables.any(|table| table.name == word);
    is_table || (table.key != "writing" && also(ALSO, table.key).contains(&word))
}

/// How long the words are that begin with a character.
fn lengths<'w>(words: impl Iterator<Item = &'w String>) -> HashMap<char, Vec<usize>> {
    let mut lengths: HashMap<char, Vec<usize>> = HashMap::new();
    for word in words {
        if let Some(first) = word.chars().next() {
            lengths.entry(first).or_default().push(word.len());
        }
    }
    for same in lengths.values_mut() {
        same.sort_unstable_by(|one, other| other.cmp(one));
        same.dedup();
    }
    lengths
}

/// A kind of a table whose kinds have a common ending, with its last character only: 推门课 of
/// 推门听课.
fn short(table: &Table, kind: &str) -> String {
    let last = table.suffix.chars().next_back();
    let stem = kind
        .strip_suffix(table.suffix)
        .filter(|stem| !stem.is_empty());
    match (stem, last) {
        (Some(stem), Some(last)) if !table.suffix.is_empty() => format!("{stem}{last}"),
        // 互听课 of 互听.
        (None, Some(last)) if !kind.ends_with(last) => format!("{kind}{last}"),
        _ => String::new(),
    }
}

/// The last two characters of a longer name, by which things are often called: 备课 of 集体备课.
fn last_word(name: &str) -> &str {
    let last = name.char_indices().rev().nth(1).map_or(0, |(at, _)| at);
    match name.chars().count() {
        4.. => &name[last..],
        _ => "",
    }
}

fn also(words: &'static [(&str, &[&'static str])], of: &str) -> &'static [&'static str] {
    let found = words.iter().find(|(name, _)| *name == of);
    found.map_or(&[], |(_, words)| *words)
}
