//! The report as a whole: which sections it has, in which order and under which numbers, and
//! what stands in each. Sections without anything to say are left out.

mod mark;
mod outline;

use std::fmt;
use std::sync::Arc;

use chrono::{Datelike, NaiveDate};

use crate::format::Key;
use crate::log::{Record, Text};
use crate::markup::{Block, normalise};
use crate::tally::Tally;
use crate::text::markdown::escape;
use crate::wording::{Wording, WordingError, pattern, pattern_names};
use outline::{Outline, Slot, titles};

/// A report ready to be written out. All texts but `author` and `date` are Markdown blocks.
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
}

/// A section with its subsections.
#[derive(Debug)]
pub struct Section {
    /// The number with its mark, such as 一、 or （一）.
    pub number: String,
    /// The title, as plain text.
    pub title: String,
    /// Whether its first paragraph follows the title in the same line.
    pub run_in: bool,
    /// Its own paragraphs and tables.
    pub blocks: Vec<String>,
    /// Its subsections.
    pub sections: Vec<Section>,
}

/// Why there is no report.
#[derive(Debug)]
pub enum ReportError {
    /// No pattern of this name; the names there are.
    NoSuchPattern(String, Vec<&'static str>),
    /// A pattern that cannot be read.
    BadPattern(String, toml::de::Error),
    /// A template failed.
    Wording(WordingError),
}

impl fmt::Display for ReportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ReportError::NoSuchPattern(name, known) => {
                write!(f, "没有叫“{name}”的模板；能用的有：{}", known.join("、"))
            }
            ReportError::BadPattern(name, error) => write!(f, "模板 {name} 读不懂：{error}"),
            ReportError::Wording(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for ReportError {}

impl From<WordingError> for ReportError {
    fn from(error: WordingError) -> ReportError {
        ReportError::Wording(error)
    }
}

/// Composes the report of `tally` by the pattern called `template`, by the one that the log
/// names, or by the default one.
///
/// # Errors
/// [`ReportError`] if there is no such pattern, or a template fails.
pub fn compose(tally: &Arc<Tally>, template: Option<&str>) -> Result<Report, ReportError> {
    let head = tally.log.head.report.as_ref();
    let named = template.or_else(|| {
        head.and_then(|head| head.text(Key::Template))
            .map(|name| &**name)
    });
    let default = pattern_names().next().unwrap_or_default();
    let name = named.unwrap_or(default);
    let outline = outline(name)?;
    let wording = Wording::new(tally)?;
    let composer = Composer {
        prose: tally.log.head.prose.as_ref(),
        wording: &wording,
    };
    let sections = composer.sections(&outline.sections, 0)?;
    let text = |key| head.and_then(|head| head.text(key)).map(Text::to_string);
    Ok(Report {
        title: match text(Key::Title) {
            Some(title) => vec![title],
            None => wording
                .phrase("title")?
                .lines()
                .map(str::to_owned)
                .collect(),
        },
        slogan: text(Key::Slogan),
        lead: composer.lead(!sections.is_empty())?,
        sections,
        closing: composer.prose(Key::Closing),
        author: Some(wording.phrase("author")?).filter(|author| !author.is_empty()),
        date: head.and_then(|head| head.day(Key::Date)).map(date),
    })
}

/// The outline of the pattern called `name`.
fn outline(name: &str) -> Result<Outline, ReportError> {
    let source = pattern(name)
        .ok_or_else(|| ReportError::NoSuchPattern(name.to_owned(), pattern_names().collect()))?;
    toml::from_str(source).map_err(|error| ReportError::BadPattern(name.to_owned(), error))
}

/// What a pattern is for, and the sections it has.
#[derive(Debug)]
pub struct PatternSummary {
    /// Its name.
    pub name: &'static str,
    /// What reports of this pattern are for.
    pub about: String,
    /// The numbered titles of all its sections, deeper ones indented.
    pub titles: Vec<String>,
}

/// All patterns, the default first.
///
/// # Errors
/// [`ReportError::BadPattern`] if one cannot be read.
pub fn patterns() -> Result<Vec<PatternSummary>, ReportError> {
    let summary = |name| {
        let outline = outline(name)?;
        let mut lines = Vec::new();
        titles(&outline.sections, 0, &mut lines);
        Ok(PatternSummary {
            name,
            about: outline.about,
            titles: lines,
        })
    };
    pattern_names().map(summary).collect()
}

/// A date as it stands under a signature.
fn date(day: NaiveDate) -> String {
    format!("{}年{}月{}日", day.year(), day.month(), day.day())
}

/// Puts sections together from prose and passages.
struct Composer<'a> {
    prose: Option<&'a Record>,
    wording: &'a Wording,
}

impl Composer<'_> {
    fn blocks(&self, key: Key) -> Vec<Block> {
        let prose = self.prose.and_then(|prose| prose.prose(key));
        prose.map_or_else(Vec::new, |prose| normalise(prose))
    }

    fn prose(&self, key: Key) -> Vec<String> {
        self.blocks(key)
            .into_iter()
            .map(|block| block.text)
            .collect()
    }

    /// The lead: what is written, what the log tells of the school, and the cue, if sections
    /// follow. Prose that ends in a cue of its own stands alone.
    fn lead(&self, has_sections: bool) -> Result<Vec<String>, ReportError> {
        let blocks = self.blocks(Key::Lead);
        let takes_more = blocks.last().is_none_or(|last| last.is_paragraph);
        let has_cue = blocks.last().is_some_and(|last| last.text.ends_with('：'));
        let mut lead: Vec<String> = blocks.into_iter().map(|block| block.text).collect();
        if has_cue {
            return Ok(lead);
        }
        let told = self.wording.passage("lead")?;
        let takes_cue = takes_more || !told.is_empty();
        lead.extend(told);
        if !has_sections {
            return Ok(lead);
        }
        let cue = escape(&self.wording.phrase("cue")?);
        match lead.last_mut() {
            Some(last) if takes_cue => last.push_str(&cue),
            _ => lead.push(cue),
        }
        Ok(lead)
    }

    /// The sections that have anything to say, numbered.
    fn sections(&self, slots: &[Slot], depth: usize) -> Result<Vec<Section>, ReportError> {
        let mut sections = Vec::new();
        for slot in slots {
            let mut blocks = slot.prose().map_or_else(Vec::new, |key| self.prose(key));
            for passage in &slot.passages {
                blocks.extend(self.wording.passage(passage)?);
            }
            let mut below = self.sections(&slot.sections, depth + 1)?;
            // A heading over the only subsection would say nothing.
            if let [only] = &mut below[..] {
                blocks.append(&mut only.blocks);
                below = std::mem::take(&mut only.sections);
            }
            if !blocks.is_empty() || !below.is_empty() {
                sections.push(Section {
                    number: slot.number(depth, sections.len() + 1),
                    run_in: slot.run_in,
                    title: slot.title.clone(),
                    blocks,
                    sections: below,
                });
            }
        }
        Ok(sections)
    }
}
