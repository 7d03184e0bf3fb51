//! Prose with figures in it: what a user typed, with its expressions worked out and without what
//! then says nothing.

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
                gone: Vec::new(),
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
            .map(|text| shares::with_about_first(&text))
            .map(|text| match name {
                PROSE => {
                    let text = silent::without_silent(&text);
                    let gone = clauses::unmatched(&text).into_iter();
                    let named = gone.filter_map(|clause| clause.split(HERE).next());
                    (blocks::settle(&text), named.map(str::to_owned).collect())
                }
                // A title stays, whatever its figure is.
                _ => (text.replace([HERE, OWN, SILENT, VOID], ""), Vec::new()),
            });
        let told = settled.as_ref().map(|(text, _)| &**text);
        self.view.end(before, told.unwrap_or_default());
        match settled {
            Ok((text, gone)) => Ok(Told {
                text: numerals::settle(&text, self.words()),
                gone,
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
