//! Who won an award: `recipient` says what they are, and `names`, `class` and `group` who.

use super::rules::Wrong;
use crate::format::Key;
use crate::format::bounds::{is_full_name, is_group};
use crate::format::vocabulary::{Word, is_person};
use crate::log::record::{People, Record, Text};
use crate::text::classes::several;

/// How the names of classes, groups and other bodies end, however much the rest of them looks
/// like somebody's name: 向阳班, 金苗队.
const BODIES: [char; 13] = [
    '班', '级', '队', '组', '团', '社', '部', '室', '处', '科', '校', '园', '坊',
];

/// The numbers of grades and classes in words.
const CLASSES: [char; 10] = ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十'];

/// How bodies of people end that win as a team: 合唱团, 女子篮球队.
const TEAMS: [char; 4] = ['队', '团', '社', '会'];

/// An award of people names its members, not the team they were.
pub(super) fn no_team_among_people(record: &Record) -> Option<Wrong<'_>> {
    record.word(Key::Recipient).filter(|word| is_person(word))?;
    let mut names = record.people(Key::Names)?.names().iter();
    let is_team =
        |name: &&Text| name.ends_with(TEAMS) && name.chars().count() > 2 && !is_full_name(name);
    let team = names.find(is_team)?;
    Some(Wrong {
        at: Some((Key::Names, Some(team))),
        message: format!("“{team}”是一个队，不是姓名"),
        hint: "一个队得的，names 写队员的姓名或人数，再加一行 team = true".to_owned(),
    })
}

/// An award of people names no group and no class.
pub(super) fn no_group_among_people(record: &Record) -> Option<Wrong<'_>> {
    let recipient = record.word(Key::Recipient).filter(|word| is_person(word))?;
    let mut names = record.people(Key::Names)?.names().iter();
    let group = names.find(|name| is_group(name) || is_class(name))?;
    Some(Wrong {
        at: Some((Key::Names, Some(group))),
        message: format!("recipient 写的是 {}，“{group}”却不是姓名", recipient.name),
        hint: "个人得的奖写姓名或人数；一个组、一个年级得的，recipient 写 group 或 class"
            .to_owned(),
    })
}

/// Whether it is a class by its number: 三（2）班, 七年级三班.
fn is_class(name: &str) -> bool {
    let has_number = name.contains(|c: char| c.is_numeric() || CLASSES.contains(&c));
    has_number && name.ends_with('班') && !is_full_name(name)
}

/// An award of a group, a class or the school names none of its people: each would be one more of
/// them.
pub(super) fn nobody_among_groups(record: &Record) -> Option<Wrong<'_>> {
    let recipient = place(record)?;
    let mut names = record.people(Key::Names)?.names().iter();
    let person = names.find(|name| is_full_name(name) && !name.ends_with(BODIES))?;
    Some(Wrong {
        at: Some((Key::Names, Some(person))),
        message: format!("recipient 写的是 {}，“{person}”却像是姓名", recipient.name),
        hint: instead(recipient),
    })
}

/// Where it is said which class, group or school won, no number of others did.
pub(super) fn no_number_of_a_place(record: &Record) -> Option<Wrong<'_>> {
    let recipient = place(record)?;
    let People::Number(number) = record.people(Key::Names)? else {
        return None;
    };
    let winner = match recipient.name {
        // 三年级 with 3 are three classes of it.
        "class" => record
            .text(Key::Class)
            .filter(|class| !class.ends_with('级') && several(class).len() as u64 != number.n)?,
        "group" => record.text(Key::Group)?,
        _ => "学校",
    };
    Some(Wrong {
        at: Some((Key::Names, None)),
        message: format!("得奖的是{winner}，names 却写了{number}"),
        hint: instead(recipient),
    })
}

/// An award of a group is that of one: what two groups won together is told by `names`.
pub(super) fn one_group(record: &Record) -> Option<Wrong<'_>> {
    let group = record.text(Key::Group)?;
    let recipient = record.word(Key::Recipient)?;
    let are_several = group.contains('、') && group.split('、').all(is_group);
    (recipient.name == "group" && are_several).then(|| Wrong {
        at: Some((Key::Group, None)),
        message: format!("group 里写了几个教研组：{group}"),
        hint: "各得各的奖，一个组写一条；合得一项的，不写 group，names 写这几个组，如 names = [\"语文组\", \"数学组\"]".to_owned(),
    })
}

/// What won it, where that is no person.
fn place(record: &Record) -> Option<&'static Word> {
    record.word(Key::Recipient).filter(|word| !is_person(word))
}

/// What to write instead of people of a place that won.
fn instead(recipient: &Word) -> String {
    let (own, whose) = match recipient.name {
        "class" => ("班级得的，class 写是哪个班，不写 names", "pupil"),
        "group" => ("教研组得的，group 写是哪个组，不写 names", "teacher"),
        _ => ("学校得的，不写 names", "teacher 或 pupil"),
    };
    format!("{own}；个人得的，recipient 写 {whose}，几个人合得一项的再加一行 team = true")
}
