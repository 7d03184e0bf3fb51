//! What is wrong with a log, as data: severity, place, message, remedy. Collected, sorted
//! and shown together; the program goes on reading after each.

mod show;

use std::fmt;
use std::ops::Range;
use std::sync::Arc;

pub use show::show;

/// How bad it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Nothing can be written.
    Error,
    /// The report is written; somebody should look.
    Warning,
}

/// What the slips of the input method go by that can be rewritten without asking.
pub const SLIP: &str = "slip";

/// A place in a log, with the line it stands in.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// Which of the logs, in the order of reading.
    pub order: usize,
    /// Its name as the user gave it.
    pub file: Arc<str>,
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
    /// The line; all that is said of it shares it.
    pub excerpt: Arc<str>,
    /// Bytes of `excerpt` that are meant.
    pub mark: (usize, usize),
}

/// How many characters of a line are kept; the rest of a longer one cannot be shown, and its
/// columns are counted to here at most.
const LONGEST_LINE: usize = 1000;

impl Place {
    /// The place of the bytes `range` of `text`, a piece of a log that begins at line
    /// `first_line`. A range over several lines is cut to its first.
    pub fn new(
        order: usize,
        file: Arc<str>,
        text: &str,
        first_line: usize,
        range: Range<usize>,
    ) -> Place {
        let start = floor(text, range.start);
        let line_start = text[..start].rfind('\n').map_or(0, |at| at + 1);
        let line = first_line + text[..line_start].matches('\n').count();
        let inside = start - line_start..range.end.max(start) - line_start;
        Place::in_line(order, file, line, excerpt(&text[line_start..]), inside)
    }

    /// The place of the bytes `range` of a line of which [`excerpt`] gave this.
    pub fn in_line(
        order: usize,
        file: Arc<str>,
        line: usize,
        excerpt: Arc<str>,
        range: Range<usize>,
    ) -> Place {
        let from = floor(&excerpt, range.start);
        let to = floor(&excerpt, range.end).max(from);
        Place {
            order,
            file,
            line,
            column: excerpt[..from].chars().count() + 1,
            excerpt,
            mark: (from, to),
        }
    }
}

/// What is kept of the line that `text` begins with.
pub fn excerpt(text: &str) -> Arc<str> {
    // However long the line is, no more of it is looked at.
    let shown = text.chars().take(LONGEST_LINE).take_while(|c| *c != '\n');
    let line: String = shown.collect();
    // A tab would put the caret elsewhere.
    line.trim_end_matches('\r').replace('\t', " ").into()
}

/// The nearest character boundary at or before `at`.
fn floor(text: &str, at: usize) -> usize {
    text.floor_char_boundary(at.min(text.len()))
}

/// One thing that is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// How bad it is.
    pub severity: Severity,
    /// The check that found it, where it was one that can be switched off.
    pub check: Option<&'static str>,
    /// Where it is; none for a log as a whole.
    pub place: Option<Box<Place>>,
    /// What is wrong here, in Chinese.
    pub message: String,
    /// A few words under the caret.
    pub label: Box<str>,
    /// What to write instead.
    pub hints: Vec<String>,
}

impl Diagnostic {
    /// An error at `place`.
    pub fn error(place: Place, message: impl Into<String>) -> Diagnostic {
        Diagnostic {
            severity: Severity::Error,
            check: None,
            place: Some(Box::new(place)),
            message: message.into(),
            label: Box::default(),
            hints: Vec::new(),
        }
    }

    /// A warning at `place`.
    pub fn warning(place: Place, message: impl Into<String>) -> Diagnostic {
        Diagnostic {
            severity: Severity::Warning,
            ..Diagnostic::error(place, message)
        }
    }

    /// The same with words under the caret.
    pub fn label(mut self, label: impl Into<String>) -> Diagnostic {
        self.label = label.into().into();
        self
    }

    /// The same with one more remedy.
    pub fn hint(mut self, hint: impl Into<String>) -> Diagnostic {
        self.hints.push(hint.into());
        self
    }
}

impl fmt::Display for Diagnostic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(place) = &self.place {
            write!(f, "{}:{}:{}：", place.file, place.line, place.column)?;
        }
        f.write_str(&self.message)
    }
}

impl std::error::Error for Diagnostic {}

/// How many diagnostics are kept; the rest are only counted.
const KEPT: usize = 200;

/// All that is wrong so far.
#[derive(Debug, Default)]
pub struct Diagnostics {
    kept: Vec<Diagnostic>,
    errors: usize,
    warnings: usize,
}

impl Diagnostics {
    /// Adds one. Past the limit errors push out warnings, and the rest is counted only.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        match diagnostic.severity {
            Severity::Error => self.errors += 1,
            Severity::Warning => self.warnings += 1,
        }
        if self.kept.len() < KEPT {
            self.kept.push(diagnostic);
        } else if diagnostic.severity == Severity::Error
            && let Some(warning) = self
                .kept
                .iter_mut()
                .rev()
                .find(|kept| kept.severity == Severity::Warning)
        {
            *warning = diagnostic;
        }
    }

    /// Adds all of `other`.
    pub fn extend(&mut self, other: Diagnostics) {
        let (errors, warnings) = (other.errors, other.warnings);
        let count = |severity| {
            let kept = other.kept.iter();
            kept.filter(|kept| kept.severity == severity).count()
        };
        self.errors += errors - count(Severity::Error);
        self.warnings += warnings - count(Severity::Warning);
        other.kept.into_iter().for_each(|one| self.push(one));
    }

    /// Whether `diagnostic` is among those kept.
    pub fn has(&self, diagnostic: &Diagnostic) -> bool {
        self.kept.contains(diagnostic)
    }

    /// All that were kept.
    pub fn into_kept(self) -> Vec<Diagnostic> {
        self.kept
    }

    /// How many errors there are.
    pub fn errors(&self) -> usize {
        self.errors
    }

    /// How many of those kept were found by the check called `name`.
    pub fn found_by(&self, name: &str) -> usize {
        let kept = self.kept.iter();
        kept.filter(|kept| kept.check == Some(name)).count()
    }

    /// How many warnings there are.
    pub fn warnings(&self) -> usize {
        self.warnings
    }

    /// Whether there is anything.
    pub fn any(&self) -> bool {
        self.errors + self.warnings > 0
    }

    /// Whether one more would still be shown in full.
    pub fn has_room(&self) -> bool {
        self.kept.len() < KEPT
    }

    /// Those kept, by place, and how many more there are.
    pub fn sorted(&self) -> (Vec<&Diagnostic>, usize) {
        let mut kept: Vec<&Diagnostic> = self.kept.iter().collect();
        kept.sort_by(|a, b| {
            let place = |d: &Diagnostic| d.place.as_ref().map(|p| (p.order, p.line, p.column));
            place(a).cmp(&place(b)).then(a.severity.cmp(&b.severity))
        });
        let more = self.errors + self.warnings - kept.len();
        (kept, more)
    }
}
