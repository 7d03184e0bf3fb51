//! Posts, forms of address and places beside a name: 周岚主任, 语文组周岚, 某大学教授周岚.

use std::sync::LazyLock;

use regex::Regex;
use toml::Spanned;
use toml::de::DeValue;

use super::super::record::Text;
use super::Decoder;
use super::callings::listed;
use super::names::{DOTS, is_full, joiners, length};
use super::people::{Pending, Unless};
use super::pupils::{behind_called, is_calling};
use super::value::Decoded;
use crate::diagnostic::Diagnostic;
use crate::format::bounds::{
    ALSO_BETWEEN_NAMES, BETWEEN_NAMES, DOUBLE, SURNAMES, WORKPLACES, is_member, is_name, whole,
};
use crate::format::callings::{self, COMRADE, TITLES};
use crate::format::vocabulary::{ROLE, Word};
use crate::format::{Field, Key};

/// What stands beside a post, a form of address or the name of a place.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Beside<'a> {
    /// A full name: 组长王芳, 王芳（组长）, 王芳主任, 语文组王芳, 某大学教授王芳.
    Name(&'a str),
    /// What may be a name only where the roster has it: 阿丽主任, 区消防大队教官, 张主任.
    Other(&'a str),
    /// What may be a name only where the roster has it, behind a place: 语文组阿丽.
    Behind(&'a str),
}

/// The longest text that is looked through for a name: longer ones are no names.
const LONGEST: usize = 40;

/// What stands beside a post or a place in `text`, which has no blanks; `None` where it has none.
pub(super) fn beside(text: &str) -> Option<Beside<'_>> {
    let length_of = text.chars().take(LONGEST + 1).count();
    // No such text is shorter, and few are as long.
    if !(3..=LONGEST).contains(&length_of) || is_post(text) {
        return None;
    }
    if text.contains(['（', '(']) {
        return in_brackets(text).map(Beside::Name);
    }
    let tail = |at: &usize| is_tail(&text[*at..]);
    let starts = || text.char_indices().map(|(at, _)| at).skip(1);
    // 张副校长 is somebody of the surname 张.
    let surname = starts().take(2).map(|at| text.split_at(at));
    for (surname, post) in surname.filter(|(rest, _)| is_surname(rest)) {
        if is_post(post) {
            return Some(Beside::Other(surname));
        }
    }
    let ends = starts().filter(tail).chain([text.len()]);
    for end in ends {
        let rest = text[..end].trim_end_matches(is_sign);
        let is_whole = end < text.len() && is_somebody(rest);
        if let Some(name) = Some(rest).filter(|_| is_whole).or_else(|| behind(rest)) {
            return Some(Beside::Name(name));
        }
    }
    let post = starts().find(|at| is_bare(&text[*at..]));
    if let Some(at) = post {
        return Some(Beside::Other(&text[..at]));
    }
    let mut behind = WORKPLACES.iter().filter_map(|place| text.split_once(place));
    let one = behind.find(|(_, rest)| matches!(length(rest), Some(2..=4)));
    one.map(|(_, rest)| Beside::Behind(rest))
}

/// The full name at the end of `text`, behind a post or a place.
fn behind(text: &str) -> Option<&str> {
    static TITLED: LazyLock<Regex> = LazyLock::new(|| {
        let label = callings::label();
        whole(&format!(".*(?:{label}|教师|老师)"))
    });
    let mut starts = text.char_indices().rev().map(|(at, _)| at);
    starts.find_map(|at| {
        let (before, name) = text.split_at(at);
        let is_titled = || TITLED.is_match(before.trim_end_matches(is_sign));
        let is_placed = || WORKPLACES.iter().any(|place| before.ends_with(place));
        let is_of_it = !before.is_empty()
            && is_somebody(name)
            && (is_titled() || (is_placed() && is_member(name)));
        is_of_it.then_some(name)
    })
}

/// The name beside a post in brackets: 王芳（组长）, （组长）王芳.
fn in_brackets(text: &str) -> Option<&str> {
    let (before, rest) = text.split_once(['（', '('])?;
    let (inner, after) = rest.split_once(['）', ')'])?;
    let name = match (before.is_empty(), after.is_empty()) {
        (false, true) => before,
        (true, false) => after,
        _ => return None,
    };
    let is_title = TITLES[..2].contains(&inner) || inner == COMRADE;
    (is_full(name) && (is_title || is_tail(inner))).then_some(name)
}

/// Whether `name` is that of somebody, and no post.
fn is_somebody(name: &str) -> bool {
    is_full(name) && is_name(name) && !DOUBLE.contains(&name) && !is_tail(name)
}

/// What stands between a name and a post and belongs to neither.
fn is_sign(c: char) -> bool {
    DOTS.contains(&c) || ":：".contains(c)
}

/// Whether `text` is what stands beside a full name and belongs to none: 主任, 先生.
fn is_tail(text: &str) -> bool {
    static TAIL: LazyLock<Regex> = LazyLock::new(|| whole(&callings::label()));
    TAIL.is_match(text)
}

/// Whether `text` is a post, or what may be all that is known of a guest: 主任, 教研员.
fn is_post(text: &str) -> bool {
    static POST: LazyLock<Regex> = LazyLock::new(|| whole(&callings::post_or_calling()));
    POST.is_match(text)
}

/// Whether `text` is a post.
pub(super) fn is_bare(text: &str) -> bool {
    static POST: LazyLock<Regex> = LazyLock::new(|| whole(&callings::post()));
    POST.is_match(text)
}

/// Whether one of the words of `text` is a post or a form of address: 林静 教授, 学生 林静.
pub(super) fn has_one_apart(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().collect();
    words.len() > 1 && (0..words.len()).any(|nth| is_apart(&words, nth)) && plain(text).is_some()
}

/// Whether a word among others belongs to none of their names. 林静 家长 may be the parents of 林静.
fn is_apart(words: &[&str], nth: usize) -> bool {
    let word = words[nth];
    let is_title = is_tail(word) || TITLES.contains(&word) || word == COMRADE || word == "新教师";
    is_title || (nth + 1 < words.len() && is_calling(word))
}

/// The names in `text` without what stands beside them, as they are to be written; `None` where it
/// is not certain which these are.
pub(super) fn plain(text: &str) -> Option<String> {
    let parts = text.split(BETWEEN_NAMES);
    let parts = parts.flat_map(|part| part.split(ALSO_BETWEEN_NAMES));
    let parts = parts.map(|part| {
        let words: Vec<&str> = part.split_whitespace().collect();
        let own = (0..words.len()).filter(|nth| words.len() == 1 || !is_apart(&words, *nth));
        let own = own.map(|nth| match pieces(words[nth]) {
            Some(names) => names.join("、"),
            None => words[nth].to_owned(),
        });
        own.collect::<Vec<_>>().join(" ")
    });
    let parts: Vec<String> = parts.collect();
    let parts = parts.iter().flat_map(|part| part.split('、'));
    listed(parts.map(str::trim).filter(|part| !part.is_empty()))
}

/// Whether `text`, which has no blanks, is several names of which one has a post beside it:
/// 周岚主任和何平.
pub(super) fn has_one_joined(text: &str) -> bool {
    let is_beside = |side: &str| matches!(beside(side), Some(Beside::Name(_)));
    let mut sides = joiners(text).map(|(at, joiner)| [&text[..at], &text[at + joiner.len()..]]);
    let mut is_joined = || sides.any(|sides| sides.into_iter().any(is_beside));
    let parts = text.split(BETWEEN_NAMES);
    let mut parts = parts.flat_map(|part| part.split(ALSO_BETWEEN_NAMES));
    let is_listed = text.contains(BETWEEN_NAMES) || text.contains(ALSO_BETWEEN_NAMES);
    let has_one = (is_listed && parts.any(is_beside)) || is_joined();
    has_one && plain(text).is_some()
}

/// The names in a text without blanks.
fn pieces(text: &str) -> Option<Vec<&str>> {
    let mut titles = TITLES.iter().chain([&COMRADE]);
    let name = match beside(text) {
        Some(Beside::Name(name)) => Some(name),
        Some(_) => None,
        None => {
            let untitled = titles.find_map(|title| text.strip_suffix(title));
            untitled.or_else(|| behind_called(text)).or(Some(text))
        }
    };
    if let Some(name) = name.filter(|name| is_full(name)) {
        return Some(vec![name]);
    }
    joiners(text).find_map(|(at, joiner)| {
        let mut names = pieces(&text[..at])?;
        names.extend(pieces(&text[at + joiner.len()..])?);
        Some(names)
    })
}

/// Whether `rest`, before a post, is the surname of somebody; 班 in 班主任 and 区 in 区教研员 are none.
pub(super) fn is_surname(rest: &str) -> bool {
    let is_short = length(rest) == Some(1) && SURNAMES.contains(rest);
    (is_short && !["班", "区"].contains(&rest)) || DOUBLE.contains(&rest)
}

/// Whether `text` is all that is known of a guest: 张教授.
pub(super) fn is_guest(text: &str) -> bool {
    let mut starts = text.char_indices().skip(1).map(|(at, _)| text.split_at(at));
    starts.any(|(surname, calling)| is_surname(surname) && is_post(calling) && !is_bare(calling))
}

/// What to do with a name that has a post in it which is none by itself, under `key`.
pub(super) fn without_name(post: &str, key: Key) -> String {
    match (key, ROLE.words.iter().find(|word| ends_in(word, post))) {
        (Key::Observers, Some(role)) => format!(
            "只知道职务的，这一行换成 observer_role = \"{}\"；知道是谁的写姓名",
            role.name
        ),
        (Key::Speaker, _) => {
            "知道是谁的写姓名，单位写在 host，职务写在 post；不知道姓名的，删去这一行，写 topic"
                .to_owned()
        }
        _ => "知道是谁的只写姓名；不知道姓名的写人数，如 1".to_owned(),
    }
}

/// Whether `text` ends in `word`, however that is written.
fn ends_in(word: &Word, text: &str) -> bool {
    let mut names = std::iter::once(&word.name).chain(word.also);
    names.any(|name| text.ends_with(name))
}

impl Decoder<'_> {
    /// A full name in `part` that has a post or a place beside it; `typed` is all of the text.
    pub(super) fn beside_name(
        &mut self,
        field: &Field,
        part: &str,
        typed: &str,
        value: &Spanned<DeValue>,
    ) -> Decoded<()> {
        let rest = match field.key {
            Key::Speaker => "；单位写在 host，职务写在 post",
            _ if behind_called(part).is_some() => "",
            _ => "；职务写在名册的 roles 里，教研组写在 group 里",
        };
        let hint = match plain(typed) {
            Some(only) => format!("写成 \"{only}\"{rest}"),
            None => format!("只写名字，几个人之间写顿号{rest}"),
        };
        let message = format!("“{part}”里有职务、称呼或单位，姓名只写名字");
        self.fail(value, message, hint)
    }

    /// A post beside what is no full name: the roster may have it as it is typed, or without the
    /// post.
    pub(super) fn beside_other(
        &mut self,
        field: &Field,
        part: &str,
        rest: &str,
        value: &Spanned<DeValue>,
    ) {
        self.known_with_more(part, rest, value);
        let place = self.place(value.span());
        let message = format!("“{part}”里有职务或称呼，看不出姓名");
        self.pending.push(Pending {
            unless: Unless::OnRosterAny(vec![Text::from(part), Text::from(rest)]),
            diagnostic: Diagnostic::error(place, message).hint(without_name(part, field.key)),
        });
    }

    /// What may be a name on the roster, `rest`, in `part` that has more beside it.
    pub(super) fn known_with_more(&mut self, part: &str, rest: &str, value: &Spanned<DeValue>) {
        let place = self.place(value.span());
        let message = format!("“{part}”里有职务、称呼或单位，姓名只写名字");
        self.pending.push(Pending {
            unless: Unless::NotOnRoster {
                name: Text::from(part),
                parts: vec![Text::from(rest)],
            },
            diagnostic: Diagnostic::error(place, message)
                .hint(format!("是不是名册里的“{rest}”？写成 \"{rest}\"")),
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Whatever stands beside a name, before it or behind, with a blank or without: the remedy is
    /// the name alone.
    #[test]
    fn posts_and_titles_are_taken_away_from_names() {
        for label in [
            "校长",
            "教研员",
            "区教研员",
            "语文教研员",
            "名师",
            "干事",
            "导师",
            "级长",
            "年段长",
            "先生",
            "女士",
            "教授",
            "副教授",
            "班主任",
            "副班主任",
            "党支部书记",
            "教务副主任",
            "特级教师",
            "语文老师",
            "徒弟",
            "学员",
            "医生",
            "记者",
            "专家",
            "少先队大队辅导员",
            "学科带头人",
        ] {
            for text in [
                format!("何平{label}"),
                format!("{label}何平"),
                format!("何平（{label}）"),
                format!("（{label}）何平"),
                format!("{label}：何平"),
            ] {
                assert_eq!(beside(&text), Some(Beside::Name("何平")), "{text}");
                assert_eq!(plain(&text).as_deref(), Some("何平"), "{text}");
            }
            for text in [format!("何平 {label}"), format!("{label} 何平")] {
                assert!(has_one_apart(&text), "{text}");
                assert_eq!(plain(&text).as_deref(), Some("何平"), "{text}");
            }
            let two = format!("何平{label}和周岚{label}");
            assert!(has_one_joined(&two), "{two}");
            assert_eq!(plain(&two).as_deref(), Some("何平、周岚"), "{two}");
        }
    }

    #[test]
    fn names_are_told_from_what_stands_beside_them() {
        for text in [
            "何平主任",
            "何平副校长",
            "组长何平",
            "何平（组长）",
            "语文组何平",
            "语文组组长何平",
            "某大学教授何平",
            "实验小学何平校长",
            "特级教师何平",
            "教务主任何平",
            "何平教务主任",
            "何平教授",
            "何平副教授",
            "何平（教授）",
        ] {
            assert_eq!(beside(text), Some(Beside::Name("何平")), "{text}");
        }
        for (text, rest) in [
            ("张主任", "张"),
            ("李副校长", "李"),
            ("张教授", "张"),
            ("李副教授", "李"),
            ("阿丽主任", "阿丽"),
            ("区消防大队教官", "区消防大队"),
        ] {
            assert_eq!(beside(text), Some(Beside::Other(rest)), "{text}");
        }
        for text in ["语文组英语组", "向阳小学金苗班", "阳光中学高一"] {
            assert!(!matches!(beside(text), Some(Beside::Name(_))), "{text}");
            assert!(is_name(text), "{text}");
        }
        assert_eq!(beside("语文组阿丽"), Some(Beside::Behind("阿丽")));
        for text in [
            "何平",
            "主任",
            "语文组",
            "区教研员",
            "家长何平",
            "志愿者何平",
            "金苗班",
        ] {
            assert_eq!(beside(text), None, "{text}");
            assert_eq!(is_name(text), text != "主任", "{text}");
        }
    }
}
