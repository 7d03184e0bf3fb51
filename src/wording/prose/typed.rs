//! Expressions as a Chinese input method types them: full-width braces, brackets, quotes and
//! commas stand for the ASCII ones, but not inside quoted names. Asides to the program are left out.

use std::ops::Range;

use crate::text::aside::at_start;
use crate::wording::OWN;
use crate::wording::objects::PRINTED;

/// The member of a figure that is its number.
const NUMBER: &str = ".数";

/// Prose with its expressions in ASCII punctuation, and where each part of it was typed.
#[derive(Debug)]
pub struct Typed {
    /// The text for the template engine.
    pub text: String,
    /// Byte in `text`, byte in what was typed; in order, wherever the distance changes.
    places: Vec<(usize, usize)>,
}

impl Typed {
    /// `prose` for the template engine.
    pub fn new(prose: &str) -> Typed {
        let mut typed = Typed {
            text: String::with_capacity(prose.len()),
            places: vec![(0, 0)],
        };
        let mut inside = false;
        let mut quote: Option<char> = None;
        let mut at = 0;
        while let Some(c) = prose[at..].chars().next() {
            let rest = &prose[at..];
            if let Some(aside) = at_start(rest).filter(|aside| !inside && aside.is_closed) {
                at += aside.range.len();
                typed.places.push((typed.text.len(), at));
                continue;
            }
            let (read, written) = match (inside, quote) {
                (false, _) => match opens(rest) {
                    Some((length, ascii)) => {
                        inside = true;
                        (length, ascii.to_owned())
                    }
                    None => {
                        if names_figure(rest) {
                            typed.text.push(OWN);
                            typed.places.push((typed.text.len(), at));
                        }
                        (c.len_utf8(), c.to_string())
                    }
                },
                (true, Some(end)) => {
                    let ends = c == end || (end == '”' && c == '"');
                    let is_end = ends || (end == '’' && c == '\'');
                    if is_end {
                        quote = None;
                    }
                    let written = if is_end { ascii_quote(end) } else { c };
                    (c.len_utf8(), written.to_string())
                }
                (true, None) => match (closes(rest), opens(rest)) {
                    (Some((length, ascii)), _) => {
                        inside = false;
                        (length, ascii.to_owned())
                    }
                    // The one before has no end.
                    (None, Some((length, ascii))) => (length, ascii.to_owned()),
                    (None, None) => {
                        quote = end_of(c);
                        (c.len_utf8(), ascii(c).to_string())
                    }
                },
            };
            typed.text.push_str(&written);
            at += read;
            if read != written.len() {
                typed.places.push((typed.text.len(), at));
            }
        }
        typed.print_hedges();
        typed
    }

    /// Has the numbers that are printed, and not compared, say their hedges.
    fn print_hedges(&mut self) {
        let is_part = |c: char| c.is_alphanumeric() || c == '_';
        let mut printed = Vec::new();
        for (tag, is_statement) in self.tags() {
            let bare = without_quoted(&self.text[tag.clone()]);
            if is_statement || bare.contains(['<', '>', '=']) || bare.contains(" if ") {
                continue;
            }
            let found = bare.match_indices(NUMBER);
            let whole = found.filter(|(at, _)| !bare[at + NUMBER.len()..].starts_with(is_part));
            printed.extend(whole.map(|(at, _)| tag.start + at));
        }
        // Both are of one length: no place changes.
        for at in printed {
            let member = format!(".{PRINTED}");
            self.text.replace_range(at..at + NUMBER.len(), &member);
        }
    }

    /// Takes out what is wrong in the bytes `range`: an expression altogether, of a condition
    /// what it asks. False where neither is possible.
    pub fn blank(&mut self, range: Range<usize>) -> bool {
        let text = &self.text;
        let is_meant =
            |tag: &Range<usize>| tag.start <= range.start + 2 && range.end <= tag.end + 2;
        let is_open = |text: &str| text.starts_with("{{");
        let tag = self.tags().find(|(tag, _)| is_meant(tag));
        let (taken, instead) = match tag {
            None if text.get(range.clone()).and_then(closes).is_some() => (range, ""),
            // An expression without an end.
            Some((_, false)) if text.get(range.clone()).is_some_and(is_open) => (range, ""),
            Some((tag, false)) if text[tag.end..].starts_with("}}") => {
                (tag.start - 2..tag.end + 2, "")
            }
            Some((tag, true)) if text[tag.end..].starts_with("%}") => {
                let word = text[tag.clone()].trim_start_matches(['-', '+', ' ']);
                let asks = word.starts_with("if ") || word.starts_with("elif ");
                // An error may be said to end inside a character.
                let is_whole = text.get(range.clone()).is_some();
                if !asks || !is_whole || range.start <= tag.start || range.end > tag.end {
                    return false;
                }
                (range, "1")
            }
            _ => return false,
        };
        let space = " ".repeat(taken.len().saturating_sub(instead.len()));
        self.text.replace_range(taken, &format!("{instead}{space}"));
        true
    }

    /// The tags of the text: the bytes between their braces, and whether they are statements.
    pub(super) fn tags(&self) -> impl Iterator<Item = (Range<usize>, bool)> {
        let mut at = 0;
        std::iter::from_fn(move || {
            loop {
                let start = at + self.text.get(at..)?.find('{')?;
                let rest = &self.text[start..];
                let is_statement = rest.starts_with("{%");
                if !is_statement && !rest.starts_with("{{") {
                    at = start + 1;
                    continue;
                }
                let close = if is_statement { "%}" } else { "}}" };
                let inside = &rest[2..];
                // Where a quotation has no end, the tag ends at the first braces all the same.
                let end = close_of(inside, close).or_else(|| inside.find(close));
                let end = end.map_or(self.text.len(), |end| start + 2 + end);
                at = end;
                return Some((start + 2..end, is_statement));
            }
        })
    }

    /// The loop that `range` stands in or behind, as far as its place tells; of several the
    /// innermost. Without a place the last of all.
    pub fn loop_before(&self, range: Option<Range<usize>>) -> Option<Range<usize>> {
        let before = range.map_or(self.text.len(), |range| range.start);
        let is_loop = |tag: &Range<usize>| {
            let word = self.text[tag.clone()].trim_start_matches(['-', '+', ' ']);
            word.starts_with("for ")
        };
        let tags = self.tags().filter(|(tag, _)| tag.start <= before);
        let loops = tags.filter(|(tag, is_statement)| *is_statement && is_loop(tag));
        let (tag, _) = loops.last()?;
        Some(tag.start - 2..(tag.end + 2).min(self.text.len()))
    }

    /// Where an expression first uses `name` as a value; of functions the engine tells itself.
    pub fn name(&self, name: &str) -> Option<Range<usize>> {
        self.tags().find_map(|(tag, _)| {
            let bare = without_quoted(&self.text[tag.clone()]);
            let is_part = |c: char| c.is_alphanumeric() || c == '_';
            let found = bare.match_indices(name).find(|(at, _)| {
                let before =
                    bare[..*at].trim_end().ends_with('.') || bare[..*at].ends_with(is_part);
                let after = &bare[at + name.len()..];
                !before && !after.starts_with(is_part) && !after.trim_start().starts_with('(')
            });
            found.map(|(at, _)| tag.start + at..tag.start + at + name.len())
        })
    }

    /// The byte of what was typed that became the byte `at` of the text.
    pub fn place(&self, at: usize) -> usize {
        let next = self.places.partition_point(|(text, _)| *text <= at);
        let (text, typed) = self.places[next.saturating_sub(1)];
        typed + (at - text)
    }
}

/// Where `close` stands in `text` outside quotations.
fn close_of(text: &str, close: &str) -> Option<usize> {
    let mut quote = None;
    text.char_indices().find_map(|(at, c)| {
        match quote {
            Some(end) if c == end => quote = None,
            Some(_) => {}
            None if text[at..].starts_with(close) => return Some(at),
            None => quote = Some(c).filter(|c| matches!(c, '"' | '\'')),
        }
        None
    })
}

/// Whether `text` begins with an expression's last name and then the expression.
fn names_figure(text: &str) -> bool {
    /// Names of more bytes are none that a figure is called by.
    const LONGEST: usize = 40;
    let near = &text[..text.floor_char_boundary(LONGEST)];
    let Some(at) = near.find("{{") else {
        return false;
    };
    let (name, expression) = (&text[..at], &text[at + 2..]);
    let path = expression.split(['}', '|']).next().unwrap_or_default();
    let last = path
        .trim_end()
        .rsplit(['.', '。'])
        .next()
        .unwrap_or_default();
    path.contains(['.', '。']) && !name.is_empty() && last == name
}

/// `text` with something plain of the same length for whatever is quoted.
pub(in crate::wording) fn without_quoted(text: &str) -> String {
    let mut quote = None;
    let mut bare = String::with_capacity(text.len());
    for c in text.chars() {
        match quote {
            Some(end) if c == end => {
                quote = None;
                bare.push(c);
            }
            Some(_) => bare.extend(std::iter::repeat_n('_', c.len_utf8())),
            None => {
                quote = (c == '"' || c == '\'').then_some(c);
                bare.push(c);
            }
        }
    }
    bare
}

/// The length of an opening brace of an expression at the beginning of `text`, and it in ASCII.
fn opens(text: &str) -> Option<(usize, &'static str)> {
    let pairs = [
        ("{{", "{{"),
        ("{%", "{%"),
        ("｛｛", "{{"),
        ("｛%", "{%"),
        ("｛％", "{%"),
        ("{％", "{%"),
    ];
    let pair = pairs.into_iter().find(|(typed, _)| text.starts_with(typed));
    pair.map(|(typed, ascii)| (typed.len(), ascii))
}

/// The same for a closing one.
pub(super) fn closes(text: &str) -> Option<(usize, &'static str)> {
    let pairs = [
        ("}}", "}}"),
        ("%}", "%}"),
        ("｝｝", "}}"),
        ("%｝", "%}"),
        ("％｝", "%}"),
        ("％}", "%}"),
    ];
    let pair = pairs.into_iter().find(|(typed, _)| text.starts_with(typed));
    pair.map(|(typed, ascii)| (typed.len(), ascii))
}

/// What ends a quoted name that `c` begins.
fn end_of(c: char) -> Option<char> {
    Some(match c {
        '"' | '\'' => c,
        '“' | '”' => '”',
        '‘' | '’' => '’',
        '＂' => '＂',
        _ => return None,
    })
}

fn ascii_quote(end: char) -> char {
    match end {
        '’' | '\'' => '\'',
        _ => '"',
    }
}

/// Punctuation of an expression in ASCII.
fn ascii(c: char) -> char {
    match c {
        '“' | '”' | '＂' => '"',
        '‘' | '’' => '\'',
        '（' => '(',
        '）' => ')',
        '【' | '［' => '[',
        '】' | '］' => ']',
        '，' => ',',
        '。' | '．' => '.',
        '｜' => '|',
        '：' => ':',
        '＝' => '=',
        '＋' => '+',
        '－' => '-',
        '＞' => '>',
        '＜' => '<',
        '\u{3000}' | '\u{A0}' => ' ',
        _ => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn punctuation_of_expressions_may_be_full_width() {
        let cases = [
            (
                "共{{ 听课。推门｜余（100） }}。",
                "共{{ 听课.推门|余(100) }}。",
            ),
            ("｛｛ 听课 ｝｝（全校）", "{{ 听课 }}（全校）"),
            ("{{ 公开课【“五（1）班”】 }}", "{{ 公开课[\"五（1）班\"] }}"),
            ("{{ 叙述('听课：推门') }}", "{{ 叙述('听课：推门') }}"),
            ("没有算式，“照写”。", "没有算式，“照写”。"),
            ("{% if 听课 %}有{% endif %}", "{% if 听课 %}有{% endif %}"),
        ];
        for (prose, text) in cases {
            assert_eq!(Typed::new(prose).text, text);
        }
    }

    #[test]
    fn places_are_those_of_what_was_typed() {
        let prose = "共{{ 听课。推门｜余（1） }}次";
        let typed = Typed::new(prose);
        for part in ["听课", "推门", "余", "1", "次"] {
            let at = typed.text.find(part).expect("a part of the text");
            assert!(prose[typed.place(at)..].starts_with(part), "{part}");
        }
    }
}
