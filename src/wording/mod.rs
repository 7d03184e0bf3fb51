//! Turns figures into sentences: the templates, what they can see, and the filters they use; and
//! prose with figures in it into text. What is said stands in `templates/`; nothing here decides
//! on words.

mod beside;
mod catalogue;
mod context;
mod engine;
mod explain;
mod filters;
mod narrowing;
mod numerals;
mod objects;
mod once;
mod passage;
mod prose;
mod records;
mod shown;
mod styles;
mod templates;
mod traces;
mod undecided;
mod view;
mod words;
mod written;

use std::collections::BTreeSet;
use std::sync::Arc;

use minijinja::{Environment, Value};

use crate::diagnostic::Diagnostic;
use crate::format;
use crate::log::Phrase;
use crate::tally::{Ids, Scope, Tally, Whose};
use crate::text::wide::join_lines;

pub use catalogue::{catalogue, figure, impersonal};
pub use passage::{Kind, Only, Part, Passage};
pub use prose::Told;
pub use templates::{DEFAULT_PATTERN, Template, Templates};
pub use words::Words;

use explain::{Names, TELLERS};
use objects::Figure;
use view::View;

/// Stands in the output where a figure is zero or a value is not given: whatever clause holds
/// it is dropped. No text of a log can contain it.
pub(crate) const VOID: char = '\u{FDD0}';

/// The template of the charts.
const CHARTS: &str = "charts.md";

/// Stands in rendered prose before what an expression has printed.
const HERE: char = '\u{FDD1}';

/// Stands in rendered prose for a passage that has nothing to say.
const SILENT: char = '\u{FDDA}';

/// Stands in prose before a word that names the figure behind it: 语文{{ 公开课.语文 }}.
const OWN: char = '\u{FDD6}';

/// The templates with everything they can see of one log, or of a part of it.
#[derive(Debug, Clone)]
pub struct Wording {
    templates: Arc<Templates>,
    view: Arc<View>,
    engine: Arc<Environment<'static>>,
    prose_engine: Arc<Environment<'static>>,
    context: Value,
    prose_context: Value,
    /// What expressions in prose may name.
    names: Arc<Names>,
    /// What templates may name.
    template_names: Arc<Names>,
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
        let engine = Arc::new(engine::engine(templates)?);
        Ok(Wording::in_view(view, Arc::clone(templates), engine))
    }

    /// Whether one part more is not too much work.
    pub fn may_part(&self) -> bool {
        self.view.may_part()
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
        let prose_view = Arc::new(view.in_prose());
        let prose_fields = context::prose_context(&prose_view);
        let fields = context::context(&view);
        let named = |fields: &[(&str, Value)]| {
            let names = fields.iter().map(|(name, _)| (*name).to_owned());
            names.collect()
        };
        let listed = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
        let names = Names {
            values: named(&prose_fields),
            filters: listed(styles::NAMES),
            functions: listed(&TELLERS),
        };
        let template_names = Names {
            values: named(&fields),
            filters: listed(filters::NAMES),
            functions: BTreeSet::new(),
        };
        let mut wording = Wording {
            templates,
            prose_engine: Arc::new(Environment::empty()),
            context: Value::from_pairs(fields),
            prose_context: Value::from_pairs(prose_fields),
            engine,
            names: Arc::new(names),
            template_names: Arc::new(template_names),
            view,
        };
        wording.prose_engine = Arc::new(engine::prose_engine(&wording));
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

    /// The passages of all kinds of record.
    pub fn every_kind(templates: &Templates) -> impl Iterator<Item = Passage> {
        let kinds = format::counted().flat_map(passage::kinds_of);
        kinds.map(|kind| Passage::of_kind(templates, kind))
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
        let passage = Wording::find_in(&self.templates, self.words(), name)?;
        if let Some(only) = passage.filter.as_ref().filter(|_| passage.is_others()) {
            return Err(passage::narrowed_rest(name, only));
        }
        match &passage.narrowed {
            Some(part) if self.records_in(part).is_none() => {
                let names = objects::names(&self.records_of(part.kind));
                Err(passage::unknown_part(name, part, &names))
            }
            _ => match self.unknown_filter(&passage) {
                Some((only, names)) => Err(passage::unknown_filter(name, only, &names)),
                None => Ok(passage),
            },
        }
    }

    /// The filter of `passage`, where it names nothing that there is, and what there is.
    fn unknown_filter<'a>(&self, passage: &'a Passage) -> Option<(&'a str, BTreeSet<String>)> {
        let filter = passage.filter.as_deref()?;
        if self.speaks_of_targets(passage) {
            let targets = self.view.tally.outcomes().iter();
            let targets = targets.map(|outcome| self.view.tally.record(outcome.target));
            let groups = self.view.tally.staff.groups().iter();
            let groups = groups.map(|group| group.to_string());
            let known: BTreeSet<String> = targets
                .flat_map(context::names_of_target)
                .chain(groups)
                .collect();
            let is_known = known.contains(filter) || format::counted_called(filter).is_some();
            return (!is_known).then_some((filter, known));
        }
        let kinds: Vec<Kind> = match passage.tells.is_empty() {
            true => format::counted().flat_map(passage::kinds_of).collect(),
            false => passage.tells.iter().map(|part| part.kind).collect(),
        };
        let all = || kinds.iter().map(|kind| self.records_of(*kind));
        let is_known = all().any(|all| objects::narrowed(&all, filter).is_some());
        (!is_known).then(|| (filter, all().flat_map(|all| objects::names(&all)).collect()))
    }

    /// The same without records that are told elsewhere.
    pub fn without(&self, elsewhere: Ids) -> Wording {
        Wording::in_view(
            Arc::new(self.view.without(elsewhere)),
            Arc::clone(&self.templates),
            Arc::clone(&self.engine),
        )
    }

    /// The blocks of Markdown that `passage` has to say: paragraphs on one line each, and
    /// tables. None where there is nothing to say.
    ///
    /// # Errors
    /// A [`Diagnostic`] if its template fails.
    pub fn passage(&self, passage: &Passage) -> Result<Vec<String>, Diagnostic> {
        let passage = match self.view.scope {
            Some(Scope::Of(Whose::Person(_))) => passage.clone().in_first_person(&self.templates),
            _ => passage.clone(),
        };
        if let Some(filter) = passage
            .filter
            .as_deref()
            .filter(|_| self.view.filter.is_none())
        {
            let filtered = Wording::in_view(
                Arc::new(self.view.filtered(filter)),
                Arc::clone(&self.templates),
                Arc::clone(&self.engine),
            );
            return filtered.passage(&passage);
        }
        if let Some(own) = self.own_told(&passage)
            && self.view.own.is_none()
        {
            let about = Wording::in_view(
                Arc::new(self.view.about(own)),
                Arc::clone(&self.templates),
                Arc::clone(&self.engine),
            );
            return about.passage(&passage);
        }
        let of = passage.of.as_deref().unwrap_or("");
        let narrowed = passage.narrowed.as_ref();
        let narrowed =
            narrowed.and_then(|part| Some((part.kind.table.key, self.records_in(part)?)));
        let own = narrowed.map(|(key, part)| (key, Figure::value(part, &self.view)));
        let whole = || {
            let table = format::counted_called(of)?;
            Some(Figure::value(self.view.all(table), &self.view))
        };
        let figure = own.as_ref().map(|(_, figure)| figure.clone());
        let figure = figure.or_else(whole).unwrap_or_else(objects::void);
        // What is not counted is narrowed as what is.
        let called = passage.narrowed.as_ref();
        let called = called.filter(|part| matches!(part.only, Only::Called(_)));
        let aside = called.map(|part| context::aside(&self.view, Some(part)));
        let own = own.into_iter().chain(aside.into_iter().flatten()).chain([
            ("of", Value::from(of)),
            ("figure", figure),
            ("is_rest", Value::from(passage.is_rest())),
            ("only", self.narrowing(&passage)),
        ]);
        let own = Value::from_pairs(own);
        let context = minijinja::context! { ..own, ..self.context.clone() };
        let before = self.view.begin();
        let text = self.render(&passage.file, context);
        let text = text.map(|text| once::once(&text, &self.view).into_owned());
        let standing = text.as_deref().map_or_else(|_| Vec::new(), blocks);
        self.view.end(before, &standing.join("\n"));
        Ok(blocks(&numerals::settle(&text?, self.words())))
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
        // What is void in it says nothing.
        let text = text.replace(VOID, "");
        Ok(numerals::settle(text.trim(), self.words()))
    }

    /// The blocks of the charts: of each its shape, its title, what it shows, its table, and what is
    /// to be said of it; beside those of `last`, the term before.
    ///
    /// # Errors
    /// A [`Diagnostic`] if the template fails.
    pub fn charts(&self, last: Option<&Arc<Tally>>) -> Result<Vec<String>, Diagnostic> {
        let last = last.map(|tally| self.view.of_term(tally));
        let own = Value::from_pairs(beside::context(&self.view, last.as_ref()));
        let context = minijinja::context! { ..own, ..self.context.clone() };
        let text = self.render(CHARTS, context)?;
        Ok(blocks(&numerals::settle(&text, self.words())))
    }

    /// What is said where the template of the charts prints `block` in the place of a chart.
    pub fn no_chart(&self, block: &str) -> Diagnostic {
        explain::no_chart(CHARTS, block, &self.templates)
    }

    fn render(&self, name: &str, context: Value) -> Result<String, Diagnostic> {
        let template = self.engine.get_template(name);
        template
            .and_then(|template| template.render(context))
            .map_err(|error| {
                explain::in_template(&error, name, &self.templates, &self.template_names)
            })
    }
}

/// What is wrong with the template `name` that is no sentence (the page), as `error` tells it;
/// `values` are the names that it may use.
pub fn explain(
    error: &minijinja::Error,
    name: &str,
    templates: &Templates,
    values: &[&str],
) -> Diagnostic {
    let names = Names {
        values: values.iter().map(|name| (*name).to_owned()).collect(),
        ..Names::default()
    };
    explain::in_template(error, name, templates, &names)
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
