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
    /// As it is now.
    pub after: String,
}

/// A header that was typed wrongly joins its table to the one before; once it is right the table
/// is looked at by itself.
const ROUNDS: usize = 3;

/// `text` without the slips whose right form is certain.
pub fn fixed(text: &str) -> String {
    let mut text = text.to_owned();
    for _ in 0..ROUNDS {
        let next = once(&text);
        if next == text {
            break;
        }
        text = next;
    }
    text
}

/// The lines in which two texts of as many lines differ.
pub fn changes(before: &str, after: &str) -> Vec<Change> {
    let lines = before.lines().zip(after.lines()).zip(1..);
    let changed = lines.filter(|((before, after), _)| before != after);
    changed
        .map(|((before, after), line)| Change {
            line,
            before: before.to_owned(),
            after: after.to_owned(),
        })
        .collect()
}

fn once(text: &str) -> String {
    let mut all = String::with_capacity(text.len());
    for chunk in Chunks::new(text.as_bytes()) {
        let Ok(chunk) = chunk else {
            // Too long for a table: the reader says so.
            return text.to_owned();
        };
        match DeTable::parse(&chunk.text) {
            Ok(_) => all.push_str(&chunk.text),
            Err(_) => all.push_str(&rewritten(&chunk.text)),
        }
    }
    all
}

fn rewritten(piece: &str) -> String {
    let mut fixes: Vec<_> = typed(piece)
        .into_iter()
        .filter_map(|slip| Some((slip.range, slip.fix?)))
        .collect();
    fixes.sort_by_key(|(range, _)| range.start);
    let mut all = String::with_capacity(piece.len());
    let mut at = 0;
    for (range, fix) in fixes {
        if range.start < at {
            continue;
        }
        all.push_str(&piece[at..range.start]);
        all.push_str(&fix);
        at = range.end;
    }
    all.push_str(&piece[at..]);
    all
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
        assert_eq!(changes(right, right), []);
    }
}
