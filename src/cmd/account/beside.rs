//! What stands beside that which a report is about, and what to write where it is of it after all.

use super::{FEW, Places};
use crate::format::Key;
use crate::report::About;
use crate::tally::{Id, gatherings};

/// What else was on the days of an event, what others did that names a teacher.
pub(super) fn told(about: &About, is_of_event: bool, places: &Places) -> Option<String> {
    let count = about.beside.len();
    let at = places.of(&about.beside, FEW);
    // What names a group in a teacher's own log may still have been meant as the teacher's.
    let is_groups = |id: &Id| places.tally.record(*id).get(Key::Group).is_some();
    let of_groups = places.tally.owner().is_some() && about.beside.iter().any(is_groups);
    (count > 0).then(|| match is_of_event {
        true => format!(
            "还有{count}条当天的、或名字合得上的记录没有写（{at}），看不出是这次活动的；是的，{}",
            advice(about, places)
        ),
        false if of_groups => format!("还有{count}条记录没有写（{at}），不是本人做的：自己的记录里写了 group、没有写姓名的，是那个教研组的；是本人做的，写上姓名，或删去 group"),
        false => format!("还有{count}条记录没有写（{at}），不是本人做的，如别人听本人的课"),
    })
}

/// What may have been held on other days for the sake of an event.
pub(super) fn around(about: &About, places: &Places) -> Option<String> {
    let count = about.around.len();
    let at = places.of(&about.around, FEW);
    (count > 0).then(|| {
        format!("还有{count}条像是为这次活动做准备、做总结的记录，日期不在活动期间，没有写（{at}）")
    })
}

/// What may have been on the days of an event, as nobody knows when it was.
pub(super) fn undated(about: &About, places: &Places) -> Option<String> {
    let count = about.undated.len();
    let at = places.of(&about.undated, FEW);
    (count > 0).then(|| {
        format!(
            "还有{count}条记录只写了大概的日期，没有写进总结（{at}），说不准是不是这次活动的；是的，把 date 写到日"
        )
    })
}

/// What to write in these records of each kind, so that they are of the event.
fn advice(about: &About, places: &Places) -> String {
    let tables = about.beside.iter();
    let tables: Vec<_> = tables.map(|id| places.tally.record(*id).table).collect();
    let is_award = |key: &str| key == "award";
    let is_gathering = |key: &str| gatherings().any(|table| table.key == key);
    let has_awards = tables.iter().any(|table| is_award(table.key));
    let has_gatherings = tables.iter().any(|table| is_gathering(table.key));
    let mut keys = tables.iter().map(|table| table.key);
    let has_others = keys.any(|key| !is_award(key) && !is_gathering(key));
    let advice = [
        has_others.then_some("给它写上 date 和与活动一样的 place、group，参加的人写进活动的 attendance 或 people"),
        has_gatherings.then_some("活动在 kind 或 topic 里写上这次活动的名称"),
        has_awards.then_some("奖写上 date，在 contest 里写上这次活动的名称（如“读书节”），level 与活动一样，活动没有写的写校级"),
    ];
    let advice: Vec<&str> = advice.into_iter().flatten().collect();
    advice.join("；")
}
