//! How people, contests and levels are put into words that stand next to other words.

use crate::format::bounds::NUMERALS;
use crate::format::vocabulary::Word;

/// Rank of 校级.
pub(super) const SCHOOL: u8 = 5;

/// Whether `text` itself tells that something is of `level`: 全国…, 江北区…, 市级…, 国培….
fn tells_level(text: &str, level: &Word) -> bool {
    const NATIONAL: [&str; 6] = ["全国", "国家", "中国", "教育部", "国培", "国际"];
    let tells = |short: &str| text.contains(&format!("{short}级")) || names_place(text, short);
    match level.rank {
        0 => NATIONAL.iter().any(|word| text.contains(word)),
        3 => tells("区") || tells("县"),
        4 if level.name == "片级" => text.contains('片'),
        // 校本, 学校, 校园 all are the school's own.
        SCHOOL.. => text.contains(level.short),
        _ => tells(level.short),
    }
}

/// Whether `text` begins with the short form of a level or with a place of that level: 市, 全市,
/// 江北区; not 小区 or 城市.
fn names_place(text: &str, short: &str) -> bool {
    const LONGEST_NAME: usize = 4;
    let text = text.trim_start_matches(['“', '《']);
    let Some(at) = text.find(short) else {
        return false;
    };
    let before = &text[..at];
    let length = before.chars().count();
    length == 0 || before == "全" || (2..=LONGEST_NAME).contains(&length)
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

/// A title as somebody is awarded it (区教坛新秀): one that is a phrase of its own needs its marks
/// (市“我心目中的好老师”), and what has marks keeps them.
pub(super) fn honour(title: &str, level: Option<&Word>) -> String {
    match title.contains(['的', '最']) {
        true => in_marks(title, level, |level| level.short),
        false => with_short_level(title, level),
    }
}

/// A title in its marks, of its level: 区级“教坛新秀”, however it was typed.
pub(super) fn called(title: &str, level: Option<&Word>) -> String {
    in_marks(title, level, |level| level.name)
}

/// A title in its marks, and its level as `said` before them, once.
fn in_marks(title: &str, level: Option<&Word>, said: fn(&Word) -> &'static str) -> String {
    let is_marked = title.contains('“') && title.contains('”');
    let marked = |bare: &str| format!("“{}”", inside_marks(bare, "“", "”"));
    let Some(level) = level else {
        return if is_marked {
            title.to_owned()
        } else {
            marked(title)
        };
    };
    let bare = title.strip_prefix(level.short);
    match bare.filter(|bare| !bare.is_empty()) {
        Some(bare) if !is_marked => format!("{}{}", level.short, marked(bare)),
        _ if tells_level(title, level) && is_marked => title.to_owned(),
        _ if tells_level(title, level) => marked(title),
        _ if is_marked => format!("{}{title}", said(level)),
        _ => format!("{}{}", said(level), marked(title)),
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

/// What is won ends so: 优秀组织奖, 第九名, 希望杯, 流动红旗, 三等功, 通报表扬.
const WON: [&str; 16] = [
    "奖", "杯", "名", "冠军", "亚军", "季军", "旗", "功", "表扬", "表彰", "章", "牌", "证书",
    "奖状", "称号", "荣誉",
];

/// Whether `title` is won rather than awarded as an honour: it ends in a word for it, or in a rank
/// (团体总分第四, 前八).
pub(super) fn is_prize(title: &str) -> bool {
    let rank = title.trim_end_matches(|c| NUMERALS.contains(c));
    let is_rank = rank.len() < title.len() && rank.ends_with(['第', '前']);
    is_rank || WON.iter().any(|end| title.ends_with(end))
}

/// `title` as it stands between `open` and `close`: without marks that it has already, and with
/// the lesser marks inside it where they are of the same kind (GB/T 15834): “‘倍的认识’一课”,
/// 《读〈论语〉》.
pub(super) fn inside_marks(title: &str, open: &str, close: &str) -> String {
    let bare = title
        .strip_prefix(open)
        .and_then(|title| title.strip_suffix(close))
        .filter(|bare| !bare.contains(open))
        .unwrap_or(title);
    match open {
        "“" => bare.replace('“', "‘").replace('”', "’"),
        _ => bare.replace('《', "〈").replace('》', "〉"),
    }
}
