//! The report as a whole: which sections it has, in which order and under which numbers, and
//! what stands in each. Sections without anything to say are left out.

mod charts;
mod composer;
mod event;
mod notice;
mod outline;
mod points;
mod prose;
mod retitled;
mod scope;

use std::fmt;
use std::sync::Arc;

use crate::diagnostic::{Diagnostic, Diagnostics, Place, Severity};
use crate::format::Key;
use crate::log::Log;
use crate::tally::{Id, Tally, Whose};
use crate::wording::{DEFAULT_PATTERN, Templates, Wording, Words};

pub use charts::{Cell, Chart, Row, Shape};
use composer::{Composer, NONE};
use outline::{Outline, Part, titles};
pub use scope::About;

/// A report ready to be written out. All texts but `title`, `slogan`, `author` and `date` are
/// Markdown blocks.
#[derive(Debug)]
pub struct Report {
    /// The title in the parts between which it may be broken, as plain text.
    pub title: Vec<String>,
    /// The slogan that belongs to the title, as plain text.
    pub slogan: Option<String>,
    /// What stands before the first section.
    pub lead: Vec<String>,
    /// The sections.
    pub sections: Vec<Section>,
    /// What stands after the last section.
    pub closing: Vec<String>,
    /// Who signs, as plain text.
    pub author: Option<String>,
    /// The date under the signature: 2026年1月22日.
    pub date: Option<String>,
    /// The charts of its appendix.
    pub charts: Option<Appendix>,
    /// What of the log does not stand in it.
    pub left_out: LeftOut,
    /// What somebody should look at.
    pub warnings: Vec<Diagnostic>,
}

/// Charts behind the report.
#[derive(Debug)]
pub struct Appendix {
    /// Its title, as plain text.
    pub title: String,
    /// What stands before the number of a chart: 图.
    pub label: String,
    /// What the files of the pictures are called, before their number.
    pub stem: String,
    /// The charts.
    pub charts: Vec<Chart>,
}

/// A section with its subsections.
#[derive(Debug)]
pub struct Section {
    /// The number with its mark, such as 一、 or （一）; empty for none.
    pub number: String,
    /// The title, as plain text; empty where it is just its paragraphs.
    pub title: String,
    /// Whether its first paragraph follows number and title in the same line.
    pub run_in: bool,
    /// Its own paragraphs and tables.
    pub blocks: Vec<String>,
    /// Its subsections.
    pub sections: Vec<Section>,
}

/// What counts and is not told, since the outline has no place for it.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct LeftOut {
    /// What the report is about, if not the whole log, and which records that is.
    pub scope: Option<(About, Vec<Id>)>,
    /// Kinds of record as they are called, with the records.
    pub kinds: Vec<(String, Vec<Id>)>,
    /// What is typed in records that are told, and is not told itself: what it is called, and of
    /// which records.
    pub keys: Vec<(&'static str, Vec<Id>)>,
    /// Numbers of `[school]`, as they are called.
    pub school: Vec<&'static str>,
    /// Keys of `[report]` that say nothing of this report: the names of that of the whole log, where
    /// this is another, and the event of another.
    pub names: Vec<&'static str>,
    /// Keys of `[prose]`.
    pub prose: Vec<&'static str>,
    /// Where figures in prose are zero, so that the clauses they stand in are not in the report.
    pub silent: Vec<Place>,
    /// Whether the outline has no place for any record.
    pub tells_nothing: bool,
    /// Whether targets are told as requirements rather than held against what was done.
    pub asks: bool,
    /// Whose targets it is to tell of, if not everybody's; nobody's where it is about an event.
    pub whose: Option<Whose>,
}

/// What is asked for beside the log.
#[derive(Debug, Clone, Copy, Default)]
pub struct Request<'a> {
    /// The pattern.
    pub template: Option<&'a str>,
    /// The teacher whose report it is to be.
    pub teacher: Option<&'a str>,
    /// The event that it is to be about.
    pub event: Option<&'a str>,
    /// Whether it is to have charts.
    pub charts: bool,
    /// The term before, for the charts.
    pub last: Option<&'a Arc<Tally>>,
}

/// Why there is no report.
#[derive(Debug)]
pub enum ReportError {
    /// What was asked for does not exist: what is wrong, and what to do.
    NoSuch(String),
    /// A template or an expression is wrong.
    Wrong(Vec<Diagnostic>),
}

impl fmt::Display for ReportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ReportError::NoSuch(message) => f.write_str(message),
            ReportError::Wrong(wrong) => {
                let messages: Vec<&str> = wrong.iter().map(|one| one.message.as_str()).collect();
                f.write_str(&messages.join("；"))
            }
        }
    }
}

impl std::error::Error for ReportError {}

/// Composes the report of `tally` as `request` asks for it, as the log does, or by the default
/// pattern.
///
/// # Errors
/// [`ReportError`] if there is no such pattern, teacher or event, or a template or an expression
/// of the log is wrong.
pub fn compose(
    tally: &Arc<Tally>,
    templates: &Arc<Templates>,
    request: &Request,
) -> Result<Report, ReportError> {
    let mut out = Diagnostics::default();
    let Draft { words, outline } = draft(&tally.log, templates, request, &mut out)?;
    let scope = scope::scope(tally, outline.scope, request)?;
    let wording = match Wording::new(tally, templates, &words) {
        Ok(wording) => Some(wording),
        Err(wrong) => {
            wrong.into_iter().for_each(|one| out.push(one));
            None
        }
    };
    // With wrong words or a wrong outline all else would be wrong as well.
    let sound = wording.filter(|_| out.errors() == 0);
    let report = sound.map(|wording| {
        let about = scope
            .as_ref()
            .map(|scope| scope::about(tally, scope, request));
        let wording = match &scope {
            Some(scope) => wording.within(Some(scope.clone()), None),
            None => wording,
        };
        let all = wording.records_in_scope().len();
        let is_own = scope.is_none_or(|scope| scope::is_own(tally, &scope, request, all));
        let charts = request.charts.then(|| appendix(&wording, request.last));
        let composer = Composer::new(&tally.log, &outline, wording, is_own, &mut out);
        let report = composer.report(about);
        let charts = charts.and_then(|charts| charts.map_err(|wrong| out.push(wrong)).ok());
        // A report that does not tell what was done has no pictures of it.
        let tells = !report.left_out.asks && !report.left_out.tells_nothing;
        let charts = charts.map(|charts| match tells {
            true => charts,
            false => Appendix {
                charts: Vec::new(),
                ..charts
            },
        });
        let mut report = Report { charts, ..report };
        report.warnings.extend(not_followed(&tally.log, request));
        report
    });
    match report {
        Some(report) if out.errors() == 0 => Ok(report),
        _ => Err(ReportError::Wrong(out.into_kept())),
    }
}

/// That the pattern asked for is not followed: a log's own outline is what its author has written.
fn not_followed(log: &Log, request: &Request) -> Option<Diagnostic> {
    let name = request.template?;
    let first = log.sections.first()?.phrase(Key::Title);
    Some(Diagnostic {
        severity: Severity::Warning,
        check: None,
        place: first.map(|title| Box::new(title.place())),
        message: format!(
            "记录里有自己的提纲 [[section]]，各部分按它写，模板 {name} 的提纲没有用上"
        ),
        label: Box::default(),
        hints: vec![format!(
            "要用 {name} 的提纲，把各个 [[section]] 移到另一个文件，这一次不读那个文件"
        )],
    })
}

/// The charts of a report.
fn appendix(wording: &Wording, last: Option<&Arc<Tally>>) -> Result<Appendix, Diagnostic> {
    let word = |name| {
        wording
            .words()
            .text(&["appendix", name])
            .unwrap_or_default()
    };
    Ok(Appendix {
        title: word("title").to_owned(),
        label: word("chart").to_owned(),
        // A file is called by letters alone, whatever a word list says.
        stem: word("chart")
            .chars()
            .filter(|c| c.is_alphanumeric())
            .collect(),
        charts: charts::charts(wording, last)?,
    })
}

/// The words and the outline of a report.
struct Draft {
    words: Arc<Words>,
    outline: Outline,
}

/// The words and the outline that a log states and `request` asks for. What is wrong with them
/// goes to `out`.
fn draft(
    log: &Log,
    templates: &Templates,
    request: &Request,
    out: &mut Diagnostics,
) -> Result<Draft, ReportError> {
    let words = Arc::new(Words::new(templates, &log.words, out));
    let head = log.head.report.as_ref();
    let for_teacher = request.teacher.map(|_| "personal");
    let for_event = request.event.map(|_| "event");
    let of_log = head
        .and_then(|head| head.text(Key::Template))
        .map(|name| &**name);
    let name = request.template.or(for_teacher).or(for_event).or(of_log);
    let outline = pattern(templates, name.unwrap_or(DEFAULT_PATTERN), out)?;
    let outline = outline.adapted(log, out);
    retitled::check(log, &words, templates, &outline, out)?;
    Ok(Draft { words, outline })
}

/// Adds to `out` what is wrong with the words and the outline of a report of `log`, before any of
/// it is written.
///
/// # Errors
/// [`ReportError::NoSuch`] if there is no such pattern.
pub fn check(
    log: &Log,
    templates: &Templates,
    request: &Request,
    out: &mut Diagnostics,
) -> Result<(), ReportError> {
    draft(log, templates, request, out).map(|_| ())
}

/// The pattern called `name`.
fn pattern(
    templates: &Templates,
    name: &str,
    out: &mut Diagnostics,
) -> Result<Outline, ReportError> {
    match templates.get(&format!("patterns/{name}.toml")) {
        Some(template) => Ok(Outline::read(template, out)),
        None => Err(ReportError::NoSuch(format!(
            "没有叫“{name}”的模板；能用的有：{}",
            templates.patterns().join("、")
        ))),
    }
}

/// What a pattern is for, and the sections it has.
#[derive(Debug)]
pub struct PatternSummary {
    /// Its name.
    pub name: String,
    /// What reports of this pattern are for.
    pub about: String,
    /// The numbered titles of all its sections, deeper ones indented.
    pub titles: Vec<String>,
}

/// All patterns, the default first.
///
/// # Errors
/// [`ReportError::Wrong`] if one cannot be read.
pub fn patterns(templates: &Templates) -> Result<Vec<PatternSummary>, ReportError> {
    let mut out = Diagnostics::default();
    let mut summaries = Vec::new();
    for name in templates.patterns() {
        let outline = pattern(templates, name, &mut out)?;
        summaries.push(PatternSummary {
            name: name.to_owned(),
            about: outline.about.clone(),
            titles: titles(&outline),
        });
    }
    if out.errors() > 0 {
        return Err(ReportError::Wrong(out.into_kept()));
    }
    Ok(summaries)
}

/// The files that a report of the pattern `name` is made with, beside those that every report
/// uses: the pattern, the passages that it names or that stand for what it does not name, and
/// what these use.
///
/// # Errors
/// [`ReportError`] if there is no such pattern, or it cannot be read.
pub fn files_of(templates: &Arc<Templates>, name: &str) -> Result<Vec<String>, ReportError> {
    let mut out = Diagnostics::default();
    let outline = pattern(templates, name, &mut out)?;
    let words = Words::new(templates, &[], &mut out);
    let mut files = vec![format!("patterns/{name}.toml")];
    files.extend(
        outline
            .lead
            .is_none()
            .then(|| "passages/lead.md".to_owned()),
    );
    files.extend((outline.scope == Part::Teacher).then(|| "passages/mine.md".to_owned()));
    let told = outline
        .told()
        .into_iter()
        .chain(outline.lead.iter().flatten());
    for phrase in told.filter(|phrase| *phrase.text != *NONE) {
        match Wording::find_in(templates, &words, phrase) {
            Ok(passage) if passage.is_others() => {
                files.extend(Wording::every_kind(templates).map(|passage| passage.file));
            }
            Ok(passage) => {
                let followers = passage.followers(templates);
                files.extend(followers.into_iter().map(|passage| passage.file));
                files.push(passage.file);
            }
            Err(diagnostic) => out.push(diagnostic),
        }
    }
    if out.errors() > 0 {
        return Err(ReportError::Wrong(out.into_kept()));
    }
    let mut used: Vec<String> = Vec::new();
    while let Some(file) = files.pop() {
        if !used.contains(&file) {
            files.extend(templates.used_by(&file).map(str::to_owned));
            used.push(file);
        }
    }
    used.sort();
    Ok(used)
}
