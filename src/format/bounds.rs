//! Which values there can be at all, whatever the table: how large a number, which years, and what
//! cannot be a name.

use std::ops::RangeInclusive;
use std::sync::LazyLock;

use regex::Regex;

use super::callings::{self, COMRADE, TITLES};
use super::vocabulary::ROLE;
use super::{Field, Key, Type};
use crate::text::fold::is_han;

/// Years outside this range are slips of the keyboard.
pub const YEARS: RangeInclusive<i32> = 1949..=2100;

/// The longest line of text, in characters: names, titles, topics. Prose may be as long as a
/// record.
pub const LONGEST_LINE: usize = 10_000;

/// The largest percentage.
pub const MOST_PERCENT: u64 = 1000;

/// The measure words of what has parts, so that its number may be a decimal.
pub const IN_PARTS: [&str; 16] = [
    "元",
    "万元",
    "角",
    "天",
    "小时",
    "学时",
    "公里",
    "千米",
    "米",
    "平方米",
    "亩",
    "吨",
    "公斤",
    "千克",
    "斤",
    "升",
];

/// The measure words of amounts that are no number of records, beside these.
pub const ALSO_AMOUNTS: [&str; 6] = ["学分", "分", "分钟", "周", "个月", "课时"];

/// Words that mean everyone.
pub const EVERYONE: &[&str] = &["全体", "全体教师", "全校教师", "全员", "全组", "全体成员"];

/// Those of them that mean everyone of one group.
pub const EVERYONE_OF_GROUP: &[&str] = &["全组"];

/// What certainly parts names in one string, as people write them in a cell: 周岚、何平. Ends of
/// lines and tabs do too.
pub const BETWEEN_NAMES: [char; 5] = ['、', '，', ',', '；', ';'];

/// Those of them that part names in an item of a list, which may be any text: those of ASCII may
/// belong to it.
pub const BETWEEN_ITEMS: [char; 3] = ['、', '，', '；'];

/// What parts names where names stand on both sides of it, beside these.
pub const ALSO_BETWEEN_NAMES: [char; 11] =
    ['/', '／', '|', '｜', '&', '＆', '+', '＋', '\\', '＼', '。'];

/// The characters of numbers in words; what has no others is no name.
pub const NUMERALS: &str = "0123456789０１２３４５６７８９一二三四五六七八九十百千几余多近约左右";

/// Characters that make a number of people of what ends like one.
pub const DIGITS: &str = "0123456789０１２３４５６７８９十几";

/// How numbers of people end: 20余人, 周岚等10人.
pub const NUMBERED: [&str; 4] = ["人", "人次", "名教师", "名学生"];

/// What a number of people may be followed by, as a regular expression: 两人, 三名教师.
pub const HEADS: &str = "(?:个?人|[名位](?:教师|老师|学生|同学|教职工)?)";

/// Numbers of people in words that are one number, as a regular expression.
pub const HEADS_IN_WORDS: &str = "(?:若干|数|十?几|[近约]?(?:[一二两三四五六七八九]|[一二三四五六七八九]?十[一二三四五六七八九]?|[一二两三四五六七八九]百(?:零[一二三四五六七八九]|[一二三四五六七八九]十[一二三四五六七八九]?)?)|(?:[一二三四五六七八九]?十|[一二两三四五六七八九]百)[余多])";

/// What tells that all are meant, not somebody.
pub const EVERYBODY: [&str; 3] = ["全体", "全校", "全组"];

/// How places end where people work, before their names: 语文组周岚.
pub const WORKPLACES: [&str; 16] = [
    "组",
    "教研室",
    "教导处",
    "教务处",
    "德育处",
    "政教处",
    "总务处",
    "办公室",
    "小学",
    "中学",
    "大学",
    "学校",
    "学院",
    "幼儿园",
    "教育局",
    "进修学校",
];

/// Words for people without names, behind whatever it is that tells which of them: 家长代表.
pub const PEOPLE: [&str; 7] = ["家长", "领导", "干部", "成员", "人员", "代表", "班主任"];

/// Words before people without names: 部分骨干.
pub const SOME: [&str; 16] = [
    "大家",
    "全部",
    "全班",
    "半数",
    "一半",
    "多人",
    "本组",
    "部分",
    "若干",
    "个别",
    "大部分",
    "多数",
    "少数",
    "所有",
    "其他",
    "其余",
];

/// What stands for a name where there is none, or nobody knows it.
pub const NOBODY: [&str; 9] = [
    "无",
    "没有",
    "暂无",
    "未知",
    "不知道",
    "不详",
    "不明",
    "暂缺",
    "空缺",
];

/// How the names of groups end, which are nobody's: 语文组.
pub const GROUPS: [&str; 7] = [
    "组",
    "年级",
    "教研室",
    "教导处",
    "教务处",
    "德育处",
    "办公室",
];

/// Surnames of one character: those of the 百家姓 and the common ones of today, but for those
/// that are much more often something else (一, 和, 都, 全, 有, 年, 组).
pub const SURNAMES: &str = "\
赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎鲁韦昌马苗凤花方俞任袁柳\
酆鲍史唐费廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐于时傅皮卞齐康伍余元卜顾孟平黄穆萧尹姚邵湛汪祁毛禹狄米贝明臧计伏成戴谈宋茅庞\
熊纪舒屈项祝董梁杜阮蓝闵席季麻强贾路娄危江童颜郭梅盛林刁钟徐邱骆高夏蔡田樊胡凌霍虞万支柯昝管卢莫经房裘缪干解应宗丁宣贲邓\
郁单杭洪包诸左石崔吉钮龚程嵇邢滑裴陆荣翁荀羊於惠甄曲家封芮羿储靳汲邴糜松井段富巫乌焦巴弓牧隗山谷车侯宓蓬郗班仰秋仲伊宫\
宁仇栾暴甘钭厉戎祖武符刘景詹束龙叶幸司韶郜黎蓟薄印宿白怀蒲邰从鄂索咸籍赖卓蔺屠蒙池乔阴胥能苍双闻莘党翟谭贡劳逄姬申扶堵冉\
宰郦雍郤璩桑桂濮牛寿通边扈燕冀郏浦尚农温别庄晏柴瞿阎充慕连茹习宦艾鱼容向古易慎戈廖庾终暨居衡步耿满弘匡国文寇广禄阙东欧\
殳沃利蔚越夔隆师巩厍聂晁勾敖融冷訾辛阚那简饶空曾毋沙乜养鞠须丰巢关蒯相查后荆红游竺权逯盖益桓公付肖覃仝闫岳佟佘涂楚原展牟\
苑海靖亓兰初区邸揭冼英迟战鹿漆麦代智操况阳辜帅晋练占官门苟闻戚";

/// Surnames of two characters.
pub const DOUBLE: [&str; 26] = [
    "欧阳", "司马", "上官", "诸葛", "东方", "皇甫", "尉迟", "公孙", "慕容", "司徒", "司空", "令狐",
    "夏侯", "宇文", "长孙", "轩辕", "端木", "独孤", "南宫", "百里", "呼延", "澹台", "申屠", "太史",
    "西门", "闻人",
];

/// What cannot be a name, as a regular expression of the whole of it; `any` is the class of its
/// characters.
pub fn no_name(any: &str) -> String {
    let roles = ROLE.words.iter();
    let roles = roles.flat_map(|role| std::iter::once(role.name).chain(role.also.iter().copied()));
    let [workplaces, numbered, everybody, titles, people, some] = [
        WORKPLACES.join("|"),
        NUMBERED.join("|"),
        EVERYBODY.join("|"),
        TITLES.join("|"),
        PEOPLE.join("|"),
        SOME.join("|"),
    ];
    let roles = roles.collect::<Vec<_>>().join("|");
    let who = "教师|老师|学生|同学|教职工|家长";
    let numeral = "[一二两三四五六七八九十百千万亿俩仨几数]";
    let nobody = NOBODY.join("|");
    // 组长王芳, 王芳（组长）.
    let (post, label) = (callings::post(), callings::label());
    let full = full_name(HAN);
    let also: String = ALSO_BETWEEN_NAMES.iter().collect();
    let also = also.replace('\\', r"\\");
    let marked = marked(any);
    [
        format!("[{NUMERALS}]+"),
        format!("{any}*[{DIGITS}]{any}*(?:{numbered})"),
        format!("{any}*[0-9０-９][余多几]*[人名位](?:左右|以上|{who})?"),
        format!("[上近约好成半]?{numeral}+[余多]?个?[人名位](?:次|左右|以上|{who})?"),
        format!("{any}{any}+{numeral}+[余多]?[人名位]"),
        amount(),
        format!("等|{any}{any}+等人?"),
        format!("{any}*(?:{everybody}){any}*"),
        format!("{any}*(?:{people})"),
        format!("{any}{any}+(?:学生|嘉宾)"),
        format!("(?:{some}){any}*"),
        format!("{any}+(?:{titles})|{full}{COMRADE}"),
        format!("{who}|{roles}|{post}|{nobody}"),
        // 教师初 年: names of two characters are typed with a blank.
        format!(
            "{any}*(?:{label}|教师|老师){BESIDE}(?:{full}|{})(?:[{also}]{any}*)?",
            spaced(HAN)
        ),
        format!("{full}{BESIDE}(?:{label})(?:[{also}]{any}*)?"),
        format!("{full}\\s*[（(](?:{label}|教师|老师|{COMRADE})[）)]"),
        format!("[（(](?:{label}|教师|老师|{COMRADE})[）)]\\s*{full}"),
        format!("{any}+(?:{workplaces}){}", member()),
        marked,
    ]
    .join("|")
}

/// A number, or one with a measure word of something else than people, as a regular expression: 3天,
/// 12.5学时, 三节课左右, 3—5. Measure words of classes are not among them.
fn amount() -> String {
    const PIECES: &str = "[次节堂篇项个人名位门天日周月年号场本件对期户倍%％]课?";
    let units = IN_PARTS.iter().chain(&ALSO_AMOUNTS).copied();
    let units = units.collect::<Vec<_>>().join("|");
    let digits = "[-+－＋]?[0-9０-９][-+－＋0-9０-９.．,，、/／～~—–至到eｅ]*[十百千万亿]*";
    let numerals = "[一二两三四五六七八九十百千几数]+|若干[十百千]?";
    let hedge = "(?:约|近|达|不足|至少|最多|上)";
    let before = format!("{hedge}?");
    let odd = "[余多几来半]";
    let behind = "(?:左右|以上|以内|以下|半)?";
    [
        format!("{before}(?:{digits}{odd}?{behind}|[数几][十百千万亿]+|若干[十百千万亿]?)"),
        format!("{hedge}(?:{numerals})|{hedge}?(?:{numerals})(?:左右|以上|以内|以下)"),
        format!("{before}(?:{digits}|{numerals})(?:[万亿]|[万亿]?{odd}){behind}"),
        format!("{before}(?:{digits}|{numerals})[万亿]?{odd}?(?:{PIECES}|{units}|块钱?|人次|个?教学周){behind}"),
    ]
    .join("|")
}

/// What may stand between a name and what somebody is called, as a regular expression.
const BESIDE: &str = "[\\s·•‧・．:：]*";

/// The characters of names, as a regular expression; not those of the wider planes, which few
/// write.
const HAN: &str = "[\u{3400}-\u{9fff}]";

/// A full name in Chinese characters, as a regular expression: a surname and one or two characters
/// more, of which `han` is the class.
fn full_name(han: &str) -> String {
    format!("(?:[{SURNAMES}]|{}){han}{{1,2}}", DOUBLE.join("|"))
}

/// The same of two characters with blanks between.
fn spaced(han: &str) -> String {
    format!("[{SURNAMES}][ \u{3000}]+{han}")
}

/// A full name behind that of a place, as a regular expression: 英语组 and 文学社 there are places
/// themselves, and 师生 are many.
fn member() -> String {
    let none = "班级队组团社部室处科校园坊委员支师一二三、，,；; ";
    format!("(?:[{SURNAMES}]|{})[^{none}]{{1,2}}", DOUBLE.join("|"))
}

/// Whether `name`, behind that of a place, is somebody's.
pub fn is_member(name: &str) -> bool {
    static MEMBER: LazyLock<Regex> = LazyLock::new(|| whole(&member()));
    MEMBER.is_match(name)
}

/// Whether `name` looks like the full name of somebody.
pub fn is_full_name(name: &str) -> bool {
    static FULL: LazyLock<Regex> = LazyLock::new(|| whole(&full_name(".")));
    name.chars().all(is_han) && FULL.is_match(name)
}

/// Names with marks that belong to none, as a regular expression: in brackets or with one of a
/// pair, with a number before it or with something behind a sign; `any` as there.
pub fn marked(any: &str) -> String {
    let full = full_name(HAN);
    let (open, close) = (r"（(【\[［「『", r"）)】\]］」』");
    [
        format!("[{open}《〈“‘\"]{any}*[{close}》〉”’\"]"),
        format!("[^{open}{close}]*[{close}]{any}*"),
        format!("{any}*[{open}][^{close}]*"),
        format!("[^“]*”{any}*|{any}*“[^”]*|{any}*[\"＂]{any}*"),
        format!("(?:[0-9０-９]+[.．)）]|[①-⑳])\\s*{full}{any}*|[①-⑳]+"),
        format!("{full}(?:[:：…*＊~～<>＜＞=＝!！?？#＃@＠_＿^＾→←↔⇒➜∕⁄﹒%％—–－-]|\\.\\.){any}*"),
    ]
    .join("|")
}

/// Whether `name` has marks that belong to no name: (周岚), 周岚——何平, 1.周岚.
pub fn is_marked(name: &str) -> bool {
    static MARKED: LazyLock<Regex> = LazyLock::new(|| whole(&marked(".")));
    MARKED.is_match(name)
}

/// Whether `name` can be somebody's name, or that of a class or a group, and is no number of
/// people in words nor people without names: 20余人, 周岚等10人, 全校教师, 家长代表.
pub fn is_name(name: &str) -> bool {
    static NO_NAME: LazyLock<Regex> = LazyLock::new(|| whole(&no_name(".")));
    !NO_NAME.is_match(name)
}

/// Whether `name` is that of a group of people or of an office.
pub fn is_group(name: &str) -> bool {
    name.chars().count() > 2 && GROUPS.iter().any(|ending| name.ends_with(ending))
}

/// The expression of this program that is matched by the whole of a text.
pub fn whole(pattern: &str) -> Regex {
    Regex::new(&format!("^(?:{pattern})$")).expect("the patterns are constants that are right")
}

/// The largest number under `key`: more is not true of a school.
pub fn most(key: Key) -> u64 {
    match key {
        Key::Cost => 1_000_000_000,
        _ => 1_000_000,
    }
}

/// The largest number that `field` takes.
pub fn most_of(field: &Field) -> u64 {
    match field.ty {
        Type::Percent => MOST_PERCENT,
        _ => most(field.key),
    }
}

/// Whether `key` counts what was done, and so cannot be 0: what was not done is not recorded.
pub fn is_never_zero(key: Key) -> bool {
    key == Key::Count
}
