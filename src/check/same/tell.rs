//! What is said of records that are probably one event, with the `id` that would join them.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use super::Pair;
use crate::check::doubt::{At, Doubt, Sink};
use crate::format::Key;
use crate::log::{Log, Record, Span, Text};

/// Tells of what was `found`.
pub fn tell<'a>(log: &'a Log, found: Vec<Pair<'a>>, sink: &mut Sink<'a>) {
    if found.is_empty() {
        return;
    }
    let records = log.records.iter();
    let ids = records.filter_map(|record| record.text(Key::Id));
    let mut ids = Ids {
        used: ids.cloned().collect(),
        meant: HashMap::new(),
        numbers: HashMap::new(),
    };
    for (record, first) in found {
        sink.tell(finding(log, first, record, &mut ids));
    }
}

fn finding<'a>(log: &Log, first: &'a Record, record: &'a Record, ids: &mut Ids) -> Doubt<'a> {
    let file = &log.files[first.span.file as usize];
    let line = first.span.line;
    let one = match (first.text(Key::Id), record.text(Key::Id)) {
        (Some(id), _) => format!("这一条也加上 id = \"{id}\""),
        (None, Some(id)) => format!("那一条也加上 id = \"{id}\""),
        (None, None) => format!("两条都加上 id = \"{}\"", ids.of(first)),
    };
    let (now, then) = match (is_pending(first), is_pending(record)) {
        (false, false) => ("现在算了两次", "就只算一次"),
        (true, true) => ("现在写了两次", "就只写一次"),
        (true, false) => ("那一条写着结果尚未公布，这一条已有结果", "就只写结果"),
        (false, true) => ("这一条写着结果尚未公布，那一条已有结果", "就只写结果"),
    };
    Doubt {
        check: "same-event",
        at: At::Header(record),
        message: format!("与 {file} 第{line}行的记录可能是同一件事，{now}"),
        hint: format!("是同一件事的，{one}，{then}；是两件事的，两条各加一个不同的 id"),
    }
}

/// Whether what came of it is not known yet.
fn is_pending(record: &Record) -> bool {
    record.flag(Key::Pending) == Some(true)
}

/// The `id`s that are used, and those that were proposed for events.
struct Ids {
    used: HashSet<Text>,
    meant: HashMap<Span, Text>,
    /// The last number that was tried with the name of a kind.
    numbers: HashMap<&'static str, usize>,
}

impl Ids {
    /// An `id` that nobody uses yet, for the event of which `first` is the first record.
    fn of(&mut self, first: &Record) -> Text {
        if let Some(id) = self.meant.get(&first.span) {
            return Arc::clone(id);
        }
        let name = first.table.name;
        let number = self.numbers.entry(name).or_default();
        let id: Text = loop {
            *number += 1;
            let id = format!("{name}{number}");
            if !self.used.contains(&*id) {
                break id.into();
            }
        };
        self.used.insert(Arc::clone(&id));
        self.meant.insert(first.span, Arc::clone(&id));
        id
    }
}
