//! What texts of several lines are set in by.

/// `text` without empty lines at its ends, and without the spaces that its first line is set in by:
/// every line loses as much of that as it has. Full-width spaces stay: they begin a paragraph.
pub fn dedented(text: &str) -> String {
    let text = text.trim_end();
    let first = text.lines().find(|line| !line.trim().is_empty());
    let Some(first) = first else {
        return String::new();
    };
    let bare = first.trim_start_matches(|c: char| c.is_whitespace() && c != '\u{3000}');
    let indent = &first[..first.len() - bare.len()];
    let lines = text.lines().skip_while(|line| line.trim().is_empty());
    let lines: Vec<&str> = lines.map(|line| without(line, indent)).collect();
    lines.join("\n")
}

/// `line` without what it begins with as `indent` does.
fn without<'a>(line: &'a str, indent: &str) -> &'a str {
    let mut common = line.chars().zip(indent.chars());
    let common = common.by_ref().take_while(|(one, other)| one == other);
    let length: usize = common.map(|(c, _)| c.len_utf8()).sum();
    &line[length..]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_loses_what_the_first_is_set_in_by() {
        assert_eq!(dedented("\n    1. 甲\n    2. 乙\n"), "1. 甲\n2. 乙");
        assert_eq!(dedented("　　甲\n　　乙"), "　　甲\n　　乙");
        assert_eq!(dedented("  甲\n    乙\n 丙\n"), "甲\n  乙\n丙");
        assert_eq!(dedented("甲\n　　乙"), "甲\n　　乙");
        assert_eq!(dedented(" \n\n"), "");
    }
}
