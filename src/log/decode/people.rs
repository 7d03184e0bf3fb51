//! People: names, a number, or everyone; and what cannot be a name.

use std::collections::HashSet;

use toml::Spanned;
use toml::de::{DeArray, DeValue};

use super::super::record::People;
use super::Decoder;
use super::value::Decoded;
use crate::diagnostic::Diagnostic;
use crate::format::bounds::{
    BETWEEN_NAMES, DIGITS, EVERYBODY, EVERYONE, NUMBERED, NUMERALS, TITLES,
};
use crate::format::{Field, Type};
use crate::text::count::{self, Count};

impl Decoder<'_> {
    /// Names, a number of people, or everyone.
    pub(super) fn people(&mut self, field: &Field, value: &Spanned<DeValue>) -> Decoded<People> {
        match value.get_ref() {
            DeValue::Integer(_) => self.head_count(field, value),
            DeValue::String(text) if EVERYONE.contains(&text.trim()) => match field.ty {
                Type::Staff => Ok(Some(People::Everyone)),
                _ => self.fail(
                    value,
                    format!("{} 不能写“{}”", field.key.name(), text.trim()),
                    "写姓名或人数，如 [\"周岚\", \"何平\"] 或 12",
                ),
            },
            DeValue::String(text) if count::parse(text).is_some() => self.head_count(field, value),
            DeValue::String(_) => {
                let names = self.text(field, value)?.unwrap_or_default();
                let names = split_names(&names);
                self.named(names, value)
            }
            DeValue::Array(items) => {
                let names = self.names(field, items)?;
                self.named(names, value)
            }
            _ => self.wrong_type(field, value),
        }
    }

    fn head_count(&mut self, field: &Field, value: &Spanned<DeValue>) -> Decoded<People> {
        match self.quantity(field, value)? {
            Some(Count::ZERO) => self.fail(
                value,
                format!("{} 不能是 0 人", field.key.name()),
                "不知道人数就把这一行删掉",
            ),
            count => Ok(count.map(People::Number)),
        }
    }

    fn names(&mut self, field: &Field, items: &DeArray) -> Result<Vec<String>, ()> {
        let mut names = Vec::new();
        let mut sound = true;
        for item in items.iter() {
            match self.text(field, item) {
                Ok(text) => names.extend(text),
                Err(()) => sound = false,
            }
        }
        if sound { Ok(names) } else { Err(()) }
    }

    fn named(&mut self, names: Vec<String>, value: &Spanned<DeValue>) -> Decoded<People> {
        let mut people: Vec<_> = Vec::with_capacity(names.len());
        let mut seen = HashSet::new();
        for name in names {
            if !is_name(&name) {
                return self.fail(
                    value,
                    format!("“{name}”不像姓名"),
                    "姓名只写名字，不知道姓名就不写这一项；人数写成 20 或 \"20余\"；全体参加写 \"全体\"",
                );
            }
            let name = self.intern(&name);
            if !seen.insert(name.clone()) {
                let place = self.place(value.span());
                self.out.push(
                    Diagnostic::warning(place, format!("{name}写了两遍，按一人计"))
                        .hint("删去重复的名字；如果是同名的两个人，请加以区别，如“张伟（大）”"),
                );
            } else {
                people.push(name);
            }
        }
        Ok((!people.is_empty()).then(|| People::Named(people.into())))
    }
}

/// Names in one string, as people write them in a cell: 周岚、何平.
fn split_names(text: &str) -> Vec<String> {
    text.split(BETWEEN_NAMES)
        .map(str::trim)
        .filter(|name| !name.is_empty())
        .map(str::to_owned)
        .collect()
}

/// Whether `name` can be somebody's name, or that of a class or a group, and is no number of
/// people in words: 20余人, 周岚等10人, 全校教师.
fn is_name(name: &str) -> bool {
    let has_digit = name.contains(|c| DIGITS.contains(c));
    let is_amount = name.chars().all(|c| NUMERALS.contains(c));
    let is_number = is_amount || has_digit && NUMBERED.iter().any(|ending| name.ends_with(ending));
    let is_everybody = EVERYBODY.iter().any(|word| name.contains(word));
    let has_title = name.chars().count() > 2 && TITLES.iter().any(|title| name.ends_with(title));
    !is_number && !is_everybody && !has_title
}
