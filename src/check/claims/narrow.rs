//! What stands beside a number or before it, word by word.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::concede::Concession;
use super::context::{OF_ALL_GROUP, OF_ALL_SCHOOL};
use super::held::Read;
use super::lead;
use super::lexicon::{Word, beginning_with, longest};
use super::names::group_names;
use super::numeral::Typed;
use super::passage;
use super::ranks::take_higher;
use super::relate::{Related, within};
use super::span::is_material;
use super::vocabulary::{Meaning, Mention, Vocabulary};
use crate::check::texts::pattern;
use crate::format::Key;

/// What a piece of prose says.
#[derive(Debug, Default)]
pub struct Walk<'a> {
    /// What it narrows the figure to, along which axis.
    pub parts: Vec<(Key, &'a str)>,
    /// The axes along which several parts stand side by side: 语文组和数学组.
    pub together: Vec<Key>,
    /// Where the last part ends, and along which axis it is.
    last: Option<(Key, usize)>,
    /// Where a word names the things.
    pub thing: Option<Range<usize>>,
    /// Whether that is their name, and not what else they are called.
    pub is_by_name: bool,
    /// Whether a word surely names the things.
    pub is_sure: bool,
    /// Whether a word may name them.
    pub is_unsure: bool,
    /// What else the word for the things may stand for: things of another kind, narrowed to a part.
    pub others: Vec<(usize, Option<(Key, &'a str)>)>,
    /// The sides that are named by their own name.
    pub sides: Vec<&'static str>,
    /// Whether all that the report is about are named.
    pub is_all: bool,
    /// Whether a group is spoken of by 本组.
    pub is_this_group: bool,
    /// Whether some are meant, or some of what was done, of which there is no figure.
    pub is_some: bool,
    /// Whether a part of the term is meant.
    pub is_of_some_time: bool,
    /// Whether it is told of those who have classes.
    pub is_of_class_heads: bool,
    /// Whether others are meant.
    pub is_of_others: bool,
    /// Whether it is told of elsewhere than the school.
    pub is_elsewhere: bool,
    /// Whether another time is meant.
    pub is_of_other_time: bool,
    /// Whether this term is named.
    pub is_now: bool,
    /// Whether the word for the things may be that for some of another kind, nobody knows which.
    pub is_ambiguous: bool,
    /// Whether it may be since long before.
    pub is_to_date: bool,
    /// Whether it is a part of what was told just before.
    pub is_of_which: bool,
    /// Whether it is for each of the people.
    pub is_per_head: bool,
    /// The people that it is told of by their names.
    pub subject: Vec<&'a str>,
    /// How many of the teachers are named.
    pub persons: usize,
    /// What no word is known for.
    pub unread: Vec<Range<usize>>,
    /// What is said but for the words that are meant.
    pub unmeant: String,
}

impl<'a> Walk<'a> {
    /// The groups that are named, each once.
    pub fn groups(&self) -> Vec<&'a str> {
        let mut groups = Vec::new();
        for (axis, part) in &self.parts {
            if *axis == Key::Group && !groups.contains(part) {
                groups.push(*part);
            }
        }
        groups
    }

    /// Takes several parts that stand side by side.
    pub fn take_all(&mut self, axis: Key, parts: Vec<&'a str>) {
        self.parts
            .extend(parts.into_iter().map(|part| (axis, part)));
        self.together.push(axis);
        self.last = None;
        if axis == Key::Group {
            self.is_of_others = false;
            self.is_elsewhere = false;
        }
    }

    /// Takes one part, which stands in `range`; right behind another of its axis it is meant
    /// together with that.
    pub fn take(&mut self, text: &str, (axis, part): (Key, &'a str), range: &Range<usize>) {
        if let Some((last, end)) = self.last
            && last == axis
            && is_joined(text.get(end..range.start).unwrap_or_default())
        {
            self.together.push(axis);
        }
        self.last = Some((axis, range.end));
        self.parts.push((axis, part));
    }

    /// Whether the last part ends at `at`.
    pub fn ends_at(&self, at: usize) -> bool {
        self.last.is_some_and(|(_, end)| end == at)
    }

    /// Others than the people who were named are spoken of; beside a number (`is_beside`) nobody
    /// knows whose it is.
    pub fn leave_people(&mut self, is_beside: bool) {
        let had_people = !std::mem::take(&mut self.subject).is_empty();
        self.is_some |= had_people;
        self.is_ambiguous |= had_people && is_beside;
    }

    /// All are spoken of from here on.
    pub fn all(&mut self) {
        self.is_all = true;
        self.is_this_group = false;
        self.is_of_others = false;
        self.is_elsewhere = false;
        self.is_some = false;
        self.parts.retain(|(axis, _)| *axis != Key::Group);
    }
}

impl<'v, 'a> Read<'v, 'a> {
    /// Whether the number of `related` is one of another time, or of elsewhere, or cannot be read
    /// where what it counts was told further ahead.
    pub fn is_of_another(
        &self,
        vocabulary: &'v Vocabulary<'a>,
        typed: &Typed,
        related: Related,
    ) -> bool {
        let item = self.own(typed, related);
        let sentence = passage::sentence(self.text, &typed.range);
        let said = self.walk(vocabulary, sentence.start..typed.range.start, None, related);
        let is_told_before = matches!(
            related,
            Related::Things {
                is_told_before: true,
                ..
            }
        );
        said.is_of_other_time
            || said.is_elsewhere
            || (is_told_before
                && !self
                    .walk(vocabulary, item, Some(typed), related)
                    .unread
                    .is_empty())
    }

    /// What the bytes `range` say of the number of `related`; `typed`, the number, stands in them.
    pub fn walk(
        &self,
        vocabulary: &'v Vocabulary<'a>,
        range: Range<usize>,
        typed: Option<&Typed>,
        related: Related,
    ) -> Walk<'a> {
        let mut walk = Walk::default();
        let mentions = within(&self.mentions, &range);
        let mut at = range.start;
        if typed.is_some() && passage::begins(self.text, range.start) {
            at += passage::mark(&self.text[range.clone()]);
        }
        let mut is_title = false;
        let mut concession = Concession::default();
        while let Some(c) = self
            .text
            .get(at..range.end)
            .and_then(|rest| rest.chars().next())
        {
            concession.step(&mut walk, self.text, at);
            if let Some(typed) = typed.filter(|typed| typed.range.contains(&at)) {
                at = typed.range.end;
                continue;
            }
            if c.is_whitespace() || "*#、（）()，,：:。；|—".contains(c) {
                walk.unmeant.push(c);
                at += c.len_utf8();
                continue;
            }
            let start = at;
            if let Some(length) = self.several_at(&mut walk, at..range.end, vocabulary, related) {
                at += length;
                continue;
            }
            if let Some(length) = lead::length(&self.text[at..range.end]) {
                at += length;
                walk.unmeant.push_str(&self.text[start..at]);
                continue;
            }
            let place = mentions.partition_point(|mention| mention.range.start < at);
            let mention = mentions
                .get(place)
                .filter(|mention| mention.range.start == at);
            let mention = mention.filter(|mention| {
                typed.is_none_or(|typed| {
                    mention.range.end <= typed.range.start || at >= typed.range.end
                })
            });
            let meant = mention.filter(|mention| is_meant(mention, related));
            let is_things = matches!(related, Related::Things { .. });
            if let Some((end, people)) = mention
                .filter(|mention| is_things && is_person(mention))
                .and_then(|_| self.subject_at(at))
                .or_else(|| self.all_of_state_at(at).filter(|_| is_things))
            {
                walk.tell_of(people);
                at = end;
                continue;
            }
            if let Some(length) = self.post_at(at).filter(|_| !walk.subject.is_empty()) {
                at += length;
                continue;
            }
            let word = self.word(&self.text[at..range.end]);
            match (meant, word) {
                (Some(mention), word)
                    if word.is_none_or(|(length, _)| length <= mention.range.len()) =>
                {
                    self.take(&mut walk, vocabulary, mention, related, typed);
                    at = mention.range.end;
                    continue;
                }
                (_, Some((length, word))) => {
                    let is_speech = word == Word::Others
                        && SPEAKERS
                            .iter()
                            .any(|word| self.text[at..].starts_with(word));
                    // 在全市比赛中 and 向全市展示 tell of the school.
                    let is_there = word == Word::Elsewhere
                        && self.text[..at]
                            .ends_with(['在', '向', '为', '给', '赴', '获', '被', '受']);
                    let typed_word = &self.text[at..at + length];
                    let is_groups = word == Word::All
                        && lead::is_groups(&mut walk, self.text, at, typed_word, mentions);
                    let word = if is_groups { Word::Plain } else { word };
                    let word =
                        match is_there || (is_speech && is_of(vocabulary, related, "lecture")) {
                            true => Word::Some,
                            false => word,
                        };
                    walk.is_unsure |= word == Word::Title && is_of(vocabulary, related, "award");
                    if matches!(word, Word::All | Word::ThisGroup) {
                        walk.leave_people(typed.is_some());
                    }
                    let is_taken =
                        word == Word::OrHigher && take_higher(&mut walk, at, vocabulary, related);
                    let is_material = typed.is_none() && is_material(&self.text[at..]);
                    let is_plain = is_taken || is_material;
                    let word = if is_plain { Word::Plain } else { word };
                    walk_over(&mut walk, word, &mut is_title);
                    at += length;
                    if matches!(word, Word::Some | Word::ClassHead) {
                        continue;
                    }
                }
                _ => {
                    let length = self
                        .people_at(vocabulary, at, range.end, related)
                        .or_else(|| self.listed_at(&walk, at))
                        .or_else(|| Self::doubled_at(&self.text[at..range.end]))
                        .or_else(|| self.number_at(at).filter(|_| walk.is_of_other_time))
                        .or_else(|| self.years_at(&mut walk, at));
                    if length.is_none() && is_title {
                        walk.is_some = true;
                    } else if length.is_none() {
                        push(&mut walk.unread, at..at + c.len_utf8());
                    }
                    at += length.unwrap_or(c.len_utf8());
                }
            }
            walk.unmeant.push_str(&self.text[start..at]);
        }
        walk
    }

    /// The longest word that `rest` begins with, and what it says.
    fn word(&self, rest: &str) -> Option<(usize, Word)> {
        let first = rest.chars().next()?;
        let lists = beginning_with(first);
        let own = self.tally.group();
        let (all, others) = match own {
            Some(_) => (OF_ALL_GROUP, Word::OtherSchool),
            None => (OF_ALL_SCHOOL, Word::ThisGroup),
        };
        let all = all.iter().map(|word| (*word, Word::All));
        let other = match own {
            Some(_) => OF_ALL_SCHOOL,
            None => OF_ALL_GROUP,
        };
        let other = other.iter().map(|word| (*word, others));
        let all = all.chain(other).chain(lists);
        let found = all.filter(|(word, _)| rest.starts_with(word));
        let named = own.into_iter().flat_map(|group| group_names(group));
        let named = named.filter(|name| rest.starts_with(name.as_str()));
        let found = found.map(|(word, kind)| (word.len(), kind));
        let named = named.map(|name| (name.len(), Word::All));
        longest(named.chain(found))
    }
}

/// Whether what stands between two parts makes one list of them.
pub fn is_joined(between: &str) -> bool {
    matches!(between, "、" | "和" | "与" | "及" | "以及" | "或" | "及其")
}

fn walk_over(walk: &mut Walk, word: Word, is_title: &mut bool) {
    match word {
        Word::All => walk.all(),
        Word::ThisGroup => {
            walk.is_this_group = true;
            walk.is_of_others = false;
        }
        Word::OtherSchool | Word::Others => walk.is_of_others = true,
        Word::Elsewhere => {
            walk.is_of_others = true;
            walk.is_elsewhere = true;
        }
        Word::OtherTime => walk.is_of_other_time = true,
        Word::Some => walk.is_some = true,
        Word::SomeTime => walk.is_of_some_time = true,
        Word::ClassHead => walk.is_of_class_heads = true,
        Word::OrHigher => {
            walk.parts.retain(|(axis, _)| *axis != Key::Level);
            walk.is_some = true;
        }
        Word::Now => {
            walk.is_of_other_time = false;
            walk.is_now = true;
        }
        Word::ToDate => walk.is_to_date = true,
        Word::OfWhich => walk.is_of_which = true,
        Word::PerHead => walk.is_per_head = true,
        Word::Title => *is_title = true,
        Word::Plain => {}
    }
}

/// Adds a piece, to the one before where they touch.
fn push(pieces: &mut Vec<Range<usize>>, piece: Range<usize>) {
    match pieces.last_mut() {
        Some(last) if last.end == piece.start => last.end = piece.end,
        _ => pieces.push(piece),
    }
}

/// Words for others who speak to the school, and by which they come.
const SPEAKERS: &[&str] = &["专家", "来校", "到校", "来我校", "莅临"];

/// The side of which words name a part only.
pub const GUESTS: &str = "来宾";

/// Whether the number is one of records of the table called `key`.
fn is_of(vocabulary: &Vocabulary, related: Related, key: &str) -> bool {
    match related {
        Related::Things { head, .. } | Related::Share { head, .. } => {
            let table = vocabulary.heads[head].table;
            table.is_some_and(|table| table.key == key)
        }
        Related::Rate(_) => false,
    }
}

/// Papers that `said` gives a prize are those that won one: 论文获市级奖4篇，区级奖2篇.
pub fn wins(walk: &mut Walk, said: &str) {
    static PRIZE: LazyLock<Regex> = LazyLock::new(|| pattern("获[^，。；：、发]{0,12}奖|[级等]奖"));
    let is_told = walk.parts.iter().any(|(axis, _)| *axis == Key::Outcome);
    if !is_told && PRIZE.is_match(said) {
        walk.parts.push((Key::Outcome, "获奖"));
    }
}

/// Whether it is the name of one of the teachers.
fn is_person(mention: &Mention) -> bool {
    let mut meanings = mention.meanings.iter();
    meanings.any(|meaning| matches!(meaning, Meaning::Person(_)))
}

pub fn is_meant(mention: &Mention, related: Related) -> bool {
    mention
        .meanings
        .iter()
        .any(|meaning| match (*meaning, related) {
            (Meaning::Person(_), _) => true,
            (Meaning::Rate(rate), Related::Rate(own)) => rate == own,
            (
                Meaning::Thing(of, _)
                | Meaning::Part(of, ..)
                | Meaning::Side(of, _)
                | Meaning::Verb(of),
                Related::Things { head, .. } | Related::Share { head, .. },
            ) => of == head,
            (Meaning::Part(_, Key::Group, ..), Related::Rate(_)) => true,
            _ => false,
        })
}
