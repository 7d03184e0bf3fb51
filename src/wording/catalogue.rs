//! Every figure of a log with the name that an expression calls it by: for those who write
//! expressions or templates and want to see what there is.

use std::sync::Arc;

use crate::format::{self, Key};
use crate::log::{Text, distinct};
use crate::tally::{Mixture, Selection, Tally, actor_key, actors};
use crate::text::count::Count;

use super::objects::{SIDES, TEAMS, narrowed, spoken, written};
use super::view::View;
use super::words::Words;

/// A figure as an expression names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Its name: `听课.推门听课`.
    pub name: String,
    /// How many it is.
    pub count: Count,
    /// Its measure word.
    pub unit: String,
    /// What it is, in Chinese.
    pub about: String,
}

/// Figures that belong together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chapter {
    /// What they are figures of.
    pub title: String,
    /// The figures; none of them is zero.
    pub entries: Vec<Entry>,
}

/// All figures of `tally`, in the order of the format. Kinds without any record are left out.
pub fn catalogue(tally: &Arc<Tally>, words: &Arc<Words>) -> Vec<Chapter> {
    let view = View::new(tally, words);
    let mut chapters = vec![Chapter {
        title: "学校与教师".to_owned(),
        entries: of_staff(tally),
    }];
    for table in format::counted() {
        let whole = view.all(table);
        let mut list = List {
            view: &view,
            entries: Vec::new(),
        };
        list.figure(table.name, &whole, "合计");
        list.sides(table.name, &whole);
        for key in axes_of(&whole) {
            list.axis(table.name, &whole, key);
        }
        list.people(table.name, &whole);
        chapters.push(Chapter {
            title: format!("{}（[[{}]]）", table.name, table.key),
            entries: list.entries,
        });
    }
    chapters.retain(|chapter| !chapter.entries.is_empty());
    chapters
}

fn of_staff(tally: &Arc<Tally>) -> Vec<Entry> {
    let staff = &tally.staff;
    let mut entries = Vec::new();
    let mut add = |name: String, count: Count, unit: &str, about: &str| {
        if !count.is_zero() {
            entries.push(Entry {
                name,
                count,
                unit: unit.to_owned(),
                about: about.to_owned(),
            });
        }
    };
    add("教师".to_owned(), staff.size(), "名", "全体教师");
    for group in staff.groups() {
        let members = staff
            .members()
            .filter(|member| member.group.as_ref() == Some(group));
        let count = Count::exact(members.count() as u64);
        add(path("教师", group), count, "名", "教研组的教师");
    }
    let states = distinct(staff.members().filter_map(|member| member.status.as_ref()));
    for state in states {
        let members = staff
            .members()
            .filter(|member| member.status.as_ref() == Some(&state));
        let count = Count::exact(members.count() as u64);
        add(path("教师", &state), count, "名", "这种状态的教师");
    }
    let groups = Count::exact(staff.groups().len() as u64);
    add("教研组".to_owned(), groups, "个", "教研组数");
    let school = tally.log.head.school.as_ref();
    let of_school = |key| {
        school
            .and_then(|school| school.quantity(key))
            .unwrap_or_default()
    };
    add(
        "学校.班级".to_owned(),
        of_school(Key::Classes),
        "个",
        "班级数",
    );
    add(
        "学校.学生".to_owned(),
        of_school(Key::Pupils),
        "名",
        "学生数",
    );
    let weeks = Count::exact(tally.term.weeks().unwrap_or(0));
    add("学期.周数".to_owned(), weeks, "周", "教学周数");
    entries
}

/// The keys along which `whole` is broken down; of awards, along the recipient alone, for those
/// of different recipients are never added.
fn axes_of(whole: &Selection) -> Vec<Key> {
    let has = |key: &Key| whole.table().field(key.name()).is_some();
    if has(&Key::Recipient) {
        return vec![Key::Recipient];
    }
    Key::AXES.iter().copied().filter(has).collect()
}

/// The list of one kind's figures.
struct List<'a> {
    view: &'a View,
    entries: Vec<Entry>,
}

impl List<'_> {
    fn figure(&mut self, name: &str, selection: &Selection, about: &str) {
        let count = selection.stated();
        if selection.mixture().is_none() && !count.is_zero() {
            self.entries.push(Entry {
                name: name.to_owned(),
                count,
                unit: self.view.unit(selection),
                about: about.to_owned(),
            });
        }
    }

    /// The other sides of `whole`: attendances, guests, days.
    fn sides(&mut self, name: &str, whole: &Selection) {
        for side in &SIDES {
            let counted = whole.aspect(side.aspect.clone());
            self.figure(&path(name, side.name), &counted, side.about);
        }
    }

    fn axis(&mut self, name: &str, whole: &Selection, key: Key) {
        let about = key.axis().unwrap_or_default();
        for (label, part) in whole.by(key) {
            let own = path(name, &spoken(whole.table(), key, &label.name));
            self.figure(&own, &part, about);
            if key == Key::Recipient {
                self.awards(&own, &part);
            }
        }
    }

    /// Awards to one recipient: by level and grade, those to people and to teams apart.
    fn awards(&mut self, name: &str, whole: &Selection) {
        if whole.mixture() != Some(Mixture::Teams) {
            return self.levels(name, whole);
        }
        for team in TEAMS {
            if let Some(part) = narrowed(whole, team) {
                let own = path(name, team);
                self.figure(&own, &part, "个人奖或集体奖");
                self.levels(&own, &part);
            }
        }
    }

    fn levels(&mut self, name: &str, awards: &Selection) {
        for key in [Key::Level, Key::Grade] {
            self.axis(name, awards, key);
        }
    }

    fn people(&mut self, name: &str, whole: &Selection) {
        if actor_key(whole.table()).is_none() {
            return;
        }
        let tally = whole.tally();
        let staff = tally.staff.members().map(|member| &member.name);
        // Of what a group did with others only its own people are counted.
        let is_own = |name: &&Text| {
            let own = tally.group();
            own.is_none_or(|group| tally.staff.may_be_of(name, group))
        };
        let actors = whole.records().flat_map(actors).filter(is_own);
        let people: Vec<Text> = distinct(actors.chain(staff));
        for person in people {
            if let Some(own) = narrowed(whole, &person) {
                self.figure(&path(name, &person), &own, "这个人的");
            }
        }
    }
}

/// `name` narrowed by `part`.
fn path(name: &str, part: &str) -> String {
    let part = written(part);
    let dot = if part.starts_with('[') { "" } else { "." };
    format!("{name}{dot}{part}")
}
