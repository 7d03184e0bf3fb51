//! Numbers that the log states itself, held against its records: what it expects of them, and
//! totals of which they are a part.

use std::sync::Arc;

use super::doubt::{At, Sink};
use crate::format::Key;
use crate::format::vocabulary::is_person;
use crate::log::{Log, Record};
use crate::tally::{Id, State, Stated, Tally, actors};
use crate::text::count::Count;

/// How many records are named where not all are asked for.
const FEW: usize = 5;

pub fn check<'a>(
    tally: &'a Arc<Tally>,
    expected: &[Stated],
    is_verbose: bool,
    sink: &mut Sink<'a>,
) {
    let most = if is_verbose { usize::MAX } else { FEW };
    for stated in expected {
        tell(tally, stated, differs(tally, stated), most, sink);
    }
    for total in &tally.totals {
        tell(tally, total, exceeds(total), most, sink);
    }
}

/// Message and remedy.
type Said = (String, String);

fn tell<'a>(tally: &'a Arc<Tally>, stated: &Stated, wrong: Said, most: usize, sink: &mut Sink<'a>) {
    let record = tally.record(stated.record);
    let (key, (message, hint)) = match stated.state {
        State::Right | State::Rest(_) | State::OfOthers(_) | State::PerhapsOwn(_) => return,
        State::Wrong => {
            let (message, hint) = wrong;
            let records = listed(&tally.log, tally, &stated.ids, most);
            (Key::Is, (message, format!("{hint}{records}")))
        }
        other => other_faults(tally, record, other),
    };
    sink.refuse(At::Value(record, key), message, hint);
}

/// What the records are, where it is not what was expected.
fn differs(tally: &Arc<Tally>, stated: &Stated) -> Said {
    let (is, found) = (
        stated.is.with_unit(&stated.unit),
        stated.found.with_unit(&stated.unit),
    );
    let message = if stated.ids.is_empty() {
        format!("[[expect]] 写的是{is}，算得进去的记录一条也没有")
    } else {
        format!(
            "[[expect]] 写的是{is}，记录里是{found}{}",
            difference(stated)
        )
    };
    let hint = "记录写漏、写重了就改记录，数写错了就改 is";
    let apart = counted_apart(tally, tally.record(stated.record));
    (message, format!("{hint}{}", apart.unwrap_or_default()))
}

/// What somebody may have thought to be among the records of what is expected, and is not.
fn counted_apart(tally: &Arc<Tally>, expected: &Record) -> Option<&'static str> {
    let all = tally.all(expected.measure(Key::Of)?);
    let recipient = expected.word(Key::Recipient);
    let is_teams = |record: &Record| {
        record.flag(Key::Team) == Some(true) && record.word(Key::Recipient) == recipient
    };
    if recipient.is_some_and(is_person) && all.records().any(is_teams) {
        return Some("；集体奖（team = true）按项算，不算在按人次算的获奖里");
    }
    let name = expected.text(Key::Person)?;
    let is_pupils = |record: &Record| {
        actors(record).contains(name) && !tally.persons_of(record).any(|own| own == name)
    };
    all.records()
        .any(is_pupils)
        .then_some("；与老师同名的学生，不算这位老师")
}

/// How many more the records are than a total.
fn exceeds(stated: &Stated) -> Said {
    let (is, found) = (
        stated.is.with_unit(&stated.unit),
        stated.found.with_unit(&stated.unit),
    );
    let message = if stated.found.n > stated.is.n {
        format!(
            "[[total]] 写的总数是{is}，记录里却已经有{found}{}",
            difference(stated)
        )
    } else {
        format!("[[total]] 写的总数是{is}，记录里有{found}，加上另几条 [[total]] 补计的就超过了")
    };
    (
        message,
        "总数写错了就改 is，记录写重了就删去重复的".to_owned(),
    )
}

/// By how much exact numbers differ.
fn difference(stated: &Stated) -> String {
    let (is, found) = (stated.is, stated.found);
    if is.approx.is_some() || found.approx.is_some() {
        return String::new();
    }
    let (is, found) = (is.in_hundredths(), found.in_hundredths());
    let by = Count::of_hundredths(is.abs_diff(found)).with_unit(&stated.unit);
    let way = if found < is { "少" } else { "多" };
    format!("，{way}{by}")
}

/// Where a number cannot be held against records at all.
fn other_faults(tally: &Tally, record: &Record, state: State) -> (Key, Said) {
    let name = record.measure(Key::Of).map_or("", |of| of.name);
    let said = match state {
        State::NoKey(key) => (
            format!("{name}的记录里没有 {} 这一项", key.name()),
            "删去这一行，或换一种记录".to_owned(),
        ),
        State::Mixed(key) => (
            format!("不同的{name}不能加在一起，要说明是哪一种"),
            match key {
                Key::Recipient => "加一行 recipient，如 recipient = \"teacher\"（教师的）、recipient = \"pupil\"（学生的）".to_owned(),
                _ => format!("加一行 {}，与记录里写的一样", key.name()),
            },
        ),
        // What a total cannot say is said of each by itself.
        State::Needs(key) if record.table.field(key.name()).is_none() => (
            format!("{name}没有总数，要一项一项写"),
            "删去这个 [[total]]，补上记录；只想核对一共多少的，改用 [[expect]]".to_owned(),
        ),
        State::Needs(key) => (
            format!("{name}的总数要写 {}", key.name()),
            format!("加一行 {}，与记录里写的一样", key.name()),
        ),
        State::Hedged => (
            "总数或记录里有约数，或有的记录只写了频次、总人次，算不出其余的是多少".to_owned(),
            "都写成准数；只想核对的，改用 [[expect]]".to_owned(),
        ),
        State::Overlaps(other) => {
            let span = tally.record(other).span;
            let file = &tally.log.files[span.file as usize];
            (
                format!(
                    "这个总数与 {file} 第{}行的 [[total]] 有一部分相同，算不出其余的是多少",
                    span.line
                ),
                "留下其中一条；或者改成一条包括另一条的".to_owned(),
            )
        }
        State::Right
        | State::Rest(_)
        | State::Wrong
        | State::OfOthers(_)
        | State::PerhapsOwn(_) => Said::default(),
    };
    let key = match state {
        State::NoKey(key) => key,
        State::Hedged => Key::Is,
        _ => Key::Of,
    };
    (key, said)
}

/// The places of the records that were counted.
fn listed(log: &Log, tally: &Tally, ids: &[Id], most: usize) -> String {
    if ids.is_empty() {
        return String::new();
    }
    let place = |id: &Id| {
        let span = tally.record(*id).span;
        format!("{}:{}", log.files[span.file as usize], span.line)
    };
    let shown: Vec<String> = ids.iter().take(most).map(place).collect();
    let more = match ids.len() > most {
        true => "等，加上 -v 全部列出",
        false => "",
    };
    format!("；算进去的有{}条（{}{more}）", ids.len(), shown.join("、"))
}
