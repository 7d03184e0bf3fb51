//! A text that has been made of records, and what of them can be read in it.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::format::Key;
use crate::format::vocabulary::{Word, is_staff};
use crate::log::{People, Record, Text, Value, When};
use crate::tally::{Id, Scope, Whose, is_shortcoming};
use crate::text::classes::several;
use crate::text::count::Count;
use crate::wording::numerals::NUMBER;
use crate::wording::shown::{with_level, with_short_level};
use crate::wording::view::View;
use crate::wording::written::Written;

/// The kind of a training that is told by going there: 赴杭州学习, 外出参加培训.
const AWAY: &str = "外出学习";

/// What a record goes by, and what ends the sentences of which one tells it.
const NAMES: [Key; 4] = [Key::Topic, Key::Title, Key::Programme, Key::Contest];
const SENTENCE_ENDS: [char; 3] = ['。', '；', '\n'];

/// Measure words of numbers that are of one thing alone.
const TELLING: [&str; 6] = ["天", "学时", "门", "元", "万元", "节"];

/// The measure word of people, for `may_be_of`.
const HEADS: &str = "人";

/// Whether `rest`, which stands behind the digits of a number, may be the measure word of a number of
/// `unit`: days are no hours, and neither are people.
fn may_be_of(rest: &str, unit: Option<&str>) -> bool {
    let rest = rest.trim_end_matches("以上").trim_end_matches("左右");
    if unit == Some(HEADS) {
        return rest.is_empty() || rest.starts_with(['人', '名', '位', '个']);
    }
    match unit.filter(|unit| TELLING.contains(unit)) {
        Some(unit) => rest.is_empty() || rest.ends_with(unit),
        None => !TELLING[..5].contains(&rest),
    }
}

/// A text that has been made of records.
pub(super) struct Page<'a> {
    pub view: &'a View,
    text: &'a str,
    written: Written,
    /// The numbers that figures have printed in it.
    numbers: Vec<&'a str>,
    /// What texts stand in it, by their places in memory and how they must stand there.
    known: FxHashMap<(*const u8, bool, bool), bool>,
    /// Whether somebody went there in it, by the places of the texts in memory.
    gone: FxHashMap<*const u8, bool>,
    /// What subjects stand in it, likewise.
    subjects: FxHashMap<*const u8, bool>,
    /// What dates stand in it.
    dates: FxHashMap<When, bool>,
    /// Its sentences, those that were looked at by themselves as texts of their own.
    sentences: Option<Vec<(&'a str, Option<Page<'a>>)>>,
    /// The records whose visitors are in a number of it.
    pub visited: FxHashSet<Id>,
}

impl<'a> Page<'a> {
    pub fn new(text: &'a str, view: &'a View) -> Page<'a> {
        let numbers = text.split(NUMBER.0).skip(1);
        let numbers = numbers.filter_map(|number| Some(number.split_once(NUMBER.1)?.0));
        Page {
            view,
            text,
            written: Written::new(text),
            numbers: numbers.collect(),
            known: FxHashMap::default(),
            gone: FxHashMap::default(),
            subjects: FxHashMap::default(),
            sentences: None,
            dates: FxHashMap::default(),
            visited: FxHashSet::default(),
        }
    }

    /// Whether a number stands in it, with a measure word that may be that of a number of `unit`.
    pub fn has_number(&self, count: Count, unit: Option<&str>) -> bool {
        let bare = |unit: &str| {
            let whole = count.with_unit(unit);
            let kept = whole.split(['以', '左']).next().unwrap_or_default();
            kept.trim_end_matches(unit).to_owned()
        };
        let forms = [bare(""), bare("元")];
        let is_it = |number: &&str, form: &String| {
            number.strip_prefix(form.as_str()).is_some_and(|rest| {
                let goes_on = rest.starts_with(|next: char| next.is_ascii_digit() || next == '.');
                !goes_on && may_be_of(rest, unit)
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
        let has = self.written.has(text);
        has.unwrap_or_else(|| self.text.contains(text))
    }

    /// The same, of a text that many records may share.
    fn has_shared(&mut self, text: &Text) -> bool {
        self.has_as(text, false, true)
    }

    /// The same of what a record has under `key`. A topic or a title is not told by another that has
    /// it in it: topics stand in marks, but for those that say what it was (秋季运动会).
    fn has_text(&mut self, record: &Record, key: Key, text: &Text) -> bool {
        let is_named_by = |kind: &Text| text.ends_with(&**kind);
        let is_named = || record.text(Key::Kind).is_some_and(is_named_by);
        let bare = key != Key::Topic || is_named() || is_shortcoming(record);
        self.has_as(text, matches!(key, Key::Topic | Key::Title), bare)
    }

    /// Whether a text stands in it, as a whole if `is_whole`: in marks or, where `bare`, in none.
    fn has_as(&mut self, text: &Text, is_whole: bool, bare: bool) -> bool {
        let place = (text.as_ptr(), is_whole, bare);
        if let Some(known) = self.known.get(&place) {
            return *known;
        }
        let has = match is_whole {
            true => self.written.has_whole(text, bare),
            false => self.written.has(text),
        };
        let has = has.unwrap_or_else(|| self.text.contains(&**text));
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

    /// Whether a subject stands in it, not only the group that teaches it.
    fn has_subject(&mut self, subject: &Text) -> bool {
        let text = self.text;
        let known = self.subjects.entry(subject.as_ptr());
        *known.or_insert_with(|| {
            let mut found = text.match_indices(&**subject);
            found.any(|(at, _)| !text[at + subject.len()..].starts_with('组'))
        })
    }

    /// Whether a value stands in one of the sentences that name what `record` goes by; where none
    /// does, it is told with others, and may stand anywhere.
    pub fn stands_beside_name(&mut self, id: Id, record: &Record, key: Key, value: &Value) -> bool {
        let names = NAMES.iter().filter_map(|key| record.text(*key));
        let mut names: Vec<&Text> = names.filter(|name| self.has_shared(name)).collect();
        // Other work goes by its kind.
        if names.is_empty() && record.table.kinds.is_empty() && key != Key::Kind {
            let kind = record.text(Key::Kind);
            names.extend(kind.filter(|kind| self.has_shared(kind)));
        }
        if names.is_empty() {
            return self.stands(id, record, key, value);
        }
        let mut is_named = false;
        let mut sentences = self.sentences.take();
        let all = sentences.get_or_insert_with(|| {
            let sentences = self.text.split(SENTENCE_ENDS);
            sentences.map(|text| (text, None)).collect()
        });
        let mut has = false;
        for (text, page) in all {
            if names.iter().any(|name| text.contains(&***name)) {
                is_named = true;
                let page = page.get_or_insert_with(|| Page::new(text, self.view));
                has |= page.stands(id, record, key, value) || page.has_doer(record, key, value);
            }
        }
        self.sentences = sentences;
        has || (!is_named && self.stands(id, record, key, value))
    }

    /// Whether the group stands in it that is named after the subject of a record and did it.
    fn has_doer(&self, record: &Record, key: Key, value: &Value) -> bool {
        let Value::Text(subject) = value else {
            return false;
        };
        let group = self.view.doer(record).filter(|_| key == Key::Subject);
        group.is_some_and(|group| group.starts_with(&**subject) && self.text.contains(&**group))
    }

    fn has_any(&self, forms: &[&str]) -> bool {
        forms.iter().any(|form| !form.is_empty() && self.has(form))
    }

    /// Whether a value of a record can be read in it.
    pub fn stands(&mut self, id: Id, record: &Record, key: Key, value: &Value) -> bool {
        match value {
            // It is whose report it is.
            Value::Text(group) if key == Key::Group && self.view.group() == Some(group) => true,
            // What fell short is told by itself.
            Value::Text(_) if [Key::Kind, Key::Unit].contains(&key) && is_shortcoming(record) => {
                let topic = record.text(Key::Topic);
                topic.is_some_and(|topic| self.has_text(record, Key::Topic, topic))
            }
            // Of one thing that is told by its name its measure word says nothing: 举办运动会.
            Value::Text(_) if key == Key::Unit && record.count() == Count::exact(1) => {
                let kind = record.text(Key::Kind);
                kind.is_some_and(|kind| self.has_text(record, Key::Kind, kind))
            }
            Value::Text(text) if key == Key::Class && !self.has_text(record, key, text) => {
                let classes = several(text);
                !classes.is_empty() && classes.iter().all(|class| self.has(class))
            }
            Value::Text(text) if key == Key::Kind && self.has_been_away(record, text) => true,
            // What all have is told of one without the word for all.
            Value::Text(result) if key == Key::Result => {
                self.has(result.strip_prefix('均').unwrap_or(result))
            }
            Value::Text(text) if key == Key::Subject => {
                let group = record.text(Key::Group);
                let is_groups = group.is_some_and(|group| group.starts_with(&**text));
                self.has_subject(text) || (is_groups && self.has_shared(text))
            }
            Value::Text(text) => self.has_text(record, key, text),
            Value::Texts(texts) => texts.iter().all(|text| self.has_text(record, key, text)),
            Value::Phrase(phrase) => self.has(&phrase.text),
            Value::Phrases(phrases) => phrases.iter().all(|phrase| self.has(&phrase.text)),
            Value::When(when) => self.has_date(*when),
            Value::Day(day) => self.has_date(When::Day(*day)),
            Value::Quantity(_) if key == Key::Count => {
                let unit = record.text(Key::Unit).map(|unit| &**unit);
                self.has_number(record.count(), unit)
            }
            Value::Quantity(count) if key == Key::Days && count.digits() == "0.5" => {
                self.has("半天") || self.has_number(*count, key.unit())
            }
            Value::Quantity(count) => self.has_number(*count, key.unit()),
            Value::Flag(_) => self.has_flag(record, key),
            Value::People(People::Named(names)) => names.iter().all(|name| self.has_name(name)),
            Value::People(People::Number(count)) => self.has_number(*count, Some(HEADS)),
            Value::People(People::Everyone) if key == Key::Completed => {
                self.has_any(&["已完成", "全部完成"])
            }
            Value::People(People::Everyone) => {
                let all = self.view.tally.staff.size();
                self.has_any(&["全体", "全校", "全组", "全员", "全部", "均", "各教研组"])
                    || (!all.is_zero() && self.has_number(all, Some(HEADS)))
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
        let gone = place.map_or("外出参加".to_owned(), |place| {
            format!("赴{}", place.trim_start_matches('赴'))
        });
        let has = self.has(&gone);
        self.gone.insert(whither, has);
        has
    }

    /// Whether it says that somebody has completed something.
    pub fn says_completed(&self) -> bool {
        self.has("完成")
    }

    /// Whether somebody stands in it by name, or a group that it speaks of as us.
    pub fn has_name(&mut self, name: &Text) -> bool {
        self.is_me(name) || self.view.group() == Some(name) || self.has_shared(name)
    }

    /// Whether it is of one teacher.
    pub fn is_of_one(&self) -> bool {
        matches!(&self.view.scope, Some(Scope::Of(Whose::Person(_))))
    }

    /// Whether it is the name of the teacher whose report it is.
    fn is_me(&self, name: &Text) -> bool {
        matches!(&self.view.scope, Some(Scope::Of(Whose::Person(me))) if me == name)
    }

    /// What a yes or no is told by.
    fn has_flag(&self, record: &Record, key: Key) -> bool {
        match key {
            Key::Commented => self.has_any(&["评课", "必评"]),
            // What has not been filed is said of others.
            Key::Filed => match record.flag(key) {
                Some(false) => self.has("归档"),
                _ => self.has_any(&["已归档", "全部归档", "归档情况"]),
            },
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
                let is_mine = self.is_of_one() && is_staff(word) && self.has_any(&["获", "被评为"]);
                let is_told = self.has_any(&[name]) || self.has_any(word.also);
                is_pupil || is_named || is_mine || is_told
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
