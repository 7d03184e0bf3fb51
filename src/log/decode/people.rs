//! People: names, a number, or everyone; and what cannot be a name.

use std::collections::HashSet;

use toml::Spanned;
use toml::de::{DeArray, DeTable, DeValue};

use super::super::record::{People, Record, Text, Value};
use super::heads::heads;
use super::value::Decoded;
use super::{Decoder, callings, names, posts, pupils};
use crate::diagnostic::Diagnostic;
use crate::format::bounds::{self, BETWEEN_NAMES, EVERYONE, EVERYONE_OF_GROUP, is_group, is_name};
use crate::format::vocabulary::is_person;
use crate::format::{Counting, Field, Key, Type};
use crate::text::count::Count;
use crate::text::wide::half_width;

/// What is an error unless something that may stand further on makes it right.
pub struct Pending {
    /// What makes it right.
    pub unless: Unless,
    /// The error.
    pub diagnostic: Diagnostic,
}

/// What makes something right that looks wrong.
pub enum Unless {
    /// Somebody on the roster is called so, or the roster has the names it is made of.
    OnRoster(Text),
    /// One of these is on the roster.
    OnRosterAny(Vec<Text>),
    /// Not all of the parts of a name are on the roster, as if they were people.
    NotOnRoster {
        /// The name.
        name: Text,
        /// Its parts.
        parts: Vec<Text>,
    },
    /// The report is that of one group.
    OfGroup,
}

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
            DeValue::String(text) => match heads(half_width(text.trim()).trim()) {
                Some(count) => self.counted(field, count, value),
                None => {
                    let names = self.names_in(field, value, false)?;
                    self.named(field, names, value)
                }
            },
            DeValue::Array(items) => {
                let names = self.names(field, items)?;
                self.named(field, names, value)
            }
            _ => self.wrong_type(field, value),
        }
    }

    fn head_count(&mut self, field: &Field, value: &Spanned<DeValue>) -> Decoded<People> {
        match self.quantity(field, value)? {
            Some(count) => self.counted(field, count, value),
            None => Ok(None),
        }
    }

    fn counted(
        &mut self,
        field: &Field,
        count: Count,
        value: &Spanned<DeValue>,
    ) -> Decoded<People> {
        let most = bounds::most(field.key);
        if count == Count::ZERO {
            return self.fail(
                value,
                format!("{} 不能是 0 人", field.key.name()),
                "不知道人数就把这一行删掉",
            );
        }
        if count.n > most {
            return self.fail(
                value,
                format!("{} 大得不像真的", field.key.name()),
                format!("最多写到 {most}，检查是否多打了几位"),
            );
        }
        Ok(Some(People::Number(count)))
    }

    fn names(&mut self, field: &Field, items: &DeArray) -> Result<Vec<String>, ()> {
        let mut names = Vec::new();
        let mut sound = true;
        for item in items.iter() {
            match self.names_in(field, item, true) {
                Ok(some) => names.extend(some),
                Err(()) => sound = false,
            }
        }
        if sound { Ok(names) } else { Err(()) }
    }

    /// The names in one string.
    fn names_in(
        &mut self,
        field: &Field,
        value: &Spanned<DeValue>,
        is_item: bool,
    ) -> Result<Vec<String>, ()> {
        let DeValue::String(text) = value.get_ref() else {
            return self.wrong_type::<()>(field, value).map(|_| Vec::new());
        };
        // Most strings are one name that was read before.
        if self.known_names.contains(text.as_ref()) {
            return Ok(vec![text.to_string()]);
        }
        let listed = text.trim().replace(['\n', '\r', '\t'], "、");
        self.one_line(field, value, &listed)?;
        // An item of a list is one name as a rule, and may be any text.
        let parts: Vec<&str> = match is_item {
            true => vec![&*listed],
            false => listed.split(BETWEEN_NAMES).collect(),
        };
        let parts = parts.into_iter().map(str::trim);
        let mut names = Vec::new();
        for part in parts.filter(|part| !part.is_empty()) {
            let close: String = part.split_whitespace().collect();
            let beside = posts::beside(&close);
            let is_beside = matches!(beside, Some(posts::Beside::Name(_)))
                || posts::has_one_apart(part)
                || posts::has_one_joined(&close);
            if is_beside || pupils::is_called(field.key, &close) {
                let typed = if is_item { part } else { &listed };
                return self
                    .beside_name(field, part, typed, value)
                    .map(|_| Vec::new());
            }
            match beside {
                // Nobody is called 老师 behind such a name of a speaker.
                Some(posts::Beside::Other(_))
                    if field.key == Key::Speaker && posts::is_guest(&close) => {}
                Some(posts::Beside::Other(rest)) if is_name(part) || posts::is_surname(rest) => {
                    self.beside_other(field, &close, rest, value);
                    names.push(close);
                    continue;
                }
                Some(posts::Beside::Behind(rest)) if is_name(part) => {
                    self.known_with_more(&close, rest, value);
                }
                _ => {}
            }
            if !is_name(part) {
                return self.no_name(field, part, value).map(|_| Vec::new());
            }
            match names::names(part) {
                _ if !names.is_empty() && names::may_go_on(part) => {
                    self.unclear(part, value);
                    names.push(part.to_owned());
                }
                names::Names::One(name) => {
                    if let Some(none) = names::no_name_in(&name) {
                        return self.no_name(field, none, value).map(|_| Vec::new());
                    }
                    self.made_of_two(&name, value);
                    names.push(name);
                }
                names::Names::Several(several) => {
                    if let Some(none) = several.iter().find(|name| !is_name(name)) {
                        return self.no_name(field, none, value).map(|_| Vec::new());
                    }
                    names.extend(several);
                }
                names::Names::Unclear => {
                    self.unclear(part, value);
                    names.push(part.to_owned());
                }
            }
        }
        Ok(names)
    }

    /// Something that may be one name or several: only where the roster has it, it is one.
    fn unclear(&mut self, name: &str, value: &Spanned<DeValue>) {
        let place = self.place(value.span());
        self.pending.push(Pending {
            unless: Unless::OnRoster(Text::from(name)),
            diagnostic: Diagnostic::error(place, format!("“{name}”分不清是几个人"))
                .hint(callings::apart_or_together(name)),
        });
    }

    /// A name that two full ones make: where the roster has both, they are two people.
    fn made_of_two(&mut self, name: &str, value: &Spanned<DeValue>) {
        for (left, right) in names::pairs(name) {
            let place = self.place(value.span());
            let message = format!("“{name}”是名册里的两个人");
            let hint = format!("几个人之间写顿号：\"{left}、{right}\"");
            self.pending.push(Pending {
                unless: Unless::NotOnRoster {
                    name: Text::from(name),
                    parts: vec![Text::from(left), Text::from(right)],
                },
                diagnostic: Diagnostic::error(place, message).hint(hint),
            });
        }
    }

    /// One line that is the name of one person.
    pub(super) fn name(&mut self, field: &Field, value: &Spanned<DeValue>) -> Decoded<Text> {
        let Some(text) = self.text(field, value)? else {
            return Ok(None);
        };
        let close: String = text.split_whitespace().collect();
        if posts::has_one_apart(&text)
            || matches!(posts::beside(&close), Some(posts::Beside::Name(_)))
            || posts::has_one_joined(&close)
            || pupils::is_called(field.key, &close)
            || callings::untitled(&text).is_some()
        {
            return self.no_one_name(field, &text, value);
        }
        if bounds::is_marked(&text) {
            let hint = match callings::unmarked(&text).filter(|plain| !plain.contains('、')) {
                Some(plain) => format!("姓名里不写括号和别的记号，写成 \"{plain}\""),
                None => "姓名里不写括号和别的记号；几个人的，一个人写一条".to_owned(),
            };
            return self.fail(value, format!("“{text}”不像姓名"), hint);
        }
        let are_several = text.contains(BETWEEN_NAMES)
            && posts::plain(&text).is_some_and(|plain| plain.contains('、'));
        match names::names(&text) {
            _ if are_several => self.several(field, &text, value),
            names::Names::One(name) => Ok(Some(self.intern(&name))),
            // On the roster it is known for one by being there.
            names::Names::Unclear => Ok(Some(self.intern(&text))),
            names::Names::Several(_) => self.several(field, &text, value),
        }
    }

    fn named(
        &mut self,
        field: &Field,
        names: Vec<String>,
        value: &Spanned<DeValue>,
    ) -> Decoded<People> {
        let mut people: Vec<_> = Vec::with_capacity(names.len());
        let mut seen = HashSet::new();
        for name in names {
            if matches!(field.ty, Type::Staff) && is_group(&name) {
                let (key, group) = (field.key.name(), callings::group_in(&name));
                return self.fail(
                    value,
                    format!("“{name}”不是姓名"),
                    format!(
                        "写是哪几位，如 {key} = \"周岚、何平\"；全组都参加的，写 group = \"{group}\" 和 {key} = \"全体\"；只知道人数的写数字"
                    ),
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
                self.known_names.insert(name.clone());
                people.push(name);
            }
        }
        Ok((!people.is_empty()).then(|| People::Named(people.into())))
    }
}

impl Decoder<'_> {
    /// Looks whether it is known which group a record means that says 全组.
    pub(super) fn everyone_of_group(&mut self, record: &Record, values: &DeTable) {
        let is_everyone = |(_, value): &(Key, Value)| *value == Value::People(People::Everyone);
        if record.text(Key::Group).is_some() || !record.values().iter().any(is_everyone) {
            return;
        }
        for (_, value) in values {
            let DeValue::String(text) = value.get_ref() else {
                continue;
            };
            if !EVERYONE_OF_GROUP.contains(&text.trim()) {
                continue;
            }
            let place = self.place(value.span());
            let message = format!("写了“{}”，没有写是哪个组", text.trim());
            self.pending.push(Pending {
                unless: Unless::OfGroup,
                diagnostic: Diagnostic::error(place, message)
                    .hint("加上 group = \"语文组\" 这样的一行；全校教师都参加的写 \"全体\""),
            });
        }
    }
}

impl Decoder<'_> {
    /// Says what becomes of a record of people whose names were left empty.
    pub(super) fn nobody(&mut self, record: &Record, values: &DeTable) {
        let Counting::OfPeople(key) = record.table.counting else {
            return;
        };
        let is_of_people = record.word(Key::Recipient).is_none_or(is_person);
        let is_known = record.get(key).is_some() || record.get(Key::Count).is_some();
        if is_known || !is_of_people || record.flag(Key::Team) == Some(true) {
            return;
        }
        let mut given = values.iter();
        let is_key = |name: &str| {
            record
                .table
                .field(name)
                .is_some_and(|field| field.key == key)
        };
        let Some((name, value)) = given.find(|(name, _)| is_key(name.get_ref())) else {
            return;
        };
        let place = self.place(value.span());
        let name = name.get_ref();
        self.out.push(
            Diagnostic::warning(place, format!("{name} 里没有人，这条记录按1人计"))
                .hint("写上姓名；只知道人数的写数字；没有这回事就删去整条记录"),
        );
    }
}
