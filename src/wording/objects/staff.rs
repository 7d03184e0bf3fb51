//! The staff as expressions name it: `教师`, `教师.新教师`, `教师.语文组`, `教师.班主任`.

use std::collections::BTreeSet;
use std::fmt;
use std::sync::Arc;

use minijinja::value::{Object, ObjectRepr};
use minijinja::{Error, Value};

use super::{Names, number_field, render_number};
use crate::format::vocabulary::ROLE;
use crate::log::Text;
use crate::tally::Member;
use crate::text::count::Count;
use crate::wording::explain::{not_whole, printed, unknown};
use crate::wording::view::View;

const UNIT: &str = "名";

/// The staff, or those of it with something in common.
#[derive(Debug)]
pub struct Staff {
    view: Arc<View>,
    /// What those meant have in common; all of the staff where there is nothing.
    only: Vec<Text>,
}

impl Staff {
    pub fn value(view: &Arc<View>) -> Value {
        Value::from_object(Staff {
            view: Arc::clone(view),
            only: Vec::new(),
        })
    }

    fn members(&self) -> impl Iterator<Item = &Member> {
        let members = self.view.tally.staff.members_of(self.view.group());
        members.filter(|member| self.only.iter().all(|what| is(member, what)))
    }

    fn count(&self) -> Count {
        match self.only.is_empty() {
            true => self.view.tally.staff.size_of(self.view.group()),
            false if self.in_part().is_some() => Count::ZERO,
            false => Count::exact(self.members().count() as u64),
        }
    }

    /// The group of which they are some, where the roster may not have all of it.
    fn in_part(&self) -> Option<&Text> {
        let staff = &self.view.tally.staff;
        let mut groups = self.only.iter().filter(|what| staff.has_group(what));
        groups.find(|group| !staff.has_all_of(group))
    }

    fn not_known(&self) -> Option<Error> {
        let group = self.in_part()?;
        Some(not_whole(&format!("{group}有多少教师")))
    }

    /// Those of them that are `what`; `None` where nobody on the roster is and the word means
    /// nothing.
    fn only(&self, what: &str) -> Option<Value> {
        let staff = &self.view.tally.staff;
        let is_known = ROLE.find(what).is_some() || staff.members().any(|member| is(member, what));
        is_known.then(|| {
            let mut only = self.only.clone();
            only.push(Text::from(what));
            Value::from_object(Staff {
                view: Arc::clone(&self.view),
                only,
            })
        })
    }

    fn names(&self) -> Value {
        let names: Vec<Text> = self.members().map(|member| member.name.clone()).collect();
        let count = Count::exact(names.len() as u64);
        Names::value(names, count)
    }

    fn unknown(&self, name: &str) -> Value {
        let mut known = BTreeSet::from(["名单".to_owned()]);
        for member in self.members() {
            let words = [&member.group, &member.subject, &member.status];
            known.extend(words.into_iter().flatten().map(Text::to_string));
            known.extend(member.roles.iter().map(|role| role.name.to_owned()));
        }
        Value::from(unknown("“教师”", name, &known))
    }
}

/// Whether a teacher is what a word says: of a group, a subject, a state or a post.
fn is(member: &Member, what: &str) -> bool {
    let words = [&member.group, &member.subject, &member.status];
    let said = words.into_iter().flatten().any(|word| **word == *what);
    said || ROLE.find(what).is_some_and(|role| member.has_role(role))
}

impl Object for Staff {
    fn repr(self: &Arc<Self>) -> ObjectRepr {
        ObjectRepr::Plain
    }

    fn is_true(self: &Arc<Self>) -> bool {
        !self.count().is_zero()
    }

    fn get_value(self: &Arc<Self>, key: &Value) -> Option<Value> {
        let name = key.as_str()?;
        if matches!(name, "名单" | "names") {
            return Some(self.names());
        }
        if let Some((error, _)) = self.not_known().zip(number_field(Count::ZERO, UNIT, name)) {
            return Some(Value::from(error));
        }
        number_field(self.count(), UNIT, name)
            .or_else(|| self.only(name))
            .or_else(|| Some(self.unknown(name)))
    }

    fn render(self: &Arc<Self>, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.not_known() {
            Some(error) => f.write_str(&printed(&error)),
            None => render_number(self.count(), UNIT, f),
        }
    }
}

impl Staff {
    /// How many they are, with the measure word.
    pub fn number(&self) -> (Count, String) {
        (self.count(), UNIT.to_owned())
    }
}
