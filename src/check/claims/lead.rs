//! Under whose lead something was done, or until when, which says nothing of who did it: 在组长带领下,
//! 截至2026年1月. And whom 全体
//! 教师 means where a group has been named before.

use std::sync::LazyLock;

use regex::Regex;

use super::narrow::Walk;
use super::vocabulary::Mention;
use crate::check::texts::pattern;

/// The length of such a phrase at the beginning of `rest`.
pub fn length(rest: &str) -> Option<usize> {
    static LED: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"(?x)^在[^，。；：、！？\s\d]{1,16}?(?:带领|带动|引领|指导|领导|帮助|支持|配合|影响|组织|主持|协助|关心|努力)之?下
              |^(?:在|于)[^，。；：、！？\s\d]{1,16}?之[余际]
              |^截[至止]到?(?:\d{4}年)?\d{1,2}月份?",
        )
    });
    LED.find(rest).map(|found| found.end())
}

/// Words for everybody, of a group that is named right before them as well as of the school.
const EVERYBODY: &[&str] = &["全体教师", "全体老师"];

/// Whether `word`, which begins at `at`, does not mean the school, since a group has been named: right
/// before it, it is that group's; elsewhere nobody knows whose.
pub fn is_groups(walk: &mut Walk, text: &str, at: usize, word: &str, mentions: &[Mention]) -> bool {
    if !EVERYBODY.contains(&word) || walk.groups().is_empty() {
        return false;
    }
    let before = text[..at].trim_end_matches('的').len();
    let is_right_before = mentions.iter().any(|mention| mention.range.end == before);
    walk.is_some |= !is_right_before;
    true
}
