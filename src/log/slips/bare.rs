//! Values without quotes that are dates or numbers as people write them.

use crate::format::{Field, Type};
use crate::log::When;
use crate::log::date::{looks_like_a_date, meant as date_meant, parse as parse_date};
use crate::log::decode::number_meant;
use crate::text::count;
use crate::text::numeral;
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

/// What is wrong with `value`, if it is a date or a number that TOML does not know.
pub fn bare(value: &str, field: Option<&'static Field>) -> Option<Bare> {
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
    number_with_unit(&plain, field)
        .or_else(|| meant(value, field?))
        .or_else(|| text(value, field?))
}

/// What is no number or date, but for one thing: 半天, 九月十二日.
fn meant(value: &str, field: &Field) -> Option<Bare> {
    let (message, hint) = match field.ty {
        Type::Date | Type::Day => ("这不是日期", format!("写成 \"{}\"", date_meant(value)?)),
        _ => (
            "数目要写数字",
            format!("写成 {}", number_meant(value, field)?),
        ),
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

/// `3节`, `40余人`: the number, where the key takes one.
fn number_with_unit(plain: &str, field: Option<&'static Field>) -> Option<Bare> {
    if !field.is_none_or(|field| {
        matches!(
            field.ty,
            Type::Quantity
                | Type::Exact
                | Type::Amount
                | Type::Percent
                | Type::People
                | Type::Staff
        )
    }) {
        return None;
    }
    // 十二人 is a number to people.
    if let Some(numeral) = numeral::at_start(plain).filter(|numeral| numeral.is_chinese) {
        let unit = plain[numeral.length..].trim();
        let is_unit = unit.chars().count() <= 2 && !unit.contains(['余', '多', '几', '半', '近']);
        let whole = numeral
            .hundredths
            .filter(|hundredths| hundredths % 100 == 0)?;
        return is_unit.then(|| Bare {
            message: "数目要写数字",
            hint: format!("写成 {}", whole / 100),
            right: None,
        });
    }
    let is_unit = |c: char| !c.is_ascii() && !"余多近约几".contains(c) || c == '%' || c == ' ';
    let number = plain.trim_end_matches(is_unit);
    let unit = &plain[number.len()..];
    if unit.trim().is_empty() || unit.chars().count() > 3 {
        return None;
    }
    let right = match number
        .bytes()
        .all(|byte| byte.is_ascii_digit() || byte == b'.')
    {
        true if number.is_empty() => return None,
        true => number.to_owned(),
        false => {
            count::parse(number)?;
            format!("\"{number}\"")
        }
    };
    Some(Bare {
        message: "数字后面不能直接跟文字",
        hint: format!("只写数字：{right}；如果是文字，两边加英文双引号"),
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
    Some(Bare {
        message: "文字两边要加英文双引号",
        hint: format!("写成 \"{value}\""),
        right: None,
    })
}
