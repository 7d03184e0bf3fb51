//! The people a rate is taken over: the roster, and how many they are.

use std::collections::HashMap;

use crate::format::Key;
use crate::format::vocabulary::Word;
use crate::log::{Log, People, Record, Text};
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
    members: Vec<Member>,
    by_name: HashMap<Text, usize>,
    size: Count,
    groups: Vec<Text>,
}

impl Staff {
    /// The staff that a log tells of.
    pub fn new(log: &Log) -> Staff {
        let only = log
            .head
            .report
            .as_ref()
            .and_then(|report| report.text(Key::Group));
        let mut members = Vec::new();
        let mut groups: Vec<Text> = Vec::new();
        let teachers = log
            .records
            .iter()
            .filter(|record| record.table.key == "teacher");
        for teacher in teachers.filter(|teacher| only.is_none() || teacher.text(Key::Group) == only)
        {
            members.extend(member(teacher));
            if let Some(group) = teacher.text(Key::Group)
                && !groups.contains(group)
            {
                groups.push(group.clone());
            }
        }
        let stated = log
            .head
            .school
            .as_ref()
            .and_then(|school| school.quantity(Key::Teachers));
        let by_name = members
            .iter()
            .enumerate()
            .map(|(at, member)| (member.name.clone(), at))
            .collect();
        Staff {
            size: match (stated, only) {
                (Some(stated), None) => stated,
                _ => Count::exact(members.len() as u64),
            },
            by_name,
            members,
            groups,
        }
    }

    /// How many they are; 0 if the log does not say.
    pub fn size(&self) -> Count {
        self.size
    }

    /// Everyone on the roster, in its order.
    pub fn members(&self) -> &[Member] {
        &self.members
    }

    /// The teaching groups, in the order of the roster.
    pub fn groups(&self) -> &[Text] {
        &self.groups
    }

    /// The person of this name.
    pub fn member(&self, name: &str) -> Option<&Member> {
        self.by_name.get(name).map(|at| &self.members[*at])
    }

    /// How many `people` are; 全体 is all of `group`, or all of the staff.
    pub fn head_count(&self, people: &People, group: Option<&Text>) -> Count {
        match people {
            People::Named(names) => Count::exact(names.len() as u64),
            People::Number(count) => *count,
            People::Everyone => match group {
                Some(group) if self.groups.contains(group) => {
                    let members = self.members.iter();
                    let inside = members.filter(|member| member.group.as_ref() == Some(group));
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
    })
}
