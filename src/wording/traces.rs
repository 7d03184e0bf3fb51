//! What of the records stands in the text that is made of them. While a passage is written it is
//! noted what it has looked at; when it stands, what of that can be read in it is told. What was
//! looked at and does not stand there is not, and neither is what stands there by chance.

mod keys;
mod page;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::format::{Counting, Key};
use crate::log::{People, Record, Text, Value};
use crate::tally::{Aspect, Id, Identity, Selection, Whose};
use crate::text::count::Count;
use crate::text::markdown::with_plain_signs;

use super::view::View;
use keys::Keys;
use page::Page;

/// What many records may have in common, so that it may stand in a text for another of them.
const SHARED: [Key; 12] = [
    Key::Group,
    Key::Subject,
    Key::Place,
    Key::Level,
    Key::Verb,
    Key::Attendance,
    Key::PersonTimes,
    Key::Lessons,
    Key::Courses,
    Key::Days,
    Key::Hours,
    Key::Cost,
];

/// Whether those under `key` coached the winners.
fn is_coach(record: &Record, key: Key) -> bool {
    key == Key::Teacher && record.table.field_of(Key::Recipient).is_some()
}

/// Whether people are too many to be named all, so that those who are left out may be named for
/// something else.
fn are_cut(view: &View, value: &Value) -> bool {
    let limits = view.words.table().get("limit");
    let limit = limits.and_then(|limits| limits.get("names")?.as_integer());
    let limit = limit.and_then(|limit| usize::try_from(limit).ok());
    let limit = limit.unwrap_or(usize::MAX);
    matches!(value, Value::People(People::Named(names)) if names.len() > limit)
}

/// Whether the same may be said of another record nearby.
fn is_shared(key: Key, value: &Value) -> bool {
    SHARED.contains(&key) || matches!(value, Value::People(People::Number(_)))
}

/// What the passage being written has looked at.
#[derive(Debug, Default)]
pub(super) struct Seen {
    /// Of single records, which keys.
    rows: FxHashMap<Id, Keys>,
    /// Of some together, which keys.
    parts: Vec<(Selection, Keys)>,
    at: FxHashMap<Identity, usize>,
    /// What some add up to.
    numbers: FxHashMap<(Identity, Count), Selection>,
}

impl Seen {
    /// One record was asked for `keys`.
    pub fn row(&mut self, id: Id, keys: &[Key]) {
        let known = self.rows.entry(id).or_default();
        keys.iter().for_each(|key| known.insert(*key));
    }

    /// Some records were asked for `keys`.
    pub fn part(&mut self, selection: &Selection, keys: &[Key]) {
        let parts = &mut self.parts;
        let at = *self.at.entry(selection.identity()).or_insert_with(|| {
            parts.push((selection.clone(), Keys::default()));
            parts.len() - 1
        });
        if let Some((_, known)) = parts.get_mut(at) {
            keys.iter().for_each(|key| known.insert(*key));
        }
    }

    /// Some records were added up.
    pub fn number(&mut self, selection: &Selection, count: Count) {
        let known = self.numbers.entry((selection.identity(), count));
        known.or_insert_with(|| selection.clone());
    }
}

/// What has been told of each record.
#[derive(Debug, Default)]
pub(super) struct Told {
    keys: Vec<Keys>,
    /// Of people of whom some have been told here and some there, as groups are, which.
    people: FxHashMap<(Id, Key), Vec<bool>>,
    /// What of their rates: the rate itself in one section, what was asked in another.
    rates: FxHashMap<Id, FxHashSet<(usize, Key)>>,
}

impl Told {
    fn insert(&mut self, id: Id, key: Key) {
        let at = id as usize;
        if self.keys.len() <= at {
            self.keys.resize(at + 1, Keys::default());
        }
        self.keys[at].insert(key);
    }

    /// What has been told of a record.
    fn of(&self, id: Id) -> Keys {
        self.keys.get(id as usize).copied().unwrap_or_default()
    }

    /// Whether what stands under `key` of a record has been told.
    pub fn contains(&self, id: Id, key: Key) -> bool {
        self.of(id).contains(key)
    }

    /// Adds what of that which was `seen` stands in `text`, in which numbers still have their
    /// marks.
    pub fn take(&mut self, seen: Seen, text: &str, view: &View) {
        let text = with_plain_signs(text);
        let mut page = Page::new(&text, view);
        for ((_, count), selection) in &seen.numbers {
            let unit = match selection.side() {
                Aspect::Sum(key) | Aspect::OfEach(key) => key.unit().map(str::to_owned),
                Aspect::Records => {
                    let own = selection.table().field(Key::Unit.name());
                    own.map(|_| selection.unit())
                }
                _ => None,
            };
            if page.has_number(*count, unit.as_deref()) {
                for id in selection.ids() {
                    self.added_up(*id, selection, &mut page);
                }
            }
        }
        let parts = seen.parts.iter();
        let parts = parts.flat_map(|(part, keys)| part.ids().iter().map(|id| (*id, *keys, false)));
        let rows = seen.rows.iter().map(|(id, keys)| (*id, *keys, true));
        for (id, keys, is_alone) in parts.chain(rows) {
            let keys = keys.but(self.of(id));
            if keys.is_empty() {
                continue;
            }
            let record = view.tally.record(id);
            for (key, value) in record.values() {
                let is_told = keys.contains(*key)
                    && match value {
                        // Somebody may stand there for something else, or won what others coached.
                        Value::People(People::Named(_))
                            if is_alone
                                && (page.is_of_one()
                                    || is_coach(record, *key)
                                    || are_cut(view, value)) =>
                        {
                            page.stands_beside_name(id, record, *key, value)
                        }
                        Value::People(People::Named(names)) => {
                            self.are_named(id, *key, names, &mut page)
                        }
                        Value::Rows(rows) if *key == Key::Rates => {
                            self.has_rates(id, rows, &mut page)
                        }
                        // The same word or number may be that of another, told nearby.
                        _ if is_alone && is_shared(*key, value) => {
                            page.stands_beside_name(id, record, *key, value)
                        }
                        _ => page.stands(id, record, *key, value),
                    };
                if is_told {
                    self.insert(id, *key);
                }
            }
        }
    }

    /// Whether all of `names` stand in `page`, or those do that no text before it had.
    fn are_named(&mut self, id: Id, key: Key, names: &[Text], page: &mut Page) -> bool {
        // Who has completed something is not told by who took part.
        let is_said = key != Key::Completed || page.says_completed();
        let here = names.iter().map(|name| is_said && page.has_name(name));
        let here: Vec<bool> = here.collect();
        if !here.contains(&false) || !here.contains(&true) {
            return !here.contains(&false);
        }
        let known = self.people.entry((id, key));
        let known = known.or_insert_with(|| vec![false; names.len()]);
        for (known, here) in known.iter_mut().zip(here) {
            *known |= here;
        }
        !known.contains(&false)
    }

    /// Whether the rates of a record have been told, with what stands in `page`.
    fn has_rates(&mut self, id: Id, rates: &[Record], page: &mut Page) -> bool {
        let told = self.rates.entry(id).or_default();
        let mut is_all = true;
        for (at, rate) in rates.iter().enumerate() {
            for (key, value) in rate.values() {
                if told.contains(&(at, *key)) || page.stands(id, rate, *key, value) {
                    told.insert((at, *key));
                } else {
                    is_all = false;
                }
            }
        }
        is_all
    }

    /// A number has been told that a record is in.
    fn added_up(&mut self, id: Id, selection: &Selection, page: &mut Page) {
        let record = page.view.tally.record(id);
        // Of what a group did with others nothing is in its own sum.
        if let Aspect::Sum(key) | Aspect::OfEach(key) = selection.side()
            && selection.amount(record).is_zero()
            && record.quantity(*key).is_some_and(|own| !own.is_zero())
        {
            return;
        }
        // Of a sample only those are counted for a group who are named.
        let is_part = || {
            let is_sample = matches!(record.table.counting, Counting::OfPeople(_));
            is_sample && selection.whose().is_some() && {
                let own = selection.amount(record).in_hundredths();
                own < record.count().in_hundredths()
            }
        };
        // That somebody was one of so many does not tell how many they were.
        let is_one_of_them = matches!(selection.whose(), Some(Whose::Person(_)))
            && selection.amount(record) != selection.of_everybody().amount(record);
        let heads = |key: &Key| {
            !is_one_of_them && !matches!(record.people(*key), None | Some(People::Named(_)))
        };
        let key = match selection.side() {
            Aspect::Records => {
                if !is_part() {
                    self.insert(id, Key::Count);
                    self.insert(id, Key::Approx);
                }
                match record.table.counting {
                    Counting::PerPerson(key) | Counting::OfPeople(key) => Some(key).filter(heads),
                    Counting::Records => None,
                }
            }
            Aspect::PersonTimes if record.get(Key::PersonTimes).is_some() => Some(Key::PersonTimes),
            Aspect::PersonTimes => [Key::Attendance, Key::People].into_iter().find(heads),
            Aspect::People(key) => Some(*key).filter(heads),
            Aspect::Sum(key) | Aspect::OfEach(key) => Some(*key),
            Aspect::Guests(_) => {
                page.visited.insert(id);
                None
            }
        };
        if let Some(key) = key {
            self.insert(id, key);
        }
    }
}
