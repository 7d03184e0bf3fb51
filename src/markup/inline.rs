//! The text of a line of prose: bold, links and pictures are markup, and whatever else stands in it
//! is text.

use std::sync::LazyLock;

use regex::Regex;

use super::stars::{BOLD, as_bold};
use crate::text::markdown::{LITERAL, as_typed, escape};

/// The text of a line as Markdown that shows it as it is typed.
pub(super) fn as_markdown(text: &str) -> String {
    written(&as_bold(text))
}

/// The text of a row of a table, whose bars part its cells.
pub(super) fn row(text: &str) -> String {
    let text = as_typed(text, '|');
    let mut row = String::with_capacity(text.len() + 8);
    let mut from = 0;
    for (at, _) in text.match_indices('|') {
        if !text[..at].ends_with(LITERAL) {
            row.push_str(&as_markdown(&text[from..at]));
            row.push('|');
            from = at + 1;
        }
    }
    row + &as_markdown(&text[from..])
}

/// Text whose bold is known.
fn written(text: &str) -> String {
    /// Words in brackets and an address behind them, in which brackets stand in pairs.
    static LINK: LazyLock<Regex> = LazyLock::new(|| {
        let link = r"(!?)\[([^\[\]]*)\]\(((?:[^()\s]|\([^()\s]*\))*)\)";
        Regex::new(link).expect("the pattern is a constant that is right")
    });
    let mut out = String::with_capacity(text.len() + 8);
    let mut from = 0;
    for found in LINK.captures_iter(text) {
        let (whole, [sign, words, address]) = (found.get_match(), found.extract().1);
        if sign.is_empty() && !has_scheme(address) {
            continue;
        }
        out.push_str(&plain(&text[from..whole.start()]));
        out.push_str(&format!("{sign}[{}]({})", plain(words), escaped(address)));
        from = whole.end();
    }
    out + &plain(&text[from..])
}

/// Text without links.
fn plain(text: &str) -> String {
    let pieces = text.split(BOLD);
    let pieces: Vec<String> = pieces
        .map(|piece| escape(&piece.replace(LITERAL, "")))
        .collect();
    pieces.join("**")
}

/// Whether what stands in brackets says what sort of address it is: https:, mailto:, file:.
fn has_scheme(address: &str) -> bool {
    let scheme = address.split_once(':').map(|(scheme, _)| scheme);
    scheme.is_some_and(|scheme| {
        scheme.starts_with(|c: char| c.is_ascii_alphabetic())
            && scheme
                .chars()
                .all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c))
    })
}

/// An address of which no sign means anything else.
fn escaped(address: &str) -> String {
    let mut out = String::with_capacity(address.len() + 8);
    for c in address.chars() {
        match c {
            LITERAL => {}
            BOLD => out.push_str("\\*\\*"),
            '\\' | '&' | '<' | '>' | '*' | '_' => out.extend(['\\', c]),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_bold_links_and_pictures_are_markup() {
        for text in [
            "**甲**乙",
            "[站](https://x.cn/a(b))",
            "![图](a.png)",
            "[表](file:///D:/a.xlsx)",
        ] {
            assert_eq!(as_markdown(text), text);
        }
        assert_eq!(
            as_markdown("*甲*和_乙_，[丙](丁)[x](./b.md)"),
            "\\*甲\\*和\\_乙\\_，\\[丙\\](丁)\\[x\\](./b.md)"
        );
        assert_eq!(
            as_markdown("&copy;`a`\\[b\\]\\*"),
            "\\&copy;\\`a\\`\\\\\\[b\\\\\\]\\*"
        );
    }

    #[test]
    fn cells_are_texts() {
        assert_eq!(row("| *1* | \\| | **乙** |"), "| \\*1\\* | \\| | **乙** |");
    }
}
