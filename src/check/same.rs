//! Records that do not say the same and are probably one event all the same: two colleagues noted
//! it. What makes two alike stands with each kind of record; what is certainly different in them,
//! a group, a class, the people, makes them two.

use std::collections::{HashMap, HashSet};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;

use super::doubt::{At, Doubt, Sink};
use crate::format::{Counting, Key, Likeness};
use crate::log::{Log, People, Record, Span, Text, Value, When};
use crate::tally::{actor_key, kind_of};
use crate::text::alike;
use crate::text::room::agree;

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
    let mut known: HashMap<u64, Vec<u32>> = HashMap::new();
    let mut seen: Vec<Seen> = Vec::new();
    let mut cores = Cores::default();
    for record in &log.records {
        if record.table.alike.is_empty() {
            continue;
        }
        let this = cores.seen(record);
        let mut places = Vec::new();
        let mut first = None;
        for (nth, likeness) in record.table.alike.iter().enumerate() {
            let mine = cores.places(record, nth, likeness);
            let others = mine.iter().filter_map(|place| known.get(place)).flatten();
            let mut others = others.map(|other| &seen[*other as usize]);
            first = first.or_else(|| others.find(|other| cores.are_one(likeness, other, &this)));
            places.extend(mine);
        }
        let Some(first) = first.map(|first| first.record) else {
            let number = u32::try_from(seen.len()).unwrap_or(u32::MAX);
            for place in places {
                let others = known.entry(place).or_default();
                if others.len() < MOST {
                    others.push(number);
                }
            }
            seen.push(this);
            continue;
        };
        // What is the same in all is told as such; the first stands for both.
        if first != record {
            sink.tell(finding(log, first, record, &mut ids));
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
        let letters = text
            .chars()
            .fold(0, |all, c| all | 1 << (u32::from(c) % 64));
        Core {
            text: text.into(),
            letters,
        }
    }

    /// Whether one of the two may stand in the other.
    fn may_be_in(&self, other: &Core) -> bool {
        let common = self.letters & other.letters;
        common == self.letters || common == other.letters
    }
}

/// A record, with what is compared of it most often.
struct Seen<'a> {
    record: &'a Record,
    texts: Vec<(Key, Core)>,
}

impl Seen<'_> {
    fn text(&self, key: Key) -> Option<&Core> {
        let known = self.texts.iter().find(|(known, _)| *known == key);
        known.map(|(_, core)| core)
    }
}

/// What counts of the texts of the log; each is looked at once.
#[derive(Default)]
struct Cores(HashMap<usize, Core>);

impl Cores {
    fn of(&mut self, text: &Text) -> Core {
        let place = Arc::as_ptr(text).cast::<u8>() as usize;
        let core = self.0.entry(place);
        core.or_insert_with(|| Core::new(text)).clone()
    }

    fn seen<'a>(&mut self, record: &'a Record) -> Seen<'a> {
        let keys = record.table.alike.iter().flat_map(|likeness| likeness.any);
        let texts = keys.filter_map(|key| Some((*key, self.of(record.text(*key)?))));
        Seen {
            texts: texts.collect(),
            record,
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
                    all.iter_mut().for_each(|hasher| core.text.hash(hasher));
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
    fn are_one(&mut self, likeness: &Likeness, one: &Seen, other: &Seen) -> bool {
        let (a, b) = (one.record, other.record);
        let mut any = likeness.any.iter();
        (likeness.any.is_empty() || any.any(|key| name_one(*key, one, other)))
            && has_common_outcome(likeness, a, b)
            && are_as_many(likeness, a, b)
            && !self.differ(likeness, a, b)
    }

    /// Whether something in them is certainly different.
    fn differ(&mut self, likeness: &Likeness, a: &Record, b: &Record) -> bool {
        let ids = (a.text(Key::Id), b.text(Key::Id));
        let people = actor_key(a.table).into_iter();
        let people = people.chain(likeness.any.iter().copied());
        let telling = TELLING.iter().copied().chain(people);
        let mut telling = telling.filter(|key| !likeness.despite.contains(key));
        // Who gave both an `id` has said whether they are one.
        let are_told = matches!(ids, (Some(_), Some(_)));
        let is_team = |record: &Record| record.flag(Key::Team) == Some(true);
        are_told || is_team(a) != is_team(b) || telling.any(|key| self.differ_in(key, a, b))
    }

    fn differ_in(&mut self, key: Key, a: &Record, b: &Record) -> bool {
        match (a.get(key), b.get(key)) {
            (Some(Value::Text(a)), Some(Value::Text(b))) => {
                a != b && !alike::cores_contained(&self.of(a).text, &self.of(b).text)
            }
            (Some(Value::People(here)), Some(Value::People(there))) => {
                !may_be_same(here, there, a.table.counting == Counting::OfPeople(key))
            }
            (Some(Value::When(a)), Some(Value::When(b))) => !may_be_one_day(*a, *b),
            (Some(Value::Word(a)), Some(Value::Word(b))) if key == Key::Level => a.rank != b.rank,
            (Some(a), Some(b)) => a != b,
            _ => false,
        }
    }
}

/// Whether the values of two records under `key` name one thing.
fn name_one(key: Key, one: &Seen, other: &Seen) -> bool {
    if let (Some(a), Some(b)) = (one.text(key), other.text(key)) {
        return a.may_be_in(b) && alike::cores_name_one(&a.text, &b.text);
    }
    match (one.record.people(key), other.record.people(key)) {
        (Some(a), Some(b)) => share(a, b),
        _ => false,
    }
}

/// Whether somebody is in both.
fn share(a: &People, b: &People) -> bool {
    let (a, b) = (a.names(), b.names());
    if a.len().saturating_mul(b.len()) < 64 {
        return a.iter().any(|name| b.contains(name));
    }
    let a: HashSet<&Text> = a.iter().collect();
    b.iter().any(|name| a.contains(name))
}

/// Whether two lists may be of the same people; `counted` where each of them is one.
fn may_be_same(a: &People, b: &People, counted: bool) -> bool {
    match (a, b) {
        (People::Named(_), People::Named(_)) => share(a, b),
        (People::Number(a), People::Number(b)) if counted => agree(*a, *b),
        (People::Number(all), People::Named(names))
        | (People::Named(names), People::Number(all)) => {
            !counted || all.approx.is_some() || names.len() as u64 <= all.n
        }
        _ => true,
    }
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

/// Whether two dates may be the same day.
fn may_be_one_day(a: When, b: When) -> bool {
    match (a, b) {
        (When::Day(day), vague) | (vague, When::Day(day)) => vague.touches(Some(day), Some(day)),
        _ => a == b,
    }
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
    (by_people || agree(a.count(), b.count())) && (is_near || !likeness.any.is_empty())
}
