//! One record, and its sub-tables.

mod alike;

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use minijinja::Value;
use minijinja::value::Object;

use alike::{differs_in, likeness};

use super::result::is_of_own;
use super::{Figure, Names, Number, some_or_void, texts, void};
use crate::format::Key;
use crate::format::vocabulary::Word;
use crate::log::{People, Record, Text, Value as Field, When, distinct};
use crate::tally::{
    Id, Scope, Selection, Whose, actor_key, heads_told, kind_name, kind_of, own_people, topic_of,
};
use crate::text::count::Count;
use crate::wording::explain::unknown;
use crate::wording::shown::{called, honour, is_prize, with_level, with_short_level};
use crate::wording::view::View;

/// One record.
#[derive(Debug)]
pub struct Row {
    view: Arc<View>,
    id: Id,
    /// Records that are the same but for one attribute, which are told with it.
    others: Vec<Id>,
}

/// The attributes that records told in one sentence may differ in.
const LISTED: [Key; 3] = [Key::Subject, Key::Class, Key::Place];

/// Those who may be pupils or parents where a class is told.
const OF_CLASS: [Key; 3] = [Key::Authors, Key::Speaker, Key::People];

/// Whether those under `key` are all told, whosever report it is: who coached whoever won, and who
/// is in a project.
fn is_told_whole(record: &Record, key: Key) -> bool {
    key == Key::Members || (key == Key::Teacher && record.get(Key::Recipient).is_some())
}

impl Row {
    pub fn value(view: &Arc<View>, id: Id) -> Value {
        Value::from_object(Row {
            view: Arc::clone(view),
            id,
            others: Vec::new(),
        })
    }

    /// Records, of which those that differ in nothing but a subject, a class or a place are one
    /// that lists it.
    pub fn alike(rows: &[Value]) -> Value {
        Row::merged(rows, differs_in)
    }

    /// Records, of which those that say the same are one, as often as they are.
    pub fn once(rows: &[Value]) -> Value {
        Row::merged(rows, |_, _| None)
    }

    fn merged(rows: &[Value], differs_in: fn(&Record, &Record) -> Option<Key>) -> Value {
        let mut merged: Vec<(Row, Option<Key>)> = Vec::new();
        let mut known: HashMap<u64, Vec<usize>> = HashMap::new();
        for row in rows
            .iter()
            .filter_map(|row| row.downcast_object_ref::<Row>())
        {
            let record = row.record();
            let places = known.entry(likeness(record)).or_default();
            let like = places.iter().find_map(|at| {
                let (first, along) = merged.get(*at)?;
                if along.is_none() && first.record() == record {
                    return Some((*at, None));
                }
                let key = differs_in(first.record(), record)?;
                let may_be = along.map_or(first.others.is_empty(), |along| along == key);
                may_be.then_some((*at, Some(key)))
            });
            match like {
                Some((at, key)) => {
                    merged[at].0.others.push(row.id);
                    merged[at].1 = key;
                }
                None => {
                    places.push(merged.len());
                    let view = Arc::clone(&row.view);
                    let row = Row {
                        view,
                        id: row.id,
                        others: row.others.clone(),
                    };
                    merged.push((row, None));
                }
            }
        }
        let rows = merged.into_iter();
        rows.map(|(row, _)| Value::from_object(row)).collect()
    }

    /// Itself and those that are told with it.
    fn all(&self) -> impl Iterator<Item = &Record> {
        let ids = std::iter::once(&self.id).chain(&self.others);
        ids.map(|id| self.view.tally.record(*id))
    }

    /// What those that are told together have under `key`, where they differ in it: 语文、数学.
    fn several(&self, key: Key) -> Option<Vec<Text>> {
        let texts = distinct(self.all().filter_map(|record| record.text(key)));
        (LISTED.contains(&key) && texts.len() > 1).then_some(texts)
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
            "honour" => leveled(Key::Title, honour),
            "called" => leveled(Key::Title, called),
            "is_prize" => Value::from(record.text(Key::Title).is_some_and(|title| is_prize(title))),
            "contest_at_level" => leveled(Key::Contest, with_short_level),
            "programme_at_level" => leveled(Key::Programme, with_level),
            "kind_at_level" => leveled(Key::Kind, with_level),
            "kind_name" => some_or_void(kind_of(record).map(|kind| kind.to_string())),
            "winner" => some_or_void(
                record
                    .text(Key::Group)
                    .or_else(|| record.text(Key::Class))
                    .map(|name| &**name),
            ),
            "doer" => some_or_void(self.view.doer_of_all(self.all()).map(|group| &**group)),
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
            "is_with_ungrouped" => Value::from(self.view.tally.is_with_ungrouped(record)),
            "is_with_others" => Value::from(
                self.view
                    .group()
                    .is_some_and(|group| self.view.tally.is_with_others(record, group)),
            ),
            "along" => some_or_void(self.along().map(|(key, _)| key.name())),
            "several" => self.along().map_or_else(void, |(_, texts)| {
                Number::value(Count::exact(texts.len() as u64), "")
            }),
            "figure" => Figure::value(self.own_figure(), &self.view),
            "is_everyone" => Value::from(self.view.tally.is_everyones(record)),
            "table" => Value::from(record.table.key),
            // It stands for what a total counts beside the records.
            "is_rest" => Value::from(self.id as usize >= self.view.tally.log.typed().len()),
            _ => return None,
        })
    }

    /// What it adds, for whose part is counted.
    fn own_figure(&self) -> Selection {
        // What differs in something is told of each.
        let one = match self.along() {
            None => self.view.tally.some(self.id, &self.others),
            Some(_) => self.view.tally.one(self.id),
        };
        match &self.view.scope {
            Some(scope @ Scope::Of(_)) => one.within(scope),
            Some(Scope::On(..)) | None => one,
        }
    }

    /// Whether the hours are those of whose report it is, where it is one person's.
    fn is_credited(&self, record: &Record) -> bool {
        match &self.view.scope {
            Some(Scope::Of(Whose::Person(name))) => {
                self.view.tally.has_finished(record, name) == Some(true)
            }
            _ => true,
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
        let Some(key) = actor_key(record.table) else {
            return void();
        };
        let names = record.people(key).map_or(&[][..], People::names);
        let own = self.view.own_names(names, record, key);
        let others: Vec<Text> = match own.is_empty() {
            true => Vec::new(),
            false => names
                .iter()
                .filter(|name| !own.contains(name))
                .cloned()
                .collect(),
        };
        let count = Count::exact(others.len() as u64);
        let is_known = !self.has_strangers(record, key, &others);
        Names::of(others, count, is_known)
    }

    /// Whether the speaker belongs to the school: as said, or by the roster.
    fn is_own(&self, record: &Record) -> bool {
        record.flag(Key::Own).unwrap_or_else(|| {
            let speakers = record.people(Key::Speaker).map_or(&[][..], People::names);
            let outside = record.get(Key::Host).is_some();
            let is_number = record.get(Key::Speaker).is_some() && speakers.is_empty();
            // Of a mere number nobody says that they were invited.
            if is_number && !outside && record.get(Key::Post).is_none() {
                return true;
            }
            let known = speakers
                .iter()
                .any(|name| self.view.tally.staff.member(name).is_some());
            known || (!outside && self.view.tally.staff.may_have_more())
        })
    }

    /// Whether one of `names` is not to be called a teacher: a guest, whoever the roster, where
    /// there is one, ought to have and does not, and, where there is none, who may be of a class.
    fn has_strangers(&self, record: &Record, key: Key, names: &[Text]) -> bool {
        let staff = &self.view.tally.staff;
        let speaks = key == Key::Speaker;
        let is_guest = speaks && !self.is_own(record);
        let is_own = (speaks && !is_guest) || own_people(record).any(|(own, _)| own == key);
        let has_class = record.get(Key::Class).is_some() && record.flag(Key::Own) != Some(true);
        let may_be_of_class = OF_CLASS.contains(&key) && has_class;
        names.iter().any(|name| {
            let is_listed = staff.member(name).is_some();
            !staff.is_teacher(name, is_own) || (!is_listed && (is_guest || may_be_of_class))
        })
    }

    /// What those that are told together differ in.
    fn along(&self) -> Option<(Key, Vec<Text>)> {
        let mut keys = LISTED.into_iter();
        keys.find_map(|key| Some((key, self.several(key)?)))
    }

    fn field(&self, record: &Record, key: Key) -> Value {
        if let Some(several) = self.several(key) {
            let count = Count::exact(several.len() as u64);
            return Names::value(several, count);
        }
        match record.get(key) {
            None => void(),
            Some(Field::Text(_)) if key == Key::Result && !is_of_own(&self.view, record) => void(),
            Some(Field::Text(_)) if key == Key::Topic && topic_of(record).is_none() => void(),
            Some(Field::Text(text)) => Value::from(&**text),
            Some(Field::Phrase(phrase)) => Value::from(&*phrase.text),
            Some(Field::Texts(list)) => texts(list),
            Some(Field::When(when)) => Value::from(self.view.tally.term.say(*when)),
            Some(Field::Day(day)) => Value::from(When::Day(*day).to_string()),
            // Those of a group alone are not known.
            Some(Field::Quantity(_)) if key == Key::PersonTimes && self.is_wider(record) => void(),
            // Whoever did not finish it, or nobody knows whether they did, is not told to have them.
            Some(Field::Quantity(_)) if key == Key::Hours && !self.is_credited(record) => void(),
            Some(Field::Quantity(count)) => Number::value(*count, key.unit().unwrap_or_default()),
            Some(Field::Flag(flag)) => Value::from(*flag),
            Some(Field::People(people)) => {
                let staff = &self.view.tally.staff;
                let own = record.text(Key::Group);
                let own_names = match is_told_whole(record, key) {
                    true => people.names().to_vec(),
                    false => self.view.own_names(people.names(), record, key),
                };
                let names = match own_names {
                    // Those of others are named where none is the group's: who gave a lecture.
                    none if none.is_empty() && actor_key(record.table) == Some(key) => {
                        people.names().to_vec()
                    }
                    names => names,
                };
                let is_staffs = own_people(record).any(|(own, _)| own == key);
                let count = match people {
                    People::Named(_) => Count::exact(names.len() as u64),
                    _ if is_staffs => heads_told(&self.view.tally, record, key, self.view.group()),
                    _ => staff.head_count(people, own),
                };
                let is_known = !self.has_strangers(record, key, &names);
                Names::of(names, count, is_known)
            }
            Some(Field::Percent(percent)) => Value::from(percent.with_unit("%")),
            Some(Field::Word(word)) if key == Key::Level => {
                Value::from(self.view.tally.level_name(word).name)
            }
            Some(Field::Word(word)) => Value::from(word.name),
            Some(Field::Words(words)) => words
                .iter()
                .map(|said| Value::from(said.word.name))
                .collect(),
            Some(Field::Measure(table)) => Value::from(table.key),
            Some(Field::Phrases(_) | Field::Mark(_)) => void(),
            Some(Field::Rows(rows)) => rows
                .iter()
                .map(|row| Value::from_object(SubRow(row.clone(), Arc::clone(&self.view))))
                .collect(),
        }
    }
}

/// A sub-table of a record: an expert, somebody's post.
#[derive(Debug)]
struct SubRow(Record, Arc<View>);

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
            Some(Field::When(when)) => Value::from(self.1.tally.say_by_itself(*when)),
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

/// The keys that the member `name` of a record tells of.
fn keys_of(record: &Record, name: &str) -> Vec<Key> {
    match name {
        "contest_at_level" => vec![Key::Contest, Key::Level],
        "programme_at_level" => vec![Key::Programme, Key::Level],
        "kind_at_level" => vec![Key::Kind, Key::Level],
        "title_at_level" | "honour" | "called" => vec![Key::Title, Key::Level],
        "kind_name" => vec![Key::Kind],
        "winner" => vec![Key::Group, Key::Class],
        "doer" => vec![Key::Group],
        "is_own" => vec![Key::Own],
        "is_everyone" => vec![Key::Attendance, Key::People],
        "others" => actor_key(record.table).into_iter().collect(),
        _ => Key::find(name).into_iter().collect(),
    }
}

impl Object for Row {
    fn is_true(self: &Arc<Self>) -> bool {
        true
    }

    fn get_value(self: &Arc<Self>, key: &Value) -> Option<Value> {
        let name = key.as_str()?;
        let record = self.record();
        self.view.see(|seen| {
            let keys = keys_of(record, name);
            seen.row(self.id, &keys);
            self.others.iter().for_each(|id| seen.row(*id, &keys));
        });
        self.derived(record, name)
            .or_else(|| Key::find(name).map(|key| self.field(record, key)))
            .or_else(|| {
                let keys = record.table.all_fields().map(|field| field.key.name());
                let known: BTreeSet<String> = keys.map(str::to_owned).collect();
                Some(Value::from(unknown(record.table.about, name, &known)))
            })
    }
}
