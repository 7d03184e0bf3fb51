//! Figures side by side, for tables and the charts that are drawn from them: kinds of record along
//! one axis, the requirements of each person, this term and the last.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use minijinja::value::{Enumerator, Object, ObjectRepr};
use minijinja::{Error, Value};

use super::objects::{Figure, Number, TEAMS, axis, void};
use super::passage::{Kind, kinds_of};
use super::view::View;
use crate::format::vocabulary::RECIPIENT;
use crate::format::{self, Key};
use crate::log::{Record, Text};
use crate::tally::{Label, Mixture};
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
        match records.mixture() {
            None => all.push((order, name(""), records)),
            Some(Mixture::Teams) => {
                let is_team = |record: &Record| record.flag(Key::Team).unwrap_or(false);
                all.push((order, name(""), records.filter(|record| !is_team(record))));
                all.push((order, name(TEAMS[1]), records.filter(is_team)));
            }
            Some(Mixture::Units) => {
                let parts = records.by(Key::Kind).into_iter();
                all.extend(parts.map(|(label, part)| (order, label.name.to_string(), part)));
            }
            Some(Mixture::Recipients) => {}
        }
    }
    all.retain(|(_, _, records)| records.mixture().is_none() && !records.count().is_zero());
    let kinds = all.into_iter();
    kinds
        .map(|(order, name, records)| {
            Value::from_pairs([
                ("name", Value::from(name)),
                ("figure", Figure::value(records, view)),
                ("order", Value::from(order)),
            ])
        })
        .collect()
}

/// What a kind is called, in the school's own words: 听课, 学生获奖, 学生集体获奖.
fn kind_name(view: &View, kind: Kind, team: &str) -> String {
    let whose = kind.recipient.and_then(|name| RECIPIENT.find(name));
    let whose = whose.and_then(|word| word.also.first()).unwrap_or(&"");
    let own = view.words.text(&["kind", kind.table.key, "label"]);
    let own = own.filter(|own| *own != kind.table.label);
    format!("{whose}{team}{}", own.unwrap_or(kind.table.name))
}

/// `columns | beside("group")`: those of the columns that have any part along the axis, and a row
/// for each part that any of them has, with the numbers of all.
pub(super) fn beside(columns: Vec<Value>, key: &str) -> Result<Value, Error> {
    let key = axis(key)?;
    let mut kept: Vec<(Value, HashMap<Text, Value>)> = Vec::new();
    let mut labels: Vec<Label> = Vec::new();
    let mut known: HashSet<Text> = HashSet::new();
    for column in columns {
        let figure = column.get_attr("figure")?;
        let Some(figure) = figure.downcast_object::<Figure>() else {
            continue;
        };
        let mut parts = figure.selection.by(key);
        parts.retain(|(_, part)| !part.count().is_zero());
        if parts.is_empty() {
            continue;
        }
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
    Ok(Value::from_pairs([("columns", columns), ("rows", rows)]))
}

/// `kinds | against(last.kinds)`: each kind that either has, with what it was and what it is.
pub(super) fn against(now: Vec<Value>, last: Vec<Value>) -> Result<Value, Error> {
    let mut names: Vec<(Value, Value)> = Vec::new();
    for kind in now.iter().chain(&last) {
        let name = kind.get_attr("name")?;
        if !names.iter().any(|(_, known)| *known == name) {
            names.push((kind.get_attr("order")?, name));
        }
    }
    names.sort_by(|one, next| one.0.cmp(&next.0));
    let find = |kinds: &[Value], name: &Value| {
        let mut kinds = kinds.iter();
        let found = kinds.find(|kind| kind.get_attr("name").is_ok_and(|own| own == *name));
        found.and_then(|kind| kind.get_attr("figure").ok())
    };
    let pairs = names.into_iter().map(|(_, name)| {
        let (now, last) = (find(&now, &name), find(&last, &name));
        let known = now.clone().or_else(|| last.clone()).unwrap_or_else(void);
        let or_none =
            |figure: Option<Value>| figure.unwrap_or_else(|| Number::value(Count::ZERO, ""));
        Value::from_pairs([
            ("name", name),
            ("unit", known.get_attr("unit").unwrap_or_default()),
            ("now", or_none(now)),
            ("last", or_none(last)),
        ])
    });
    Ok(pairs.collect())
}

/// What each of those a requirement is for has done, nobody named: from high to low, how much and
/// how many of them did as much.
#[derive(Debug)]
pub(super) struct Spread(pub Arc<[Count]>);

impl Object for Spread {
    fn repr(self: &Arc<Self>) -> ObjectRepr {
        ObjectRepr::Seq
    }

    fn get_value(self: &Arc<Self>, key: &Value) -> Option<Value> {
        let same = self.0.chunk_by(|one, next| one == next);
        let same = same.collect::<Vec<_>>();
        let same = same.get(key.as_usize()?)?;
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
        Enumerator::Seq(self.0.chunk_by(|one, next| one == next).count())
    }
}
