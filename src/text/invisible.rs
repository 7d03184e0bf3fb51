//! Characters that cannot be seen and have no business in a text: controls, line separators, all
//! that only shapes or directs what stands beside it (general category Cf, and
//! Default_Ignorable_Code_Point), and code points that are none of a character. The properties are
//! those of Unicode 16, as the crate `regex` has them.

use std::sync::LazyLock;

use regex::Regex;

/// Whether `c` cannot be seen. A plain space can be, and so can the wide one.
pub fn is_invisible(c: char) -> bool {
    static CLASS: LazyLock<Regex> = LazyLock::new(|| {
        let class = r"[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\p{Noncharacter_Code_Point}]";
        Regex::new(class).expect("the pattern is a constant that is right")
    });
    match c {
        // What nearly all texts consist of need not be looked up.
        ' '..='~' | '\u{3000}'..='\u{301F}' | '\u{4E00}'..='\u{9FFF}' | '\u{FF01}'..='\u{FF5E}' => {
            false
        }
        _ => CLASS.is_match(c.encode_utf8(&mut [0; 4])),
    }
}

/// The first character of `text` that cannot be seen.
pub fn first_in(text: &str) -> Option<char> {
    text.chars().find(|c| is_invisible(*c))
}

/// How a character is named that cannot be shown: U+200B.
pub fn code_point(c: char) -> String {
    format!("U+{:04X}", u32::from(c))
}

/// The runs of such characters up to U+FFFF, first and last of each.
pub fn runs() -> Vec<(char, char)> {
    let mut runs: Vec<(char, char)> = Vec::new();
    for c in ('\0'..='\u{FFFF}').filter(|c| is_invisible(*c)) {
        match runs.last_mut() {
            Some((_, last)) if u32::from(*last) + 1 == u32::from(c) => *last = c,
            _ => runs.push((c, c)),
        }
    }
    runs
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whatever_cannot_be_seen_is_found() {
        for c in "\0\t\u{7F}\u{85}\u{AD}\u{34F}\u{61C}\u{115F}\u{180E}\u{200B}\u{200D}\u{200E}\u{2028}\u{202E}\u{2060}\u{2066}\u{3164}\u{FDD0}\u{FE00}\u{FE0F}\u{FEFF}\u{FFA0}\u{FFFE}\u{1D173}\u{E0001}\u{E0100}\u{10FFFF}".chars() {
            assert!(is_invisible(c), "{}", code_point(c));
        }
    }

    #[test]
    fn what_can_be_seen_is_not() {
        for c in " 　\u{A0}a王、·•㐂𠂇⽂\u{E863}é☆😀①".chars() {
            assert!(!is_invisible(c), "{}", code_point(c));
        }
    }

    #[test]
    fn the_runs_are_all_of_them() {
        let runs = runs();
        assert_eq!(runs[0], ('\0', '\u{1F}'));
        assert_eq!(runs.last(), Some(&('\u{FFFE}', '\u{FFFF}')));
        let all: usize = runs
            .iter()
            .map(|(first, last)| (*first..=*last).count())
            .sum();
        assert_eq!(
            all,
            ('\0'..='\u{FFFF}').filter(|c| is_invisible(*c)).count()
        );
    }
}
