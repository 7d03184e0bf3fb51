//! Prose: what was left over from another term, and bold that other programs misread.

use std::collections::HashSet;
use std::ops::Range;
use std::sync::LazyLock;

use chrono::Datelike;
use regex::Regex;

use super::doubt::{At, Doubt, Sink};
use super::texts::{Found, blanked, of_prose, pattern, without_expressions};
use crate::format::Key;
use crate::log::{Log, Phrase, Record, Value};

pub fn check<'a>(log: &'a Log, previous: Option<&Log>, sink: &mut Sink<'a>) {
    let known: HashSet<&str> = previous
        .into_iter()
        .flat_map(phrases)
        .flat_map(paragraphs_of)
        .collect();
    let years = years(log);
    if let Some(report) = &log.head.report {
        in_head(report, years.as_ref(), sink);
    }
    for phrase in phrases(log) {
        let mut all = of_prose(phrase);
        all.extend(bold(phrase));
        all.extend(leftover(&phrase.text, years.as_ref()));
        all.extend(unchanged(phrase, &known));
        all.into_iter().for_each(|found| {
            sink.tell(Doubt {
                check: found.check,
                at: At::Prose(phrase, found.range),
                message: found.message,
                hint: found.hint,
            });
        });
    }
}

/// Years in the title and the slogan.
fn in_head<'a>(report: &'a Record, years: Option<&Range<i32>>, sink: &mut Sink<'a>) {
    for key in [Key::Title, Key::Kind, Key::Slogan] {
        let text = report.text(key);
        for found in text.into_iter().flat_map(|text| leftover(text, years)) {
            sink.tell(Doubt {
                check: found.check,
                at: At::Value(report, key),
                message: found.message,
                hint: found.hint,
            });
        }
    }
}

/// Every text that knows its place: prose and titles of sections.
pub(super) fn phrases(log: &Log) -> impl Iterator<Item = &Phrase> {
    log.of_prose().flat_map(phrases_of)
}

fn phrases_of(record: &Record) -> Vec<&Phrase> {
    let values = record.values().iter();
    let of = values.flat_map(|(key, value)| match value {
        Value::Phrase(phrase) if matches!(key, Key::Title) || !is_name(*key) => vec![phrase],
        Value::Rows(rows) => rows.iter().flat_map(phrases_of).collect(),
        _ => Vec::new(),
    });
    of.collect()
}

/// Whether what stands under `key` names something instead of being printed.
pub fn is_name(key: Key) -> bool {
    matches!(
        key,
        Key::At | Key::After | Key::Before | Key::Under | Key::Each
    )
}

/// The shortest paragraph that says anything of its own, in characters.
const SHORTEST: usize = 15;

fn paragraphs_of(phrase: &Phrase) -> impl Iterator<Item = &str> {
    let lines = phrase.text.lines().map(str::trim);
    lines.filter(|line| line.chars().count() >= SHORTEST)
}

/// Paragraphs that stood in the log of the term before.
fn unchanged(phrase: &Phrase, known: &HashSet<&str>) -> Vec<Found> {
    let old = paragraphs_of(phrase).filter(|line| known.contains(line));
    let found = old.filter_map(|line| {
        let start = phrase.text.find(line)?;
        Some(Found {
            check: "prose-unchanged",
            range: start..start + line.len(),
            message: "这一段与上一学期的一模一样".to_owned(),
            hint: "改成本学期的情况".to_owned(),
        })
    });
    found.collect()
}

/// The calendar years that the log is about, and the one to come.
fn years(log: &Log) -> Option<Range<i32>> {
    let term = log.head.term.as_ref()?;
    let (start, end) = (term.day(Key::Start)?, term.day(Key::End)?);
    Some(start.year()..end.year() + 2)
}

/// Years that are not of the term.
fn leftover(text: &str, years: Option<&Range<i32>>) -> Vec<Found> {
    static TITLES: LazyLock<Regex> = LazyLock::new(|| pattern(r"《[^》]*》|“[^”]*”"));
    static YEAR: LazyLock<Regex> =
        LazyLock::new(|| pattern(r"(20\d\d)(?:[—–~～-]+20\d\d)?(?:学年|年(?:[^版级修]|$))"));
    let Some(years) = years else {
        return Vec::new();
    };
    let text = blanked(&without_expressions(text), &TITLES);
    let found = YEAR.captures_iter(&text).filter_map(|found| {
        let year = found.get(1)?;
        let is_of_term = year
            .as_str()
            .parse()
            .is_ok_and(|year| years.contains(&year));
        (!is_of_term).then(|| Found {
            check: "leftover-year",
            range: year.range(),
            message: format!("{}年不在本学期内", year.as_str()),
            hint: "可能是旧稿里留下的；确实说的是那一年，不用改".to_owned(),
        })
    });
    found.collect()
}

/// The first sign of Chinese, Japanese and Korean: those before it are of other scripts.
const FIRST_OF_CHINESE: char = '\u{2E80}';

/// Stars of bold that are not taken for such, since punctuation is inside and a letter outside
/// (left-flanking and right-flanking delimiter runs, CommonMark 0.31 §6.2). Beside Chinese they are.
fn bold(phrase: &Phrase) -> Vec<Found> {
    static STARS: LazyLock<Regex> = LazyLock::new(|| pattern(r"\*\*[^*\n]+\*\*"));
    let text = without_expressions(&phrase.text);
    let is_mark = |c: char| c < FIRST_OF_CHINESE && !c.is_alphanumeric() && !c.is_whitespace();
    let is_letter = |c: char| c < FIRST_OF_CHINESE && c.is_alphanumeric();
    let found = STARS.find_iter(&text).filter(|found| {
        let inner = &found.as_str()[2..found.len() - 2];
        let before = text[..found.start()].chars().next_back();
        let after = text[found.end()..].chars().next();
        (before.is_some_and(is_letter) && inner.starts_with(is_mark))
            || (after.is_some_and(is_letter) && inner.ends_with(is_mark))
    });
    let found = found.map(|found| Found {
        check: "bold-at-punctuation",
        range: found.range(),
        message: "加粗的星号里侧是标点、外侧是文字，转换时可能不会变成粗体".to_owned(),
        hint: "把标点移到星号外面，如 **重点**。".to_owned(),
    });
    found.collect()
}
