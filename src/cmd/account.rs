//! What is said of a report that was written: what to look at, and an account of every record.

mod beside;
mod places;
mod targets;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use places::{FEW, MANY, Places, place_of};
use targets::{unjudged, unsure_rates};

use super::args::Args;
use super::shown::show_warnings;
use super::{pictures, tell};
use crate::check;
use crate::format::{Key, Sort};
use crate::log::{Joined, Span};
use crate::report::{LeftOut, Report};
use crate::tally::{Gap, Id, Reason, State, Tally, Whose, is_beyond_roster};
use crate::text::count::Count;

/// Says what is to be looked at, and, unless `args` want it quiet, which records of `tally` and of
/// `last`, the term before, the report counts. `reread` gives the text of a piece of the log again.
pub(super) fn account(
    report: &Report,
    tally: &Arc<Tally>,
    last: Option<&Tally>,
    args: &Args,
    reread: &mut dyn FnMut(Span) -> Option<String>,
) {
    show_warnings(&report.warnings);
    if report.sections.is_empty() && report.lead.is_empty() && tally.counted().is_empty() {
        tell(
            "提醒: 记录里还没有可写的内容，总结里没有任何部分；请至少写一条记录，或在 [prose] 里写一段文字",
        );
    }
    let charts = report.charts.as_ref();
    if charts.is_some_and(|charts| charts.charts.is_empty()) {
        tell(pictures::NOTHING_TO_DRAW);
    }
    unfilled(tally, reread).iter().for_each(|line| tell(line));
    long_roster(tally).iter().for_each(|line| tell(line));
    if args.quiet {
        return;
    }
    let is_of_event = report.left_out.scope.is_some() && report.left_out.whose.is_none();
    let is_judged = !report.left_out.asks && !is_of_event;
    let places = Places {
        tally,
        all: args.verbose,
    };
    let mut lines = vec![read(tally, &places)];
    lines.extend(given_up(tally, &places));
    // A total is of all, and no part of it, but in a teacher's own log.
    let owner = tally.owner().cloned().map(Whose::Person);
    let is_own = owner.is_some() && report.left_out.whose == owner;
    if report.left_out.scope.is_none() || is_own {
        lines.extend(totals(tally, is_own, &places));
    }
    lines.extend(assumed(tally, &places));
    let tells_size = report.left_out.scope.is_none();
    let is_stated = tally.staff.stated().is_some();
    let gap = tally.staff.gap().filter(|_| tells_size);
    lines.extend(gap.map(|gap| unknown_size(gap, is_stated)));
    if is_judged {
        lines.extend(unjudged(&report.left_out, &places));
    }
    if !report.left_out.asks {
        lines.extend(unsure_rates(&report.left_out, &places));
    }
    if let Some(last) = last {
        let counted = last.counted().len();
        let read = counted + last.uncounted().len();
        lines.push(format!("上一学期的记录，共读入{read}条，计入{counted}条"));
    }
    lines.extend(left_out(&report.left_out, &places));
    lines.extend(untold_of_school(&report.left_out));
    lines.extend(untold(&places, &report.left_out));
    lines.iter().for_each(|line| tell(line));
}

/// That something in the log was to be filled in and was not.
fn unfilled(tally: &Tally, reread: &mut dyn FnMut(Span) -> Option<String>) -> Option<String> {
    if check::is_allowed(&tally.log, check::PLACEHOLDER) {
        return None;
    }
    let found = check::unfilled(&tally.log, FEW + 1, reread);
    let shown = found.iter().take(FEW);
    let shown: Vec<String> = shown.map(|(file, line)| format!("{file}:{line}")).collect();
    let more = if found.len() > FEW { "等" } else { "" };
    (!found.is_empty()).then(|| {
        format!(
            "提醒: 还有没有填的地方（{}{more}），请填好再交；是哪几个字，用 summarize check 看",
            shown.join("、")
        )
    })
}

/// That the roster is longer than the school is large.
fn long_roster(tally: &Tally) -> Option<String> {
    if check::is_allowed(&tally.log, check::PARTS) {
        return None;
    }
    let (school, wrong) = check::too_many_listed(&tally.log)?;
    let span = school.span;
    let file = &tally.log.files[span.file as usize];
    let (line, what) = (span.line, check::WHICH_IS_RIGHT);
    Some(format!("提醒: {wrong}（{file}:{line}）；{what}"))
}

/// Why a record does not count, as users are told.
pub(super) fn why(reason: Reason) -> &'static str {
    match reason {
        Reason::OtherTerm => "属于其他学期",
        Reason::Pending => "结果尚未公布",
        Reason::OtherGroup => "不属于本教研组",
        Reason::TookPart => "算其他教研组的、本组有人参加的",
        Reason::NoGroup => "看不出是哪个教研组的",
    }
}

/// How many records were read, counted and not counted, with the places of the latter.
fn read(tally: &Tally, places: &Places) -> String {
    let counted = tally.counted().iter();
    let counted = counted.filter(|id| tally.is_typed(**id)).count();
    let uncounted = tally.uncounted().iter();
    let uncounted: Vec<_> = uncounted.filter(|(id, _)| tally.is_typed(*id)).collect();
    let joined = &tally.log.joined;
    let others: usize = joined.iter().map(|one| one.also.len()).sum();
    let read = counted + uncounted.len() + others;
    let same = match joined.len() {
        0 => String::new(),
        made => format!("，其中{}条与别的是同一件事，并作{made}条", others + made),
    };
    let targets = tally.log.records.iter();
    let targets = targets.filter(|record| record.table.sort == Sort::Target);
    if read == 0
        && let targets @ 1.. = targets.count()
    {
        return format!("读入要求{targets}条，没有读到其他记录");
    }
    let mut reasons: BTreeMap<Reason, Vec<Id>> = BTreeMap::new();
    for (id, reason) in uncounted {
        reasons.entry(*reason).or_default().push(*id);
    }
    let not_counted = reasons.into_iter().map(|(reason, ids)| {
        let most = match reason {
            Reason::TookPart | Reason::NoGroup => MANY,
            Reason::OtherTerm | Reason::Pending | Reason::OtherGroup => FEW,
        };
        let (why, count, places) = (why(reason), ids.len(), places.of(&ids, most));
        format!("；{why}、未计入{count}条（{places}）")
    });
    let not_counted: String = not_counted.collect();
    format!("共读入记录{read}条{same}，计入{counted}条{not_counted}")
}

/// What is told no more, since another record of the same event has 全体 or a larger number or, of
/// what lasts, an earlier date.
fn given_up(tally: &Tally, places: &Places) -> Vec<String> {
    let joined = tally.log.joined.iter();
    let keys = joined.flat_map(|one| one.given_up.iter().map(move |key| (one, *key)));
    let (dates, names): (Vec<_>, Vec<_>) = keys.partition(|(_, key)| *key == Key::Date);
    let at = |all: &[(&Joined, Key)]| {
        let all = all.iter().map(|(one, key)| {
            let id = u32::try_from(one.record).unwrap_or(u32::MAX);
            let others = one.also.iter().map(|span| {
                let file = &tally.log.files[span.file as usize];
                format!("和 {file}:{}", span.line)
            });
            format!(
                "{} {} 的 {}",
                place_of(tally, id),
                others.collect::<Vec<_>>().join(" "),
                key.name()
            )
        });
        places.shortened(&all.collect::<Vec<String>>(), FEW)
    };
    let mut lines = Vec::new();
    if !names.is_empty() {
        let (count, places) = (names.len(), at(&names));
        lines.push(format!(
            "并作一条的记录里，有{count}处按全体或较多的人数计，另一处写的姓名、人数没有用上（{places}）"
        ));
    }
    if !dates.is_empty() {
        let (count, places) = (dates.len(), at(&dates));
        lines.push(format!(
            "并作一条的记录里，有{count}条写了几个日期，用了早的，其余的没有用上（{places}）"
        ));
    }
    lines
}

/// What is counted for the sake of a total beside the records, and the numbers that are of others.
fn totals(tally: &Arc<Tally>, is_own: bool, places: &Places) -> Vec<String> {
    let mut lines = Vec::new();
    for total in &tally.totals {
        let (State::Rest(rest) | State::PerhapsOwn(rest)) = total.state else {
            continue;
        };
        let of = tally.record(total.record).measure(Key::Of);
        let name = of.map_or("", |of| of.name);
        let rest = Count::exact(rest).with_unit(&total.unit);
        let place = place_of(tally, total.record);
        lines.push(match total.state {
            State::PerhapsOwn(_) => format!(
                "全校的 [[total]] 里，有{name}{rest}没有写成记录，可能也有本组的，没有计入（{place}）；是本组的，请写成记录"
            ),
            _ if is_own && total.is_of_others_too => format!(
                "[[total]] 里有{name}{rest}没有写成记录，可能有别人的，没有算作本人的（{place}）；是本人的，请写成记录"
            ),
            _ => format!("按 [[total]] 补计{name}{rest}（{place}）"),
        });
    }
    let expected = tally.expected();
    let all = tally.totals.iter().chain(&expected);
    let of_others = all.filter(|stated| matches!(stated.state, State::OfOthers(_)));
    let ids: Vec<Id> = of_others.map(|stated| stated.record).collect();
    if !ids.is_empty() {
        let (count, places) = (ids.len(), places.of(&ids, FEW));
        lines.push(format!(
            "有{count}条 [[total]] 或 [[expect]] 说的不是本组，没有用上（{places}）"
        ));
    }
    lines
}

/// What of the records is counted otherwise than somebody may think, and why.
fn assumed(tally: &Tally, places: &Places) -> Vec<String> {
    let mut lines = Vec::new();
    let has_no_group =
        |(id, reason): &(Id, Reason)| *reason == Reason::NoGroup && tally.is_typed(*id);
    if tally.uncounted().iter().any(has_no_group) {
        lines.push(
            "看不出是哪个教研组的记录算全校的，不写进一个组的总结；是本组的，请写上 group 或姓名"
                .to_owned(),
        );
    }
    let counted = tally.counted().iter().copied();
    let beyond = counted.filter(|id| is_beyond_roster(tally, tally.record(*id)));
    let ids: Vec<Id> = beyond.collect();
    if !ids.is_empty() {
        let (count, places) = (ids.len(), places.of(&ids, FEW));
        let all = tally.staff.size().n;
        lines.push(format!(
            "有{count}条记录写的人数比教师人数（{all}人）多，只计了次数、没有计人次（{places}）；有校外的人，写在 guests 里，名册没有写全的，请补上"
        ));
    }
    if let Some(group) = tally.group().filter(|group| tally.knows_others(group))
        && tally.log.head.prose.is_some()
    {
        lines.push(format!(
            "[prose] 里的文字照原样写进了{group}的总结；说的是全校的，请改写成本组的或删去"
        ));
    }
    lines
}

/// Why no number of teachers is told although there is a roster, of a school that may state its own.
fn unknown_size(gap: &Gap, is_stated: bool) -> String {
    let why = match gap {
        Gap::Missing(name) => format!("记录里的{name}不在名册上"),
        Gap::MissingSome(name) => format!("记录里的{name}等人不在名册上"),
        Gap::Small => "多数记录的人数比名册上的人多".to_owned(),
        Gap::Short => "[school] 里的 teachers 比名册上的人多".to_owned(),
        Gap::Alone => "名册上只有1人".to_owned(),
    };
    let hint = match is_stated || *gap == Gap::Short {
        true => "请补全名册",
        false => "请补全名册，或在 [school] 里写 teachers",
    };
    format!("{why}，名册看来不全，没有写教师人数；{hint}")
}

/// What counts and does not stand in the report, and what the report is about.
fn left_out(left_out: &LeftOut, places: &Places) -> Vec<String> {
    let mut lines = Vec::new();
    if let Some((about, ids)) = &left_out.scope {
        let more = about.more.as_ref().map(|more| format!("；{more}"));
        let more = more.unwrap_or_default();
        let count = ids.len();
        lines.push(format!("这份总结只写{}的记录，{count}条{more}", about.what));
        lines.extend(beside::told(about, left_out.whose.is_none(), places));
        lines.extend(beside::around(about, places));
        lines.extend(beside::undated(about, places));
    }
    let all = left_out.kinds.iter().flat_map(|(_, ids)| ids);
    let all = all.filter(|id| places.tally.is_typed(**id)).count();
    if left_out.tells_nothing && all > 0 {
        lines.push(format!(
            "提醒: 这个提纲不写记录的内容，{all}条记录都没有写进总结"
        ));
    } else if !left_out.kinds.is_empty() {
        let kinds = left_out.kinds.iter();
        let kinds: Vec<String> = kinds
            .map(|(kind, ids)| format!("{kind}{}条（{}）", ids.len(), places.of(ids, FEW)))
            .collect();
        lines.push(format!(
            "提醒: 提纲里没有地方写、总结里没有的记录：{}；要写的，在提纲的 tell 里加上它们的名字，或加上“其余”",
            kinds.join("、")
        ));
    }
    lines.extend(silent(left_out, places));
    if !left_out.names.is_empty() {
        let why = match left_out.scope {
            Some(_) => "那是全体的总结的名称，不是这一份的",
            None => "这一份写的是全部记录；要写这一次活动的，加上 -t event",
        };
        let names = left_out.names.join("、");
        lines.push(format!("[report] 里的 {names} 没有用上：{why}"));
    }
    if !left_out.prose.is_empty() {
        let why = match &left_out.scope {
            Some((about, _)) => {
                let own = about.key.as_ref().map(|key| {
                    format!("；这一份要有自己的话，把记录另存一份，在 [report] 里写 {key}，[prose] 改写成这一份的话，仍用原来的命令")
                });
                format!("那是全体的话，不是这一份总结的{}", own.unwrap_or_default())
            }
            None => "这个提纲里没有它的位置".to_owned(),
        };
        lines.push(format!(
            "提醒: [prose] 里的 {} 没有写进总结：{why}",
            left_out.prose.join("、")
        ));
    }
    lines
}

/// Where figures in prose are zero, so that nothing is said of them.
fn silent(left_out: &LeftOut, places: &Places) -> Option<String> {
    let count = left_out.silent.len();
    let all = left_out.silent.iter();
    let all: BTreeSet<(usize, usize, &Arc<str>)> = all
        .map(|place| (place.order, place.line, &place.file))
        .collect();
    let all: Vec<String> = all
        .iter()
        .map(|(_, line, file)| format!("{file}:{line}"))
        .collect();
    (count > 0).then(|| {
        format!(
            "自己写的文字里有{count}个数是零，有关的话没有写（{}）",
            places.shortened(&all, FEW)
        )
    })
}

/// Which numbers of the school are typed and stand nowhere.
fn untold_of_school(left_out: &LeftOut) -> Option<String> {
    let names = &left_out.school;
    (!names.is_empty()).then(|| format!("未写进正文：[school] 的{}", names.join("、")))
}

/// What is typed in records that are told, and is not told itself.
fn untold(places: &Places, left_out: &LeftOut) -> Vec<String> {
    if left_out.keys.is_empty() {
        return Vec::new();
    }
    let keys = left_out.keys.iter();
    let counts: Vec<String> = keys
        .clone()
        .map(|(name, ids)| format!("{name}{}处", ids.len()))
        .collect();
    let mut lines = vec![format!("未写进正文：{}", counts.join("、"))];
    if places.all {
        lines.extend(keys.map(|(name, ids)| {
            let places = places.of(ids, ids.len());
            format!("未写进正文的{name}：{places}")
        }));
    }
    lines
}
