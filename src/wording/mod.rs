//! Turns figures into sentences: the templates, what they can see, and the filters they use.
//! What is said stands in `templates/`; nothing here decides on words.

mod context;
mod filters;
mod objects;
mod shown;
mod sources;

use std::fmt;
use std::sync::Arc;

use minijinja::syntax::SyntaxConfig;
use minijinja::{AutoEscape, Environment, UndefinedBehavior, Value};

use crate::tally::Tally;
use crate::text::markdown::escape;
use crate::text::wide::join_lines;

pub use sources::{pattern, pattern_names};

/// Stands in the output where a figure is zero or a value is not given: whatever clause holds
/// it is dropped. No text of a log can contain it.
pub(crate) const VOID: char = '\u{FDD0}';

/// How much work one passage may do, in template instructions.
const FUEL: u64 = 5_000_000;

/// The templates with everything they can see of one log.
#[derive(Debug)]
pub struct Wording {
    environment: Environment<'static>,
    context: Value,
}

/// A template that could not be carried out.
#[derive(Debug)]
pub struct WordingError(minijinja::Error);

impl fmt::Display for WordingError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = self.0.name().unwrap_or_default();
        let line = self.0.line().unwrap_or_default();
        write!(f, "模板 {name} 第{line}行：{:#}", self.0)
    }
}

impl std::error::Error for WordingError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(&self.0)
    }
}

impl Wording {
    /// The built-in wording for `tally`.
    ///
    /// # Errors
    /// [`WordingError`] if a template is not well formed.
    pub fn new(tally: &Arc<Tally>) -> Result<Wording, WordingError> {
        let environment = environment().map_err(WordingError)?;
        Ok(Wording {
            environment,
            context: context::context(tally),
        })
    }

    /// The blocks of Markdown that the passage `name` has to say: paragraphs on one line each,
    /// and tables. None where there is nothing to say. What stands behind a colon
    /// (`awards:teacher`) is what the passage is to speak of, and is its `of`.
    ///
    /// # Errors
    /// [`WordingError`] if there is no such passage or it fails.
    pub fn passage(&self, name: &str) -> Result<Vec<String>, WordingError> {
        let (name, of) = name.split_once(':').unwrap_or((name, ""));
        let context = minijinja::context! { of => of, ..self.context.clone() };
        Ok(blocks(&self.render("passages", name, context)?))
    }

    /// The phrase `name` as plain text: the title, the cue of the lead, who signs. Empty where
    /// there is nothing to say.
    ///
    /// # Errors
    /// [`WordingError`] if there is no such phrase or it fails.
    pub fn phrase(&self, name: &str) -> Result<String, WordingError> {
        let text = self.render("phrases", name, self.context.clone())?;
        Ok(text.trim().to_owned())
    }

    fn render(&self, folder: &str, name: &str, context: Value) -> Result<String, WordingError> {
        let template = self
            .environment
            .get_template(&format!("{folder}/{name}.md"));
        template
            .and_then(|template| template.render(context))
            .map_err(WordingError)
    }
}

fn environment() -> Result<Environment<'static>, minijinja::Error> {
    let mut environment = Environment::new();
    environment.set_syntax(
        SyntaxConfig::builder()
            .trim_blocks(true)
            .lstrip_blocks(true)
            .build()?,
    );
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    environment.set_fuel(Some(FUEL));
    // Otherwise errors print all variables.
    environment.set_debug(false);
    // Phrases are plain text; whoever prints them escapes them.
    environment.set_auto_escape_callback(|name| match name.starts_with("phrases/") {
        true => AutoEscape::None,
        false => AutoEscape::Custom("markdown".into()),
    });
    environment.set_formatter(|out, state, value| {
        let text = value.to_string();
        if value.is_safe() || *state.auto_escape() == AutoEscape::None {
            out.write_str(&text)?;
        } else if !value.is_undefined() {
            out.write_str(&escape(&text))?;
        }
        Ok(())
    });
    filters::add(&mut environment);
    for (name, source) in sources::TEMPLATES {
        environment.add_template(name, source)?;
    }
    Ok(environment)
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
