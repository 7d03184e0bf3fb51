//! Numbers that were typed in prose, held against what the log counts. A number is a claim where
//! it says how many of something the log counts were done; it is told where it differs from the
//! records and everything in its sentence can be read, so that there is no doubt which figure is
//! meant. An aside behind it keeps it out: `48节{# 不核对：含区里统计的3节 #}`.

mod agree;
mod context;
mod held;
mod numeral;
mod passage;
mod quiet;
mod relate;
mod vocabulary;
mod words;

use std::collections::HashSet;
use std::ops::Range;
use std::sync::Arc;

use super::doubt::{At, Doubt, Sink};
use super::prose::is_name;
use super::texts::Found;
use crate::format::Key;
use crate::log::{Log, Phrase, Record, Value};
use crate::tally::{Chapter, Id, Tally};
use crate::text::aside::{Aside, asides};
use crate::text::numeral::at_start as numeral_at_start;
use context::{ASIDE, PLANS};
use held::{Against, Read};
use numeral::{Typed, numbers};
use relate::{Related, relate};
use vocabulary::{Meaning, Vocabulary};

/// Templates whose figures are not those of the whole log, or of what was not done yet.
const OF_A_PART: &[&str] = &["personal", "event", "plan"];

/// Tells of the numbers in the prose of a log that are not those of its records. `chapters` are
/// all its figures, asked for only where there is prose with numbers.
pub fn check<'a>(tally: &'a Arc<Tally>, chapters: &dyn Fn() -> Vec<Chapter>, sink: &mut Sink<'a>) {
    let prose = prose(&tally.log);
    if !prose
        .iter()
        .any(|(_, phrase)| phrase.text.contains(is_number_or_aside))
    {
        return;
    }
    let chapters = chapters();
    let claims = Claims::new(tally, &chapters);
    for (titles, phrase) in prose {
        let narrows = |title: &&Phrase| claims.is_of_a_part(&title.text);
        let is_of_a_part = titles.iter().any(narrows);
        for found in claims.doubts(&phrase.text, is_of_a_part) {
            sink.tell(Doubt {
                check: found.check,
                at: At::Prose(phrase, found.range),
                message: found.message,
                hint: found.hint,
            });
        }
    }
}

fn is_number_or_aside(c: char) -> bool {
    let mut bytes = [0; 4];
    matches!(c, '{' | '｛') || numeral_at_start(c.encode_utf8(&mut bytes)).is_some()
}

/// A number in prose that says how many of something there were.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Claim {
    /// Its bytes, with what hedges it and its measure word.
    pub range: Range<usize>,
    /// What is counted: 听课, 教师, the name of a rate.
    pub of: String,
    /// Whether it is what the log counts; `None` where it cannot be held against any figure.
    pub holds: Option<bool>,
}

/// Reads prose for the numbers of what a log counts.
#[derive(Debug)]
pub struct Claims<'a> {
    tally: &'a Arc<Tally>,
    vocabulary: Vocabulary<'a>,
    /// Measure words that only this log uses.
    units: Vec<&'a str>,
}

impl<'a> Claims<'a> {
    /// A reader for the log of `tally`, all of whose figures are `chapters`.
    pub fn new(tally: &'a Arc<Tally>, chapters: &'a [Chapter]) -> Claims<'a> {
        let figures = chapters.iter().flat_map(|chapter| &chapter.entries);
        let mut units: Vec<&str> = figures.map(|figure| figure.unit.as_str()).collect();
        units.sort_unstable();
        units.dedup();
        Claims {
            tally,
            vocabulary: Vocabulary::new(tally, chapters),
            units,
        }
    }

    /// The numbers of `text` that are claims.
    pub fn read(&self, text: &str) -> Vec<Claim> {
        let blanked = passage::read(text);
        let read = self.words_of(&blanked);
        let claims = self.related(&read).map(|(typed, related)| Claim {
            range: typed.range.clone(),
            of: match related {
                Related::Things { head, .. } => self.vocabulary.heads[head].of.to_owned(),
                Related::Rate(rate) => self.vocabulary.rates[rate].name.to_string(),
            },
            holds: read
                .against(&self.vocabulary, typed, related)
                .map(|against| against.counted(typed).is_none()),
        });
        claims.collect()
    }

    fn words_of<'t>(&self, blanked: &'t str) -> Read<'t, '_, 'a>
    where
        'a: 't,
    {
        Read {
            text: blanked,
            mentions: self.vocabulary.mentions(blanked),
            numbers: numbers(blanked, &self.units),
            is_of_group: self.tally.group().is_some(),
        }
    }

    /// The numbers that are claims, with what they are the numbers of.
    fn related<'r>(
        &'r self,
        read: &'r Read<'_, 'r, 'a>,
    ) -> impl Iterator<Item = (&'r Typed<'r>, Related)> {
        let claims = read.numbers.iter();
        let claims = claims.filter(|typed| !quiet::is_no_claim(read.text, typed));
        claims.filter_map(|typed| {
            let related = relate(&self.vocabulary, read.text, &read.mentions, typed)?;
            Some((typed, related))
        })
    }

    /// Whether a title says that what stands below it is about a part, or something else.
    fn is_of_a_part(&self, title: &str) -> bool {
        let mentions = self.vocabulary.mentions(title);
        let mut meanings = mentions.iter().flat_map(|mention| mention.meanings);
        meanings.any(|meaning| matches!(meaning, Meaning::Person | Meaning::Part(_, _, false)))
            || ASIDE.iter().any(|word| title.contains(word))
    }

    /// What is doubtful about the numbers of `text`; of one that is about a part, only what is
    /// wrong with its asides.
    fn doubts(&self, text: &str, is_of_a_part: bool) -> Vec<Found> {
        let blanked = passage::read(text);
        let read = self.words_of(&blanked);
        let asides: Vec<Aside> = asides(text).collect();
        let mut found: Vec<Found> = asides
            .iter()
            .filter_map(|aside| wrong(aside, &read))
            .collect();
        let silenced = asides.iter().filter_map(|aside| silenced(aside, &read));
        let silenced: HashSet<usize> = silenced.map(|typed| typed.range.start).collect();
        for (typed, related) in self.related(&read).filter(|_| !is_of_a_part) {
            if silenced.contains(&typed.range.start) {
                continue;
            }
            let against = read.against(&self.vocabulary, typed, related);
            found.extend(against.and_then(|against| self.doubt(text, typed, &against)));
        }
        found
    }

    /// What is doubtful about one number, if it differs from what it is held against.
    fn doubt(&self, text: &str, typed: &Typed, against: &Against) -> Option<Found> {
        let said = text[typed.range.clone()].trim();
        let counted = against.counted(typed)?;
        let (instead, place) = match against {
            Against::Figure(figure) => (
                // ASCII quotes would end the text that it is to stand in.
                format!(
                    "改成 {{{{ {} }}}}，数字就由程序来算",
                    figure.name.replace("[\"", "[“").replace("\"]", "”]")
                ),
                self.place(figure.records),
            ),
            Against::Rate(rate) => {
                let first = rate.stated.first().map(|(record, _)| *record);
                (
                    format!("改成{counted}，或者改正记录"),
                    self.place_of(first, rate.stated.len()),
                )
            }
        };
        Some(Found {
            check: "typed-number",
            range: typed.range.clone(),
            message: format!("正文写{said}，记录为{counted}{place}"),
            hint: format!(
                "{instead}；不用改的，在数字后面写明理由，如 {said}{{# 不核对：含区里统计的 #}}"
            ),
        })
    }

    fn place(&self, records: Option<(Id, usize)>) -> String {
        match records {
            Some((first, count)) => self.place_of(Some(self.tally.record(first)), count),
            None => "（见 [school] 和名册）".to_owned(),
        }
    }

    /// Where the records of a figure stand: the first of them, and how many they are.
    fn place_of(&self, first: Option<&Record>, count: usize) -> String {
        let Some(first) = first else {
            return String::new();
        };
        let file = &self.tally.log.files[first.span.file as usize];
        let all = match count {
            1 => "的记录".to_owned(),
            count => format!("等{count}条记录"),
        };
        format!("（{file} 第{}行{all}）", first.span.line)
    }
}

/// What is wrong with an aside.
fn wrong(aside: &Aside, read: &Read) -> Option<Found> {
    let (message, hint) = if !aside.is_closed {
        ("“不核对”的记号没有写完", "在理由后面补上 #}")
    } else if aside.reason.is_empty() {
        (
            "“不核对”没有写理由",
            "写明为什么与记录不一致，如 {# 不核对：含区里统计的 #}",
        )
    } else if silenced(aside, read).is_none() {
        (
            "“不核对”前面没有带量词的数字",
            "把它移到要说明的数字后面；不要了就删去",
        )
    } else {
        return None;
    };
    Some(Found {
        check: "typed-number-aside",
        range: aside.range.clone(),
        message: message.to_owned(),
        hint: hint.to_owned(),
    })
}

/// The number that `aside` stands behind, in the same item and with no other between.
fn silenced<'r>(aside: &Aside, read: &'r Read) -> Option<&'r Typed<'r>> {
    let start = aside.range.start;
    let last = read
        .numbers
        .partition_point(|typed| typed.range.start < start);
    let typed = &read.numbers[last.checked_sub(1)?];
    (passage::item(read.text, &typed.range).end >= start).then_some(typed)
}

/// The texts that tell what was done in the whole of the log.
fn prose(log: &Log) -> Vec<(Vec<&Phrase>, &Phrase)> {
    let head = log.head.report.as_ref();
    let is_of_a_part = head.is_some_and(|head| {
        let template = head.text(Key::Template);
        head.get(Key::Teacher).is_some()
            || head.get(Key::Event).is_some()
            || template.is_some_and(|name| OF_A_PART.contains(&&**name))
    });
    if is_of_a_part {
        return Vec::new();
    }
    let tables = log.of_prose();
    tables.flat_map(|table| texts_of(table, &[])).collect()
}

/// The texts of a table of prose, and of those below it, each with the titles above it; but for
/// what is written for each group and for plans.
fn texts_of<'a>(table: &'a Record, above: &[&'a Phrase]) -> Vec<(Vec<&'a Phrase>, &'a Phrase)> {
    let title = table.phrase(Key::Title);
    let is_plan = title.is_some_and(|title| PLANS.iter().any(|word| title.text.contains(word)));
    if is_plan || table.get(Key::Each).is_some() {
        return Vec::new();
    }
    let mut titles = above.to_vec();
    titles.extend(title);
    let values = table.values().iter();
    let texts = values.flat_map(|(key, value)| match value {
        Value::Phrase(phrase) if !matches!(key, Key::Plans) && !is_name(*key) => {
            vec![(titles.clone(), phrase)]
        }
        Value::Rows(rows) => rows.iter().flat_map(|row| texts_of(row, &titles)).collect(),
        _ => Vec::new(),
    });
    texts.collect()
}
