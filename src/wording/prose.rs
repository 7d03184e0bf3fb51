//! Prose with figures in it: what a user typed, with its expressions worked out and without what
//! then says nothing.

mod bare;
mod blocks;
mod clauses;
mod forbidden;
mod items;
mod lines;
mod numbers;
mod shares;
mod silent;
mod typed;

use std::ops::Range;

use minijinja::{Error, ErrorKind};

pub use forbidden::Forbidden;
pub use typed::Typed;
pub(super) use typed::without_quoted;

use super::{HERE, OWN, SILENT, VOID, Wording, explain, numerals};
use crate::diagnostic::Diagnostic;
use crate::log::Phrase;

/// What the engine knows prose by; anything else is one line of plain text.
const PROSE: &str = "prose.md";

/// How much longer than it was typed prose may become, in bytes: some hundred pages.
const MOST_PRINTED: usize = 256 << 10;

/// How many wrong expressions of one text are told.
const MOST_WRONG: usize = 20;

/// What prose has become.
#[derive(Debug, Default)]
pub struct Told {
    /// The text.
    pub text: String,
    /// What stands before the figures of the clauses that are not in it although figures of them are
    /// there, since it is not clear whose they are.
    pub gone: Vec<String>,
    /// Where in the typed text the expressions are that are zero, so that their clauses are not in it;
    /// `None` where that is not clear.
    pub zero: Vec<Option<Range<usize>>>,
}

impl Wording {
    /// Markdown that a user wrote, with its expressions worked out and without the clauses that
    /// then say nothing.
    ///
    /// # Errors
    /// A [`Diagnostic`] for each expression that is wrong, which points into the text.
    pub fn prose(&self, prose: &Phrase) -> Result<Told, Vec<Diagnostic>> {
        self.expressions(prose, PROSE)
    }

    /// A line of plain text that a user wrote, likewise.
    ///
    /// # Errors
    /// A [`Diagnostic`] for each expression that is wrong, which points into the text.
    pub fn line(&self, line: &Phrase) -> Result<String, Vec<Diagnostic>> {
        Ok(self.expressions(line, "line.txt")?.text)
    }

    fn expressions(&self, phrase: &Phrase, name: &str) -> Result<Told, Vec<Diagnostic>> {
        // Most prose has none.
        if !phrase.text.contains(['{', '｛', '}', '｝']) {
            let text = phrase.text.to_string();
            return Ok(Told {
                text,
                ..Told::default()
            });
        }
        let mut typed = Typed::new(&phrase.text);
        let mut wrong = Vec::new();
        loop {
            let (diagnostic, range) = match self.render_typed(&typed, phrase, name) {
                Ok(text) if wrong.is_empty() => return Ok(text),
                Ok(_) => return Err(wrong),
                Err(found) => found,
            };
            wrong.push(diagnostic);
            // What else is wrong shows without the expression that is.
            let goes_on = range.is_some_and(|range| typed.blank(range));
            if !goes_on || wrong.len() >= MOST_WRONG {
                return Err(wrong);
            }
        }
    }

    /// Whether expressions may use `name`.
    fn is_known(&self, name: &str) -> bool {
        let mut globals = self.prose_engine.globals();
        self.names.values.contains(name) || globals.any(|(global, _)| global == name)
    }

    /// The text of what was typed, or what is wrong first and where in the text.
    fn render_typed(
        &self,
        typed: &Typed,
        phrase: &Phrase,
        name: &str,
    ) -> Result<Told, (Diagnostic, Option<Range<usize>>)> {
        if let Some((range, what)) = typed.forbidden() {
            let diagnostic = explain::forbidden(range.clone(), what, phrase, typed);
            return Err((diagnostic, Some(range)));
        }
        let template = self.prose_engine.template_from_named_str(name, &typed.text);
        // A name that there is not would count as nothing before a filter or an `or`.
        let unknown = template.as_ref().ok().and_then(|template| {
            let mut names: Vec<String> = template.undeclared_variables(false).into_iter().collect();
            names.sort();
            names.retain(|name| !self.is_known(name));
            let found = names
                .iter()
                .filter_map(|name| Some((typed.name(name)?, name)));
            let (range, name) = found.min_by_key(|(range, _)| range.start)?;
            let diagnostic = explain::unknown_name(&range, name, phrase, typed, &self.names);
            Some((diagnostic, Some(range)))
        });
        if let Some(unknown) = unknown {
            return Err(unknown);
        }
        let context = self.prose_context.clone();
        let before = self.view.begin();
        let rendered = template.and_then(|template| template.render(context));
        let settled = rendered
            .and_then(|text| fitting(text, typed))
            .map(|text| shares::with_about_first(&bare::settled(&text)))
            .map(|text| match name {
                PROSE => {
                    let text = silent::without_silent(&text);
                    let gone = clauses::unmatched(&text).into_iter();
                    let named = gone.filter_map(|clause| clause.split(HERE).next());
                    Told {
                        gone: named.map(str::to_owned).collect(),
                        zero: zeros(&text, &phrase.text),
                        text: blocks::settle(&text),
                    }
                }
                // A title stays, whatever its figure is.
                _ => Told {
                    text: text.replace([HERE, OWN, SILENT, VOID], ""),
                    ..Told::default()
                },
            });
        let told = settled.as_ref().map(|told| &*told.text);
        self.view.end(before, told.unwrap_or_default());
        match settled {
            Ok(told) => Ok(Told {
                text: numerals::settle(&told.text, self.words()),
                ..told
            }),
            Err(error) => {
                let diagnostic = explain::in_phrase(&error, phrase, typed, &self.names);
                // Too much work is not done twice, and a test that there is not has no operand.
                let goes_on =
                    !matches!(error.kind(), ErrorKind::OutOfFuel | ErrorKind::UnknownTest);
                Err((diagnostic, error.range().filter(|_| goes_on)))
            }
        }
    }
}

/// Where the expressions are in `typed` that are zero in `text`, which has become of it; a cell of a
/// table has a dash instead.
fn zeros(text: &str, typed: &str) -> Vec<Option<Range<usize>>> {
    let open: Vec<usize> = typed.match_indices("{{").map(|(at, _)| at).collect();
    let lines = text.split('\n');
    let printed = lines.flat_map(|line| {
        let is_row = line.trim_start().starts_with('|');
        let values = line.split(HERE).skip(1);
        values.map(move |value| !is_row && value.starts_with(VOID))
    });
    let printed: Vec<bool> = printed.collect();
    // In a loop one expression prints several times.
    let is_clear = printed.len() == open.len();
    let zero = printed.iter().enumerate().filter(|(_, is_zero)| **is_zero);
    let place = |number: usize| {
        let start = open[number];
        let length = typed[start..].find("}}").map_or(2, |end| end + 2);
        start..start + length
    };
    zero.map(|(number, _)| is_clear.then(|| place(number)))
        .collect()
}

/// `text`, which came of what was `typed`, if it has not become too long.
fn fitting(text: String, typed: &Typed) -> Result<String, Error> {
    match text.len() <= typed.text.len() + MOST_PRINTED {
        true => Ok(text),
        false => Err(explain::own(
            "这里印出来的文字太多，已经停下",
            "循环少重复几次，或者分成几节写；一段文字最多比写的长 256 KB",
        )),
    }
}
