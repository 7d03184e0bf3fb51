//! Whose lesson was observed: nobody is among the observers of their own.

use toml::de::DeTable;

use super::super::record::{People, Record, Text, Value};
use super::Decoder;
use crate::diagnostic::Diagnostic;
use crate::format::Key;

impl Decoder<'_> {
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
