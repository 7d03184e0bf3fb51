//! Prose whose figures are zero: the clause that holds such a figure goes, with its mark; a
//! sentence that loses all its clauses goes, and so does a paragraph.

use super::{HERE, VOID};

/// `text`, rendered from prose, without what has nothing to say and without the marks of
/// expressions.
pub(super) fn settle(text: &str) -> String {
    let settled = if text.contains(VOID) {
        let blocks: Vec<String> = text
            .split("\n\n")
            .map(block)
            .filter(|block| !block.trim().is_empty())
            .collect();
        blocks.join("\n\n")
    } else {
        text.to_owned()
    };
    settled.replace(HERE, "")
}

/// One paragraph, list or table.
fn block(text: &str) -> String {
    if !text.contains(VOID) {
        return text.to_owned();
    }
    if text.trim_start().starts_with('|') {
        return text.replace(VOID, "—");
    }
    let text = without_brackets(text);
    let sentences = split(&text, |c, after| match c {
        '。' | '！' | '？' => true,
        '\n' => begins_item(after),
        _ => false,
    });
    sentences
        .into_iter()
        .map(|(sentence, end)| match sentence.contains(VOID) {
            true => kept(sentence, end),
            false => format!("{sentence}{end}"),
        })
        .collect()
}

/// Whether a line that begins so is an item of a list, a row or a heading of its own.
fn begins_item(line: &str) -> bool {
    line.starts_with(['-', '*', '+', '|', '#', '>', '（', '(', '①'])
        || line.starts_with(|c: char| c.is_ascii_digit())
}

/// The pieces of `text` that end in a character that `ends` says so of, given what follows; each
/// with that character, the last with none.
fn split(text: &str, ends: impl Fn(char, &str) -> bool) -> Vec<(&str, &str)> {
    let mut pieces = Vec::new();
    let mut start = 0;
    for (at, c) in text.char_indices() {
        let after = at + c.len_utf8();
        if ends(c, &text[after..]) {
            pieces.push((&text[start..at], &text[at..after]));
            start = after;
        }
    }
    if start < text.len() {
        pieces.push((&text[start..], ""));
    }
    pieces
}

/// `text` without the brackets that hold something void.
fn without_brackets(text: &str) -> String {
    let mut text = text.to_owned();
    while let Some(at) = text.find(VOID) {
        let open = text[..at].rfind(['（', '(']);
        let closed_before = open.and_then(|open| text[open..at].find(['）', ')']));
        let close = text[at..].find(['）', ')']).map(|close| at + close);
        match (open, closed_before, close) {
            (Some(open), None, Some(close)) => {
                let width = text[close..].chars().next().map_or(0, char::len_utf8);
                text.replace_range(open..close + width, "");
            }
            _ => break,
        }
    }
    text
}

/// What is left of a sentence with its end mark.
fn kept(sentence: &str, end: &str) -> String {
    let clauses = split(sentence, |c, after| match c {
        '，' | '；' | '：' | ';' => true,
        ',' => !after.starts_with(|c: char| c.is_ascii_digit()),
        _ => false,
    });
    let mut left: Vec<(String, &str)> = clauses
        .into_iter()
        .filter_map(|(clause, mark)| Some((items(clause)?, mark)))
        .collect();
    // A colon with nothing behind it announces nothing.
    while left.last().is_some_and(|(_, mark)| *mark == "：") {
        left.pop();
    }
    let count = left.len();
    let mut text = String::new();
    for (at, (clause, mark)) in left.into_iter().enumerate() {
        text.push_str(&clause);
        if at + 1 < count {
            text.push_str(mark);
        }
    }
    if text.is_empty() {
        return text;
    }
    text + end
}

/// A clause, or the items of its list that say something, if each item has a figure of its own.
fn items(clause: &str) -> Option<String> {
    if !clause.contains(VOID) {
        return Some(clause.to_owned());
    }
    let items: Vec<&str> = clause.split('、').collect();
    let are_figures = items.len() > 1 && items.iter().all(|item| item.contains(HERE));
    let said: Vec<&str> = items
        .iter()
        .copied()
        .filter(|item| !item.contains(VOID))
        .collect();
    if !are_figures || said.is_empty() {
        return None;
    }
    let of_which = items[0].trim_start().starts_with("其中") && items[0].contains(VOID);
    Some(format!(
        "{}{}",
        if of_which { "其中" } else { "" },
        said.join("、")
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `text` with `[…]` for a figure, `[]` for one that is zero.
    fn settled(text: &str) -> String {
        let void = format!("{HERE}{VOID}");
        let here = HERE.to_string();
        settle(
            &text
                .replace("[]", &void)
                .replace('[', &here)
                .replace(']', ""),
        )
    }

    #[test]
    fn a_clause_without_a_figure_goes_with_its_mark() {
        let cases = [
            (
                "共听课[9节]，其中推门听课[]，做到每听必评。",
                "共听课9节，做到每听必评。",
            ),
            ("共听课[9节]，其中推门听课[]。", "共听课9节。"),
            ("推门听课[]。教师参加培训。", "教师参加培训。"),
            ("推门听课[]。", ""),
            ("如下：推门听课[]。", ""),
            ("如下：推门听课[]；互听[2节]。", "如下：互听2节。"),
            ("共听课[9节]（其中推门[]）。", "共听课9节。"),
            ("语文[2节]、数学[]、英语[4节]。", "语文2节、英语4节。"),
            ("其中语文[]、数学[3节]。", "其中数学3节。"),
            ("周岚、何平等[]获奖，另有[2人]参赛。", "另有2人参赛。"),
            ("共1,000元，推门[]。", "共1,000元。"),
            ("- 推门[]\n- 互听[2节]", "- 互听2节"),
            (
                "1. 互听[2节]\n2. 推门[]\n3. 讲座[3场]",
                "1. 互听2节\n3. 讲座3场",
            ),
            ("| 推门 | [] |", "| 推门 | — |"),
            ("推门[]。\n\n第二段。", "第二段。"),
        ];
        for (text, expected) in cases {
            assert_eq!(settled(text).trim(), expected, "{text}");
        }
    }
}
