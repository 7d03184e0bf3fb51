//! What a figure can be broken down by, and the order of the parts.

use std::sync::Arc;

use crate::format::vocabulary::{LEVEL, OUTCOME, Vocabulary, Word};
use crate::format::{Key, Table, Type};
use crate::log::{Record, Text, Value, When};

use super::{Tally, actor_key, staff_actors};

/// The name of a part, with its place among the parts where the order is not the log's.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Label {
    /// Rank in a vocabulary, in the roster or among the main subjects; equal where the order
    /// of the log decides.
    pub rank: usize,
    /// As it is printed.
    pub name: Text,
    /// The measure word, where records of one name may have different ones.
    pub unit: Option<Text>,
}

impl Label {
    fn new(rank: usize, name: Text) -> Label {
        Label {
            rank,
            name,
            unit: None,
        }
    }
}

/// Whose a paper is: teachers' or pupils'.
pub const AUTHORS: [&str; 2] = ["教师", "学生"];

/// Whether records of a kind may be by pupils.
pub(super) fn takes_pupils(table: &Table) -> bool {
    table.field_of(Key::ByPupils).is_some()
}

/// Whether pupils wrote what a record tells of.
pub fn is_by_pupils(record: &Record) -> bool {
    record.flag(Key::ByPupils).unwrap_or(false)
}

/// Subjects that always come first.
pub(super) const MAIN_SUBJECTS: [&str; 3] = ["语文", "数学", "英语"];

impl Tally {
    /// The labels of `record` along the axis `key`: none where the log does not say, several
    /// where a record has several people.
    pub(super) fn labels(&self, record: &Record, key: Key) -> Vec<Label> {
        match key {
            Key::Group => {
                let groups = self.groups_to_count(record);
                groups
                    .into_iter()
                    .map(|group| self.group_label(group))
                    .collect()
            }
            Key::Subject => {
                let mut subjects = people_of_subject(record)
                    .iter()
                    .filter_map(|name| self.staff.member(name)?.subject.as_ref());
                // What people of several subjects did together is of none.
                let common = subjects
                    .next()
                    .filter(|first| subjects.all(|subject| subject == *first));
                record
                    .text(Key::Subject)
                    .or(common)
                    .map(|subject| self.subject_label(subject))
                    .into_iter()
                    .collect()
            }
            Key::Kind => kind_of(record)
                .map(|kind| Label {
                    unit: own_unit(record).cloned(),
                    ..Label::new(0, kind)
                })
                .into_iter()
                .collect(),
            Key::Level => record
                .word(Key::Level)
                .map(|level| {
                    let level = self.level_name(level);
                    Label::new(place(&LEVEL, level), level.name.into())
                })
                .into_iter()
                .collect(),
            Key::Date => record
                .when(Key::Date)
                .and_then(|when| self.month_label(when))
                .into_iter()
                .collect(),
            // Whoever wrote it, whether or not it is said.
            Key::ByPupils => takes_pupils(record.table)
                .then(|| usize::from(is_by_pupils(record)))
                .map(|of| Label::new(of, AUTHORS[of].into()))
                .into_iter()
                .collect(),
            Key::Outcome => {
                let outcome = record
                    .word(Key::Outcome)
                    .or_else(|| implied_outcome(record));
                outcome
                    .map(|word| Label::new(word.rank.into(), word.name.into()))
                    .into_iter()
                    .collect()
            }
            _ => plain_labels(record, key),
        }
    }

    /// The main subjects come first, then those of the roster in its order.
    fn subject_label(&self, subject: &Text) -> Label {
        let main = MAIN_SUBJECTS.iter().position(|main| **main == **subject);
        let taught = self.staff.subjects();
        let place = main.unwrap_or_else(|| {
            let place = taught.iter().position(|known| known == subject);
            MAIN_SUBJECTS.len() + place.unwrap_or(taught.len())
        });
        Label::new(place, subject.clone())
    }

    /// Whether `record` is in the part called `name` along the axis `key`.
    pub(super) fn is_called(&self, record: &Record, key: Key, name: &str) -> bool {
        if let Some(word) = record.word(key) {
            return word.name == name || (key == Key::Level && self.level_name(word).name == name);
        }
        match record.get(key) {
            // The most frequent, told without making labels.
            None if matches!(key, Key::Kind | Key::Level | Key::Class | Key::Date) => false,
            Some(Value::Text(kind)) if key == Key::Kind => match record.table.suffix {
                "" => **kind == *name,
                _ => *kind_name(record.table, kind) == *name,
            },
            Some(Value::Text(text)) if key == Key::Class => **text == *name,
            _ => self
                .labels(record, key)
                .iter()
                .any(|label| *label.name == *name),
        }
    }

    /// The month of a date.
    fn month_label(&self, when: When) -> Option<Label> {
        self.term.month(when).map(|place| self.month(place))
    }

    fn month(&self, place: usize) -> Label {
        Label::new(place, self.term.month_name(place).into())
    }

    /// The labels of an axis with what lies between them: months in which nothing was done.
    pub fn without_gaps(&self, key: Key, labels: Vec<Label>) -> Vec<Label> {
        let places = labels.iter().map(|label| label.rank);
        match (key, places.clone().min(), places.max()) {
            (Key::Date, Some(first), Some(last)) => {
                (first..=last).map(|place| self.month(place)).collect()
            }
            _ => labels,
        }
    }

    fn group_label(&self, group: &Text) -> Label {
        let groups = self.staff.groups();
        let place = groups.iter().position(|known| known == group);
        Label::new(place.unwrap_or(groups.len()), group.clone())
    }
}

/// Those whose subject is that of what they did: of a lesson those who gave it, not those who heard
/// it. Who attends a session does not make it one of their subject.
fn people_of_subject(record: &Record) -> &[Text] {
    let attended = actor_key(record.table) == Some(Key::Attendance);
    let is_lesson = record.table.field_of(Key::Teacher).is_some();
    match record.people(Key::Teacher) {
        Some(teachers) => teachers.names(),
        None if is_lesson || attended => &[],
        None => staff_actors(record),
    }
}

/// What became of a paper that has a grade, or a journal.
fn implied_outcome(record: &Record) -> Option<&'static Word> {
    if record.get(Key::Grade).is_some() {
        OUTCOME.find("获奖")
    } else {
        record.get(Key::Journal).and_then(|_| OUTCOME.find("发表"))
    }
}

fn plain_labels(record: &Record, key: Key) -> Vec<Label> {
    let plain = |name: &Text| Label::new(0, name.clone());
    match record.get(key) {
        Some(Value::Text(text)) => vec![plain(text)],
        Some(Value::Texts(texts)) => texts.iter().map(plain).collect(),
        Some(Value::People(people)) => people.names().iter().map(plain).collect(),
        Some(Value::Word(word)) => {
            let words = record.table.field(key.name()).map(|field| field.ty);
            let place = match words {
                Some(Type::Word(words)) => place(words, word),
                _ => usize::from(word.rank),
            };
            vec![Label::new(place, word.name.into())]
        }
        _ => Vec::new(),
    }
}

/// The place of a word in its vocabulary: of one rank, the order is the same in every report.
fn place(words: &Vocabulary, word: &Word) -> usize {
    let known = words.words.iter().position(|known| known == word);
    known.unwrap_or(words.words.len())
}

/// The measure word of a record that is not the one that its things have anyway.
pub(super) fn own_unit(record: &Record) -> Option<&Text> {
    record
        .text(Key::Unit)
        .filter(|unit| &***unit != record.table.unit)
}

/// The kind of a record as it is printed.
pub fn kind_of(record: &Record) -> Option<Text> {
    record
        .text(Key::Kind)
        .map(|kind| kind_name(record.table, kind))
}

/// The topic of a record, where it says more than its kind: 家长会 on 家长会 has none.
pub fn topic_of(record: &Record) -> Option<&Text> {
    let topic = record.text(Key::Topic)?;
    let kind = record.text(Key::Kind);
    let is_kind = kind.is_some_and(|kind| bare(kind) == bare(topic));
    (!is_kind).then_some(topic)
}

/// A text without the marks around it.
fn bare(text: &str) -> &str {
    text.trim_matches(['“', '”', '"', '《', '》', ' '])
}

/// A kind of some table's records as it is printed: 公开 and 公开课 are both 公开课.
pub fn kind_name(table: &Table, kind: &Text) -> Text {
    let suffix = table.suffix;
    if suffix.is_empty() {
        return Arc::clone(kind);
    }
    // 推门 + 听课, 推门课, 推门听课 are all 推门听课.
    let last = suffix.chars().next_back().unwrap_or_default();
    let stem = kind
        .strip_suffix(suffix)
        .or_else(|| kind.strip_suffix(last))
        .unwrap_or(kind);
    // 互听 has the verb in it already.
    if suffix
        .chars()
        .next()
        .is_some_and(|first| suffix.chars().count() > 1 && stem.ends_with(first))
    {
        return stem.into();
    }
    format!("{stem}{suffix}").into()
}
