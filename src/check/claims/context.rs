//! The words that tell whether a number is that of all of something or of a part: what names a
//! part, and what may stand beside a number without changing what it counts.

/// Before a number, these say that another span is spoken of; until a word of [`NOW`].
pub const OTHER_TIMES: &[&str] = &[
    "上学期",
    "上一学期",
    "去年",
    "上年",
    "上一年",
    "上学年",
    "上一学年",
    "上个学年",
    "上个学期",
    "上年度",
    "上一年度",
    "前一学期",
    "前一学年",
    "前一年",
    "前年",
    "往届",
    "以往",
    "此前",
    "四年",
    "六年",
    "多年",
    "数年",
    "同期",
    "往年",
    "历年",
    "近年",
    "几年",
    "两年",
    "三年",
    "五年",
    "寒假",
    "暑假",
    "年底",
    "年末",
    "年前",
    "十三五",
    "十四五",
    "十五五",
    "建校以来",
    "办学以来",
    "创办以来",
    "任教以来",
    "从教以来",
    "工作以来",
    "课改以来",
];

/// These say that it is this term.
pub const NOW: &[&str] = &[
    "本学期",
    "这学期",
    "本学年",
    "这一学期",
    "全学期",
    "增加到",
    "增长到",
    "增至",
    "上升到",
    "上升为",
    "提高到",
    "提升到",
    "扩大到",
    "减少到",
    "下降到",
    "降到",
];

/// Before a number, these say that others are spoken of; until a word for all of the school.
pub const OTHERS: &[&str] = &[
    "学生",
    "同学",
    "家长",
    "专家",
    "来宾",
    "我校区",
    "来校",
    "到校",
    "对我校",
    "对学校",
    "到我校",
    "走进我校",
    "来我校",
    "莅临",
    "实习",
    "见习",
];

/// These say that it is told of elsewhere.
pub const ELSEWHERE: &[&str] = &[
    "外校",
    "兄弟学校",
    "友好学校",
    "友好校",
    "姐妹学校",
    "结对学校",
    "联盟校",
    "联盟学校",
    "外省",
    "外区",
    "外县",
    "全区",
    "全市",
    "全县",
    "全省",
    "全国",
    "全镇",
    "学区",
    "所学校",
    "教育局",
    "区教育局",
    "县教育局",
    "市教育局",
    "教体局",
    "教育厅",
    "督导组",
    "教研室领导",
    "上级领导",
    "集团",
    "片区",
];

/// It may be since long before the term.
pub const TO_DATE: &str = "累计";

/// These say that some of the people of the school, or some of what was done, are meant: it
/// cannot be more than all.
pub const SOME: &[&str] = &[
    "校领导",
    "学校领导",
    "领导",
    "行政",
    "行政人员",
    "管理人员",
    "副校长",
    "校长",
    "主任",
    "中层",
    "教研组长",
    "组长",
    "青年教师",
    "青年",
    "新教师",
    "骨干教师",
    "骨干",
    "名师",
    "工作室",
    "备课组",
    "年级",
    "班级",
    "其他",
    "其它",
    "其余",
    "另外",
    "校内",
    "校外",
    "本人",
    "我个人",
    "她",
    "他",
    "围绕",
    "针对",
    "聚焦",
    "中层干部",
    "中层领导",
    "行政领导",
    "行政干部",
    "学科带头人",
    "老教师",
    "年轻教师",
    "部分",
    "有的",
    "个别",
    "首次",
    "只登记",
];

/// These say that it is told of a part of the term, or of one event: it cannot be more than all either,
/// whoever is spoken of.
pub const SOME_TIMES: &[&str] = &[
    "上旬",
    "中旬",
    "下旬",
    "期中",
    "期末",
    "开学初",
    "当天",
    "当日",
    "此次",
    "这次",
    "本次",
    "其间",
    "期间",
    "周内",
    "本周",
    "本月",
    "一周",
    "两周",
    "三周",
    "季度",
    "国庆",
    "中秋",
    "元旦",
    "五一",
    "清明",
    "端午",
    "春节",
    "教师节",
    "考前",
    "考后",
    "为期",
    "历时",
    "上半学期",
    "下半学期",
    "前半学期",
    "后半学期",
];

/// Whose daily work with classes is told of: of the whole school's, they are no part.
pub const CLASS_HEADS: &[&str] = &[
    "班主任",
    "各班主任",
    "任课教师",
    "科任教师",
    "科任老师",
    "任课老师",
];

/// What people are invited to: in a contest, as one of several.
pub const CONTESTS: &[&str] = &[
    "评比", "比赛", "大赛", "竞赛", "评选", "展评", "参赛", "比武",
];

/// Words for any contests.
pub const ANY_CONTEST: &[&str] = &["各", "学科竞赛", "参加比赛", "参加竞赛"];

/// What may be meant of titles only, and not of what is won in contests.
pub const HONOURS: &[&str] = &["表彰"];

/// What leads to the name of a title.
pub const TITLES: &[&str] = &["被评为", "评为", "被授予", "授予", "当选为", "当选"];

/// Words for all people of the school.
pub const OF_ALL_SCHOOL: &[&str] = &[
    "全校教师",
    "全校老师",
    "全校",
    "我校",
    "本校",
    "学校",
    "全体教师",
    "全体老师",
];

/// Words for all people of a group, of whichever is spoken of.
pub const OF_ALL_GROUP: &[&str] = &[
    "全组教师",
    "全组老师",
    "全组",
    "我组",
    "本组",
    "该组",
    "我们组",
    "组内",
];

/// Beside a number, these say that it is of everything.
pub const ALTOGETHER: &[&str] = &["共", "总", "累计", "达", "合计"];

/// Beside a number and all of the school, these say that it is of everything there is.
pub const TOTALS: &[&str] = &["总数", "总量", "总计", "总次数", "总节数", "总篇数"];

/// What follows is a part of what stands before.
pub const OF_WHICH: &str = "其中";

/// How many there are at present is told behind these.
pub const THERE_ARE: &[&str] = &[
    "现有",
    "共有",
    "有教师",
    "有教学班",
    "设有",
    "下设",
    "分为",
    "设",
];

/// Before a number of people or parts of the school, these say that it is that of all.
pub const OF_SCHOOL: &[&str] = &[
    "全校",
    "学校现有",
    "我校现有",
    "全校现有",
    "学校有",
    "我校有",
    "全校有",
];

/// In a sentence these say that it tells who the teachers are.
pub const OF_STAFF: &[&str] = &["教师队伍", "师资队伍", "师资结构", "师资力量"];

/// Behind them, these do.
pub const OF_ALL: &[&str] = &["均", "都", "全部", "全员", "人人", "无一"];

/// Behind a number of people, these say that all of them did something together.
pub const TOGETHER: &[&str] = &["共", "一共", "总共", "一起"];

/// In the title of a section, these say that it tells what is to come.
pub const PLANS: &[&str] = &[
    "打算",
    "计划",
    "设想",
    "努力方向",
    "展望",
    "下学期",
    "下一步",
    "今后",
    "要求",
    "方案",
];
