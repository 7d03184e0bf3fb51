//! Records that say the same.

use std::hash::{Hash, Hasher};

use rustc_hash::{FxHashMap, FxHasher};

use super::doubt::{At, Doubt, Sink};
use crate::format::Sort;
use crate::log::{Log, Record};

pub fn check<'a>(log: &'a Log, sink: &mut Sink<'a>) {
    let mut seen: FxHashMap<u64, Vec<&Record>> = FxHashMap::default();
    let records = log.records.iter();
    for record in records.filter(|record| record.table.sort != Sort::Roster) {
        let mut hasher = FxHasher::default();
        record.hash(&mut hasher);
        let alike = seen.entry(hasher.finish()).or_default();
        let Some(first) = alike.iter().find(|first| **first == record) else {
            alike.push(record);
            continue;
        };
        let file = &log.files[first.span.file as usize];
        let line = first.span.line;
        sink.tell(Doubt {
            check: "duplicate",
            at: At::Header(record),
            message: format!("与 {file} 第{line}行的记录完全相同，两条都计入了"),
            hint: "重复登记的就删去一条；确实是两次，请写上不同的日期或备注 note".to_owned(),
        });
    }
}
