//! Figures side by side, for tables and the charts that are drawn from them: kinds of record along
//! one axis, the requirements of each person, this term and the last.

use std::collections::{HashMap, HashSet};
use std::fmt;
use std::sync::Arc;

use minijinja::value::{Enumerator, Object, ObjectRepr};
use minijinja::{Error, Value};

use super::VOID;
use super::objects::{Figure, Number, TEAMS, axis, void};
use super::passage::{Kind, kinds_of};
use super::view::View;
use crate::format::vocabulary::is_person;
use crate::format::{self, Key};
use crate::log::{Record, Text};
use crate::tally::{Label, Mixture, Selection};
use crate::text::count::Count;

/// What the template of the charts can name beside what all templates can: the kinds of record that
/// add up, and those of the term before.
pub(super) fn context(view: &Arc<View>, last: Option<&Arc<View>>) -> [(&'static str, Value); 2] {
    let of_last = last.map_or_else(void, |last| {
        let name = last.tally.term.name.as_deref();
        Value::from_pairs([
            ("name", name.map_or_else(void, Value::from)),
            ("kinds", kinds(last)),
        ])
    });
    [("kinds", kinds(view)), ("last", of_last)]
}

/// The kinds of record whose records add up to one number, each with its name and its figure. What
/// teams won is a kind of its own, and so is what has another measure word.
fn kinds(view: &Arc<View>) -> Value {
    let mut all = Vec::new();
    for (order, kind) in format::counted().flat_map(kinds_of).enumerate() {
        let records = view.all(kind.table);
        let records = records.filter(|record| !record.is_open_ended());
        let records = match kind.recipient {
            Some(recipient) => records.only(Key::Recipient, recipient),
            None => records,
        };
        let name = |team: &str| kind_name(view, kind, team);
        if records.mixture() == Some(Mixture::Authors) && !has_units(&records) {
            let parts = records.by(Key::ByPupils).into_iter();
            all.extend(
                parts.map(|(label, part)| {
                    (order, kind, format!("{}{}", label.name, name("")), part)
                }),
            );
        } else if has_units(&records) {
            let parts = records.by(Key::Kind).into_iter();
            all.extend(parts.map(|(label, part)| (order, kind, label.name.to_string(), part)));
            all.push((order, kind, name(""), records.unlabelled(Key::Kind)));
        } else {
            // What groups, classes and schools win is one prize, whoever it is said to go to.
            let is_team = |record: &Record| {
                record.word(Key::Recipient).is_some_and(is_person)
                    && record.flag(Key::Team).unwrap_or(false)
            };
            let single = records.filter(|record| !is_team(record));
            all.push((order, kind, name(""), single));
            all.push((order, kind, name(TEAMS[1]), records.filter(is_team)));
        }
    }
    all.retain(|(.., records)| records.mixture().is_none() && !records.count().is_zero());
    let mut before = None;
    let kinds = all.into_iter();
    kinds
        .map(|(order, kind, name, records)| {
            let is_first = before.replace(kind) != Some(kind);
            Value::from_pairs([
                ("name", Value::from(name)),
                ("of", Value::from(kind.name())),
                ("recipient", Value::from(kind.recipient)),
                ("is_first", Value::from(is_first)),
                ("unit", Value::from(view.unit(&records))),
                ("has_units", Value::from(has_units(&records))),
                ("figure", Figure::value(records, view)),
                ("order", Value::from(order)),
            ])
        })
        .collect()
}

/// Whether the records of a kind may have measure words of their own.
fn has_units(records: &Selection) -> bool {
    records.table().field(Key::Unit.name()).is_some()
}

/// What a kind is called, in the school's own words: 听课, 学生获奖, 学生集体获奖.
fn kind_name(view: &View, kind: Kind, team: &str) -> String {
    let own = view.words.text(&["kind", kind.table.key, "label"]);
    let own = own.filter(|own| *own != kind.table.label);
    format!("{}{team}{}", kind.whose(), own.unwrap_or(kind.table.name))
}

/// `columns | beside("group")`: those of the columns that have any part along the axis; a row for
/// each part that any of them has, with the numbers of all; what of the columns is in no row; and
/// which have something in several.
pub(super) fn beside(columns: Vec<Value>, key: &str) -> Result<Value, Error> {
    let key = axis(key)?;
    let mut kept: Vec<(Value, HashMap<Text, Value>)> = Vec::new();
    let mut labels: Vec<Label> = Vec::new();
    let mut known: HashSet<Text> = HashSet::new();
    let (mut outside, mut common) = (Vec::new(), Vec::new());
    let mut tally = None;
    for column in columns {
        let figure = column.get_attr("figure")?;
        let Some(figure) = figure.downcast_object::<Figure>() else {
            continue;
        };
        let mut parts = figure.selection.by(key);
        parts.retain(|(_, part)| !part.count().is_zero());
        let rest = figure.selection.unlabelled(key);
        if is_more(&figure.selection, &parts, &rest) {
            common.push(column.get_attr("name")?);
        }
        if !rest.count().is_zero() {
            outside.push(Value::from_pairs([
                ("name", column.get_attr("name")?),
                ("figure", Figure::value(rest, &figure.view)),
            ]));
        }
        if parts.is_empty() {
            continue;
        }
        tally = Some(Arc::clone(figure.selection.tally()));
        let own = parts.iter().map(|(label, _)| label);
        labels.extend(
            own.filter(|label| known.insert(label.name.clone()))
                .cloned(),
        );
        let parts = parts
            .into_iter()
            .map(|(label, part)| (label.name, Figure::value(part, &figure.view)));
        kept.push((column, parts.collect()));
    }
    labels.sort_by_key(|label| label.rank);
    if let Some(tally) = tally {
        labels = tally.without_gaps(key, labels);
    }
    let rows = labels.iter().map(|label| {
        let cells = kept.iter().map(|(_, parts)| {
            let own = parts.get(&label.name).cloned();
            own.unwrap_or_else(|| Number::value(Count::ZERO, ""))
        });
        Value::from_pairs([
            ("name", Value::from(&*label.name)),
            ("figures", cells.collect()),
        ])
    });
    let rows: Value = rows.collect();
    let columns: Value = kept.into_iter().map(|(column, _)| column).collect();
    Ok(Value::from_pairs([
        ("columns", columns),
        ("rows", rows),
        ("outside", Value::from(outside)),
        ("common", Value::from(common)),
    ]))
}

/// Whether parts together are more than the whole, as what several groups did is in each of them.
fn is_more(whole: &Selection, parts: &[(Label, Selection)], rest: &Selection) -> bool {
    let parts: Count = parts.iter().map(|(_, part)| part.count()).sum();
    (parts + rest.count()).in_hundredths() > whole.count().in_hundredths()
}

/// `kinds | against(last.kinds)`: each kind that either has, with what it was and what it is.
pub(super) fn against(now: Vec<Value>, last: Vec<Value>) -> Result<Value, Error> {
    // Things of other measure words are others.
    let is_same = |one: &Value, other: &Value| -> Result<bool, Error> {
        let is = |key| Ok::<_, Error>(one.get_attr(key)? == other.get_attr(key)?);
        Ok(is("name")? && (is("unit")? || !one.get_attr("has_units")?.is_true()))
    };
    let find = |kinds: &[Value], kind: &Value| -> Result<Option<Value>, Error> {
        for known in kinds {
            if is_same(known, kind)? {
                return Ok(Some(known.clone()));
            }
        }
        Ok(None)
    };
    let mut all: Vec<Value> = Vec::new();
    for kind in now.iter().chain(&last) {
        if find(&all, kind)?.is_none() {
            all.push(kind.clone());
        }
    }
    all.sort_by_cached_key(|kind| {
        let place = |key| kind.get_attr(key).unwrap_or_default();
        (place("order"), place("name"))
    });
    let none = || Number::value(Count::ZERO, "");
    let mut pairs = Vec::new();
    for kind in all {
        let number = |kinds| match find(kinds, &kind)? {
            Some(kind) => kind.get_attr("figure"),
            None => Ok(none()),
        };
        pairs.push(Value::from_pairs([
            ("name", kind.get_attr("name")?),
            ("unit", kind.get_attr("unit")?),
            ("now", number(&now)?),
            ("last", number(&last)?),
        ]));
    }
    Ok(Value::from(pairs))
}

/// What each of those a requirement is for has done, nobody named: from high to low, how much and
/// how many of them did as much.
#[derive(Debug)]
pub(super) struct Spread(pub Arc<[Count]>);

impl Spread {
    /// Those who did as much, one after the other.
    fn steps(&self) -> impl Iterator<Item = &[Count]> {
        self.0.chunk_by(|one, next| one == next)
    }
}

impl Object for Spread {
    fn repr(self: &Arc<Self>) -> ObjectRepr {
        ObjectRepr::Seq
    }

    fn get_value(self: &Arc<Self>, key: &Value) -> Option<Value> {
        let same = self.steps().nth(key.as_usize()?)?;
        let done = same.first()?;
        let done = match done.is_zero() {
            true => "0".to_owned(),
            false => done.with_unit(""),
        };
        Some(Value::from_pairs([
            ("done", Value::from(done)),
            ("people", Value::from(same.len())),
        ]))
    }

    fn enumerate(self: &Arc<Self>) -> Enumerator {
        Enumerator::Seq(self.steps().count())
    }
}

/// The people a requirement is for. They are not told, only held against those of another.
#[derive(Debug)]
pub(super) struct Asked(pub Arc<[Text]>);

impl Object for Asked {
    fn repr(self: &Arc<Self>) -> ObjectRepr {
        ObjectRepr::Plain
    }

    fn render(self: &Arc<Self>, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{VOID}")
    }
}

/// `targets | apart(5)`: those requirements that can be shown together: of two that ask for the same
/// of almost the same people, fewer than so many more or less, only the first.
pub(super) fn apart(targets: Vec<Value>, few: usize) -> Result<Value, Error> {
    let mut kept: Vec<(Value, HashSet<Text>, String)> = Vec::new();
    for target in targets {
        let people = target.get_attr("people")?;
        let people = people.downcast_object_ref::<Asked>();
        let people: HashSet<Text> = people
            .iter()
            .flat_map(|one| one.0.iter().cloned())
            .collect();
        let kind = target.get_attr("kind")?.to_string();
        let tells = |one: &HashSet<Text>, other: &HashSet<Text>| {
            (1..few).contains(&one.difference(other).count())
        };
        let is_alike = kept.iter().any(|(_, others, of)| {
            *of == kind && (tells(&people, others) || tells(others, &people))
        });
        if !is_alike {
            kept.push((target, people, kind));
        }
    }
    Ok(kept.into_iter().map(|(target, ..)| target).collect())
}
