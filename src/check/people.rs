//! People and groups that the roster does not know, or knows twice.

use std::cell::RefCell;
use std::collections::{HashMap, HashSet};

use super::doubt::{At, Doubt, Sink};
use crate::format::{Key, Sort};
use crate::log::{Log, Record, Text, distinct, nearest};
use crate::tally::{actor_key, own_people};
use crate::text::wide::half_width;

pub fn check<'a>(log: &'a Log, sink: &mut Sink<'a>) {
    let roster = Roster::new(log);
    let groups = distinct(roster_records(log).filter_map(|teacher| teacher.text(Key::Group)));
    if let Some(report) = &log.head.report {
        unknown_group(report, &groups, sink);
    }
    let mut unknown = Unknown::default();
    for record in &log.records {
        if !roster.groups.is_empty() {
            unknown.collect(record, &roster, &log.refused_names);
        }
        unknown_group(record, &groups, sink);
        another_group(record, &roster, sink);
    }
    unknown.tell(&roster, sink);
    named_twice(log, sink);
}

fn roster_records(log: &Log) -> impl Iterator<Item = &Record> {
    let records = log.records.iter();
    records.filter(|record| record.table.sort == Sort::Roster)
}

/// The names on the roster.
struct Roster<'a> {
    /// Each with the group it is in.
    groups: HashMap<&'a Text, Option<&'a Text>>,
    sorted: Vec<&'a str>,
    /// The same by what they are called but for what tells them apart, as “张伟（大）” is 张伟.
    alike: HashMap<&'a str, Vec<&'a str>>,
    /// What was found near to a name before.
    near: RefCell<HashMap<String, Option<&'a str>>>,
}

impl<'a> Roster<'a> {
    fn new(log: &'a Log) -> Roster<'a> {
        let mut groups = HashMap::new();
        for teacher in roster_records(log) {
            if let Some(name) = teacher.text(Key::Name) {
                groups.entry(name).or_insert(teacher.text(Key::Group));
            }
        }
        // The names are a set: which of several equally near is found must not depend on its order.
        let mut sorted: Vec<&str> = groups.keys().map(|name| &***name).collect();
        sorted.sort_unstable();
        let mut alike: HashMap<&str, Vec<&str>> = HashMap::new();
        for name in &sorted {
            alike.entry(bare(name)).or_default().push(*name);
        }
        Roster {
            groups,
            sorted,
            alike,
            near: RefCell::default(),
        }
    }

    /// The name that differs only in spaces or in the width of its letters, or in one character.
    fn nearest(&self, name: &str) -> Option<&'a str> {
        if let Some(known) = self.near.borrow().get(name) {
            return *known;
        }
        // More than can be shown need not be looked for.
        const LOOKED_FOR: usize = 500;
        if self.near.borrow().len() >= LOOKED_FOR {
            return None;
        }
        let plain = |name: &str| half_width(name).replace([' ', '·'], "").to_lowercase();
        let same = self
            .sorted
            .iter()
            .copied()
            .find(|known| plain(known) == plain(name));
        let near = same.or_else(|| nearest(name, self.sorted.iter().copied()));
        self.near.borrow_mut().insert(name.to_owned(), near);
        near
    }
}

/// A name without what stands behind it in brackets.
fn bare(name: &str) -> &str {
    let end = name.find(['（', '(']).unwrap_or(name.len());
    name[..end].trim_end()
}

/// A group that nobody on the roster belongs to.
fn unknown_group<'a>(record: &'a Record, groups: &[Text], sink: &mut Sink<'a>) {
    let Some(group) = record.text(Key::Group) else {
        return;
    };
    if groups.is_empty() || groups.contains(group) {
        return;
    }
    let hint = match groups.iter().find(|known| known.starts_with(&**group)) {
        Some(near) => format!("是不是“{near}”？"),
        None if group.contains(['、', '，', ',', '/']) => {
            "几个组合做的不写 group，写出参加的人，各组就都算到".to_owned()
        }
        None => format!("名册里的教研组有：{}", groups.join("、")),
    };
    sink.tell(Doubt {
        check: "unknown-group",
        at: At::Value(record, Key::Group),
        message: format!("名册里没有“{group}”这个教研组"),
        hint,
    });
}

/// A name that stands on the roster already.
fn named_twice<'a>(log: &'a Log, sink: &mut Sink<'a>) {
    let mut names: HashMap<&Text, Option<&Text>> = HashMap::new();
    for teacher in roster_records(log) {
        let (Some(name), group) = (teacher.text(Key::Name), teacher.text(Key::Group)) else {
            continue;
        };
        let Some(known) = names.insert(name, group) else {
            continue;
        };
        let doubt = match (known, group) {
            (Some(known), Some(group)) if known != group => Doubt {
                check: "two-groups",
                at: At::Value(teacher, Key::Group),
                message: format!("名册里“{name}”已经在{known}，这里又写在{group}"),
                hint: "留下一条；确是同名的两个人，请加以区别，如“张伟（大）”".to_owned(),
            },
            _ => Doubt {
                check: "roster-name-twice",
                at: At::Value(teacher, Key::Name),
                message: format!("名册里已经有“{name}”，按一人计"),
                hint: "重复的删去一条；确是同名的两个人，请加以区别，如“张伟（大）”".to_owned(),
            },
        };
        sink.tell(doubt);
    }
}

/// Somebody whose doing a record of one group is, and who is in another by the roster. Who comes
/// to a session may be a guest.
fn another_group<'a>(record: &'a Record, roster: &Roster<'a>, sink: &mut Sink<'a>) {
    let key = actor_key(record.table).filter(|key| *key != Key::Attendance);
    let (Some(group), Some(key)) = (record.text(Key::Group), key) else {
        return;
    };
    let names = record.people(key).map_or(&[][..], |people| people.names());
    for name in names {
        if let Some(Some(own)) = roster.groups.get(name)
            && *own != group
        {
            sink.tell(Doubt {
                check: "two-groups",
                at: At::Item(record, key, name),
                message: format!("这条记录写的是{group}，名册里“{name}”却在{own}"),
                hint: "改正 group 或姓名；跨组的活动可以不写 group".to_owned(),
            });
        }
    }
}

/// Own people who are not on the roster, each with the first place and how often.
#[derive(Default)]
struct Unknown<'a> {
    order: Vec<&'a Text>,
    found: HashMap<&'a Text, (&'a Record, Key, usize)>,
}

impl<'a> Unknown<'a> {
    fn collect(&mut self, record: &'a Record, roster: &Roster, refused: &HashSet<Text>) {
        for (key, people) in own_people(record) {
            let names = people.names().iter();
            let is_unknown = |name: &&'a Text| !roster.groups.contains_key(*name);
            for name in names
                .filter(is_unknown)
                .filter(|name| !refused.contains(*name))
            {
                let entry = self.found.entry(name).or_insert_with(|| {
                    self.order.push(name);
                    (record, key, 0)
                });
                entry.2 += 1;
            }
        }
    }

    fn tell(self, roster: &Roster, sink: &mut Sink<'a>) {
        for name in self.order {
            let (record, key, times) = self.found[name];
            let alike = roster.alike.get(bare(name)).map_or(&[][..], Vec::as_slice);
            let near = alike.first().copied().or_else(|| roster.nearest(name));
            let hint = match near {
                Some(_) if alike.len() > 1 => {
                    format!("名册里有“{}”，写明是哪一位", alike.join("”“"))
                }
                Some(near) => format!("名册里有“{near}”，是不是同一个人？"),
                None => "如果是本校教师，请在名册里补一条 [[teacher]]".to_owned(),
            };
            let more = match times {
                1 => String::new(),
                _ => format!("（共{times}处）"),
            };
            sink.tell(Doubt {
                check: "unknown-person",
                at: At::Item(record, key, name),
                message: format!("名册里没有“{name}”{more}"),
                hint,
            });
        }
    }
}
