//! Small records of every kind, with what is required and one key more.

use summarize::format::{Field, Key, Table, Type};

/// A line that gives `field`.
pub fn line(field: &Field) -> String {
    let value = match field.ty {
        Type::Text | Type::Texts | Type::Prose | Type::Line | Type::Lines => {
            // Another of each key, for what is said twice is said once.
            let sum: u64 = field.key.name().bytes().map(u64::from).sum();
            format!("\"{sum}甲\"")
        }
        Type::Date | Type::Day => "2025-10-10".to_owned(),
        Type::Quantity | Type::Exact => "7".to_owned(),
        Type::Amount => "7.5".to_owned(),
        Type::Flag => "false".to_owned(),
        Type::Name => "\"周岚\"".to_owned(),
        // Nobody is their own mentor.
        Type::People | Type::Staff if field.key == Key::Apprentice => {
            "[\"沈丽华\", \"孙宁\"]".to_owned()
        }
        Type::People | Type::Staff => "[\"周岚\", \"何平\"]".to_owned(),
        Type::Percent => "98.5".to_owned(),
        Type::Word(words) => format!("\"{}\"", words.words[0].name),
        Type::Words(words) => format!("[\"{}\"]", words.words[0].name),
        Type::Measure => "\"observation\"".to_owned(),
        Type::Mark => "\"一、\"".to_owned(),
        Type::Rows(fields) => {
            let inner: Vec<String> = fields.iter().map(line).collect();
            format!("[{{ {} }}]", inner.join(", "))
        }
    };
    format!("{} = {value}", field.key.name())
}

/// A record of `table` with what is required, and with `extra`.
pub fn record(table: &Table, extra: Option<&Field>) -> String {
    let mut text = format!("[[{}]]\n", table.key);
    let first_of_any = table.any_of.first().copied();
    for field in table.all_fields() {
        let is_extra = extra.is_some_and(|extra| extra.key == field.key);
        if is_extra && field.key == Key::Until {
            text.push_str("date = 2025-10-08\n");
        }
        if field.required || Some(field.key) == first_of_any || is_extra {
            text.push_str(&line(field));
            text.push('\n');
        }
    }
    text
}
