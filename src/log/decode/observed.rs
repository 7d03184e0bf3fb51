//! Whose lesson was observed, and whose mentor somebody is: nobody is among the observers of their
//! own, nor their own mentor.

use toml::de::DeTable;

use super::super::record::{People, Record, Text, Value};
use super::Decoder;
use crate::diagnostic::Diagnostic;
use crate::format::Key;

impl Decoder<'_> {
    /// Looks whether somebody is their own mentor.
    pub(super) fn own_mentor(&mut self, record: &Record, values: &DeTable) {
        let named = |key| record.people(key).map_or(&[][..], People::names);
        let mentors = named(Key::Mentor);
        let own = named(Key::Apprentice);
        let Some(both) = own.iter().find(|name| mentors.contains(name)) else {
            return;
        };
        let is_key = |name: &str| {
            let field = record.table.field(name);
            field.is_some_and(|field| field.key == Key::Apprentice)
        };
        let mut typed = values.iter();
        let Some((_, typed)) = typed.find(|(name, _)| is_key(name.get_ref())) else {
            return;
        };
        let place = self.place(typed.span());
        self.out.push(
            Diagnostic::error(place, format!("{both}既是师傅，又是自己的徒弟"))
                .hint("mentor 写师傅，apprentice 写徒弟，删去写错的一处；几对师徒的，一对写一条"),
        );
    }

    /// The record without the teacher among the observers of the teacher's lesson, and says so.
    pub(super) fn observed(&mut self, record: Record, values: &DeTable) -> Record {
        let named = |key| match record.people(key) {
            Some(People::Named(names)) if record.table.field_of(Key::Observers).is_some() => {
                &names[..]
            }
            _ => &[],
        };
        // Of several lessons each may have heard the others'.
        let ([observed], observers) = (named(Key::Teacher), named(Key::Observers)) else {
            return record;
        };
        if !observers.contains(observed) {
            return record;
        }
        let others = observers.iter().filter(|name| *name != observed);
        let others: Vec<Text> = others.cloned().collect();
        let is_key = |name: &str| {
            let field = record.table.field(name);
            field.is_some_and(|field| field.key == Key::Observers)
        };
        let mut typed = values.iter();
        let Some((_, typed)) = typed.find(|(name, _)| is_key(name.get_ref())) else {
            return record;
        };
        let place = self.place(typed.span());
        let told = match others.is_empty() {
            true => Diagnostic::error(place, format!("{observed}听的是自己的课"))
                .hint("observers 写听课人，teacher 写上课的教师；不知道上课的是谁，删去 teacher"),
            false => Diagnostic::warning(place, format!("{observed}是上课的教师，不算听课人"))
                .hint("从 observers 里删去；听的是别人的课，改正 teacher"),
        };
        self.out.push(told);
        if others.is_empty() {
            return record;
        }
        record.with(vec![(
            Key::Observers,
            Value::People(People::Named(others.into())),
        )])
    }
}
