//! The tables of the log and their fields. Everything that reads a log, says what is
//! wrong with it or counts it is driven by these entries.

mod heads;
mod outline;
mod records;
mod uncounted;

pub use heads::HEADS;
pub use outline::OUTLINE;
pub use records::RECORDS;

use super::vocabulary::{APPROX, LEVEL, STATUS};
use super::{Counting, Field, Key, Likeness, Sort, Table, Type};

const fn field(key: Key, ty: Type, about: &'static str) -> Field {
    Field {
        key,
        also: &[],
        about,
        ty,
        required: false,
    }
}

const fn need(key: Key, ty: Type, about: &'static str) -> Field {
    Field {
        required: true,
        ..field(key, ty, about)
    }
}

const fn named(key: Key, also: &'static [&'static str], ty: Type, about: &'static str) -> Field {
    Field {
        also,
        ..field(key, ty, about)
    }
}

/// Two records are probably one event if they have the values of `same` in common.
const fn alike(same: &'static [Key]) -> Likeness {
    Likeness {
        same,
        any: &[],
        vague: false,
        undated: false,
        despite: &[],
        outcome: &[],
    }
}

/// The same of what was on one day as one of them says, and about then as the other does.
const fn about_when(same: &'static [Key], despite: &'static [Key]) -> Likeness {
    Likeness {
        vague: true,
        despite,
        ..alike(same)
    }
}

/// A head table: nothing is counted in it.
const fn head(key: &'static str, about: &'static str, fields: &'static [Field]) -> Table {
    Table {
        key,
        name: about,
        about,
        label: about,
        verb: "",
        unit: "",
        suffix: "",
        kinds: &[],
        with: &[],
        by: &[],
        fields,
        any_of: &[],
        open_ended: &[],
        alike: &[],
        lasts: false,
        sort: Sort::Head,
        counting: Counting::Records,
    }
}

/// A sub-table.
pub(super) const ROW: Table = head("", "一组内容", &[]);

/// A kind of record that is counted, by its key and its Chinese name.
const fn counted(
    (key, name): (&'static str, &'static str),
    about: &'static str,
    (verb, label, unit): (&'static str, &'static str, &'static str),
    fields: &'static [Field],
) -> Table {
    Table {
        key,
        name,
        about,
        label,
        verb,
        unit,
        suffix: "",
        kinds: &[],
        with: &[],
        by: &[],
        fields,
        any_of: &[],
        open_ended: &[],
        alike: &[],
        lasts: false,
        sort: Sort::Counted,
        counting: Counting::Records,
    }
}

/// What states a number that counts add up to, by its key and its Chinese name.
const fn stated(
    (key, name): (&'static str, &'static str),
    about: &'static str,
    fields: &'static [Field],
) -> Table {
    Table {
        name,
        label: name,
        sort: Sort::Stated,
        ..head(key, about, fields)
    }
}

impl Table {
    /// The same with what makes two of its records probably one event.
    const fn likened(self, alike: &'static [Likeness]) -> Table {
        Table { alike, ..self }
    }
}

/// Fields that every counted kind takes.
pub(super) const COMMON: &[Field] = &[
    field(
        Key::Date,
        Type::Date,
        "日期：2025-09-12、\"9月12日\"；几天的写 \"10月13日至17日\"；只记得大概时写 \"2025-09\"、\"9月初\" 或 \"第3周\"",
    ),
    named(
        Key::Until,
        &["end"],
        Type::Date,
        "最后一天，date 只写第一天时写",
    ),
    field(
        Key::TermName,
        Type::Text,
        "所属学期，只在不属于本学期时写；这样的记录会列出但不计入",
    ),
    field(
        Key::Count,
        Type::Quantity,
        "数量，只知道总数时写，不写就是1",
    ),
    field(
        Key::Approx,
        Type::Word(&APPROX),
        "约数词，与 count 合用：余、多、近、约、左右、达、几、以上、不足",
    ),
    field(Key::Group, Type::Text, "教研组"),
    field(Key::Subject, Type::Text, "学科"),
    field(Key::Level, Type::Word(&LEVEL), "级别"),
    field(Key::Class, Type::Text, "年级或班级"),
    field(Key::Place, Type::Text, "地点"),
    field(
        Key::Pending,
        Type::Flag,
        "结果尚未公布时写 true；这样的记录会列出但不计入",
    ),
    field(
        Key::Rates,
        Type::Rows(RATE),
        "比率：上级或学校给出的，{ name = \"教师覆盖面\", percent = 100 }",
    ),
    field(Key::Evidence, Type::Texts, "佐证材料，写文件名"),
    field(
        Key::Id,
        Type::Text,
        "事情的代号，不进总结；同一种记录里代号相同的几条是同一件事，并作一条",
    ),
    field(Key::Note, Type::Text, "备注，不进总结"),
];

const RATE: &[Field] = &[
    need(Key::Name, Type::Text, "比率的名称"),
    need(
        Key::Percent,
        Type::Percent,
        "百分数，写 98.5 表示98.5%；约数如 \"98左右\"",
    ),
    field(Key::Target, Type::Percent, "要求达到的百分数"),
];

const STAGE: &[Field] = &[
    need(Key::Status, Type::Word(&STATUS), "到了哪一步"),
    field(Key::Date, Type::Date, "什么时候"),
];

const GUEST: &[Field] = &[
    need(Key::Who, Type::Text, "来的是谁：家长、兄弟学校教师……"),
    need(Key::Count, Type::Quantity, "人数"),
    field(Key::Approx, Type::Word(&APPROX), "约数词"),
];

const EXPERT: &[Field] = &[
    need(Key::Name, Type::Name, "姓名"),
    field(Key::Host, Type::Text, "单位"),
    field(Key::Post, Type::Text, "职务或职称"),
];

const HONOUR: &[Field] = &[
    need(Key::Title, Type::Text, "称号"),
    field(Key::Level, Type::Word(&LEVEL), "级别"),
];

const HOLIDAY: &[Field] = &[
    field(Key::Name, Type::Text, "名称"),
    need(Key::Start, Type::Day, "第一天"),
    field(Key::End, Type::Day, "最后一天，不写就是一天"),
];

const ALLOWED: &[Field] = &[
    need(Key::Name, Type::Text, "检查的名字"),
    need(Key::Reason, Type::Text, "为什么不要"),
];

const MEMBER: &[Field] = &[
    need(Key::Post, Type::Text, "职务"),
    need(Key::Names, Type::People, "姓名"),
];

const ALTERNATIVE: &[Field] = &[
    need(Key::Of, Type::Measure, "记录的种类"),
    field(Key::Kind, Type::Text, "其中哪一类"),
    need(Key::AtLeast, Type::Exact, "至少多少"),
];
