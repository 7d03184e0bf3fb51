//! What is said once where the word of a template, or the verb of a record, and the value behind it
//! say the same: 参加 before 参加国培计划, 主办 behind 区教研室主办. The word list says what two such
//! words become (`[words.joined]`); the verbs of a log are its own. What somebody typed twice stays.

use std::borrow::Cow;
use std::collections::HashSet;
use std::sync::Arc;

use super::view::View;
use super::words::Words;
use crate::format::{Key, counted_called};
use crate::log::{Record, Text, Value};
use crate::tally::Tally;

/// The kind of record that has verbs of its own.
const WITH_VERB: &str = "activity";

/// How many letters of a kind must end its verb to be the same word.
const LETTERS: usize = 2;

/// A text that is said twice, and what is said in its place.
type Rule = (String, String);

/// What may be said twice in the reports of a log, longest first.
#[derive(Debug, Default)]
pub(super) struct Rules(Vec<Rule>);

impl Rules {
    /// Those of `words`, and those of the verbs of `tally`.
    pub fn new(tally: &Arc<Tally>, words: &Words) -> Rules {
        let meant = words.joined().filter(|(twice, once)| twice == once);
        let meant: Vec<&str> = meant.map(|(twice, _)| twice).collect();
        let is_meant = |twice: &str| meant.iter().any(|meant| twice.contains(meant));
        let of_verbs = of_verbs(tally).into_iter();
        let of_verbs = of_verbs.filter(|(twice, _)| !is_meant(twice));
        let words = words.joined();
        let words = words.map(|(twice, once)| (twice.to_owned(), once.to_owned()));
        let mut rules: Vec<Rule> = words.chain(of_verbs).collect();
        rules.sort_by(|a, b| b.0.len().cmp(&a.0.len()).then_with(|| a.cmp(b)));
        Rules(rules)
    }
}

/// What the verbs of a log have in common with what stands behind them.
fn of_verbs(tally: &Arc<Tally>) -> HashSet<Rule> {
    let Some(table) = counted_called(WITH_VERB) else {
        return HashSet::new();
    };
    let all = tally.all(table);
    let verbs = all.records();
    let verbs = verbs.filter_map(|record| record.text(Key::Verb).zip(record.text(Key::Kind)));
    let verbs: HashSet<(&Text, &Text)> = verbs.collect();
    let rules = verbs.into_iter();
    rules
        .filter_map(|(verb, kind)| joined(verb, kind))
        .collect()
}

/// A verb before a kind that begins as it ends, and both in one: 担任联合, 联合阅卷.
fn joined(verb: &str, kind: &str) -> Option<Rule> {
    let starts = verb.char_indices().map(|(at, _)| at);
    let mut shared = starts.map(|at| &verb[at..]);
    let shared = shared.find(|shared| kind.starts_with(*shared))?;
    let is_word = shared.chars().count() >= LETTERS;
    is_word.then(|| {
        (
            format!("{verb}{kind}"),
            format!("{verb}{}", &kind[shared.len()..]),
        )
    })
}

/// `text` of a passage with such words once.
pub(super) fn once<'a>(text: &'a str, view: &View) -> Cow<'a, str> {
    let rules = &view.joined().0;
    let found = rules
        .iter()
        .filter(|(twice, _)| text.contains(twice.as_str()));
    let found: Vec<&Rule> = found
        .filter(|(twice, once)| twice == once || !view.is_typed(twice))
        .collect();
    if found.is_empty() {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(next) = rest.chars().next() {
        let rule = found
            .iter()
            .find(|(twice, _)| rest.starts_with(twice.as_str()));
        let read = match rule {
            Some((twice, once)) => {
                out.push_str(once);
                twice.len()
            }
            None => {
                out.push(next);
                next.len_utf8()
            }
        };
        rest = &rest[read..];
    }
    Cow::Owned(out)
}

/// Whether somebody has typed `words` in a record.
pub(super) fn is_typed(tally: &Tally, words: &str) -> bool {
    tally
        .counted()
        .iter()
        .any(|id| has(tally.record(*id), words))
}

fn has(record: &Record, words: &str) -> bool {
    record.values().iter().any(|(_, value)| match value {
        Value::Text(text) => text.contains(words),
        Value::Texts(texts) => texts.iter().any(|text| text.contains(words)),
        Value::Rows(rows) => rows.iter().any(|row| has(row, words)),
        _ => false,
    })
}

#[cfg(test)]
mod tests {
    use super::joined;

    #[test]
    fn a_verb_and_a_kind_share_what_both_have() {
        let of = |verb, kind| joined(verb, kind).map(|(_, once)| once);
        assert_eq!(of("担任", "担任联合阅卷").as_deref(), Some("担任联合阅卷"));
        assert_eq!(of("担任联合阅卷", "阅卷").as_deref(), Some("担任联合阅卷"));
        assert_eq!(of("召开家长", "家长会").as_deref(), Some("召开家长会"));
        assert_eq!(of("开", "开学第一课"), None);
        assert_eq!(of("组织", "春游"), None);
    }
}
