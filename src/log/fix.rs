//! Rewrites the slips of the input method in a log, and nothing else: where a table is TOML
//! already it stays as it is, byte by byte, and so does what is inside a text.

use toml::de::DeTable;

use super::chunks::Chunks;
use super::slips::typed;

/// A line that is rewritten.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// The line, from 1.
    pub line: usize,
    /// As it was.
    pub before: String,
    /// As it is now; several lines where it said several things.
    pub after: String,
}

/// A header that was typed wrongly joins its table to the one before; once it is right the table
/// is looked at by itself.
const ROUNDS: usize = 3;

/// A text that has been rewritten.
struct Fixed {
    text: String,
    /// The line, from 0, that each of its lines was before.
    origins: Vec<usize>,
}

/// `text` without the slips whose right form is certain.
pub fn fixed(text: &str) -> String {
    all_rounds(text).text
}

/// The same, and the lines that it has rewritten.
pub fn fixed_lines(text: &str) -> (String, Vec<Change>) {
    let fixed = all_rounds(text);
    let mut lines = fixed.text.lines().zip(&fixed.origins).peekable();
    let mut changes = Vec::new();
    for (at, before) in text.lines().enumerate() {
        let mut after: Vec<&str> = Vec::new();
        while let Some((line, _)) = lines.next_if(|(_, origin)| **origin == at) {
            after.push(line);
        }
        let after = after.join("\n");
        if after != before {
            changes.push(Change {
                line: at + 1,
                before: before.to_owned(),
                after,
            });
        }
    }
    (fixed.text, changes)
}

fn all_rounds(text: &str) -> Fixed {
    let lines = text.split('\n').count();
    let mut fixed = Fixed {
        text: text.to_owned(),
        origins: (0..lines).collect(),
    };
    for _ in 0..ROUNDS {
        let mut new_lines = Vec::new();
        let next = once(&fixed.text, &mut new_lines);
        if next == fixed.text {
            break;
        }
        fixed.origins = origins(&fixed.origins, &next, &new_lines);
        fixed.text = next;
    }
    fixed
}

/// The lines that those of `next` were at first, of which some begin at the bytes `new_lines` and
/// belonged to the line before.
fn origins(before: &[usize], next: &str, new_lines: &[usize]) -> Vec<usize> {
    let (mut at, mut line) = (0, 0);
    let mut new_lines = new_lines.iter().peekable();
    let mut all = Vec::with_capacity(before.len());
    for text in next.split('\n') {
        let is_new = new_lines.next_if(|start| **start == at).is_some();
        line += usize::from(at > 0 && !is_new);
        all.push(before.get(line).copied().unwrap_or_default());
        at += text.len() + 1;
    }
    all
}

/// `text` rewritten once; the bytes at which a line begins that was none go to `new_lines`.
fn once(text: &str, new_lines: &mut Vec<usize>) -> String {
    let mut all = String::with_capacity(text.len());
    for chunk in Chunks::new(text.as_bytes()) {
        let Ok(chunk) = chunk else {
            // Too long for a table: the reader says so.
            new_lines.clear();
            return text.to_owned();
        };
        match DeTable::parse(&chunk.text) {
            Ok(_) => all.push_str(&chunk.text),
            Err(_) => rewrite(&chunk.text, &mut all, new_lines),
        }
    }
    all
}

fn rewrite(piece: &str, all: &mut String, new_lines: &mut Vec<usize>) {
    let mut fixes: Vec<_> = typed(piece)
        .into_iter()
        .filter_map(|slip| Some((slip.range, slip.fix?)))
        .collect();
    fixes.sort_by_key(|(range, _)| range.start);
    let mut at = 0;
    for (range, fix) in fixes {
        if range.start < at {
            continue;
        }
        all.push_str(&piece[at..range.start]);
        all.push_str(&fix);
        if fix.ends_with('\n') && !piece[range.clone()].contains('\n') {
            new_lines.push(all.len());
        }
        at = range.end;
    }
    all.push_str(&piece[at..]);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_are_rewritten_and_the_rest_stays() {
        let text = "\u{FEFF}# 记录，第一页\r\n【【听课】】\r\n听课人 ＝ “周岚”、  # 她，他\r\n日期：２０２５－９－１\r\n\
                    \r\n[[session]]\r\ntopic = \"“，＝【】”\"\r\nattendance=［“周岚”，'何平'］。\r\n\
                    [[session]]\r\ntopic  =  \"a，b\"\r\n";
        let right = "# 记录，第一页\r\n[[observation]]\r\nobservers = \"周岚\"  # 她，他\r\ndate = 2025-09-01\r\n\
                     \r\n[[session]]\r\ntopic = \"“，＝【】”\"\r\nattendance=[\"周岚\", '何平']\r\n\
                     [[session]]\r\ntopic  =  \"a，b\"\r\n";
        assert_eq!(fixed(text), right);
        assert_eq!(fixed_lines(right), (right.to_owned(), Vec::new()));
    }

    #[test]
    fn a_line_that_becomes_two_is_one_change() {
        let text = "[[award]]\r\nnames = [\"周岚\", \"何平\"],  level = \"区级\"\r\ngrade = \"一等奖\"\r\n\
                    [[award]]\r\nnames = “周岚”\r\n";
        let (after, changes) = fixed_lines(text);
        let lines = "[[award]]\r\nnames = [\"周岚\", \"何平\"]\nlevel = \"区级\"\r\ngrade = \"一等奖\"\r\n\
                     [[award]]\r\nnames = \"周岚\"\r\n";
        assert_eq!(after, lines);
        let changes = changes.iter().map(|change| (change.line, &*change.after));
        let changes: Vec<_> = changes.collect();
        let two = "names = [\"周岚\", \"何平\"]\nlevel = \"区级\"";
        assert_eq!(changes, [(2, two), (5, "names = \"周岚\"")]);
    }
}
