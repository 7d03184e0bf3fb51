//! Turns figures into sentences: the templates, what they can see, and the filters they use; and
//! prose with figures in it into text. What is said stands in `templates/`; nothing here decides
//! on words.

mod catalogue;
mod clauses;
mod context;
mod explain;
mod filters;
mod objects;
mod passage;
mod shown;
mod styles;
mod templates;
mod view;
mod words;

use std::collections::BTreeSet;
use std::fmt::Write;
use std::sync::Arc;

use minijinja::syntax::SyntaxConfig;
use minijinja::{AutoEscape, Environment, UndefinedBehavior, Value};

use crate::diagnostic::Diagnostic;
use crate::format::{self, Key};
use crate::log::{Phrase, Text};
use crate::tally::{Scope, Tally};
use crate::text::markdown::escape;
use crate::text::wide::join_lines;

pub use catalogue::{Chapter, Entry, catalogue};
pub use passage::Passage;
pub use templates::{DEFAULT_PATTERN, Template, Templates};
pub use view::Spoken;
pub use words::Words;

use explain::Names;
use objects::Figure;
use view::View;

/// Stands in the output where a figure is zero or a value is not given: whatever clause holds
/// it is dropped. No text of a log can contain it.
pub(crate) const VOID: char = '\u{FDD0}';

/// Stands in rendered prose before what an expression has printed.
const HERE: char = '\u{FDD1}';

/// Delimiters that no text can contain, for what prose is not to have.
const NEVER: (&str, &str) = ("\u{FDD2}", "\u{FDD3}");

/// How much work one passage may do, in template instructions (and 64 bytes each).
const FUEL: u64 = 5_000_000;

/// How much work one piece of prose may do.
const PROSE_FUEL: u64 = 200_000;

/// The templates with everything they can see of one log, or of a part of it.
#[derive(Debug, Clone)]
pub struct Wording {
    templates: Arc<Templates>,
    view: Arc<View>,
    engine: Arc<Environment<'static>>,
    prose_engine: Arc<Environment<'static>>,
    context: Value,
    prose_context: Value,
    names: Arc<Names>,
}

impl Wording {
    /// The wording of `templates` and `words` for `tally`.
    ///
    /// # Errors
    /// A [`Diagnostic`] for each template that is not well formed.
    pub fn new(
        tally: &Arc<Tally>,
        templates: &Arc<Templates>,
        words: &Arc<Words>,
    ) -> Result<Wording, Vec<Diagnostic>> {
        let view = Arc::new(View::new(tally, words));
        let engine = Arc::new(engine(templates)?);
        Ok(Wording::in_view(view, Arc::clone(templates), engine))
    }

    /// The same for a part of the log; `each` is what a section that is repeated stands for.
    pub fn within(&self, scope: Option<Scope>, each: Option<&str>) -> Wording {
        Wording::in_view(
            Arc::new(self.view.within(scope, each)),
            Arc::clone(&self.templates),
            Arc::clone(&self.engine),
        )
    }

    fn in_view(
        view: Arc<View>,
        templates: Arc<Templates>,
        engine: Arc<Environment<'static>>,
    ) -> Wording {
        let prose_fields = context::prose_context(&view);
        let mut names = Names {
            values: prose_fields
                .iter()
                .map(|(name, _)| (*name).to_owned())
                .collect(),
            filters: filters::NAMES
                .iter()
                .map(|name| (*name).to_owned())
                .collect(),
            functions: ["叙述", "tell"].map(str::to_owned).into(),
        };
        names
            .filters
            .extend(styles::NAMES.iter().map(|name| (*name).to_owned()));
        let context = Value::from_pairs(context::context(&view));
        let mut wording = Wording {
            templates,
            prose_engine: Arc::new(Environment::empty()),
            context,
            prose_context: Value::from_pairs(prose_fields),
            engine,
            names: Arc::new(names),
            view,
        };
        wording.prose_engine = Arc::new(prose_engine(&wording));
        wording
    }

    /// The templates.
    pub fn templates(&self) -> &Arc<Templates> {
        &self.templates
    }

    /// The words.
    pub fn words(&self) -> &Arc<Words> {
        &self.view.words
    }

    /// The part of the log that is spoken of.
    pub fn scope(&self) -> Option<&Scope> {
        self.view.scope.as_ref()
    }

    /// Which kinds of record prose has spoken of so far.
    pub fn spoken(&self) -> BTreeSet<Spoken> {
        self.view.spoken()
    }

    /// The number of records in the part of the log that is spoken of.
    pub fn records_in_scope(&self) -> usize {
        let all = format::counted().map(|table| self.view.all(table).ids().len());
        all.sum()
    }

    /// The kinds of record in that part that there are any of, in the order of the format, each
    /// with the number of its records.
    pub fn kinds(&self) -> Vec<(Spoken, usize)> {
        let all = format::counted().flat_map(|table| {
            let all = self.view.all(table);
            let kinds = view::kinds_of(&all).into_iter();
            let counted = kinds.map(|kind| {
                let count = match kind.1 {
                    Some(recipient) => all.only(Key::Recipient, recipient).ids().len(),
                    None => all.ids().len(),
                };
                (kind, count)
            });
            counted.collect::<Vec<_>>()
        });
        all.collect()
    }

    /// The teaching groups, in the order of the roster, or of the log where it has none.
    pub fn groups(&self) -> Vec<Text> {
        let known = self.view.tally.staff.groups();
        if !known.is_empty() {
            return known.to_vec();
        }
        let mut groups: Vec<Text> = Vec::new();
        for table in format::counted() {
            for (label, _) in self.view.all(table).by(Key::Group) {
                if !groups.contains(&label.name) {
                    groups.push(label.name);
                }
            }
        }
        groups
    }

    /// The passage that `name` names with these templates and words.
    ///
    /// # Errors
    /// A [`Diagnostic`] that lists what there is.
    pub fn find_in(
        templates: &Templates,
        words: &Words,
        name: &Phrase,
    ) -> Result<Passage, Diagnostic> {
        passage::find(templates, words, name)
    }

    /// The passage that `name` names: a kind of record by its key or its Chinese name, perhaps
    /// with what of it behind a colon (`获奖:教师`), or a passage by its own name.
    ///
    /// # Errors
    /// A [`Diagnostic`] that lists what there is.
    pub fn find(&self, name: &Phrase) -> Result<Passage, Diagnostic> {
        Wording::find_in(&self.templates, self.words(), name)
    }

    /// The blocks of Markdown that `passage` has to say: paragraphs on one line each, and
    /// tables. None where there is nothing to say.
    ///
    /// # Errors
    /// A [`Diagnostic`] if its template fails.
    pub fn passage(&self, passage: &Passage) -> Result<Vec<String>, Diagnostic> {
        let of = passage.of.as_deref().unwrap_or("");
        let context = minijinja::context! { of => of, ..self.context.clone() };
        Ok(blocks(&self.render(&passage.file, context)?))
    }

    /// The phrase `name` as plain text: the title, the cue of the lead, who signs. Empty where
    /// there is nothing to say. `own` is what the pattern itself says of it.
    ///
    /// # Errors
    /// A [`Diagnostic`] if its template fails.
    pub fn phrase(&self, name: &str, own: Option<&str>) -> Result<String, Diagnostic> {
        let own = own.map_or_else(objects::void, Value::from);
        let context = minijinja::context! { own => own, ..self.context.clone() };
        let text = self.render(&format!("phrases/{name}.md"), context)?;
        Ok(text.trim().to_owned())
    }

    /// Markdown that a user wrote, with its expressions worked out and without the clauses that
    /// then say nothing.
    ///
    /// # Errors
    /// A [`Diagnostic`] that points into the text.
    pub fn prose(&self, prose: &Phrase) -> Result<String, Diagnostic> {
        self.expressions(prose, "prose.md")
    }

    /// A line of plain text that a user wrote, likewise.
    ///
    /// # Errors
    /// A [`Diagnostic`] that points into the text.
    pub fn line(&self, line: &Phrase) -> Result<String, Diagnostic> {
        let text = self.expressions(line, "line.txt")?;
        Ok(text.replace(VOID, ""))
    }

    fn expressions(&self, phrase: &Phrase, name: &str) -> Result<String, Diagnostic> {
        // Most prose has none.
        if !phrase.text.contains("{{") && !phrase.text.contains("{%") {
            return Ok(phrase.text.to_string());
        }
        let rendered =
            self.prose_engine
                .render_named_str(name, &phrase.text, self.prose_context.clone());
        match rendered {
            Ok(text) => Ok(clauses::settle(&text)),
            Err(error) => Err(explain::in_phrase(&error, phrase, &self.names)),
        }
    }

    fn render(&self, name: &str, context: Value) -> Result<String, Diagnostic> {
        let template = self.engine.get_template(name);
        template
            .and_then(|template| template.render(context))
            .map_err(|error| explain::in_template(&error, name, &self.templates, &self.names))
    }
}

/// What is wrong with the template `name` that is no sentence (the page), as `error` tells it.
pub fn explain(error: &minijinja::Error, name: &str, templates: &Templates) -> Diagnostic {
    explain::in_template(error, name, templates, &Names::default())
}

/// The engine of the templates.
fn engine(templates: &Templates) -> Result<Environment<'static>, Vec<Diagnostic>> {
    let mut engine = Environment::new();
    // The delimiters are known to be right.
    let syntax = SyntaxConfig::builder()
        .trim_blocks(true)
        .lstrip_blocks(true)
        .build();
    engine.set_syntax(syntax.unwrap_or_default());
    engine.set_undefined_behavior(UndefinedBehavior::Strict);
    engine.set_fuel(Some(FUEL));
    // Errors then know the bytes they are about.
    engine.set_debug(true);
    // Phrases are plain text; whoever prints them escapes them.
    engine.set_auto_escape_callback(|name| match name.starts_with("phrases/") {
        true => AutoEscape::None,
        false => AutoEscape::Custom("markdown".into()),
    });
    engine.set_formatter(|out, state, value| {
        let text = value.to_string();
        if value.is_safe() || *state.auto_escape() == AutoEscape::None {
            out.write_str(&text)?;
        } else if !value.is_undefined() {
            out.write_str(&escape(&text))?;
        }
        Ok(())
    });
    filters::add(&mut engine);
    styles::add(&mut engine);
    let mut wrong = Vec::new();
    for (name, template) in templates.sentences() {
        if let Err(error) = engine.add_template_owned(name.to_owned(), template.text.clone()) {
            wrong.push(explain::in_template(
                &error,
                name,
                templates,
                &Names::default(),
            ));
        }
    }
    if wrong.is_empty() {
        Ok(engine)
    } else {
        Err(wrong)
    }
}

/// The engine of prose: expressions only see figures, and what they print is marked.
fn prose_engine(wording: &Wording) -> Environment<'static> {
    let mut engine = Environment::new();
    // The delimiters are known to be right.
    let syntax = SyntaxConfig::builder()
        .comment_delimiters(NEVER.0, NEVER.1)
        .build();
    engine.set_syntax(syntax.unwrap_or_default());
    engine.set_undefined_behavior(UndefinedBehavior::Strict);
    engine.set_fuel(Some(PROSE_FUEL));
    engine.set_debug(true);
    engine.set_auto_escape_callback(|name| match name {
        "prose.md" => AutoEscape::Custom("markdown".into()),
        _ => AutoEscape::None,
    });
    let view = Arc::clone(&wording.view);
    engine.set_formatter(move |out, state, value| {
        if let Some(figure) = value.downcast_object_ref::<Figure>() {
            view.speak_of(&figure.selection);
        }
        let text = value.to_string();
        out.write_char(HERE)?;
        if value.is_safe() || *state.auto_escape() == AutoEscape::None {
            out.write_str(&text)?;
        } else {
            out.write_str(&escape(&text))?;
        }
        Ok(())
    });
    filters::add(&mut engine);
    styles::add(&mut engine);
    let teller = wording.clone();
    let tell = move |name: &str| {
        let passage = passage::called(&teller.templates, teller.words(), name)
            .map_err(|known| explain::unknown("能叙述的内容", name, &known))?;
        let blocks = teller.passage(&passage).map_err(|diagnostic| {
            let hint = diagnostic.hints.first().cloned().unwrap_or_default();
            explain::own(&diagnostic.message, &hint)
        })?;
        passage
            .tells
            .iter()
            .for_each(|kind| teller.view.note(*kind));
        let text = match blocks.iter().any(|block| block.starts_with('|')) {
            true => blocks.join("\n\n"),
            false => blocks.concat(),
        };
        let text = if text.is_empty() {
            VOID.to_string()
        } else {
            text
        };
        Ok::<_, minijinja::Error>(Value::from_safe_string(text))
    };
    engine.add_function("叙述", tell.clone());
    engine.add_function("tell", tell);
    engine
}

/// The paragraphs of a rendered passage: lines between empty lines, joined as Chinese; a table
/// stays as it is. A paragraph that still holds something void says nothing.
fn blocks(text: &str) -> Vec<String> {
    let mut blocks: Vec<String> = Vec::new();
    for block in text.split("\n\n") {
        let block = block.trim();
        let block = if block.starts_with('|') {
            let lines: Vec<&str> = block
                .lines()
                .map(str::trim)
                .filter(|line| !line.is_empty())
                .collect();
            lines.join("\n")
        } else {
            join_lines(block.lines())
        };
        if !block.is_empty() && !block.contains(VOID) {
            blocks.push(block);
        }
    }
    blocks
}
