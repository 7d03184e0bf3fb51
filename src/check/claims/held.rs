//! Which figure a number can be held against: only one that everything in the sentence agrees
//! with. Where anything says that a part is meant, or something else, there is none; a false
//! alarm costs more than a number that is not looked at.

use std::ops::Range;

use super::agree::agree;
use super::context::{ALL, ASIDE, EVERYBODY, OF_ALL, OF_SCHOOL, PEOPLE, PLAIN, PLAIN_IN_GROUP};
use super::numeral::Typed;
use super::passage;
use super::relate::{Related, within};
use super::vocabulary::{Head, Meaning, Mention, Rate, Vocabulary, fits};
use crate::tally::Entry;

/// A text as it is read: blanked, with its words and its numbers.
pub struct Read<'t, 'v, 'a> {
    pub text: &'t str,
    pub mentions: Vec<Mention<'v, 'a>>,
    pub numbers: Vec<Typed<'t>>,
    /// Whether it is the text of a group's report.
    pub is_of_group: bool,
}

/// What a number is held against.
pub enum Against<'v, 'a> {
    Figure(&'a Entry),
    Rate(&'v Rate<'a>),
}

impl Against<'_, '_> {
    /// What the log counts, if `typed` differs from it.
    pub fn counted(&self, typed: &Typed) -> Option<String> {
        match self {
            Against::Figure(figure) => {
                (!agree(typed, figure.count)).then(|| figure.count.with_unit(&figure.unit))
            }
            Against::Rate(rate) => {
                let (_, percent) = rate.stated.first()?;
                (!agree(typed, *percent)).then(|| percent.with_unit("%"))
            }
        }
    }
}

impl<'v, 'a> Read<'_, 'v, 'a> {
    /// What `typed`, which is the number of `related`, can be held against.
    pub fn against(
        &self,
        vocabulary: &'v Vocabulary<'a>,
        typed: &Typed,
        related: Related,
    ) -> Option<Against<'v, 'a>> {
        if self.is_of_a_part(vocabulary, typed, related) {
            return None;
        }
        match related {
            Related::Rate(place) => {
                let is_this = |meaning: &Meaning| *meaning == Meaning::Rate(place);
                let rate = &vocabulary.rates[place];
                let is_one = rate.stated.windows(2).all(|two| two[0].1 == two[1].1);
                let is_plain = self.is_plain(typed, is_this);
                (is_one && is_plain).then_some(Against::Rate(rate))
            }
            Related::Things { head, side } => {
                let figure = self.figure(vocabulary, typed, head, side)?;
                Some(Against::Figure(figure))
            }
        }
    }

    /// The figure of these things that the words beside the number narrow them to.
    fn figure(
        &self,
        vocabulary: &'v Vocabulary<'a>,
        typed: &Typed,
        head: usize,
        side: Option<&'static str>,
    ) -> Option<&'a Entry> {
        let things = &vocabulary.heads[head];
        let item = passage::item(self.text, &typed.range);
        let (mut parts, mut is_sure) = (Vec::new(), false);
        for mention in within(&self.mentions, &item) {
            let is_only = is_only(vocabulary, mention, head);
            for meaning in mention.meanings {
                match meaning {
                    Meaning::Thing(of, sure) if *of == head => is_sure |= *sure && is_only,
                    Meaning::Part(of, part, names) if *of == head => {
                        is_sure |= *names && is_only;
                        parts.push(*part);
                    }
                    _ => {}
                }
            }
        }
        let is_meant = |meaning: &Meaning| match *meaning {
            Meaning::Thing(of, _) | Meaning::Part(of, ..) | Meaning::Side(of, _) => of == head,
            Meaning::Verb(of) => of == head,
            Meaning::Rate(_) | Meaning::Person => false,
        };
        let is_plain = match things.table {
            Some(_) => self.is_plain(typed, is_meant),
            None => self.is_of_school(typed, &item, head),
        };
        if !is_sure || !is_plain {
            return None;
        }
        let figure = narrowed(things, &mut parts, side)?;
        (figure.is_complete
            && counts_alike(&figure.unit, typed.unit)
            && !(parts.is_empty() && is_some_part(things, figure, typed)))
        .then_some(figure)
    }

    /// Whether the number is that of all people or parts of the school: 全校46名教师, where it is
    /// not said of them what only some may have done.
    fn is_of_school(&self, typed: &Typed, item: &Range<usize>, head: usize) -> bool {
        let before = &self.text[item.start..typed.range.start];
        let behind = typed.range.end..item.end;
        let thing = within(&self.mentions, &behind).first();
        let thing = thing.filter(|thing| {
            let mut meanings = thing.meanings.iter();
            meanings.any(|meaning| match meaning {
                Meaning::Thing(of, _) | Meaning::Part(of, ..) => *of == head,
                _ => false,
            })
        });
        thing.is_some_and(|thing| {
            let rest = self.text[thing.range.end..item.end].trim_start();
            OF_SCHOOL
                .iter()
                .any(|word| before.trim_end().ends_with(word))
                && self.is_plain_text(&self.text[behind.start..thing.range.start])
                && (rest.is_empty() || OF_ALL.iter().any(|word| rest.starts_with(word)))
        })
    }

    /// Whether nothing stands beside the number in its item but what is meant and words that
    /// narrow nothing.
    fn is_plain(&self, typed: &Typed, is_meant: impl Fn(&Meaning) -> bool) -> bool {
        let item = passage::item(self.text, &typed.range);
        let known = within(&self.mentions, &item).iter();
        let known = known.filter(|mention| mention.meanings.iter().any(&is_meant));
        let mut known: Vec<_> = known.map(|mention| mention.range.clone()).collect();
        known.push(typed.range.clone());
        known.sort_by_key(|range| range.start);
        let mut at = item.start + passage::mark(&self.text[item.clone()]);
        for range in known {
            if range.start >= at && !self.is_plain_text(&self.text[at..range.start]) {
                return false;
            }
            at = at.max(range.end);
        }
        self.is_plain_text(&self.text[at..item.end.max(at)])
    }

    fn is_plain_text(&self, text: &str) -> bool {
        let of_group = PLAIN_IN_GROUP.iter().filter(|_| self.is_of_group);
        let mut rest = text;
        loop {
            rest = rest.trim_start_matches(|c: char| c.is_whitespace() || "*#、（）()".contains(c));
            if rest.is_empty() {
                return true;
            }
            // 上学期 is no 上 and 学期.
            if ASIDE.iter().any(|word| rest.starts_with(word)) {
                return false;
            }
            let plain = PLAIN.iter().chain(of_group.clone());
            let plain = plain.filter_map(|word| rest.strip_prefix(word));
            match plain.min_by_key(|rest| rest.len()) {
                Some(behind) => rest = behind,
                None => return false,
            }
        }
    }

    /// Whether something before the number says that a part is spoken of, or something else.
    fn is_of_a_part(&self, vocabulary: &Vocabulary, typed: &Typed, related: Related) -> bool {
        let item = passage::item(self.text, &typed.range);
        let sentence = passage::sentence(self.text, &typed.range);
        let before = &self.text[sentence.start..item.start];
        // 省级、市级论文3篇: the first of two is of the same number.
        let after = |typed: &Typed| self.text[typed.range.end..item.start] == *"、";
        let last = self
            .numbers
            .partition_point(|other| other.range.end <= item.start);
        let is_listed = before.ends_with('、')
            && passage::mark(before) < before.len()
            && !last
                .checked_sub(1)
                .is_some_and(|last| after(&self.numbers[last]));
        let line = passage::line_start(self.text, item.start);
        is_listed
            || ASIDE.iter().any(|word| before.contains(word))
            || names_people(before)
            || self.narrows(vocabulary, line..item.start, related)
            || self
                .heading(line)
                .is_some_and(|heading| self.narrows(vocabulary, heading, related))
    }

    /// Whether a word in the bytes `range` narrows what is said behind it.
    fn narrows(&self, vocabulary: &Vocabulary, range: Range<usize>, related: Related) -> bool {
        let narrows = |meaning: &Meaning| match *meaning {
            Meaning::Person => true,
            Meaning::Part(of, _, false) => {
                vocabulary.heads[of].table.is_none()
                    || matches!(related, Related::Things { head, .. } if head == of)
            }
            _ => false,
        };
        let mentions = within(&self.mentions, &range).iter();
        mentions.flat_map(|mention| mention.meanings).any(narrows)
    }

    /// The line before the byte `line` that is a heading.
    fn heading(&self, line: usize) -> Option<Range<usize>> {
        /// A longer line is a paragraph, in bytes.
        const LONGEST: usize = 60;
        /// How many lines are looked at.
        const MOST: usize = 8;
        let mut before = self.text[..line].strip_suffix('\n')?;
        for _ in 0..MOST {
            let start = passage::line_start(before, before.len());
            let said = before[start..].trim();
            if !said.is_empty() && said.len() <= LONGEST && !said.ends_with('。') {
                return Some(start..before.len());
            }
            before = before[..start].strip_suffix('\n')?;
        }
        None
    }
}

/// Whether a word stands for nothing that is counted elsewhere: 培训 may be 外出培训 of one kind
/// and 专题培训 of another, 获奖 that of a paper.
fn is_only(vocabulary: &Vocabulary, mention: &Mention, head: usize) -> bool {
    let is_counted = |head: usize| vocabulary.heads[head].table.is_some();
    let mut meanings = mention.meanings.iter();
    // Awards are to teachers as well, but the number of teachers is what it is.
    !is_counted(head)
        || !meanings.any(|meaning| match *meaning {
            Meaning::Thing(of, _) | Meaning::Part(of, ..) => of != head && is_counted(of),
            _ => false,
        })
}

/// The figure of `things` that is narrowed to just `parts`.
fn narrowed<'a>(things: &Head<'a>, parts: &mut Vec<&str>, side: Option<&str>) -> Option<&'a Entry> {
    parts.sort_unstable();
    parts.dedup();
    let mut figures = things.figures.iter().filter(|figure| figure.side == side);
    let figure = figures.find(|figure| {
        let mut own: Vec<&str> = figure.parts.iter().map(String::as_str).collect();
        own.sort_unstable();
        own == *parts
    });
    figure.copied()
}

/// Whether the number is that of some part of `things`, which may be meant.
fn is_some_part(things: &Head, whole: &Entry, typed: &Typed) -> bool {
    let mut parts = things
        .figures
        .iter()
        .filter(|figure| figure.side == whole.side && !figure.parts.is_empty());
    parts.any(|figure| counts_alike(&figure.unit, typed.unit) && agree(typed, figure.count))
}

/// Whether two measure words count in the same way: 人次 and 节次 count one thing several times.
fn counts_alike(one: &str, other: &str) -> bool {
    let is_sum = |unit: &str| unit.chars().count() > 1 && unit.ends_with('次');
    fits(one, other) && is_sum(one) == is_sum(other)
}

/// Whether some of the people are named in what leads to a number: 语文老师们团结协作，听课12节.
fn names_people(before: &str) -> bool {
    before.split(['，', ',', '：']).any(|clause| {
        let clause = clause.trim_start();
        let all = ALL.iter().find_map(|word| clause.strip_prefix(word));
        let mut rest = all.unwrap_or(clause);
        while let Some(c) = rest.chars().next() {
            match EVERYBODY.iter().find_map(|word| rest.strip_prefix(word)) {
                Some(behind) => rest = behind,
                None if PEOPLE.contains(&c) => return true,
                None => rest = &rest[c.len_utf8()..],
            }
        }
        false
    })
}
