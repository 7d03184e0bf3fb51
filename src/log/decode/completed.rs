//! Who completed a training: some of those who took part in it, and no more.

use super::rules::Wrong;
use crate::format::Key;
use crate::log::record::{People, Record};
use crate::text::count::Count;

/// Those who completed it are among those who were in it.
pub(super) fn by_those_there(record: &Record) -> Option<Wrong<'_>> {
    let (People::Named(done), People::Named(there)) =
        (record.people(Key::Completed)?, record.people(Key::People)?)
    else {
        return None;
    };
    let name = done.iter().find(|name| !there.contains(name))?;
    Some(Wrong {
        at: Some((Key::Completed, Some(name))),
        message: format!("completed 里有{name}，参加的人里却没有"),
        hint: "completed 是参加的人里完成了的；参加了的，people 里也写上，没有参加的，从 completed 里删去".to_owned(),
    })
}

/// They are no more than took part.
pub(super) fn by_no_more_than_there(record: &Record) -> Option<Wrong<'_>> {
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
        at: Some((Key::Completed, None)),
        message: format!("参加的是{all}，completed 却是{done}"),
        hint: "completed 是参加的人里完成了的，改正 completed 或参加的人数".to_owned(),
    })
}
