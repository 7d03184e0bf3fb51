//! What a walk over prose steps over as one: numbers, years of school, months that are told of
//! together, groups that are named by their subjects only, and words that are said twice.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::held::Read;
use super::names::stem_of;
use super::narrow::{Walk, is_meant};
use super::passage;
use super::ranks::several_ranks;
use super::relate::{Related, within};
use super::span::months_at;
use super::vocabulary::{Meaning, Vocabulary};
use crate::check::texts::pattern;
use crate::format::Key;
use crate::tally::Entry;
use crate::text::numeral;

impl<'v, 'a> Read<'v, 'a> {
    /// The length of what stands for several parts at the beginning of `range`, all of which are
    /// taken: 9、10两个月, 语文、数学两组, 两组合计; or for a group by its subject only.
    pub fn several_at(
        &self,
        walk: &mut Walk<'a>,
        range: Range<usize>,
        vocabulary: &Vocabulary,
        related: Related,
    ) -> Option<usize> {
        let rest = &self.text[range.clone()];
        if let Some((length, months)) = months_at(rest) {
            walk.take_all(Key::Date, months);
            return Some(length);
        }
        if let Some((length, axis, ranks)) = self.ranks_at(range.start, vocabulary, related) {
            walk.is_unsure |= axis == Key::Grade;
            walk.take_all(axis, ranks);
            return Some(length);
        }
        if let Some((length, group)) = self.stem_at(range.start, vocabulary, related) {
            walk.take(
                self.text,
                (Key::Group, group),
                &(range.start..range.start + length),
            );
            return Some(length);
        }
        if let Some((length, classes)) = self.grades_at(range.start) {
            walk.take_all(Key::Class, classes);
            return Some(length);
        }
        let found = self
            .groups_at(rest)
            .or_else(|| self.groups_before(range.start));
        let Some((length, groups)) = found else {
            return self.all_groups_at(walk, range.start);
        };
        walk.take_all(Key::Group, groups);
        Some(length)
    }

    /// The length of the number of all groups at `at`, by which the whole school is told of:
    /// 五个教研组共.
    fn all_groups_at(&self, walk: &mut Walk<'a>, at: usize) -> Option<usize> {
        let behind = at + self.number_at(at)?;
        let mut words = ["教研组", "学科组"].iter();
        let word = words.find(|word| self.text[behind..].starts_with(**word))?;
        let place = self
            .numbers
            .partition_point(|number| number.range.start < at);
        let groups = self.tally.staff.groups().len() as u64;
        let end = behind + word.len();
        let is_all = groups > 1
            && self.tally.group().is_none()
            && self.numbers[place].hundredths == groups * 100
            && self.text[end..].starts_with('共');
        is_all.then(|| {
            walk.all();
            end - at
        })
    }

    /// The several levels or grades that stand at `at`, of things that have such.
    fn ranks_at(
        &self,
        at: usize,
        vocabulary: &Vocabulary,
        related: Related,
    ) -> Option<(usize, Key, Vec<&'static str>)> {
        let (Related::Things { head, .. } | Related::Share { head, .. }) = related else {
            return None;
        };
        let table = vocabulary.heads[head].table?;
        let found = several_ranks(&self.text[at..]);
        found.filter(|(_, axis, _)| table.field(axis.name()).is_some())
    }

    /// The group whose subject stands at `at` right before a number: 语文 of 集体备课语文15次、数学13次,
    /// of what is no subject's.
    fn stem_at(
        &self,
        at: usize,
        vocabulary: &Vocabulary,
        related: Related,
    ) -> Option<(usize, &'a str)> {
        let Related::Things { head, .. } = related else {
            return None;
        };
        let things = &vocabulary.heads[head];
        let has_groups = things.table?.field(Key::Group.name()).is_some();
        let is_by_subject = |figure: &&Entry| figure.axes.contains(&Key::Subject);
        if self.tally.group().is_some() || !has_groups || things.figures.iter().any(is_by_subject) {
            return None;
        }
        let groups = self.tally.staff.groups().iter();
        let named = groups.filter(|group| self.text[at..].starts_with(stem_of(group)));
        let group = named.max_by_key(|group| stem_of(group).len())?;
        let length = stem_of(group).len();
        let is_alone = length > 0 && self.number_at(at + length).is_some();
        is_alone.then_some((length, &**group))
    }

    /// The years of school that stand at `at` and have their word once: 一、二年级.
    pub fn grades_at(&self, at: usize) -> Option<(usize, Vec<&'a str>)> {
        static GRADES: LazyLock<Regex> = LazyLock::new(|| {
            pattern(
                r"^((?:[一二三四五六七八九]、?)+[和与及]?[一二三四五六七八九])(?:[两二三四五六]个)?年级",
            )
        });
        let found = GRADES.captures(&self.text[at..])?;
        let classes = self.tally.counted().iter();
        let classes = classes.filter_map(|id| self.tally.record(*id).text(Key::Class));
        let named = found[1].chars().filter(|c| !"、和与及".contains(*c));
        let all: Option<Vec<&str>> = named
            .map(|grade| {
                let mut classes = classes.clone().map(|class| &**class);
                classes.find(|class| {
                    class.strip_suffix("年级") == Some(grade.encode_utf8(&mut [0; 4]))
                })
            })
            .collect();
        Some((found[0].len(), all?))
    }

    /// The groups that were named in the sentence before `at`, where their number stands there: 两组合计.
    fn groups_before(&self, at: usize) -> Option<(usize, Vec<&'a str>)> {
        static ALL_OF_THEM: LazyLock<Regex> = LazyLock::new(|| {
            pattern(r"^([两二三四五六七八2-8])个?(?:教研)?组(?:共|合计|总计|一共|累计)")
        });
        let found = ALL_OF_THEM.captures(&self.text[at..])?;
        let count = numeral::at_start(&found[1])?.hundredths? / 100;
        let sentence = passage::sentence(self.text, &(at..at));
        let mut groups = Vec::new();
        for mention in within(&self.mentions, &(sentence.start..at)) {
            let group = mention.meanings.iter().find_map(|meaning| match *meaning {
                Meaning::Part(_, Key::Group, group, _) => Some(group),
                _ => None,
            });
            groups.extend(group.filter(|group| !groups.contains(group)));
        }
        (groups.len() as u64 == count).then_some((found[0].len(), groups))
    }

    /// The groups that `rest` begins with by their subjects: 语文、数学两组.
    pub fn groups_at(&self, rest: &str) -> Option<(usize, Vec<&'a str>)> {
        static STEMS: LazyLock<Regex> = LazyLock::new(|| {
            pattern(
                r"^((?:\p{Han}{2,4}(?:、|和|与|及))+\p{Han}{2,4}?)(?:等?[两二三四五六七八2-8]个?)?(?:学科)?(?:教研)?组",
            )
        });
        let first = rest.chars().next()?;
        let groups = self.tally.staff.groups();
        if self.tally.group().is_some() || !groups.iter().any(|group| group.starts_with(first)) {
            return None;
        }
        let found = STEMS.captures(rest)?;
        let named = |stem: &str| groups.iter().find(|group| stem_of(group) == stem);
        let all: Option<Vec<&str>> = found[1]
            .split(['、', '和', '与', '及'])
            .map(|stem| named(stem).map(|group| &**group))
            .collect();
        Some((found[0].len(), all?))
    }

    /// The length of a word that is said twice at `rest` and tells how: 扎扎实实.
    pub fn doubled_at(rest: &str) -> Option<usize> {
        let mut chars = rest.chars();
        let four = [chars.next()?, chars.next()?, chars.next()?, chars.next()?];
        let is_doubled = four[0] == four[1] && four[2] == four[3] && four[0] != four[2];
        let is_word = four.iter().all(|c| !c.is_ascii() && c.is_alphabetic());
        (is_doubled && is_word).then(|| four.iter().map(|c| c.len_utf8()).sum())
    }

    /// The length of the number that begins at `at`.
    pub fn number_at(&self, at: usize) -> Option<usize> {
        let place = self
            .numbers
            .partition_point(|number| number.range.start < at);
        let number = self
            .numbers
            .get(place)
            .filter(|number| number.range.start == at)?;
        Some(number.range.len())
    }

    /// The length of what the parts are that were listed before it: 两个学科 of 语文、数学两个学科, 学科 of
    /// 数学学科.
    pub fn listed_at(&self, walk: &Walk, at: usize) -> Option<usize> {
        const LISTED: &[&str] = &["学科", "科目", "年级", "教研组", "组"];
        const SUBJECT: &str = "学科";
        if walk.ends_at(at) && self.text[at..].starts_with(SUBJECT) {
            return Some(SUBJECT.len());
        }
        let behind = at + self.number_at(at)?;
        let rest = &self.text[behind..];
        let word = LISTED.iter().find(|word| rest.starts_with(**word))?;
        let axis = walk.together.last()?;
        let listed = walk.parts.iter().filter(|(key, _)| key == axis).count();
        let place = self
            .numbers
            .partition_point(|number| number.range.start < at);
        let is_all = self.numbers[place].hundredths == listed as u64 * 100;
        is_all.then_some(behind + word.len() - at)
    }

    /// The length of a number of people that stands for all of them: 七位教师 of 数学组七位教师共….
    pub fn people_at(
        &self,
        vocabulary: &Vocabulary,
        at: usize,
        end: usize,
        related: Related,
    ) -> Option<usize> {
        let behind = at + self.number_at(at)?;
        // 三个组 is all of them where they are three.
        let groups = self.tally.staff.groups().len() as u64;
        let place = self
            .numbers
            .partition_point(|number| number.range.start < at);
        let is_groups = self.text[behind..end].starts_with('组')
            && self.numbers[place].hundredths == groups * 100;
        if is_groups {
            return Some(behind + '组'.len_utf8() - at);
        }
        let mentions = within(&self.mentions, &(behind..end));
        let next = mentions.first().filter(|next| next.range.start == behind)?;
        let is_school = |meaning: &Meaning| match meaning {
            Meaning::Thing(of, _) => vocabulary.heads[*of].table.is_none(),
            _ => false,
        };
        // 两名教师获奖: who they are is meant.
        if is_meant(next, related) {
            return Some(behind - at);
        }
        next.meanings
            .iter()
            .any(is_school)
            .then_some(next.range.end - at)
    }
}
