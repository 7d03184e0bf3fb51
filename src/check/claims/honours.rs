//! How many got a title: 教师获校级教学能手称号5人. What else they got is no part of it.

use std::ops::Range;

use super::agree;
use super::candidate::Candidate;
use super::context::CONTESTS;
use super::held::{Held, Read, Source};
use super::narrowing::Narrowing;
use super::numeral::Typed;
use super::passage;
use super::relate::Related;
use super::vocabulary::{Vocabulary, fits};
use crate::format::Key;
use crate::format::vocabulary::{LEVEL, RECIPIENT, is_person, is_staff};
use crate::log::Record;
use crate::tally::{Id, is_teams};
use crate::text::count::Count;

/// By these words titles are told of.
const HONOURED: &[&str] = &[
    "获得",
    "荣获",
    "获",
    "被评为",
    "评为",
    "被评选为",
    "评选为",
    "被授予",
    "授予",
    "当选为",
    "当选",
    "被命名为",
    "称号",
    "荣膺",
    "获评",
    "评选出",
    "评出",
];

/// Words for whoever got them.
const PUPILS: &[&str] = &["学生", "同学"];
const TEACHERS: &[&str] = &["教师", "老师", "班主任"];

/// What stands beside a title and narrows nothing.
const BESIDE: &[&str] = &[
    "本学期",
    "一学期来",
    "全学期",
    "全校",
    "我校",
    "学校",
    "本校",
    "共有",
    "共计",
    "共",
    "有",
    "的",
    "了",
    "荣誉称号",
    "荣誉",
    "先后",
    "达",
    "计",
    "者",
    "中",
    "为",
    "等",
];

impl<'v, 'a> Read<'v, 'a> {
    /// A number of people who are told of by their post or by a title.
    pub fn people_called(
        &self,
        vocabulary: &'v Vocabulary<'a>,
        typed: &Typed,
    ) -> Option<Held<'v, 'a>> {
        self.post(typed)
            .or_else(|| self.title(vocabulary, typed))
            .or_else(|| self.guests_between(typed))
            .or_else(|| self.members(typed))
            .or_else(|| self.named(typed))
    }

    /// How many people got an award.
    fn got_by(&self, record: &Record) -> Count {
        match record.people(Key::Names) {
            Some(people) => self.tally.staff.head_count(people, None),
            None => record.count(),
        }
    }

    /// Whether a number of awards that are told to be won in contests is that of all but the titles.
    pub fn is_without_titles(
        &self,
        typed: &Typed,
        item: &Range<usize>,
        candidate: &Candidate,
        narrowing: &Narrowing<'a>,
    ) -> bool {
        let sentence = passage::sentence(self.text, item);
        let said = &self.text[sentence.start..item.end];
        if !CONTESTS.iter().any(|word| said.contains(word)) {
            return false;
        }
        let is_meant = |record: &Record| {
            let mut parts = narrowing.parts.iter();
            record.table.key == "award"
                && record.text(Key::Title).is_some()
                && record.text(Key::Contest).is_none()
                && parts.all(|(axis, part)| match axis {
                    Key::Recipient => record.word(Key::Recipient) == RECIPIENT.find(part),
                    Key::Level => record
                        .word(Key::Level)
                        .is_some_and(|level| self.tally.level_name(level).name == *part),
                    _ => false,
                })
        };
        let counted = self.tally.counted().iter().map(|id| self.tally.record(*id));
        let titled = counted.filter(|record| is_meant(record));
        let titled: Count = titled.map(|record| self.got_by(record)).sum();
        let all = candidate.count();
        let least = Count {
            n: all.n.saturating_sub(titled.n),
            ..all
        };
        agree::is_within(typed, least, titled.n)
    }

    /// A number of those who got a title, where nothing else is said of them.
    fn title(&self, vocabulary: &'v Vocabulary<'a>, typed: &Typed) -> Option<Held<'v, 'a>> {
        let item = passage::item(self.text, &typed.range);
        let text = &self.text[item.clone()];
        if !fits(typed.unit, "人") || typed.unit == "个" || self.tally.group().is_some() {
            return None;
        }
        let place = vocabulary
            .heads
            .iter()
            .position(|head| head.table.is_some_and(|table| table.key == "award"))?;
        let is_honoured = HONOURED.iter().any(|word| text.contains(word));
        let titled: Vec<(Id, &Record)> = self
            .tally
            .counted()
            .iter()
            .map(|id| (*id, self.tally.record(*id)))
            .filter(|(_, record)| {
                let recipient = record.word(Key::Recipient);
                record.table.key == "award" && recipient.is_some_and(is_person) && !is_teams(record)
            })
            .collect();
        let titles = titled
            .iter()
            .filter_map(|(_, record)| record.text(Key::Title));
        let title = titles
            .filter(|title| text.contains(&***title))
            .max_by_key(|title| title.len())?;
        let related = Related::Things {
            head: place,
            side: None,
            is_told_before: false,
        };
        let before = self.before(vocabulary, &item, related);
        let is_whole = before.sentence.groups().is_empty()
            && before.line.groups().is_empty()
            && before.sentence.persons + before.line.persons == 0
            && !before.sentence.is_some
            && !before.sentence.is_of_others
            && !before.sentence.is_of_other_time
            && !before.sentence.is_elsewhere
            && !self.is_of_a_part;
        let said = text.replacen(&self.text[typed.range.clone()], "", 1);
        let said = said.replacen(&**title, "", 1);
        let level = LEVEL.words.iter().find(|level| said.contains(level.name));
        let said = said.replacen(level.map_or("", |level| level.name), "", 1);
        // 我校有区级优秀班主任5人: since long before.
        let sentence = passage::sentence(self.text, &typed.range);
        let there_are = self.text[sentence.start..typed.range.start].contains('有');
        let is_told = is_honoured || (level.is_some() && !there_are);
        if !is_whole || !is_told || !is_plain(&said) {
            return None;
        }
        let is_pupils = PUPILS.iter().any(|word| said.contains(word));
        let is_teachers = TEACHERS.iter().any(|word| said.contains(word));
        let such: Vec<&(Id, &Record)> = titled
            .iter()
            .filter(|(_, record)| {
                let own = record.word(Key::Recipient);
                let is_theirs =
                    own.is_some_and(|own| is_staff(own) != is_pupils || !is_teachers && !is_pupils);
                let own_level = record
                    .word(Key::Level)
                    .map(|own| self.tally.level_name(own));
                let is_level = level.is_none_or(|level| own_level.is_some_and(|own| own == level));
                record.text(Key::Title) == Some(title) && is_theirs && is_level
            })
            .collect();
        let count: Count = such.iter().map(|(_, record)| self.got_by(record)).sum();
        Some(Held {
            is_same: agree::agree(typed, count),
            source: Source::Sum {
                count,
                unit: "人".to_owned(),
                records: such.first().map(|(first, _)| (*first, such.len())),
            },
        })
    }
}

/// Whether `said` tells of papers that were handed in, whatever became of them: 上报论文20篇.
pub fn is_handed_in(said: &str) -> bool {
    const HANDED_IN: &[&str] = &[
        "上报", "报送", "提交", "上交", "征集", "征文", "推荐", "参评", "参赛", "投稿", "选送",
        "送评", "递交",
    ];
    HANDED_IN.iter().any(|word| said.contains(word)) && !said.contains('获')
}

/// Whether `said` tells of projects that were asked for, whose status is not said, or are about to be
/// something: 申报课题5项, 2项进入结题阶段.
pub fn is_not_there_yet(said: &str, has_status: bool) -> bool {
    said.contains("阶段")
        || (!has_status && ["申报", "申请"].iter().any(|word| said.contains(word)))
}

/// Whether `said`, which stands before a number, tells that the school itself gave prizes away: 评选一等奖10名.
pub fn gives_prizes(said: &str) -> bool {
    const GIVES: &[&str] = &["评出", "评选", "颁发", "表彰奖励"];
    let gives = |word: &&str| {
        let mut behind = said
            .match_indices(*word)
            .map(|(at, _)| &said[at + word.len()..]);
        behind.any(|rest| !rest.is_empty() && !rest.starts_with(['中', '为', '活', '获', '里']))
    };
    GIVES.iter().any(gives)
}

/// Whether `said`, which stands around a title and its number, narrows nothing.
fn is_plain(said: &str) -> bool {
    let mut rest = said.trim();
    while !rest.is_empty() {
        let lists = [HONOURED, PUPILS, TEACHERS, BESIDE];
        let known = lists.iter().copied().flatten();
        let known = known.filter(|word| rest.starts_with(**word));
        match known.map(|word| word.len()).max() {
            Some(length) => rest = rest[length..].trim_start(),
            None => return false,
        }
    }
    true
}
