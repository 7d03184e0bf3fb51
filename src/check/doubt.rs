//! What a check finds, and where: the places are looked up in the text only for what is shown.

use std::collections::HashSet;
use std::ops::Range;
use std::sync::Arc;

use super::{Check, allowed};
use crate::diagnostic::{Diagnostic, Diagnostics, Place, Severity};
use crate::format::Key;
use crate::log::{Log, Phrase, Record, Span, Text, locate};

/// What is doubtful.
pub struct Doubt<'a> {
    /// The name of the check.
    pub check: &'static str,
    /// Where it is.
    pub at: At<'a>,
    /// What is the matter, in Chinese.
    pub message: String,
    /// What to do about it.
    pub hint: String,
}

/// Where something stands.
#[derive(Clone)]
pub enum At<'a> {
    /// The header of a record.
    Header(&'a Record),
    /// The value under a key of a record.
    Value(&'a Record, Key),
    /// One of the values there.
    Item(&'a Record, Key, &'a str),
    /// Bytes of a text that knows its place.
    Prose(&'a Phrase, Range<usize>),
}

/// Takes what the checks find, unless the log allows it.
pub struct Sink<'a> {
    log: &'a Log,
    allowed: HashSet<&'a Text>,
    out: &'a mut Diagnostics,
    reread: &'a mut dyn FnMut(Span) -> Option<String>,
}

impl<'a> Sink<'a> {
    pub fn new(
        log: &'a Log,
        out: &'a mut Diagnostics,
        reread: &'a mut dyn FnMut(Span) -> Option<String>,
    ) -> Sink<'a> {
        Sink {
            log,
            allowed: allowed(log).collect(),
            out,
            reread,
        }
    }

    /// Tells of `doubt`.
    pub fn tell(&mut self, doubt: Doubt<'a>) {
        if self.allowed.iter().any(|name| ***name == *doubt.check) {
            return;
        }
        let severity = Check::find(doubt.check).map_or(Severity::Warning, Check::severity);
        self.push(
            severity,
            Some(doubt.check),
            &doubt.at,
            doubt.message,
            doubt.hint,
        );
    }

    /// Tells of something that is wrong in the settings themselves.
    pub fn refuse(&mut self, at: At<'a>, message: String, hint: String) {
        self.push(Severity::Error, None, &at, message, hint);
    }

    fn push(
        &mut self,
        severity: Severity,
        check: Option<&'static str>,
        at: &At,
        message: String,
        hint: String,
    ) {
        let place = match self.out.has_room() {
            true => at.place(self.log, self.reread),
            false => at.line_of(self.log),
        };
        self.out.push(Diagnostic {
            severity,
            check,
            ..Diagnostic::warning(place, message).hint(hint)
        });
    }
}

impl At<'_> {
    /// Where it stands in `log`, whose text is read again.
    pub fn place(&self, log: &Log, reread: &mut dyn FnMut(Span) -> Option<String>) -> Place {
        let (record, key, item) = match self {
            At::Prose(phrase, range) => return phrase.place_of(range.clone()),
            At::Header(record) => (record, None, None),
            At::Value(record, key) => (record, Some(*key), None),
            At::Item(record, key, item) => (record, Some(*key), Some(*item)),
        };
        let unknown = self.line_of(log);
        match reread(record.span) {
            None => unknown,
            Some(text) => {
                let range = locate(&text, record.span.nth as usize, key, item);
                Place::new(unknown.order, unknown.file, &text, unknown.line, range)
            }
        }
    }

    /// The place of the record alone, or of the whole text.
    fn line_of(&self, log: &Log) -> Place {
        let span = match self {
            At::Prose(phrase, _) => return phrase.place(),
            At::Header(record) | At::Value(record, _) | At::Item(record, ..) => record.span,
        };
        Place {
            order: span.file as usize,
            file: Arc::clone(&log.files[span.file as usize]),
            line: span.line as usize,
            column: 1,
            excerpt: Arc::from(""),
            mark: (0, 0),
        }
    }
}
