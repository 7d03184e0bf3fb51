//! The words by which numbers in prose are read: measure words, hedges, what makes a number none
//! of a count, and what else things are called.

/// How exactly a number is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hedge {
    /// As it stands.
    Exact,
    /// 近: a little fewer.
    Nearly,
    /// 约: about as many.
    About,
    /// 余, 多, 以上: a little more.
    Over,
}

/// Hedges before a number; a longer one before a shorter one that it ends with.
pub const BEFORE: &[(&str, Hedge)] = &[
    ("不足", Hedge::Nearly),
    ("不到", Hedge::Nearly),
    ("大概", Hedge::About),
    ("差不多", Hedge::About),
    ("多于", Hedge::Over),
    ("不下", Hedge::Over),
    ("接近", Hedge::Nearly),
    ("将近", Hedge::Nearly),
    ("近", Hedge::Nearly),
    ("大约", Hedge::About),
    ("约", Hedge::About),
    ("超过", Hedge::Over),
    ("突破", Hedge::Over),
    ("逾", Hedge::Over),
];

/// Hedges between a number and its measure word.
pub const INSIDE: &[(&str, Hedge)] = &[
    ("余", Hedge::Over),
    ("多", Hedge::Over),
    ("来", Hedge::About),
];

/// Hedges behind a measure word.
pub const BEHIND: &[(&str, Hedge)] = &[
    ("以上", Hedge::Over),
    ("之多", Hedge::Exact),
    ("左右", Hedge::About),
    ("上下", Hedge::About),
];

/// What makes a percentage of a Chinese numeral.
pub const OF_HUNDRED: &str = "百分之";

/// The sign of a percentage.
pub const PERCENT: &str = "%";

/// Signs that join a numeral to another into a date, an address or a range, and 分 of 十分.
pub const JOINS: &[char] = &[
    '-', '—', '–', '～', '~', '/', ':', '.', '．', '_', '[', '〔', '×', '分',
];

/// Words between two numerals that have one measure word: 3至5次, 第二、三节.
pub const RANGES: &[&str] = &["至", "到", "、", "和"];

/// What may follow a number of what stands before it: 听课48节并评课.
pub const GOES_ON: &[&str] = &[
    "和", "与", "及", "并", "以", "等", "共", "为", "占", "其", "而", "中", "外", "后", "获",
    "发表",
];

/// Measure words; those in one row count the same things.
pub const UNITS: &[&[&str]] = &[
    &["节", "节次", "堂", "课时"],
    &["次", "场", "期", "场次", "批次"],
    &["篇", "篇次"],
    &["件"],
    &["份"],
    &["本", "册"],
    &["项", "个", "项次"],
    &["对"],
    &["人次", "人", "名", "位", "个"],
    &["元"],
    &["门"],
    &["天"],
    &["户"],
    &["%", "％"],
];

/// Measure words that go with so many things that the thing must stand beside them.
pub const VAGUE: &[&str] = &["个", "项", "次", "份", "件", "天"];

/// Before a number, these make it none of a count: 第三节, 每2次, 这两位, 前三名.
pub const NOT_BEHIND: &[&str] = &["第", "每", "某", "这", "那", "哪", "前", "另", "任", "同"];

/// Right behind a number, these tell of some event, or of what somebody did; unless it is said to be
/// of everything.
pub const OF_SOME: &[&str] = &["，主题为", "，由"];

/// Behind a single 一 that counts something stands what has been done: 上了一节, 共一次.
pub const ONE_BEHIND: &[&str] = &["了", "过", "共", "仅", "只", "获", "计"];

/// In the clause of a number, these make it a requirement, a rhythm or a plan.
pub const REQUIRES: &[&str] = &[
    "每",
    "不少于",
    "不低于",
    "不超过",
    "不得",
    "不高于",
    "至少",
    "至多",
    "以内",
    "必须",
    "应当",
    "应该",
    "应不",
    "平均",
    "规定",
    "要做到",
    "要完成",
    "要达到",
    "要听",
    "要上",
    "要写",
    "力争",
    "争取",
    "打算",
    "拟于",
    "拟开",
    "拟组织",
    "准备开",
    "准备组织",
    "将开",
    "将组织",
    "将举",
    "将进",
    "将完成",
    "将达到",
    "将有",
    "学校将",
    "我校将",
    "我们将",
    "我组将",
    "将建",
    "确保",
    "满分",
    "如果",
    "倘若",
];

/// Before a number in its sentence, these do.
pub const REQUIRES_SENTENCE: &[&str] = &[
    "要求",
    "必须",
    "应当",
    "规定",
    "下学期",
    "下一步",
    "下学年",
    "今后",
    "明年",
    "来年",
    "打算",
    "力争",
    "争取",
    "学校将",
    "我校将",
    "我们将",
    "我组将",
    "下一阶段",
    "下阶段",
    "下一学期",
    "下一年",
    "下步",
    "接下来",
    "后续",
    "目标是",
    "目标为",
    "任务是",
    "指标是",
    "指标为",
];

/// Before a number in its sentence, this does unless it has begun: 新学期伊始.
pub const NEW_TERM: &str = "新学期";

/// Behind that word these say that it has.
pub const BEGAN: &[&str] = &[
    "伊始",
    "开学",
    "开始",
    "初",
    "之初",
    "以来",
    "第一",
    "开局",
    "来临",
    "工作有序",
    "工作平稳",
    "工作顺利",
    "工作全面",
];

/// Right before a number, these make it a difference: 增加了11次.
pub const DIFFERS: &[&str] = &[
    "增加",
    "增加了",
    "增长",
    "增长了",
    "增多",
    "增多了",
    "多了",
    "少了",
    "减少",
    "减少了",
    "提高了",
    "上升了",
    "下降了",
    "多出",
    "多出了",
    "超出",
    "超出了",
    "净增",
];

/// Before a number in its sentence, these do unless it is said to be of all: 每人每月1篇，全校累计162篇.
pub const OF_EACH: &[&str] = &["每位教师", "每位老师", "每名教师", "每人", "每个教师"];

/// Before a number, it is for each of the people.
pub const PER_HEAD: &str = "人均";

/// So it is behind this.
pub const EACH_HEAD: &str = "平均每人";

/// What stands before 组 in the names of groups: 数学教研组.
pub const GROUP_ENDS: &[&str] = &["", "教研", "学科", "科"];

/// What else names things of one kind, by the kind.
pub const ALSO_KINDS: &[(&str, &[&str])] = &[
    ("外出学习", &["外出", "外派", "选派", "派出"]),
    ("互听", &["互相听课", "相互听课", "互听互评"]),
];

/// What else names the things of a kind that this program brings, by the key of its table.
pub const ALSO: &[(&str, &[&str])] = &[
    ("session", &["活动", "研讨", "例会", "教研"]),
    ("lesson", &["课"]),
    ("training", &["研修", "学习", "培训", "进修", "轮训"]),
    (
        "award",
        &[
            "称号", "当选", "评为", "被评", "荣获", "获得", "获", "荣誉", "优胜", "奖励", "奖项",
            "得奖", "表彰", "喜获", "斩获", "夺得", "摘得", "捧回",
        ],
    ),
    ("paper", &["习作", "作文"]),
    ("writing", &["反思", "笔记", "心得", "随笔"]),
    ("project", &["课题"]),
    ("pairing", &["师徒", "徒弟", "结对"]),
];

/// What else a part is called, by its name.
pub const ALSO_PARTS: &[(&str, &[&str])] = &[
    ("校领导", &["学校领导", "校级领导", "校长室"]),
    ("中层", &["中层干部", "中层领导"]),
];

/// What else surely names them, likewise.
pub const ALSO_SURELY: &[(&str, &[&str])] = &[
    ("lecture", &["专题讲座", "学术讲座"]),
    ("pairing", &["结对"]),
];

/// What else names a side of a figure, by the side's name.
pub const ALSO_SIDES: &[(&str, &[&str])] = &[
    (
        "来宾",
        &[
            "来宾",
            "嘉宾",
            "家长",
            "专家",
            "学者",
            "教研员",
            "特级教师",
            "同行",
        ],
    ),
    ("课例", &["课例", "展示课例", "课"]),
    ("人次", &["参加", "参与", "参训", "听讲", "听众", "受益"]),
    ("经费", &["经费", "投入", "资金"]),
    ("门数", &["课程", "课"]),
    ("天数", &["培训", "学习"]),
    ("完成", &["完成", "结业", "合格"]),
];

/// What else names the people and the parts of the school, by the name of their figure.
pub const ALSO_SCHOOL: &[(&str, &[&str])] = &[
    ("教师", &["老师", "教职工", "教师", "组员", "成员"]),
    ("班级", &["教学班", "班"]),
    ("学生", &["同学"]),
];

/// Whether a word is one for the people or the parts of a school: 教师 of 参赛教师.
pub fn is_school(word: &str) -> bool {
    ALSO_SCHOOL
        .iter()
        .any(|(name, words)| *name == word || words.contains(&word))
}
