//! The figures that a clause lists: 推门12节、互听9节和常规听课3节.

mod matched;

use super::{HERE, OWN, VOID};

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

/// Verbs whose object may be a list of figures, of two that begin alike the longer first.
const VERBS: [&str; 19] = [
    "获得", "荣获", "获评", "获", "取得", "举办", "举行", "开展", "组织", "完成", "发表", "撰写",
    "参加", "承担", "承办", "上交", "评出", "接待", "编写",
];

/// What stands right before a verb that is one, and no part of a noun (参加 in 参加人数).
const BEFORE: [&str; 20] = [
    "共",
    "先后",
    "累计",
    "分别",
    "已",
    "还",
    "又",
    "也",
    "另",
    "均",
    "各",
    "全校",
    "学校",
    "我校",
    "本校",
    "全组",
    "教师",
    "学生",
    "本学期",
    "本学年",
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
    let said_alone = said.len() == 1;
    let mut text = String::new();
    let (_, first) = items[0];
    let named = matched::names(&items)?;
    if let Some(named) = &named {
        text.push_str(named);
    } else if first.contains(VOID) {
        let labels: Vec<&str> = said.iter().map(|(_, item)| label(item)).collect();
        text.push_str(lead(label(first), &labels));
    }
    for (at, (between, item)) in said.into_iter().enumerate() {
        text.push_str(if at > 0 { between } else { "" });
        // The names that the figures follow have been said.
        text.push_str(match &named {
            Some(_) => &item[label(item).len()..],
            None => item,
        });
    }
    // One alone is not told apart from any other.
    if said_alone && items.len() > 1 {
        text = text.replacen("分别", "", 1);
    }
    // What stands behind the last figure is about all of them: 等活动.
    if let Some((_, last)) = items.last()
        && let Some((_, tail)) = last.rsplit_once(VOID)
    {
        text.push_str(tail);
    }
    Some(text)
}

/// Whether it is not clear which figures of a clause go, so that all of it does.
pub(super) fn is_unmatched(clause: &str) -> bool {
    let items = || listed(clause);
    let has_some = |items: &[(&str, &str)]| items.iter().any(|(_, item)| !item.contains(VOID));
    clause.contains(VOID) && has_some(&items()) && matched::names(&items()).is_none()
}

/// What stands in an item before its figure.
fn label(item: &str) -> &str {
    item.split(HERE).next().unwrap_or(item)
}

/// What of `first`, the first item of a list up to its figure, leads into the whole list and stays
/// where that item goes; `labels` are those of the items that stay. Nothing where it is not sure
/// to be more than a part of the item: 发表 of 发表论文3篇、交流论文2篇.
fn lead<'a>(first: &'a str, labels: &[&str]) -> &'a str {
    // Where every item is called what its figure is, the rest is said of all.
    if let Some((lead, _)) = first.rsplit_once(OWN)
        && labels
            .iter()
            .all(|label| label.trim_start().starts_with(OWN))
    {
        return lead;
    }
    let bare = first.trim_start();
    if let Some(lead) = LEADS.iter().find(|lead| bare.starts_with(**lead)) {
        return &bare[..lead.len()];
    }
    // What says that a list follows may stand behind its subject.
    let announced = ["分别为", "分别是", "分别有", "情况为", "情况是"];
    let ends = announced
        .iter()
        .filter_map(|word| Some(first.rfind(word)? + word.len()));
    if let Some(end) = ends.max().filter(|end| *end < first.trim_end().len()) {
        return &first[..end];
    }
    // Items with verbs of their own share none.
    if labels.iter().any(|label| !verbs(label).is_empty()) {
        return "";
    }
    let leads = verbs(first).into_iter().rev();
    let mut leads = leads.map(|end| first.split_at(end));
    let sure = leads.find(|(lead, own)| is_shared(lead, own, labels));
    sure.map_or("", |(lead, _)| lead)
}

/// Where verbs end in `text`.
fn verbs(text: &str) -> Vec<usize> {
    let ends = text.char_indices().filter_map(|(at, _)| {
        let verb = VERBS.iter().find(|verb| text[at..].starts_with(**verb))?;
        let end = at + verb.len();
        // 获奖 is one word.
        (!text[end..].starts_with('奖')).then_some(end)
    });
    ends.collect()
}

/// Whether `lead` with its verb is about all items of a list, the first of which goes on with
/// `own`, the others being `labels`.
fn is_shared(lead: &str, own: &str, labels: &[&str]) -> bool {
    let own = own.trim();
    let bare = VERBS.iter().find_map(|verb| lead.strip_suffix(verb));
    let is_said_of_all = bare.is_some_and(|bare| BEFORE.iter().any(|word| bare.ends_with(word)));
    let last = own.chars().next_back();
    let are_alike = labels
        .iter()
        .all(|label| label.trim().chars().next_back() == last);
    // What another item has before the same word is as much its own as the verb is of the first.
    let is_varied = labels.iter().any(|label| label.trim().ends_with(own));
    let has_marks = lead.contains(['“', '‘', '《', '（', '(', '*', '[']);
    own.chars().count() > 1 && (is_said_of_all || are_alike) && !is_varied && !has_marks
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
