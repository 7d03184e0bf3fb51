//! What the values of one record have to do with each other.

use std::ops::Range;

use toml::de::DeTable;

use super::locate::value_at;
use super::{Decoder, amounts, completed, winners};
use crate::diagnostic::Diagnostic;
use crate::format::{self, Counting, Key};
use crate::log::record::{People, Record};

/// What is wrong with a record in which every value by itself is right.
pub(super) struct Wrong<'a> {
    /// The key of the value that is wrong, and which item of its list; `None` of the whole record.
    pub at: Option<(Key, Option<&'a str>)>,
    /// What is wrong.
    pub message: String,
    /// What to do about it.
    pub hint: String,
}

/// A rule that the values of a record keep together: what is wrong, if anything is.
type Rule = fn(&Record) -> Option<Wrong<'_>>;

/// All rules, in the order in which they are tried: of the first that is broken the user is told.
const RULES: [Rule; 12] = [
    says_what_it_is,
    amounts::of_the_records,
    title_without_verb,
    winners::no_group_among_people,
    winners::no_team_among_people,
    winners::nobody_among_groups,
    winners::no_number_of_a_place,
    winners::one_group,
    completed::by_those_there,
    completed::by_no_more_than_there,
    no_more_names_than_people,
    one_number_of_people,
];

impl Decoder<'_> {
    /// Whether the values of a record go together.
    pub(super) fn keeps_rules(
        &mut self,
        record: &Record,
        header: &Range<usize>,
        typed: &DeTable,
    ) -> bool {
        let Some(wrong) = RULES.iter().find_map(|rule| rule(record)) else {
            return true;
        };
        let range = wrong
            .at
            .and_then(|(key, item)| value_at(record.table, typed, key, item));
        let place = self.place(range.unwrap_or(header.clone()));
        self.out
            .push(Diagnostic::error(place, wrong.message).hint(wrong.hint));
        false
    }
}

/// A record gives one at least of the keys that say what it is about.
fn says_what_it_is(record: &Record) -> Option<Wrong<'_>> {
    let any_of = record.table.any_of;
    if any_of.is_empty() || any_of.iter().any(|key| record.get(*key).is_some()) {
        return None;
    }
    let names: Vec<&str> = any_of.iter().map(|key| key.name()).collect();
    let counted = format::counted_called(record.table.key);
    let total = counted.filter(|_| record.get(Key::Count).is_some());
    let total = total.map_or_else(String::new, |of| {
        format!(
            "；只知道总数的，改写成 [[total]]，of = \"{}\"，is 写总数",
            of.key
        )
    });
    Some(Wrong {
        at: None,
        message: format!("这条 {} 没有写是什么", record.table.key),
        hint: format!("{} 至少写一项{total}", names.join("、")),
    })
}

/// The verbs that reports write before a title.
const AWARDED: [&str; 11] = [
    "荣获",
    "获评",
    "被评为",
    "评为",
    "被授予",
    "授予",
    "荣立",
    "获得",
    "喜获",
    "当选",
    "获",
];

/// A title is the title alone: what a report writes before it would be said twice.
fn title_without_verb(record: &Record) -> Option<Wrong<'_>> {
    let of_award = format::counted_called("award").filter(|award| record.table == *award);
    let title = of_award.and_then(|_| record.text(Key::Title))?;
    let rest = AWARDED.iter().find_map(|verb| title.strip_prefix(verb))?;
    // 获得感 and 获奖 are words.
    let is_title = rest.chars().count() > 1 && !rest.starts_with(['感', '奖', '得']);
    is_title.then(|| Wrong {
        at: Some((Key::Title, None)),
        message: format!(
            "title 只写称号或奖项，不写“{}”",
            &title[..title.len() - rest.len()]
        ),
        hint: format!("写成 title = \"{rest}\""),
    })
}

/// Where people are counted, `count` says how many they are in all: those who are named or more.
fn no_more_names_than_people(record: &Record) -> Option<Wrong<'_>> {
    let Counting::OfPeople(key) = record.table.counting else {
        return None;
    };
    let (people, count) = (record.people(key)?, record.quantity(Key::Count)?);
    let named = people.names().len();
    (named as u64 > count.n).then(|| Wrong {
        at: Some((Key::Count, None)),
        message: format!("{} 写了{named}个名字，count 却是{}", key.name(), count.n),
        hint: format!("名字已经写全的，删去 count；没有写全的，count 写总人数，至少是{named}"),
    })
}

/// A number of people and `count` are one and the same.
fn one_number_of_people(record: &Record) -> Option<Wrong<'_>> {
    let Counting::OfPeople(key) = record.table.counting else {
        return None;
    };
    let People::Number(people) = record.people(key)? else {
        return None;
    };
    let (key, count) = (key.name(), record.quantity(Key::Count)?);
    (*people != count).then(|| Wrong {
        at: Some((Key::Count, None)),
        message: format!("{key} 写的人数是{people}，count 却是{count}，不知道一共是多少"),
        hint: format!(
            "{key} 写成数目就是一共几人，删去 count；只有人次的，删去 {key}、留下 count；分成几个队的，一个队写一条，{key} 写这一队的人数"
        ),
    })
}
