//! The figures that a clause lists: 推门12节、互听9节和常规听课3节.

use super::{HERE, VOID};

/// Words that lead into a list of figures and stay where its first one goes.
const LEADS: [&str; 9] = [
    "其中包括",
    "其中有",
    "其中",
    "分别是",
    "分别为",
    "包括",
    "包含",
    "另有",
    "有",
];

/// Words between two figures of a list.
const BETWEEN: [&str; 8] = ["以及", "和", "及", "与", "、", "/", " ", "\n"];

/// A clause, or the items of its list that say something, if each item has a figure of its own.
pub(super) fn items(clause: &str) -> Option<String> {
    if !clause.contains(VOID) {
        return Some(clause.to_owned());
    }
    let items = listed(clause);
    let said: Vec<&(&str, &str)> = items
        .iter()
        .filter(|(_, item)| !item.contains(VOID))
        .collect();
    if said.is_empty() {
        return None;
    }
    let mut text = String::new();
    let (_, first) = items[0];
    if first.contains(VOID) {
        let lead = LEADS
            .iter()
            .find(|lead| first.trim_start().starts_with(**lead));
        text.push_str(lead.unwrap_or(&""));
    }
    for (at, (between, item)) in said.into_iter().enumerate() {
        text.push_str(if at > 0 { between } else { "" });
        text.push_str(item);
    }
    // What stands behind the last figure is about all of them: 等活动.
    if let Some((_, last)) = items.last()
        && let Some((_, tail)) = last.rsplit_once(VOID)
    {
        text.push_str(tail);
    }
    Some(text)
}

/// The items of a list, each with what stands before it. There is a figure in every item: where
/// none stands on either side, 、 and 和 join something else.
fn listed(clause: &str) -> Vec<(&str, &str)> {
    let mut items = Vec::new();
    let mut between = "";
    let mut start = 0;
    let mut has_figure = false;
    let last = clause.rfind(HERE).unwrap_or(0);
    for (at, c) in clause.char_indices() {
        has_figure |= c == HERE;
        if !has_figure || at >= last {
            continue;
        }
        let word = BETWEEN.iter().find(|word| clause[at..].starts_with(**word));
        if let Some(word) = word {
            items.push((between, &clause[start..at]));
            between = word;
            start = at + word.len();
            has_figure = false;
        }
    }
    items.push((between, &clause[start..]));
    items
}
