//! The kinds of record. A new kind is one entry here.

use super::uncounted::{EXPECT, TARGET, TEACHER, TOTAL};
use super::{EXPERT, GUEST, MEMBER, STAGE};
use super::{about_when, alike, counted, field, named, need};
use crate::format::vocabulary::{GRADE, GRADE_OF_PAPER, OUTCOME, PART, RECIPIENT, ROLE, STATUS};
use crate::format::{Counting, Key, Likeness, Table, Type};

/// The kinds of record, in the order in which they are spoken of.
pub static RECORDS: &[Table] = &[
    TEACHER,
    Table {
        open_ended: &[Key::Cadence, Key::PersonTimes],
        kinds: &[
            "教研活动",
            "集体备课",
            "业务学习",
            "专题培训",
            "沙龙",
            "论坛",
            "联片教研",
            "校际联谊",
            "开放活动",
            "视导",
            "评比",
            "班主任例会",
            "送教下乡",
        ],
        alike: &[
            alike(&[Key::Date, Key::Kind]),
            Likeness {
                any: &[Key::Topic],
                despite: &[Key::Kind],
                ..alike(&[Key::Date])
            },
            Likeness {
                any: &[Key::Attendance],
                ..alike(&[Key::Date])
            },
            about_when(&[Key::Topic], &[Key::Kind]),
        ],
        ..counted(
            ("session", "教研活动"),
            "一次教研活动",
            ("开展", "教研活动", "次"),
            &[
                field(Key::Kind, Type::Text, "类型：集体备课、专题培训、沙龙……"),
                field(Key::Topic, Type::Text, "主题"),
                field(
                    Key::Part,
                    Type::Word(&PART),
                    "参与方式：学校是主办、承办、联合还是参加",
                ),
                field(Key::Host, Type::Text, "主办单位"),
                named(Key::Partners, &["partner"], Type::Texts, "合作的学校或单位"),
                named(
                    Key::Attendance,
                    &[],
                    Type::Staff,
                    "本校参加者：人数、姓名或“全体”",
                ),
                field(
                    Key::PersonTimes,
                    Type::Quantity,
                    "参加的总人次，写了就不再按 attendance 算",
                ),
                named(
                    Key::Guests,
                    &["guest"],
                    Type::Rows(GUEST),
                    "校外来宾：{ who = \"家长\", count = 300, approx = \"余\" }",
                ),
                named(
                    Key::Experts,
                    &["expert"],
                    Type::Rows(EXPERT),
                    "到场专家：{ name = \"…\", post = \"教研员\" }",
                ),
                field(Key::Lessons, Type::Quantity, "活动中展示的课例数"),
                field(
                    Key::Cadence,
                    Type::Text,
                    "频次，如“每周一次”；不写就由日期算",
                ),
                field(Key::Filed, Type::Flag, "归档：记录和材料是否已归档"),
            ],
        )
    },
    Table {
        suffix: "课",
        kinds: &[
            "公开", "示范", "汇报", "研讨", "观摩", "展示", "教研", "同步",
        ],
        alike: &[
            alike(&[Key::Date, Key::Teacher]),
            alike(&[Key::Teacher, Key::Title]),
            Likeness {
                despite: &[Key::Kind],
                ..alike(&[Key::Date, Key::Teacher, Key::Title])
            },
        ],
        ..counted(
            ("lesson", "公开课"),
            "一节公开性质的课（上课）",
            ("开设", "各类公开教学课", "节"),
            &[
                named(Key::Teacher, &["teachers"], Type::Staff, "执教者"),
                field(Key::Title, Type::Text, "课题，不带书名号"),
                field(
                    Key::Kind,
                    Type::Text,
                    "类型：公开、示范、汇报、研讨、观摩、展示、教研、同步",
                ),
            ],
        )
    },
    Table {
        suffix: "听课",
        kinds: &["推门", "常规", "视导", "互听"],
        counting: Counting::PerPerson(Key::Observers),
        alike: &[
            Likeness {
                any: &[Key::Teacher],
                ..alike(&[Key::Date, Key::Observers])
            },
            Likeness {
                any: &[Key::Teacher],
                despite: &[Key::Kind],
                ..alike(&[Key::Date, Key::Observers, Key::Title])
            },
        ],
        ..counted(
            ("observation", "听课"),
            "一节听课",
            ("", "听课", "节"),
            &[
                named(Key::Observers, &["observer"], Type::Staff, "听课人"),
                field(
                    Key::ObserverRole,
                    Type::Word(&ROLE),
                    "听课人的职务，只知道总数时写",
                ),
                named(Key::Teacher, &["teachers"], Type::Staff, "被听课教师"),
                field(Key::Title, Type::Text, "课题"),
                field(Key::Kind, Type::Text, "类型：推门、常规、视导、互听"),
                field(Key::Commented, Type::Flag, "评课：听后是否评课"),
            ],
        )
    },
    counted(
        ("lecture", "讲座"),
        "一场讲座",
        ("举办", "讲座", "场"),
        &[
            named(Key::Speaker, &["speakers"], Type::People, "主讲人"),
            field(Key::Own, Type::Flag, "主讲人是否本校教师，不写就看名册"),
            field(Key::Host, Type::Text, "主讲人的单位"),
            field(Key::Post, Type::Text, "主讲人的职务或职称"),
            field(Key::Topic, Type::Text, "题目"),
            field(Key::Audience, Type::Text, "听众"),
            named(
                Key::Attendance,
                &[],
                Type::Staff,
                "本校参加者；只写人数的，来宾可以算在里面",
            ),
            field(Key::PersonTimes, Type::Quantity, "参加的总人次"),
        ],
    )
    .likened(&[
        Likeness {
            any: &[Key::Speaker, Key::Topic],
            ..alike(&[Key::Date])
        },
        about_when(&[Key::Topic], &[]),
    ]),
    Table {
        open_ended: &[Key::PersonTimes],
        kinds: &["外出学习", "网络研修", "校本培训"],
        alike: &[
            Likeness {
                any: &[Key::Programme],
                ..alike(&[Key::Date])
            },
            alike(&[Key::People, Key::Programme]),
            about_when(&[Key::Programme], &[]),
        ],
        ..counted(
            ("training", "培训"),
            "一次外出学习或培训",
            ("参加", "各级各类培训", "次"),
            &[
                field(Key::Programme, Type::Text, "项目名称"),
                field(
                    Key::Kind,
                    Type::Text,
                    "类型：外出学习、网络研修、校本培训……",
                ),
                field(Key::Host, Type::Text, "主办单位"),
                named(
                    Key::People,
                    &["person", "names", "attendance"],
                    Type::Staff,
                    "参加者：姓名、人数或“全体”",
                ),
                field(
                    Key::PersonTimes,
                    Type::Quantity,
                    "总人次，写了就不再按 people 算",
                ),
                field(Key::Courses, Type::Quantity, "课程门数"),
                field(Key::Days, Type::Amount, "天数，半天写 0.5"),
                field(Key::Hours, Type::Amount, "每人的学时"),
                field(Key::Mode, Type::Text, "方式：线上、线下"),
                field(Key::Completed, Type::Staff, "完成者：姓名、人数或“全体”"),
                field(Key::Result, Type::Text, "结果，如“被评为优秀学员”"),
                field(Key::Cost, Type::Amount, "经费（元），到分为止，如 386.5"),
            ],
        )
    },
    Table {
        kinds: &["教学反思", "读书笔记", "教案", "课件", "教学设计"],
        alike: &[alike(&[Key::Kind, Key::Authors, Key::Title])],
        ..counted(
            ("writing", "文稿"),
            "反思、读书笔记、教案、课件等",
            ("撰写", "各类教学文稿", "篇"),
            &[
                need(
                    Key::Kind,
                    Type::Text,
                    "类型：教学反思、读书笔记、教案、课件……",
                ),
                named(Key::Authors, &["author"], Type::Staff, "作者"),
                field(Key::Title, Type::Text, "题目"),
                field(Key::ByPupils, Type::Flag, "作者是学生时写 true"),
                field(Key::Unit, Type::Text, "量词，不写就是“篇”"),
            ],
        )
    },
    counted(
        ("paper", "论文"),
        "一篇论文",
        ("撰写", "论文", "篇"),
        &[
            named(Key::Authors, &["author"], Type::Staff, "作者"),
            field(Key::Title, Type::Text, "题目，不带书名号"),
            field(
                Key::ByPupils,
                Type::Flag,
                "作者是学生时写 true；写了 class、作者又不在名册上的，作者写成“学生李明”“七（1）班李明”“两名学生”的，就是学生",
            ),
            field(
                Key::Genre,
                Type::Text,
                "体裁，不写就是“论文”，学生的不写就是“作文”",
            ),
            field(Key::Outcome, Type::Word(&OUTCOME), "发表、获奖还是交流"),
            field(Key::Journal, Type::Text, "刊物，不带书名号"),
            field(Key::Contest, Type::Text, "评比名称"),
            field(Key::Grade, Type::Word(&GRADE_OF_PAPER), "等次"),
        ],
    )
    .likened(&[Likeness {
        any: &[Key::Title],
        outcome: &[Key::Outcome, Key::Journal, Key::Contest, Key::Grade],
        ..alike(&[Key::Authors])
    }]),
    Table {
        counting: Counting::OfPeople(Key::Names),
        with: &[Key::Teacher],
        any_of: &[Key::Contest, Key::Grade, Key::Title, Key::Level],
        alike: &[
            Likeness {
                any: &[Key::Contest, Key::Title],
                ..alike(&[Key::Recipient, Key::Names])
            },
            alike(&[Key::Recipient, Key::Contest, Key::Grade]),
            alike(&[Key::Recipient, Key::Title]),
        ],
        ..counted(
            ("award", "获奖"),
            "一项获奖或称号",
            ("获", "奖", "项"),
            &[
                need(
                    Key::Recipient,
                    Type::Word(&RECIPIENT),
                    "获奖者：teacher 教师、class-head 班主任、group 教研组、class 班级、pupil 学生、school 学校",
                ),
                named(
                    Key::Names,
                    &["name", "people"],
                    Type::People,
                    "姓名；也可以写人数",
                ),
                field(Key::Contest, Type::Text, "评比名称"),
                field(Key::Grade, Type::Word(&GRADE), "等次"),
                field(
                    Key::Title,
                    Type::Text,
                    "称号，如“优秀班主任”；不是等次的奖也写在这里",
                ),
                field(Key::Streak, Type::Text, "连续几年得的，如“连续三学年”"),
                field(Key::Team, Type::Flag, "是否集体奖"),
                named(Key::Teacher, &["coach"], Type::Staff, "指导教师"),
            ],
        )
    },
    Table {
        with: &[Key::Members],
        alike: &[
            Likeness {
                despite: &[Key::Status, Key::Date],
                ..alike(&[Key::Title])
            },
            Likeness {
                any: &[Key::Title],
                despite: &[Key::Status, Key::Date],
                ..alike(&[Key::Leader])
            },
        ],
        lasts: true,
        ..counted(
            ("project", "课题"),
            "一项课题",
            ("开展", "课题", "项"),
            &[
                need(Key::Title, Type::Text, "课题名称，不带引号"),
                field(
                    Key::Status,
                    Type::Word(&STATUS),
                    "申报、立项、在研、中期还是结题",
                ),
                named(
                    Key::Stages,
                    &["stage"],
                    Type::Rows(STAGE),
                    "先前的状态：{ status = \"立项\", date = 2025-10-12 }",
                ),
                named(Key::Leader, &["leaders"], Type::Staff, "主持人"),
                named(Key::Members, &["member"], Type::Staff, "成员"),
                field(Key::Start, Type::Day, "开始日期"),
                field(Key::End, Type::Day, "结束日期"),
            ],
        )
    },
    Table {
        counting: Counting::OfPeople(Key::Apprentice),
        with: &[Key::Apprentice],
        alike: &[Likeness {
            any: &[Key::Mentor],
            despite: &[Key::Date],
            ..alike(&[Key::Apprentice])
        }],
        lasts: true,
        ..counted(
            ("pairing", "师徒"),
            "一对师徒",
            ("结成", "师徒", "对"),
            &[
                field(Key::Mentor, Type::Staff, "师傅"),
                field(Key::Apprentice, Type::Staff, "徒弟"),
            ],
        )
    },
    counted(
        ("activity", "其他工作"),
        "其他工作，种类和量词自定",
        ("", "其他工作", "次"),
        &[
            need(Key::Kind, Type::Text, "是什么：家访、家长会、作业检查……"),
            need(Key::Unit, Type::Text, "量词：次、户、期、元……"),
            field(
                Key::Verb,
                Type::Text,
                "动词，如“召开”；写了就说“召开家长会2次”",
            ),
            field(Key::Topic, Type::Text, "主题"),
            named(
                Key::People,
                &["person", "names", "attendance"],
                Type::Staff,
                "参加者",
            ),
            field(Key::PersonTimes, Type::Quantity, "总人次"),
            field(
                Key::Members,
                Type::Rows(MEMBER),
                "分工：{ post = \"组长\", names = [\"…\"] }",
            ),
        ],
    )
    .likened(&[
        alike(&[Key::Date, Key::Kind]),
        Likeness {
            any: &[Key::Kind],
            despite: &[Key::Unit],
            ..alike(&[Key::Date])
        },
        Likeness {
            any: &[Key::Topic],
            despite: &[Key::Kind, Key::Unit],
            ..alike(&[Key::Date])
        },
        about_when(&[Key::Topic], &[Key::Kind, Key::Unit]),
        about_when(&[Key::Kind], &[Key::Unit]),
        Likeness {
            any: &[Key::People],
            undated: true,
            ..alike(&[Key::Kind])
        },
    ]),
    TARGET,
    EXPECT,
    TOTAL,
];
