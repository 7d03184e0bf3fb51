//! Which characters are Chinese, so that no space is set between them.

/// Whether `c` is set without spaces around it: Han, kana, full-width forms, CJK marks.
pub fn is_wide(c: char) -> bool {
    matches!(c,
        '\u{2E80}'..='\u{303E}' | '\u{3041}'..='\u{33FF}' | '\u{3400}'..='\u{4DBF}'
        | '\u{4E00}'..='\u{9FFF}' | '\u{A000}'..='\u{A4CF}' | '\u{AC00}'..='\u{D7A3}'
        | '\u{F900}'..='\u{FAFF}' | '\u{FE30}'..='\u{FE6F}' | '\u{FF00}'..='\u{FF60}'
        | '\u{FFE0}'..='\u{FFE6}' | '\u{20000}'..='\u{3FFFD}'
        | '“' | '”' | '‘' | '’' | '—' | '…' | '·')
}

/// `text` with its full-width letters, digits and signs as ASCII.
pub fn half_width(text: &str) -> String {
    let half = |c: char| match c {
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
        '\u{3000}' | '\u{A0}' => ' ',
        '—' | '–' | '−' => '-',
        '。' => '.',
        _ => c,
    };
    text.chars().map(half).collect()
}

/// The columns that `text` takes on a terminal.
pub fn width(text: &str) -> usize {
    text.chars().map(|c| if is_wide(c) { 2 } else { 1 }).sum()
}

/// Joins the lines of one paragraph: nothing between Chinese, a space between Latin words.
pub fn join_lines<'a>(lines: impl IntoIterator<Item = &'a str>) -> String {
    let mut joined = String::new();
    for line in lines
        .into_iter()
        .map(str::trim)
        .filter(|line| !line.is_empty())
    {
        if let (Some(before), Some(after)) = (joined.chars().next_back(), line.chars().next())
            && !is_wide(before)
            && !is_wide(after)
        {
            joined.push(' ');
        }
        joined.push_str(line);
    }
    joined
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chinese_lines_join_without_a_space() {
        assert_eq!(
            join_lines(["课堂教学", "  质量为中心，", "", "用"]),
            "课堂教学质量为中心，用"
        );
        assert_eq!(join_lines(["one", "two", "三"]), "one two三");
    }
}
