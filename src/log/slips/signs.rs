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
/// first quote behind which its item ends. `None` where what would be a remark behind it has a
/// quote without its other, which may be the one that closes the text.
pub fn close(inner: &str, within: Within) -> Option<(usize, char)> {
    let quotes = inner.char_indices();
    let mut quotes = quotes.filter(|(_, c)| *c == '"' || QUOTES.contains(c));
    let found = quotes.find(|(at, c)| is_end(&inner[at + c.len_utf8()..], within))?;
    let behind = inner[found.0..].split_once(['#', '＃']);
    let is_remark = |text: &str| is_balanced(text) && text.matches('"').count().is_multiple_of(2);
    behind
        .is_none_or(|(_, remark)| is_remark(remark))
        .then_some(found)
}

/// Whether the Chinese quotes in `text` open and close by turns, so that none of them can have been
/// meant for the text itself.
pub fn is_balanced(text: &str) -> bool {
    let pairs = [('“', '”'), ('‘', '’'), ('「', '」'), ('『', '』')];
    pairs.iter().all(|(open, close)| {
        let mut depth = 0;
        let is_sound = text.chars().all(|c| {
            depth += i32::from(c == *open) - i32::from(c == *close);
            depth >= 0
        });
        is_sound && depth == 0
    })
}

/// `text` between quotes in which it stands as it is; `None` where there are none.
pub fn quoted(text: &str) -> Option<String> {
    match (text.contains(['"', '\\']), text.contains('\'')) {
        (false, _) => Some(format!("\"{text}\"")),
        (true, false) => Some(format!("'{text}'")),
        (true, true) => None,
    }
}

/// The texts that stand in `text`, each in quotes of some sort, with commas or nothing between them;
/// `None` where it is no more than one.
pub fn several(text: &str) -> Option<Vec<&str>> {
    let is_quote = |c: char| c == '"' || QUOTES.contains(&c);
    let is_between = |c: char| c.is_whitespace() || COMMAS.contains(&c);
    let mut rest = text.trim_end_matches(is_between);
    let mut all = Vec::new();
    while !rest.is_empty() {
        let inner = rest.strip_prefix(is_quote)?;
        let end = inner.find(is_quote)?;
        all.push(&inner[..end]);
        rest = inner[end..].strip_prefix(is_quote)?;
        rest = rest.trim_start_matches(is_between);
    }
    (all.len() > 1).then_some(all)
}

/// Whether behind a quote in `text` another entry begins: 沙龙” topic = “单元.
pub fn goes_on(text: &str) -> bool {
    let is_quote = |c: char| c == '"' || QUOTES.contains(&c);
    let mut rests = text.split(is_quote).skip(1);
    rests.any(|rest| {
        let is_between = |c: char| c.is_whitespace() || COMMAS.contains(&c);
        let rest = rest.trim_start_matches(is_between);
        let behind = rest.trim_start_matches(|c: char| c.is_ascii_alphabetic() || c == '_');
        behind.len() < rest.len() && behind.trim_start().starts_with(['=', '＝'])
    })
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
