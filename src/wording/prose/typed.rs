//! Expressions as a Chinese input method types them: full-width braces, brackets, quotes and
//! commas stand for the ASCII ones, but not inside quoted names.

use std::ops::Range;

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

    /// Takes out what is wrong in the bytes `range`: an expression altogether, of a condition
    /// what it asks. False where neither is possible.
    pub fn blank(&mut self, range: Range<usize>) -> bool {
        let text = &self.text;
        let tag = |open: &str, close: &str| {
            let start = text[..text.floor_char_boundary(range.start + 2)].rfind(open)?;
            let end = start + text[start..].find(close)? + 2;
            let is_inside = start <= range.start && range.end <= end;
            is_inside.then_some(start..end)
        };
        let (taken, instead) = if let Some(expression) = tag("{{", "}}") {
            (expression, "")
        } else if let Some(statement) = tag("{%", "%}") {
            let word = text[statement.clone()].trim_start_matches(['{', '%', '-', '+', ' ']);
            let asks = word.starts_with("if ") || word.starts_with("elif ");
            if !asks || range.start <= statement.start + 2 {
                return false;
            }
            (range, "1")
        } else {
            return false;
        };
        let space = " ".repeat(taken.len().saturating_sub(instead.len()));
        self.text.replace_range(taken, &format!("{instead}{space}"));
        true
    }

    /// The tags of the text: the bytes between their braces, and whether they are statements.
    fn tags(&self) -> impl Iterator<Item = (Range<usize>, bool)> {
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
                let end = rest.find(close).map_or(self.text.len(), |end| start + end);
                at = end;
                return Some((start + 2..end, is_statement));
            }
        })
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

    /// What of it prose is not to have, with the bytes of the text where it stands.
    pub fn forbidden(&self) -> Option<(Range<usize>, Forbidden)> {
        let mut branches = 0;
        for (tag, is_statement) in self.tags() {
            let inside = &self.text[tag.clone()];
            let start = tag.start - 2;
            if inside.len() > LONGEST {
                return Some((start..tag.start, Forbidden::Length));
            }
            if is_statement {
                let word = inside.trim_start_matches(['-', '+', ' ', '\t', '\n']);
                let word = word
                    .split(|c: char| !c.is_alphanumeric())
                    .next()
                    .unwrap_or("");
                branches += usize::from(word == "elif");
                if !STATEMENTS.contains(&word) || branches > MOST_BRANCHES {
                    let end = (tag.end + 2).min(self.text.len());
                    return Some((start..end, Forbidden::Statement));
                }
            }
            let bare = without_quoted(inside);
            if let Some(star) = bare.find('*') {
                let star = tag.start + star;
                return Some((star..star + 1, Forbidden::Star));
            }
            if let Some(figure) = compared(&bare) {
                let range = tag.start + figure.start..tag.start + figure.end;
                return Some((range, Forbidden::Compared));
            }
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
pub enum Forbidden {
    /// A statement other than conditions and loops.
    Statement,
    /// A multiplication, which repeats texts and lists.
    Star,
    /// A figure compared as a whole, which has no order: its number has.
    Compared,
    /// An expression longer than anybody writes.
    Length,
}

/// The statements that prose may have.
const STATEMENTS: [&str; 6] = ["if", "elif", "else", "endif", "for", "endfor"];

/// How long an expression may be, in bytes.
const LONGEST: usize = 2000;

/// How many further conditions prose may have.
const MOST_BRANCHES: usize = 50;

/// `text` with something plain of the same length for whatever is quoted.
fn without_quoted(text: &str) -> String {
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

/// What is compared with a number, or by size, and is no number itself: the bytes of its name.
/// Quoted text has been taken out of `text`.
fn compared(text: &str) -> Option<Range<usize>> {
    let signs = ["==", "!=", "<=", ">=", "<", ">"];
    let sign = signs
        .iter()
        .filter_map(|sign| Some((text.find(sign)?, *sign)));
    let (at, sign) = sign.min_by_key(|(at, sign)| (*at, std::cmp::Reverse(sign.len())))?;
    let before = operand(text[..at].trim_end(), true);
    let behind = at + sign.len();
    let space = text[behind..].len() - text[behind..].trim_start().len();
    let after = operand(&text[behind + space..], false);
    let after = behind + space + after.start..behind + space + after.end;
    let is_number =
        |range: &Range<usize>| text[range.clone()].starts_with(|c: char| c.is_numeric());
    let by_size = !matches!(sign, "==" | "!=");
    let mut operands = [before.clone(), after.clone()].into_iter();
    let of_numbers = by_size || is_number(&before) || is_number(&after);
    let figure = operands.find(|range| !is_number(range) && is_figure(&text[range.clone()]));
    figure.filter(|_| of_numbers)
}

/// The name at the end or at the beginning of `text`, with what stands behind it.
fn operand(text: &str, at_end: bool) -> Range<usize> {
    let is_part = |c: char| c.is_alphanumeric() || "._[]\"'".contains(c);
    if at_end {
        let start = text.trim_end_matches(is_part).len();
        start..text.len()
    } else {
        0..text.len() - text.trim_start_matches(is_part).len()
    }
}

/// Whether `name` may be a figure: it is a name, and none of a number.
fn is_figure(name: &str) -> bool {
    let last = name.rsplit(['.', '[']).next().unwrap_or(name);
    let numbers = ["数", "n", "length", "count", "index", "index0", "revindex"];
    name.starts_with(char::is_alphabetic) && !numbers.contains(&last)
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
    fn a_figure_is_compared_by_its_number() {
        let compared = |prose: &str| {
            let typed = Typed::new(prose);
            let found = typed.forbidden();
            found.map(|(range, what)| {
                assert_eq!(what, Forbidden::Compared);
                typed.text[range].to_owned()
            })
        };
        let cases = [
            ("{% if 听课 > 100 %}", Some("听课")),
            ("{% if 听课.推门>=100 and 获奖 %}", Some("听课.推门")),
            ("{% if 100 < 听课 %}", Some("听课")),
            ("{% if 听课.数 > 听课[\"9月\"] %}", Some("听课[\"__\"]")),
            ("{% if 听课 == 0 %}", Some("听课")),
            ("{% if 听课.数 > 100 %}", None),
            ("{% if 听课.按(\"类型\")|length > 1 %}", None),
            ("{% if 组 == \"语文组>3\" %}", None),
            ("{% if loop.index > 1 %}", None),
        ];
        for (prose, expected) in cases {
            let expected = expected.map(|text| text.replace("__", "9月"));
            assert_eq!(compared(prose), expected, "{prose}");
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
