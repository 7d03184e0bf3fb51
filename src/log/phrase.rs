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
    origin: Arc<Origin>,
}

impl Phrase {
    /// `text`, which was read from `origin`.
    pub(super) fn new(text: Text, origin: Origin) -> Phrase {
        Phrase {
            text,
            origin: Arc::new(origin),
        }
    }

    /// The place of the whole of it.
    pub fn place(&self) -> Place {
        self.origin.place(self.origin.value.clone())
    }

    /// The place of the bytes `range` of its text.
    pub fn place_of(&self, range: Range<usize>) -> Place {
        let value = &self.origin.value;
        let literal = &self.origin.source[value.clone()];
        let inside = in_literal(literal, &self.text, &range);
        self.origin
            .place(value.start + inside.start..value.start + inside.end)
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
