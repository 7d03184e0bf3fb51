//! What is won at sports days goes by the discipline alone: 4×100米接力, 跳远.

use crate::format::Key;
use crate::log::{Record, Text};

/// What events at which people compete in sports end in.
const EVENTS: [&str; 4] = ["运动会", "校运会", "体育节", "田径赛"];

/// What disciplines end in.
const DISCIPLINES: [&str; 24] = [
    "米",
    "跑",
    "接力",
    "跨栏",
    "跳远",
    "跳高",
    "铅球",
    "实心球",
    "铁饼",
    "标枪",
    "垒球",
    "投掷",
    "拔河",
    "跳绳",
    "踢毽",
    "踢毽子",
    "仰卧起坐",
    "引体向上",
    "广播操",
    "入场式",
    "队列",
    "总分",
    "团体总分",
    "田径",
];

/// What may stand behind a discipline, or have no meaning of its own.
const BEHIND: [&str; 5] = ["决赛", "比赛", "赛", "项目", "展示"];

/// What a name has in it that is that of a contest or an event of its own.
const CONTESTS: [&str; 7] = ["会", "节", "赛", "杯", "活动", "周", "营"];

/// Whether `prize` was won in a discipline that is named alone, and `occasion` is a sports day.
pub(super) fn is_of_sports(prize: &Record, occasion: &Record) -> bool {
    let names = [Key::Topic, Key::Kind].map(|key| occasion.text(key));
    let mut names = names.into_iter().flatten();
    let is_sports = |name: &Text| EVENTS.iter().any(|end| name.ends_with(end));
    names.any(is_sports)
        && prize
            .text(Key::Contest)
            .is_some_and(|name| is_discipline(name))
}

fn is_discipline(name: &str) -> bool {
    let ends = BEHIND.iter().find_map(|end| name.strip_suffix(end));
    let bare = ends.unwrap_or(name);
    DISCIPLINES.iter().any(|end| bare.ends_with(end))
        && !CONTESTS.iter().any(|word| bare.contains(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_discipline_is_named_alone() {
        for name in [
            "4×100米接力",
            "男子100米",
            "跳远",
            "三年级拔河比赛",
            "女子800米决赛",
        ] {
            assert!(is_discipline(name), "{name}");
        }
        for name in [
            "区运动会跳远",
            "阳光体育大赛跳绳",
            "合唱",
            "春晖杯4×100米接力",
            "说课比赛",
        ] {
            assert!(!is_discipline(name), "{name}");
        }
    }
}
