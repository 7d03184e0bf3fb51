//! Which group a subject, a class or an audience means, where it means one.

use std::collections::HashMap;

use crate::format::bounds::EVERYBODY;
use crate::format::{Key, Sort};
use crate::log::{Log, Text, distinct};

/// The groups of a log, and what they can be told by.
#[derive(Debug)]
pub(super) struct Places {
    /// All groups that the roster or a record names, in their order.
    pub groups: Vec<Text>,
    /// The groups of those who teach a subject.
    by_subject: HashMap<Text, Vec<Text>>,
}

/// What the names of groups end in, longest first; what is before it tells whose they are.
const ENDINGS: [&str; 5] = ["教研组", "备课组", "学科组", "年级组", "组"];

impl Places {
    /// The groups of `log`.
    pub fn new(log: &Log) -> Places {
        let groups = log.records.iter();
        let groups = distinct(groups.filter_map(|record| record.text(Key::Group)));
        let mut by_subject: HashMap<Text, Vec<Text>> = HashMap::new();
        let roster = log.records.iter();
        for teacher in roster.filter(|record| record.table.sort == Sort::Roster) {
            let own = teacher.text(Key::Subject).zip(teacher.text(Key::Group));
            if let Some((subject, group)) = own {
                let groups = by_subject.entry(subject.clone()).or_default();
                if !groups.contains(group) {
                    groups.push(group.clone());
                }
            }
        }
        Places { groups, by_subject }
    }

    /// The one group of those who teach `subject`; of a subject that nobody on the roster teaches,
    /// the one that is named after it.
    pub fn group_of_subject(&self, subject: &str) -> Option<&Text> {
        match self.by_subject.get(subject).map(Vec::as_slice) {
            Some([one]) => Some(one),
            Some(_) => None,
            None => only(self.groups.iter().filter(|group| stem(group) == subject)),
        }
    }

    /// The one group that is named after the grade of `class`.
    pub fn group_of_class(&self, class: &str) -> Option<&Text> {
        let grade = grade(class)?;
        only(self.groups.iter().filter(|group| group.starts_with(&grade)))
    }

    /// The groups that `audience` means; none where it means all.
    pub fn groups_within(&self, audience: &str) -> Vec<&Text> {
        let is_meant =
            |group: &&Text| audience.contains(&***group) || names_people_of(audience, stem(group));
        let meant: Vec<&Text> = self.groups.iter().filter(is_meant).collect();
        match meant.is_empty() && !EVERYBODY.iter().any(|all| audience.contains(all)) {
            true => {
                let subjects = self.by_subject.keys();
                let subject = only(subjects.filter(|one| names_people_of(audience, one)));
                let group = subject.and_then(|subject| self.group_of_subject(subject));
                group.into_iter().collect()
            }
            false => meant,
        }
    }
}

/// Whether `audience` speaks of the teachers of `what`: 数学教师, 数学组老师.
fn names_people_of(audience: &str, what: &str) -> bool {
    let people = ["教师", "老师", "组", "全体教师", "学科教师", "新教师"];
    !what.is_empty()
        && people
            .iter()
            .any(|people| audience.contains(&format!("{what}{people}")))
}

/// The name of a group without what all groups are called: 数学 of 数学教研组.
fn stem(group: &str) -> &str {
    let mut endings = ENDINGS.iter();
    endings
        .find_map(|ending| group.strip_suffix(ending))
        .unwrap_or(group)
}

/// The grade of a class as groups are called after it: 三年级 of 三年级2班, 三（2）班 and 三年2班.
fn grade(class: &str) -> Option<String> {
    const GRADES: &str = "一二三四五六七八九";
    let mut signs = class.chars();
    let first = signs.next()?;
    if "初高".contains(first) {
        let second = signs.next().filter(|second| GRADES.contains(*second))?;
        return Some(format!("{first}{second}"));
    }
    let is_grade =
        GRADES.contains(first) && signs.next().is_some_and(|next| "年（(".contains(next));
    is_grade.then(|| format!("{first}年级"))
}

/// The only one of `all`; `None` where there are several, or none.
fn only<'a, T: ?Sized>(mut all: impl Iterator<Item = &'a T>) -> Option<&'a T> {
    let first = all.next();
    first.filter(|_| all.next().is_none())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn grades_are_read_from_classes() {
        for (class, read) in [
            ("三年级2班", Some("三年级")),
            ("三（2）班", Some("三年级")),
            ("初二3班", Some("初二")),
            ("高一（1）班", Some("高一")),
            ("大班", None),
            ("2023级", None),
        ] {
            assert_eq!(grade(class).as_deref(), read, "{class}");
        }
    }

    #[test]
    fn groups_are_called_after_something() {
        assert_eq!(stem("数学教研组"), "数学");
        assert_eq!(stem("三年级组"), "三");
        assert_eq!(stem("理化生组"), "理化生");
        assert_eq!(stem("教导处"), "教导处");
    }
}
