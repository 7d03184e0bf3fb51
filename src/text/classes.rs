//! Several classes in one text: 七（1）班、七（2）班, 七（1）、（2）班, 七（1）至（3）班.

use std::sync::LazyLock;

use regex::Regex;

use super::fold::fold;

/// How many classes a range may name; what is longer is no range of them.
const MOST: u32 = 60;

/// A number of a class with what stands before it: 七（1）, 三年级2, （2）.
static NUMBERED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^([^\d()]*)(\(?)(\d{1,2})(\)?)$").expect("the pattern is a constant that is right")
});

/// The classes that `text` names, where they are more than one; of what is not certainly that,
/// none.
pub fn several(text: &str) -> Vec<String> {
    if !text.trim_end().ends_with('班') {
        return Vec::new();
    }
    let folded = fold(text);
    let is_between = |c| matches!(c, '、' | ',' | '，' | ';' | '；' | '/' | '和' | '与' | '及');
    let mut all = Vec::new();
    let mut before = String::new();
    for part in folded.split(is_between).filter(|part| !part.is_empty()) {
        match classes(part, &before) {
            Some((grade, classes)) => {
                before = grade;
                all.extend(classes);
            }
            None => return Vec::new(),
        }
    }
    match all.len() {
        0 | 1 => Vec::new(),
        _ if text.contains('(') => all,
        _ => all.into_iter().map(in_wide_brackets).collect(),
    }
}

/// The classes of one part of such a text and their grade, which is that `before` where the part
/// has none.
fn classes(part: &str, before: &str) -> Option<(String, Vec<String>)> {
    let stem = part.strip_suffix('班').unwrap_or(part);
    let ends = stem.split(['至', '到', '-', '—', '–', '~']);
    let ends: Vec<&str> = ends.map(|end| end.trim_end_matches('班')).collect();
    let numbered = |text: &str| {
        let read = NUMBERED.captures(text)?;
        let number: u32 = read[3].parse().ok()?;
        Some((read[1].to_owned(), read[2].len() == 1, number))
    };
    let (grade, in_brackets, first) = match (numbered(ends.first()?), &ends[..]) {
        (Some(read), _) => read,
        // A class that goes by a name.
        (None, [_]) if part.ends_with('班') => {
            return Some((String::new(), vec![part.to_owned()]));
        }
        _ => return None,
    };
    let last = match ends[1..] {
        [] => first,
        [last] => {
            let (other, _, last) = numbered(last)?;
            (other.is_empty() || other == grade).then_some(last)?
        }
        _ => return None,
    };
    let grade = if grade.is_empty() {
        before.to_owned()
    } else {
        grade
    };
    let name = |number: u32| match in_brackets {
        true => format!("{grade}({number})班"),
        false => format!("{grade}{number}班"),
    };
    let is_range = last >= first && last - first < MOST;
    let all: Vec<String> = (first..=last).map(name).collect();
    is_range.then_some((grade, all))
}

/// A name with the brackets of Chinese text.
fn in_wide_brackets(name: String) -> String {
    name.replace('(', "（").replace(')', "）")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn several_classes_are_as_many() {
        for (text, named) in [
            ("七（1）班、七（2）班", "七（1）班 七（2）班"),
            ("七(1)班和八(2)班", "七(1)班 八(2)班"),
            ("七（一）班、七（二）班", "七（一）班 七（二）班"),
            ("七（1）、（2）班", "七（1）班 七（2）班"),
            ("三年级1、2班", "三年级1班 三年级2班"),
            ("九（1）至（3）班", "九（1）班 九（2）班 九（3）班"),
            ("九（1）班-九（3）班", "九（1）班 九（2）班 九（3）班"),
            ("向日葵班、蒲公英班", "向日葵班 蒲公英班"),
        ] {
            assert_eq!(several(text).join(" "), named, "{text}");
        }
        for text in [
            "七（1）班",
            "五年级",
            "三年级、四年级",
            "七（1）班、八年级",
            "各班",
            "",
        ] {
            assert!(several(text).is_empty(), "{text}");
        }
    }
}
