//! What prose is not to have: statements that do more than choose and repeat, figures compared as
//! a whole, braces that close nothing.

use std::ops::Range;

use super::typed::{Typed, closes, without_quoted};

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
    /// Closing braces without opening ones.
    Unopened,
    /// Opening braces without closing ones.
    Unclosed,
}

/// The statements that prose may have.
const STATEMENTS: [&str; 6] = ["if", "elif", "else", "endif", "for", "endfor"];

/// How long an expression may be, in bytes.
const LONGEST: usize = 2000;

/// How many further conditions prose may have.
const MOST_BRANCHES: usize = 50;

impl Typed {
    /// What of it prose is not to have, with the bytes of the text where it stands.
    pub fn forbidden(&self) -> Option<(Range<usize>, Forbidden)> {
        let mut branches = 0;
        for (tag, is_statement) in self.tags() {
            if let Some(end) = self.unclosed(&tag) {
                return Some((tag.start - 2..end, Forbidden::Unclosed));
            }
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
        self.unopened().map(|range| (range, Forbidden::Unopened))
    }

    /// Of a tag without an end of its own, that is before the next one or at all, where its line ends.
    fn unclosed(&self, tag: &Range<usize>) -> Option<usize> {
        let inside = &self.text[tag.clone()];
        let bare = without_quoted(inside);
        let next = ["{{", "{%"].iter().filter_map(|open| bare.find(open)).min();
        let end = match next {
            Some(next) => next,
            None if tag.end == self.text.len() => inside.len(),
            None => return None,
        };
        let line = inside[..end].trim_start();
        let start = end - line.len();
        // A name ends at the latest where a clause does.
        let name = line.split(['\n', ',', ';', '；', '、']).next();
        let name = name.unwrap_or_default().trim_end_matches([' ', '.']);
        Some(tag.start + start + name.len())
    }

    /// Braces that close what no braces have opened.
    fn unopened(&self) -> Option<Range<usize>> {
        let mut from = 0;
        let tags = self.tags().map(|(tag, _)| tag.start - 2..tag.end + 2);
        for tag in tags.chain(std::iter::once(self.text.len()..self.text.len())) {
            if let Some(found) = unopened_in(&self.text[from..tag.start]) {
                return Some(from + found.start..from + found.end);
            }
            from = tag.end.min(self.text.len());
        }
        None
    }
}

/// Closing braces in plain text; those that single braces have opened are plain themselves.
fn unopened_in(plain: &str) -> Option<Range<usize>> {
    let mut open = 0_usize;
    for (at, c) in plain.char_indices() {
        match closes(&plain[at..]) {
            Some((length, close)) if close == "%}" || open < 2 => return Some(at..at + length),
            _ if matches!(c, '{' | '｛') => open += 1,
            _ if matches!(c, '}' | '｝') => open = open.saturating_sub(1),
            _ => {}
        }
    }
    None
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

#[cfg(test)]
mod tests {
    use super::*;

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
        assert_eq!(forbidden("{{ 听课"), Some(Forbidden::Unclosed));
        assert_eq!(forbidden("{{ 听课。{{ 论文 }}"), Some(Forbidden::Unclosed));
        assert_eq!(forbidden("{{ 听课['{{'] }}"), None);
        assert_eq!(forbidden("{{ '}}' }}、{a{b}}"), None);
        assert_eq!(forbidden("{ 听课 }}"), Some(Forbidden::Unopened));
        assert_eq!(forbidden("{{ 听课 }} ｝｝"), Some(Forbidden::Unopened));
        assert_eq!(forbidden("有 %}"), Some(Forbidden::Unopened));
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
}
