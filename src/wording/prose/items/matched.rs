//! Figures that stand behind the names of all of them: 听课、讲座分别为12节次、3场. Where a figure
//! goes its name goes too, or the others would be taken for those of other names.

use super::super::VOID;
use super::{BEFORE, label};

/// Words between the names and their figures, of two that end alike the longer first, each with
/// what is left of it where only one name is.
const LINKS: [(&str, &str); 7] = [
    ("分别为", "为"),
    ("分别是", "是"),
    ("分别有", "有"),
    ("分别", ""),
    ("为", "为"),
    ("是", "是"),
    ("", ""),
];

/// Words between two names.
const JOINTS: [&str; 5] = ["以及", "、", "和", "与", "及"];

/// The names of those of `items` that stay, with the word that leads to their figures; nothing
/// where each item has its name before it. `None` where it is not clear which figure is whose: then
/// the clause has to go.
pub(super) fn names(items: &[(&str, &str)]) -> Option<Option<String>> {
    let [(_, first), others @ ..] = items else {
        return Some(None);
    };
    let are_bare = others.iter().all(|(_, item)| label(item).trim().is_empty());
    if others.is_empty() || !are_bare {
        return Some(None);
    }
    let before = label(first).trim_end();
    let links = LINKS.iter();
    let mut links = links.filter_map(|link| Some((link, before.strip_suffix(link.0)?)));
    let Some(((link, link_of_one), named)) = links.next() else {
        return Some(None);
    };
    let (about, named) = split_about(named);
    let names = split_names(named);
    if names.len() != items.len() {
        return (!link.contains("分别")).then_some(None);
    }
    let said = names.iter().zip(items);
    let said = said.filter(|(_, (_, item))| !item.contains(VOID));
    let said: Vec<(&str, &str)> = said.map(|(name, _)| *name).collect();
    let mut text = about.to_owned();
    for (at, (joint, name)) in said.iter().enumerate() {
        text.push_str(if at > 0 { joint } else { "" });
        text.push_str(name);
    }
    text.push_str(if said.len() == 1 { link_of_one } else { link });
    Some(Some(text))
}

/// What is said of all names, 本学期全校, and the names.
fn split_about(named: &str) -> (&str, &str) {
    let mut rest = named;
    while let Some(after) = BEFORE.iter().find_map(|word| rest.strip_prefix(word)) {
        // 教师、学生 are names themselves.
        if JOINTS.iter().any(|joint| after.starts_with(joint)) || after.is_empty() {
            break;
        }
        rest = after;
    }
    named.split_at(named.len() - rest.len())
}

/// The names, each with the word before it.
fn split_names(named: &str) -> Vec<(&str, &str)> {
    let mut names = Vec::new();
    let (mut joint, mut start) = ("", 0);
    for (at, _) in named.char_indices() {
        let word = JOINTS.iter().find(|word| named[at..].starts_with(**word));
        if let Some(word) = word.filter(|_| at >= start) {
            names.push((joint, &named[start..at]));
            (joint, start) = (word, at + word.len());
        }
    }
    names.push((joint, &named[start..]));
    names
}
