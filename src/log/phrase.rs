//! Texts that know where in their file they were written, so that what is wrong inside them, an
//! expression say, can be pointed at.

use std::hash::{Hash, Hasher};
use std::ops::Range;
use std::sync::Arc;

use super::Text;
use crate::diagnostic::{Place, excerpt};

/// Where a value stands: the lines of its file that hold it, and the bytes of these that are it.
#[derive(Debug, Clone)]
pub struct Origin {
    /// Number of the file.
    pub order: usize,
    /// Name of the file.
    pub file: Arc<str>,
    /// The first of the lines, from 1.
    pub line: usize,
    /// The lines; all values in them share them.
    pub source: Arc<str>,
    /// The value in them, with its quotes.
    pub value: Range<usize>,
}

impl Origin {
    /// The place of the bytes `range` of the lines.
    fn place(&self, range: Range<usize>) -> Place {
        // Lines end in the value only: before it there is but the beginning of its line.
        let before = &self.source[self.value.start..range.start];
        let start = before.rfind('\n').map_or(0, |at| self.value.start + at + 1);
        Place::in_line(
            self.order,
            Arc::clone(&self.file),
            self.line + before.matches('\n').count(),
            excerpt(&self.source[start..]),
            range.start - start..range.end.max(range.start) - start,
        )
    }
}

/// A text with the place it was written in. Phrases are equal if they say the same.
#[derive(Debug, Clone)]
pub struct Phrase {
    /// What it says.
    pub text: Text,
    /// Where its parts stand, each with the byte of the text that it begins at.
    parts: Arc<[(usize, Origin)]>,
}

impl Phrase {
    /// `text`, which was read from `origin`.
    pub(super) fn new(text: Text, origin: Origin) -> Phrase {
        Phrase {
            text,
            parts: Arc::new([(0, origin)]),
        }
    }

    /// Both of them, `other` in paragraphs of its own behind it.
    pub(super) fn joined(&self, other: &Phrase) -> Phrase {
        let before = format!("{}\n\n", self.text);
        let others = other.parts.iter();
        let others = others.map(|(start, origin)| (before.len() + start, origin.clone()));
        Phrase {
            parts: self.parts.iter().cloned().chain(others).collect(),
            text: (before + &other.text).into(),
        }
    }

    /// The texts of its parts, each with the number of the file it stands in.
    fn texts(&self) -> impl Iterator<Item = (usize, &str)> {
        let ends = self.parts.iter().skip(1).map(|(start, _)| *start);
        let ends = ends.chain([self.text.len()]);
        let parts = self.parts.iter().zip(ends);
        parts.map(|((start, origin), end)| (origin.order, self.text[*start..end].trim_end()))
    }

    /// Whether one of its parts says the same as `other`.
    pub(super) fn says(&self, other: &Phrase) -> bool {
        self.texts().any(|(_, text)| *text == *other.text)
    }

    /// Whether one of its parts stands in the same file as `other`.
    pub(super) fn is_in_file_of(&self, other: &Phrase) -> bool {
        let mut files = other.texts().map(|(order, _)| order);
        files.any(|file| self.texts().any(|(order, _)| order == file))
    }

    /// The place of the whole of it.
    pub fn place(&self) -> Place {
        let (_, origin) = &self.parts[0];
        origin.place(origin.value.clone())
    }

    /// The place of the bytes `range` of its text.
    pub fn place_of(&self, range: Range<usize>) -> Place {
        let after = self
            .parts
            .partition_point(|(start, _)| *start <= range.start);
        let (start, origin) = &self.parts[after.saturating_sub(1)];
        let end = self
            .parts
            .get(after)
            .map_or(self.text.len(), |(end, _)| *end);
        let text = &self.text[*start..end];
        let range = range.start - start..range.end.min(end).max(range.start) - start;
        let value = &origin.value;
        let literal = &origin.source[value.clone()];
        let inside = in_literal(literal, text, &range);
        origin.place(value.start + inside.start..value.start + inside.end)
    }
}

impl PartialEq for Phrase {
    fn eq(&self, other: &Phrase) -> bool {
        self.text == other.text
    }
}

impl Eq for Phrase {}

impl Hash for Phrase {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.text.hash(state);
    }
}

/// A word of one's own: the names of the tables it stands in, its own last, and the word.
#[derive(Debug, Clone)]
pub struct WordEntry {
    /// `["kind", "project", "unit"]`.
    pub path: Vec<String>,
    /// What it is.
    pub value: toml::Value,
    /// Where it stands.
    pub place: Place,
}

/// The bytes of a TOML string `literal`, with its quotes, where the bytes `range` of `text`
/// stand, which was read from it (with its ends trimmed and what cannot be seen left out).
fn in_literal(literal: &str, text: &str, range: &Range<usize>) -> Range<usize> {
    let mut read = characters(literal);
    let mut inside = literal.len()..literal.len();
    let mut last_end = literal.len();
    for (at, wanted) in text.char_indices() {
        let Some((_, raw)) = read.find(|(c, _)| *c == wanted) else {
            return 0..literal.len();
        };
        if at == range.start {
            inside.start = raw.start;
        }
        if at < range.end {
            last_end = raw.end;
        } else if at > range.start {
            break;
        }
    }
    inside.start..last_end.max(inside.start)
}

/// The characters that a TOML string stands for, each with the bytes of `literal` that write it.
fn characters(literal: &str) -> impl Iterator<Item = (char, Range<usize>)> {
    let (quotes, escapes) = ["\"\"\"", "'''", "\"", "'"]
        .iter()
        .find(|quotes| literal.starts_with(**quotes))
        .map_or((0, false), |quotes| (quotes.len(), quotes.starts_with('"')));
    let end = literal.len().saturating_sub(quotes);
    let mut at = quotes;
    let pieces = std::iter::from_fn(move || {
        let rest = literal.get(at..end)?;
        let c = rest.chars().next()?;
        let (read, length) = match rest.strip_prefix('\\').filter(|_| escapes) {
            Some(after) => escaped(after),
            None => (Some(c), c.len_utf8()),
        };
        let start = at;
        at += length;
        Some((read, start..at))
    });
    pieces.filter_map(|(read, range)| Some((read?, range)))
}

/// What the escape that goes on with `after` stands for, and its length with the backslash; a
/// backslash at the end of a line stands for nothing, up to the next text.
fn escaped(after: &str) -> (Option<char>, usize) {
    let Some(kind) = after.chars().next() else {
        return (None, 1);
    };
    let hex = |digits: usize| {
        let code = after.get(1..1 + digits);
        let read = code.and_then(|code| u32::from_str_radix(code, 16).ok());
        (read.and_then(char::from_u32), 2 + digits)
    };
    match kind {
        'n' => (Some('\n'), 2),
        't' => (Some('\t'), 2),
        'r' => (Some('\r'), 2),
        'b' => (Some('\u{8}'), 2),
        'f' => (Some('\u{c}'), 2),
        'e' => (Some('\u{1b}'), 2),
        'x' => hex(2),
        'u' => hex(4),
        'U' => hex(8),
        c if c.is_whitespace() => {
            let folded = after.len() - after.trim_start().len();
            (None, 1 + folded)
        }
        c => (Some(c), 1 + c.len_utf8()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The part of `literal` that writes `part` of `text`.
    fn written<'a>(literal: &'a str, text: &str, part: &str) -> &'a str {
        let start = text.find(part).expect("a part of the text");
        &literal[in_literal(literal, text, &(start..start + part.len()))]
    }

    #[test]
    fn the_bytes_of_a_part_are_found_in_every_form_of_string() {
        let cases = [
            ("\"听课{{ 听课 }}次\"", "听课{{ 听课 }}次"),
            ("'''\n\r\n听课{{ 听课 }}\n'''", "听课{{ 听课 }}"),
            ("\"\"\"\n  前\\\n   后{{ 听课 }}\"\"\"", "前后{{ 听课 }}"),
            ("\"\\u4E00\\n\\\"{{ 听课 }}\"", "一\n\"{{ 听课 }}"),
            ("'\\n{{ 听课 }}'", "\\n{{ 听课 }}"),
        ];
        for (literal, text) in cases {
            assert_eq!(written(literal, text, "{{ 听课 }}"), "{{ 听课 }}");
        }
        let escape = "\"\\u4E00二\"";
        assert_eq!(written(escape, "一二", "一"), "\\u4E00");
    }
}
