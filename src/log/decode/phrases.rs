//! Types and values in the words of the messages.

use toml::de::DeValue;

use crate::format::{Field, Key, Type};

/// What a key of this type takes.
pub(super) fn expected(ty: Type) -> &'static str {
    match ty {
        Type::Text | Type::Line | Type::Measure => "文字",
        Type::Texts | Type::Lines => "文字或文字的列表",
        Type::Mark => "序号的样子",
        Type::Prose => "一段文字",
        Type::Date | Type::Day => "日期",
        Type::Quantity | Type::Exact => "整数",
        Type::Amount => "数字",
        Type::Flag => " true 或 false",
        Type::Name => "姓名",
        Type::People | Type::Staff => "姓名、人数或“全体”",
        Type::Percent => "百分数",
        Type::Word(words) | Type::Words(words) => words.name,
        Type::Rows(_) => "花括号里的一组内容",
    }
}

/// A line that gives `field` rightly.
pub(super) fn example(field: &Field) -> String {
    let key = field.key.name();
    let value = match field.ty {
        Type::Text | Type::Texts | Type::Line | Type::Lines => "\"…\"".to_owned(),
        Type::Name => "\"周岚\"".to_owned(),
        Type::Mark => "\"一、\"".to_owned(),
        Type::Prose => "\"\"\"…\"\"\"".to_owned(),
        Type::Date | Type::Day => "2025-09-12".to_owned(),
        Type::Quantity | Type::Exact => "3".to_owned(),
        Type::Amount if field.key == Key::Is => "45".to_owned(),
        Type::Amount => "1.5".to_owned(),
        Type::Flag => "true".to_owned(),
        Type::People | Type::Staff => "[\"周岚\", \"何平\"]".to_owned(),
        Type::Percent => "98.5".to_owned(),
        Type::Word(words) => format!("\"{}\"", words.words[0].name),
        Type::Words(words) => format!("[\"{}\"]", words.words[0].name),
        Type::Measure => "\"observation\"".to_owned(),
        Type::Rows(fields) => {
            let inner: Vec<String> = fields.iter().filter(|f| f.required).map(example).collect();
            format!("[{{ {} }}]", inner.join(", "))
        }
    };
    format!("{key} = {value}")
}

/// What a value is.
pub(super) fn type_name(value: &DeValue) -> &'static str {
    match value {
        DeValue::String(_) => "文字",
        DeValue::Integer(_) => "整数",
        DeValue::Float(_) => "小数",
        DeValue::Boolean(_) => "true 或 false",
        DeValue::Datetime(_) => "日期",
        DeValue::Array(_) => "列表",
        DeValue::Table(_) => "花括号里的一组内容",
    }
}
