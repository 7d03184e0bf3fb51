//! Prose as people type it in Chinese, in the form that Markdown knows.

use crate::text::wide::is_wide;

/// Prose as it is typed in Chinese: lines that begin a point (一、 1、 （1） ① 一是) are paragraphs of
/// their own, which Markdown does not know for lists and would join; so are lines that are set in by
/// full-width spaces, and what follows a table; and what a paragraph is set in by is no part of it.
pub(super) fn as_markdown(prose: &str) -> String {
    let mut text = String::with_capacity(prose.len() + 16);
    let mut is_in_list = false;
    let mut is_in_table = false;
    let mut is_code = false;
    for line in prose.lines() {
        let bare = line.trim_start();
        let is_fence = bare.starts_with("```") || bare.starts_with("~~~");
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
        let is_apart = begins_point(bare) || leaves_table || (begins && !begins_item(bare));
        if is_apart && !text.ends_with("\n\n") && !text.is_empty() {
            text.push('\n');
        }
        // In a list it says what belongs to which item.
        text.push_str(if is_in_list && is_set_in { line } else { bare });
        text.push('\n');
    }
    text
}

/// Whether what is written so far comes to the end of a sentence.
fn ends_sentence(text: &str) -> bool {
    text.trim_end().ends_with(['。', '！', '？', '：'])
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

/// Whether a line begins with the mark of a point as Chinese documents number them.
fn begins_point(line: &str) -> bool {
    without_point(line).len() < line.len()
}

/// A line without the mark of a point that it begins with, if it does.
pub fn without_point(line: &str) -> &str {
    let is_numeral = |c: char| c.is_ascii_digit() || "一二三四五六七八九十".contains(c);
    if let Some(rest) = line.strip_prefix(|c| ('①'..='⑳').contains(&c)) {
        return rest;
    }
    let in_brackets = line.starts_with(['（', '(']);
    let rest = line.trim_start_matches(['（', '(']);
    let mark = rest.trim_start_matches(is_numeral);
    let numeral = &rest[..rest.len() - mark.len()];
    if numeral.is_empty() || numeral.chars().count() > 3 {
        return line;
    }
    let rest = if in_brackets {
        mark.strip_prefix(['）', ')'])
    } else {
        let marked = mark.strip_prefix(['、', '．', '是']);
        marked.or_else(|| mark.strip_prefix('.').filter(|_| begins_dotted(mark)))
    };
    rest.unwrap_or(line)
}

/// `1.文字`: with a space after the dot Markdown knows it itself.
fn begins_dotted(mark: &str) -> bool {
    mark.strip_prefix('.')
        .is_some_and(|rest| rest.starts_with(is_wide))
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
