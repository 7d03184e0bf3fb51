//! The head tables: what the report is about, and its prose.

use super::{ALLOWED, HOLIDAY, field, head};
use crate::format::vocabulary::{ABOUT, SPAN};
use crate::format::{Key, Sort, Table, Type};

/// The tables that stand at most once: what the report is about, and its prose.
pub static HEADS: &[Table] = &[
    head(
        "report",
        "总结本身",
        &[
            field(
                Key::Title,
                Type::Text,
                "总结的标题，不写就由学校、学期和 kind 组成",
            ),
            field(
                Key::Kind,
                Type::Text,
                "总结的名称，如“教学工作总结”，不写就是“工作总结”",
            ),
            field(Key::Slogan, Type::Text, "标题上方的口号，不要就写“无”"),
            field(Key::Group, Type::Text, "只总结一个教研组时写组名"),
            field(
                Key::Author,
                Type::Text,
                "落款的署名，不写就用学校名，不要就写“无”",
            ),
            field(Key::Date, Type::Day, "落款的日期"),
            field(
                Key::Cue,
                Type::Text,
                "导语的引出语，不写就是“现将主要工作总结如下：”，不要就写“无”",
            ),
            field(Key::Template, Type::Text, "模板名"),
            field(
                Key::Teacher,
                Type::Staff,
                "模板是 personal 时写谁的总结：一个姓名",
            ),
            field(
                Key::Event,
                Type::Text,
                "模板是 event 时写哪一次活动：活动的主题或类型",
            ),
        ],
    ),
    head(
        "school",
        "学校",
        &[
            field(Key::Name, Type::Text, "校名"),
            field(Key::Teachers, Type::Quantity, "教师人数，没有名册时写"),
            field(Key::Classes, Type::Quantity, "班级数"),
            field(Key::Pupils, Type::Quantity, "学生数"),
        ],
    ),
    head(
        "term",
        "学期",
        &[
            field(Key::Name, Type::Text, "学期名称"),
            field(Key::Start, Type::Day, "第一天"),
            field(Key::End, Type::Day, "最后一天"),
            field(
                Key::Weeks,
                Type::Exact,
                "教学周数，不写就按起止日期和假期算",
            ),
            field(
                Key::Holidays,
                Type::Rows(HOLIDAY),
                "假期：{ name = \"国庆节\", start = 2025-10-01, end = 2025-10-08 }",
            ),
            field(Key::Span, Type::Word(&SPAN), "时段，不写就看学期名称"),
        ],
    ),
    head(
        "prose",
        "各部分的文字",
        &[
            field(Key::Lead, Type::Prose, "导语"),
            field(Key::GuidingIdeas, Type::Prose, "指导思想"),
            field(Key::MeasuresProse, Type::Prose, "主要措施"),
            field(Key::ResultsProse, Type::Prose, "工作成效"),
            field(Key::Shortcomings, Type::Prose, "存在不足"),
            field(Key::Plans, Type::Prose, "今后打算"),
            field(Key::Closing, Type::Prose, "结束语"),
        ],
    ),
    head(
        "check",
        "检查",
        &[
            field(
                Key::Allow,
                Type::Rows(ALLOWED),
                "不要的检查和理由：{ name = \"duplicate\", reason = \"同一天两次活动\" }",
            ),
            field(
                Key::Also,
                Type::Texts,
                "平时不做、这份记录要做的检查，如 \"weekend-or-holiday\"",
            ),
        ],
    ),
    Table {
        sort: Sort::Words,
        ..head("words", "各校自己的说法", &[])
    },
    head(
        "pattern",
        "提纲本身（写在模板文件里）",
        &[
            field(Key::About, Type::Text, "这种总结是做什么用的"),
            field(Key::Kind, Type::Text, "总结的名称，记录里没有写时用"),
            field(Key::Cue, Type::Text, "导语的引出语，记录里没有写时用"),
            field(Key::Tell, Type::Lines, "导语里由程序写的内容"),
            field(
                Key::Scope,
                Type::Word(&ABOUT),
                "只写记录的一部分：teacher 一位教师的，event 一次活动的",
            ),
        ],
    ),
];
