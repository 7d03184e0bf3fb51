//! What people are called beside their names: posts, titles and forms of address.

use super::vocabulary::ROLE;

/// Titles that do not belong to a name.
pub const TITLES: [&str; 3] = ["老师", "教师", "同学"];

/// What stands behind a full name and belongs to none: 周岚同志. A given name may be 同志.
pub const COMRADE: &str = "同志";

/// Posts beside those of the roster: they stand before a name or behind it, and do not belong to
/// it.
const POSTS: &str = "园长|干事|干部|秘书|会计|出纳|校医|保育员|级长|段长|年段长|级部长|班长|委员|成员|组员|\
主持人|召集人|负责人|领衔人|首席|党员|团支书|主席|秘书长|理事长|董事长|经理|总监|科长|处长|股长|所长|\
院长|局长|部长|会长|馆长|队长|大队长|中队长|站长|社长|团长|教官|辅导员|大队辅导员|中队辅导员|管理员|\
实验员|电教员|督学|督导|导师|师傅|徒弟|学员|学科带头人|教坛新秀|实习生|见习生";

/// What of a post tells of what: 教务主任, 副组长, 党支部书记.
const OF_POSTS: &str = "常务|代理|执行|副|总|党总支|党支部|党委|支部|团总支|团支部|团委|少先队|教务|\
教导|德育|政教|总务|后勤|科研|教研|教科研|教科室|教研室|教导处|教务处|德育处|政教处|总务处|办公室|\
校办|级部|年级|年段|学科|备课|工会|家委会|学生会|校外|法治|工作室|课题|项目|图书|组织|宣传|学习|\
纪律|纪检|文艺|体育|生活|劳动";

/// What somebody is called before a name or behind it; behind a surname, or what is no name, it may
/// be all that is known of a guest.
const CALLED: &str =
    "教授|院士|研究员|教研员|教练|教练员|裁判|裁判员|民警|律师|法官|检察官|名师|讲师";

/// What stands before these: 副教授, 区教研员, 语文名师.
const OF_CALLED: &str =
    "副|省|市|区|县|校|特聘|客座|兼职|专职|首席|国家级|省级|市级|区级|县级|校级";

/// Which teachers somebody is one of: 特级教师, 语文老师.
const OF_TEACHERS: &str = "特级|正高级|高级|一级|二级|三级|骨干|首席|优秀|青年|见习|实习|代课|支教|\
交流|科任|任课|专任|专职|兼职|生活|心理|指导|辅导|班主任|省级|市级|区级|县级|校级";

/// Subjects, as they stand before what somebody is called.
const SUBJECTS: &str = "语文|数学|英语|科学|音乐|体育|美术|道法|道德与法治|信息|信息科技|信息技术|\
物理|化学|生物|历史|地理|政治|思政|劳动|综合实践|书法|舞蹈|心理|幼教|学前";

/// Forms of address and callings that stand beside a full name; behind a surname they are all that
/// is known of a guest, and may be a name: 孔医生, 王博士.
const ADDRESSES: &str = "先生|女士|小姐|爷爷|奶奶|爸爸|妈妈|叔叔|阿姨|医生|大夫|护士|警官|交警|辅警|\
博士|博士生|硕士|研究生|助教|学者|作家|诗人|记者|编辑|主编|工程师|咨询师|心理咨询师|培训师|讲解员|\
宣讲员|消防员|老红军|书法家|画家|艺术家|教育家|非遗传承人|传承人|校友|专家|嘉宾|教师代表";

/// What is no name by itself either, as a regular expression: posts.
pub fn post() -> String {
    let roles = ROLE.words.iter();
    let roles = roles.flat_map(|role| std::iter::once(role.name).chain(role.also.iter().copied()));
    let roles = roles.filter(|role| !TITLES.contains(role));
    let roles = roles.collect::<Vec<_>>().join("|");
    format!("(?:{OF_POSTS})*(?:{roles}|{POSTS})")
}

/// The same with what may be all that is known of somebody: 教研员.
pub fn post_or_calling() -> String {
    format!("{}|(?:{OF_CALLED}|{SUBJECTS})*(?:{CALLED})", post())
}

/// All that stands beside a full name, before it or behind, and does not belong to it, as a regular
/// expression.
pub fn label() -> String {
    let called = post_or_calling();
    format!("{called}|(?:{OF_TEACHERS}|{SUBJECTS})+(?:教师|老师)|{ADDRESSES}")
}
