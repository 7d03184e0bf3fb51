//! In what unit a number is asked for or stated: one that the records are counted in.

use super::rules::Wrong;
use crate::format::bounds::{ALSO_AMOUNTS, IN_PARTS};
use crate::format::{Key, Sort, Table};
use crate::log::record::Record;

/// The amounts that records give beside their number, as a requirement can ask for them.
const ASKED_FOR: [Key; 3] = [Key::Hours, Key::Days, Key::Courses];

/// Who asks for trainings in 学分 does not ask how many there were.
pub(super) fn of_the_records(record: &Record) -> Option<Wrong<'_>> {
    let (of, unit) = (record.measure(Key::Of)?, record.text(Key::Unit)?);
    let is_asked_for = record.table.sort == Sort::Target;
    let known = if is_asked_for {
        amounts(of)
    } else {
        Vec::new()
    };
    let mut others = IN_PARTS.iter().chain(&ALSO_AMOUNTS).chain(&NO_PIECES);
    let is_other = others.any(|other| *other == &**unit) && !is_head(of, record, unit);
    // Of other work each record says in what it is counted.
    let has_own = of.field(Key::Unit.name()).is_some();
    if !is_other || has_own || known.contains(&&**unit) || is_lesson(of, unit) {
        return None;
    }
    let (name, own) = (of.name, of.unit);
    let hint = match &known[..] {
        [] => format!("{name}按{own}数，unit 写 \"{own}\"，或删去这一行"),
        known => format!(
            "{name}可以按{}数，unit 写其中一个；按{own}数的，删去这一行",
            known.join("、")
        ),
    };
    Some(Wrong {
        at: Some((Key::Unit, None)),
        message: format!("{name}不按“{unit}”数"),
        hint,
    })
}

/// Measure words of what is in no record, or not its number, beside those of amounts.
const NO_PIECES: [&str; 5] = ["人次", "户", "字", "千字", "万字"];

/// Whether awards are asked for by heads, or so many people each.
fn is_head(of: &Table, record: &Record, unit: &str) -> bool {
    let is_award = of.field(Key::Recipient.name()).is_some();
    let heads = ["人次", "人", "名", "位"];
    is_award && heads.contains(&unit) && record.word(Key::Per).is_none_or(|per| per.name != "人")
        || is_award && unit == "人次"
}

/// The units of the amounts that records of `of` give and that can be asked for.
fn amounts(of: &Table) -> Vec<&'static str> {
    let keys = ASKED_FOR
        .iter()
        .filter(|key| of.field(key.name()).is_some());
    keys.filter_map(|key| key.unit()).collect()
}

/// A lesson is 课时, too.
fn is_lesson(of: &Table, unit: &str) -> bool {
    unit == "课时" && of.unit.starts_with('节')
}
