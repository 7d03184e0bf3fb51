//! The people a rate is taken over: the roster, and how many they are.

use std::collections::{BTreeSet, HashMap, HashSet};

use rustc_hash::FxHashMap;

use crate::format::vocabulary::Word;
use crate::format::{Key, Sort};
use crate::log::{Log, People, Record, Text, distinct};
use crate::text::count::Count;

use super::outsiders::outsiders;
use super::places::Places;
use super::roster::{self, Gap, Size};

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
    /// The same as they are written.
    pub posts: Vec<&'static str>,
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
    /// The same by where the names are kept: nearly all names of a log are kept there.
    by_place: FxHashMap<(usize, usize), usize>,
    only: Option<Text>,
    /// How many teachers the school says it has.
    stated: Option<Count>,
    /// How many there are of each group on the roster, and of all (under `None`).
    sizes: HashMap<Option<Text>, Size>,
    groups: Vec<Text>,
    subjects: Vec<Text>,
    places: Places,
    has_ungrouped: bool,
    /// Who in the log is no teacher of the school.
    outsiders: BTreeSet<Text>,
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
        let names = roster.iter().map(|member| member.name.clone());
        let mut staff = Staff {
            by_place: names.clone().map(|name| place(&name)).zip(0..).collect(),
            by_name: names.zip(0..).collect(),
            stated,
            sizes: HashMap::new(),
            groups,
            subjects,
            only,
            places: Places::new(log),
            outsiders: outsiders(log),
            has_ungrouped: roster.iter().any(|member| member.group.is_none()),
            roster,
        };
        staff.sizes = roster::sizes(log, &staff);
        staff
    }

    /// Whether the roster has somebody of no group.
    pub(super) fn has_ungrouped(&self) -> bool {
        self.has_ungrouped
    }

    /// How many teachers the school says it has.
    pub fn stated(&self) -> Option<Count> {
        self.stated
    }

    /// How many they are; 0 if the log does not say.
    pub fn size(&self) -> Count {
        self.size_of(None)
    }

    /// Those of `group`, or all that the report is about.
    pub fn members_of(&self, group: Option<&Text>) -> impl Iterator<Item = &Member> {
        self.members()
            .filter(move |member| group.is_none() || member.group.as_ref() == group)
    }

    /// How many those of `group` are, or all; 0 if the log does not say: the school states no
    /// number, and the roster does not have them all.
    pub fn size_of(&self, group: Option<&Text>) -> Count {
        let group = group.or(self.only.as_ref());
        match (group, self.stated) {
            (None, Some(stated)) => stated,
            _ => match self.sizes.get(&group.cloned()) {
                Some(Ok(size)) => Count::exact(*size),
                _ => Count::ZERO,
            },
        }
    }

    /// Who in the log is called something else than a teacher, or is one elsewhere.
    pub fn outsiders(&self) -> impl Iterator<Item = &Text> {
        let outsiders = self.outsiders.iter();
        outsiders.filter(|name| self.member(name).is_none())
    }

    /// Whether somebody in a log may be called a teacher: whom the roster has, or nothing in the
    /// log calls anything else. `is_own` is whether they are told of as people of the school.
    pub fn is_teacher(&self, name: &Text, is_own: bool) -> bool {
        match self.roster.is_empty() {
            _ if self.member(name).is_some() => true,
            true => !self.outsiders.contains(name),
            false => !is_own && !self.outsiders.contains(name),
        }
    }

    /// Whether somebody who is not on the roster may be of the school: there is none, or it has gaps.
    pub fn may_have_more(&self) -> bool {
        self.roster.is_empty() || self.size().is_zero()
    }

    /// How many the school has, whatever group the report is about; 0 if the log does not say.
    pub fn size_of_school(&self) -> Count {
        match (self.stated, self.sizes.get(&None)) {
            (Some(stated), _) => stated,
            (None, Some(Ok(size))) => Count::exact(*size),
            (None, _) => Count::ZERO,
        }
    }

    /// Whether the roster has everybody of the school, and so all of its groups.
    pub fn has_everybody(&self) -> bool {
        matches!(self.sizes.get(&None), Some(Ok(_)))
    }

    /// How many groups there are; 0 where the roster may not have anybody of each.
    pub fn number_of_groups(&self) -> Count {
        match self.has_everybody() {
            true => Count::exact(self.groups().len() as u64),
            false => Count::ZERO,
        }
    }

    /// Whether as many are of `group` as the roster has of it.
    pub fn has_all_of(&self, group: &Text) -> bool {
        let is_alone = matches!(self.sizes.get(&None), Some(Err(Gap::Alone | Gap::Short)));
        !(is_alone && self.roster.len() == 1) && self.is_whole(Some(group))
    }

    /// Why it is not known how many they are although there is a roster; `None` where it is known.
    pub fn gap(&self) -> Option<&Gap> {
        match (&self.only, self.stated) {
            (None, Some(_)) => None,
            (only, _) => self.sizes.get(only)?.as_ref().err(),
        }
    }

    /// Whether the roster has everybody of `group`, or of all that the report is about; where it has
    /// nobody it has.
    pub(super) fn is_whole(&self, group: Option<&Text>) -> bool {
        let group = group.or(self.only.as_ref());
        self.sizes.get(&group.cloned()).is_none_or(Result::is_ok)
    }

    /// How many of `group`, or of all, the roster has, be they all or not; of all as many as the
    /// school says.
    pub fn listed(&self, group: Option<&Text>) -> Count {
        let group = group.or(self.only.as_ref());
        match (group, self.stated) {
            (None, Some(stated)) => stated,
            _ => {
                let of = |member: &&Member| group.is_none() || member.group.as_ref() == group;
                Count::exact(self.roster.iter().filter(of).count() as u64)
            }
        }
    }

    /// How many the roster has, of whatever group, or as many as the school says.
    pub fn listed_in_all(&self) -> Count {
        let listed = Count::exact(self.roster.len() as u64);
        self.stated.unwrap_or(listed)
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
        let kept = self.by_place.get(&place(name));
        let at = kept.or_else(|| self.by_name.get(name))?;
        self.roster.get(*at)
    }

    /// The groups that the roster or a record names, in their order.
    pub(super) fn groups_named(&self) -> &[Text] {
        &self.places.groups
    }

    /// Whether the roster or a record knows a group called `name`.
    pub fn has_group(&self, name: &Text) -> bool {
        self.places.groups.contains(name)
    }

    /// The one group of those who teach `subject`; of a subject that nobody on the roster teaches,
    /// the one that is named after it.
    pub(super) fn group_of_subject(&self, subject: &str) -> Option<&Text> {
        self.places.group_of_subject(subject)
    }

    /// The one group that is named after the grade of `class`: 三年级组 of 三年级2班 and 三（2）班.
    pub(super) fn group_of_class(&self, class: &str) -> Option<&Text> {
        self.places.group_of_class(class)
    }

    /// The groups that `audience` means, by their names or their subjects.
    pub(super) fn groups_within(&self, audience: &str) -> Vec<&Text> {
        self.places.groups_within(audience)
    }

    /// How many `people` are; 全体 is all of `group`, or all of the staff.
    pub fn head_count(&self, people: &People, group: Option<&Text>) -> Count {
        match people {
            People::Named(names) => Count::exact(names.len() as u64),
            People::Number(count) => *count,
            People::Everyone => match group {
                Some(group) if !self.has_group(group) => self.size(),
                group => self.size_of(group),
            },
        }
    }
}

/// Where a text is kept, and its length.
fn place(text: &str) -> (usize, usize) {
    (text.as_ptr() as usize, text.len())
}

fn member(teacher: &Record) -> Option<Member> {
    let held = teacher.words(Key::Roles).unwrap_or_default();
    Some(Member {
        name: teacher.text(Key::Name)?.clone(),
        group: teacher.text(Key::Group).cloned(),
        subject: teacher.text(Key::Subject).cloned(),
        roles: held.iter().map(|said| said.word).collect(),
        posts: held.iter().map(|said| said.typed).collect(),
        status: teacher.text(Key::Status).cloned(),
        years: teacher.quantity(Key::Years).map(|years| years.n),
        honours: teacher
            .rows(Key::Honours)
            .iter()
            .filter_map(|honour| Some((honour.text(Key::Title)?.clone(), honour.word(Key::Level))))
            .collect(),
    })
}
