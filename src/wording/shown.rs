//! How people, contests and levels are put into words that stand next to other words.

use crate::format::vocabulary::Word;

/// Rank of 校级.
pub(super) const SCHOOL: u8 = 5;

/// Whether `text` itself tells that something is of `level`: 全国…, 市…, 国培….
fn tells_level(text: &str, level: &Word) -> bool {
    const NATIONAL: [&str; 6] = ["全国", "国家", "中国", "教育部", "国培", "国际"];
    match level.rank {
        0 => NATIONAL.iter().any(|word| text.contains(word)),
        3 => ["区", "县"].iter().any(|word| text.contains(word)),
        _ => text.contains(level.short),
    }
}

/// Levels above the school that a name may begin with, whoever organised the thing.
fn tells_higher_level(text: &str) -> bool {
    ["全国", "国家", "省", "市"]
        .iter()
        .any(|word| text.starts_with(word))
}

/// `text` with the short form of its level before it (市优质课比赛), unless it tells it itself.
pub(super) fn with_short_level(text: &str, level: Option<&Word>) -> String {
    match level {
        Some(level) if !tells_level(text, level) => format!("{}{text}", level.short),
        _ => text.to_owned(),
    }
}

/// `text` with the whole name of its level before it (省级骨干教师培训).
pub(super) fn with_level(text: &str, level: Option<&Word>) -> String {
    match level {
        Some(level) if level.rank >= SCHOOL && tells_higher_level(text) => text.to_owned(),
        Some(level) if !tells_level(text, level) => format!("{}{text}", level.name),
        _ => text.to_owned(),
    }
}
