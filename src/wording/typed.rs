//! Expressions as a Chinese input method types them: full-width braces, brackets, quotes and
//! commas stand for the ASCII ones, but not inside quoted names.

use std::ops::Range;

/// Prose with its expressions in ASCII punctuation, and where each part of it was typed.
#[derive(Debug)]
pub(super) struct Typed {
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
            let (read, written) = match (inside, quote) {
                (false, _) => match opens(rest) {
                    Some((length, ascii)) => {
                        inside = true;
                        (length, ascii.to_owned())
                    }
                    None => (c.len_utf8(), c.to_string()),
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
                (true, None) => match closes(rest) {
                    Some((length, ascii)) => {
                        inside = false;
                        (length, ascii.to_owned())
                    }
                    None => {
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
        typed
    }

    /// What of it prose is not to have, with the bytes of the text where it stands.
    pub fn forbidden(&self) -> Option<(Range<usize>, Forbidden)> {
        let text = &self.text;
        let mut at = 0;
        let mut branches = 0;
        while let Some(found) = text[at..]
            .find("{{")
            .into_iter()
            .chain(text[at..].find("{%"))
            .min()
        {
            let start = at + found;
            let is_statement = text[start..].starts_with("{%");
            let close = if is_statement { "%}" } else { "}}" };
            let end = text[start..]
                .find(close)
                .map_or(text.len(), |end| start + end);
            let inside = &text[start + 2..end];
            if inside.len() > LONGEST {
                return Some((start..start + 2, Forbidden::Length));
            }
            if is_statement {
                let word = inside.trim_start_matches(['-', '+', ' ', '\t', '\n']);
                let word = word
                    .split(|c: char| !c.is_alphanumeric())
                    .next()
                    .unwrap_or("");
                branches += usize::from(word == "elif");
                if !STATEMENTS.contains(&word) || branches > MOST_BRANCHES {
                    return Some((start..end + 2.min(text.len() - end), Forbidden::Statement));
                }
            }
            if let Some(star) = unquoted(inside, '*') {
                let star = start + 2 + star;
                return Some((star..star + 1, Forbidden::Star));
            }
            at = end;
        }
        None
    }

    /// The byte of what was typed that became the byte `at` of the text.
    pub fn place(&self, at: usize) -> usize {
        let next = self.places.partition_point(|(text, _)| *text <= at);
        let (text, typed) = self.places[next.saturating_sub(1)];
        typed + (at - text)
    }
}

/// What prose is not to have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Forbidden {
    /// A statement other than conditions and loops.
    Statement,
    /// A multiplication, which repeats texts and lists.
    Star,
    /// An expression longer than anybody writes.
    Length,
}

/// The statements that prose may have.
const STATEMENTS: [&str; 6] = ["if", "elif", "else", "endif", "for", "endfor"];

/// How long an expression may be, in bytes.
const LONGEST: usize = 2000;

/// How many further conditions prose may have.
const MOST_BRANCHES: usize = 50;

/// The first `wanted` of `text` that stands in no quotes.
fn unquoted(text: &str, wanted: char) -> Option<usize> {
    let mut quote = None;
    for (at, c) in text.char_indices() {
        match quote {
            Some(end) if c == end => quote = None,
            Some(_) => {}
            None if c == '"' || c == '\'' => quote = Some(c),
            None if c == wanted => return Some(at),
            None => {}
        }
    }
    None
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
fn closes(text: &str) -> Option<(usize, &'static str)> {
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
    fn prose_has_only_conditions_and_loops() {
        let forbidden = |prose: &str| Typed::new(prose).forbidden().map(|(_, what)| what);
        assert_eq!(
            forbidden("{% for a in b %}{{ a }}{% endfor %}*{{ '*' }}"),
            None
        );
        assert_eq!(forbidden("{{ a * 2 }}"), Some(Forbidden::Star));
        assert_eq!(forbidden("{% set a = 1 %}"), Some(Forbidden::Statement));
        assert_eq!(forbidden("{%- include 'a' %}"), Some(Forbidden::Statement));
        let long = format!("{{{{ {} }}}}", "1+".repeat(2000));
        assert_eq!(forbidden(&long), Some(Forbidden::Length));
        assert_eq!(forbidden("{{ 听课"), None);
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
