//! What the value of a key may be, by its type. Most keywords speak of one sort of value only
//! (`minimum` of numbers, `items` of lists), so a key that takes several needs no alternatives, and
//! an editor can say what exactly is wrong.

use serde_json::{Value as Json, json};

use super::super::bounds;
use super::super::vocabulary::Vocabulary;
use super::super::{Field, Key, Type, counted};
use super::Definitions;
use super::strings::{self, Form};

/// That something stands in a string.
const SAYS_SOMETHING: &str = r"\S";

impl Definitions {
    /// The schema of a field's value. Rows are defined elsewhere.
    pub(super) fn value(&mut self, field: &Field) -> Json {
        let mut value = json!({ "description": about(field) });
        if let (Json::Object(value), Json::Object(keywords)) = (&mut value, self.keywords(field)) {
            value.extend(keywords);
        }
        if field.required {
            needs_something(&mut value, field.ty);
        }
        value
    }

    fn keywords(&mut self, field: &Field) -> Json {
        let most = bounds::most_of(field);
        match field.ty {
            Type::Text | Type::Line => self.one(&strings::line()),
            Type::Name => self.one(&strings::one_name()),
            Type::Texts | Type::Lines => self.several(&strings::line(), &strings::line()),
            Type::Prose => self.one(&strings::prose()),
            Type::Mark => self.one(&strings::mark()),
            Type::Date => self.date(&strings::date()),
            Type::Day => self.date(&strings::day()),
            Type::Quantity => {
                let least = u64::from(bounds::is_never_zero(field.key));
                self.number("integer", least, most, &strings::number(least, most))
            }
            Type::Flag => json!({ "type": "boolean" }),
            Type::People => self.people(&strings::people(most), &strings::name(), most),
            Type::Staff => self.people(&strings::staff(most), &strings::staff_name(), most),
            Type::Exact => self.number("integer", 0, most, &strings::exact(most)),
            Type::Amount => self.number("number", 0, most, &strings::amount(most)),
            Type::Percent => self.percent(most),
            Type::Word(words) => one_of(spelt(words), field.required),
            Type::Words(words) => self.several_words(field.key, words),
            Type::Measure => one_of(measures(), field.required),
            Type::Rows(_) => json!({}),
        }
    }

    /// What a string must not be: one that has not this form. Said in this way, an editor names the
    /// form, and does not show the whole expression.
    pub(super) fn not(&mut self, form: &Form) -> Json {
        self.refer(
            &form.name,
            |_| json!({ "type": "string", "not": { "pattern": form.pattern } }),
        )
    }

    /// A date. To some validators one without quotes is no string, so that is not asked for: only
    /// what else JSON has is refused.
    fn date(&mut self, form: &Form) -> Json {
        let never = self.refer(&form.name, |_| {
            let other = json!({ "type": ["boolean", "number", "array", "object"] });
            let unlike = json!({ "type": "string", "not": { "pattern": form.pattern } });
            json!({ "anyOf": [other, unlike] })
        });
        json!({ "not": never })
    }

    fn one(&mut self, form: &Form) -> Json {
        json!({ "type": "string", "not": self.not(form) })
    }

    fn several(&mut self, one: &Form, item: &Form) -> Json {
        json!({ "type": ["string", "array"], "not": self.not(one), "items": self.one(item) })
    }

    /// A number, or a string of this form. That there are two decimals at most is left to the reader:
    /// to a validator that computes in binary, 99.3 is no multiple of 0.01.
    pub(super) fn number(&mut self, ty: &str, least: u64, most: u64, form: &Form) -> Json {
        json!({
            "type": [ty, "string"],
            "minimum": least,
            "maximum": most,
            "not": self.not(form),
        })
    }

    /// A percentage: 0.98 may be 98% or less than one, so less than one stands in quotes.
    fn percent(&mut self, most: u64) -> Json {
        let form = strings::percent(most);
        let mut percent = json!({ "type": ["number", "string"], "minimum": 0, "maximum": most });
        percent["not"] = self.refer(&form.name, |_| {
            let unlike = json!({ "type": "string", "not": { "pattern": form.pattern } });
            let part = json!({ "type": "number", "exclusiveMinimum": 0, "exclusiveMaximum": 1 });
            json!({ "anyOf": [unlike, part] })
        });
        percent
    }

    fn people(&mut self, one: &Form, item: &Form, most: u64) -> Json {
        json!({
            "type": ["integer", "string", "array"],
            "minimum": 1,
            "maximum": most,
            "not": self.not(one),
            "items": self.one(item),
        })
    }

    /// One word, or several. An `enum` would speak of the list too.
    fn several_words(&mut self, key: Key, vocabulary: &Vocabulary) -> Json {
        let words = spelt(vocabulary);
        let mut several = self.several(&strings::word(key, &words), &strings::line());
        several["items"] = one_of(words, false);
        several
    }
}

/// Adds that a value is not left empty.
fn needs_something(value: &mut Json, ty: Type) {
    let pattern = match ty {
        // Their words are listed, or they cannot be empty; that rows are is left to the reader.
        Type::Word(_) | Type::Measure | Type::Flag | Type::Rows(_) => return,
        Type::People | Type::Staff => strings::says_a_name(),
        _ => SAYS_SOMETHING.to_owned(),
    };
    value["pattern"] = json!(pattern);
    if value.get("items").is_some() {
        value["contains"] = json!({ "pattern": SAYS_SOMETHING });
    }
}

/// What the value says, and how else the key may be spelt.
pub(super) fn about(field: &Field) -> String {
    if field.also.is_empty() {
        field.about.to_owned()
    } else {
        format!("{}（也可写 {}）", field.about, field.also.join("、"))
    }
}

/// Every name of a key, its own first.
pub(super) fn spellings(field: &Field) -> impl Iterator<Item = &'static str> + use<> {
    std::iter::once(field.key.name()).chain(field.also.iter().copied())
}

/// A value that was left empty, which is as if it were not given.
pub(super) fn empty() -> Json {
    let nothing = json!({ "type": "string", "pattern": r"^\s*$" });
    json!({ "anyOf": [nothing, { "type": "array", "items": nothing }] })
}

/// One of these words; or nothing, where that is not needed.
fn one_of(mut words: Vec<&str>, needed: bool) -> Json {
    if !needed {
        words.push("");
    }
    json!({ "type": "string", "enum": words })
}

/// All spellings of the words, the usual ones first.
fn spelt(vocabulary: &Vocabulary) -> Vec<&'static str> {
    let usual = vocabulary.words.iter().map(|word| word.name);
    let others = vocabulary.words.iter().flat_map(|word| word.also);
    usual.chain(others.copied()).collect()
}

/// The kinds of record that are counted, by their key or their Chinese name.
fn measures() -> Vec<&'static str> {
    let keys = counted().map(|table| table.key);
    keys.chain(counted().map(|table| table.name)).collect()
}
