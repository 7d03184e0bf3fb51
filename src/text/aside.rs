//! Asides in prose that are read by the program and never printed: why a number that was typed
//! is not held against the records, `48节{# 不核对：含区里统计的3节 #}`.

use std::ops::Range;

/// What an aside begins with, behind its brace and sign.
const WORD: &str = "不核对";

/// How an aside opens, in ASCII or as an input method types it.
const OPENS: [&str; 4] = ["{#", "｛#", "{＃", "｛＃"];

/// How it closes.
const CLOSES: [&str; 4] = ["#}", "#｝", "＃}", "＃｝"];

/// How long what it says may be, in bytes.
const LONGEST: usize = 600;

/// An aside: a number is not to be held against the records.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Aside<'a> {
    /// The bytes of the text that it takes, with its braces.
    pub range: Range<usize>,
    /// The reason it gives; empty where it gives none.
    pub reason: &'a str,
    /// Whether it is closed. What is not is printed as it stands.
    pub is_closed: bool,
}

/// All asides of `text`, in their order. One that is not closed ends with its line.
pub fn asides(text: &str) -> impl Iterator<Item = Aside<'_>> {
    let mut at = 0;
    std::iter::from_fn(move || {
        loop {
            at += text.get(at..)?.find(['{', '｛'])?;
            let found = at_start(&text[at..]);
            let length = found.as_ref().map_or(1, |aside| aside.range.len());
            let start = at;
            at = text.ceil_char_boundary(at + length);
            if let Some(aside) = found {
                return Some(Aside {
                    range: start..start + aside.range.len(),
                    ..aside
                });
            }
        }
    })
}

/// The aside that `text` begins with.
pub fn at_start(text: &str) -> Option<Aside<'_>> {
    let inside = OPENS.iter().find_map(|open| text.strip_prefix(open))?;
    let said = inside.trim_start().strip_prefix(WORD)?;
    let near = &said[..said.floor_char_boundary(LONGEST)];
    let line = near.split('\n').next().unwrap_or_default();
    let closes = CLOSES
        .iter()
        .filter_map(|close| Some((line.find(close)?, close.len())));
    let close = closes.min();
    let is_part = |c: char| c.is_whitespace() || "：:，,".contains(c);
    let (reason, rest) = match close {
        Some((end, length)) => (&line[..end], &said[end + length..]),
        None => (line, &said[line.len()..]),
    };
    Some(Aside {
        range: 0..text.len() - rest.len(),
        reason: reason.trim_matches(is_part),
        is_closed: close.is_some(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn asides_give_their_reasons() {
        let text = "听课48节{# 不核对：含区里统计的3节 #}，{# 别的 #}{{ 听课 }}3次｛＃不核对＃｝。";
        let found: Vec<(&str, &str)> = asides(text)
            .map(|aside| (&text[aside.range], aside.reason))
            .collect();
        let expected = [
            ("{# 不核对：含区里统计的3节 #}", "含区里统计的3节"),
            ("｛＃不核对＃｝", ""),
        ];
        assert_eq!(found, expected);
        let open: Vec<Aside> = asides("3次{# 不核对：甲\n乙 #}").collect();
        assert!(matches!(
            open[..],
            [Aside {
                is_closed: false,
                reason: "甲",
                ..
            }]
        ));
    }
}
