//! The filters of the templates: clauses into sentences, items into lists.

use minijinja::value::Kwargs;
use minijinja::{AutoEscape, Environment, Error, State, Value};

use super::VOID;
use super::beside::{against, apart, beside};
use super::shown::inside_marks;
use crate::text::markdown::{escape, with_inner_quotes};

/// The names of these filters, for messages.
pub(super) const NAMES: &[&str] = &[
    "sentence", "clauses", "series", "listed", "works", "topics", "cell", "beside", "against",
    "apart", "alike", "once",
];

pub(super) fn add(environment: &mut Environment) {
    environment.add_filter("sentence", sentence);
    environment.add_filter("clauses", clauses);
    environment.add_filter("series", series);
    environment.add_filter("listed", listed);
    environment.add_filter(
        "works",
        |state: &State, items: Vec<Value>, options: Kwargs| {
            quoted(state, &items, ["《", "》"], &options)
        },
    );
    environment.add_filter(
        "topics",
        |state: &State, items: Vec<Value>, options: Kwargs| {
            quoted(state, &items, ["“", "”"], &options)
        },
    );
    environment.add_filter("beside", beside);
    environment.add_filter("against", against);
    environment.add_filter("apart", apart);
    environment.add_filter("alike", |rows: Vec<Value>| {
        super::objects::Row::alike(&rows)
    });
    environment.add_filter("once", |rows: Vec<Value>| super::objects::Row::once(&rows));
    environment.add_filter("cell", |value: Value| {
        let text = markdown(&value);
        Value::from_safe_string(if text.contains(VOID) {
            "—".to_owned()
        } else {
            text
        })
    });
}

/// A value as Markdown.
fn markdown(value: &Value) -> String {
    let text = value.to_string();
    if value.is_safe() { text } else { escape(&text) }
}

/// The lines of `text` that say something, joined by `separator`. A line that ends in a colon
/// or a semicolon needs no other mark.
fn join_clauses(text: &Value, separator: &str) -> String {
    let mut joined = String::new();
    let text = markdown(text);
    for clause in text.lines().map(str::trim) {
        if clause.is_empty() || clause.contains(VOID) {
            continue;
        }
        if !joined.is_empty() && !joined.ends_with(['：', '；', '。', '，']) {
            joined.push_str(separator);
        }
        joined.push_str(clause);
    }
    joined
}

/// The lines that say something, as clauses without an end mark; void where none does.
fn clauses(text: Value, separator: Option<String>) -> Value {
    let joined = join_clauses(&text, separator.as_deref().unwrap_or("，"));
    Value::from_safe_string(if joined.is_empty() {
        VOID.to_string()
    } else {
        joined
    })
}

/// The lines that say something, behind each other in a row, those that end with a comma, since
/// they say more, apart from the others; void where none does.
fn series(text: Value) -> Value {
    let text = markdown(&text);
    let lines = text.lines().map(str::trim);
    let mut joined = String::new();
    let mut is_bare = false;
    for line in lines.filter(|line| !line.is_empty() && !line.contains(VOID)) {
        let was_bare = std::mem::replace(&mut is_bare, !line.ends_with('，'));
        if !joined.is_empty() {
            joined.push(if was_bare && is_bare { '、' } else { '；' });
        }
        joined.push_str(line.trim_end_matches('，'));
    }
    Value::from_safe_string(if joined.is_empty() {
        VOID.to_string()
    } else {
        joined
    })
}

/// The lines that say something, as a sentence with its full stop; nothing where none does.
fn sentence(text: Value, separator: Option<String>) -> Value {
    let joined = join_clauses(&text, separator.as_deref().unwrap_or("，"));
    let joined = joined.trim_end_matches(['，', '；', '：']);
    Value::from_safe_string(
        if joined.is_empty() || joined.ends_with(['。', '！', '？']) {
            joined.to_owned()
        } else {
            format!("{joined}。")
        },
    )
}

/// Those of `items` that say something, as Markdown.
fn spoken(items: &[Value]) -> Vec<String> {
    spoken_as(items, markdown)
}

fn spoken_as(items: &[Value], text: impl Fn(&Value) -> String) -> Vec<String> {
    let items = items.iter().map(text);
    items
        .filter(|item| !item.is_empty() && !item.contains(VOID))
        .collect()
}

/// Items joined by 、; with `limit`, the rest is 等. Void where there are none.
fn listed(items: Vec<Value>, options: Kwargs) -> Result<Value, Error> {
    let limit: Option<usize> = options.get("limit")?;
    let separator: Option<String> = options.get("by")?;
    options.assert_all_used()?;
    let items = spoken(&items);
    let shown = items.len().min(limit.unwrap_or(usize::MAX));
    let mut text = items[..shown].join(separator.as_deref().unwrap_or("、"));
    if shown < items.len() {
        text.push('等');
    }
    if text.is_empty() {
        text.push(VOID);
    }
    Ok(Value::from_safe_string(text))
}

/// Titles in their marks, without 、 between them; with `limit`, the rest is 等.
fn quoted(
    state: &State,
    items: &[Value],
    [open, close]: [&str; 2],
    options: &Kwargs,
) -> Result<Value, Error> {
    let limit: Option<usize> = options.get("limit")?;
    options.assert_all_used()?;
    // A phrase is plain text, which whoever prints it escapes.
    let is_plain = *state.auto_escape() == AutoEscape::None;
    let items = match is_plain {
        true => spoken_as(items, Value::to_string),
        false => spoken(items),
    };
    let shown = items.len().min(limit.unwrap_or(usize::MAX));
    let mut text = String::new();
    for item in &items[..shown] {
        let inside = inside_marks(item, open, close);
        text.push_str(open);
        match is_plain {
            true => text.push_str(&inside),
            false => text.push_str(&with_inner_quotes(&inside)),
        }
        text.push_str(close);
    }
    if shown < items.len() {
        text.push('等');
    }
    if text.is_empty() {
        text.push(VOID);
    }
    Ok(Value::from_safe_string(text))
}
