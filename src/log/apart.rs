//! Texts in places for people that may be one name or several, as the roster knows them: 和平安和周岚
//! is 和平安 and 周岚, where it has both and no other way to part the text.

use std::collections::{HashMap, HashSet};

use super::decode::{JOINERS, joiners};
use super::record::{People, Text, Value};
use super::{Log, distinct};

/// The longest text that is parted, in bytes.
const LONGEST: usize = 120;

/// The names that `text` is made of, if `roster` has all of them, and in one way only.
pub(super) fn decided(text: &str, roster: &HashSet<&str>) -> Option<Vec<Text>> {
    // 和周岚 stands behind a name.
    let rest = JOINERS
        .iter()
        .filter_map(|joiner| text.strip_prefix(joiner));
    let texts = std::iter::once(text).chain(rest);
    let ways: HashSet<Vec<&str>> = texts.flat_map(|text| readings(text, roster)).collect();
    let mut ways = ways.into_iter();
    let only = ways.next().filter(|_| ways.next().is_none())?;
    Some(only.into_iter().map(Text::from).collect())
}

/// All ways to part `text` at 和 and the like into names of `roster`.
fn readings<'a>(text: &'a str, roster: &HashSet<&str>) -> Vec<Vec<&'a str>> {
    let mut all = Vec::new();
    if text.len() > LONGEST {
        return all;
    }
    if roster.contains(text) {
        all.push(vec![text]);
    }
    for (at, joiner) in joiners(text) {
        let first = &text[..at];
        if roster.contains(first) {
            let more = readings(&text[at + joiner.len()..], roster);
            all.extend(more.into_iter().map(|mut names| {
                names.insert(0, first);
                names
            }));
        }
    }
    all
}

/// Puts the names in the place of the texts that are made of them.
pub(super) fn part(log: &mut Log, known: &HashMap<Text, Vec<Text>>) {
    if known.is_empty() {
        return;
    }
    let values = log.records.iter_mut();
    for (_, value) in values.flat_map(|record| record.values_mut()) {
        let Value::People(People::Named(names)) = value else {
            continue;
        };
        if !names.iter().any(|name| known.contains_key(name)) {
            continue;
        }
        let all: Vec<Text> = names
            .iter()
            .flat_map(|name| match known.get(name) {
                Some(names) => names.clone(),
                None => vec![name.clone()],
            })
            .collect();
        *names = distinct(all.iter()).into();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_roster_decides_where_names_part() {
        let roster = HashSet::from(["和平安", "周岚", "何平", "何平和"]);
        for (text, names) in [
            ("和平安和周岚", Some(vec!["和平安", "周岚"])),
            ("周岚和和平安", Some(vec!["周岚", "和平安"])),
            (
                "何平和与和平安及周岚",
                Some(vec!["何平和", "和平安", "周岚"]),
            ),
            ("和周岚", Some(vec!["周岚"])),
            ("何平和何安", None),
            ("周岚同学", None),
        ] {
            let decided = decided(text, &roster);
            let decided = decided
                .as_ref()
                .map(|names| names.iter().map(|name| &**name).collect::<Vec<_>>());
            assert_eq!(decided, names, "{text}");
        }
    }
}
