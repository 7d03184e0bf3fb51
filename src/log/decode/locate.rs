//! Where in a piece of a log a value stands, when the piece is read again.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::found;
use crate::format::{self, Key, Table};
use crate::text::fold::is_same;

/// The bytes of `text`, the piece that holds the `nth` table, where the value under `key`
/// stands: in a list, the item that is `item`. The header where the key is not given.
pub fn locate(text: &str, nth: usize, key: Option<Key>, item: Option<&str>) -> Range<usize> {
    let (root, _) = DeTable::parse_recoverable(text);
    let all = found(root.get_ref());
    let Some(found) = all.get(nth) else {
        return 0..0;
    };
    let header = found.name_range.clone();
    let (Some(key), DeValue::Table(values)) = (key, found.value.get_ref()) else {
        return header;
    };
    format::table(found.name)
        .and_then(|table| value_at(table, values, key, item))
        .unwrap_or(header)
}

/// Where in `values`, those of one `table`, the value under `key` stands: in a list, the item that is
/// `item`.
pub(super) fn value_at(
    table: &Table,
    values: &DeTable,
    key: Key,
    item: Option<&str>,
) -> Option<Range<usize>> {
    let spells = |name: &str| table.field(name).is_some_and(|field| field.key == key);
    let value = values.iter().find(|(name, _)| spells(name.get_ref()));
    let (_, value) = value?;
    let as_typed = |item: &str| item_of(value, &|text| text == item);
    let as_meant = |item: &str| item_of(value, &|text| is_same(text, item));
    let item = item.and_then(|item| as_typed(item).or_else(|| as_meant(item)));
    Some(item.unwrap_or_else(|| value.span()))
}

/// Where in `value`, a list or a table or several, the text stands that is meant.
fn item_of(value: &Spanned<DeValue>, is_meant: &dyn Fn(&str) -> bool) -> Option<Range<usize>> {
    match value.get_ref() {
        DeValue::String(text) => is_meant(text.trim()).then(|| value.span()),
        DeValue::Array(items) => items.iter().find_map(|below| item_of(below, is_meant)),
        DeValue::Table(table) => {
            let mut below = table.iter();
            below.find_map(|(_, below)| item_of(below, is_meant))
        }
        _ => None,
    }
}
