//! Prose as people type it in Chinese, in the form that Markdown knows.

use super::stars::as_bold;
use crate::text::mark::point;

/// Prose as it is typed in Chinese: lines that begin a point (一、 1） ① 一是 ●) are paragraphs of
/// their own, which Markdown does not know for lists and would join; so are lines that are set in by
/// full-width spaces, and what follows a table; and what a paragraph is set in by is no part of it.
/// What begins with brackets is a sentence as any other.
pub(super) fn as_markdown(prose: &str) -> String {
    let mut text = String::with_capacity(prose.len() + 16);
    let mut is_in_list = false;
    let mut is_in_table = false;
    let mut is_code = false;
    for line in prose.lines() {
        let bare = line.trim_start();
        let is_fence = is_fence(bare, is_code);
        if is_fence || is_code {
            is_code ^= is_fence;
            text.push_str(line);
            text.push('\n');
            continue;
        }
        let indent = &line[..line.len() - bare.len()];
        // Such spaces begin a paragraph, wherever it stands.
        let is_typed = indent.contains('\u{3000}');
        let is_set_in = !indent.is_empty() && !is_typed;
        is_in_list = match is_set_in || bare.is_empty() {
            true => is_in_list,
            false => begins_item(bare),
        };
        let leaves_table = is_in_table && !bare.contains('|');
        is_in_table = bare.starts_with('|');
        // Others do where a sentence has come to its end.
        let begins = is_typed || (is_set_in && !is_in_list && ends_sentence(&text));
        let is_apart = begins_point(bare, &text) || leaves_table || (begins && !begins_item(bare));
        if is_apart && !text.ends_with("\n\n") && !text.is_empty() {
            text.push('\n');
        }
        // In a list it says what belongs to which item.
        let line = if is_in_list && is_set_in { line } else { bare };
        text.push_str(&as_bold(&without_definition(line)));
        text.push('\n');
    }
    text
}

/// Whether a line begins or ends a piece of code; words of Chinese behind its signs are no name of
/// a language, but a sentence.
fn is_fence(line: &str, is_code: bool) -> bool {
    let name = line.trim_start_matches(['`', '~']).trim();
    let is_marked = line.starts_with("```") || line.starts_with("~~~");
    is_marked && name.is_ascii() && (!is_code || name.is_empty())
}

/// Whether what is written so far comes to the end of a sentence.
fn ends_sentence(text: &str) -> bool {
    text.trim_end().ends_with(['。', '！', '？', '：'])
}

/// The letters and digits of a line that a reader is to see: the numbers of lists are those of
/// Markdown, and names of signs (`&nbsp;`) become the signs.
pub(super) fn letters(line: &str) -> String {
    let bare = line.trim_start_matches(|c: char| c.is_whitespace() || ">-*+".contains(c));
    let unnumbered = bare.trim_start_matches(|c: char| c.is_ascii_digit());
    let bare = match unnumbered.starts_with(['.', ')']) {
        true => unnumbered,
        false => bare,
    };
    let mut pieces = bare.split('&');
    let first = pieces.next().unwrap_or_default();
    let rest = pieces.map(|piece| match piece.split_once(';') {
        Some((name, rest)) if name.chars().all(|c| c.is_ascii_alphanumeric() || c == '#') => rest,
        _ => piece,
    });
    std::iter::once(first)
        .chain(rest)
        .flat_map(str::chars)
        .filter(|c| c.is_alphanumeric())
        .collect()
}

/// Whether a line begins a point: words that count do where a sentence has come to its end.
fn begins_point(line: &str, before: &str) -> bool {
    let ends = before.trim_end().ends_with('；') || ends_sentence(before);
    point(line).is_some_and(|point| !point.is_worded || ends)
}

/// Whether a line begins an item of a list in Markdown.
fn begins_item(line: &str) -> bool {
    let rest = line.trim_start_matches(|c: char| c.is_ascii_digit());
    let mark = match rest.len() < line.len() {
        true => rest.strip_prefix(['.', ')']),
        false => rest.strip_prefix(['-', '*', '+']),
    };
    mark.is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
}

/// A line without the mark of a point that it begins with, if it does. What is said in words stays.
pub fn without_point(line: &str) -> &str {
    match point(line) {
        Some(point) if !point.is_worded => point.text,
        _ => line,
    }
}

/// A line in which what Markdown would take for the definition of a link or a note is text: it
/// begins with brackets behind which no address stands, or with the signs of code before words.
fn without_definition(line: &str) -> String {
    let is_mark = |c: char| c.is_whitespace() || c.is_ascii_digit() || ">-*+.)".contains(c);
    let bare = line.trim_start_matches(is_mark);
    let is_link = bare
        .split_once(']')
        .is_some_and(|(_, rest)| rest.starts_with('('));
    let is_sentence = bare.starts_with("```") || bare.starts_with("~~~");
    match is_sentence || bare.starts_with('[') && !is_link {
        true => format!("{}\\{bare}", &line[..line.len() - bare.len()]),
        false => line.to_owned(),
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
