//! Plans and intentions, which tell of nothing that was done: 准备安排集体备课10次, 拟上公开课4节.

use std::sync::LazyLock;

use regex::Regex;

use crate::check::texts::pattern;

/// Before what was done all the same, or was done as planned.
const DONE: &[&str] = &[
    "实际",
    "已",
    "截至",
    "目前",
    "完成了",
    "如期",
    "圆满",
    "超额",
    "最终",
    "共完成",
    "总计完成",
    "先后",
];

/// Before 计划 these tell that it was followed: 按计划开展.
const FOLLOWED: &[&str] = &["按", "依", "根据", "照", "围绕", "落实", "对照", "执行"];

/// 将 that tells what is taken, as 把 does: 将听课与评课结合起来.
const TAKEN: &[&str] = &[
    "将听",
    "将集体备课",
    "将公开课",
    "将推门",
    "将培训",
    "将结对",
    "将家访",
    "将走访",
];

/// Whether what stands in a sentence before a number tells that something is only meant to be done.
pub fn is_planned(before: &str) -> bool {
    static PLANNED: LazyLock<Regex> = LazyLock::new(|| {
        let how = "(?:再|于|在|继续|分批|陆续|全部|分别|各|每|全学期|全年|全校|各组|年内|共|总共|重新|适时|再次|用|把|本学期|下半学期|[0-9一二三四五六七八九十]+月份?)*";
        let does = "(?:安排|开展|组织|举行|举办|召开|进行|承担|上|听|完成|撰写|写|发表|派|选派|邀请|聘请|申报|申请|立项|结题|推出|开设|开放|编印|参加|外出|实施|落实|新增|增加|增设|达到|争取|集体备课|公开课|推门|集中|培训|结对|家访|走访|投入|添置|购置|建)";
        pattern(&format!(
            "(?:计划|打算|准备|预备|预计|设想|有望|力争|争取|拟|即将|将要|将会|将|想要?|要争取){how}{does}\
             |(?:拟|将)(?:继续)?(?:围绕|针对|聚焦|依托|面向|结合|通过|以)"
        ))
    });
    let plans = PLANNED.find_iter(before).filter(|plan| {
        let ahead = &before[..plan.start()];
        let is_noun = plan.as_str().starts_with("计划") && {
            let clause = ahead.rfind(['，', '。', '：']).map_or(0, |at| at);
            FOLLOWED.iter().any(|word| ahead[clause..].contains(word))
        };
        let is_other_word = (plan.as_str().starts_with('拟')
            && ahead.ends_with(['模', '虚', '比']))
            || (plan.as_str().starts_with('想') && ahead.ends_with(['思', '理', '设', '联']));
        !is_noun && !is_other_word && !TAKEN.contains(&plan.as_str())
    });
    plans.last().is_some_and(|plan| {
        let rest = &before[plan.end()..];
        !DONE.iter().any(|word| rest.contains(word))
    })
}

#[cfg(test)]
mod tests {
    use super::is_planned;

    #[test]
    fn plans_are_told_from_what_was_done() {
        for text in [
            "按照学期初的计划，语文组准备安排集体备课",
            "数学组拟上公开课",
            "我们打算再组织讲座3场，听课",
            "教导处预计开展教研活动",
            "学校将于12月组织教研活动",
            "原计划听课",
        ] {
            assert!(is_planned(text), "{text}");
        }
        for text in [
            "教师精心准备，上公开课",
            "按计划开展集体备课",
            "按照教研计划开展集体备课",
            "计划听课240节，实际听课",
            "模拟上课",
            "将听课与评课结合起来，听课",
            "准备充分，开展教研",
        ] {
            assert!(!is_planned(text), "{text}");
        }
    }
}
