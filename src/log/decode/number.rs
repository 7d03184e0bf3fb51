//! Numbers: whole ones of things and people, those of what has parts, percentages. The digits of a
//! decimal are read as they stand, so that 0.1 is a tenth.

use toml::Spanned;
use toml::de::{DeFloat, DeInteger, DeTable, DeValue};

use super::meant::{Read, is_part_of_one, percentage, read_of};
use super::value::Decoded;
use super::{Decoder, meant};
use crate::format::{Field, Key, Table, Type, bounds};
use crate::log::record::Value;
use crate::text::count::{self, Count};

/// How to write the number of what is counted by pieces.
const WHOLE: &str = "只写数字，如 3；有约数时写 \"40余\"、\"近7万\"，不带量词";

/// How to write a number that others are held against.
const EXACT: &str = "只写整数，如 8，不写约数和量词";

/// How to write the number of what has parts.
const WITH_PARTS: &str =
    "只写数字，如 3 或 1.5（半写作 0.5）；有约数时写 \"约2.5\"、\"近7万\"，不带单位";

/// How to write a percentage.
const PERCENT: &str = "写 98 或 98.5，不带百分号，小数最多两位；有约数时写 \"98左右\"、\"近98\"、\"不足80\"、\"98以上\"";

impl Decoder<'_> {
    /// A whole number, possibly hedged.
    pub(super) fn quantity(&mut self, field: &Field, value: &Spanned<DeValue>) -> Decoded<Count> {
        let name = field.key.name();
        if let DeValue::Float(float) = value.get_ref() {
            self.is_number(field, value, float)?;
        }
        if let Some((number, unit)) = with_parts(value.get_ref()) {
            let message = format!("{name} 是件数、人数，不能有小数");
            let hint = match (field.key, unit) {
                (Key::Count, Some(unit)) => {
                    format!("有零头的记成 [[activity]]，写 {name} = {number} 和 unit = \"{unit}\"")
                }
                (Key::Count, None) => {
                    "写整数，如 3；钱数这样有零头的记成 [[activity]]，unit 写 \"元\"".to_owned()
                }
                _ => "写整数，如 3".to_owned(),
            };
            return self.fail(value, message, hint);
        }
        let hint = match field.ty {
            Type::Exact => EXACT,
            _ => WHOLE,
        };
        let count = self.number(field, value, (count::parse, hint))?;
        self.not_none(field, value, count)
    }

    /// How much there is of what `values` measure by money, days and the like, which has parts;
    /// `None` where they measure it by pieces.
    pub(super) fn in_parts(
        &mut self,
        field: &Field,
        value: &Spanned<DeValue>,
        values: &DeTable,
    ) -> Option<Decoded<Value>> {
        if field.key != Key::Count {
            return None;
        }
        let unit = values.get(Key::Unit.name())?.get_ref().as_str()?.trim();
        if !bounds::IN_PARTS.contains(&unit) {
            return None;
        }
        let count = self.amount(field, value);
        let count = count.and_then(|count| self.not_none(field, value, count));
        Some(count.map(|count| count.map(Value::Quantity)))
    }

    /// What was not done is not recorded.
    fn not_none(
        &mut self,
        field: &Field,
        value: &Spanned<DeValue>,
        count: Option<Count>,
    ) -> Decoded<Count> {
        let is_none = count.is_some_and(Count::is_zero);
        if is_none && bounds::is_never_zero(field.key) {
            return self.fail(value, "count 不能是 0", "没有做的事不用写，删去这一条记录");
        }
        Ok(count)
    }

    /// A whole number that others are held against or multiplied with.
    pub(super) fn exact(&mut self, field: &Field, value: &Spanned<DeValue>) -> Decoded<Count> {
        if let DeValue::Float(float) = value.get_ref() {
            self.is_number(field, value, float)?;
            let message = format!("{} 要写整数", field.key.name());
            return self.fail(value, message, "写成 18 这样，不带小数点");
        }
        let count = self.quantity(field, value)?;
        if count.is_some_and(|count| count.approx.is_some()) {
            let name = field.key.name();
            return self.fail(
                value,
                format!("{name} 要写准数，不能写约数"),
                format!("写成 {name} = 18 这样；不知道准数，就把这一行删掉"),
            );
        }
        Ok(count)
    }

    /// A number of what has parts, possibly hedged.
    pub(super) fn amount(&mut self, field: &Field, value: &Spanned<DeValue>) -> Decoded<Count> {
        self.number(field, value, (count::parse_quantity, WITH_PARTS))
    }

    /// A percentage, possibly hedged.
    pub(super) fn percent(&mut self, field: &Field, value: &Spanned<DeValue>) -> Decoded<Count> {
        if let DeValue::Float(float) = value.get_ref()
            && let Some(count) = percentage(float.as_str())
            && is_part_of_one(count)
        {
            return self.percent_or_part(field, value, float.as_str(), count);
        }
        self.number(field, value, (percentage, PERCENT))
    }

    /// That 0.98 may be 98% or less than one.
    fn percent_or_part<T>(
        &mut self,
        field: &Field,
        value: &Spanned<DeValue>,
        typed: &str,
        count: Count,
    ) -> Decoded<T> {
        let name = field.key.name();
        let hundreds = Count {
            n: count.in_hundredths(),
            ..Count::exact(0)
        };
        let whole = hundreds.digits();
        let message = format!("{name} = {typed} 是 {whole}%，还是 {typed}%？");
        let hint = format!(
            "{whole}% 写成 {name} = {whole}；真是 {typed}% 的，加上引号：{name} = \"{typed}\""
        );
        self.fail(value, message, hint)
    }

    /// A number, or a string that is one by `read`.
    fn number(
        &mut self,
        field: &Field,
        value: &Spanned<DeValue>,
        (read, hint): (Read, &str),
    ) -> Decoded<Count> {
        let name = field.key.name();
        let count = match value.get_ref() {
            DeValue::Integer(integer) if integer.as_str().starts_with('-') => {
                return self.below_zero(field, value);
            }
            DeValue::Integer(integer) => whole(integer),
            DeValue::Float(float) => {
                self.is_number(field, value, float)?;
                match read(float.as_str().trim_start_matches('+')) {
                    Some(count) => count,
                    None => return self.too_fine(field, value, float),
                }
            }
            DeValue::String(text) if text.trim().is_empty() => return Ok(None),
            DeValue::String(text) => match read(text) {
                Some(count) => count,
                None => {
                    let message = format!("“{}”不是{}", text.trim(), what(field));
                    let instead = meant::instead(text, (field, self.table), read, true);
                    return self.fail(value, message, instead.unwrap_or(hint.to_owned()));
                }
            },
            _ => return self.wrong_type(field, value),
        };
        let most = bounds::most_of(field);
        if count.in_hundredths() > most.saturating_mul(100) {
            return self.fail(
                value,
                format!("{name} 大得不像真的"),
                format!("最多写到 {most}，检查是否多打了几位"),
            );
        }
        Ok(Some(count))
    }

    /// A decimal of more than two places, or with an exponent.
    fn too_fine<T>(
        &mut self,
        field: &Field,
        value: &Spanned<DeValue>,
        float: &DeFloat,
    ) -> Decoded<T> {
        let name = field.key.name();
        if float.as_str().contains(['e', 'E']) {
            let message = format!("{name} 要写平常的数字");
            return self.fail(value, message, "1e3 写成 1000，5e-1 写成 0.5");
        }
        let message = format!("{name} 的小数最多两位");
        self.fail(value, message, "写到小数点后两位为止，如 0.5、386.25")
    }

    /// That a decimal is a number, and none below zero.
    fn is_number(
        &mut self,
        field: &Field,
        value: &Spanned<DeValue>,
        float: &DeFloat,
    ) -> Decoded<()> {
        let (name, text) = (field.key.name(), float.as_str());
        let digits = text.trim_start_matches(['+', '-']);
        if digits.starts_with(['i', 'n']) {
            return self.fail(
                value,
                format!("{name} 写的是 {text}，这不是数目"),
                "写实际的数字，如 3；不知道就把这一行删掉",
            );
        }
        if text.starts_with('-') {
            return self.below_zero(field, value);
        }
        Ok(Some(()))
    }

    fn below_zero<T>(&mut self, field: &Field, value: &Spanned<DeValue>) -> Decoded<T> {
        let message = format!("{} 不能是负数", field.key.name());
        self.fail(value, message, "写实际的数；不知道或没有，就把这一行删掉")
    }
}

/// What to write instead of `text`, a number with words around it (半天, 不少于8节, 三次) as `field` of
/// a record of `table`.
pub fn number_meant(text: &str, field: &Field, table: Option<&Table>) -> Option<String> {
    meant::instead(text, (field, table), read_of(field)?, false)
}

/// `number` as it belongs in `field`, with the signs that it wants: `"40余"`; `None` where it is no
/// number that stands there.
pub fn number_written(number: &str, field: &Field) -> Option<String> {
    let count = read_of(field)?(number)?;
    let is_exact = count.approx.is_none() || !matches!(field.ty, Type::Exact);
    is_exact.then(|| meant::in_quotes(number, field))
}

/// The number in what was typed where pieces are counted, if it is a plain one with a fraction, and
/// the measure word behind it: 386.5, "386.5元".
fn with_parts<'a>(typed: &'a DeValue) -> Option<(&'a str, Option<&'static str>)> {
    let typed = match typed {
        DeValue::Float(float) => float.as_str(),
        DeValue::String(text) => text.trim(),
        _ => return None,
    };
    let mut units = bounds::IN_PARTS.into_iter();
    let unit = units.find(|unit| typed.ends_with(unit));
    let number = typed.trim_end_matches(unit.unwrap_or_default()).trim();
    let is_plain = number.contains('.') && number.chars().all(|c| c.is_ascii_digit() || c == '.');
    count::parse_quantity(number).filter(|_| is_plain)?;
    Some((number, unit))
}

/// What `field` takes, in messages.
fn what(field: &Field) -> &'static str {
    match field.ty {
        Type::Percent => "百分数",
        _ => "数目",
    }
}

fn whole(integer: &DeInteger) -> Count {
    let digits = integer.as_str().trim_start_matches('+');
    let number = u64::from_str_radix(digits, integer.radix());
    Count::exact(number.unwrap_or(u64::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::format;

    #[test]
    fn what_is_offered_says_the_same() {
        let table = |key: &str| {
            format::tables()
                .find(|one| one.key == key)
                .expect("a table")
        };
        let meant = |typed: &str, name: &str, key: &str| {
            let table = table(name);
            number_meant(typed, table.field(key).expect("a key"), Some(table))
        };
        for (typed, offered) in [
            ("1千", Some("1000")),
            ("三次", Some("3")),
            ("12课时", Some("12")),
            ("1.2万节", Some("12000")),
            ("共12节", Some("12")),
            ("几节", Some("\"几\"")),
            ("50不到", Some("\"不足50\"")),
            ("40不足", Some("\"不足40\"")),
            ("至少40", Some("\"40以上\"")),
            ("40+", Some("\"40以上\"")),
            ("40册以上", Some("\"40以上\"")),
            ("40册左右", Some("\"40左右\"")),
            ("四十左右", Some("\"40左右\"")),
            ("40上下", Some("\"40左右\"")),
            ("大约40册", Some("\"约40\"")),
            ("40出头", Some("\"40余\"")),
            ("四十余册", Some("\"40余\"")),
            ("40以下", None),
            ("40以内", None),
            ("最多40", None),
            ("约40余", None),
            ("几十", None),
            ("几百册", None),
            ("几千", None),
            ("二百五", None),
            ("上千", None),
            ("40至50", None),
        ] {
            let offered = offered.map(|offered| format!("写成 {offered}"));
            assert_eq!(meant(typed, "observation", "count"), offered, "{typed}");
        }
        for (typed, offered) in [("不少于8节", Some("8")), ("最多8节", None), ("8左右", None)]
        {
            let offered = offered.map(|offered| format!("写成 {offered}"));
            assert_eq!(meant(typed, "target", "at_least"), offered, "{typed}");
        }
        for (typed, name, key, offered) in [
            (
                "2周",
                "training",
                "days",
                "“2周”不是天数；折算成天数再写，只写数字",
            ),
            ("3天", "training", "hours", "天数写在 days 里：days = 3"),
            (
                "30篇",
                "activity",
                "count",
                "写成 count = 30，unit 写 \"篇\"",
            ),
            (
                "3天",
                "session",
                "count",
                "“3天”不是件数、次数；折算成件数、次数再写，只写数字",
            ),
            ("12个", "training", "people", "写成 12"),
        ] {
            assert_eq!(meant(typed, name, key).as_deref(), Some(offered), "{typed}");
        }
    }
}
