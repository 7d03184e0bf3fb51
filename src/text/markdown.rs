//! Plain text into Markdown that shows exactly that text, in comrak and in pandoc's
//! `markdown`, `gfm` and `commonmark` readers.

use std::borrow::Cow;

/// ‘ in a form that no reader takes for an apostrophe.
const INNER_QUOTE: &str = "&#8216;";

/// A space in a form that is no part of a mark.
const SPACE: &str = "&#32;";

/// The texts that pandoc takes for a mark, even with backslashes, where a space follows them: the
/// boxes of tasks, the beginning of `. . .`, a pause.
const BEFORE_SPACE: [&str; 4] = ["[ ]", "[x]", "[X]", "."];

/// Stands in prose before a sign that is text and no markup. No text of a log can contain it.
pub const LITERAL: char = '\u{FDDB}';

/// `text` with [`LITERAL`] in the place of each backslash that stands before `sign`. A backslash that
/// an expression has printed is a text itself.
pub fn as_typed(text: &str, sign: char) -> String {
    let mut out = String::with_capacity(text.len());
    let mut signs = text.chars().peekable();
    let mut before = None;
    while let Some(c) = signs.next() {
        let is_escape = c == '\\' && before != Some(LITERAL) && signs.peek() == Some(&sign);
        out.push(if is_escape { LITERAL } else { c });
        before = Some(c);
    }
    out
}

/// `markdown` that an expression has printed in prose, with [`LITERAL`] before the signs that are
/// text: what is typed beside it has no backslashes.
pub fn as_literals(markdown: &str) -> String {
    let mut out = String::with_capacity(markdown.len() + 8);
    let mut rest = markdown;
    while let Some(at) = rest.find(['\\', '&']) {
        let (before, after) = rest.split_at(at);
        out.push_str(before);
        let entity = [(INNER_QUOTE, '‘'), (SPACE, ' ')]
            .into_iter()
            .find(|(entity, _)| after.starts_with(entity));
        let (read, sign) = match entity {
            Some((entity, sign)) => (entity.len(), Some(sign)),
            None if after.starts_with('\\') => {
                let sign = after[1..].chars().next().filter(char::is_ascii_punctuation);
                (1 + sign.map_or(0, char::len_utf8), sign.or(Some('\\')))
            }
            None => (1, None),
        };
        match sign {
            Some(sign) => out.extend([LITERAL, sign]),
            None => out.push_str(&after[..read]),
        }
        rest = &after[read..];
    }
    out + rest
}

/// Escapes `text` so that a reader of Markdown sees exactly `text`. A backslash is set
/// before ASCII punctuation only where it could mean something; Chinese is left alone.
/// Line breaks become spaces: a plain value is one line.
pub fn escape(text: &str) -> String {
    escape_before(text, None)
}

/// The same for text that goes on with `next`, which is part of no value.
pub fn escape_before(text: &str, next: Option<char>) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for (at, c) in text.char_indices() {
        if c.is_control() || c == '\u{2028}' || c == '\u{2029}' {
            out.push(' ');
            continue;
        }
        if c == '‘' && is_apostrophe(&text[..at]) {
            out.push_str(INNER_QUOTE);
            continue;
        }
        if c == ' ' && BEFORE_SPACE.contains(&&text[..at]) {
            out.push_str(SPACE);
            continue;
        }
        let after = text[at + c.len_utf8()..].chars().next().or(next);
        if c.is_ascii_punctuation() && needs_backslash(c, &text[..at], after) {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

/// Whether pandoc's smart quotes may take a ‘ after `before` for an apostrophe: they know it only
/// where it follows a word.
fn is_apostrophe(before: &str) -> bool {
    !before.ends_with(char::is_alphanumeric)
}

/// Markdown with the signs themselves in the place of the forms in which [`escape`] writes some.
pub fn with_plain_signs(markdown: &str) -> Cow<'_, str> {
    if !markdown.contains("&#") {
        return Cow::Borrowed(markdown);
    }
    let mut out = String::with_capacity(markdown.len());
    for (at, part) in markdown.split("&#").enumerate() {
        let is_typed = out.ends_with('\\');
        let sign = [(INNER_QUOTE, '‘'), (SPACE, ' ')].into_iter();
        let mut sign = sign.filter_map(|(form, sign)| Some((sign, form.strip_prefix("&#")?)));
        let read = sign.find_map(|(sign, form)| Some((sign, part.strip_prefix(form)?)));
        match read.filter(|_| at > 0 && !is_typed) {
            Some((sign, rest)) => {
                out.push(sign);
                out.push_str(rest);
            }
            None if at > 0 => {
                out.push_str("&#");
                out.push_str(part);
            }
            None => out.push_str(part),
        }
    }
    Cow::Owned(out)
}

/// Markdown whose ‘ no reader takes for an apostrophe.
pub fn with_inner_quotes(markdown: &str) -> String {
    let mut out = String::with_capacity(markdown.len() + 8);
    for (at, c) in markdown.char_indices() {
        match c {
            '‘' if is_apostrophe(&markdown[..at]) => out.push_str(INNER_QUOTE),
            c => out.push(c),
        }
    }
    out
}

/// Whether `c`, after `before` and ahead of `after`, could be read as markup: it could where
/// the value begins a paragraph, or anywhere.
fn needs_backslash(c: char, before: &str, after: Option<char>) -> bool {
    let last = before.chars().next_back();
    let first = last.is_none();
    let ends_word = after.is_none_or(char::is_whitespace);
    // Roman numbers are no longer than this; to pandoc, others may be of any length.
    let is_list_mark = before.bytes().all(|b| b.is_ascii_digit())
        || before.len() <= 15 && before.bytes().all(|b| b.is_ascii_alphanumeric());
    match c {
        // Emphasis, code, links, HTML, tables, pandoc's ~sub~ ^sup^ $maths$ @citation and
        // its smart quotes.
        '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '|' | '~' | '^' | '$' | '@' | '{' | '\''
        | '"' => true,
        '&' => after.is_none_or(|a| a.is_ascii_alphanumeric() || a == '#'),
        '!' => after == Some('['),
        '>' | '=' | '+' | '%' => first,
        // A heading, the closing marks of one, and pandoc's #. lists.
        '#' => first || ends_word || last.is_some_and(char::is_whitespace),
        // A list, a rule, pandoc's dashes.
        '-' => first || last == Some('-') || after == Some('-'),
        // A definition, ::: blocks, :smile: and http://.
        ':' => first || after.is_some_and(|a| a.is_ascii()),
        // `1.` and `iv.` start lists, `...` turns into an ellipsis, `www.` into a link.
        '.' => (is_list_mark && ends_word) || last == Some('.') || before.ends_with("www"),
        // `1)` and, to pandoc, `(1)`.
        ')' => (is_list_mark || before.starts_with('(')) && ends_word,
        '(' => after == Some('@'),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_could_be_markup_gets_a_backslash() {
        assert_eq!(escape("三（2）班《翠鸟》"), "三（2）班《翠鸟》");
        assert_eq!(escape("1. 论文"), "1\\. 论文");
        assert_eq!(escape("<张三>**"), "\\<张三>\\*\\*");
        assert_eq!(escape("石教办[xxxx]58号"), "石教办\\[xxxx\\]58号");
        assert_eq!(escape("一\n二"), "一 二");
        assert_eq!(escape("(1) 论文"), "(1\\) 论文");
        assert_eq!(escape("(1)论文"), "(1)论文");
        assert_eq!(escape("[x] 完成"), "\\[x\\]&#32;完成");
        assert_eq!(escape("学习‘双减’政策"), "学习‘双减’政策");
        assert_eq!(escape("《‘双减’政策》"), "《&#8216;双减’政策》");
        for text in ["《‘双减’政策》", "[x] 完成", "&#8216;", "&#‘&#32;"] {
            let plain = with_plain_signs(&escape(text)).replace('\\', "");
            assert_eq!(plain, text);
        }
        assert_eq!(escape("1."), "1\\.");
        assert_eq!(escape_before("1.", Some('甲')), "1.");
    }

    #[test]
    fn signs_of_values_are_marked_in_prose() {
        for text in ["a_b*", "&#32;", "[x] 完", "\\", "《‘双减’》", "A&B", "50%"] {
            let bare = as_literals(&escape(text)).replace(LITERAL, "");
            assert_eq!(bare, text);
        }
        assert_eq!(as_literals("a\\_**b**"), format!("a{LITERAL}_**b**"));
        assert_eq!(as_typed("a\\*b\\", '*'), format!("a{LITERAL}*b\\"));
        let printed = format!("a{LITERAL}\\*");
        assert_eq!(as_typed(&printed, '*'), printed);
    }
}
