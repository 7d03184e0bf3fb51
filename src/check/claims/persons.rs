//! Named people as those of whom a number is told: 孙梦瑶老师听课7节, 数学组长赵国梁和冯雪梅老师.

use super::context::NOW;
use super::held::Read;
use super::names::group_names;
use super::narrow::Walk;
use super::passage;
use super::vocabulary::Meaning;
use crate::format::{Key, Table};

/// Several people who do something, one after the other.
const JOINS: &[&str] = &["以及", "、", "和", "与", "及"];

/// What may stand before a name where a clause begins with it.
const LEADS: &[&str] = &[
    "其中",
    "比如",
    "例如",
    "特别是",
    "尤其是",
    "一学期来",
    "一学期以来",
    "一学期下来",
    "我校",
    "学校",
    "本校",
    "我组",
    "本组",
    "新教师",
    "青年教师",
    "骨干教师",
    "年轻教师",
    "老教师",
    "优秀教师",
    "学科带头人",
    "名师",
    "新秀",
    "教研组长",
    "备课组长",
    "年级组长",
    "组长",
    "副校长",
    "校长",
    "副主任",
    "主任",
    "副书记",
    "书记",
    "班主任",
    "教师",
    "老师",
    "教导处",
    "教务处",
    "德育处",
    "政教处",
    "教科室",
    "校领导",
    "分管",
    "学科",
    "教研",
    "教学",
    "青年",
    "骨干",
    "的",
    "长",
    "如",
    "而",
    "，",
    "新入职",
];

/// What people are called behind their names.
const CALLED: &[&str] = &[
    "副校长",
    "副主任",
    "副书记",
    "教研组长",
    "备课组长",
    "班主任",
    "老师",
    "教师",
    "主任",
    "校长",
    "组长",
    "书记",
    "同志",
];

/// What a bare name is followed by where it is one.
const DOES: &[&str] = &[
    "，",
    "：",
    "共",
    "先后",
    "上",
    "听",
    "获",
    "荣获",
    "执教",
    "承担",
    "撰写",
    "发表",
    "参加",
    "参与",
    "外出",
    "作",
    "开",
    "完成",
    "写",
    "主动",
    "认真",
    "积极",
    "也",
    "则",
    "还",
    "一学期",
    "推门",
    "互听",
];

/// Behind people, these tell of what is theirs, or of others with them.
const NOT_THEY: &[&str] = &[
    "的",
    "所",
    "名师",
    "工作室",
    "班",
    "家",
    "课",
    "团队",
    "带领",
    "率领",
    "领衔",
    "小组",
    "指导的",
    "辅导的",
    "负责的",
    "主持的",
    "等",
];

/// What a person is beside a teacher, which changes nothing of what is told of them: 作为教研组长.
const AS: &[&str] = &["作为", "身为", "身兼", "兼任", "担任"];

/// What tells of a part of the people's alone, or of another, by the key of the table.
const NOT_OWN: &[(&str, &[&str])] = &[
    ("lecture", &["参加", "参与", "聆听", "听", "组织", "主持"]),
    (
        "training",
        &[
            "主持", "组织", "主讲", "作", "负责", "承担", "授课", "指导", "为", "开展",
        ],
    ),
    ("award", &["指导", "辅导", "学生", "班级", "团队"]),
    ("paper", &["指导", "辅导", "学生", "修改"]),
    (
        "lesson",
        &[
            "指导", "听", "评", "磨", "观摩", "参加", "参与", "组织", "帮",
        ],
    ),
    ("observation", &["被", "接受", "指导", "组织"]),
    ("writing", &["指导", "组织", "批"]),
    ("project", &["指导", "组织"]),
];

/// Whoever leads a project is one of those who have a part in it.
const LEADS_IT: &[&str] = &["主持", "领衔", "负责", "牵头"];

/// Being there is what a person's part in these is.
const IS_THERE: &[&str] = &["参加", "参与", "出席"];

/// How a number of people compares with what they did of a kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// It is theirs.
    Own,
    /// It is some of theirs.
    Some,
    /// Nobody knows.
    Unknown,
}

/// What people are told to have had of records of `table` where `said` stands beside the number.
pub fn part_in(table: &Table, said: &str) -> Part {
    let has = |words: &[&str]| words.iter().any(|word| said.contains(word));
    let not_own = NOT_OWN.iter().find(|(key, _)| *key == table.key);
    match (table.key, not_own) {
        ("session", _) if has(IS_THERE) => Part::Own,
        (_, Some((_, words))) if has(words) => Part::Unknown,
        ("project", Some(_)) if has(LEADS_IT) => Part::Some,
        (_, Some(_)) => Part::Own,
        (_, None) => Part::Unknown,
    }
}

impl<'a> Walk<'a> {
    /// From here on it is told of these people.
    pub fn tell_of(&mut self, people: Vec<&'a str>) {
        self.persons += people.len();
        self.subject = people;
        self.is_all = false;
        self.is_this_group = false;
        self.is_of_others = false;
        self.is_elsewhere = false;
        self.is_some = false;
        self.is_of_class_heads = false;
        self.parts.retain(|(axis, _)| *axis != Key::Group);
        self.unmeant.clear();
    }
}

impl<'v, 'a> Read<'v, 'a> {
    /// The people whom the clause tells of that the name at `at` stands in, if that is one of
    /// theirs; and where they have been told.
    pub fn subject_at(&self, at: usize) -> Option<(usize, Vec<&'a str>)> {
        let clause = passage::clause(self.text, &(at..at));
        let start = self.led_to(clause.start + passage::mark(&self.text[clause.clone()]));
        let is_led = start > clause.start;
        let mut people = vec![self.person_at(start)?];
        let mut end = start + people[0].len();
        let mut is_called = self.step(&mut end, CALLED);
        loop {
            let mut next = end;
            if !self.step(&mut next, JOINS) {
                break;
            }
            next = self.led_to(next);
            let Some(other) = self.person_at(next) else {
                break;
            };
            people.push(other);
            end = next + other.len();
            is_called |= self.step(&mut end, CALLED);
        }
        let mut behind = end;
        self.step(&mut behind, &["等"]);
        if let Some(length) = self.number_at(behind) {
            let place = self
                .numbers
                .partition_point(|number| number.range.start < behind);
            let is_all = self.numbers[place].hundredths == people.len() as u64 * 100;
            is_called |= is_all;
            if !is_all {
                return None;
            }
            end = behind + length;
            self.step(&mut end, CALLED);
        }
        let rest = &self.text[end..];
        let begins = |words: &[&str]| words.iter().any(|word| rest.starts_with(word));
        let is_known = is_called || is_led || people.len() > 1 || begins(DOES) || begins(NOW);
        (is_known && !begins(NOT_THEY) && (start..end).contains(&at)).then_some((end, people))
    }

    /// All of the roster of one state, where as many are told of as there are, at the beginning of a
    /// clause; and where they have been told: 三位新教师.
    pub fn all_of_state_at(&self, at: usize) -> Option<(usize, Vec<&'a str>)> {
        let behind = at + self.number_at(at)?;
        let clause = passage::clause(self.text, &(at..at));
        let start = self.led_to(clause.start + passage::mark(&self.text[clause.clone()]));
        let place = self
            .numbers
            .partition_point(|number| number.range.start < at);
        let staff = &self.tally.staff;
        let states = staff
            .members()
            .filter_map(|member| member.status.as_deref());
        let state = states
            .filter(|state| self.text[behind..].starts_with(*state))
            .max_by_key(|state| state.len())?;
        let all = staff
            .members()
            .filter(|member| member.status.as_deref() == Some(state));
        let all: Vec<&'a str> = all.map(|member| &*member.name).collect();
        let end = behind + state.len();
        let rest = &self.text[end..];
        let is_theirs = start == at && !NOT_THEY.iter().any(|word| rest.starts_with(word));
        let is_all = all.len() > 1 && self.numbers[place].hundredths == all.len() as u64 * 100;
        (is_all && is_theirs && self.tally.group().is_none()).then_some((end, all))
    }

    /// The length of what a person is besides, at `at`: 作为语文教研组长.
    pub fn post_at(&self, at: usize) -> Option<usize> {
        let rest = &self.text[at..];
        AS.iter().find(|word| rest.starts_with(**word))?;
        let clause = passage::clause(self.text, &(at..at));
        let said = &self.text[at..clause.end];
        let ends = CALLED
            .iter()
            .filter_map(|word| Some(said.find(word)? + word.len()));
        ends.max()
    }

    /// The name of the roster that stands at `at`.
    fn person_at(&self, at: usize) -> Option<&'a str> {
        let place = self
            .mentions
            .partition_point(|mention| mention.range.start < at);
        let mention = self.mentions.get(place)?;
        let mut names = mention.meanings.iter().filter_map(|meaning| match meaning {
            Meaning::Person(name) => Some(*name),
            _ => None,
        });
        names.next().filter(|_| mention.range.start == at)
    }

    /// Where that ends which leads to a name at `at`.
    fn led_to(&self, mut at: usize) -> usize {
        let groups = self.tally.staff.groups();
        let mut members = self.tally.staff.members();
        let subjects: Vec<&str> = members
            .by_ref()
            .filter_map(|member| member.subject.as_deref())
            .collect();
        while self.person_at(at).is_none() {
            let rest = &self.text[at..];
            let group = groups.iter().flat_map(|group| group_names(group));
            let group = group.filter(|name| rest.starts_with(name.as_str()));
            let words = LEADS.iter().chain(NOW).chain(&subjects);
            let word = words.filter(|word| rest.starts_with(**word));
            let lengths = group
                .map(|name| name.len())
                .chain(word.map(|word| word.len()));
            match lengths.max() {
                Some(length) if length > 0 => at += length,
                _ => break,
            }
        }
        at
    }

    /// Steps over the longest of `words` at `at`.
    fn step(&self, at: &mut usize, words: &[&str]) -> bool {
        let found = words
            .iter()
            .filter(|word| self.text[*at..].starts_with(**word));
        let longest = found.map(|word| word.len()).max();
        *at += longest.unwrap_or_default();
        longest.is_some()
    }
}
