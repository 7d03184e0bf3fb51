//! Who is a pupil although nothing says so: the author of a paper whose class is told, unless the
//! roster knows them; and of other writings that are not what teachers write, where nobody is named,
//! or these are what pupils write, or the authors are on no roster although there is one.

use std::collections::HashSet;

use crate::format::{Key, Sort};

use super::{Log, People, Record, Text, Value};

/// What of writings pupils make, even where teachers are said to have.
const OF_PUPILS: [&str; 15] = [
    "日记",
    "周记",
    "作文",
    "习作",
    "手抄报",
    "小报",
    "小论文",
    "童诗",
    "童谣",
    "绘画",
    "手工",
    "读后感",
    "观后感",
    "征文",
    "诗歌",
];

/// What those of teachers have in their names: they are for a class, not by it.
const OF_TEACHERS: [&str; 26] = [
    "教", "备课", "课件", "课时", "反思", "导学", "学案", "听课", "评课", "说课", "论文", "案例",
    "计划", "总结", "分析", "方案", "设计", "命题", "试题", "试卷", "练习", "评语", "家访", "谈话",
    "档案", "量表",
];

/// Says of each paper with a class whose authors are on no roster that it is by pupils.
pub(super) fn tell(log: &mut Log) {
    let roster = log.records.iter();
    let roster = roster.filter(|record| record.table.sort == Sort::Roster);
    let staff: HashSet<Text> = roster
        .filter_map(|one| one.text(Key::Name).cloned())
        .collect();
    for record in &mut log.records {
        if is_of_a_class(record, &staff) {
            record.add(Key::ByPupils, Value::Flag(true));
        }
    }
}

/// Whether a class says whose it is; of what teachers write for one, lesson plans say, it does not.
fn is_of_a_class(record: &Record, staff: &HashSet<Text>) -> bool {
    let takes = record.table.field_of(Key::ByPupils).is_some();
    let is_open = record.get(Key::ByPupils).is_none() && record.get(Key::Class).is_some();
    let names = record.people(Key::Authors).map_or(&[][..], People::names);
    let kind = record.text(Key::Kind);
    let has = |words: &[&str]| {
        words
            .iter()
            .any(|word| kind.is_some_and(|kind| kind.contains(word)))
    };
    let may_be_pupils = match record.table.field_of(Key::Kind) {
        None => true,
        // 科学小论文 is no 论文.
        Some(_) if has(&OF_TEACHERS) && !has(&["小论文"]) => false,
        // Of a class that names nobody it is the class's.
        Some(_) => names.is_empty() || has(&OF_PUPILS) || !staff.is_empty(),
    };
    takes && is_open && may_be_pupils && !names.iter().any(|name| staff.contains(name))
}
