//! Prose as people type it in Chinese, in the form that Markdown knows. What of Markdown is markup
//! in prose is decided here, line by line: lists, headings, quotations, tables and code; inside a
//! line `inline` decides. Whatever else is typed is text.

use super::inline;
use crate::text::mark::point;
use crate::text::markdown::{LITERAL, escape};

/// Prose as it is typed in Chinese: lines that begin a point (一、 1） ① 一是 ●) are paragraphs of
/// their own, which Markdown does not know for lists and would join; so are lines that are set in by
/// full-width spaces, lines of signs alone, and what follows a table; and what a paragraph is set in
/// by is no part of it.
pub(super) fn as_markdown(prose: &str) -> String {
    let lines: Vec<&str> = prose.lines().collect();
    let mut out = Out {
        text: String::with_capacity(prose.len() + 16),
        ..Out::default()
    };
    let mut fence = None;
    for (at, line) in lines.iter().enumerate() {
        let bare = line.trim_start();
        if let Some(open) = fence {
            let is_end = closes(bare, open);
            out.push(&if is_end {
                open.to_owned()
            } else {
                line.replace(LITERAL, "")
            });
            fence = Some(open).filter(|_| !is_end);
            continue;
        }
        let has_end = || lines[at + 1..].iter().any(|line| closes(line, bare));
        if is_fence(bare) && has_end() {
            out.paragraph();
            out.list = None;
            out.push(bare);
            fence = Some(bare);
            continue;
        }
        let next = lines.get(at + 1).map_or("", |next| next.trim());
        out.add(line, next);
    }
    out.text
}

/// What is written so far, and what the next line may go on with.
#[derive(Default)]
struct Out {
    text: String,
    list: Option<List>,
    table: Option<Table>,
    is_in_quote: bool,
}

/// The list that the next line may belong to.
#[derive(Clone, Copy)]
struct List {
    /// How far it is set in as it is typed.
    from: usize,
    /// How far what belongs to its last item is set in.
    inside: usize,
}

/// What of a table the last line was.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Table {
    Head,
    Row,
}

impl Out {
    fn push(&mut self, line: &str) {
        self.text.push_str(line);
        self.text.push('\n');
    }

    /// The next line begins a paragraph.
    fn paragraph(&mut self) {
        if !self.text.ends_with("\n\n") && !self.text.is_empty() {
            self.text.push('\n');
        }
    }

    /// Adds a line that is no code; `next` follows it.
    fn add(&mut self, line: &str, next: &str) {
        let bare = line.trim_start();
        let indent = &line[..line.len() - bare.len()];
        // Such spaces begin a paragraph, wherever it stands.
        let is_typed = indent.contains('\u{3000}');
        let is_set_in = !indent.is_empty() && !is_typed;
        let is_signs = is_signs(bare);
        let Typed { quote, mark, text } = match is_signs {
            true => Typed::text(bare),
            false => Typed::of(bare, self.is_in_quote),
        };
        self.is_in_quote = !quote.is_empty();
        let is_plain = mark.is_empty() && quote.is_empty();
        let was_in_list = self.list.is_some();
        if !is_set_in && !bare.is_empty() && !is_item(mark) {
            self.list = None;
        }
        let before = self.table;
        self.table = match before {
            _ if !is_row(bare) => None,
            Some(_) => Some(Table::Row),
            None => is_rule_of_table(next).then_some(Table::Head),
        };
        // Others do where a sentence has come to its end.
        let begins = is_set_in && self.list.is_none() && ends_sentence(&self.text);
        let below = self.list.map_or(0, |list| list.inside);
        let depth = self.depth(if is_set_in { indent } else { "" }, mark);
        // Markdown lets no list begin with any other number behind a line.
        let begins_list = is_item(mark)
            && (!was_in_list || depth >= below && !mark.starts_with(['1', '-', '*', '+']));
        let is_apart = is_plain && (is_typed || begins)
            || is_signs
            || begins_list
            || self.table.is_some() != before.is_some()
            || begins_point(bare, &self.text);
        if is_apart {
            self.paragraph();
        }
        let text = match self.table {
            Some(_) if before == Some(Table::Head) => text.to_owned(),
            Some(_) => inline::row(text),
            None if is_signs => escape(&text.replace(LITERAL, "")),
            None => inline::as_markdown(text),
        };
        let mark = match mark.trim_end() {
            "" => String::new(),
            mark => format!("{mark} "),
        };
        if is_item(&mark) {
            let from = self.list.map_or(0, |list| list.from);
            let inside = depth + quote.len() + mark.len();
            self.list = Some(List { from, inside });
        }
        self.push(&format!("{}{quote}{mark}{text}", " ".repeat(depth)));
        if is_signs {
            self.paragraph();
        }
    }

    /// How far a line is set in: in a list that says what belongs to which item, and what is set in
    /// further than that would be code.
    fn depth(&mut self, indent: &str, mark: &str) -> usize {
        let width = |c: char| if c == '\t' { 4 } else { 1 };
        let width: usize = indent.chars().map(width).sum();
        if is_item(mark) && self.list.is_none() {
            self.list = Some(List {
                from: width,
                inside: 0,
            });
        }
        self.list.map_or(0, |list| {
            let depth = width.saturating_sub(list.from);
            if depth > list.inside + 3 {
                list.inside
            } else {
                depth
            }
        })
    }
}

/// A line in its parts.
struct Typed<'a> {
    /// The marks of quotations, with the spaces behind them.
    quote: &'a str,
    /// The mark of an item or a heading, with one space.
    mark: &'a str,
    text: &'a str,
}

impl<'a> Typed<'a> {
    /// A line that is text alone.
    fn text(text: &'a str) -> Typed<'a> {
        Typed {
            quote: "",
            mark: "",
            text,
        }
    }

    fn of(bare: &'a str, is_in_quote: bool) -> Typed<'a> {
        // An empty line of a quotation.
        if is_in_quote && bare.trim_end() == ">" {
            return Typed {
                quote: bare,
                mark: "",
                text: "",
            };
        }
        let mut text = bare;
        while let Some(rest) = text
            .strip_prefix("> ")
            .filter(|rest| !rest.trim().is_empty())
        {
            text = rest.trim_start();
        }
        let quote = &bare[..bare.len() - text.len()];
        let behind = behind_mark(text).filter(|rest| !rest.trim().is_empty());
        let length = behind.map_or(0, |rest| text.len() - rest.len());
        let (mark, text) = text.split_at(length);
        Typed {
            quote,
            mark,
            text: text.trim_start(),
        }
    }
}

/// What stands behind the mark and the space that an item or a heading begins with in Markdown.
fn behind_mark(text: &str) -> Option<&str> {
    let number = text.trim_start_matches(|c: char| c.is_ascii_digit());
    let hashes = text.trim_start_matches('#');
    let rest = match (text.len() - number.len(), text.len() - hashes.len()) {
        (1..=9, _) => number.strip_prefix(['.', ')']),
        (_, 1..=6) => Some(hashes),
        _ => text.strip_prefix(['-', '*', '+']),
    };
    rest?.strip_prefix([' ', '\t'])
}

fn is_item(mark: &str) -> bool {
    !mark.is_empty() && !mark.starts_with('#')
}

/// Whether a line has nothing but signs that lines are drawn with: below a line Markdown would make
/// a heading of that.
fn is_signs(text: &str) -> bool {
    let text = text.trim_end();
    !text.is_empty() && text.chars().all(|c| "-=*_+ ".contains(c))
}

fn is_row(line: &str) -> bool {
    line.starts_with('|')
}

/// Whether a line parts the head of a table from its rows.
fn is_rule_of_table(line: &str) -> bool {
    is_row(line) && line.contains('-') && line.chars().all(|c| "|-: ".contains(c))
}

/// Whether a line is the signs that a piece of code stands between.
fn is_fence(line: &str) -> bool {
    let line = line.trim_end();
    let is_of = |sign: char| line.len() >= 3 && line.chars().all(|c| c == sign);
    is_of('`') || is_of('~')
}

/// Whether a line ends the piece of code that `open` begins.
fn closes(line: &str, open: &str) -> bool {
    let (line, open) = (line.trim(), open.trim());
    is_fence(line) && line.starts_with(open)
}

/// Whether what is written so far comes to the end of a sentence.
fn ends_sentence(text: &str) -> bool {
    text.trim_end().ends_with(['。', '！', '？', '：'])
}

/// The letters and digits of a line that a reader is to see: the numbers of lists are those of
/// Markdown.
pub(super) fn letters(line: &str) -> String {
    let bare = line.trim_start_matches(|c: char| c.is_whitespace() || ">-*+".contains(c));
    let unnumbered = bare.trim_start_matches(|c: char| c.is_ascii_digit());
    let bare = match unnumbered.starts_with(['.', ')']) {
        true => unnumbered,
        false => bare,
    };
    bare.chars().filter(|c| c.is_alphanumeric()).collect()
}

/// Whether a line begins a point: words that count do not where a clause is to go on, unless the
/// paragraph so far begins with such words itself.
fn begins_point(line: &str, before: &str) -> bool {
    let goes_on = || before.trim_end().ends_with(['，', '、']);
    let is_next = || {
        let paragraph = before.trim_end().rsplit("\n\n").next();
        paragraph
            .and_then(point)
            .is_some_and(|first| first.is_worded)
    };
    point(line).is_some_and(|point| !point.is_worded || !goes_on() || is_next())
}

/// A line without the mark of a point that it begins with, if it does. What is said in words stays.
pub fn without_point(line: &str) -> &str {
    match point(line) {
        Some(point) if !point.is_worded => point.text,
        _ => line,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_paragraphs_are_set_in_by_is_no_part_of_them() {
        assert_eq!(as_markdown("　　甲\n\n    乙\n\t丙"), "甲\n\n乙\n丙\n");
        assert_eq!(
            as_markdown("- 甲\n  - 乙\n\n    丙"),
            "- 甲\n  - 乙\n\n    丙\n"
        );
        assert_eq!(
            as_markdown("1. 甲\n2. 乙\n\n　　丙\n    丁"),
            "1. 甲\n2. 乙\n\n丙\n丁\n"
        );
        assert_eq!(as_markdown("甲，\n  乙。\n    丙"), "甲，\n乙。\n\n丙\n");
        assert_eq!(as_markdown("1. 甲\n　　乙\n　　丙"), "1. 甲\n\n乙\n\n丙\n");
        assert_eq!(as_markdown("　　- 甲\n　　- 乙"), "- 甲\n- 乙\n");
        assert_eq!(as_markdown("```\n    甲\n```"), "```\n    甲\n```\n");
    }

    #[test]
    fn a_line_below_a_table_is_a_paragraph() {
        assert_eq!(
            as_markdown("| 甲 |\n|---|\n| 1 |\n表后的话"),
            "| 甲 |\n|---|\n| 1 |\n\n表后的话\n"
        );
    }
}
