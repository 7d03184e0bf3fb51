//! Awards and papers of which something is missing that a reader will ask for.

use super::doubt::{At, Doubt, Sink};
use crate::format::Key;
use crate::log::{Log, Record};

pub fn check<'a>(log: &'a Log, sink: &mut Sink<'a>) {
    for record in log.typed() {
        without_level(record, sink);
        without_contest(record, sink);
    }
}

fn without_level<'a>(record: &'a Record, sink: &mut Sink<'a>) {
    let is_award = record.table.key == "award";
    if is_award && record.get(Key::Level).is_none() {
        sink.tell(Doubt {
            check: "award-without-level",
            at: At::Header(record),
            message: "这项获奖没有写级别，不会算进各级获奖的人次".to_owned(),
            hint: "证书或通知上写明了级别的，加一行 level，如 level = \"区级\"；没有写明的不要自己定级，这条提醒可以不管"
                .to_owned(),
        });
    }
}

fn without_contest<'a>(record: &'a Record, sink: &mut Sink<'a>) {
    let takes_contest = record.table.field(Key::Contest.name()).is_some();
    let is_named = record.get(Key::Contest).is_some();
    if takes_contest && !is_named && record.get(Key::Grade).is_some() {
        sink.tell(Doubt {
            check: "grade-without-contest",
            at: At::Value(record, Key::Grade),
            message: "写了等次，没有写是什么评比".to_owned(),
            hint: "加一行 contest，如 contest = \"小学语文优质课评比\"".to_owned(),
        });
    }
}
