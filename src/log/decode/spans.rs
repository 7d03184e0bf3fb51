//! Days that take two keys, or their year from the term.

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::super::date::{Days, When};
use super::super::record::{Record, Value};
use super::Decoder;
use crate::diagnostic::Diagnostic;
use crate::format::{Key, Table};

impl Decoder<'_> {
    /// `values` with the date that `date` and `until` tell together; `None` if they tell none.
    pub(super) fn joined(
        &mut self,
        mut values: Vec<(Key, Value)>,
        table: &'static Table,
        typed: &DeTable,
    ) -> Option<Vec<(Key, Value)>> {
        let Some(at) = values.iter().position(|(key, _)| *key == Key::Until) else {
            return Some(values);
        };
        let (_, until) = values.remove(at);
        let date = values.iter_mut().find(|(key, _)| *key == Key::Date);
        let (Some((_, Value::When(first))), Value::When(last)) = (date, &until) else {
            return self.wrong_until(
                table,
                typed,
                "写了最后一天，没有写第一天",
                "第一天写在 date",
            );
        };
        let Some(days) = Days::between(*first, *last) else {
            return self.wrong_until(
                table,
                typed,
                "date 和最后一天合不成起止日期",
                "两个都要写到哪一天，date 只写第一天，如 date = 2025-10-13",
            );
        };
        match days.settled() {
            Ok(when) => *first = when,
            Err(wrong) => {
                let (message, hint) = wrong.told();
                return self.wrong_until(table, typed, &message, hint);
            }
        }
        Some(values)
    }

    fn wrong_until<T>(
        &mut self,
        table: &'static Table,
        typed: &DeTable,
        message: &str,
        hint: &str,
    ) -> Option<T> {
        let range = value_of(table, typed, Key::Until)?.span();
        let place = self.place(range);
        self.out.push(Diagnostic::error(place, message).hint(hint));
        None
    }

    /// Notes where the date of `record` stands, if the term is to tell its year.
    pub(super) fn note_yearless(&mut self, record: &Record, typed: &DeTable) {
        if let Some(When::Yearless(_)) = record.when(Key::Date)
            && let Some(value) = value_of(record.table, typed, Key::Date)
        {
            let place = self.lines.place(self.order, self.file, value.span());
            self.yearless.push(place);
        }
    }
}

/// What was typed under `key`.
fn value_of<'a, 'i>(
    table: &'static Table,
    typed: &'a DeTable<'i>,
    key: Key,
) -> Option<&'a Spanned<DeValue<'i>>> {
    let is_called = |name: &str| table.field(name).is_some_and(|field| field.key == key);
    let found = typed.iter().find(|(name, _)| is_called(name.get_ref()));
    found.map(|(_, value)| value)
}
