//! What lasts, a project or a pairing, is noted again as it goes on. Its own state is the one that
//! has come furthest, those before it are its stages, and of several dates of one state the first
//! is when it was.

use std::collections::HashSet;

use chrono::{Datelike, Days, NaiveDate};

use super::united::time_of_both;
use crate::format::vocabulary::Word;
use crate::format::{Key, ROW};
use crate::log::{Log, Record, Span, Text, Value, When, term_name};

/// One record of it.
type Part = Vec<(Key, Value)>;

/// A state, and when it was.
struct Stage {
    status: Option<&'static Word>,
    when: Option<When>,
    /// The number of the record that tells when.
    nth: usize,
}

/// Whether a record of what lasts is of the term or before it: what lies ahead has not come yet,
/// and what is of another by name does not count. Both terms of a year are of it.
pub(super) fn is_of_now(log: &Log, record: &Record) -> bool {
    let term = log.head.term.as_ref();
    let own = term.and_then(|term| term.text(Key::Name));
    let own = own.map_or("", |name| name);
    let span = term_name::span_of(term);
    let end = term.and_then(|term| term.day(Key::End));
    let is_named = |name: &Text| term_name::is_called(own, span, name);
    let lies_ahead = |when: When| {
        let days = when.days().zip(end);
        days.is_some_and(|((first, _), end)| first > end)
    };
    record.text(Key::TermName).is_none_or(is_named)
        && !record.when(Key::Date).is_some_and(lies_ahead)
}

/// Makes one state and one date of those of `parts`, the others its stages if its kind has such;
/// whether a later date was given up. `start` is that of the term.
///
/// # Errors
/// Which two were at times that do not go together.
pub(super) fn settle(
    parts: &mut [Part],
    has_stages: bool,
    start: Option<NaiveDate>,
) -> Result<bool, (usize, usize)> {
    let (stages, is_given_up) = stages(parts, start)?;
    let mut stages = stages.into_iter();
    let Some(own) = stages.next() else {
        return Ok(is_given_up);
    };
    let terms: HashSet<Option<Text>> = parts.iter().map(term_of).collect();
    for part in parts.iter_mut() {
        part.retain(|(key, _)| ![Key::Status, Key::Date].contains(key));
        // What is noted in both terms of a year is of all of it.
        part.retain(|(key, _)| *key != Key::TermName || terms.len() == 1);
    }
    let first = &mut parts[0];
    first.extend(values(&own));
    let rows = stages.filter(|stage| has_stages && stage.status.is_some());
    let rows = rows.map(|stage| Record::new(&ROW, Span::default(), values(&stage)));
    let mut rows: Vec<Record> = rows.collect();
    // Those that were typed as such stand with them.
    if let Some(at) = first.iter().position(|(key, _)| *key == Key::Stages)
        && let (_, Value::Rows(typed)) = first.remove(at)
    {
        rows.extend(typed);
    }
    if !rows.is_empty() {
        rows.sort_by_key(|row| std::cmp::Reverse(row.word(Key::Status).map(|word| word.rank)));
        first.push((Key::Stages, Value::Rows(rows.into())));
    }
    first.sort_by_key(|(key, _)| *key);
    Ok(is_given_up)
}

/// The term that a part names.
fn term_of(part: &Part) -> Option<Text> {
    part.iter().find_map(|(key, value)| match value {
        Value::Text(name) if *key == Key::TermName => Some(name.clone()),
        _ => None,
    })
}

/// The states, furthest first; whether a date of one was given up for an earlier one.
fn stages(parts: &[Part], start: Option<NaiveDate>) -> Result<(Vec<Stage>, bool), (usize, usize)> {
    let value = |part: &Part, wanted: Key| {
        let mut values = part.iter();
        let value = values.find(|(key, _)| *key == wanted);
        value.map(|(_, value)| value.clone())
    };
    let mut stages: Vec<Stage> = Vec::new();
    let mut is_given_up = false;
    for (nth, part) in parts.iter().enumerate() {
        let status = match value(part, Key::Status) {
            Some(Value::Word(status)) => Some(status),
            _ => None,
        };
        let when = match value(part, Key::Date) {
            Some(Value::When(when)) => Some(when),
            _ => None,
        };
        let Some(known) = stages.iter_mut().find(|stage| stage.status == status) else {
            stages.push(Stage { status, when, nth });
            continue;
        };
        match (known.when, when) {
            (Some(here), Some(there)) => match time_of_both(here, there) {
                Some(both) => known.when = Some(both),
                None => {
                    let (here, there) = (begin(here, start), begin(there, start));
                    let is_later = here.zip(there).map(|(here, there)| here < there);
                    is_given_up = true;
                    if !is_later.ok_or((known.nth, nth))? {
                        (known.when, known.nth) = (when, nth);
                    }
                }
            },
            (None, Some(_)) => (known.when, known.nth) = (when, nth),
            (_, None) => {}
        }
    }
    stages.sort_by_key(|stage| stage.status.map_or(u8::MAX, |status| status.rank));
    // What says no state says of none when it was.
    let is_bare = |stage: &Stage| stage.status.is_none() && stage.when.is_some();
    is_given_up |= stages.iter().skip(1).any(is_bare);
    for pair in stages.windows(2) {
        let [later, sooner] = pair else { continue };
        let times = later.when.zip(sooner.when);
        let days = times.and_then(|(later, sooner)| Some((later.days()?, sooner.days()?)));
        if sooner.status.is_some() && days.is_some_and(|(later, sooner)| later.1 < sooner.0) {
            return Err((sooner.nth, later.nth));
        }
    }
    Ok((stages, is_given_up))
}

/// About its first day, for telling which of two was first; `start` is that of the term, which
/// months and weeks without a year are of.
fn begin(when: When, start: Option<NaiveDate>) -> Option<NaiveDate> {
    match when {
        When::Month {
            year, month, part, ..
        } => {
            let of_term = || Some(start?.year() + i32::from(month < start?.month()));
            let day = match part.chars().next() {
                Some('中') => 11,
                Some('下' | '底' | '末') => 21,
                _ => 1,
            };
            NaiveDate::from_ymd_opt(year.or_else(of_term)?, month, day)
        }
        When::Week(week) => start?.checked_add_days(Days::new(7 * u64::from(week))),
        _ => when.days().map(|(first, _)| first),
    }
}

fn values(stage: &Stage) -> Part {
    let status = stage
        .status
        .map(|status| (Key::Status, Value::Word(status)));
    let when = stage.when.map(|when| (Key::Date, Value::When(when)));
    let mut values: Part = status.into_iter().chain(when).collect();
    values.sort_by_key(|(key, _)| *key);
    values
}
