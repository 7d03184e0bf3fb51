//! Which targets were not judged, and why.

use std::collections::BTreeMap;

use super::places::{FEW, Places};
use crate::report::LeftOut;
use crate::tally::{Id, Unjudged, Verdict};

/// Which targets the report does not tell of.
pub(super) fn unjudged(left_out: &LeftOut, places: &Places) -> Vec<String> {
    let mut lines = Vec::new();
    let tally = places.tally;
    let ids = tally.targets_of_all();
    let whose = left_out.whose.as_ref();
    if !ids.is_empty() && whose.is_none() {
        let (count, places) = (ids.len(), places.of(&ids, FEW));
        lines.push(format!(
            "有{count}条要求是对全校提的，本组的总结里没有写（{places}）"
        ));
    }
    let mut open: BTreeMap<Unjudged, Vec<Id>> = BTreeMap::new();
    let own = whose.map(|whose| tally.outcomes_of(Some(whose)));
    let outcomes = own.as_deref().unwrap_or_else(|| tally.outcomes());
    for outcome in outcomes {
        if let Verdict::Unknown(why) = outcome.verdict {
            open.entry(why).or_default().push(outcome.target);
        }
    }
    for (why, ids) in open {
        let (count, places, why) = (ids.len(), places.of(&ids, FEW), why_unjudged(why));
        lines.push(format!(
            "有{count}条要求没有核对是否达到（{places}）：{why}"
        ));
    }
    lines
}

/// Which rates may be what was asked of them or not, so that the report tells not what that was.
pub(super) fn unsure_rates(left_out: &LeftOut, places: &Places) -> Option<String> {
    let tally = places.tally;
    let rates = match (&left_out.whose, &left_out.scope) {
        // Records of others are not told of one teacher.
        (Some(_), _) => return None,
        (None, Some((_, ids))) => tally.unknown_rates(ids),
        (None, None) => tally.unknown_rates(tally.counted()),
    };
    (!rates.is_empty()).then(|| {
        let (count, places) = (rates.len(), places.of(&rates, FEW));
        format!(
            "有{count}条记录的比率够不够 target 说不准，要求没有写进总结（{places}）：百分数或 target 是约数；请写准确的数"
        )
    })
}

/// Why targets were not judged, and what to do.
fn why_unjudged(why: Unjudged) -> &'static str {
    match why {
        Unjudged::Nobody => "名册里没有要求所指的人或教研组；请写名册，或改正要求",
        Unjudged::NoTerm => "每周、每月的要求，[term] 写了 start 和 end 才能核对",
        Unjudged::OtherSpan => {
            "按学年提的要求，写学年总结时才核对；按学期提的，写学期或学年总结时核对"
        }
        Unjudged::Unnamed => "有的记录没有写是谁做的，不知道各人做了多少；请写上姓名",
        Unjudged::Shared => {
            "有的记录只写出了其中几个人，或几个人合写了一个数，不知道各人做了多少；请把人写全，一人写一条"
        }
        Unjudged::Followed => {
            "有的人是课题成员、徒弟，课题算主持人的、结对算师傅的，算不算达到说不准；请自己核对"
        }
        Unjudged::NoGroup => {
            "有的记录看不出是哪一个教研组的，够不够说不准；请写上 group 或名册里有的姓名"
        }
        Unjudged::Joint => {
            "有的记录是几个教研组合做的，不知道各组做了多少，够不够说不准；分得开的，请一个组写一条"
        }
        Unjudged::JointOrNoGroup => {
            "有的记录是几个组合做的，有的看不出是哪一个教研组的，够不够说不准；看不出的请写上 group 或名册里有的姓名"
        }
        Unjudged::Unrecorded => {
            "这种记录没有一条写了是谁做的，看不出谁没有做；做了的请补上记录，写上姓名"
        }
        Unjudged::NoRecord => {
            "没有要求所指的记录，不知道是没有做还是没有写；做了的请补上记录，没有的可以在 [prose] 里写明"
        }
        Unjudged::Uncounted => "有的记录只写了频次或总人次，没有写次数，看不出够不够；请写上 count",
        Unjudged::Vague => "有的数目是约数，看不出够不够；请写准确的数目",
        Unjudged::All => "“全体”不知道是几个人，看不出够不够；请补全名册",
        Unjudged::Roster => "名册看来不全，算不出人均；请补全名册",
        Unjudged::Mixed => {
            "不同获奖者的奖不能加在一起；请加一行 kind，写要求的是谁的奖，如 kind = \"教师\""
        }
        Unjudged::Teams => {
            "个人获奖按人次算、集体奖按项算，不能加在一起；请加一行 unit = \"人次\"（只算个人的），集体奖的要求写在 [prose] 里"
        }
        Unjudged::OtherUnits => "量词不同的不能加在一起；请加一行 kind，写要求的是哪一类",
        Unjudged::NotInUnit => "记录里的 unit 和要求里的不一样，不能相比；请改成一样的",
        Unjudged::Unlabelled => {
            "有的记录没有写是哪一类（kind）、哪一级（level），说不准是不是要求所问的；请写上"
        }
        Unjudged::Finishers => "有的培训 completed 只写了人数，不知道谁有学时；请写上完成者的姓名",
        Unjudged::Unmeasured => {
            "有的培训没有写要求所问的数目（hours、days 或 courses）；请写上，确实没有的写 0"
        }
    }
}
