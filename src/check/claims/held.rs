//! Which figure a number can be held against: only those that everything in the sentence agrees
//! with. Where a sentence may mean one figure or another, it is right if it is either; where it
//! tells of a part that is no figure, it is wrong only if it is more than all. A false alarm costs
//! more than a number that is not looked at.

use std::ops::Range;

use super::candidate::{Parts, is_some_part, is_sum, last_level, nearest, one_by_axis};
use super::context::{ALTOGETHER, CONTESTS, HONOURS, NOW, TOTALS};
use super::narrow::{GUESTS, Walk};
use super::numeral::Typed;
use super::passage;
use super::people::names_people;
use super::relate::{Related, within};
use super::span::{is_of_a_day, is_of_other_than_a_month};
use super::vocabulary::{Meaning, Mention, Rate, Vocabulary};
use super::words::PER_HEAD;
use crate::format::Key;
use crate::format::vocabulary::LEVEL;
use crate::log::Text;
use crate::tally::{Answer, Asked, Entry, Tally};
use crate::text::number::{average, percent};

/// A text as it is read: blanked, with its words and its numbers.
pub struct Read<'v, 'a> {
    pub text: &'v str,
    pub mentions: Vec<Mention<'v, 'a>>,
    pub numbers: Vec<Typed<'v>>,
    /// The figures.
    pub tally: &'a Tally,
    /// Answers what a figure is.
    pub ask: &'v dyn Fn(Asked) -> Option<Answer>,
    /// The group that 本组 stands for by the titles above the text.
    pub group: Option<&'a Text>,
    /// Whether the titles above it say that it is about a part, or something else.
    pub is_of_a_part: bool,
}

/// What a number is held against.
pub enum Source<'v, 'a> {
    Figure(Entry),
    /// The same for each of so many people.
    PerHead(Entry, u64),
    /// The first as a part of the second.
    Share(Entry, Entry),
    Rate(&'v Rate<'a>),
}

/// A number that is held against something, and whether it is that.
pub struct Held<'v, 'a> {
    pub is_same: bool,
    pub source: Source<'v, 'a>,
}

impl Source<'_, '_> {
    /// What the log counts.
    pub fn counted(&self) -> String {
        match self {
            Source::Figure(figure) => figure.count.with_unit(&figure.unit),
            Source::PerHead(figure, people) => {
                let average = average(figure.count.n, *people).unwrap_or_default();
                format!("{PER_HEAD}{average}{}", figure.unit)
            }
            Source::Share(part, whole) => percent(part.count.n, whole.count.n).unwrap_or_default(),
            Source::Rate(rate) => {
                let first = rate.stated.first();
                first.map_or_else(String::new, |(_, percent)| percent.with_unit("%"))
            }
        }
    }
}

/// What is known of what stands before a number.
pub struct Before<'a> {
    /// In its sentence.
    pub sentence: Walk<'a>,
    /// In the sentences before, of the same paragraph.
    pub line: Walk<'a>,
}

impl<'v, 'a> Read<'v, 'a> {
    /// What `typed`, which is the number of `related`, can be held against.
    pub fn held(
        &self,
        vocabulary: &'v Vocabulary<'a>,
        typed: &Typed,
        related: Related,
    ) -> Option<Held<'v, 'a>> {
        match related {
            Related::Rate(place) => self.rate(vocabulary, typed, place),
            Related::Share { head, at } => self.share(vocabulary, typed, head, at),
            Related::Things { head, side, .. } if vocabulary.heads[head].table.is_none() => {
                let is_number_of_all = side.is_none();
                is_number_of_all.then(|| self.of_school(vocabulary, typed, head))?
            }
            Related::Things {
                head,
                side,
                is_told_before,
            } => self.things(vocabulary, typed, (head, side), is_told_before),
        }
    }

    pub fn before(
        &self,
        vocabulary: &'v Vocabulary<'a>,
        item: &Range<usize>,
        related: Related,
    ) -> Before<'a> {
        let sentence = passage::sentence(self.text, item);
        let line = passage::line_start(self.text, item.start);
        Before {
            sentence: self.walk(vocabulary, sentence.start..item.start, None, related),
            line: self.walk(
                vocabulary,
                line.min(sentence.start)..sentence.start,
                None,
                related,
            ),
        }
    }

    /// Whether what is meant stands in another item of the same list: 论文 of 论文、课题3项.
    pub fn is_listed(&self, item: &Range<usize>) -> bool {
        let sentence = passage::sentence(self.text, item);
        let before = &self.text[sentence.start..item.start];
        // 省级、市级论文3篇: the first of two is of the same number.
        let after = |typed: &Typed| {
            let between = self.text.get(typed.range.end..item.start);
            between.is_some_and(|between| between.trim_end_matches('、').is_empty())
        };
        let last = self
            .numbers
            .partition_point(|other| other.range.end <= item.start);
        before.ends_with('、')
            && passage::mark(before) < before.len()
            && !last
                .checked_sub(1)
                .is_some_and(|last| after(&self.numbers[last]))
    }

    /// A number of things of which there are records, or of a side of them.
    fn things(
        &self,
        vocabulary: &'v Vocabulary<'a>,
        typed: &Typed,
        (head, side): (usize, Option<&'static str>),
        is_told_before: bool,
    ) -> Option<Held<'v, 'a>> {
        let things = &vocabulary.heads[head];
        let table = things.table?;
        let related = Related::Things {
            head,
            side,
            is_told_before,
        };
        let item = passage::item(self.text, &typed.range);
        let sentence = passage::sentence(self.text, &item);
        if is_of_other_than_a_month(&self.text[sentence.start..item.end]) {
            return None;
        }
        let own = self.walk(vocabulary, item.clone(), Some(typed), related);
        let before = self.before(vocabulary, &item, related);
        let is_readable = own.unread.is_empty();
        let is_sure = own.is_sure
            || (is_told_before
                && (side.is_none() || is_sum(typed.unit) || self.tells_of_all(&item)))
            || (table.key == "award"
                && (own.is_unsure || before.sentence.is_unsure)
                && self.tells_of_awards(&own, &before))
            || side.is_some_and(|side| own.sides.contains(&side) && self.tells_of_all(&item));
        if !is_readable || !is_sure || self.is_listed(&item) {
            return None;
        }
        let narrowing = self.narrowing(vocabulary, typed, &item, &own, &before)?;
        // 家长120名 are some of the guests.
        let is_other_side = |other: &&str| things.fits(Some(*other), typed.unit);
        let is_of_other_side = side.is_some_and(|side| !own.sides.contains(&side))
            && own.sides.iter().any(is_other_side);
        if own.is_ambiguous
            || is_of_other_side
            || (side == Some(GUESTS) && !own.sides.contains(&GUESTS))
        {
            return None;
        }
        let is_some = own.is_some
            || HONOURS
                .iter()
                .any(|word| self.text[item.clone()].contains(word))
            || before.sentence.is_some
            || self.is_of_contest(&item, typed)
            || is_of_a_day(&self.text[sentence.start..item.end]);
        let candidates = self.candidates(vocabulary, typed, (head, side), &own, &narrowing);
        let is_each = own.is_per_head;
        let first = nearest(&candidates, typed)?;
        if !candidates.iter().all(|one| {
            one.first.entry.is_complete && !one.first.is_of_both && one.can_be_compared(typed)
        }) {
            return None;
        }
        if is_each {
            return self.per_head(typed, &candidates, &narrowing);
        }
        let is_same = candidates.iter().any(|one| one.agrees(typed));
        let is_more = candidates.iter().all(|one| one.is_less_than(typed));
        if is_some && !is_more {
            return None;
        }
        let is_bare = narrowing.parts.is_empty() && !narrowing.is_explicit;
        let is_whole = is_bare
            && narrowing.loose.is_empty()
            && own.parts.is_empty()
            && (own.is_now || before.sentence.is_now)
            && self.tells_of_all(&item);
        if !is_same && is_bare && !is_whole && is_some_part(things, &first.first.entry, typed) {
            return None;
        }
        Some(Held {
            is_same,
            source: Source::Figure(first.first.entry.clone()),
        })
    }

    /// Whether the item says that everything is added up: 共展示课例8节.
    fn tells_of_all(&self, item: &Range<usize>) -> bool {
        let item = &self.text[item.clone()];
        ALTOGETHER.iter().any(|word| item.contains(word))
    }

    /// Whether what is got is named by level, grade or recipient, as that of awards is.
    fn tells_of_awards(&self, own: &Walk<'a>, before: &Before<'a>) -> bool {
        let axes = [Key::Level, Key::Grade, Key::Recipient];
        let is_known = |walk: &Walk| walk.parts.iter().any(|(axis, _)| axes.contains(axis));
        is_known(own) || is_known(&before.sentence)
    }

    /// Whether it is told of one contest: 在区优质课评比中，.
    fn is_of_contest(&self, item: &Range<usize>, typed: &Typed) -> bool {
        let sentence = passage::sentence(self.text, &typed.range);
        let before = &self.text[sentence.start..item.start];
        CONTESTS.iter().any(|word| before.contains(word))
    }

    /// What the figure is narrowed to by what stands beside and before the number; `None` where
    /// it is another's, or cannot be told.
    fn narrowing(
        &self,
        vocabulary: &'v Vocabulary<'a>,
        typed: &Typed,
        item: &Range<usize>,
        own: &Walk<'a>,
        before: &Before<'a>,
    ) -> Option<Narrowing<'a>> {
        let mut parts = one_by_axis(&own.parts, typed.unit)?;
        let has = |parts: &Parts, key: Key| parts.iter().any(|(axis, _)| *axis == key);
        let mut is_explicit = own.is_all || has(&parts, Key::Group);
        if own.is_this_group || (before.sentence.is_this_group && !is_explicit) {
            let group = self.this_group(&before.line, &before.sentence)?;
            if !has(&parts, Key::Group) {
                parts.push((Key::Group, group));
            }
            is_explicit = true;
        }
        let is_others = own.is_of_others
            || own.is_of_other_time
            || (before.sentence.is_of_others && !is_explicit)
            || (before.sentence.is_of_other_time && !own.is_now);
        if is_others
            || (own.is_to_date || before.sentence.is_to_date)
                && !self.is_of_term(typed, is_explicit)
        {
            return None;
        }
        if !is_explicit {
            match before.sentence.groups()[..] {
                [] => {
                    if !before.sentence.is_all && names_people(&before.sentence.unmeant) {
                        return None;
                    }
                    is_explicit = before.sentence.is_all;
                }
                [group] => {
                    parts.push((Key::Group, group));
                    is_explicit = true;
                }
                [.., last] if own.is_of_which => {
                    parts.push((Key::Group, last));
                    is_explicit = true;
                }
                _ => return None,
            }
        }
        let mut loose = Parts::new();
        // 全校论文获奖总数达到8篇: nothing before narrows it.
        let said = &self.text[item.clone()];
        if own.is_all && TOTALS.iter().any(|word| said.contains(word)) {
            return Some(Narrowing {
                parts,
                loose,
                is_explicit,
            });
        }
        if !is_explicit {
            if self.is_of_a_part
                || before.line.persons > 0
                || self.has_narrowing_heading(vocabulary, item)
            {
                return None;
            }
            match before.line.groups()[..] {
                [] => {}
                [group] => loose.push((Key::Group, group)),
                _ => return None,
            }
        }
        // 学生获一等奖4人次，二等奖7人次: whose they are is said once.
        let recipient = before
            .sentence
            .parts
            .iter()
            .rev()
            .find(|(axis, _)| *axis == Key::Recipient);
        if let Some(recipient) = recipient
            && !has(&parts, Key::Recipient)
        {
            parts.push(*recipient);
        }
        // 市级一等奖4人次、二等奖7人次: so is their level.
        if has(&parts, Key::Grade) && !has(&parts, Key::Level) {
            parts.extend(last_level(&before.sentence.parts));
        }
        let earlier = before
            .sentence
            .parts
            .iter()
            .rev()
            .chain(before.line.parts.iter().rev());
        for (axis, part) in earlier {
            if !has(&parts, *axis) && !has(&loose, *axis) && *axis != Key::Group {
                loose.push((*axis, part));
            }
        }
        if let Some(level) = self.contest_level(item)
            && !has(&parts, Key::Level)
        {
            loose.retain(|(axis, _)| *axis != Key::Level);
            parts.push((Key::Level, level));
        }
        loose.truncate(4);
        Some(Narrowing {
            parts,
            loose,
            is_explicit,
        })
    }

    /// The level that the name of a contest begins with: 在区优质课评比中.
    fn contest_level(&self, item: &Range<usize>) -> Option<&'static str> {
        let sentence = passage::sentence(self.text, item);
        let before = &self.text[sentence.start..item.start];
        let contest = before
            .split(['，', '：'])
            .find(|clause| CONTESTS.iter().any(|word| clause.contains(word)))?;
        let (_, name) = contest.split_once('在')?;
        let level = LEVEL
            .words
            .iter()
            .find(|level| name.starts_with(level.short))?;
        Some(level.name)
    }

    fn is_of_term(&self, typed: &Typed, is_explicit: bool) -> bool {
        let sentence = passage::sentence(self.text, &typed.range);
        is_explicit
            || NOW
                .iter()
                .any(|now| self.text[sentence.clone()].contains(now))
    }

    /// The group that 本组 stands for in the log of a school.
    pub fn this_group(&self, line: &Walk<'a>, sentence: &Walk<'a>) -> Option<&'a str> {
        if let [group] = sentence.groups()[..] {
            return Some(group);
        }
        match (self.group, &line.groups()[..]) {
            (Some(group), _) => Some(group),
            (None, [group]) => Some(group),
            _ => None,
        }
    }

    /// Whether a heading above the line says that it is about a part.
    fn has_narrowing_heading(&self, vocabulary: &Vocabulary, item: &Range<usize>) -> bool {
        let line = passage::line_start(self.text, item.start);
        let narrows = |meaning: &Meaning| match *meaning {
            Meaning::Person => true,
            Meaning::Part(of, axis, _, false) => {
                axis == Key::Group || vocabulary.heads[of].table.is_none()
            }
            _ => false,
        };
        passage::heading(self.text, line).is_some_and(|heading| {
            let mut mentions = within(&self.mentions, &heading).iter();
            mentions.any(|mention| mention.meanings.iter().any(narrows))
        })
    }
}

/// What narrows a figure.
pub struct Narrowing<'a> {
    /// What it surely is narrowed to.
    pub parts: Parts<'a>,
    /// What it may be narrowed to besides.
    pub loose: Parts<'a>,
    /// Whether it is said whose it is: 全校, 数学组.
    pub is_explicit: bool,
}
