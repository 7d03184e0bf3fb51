//! What the values of one record have to do with each other.

use std::ops::Range;

use toml::de::DeTable;

use super::Decoder;
use super::completed::{self, Wrong};
use super::locate::value_at;
use crate::diagnostic::Diagnostic;
use crate::format::bounds::is_group;
use crate::format::vocabulary::is_person;
use crate::format::{self, Counting, Key};
use crate::log::record::{People, Record};

impl Decoder<'_> {
    /// Whether the values of a record go together.
    pub(super) fn keeps_rules(
        &mut self,
        record: &Record,
        header: &Range<usize>,
        typed: &DeTable,
    ) -> bool {
        let any_of = record.table.any_of;
        if !any_of.is_empty() && any_of.iter().all(|key| record.get(*key).is_none()) {
            let names: Vec<&str> = any_of.iter().map(|key| key.name()).collect();
            let place = self.place(header.clone());
            let message = format!("这条 {} 没有写是什么", record.table.key);
            let known = match format::counted_called(record.table.key) {
                Some(of) if record.get(Key::Count).is_some() => {
                    format!(
                        "；只知道总数的，改写成 [[total]]，of = \"{}\"，is 写总数",
                        of.key
                    )
                }
                _ => String::new(),
            };
            let hint = format!("{} 至少写一项{known}", names.join("、"));
            self.out.push(Diagnostic::error(place, message).hint(hint));
            return false;
        }
        if let Some(recipient) = record.word(Key::Recipient).filter(|word| is_person(word))
            && let Some(people) = record.people(Key::Names)
            && let Some(group) = people.names().iter().find(|name| is_group(name))
        {
            let range = value_at(record.table, typed, Key::Names, Some(group));
            let place = self.place(range.unwrap_or(header.clone()));
            let message = format!("recipient 写的是 {}，“{group}”却不是姓名", recipient.name);
            let hint = "个人得的奖写姓名或人数；一个组、一个年级得的，recipient 写 group 或 class";
            self.out.push(Diagnostic::error(place, message).hint(hint));
            return false;
        }
        if let Some(group) = record.text(Key::Group)
            && record
                .word(Key::Recipient)
                .is_some_and(|word| word.name == "group")
            && group.contains('、')
            && group.split('、').all(is_group)
        {
            let range = value_at(record.table, typed, Key::Group, None);
            let place = self.place(range.unwrap_or(header.clone()));
            let message = format!("group 里写了几个教研组：{group}");
            let hint = "各得各的奖，一个组写一条；合得一项的，不写 group，names 写这几个组，如 names = [\"语文组\", \"数学组\"]";
            self.out.push(Diagnostic::error(place, message).hint(hint));
            return false;
        }
        if let Some(Wrong {
            name,
            message,
            hint,
        }) = completed::wrong(record)
        {
            let range = value_at(record.table, typed, Key::Completed, name);
            let place = self.place(range.unwrap_or(header.clone()));
            self.out.push(Diagnostic::error(place, message).hint(hint));
            return false;
        }
        if let Counting::OfPeople(key) = record.table.counting
            && let (Some(people), Some(count)) = (record.people(key), record.quantity(Key::Count))
            && people.names().len() as u64 > count.n
        {
            let named = people.names().len();
            let range = value_at(record.table, typed, Key::Count, None);
            let place = self.place(range.unwrap_or(header.clone()));
            let message = format!("{} 写了{named}个名字，count 却是{}", key.name(), count.n);
            let hint =
                format!("名字已经写全的，删去 count；没有写全的，count 写总人数，至少是{named}");
            self.out.push(Diagnostic::error(place, message).hint(hint));
            return false;
        }
        if let Counting::OfPeople(key) = record.table.counting
            && let (Some(People::Number(people)), Some(count)) =
                (record.people(key), record.quantity(Key::Count))
            && *people != count
        {
            let range = value_at(record.table, typed, Key::Count, None);
            let place = self.place(range.unwrap_or(header.clone()));
            let message = format!(
                "{} 写的人数是{people}，count 却是{count}，不知道一共是多少",
                key.name()
            );
            let hint = format!(
                "{0} 写成数目就是一共几人，删去 count；只有人次的，删去 {0}、留下 count；分成几个队的，一个队写一条，{0} 写这一队的人数",
                key.name()
            );
            self.out.push(Diagnostic::error(place, message).hint(hint));
            return false;
        }
        true
    }
}
