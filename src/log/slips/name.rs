//! The Chinese names of tables and keys, and what they are called in a log.

use crate::format::{self, Field, Key, Sort, Table};
use crate::text::wide::half_width;

/// What people call keys beside what their descriptions do, with the keys that are meant: the
/// first of them that a table takes.
const SPOKEN: &[(&[&str], &[Key])] = &[
    (
        &[
            "次数", "数目", "节数", "篇数", "场数", "总数", "件数", "份数", "金额",
        ],
        &[Key::Count, Key::Is],
    ),
    (
        &["时间", "日子", "开始时间", "活动时间"],
        &[Key::Date, Key::Start],
    ),
    (&["结束时间", "截止"], &[Key::Until, Key::End]),
    (
        &[
            "人数",
            "参加人数",
            "参与人数",
            "参加人员",
            "参加者",
            "参与者",
            "人员",
        ],
        &[Key::Attendance, Key::People, Key::Names],
    ),
    (&["总人次", "参加人次"], &[Key::PersonTimes]),
    (
        &["姓名", "名字", "获奖人", "获奖者", "学生姓名", "教师姓名"],
        &[
            Key::Names,
            Key::Name,
            Key::Authors,
            Key::Observers,
            Key::Teacher,
            Key::People,
        ],
    ),
    (
        &[
            "教师",
            "老师",
            "任课教师",
            "授课教师",
            "上课教师",
            "授课人",
            "执教人",
        ],
        &[Key::Teacher, Key::Authors, Key::People],
    ),
    (&["听课教师", "听课老师", "听课者"], &[Key::Observers]),
    (&["作者姓名", "撰写人"], &[Key::Authors]),
    (&["主讲", "主讲教师", "讲座人"], &[Key::Speaker]),
    (&["指导老师", "辅导教师", "辅导老师"], &[Key::Teacher]),
    (&["种类", "类别", "活动类型", "形式"], &[Key::Kind]),
    (
        &["标题", "名称", "活动主题", "活动名称", "主题名称"],
        &[Key::Topic, Key::Title, Key::Contest, Key::Programme],
    ),
    (&["奖项", "奖次", "名次", "获奖等级", "等级"], &[Key::Grade]),
    (&["级", "获奖级别", "刊物级别"], &[Key::Level]),
    (&["荣誉", "荣誉称号"], &[Key::Title]),
    (&["比赛", "赛事", "比赛名称", "竞赛"], &[Key::Contest]),
    (&["发表刊物", "期刊", "杂志"], &[Key::Journal]),
    (&["场所", "活动地点", "地方"], &[Key::Place]),
    (&["组别", "组", "备课组"], &[Key::Group]),
    (&["科目", "学科组"], &[Key::Subject]),
    (&["班", "年级", "班级"], &[Key::Class]),
    (&["费用", "花费", "钱"], &[Key::Cost]),
    (&["课时", "学时数"], &[Key::Hours]),
    (&["说明", "注", "备考"], &[Key::Note]),
];

/// What a description says first: its name.
fn stem(about: &str) -> &str {
    let end = about.find(['：', '（', '，', '、', '；', '。']);
    &about[..end.unwrap_or(about.len())]
}

/// The table that goes by `name`, which may be its Chinese one or in full-width letters.
pub fn table(name: &str) -> Option<&'static Table> {
    let name = half_width(name);
    let mut tables = format::tables();
    let is_meant = |table: &&Table| [table.key, table.name, table.label].contains(&name.as_str());
    tables.find(is_meant)
}

/// The table one of whose usual kinds goes by `name`, and that kind: 集体备课 is one of session.
pub fn kind(name: &str) -> Option<(&'static Table, &'static str)> {
    format::counted().find_map(|table| {
        let mut kinds = table.kinds.iter();
        let is_meant = |kind: &&&str| {
            **kind == name
                || (!table.suffix.is_empty()
                    && name
                        .strip_prefix(**kind)
                        .is_some_and(|rest| table.suffix.ends_with(rest)))
        };
        kinds.find(is_meant).map(|kind| (table, *kind))
    })
}

/// The header of a table as a log has it.
pub fn header(table: &Table) -> String {
    match table.sort {
        Sort::Head | Sort::Words => format!("[{}]", table.key),
        _ => format!("[[{}]]", table.key),
    }
}

/// The headers of all kinds of record with their Chinese names.
pub fn tables() -> String {
    let all = format::counted().map(|table| format!("{}（{}）", header(table), table.name));
    all.collect::<Vec<_>>().join("、")
}

/// The one of `fields` that goes by `name`, which may be its Chinese one.
pub fn field(name: &str, fields: &[&'static Field]) -> Option<&'static Field> {
    let is_meant = |field: &&Field| field.is_called(name) || stem(field.about) == name;
    let by_axis = |field: &&Field| field.key.axis() == Some(name);
    let mut all = fields.iter().copied();
    let named = all.clone().find(is_meant).or_else(|| all.find(by_axis));
    let by_usage = || {
        let key = SPOKEN.iter().find(|(names, _)| names.contains(&name))?.1;
        key.iter()
            .find_map(|key| fields.iter().copied().find(|field| field.key == *key))
    };
    named.or_else(by_usage).or_else(|| {
        // 评比 for 评比名称, where nothing else is called so.
        let is_part = name.chars().count() > 1;
        let mut longer = fields
            .iter()
            .filter(|field| stem(field.about).contains(name));
        let only = longer.next().filter(|_| is_part && longer.next().is_none());
        only.copied()
    })
}

/// The keys of `fields` with their Chinese names.
pub fn keys(fields: &[&Field]) -> String {
    let all = fields.iter();
    let all = all.map(|field| format!("{}（{}）", field.key.name(), stem(field.about)));
    all.collect::<Vec<_>>().join("、")
}
