//! What of the records stands in the text that is made of them. While a passage is written it is
//! noted what it has looked at; when it stands, what of that can be read in it is told. What was
//! looked at and does not stand there is not, and neither is what stands there by chance.

mod keys;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::format::vocabulary::Word;
use crate::format::{Counting, Key};
use crate::log::{People, Record, Text, Value, When};
use crate::tally::{Aspect, Id, Identity, Scope, Selection, Whose};
use crate::text::classes::several;
use crate::text::count::Count;

use super::numerals::NUMBER;
use super::shown::{with_level, with_short_level};
use super::view::View;
use keys::Keys;

/// The kind of a training that is told by going there: 赴杭州学习, 外出参加培训.
const AWAY: &str = "外出学习";

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
        let mut page = Page::new(text, view);
        for ((_, count), selection) in &seen.numbers {
            if page.has_number(*count) {
                for id in selection.ids() {
                    self.added_up(*id, selection, &mut page);
                }
            }
        }
        let parts = seen.parts.iter();
        let parts = parts.flat_map(|(part, keys)| part.ids().iter().map(|id| (*id, *keys)));
        let rows = seen.rows.iter().map(|(id, keys)| (*id, *keys));
        for (id, keys) in parts.chain(rows) {
            let keys = keys.but(self.of(id));
            if keys.is_empty() {
                continue;
            }
            let record = view.tally.record(id);
            for (key, value) in record.values() {
                let is_told = keys.contains(*key)
                    && match value {
                        Value::People(People::Named(names)) => {
                            self.are_named(id, *key, names, &mut page)
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
        let here: Vec<bool> = names.iter().map(|name| page.has_name(name)).collect();
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

    /// A number has been told that a record is in.
    fn added_up(&mut self, id: Id, selection: &Selection, page: &mut Page) {
        let record = page.view.tally.record(id);
        let heads = |key: &Key| !matches!(record.people(*key), None | Some(People::Named(_)));
        let key = match selection.side() {
            Aspect::Records => {
                self.insert(id, Key::Count);
                self.insert(id, Key::Approx);
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

/// A text that has been made of records.
struct Page<'a> {
    view: &'a View,
    text: &'a str,
    /// Its letters and digits alone: marks may have been changed to fit.
    letters: String,
    /// What two letters follow each other in it, to tell soon what does not stand there.
    pairs: FxHashSet<(char, char)>,
    /// The numbers that figures have printed in it.
    numbers: Vec<&'a str>,
    /// What texts stand in it, by their places in memory.
    known: FxHashMap<*const u8, bool>,
    /// Whether somebody went there in it, by the places of the texts in memory.
    gone: FxHashMap<*const u8, bool>,
    /// What dates stand in it.
    dates: FxHashMap<When, bool>,
    /// The records whose visitors are in a number of it.
    visited: FxHashSet<Id>,
}

fn letters(text: &str) -> impl Iterator<Item = char> {
    text.chars().filter(|letter| letter.is_alphanumeric())
}

impl<'a> Page<'a> {
    fn new(text: &'a str, view: &'a View) -> Page<'a> {
        let all: String = letters(text).collect();
        let numbers = text.split(NUMBER.0).skip(1);
        let numbers = numbers.filter_map(|number| Some(number.split_once(NUMBER.1)?.0));
        Page {
            view,
            text,
            pairs: all.chars().zip(all.chars().skip(1)).collect(),
            letters: all,
            numbers: numbers.collect(),
            known: FxHashMap::default(),
            gone: FxHashMap::default(),
            dates: FxHashMap::default(),
            visited: FxHashSet::default(),
        }
    }

    /// Whether a number stands in it, with whatever measure word.
    fn has_number(&self, count: Count) -> bool {
        let bare = |unit: &str| {
            let whole = count.with_unit(unit);
            let kept = whole.split(['以', '左']).next().unwrap_or_default();
            kept.trim_end_matches(unit).to_owned()
        };
        let forms = [bare(""), bare("元")];
        let is_it = |number: &&str, form: &String| {
            number.strip_prefix(form.as_str()).is_some_and(|rest| {
                !rest.starts_with(|next: char| next.is_ascii_digit() || next == '.')
            })
        };
        !count.is_zero()
            && self
                .numbers
                .iter()
                .any(|number| forms.iter().any(|form| is_it(number, form)))
    }

    /// Whether the letters of `text` stand in it in a row.
    fn has(&self, text: &str) -> bool {
        let mut start = letters(text);
        match (start.next(), start.next()) {
            (Some(first), Some(second)) => {
                let may = self.pairs.contains(&(first, second));
                may && self.letters.contains(&letters(text).collect::<String>())
            }
            (Some(only), None) => self.letters.contains(only),
            _ => self.text.contains(text),
        }
    }

    /// The same, of a text that many records may share.
    fn has_shared(&mut self, text: &Text) -> bool {
        let place = text.as_ptr();
        if let Some(known) = self.known.get(&place) {
            return *known;
        }
        let has = self.has(text);
        self.known.insert(place, has);
        has
    }

    /// Whether a date stands in it, of which many records may be.
    fn has_date(&mut self, when: When) -> bool {
        if let Some(known) = self.dates.get(&when) {
            return *known;
        }
        let date = self.view.tally.term.say(when);
        let mut found = self.text.match_indices(&date);
        let has = found.any(|(at, _)| {
            let digit = |next: char| next.is_ascii_digit();
            !self.text[..at].ends_with(digit) && !self.text[at + date.len()..].starts_with(digit)
        });
        self.dates.insert(when, has);
        has
    }

    fn has_any(&self, forms: &[&str]) -> bool {
        forms.iter().any(|form| !form.is_empty() && self.has(form))
    }

    /// Whether a value of a record can be read in it.
    fn stands(&mut self, id: Id, record: &Record, key: Key, value: &Value) -> bool {
        match value {
            // It is whose report it is.
            Value::Text(group) if key == Key::Group && self.view.group() == Some(group) => true,
            Value::Text(text) if key == Key::Class && !self.has_shared(text) => {
                let classes = several(text);
                !classes.is_empty() && classes.iter().all(|class| self.has(class))
            }
            Value::Text(text) if key == Key::Kind && self.has_been_away(record, text) => true,
            Value::Text(text) => self.has_shared(text),
            Value::Texts(texts) => texts.iter().all(|text| self.has_shared(text)),
            Value::Phrase(phrase) => self.has(&phrase.text),
            Value::Phrases(phrases) => phrases.iter().all(|phrase| self.has(&phrase.text)),
            Value::When(when) => self.has_date(*when),
            Value::Day(day) => self.has_date(When::Day(*day)),
            Value::Quantity(_) if key == Key::Count => self.has_number(record.count()),
            Value::Quantity(count) if key == Key::Days && count.digits() == "0.5" => {
                self.has("半天") || self.has_number(*count)
            }
            Value::Quantity(count) => self.has_number(*count),
            Value::Flag(_) => self.has_flag(record, key),
            Value::People(People::Named(names)) => names.iter().all(|name| self.has_name(name)),
            Value::People(People::Number(count)) => self.has_number(*count),
            Value::People(People::Everyone) => {
                let all = self.view.tally.staff.size();
                self.has_any(&["全", "均", "各教研组"]) || (!all.is_zero() && self.has_number(all))
            }
            Value::Percent(percent) => self.text.contains(&percent.with_unit("%")),
            Value::Word(word) => self.has_word(record, key, word),
            Value::Rows(rows) => rows.iter().all(|row| {
                let mut values = row.values().iter();
                values.all(|(inner, value)| {
                    let is_added = matches!(inner, Key::Count | Key::Approx)
                        && key == Key::Guests
                        && self.visited.contains(&id);
                    is_added || self.stands(id, row, *inner, value)
                })
            }),
            Value::Words(_) | Value::Measure(_) | Value::Mark(_) => false,
        }
    }

    /// Whether it says that somebody went to what `record` was, which is what its `kind` says.
    fn has_been_away(&mut self, record: &Record, kind: &str) -> bool {
        let place = record.text(Key::Place);
        if kind != AWAY || (place.is_none() && record.get(Key::Programme).is_none()) {
            return false;
        }
        let whither = place.map_or(AWAY.as_ptr(), |place| place.as_ptr());
        if let Some(known) = self.gone.get(&whither) {
            return *known;
        }
        let gone = place.map_or("外出参加".to_owned(), |place| format!("赴{place}"));
        let has = self.has(&gone);
        self.gone.insert(whither, has);
        has
    }

    /// Whether somebody stands in it by name.
    fn has_name(&mut self, name: &Text) -> bool {
        self.is_me(name) || self.has_shared(name)
    }

    /// Whether it is the name of the teacher whose report it is.
    fn is_me(&self, name: &Text) -> bool {
        matches!(&self.view.scope, Some(Scope::Of(Whose::Person(me))) if me == name)
    }

    /// What a yes or no is told by.
    fn has_flag(&self, record: &Record, key: Key) -> bool {
        match key {
            Key::Commented => self.has_any(&["评课", "必评"]),
            Key::Filed => self.has("归档"),
            Key::ByPupils => self.has("学生") || record.flag(key) == Some(false),
            Key::Team => self.has_any(&["集体", "团体", "组队", "代表队"]),
            // Who invites somebody is not his school.
            Key::Own => match record.flag(key) {
                Some(true) => true,
                _ => self.has_any(&["邀请", "聆听"]),
            },
            _ => false,
        }
    }

    fn has_word(&mut self, record: &Record, key: Key, word: &'static Word) -> bool {
        let words = &self.view.words;
        let own = |path: &[&str]| words.text(path).unwrap_or_default();
        match key {
            Key::Level => self.has_level(record, word),
            Key::Recipient => {
                let is_pupil = word.name == "pupil" && self.has("同学");
                let name = own(&["recipient", word.name, "name"]);
                // Awards of each sort stand under a heading of their own.
                let names = record.people(Key::Names).map_or(&[][..], People::names);
                let is_named = !names.is_empty() && names.iter().all(|name| self.has(name));
                is_pupil || is_named || self.has_any(&[name]) || self.has_any(word.also)
            }
            Key::Status => self.has_any(&[word.name, own(&["status", word.name])]),
            Key::Part => self.has_any(&[word.name, own(&["part", word.name])]),
            // 获一等奖 says that it has won.
            Key::Outcome if word.name == "获奖" => self.has("获"),
            Key::Outcome if word.name == "发表" => self.has("发表"),
            _ => self.has(word.name),
        }
    }

    /// A level stands by itself, or before what is of it.
    fn has_level(&self, record: &Record, level: &'static Word) -> bool {
        let level = self.view.tally.level_name(level);
        let leveled = [Key::Contest, Key::Programme, Key::Kind, Key::Title];
        self.has(level.name)
            || leveled.iter().any(|key| {
                let text = record.text(*key);
                text.is_some_and(|text| {
                    let forms = [
                        with_short_level(text, Some(level)),
                        with_level(text, Some(level)),
                    ];
                    forms.iter().any(|form| self.has(form))
                })
            })
    }
}
