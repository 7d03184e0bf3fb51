//! Sections that are written once for each group.

use super::super::Section;
use super::super::outline::{ALL_GROUPS, Slot};
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
        let is_whole = self.is_of_group();
        let scope = Scope::Of(Whose::Group(group.clone()));
        Some(wording.within((!is_whole).then_some(scope), Some(group)))
    }

    /// The only section for a group that has anything to say, taken out of `below` where the title
    /// above, `slot`'s, speaks of all groups: what it says, and whose title is to stand there instead.
    pub(super) fn lone_group(
        &self,
        slot: &Slot,
        below: &mut Vec<Section>,
    ) -> Option<(Vec<String>, String)> {
        let title = slot.title.as_ref()?;
        let ([each], [only]) = (&slot.sections[..], &below[..]) else {
            return None;
        };
        let is_plain = each.each.is_some() && !each.is_own && only.sections.is_empty();
        if !is_plain || !title.text.contains(ALL_GROUPS) {
            return None;
        }
        let only = below.pop()?;
        let us = self.wording.words().text(&["scope", "group", "us"]);
        let whose = us.filter(|_| self.is_of_group()).unwrap_or(&only.title);
        Some((only.blocks, title.text.replace(ALL_GROUPS, whose)))
    }

    /// Whether the report is of one group.
    fn is_of_group(&self) -> bool {
        let head = self.log.head.report.as_ref();
        head.is_some_and(|report| report.text(Key::Group).is_some())
    }
}
