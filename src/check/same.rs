//! Records that do not say the same and are probably one event all the same: two colleagues noted
//! it. What makes two alike stands with each kind of record; what is certainly different in them,
//! a group, a class, the people, makes them two.

pub mod kinds;
mod occasion;
mod people;
pub mod prizes;
mod sketch;
mod tell;

use std::collections::HashSet;
use std::hash::{Hash, Hasher};
use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet, FxHasher};

use super::groups::Groups;
use crate::format::vocabulary::is_person;
use crate::format::{Counting, Key, Likeness};
use crate::log::{Log, People, Record, Text, Value, When};
use crate::tally::{actor_key, is_teams, kind_name};
use crate::text::alike;
use crate::text::room::agree;
use occasion::{are_vague, is_occasion, is_of_school, is_once, is_sort_of, is_vague};
use people::{have_same_guests, may_be_same, share};
use sketch::{Core, MOST_ANY, Signs, Sketch, bit};
pub use tell::tell;

/// How many records that have the same keys in common one is held against: however many there are
/// of one day, the time for each is the same.
const MOST: usize = 12;

/// Records that are probably one event, the later of them and the first.
pub type Pair<'a> = (&'a Record, &'a Record);

/// Finds them, in the order of the log.
pub fn find<'a>(log: &'a Log) -> Vec<Pair<'a>> {
    let mut found = Vec::new();
    let mut cores = Cores::new(log);
    let places = cores.places_shared(&log.records);
    let mut known: FxHashMap<u64, Vec<(Sketch, &'a Record)>> = FxHashMap::default();
    for places in places.chunk_by(|one, next| one.record == next.record) {
        let of = |place: &Place| {
            let record = &log.records[place.record as usize];
            (record, &record.table.alike[place.nth])
        };
        let first = places.iter().find_map(|place| {
            let (record, likeness) = of(place);
            let mut others = known.get(&place.number)?.iter();
            let sketch = cores.sketch(record, likeness);
            let is_one = |(other, first): &&(Sketch, &'a Record)| {
                sketch.may_be_of_one(other) && cores.are_one(likeness, first, record)
            };
            others.find(is_one).map(|(_, first)| (*first, record))
        });
        match first {
            // What is the same in all is told as such; the first stands for both.
            Some((first, record)) if first == record => {}
            Some((first, record)) => found.push((record, first)),
            None => {
                for place in places {
                    let others = known.entry(place.number).or_default();
                    if others.len() < MOST {
                        let (record, likeness) = of(place);
                        others.push((cores.sketch(record, likeness), record));
                    }
                }
            }
        }
    }
    found
}

/// Where a record stands among those that it may be one event with.
struct Place {
    /// What those have in common that stand there.
    number: u64,
    /// The number of the record.
    record: u32,
    /// Which likeness of its kind asks for that.
    nth: usize,
}

/// What counts of the texts of the log; each is looked at once.
struct Cores<'a> {
    texts: FxHashMap<usize, Core>,
    /// Kinds as they are printed, for each kind of record.
    kinds: FxHashMap<(&'static str, usize), Core>,
    groups: Groups<'a>,
}

/// Where a text stands in memory: those of a log that are equal share theirs.
fn address(text: &Text) -> usize {
    Arc::as_ptr(text).cast::<u8>() as usize
}

impl<'a> Cores<'a> {
    fn new(log: &'a Log) -> Cores<'a> {
        Cores {
            texts: FxHashMap::default(),
            kinds: FxHashMap::default(),
            groups: Groups::new(log),
        }
    }

    fn of(&mut self, text: &Text) -> &Core {
        let core = self.texts.entry(address(text));
        core.or_insert_with(|| Core::new(text))
    }

    fn of_kind(&mut self, record: &Record, kind: &Text) -> &Core {
        let core = self.kinds.entry((record.table.key, address(kind)));
        let printed = || Core::new(&kind_name(record.table, kind));
        core.or_insert_with(printed)
    }

    fn sketch(&mut self, record: &Record, likeness: &Likeness) -> Sketch {
        let mut any = [Signs::None; MOST_ANY];
        for (signs, key) in any.iter_mut().zip(likeness.any) {
            *signs = self.signs(record, *key);
        }
        Sketch {
            any: (1..=MOST_ANY).contains(&likeness.any.len()).then_some(any),
            group: self.signs(record, Key::Group),
        }
    }

    fn signs(&mut self, record: &Record, key: Key) -> Signs {
        let value = match key {
            // Another may have noted as its kind what one noted as its topic.
            Key::Topic => record.get(key).or_else(|| record.get(Key::Kind)),
            _ => record.get(key),
        };
        match value {
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

    /// The places of all records, in their order, where more than one stands.
    fn places_shared(&mut self, records: &[Record]) -> Vec<Place> {
        // Kinds of which all days are known need no look at what is only known about when.
        let dated = records.iter();
        let vague = dated.filter(|record| record.when(Key::Date).is_none_or(is_vague));
        let vague: HashSet<&str> = vague.map(|record| record.table.key).collect();
        let mut places = Vec::new();
        for (number, record) in (0..).zip(records) {
            for (nth, likeness) in record.table.alike.iter().enumerate() {
                if likeness.vague && !vague.contains(record.table.key) {
                    continue;
                }
                let numbers = self.places(record, nth, likeness);
                places.extend(numbers.into_iter().map(|place| Place {
                    number: place,
                    record: number,
                    nth,
                }));
            }
        }
        let mut numbers: Vec<u64> = places.iter().map(|place| place.number).collect();
        numbers.sort_unstable();
        let several = numbers.chunk_by(|one, next| one == next);
        let several: FxHashSet<u64> = several
            .filter(|places| places.len() > 1)
            .map(|places| places[0])
            .collect();
        places.retain(|place| several.contains(&place.number));
        places
    }

    /// The places of those that have in common with `record` what `likeness` asks for: one place,
    /// or of people one for each.
    fn places(&mut self, record: &Record, nth: usize, likeness: &Likeness) -> Vec<u64> {
        let mut start = FxHasher::default();
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
                        Key::Kind => self.of_kind(record, text),
                        _ => self.of(text),
                    };
                    let is_won = || record.table.field_of(Key::Recipient).is_some();
                    let text = match key {
                        Key::Contest | Key::Title if is_won() => core.gist,
                        Key::Programme => core.gist,
                        Key::Kind => core.end,
                        _ => core.name,
                    };
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
            && (!likeness.vague || (are_vague(a, b) && is_once(likeness, a)))
            && (!likeness.undated || [a, b].iter().all(|record| record.when(Key::Date).is_none()))
            && has_common_outcome(likeness, a, b)
            && are_as_many(likeness, a, b)
            && !self.differ(likeness, a, b)
    }

    /// Whether the values of two records under `key` name one thing.
    fn name_one(&mut self, key: Key, a: &Record, b: &Record) -> bool {
        match (a.get(key), b.get(key)) {
            (Some(Value::Text(a)), Some(Value::Text(b))) => self.are_names_of_one(key, a, b),
            (Some(Value::People(a)), Some(Value::People(b))) => share(a, b),
            (None, Some(Value::Text(topic))) if key == Key::Topic => self.is_kind_of(a, topic),
            (Some(Value::Text(topic)), None) if key == Key::Topic => self.is_kind_of(b, topic),
            _ => false,
        }
    }

    fn are_names_of_one(&mut self, key: Key, a: &Text, b: &Text) -> bool {
        let (a, b) = (Arc::clone(&self.of(a).text), Arc::clone(&self.of(b).text));
        let may_be_sort = matches!(key, Key::Kind | Key::Topic);
        alike::cores_name_one(&a, &b)
            || (may_be_sort && is_sort_of(&a, &b))
            || (is_of_prize(key) && alike::have_one_gist(&a, &b))
    }

    /// Whether one noted as the kind of an event what the other noted as its topic.
    fn is_kind_of(&mut self, record: &Record, topic: &Text) -> bool {
        let kind = record.text(Key::Kind);
        kind.is_some_and(|kind| self.are_names_of_one(Key::Kind, kind, topic))
    }

    /// Whether something in them is certainly different.
    fn differ(&mut self, likeness: &Likeness, a: &'a Record, b: &'a Record) -> bool {
        let actors = actor_key(a.table);
        let is_telling = |key: Key| {
            let tells = TELLING.contains(&key) || likeness.any.contains(&key);
            // What lasts is noted in each term.
            let tells = tells && !(a.table.lasts && key == Key::TermName);
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
    /// nothing that others are in the other. They are of one topic, of one group, or an event of
    /// the whole school. Of several, that they are of two groups.
    fn note_themselves(&mut self, a: &'a Record, b: &'a Record) -> bool {
        let Some(key) = actor_key(a.table).filter(|_| a.table.counting == Counting::Records) else {
            return false;
        };
        let is_one = |record: &Record| {
            let people = record.people(key);
            people.is_some_and(|people| people.names().len() == 1)
        };
        let groups = [a, b].map(|record| self.groups.of(record, key));
        let are_known = groups.iter().all(Option::is_some);
        let is_of_group = are_known && groups[0] == groups[1];
        if have_same_guests(a, b) {
            return true;
        }
        let is_of_topic = self.name_one(Key::Topic, a, b);
        if is_one(a) || is_one(b) {
            return is_of_topic
                || self.name_one(Key::Programme, a, b)
                || (key == Key::Attendance && is_of_group)
                || [a, b].into_iter().all(is_of_school);
        }
        is_of_topic && self.name_one(Key::Kind, a, b) && (is_of_group || !are_known)
    }

    /// Whether two values under a key are certainly those of two events.
    fn are_two(&mut self, key: Key, a: &Value, b: &Value, counted: bool) -> bool {
        match (a, b) {
            (Value::Text(a), Value::Text(b)) => {
                a != b && {
                    let (a, b) = (Arc::clone(&self.of(a).text), &self.of(b).text);
                    let is_one = is_of_prize(key) && alike::have_one_gist(&a, b);
                    !is_one && !alike::cores_contained(&a, b)
                }
            }
            (Value::People(a), Value::People(b)) => !may_be_same(a, b, counted),
            (Value::When(a), Value::When(b)) => !a.may_be(*b),
            (Value::Word(a), Value::Word(b)) if key == Key::Level => a.rank != b.rank,
            (a, b) => a != b,
        }
    }
}

/// Whether the name of a contest stands under `key`, or what was won.
fn is_of_prize(key: Key) -> bool {
    matches!(key, Key::Contest | Key::Title)
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
    // Of people nobody may be named in one of them; of classes and groups a number stands for names.
    let is_by_person = |record: &Record| {
        let recipient = record.word(Key::Recipient);
        recipient.is_none_or(is_person) && record.people(Key::Names).is_some()
    };
    let by_people = match a.table.counting {
        Counting::OfPeople(Key::Names) => is_by_person(a) || is_by_person(b),
        Counting::OfPeople(_) => true,
        _ => false,
    };
    let times = |record: &Record| match record.people(Key::Names) {
        Some(People::Number(count)) => *count,
        _ => record.count(),
    };
    let number = |record: &Record| match record.people(Key::Attendance)? {
        People::Number(count) => Some(count.n),
        People::Named(_) | People::Everyone => None,
    };
    let is_near = match (number(a), number(b)) {
        (Some(a), Some(b)) => a.min(b).saturating_mul(3) >= a.max(b).saturating_mul(2),
        _ => true,
    };
    let is_named = likeness.any.iter().any(|key| *key != Key::Kind) || likeness.vague;
    (by_people || agree(times(a), times(b))) && (is_named || (is_near && is_occasion(a)))
}
