//! The words by which prose may name what a log counts: kinds of record, their sorts, what else
//! they are narrowed to, the people and parts of the school. All of them come from the figures
//! and the tables, so that a new kind of record is known as soon as the log has one.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::ops::Range;
use std::sync::Arc;

use super::counted::guests_of;
use super::names::{also, group_names, is_general, is_only_one_to_end, last_word, months, short};
use super::narrow::GUESTS;
use super::span::MONTHS;
use super::words::{
    ALSO, ALSO_KINDS, ALSO_PARTS, ALSO_SCHOOL, ALSO_SIDES, ALSO_SURELY, UNITS, is_school,
};
use crate::format::{Key, Table};
use crate::log::{Record, Text};
use crate::tally::{Chapter, Entry, Tally, kind_of};
use crate::text::count::Count;

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
        for class in classes_of(tally, table) {
            self.add(class, Meaning::Part(head, Key::Class, class, false));
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

/// The classes and grades of which records of one kind tell: 七年级.
fn classes_of<'t>(tally: &'t Tally, table: &'static Table) -> impl Iterator<Item = &'t Text> {
    let counted = tally.counted().iter().map(|id| tally.record(*id));
    let own = counted.filter(move |record| record.table == table);
    own.filter_map(|record| record.text(Key::Class))
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
