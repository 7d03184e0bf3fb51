//! Numbers that were typed in prose, held against what the log counts. A number is a claim where
//! it says how many of something the log counts were done; it is told where it differs from the
//! records and everything in its sentence can be read, so that there is no doubt which figure is
//! meant. An aside behind it keeps it out: `48节{# 不核对：含区里统计的3节 #}`.

mod agree;
mod axes;
mod candidate;
mod concede;
mod context;
mod counted;
mod held;
mod honours;
mod idle;
mod lead;
mod lexicon;
mod listed;
mod measure;
mod named;
mod names;
mod narrow;
mod narrowing;
mod numeral;
mod other;
mod parts;
mod passage;
mod people;
mod persons;
mod pieces;
mod plain;
mod plans;
mod quiet;
mod ranks;
mod relate;
mod skip;
mod span;
mod take;
mod told;
mod vocabulary;
mod words;
mod years;

use std::collections::{HashMap, HashSet};
use std::fmt;
use std::ops::Range;
use std::sync::{Arc, Mutex, PoisonError};

use super::doubt::{At, Doubt, Sink};
use super::texts::Found;
use crate::log::{Phrase, Record, Text};
use crate::tally::{Answer, Asked, Chapter, Entry, Id, Tally};
use crate::text::aside::{Aside, asides};
use crate::text::numeral::at_start as numeral_at_start;
use context::{OTHER_TIMES, OTHERS, SOME};
use held::{Held, Read, Source};
use numeral::{Typed, numbers};
use relate::{Related, relate};
use told::prose;
use vocabulary::{Meaning, TEACHERS, Vocabulary};
use words::PER_HEAD;

/// Answers what a figure is.
pub type Ask<'a> = &'a dyn Fn(&Asked) -> Option<Answer>;

/// Tells of the numbers in the prose of a log that are not those of its records. `chapters` are
/// all its figures, asked for only where there is prose with numbers, and `ask` answers what they
/// are narrowed to.
pub fn check<'a>(
    tally: &'a Arc<Tally>,
    chapters: &dyn Fn() -> Vec<Chapter>,
    ask: Ask,
    sink: &mut Sink<'a>,
) {
    let prose = prose(&tally.log);
    if !prose
        .iter()
        .any(|(_, phrase)| phrase.text.contains(is_number_or_aside))
    {
        return;
    }
    let chapters = chapters();
    let claims = Claims::new(tally, &chapters, ask);
    for (titles, phrase) in prose {
        for found in claims.doubts(&phrase.text, &claims.above(&titles)) {
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

/// What the titles above a text say of it.
#[derive(Debug, Default)]
struct Above<'a> {
    /// Whether it is about other people or another time.
    is_of_others: bool,
    /// Whether it is about a part.
    is_of_a_part: bool,
    /// The one group that it is about.
    group: Option<&'a Text>,
}

/// Reads prose for the numbers of what a log counts.
pub struct Claims<'a> {
    tally: &'a Arc<Tally>,
    vocabulary: Vocabulary<'a>,
    /// Measure words that only this log uses.
    units: Vec<&'a str>,
    ask: Ask<'a>,
    /// What has been asked.
    answers: Mutex<HashMap<Asked, Option<Answer>>>,
}

impl fmt::Debug for Claims<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Claims")
            .field("units", &self.units)
            .finish_non_exhaustive()
    }
}

impl<'a> Claims<'a> {
    /// A reader for the log of `tally`, all of whose figures are `chapters`; `ask` narrows them.
    pub fn new(tally: &'a Arc<Tally>, chapters: &'a [Chapter], ask: Ask<'a>) -> Claims<'a> {
        let figures = chapters.iter().flat_map(|chapter| &chapter.entries);
        let mut units: Vec<&str> = figures.map(|figure| figure.unit.as_str()).collect();
        units.sort_unstable();
        units.dedup();
        Claims {
            tally,
            vocabulary: Vocabulary::new(tally, chapters),
            units,
            ask,
            answers: Mutex::default(),
        }
    }

    /// What `asked` is, worked out once.
    fn answer(&self, asked: Asked) -> Option<Answer> {
        let mut known = self.answers.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(answer) = known.get(&asked) {
            return answer.clone();
        }
        let answer = (self.ask)(&asked);
        known.insert(asked, answer.clone());
        answer
    }

    /// The numbers of `text` that are claims.
    pub fn read(&self, text: &str) -> Vec<Claim> {
        let blanked = passage::read(text);
        let ask = |asked| self.answer(asked);
        let read = self.words_of(&blanked, &ask, &Above::default());
        let claims = self.held(&read).map(|(typed, of, held)| Claim {
            range: typed.range.clone(),
            of,
            holds: held.map(|held| held.is_same),
        });
        claims.collect()
    }

    fn words_of<'r>(
        &'r self,
        blanked: &'r str,
        ask: &'r dyn Fn(Asked) -> Option<Answer>,
        above: &Above<'a>,
    ) -> Read<'r, 'a> {
        let numbers = numbers(blanked, &self.units);
        // 人次 is a measure word, too.
        let is_inside = |at: usize| {
            let place = numbers.partition_point(|number| number.range.end <= at);
            numbers
                .get(place)
                .is_some_and(|number| number.range.start <= at)
        };
        let mut mentions = self.vocabulary.mentions(blanked);
        mentions.retain(|mention| !is_inside(mention.range.start));
        Read {
            text: blanked,
            mentions,
            numbers,
            tally: self.tally,
            ask,
            group: above.group,
            is_of_a_part: above.is_of_a_part,
        }
    }

    /// The numbers that are claims, with what they are the numbers of and what they are held against.
    fn held<'r>(
        &'r self,
        read: &'r Read<'r, 'a>,
    ) -> impl Iterator<Item = (&'r Typed<'r>, String, Option<Held<'r, 'a>>)> {
        let claims = read.numbers.iter();
        let claims = claims.filter(|typed| !quiet::is_no_claim(read.text, typed));
        claims.filter_map(|typed| {
            if let Some(held) = read.people_called(&self.vocabulary, typed)
                && (held.is_same || !read.is_sum_of_those_before(typed))
            {
                return Some((typed, TEACHERS.to_owned(), Some(held)));
            }
            let related = relate(&self.vocabulary, read.text, &read.mentions, typed);
            let is_it = |related: &Related| !read.is_of_another(&self.vocabulary, typed, *related);
            let related = related.into_iter().find(is_it)?;
            let held = read.held(&self.vocabulary, typed, related);
            let held = held.filter(|held| {
                held.is_same || !(read.is_sum_of_those_before(typed) || read.is_with_others(typed))
            });
            Some((typed, self.name_of(related), held))
        })
    }

    /// What is counted.
    fn name_of(&self, related: Related) -> String {
        match related {
            Related::Things { head, .. } | Related::Share { head, .. } => {
                self.vocabulary.heads[head].of.to_owned()
            }
            Related::Rate(rate) => self.vocabulary.rates[rate].name.to_string(),
        }
    }

    /// What titles say of what stands below them.
    fn above(&self, titles: &[&'a Phrase]) -> Above<'a> {
        let mut above = Above::default();
        for title in titles {
            let mentions = self.vocabulary.mentions(&title.text);
            let narrows = |meaning: &Meaning| {
                matches!(meaning, Meaning::Person(_) | Meaning::Part(_, _, _, false))
            };
            let mut meanings = mentions.iter().flat_map(|mention| mention.meanings);
            above.is_of_a_part |= meanings.any(narrows);
            let lists = [OTHERS, OTHER_TIMES, SOME];
            let mut others = lists.iter().copied().flatten();
            above.is_of_others |= others.any(|word| title.text.contains(word));
            let groups = self.tally.staff.groups().iter();
            above.group = groups
                .rev()
                .find(|group| title.text.contains(&***group))
                .or(above.group);
        }
        above
    }

    /// What is doubtful about the numbers of `text` under titles; where these are about others,
    /// only what is wrong with its asides.
    fn doubts(&self, text: &str, above: &Above<'a>) -> Vec<Found> {
        let blanked = passage::read(text);
        let ask = |asked| self.answer(asked);
        let read = self.words_of(&blanked, &ask, above);
        let asides: Vec<Aside> = asides(text).collect();
        let mut found: Vec<Found> = asides
            .iter()
            .filter_map(|aside| wrong(aside, &read))
            .collect();
        let silenced = asides.iter().filter_map(|aside| silenced(aside, &read));
        let silenced: HashSet<usize> = silenced.map(|typed| typed.range.start).collect();
        for (typed, _, held) in self.held(&read).filter(|_| !above.is_of_others) {
            if silenced.contains(&typed.range.start) {
                continue;
            }
            found.extend(held.and_then(|held| self.doubt(text, typed, &held)));
        }
        found
    }

    /// What is doubtful about one number, if it differs from what it is held against.
    fn doubt(&self, text: &str, typed: &Typed, held: &Held) -> Option<Found> {
        if held.is_same {
            return None;
        }
        let said = text[typed.range.clone()].trim();
        let counted = held.source.counted();
        let (instead, place) = match &held.source {
            Source::Figure(figure) if figure.count.is_zero() => (
                "补上记录，或者删去这个数".to_owned(),
                "（没有这样的记录）".to_owned(),
            ),
            Source::Figure(figure) => (
                format!("改成 {{{{ {} }}}}，数字就由程序来算", inside(figure)),
                self.place(figure.records),
            ),
            Source::Sum { records, .. } => {
                (format!("改成{counted}，或者改正记录"), self.place(*records))
            }
            Source::Share(part, whole) => {
                let whole_is = whole.count.with_unit(&whole.unit);
                (
                    format!(
                        "改成 {{{{ {}|占({}) }}}}，数字就由程序来算",
                        inside(part),
                        inside(whole)
                    ),
                    format!(
                        "，{}÷{whole_is}{}",
                        part.count.with_unit(&part.unit),
                        self.place(part.records)
                    ),
                )
            }
            Source::PerHead(figure, people) => (
                format!("改成{}，或者改正记录", counted.trim_start_matches(PER_HEAD)),
                format!(
                    "，{}÷{people}人{}",
                    figure.count.with_unit(&figure.unit),
                    self.place(figure.records)
                ),
            ),
            Source::Rate(rate) => {
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

/// The name of a figure as it is written inside a text, which ASCII quotes would end.
fn inside(figure: &Entry) -> String {
    figure.name.replace("[\"", "[“").replace("\"]", "”]")
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
