//! Figures and their parts.

use std::collections::BTreeSet;
use std::fmt;
use std::sync::Arc;

use minijinja::value::{Kwargs, Object, ObjectRepr, from_args};
use minijinja::{Error, State, Value};

use super::names::{eventful, names, narrowed, occasions, spoken, written};
use super::side::{SIDES, Side};
use super::sides::{experts, is_above_school, is_joint, names_those_there};
use super::{Names, PRINTED, Row, number_field, number_method, render_number, some_or_void, texts};
use crate::format::Key;
use crate::log::{Value as Field, distinct};
use crate::tally::{Aspect, Cadence, Ids, Mixture, Selection, Whose, actors, topic_of};
use crate::text::count::Count;
use crate::wording::explain::{not_quoted, own, own_of, printed, too_much, unknown};
use crate::wording::view::View;

/// A figure: some records under one aspect.
#[derive(Debug)]
pub struct Figure {
    pub selection: Selection,
    pub view: Arc<View>,
}

impl Figure {
    pub fn value(selection: Selection, view: &Arc<View>) -> Value {
        if !view.may_look_at(&selection) {
            return Value::from(too_much());
        }
        Value::from_object(Figure {
            selection,
            view: Arc::clone(view),
        })
    }

    /// Some of the same, or another side of it.
    pub(super) fn other(&self, selection: Selection) -> Value {
        Figure::value(selection, &self.view)
    }

    fn aspect(&self, aspect: Aspect) -> Value {
        self.other(self.selection.aspect(aspect))
    }

    /// Why it is no one number: things that are never added up, awards to different recipients
    /// or what has different measure words.
    pub fn mixed(&self) -> Option<Error> {
        let table = self.selection.table();
        // What is somebody's stays so in what is written instead.
        let name = &match self.selection.whose() {
            Some(Whose::Person(person)) => format!("{}.{person}", table.name),
            _ => table.name.to_owned(),
        };
        let first = |key: Key| {
            let (label, _) = self.selection.by(key).into_iter().next()?;
            Some(spoken(table, key, &label.name))
        };
        Some(match self.selection.mixture()? {
            Mixture::Recipients => {
                let first = first(Key::Recipient).unwrap_or_default();
                let example =
                    format!("写成 {{{{ {name}.{first} }}}} 或 {{{{ {name}.按(\"获奖者\") }}}}");
                own_of(name, "不同获奖者的奖不能加在一起", &example)
            }
            Mixture::Teams => own_of(
                name,
                "个人获奖按人次算、集体奖按项算，不能加在一起",
                "在名字后面写上 .个人 或 .集体，如 {{ 获奖.学生.个人 }}",
            ),
            Mixture::Authors => own_of(
                name,
                &format!("教师的{name}和学生的不能加在一起"),
                &format!(
                    "在“{name}”后面写上 .教师 或 .学生，再后面的照旧，如 {{{{ {name}.教师 }}}}"
                ),
            ),
            Mixture::Units => {
                let listed = format!("{{{{ {name}.按(\"类型\") }}}}");
                let example = match self.kind_of_one_unit() {
                    Some(kind) => format!("写成 {{{{ {name}{kind} }}}} 或 {listed}"),
                    None => format!(
                        "分开列，写成 {listed}；要单独的数字，把量词不同的写成不同的 kind，如“家访（户）”“家访（人）”"
                    ),
                };
                own_of(name, &format!("量词不同的{name}不能加在一起"), &example)
            }
        })
    }

    /// The first of its kinds that is counted in one measure word, as it is written behind a
    /// figure.
    fn kind_of_one_unit(&self) -> Option<String> {
        let kinds = self.selection.by(Key::Kind).into_iter();
        let mut kinds = kinds.map(|(label, _)| label.name.to_string());
        let kind = kinds.find(|kind| {
            let part = narrowed(&self.selection, kind);
            part.is_some_and(|part| part.mixture().is_none())
        })?;
        let kind = written(&kind);
        let dot = if kind.starts_with('[') { "" } else { "." };
        Some(format!("{dot}{kind}"))
    }

    /// How many it is, with its measure word, to be said.
    pub fn number(&self) -> (Count, String) {
        let count = self.view.count(&self.selection);
        self.note_number(count);
        (count, self.view.unit(&self.selection))
    }

    /// Writes how many it is; of what only a rhythm is known, the rhythm: 每周一次.
    pub(super) fn print(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // In prose what joins texts would otherwise print a sum that there is not.
        if let Some(wrong) = self.mixed().filter(|_| self.view.is_prose()) {
            return f.write_str(&printed(&wrong));
        }
        let (count, unit) = self.number();
        match self.selection.only_rhythm() {
            Some(rhythm) => f.write_str(rhythm),
            None => render_number(count, &unit, f),
        }
    }

    /// Notes that it is looked at how many it is.
    fn note_number(&self, count: Count) {
        let selection = &self.selection;
        self.view.see(|seen| {
            seen.number(selection, count);
            if selection.table().field(Key::Unit.name()).is_some() {
                seen.part(selection, &[Key::Unit]);
            }
            // In prose the author says himself what it is a number of.
            if self.view.is_prose() {
                seen.part(selection, Key::AXES);
            }
        });
    }

    /// Notes that its records were asked for `keys`.
    pub(super) fn note(&self, keys: &[Key]) {
        self.view.see(|seen| seen.part(&self.selection, keys));
    }

    /// A word that the school has for this kind of record.
    fn word(&self, name: &str) -> Value {
        let path = ["kind", self.selection.table().key, name];
        Value::from(self.view.words.text(&path).unwrap_or_default())
    }

    /// `figure.only(kind="推门听课", level="市级")`: those records only.
    fn only(&self, args: &[Value]) -> Result<Value, Error> {
        let (wanted,): (Kwargs,) = from_args(args)?;
        let mut selection = self.selection.clone();
        let names: Vec<String> = wanted.args().map(str::to_owned).collect();
        for name in names {
            let value: Value = wanted.get(&name)?;
            let key = axis(&name)?;
            selection = selection.only(key, &value.to_string());
            self.view.see(|seen| seen.part(&selection, &[key]));
        }
        Ok(self.other(selection))
    }

    /// `figure.with("team")`, `figure.without("team")`: records where a yes-or-no key is yes,
    /// or another key is given; and the others.
    fn with(&self, key: &str, wanted: bool) -> Result<Value, Error> {
        let key = axis(key)?;
        self.note(&[key]);
        Ok(self.other(self.selection.filter(|record| {
            let has = match record.get(key) {
                Some(Field::Flag(flag)) => *flag,
                Some(_) => true,
                None => false,
            };
            has == wanted
        })))
    }

    /// `figure.said("commented")`: records where the key is given at all.
    fn said(&self, key: &str) -> Result<Value, Error> {
        let key = axis(key)?;
        Ok(self.other(self.selection.filter(|record| match key {
            Key::Topic => topic_of(record).is_some(),
            _ => record.get(key).is_some(),
        })))
    }

    /// `figure.telling("cost")`: records of which this side is counted.
    fn telling(&self, name: &str) -> Result<Value, Error> {
        let side = Side::find(name);
        let side = side.ok_or_else(|| unknown("能加起来的项目", name, &sides()))?;
        Ok(self.other(self.selection.telling(&side.aspect)))
    }

    fn names(&self, key: &str) -> Result<Value, Error> {
        let key = axis(key)?;
        self.note(&[key]);
        let (names, complete) = self.selection.people(key);
        let count = if complete {
            Count::exact(names.len() as u64)
        } else {
            Count::ZERO
        };
        Ok(Names::value(names, count))
    }

    fn records(&self) -> Value {
        let ids = self.selection.ids().iter();
        ids.map(|id| Row::value(&self.view, *id)).collect()
    }

    fn texts_of(&self, key: &str) -> Result<Value, Error> {
        let key = axis(key)?;
        self.note(&[key]);
        let all = self.selection.records().filter_map(|record| match key {
            Key::Topic => topic_of(record),
            _ => record.text(key),
        });
        Ok(texts(&distinct(all)))
    }
}

pub fn axis(name: &str) -> Result<Key, Error> {
    let known = || {
        let axes = Key::AXES.iter().filter_map(|key| key.axis());
        axes.map(str::to_owned).collect()
    };
    Key::find_axis(name)
        .or_else(|| Key::find(name))
        .ok_or_else(|| unknown("能分开统计的项目", name, &known()))
}

impl Object for Figure {
    fn repr(self: &Arc<Self>) -> ObjectRepr {
        ObjectRepr::Plain
    }

    fn is_true(self: &Arc<Self>) -> bool {
        !self.selection.count().is_zero()
    }

    fn get_value(self: &Arc<Self>, key: &Value) -> Option<Value> {
        let selection = &self.selection;
        let name = key.as_str()?;
        if let Some(side) = Side::find(name) {
            let is_none = self.view.is_prose() && !side.is_of(selection.table());
            return Some(match is_none {
                true => self.unknown(name),
                false => self.aspect(side.aspect.clone()),
            });
        }
        Some(match english(name) {
            "entries" => Value::from(selection.ids().len()),
            "records" => self.records(),
            "definite" => self.other(selection.filter(|record| !record.is_open_ended())),
            "loose" => self.other(
                selection
                    .filter(|record| record.is_open_ended() && record.get(Key::Cadence).is_none()),
            ),
            "attended" => self.other(selection.telling(&Aspect::PersonTimes)),
            "open" => self.other(selection.open_ones()),
            "given" => self.other(selection.telling(&Aspect::Records)),
            "heard" => self.other(selection.telling_not(&Aspect::Records)),
            "alone" => self.other(selection.filter(|record| !is_joint(record))),
            "joint" => self.other(selection.filter(is_joint)),
            "there" => self.other(selection.filter(names_those_there)),
            "not_there" => self.other(selection.filter(|record| !names_those_there(record))),
            "experts" => {
                self.note(&[Key::Experts]);
                experts(selection)
            }
            "everyone" => self.other(selection.filter(|record| self.is_everyones(record))),
            "some" => self.other(selection.filter(|record| !self.is_everyones(record))),
            "upper" => self.other(selection.filter(is_above_school)),
            "outward" => self.outward(),
            "gatherings" => self.gatherings(),
            "inward" => self.inward(),
            "across" => self.across(),
            "judged" => self.judged(),
            "finished" => self.finished(),
            "wider" => self.wider(),
            "own" => self.own(),
            "by_holders" => self.by_holders(),
            "is_partial" => Value::from(self.is_partial()),
            "ranked" => self.other(selection.ranked()),
            "rates" => self.rates(),
            "rated" => self.rates_alone(),
            "rhythms" => self.rhythms(),
            "verb" | "label" => self.word(name),
            "key" => Value::from(selection.table().key),
            "axes" => selection.table().by.iter().map(|key| key.name()).collect(),
            "cadence" if name == "频次" => self.rhythm(),
            "cadence" => some_or_void(selection.cadence().map(Cadence::name)),
            "group_cadence" => some_or_void(selection.cadence_of_groups().map(Cadence::name)),
            "prizes" => self.prizes(),
            "by_name" => self.people(),
            "works" => self.works(),
            "eventful" => self.other(eventful(selection)),
            "occasions" => self.other(occasions(selection)),
            "whose" => some_or_void(match selection.whose() {
                Some(Whose::Group(group)) => Some(group.to_string()),
                Some(Whose::Those(_)) => Some("those".to_owned()),
                Some(Whose::Person(_) | Whose::NoGroup) | None => None,
            }),
            "proper" => self.other(selection.proper()),
            "common" => self.other(selection.common()),
            "named" => self.other(selection.filter(|record| !actors(record).is_empty())),
            "unnamed" => self.other(selection.filter(|record| actors(record).is_empty())),
            "of_everyone" => self.other(selection.of_everyone()),
            "of_several" => self.other(selection.of_several()),
            "of_none" => self.other(selection.of_none()),
            number @ ("n" | "printed" | "hundredths" | "unit" | "is_exact") => {
                let (count, unit) = self.number();
                return number_field(count, &unit, number);
            }
            _ => match self
                .view
                .narrow(selection, name, || narrowed(selection, name))
            {
                Some(part) => self.other(part),
                None => self.unknown(name),
            },
        })
    }

    fn call_method(
        self: &Arc<Self>,
        _: &mut State,
        method: &str,
        args: &[Value],
    ) -> Result<Value, Error> {
        let key = || match args {
            [name] => name.as_str().ok_or_else(|| not_quoted(method)),
            _ => from_args::<(&str,)>(args).map(|(key,)| key),
        };
        match english(method) {
            "by" => self.by(key()?),
            "only" => self.only(args),
            "with" => self.with(key()?, true),
            "without" => self.with(key()?, false),
            "said" => self.said(key()?),
            "telling" => self.telling(key()?),
            "unlabelled" => Ok(self.other(self.selection.unlabelled(axis(key()?)?))),
            "names" => self.names(key()?),
            "texts" => self.texts_of(key()?),
            "guests_by" => Ok(self.guests_by()),
            "posts" => Ok(self.posts(key()?)),
            "each_person" => Ok(self.each_person()),
            "rare" => {
                let (most,): (usize,) = from_args(args)?;
                Ok(self.other(self.rare(most)))
            }
            "frequent" => {
                let (most,): (usize,) = from_args(args)?;
                let rare: Ids = self.rare(most).ids().iter().copied().collect();
                Ok(self.other(self.selection.without(&rare)))
            }
            "by_date" => self.by_date(args),
            "share_of" => self.share_of(args),
            "per" => self.per(args),
            other => {
                let count = self.selection.count();
                self.note_number(count);
                number_method(count, other, args)
            }
        }
    }

    fn render(self: &Arc<Self>, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.print(f)
    }
}

/// The names of all sides.
fn sides() -> BTreeSet<String> {
    SIDES.iter().map(|side| side.name.to_owned()).collect()
}

/// The name of a member as the code knows it: expressions may call it in Chinese.
fn english(name: &str) -> &str {
    const CHINESE: [(&str, &str); 8] = [
        ("名单", "by_name"),
        ("题目", "works"),
        ("频次", "cadence"),
        ("数", "n"),
        (PRINTED, "printed"),
        ("量词", "unit"),
        ("按", "by"),
        ("分来宾", "guests_by"),
    ];
    let mut known = CHINESE.iter();
    known
        .find(|(chinese, _)| *chinese == name)
        .map_or(name, |(_, english)| english)
}

/// Members beside the sides that an expression may name, for messages.
const MEMBERS: [&str; 4] = ["名单", "题目", "频次", "数"];

impl Figure {
    /// What is said of a member that there is not.
    fn unknown(&self, name: &str) -> Value {
        if english(name) == "by" {
            let example = "写成 {{ 听课.按(\"类型\") }}，括号里写按什么来分";
            return Value::from(own("“按”后面少了括号", example));
        }
        let mut known = names(&self.selection);
        known = known.into_iter().map(|name| written(&name)).collect();
        let table = self.selection.table();
        let sides = SIDES.iter().filter(|side| side.is_of(table));
        let members = sides.map(|side| side.name).chain(MEMBERS);
        known.extend(members.map(str::to_owned));
        known.insert("按(\"类型\")".to_owned());
        Value::from(unknown(&format!("“{}”", table.name), name, &known))
    }
}
