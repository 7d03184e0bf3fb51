//! One record, and its sub-tables.

use std::collections::BTreeSet;
use std::sync::Arc;

use minijinja::Value;
use minijinja::value::Object;

use super::sides::is_everyones;
use super::{Figure, Names, Number, some_or_void, texts, void};
use crate::format::Key;
use crate::format::vocabulary::Word;
use crate::log::{People, Record, Text, Value as Field, When};
use crate::tally::{Id, Scope, Selection, actor_key, kind_name, kind_of, own_people};
use crate::text::count::Count;
use crate::wording::explain::unknown;
use crate::wording::shown::{is_prize, with_level, with_short_level};
use crate::wording::view::View;

/// One record.
#[derive(Debug)]
pub struct Row {
    view: Arc<View>,
    id: Id,
}

impl Row {
    pub fn value(view: &Arc<View>, id: Id) -> Value {
        Value::from_object(Row {
            view: Arc::clone(view),
            id,
        })
    }

    /// The record.
    pub fn record(&self) -> &Record {
        self.view.tally.record(self.id)
    }

    fn derived(&self, record: &Record, name: &str) -> Option<Value> {
        let level = record
            .word(Key::Level)
            .map(|level| self.view.tally.level_name(level));
        let leveled = |key: Key, form: fn(&str, Option<&Word>) -> String| {
            some_or_void(record.text(key).map(|text| form(text, level)))
        };
        Some(match name {
            "title_at_level" => leveled(Key::Title, with_short_level),
            "is_prize" => Value::from(record.text(Key::Title).is_some_and(|title| is_prize(title))),
            "contest_at_level" => leveled(Key::Contest, with_short_level),
            "programme_at_level" => leveled(Key::Programme, with_level),
            "kind_at_level" => leveled(Key::Kind, with_level),
            "level_short" => some_or_void(level.map(|level| level.short)),
            "kind_name" => some_or_void(kind_of(record).map(|kind| kind.to_string())),
            "winner" => some_or_void(
                record
                    .text(Key::Group)
                    .or_else(|| record.text(Key::Class))
                    .map(|name| &**name),
            ),
            "has_days" => Value::from(matches!(record.when(Key::Date), Some(When::Span(..)))),
            "is_definite" => Value::from(!record.is_open_ended()),
            "is_told" => Value::from(
                [Key::Topic, Key::Speaker]
                    .iter()
                    .any(|key| record.get(*key).is_some()),
            ),
            "is_own" => Value::from(self.is_own(record)),
            "others" => self.others(record),
            "is_wider" => Value::from(self.is_wider(record)),
            "figure" => Figure::value(self.own_figure(), &self.view),
            "is_everyone" => Value::from(is_everyones(record)),
            "table" => Value::from(record.table.key),
            _ => return None,
        })
    }

    /// What it adds, for whose part is counted.
    fn own_figure(&self) -> Selection {
        let one = self.view.tally.one(self.id);
        match &self.view.scope {
            Some(scope @ Scope::Of(_)) => one.within(scope),
            Some(Scope::On(..)) | None => one,
        }
    }

    /// Whether it is more than that of the group the report is about.
    fn is_wider(&self, record: &Record) -> bool {
        let tally = &self.view.tally;
        tally
            .group()
            .is_some_and(|group| tally.is_wider(record, group))
    }

    /// Those of other groups that did it too, where it is told of one group.
    fn others(&self, record: &Record) -> Value {
        let people = actor_key(record.table).and_then(|key| record.people(key));
        let names = people.map_or(&[][..], People::names);
        let own = self.view.own_names(names, record);
        let others: Vec<Text> = match own.is_empty() {
            true => Vec::new(),
            false => names
                .iter()
                .filter(|name| !own.contains(name))
                .cloned()
                .collect(),
        };
        let count = Count::exact(others.len() as u64);
        Names::value(others, count)
    }

    /// Whether the speaker belongs to the school: as said, or by the roster.
    fn is_own(&self, record: &Record) -> bool {
        record.flag(Key::Own).unwrap_or_else(|| {
            let speakers = record.people(Key::Speaker).map_or(&[][..], People::names);
            let outside = record.get(Key::Host).is_some();
            let known = speakers
                .iter()
                .any(|name| self.view.tally.staff.member(name).is_some());
            known || (!outside && self.view.tally.staff.size().is_zero())
        })
    }

    /// Whether the roster, where there is one, does not know one of `names`, who ought to be on it.
    fn has_strangers(&self, record: &Record, key: Key, names: &[Text]) -> bool {
        let staff = &self.view.tally.staff;
        let mut own = own_people(record);
        staff.everyone().next().is_some()
            && own.any(|(own, _)| own == key)
            && names.iter().any(|name| staff.member(name).is_none())
    }

    fn field(&self, record: &Record, key: Key) -> Value {
        match record.get(key) {
            None => void(),
            Some(Field::Text(text)) => Value::from(&**text),
            Some(Field::Phrase(phrase)) => Value::from(&*phrase.text),
            Some(Field::Texts(list)) => texts(list),
            Some(Field::When(when)) => Value::from(self.view.tally.term.say(*when)),
            Some(Field::Day(day)) => Value::from(When::Day(*day).to_string()),
            Some(Field::Quantity(count)) => Number::value(*count, key.unit().unwrap_or_default()),
            Some(Field::Flag(flag)) => Value::from(*flag),
            Some(Field::People(people)) => {
                let staff = &self.view.tally.staff;
                let own = record.text(Key::Group);
                let names = match self.view.own_names(people.names(), record) {
                    // Those of others are named where none is the group's: who gave a lecture.
                    none if none.is_empty() => people.names().to_vec(),
                    names => names,
                };
                let count = match names.len() == people.names().len() {
                    true => staff.head_count(people, own),
                    false => Count::exact(names.len() as u64),
                };
                let is_known = !self.has_strangers(record, key, &names);
                Names::of(names, count, is_known)
            }
            Some(Field::Percent(percent)) => Value::from(percent.with_unit("%")),
            Some(Field::Word(word)) if key == Key::Level => {
                Value::from(self.view.tally.level_name(word).name)
            }
            Some(Field::Word(word)) => Value::from(word.name),
            Some(Field::Words(words)) => words.iter().map(|word| Value::from(word.name)).collect(),
            Some(Field::Measure(table)) => Value::from(table.key),
            Some(Field::Phrases(_) | Field::Mark(_)) => void(),
            Some(Field::Rows(rows)) => rows
                .iter()
                .map(|row| Value::from_object(SubRow(row.clone())))
                .collect(),
        }
    }
}

/// A sub-table of a record: an expert, somebody's post.
#[derive(Debug)]
struct SubRow(Record);

impl Object for SubRow {
    fn get_value(self: &Arc<Self>, key: &Value) -> Option<Value> {
        let name = key.as_str()?;
        if name == "kind_name" {
            let kind = self.0.text(Key::Kind).zip(self.0.measure(Key::Of));
            let kind = kind.map(|(kind, table)| kind_name(table, kind).to_string());
            return Some(some_or_void(kind));
        }
        if name == Key::Name.name() && self.0.get(Key::Of).is_some() {
            let of = self.0.measure(Key::Of);
            return Some(some_or_void(of.map(|table| table.name)));
        }
        if name == "unit_of" {
            return Some(Value::from(
                self.0.measure(Key::Of).map_or("", |table| table.unit),
            ));
        }
        Some(match self.0.get(Key::find(name)?) {
            Some(Field::Text(text)) => Value::from(&**text),
            Some(Field::Quantity(_)) if name == Key::Count.name() => {
                Number::value(self.0.count(), "")
            }
            Some(Field::Quantity(count)) => Number::value(*count, ""),
            Some(Field::Word(word)) => Value::from(word.name),
            Some(Field::Measure(table)) => Value::from(table.key),
            Some(Field::People(people)) => {
                let count = match people {
                    People::Number(count) => *count,
                    _ => Count::exact(people.names().len() as u64),
                };
                Names::value(people.names().to_vec(), count)
            }
            _ => void(),
        })
    }
}

impl Object for Row {
    fn is_true(self: &Arc<Self>) -> bool {
        true
    }

    fn get_value(self: &Arc<Self>, key: &Value) -> Option<Value> {
        let name = key.as_str()?;
        let record = self.record();
        self.derived(record, name)
            .or_else(|| Key::find(name).map(|key| self.field(record, key)))
            .or_else(|| {
                let keys = record.table.all_fields().map(|field| field.key.name());
                let known: BTreeSet<String> = keys.map(str::to_owned).collect();
                Some(Value::from(unknown(record.table.about, name, &known)))
            })
    }
}
