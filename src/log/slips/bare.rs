//! Values without quotes that are dates or numbers as people write them.

use super::signs::{QUOTES, is_balanced, quoted};
use crate::format::{Field, Table, Type, measures};
use crate::log::When;
use crate::log::date::{looks_like_a_date, meant as date_meant, parse as parse_date};
use crate::log::decode::{number_meant, number_written};
use crate::text::wide::half_width;

/// What a value without quotes should have been.
#[derive(Debug, PartialEq, Eq)]
pub struct Bare {
    /// What is wrong.
    pub message: &'static str,
    /// What to write instead.
    pub hint: String,
    /// The value as it belongs there, where that is certain.
    pub right: Option<String>,
}

/// What is wrong with `value`, if it is a date or a number that TOML does not know, as `field` of a
/// record of `table`; without a table it stands in braces.
pub fn bare(
    value: &str,
    field: Option<&'static Field>,
    table: Option<&'static Table>,
) -> Option<Bare> {
    let plain = half_width(value);
    let is_wide = plain != value;
    if let Some(right) = date(&plain, field) {
        if right == value {
            return None;
        }
        let message = match is_wide && right == plain {
            true => "日期是全角的",
            false => "日期的写法不对",
        };
        let hint = format!("写成 {right}");
        return Some(Bare {
            message,
            hint,
            right: Some(right),
        });
    }
    let digits = plain.trim_start_matches(['-', '+']);
    let is_number = !digits.is_empty() && digits.chars().all(|c| c.is_ascii_digit() || c == '.');
    if is_number || matches!(plain.as_str(), "true" | "false") {
        return is_wide.then(|| Bare {
            message: "数字是全角的",
            hint: format!("写成 {plain}"),
            right: Some(plain),
        });
    }
    let Some(field) = field else {
        return unknown(&plain);
    };
    number_with_unit(&plain, field, table)
        .or_else(|| meant(value, field, table))
        .or_else(|| text(value, field))
}

/// A number with words behind it under a key that is not known: whether it is to be a number or a
/// text, nobody can tell.
fn unknown(plain: &str) -> Option<Bare> {
    plain
        .starts_with(|c: char| c.is_ascii_digit())
        .then(|| Bare {
            message: "数字后面不能直接跟文字",
            hint: "数目只写数字；如果是文字，两边加英文双引号".to_owned(),
            right: None,
        })
}

/// What is no number or date, but for one thing: 半天, 九月十二日.
fn meant(value: &str, field: &Field, table: Option<&Table>) -> Option<Bare> {
    let (message, hint) = match field.ty {
        Type::Date | Type::Day => ("这不是日期", format!("写成 \"{}\"", date_meant(value)?)),
        _ => {
            let is_chinese = !value.contains(|c: char| c.is_ascii_digit());
            let message = match is_chinese {
                true => "数目要写数字",
                false => "数字后面不能直接跟文字",
            };
            (message, number_meant(value, field, table)?)
        }
    };
    Some(Bare {
        message,
        hint,
        right: None,
    })
}

/// A day as TOML writes it; what TOML has no dates for in quotes. Numbers alone are a date where one
/// belongs.
fn date(plain: &str, field: Option<&'static Field>) -> Option<String> {
    let is_meant = field.is_some_and(|field| matches!(field.ty, Type::Date | Type::Day));
    if !is_meant && !looks_like_a_date(plain) {
        return None;
    }
    match parse_date(plain).ok()? {
        When::Day(day) => Some(day.format("%Y-%m-%d").to_string()),
        When::Span(..) | When::Yearless(_) | When::Month { .. } | When::Week(_) => {
            Some(format!("\"{plain}\""))
        }
    }
}

/// `3节`, `40余人`, `7万元`: the number without the measure word that goes without saying.
fn number_with_unit(plain: &str, field: &Field, table: Option<&Table>) -> Option<Bare> {
    let number = measures::without(plain, field, table).trim();
    let right = number_written(number, field)?;
    Some(Bare {
        message: match right.starts_with('"') {
            true => "带文字的数目，两边要加英文双引号",
            false => "数字后面不能直接跟文字",
        },
        hint: format!("写成 {right}"),
        right: Some(right),
    })
}

/// A text without quotes, where the key takes one.
fn text(value: &str, field: &Field) -> Option<Bare> {
    let takes_none = matches!(
        field.ty,
        Type::Quantity
            | Type::Exact
            | Type::Amount
            | Type::Percent
            | Type::Flag
            | Type::Rows(_)
            | Type::Date
            | Type::Day
    );
    let is_text = value.starts_with(char::is_alphabetic) || value.starts_with('《');
    if takes_none || !is_text || value.contains(['"', '=', '＝', '[', '{']) {
        return None;
    }
    // Quotes are those of a quotation, or they part names.
    let are_names = matches!(field.ty, Type::People | Type::Staff | Type::Name);
    if !is_balanced(value) || (are_names && value.contains(QUOTES)) {
        return None;
    }
    let right = quoted(value)?;
    Some(Bare {
        message: "文字两边要加英文双引号",
        hint: format!("写成 {right}"),
        right: Some(right),
    })
}
