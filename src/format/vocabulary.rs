//! The closed vocabularies of the log: levels, grades, recipients and the like,
//! each ranked from high to low and with the synonyms schools really write.
//! A value outside its vocabulary is an error that lists the words; open values
//! (the kind of a session, say) are plain text and have no vocabulary.

use crate::text::fold::is_same;

/// One word of a vocabulary.
#[derive(Debug, PartialEq, Eq, Hash)]
pub struct Word {
    /// The form that is shown to the user and printed in the report.
    pub name: &'static str,
    /// Place in the order of the vocabulary, 0 first (for levels and grades: highest).
    /// Two words of one rank (区级, 县级) count as one.
    pub rank: u8,
    /// Short form for use before a noun (“市” of 市级); equal to `name` where there is none.
    pub short: &'static str,
    /// Other spellings that are accepted for this word.
    pub also: &'static [&'static str],
}

/// A closed list of words.
#[derive(Debug)]
pub struct Vocabulary {
    /// What the words are, in Chinese, for messages (“级别”).
    pub name: &'static str,
    /// The words in rank order.
    pub words: &'static [Word],
    /// Where what is none of them is written, in Chinese; empty where nowhere.
    pub elsewhere: &'static str,
}

impl Vocabulary {
    /// The word that `text` spells, by its name or a synonym, whatever the widths and brackets.
    pub fn find(&self, text: &str) -> Option<&'static Word> {
        let spelt = |text: &str| {
            let mut words = self.words.iter();
            words.find(|word| word.name == text || word.also.contains(&text))
        };
        spelt(text).or_else(|| {
            let mut words = self.words.iter();
            words.find(|word| {
                let mut names = std::iter::once(&word.name).chain(word.also);
                names.any(|name| is_same(name, text))
            })
        })
    }

    /// The same with the way it is written.
    pub fn said(&self, text: &str) -> Option<Said> {
        let word = self.find(text)?;
        let typed = word.also.iter().find(|also| is_same(also, text));
        Some(Said {
            word,
            typed: typed.copied().unwrap_or(word.name),
        })
    }

    /// Whether its words are grades of awards, of which none stands for another.
    pub fn is_of_grades(&self) -> bool {
        self.words == GRADES
    }

    /// The names of the words, joined for a message.
    pub fn listing(&self) -> String {
        let names: Vec<&str> = self.words.iter().map(|word| word.name).collect();
        names.join("、")
    }
}

/// A word in the way that somebody has written it: 副校长 is 校领导.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Said {
    /// The word.
    pub word: &'static Word,
    /// Its name, or the other writing of it.
    pub typed: &'static str,
}

const fn word(name: &'static str, rank: u8, also: &'static [&'static str]) -> Word {
    Word {
        name,
        rank,
        short: name,
        also,
    }
}

const fn level(
    name: &'static str,
    rank: u8,
    short: &'static str,
    also: &'static [&'static str],
) -> Word {
    Word {
        name,
        rank,
        short,
        also,
    }
}

/// 区级 or 县级, whichever the school is of.
pub const DISTRICT_OR_COUNTY: &str = "区县级";

/// Administrative levels, high to low. 区级 and 县级 are the same rank.
pub static LEVEL: Vocabulary = Vocabulary {
    name: "级别",
    words: &[
        level(
            "国家级",
            0,
            "全国",
            &["国家", "全国", "国培", "教育部", "部级", "全国级"],
        ),
        level("省级", 1, "省", &["省", "自治区级", "直辖市级", "省部级"]),
        level(
            "市级",
            2,
            "市",
            &["市", "地市级", "地级", "地区级", "州级", "设区市级"],
        ),
        level("区级", 3, "区", &["区"]),
        level("县级", 3, "县", &["县", "县市级", "旗级"]),
        level(
            DISTRICT_OR_COUNTY,
            3,
            "区",
            &["县区级", "县（区）级", "区（县）级"],
        ),
        level("学区级", 4, "学区", &["学区", "教育集团", "集团级"]),
        level("片级", 4, "片区", &["片区", "片", "片区级", "联片"]),
        level(
            "镇级",
            4,
            "镇",
            &["镇", "乡级", "乡镇级", "乡镇", "街道级", "中心校级"],
        ),
        level("校级", 5, "校", &["校", "本校", "校内", "学校"]),
        level("组级", 6, "组", &["组", "组内", "教研组级"]),
    ],
    elsewhere: "",
};

/// Grades of awards, high to low. Titles (“优秀班主任”) are no grades: they go in `title`.
const GRADES: &[Word] = &[
    word("特等奖", 0, &["特等", "特别奖"]),
    word("一等奖", 1, &["一等", "1等", "1等奖", "壹等奖"]),
    word("金奖", 1, &["金牌"]),
    word("第一名", 1, &["冠军", "第1名"]),
    word("二等奖", 2, &["二等", "2等", "2等奖", "贰等奖"]),
    word("银奖", 2, &["银牌"]),
    word("第二名", 2, &["亚军", "第2名"]),
    word("三等奖", 3, &["三等", "3等", "3等奖", "叁等奖"]),
    word("铜奖", 3, &["铜牌"]),
    word("第三名", 3, &["季军", "第3名"]),
    word("第四名", 4, &["第4名"]),
    word("第五名", 5, &["第5名"]),
    word("第六名", 6, &["第6名"]),
    word("第七名", 7, &["第7名"]),
    word("第八名", 8, &["第8名"]),
    word("优秀奖", 9, &["优秀"]),
    word("优胜奖", 9, &["优胜"]),
    word("鼓励奖", 10, &["鼓励", "入围奖", "参与奖", "纪念奖"]),
];

/// Grades of awards, beside which an award may have a title.
pub static GRADE: Vocabulary = Vocabulary {
    name: "等次",
    words: GRADES,
    elsewhere: "不是等次的奖和称号写在 title 里，如 title = \"优秀组织奖\"",
};

/// Grades of papers, whose title is another thing.
pub static GRADE_OF_PAPER: Vocabulary = Vocabulary {
    name: "等次",
    words: GRADES,
    elsewhere: "",
};

/// Pupils, as a recipient.
pub const PUPIL: &str = "pupil";

/// Who an award went to. The kinds are never added to one another.
pub static RECIPIENT: Vocabulary = Vocabulary {
    name: "获奖者类别",
    words: &[
        word("teacher", 0, &["教师", "老师"]),
        word("class-head", 1, &["班主任"]),
        word("group", 2, &["教研组", "备课组", "年级组", "组"]),
        word("class", 3, &["班级", "班"]),
        word(PUPIL, 4, &["学生", "student"]),
        word("school", 5, &["学校"]),
    ],
    elsewhere: "",
};

/// Whether awards to this recipient go to people, who are then counted as such (人次).
pub fn is_person(recipient: &Word) -> bool {
    is_staff(recipient) || recipient.name == PUPIL
}

/// Whether awards to this recipient go to people of the staff.
pub fn is_staff(recipient: &Word) -> bool {
    matches!(recipient.name, "teacher" | "class-head")
}

/// What became of a paper.
pub static OUTCOME: Vocabulary = Vocabulary {
    name: "论文结果",
    words: &[
        word("发表", 0, &["刊登", "刊发"]),
        word("获奖", 1, &["得奖"]),
        word("交流", 2, &["大会交流", "书面交流"]),
    ],
    elsewhere: "",
};

/// How far a project has come.
pub static STATUS: Vocabulary = Vocabulary {
    name: "课题状态",
    words: &[
        word("结题", 0, &["已结题", "顺利结题"]),
        word("中期", 1, &["中期检查", "中期评估"]),
        word("在研", 2, &["研究中", "进行中"]),
        word("立项", 3, &["已立项", "开题"]),
        word("申报", 4, &["申请", "申报中"]),
    ],
    elsewhere: "",
};

/// What a teacher is in the school. 教师 is everyone who teaches without being 中层 or 校领导;
/// 行政 is both of these.
pub static ROLE: Vocabulary = Vocabulary {
    name: "职务",
    words: &[
        word(
            "校领导",
            0,
            &["校级领导", "校长", "副校长", "书记", "副书记"],
        ),
        word("行政", 1, &["学校行政", "行政人员", "行政干部", "行政领导"]),
        word("中层", 2, &["中层干部", "主任", "副主任", "教导主任"]),
        word("教研组长", 3, &["组长", "学科组长"]),
        word("年级组长", 4, &["年组长", "年级主任"]),
        word("备课组长", 5, &[]),
        word("班主任", 6, &[]),
        word("教师", 7, &["老师", "任课教师", "专任教师"]),
    ],
    elsewhere: "",
};

/// Marks that hedge a number; where each stands is the business of `text::count`.
pub static APPROX: Vocabulary = Vocabulary {
    name: "约数词",
    words: &[
        word("近", 0, &["接近"]),
        word("约", 1, &["大约"]),
        word("余", 2, &[]),
        word("多", 3, &[]),
        word("左右", 4, &["上下"]),
        word("达", 5, &[]),
        word("几", 6, &["数"]),
        word("以上", 7, &[]),
        word("不足", 8, &["不到"]),
    ],
    elsewhere: "",
};

/// The school's part in a session.
pub static PART: Vocabulary = Vocabulary {
    name: "参与方式",
    words: &[
        word("主办", 0, &["举办"]),
        word("承办", 1, &["协办"]),
        word("联合", 2, &["联合举办", "共同举办"]),
        word("参加", 3, &["参与"]),
    ],
    elsewhere: "",
};

/// What one target is measured on.
pub static PER: Vocabulary = Vocabulary {
    name: "考核单位",
    words: &[
        word(
            "人",
            0,
            &[
                "每人",
                "人均",
                "个人",
                "每位教师",
                "每名教师",
                "每位老师",
                "每名老师",
                "每个教师",
                "每个老师",
                "教师",
            ],
        ),
        word(
            "组",
            1,
            &["每组", "教研组", "每个组", "每个教研组", "各教研组", "各组"],
        ),
        word("组人均", 2, &["组内人均", "教研组人均", "每组人均"]),
        word("校", 3, &["全校", "学校"]),
    ],
    elsewhere: "",
};

/// The sides of records that are counted beside the things themselves.
pub static SIDE: Vocabulary = Vocabulary {
    name: "数的一面",
    words: &[
        word("人次", 0, &["person_times", "attendance"]),
        word("来宾", 1, &["guests"]),
        word("课例", 2, &["lessons"]),
        word("天数", 3, &["天", "days"]),
        word("经费", 4, &["元", "cost"]),
        word("门数", 5, &["门", "courses"]),
        word("完成", 6, &["完成人次", "completed"]),
        word("学时", 7, &["hours"]),
    ],
    elsewhere: "",
};

/// How often a target is due.
pub static EVERY: Vocabulary = Vocabulary {
    name: "周期",
    words: &[
        word("学年", 0, &["每学年", "年", "每年"]),
        word("学期", 1, &["每学期"]),
        word("月", 2, &["每月"]),
        word("周", 3, &["每周"]),
    ],
    elsewhere: "",
};

/// The span that a log covers.
pub static SPAN: Vocabulary = Vocabulary {
    name: "总结时段",
    words: &[
        word("学期", 0, &[]),
        word("学年", 1, &[]),
        word("年", 2, &["年度"]),
        word("多年", 3, &[]),
    ],
    elsewhere: "",
};

/// Which part of the log a pattern is about.
pub static ABOUT: Vocabulary = Vocabulary {
    name: "总结的范围",
    words: &[word("teacher", 0, &["教师"]), word("event", 1, &["活动"])],
    elsewhere: "",
};
