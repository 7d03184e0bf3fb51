//! What a figure is narrowed to by what stands beside a number and before it.

use std::ops::Range;

use super::axes::{by_axis, last_level};
use super::candidate::Parts;
use super::context::{CONTESTS, NOW, TO_DATE, TOTALS};
use super::held::{Before, Read};
use super::narrow::Walk;
use super::numeral::Typed;
use super::passage;
use super::people::names_people;
use super::relate::{Related, within};
use super::vocabulary::{Meaning, Vocabulary};
use crate::format::Key;
use crate::format::vocabulary::LEVEL;
use crate::tally::AUTHORS;

/// What narrows a figure.
pub struct Narrowing<'a> {
    /// What it surely is narrowed to.
    pub parts: Parts<'a>,
    /// What it may be narrowed to besides.
    pub loose: Parts<'a>,
    /// Whether it is said whose it is: 全校, 数学组.
    pub is_explicit: bool,
    /// Whether it is that of each of several parts, and not of all of them: 语文组和数学组各17次.
    pub is_of_each: bool,
}

/// Beside a number these tell that it is of others than those named before: 另有4人次获奖.
const OTHERS_BESIDE: &[&str] = &["另", "其他", "其它", "其余", "还有"];

impl Narrowing<'_> {
    /// Whether it is what people did who are named.
    pub fn is_of_people(&self) -> bool {
        self.parts.iter().any(|(axis, _)| *axis == Key::Names)
    }

    /// Of awards, those that teachers got are theirs, and not those of whom they coached.
    pub fn is_own_awards(&mut self) {
        let of = |(axis, _): &(Key, &str)| *axis != Key::Recipient;
        self.parts.retain(of);
        self.loose.retain(of);
        self.parts.push((Key::Recipient, AUTHORS[0]));
    }
}

/// Axes along which a list goes on with the same: 集体备课, in 语文组集体备课18次，数学组16次.
const CARRIED: &[Key] = &[
    Key::Kind,
    Key::Outcome,
    Key::Recipient,
    Key::ByPupils,
    Key::Status,
    Key::ObserverRole,
    Key::Level,
    Key::Date,
];

/// What has begun with the term, before 以来.
const TERM: &[&str] = &["学期", "学年", "开学"];

/// Words behind which a number is that of each of several, and not of all of them.
const OF_EACH: &[&str] = &["各", "均", "都", "每", "平均"];

impl<'v, 'a> Read<'v, 'a> {
    /// What the figure is narrowed to by what stands beside and before the number; `None` where
    /// it is another's, or cannot be told. Where the item names no things, those of the sentence
    /// before it are meant.
    pub fn narrowing(
        &self,
        vocabulary: &'v Vocabulary<'a>,
        (typed, related): (&Typed, Related),
        item: &Range<usize>,
        own: &Walk<'a>,
        before: &Before<'a>,
    ) -> Option<Narrowing<'a>> {
        let apart = match self.apart(typed, related) {
            Some(None) => return None,
            apart => apart.flatten(),
        };
        let said = &self.text[item.clone()];
        let of_each = OF_EACH.iter().any(|word| said.contains(word));
        let mut own_parts = own.parts.clone();
        own_parts.retain(|(axis, _)| apart.is_none_or(|(other, _)| other != *axis));
        own_parts.extend(apart);
        let mut parts = by_axis(&own_parts, typed.unit, &own.together)?;
        let is_alike = is_of_each_alike(said);
        let mut is_of_each = of_each && own.together.iter().any(|axis| count(&parts, *axis) > 1);
        if is_of_each && !is_alike {
            return None;
        }
        let has = |parts: &Parts, key: Key| parts.iter().any(|(axis, _)| *axis == key);
        let mut is_explicit = own.is_all || has(&parts, Key::Group);
        let names_group = has(&parts, Key::Group);
        let is_this_group = own.is_this_group || (before.sentence.is_this_group && !is_explicit);
        if is_this_group && !names_group {
            let group = self.this_group(&before.line, &before.sentence)?;
            parts.push((Key::Group, group));
            is_explicit = true;
        }
        let is_others = own.is_of_others
            || own.is_of_other_time
            || (before.sentence.is_of_others && !is_explicit)
            || (before.sentence.is_of_other_time && !own.is_now);
        let is_to_date = own.is_to_date || before.sentence.is_to_date;
        if is_others || is_to_date && !self.is_of_term(typed, item, is_explicit) {
            return None;
        }
        let people = match own.subject[..] {
            [] if !is_explicit => &before.sentence.subject,
            _ => &own.subject,
        };
        if !people.is_empty() {
            let is_of_others = own.subject.is_empty()
                && (own.is_some
                    || names_people(said)
                    || names_people(&before.sentence.unmeant)
                    || OTHERS_BESIDE.iter().any(|word| said.contains(word)));
            let is_told_apart = has(&parts, Key::Names);
            let of_several = people.len() > 1 && of_each && !is_told_apart;
            if is_of_others || (of_several && !is_alike) {
                return None;
            }
            is_of_each |= of_several;
            if !is_told_apart {
                parts.extend(people.iter().map(|name| (Key::Names, *name)));
            }
            is_explicit = true;
        }
        if !is_explicit {
            let subject = match before.sentence.groups()[..] {
                [] => Vec::new(),
                _ => self.subject(item),
            };
            match subject[..] {
                [] => {
                    if !before.sentence.is_all && names_people(&before.sentence.unmeant) {
                        return None;
                    }
                    is_explicit = before.sentence.is_all;
                }
                // 语文组听课62节，校领导推门听课23节: they are no part of the group.
                [_] if is_of_leaders(said) => return None,
                [group] => {
                    parts.push((Key::Group, group));
                    is_explicit = true;
                }
                [.., last] if own.is_of_which => {
                    parts.push((Key::Group, last));
                    is_explicit = true;
                }
                _ if before.sentence.together.contains(&Key::Group) && (!of_each || is_alike) => {
                    is_of_each |= of_each;
                    parts.extend(subject.iter().map(|group| (Key::Group, *group)));
                    is_explicit = true;
                }
                _ => return None,
            }
        }
        let mut loose = Parts::new();
        if sends_to_training(said) {
            loose.extend(parts.extract_if(.., |(axis, _)| *axis == Key::Kind));
        }
        // 全校论文获奖总数达到8篇: nothing before narrows it.
        if own.is_all && TOTALS.iter().any(|word| said.contains(word)) {
            return Some(Narrowing {
                parts,
                loose,
                is_explicit,
                is_of_each,
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
        for axis in &before.sentence.together {
            let all = before.sentence.parts.iter().filter(|(key, _)| key == axis);
            if !has(&parts, *axis) && *axis != Key::Group {
                parts.extend(all);
            }
        }
        if own.thing.is_none() {
            carry(&mut parts, before);
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
            is_of_each,
        })
    }

    /// The level that the name of a contest begins with: 在区优质课评比中.
    fn contest_level(&self, item: &Range<usize>) -> Option<&'static str> {
        let sentence = passage::sentence(self.text, item);
        let before = &self.text[sentence.start..item.start];
        let contest = before
            .split(['，', '：'])
            .find(|clause| CONTESTS.iter().any(|word| clause.contains(word)))?;
        let name = contest.split_once('在').map_or(contest, |(_, name)| name);
        let level = LEVEL
            .words
            .iter()
            .find(|level| name.starts_with(level.short))?;
        Some(level.name)
    }

    /// Whether what is added up with 累计 is of this term: of what the sentence has told of, or as it
    /// says.
    fn is_of_term(&self, typed: &Typed, item: &Range<usize>, is_explicit: bool) -> bool {
        let sentence = passage::sentence(self.text, &typed.range);
        let said = &self.text[sentence.start..item.end];
        let at = said.find(TO_DATE).unwrap_or_default();
        // 自课改以来，累计: since long before.
        let since = said[..at].rfind("以来").map(|end| &said[..end]);
        let is_since_long =
            since.is_some_and(|since| !TERM.iter().any(|word| since.ends_with(word)));
        if is_since_long {
            return false;
        }
        let is_told_of = said[..at].chars().any(char::is_alphanumeric);
        // 累计听课45节 alone is of the term that the report is about, unless what stands before it tells of more.
        let line = passage::line_start(self.text, sentence.start);
        let is_alone = !["以来", "年"]
            .iter()
            .any(|word| self.text[line..sentence.start].contains(word));
        is_explicit
            || is_told_of
            || is_alone
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
            Meaning::Person(_) => true,
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

/// Whether `said` begins with those who lead the school: 校领导推门听课23节.
fn is_of_leaders(said: &str) -> bool {
    const LEADERS: &[&str] = &[
        "校领导",
        "学校领导",
        "校级领导",
        "领导",
        "行政",
        "中层",
        "校长",
        "副校长",
        "教导主任",
        "教务主任",
    ];
    LEADERS
        .iter()
        .any(|word| said.trim_start().starts_with(word))
}

/// Whether `said` tells of people who were sent to any training, and not only to one elsewhere.
fn sends_to_training(said: &str) -> bool {
    let has = |words: &[&str]| words.iter().any(|word| said.contains(word));
    has(&["选派", "派出", "派"]) && has(&["培训", "研修", "学习"]) && !said.contains('外')
}

/// Whether `said` tells that each of several did as many: 各开展17次, and not 各级比赛 or 平均3次.
fn is_of_each_alike(said: &str) -> bool {
    let is_each = says_each(said) || said.contains('均');
    is_each
        && !said.contains(['每', '共'])
        && !["平均", "人均"].iter().any(|word| said.contains(word))
}

/// Whether `said` tells of each of several: 各开展17次, and not 各级比赛.
pub fn says_each(said: &str) -> bool {
    const OF_ALL_SORTS: &[char] = &[
        '级', '类', '项', '种', '组', '教', '学', '科', '班', '年', '部', '处', '门', '方', '界',
    ];
    let mut each = said.match_indices('各');
    each.any(|(at, of)| !said[at + of.len()..].starts_with(OF_ALL_SORTS))
}

/// How many parts along one axis there are.
fn count(parts: &Parts, axis: Key) -> usize {
    parts.iter().filter(|(key, _)| *key == axis).count()
}

/// Adds to `parts` what the sentence before them said once of all that is listed in it.
fn carry<'a>(parts: &mut Parts<'a>, before: &Before<'a>) {
    // 论文获区级奖2篇，发表2篇: what was done otherwise is of any level.
    let outcome = |all: &Parts<'a>| all.iter().find(|(axis, _)| *axis == Key::Outcome).copied();
    let is_otherwise = outcome(parts)
        .is_some_and(|own| outcome(&before.sentence.parts).is_some_and(|earlier| earlier != own));
    let carried = CARRIED.iter();
    for axis in carried.filter(|axis| !is_otherwise || **axis != Key::Level) {
        let mut said: Parts = before.sentence.parts.clone();
        said.retain(|(key, _)| key == axis);
        said.dedup();
        if let [one] = said[..]
            && count(parts, *axis) == 0
        {
            parts.push(one);
        }
    }
}
