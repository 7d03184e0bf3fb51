//! What people type under one key that belongs under another of the same record.

use toml::Spanned;
use toml::de::DeValue;

use super::Decoder;
use super::value::Decoded;
use crate::diagnostic::Diagnostic;
use crate::format::{Field, Key};
use crate::log::record::Value;

impl Decoder<'_> {
    /// Refuses a `value` that says what others of the `fields` are for; `None` where it does not.
    pub(super) fn elsewhere(
        &mut self,
        field: &Field,
        value: &Spanned<DeValue>,
        mut fields: impl Iterator<Item = &'static Field>,
    ) -> Option<Decoded<Value>> {
        let mut has = |key| fields.any(|field| field.key == key);
        match (field.key, value.get_ref()) {
            (Key::Date, DeValue::String(text)) if has(Key::Cadence) => {
                let period = period(text.trim())?;
                let message = format!("“{}”是频次，不是日期", text.trim());
                let hint = format!(
                    "频次写在 cadence 里，如 cadence = \"每{period}1次\"；有具体日期的，date 写日期"
                );
                Some(self.fail(value, message, hint))
            }
            (Key::Group, DeValue::Array(groups)) if groups.len() > 1 && has(Key::TermName) => {
                let place = self.place(value.span());
                self.out.push(
                    Diagnostic::error(place, "group 只写一个组")
                        .label("这里写的是列表")
                        .hint("一个组做的，写成 group = \"…\"")
                        .hint("几个组合做的不写 group，写出参加的人，各组就都算到"),
                );
                Some(Err(()))
            }
            _ => None,
        }
    }
}

/// The period at which something is said to return: 周 of 每周一; `None` of any other text.
fn period(text: &str) -> Option<&'static str> {
    const PERIODS: [(&str, &str); 12] = [
        ("每两周", "两周"),
        ("每二周", "两周"),
        ("每2周", "两周"),
        ("每隔一周", "两周"),
        ("隔周", "两周"),
        ("双周", "两周"),
        ("每周", "周"),
        ("每星期", "周"),
        ("每个月", "月"),
        ("每月", "月"),
        ("每天", "天"),
        ("每日", "天"),
    ];
    let found = PERIODS.iter().find(|(typed, _)| text.starts_with(typed));
    found.map(|(_, period)| *period)
}
