//! Whether somebody is spoken of in what leads to a number.

use super::context::NOW;

/// Characters of words for people: where one stands before a number, it may be their number.
const PEOPLE: &[char] = &[
    '师', '组', '班', '长', '员', '生', '者', '们', '部', '徒', '友', '处',
];

/// What a sentence begins with besides, before it says who did something.
const WHEN: &[&str] = &["一学期来", "一学期", "学期以来", "一年来"];

/// Words for everybody where a clause begins with them, and not in 语文老师们.
const ALL: &[&str] = &["教师们", "老师们", "教师", "老师"];

/// Words with such characters that name nobody, or everybody.
const EVERYBODY: &[&str] = &[
    "学生家庭",
    "走访学生",
    "的教师有",
    "的老师有",
    "全校教师",
    "全体教师",
    "广大教师",
    "各教研组",
    "各组",
    "组织",
    "我们",
    "教师队伍",
    "师资",
    "师德",
    "师生",
    "促进教师",
    "提高教师",
    "提升教师",
    "引领教师",
    "帮助教师",
    "推动教师",
    "鼓励教师",
    "教师专业",
    "教师素质",
    "教师成长",
    "教师的",
    "全组教师",
    "教导处",
    "教务处",
    "教科处",
    "政教处",
    "德育处",
    "生活",
    "生动",
    "发生",
    "生成",
    "长期",
    "成长",
    "部分",
    "全部",
    "内部",
    "师徒",
    "班主任",
    "到处",
    "实处",
    "好处",
    "长处",
    "短处",
    "益处",
    "之处",
    "处处",
    "生本",
    "长效",
    "增长",
];

/// Whether some of the people are named in what leads to a number: 语文老师们团结协作，听课12节.
pub fn names_people(before: &str) -> bool {
    before.split(['，', ',', '：']).any(|clause| {
        let clause = clause.trim_start();
        let when = NOW
            .iter()
            .chain(WHEN)
            .find_map(|word| clause.strip_prefix(word));
        let clause = when.unwrap_or(clause).trim_start_matches(['，', ',']);
        let all = ALL.iter().find_map(|word| clause.strip_prefix(word));
        let mut rest = all.unwrap_or(clause);
        while let Some(c) = rest.chars().next() {
            match EVERYBODY.iter().find_map(|word| rest.strip_prefix(word)) {
                Some(behind) => rest = behind,
                None if PEOPLE.contains(&c) => return true,
                None => rest = &rest[c.len_utf8()..],
            }
        }
        false
    })
}
