//! The texts whose numbers are looked at: those that tell what was done in the whole of a log.

use super::context::PLANS;
use crate::check::prose::is_name;
use crate::format::Key;
use crate::log::{Log, Phrase, Record, Value};

/// Templates whose figures are not those of the whole log, or of what was not done yet.
const OF_A_PART: &[&str] = &["personal", "event", "plan"];

/// The texts that tell what was done in the whole of the log.
pub fn prose(log: &Log) -> Vec<(Vec<&Phrase>, &Phrase)> {
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
