//! `[words]`: words under any name, in tables of any shape, each with its place.

use toml::Spanned;
use toml::de::DeValue;

use super::super::phrase::WordEntry;
use super::Decoder;
use super::value::Decoded;
use crate::diagnostic::Diagnostic;
use crate::format::bounds;
use crate::text::{damage, invisible};

impl Decoder<'_> {
    /// All words below `value`, which stands under the names in `path`.
    pub(super) fn words(&mut self, path: &[String], value: &Spanned<DeValue>) {
        let word = match value.get_ref() {
            DeValue::Table(inner) => {
                for (key, value) in inner {
                    if let Some(odd) = invisible::first_in(key.get_ref()) {
                        // That it was refused is all there is to know.
                        let _: Result<(), ()> = self.invisible(odd, key.span());
                        continue;
                    }
                    let mut below = path.to_vec();
                    below.push(key.get_ref().to_string());
                    self.words(&below, value);
                }
                return;
            }
            DeValue::String(text) if text.chars().count() > bounds::LONGEST_LINE => {
                let hint = format!("说法最多写{}字", bounds::LONGEST_LINE);
                self.wrong_word(value, "说法太长了", &hint);
                return;
            }
            DeValue::String(text) if text.trim().contains(['\n', '\r', '\t']) => {
                self.wrong_word(value, "说法只能写一行", "把换行和制表符去掉");
                return;
            }
            DeValue::String(text) if damage::is_destroyed(text.trim()) => {
                let name = path.last().map_or("words", String::as_str);
                // That it was refused is all there is to know.
                let _: Decoded<()> = self.destroyed(name, value);
                return;
            }
            DeValue::String(text) => match invisible::first_in(text.trim()) {
                Some(odd) => {
                    // That it was refused is all there is to know.
                    let _: Result<(), ()> = self.invisible(odd, value.span());
                    return;
                }
                None => toml::Value::String(text.trim().to_owned()),
            },
            DeValue::Integer(integer) => {
                let number = i64::from_str_radix(integer.as_str(), integer.radix());
                toml::Value::Integer(number.unwrap_or(i64::MAX))
            }
            _ => {
                self.wrong_word(value, "说法要写文字或整数", "文字两边加英文双引号");
                return;
            }
        };
        let place = self.place(value.span());
        self.words.push(WordEntry {
            path: path.to_vec(),
            value: word,
            place,
        });
    }

    fn wrong_word(&mut self, value: &Spanned<DeValue>, message: &str, hint: &str) {
        let place = self.place(value.span());
        self.out.push(Diagnostic::error(place, message).hint(hint));
    }
}
