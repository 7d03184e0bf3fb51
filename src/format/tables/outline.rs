//! The tables of an outline: its sections, and changes to them. A pattern of `templates/patterns/`
//! and a log that states an outline of its own are written in the same tables.

use super::{field, head, named};
use crate::format::{Field, Key, Sort, Table, Type};

/// A section, and the sections below it.
static SECTION: [Field; 11] = [
    field(Key::Title, Type::Line, "标题，不带序号；末尾的标点照写"),
    field(
        Key::Mark,
        Type::Mark,
        "序号的样子，按第一个写：一、 （一） 1、 1. 1． （1） 1） ① 一是；不要序号写“无”",
    ),
    field(Key::Number, Type::Exact, "从第几号起，不写就接着数"),
    field(Key::RunIn, Type::Flag, "标题与正文写在一段里时写 true"),
    field(
        Key::ProseText,
        Type::Prose,
        "正文，其中可以用 {{ 听课 }} 这样的算式",
    ),
    named(
        Key::From,
        &[],
        Type::Lines,
        "用 [prose] 里的哪一段：guiding_ideas、measures……",
    ),
    field(
        Key::Tell,
        Type::Lines,
        "正文后面由程序写的内容：[\"听课\", \"获奖:教师\"]",
    ),
    field(
        Key::Join,
        Type::Flag,
        "tell 的内容接在正文最后一段后面，不另起一段时写 true",
    ),
    field(Key::Each, Type::Line, "按什么各写一节：教研组"),
    field(
        Key::Points,
        Type::Flag,
        "正文的每一段、每一条各带一个序号时写 true",
    ),
    named(Key::Section, &[], Type::Rows(&SECTION), "下一级的各节"),
];

/// A change: which section is meant, and what becomes of it. What it states besides is that of
/// a section.
static CHANGE: [Field; 16] = [
    field(Key::At, Type::Line, "改哪一节：写它的标题"),
    field(Key::Drop, Type::Flag, "不要这一节时写 true"),
    field(Key::After, Type::Line, "加在哪一节后面：写那一节的标题"),
    field(Key::Before, Type::Line, "加在哪一节前面：写那一节的标题"),
    field(
        Key::Under,
        Type::Line,
        "加在哪一节里面的最后：写那一节的标题",
    ),
    field(Key::Title, Type::Line, "新的标题"),
    field(Key::Mark, Type::Mark, "序号的样子"),
    field(Key::Number, Type::Exact, "从第几号起"),
    field(Key::RunIn, Type::Flag, "标题与正文写在一段里时写 true"),
    field(Key::ProseText, Type::Prose, "正文"),
    field(Key::From, Type::Lines, "用 [prose] 里的哪一段"),
    field(Key::Tell, Type::Lines, "正文后面由程序写的内容"),
    field(
        Key::Join,
        Type::Flag,
        "tell 的内容接在正文最后一段后面，不另起一段时写 true",
    ),
    field(Key::Each, Type::Line, "按什么各写一节"),
    field(
        Key::Points,
        Type::Flag,
        "正文的每一段、每一条各带一个序号时写 true",
    ),
    named(Key::Section, &[], Type::Rows(&SECTION), "下一级的各节"),
];

/// The tables of an outline.
pub static OUTLINE: &[Table] = &[
    Table {
        sort: Sort::Section,
        any_of: &[
            Key::Title,
            Key::ProseText,
            Key::From,
            Key::Tell,
            Key::Section,
        ],
        ..head("section", "提纲的一节", &SECTION)
    },
    Table {
        sort: Sort::Change,
        any_of: &[Key::At, Key::After, Key::Before, Key::Under],
        ..head("change", "对提纲的一处改动", &CHANGE)
    },
];
