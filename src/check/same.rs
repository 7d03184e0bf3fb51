//! Records that do not say the same and are probably one event all the same: two colleagues noted
//! it. What makes two alike stands with each kind of record; what is certainly different in them,
//! a group, a class, the people, makes them two.

mod people;

use std::collections::{HashMap, HashSet};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;

use super::doubt::{At, Doubt, Sink};
use super::groups::Groups;
use crate::format::{Counting, Key, Likeness};
use crate::log::{Log, People, Record, Span, Text, Value, When};
use crate::tally::{actor_key, kind_of};
use crate::text::alike;
use crate::text::room::agree;
use people::{may_be_same, share};

/// How many records that have the same keys in common one is held against: however many there are
/// of one day, the time for each is the same.
const MOST: usize = 12;

pub fn check<'a>(log: &'a Log, sink: &mut Sink<'a>) {
    let records = log.records.iter();
    let ids = records.filter_map(|record| record.text(Key::Id));
    let mut ids = Ids {
        used: ids.cloned().collect(),
        meant: HashMap::new(),
        numbers: HashMap::new(),
    };
    let mut known: HashMap<u64, Vec<(Sketch, &Record)>> = HashMap::new();
    let mut cores = Cores {
        known: HashMap::new(),
        groups: Groups::new(log),
    };
    for record in &log.records {
        let mut places = Vec::new();
        let mut first = None;
        for (nth, likeness) in record.table.alike.iter().enumerate() {
            let sketch = cores.sketch(record, likeness);
            let mine = cores.places(record, nth, likeness);
            let others = mine.iter().filter_map(|place| known.get(place)).flatten();
            let others = others.filter(|(other, _)| sketch.may_be_of_one(other));
            let mut others = others.map(|(_, other)| *other);
            first = first.or_else(|| others.find(|other| cores.are_one(likeness, other, record)));
            places.extend(mine.into_iter().map(|place| (place, sketch)));
        }
        match first {
            // What is the same in all is told as such; the first stands for both.
            Some(first) if first == record => {}
            Some(first) => sink.tell(finding(log, first, record, &mut ids)),
            None => {
                for (place, sketch) in places {
                    let others = known.entry(place).or_default();
                    if others.len() < MOST {
                        others.push((sketch, record));
                    }
                }
            }
        }
    }
}

fn finding<'a>(log: &Log, first: &'a Record, record: &'a Record, ids: &mut Ids) -> Doubt<'a> {
    let file = &log.files[first.span.file as usize];
    let line = first.span.line;
    let one = match (first.text(Key::Id), record.text(Key::Id)) {
        (Some(id), _) => format!("这一条也加上 id = \"{id}\""),
        (None, Some(id)) => format!("那一条也加上 id = \"{id}\""),
        (None, None) => format!("两条都加上 id = \"{}\"", ids.of(first)),
    };
    Doubt {
        check: "same-event",
        at: At::Header(record),
        message: format!("与 {file} 第{line}行的记录可能是同一件事，现在算了两次"),
        hint: format!("是同一件事的，{one}，就只算一次；是两件事的，两条各加一个不同的 id"),
    }
}

/// The `id`s that are used, and those that were proposed for events.
struct Ids {
    used: HashSet<Text>,
    meant: HashMap<Span, Text>,
    /// The last number that was tried with the name of a kind.
    numbers: HashMap<&'static str, usize>,
}

impl Ids {
    /// An `id` that nobody uses yet, for the event of which `first` is the first record.
    fn of(&mut self, first: &Record) -> Text {
        if let Some(id) = self.meant.get(&first.span) {
            return Arc::clone(id);
        }
        let name = first.table.name;
        let number = self.numbers.entry(name).or_default();
        let id: Text = loop {
            *number += 1;
            let id = format!("{name}{number}");
            if !self.used.contains(&*id) {
                break id.into();
            }
        };
        self.used.insert(Arc::clone(&id));
        self.meant.insert(first.span, Arc::clone(&id));
        id
    }
}

/// What of a text counts where two are compared.
#[derive(Clone)]
struct Core {
    text: Arc<str>,
    /// Which characters it has, more or less: what stands in it has no others.
    letters: u64,
}

impl Core {
    fn new(text: &str) -> Core {
        let text = alike::core(text);
        Core {
            letters: text.chars().fold(0, |all, c| all | bit(u32::from(c))),
            text: text.into(),
        }
    }
}

/// One of 64 bits.
fn bit(number: u32) -> u64 {
    1 << (number % 64)
}

/// What tells soon that a text or some people are not the same as others: which characters or
/// names there are, more or less.
#[derive(Clone, Copy, Default)]
enum Signs {
    #[default]
    None,
    Letters(u64),
    Names(u64),
}

impl Signs {
    /// Whether one of two texts may stand in the other, or somebody may be in both.
    fn may_agree(self, other: Signs) -> bool {
        match (self, other) {
            (Signs::Letters(a), Signs::Letters(b)) => a & b == a || a & b == b,
            (Signs::Names(a), Signs::Names(b)) => a & b != 0,
            _ => false,
        }
    }
}

/// What tells of two records, without a look at them, that they are not one event.
#[derive(Clone, Copy)]
struct Sketch {
    /// Of what one of a likeness must be the same; `None` where it asks for nothing.
    any: Option<[Signs; MOST_ANY]>,
    group: Signs,
}

/// How many keys a likeness may name of which one must be the same.
const MOST_ANY: usize = 2;

impl Sketch {
    fn may_be_of_one(&self, other: &Sketch) -> bool {
        let of_groups = match (self.group, other.group) {
            (Signs::None, _) | (_, Signs::None) => true,
            (here, there) => here.may_agree(there),
        };
        of_groups
            && match (self.any, other.any) {
                (Some(here), Some(there)) => {
                    let mut both = here.iter().zip(there);
                    both.any(|(here, there)| here.may_agree(there))
                }
                _ => true,
            }
    }
}

/// What counts of the texts of the log; each is looked at once.
struct Cores<'a> {
    known: HashMap<usize, Core>,
    groups: Groups<'a>,
}

impl<'a> Cores<'a> {
    fn of(&mut self, text: &Text) -> Core {
        let place = Arc::as_ptr(text).cast::<u8>() as usize;
        let core = self.known.entry(place);
        core.or_insert_with(|| Core::new(text)).clone()
    }

    fn sketch(&mut self, record: &Record, likeness: &Likeness) -> Sketch {
        let mut any = [Signs::None; MOST_ANY];
        for (signs, key) in any.iter_mut().zip(likeness.any) {
            *signs = self.signs(record, *key);
        }
        Sketch {
            any: (!likeness.any.is_empty()).then_some(any),
            group: self.signs(record, Key::Group),
        }
    }

    fn signs(&mut self, record: &Record, key: Key) -> Signs {
        match record.get(key) {
            Some(Value::Text(text)) => Signs::Letters(self.of(text).letters),
            Some(Value::People(people)) => {
                let names = people.names().iter();
                Signs::Names(
                    names.fold(0, |all, name| all | bit(name.chars().map(u32::from).sum())),
                )
            }
            _ => Signs::None,
        }
    }

    /// Where records stand that have in common with `record` what `likeness` asks for: one place,
    /// or of people one for each.
    fn places(&mut self, record: &Record, nth: usize, likeness: &Likeness) -> Vec<u64> {
        let mut start = DefaultHasher::new();
        (record.table.key, nth).hash(&mut start);
        let mut all = vec![start];
        for key in likeness.same {
            match record.get(*key) {
                Some(Value::People(people)) => {
                    let before = std::mem::take(&mut all);
                    all.extend(before.iter().flat_map(|hasher| {
                        people.names().iter().map(|name| {
                            let mut hasher = hasher.clone();
                            name.hash(&mut hasher);
                            hasher
                        })
                    }));
                }
                Some(Value::Text(text)) => {
                    let core = match key {
                        Key::Kind => Core::new(&kind_of(record).unwrap_or_default()),
                        _ => self.of(text),
                    };
                    let text = alike::without_nth(&core.text);
                    all.iter_mut().for_each(|hasher| text.hash(hasher));
                }
                // Only of a day is it known that another is the same.
                Some(Value::When(when)) if !matches!(when, When::Day(_) | When::Span(..)) => {
                    return Vec::new();
                }
                Some(value) => all.iter_mut().for_each(|hasher| value.hash(hasher)),
                None => return Vec::new(),
            }
        }
        all.iter().map(Hasher::finish).collect()
    }

    /// Whether two records that have in common what `likeness` asks for are probably one event.
    fn are_one(&mut self, likeness: &Likeness, a: &'a Record, b: &'a Record) -> bool {
        let mut any = likeness.any.iter();
        (likeness.any.is_empty() || any.any(|key| self.name_one(*key, a, b)))
            && (!likeness.vague || are_vague(a, b))
            && has_common_outcome(likeness, a, b)
            && are_as_many(likeness, a, b)
            && !self.differ(likeness, a, b)
    }

    /// Whether the values of two records under `key` name one thing.
    fn name_one(&mut self, key: Key, a: &Record, b: &Record) -> bool {
        match (a.get(key), b.get(key)) {
            (Some(Value::Text(a)), Some(Value::Text(b))) => {
                alike::cores_name_one(&self.of(a).text, &self.of(b).text)
            }
            (Some(Value::People(a)), Some(Value::People(b))) => share(a, b),
            _ => false,
        }
    }

    /// Whether something in them is certainly different.
    fn differ(&mut self, likeness: &Likeness, a: &'a Record, b: &'a Record) -> bool {
        let actors = actor_key(a.table);
        let is_telling = |key: Key| {
            let tells = TELLING.contains(&key) || likeness.any.contains(&key);
            (tells || actors == Some(key)) && !likeness.despite.contains(&key)
        };
        let counted = |key| a.table.counting == Counting::OfPeople(key);
        let mut values = a.values().iter();
        values.any(|(key, here)| {
            b.get(*key).is_some_and(|there| match key {
                // Who gave both an `id` has said whether they are one.
                Key::Id => true,
                _ if actors == Some(*key) && self.note_themselves(a, b) => false,
                _ => is_telling(*key) && self.are_two(*key, here, there, counted(*key)),
            })
        }) || is_teams(a) != is_teams(b)
    }

    /// Whether one of two that noted an event has only one there, most likely himself: then it says
    /// nothing that others are in the other. They are of one topic, or of one group.
    fn note_themselves(&mut self, a: &'a Record, b: &'a Record) -> bool {
        let key = actor_key(a.table);
        let people = |record: &Record| record.people(key?).map(|people| people.names().len());
        if a.table.counting != Counting::Records || (people(a) != Some(1) && people(b) != Some(1)) {
            return false;
        }
        let group = |record| self.groups.of(record, Key::Attendance);
        let is_of_group =
            key == Some(Key::Attendance) && group(a).is_some() && group(a) == group(b);
        is_of_group || self.name_one(Key::Topic, a, b)
    }

    /// Whether two values under a key are certainly those of two events.
    fn are_two(&mut self, key: Key, a: &Value, b: &Value, counted: bool) -> bool {
        match (a, b) {
            (Value::Text(a), Value::Text(b)) => {
                a != b && !alike::cores_contained(&self.of(a).text, &self.of(b).text)
            }
            (Value::People(a), Value::People(b)) => !may_be_same(a, b, counted),
            (Value::When(a), Value::When(b)) => !a.may_be(*b),
            (Value::Word(a), Value::Word(b)) if key == Key::Level => a.rank != b.rank,
            (a, b) => a != b,
        }
    }
}

/// Whether a team did it, not its members each by themselves.
fn is_teams(record: &Record) -> bool {
    record.flag(Key::Team) == Some(true)
}

/// Keys in which two records of one event do not differ.
const TELLING: &[Key] = &[
    Key::Date,
    Key::TermName,
    Key::Group,
    Key::Subject,
    Key::Class,
    Key::Place,
    Key::Kind,
    Key::Level,
    Key::Grade,
    Key::Recipient,
    Key::Outcome,
    Key::Status,
    Key::ObserverRole,
    Key::Topic,
    Key::Title,
    Key::Programme,
    Key::Contest,
    Key::Journal,
    Key::Unit,
];

/// Whether one of two records does not know the day, and both say when about it was.
fn are_vague(a: &Record, b: &Record) -> bool {
    let days = [a, b].map(|record| record.when(Key::Date));
    let is_day = |when: &When| matches!(when, When::Day(_));
    days.iter().all(Option::is_some) && !days.iter().flatten().all(is_day)
}

/// Whether what they say came of it is the same, as far as both say it.
fn has_common_outcome(likeness: &Likeness, a: &Record, b: &Record) -> bool {
    let gives = |record: &Record, key: &Key| record.get(*key).is_some();
    let keys = likeness.outcome.iter();
    let either = |record| keys.clone().any(|key| gives(record, key));
    !(either(a) && either(b)) || keys.clone().any(|key| gives(a, key) && gives(b, key))
}

/// Whether they stand for as many things. Where nothing but day and kind is the same, so must be
/// the people, more or less: groups that meet at the same time are of different size.
fn are_as_many(likeness: &Likeness, a: &Record, b: &Record) -> bool {
    let by_people = matches!(a.table.counting, Counting::OfPeople(_));
    let number = |record: &Record| match record.people(Key::Attendance)? {
        People::Number(count) => Some(count.n),
        People::Named(_) | People::Everyone => None,
    };
    let is_near = match (number(a), number(b)) {
        (Some(a), Some(b)) => a.min(b).saturating_mul(3) >= a.max(b).saturating_mul(2),
        _ => true,
    };
    let is_named = !likeness.any.is_empty() || likeness.vague;
    (by_people || agree(a.count(), b.count())) && (is_named || (is_near && is_occasion(a)))
}

/// Whether a record is of something that people are at, not of so many visits or works.
fn is_occasion(record: &Record) -> bool {
    let unit = record.text(Key::Unit);
    unit.is_none_or(|unit| ["次", "个", "届", "场", "期"].contains(&&**unit))
}
