//! What somebody probably meant who wrote a name that there is not.

use crate::format::vocabulary::Vocabulary;

/// The one of `names` that `name` was probably meant to be: but for one slip, in longer ones one in
/// three characters, it is the same.
pub fn nearest<'a>(name: &str, names: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let name = name.to_lowercase();
    let length = name.chars().count();
    names
        .filter_map(|known| {
            let known_length = known.chars().count();
            let most = match length.min(known_length) {
                0 | 1 => 0,
                2..=4 => 1,
                shorter => shorter / 3,
            };
            // Names of such different lengths are not worth comparing.
            let distance = (length.abs_diff(known_length) <= most)
                .then(|| strsim::damerau_levenshtein(&name, known))?;
            let are_alike = length > 2 || known_length > 2 || shares_a_place(&name, known);
            (distance <= most && are_alike).then_some((distance, known))
        })
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, known)| known)
}

/// What may stand before a grade and says no more than the rest of the award: 荣获一等奖.
const BEFORE_GRADES: [&str; 10] = [
    "获",
    "荣获",
    "获得",
    "荣获得",
    "得",
    "省",
    "市",
    "区",
    "县",
    "校",
];

/// What makes another thing of a text that is nearly a grade: 一级, 二等功.
const NO_GRADE: [char; 3] = ['级', '功', '甲'];

/// Which of `words` was probably meant by `text`: one that it has in it, or is nearly. Of grades
/// only what cannot be another grade is guessed: not 鼓励奖 of 入围, 特等奖 of 甲等.
pub(super) fn guess(words: &'static Vocabulary, text: &str) -> String {
    if words.is_of_grades() {
        return guess_grade(words, text);
    }
    guess_word(words, text)
}

/// The same of grades, with what to do with words beside them that tell more.
fn guess_grade(words: &'static Vocabulary, text: &str) -> String {
    for (more, instead) in [
        ("团体", "几个人、一个队合得的，另加一行 team = true"),
        ("集体", "几个人、一个队合得的，另加一行 team = true"),
        ("并列", "“并列”写在 note 里"),
    ] {
        let grade = text.strip_prefix(more).and_then(|rest| words.find(rest));
        if let Some(grade) = grade.filter(|_| !words.elsewhere.is_empty() || more == "并列") {
            return format!("写成 grade = \"{}\"，{instead}；", grade.name);
        }
    }
    let is_short = text.chars().count() < 3;
    let is_it = |spelt: &str| match text.split_once(spelt) {
        Some((before, _)) => before.is_empty() || BEFORE_GRADES.contains(&before),
        None => text.chars().next() == spelt.chars().next() || !numerals(spelt).is_empty(),
    };
    if is_short || text.contains(NO_GRADE) {
        return String::new();
    }
    let mut spelt = words.words.iter().flat_map(|word| {
        let all = std::iter::once(word.name).chain(word.also.iter().copied());
        all.filter(|spelt| spelt.chars().count() > 1)
    });
    match spelt.any(is_it) {
        true => guess_word(words, text),
        false => String::new(),
    }
}

fn guess_word(words: &'static Vocabulary, text: &str) -> String {
    let numerals_typed = numerals(text);
    let names = || {
        let words = words.words.iter();
        let all = words.flat_map(|word| {
            let spelt = std::iter::once(word.name).chain(word.also.iter().copied());
            spelt.map(move |spelt| (spelt, word.name))
        });
        // 第十二名 is not nearly 第二名, and 前八名 are eight.
        all.filter(|(spelt, _)| {
            let asked = numerals(spelt);
            asked.is_empty() || (asked == numerals_typed && !text.starts_with('前'))
        })
    };
    let within = names().filter(|(spelt, _)| spelt.chars().count() > 1 && text.contains(spelt));
    // 优秀 in 优秀班主任 is no grade: what begins with it is another name.
    let within = within.filter(|(spelt, _)| {
        let behind = text
            .strip_prefix(spelt)
            .and_then(|rest| rest.chars().next());
        words.elsewhere.is_empty() || !behind.is_some_and(char::is_alphabetic)
    });
    let longest = within.clone().max_by_key(|(spelt, _)| spelt.len());
    let within = longest.filter(|(spelt, name)| {
        // 学生、教师 has two in it.
        within
            .clone()
            .all(|(other, of)| of == *name || spelt.contains(other))
    });
    let near = || {
        let near = nearest(text, names().map(|(spelt, _)| spelt))?;
        let (near, name) = names().find(|(spelt, _)| *spelt == near)?;
        // 四等奖 is as near to one grade as to another.
        let mut others = names().filter(|(_, other)| *other != name);
        let is_sure = !others.any(|(other, _)| nearest(text, [other].into_iter()).is_some());
        is_sure.then_some((near, name))
    };
    let meant = within.or_else(near);
    meant.map_or_else(String::new, |(_, name)| format!("是不是“{name}”？"))
}

/// The digits and numerals of a text.
fn numerals(text: &str) -> String {
    let is_numeral = |c: &char| c.is_ascii_digit() || "〇零一二两三四五六七八九十百千".contains(*c);
    text.chars().filter(is_numeral).collect()
}

/// Whether the two have a character in the same place.
fn shares_a_place(one: &str, other: &str) -> bool {
    one.chars()
        .zip(other.chars())
        .any(|(one, other)| one == other)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::format::Key;
    use crate::format::vocabulary::GRADE;

    #[test]
    fn only_what_is_close_for_its_length_is_guessed() {
        let keys = || {
            Key::AXES
                .iter()
                .map(|key| key.name())
                .chain(["name", "note", "host", "date", "term"])
        };
        for (typed, meant) in [
            ("dat", "date"),
            ("daet", "date"),
            ("Kind", "kind"),
            ("subjcet", "subject"),
            ("recepient", "recipient"),
            ("stauts", "status"),
        ] {
            assert_eq!(nearest(typed, keys()), Some(meant), "{typed}");
        }
        for typed in [
            "end", "age", "cert", "code", "hour", "n", "grammar", "lesson",
        ] {
            assert_eq!(nearest(typed, keys()), None, "{typed}");
        }
        let names = || ["听课", "教研活动", "论文"].into_iter();
        for (typed, meant) in [
            ("一等将", "是不是“一等奖”？"),
            ("第2名次", "是不是“第二名”？"),
            ("第10名", ""),
            ("第十二名", ""),
            ("第一百名", ""),
            ("前八名", ""),
            ("荣获一等奖", "是不是“一等奖”？"),
            ("甲等", ""),
            ("A等", ""),
            ("甲等奖", ""),
            ("一级", ""),
            ("二等功", ""),
            ("入围", ""),
            (
                "团体第四名",
                "写成 grade = \"第四名\"，几个人、一个队合得的，另加一行 team = true；",
            ),
            (
                "并列第二名",
                "写成 grade = \"第二名\"，“并列”写在 note 里；",
            ),
        ] {
            assert_eq!(guess(&GRADE, typed), meant, "{typed}");
        }
        assert_eq!(nearest("听客", names()), Some("听课"));
        assert_eq!(nearest("教研话动", names()), Some("教研活动"));
        for typed in ["课听", "讲座", "课"] {
            assert_eq!(nearest(typed, names()), None, "{typed}");
        }
    }
}
