//! The signs between which values stand, as they should be and as they are typed.

/// Where a value stands: this decides what ends it.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Within {
    /// In a line of its own.
    Line,
    /// In a list or in braces.
    Brackets,
}

/// Signs that open or close a text of which not both are straight quotes.
pub const QUOTES: [char; 10] = ['“', '”', '＂', '‘', '’', '＇', '「', '」', '『', '』'];
/// What stands between the items of a list, rightly or not.
pub const COMMAS: [char; 6] = [',', '，', '、', '；', ';', '。'];
/// Opening brackets of an input method.
pub const OPENS: [char; 2] = ['［', '【'];
/// Closing brackets of an input method.
pub const CLOSES: [char; 2] = ['］', '】'];

/// Whether what stands behind a text ends its item.
pub fn is_end(behind: &str, within: Within) -> bool {
    let behind = behind.trim_start_matches(|c: char| c.is_whitespace());
    match (behind.chars().next(), within) {
        (None | Some('#' | '＃'), _) => true,
        (Some(_), Within::Line) => {
            let rest = behind.trim_start_matches(COMMAS).trim_start();
            rest.len() < behind.len() && (rest.is_empty() || rest.starts_with(['#', '＃']))
        }
        (Some(c), Within::Brackets) => {
            COMMAS.contains(&c) || CLOSES.contains(&c) || ",]}｝".contains(c)
        }
    }
}

/// Where in `inner`, what follows an opening quote, the text closes, and with which sign: the
/// first quote behind which its item ends.
pub fn close(inner: &str, within: Within) -> Option<(usize, char)> {
    let quotes = inner.char_indices();
    let mut quotes = quotes.filter(|(_, c)| *c == '"' || QUOTES.contains(c));
    quotes.find(|(at, c)| is_end(&inner[at + c.len_utf8()..], within))
}

/// Whether a text in straight quotes has a backslash that means nothing there.
pub fn has_wrong_backslash(text: &str) -> bool {
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        if c == '\\'
            && !chars
                .next()
                .is_some_and(|next| "btnfr\"\\uUxe".contains(next))
        {
            return true;
        }
    }
    false
}
