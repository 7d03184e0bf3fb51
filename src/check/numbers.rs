//! Numbers that contradict each other.

use std::sync::Arc;

use super::PARTS;
use super::doubt::{At, Doubt, Sink};
use crate::format::{Key, Sort};
use crate::log::{Log, People, Record};
use crate::tally::{Tally, Verdict, is_for_staff};

pub fn check<'a>(tally: &'a Arc<Tally>, sink: &mut Sink<'a>) {
    roster(tally, sink);
    for record in &tally.log.records {
        completed(tally, record, sink);
        over_roster(tally, record, sink);
    }
    targets(tally, sink);
}

/// More teachers on the roster than the school says it has.
fn roster<'a>(tally: &'a Arc<Tally>, sink: &mut Sink<'a>) {
    let Some((school, message)) = too_many_listed(&tally.log) else {
        return;
    };
    sink.tell(Doubt {
        check: PARTS,
        at: At::Value(school, Key::Teachers),
        message,
        hint: WHICH_IS_RIGHT.to_owned(),
    });
}

/// What to do where the roster is longer than the school is large.
pub const WHICH_IS_RIGHT: &str = "名册写全了的，删去 teachers；没有写全的，改正人数";

/// Where the school says that it has fewer teachers than are on the roster, and that it does.
pub fn too_many_listed(log: &Log) -> Option<(&Record, String)> {
    let school = log.head.school.as_ref()?;
    let said = school.quantity(Key::Teachers)?;
    let listed = log.records.iter();
    let listed = listed
        .filter(|record| record.table.sort == Sort::Roster)
        .count() as u64;
    let message = format!("教师人数写的是{}，名册里却有{listed}人", said.n);
    (listed > said.n).then_some((school, message))
}

/// More who completed a training than everyone for whom it was: only a roster tells how many these
/// are, and what else is more is refused.
fn completed<'a>(tally: &Arc<Tally>, record: &'a Record, sink: &mut Sink<'a>) {
    let (Some(done), Some(all @ People::Everyone)) =
        (record.people(Key::Completed), record.people(Key::People))
    else {
        return;
    };
    // Everyone who completed it is everyone who took part.
    if *done == People::Everyone {
        return;
    }
    // 全体 is of the school, whatever group the report is about.
    let group = record.text(Key::Group);
    let count = |people: &People| match (people, group) {
        (People::Everyone, None) => tally.staff.size_of_school().n,
        _ => tally.staff.head_count(people, group).n,
    };
    let (done, all) = (count(done), count(all));
    if done > all && all > 0 {
        sink.tell(Doubt {
            check: PARTS,
            at: At::Value(record, Key::Completed),
            message: format!("参加的是{all}人，完成的却有{done}人"),
            hint: "检查 people 和 completed".to_owned(),
        });
    }
}

/// More attendances of one's own people than there can be.
fn over_roster<'a>(tally: &Arc<Tally>, record: &'a Record, sink: &mut Sink<'a>) {
    let key = [Key::PersonTimes, Key::Attendance, Key::People].into_iter();
    let Some(key) = key.clone().find(|key| record.get(*key).is_some()) else {
        return;
    };
    let whole = match record.text(Key::Group) {
        Some(group) => tally.staff.listed(Some(group)),
        None => tally.staff.listed_in_all(),
    };
    let times = record.count();
    if !is_for_staff(record) || whole.is_zero() || whole.approx.is_some() || times.approx.is_some()
    {
        return;
    }
    let heads = |key| {
        let people = record.people(key)?;
        Some(tally.staff.head_count(people, record.text(Key::Group)))
    };
    let stated = record.quantity(Key::PersonTimes);
    let people = stated.or_else(|| Some(heads(key)?.times(times)));
    let people = people.unwrap_or_default();
    let most = whole.n.saturating_mul(times.n.max(1));
    if people.bounds().0 / 100 > most && !record.is_open_ended() {
        sink.tell(Doubt {
            check: "over-roster",
            at: At::Value(record, key),
            message: format!(
                "{}人参加{}次，最多{most}人次，这里却是{}",
                whole.n,
                times.n.max(1),
                people.with_unit("人次")
            ),
            hint: "检查人次；有校外的人参加，写在 guests 里".to_owned(),
        });
    }
}

/// Targets for people of whom the roster has none.
fn targets<'a>(tally: &'a Arc<Tally>, sink: &mut Sink<'a>) {
    for outcome in tally.outcomes() {
        if outcome.base == 0
            && matches!(outcome.verdict, Verdict::Unknown(_))
            && tally.staff.members().next().is_some()
        {
            sink.tell(Doubt {
                check: "target-for-nobody",
                at: At::Header(tally.record(outcome.target)),
                message: "名册里没有这条要求所指的人".to_owned(),
                hint: "检查 role、status、group、subject 是否与名册里写的一样".to_owned(),
            });
        }
    }
}
