//! Sections that are written once for each group.

use super::super::outline::Slot;
use super::Composer;
use crate::diagnostic::Diagnostic;
use crate::format::Key;
use crate::log::Text;
use crate::tally::{Scope, Whose};
use crate::wording::Wording;

impl Composer<'_> {
    /// What a section is written for: all of it once, or each group.
    pub(super) fn parts(&mut self, slot: &Slot, wording: &Wording) -> Vec<Option<Text>> {
        let Some(each) = &slot.each else {
            return vec![None];
        };
        if !matches!(&*each.text, "教研组" | "group") {
            let wrong = Diagnostic::error(each.place(), format!("不能按“{}”各写一节", each.text));
            self.sound(Err::<(), _>(wrong.hint("写成 each = \"教研组\"")));
            return Vec::new();
        }
        wording.groups().into_iter().map(Some).collect()
    }

    /// The wording of what is written for `group`; none where there are too many. One is kept at
    /// a time.
    pub(super) fn part(
        &mut self,
        slot: &Slot,
        group: Option<&Text>,
        wording: &Wording,
    ) -> Option<Wording> {
        let (Some(group), Some(each)) = (group, &slot.each) else {
            return Some(wording.clone());
        };
        if !wording.may_part() {
            let wrong = Diagnostic::error(each.place(), "这里要做的工作太多，已经停下");
            self.sound(Err::<(), _>(
                wrong.hint("按教研组各写一节的地方少写几处，教研组合并成几个"),
            ));
            return None;
        }
        // A report of one group is about nothing else.
        let is_whole = self.log.head.report.as_ref();
        let is_whole = is_whole.is_some_and(|report| report.text(Key::Group).is_some());
        let scope = Scope::Of(Whose::Group(group.clone()));
        Some(wording.within((!is_whole).then_some(scope), Some(group)))
    }
}
