//! Who completed a training: some of those who took part in it, and no more.

use crate::format::Key;
use crate::log::record::{People, Record};
use crate::text::count::Count;

/// What is wrong with who completed a training.
pub(super) struct Wrong<'a> {
    /// Who it is about, where it is about one alone.
    pub name: Option<&'a str>,
    /// What is wrong.
    pub message: String,
    /// What to do about it.
    pub hint: &'static str,
}

/// What is wrong with who completed a training, if anything is.
pub(super) fn wrong(record: &Record) -> Option<Wrong<'_>> {
    stranger(record).or_else(|| too_many(record))
}

/// Somebody who completed it without being in it.
fn stranger(record: &Record) -> Option<Wrong<'_>> {
    let (People::Named(done), People::Named(there)) =
        (record.people(Key::Completed)?, record.people(Key::People)?)
    else {
        return None;
    };
    let name = done.iter().find(|name| !there.contains(name))?;
    Some(Wrong {
        name: Some(name),
        message: format!("completed 里有{name}，参加的人里却没有"),
        hint: "completed 是参加的人里完成了的；参加了的，people 里也写上，没有参加的，从 completed 里删去",
    })
}

/// More than took part.
fn too_many(record: &Record) -> Option<Wrong<'_>> {
    let number = |key| match record.people(key)? {
        People::Named(names) => Some(Count::exact(names.len() as u64)),
        People::Number(count) => Some(*count),
        People::Everyone => None,
    };
    let done = number(Key::Completed)?;
    let times = record.quantity(Key::PersonTimes);
    let (done, all, unit) = match times {
        Some(times) => (done.times(record.count()), times, "人次"),
        None => (done, number(Key::People)?, "人"),
    };
    let (least, most) = (done.bounds().0, all.bounds().1);
    let (done, all) = (done.with_unit(unit), all.with_unit(unit));
    (least > most?).then(|| Wrong {
        name: None,
        message: format!("参加的是{all}，completed 却是{done}"),
        hint: "completed 是参加的人里完成了的，改正 completed 或参加的人数",
    })
}
