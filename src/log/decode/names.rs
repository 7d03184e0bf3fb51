//! Whether what was typed in a place for people is one name or several: the one rule for blanks
//! and for 和, 与, 及, 跟, 同 between names. What certainly parts names (、 and the like) has been taken
//! apart before.

use std::sync::LazyLock;

use regex::Regex;

use crate::format::bounds::{self, ALSO_BETWEEN_NAMES, BETWEEN_ITEMS, BETWEEN_NAMES, DOUBLE};
use crate::text::fold::is_han;

/// Words that stand between two names, longer ones first.
pub(in crate::log) const JOINERS: [&str; 14] = [
    "以及", "带领", "还有", "连同", "会同", "协同", "陪同", "一同", "和", "与", "及", "跟", "同",
    "暨",
];

/// The dots of names, as they are typed.
pub(super) const DOTS: [char; 5] = ['·', '•', '‧', '・', '．'];

/// What a text in a place for people is.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Names {
    /// One name.
    One(String),
    /// Several.
    Several(Vec<String>),
    /// It may be one or several: whoever typed it has to say.
    Unclear,
}

/// What `text`, without blanks around it, is: parts that all look like full names, with blanks,
/// 和, 与, 及, 跟, 同 or a sign between them, are several; 王 芳 is one, as John Smith is and 何与文.
pub(super) fn names(text: &str) -> Names {
    let is_sign = |c| BETWEEN_NAMES.contains(&c) || ALSO_BETWEEN_NAMES.contains(&c);
    if has_stop(text) {
        return Names::Unclear;
    }
    if !text.contains(is_sign) {
        return spaced(text);
    }
    let parts = text.split(is_sign).map(str::trim);
    let parts: Vec<&str> = parts.filter(|part| !part.is_empty()).collect();
    let mut names = Vec::new();
    for (nth, part) in parts.iter().enumerate() {
        match spaced(part) {
            _ if nth > 0 && may_go_on(part) => return Names::Unclear,
            Names::One(name) if is_name_like(&name) => names.push(name),
            Names::Several(several) => names.extend(several),
            // What has such a sign in it may be any text.
            _ if parts
                .iter()
                .any(|part| length(part).is_none_or(|length| length < 2)) =>
            {
                return Names::One(text.to_owned());
            }
            _ => return Names::Unclear,
        }
    }
    Names::from(names)
}

/// What is certainly none of the names in `text`, an item with a mark between names: 2名教师 of
/// 2名教师、周岚.
pub(super) fn no_name_in(text: &str) -> Option<&str> {
    let mut parts = text.split(BETWEEN_ITEMS).map(str::trim);
    parts.find(|part| !part.is_empty() && !bounds::is_name(part))
}

/// Whether a full stop stands where a dot of one name may be meant as well as a mark between two:
/// one of half width between Chinese characters, or one of full width between two full names.
fn has_stop(text: &str) -> bool {
    let ends = |left: &str| left.trim_end().ends_with(is_han);
    let starts = |right: &str| right.trim_start().starts_with(is_han);
    let mut stops = text.match_indices('.');
    stops.any(|(at, _)| ends(&text[..at]) && starts(&text[at + 1..]))
        || text
            .split_once('．')
            .is_some_and(|(left, right)| [left, right].into_iter().all(bounds::is_full_name))
}

/// Whether `part`, which stands behind another name, may be 和 and the next name as well as the
/// name of somebody of the surname 和.
pub(super) fn may_go_on(part: &str) -> bool {
    going_on(part).is_some()
}

/// 和 or the like and the name behind it where `part` may be both.
pub(super) fn going_on(part: &str) -> Option<(&str, &str)> {
    let mut joiners = JOINERS.iter();
    joiners.find_map(|joiner| {
        let name = part.strip_prefix(joiner).filter(|name| is_full(name))?;
        Some((*joiner, name))
    })
}

/// What a text without such a sign is.
fn spaced(text: &str) -> Names {
    let idle = without_idle_blanks(text);
    let tokens: Vec<&str> = idle.split_whitespace().collect();
    if let [only] = tokens[..] {
        return match joined(only) {
            // Only a name is rid of its blanks.
            Names::One(name) if !is_full(&name) => Names::One(text.to_owned()),
            names => names,
        };
    }
    if !idle.chars().any(is_han) && !tokens.iter().any(|token| is_joiner(token)) {
        return Names::One(text.to_owned());
    }
    let is_of_names = |c: char| {
        c.is_alphanumeric() || c.is_whitespace() || DOTS.contains(&c) || "（）()".contains(c)
    };
    match together(&tokens).or_else(|| at_joiner(&idle)) {
        Some(names) => Names::from(names),
        None if idle.chars().all(is_of_names) => Names::Unclear,
        None => Names::One(text.to_owned()),
    }
}

impl From<Vec<String>> for Names {
    fn from(mut names: Vec<String>) -> Names {
        match (names.pop(), names.is_empty()) {
            (Some(only), true) => Names::One(only),
            (Some(last), false) => {
                names.push(last);
                Names::Several(names)
            }
            (None, _) => Names::Unclear,
        }
    }
}

/// `text` without the blanks beside the dot of a name or inside of brackets, and before these.
fn without_idle_blanks(text: &str) -> String {
    static IDLE: LazyLock<Regex> = LazyLock::new(|| {
        let blanks = r"\s*([·•‧・．（(])\s*|\s+([）)])";
        Regex::new(blanks).expect("the pattern is a constant that is right")
    });
    IDLE.replace_all(text, "$1$2").into_owned()
}

fn is_joiner(token: &str) -> bool {
    JOINERS.contains(&token) || token == "and"
}

/// The two full names that a name may be made of, in all the ways to part it: at a dot, at a
/// bracket, or anywhere. A roster that has both knows that they are two people.
pub(super) fn pairs(name: &str) -> Vec<(&str, &str)> {
    let inner = name.strip_suffix(['）', ')']);
    let inner = inner.and_then(|name| name.split_once(['（', '(']));
    let dotted = name.split_once(DOTS);
    let is_long = length(name).is_some_and(|length| (4..=6).contains(&length));
    let places = name.char_indices().filter(|_| is_long);
    let apart = places.map(|(at, _)| name.split_at(at));
    let pairs = dotted.into_iter().chain(inner).chain(apart);
    pairs
        .filter(|(left, right)| is_full(left) && is_full(right))
        .collect()
}

/// The names that tokens between blanks make, where that is certain.
fn together(tokens: &[&str]) -> Option<Vec<String>> {
    let mut names = Vec::new();
    let mut rest = tokens;
    // Between joiners the tokens are looked at by themselves.
    while let Some(end) = rest.iter().position(|token| is_joiner(token)) {
        names.extend(apart(&rest[..end])?);
        rest = &rest[end + 1..];
    }
    names.extend(apart(rest)?);
    Some(names)
}

/// The names that tokens make of which none is a joiner. None at all is not certain.
fn apart(tokens: &[&str]) -> Option<Vec<String>> {
    let mut names = Vec::new();
    let mut rest = tokens;
    if !rest.is_empty() && !rest.iter().any(|token| token.chars().any(is_han)) {
        return Some(vec![rest.join(" ")]);
    }
    while let Some(token) = rest.first() {
        let taken = match length(token) {
            Some(1) => of_pieces(rest)?,
            _ if DOUBLE.contains(token) => 1 + singles(&rest[1..]).min(2),
            _ => 1,
        };
        let name = rest[..taken].concat();
        if taken > 1 {
            names.push(name);
        } else {
            match joined(&name) {
                // 三年级 一班 is one class.
                Names::One(name) if name.ends_with("年级") && rest.len() > 1 => return None,
                Names::One(name) if is_full(&name) || is_label(&name) => names.push(name),
                Names::Several(several) => names.extend(several),
                _ => return None,
            }
        }
        rest = &rest[taken..];
    }
    let are_sound = !names.is_empty() && names.iter().all(|name| bounds::is_name(name));
    are_sound.then_some(names)
}

/// The names on both sides of a 和, where one of them has a blank inside: 王 芳与阿依古丽·买买提.
fn at_joiner(text: &str) -> Option<Vec<String>> {
    joiners(text).find_map(|(at, joiner)| {
        let sides = [&text[..at], &text[at + joiner.len()..]];
        let mut all = Vec::new();
        for side in sides {
            match spaced(side.trim()) {
                Names::One(name) if is_name_like(&name) => all.push(name),
                Names::Several(names) => all.extend(names),
                Names::One(_) | Names::Unclear => return None,
            }
        }
        Some(all)
    })
}

/// How many of `tokens`, of which the first is one character, make one name: 王 芳, 王 小芳,
/// 欧 阳 静.
fn of_pieces(tokens: &[&str]) -> Option<usize> {
    let run = singles(tokens);
    let after = tokens.get(run).and_then(|token| length(token));
    let surname = tokens[..run.min(2)].concat();
    let is_double = DOUBLE.contains(&&*surname);
    match (run, after) {
        (1, Some(2)) => Some(2),
        (2, _) if !is_double => Some(2),
        // 王 芳 李 小明 could be cut in two ways.
        (3, None) => Some(3),
        (3, Some(after)) if after > 2 => Some(3),
        (4, None) if is_double => Some(4),
        _ => None,
    }
}

/// How many of `tokens` are single Chinese characters, up to the first that is none.
fn singles(tokens: &[&str]) -> usize {
    let mut run = tokens.iter();
    run.position(|token| length(token) != Some(1))
        .unwrap_or(tokens.len())
}

/// How many characters a token has that has Chinese ones only.
pub(super) fn length(token: &str) -> Option<usize> {
    let are_han = token.chars().all(is_han);
    are_han.then(|| token.chars().count())
}

/// What a text without blanks is, which may have 和, 跟 and the like between names.
fn joined(text: &str) -> Names {
    // 周岚和和平安 may be 周岚 and 和平安, or 周岚和 and 平安.
    let ways = readings(text);
    if ways.len() > 1 && ways.iter().flatten().any(|name| is_of_joiner(name)) {
        return Names::Unclear;
    }
    let mut is_doubtful = false;
    for (at, joiner) in joiners(text) {
        let (left, right) = (&text[..at], &text[at + joiner.len()..]);
        let is_one_sort = |name: &str| match is_label(left) {
            true => is_label(name),
            false => is_full(name),
        };
        if (is_label(left) || is_full(left)) && bounds::is_name(left) {
            match joined(right) {
                Names::One(name) if is_one_sort(&name) && bounds::is_name(&name) => {
                    return Names::Several(vec![left.to_owned(), name]);
                }
                Names::Several(names) if names.iter().all(|name| is_one_sort(name)) => {
                    let first = std::iter::once(left.to_owned());
                    return Names::Several(first.chain(names).collect());
                }
                _ => {}
            }
        }
        let are_long = [left, right].iter().all(|part| part.chars().count() > 1);
        // 静与阿依古丽·买买提 is no name, whoever 静 is.
        let is_part = right.contains(DOTS) && is_full(right);
        is_doubtful |= (are_long || is_part) && !is_label(text);
    }
    match is_doubtful {
        true => Names::Unclear,
        false => Names::One(text.to_owned()),
    }
}

/// The longest text that is parted in all ways, in bytes.
const LONGEST: usize = 72;

/// All ways to part a text without blanks at 和 and the like into names, of which some may be of
/// somebody of the surname 和. What is too long for a few names is not looked through.
pub(super) fn readings(text: &str) -> Vec<Vec<&str>> {
    let is_name = |name: &str| is_full(name) || is_of_joiner(name);
    let mut all = Vec::new();
    if text.len() > LONGEST {
        return all;
    }
    for (at, joiner) in joiners(text).filter(|(at, _)| is_name(&text[..*at])) {
        let (first, rest) = (&text[..at], &text[at + joiner.len()..]);
        let mut more = readings(rest);
        if is_name(rest) {
            more.push(vec![rest]);
        }
        all.extend(more.into_iter().map(|mut names| {
            names.insert(0, first);
            names
        }));
    }
    all
}

/// Whether `name` is 和 or the like with what may be the given name of somebody of that surname.
fn is_of_joiner(name: &str) -> bool {
    let mut joiners = JOINERS.iter();
    let is_short = matches!(length(name), Some(2..=3));
    is_short && joiners.any(|joiner| joiner.chars().count() == 1 && name.starts_with(joiner))
}

/// Where 和 and the like stand in `text`, with something on both sides.
pub(in crate::log) fn joiners(text: &str) -> impl Iterator<Item = (usize, &'static str)> {
    text.char_indices().filter_map(|(at, _)| {
        let mut all = JOINERS.into_iter();
        let joiner = all.find(|joiner| text[at..].starts_with(joiner))?;
        (at > 0 && at + joiner.len() < text.len()).then_some((at, joiner))
    })
}

/// Whether `name` looks like that of somebody, Chinese or not, or of a class or a group.
fn is_name_like(name: &str) -> bool {
    let is_latin = |c: char| c.is_alphabetic() && !is_han(c) || " .'-·".contains(c);
    let is_foreign =
        name.len() > 1 && name.starts_with(char::is_uppercase) && name.chars().all(is_latin);
    (is_full(name) || is_label(name) || is_foreign) && bounds::is_name(name)
}

/// Whether `name` looks like the full name of somebody: a surname and one or two characters more,
/// or parts with a dot between them.
pub(super) fn is_full(name: &str) -> bool {
    let end = name.find(['（', '(']).unwrap_or(name.len());
    let name = &name[..end];
    if name.contains(DOTS) {
        return name.split(DOTS).all(|part| part.chars().count() > 1);
    }
    bounds::is_full_name(name)
}

/// Whether `name` is that of a class, a group or a school, which awards may go to.
fn is_label(name: &str) -> bool {
    let endings = [
        "组", "班", "年级", "小学", "中学", "学校", "大队", "中队", "社团",
    ];
    let mut endings = endings.iter();
    name.chars().count() > 1 && endings.any(|ending| name.ends_with(ending))
}

#[cfg(test)]
mod tests;
