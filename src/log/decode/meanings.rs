//! Keys that a log does not have, and where what they mean is written.

use crate::format::{Field, Key};

/// What people call a key that has another name.
struct Meaning {
    /// As they write it.
    typed: &'static [&'static str],
    /// The key it belongs under, where a table takes it.
    key: Key,
    /// What is written there, in Chinese, with what to know of it.
    says: &'static str,
}

const fn meaning(typed: &'static [&'static str], key: Key, says: &'static str) -> Meaning {
    Meaning { typed, key, says }
}

/// In the order in which they are looked for: the first that a table takes.
const MEANINGS: &[Meaning] = &[
    meaning(&["age"], Key::Years, "不登记年龄，教龄（年）"),
    meaning(&["name", "title", "theme", "subject"], Key::Topic, "主题"),
    meaning(&["name", "course", "project"], Key::Programme, "项目名称"),
    meaning(&["name", "topic", "subject"], Key::Title, "名称或题目"),
    meaning(&["prize", "rank", "ranking"], Key::Grade, "等次"),
    meaning(&["grade"], Key::Class, "年级或班级"),
    meaning(
        &["student", "students", "winner", "winners"],
        Key::Names,
        "姓名",
    ),
    meaning(
        &["participants", "teachers", "who"],
        Key::Attendance,
        "参加者",
    ),
    meaning(&["participants", "teachers", "who"], Key::People, "参加者"),
    meaning(&["day"], Key::Days, "日期写在 date，天数"),
    meaning(
        &["start", "begin", "time", "day", "when", "from"],
        Key::Date,
        "日期（几天的，第一天）",
    ),
    meaning(&["finish", "to", "last"], Key::Until, "最后一天"),
    meaning(
        &["location", "address", "venue", "where"],
        Key::Place,
        "地点",
    ),
    meaning(&["type", "category"], Key::Kind, "类型"),
    meaning(
        &["number", "amount", "quantity", "times", "total"],
        Key::Count,
        "数量",
    ),
    meaning(
        &["cert", "certificate", "file", "photo", "link", "url"],
        Key::Evidence,
        "证书等佐证材料的文件名",
    ),
    meaning(
        &["code", "no", "remark", "remarks", "memo", "comment"],
        Key::Note,
        "编号和备注",
    ),
    meaning(
        &[
            "cost",
            "money",
            "unit",
            "measure",
            "hours",
            "days",
            "courses",
            "guests",
            "lessons",
            "attendance",
            "person_times",
            "completed",
        ],
        Key::Side,
        "数的是哪一面（如“经费”“人次”）",
    ),
];

/// Where what `name` means is written in a table that takes `fields`.
pub(super) fn meant(
    name: &str,
    fields: impl Iterator<Item = &'static Field> + Clone,
) -> Option<String> {
    let name = name.to_lowercase();
    let mut known = MEANINGS
        .iter()
        .filter(|known| known.typed.contains(&&*name));
    known.find_map(|known| {
        let field = fields.clone().find(|field| field.key == known.key)?;
        Some(format!("{}写在 {}", known.says, field.key.name()))
    })
}
