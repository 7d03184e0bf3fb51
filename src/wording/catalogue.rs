//! Every figure of a log with the name that an expression calls it by: for those who write
//! expressions or templates and want to see what there is.

mod people;

use std::collections::HashMap;
use std::sync::Arc;

use crate::format::{self, Counting, Key};
use crate::log::{Record, Text, distinct};
use crate::tally::{
    Answer, Asked, Chapter, Entry, Ids, Mixture, Scope, Selection, Tally, Whose, actor_key,
    is_by_pupils, is_teams,
};
use crate::text::count::Count;

use super::objects::{SIDES, TEAMS, names_those_there, narrowed, spoken, written};
use super::undecided::{perhaps, perhaps_of_group, perhaps_of_person};
use super::view::View;
use super::words::Words;

/// All figures of `tally`, in the order of the format. Kinds without any record are left out, and
/// so is what is counted in two measure words: its name is that of no one number.
pub fn catalogue(tally: &Arc<Tally>, words: &Arc<Words>) -> Vec<Chapter> {
    let mut chapters = chapters(tally, words, |list, name, whole| list.people(name, whole));
    for chapter in &mut chapters {
        let mut units: HashMap<(String, String), usize> = HashMap::new();
        let key = |entry: &Entry| (entry.name.clone(), entry.about.clone());
        for entry in &chapter.entries {
            *units.entry(key(entry)).or_default() += 1;
        }
        chapter.entries.retain(|entry| units[&key(entry)] == 1);
    }
    chapters.retain(|chapter| !chapter.entries.is_empty());
    chapters
}

/// The same without those of single people.
pub fn impersonal(tally: &Arc<Tally>, words: &Arc<Words>) -> Vec<Chapter> {
    chapters(tally, words, |_, _, _| {})
}

fn chapters(
    tally: &Arc<Tally>,
    words: &Arc<Words>,
    people: fn(&mut List, &Name, &Selection),
) -> Vec<Chapter> {
    let view = View::new(tally, words);
    let mut chapters = vec![Chapter {
        title: "学校与教师".to_owned(),
        table: None,
        label: String::new(),
        entries: of_staff(tally),
    }];
    for table in format::counted() {
        let whole = view.all(table);
        let mut list = List {
            view: &view,
            entries: Vec::new(),
        };
        let name = Name::new(table.name, table.name);
        list.figure(&name, &whole, "合计");
        list.sides(&name, &whole);
        for key in axes_of(&whole) {
            list.axis(&name, &whole, key);
        }
        people(&mut list, &name, &whole);
        chapters.push(Chapter {
            title: format!("{}（[[{}]]）", table.name, table.key),
            table: Some(table),
            label: words
                .text(&["kind", table.key, "label"])
                .unwrap_or(table.label)
                .to_owned(),
            entries: list.entries,
        });
    }
    chapters.retain(|chapter| !chapter.entries.is_empty());
    chapters
}

fn of_staff(tally: &Arc<Tally>) -> Vec<Entry> {
    let staff = &tally.staff;
    let mut entries = Vec::new();
    let mut add = |name: Name, count: Count, unit: &str, about: &str| {
        if !count.is_zero() {
            entries.push(Entry {
                name: name.written,
                of: name.of,
                count,
                unit: unit.to_owned(),
                about: about.to_owned(),
                parts: name.parts,
                axes: name.axes,
                side: None,
                records: None,
                is_complete: true,
            });
        }
    };
    let teachers = Name::new("教师", "教师");
    add(teachers.clone(), staff.size(), "名", "全体教师");
    for group in staff
        .groups()
        .iter()
        .filter(|group| staff.has_all_of(group))
    {
        let members = staff
            .members()
            .filter(|member| member.group.as_ref() == Some(group));
        let count = Count::exact(members.count() as u64);
        add(
            teachers.narrowed(Key::Group, group),
            count,
            "名",
            "教研组的教师",
        );
    }
    let states = distinct(staff.members().filter_map(|member| member.status.as_ref()));
    for state in states {
        let members = staff
            .members()
            .filter(|member| member.status.as_ref() == Some(&state));
        let count = Count::exact(members.count() as u64);
        add(
            teachers.narrowed(Key::Status, &state),
            count,
            "名",
            "这种状态的教师",
        );
    }
    let groups = staff.number_of_groups();
    add(Name::new("教研组", "教研组"), groups, "个", "教研组数");
    let school = tally.log.head.school.as_ref();
    let of_school = |key| {
        school
            .and_then(|school| school.quantity(key))
            .unwrap_or_default()
    };
    let classes = Name::new("学校.班级", "班级");
    add(classes, of_school(Key::Classes), "个", "班级数");
    let pupils = Name::new("学校.学生", "学生");
    add(pupils, of_school(Key::Pupils), "名", "学生数");
    let weeks = Count::exact(tally.term.weeks().unwrap_or(0));
    add(Name::new("学期.周数", "教学周"), weeks, "周", "教学周数");
    entries
}

/// The keys along which `whole` is broken down; of awards, along the recipient alone, for those
/// of different recipients are never added.
fn axes_of(whole: &Selection) -> Vec<Key> {
    let has = |key: &Key| whole.table().field(key.name()).is_some();
    if has(&Key::Recipient) {
        return vec![Key::Recipient];
    }
    let are_pupils_too = whole.records().any(is_by_pupils);
    let axes = Key::AXES.iter().copied().filter(has);
    axes.filter(|key| *key != Key::ByPupils || are_pupils_too)
        .collect()
}

/// The name of a figure, and what it is made of.
#[derive(Clone)]
struct Name {
    of: String,
    written: String,
    parts: Vec<String>,
    axes: Vec<Key>,
    side: Option<&'static str>,
}

impl Name {
    /// The name `written` of a figure of all that is called `of`.
    fn new(written: &str, of: &str) -> Name {
        Name {
            of: of.to_owned(),
            written: written.to_owned(),
            parts: Vec::new(),
            axes: Vec::new(),
            side: None,
        }
    }

    /// The same narrowed by `part` along `axis`.
    fn narrowed(&self, axis: Key, part: &str) -> Name {
        let (mut parts, mut axes) = (self.parts.clone(), self.axes.clone());
        parts.push(part.to_owned());
        axes.push(axis);
        Name {
            written: path(&self.written, part),
            parts,
            axes,
            ..self.clone()
        }
    }

    /// A side of the same.
    fn side(&self, side: &'static str) -> Name {
        Name {
            written: path(&self.written, side),
            side: Some(side),
            ..self.clone()
        }
    }
}

/// The list of one kind's figures.
struct List<'a> {
    view: &'a View,
    entries: Vec<Entry>,
}

impl List<'_> {
    fn figure(&mut self, name: &Name, selection: &Selection, about: &str) {
        let count = selection.stated();
        if selection.mixture().is_none() && !count.is_zero() {
            self.entries.push(entry(self.view, name, selection, about));
        }
    }

    /// The other sides of `whole`: attendances, guests, days.
    fn sides(&mut self, name: &Name, whole: &Selection) {
        for side in &SIDES {
            let counted = whole.aspect(side.aspect.clone());
            self.figure(&name.side(side.name), &counted, side.about);
        }
    }

    fn axis(&mut self, name: &Name, whole: &Selection, key: Key) {
        let about = key.axis().unwrap_or_default();
        let parts = match key {
            Key::ObserverRole => whole.by_post(),
            _ => whole.by(key),
        };
        for (label, part) in parts {
            let own = name.narrowed(key, &spoken(whole.table(), key, &label.name));
            self.figure(&own, &part, about);
            match key {
                Key::Recipient => self.awards(&own, &part),
                // What is of teachers and pupils together has no figure.
                Key::ByPupils => {
                    let others = axes_of(whole).into_iter().filter(|other| *other != key);
                    others.for_each(|other| self.axis(&own, &part, other));
                }
                _ => {}
            }
        }
    }

    /// Awards to one recipient: by level and grade, those to people and to teams apart.
    fn awards(&mut self, name: &Name, whole: &Selection) {
        if whole.mixture() != Some(Mixture::Teams) {
            return self.levels(name, whole);
        }
        for team in TEAMS {
            if let Some(part) = narrowed(whole, team) {
                let own = name.narrowed(Key::Team, team);
                self.figure(&own, &part, "个人奖或集体奖");
                self.levels(&own, &part);
            }
        }
    }

    /// By level, each level by grade, and by grade.
    fn levels(&mut self, name: &Name, awards: &Selection) {
        for (label, part) in awards.by(Key::Level) {
            let own = name.narrowed(Key::Level, &spoken(awards.table(), Key::Level, &label.name));
            self.figure(&own, &part, Key::Level.axis().unwrap_or_default());
            for (label, part) in part.by(Key::Grade) {
                let own = own.narrowed(Key::Grade, &spoken(part.table(), Key::Grade, &label.name));
                self.figure(&own, &part, "级别和等次");
            }
        }
        self.axis(name, awards, Key::Grade);
    }
}

/// `name` narrowed by `part`.
fn path(name: &str, part: &str) -> String {
    let part = written(part);
    let dot = if part.starts_with('[') { "" } else { "." };
    format!("{name}{dot}{part}")
}

/// The figure called `name`.
fn entry(view: &View, name: &Name, selection: &Selection, about: &str) -> Entry {
    let ids = selection.ids();
    let is_told = |record: &Record| match name.side {
        None => !record.is_open_ended(),
        Some(_) => record.get(Key::Cadence).is_none(),
    };
    Entry {
        name: name.written.clone(),
        of: name.of.clone(),
        count: selection.stated(),
        unit: view.unit(selection),
        about: about.to_owned(),
        parts: name.parts.clone(),
        axes: name.axes.clone(),
        side: name.side,
        records: ids.first().map(|first| (*first, ids.len())),
        is_complete: selection.records().all(is_told),
    }
}

/// The figure that `asked` names, as an expression of the same names would make it; `None` where
/// there is none, or its records are never added up.
pub fn figure(tally: &Arc<Tally>, words: &Arc<Words>, asked: &Asked) -> Option<Answer> {
    let view = View::new(tally, words);
    let whole = view.all(asked.table);
    let mut name = Name::new(asked.table.name, asked.table.name);
    let mut part = whole.clone();
    for (axis, of) in &asked.parts {
        part = narrowed(&part, of)?;
        name = name.narrowed(*axis, of);
    }
    let mut maybe = perhaps(&whole, &asked.parts)?;
    if asked.is_of_people {
        part = part.filter(|record| !is_teams(record));
        maybe = maybe.filter(|record| !is_teams(record));
    }
    let side = asked.side;
    if let Some(side) = side {
        let known = SIDES.iter().find(|known| known.name == side)?;
        name = name.side(known.name);
        part = part.aspect(known.aspect.clone());
    }
    if part.mixture().is_some() {
        return None;
    }
    let maybe = side_of(&maybe, side);
    let person = asked.parts.iter().find(|(axis, _)| *axis == Key::Names);
    let person = person.map(|(_, name)| Text::from(name.as_str()));
    let (maybe, unnamed) = match &person {
        None => (maybe, Count::ZERO),
        Some(name) => (
            maybe.within(&Scope::Of(Whose::Person(name.clone()))),
            perhaps_of_person(&maybe, name),
        ),
    };
    // Of a record of several groups only the share of one is counted: nothing of it is left open.
    let counted: Ids = part.ids().iter().copied().collect();
    let group = asked.parts.iter().find(|(axis, _)| *axis == Key::Group);
    let shared = group.map(|(_, name)| {
        let heads = side == Some("人次");
        let mut rest = asked.parts.iter().filter(|(axis, _)| *axis != Key::Group);
        let of_rest = rest.try_fold(whole.clone(), |part, (_, of)| narrowed(&part, of));
        of_rest.map(|part| perhaps_of_group(&part, &counted, &Text::from(name.as_str()), heads))
    });
    let shared = shared.flatten().filter(|_| is_counted_so(side));
    let most = maybe.without(&counted).count().n + unnamed.n + shared.unwrap_or_default().n;
    Some(Answer {
        is_of_both: part.records().any(is_by_pupils) && !part.records().all(is_by_pupils),
        is_held_or_attended: tally.owner().is_some()
            && part.records().any(names_those_there)
            && !part.records().all(names_those_there),
        distinct: once(&part, side),
        undecided: Count::exact(most),
        entry: entry(&view, &name, &part, ""),
    })
}

/// Whether what is counted are the things themselves, or attendances.
fn is_counted_so(side: Option<&str>) -> bool {
    side.is_none_or(|side| side == "人次")
}

/// The same under the aspect of `side`.
fn side_of(selection: &Selection, side: Option<&str>) -> Selection {
    let known = SIDES.iter().find(|known| Some(known.name) == side);
    known.map_or_else(
        || selection.clone(),
        |known| selection.aspect(known.aspect.clone()),
    )
}

/// What `selection` counts with nothing counted twice, where its records tell.
fn once(selection: &Selection, side: Option<&str>) -> Option<Count> {
    let key = match (side, selection.table().counting) {
        (None, Counting::PerPerson(_)) => {
            return Some(selection.records().map(Record::count).sum());
        }
        (None, Counting::OfPeople(key)) => key,
        (Some("人次"), _) => actor_key(selection.table())?,
        _ => return None,
    };
    if selection.ids().len() == 1 {
        return Some(selection.count());
    }
    let (names, are_all) = selection.people(key);
    are_all.then(|| Count::exact(names.len() as u64))
}
