//! The people a rate is taken over: the roster, and how many they are.

use std::collections::{HashMap, HashSet};

use crate::format::vocabulary::Word;
use crate::format::{Key, Sort};
use crate::log::{Log, People, Record, Text, distinct};
use crate::text::count::Count;

/// One teacher of the roster.
#[derive(Debug)]
pub struct Member {
    /// Name.
    pub name: Text,
    /// Teaching group.
    pub group: Option<Text>,
    /// Subject.
    pub subject: Option<Text>,
    /// Posts held; empty for a teacher without any.
    pub roles: Vec<&'static Word>,
    /// State, such as 新教师.
    pub status: Option<Text>,
    /// Years of service.
    pub years: Option<u64>,
    /// Titles held, with their level.
    pub honours: Vec<(Text, Option<&'static Word>)>,
}

impl Member {
    /// Whether a rule for `role` is for this person. 教师 is everyone who is neither 中层 nor
    /// 校领导, unless 教师 is given as well, and 行政 is those two; a person with two roles is under two rules.
    pub fn has_role(&self, role: &Word) -> bool {
        if self.roles.iter().any(|held| held.name == role.name) {
            return true;
        }
        let leads = self
            .roles
            .iter()
            .any(|held| matches!(held.name, "校领导" | "中层" | "行政"));
        match role.name {
            "教师" => !leads,
            "行政" => leads,
            _ => false,
        }
    }
}

/// The staff of the school, or of the group the report is about.
#[derive(Debug)]
pub struct Staff {
    roster: Vec<Member>,
    by_name: HashMap<Text, usize>,
    only: Option<Text>,
    size: Count,
    groups: Vec<Text>,
    subjects: Vec<Text>,
}

impl Staff {
    /// The staff that a log tells of.
    pub fn new(log: &Log) -> Staff {
        let head = &log.head;
        let only = head
            .report
            .as_ref()
            .and_then(|report| report.text(Key::Group))
            .cloned();
        let teachers = log
            .records
            .iter()
            .filter(|record| record.table.sort == Sort::Roster);
        let mut roster: Vec<Member> = teachers.filter_map(member).collect();
        let mut seen = HashSet::new();
        roster.retain(|member| seen.insert(member.name.clone()));
        let is_own = |member: &&Member| only.is_none() || member.group == only;
        let own = roster.iter().filter(is_own);
        let groups = distinct(own.filter_map(|member| member.group.as_ref()));
        let subjects = distinct(roster.iter().filter_map(|member| member.subject.as_ref()));
        let stated = head
            .school
            .as_ref()
            .and_then(|school| school.quantity(Key::Teachers));
        let size = match (stated, &only) {
            (Some(stated), None) => stated,
            _ => Count::exact(roster.iter().filter(is_own).count() as u64),
        };
        let names = roster.iter().map(|member| member.name.clone());
        Staff {
            by_name: names.zip(0..).collect(),
            size,
            groups,
            subjects,
            only,
            roster,
        }
    }

    /// How many they are; 0 if the log does not say.
    pub fn size(&self) -> Count {
        self.size
    }

    /// Those of `group`, or all that the report is about.
    pub fn members_of(&self, group: Option<&Text>) -> impl Iterator<Item = &Member> {
        self.members()
            .filter(move |member| group.is_none() || member.group.as_ref() == group)
    }

    /// How many those of `group` are, or all; 0 if the log does not say.
    pub fn size_of(&self, group: Option<&Text>) -> Count {
        match group.filter(|group| self.only.as_ref() != Some(*group)) {
            Some(group) => Count::exact(self.members_of(Some(group)).count() as u64),
            None => self.size,
        }
    }

    /// Those the report is about, in the order of the roster.
    pub fn members(&self) -> impl Iterator<Item = &Member> {
        let only = &self.only;
        self.roster
            .iter()
            .filter(move |member| only.is_none() || member.group == *only)
    }

    /// All of the roster, of whatever group.
    pub fn everyone(&self) -> impl Iterator<Item = &Member> {
        self.roster.iter()
    }

    /// The teaching groups, in the order of the roster.
    pub fn groups(&self) -> &[Text] {
        &self.groups
    }

    /// The subjects taught, in the order of the roster.
    pub fn subjects(&self) -> &[Text] {
        &self.subjects
    }

    /// The person of this name, of whatever group.
    pub fn member(&self, name: &str) -> Option<&Member> {
        self.by_name.get(name).map(|at| &self.roster[*at])
    }

    /// Whether `name` can belong to `group`: its own name, one of its members, or somebody who
    /// is not on the roster.
    pub fn may_be_of(&self, name: &Text, group: &Text) -> bool {
        match self.member(name) {
            Some(member) => member.group.as_ref() == Some(group),
            None => {
                name == group
                    || !self
                        .roster
                        .iter()
                        .any(|member| member.group.as_ref() == Some(name))
            }
        }
    }

    /// How many `people` are; 全体 is all of `group`, or all of the staff.
    pub fn head_count(&self, people: &People, group: Option<&Text>) -> Count {
        match people {
            People::Named(names) => Count::exact(names.len() as u64),
            People::Number(count) => *count,
            People::Everyone => match group {
                Some(group) if self.groups.contains(group) => {
                    let inside = self
                        .members()
                        .filter(|member| member.group.as_ref() == Some(group));
                    Count::exact(inside.count() as u64)
                }
                _ => self.size,
            },
        }
    }
}

fn member(teacher: &Record) -> Option<Member> {
    Some(Member {
        name: teacher.text(Key::Name)?.clone(),
        group: teacher.text(Key::Group).cloned(),
        subject: teacher.text(Key::Subject).cloned(),
        roles: teacher.words(Key::Roles).unwrap_or_default().to_vec(),
        status: teacher.text(Key::Status).cloned(),
        years: teacher.quantity(Key::Years).map(|years| years.n),
        honours: teacher
            .rows(Key::Honours)
            .iter()
            .filter_map(|honour| Some((honour.text(Key::Title)?.clone(), honour.word(Key::Level))))
            .collect(),
    })
}
