//! The lines of a paragraph, a list or a table that a user wrote: what begins each, and what it
//! says.

use crate::text::mark::point;

/// A line, or lines that belong together.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Line<'a> {
    /// A row of a table.
    Row(&'a str),
    /// Anything else: the mark of an item or a heading, if it has one, and its text.
    Text { mark: &'a str, text: &'a str },
}

/// The lines of `block`; lines that only go on are one with those before.
pub(super) fn lines(block: &str) -> Vec<Line<'_>> {
    let mut lines = Vec::new();
    let mut start = 0;
    let mut at = 0;
    let mut stands_alone = false;
    for line in block.split_inclusive('\n') {
        let begins = stands_alone || stands_by_itself(line) || !mark(line).is_empty();
        if begins && at > start {
            lines.push(whole(&block[start..at]));
            start = at;
        }
        stands_alone = stands_by_itself(line);
        at += line.len();
    }
    lines.push(whole(&block[start..]));
    lines
}

fn whole(text: &str) -> Line<'_> {
    let text = text.trim_end_matches(['\n', '\r']);
    if text.trim_start().starts_with('|') {
        return Line::Row(text);
    }
    let (mark, text) = text.split_at(mark(text).len());
    Line::Text { mark, text }
}

/// Whether no other line goes on with it: a row or a heading.
fn stands_by_itself(line: &str) -> bool {
    line.trim_start().starts_with(['|', '#'])
}

/// The mark of a list, a heading or a numbered point at the beginning of `line`, with the space
/// around it: `- `, `1. `, （一）, 一、, ①.
fn mark(line: &str) -> &str {
    let from = line.len() - line.trim_start().len();
    let rest = &line[from..];
    let sign = rest.trim_start_matches(['-', '*', '+', '>', '#']);
    let number = rest.trim_start_matches(|c: char| c.is_ascii_digit());
    let dotted = number.strip_prefix(['.', ')']);
    let behind_mark = if sign.len() < rest.len() && sign.starts_with([' ', '\t']) {
        sign
    } else if let Some(dotted) = dotted.filter(|_| number.len() < rest.len()) {
        dotted
    } else if let Some(point) = point(rest).filter(|point| !point.is_worded) {
        match point.mark.ends_with('是') {
            // It is a part of the sentence.
            true => return "",
            false => point.text,
        }
    } else {
        return "";
    };
    let text = behind_mark.trim_start_matches([' ', '\t', '\u{3000}']);
    &line[..line.len() - text.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_is_told_from_the_text() {
        let cases = [
            ("- 推门", "- "),
            ("  * 推门", "  * "),
            ("## 听课", "## "),
            ("1. 推门", "1. "),
            ("12、推门", "12、"),
            ("（一）推门", "（一）"),
            ("三、推门", "三、"),
            ("①推门", "①"),
            ("三位老师", ""),
            ("**推门**", ""),
            ("（其中推门）", ""),
            ("2025年", ""),
            ("-3度", ""),
        ];
        for (line, expected) in cases {
            assert_eq!(mark(line), expected, "{line}");
        }
    }

    #[test]
    fn rows_and_headings_stand_alone() {
        let text = |mark, text| Line::Text { mark, text };
        assert_eq!(
            lines("### 听课\n推门\n接着写\n|a|\n- 互听"),
            [
                text("### ", "听课"),
                text("", "推门\n接着写"),
                Line::Row("|a|"),
                text("- ", "互听"),
            ]
        );
    }
}
