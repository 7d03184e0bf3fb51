//! What things are called besides: groups, months, kinds by a part of their name.

use std::collections::HashSet;

use super::words::{ALSO, GROUP_ENDS};
use crate::format::{self, Table};
use crate::log::Text;
use crate::text::number::chinese;

/// What a group is called: 数学教研组 beside 数学组.
pub fn group_names(group: &str) -> impl Iterator<Item = String> + '_ {
    let stem = stem_of(group);
    let ends = GROUP_ENDS.iter().filter(move |_| !stem.is_empty());
    let others = ends.map(move |end| format!("{stem}{end}组"));
    std::iter::once(group.to_owned()).chain(others)
}

/// What a group is of: 数学 of 数学教研组.
pub fn stem_of(group: &str) -> &str {
    let stem = group.strip_suffix('组').unwrap_or_default();
    let mut ends = ["教研", "学科"].into_iter();
    ends.find_map(|end| stem.strip_suffix(end)).unwrap_or(stem)
}

/// How else a month is written: 九月, 9月份.
pub fn months(month: &str) -> Vec<String> {
    let number = month
        .strip_suffix('月')
        .and_then(|number| number.parse().ok());
    number.map_or_else(Vec::new, |number| {
        let written = chinese(number);
        vec![
            format!("{number}月份"),
            format!("{written}月"),
            format!("{written}月份"),
        ]
    })
}

/// Whether no other of `kinds` ends as `kind` does.
pub fn is_only_one_to_end(kinds: &HashSet<Text>, kind: &str) -> bool {
    let mut alike = kinds
        .iter()
        .filter(|other| other.ends_with(last_word(kind)));
    !last_word(kind).is_empty() && alike.next().is_some() && alike.next().is_none()
}

/// Whether a word is one for much else than records of one kind: 活动, 学习.
pub fn is_general(table: &Table, word: &str) -> bool {
    let mut tables = format::counted();
    let is_table = tables.any(|table| table.name == word);
    is_table || (table.key != "writing" && also(ALSO, table.key).contains(&word))
}

/// A kind of a table whose kinds have a common ending, with its last character only: 推门课 of
/// 推门听课.
pub fn short(table: &Table, kind: &str) -> String {
    let last = table.suffix.chars().next_back();
    let stem = kind
        .strip_suffix(table.suffix)
        .filter(|stem| !stem.is_empty());
    match (stem, last) {
        (Some(stem), Some(last)) if !table.suffix.is_empty() => format!("{stem}{last}"),
        // 互听课 of 互听.
        (None, Some(last)) if !kind.ends_with(last) => format!("{kind}{last}"),
        _ => String::new(),
    }
}

/// The last two characters of a longer name, by which things are often called: 备课 of 集体备课.
pub fn last_word(name: &str) -> &str {
    let last = name.char_indices().rev().nth(1).map_or(0, |(at, _)| at);
    match name.chars().count() {
        4.. => &name[last..],
        _ => "",
    }
}

pub fn also(words: &'static [(&str, &[&'static str])], of: &str) -> &'static [&'static str] {
    let found = words.iter().find(|(name, _)| *name == of);
    found.map_or(&[], |(_, words)| *words)
}
