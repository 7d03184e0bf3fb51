//! The Chinese names of tables and keys, and what they are called in a log.

use crate::format::{self, Field, Sort, Table};
use crate::text::wide::half_width;

/// What a description says first: its name.
fn stem(about: &str) -> &str {
    let end = about.find(['：', '（', '，', '、', '；', '。']);
    &about[..end.unwrap_or(about.len())]
}

/// The table that goes by `name`, which may be its Chinese one or in full-width letters.
pub fn table(name: &str) -> Option<&'static Table> {
    let name = half_width(name);
    let mut tables = format::tables();
    let is_meant = |table: &&Table| [table.key, table.name, table.label].contains(&name.as_str());
    tables.find(is_meant)
}

/// The header of a table as a log has it.
pub fn header(table: &Table) -> String {
    match table.sort {
        Sort::Head | Sort::Words => format!("[{}]", table.key),
        _ => format!("[[{}]]", table.key),
    }
}

/// The headers of all kinds of record with their Chinese names.
pub fn tables() -> String {
    let all = format::counted().map(|table| format!("{}（{}）", header(table), table.name));
    all.collect::<Vec<_>>().join("、")
}

/// The one of `fields` that goes by `name`, which may be its Chinese one.
pub fn field(name: &str, fields: &[&'static Field]) -> Option<&'static Field> {
    let is_meant = |field: &&Field| field.is_called(name) || stem(field.about) == name;
    let by_axis = |field: &&Field| field.key.axis() == Some(name);
    let mut all = fields.iter().copied();
    let named = all.clone().find(is_meant).or_else(|| all.find(by_axis));
    named.or_else(|| {
        // 评比 for 评比名称, where nothing else is called so.
        let is_part = name.chars().count() > 1;
        let mut longer = fields
            .iter()
            .filter(|field| stem(field.about).contains(name));
        let only = longer.next().filter(|_| is_part && longer.next().is_none());
        only.copied()
    })
}

/// The keys of `fields` with their Chinese names.
pub fn keys(fields: &[&Field]) -> String {
    let all = fields.iter();
    let all = all.map(|field| format!("{}（{}）", field.key.name(), stem(field.about)));
    all.collect::<Vec<_>>().join("、")
}
