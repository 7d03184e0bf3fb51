//! Which bytes beside a number are its own: one of several things in a clause, the parts that are
//! listed before it with it, and nothing of another number. And which of several parts a number
//! is that of, where numbers are told 分别.

use std::ops::Range;

use super::held::Read;
use super::narrow::is_joined;
use super::numeral::Typed;
use super::passage;
use super::ranks::several_ranks;
use super::relate::{Related, within};
use super::vocabulary::Meaning;
use crate::format::Key;

/// What stands between two numbers of which each has its own words: 7次、12人次, 备课3次和听课5节.
const JOINS: &[&str] = &[
    "和", "与", "及", "以及", "并", "共", "计", "合计", "、", "有",
];

impl<'v, 'a> Read<'v, 'a> {
    /// What is said of `typed` beside it.
    pub fn own(&self, typed: &Typed, related: Related) -> Range<usize> {
        let mut own = self.without_others(passage::item(self.text, &typed.range), typed);
        while let Some(start) = self.listed_before(own.start, typed, related) {
            own.start = start;
        }
        own
    }

    /// `item` without what belongs to other numbers in it.
    fn without_others(&self, item: Range<usize>, typed: &Typed) -> Range<usize> {
        let place = self
            .numbers
            .partition_point(|other| other.range.start < typed.range.start);
        let joins = |between: &str| {
            between.is_empty() || JOINS.iter().any(|word| between.starts_with(word))
        };
        let mut own = item;
        let before = place.checked_sub(1).and_then(|last| self.numbers.get(last));
        if let Some(before) = before
            && before.range.end > own.start
            && before.range.end <= typed.range.start
            && joins(&self.text[before.range.end..typed.range.start])
        {
            own.start = before.range.end;
        }
        if let Some(next) = self.numbers.get(place + 1)
            && next.range.start < own.end
            && next.range.start >= typed.range.end
            && joins(&self.text[typed.range.end..next.range.start])
        {
            own.end = typed.range.end;
        }
        own
    }

    /// Where that begins which stands in one list with what begins at `start`: 语文组 before 、数学组.
    fn listed_before(&self, start: usize, typed: &Typed, related: Related) -> Option<usize> {
        let end = self.text[..start].strip_suffix('、')?.len();
        let piece = passage::item(self.text, &(end..end));
        let clause = passage::clause(self.text, &typed.range);
        let mut places = self.text[clause.start..end].char_indices();
        let is_list = |at: usize| {
            let groups = self.groups_at(&self.text[at..]).map(|(length, _)| length);
            let months = super::span::months_at(&self.text[at..]).map(|(length, _)| length);
            let grades = || self.grades_at(at).map(|(length, _)| length);
            groups
                .or(months)
                .or_else(grades)
                .is_some_and(|length| at + length > start)
        };
        if places.any(|(at, _)| is_list(clause.start + at)) {
            return Some(clause.start);
        }
        let mut places = self.text[piece.start..end].char_indices();
        if places.any(|(at, _)| {
            let ranks = several_ranks(&self.text[piece.start + at..]);
            ranks.is_some_and(|(length, ..)| piece.start + at + length > start)
        }) {
            return Some(piece.start);
        }
        let (Related::Things { head, .. } | Related::Share { head, .. }) = related else {
            return None;
        };
        let has_number = self
            .numbers
            .iter()
            .any(|number| number.range.start < end && number.range.end > piece.start);
        let axis_of = |meanings: &[Meaning<'a>]| {
            let mut axes = meanings.iter().filter_map(|meaning| match meaning {
                Meaning::Part(of, axis, ..) if *of == head => Some(*axis),
                _ => None,
            });
            axes.next()
        };
        let first = within(&self.mentions, &(start..typed.range.start));
        let first = first.first().filter(|first| first.range.start == start)?;
        let last = within(&self.mentions, &piece);
        let last = last.last().filter(|last| last.range.end == end)?;
        let axis = axis_of(first.meanings)?;
        (!has_number && axis_of(last.meanings) == Some(axis)).then_some(piece.start)
    }

    /// The part that a number behind 分别 is that of; `Some(None)` where nobody knows which.
    pub fn apart(&self, typed: &Typed, related: Related) -> Option<Option<(Key, &'a str)>> {
        const APART: &[&str] = &["分别", "依次"];
        let sentence = passage::sentence(self.text, &typed.range);
        let before = &self.text[sentence.start..typed.range.start];
        let last = APART.iter().filter_map(|word| before.rfind(word)).max();
        let at = sentence.start + last?;
        let numbers: Vec<&Typed> = self
            .numbers
            .iter()
            .filter(|number| at < number.range.start && number.range.end <= sentence.end)
            .take_while(|number| number.unit == typed.unit)
            .collect();
        let place = numbers
            .iter()
            .position(|number| number.range.start == typed.range.start)?;
        let are_listed = numbers.windows(2).all(|two| {
            let between = self.text.get(two[0].range.end..two[1].range.start);
            between.is_some_and(|between| is_joined(between) || between == "，")
        });
        if !are_listed {
            return Some(None);
        }
        let parts = self.listed(sentence.start..at, related, numbers.len());
        Some(parts.and_then(|parts| parts.get(place).copied()))
    }

    /// The last list of just `count` parts in `range`.
    fn listed(
        &self,
        range: Range<usize>,
        related: Related,
        count: usize,
    ) -> Option<Vec<(Key, &'a str)>> {
        let (Related::Things { head, .. } | Related::Share { head, .. }) = related else {
            return None;
        };
        let mut lists: Vec<(Vec<(Key, &'a str)>, usize)> = Vec::new();
        for mention in within(&self.mentions, &range) {
            let part = mention.meanings.iter().find_map(|meaning| match *meaning {
                Meaning::Part(of, axis, part, _) if of == head => Some((axis, part)),
                Meaning::Person(name) => Some((Key::Names, name)),
                _ => None,
            });
            let Some(part) = part else { continue };
            let joins = |list: &&mut (Vec<(Key, &str)>, usize)| {
                let between = self.text.get(list.1..mention.range.start);
                list.0[0].0 == part.0 && between.is_some_and(is_joined)
            };
            match lists.last_mut().filter(joins) {
                Some(list) => {
                    list.0.push(part);
                    list.1 = mention.range.end;
                }
                None => lists.push((vec![part], mention.range.end)),
            }
        }
        let mut places = self.text[range.clone()].char_indices();
        let months = places
            .find_map(|(at, _)| super::span::months_at(&self.text[range.start + at..range.end]));
        let months =
            months.map(|(_, months)| months.into_iter().map(|of| (Key::Date, of)).collect());
        let mut places = self.text[range.clone()].char_indices();
        let stems = places.find_map(|(at, _)| self.groups_at(&self.text[range.start + at..]));
        let stems =
            stems.map(|(_, groups)| groups.into_iter().map(|of| (Key::Group, of)).collect());
        let mut places = self.text[range.clone()].char_indices();
        let grades = places.find_map(|(at, _)| self.grades_at(range.start + at));
        let grades =
            grades.map(|(_, classes)| classes.into_iter().map(|of| (Key::Class, of)).collect());
        let lists = lists
            .into_iter()
            .map(|(list, _)| list)
            .chain(grades)
            .chain(stems)
            .chain(months);
        lists.rev().find(|list| list.len() == count)
    }

    /// Whose the last clause before `item` tells that names any group.
    pub fn subject(&self, item: &Range<usize>) -> Vec<&'a str> {
        let sentence = passage::sentence(self.text, item);
        let mut end = item.start;
        while end > sentence.start {
            let clause = passage::clause(self.text, &(end..end));
            let start = clause.start.max(sentence.start).min(end);
            let mut groups = Vec::new();
            for mention in within(&self.mentions, &(start..end)) {
                let group = mention.meanings.iter().find_map(|meaning| match *meaning {
                    Meaning::Part(_, Key::Group, group, _) => Some(group),
                    _ => None,
                });
                groups.extend(group.filter(|group| !groups.contains(group)));
            }
            if !groups.is_empty() {
                return groups;
            }
            let pause = self.text[..start]
                .chars()
                .next_back()
                .map_or(0, char::len_utf8);
            end = start.saturating_sub(pause.max(1));
        }
        Vec::new()
    }
}
