//! Spellings of one name: names, kinds, classes, groups and subjects that differ only as `fold`
//! does not see are made the same text, once everything is read, so that whatever counts compares
//! them as they are. What was typed in another way is kept for those who look the log over.

use std::collections::{HashMap, HashSet};

use super::Log;
use super::record::{People, Record, Text, Value};
use crate::format::{Key, Sort};
use crate::text::fold::{fold, is_odd};

/// A name that is spelt in another way than the one it is counted under.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spelling {
    /// As it was typed.
    pub typed: Text,
    /// As it is counted and printed.
    pub kept: Text,
    /// Which record it stands in first, and under which key.
    pub first: (usize, Key),
    /// Which record the kept spelling stands in first.
    pub kept_in: usize,
    /// How often it stands in the records.
    pub times: usize,
}

/// Whether names of things and people stand under `key`, in rows those of `rows_of`.
fn is_name(record: &Record, key: Key, rows_of: Option<Key>) -> bool {
    match (key, rows_of) {
        (Key::Name, None) => record.table.sort == Sort::Roster,
        (Key::Name, Some(rows)) => rows == Key::Experts,
        (Key::Class | Key::Contest | Key::Group | Key::Kind | Key::Subject, _) => true,
        (Key::Status | Key::Unit | Key::Who, _) => true,
        _ => false,
    }
}

/// Calls `each` with the names in a record.
fn visit<'a>(record: &'a Record, rows_of: Option<Key>, each: &mut impl FnMut(Key, &'a Text)) {
    for (key, value) in record.values() {
        match value {
            Value::Text(text) if is_name(record, *key, rows_of) => each(*key, text),
            Value::People(people) => people.names().iter().for_each(|name| each(*key, name)),
            Value::Rows(rows) => rows.iter().for_each(|row| visit(row, Some(*key), each)),
            _ => {}
        }
    }
}

/// Puts other texts in the place of the names in a record.
fn respell(record: &mut Record, rows_of: Option<Key>, kept: &HashMap<Text, Text>) {
    let is_named: Vec<bool> = record
        .values()
        .iter()
        .map(|(key, _)| is_name(record, *key, rows_of))
        .collect();
    for ((key, value), is_name) in record.values_mut().iter_mut().zip(is_named) {
        match value {
            Value::Text(text) if is_name => {
                if let Some(kept) = kept.get(text) {
                    *text = kept.clone();
                }
            }
            Value::People(People::Named(names))
                if names.iter().any(|name| kept.contains_key(name)) =>
            {
                let spelt = names.iter().map(|name| kept.get(name).unwrap_or(name));
                // Who was named in two spellings is one person.
                *names = super::record::distinct(spelt).into();
            }
            Value::Rows(rows) => rows
                .iter_mut()
                .for_each(|row| respell(row, Some(*key), kept)),
            _ => {}
        }
    }
}

/// The texts of `texts` that have another spelling among them, each with its form for comparing.
fn doubtful(texts: &HashSet<Text>) -> HashMap<Text, Text> {
    let mut classes: HashMap<Text, Vec<&Text>> = HashMap::new();
    for text in texts {
        // What is its own form can only be met by a text that is not.
        let folded = fold(text);
        if *folded != **text {
            classes.entry(Text::from(&*folded)).or_default().push(text);
        }
    }
    let mut all = HashMap::new();
    for (form, mut spellings) in classes {
        spellings.extend(texts.get(&form));
        if spellings.len() > 1 {
            all.extend(
                spellings
                    .into_iter()
                    .map(|text| (text.clone(), form.clone())),
            );
        }
    }
    all
}

/// One way in which a name is spelt.
struct Way {
    typed: Text,
    first: (usize, Key),
    is_on_roster: bool,
    times: usize,
}

impl Way {
    /// The lower, the better it is to be kept: without characters that only look like the usual
    /// ones, then as the roster has it, then as it was typed first.
    fn rank(&self) -> (bool, bool) {
        (self.typed.chars().any(is_odd), !self.is_on_roster)
    }
}

/// Makes all spellings of a name the same text. `texts` are all texts of the log.
pub(super) fn unite(log: &mut Log, texts: &HashSet<Text>) {
    log.has_odd_characters = texts.iter().any(|text| text.chars().any(is_odd));
    let doubtful = doubtful(texts);
    if doubtful.is_empty() {
        return;
    }
    let mut classes: Vec<Vec<Way>> = Vec::new();
    let mut places: HashMap<&Text, usize> = HashMap::new();
    let mut known: HashMap<&Text, (usize, usize)> = HashMap::new();
    for (at, record) in log.records.iter().enumerate() {
        let is_on_roster = record.table.sort == Sort::Roster;
        visit(record, None, &mut |key, text| {
            let Some(form) = doubtful.get(text) else {
                return;
            };
            let (class, way) = *known.entry(text).or_insert_with(|| {
                let class = *places.entry(form).or_insert_with(|| {
                    classes.push(Vec::new());
                    classes.len() - 1
                });
                classes[class].push(Way {
                    typed: text.clone(),
                    first: (at, key),
                    is_on_roster: false,
                    times: 0,
                });
                (class, classes[class].len() - 1)
            });
            let way = &mut classes[class][way];
            way.times += 1;
            way.is_on_roster |= is_on_roster;
        });
    }
    let mut kept = HashMap::new();
    for ways in classes {
        let Some(best) = ways.iter().min_by_key(|way| way.rank()) else {
            continue;
        };
        for way in ways.iter().filter(|way| way.typed != best.typed) {
            kept.insert(way.typed.clone(), best.typed.clone());
            log.spellings.push(Spelling {
                typed: way.typed.clone(),
                kept: best.typed.clone(),
                first: way.first,
                kept_in: best.first.0,
                times: way.times,
            });
        }
        // The head of the log is no place that anything is counted under.
        kept.extend(head_spellings(log, &best.typed));
    }
    let heads = log.head.report.iter_mut();
    for record in log.records.iter_mut().chain(heads) {
        respell(record, None, &kept);
    }
}

/// The names in `[report]` that are other spellings of `best`.
fn head_spellings(log: &Log, best: &Text) -> Vec<(Text, Text)> {
    let mut found = Vec::new();
    if let Some(record) = &log.head.report {
        visit(record, None, &mut |_, text| {
            if text != best && fold(text) == fold(best) {
                found.push((text.clone(), best.clone()));
            }
        });
    }
    found
}

impl Log {
    /// The spelling under which the records have the name that somebody typed as `name`, if they
    /// have it in another.
    pub fn spelt(&self, name: &str) -> Option<Text> {
        let form = fold(name);
        let mut found = None;
        for record in &self.records {
            visit(record, None, &mut |_, text| {
                if found.is_none() && **text != *name && fold(text) == form {
                    found = Some(text.clone());
                }
            });
            if found.is_some() {
                break;
            }
        }
        found
    }
}
