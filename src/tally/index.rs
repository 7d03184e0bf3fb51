//! Which records there are of each kind, and of these of each group: looked up rather than looked
//! for, however often they are asked for.

use std::collections::HashMap;
use std::sync::{Arc, OnceLock};

use crate::format::Table;
use crate::log::Text;

use super::{Id, Reason, Selection, Tally};

/// Records by the key of their table.
type Kinds<T> = HashMap<(&'static str, T), Arc<[Id]>>;

/// The records of each kind.
#[derive(Debug, Default)]
pub(super) struct Index {
    counted: Kinds<()>,
    set_aside: Kinds<Reason>,
    /// Those that count, by group, once they have been asked for.
    groups: OnceLock<Kinds<Text>>,
}

fn sorted<T: std::hash::Hash + Eq>(ids: impl Iterator<Item = ((&'static str, T), Id)>) -> Kinds<T> {
    let mut kinds: HashMap<_, Vec<Id>> = HashMap::new();
    for (key, id) in ids {
        kinds.entry(key).or_default().push(id);
    }
    let kinds = kinds.into_iter();
    kinds.map(|(key, ids)| (key, ids.into())).collect()
}

fn found<T: std::hash::Hash + Eq>(kinds: &Kinds<T>, table: &Table, of: T) -> Arc<[Id]> {
    let ids = kinds.get(&(table.key, of));
    ids.cloned().unwrap_or_default()
}

impl Index {
    /// The index of `tally`, which has none yet.
    pub fn new(tally: &Tally) -> Index {
        let table = |id: Id| tally.record(id).table.key;
        let counted = tally.counted.iter();
        let set_aside = tally.uncounted.iter();
        Index {
            counted: sorted(counted.map(|id| ((table(*id), ()), *id))),
            set_aside: sorted(set_aside.map(|(id, why)| ((table(*id), *why), *id))),
            groups: OnceLock::new(),
        }
    }
}

impl Tally {
    /// The records of one kind that count.
    pub(super) fn counted_of(&self, table: &'static Table) -> Arc<[Id]> {
        found(&self.index.counted, table, ())
    }

    /// The records of one kind that were set aside for `reason`.
    pub(super) fn set_aside_of(&self, table: &'static Table, reason: Reason) -> Arc<[Id]> {
        found(&self.index.set_aside, table, reason)
    }

    /// Of the records of one kind that count those of `group`.
    pub(super) fn counted_of_group(&self, table: &'static Table, group: &Text) -> Arc<[Id]> {
        let groups = self.index.groups.get_or_init(|| {
            let of_groups = self.counted.iter().flat_map(|id| {
                let record = self.record(*id);
                let groups = self.groups_to_count(record).into_iter();
                groups.map(|group| ((record.table.key, group.clone()), *id))
            });
            sorted(of_groups)
        });
        found(groups, table, group.clone())
    }
}

impl Selection {
    /// Whether it is all that count of its kind.
    pub(super) fn is_all(&self) -> bool {
        let all = self.tally().index.counted.get(&(self.table().key, ()));
        all.is_some_and(|all| std::ptr::eq(&**all, self.ids()))
    }
}
