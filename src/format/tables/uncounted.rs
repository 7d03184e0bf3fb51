//! The tables beside the kinds of record that are counted: who is on the roster, what is asked
//! for, and the numbers that counts are held against.

use super::{ALTERNATIVE, HONOUR, field, named, need, stated};
use crate::format::vocabulary::{EVERY, GRADE, LEVEL, OUTCOME, PER, RECIPIENT, ROLE, SIDE};
use crate::format::{Counting, Field, Key, Sort, Table, Type};

/// A teacher on the roster.
pub(super) const TEACHER: Table = Table {
    key: "teacher",
    name: "教师",
    about: "名册中的一位教师",
    label: "教师",
    verb: "",
    unit: "",
    suffix: "",
    kinds: &[],
    with: &[],
    by: &[],
    any_of: &[],
    open_ended: &[],
    alike: &[],
    lasts: false,
    sort: Sort::Roster,
    counting: Counting::Records,
    fields: &[
        need(Key::Name, Type::Name, "姓名"),
        field(Key::Group, Type::Text, "教研组"),
        field(Key::Subject, Type::Text, "任教学科"),
        named(
            Key::Roles,
            &["role"],
            Type::Words(&ROLE),
            "职务，不写就是教师",
        ),
        named(Key::Status, &[], Type::Text, "状态：新教师、青年教师……"),
        field(Key::Years, Type::Exact, "教龄（年）"),
        field(
            Key::Honours,
            Type::Rows(HONOUR),
            "已有的称号：{ title = \"骨干教师\", level = \"区级\" }",
        ),
        field(Key::Note, Type::Text, "备注，不进总结"),
    ],
};

/// What is asked for.
pub(super) const TARGET: Table = Table {
    key: "target",
    name: "要求",
    about: "一条要求",
    label: "要求",
    verb: "",
    unit: "",
    suffix: "",
    kinds: &[],
    with: &[],
    by: &[],
    any_of: &[Key::AtLeast, Key::AtMost],
    open_ended: &[],
    alike: &[],
    lasts: false,
    sort: Sort::Target,
    counting: Counting::Records,
    fields: &[
        need(
            Key::Of,
            Type::Measure,
            "对哪种记录的要求：observation、lesson、paper……",
        ),
        field(Key::Kind, Type::Text, "其中哪一类，如“推门”"),
        field(Key::Level, Type::Word(&LEVEL), "其中哪一级的"),
        field(
            Key::Unit,
            Type::Text,
            "量词，不写就用这种记录的；培训写“学时”“天”“门”，就是对这一项的要求",
        ),
        field(
            Key::Role,
            Type::Word(&ROLE),
            "对谁：教师、教研组长、中层、校领导、班主任……",
        ),
        field(Key::Status, Type::Text, "只对某种状态的教师，如“新教师”"),
        field(Key::Subject, Type::Text, "只对某学科的教师"),
        field(Key::Group, Type::Text, "只对某教研组"),
        field(Key::YearsUnder, Type::Exact, "只对教龄不满几年的教师"),
        field(Key::YearsOver, Type::Exact, "只对教龄满几年的教师"),
        field(Key::AtLeast, Type::Exact, "至少多少"),
        field(Key::AtMost, Type::Exact, "至多多少"),
        field(
            Key::Per,
            Type::Word(&PER),
            "按人、按组、按组人均还是全校合计，不写就是人",
        ),
        field(
            Key::Every,
            Type::Word(&EVERY),
            "每周、每月、每学期还是每学年，不写就是每学期",
        ),
        field(
            Key::Or,
            Type::Rows(ALTERNATIVE),
            "达到其中任一项也算：{ of = \"lesson\", at_least = 2 }",
        ),
        field(Key::Note, Type::Text, "备注，不进总结"),
    ],
};

/// The fields of a number that is stated: those of its own, and what says which records it is of.
macro_rules! stated_fields {
    ($($own:expr),+ $(,)?) => {
        &[
            $($own,)+
            field(Key::Kind, Type::Text, "哪一类的，如“推门”"),
            field(Key::Level, Type::Word(&LEVEL), "哪一级的"),
            field(Key::Grade, Type::Word(&GRADE), "哪一等的"),
            field(Key::Recipient, Type::Word(&RECIPIENT), "谁得的奖；论文、文稿是谁写的：teacher 或 pupil"),
            field(Key::Outcome, Type::Word(&OUTCOME), "什么结果的论文"),
            field(Key::Group, Type::Text, "哪个教研组的"),
            field(Key::Subject, Type::Text, "哪个学科的"),
            field(Key::Class, Type::Text, "哪个年级或班级的"),
            field(Key::Note, Type::Text, "备注，不进总结"),
        ]
    };
}

/// A number that there should be.
pub(super) const EXPECT: Table = stated(
    ("expect", "核对"),
    "一个应有的数，记录里不是这么多就报错",
    OF_EXPECT,
);

const OF_EXPECT: &[Field] = stated_fields![
    need(
        Key::Of,
        Type::Measure,
        "哪种记录的数：observation、session、award……",
    ),
    need(Key::Is, Type::Amount, "应有多少，如 45 或 \"40余\""),
    field(Key::Side, Type::Word(&SIDE), "不数记录本身时，数哪一面"),
    field(Key::Month, Type::Text, "哪个月的，如“9月”"),
    field(Key::Person, Type::Text, "哪一个人的"),
];

/// A number of which the records are a part.
pub(super) const TOTAL: Table = stated(
    ("total", "总数"),
    "一个总数，记录里只有其中一部分，其余的补计进去",
    OF_TOTAL,
);

const OF_TOTAL: &[Field] = stated_fields![
    need(
        Key::Of,
        Type::Measure,
        "哪种记录的总数：award、observation……",
    ),
    need(Key::Is, Type::Quantity, "一共多少，写准数"),
    field(Key::Unit, Type::Text, "量词，其他工作的总数要写"),
];
