//! One value of a table: its type checked, its text trimmed, its number read.

use toml::Spanned;
use toml::de::DeValue;
use toml::value::Datetime;

use chrono::{Datelike, NaiveDate};

use super::super::date::{self, When, WrongDate};
use super::super::phrase::Phrase;
use super::super::record::{Record, Value};
use super::phrases::{example, expected, type_name};
use super::{Decoder, nearest};
use crate::diagnostic::Diagnostic;
use crate::format::vocabulary::{Vocabulary, Word};
use crate::format::{self, Field, Type, bounds};
use crate::text::count::{self, Count};
use crate::text::indent::dedented;
use crate::text::mark::Mark;

/// A value, nothing where it was left empty, or a message that has been given.
pub(super) type Decoded<T> = Result<Option<T>, ()>;

impl Decoder<'_> {
    /// The value of `field` in a table of `kind`.
    pub(super) fn value(
        &mut self,
        field: &'static Field,
        value: &Spanned<DeValue>,
    ) -> Decoded<Value> {
        match field.ty {
            Type::Text => Ok(self
                .text(field, value)?
                .map(|text| Value::Text(self.intern(&text)))),
            Type::Texts => {
                let texts = self.list(value, |decoder, item| decoder.text(field, item))?;
                let texts: Vec<_> = texts.iter().map(|text| self.intern(text)).collect();
                Ok((!texts.is_empty()).then(|| Value::Texts(texts.into())))
            }
            Type::Prose => self.prose(field, value),
            Type::Line => Ok(self.line(field, value)?.map(Value::Phrase)),
            Type::Lines => {
                let lines = self.list(value, |decoder, item| decoder.line(field, item))?;
                Ok((!lines.is_empty()).then(|| Value::Phrases(lines.into())))
            }
            Type::Mark => self.mark(field, value),
            Type::Date => Ok(self.when(field, value)?.map(Value::When)),
            Type::Day => match self.when(field, value)? {
                Some(When::Day(day)) => Ok(Some(Value::Day(day))),
                None => Ok(None),
                Some(When::Span(..)) => self.fail(
                    value,
                    format!("{} 只能是一天", field.key.name()),
                    "写成 2025-09-01 这样",
                ),
                Some(When::Yearless(_)) => self.fail(
                    value,
                    format!("{} 没有写年份", field.key.name()),
                    "写成 2025-09-01 这样，年月日都要有",
                ),
                Some(When::Month { .. } | When::Week(_)) => self.fail(
                    value,
                    format!("{} 要写到哪一天", field.key.name()),
                    "写成 2025-09-01 这样，年月日都要有",
                ),
            },
            Type::Quantity => Ok(self.quantity(field, value)?.map(Value::Quantity)),
            Type::Flag => match value.get_ref() {
                DeValue::Boolean(flag) => Ok(Some(Value::Flag(*flag))),
                _ => self.wrong_type(field, value),
            },
            Type::People | Type::Staff => Ok(self.people(field, value)?.map(Value::People)),
            Type::Percent => self.percent(field, value),
            Type::Word(words) => Ok(self.word(field, words, value)?.map(Value::Word)),
            Type::Words(words) => {
                let found = self.list(value, |decoder, item| decoder.word(field, words, item))?;
                Ok((!found.is_empty()).then(|| Value::Words(found.into())))
            }
            Type::Measure => self.measure(field, value),
            Type::Rows(fields) => self.rows(field, fields, value),
        }
    }

    /// A string or an array of strings.
    fn list<T>(
        &mut self,
        value: &Spanned<DeValue>,
        mut one: impl FnMut(&mut Self, &Spanned<DeValue>) -> Decoded<T>,
    ) -> Result<Vec<T>, ()> {
        let DeValue::Array(items) = value.get_ref() else {
            return Ok(one(self, value)?.into_iter().collect());
        };
        let mut all = Vec::new();
        let mut sound = true;
        for item in items.iter() {
            match one(self, item) {
                Ok(item) => all.extend(item),
                Err(()) => sound = false,
            }
        }
        if sound { Ok(all) } else { Err(()) }
    }

    /// One line of plain text, trimmed; nothing where it is empty.
    pub(super) fn text(&mut self, field: &Field, value: &Spanned<DeValue>) -> Decoded<String> {
        let DeValue::String(text) = value.get_ref() else {
            return self.wrong_type(field, value);
        };
        let text = text.trim();
        if text.contains(['\n', '\r']) {
            return self.fail(
                value,
                format!("{} 只能写一行", field.key.name()),
                "把换行去掉；成段的文字写在 [prose] 里",
            );
        }
        let length = text.chars().count();
        if length > bounds::LONGEST_LINE {
            return self.fail(
                value,
                format!("{} 有{length}个字，太长了", field.key.name()),
                format!(
                    "一行文字最多写{}字；成段的文字写在 [prose] 里，或 [[section]] 的 prose 里",
                    bounds::LONGEST_LINE
                ),
            );
        }
        if let Some(odd) = text.chars().find(|c| is_invisible(*c)) {
            return self.fail(
                value,
                format!("文字里有看不见的字符（U+{:04X}）", u32::from(odd)),
                "多半是复制时带进来的，把这一处删掉重新输入",
            );
        }
        Ok((!text.is_empty()).then(|| text.to_owned()))
    }

    fn prose(&mut self, field: &Field, value: &Spanned<DeValue>) -> Decoded<Value> {
        let DeValue::String(text) = value.get_ref() else {
            return self.wrong_type(field, value);
        };
        let text: String = text
            .chars()
            .filter(|c| *c == '\n' || *c == '\t' || !is_invisible(*c))
            .collect();
        let text = dedented(&text);
        Ok((!text.is_empty()).then(|| {
            let text = self.intern(&text);
            Value::Phrase(Phrase::new(text, self.origin(value.span())))
        }))
    }

    /// One line of text that knows where it stands.
    fn line(&mut self, field: &Field, value: &Spanned<DeValue>) -> Decoded<Phrase> {
        let text = self.text(field, value)?;
        Ok(text.map(|text| {
            let text = self.intern(&text);
            Phrase::new(text, self.origin(value.span()))
        }))
    }

    fn mark(&mut self, field: &Field, value: &Spanned<DeValue>) -> Decoded<Value> {
        let Some(text) = self.text(field, value)? else {
            return Ok(None);
        };
        match Mark::parse(&text) {
            Some(mark) => Ok(Some(Value::Mark(mark))),
            None => self.fail(
                value,
                format!("“{text}”里看不出序号"),
                "写第一个序号的样子，如 一、 （一） 1. （1） ① 一是；不要序号写“无”",
            ),
        }
    }

    fn when(&mut self, field: &Field, value: &Spanned<DeValue>) -> Decoded<When> {
        let when = match value.get_ref() {
            DeValue::Datetime(datetime) => {
                day_of(datetime).map(When::Day).ok_or(WrongDate::Impossible)
            }
            DeValue::String(text) if text.trim().is_empty() => return Ok(None),
            DeValue::String(text) => date::parse(text),
            // 9.12 and 20250912 are numbers to TOML.
            DeValue::Float(float) if is_date(float.as_str()) => {
                return self.unquoted_date(value, float.as_str());
            }
            DeValue::Integer(integer) if is_date(integer.as_str()) => {
                return self.unquoted_date(value, integer.as_str());
            }
            _ => return self.wrong_type(field, value),
        };
        let is_odd = |day: &NaiveDate| !bounds::YEARS.contains(&day.year());
        match when {
            Ok(when) => match when.days() {
                Some((first, last)) if is_odd(&first) || is_odd(&last) => {
                    let year = [first, last].into_iter().find(is_odd);
                    self.fail(
                        value,
                        format!("年份 {} 不像真的", year.unwrap_or(first).year()),
                        "检查年份是否多打或少打了一位",
                    )
                }
                _ => Ok(Some(when)),
            },
            Err(wrong) => {
                let (message, hint) = wrong.told();
                self.fail(value, message, hint)
            }
        }
    }

    /// A date that is a number because it has no quotes.
    fn unquoted_date<T>(&mut self, value: &Spanned<DeValue>, typed: &str) -> Decoded<T> {
        let hint = format!("写成 \"{typed}\"，或者 2025-09-12 这样");
        self.fail(value, "这样写的日期，两边要加英文双引号", hint)
    }

    pub(super) fn quantity(&mut self, field: &Field, value: &Spanned<DeValue>) -> Decoded<Count> {
        let name = field.key.name();
        let count = match value.get_ref() {
            DeValue::Integer(integer) => {
                let digits = integer.as_str();
                if digits.starts_with('-') {
                    return self.fail(value, format!("{name} 不能是负数"), "写 0 或更大的整数");
                }
                u64::from_str_radix(digits.trim_start_matches('+'), integer.radix())
                    .ok()
                    .map(Count::exact)
                    .unwrap_or(Count::exact(u64::MAX))
            }
            DeValue::String(text) if text.trim().is_empty() => return Ok(None),
            DeValue::String(text) => match count::parse(text) {
                Some(count) => count,
                None => {
                    return self.fail(
                        value,
                        format!("“{}”不是数目", text.trim()),
                        "只写数字，如 3；有约数时写 \"40余\"、\"近7万\"，不带量词",
                    );
                }
            },
            DeValue::Float(float) => {
                let whole = float
                    .as_str()
                    .parse::<f64>()
                    .unwrap_or(3.0)
                    .round()
                    .max(1.0);
                return self.fail(
                    value,
                    format!("{name} 要写整数"),
                    format!("四舍五入到整数，如 {whole}"),
                );
            }
            _ => return self.wrong_type(field, value),
        };
        let most = bounds::most(field.key);
        if count.n > most {
            return self.fail(
                value,
                format!("{name} 大得不像真的"),
                format!("最多写到 {most}，检查是否多打了几位"),
            );
        }
        if count == Count::ZERO && bounds::is_never_zero(field.key) {
            return self.fail(value, "count 不能是 0", "没有做的事不用写，删去这一条记录");
        }
        Ok(Some(count))
    }

    fn percent(&mut self, field: &Field, value: &Spanned<DeValue>) -> Decoded<Value> {
        let text = match value.get_ref() {
            DeValue::Integer(integer) if integer.radix() == 10 => integer.as_str().to_owned(),
            DeValue::Float(float) => float.as_str().to_owned(),
            _ => return self.wrong_type(field, value),
        };
        let (whole, tenth) = text.split_once('.').unwrap_or((&text, ""));
        let tenth = tenth.trim_end_matches('0');
        let tenths = match tenth.len() {
            0 => Some(0),
            1 => tenth.parse::<u32>().ok(),
            _ => None,
        };
        match whole.parse::<u32>().ok().zip(tenths) {
            Some((whole, tenth)) if whole <= bounds::MOST_PERCENT => {
                Ok(Some(Value::Percent(whole * 10 + tenth)))
            }
            _ => self.fail(
                value,
                format!("{} 要写百分数", field.key.name()),
                "写 98 或 98.5，不带百分号，小数最多一位",
            ),
        }
    }

    fn word(
        &mut self,
        field: &Field,
        words: &'static Vocabulary,
        value: &Spanned<DeValue>,
    ) -> Decoded<&'static Word> {
        let Some(text) = self.text(field, value)? else {
            return Ok(None);
        };
        match words.find(&text) {
            Some(word) => Ok(Some(word)),
            None => self.fail(
                value,
                format!("{}里没有“{text}”", words.name),
                match words.elsewhere {
                    "" => format!("能写的有：{}", words.listing()),
                    elsewhere => format!("能写的有：{}；{elsewhere}", words.listing()),
                },
            ),
        }
    }

    fn measure(&mut self, field: &Field, value: &Spanned<DeValue>) -> Decoded<Value> {
        let Some(text) = self.text(field, value)? else {
            return Ok(None);
        };
        match format::counted_called(&text) {
            Some(table) => Ok(Some(Value::Measure(table))),
            None => {
                let known: Vec<&str> = format::counted().map(|table| table.key).collect();
                let near = nearest(&text, known.iter().copied());
                let near = near.map_or(String::new(), |near| format!("是不是 {near}？"));
                self.fail(
                    value,
                    format!("没有“{text}”这种可以统计的记录"),
                    format!("{near}能写的有：{}", known.join("、")),
                )
            }
        }
    }

    fn rows(
        &mut self,
        field: &Field,
        fields: &'static [Field],
        value: &Spanned<DeValue>,
    ) -> Decoded<Value> {
        let name = format!("{} 的花括号", field.key.name());
        let rows = self.list(value, |decoder, item| match item.get_ref() {
            DeValue::Table(table) => {
                let values = decoder
                    .values(fields.iter(), table, &name, &item.span())
                    .ok_or(())?;
                Ok(Some(Record::new(&format::ROW, decoder.span(0), values)))
            }
            _ => decoder.wrong_type(field, item),
        })?;
        Ok((!rows.is_empty()).then(|| Value::Rows(rows.into())))
    }

    pub(super) fn wrong_type<T>(&mut self, field: &Field, value: &Spanned<DeValue>) -> Decoded<T> {
        let place = self.place(value.span());
        self.out.push(
            Diagnostic::error(
                place,
                format!("{} 要写{}", field.key.name(), expected(field.ty)),
            )
            .label(format!("这里写的是{}", type_name(value.get_ref())))
            .hint(format!("写成 {}", example(field))),
        );
        Err(())
    }

    pub(super) fn fail<T>(
        &mut self,
        value: &Spanned<DeValue>,
        message: impl Into<String>,
        hint: impl Into<String>,
    ) -> Decoded<T> {
        let place = self.place(value.span());
        self.out.push(Diagnostic::error(place, message).hint(hint));
        Err(())
    }
}

/// Characters that cannot be seen and have no business in a text.
pub(super) fn is_invisible(c: char) -> bool {
    c.is_control()
        || matches!(
            c,
            '\u{FEFF}' | '\u{FFFE}' | '\u{FFFF}' | '\u{FDD0}'
                ..='\u{FDEF}' | '\u{200B}' | '\u{2028}' | '\u{2029}'
        )
}

/// Whether `typed`, a number, would be a date in quotes.
fn is_date(typed: &str) -> bool {
    date::parse(typed).is_ok()
}

fn day_of(datetime: &Datetime) -> Option<NaiveDate> {
    let date = datetime.date?;
    NaiveDate::from_ymd_opt(date.year.into(), date.month.into(), date.day.into())
}
