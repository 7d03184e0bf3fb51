//! Which figure a number can be held against: only those that everything in the sentence agrees
//! with. Where a sentence may mean one figure or another, it is right if it is either; where it
//! tells of a part that is no figure, it is wrong only if it is more than all. A false alarm costs
//! more than a number that is not looked at.

use std::ops::Range;

use super::agree;
use super::candidate::{Candidate, is_some_part, is_sum, nearest};
use super::context::{ALTOGETHER, ANY_CONTEST, CONTESTS, HONOURS};
use super::counted::tells_of_speakers;
use super::honours::{gives_prizes, is_handed_in, is_not_there_yet};
use super::idle::{Weight, weigh};
use super::narrow::{GUESTS, Walk, wins};
use super::narrowing::says_each;
use super::numeral::Typed;
use super::parts::is_for_whole_school;
use super::passage;
use super::persons::{Part, part_in};
use super::relate::{Related, within};
use super::span::{is_of_a_day, is_of_other_than_a_month};
use super::vocabulary::{Mention, Rate, Vocabulary};
use super::words::PER_HEAD;
use crate::format::Key;
use crate::log::Text;
use crate::tally::{AUTHORS, Answer, Asked, Entry, Id, Tally};
use crate::text::count::Count;
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
    /// What no expression names: several figures together, the guests of one sort.
    Sum {
        count: Count,
        unit: String,
        /// The first of its records, and how many there are.
        records: Option<(Id, usize)>,
    },
    /// The same for each of so many people.
    PerHead(Entry, u64),
    /// The first as a part of the second.
    Share(Entry, Box<Entry>),
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
            Source::Sum { count, unit, .. } => count.with_unit(unit),
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
        let Some(end) = before
            .strip_suffix('、')
            .map(|list| sentence.start + list.len())
        else {
            return false;
        };
        // 6篇论文发表、9篇论文获奖: what has a number of its own is not of the same.
        let piece = passage::item(self.text, &(end..end));
        // 消防疏散、防震避险等安全演练: they are examples of what is named behind them.
        let own = &self.text[item.clone()];
        let thing = within(&self.mentions, item).iter().find_map(|mention| {
            let at = mention.range.start;
            self.text[item.start..at].ends_with('等').then_some(at)
        });
        if own.contains('等') && thing.is_some() {
            return false;
        }
        let mut numbers = self.numbers.iter();
        let has_number =
            numbers.any(|other| piece.start <= other.range.start && other.range.end <= end);
        passage::mark(before) < before.len() && !has_number
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
        if side == Some(GUESTS) {
            return self.guests(typed);
        }
        let item = self.own(typed, related);
        let sentence = passage::sentence(self.text, &item);
        if is_of_other_than_a_month(&self.text[sentence.start..item.end]) {
            return None;
        }
        let mut own = self.walk(vocabulary, item.clone(), Some(typed), related);
        let mut before = self.before(vocabulary, &item, related);
        if table.key == "paper" {
            wins(&mut own, &self.text[item.clone()]);
            wins(&mut before.sentence, &self.text[sentence.start..item.start]);
        }
        let weight = self.weight(&own, typed);
        let is_sure = own.is_sure
            || ((is_told_before || own.thing.is_none() && before.sentence.is_sure)
                && self.goes_on(typed, related, &own))
            || (own.is_unsure && own.parts.contains(&(Key::ByPupils, AUTHORS[1])))
            || (table.key == "award"
                && (own.is_unsure || before.sentence.is_unsure)
                && self.tells_of_awards(&own, &before))
            || side.is_some_and(|side| own.sides.contains(&side) && self.tells_of_all(&item));
        let is_asked_for = table.key == "project" && {
            let has_status = own.parts.iter().any(|(axis, _)| *axis == Key::Status);
            is_not_there_yet(&self.text[item.clone()], has_status)
        };
        // 听本校教师讲座两场，21人次受益: of those two alone.
        let is_of_speakers = table.key == "lecture"
            && side.is_some()
            && tells_of_speakers(&self.text[sentence.start..item.end]);
        let is_for_all =
            table.key == "session" && is_for_whole_school(&self.text[sentence.start..item.end]);
        if is_asked_for
            || is_of_speakers
            || is_for_all
            || (table.key == "paper" && is_handed_in(&self.text[item.clone()]))
            || (table.key == "award" && gives_prizes(&self.text[sentence.start..typed.range.start]))
            || weight == Weight::Unknown
            || !is_sure
            || (own.subject.len() < 2 && self.is_listed(&item))
            || !(own.thing.is_some() || self.is_led(vocabulary, typed, related))
        {
            return None;
        }
        let is_of_people = !own.subject.is_empty() || !before.sentence.subject.is_empty();
        if table.key == "lecture"
            && side.is_none()
            && !is_of_people
            && let Some(held) = self.lectures(typed, &item, &own, &before)
        {
            return held;
        }
        let mut narrowing = self.narrowing(vocabulary, (typed, related), &item, &own, &before)?;
        // 教师三笔字比赛，12人获一等奖: whether the log has it nobody knows.
        let has_level = narrowing.parts.iter().any(|(axis, _)| *axis == Key::Level);
        if table.key == "award" && !has_level && self.is_of_contest(&item, typed) {
            return None;
        }
        let part = match narrowing.is_of_people() {
            true => part_in(table, &self.text[item.clone()]),
            false => Part::Own,
        };
        if part == Part::Unknown
            || (narrowing.is_of_people() && (side.is_some() || own.is_per_head))
        {
            return None;
        }
        if narrowing.is_of_people() && table.key == "award" {
            narrowing.is_own_awards();
        }
        // 家长120名 are some of the guests.
        let is_other_side = |other: &&str| things.fits(Some(*other), typed.unit);
        let is_of_other_side = side.is_some_and(|side| !own.sides.contains(&side))
            && own.sides.iter().any(is_other_side);
        if own.is_ambiguous || is_of_other_side {
            return None;
        }
        let is_some = own.is_some
            || part == Part::Some
            || weight == Weight::Narrows
            || HONOURS
                .iter()
                .any(|word| self.text[item.clone()].contains(word))
            || before.sentence.is_some
            || own.is_of_some_time
            || before.sentence.is_of_some_time
            || (table.key != "activity"
                && (own.is_of_class_heads || before.sentence.is_of_class_heads))
            || (own.thing.is_none() && self.tells_of_others(&sentence))
            || self.is_of_contest(&item, typed)
            || (says_each(&self.text[item.clone()]) && !narrowing.is_of_each)
            || (table.key == "session" && self.has_a_part(typed, &item))
            || is_of_a_day(&self.text[sentence.start..item.end]);
        let candidates = self.candidates(vocabulary, typed, (head, side), &own, &narrowing);
        let is_each = own.is_per_head;
        let first = nearest(&candidates, typed)?;
        // Of what is not all told how often it was, a number is wrong that is less than what is told.
        if !candidates.iter().all(|one| {
            (one.is_complete() || one.is_surely_more(typed)) && one.can_be_compared(typed)
        }) {
            return None;
        }
        // 备课80余节: of what the log has so many times, nobody records how many lessons it took.
        if side.is_some() && candidates.iter().all(|one| one.count().is_zero()) {
            return None;
        }
        // 参加区级集体备课4次: elsewhere, and not told by any record. Nor is it said whose 集体荣誉1项 is.
        let is_by = |key: Key| narrowing.parts.iter().any(|(axis, _)| *axis == key);
        let is_elsewhere = (table.key == "session" && is_by(Key::Level))
            || (table.key == "award"
                && (self.text[item.clone()].contains("集体") || self.is_of_contest(&item, typed)));
        if is_elsewhere && candidates.iter().all(|one| one.count().is_zero()) {
            return None;
        }
        if is_each && (is_some || side.is_some_and(|_| typed.unit != "学时")) {
            return None;
        }
        if is_each {
            let each = self.per_head(typed, &candidates, &narrowing, &before);
            return match self.times_per_head(vocabulary, typed, head, &own, (&narrowing, &before)) {
                Some(times) if !each.as_ref().is_some_and(|each| each.is_same) => times,
                _ => each,
            };
        }
        let is_same = candidates.iter().any(|one| one.agrees(typed))
            || self.is_of_all_groups(typed, (table, side), &narrowing.parts)
            || (table.key == "award" && self.is_without_titles(typed, &item, first, &narrowing));
        // 集体荣誉共3项: whose they are is not said.
        let is_whose_told =
            is_by(Key::Recipient) && own.parts.iter().any(|(axis, _)| *axis == Key::Recipient);
        if table.key == "award"
            && !is_same
            && !is_whose_told
            && self.text[item.clone()].contains("集体荣誉")
        {
            return None;
        }
        // 数学组参加培训8人次: where they went with others, too.
        if let Some(own) = self.trained_of_group(table, &narrowing.parts)
            && !is_same
            && !own.is_some_and(|own| is_sum(typed.unit) && !agree::agree(typed, own))
        {
            return None;
        }
        let is_more = candidates.iter().all(|one| one.is_less_than(typed));
        // 人均听课5节，撰写反思3篇: it may be for each of them, too.
        let is_each_told = before.sentence.is_per_head && !self.tells_of_all(&item);
        let is_some = is_some
            || candidates.iter().any(Candidate::is_held_or_attended)
            || (table.key == "award" && candidates.iter().any(|one| one.is_at_most(typed)));
        if (is_some || is_each_told && !is_same) && !is_more {
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
            source: first.source(typed),
        })
    }

    /// Whether a number beside which no things are named is one of those that were told of before:
    /// of themselves, or of a side that is named or counted in 人次.
    fn goes_on(&self, typed: &Typed, related: Related, own: &Walk<'a>) -> bool {
        let Related::Things { side, .. } = related else {
            return false;
        };
        let item = passage::item(self.text, &typed.range);
        let sentence = passage::sentence(self.text, &typed.range);
        let is_of_a_side = side.is_none_or(|side| {
            is_sum(typed.unit)
                || self.tells_of_all(&item)
                || (own.sides.contains(&side) && !is_of_a_day(&self.text[sentence.start..item.end]))
        });
        let is_whole = passage::begins(self.text, sentence.start);
        is_whole && is_of_a_side && !self.text[typed.range.end..].starts_with('共')
    }

    /// Whether it is said what a number is of that stands behind another: not so of 2次共3天, but of 3天 in
    /// 培训2次共3天, and of the last of 15次和13次.
    fn is_led(&self, vocabulary: &'v Vocabulary<'a>, typed: &Typed, related: Related) -> bool {
        let item = passage::item(self.text, &typed.range);
        let start = self.own(typed, related).start;
        let mut others = self.numbers.iter();
        start <= item.start
            || others.any(|other| other.range.end == start && other.unit == typed.unit)
            || self
                .walk(vocabulary, item.start..start, None, related)
                .thing
                .is_some()
    }

    /// What the unknown words beside a number make of it; none may stand where the things are not
    /// named: then they may be others.
    fn weight(&self, own: &Walk, typed: &Typed) -> Weight {
        let weights = own.unread.iter().map(|piece| match &own.thing {
            Some(thing) => weigh(self.text, typed, (thing, own.is_by_name), piece),
            None => Weight::Unknown,
        });
        weights.max().unwrap_or(Weight::Nothing)
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
        let mut clauses = before.split('，');
        clauses.any(|clause| {
            let has = |words: &[&str]| words.iter().any(|word| clause.contains(word));
            has(CONTESTS) && !has(ANY_CONTEST)
        })
    }
}
