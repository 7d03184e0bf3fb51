//! One value of a table: its type checked, its text trimmed, its number read.

use std::ops::Range;

use toml::Spanned;
use toml::de::DeValue;
use toml::value::Datetime;

use chrono::{Datelike, NaiveDate};

use super::super::date::{self, Days, When, WrongDate};
use super::super::phrase::Phrase;
use super::super::record::{Record, Value};
use super::nearest::guess;
use super::phrases::{example, expected, type_name};
use super::{Decoder, nearest, pupils};
use crate::diagnostic::Diagnostic;
use crate::format::vocabulary::{Said, Vocabulary};
use crate::format::{self, Field, Key, Type, bounds};
use crate::text::damage;
use crate::text::indent::dedented;
use crate::text::invisible::{self, code_point, is_invisible};
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
            Type::Text if field.key == Key::Class => Ok(self
                .text(field, value)?
                .map(|text| Value::Text(self.intern(pupils::class(&text))))),
            Type::Text => Ok(self
                .text(field, value)?
                .map(|text| Value::Text(self.intern(&text)))),
            Type::Name => Ok(self.name(field, value)?.map(Value::Text)),
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
                Some(When::Yearless(days)) if days.to_string().contains('至') => self.fail(
                    value,
                    format!("{} 只能是一天", field.key.name()),
                    "写成 2025-09-01 这样",
                ),
                Some(When::Yearless(days @ Days::OfCalendar(..))) => self.fail(
                    value,
                    format!("{} 没有写年份", field.key.name()),
                    format!(
                        "写上年份，如 {} = \"2026年{days}\"，年份改成真的",
                        field.key.name()
                    ),
                ),
                Some(When::Yearless(_) | When::Month { .. } | When::Week(_)) => self.fail(
                    value,
                    format!("{} 要写到哪一天", field.key.name()),
                    "写成 2025-09-01 这样，年月日都要有",
                ),
            },
            Type::Quantity => Ok(self.quantity(field, value)?.map(Value::Quantity)),
            Type::Flag => match value.get_ref() {
                DeValue::Boolean(flag) => Ok(Some(Value::Flag(*flag))),
                DeValue::String(text) => {
                    let name = field.key.name();
                    let hint = match yes_or_no(text) {
                        Some(flag) => format!("写成 {name} = {flag}"),
                        None => format!("是写成 {name} = true，否写成 {name} = false，不加引号"),
                    };
                    let message = format!("{name} 要写 true 或 false，不加引号");
                    self.fail(value, message, hint)
                }
                _ => self.wrong_type(field, value),
            },
            Type::People | Type::Staff => Ok(self.people(field, value)?.map(Value::People)),
            Type::Exact => Ok(self.exact(field, value)?.map(Value::Quantity)),
            Type::Amount => Ok(self.amount(field, value)?.map(Value::Quantity)),
            Type::Percent => Ok(self.percent(field, value)?.map(Value::Percent)),
            Type::Word(words) => Ok(self
                .word(field, words, value)?
                .map(|said| Value::Word(said.word))),
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
        self.one_line(field, value, text.trim())
    }

    /// `text`, which is what `value` says, if it is one line of plain text.
    pub(super) fn one_line(
        &mut self,
        field: &Field,
        value: &Spanned<DeValue>,
        text: &str,
    ) -> Decoded<String> {
        if text.contains(['\n', '\r']) {
            return self.fail(
                value,
                format!("{} 只能写一行", field.key.name()),
                "把换行去掉；成段的文字写在 [prose] 里",
            );
        }
        if damage::is_destroyed(text) {
            return self.destroyed(field.key.name(), value);
        }
        let length = || text.chars().count();
        if text.len() > bounds::LONGEST_LINE && length() > bounds::LONGEST_LINE {
            return self.fail(
                value,
                format!("{} 有{}个字，太长了", field.key.name(), length()),
                format!(
                    "一行文字最多写{}字；成段的文字写在 [prose] 里，或 [[section]] 的 prose 里",
                    bounds::LONGEST_LINE
                ),
            );
        }
        if let Some(odd) = invisible::first_in(text) {
            return self.invisible(odd, value.span());
        }
        Ok((!text.is_empty()).then(|| text.to_owned()))
    }

    /// The text under `key` has been destroyed.
    pub(super) fn destroyed<T>(&mut self, key: &str, value: &Spanned<DeValue>) -> Decoded<T> {
        let place = self.place(value.span());
        let message = format!("{key} 的文字已经损坏，只剩下问号或乱码");
        self.out.push(
            Diagnostic::error(place, message)
                .hint("照原件重新打上；别处也这样的，换回损坏以前的那一份文件")
                .hint(damage::ADVICE),
        );
        Err(())
    }

    fn prose(&mut self, field: &Field, value: &Spanned<DeValue>) -> Decoded<Value> {
        let DeValue::String(text) = value.get_ref() else {
            return self.wrong_type(field, value);
        };
        if damage::is_destroyed(text) {
            return self.destroyed(field.key.name(), value);
        }
        // Lines may end as on Windows.
        let text = text.replace('\r', "");
        let mut odd = text.chars().filter(|c| !matches!(c, '\n' | '\t'));
        if let Some(odd) = odd.find(|c| is_invisible(*c)) {
            return self.invisible(odd, value.span());
        }
        let text = dedented(&text);
        Ok((!text.is_empty()).then(|| {
            let text = self.intern(&text);
            Value::Phrase(Phrase::new(text, self.origin(value.span())))
        }))
    }

    /// Refuses a character that cannot be seen, which the bytes `range` hold. What stands before it
    /// is pointed at with it.
    pub(super) fn invisible<T>(&mut self, odd: char, range: Range<usize>) -> Result<T, ()> {
        let written = &self.chunk.text[range.clone()];
        let range = match written.find(odd) {
            Some(at) => {
                let before = written[..at].chars().next_back().map_or(0, char::len_utf8);
                range.start + at - before..range.start + at + odd.len_utf8()
            }
            None => range,
        };
        let place = self.place(range);
        let message = format!("文字里有看不见的字符（{}）", code_point(odd));
        let hint = "多半是复制时带进来的，把这一处删掉重新输入";
        self.out.push(Diagnostic::error(place, message).hint(hint));
        Err(())
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
            DeValue::Array(_) => {
                return self.fail(
                    value,
                    format!("{} 只写一个日期", field.key.name()),
                    "连续几天的写 \"10月13日至17日\"；不连续的，一天写一条记录",
                );
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
                let typed = value.get_ref().as_str();
                let typed = typed.filter(|_| wrong == WrongDate::Unreadable);
                match typed.and_then(date::meant) {
                    Some(meant) => self.fail(value, message, format!("写成 \"{meant}\"")),
                    None => {
                        let hint = typed.and_then(date::instead).unwrap_or(hint);
                        self.fail(value, message, hint)
                    }
                }
            }
        }
    }

    /// A date that is a number because it has no quotes.
    fn unquoted_date<T>(&mut self, value: &Spanned<DeValue>, typed: &str) -> Decoded<T> {
        let hint = format!("写成 \"{typed}\"，或者 2025-09-12 这样");
        self.fail(value, "这样写的日期，两边要加英文双引号", hint)
    }

    fn word(
        &mut self,
        field: &Field,
        words: &'static Vocabulary,
        value: &Spanned<DeValue>,
    ) -> Decoded<Said> {
        let Some(text) = self.text(field, value)? else {
            return Ok(None);
        };
        match words.said(&text) {
            Some(said) => Ok(Some(said)),
            None => self.fail(
                value,
                format!("{}里没有“{text}”", words.name),
                match words.elsewhere {
                    "" => format!("{}能写的有：{}", guess(words, &text), words.listing()),
                    elsewhere => {
                        let (guess, listing) = (guess(words, &text), words.listing());
                        match guess.is_empty() {
                            true => format!("{elsewhere}；{}能写的有：{listing}", words.name),
                            false => format!("{guess}能写的有：{listing}；{elsewhere}"),
                        }
                    }
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
        let outer = self.table.take();
        let rows = self.list(value, |decoder, item| match item.get_ref() {
            DeValue::Table(table) => {
                let values = decoder
                    .values(fields.iter(), table, &name, &item.span())
                    .ok_or(())?;
                Ok(Some(Record::new(&format::ROW, decoder.span(0), values)))
            }
            _ => decoder.wrong_type(field, item),
        });
        self.table = outer;
        let rows = rows?;
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

/// What somebody says with words who is asked for true or false.
fn yes_or_no(text: &str) -> Option<bool> {
    let text = text.trim().to_lowercase();
    let starts = |words: [&str; 7]| words.into_iter().any(|word| text.starts_with(word));
    match () {
        () if starts(["否", "不", "没", "未", "无", "false", "no"]) => Some(false),
        () if starts(["是", "有", "已", "对", "true", "yes", "√"]) => Some(true),
        () => None,
    }
}

/// Whether `typed`, a number, would be a date in quotes.
fn is_date(typed: &str) -> bool {
    date::parse(typed).is_ok()
}

fn day_of(datetime: &Datetime) -> Option<NaiveDate> {
    let date = datetime.date?;
    NaiveDate::from_ymd_opt(date.year.into(), date.month.into(), date.day.into())
}
