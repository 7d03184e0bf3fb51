//! What a figure can be narrowed to by a name alone: `听课.推门`, `获奖.教师.市级`, `公开课.语文`.

use std::collections::BTreeSet;

use super::sides::is_outward;
use crate::format::vocabulary::{PUPIL, RECIPIENT, Vocabulary};
use crate::format::{Field, Key, Table, Type, table};
use crate::log::Text;
use crate::tally::{AUTHORS, Scope, Selection, Whose, kind_name};
use crate::text::count::Count;

/// By what a name narrows a figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum By {
    /// A member that templates know: `eventful`.
    Member,
    /// Whether awards are a team's.
    Team,
    /// What the records are called along an axis.
    Axis(Key),
    /// Who did it.
    Person,
}

/// What `name` narrows `whole` to; nothing at all of it where the name is right but the log has
/// none of it. `None` where there is no such thing.
pub fn narrowed(whole: &Selection, name: &str) -> Option<Selection> {
    narrowed_by(whole, name).map(|(_, part)| part)
}

/// The same, and by what it is narrowed.
pub fn narrowed_by(whole: &Selection, name: &str) -> Option<(By, Selection)> {
    // A requirement goes by the table of what it asks for, which is the name of no part of one; to
    // look for it in a long log would take long.
    if table(name).is_some_and(Table::is_counted) {
        return None;
    }
    let member = match name {
        "eventful" => Some(eventful(whole)),
        "occasions" => Some(occasions(whole)),
        "proper" => Some(whole.proper()),
        "common" => Some(whole.common()),
        _ => None,
    };
    member
        .map(|part| (By::Member, part))
        .or_else(|| called(whole, name))
        .or_else(|| called(whole, &whole.tally().log.spelt(name)?))
}

/// What `name`, as the log spells it, narrows `whole` to.
fn called(whole: &Selection, name: &str) -> Option<(By, Selection)> {
    let mut axes = Key::AXES.iter().copied();
    let by_axis = |key| Some((By::Axis(key), along(whole, key, name)?));
    by_team(whole, name)
        .map(|part| (By::Team, part))
        .or_else(|| axes.find_map(by_axis))
        .or_else(|| Some((By::Person, of_person(whole, name)?)))
}

/// What awards to people and awards to teams of them are called.
pub const TEAMS: [&str; 2] = ["个人", "集体"];

/// The awards to people themselves, or those to teams of them.
fn by_team(whole: &Selection, name: &str) -> Option<Selection> {
    whole.table().field(Key::Team.name())?;
    let place = TEAMS.iter().position(|known| *known == name)?;
    let is_team = place == 1;
    Some(whole.filter(|record| record.flag(Key::Team).unwrap_or(false) == is_team))
}

/// Those that are told as events: with others, or with visitors.
pub(super) fn eventful(whole: &Selection) -> Selection {
    whole.filter(|record| is_outward(record) || record.get(Key::Guests).is_some())
}

/// Those that were once and on a day, or in a week, that is told.
pub(super) fn occasions(whole: &Selection) -> Selection {
    whole.filter(|record| record.get(Key::Date).is_some() && record.count() == Count::exact(1))
}

/// The part of `whole` that is called `name` along `key`.
fn along(whole: &Selection, key: Key, name: &str) -> Option<Selection> {
    let field = whole.table().field(key.name())?;
    if let Some(words) = vocabulary(field) {
        return Some(whole.only(key, words.find(name)?.name));
    }
    let tally = whole.tally();
    let name = match key {
        // A recipient as well as whose a paper is.
        Key::ByPupils => match RECIPIENT.find(name)?.name {
            "teacher" => Text::from(AUTHORS[0]),
            PUPIL => Text::from(AUTHORS[1]),
            _ => return None,
        },
        Key::Kind => kind_name(whole.table(), &Text::from(name)),
        _ => Text::from(name),
    };
    let part = match key {
        // What several groups did together is shared out among them.
        Key::Group => whole.within(&Scope::Of(Whose::Group(name.clone()))),
        _ => whole.only(key, &name),
    };
    if !part.ids().is_empty() {
        return Some(part);
    }
    let is_known = match key {
        Key::Date => is_month(&name),
        Key::ByPupils => AUTHORS.contains(&&*name),
        Key::Kind => {
            let mut usual = whole.table().kinds.iter();
            usual.any(|kind| kind_name(whole.table(), &Text::from(*kind)) == name)
        }
        Key::Group => tally.staff.groups().contains(&name),
        Key::Subject => tally
            .staff
            .members()
            .any(|member| member.subject.as_ref() == Some(&name)),
        _ => false,
    };
    // The name may stand on records that do not count, or outside the part spoken of.
    let is_known = is_known
        || !tally
            .everything(whole.table())
            .only(key, &name)
            .ids()
            .is_empty();
    is_known.then_some(part)
}

/// What the person called `name` did.
fn of_person(whole: &Selection, name: &str) -> Option<Selection> {
    let name = Text::from(name);
    let part = whole.within(&Scope::Of(Whose::Person(name.clone())));
    let is_known = !part.ids().is_empty() || whole.tally().staff.member(&name).is_some();
    is_known.then_some(part)
}

/// The words a field takes, where it takes words.
pub fn vocabulary(field: &Field) -> Option<&'static Vocabulary> {
    match field.ty {
        Type::Word(words) | Type::Words(words) => Some(words),
        _ => None,
    }
}

fn is_month(name: &str) -> bool {
    let number = name.strip_suffix('月').and_then(|n| n.parse::<u32>().ok());
    number.is_some_and(|number| (1..=12).contains(&number))
}

/// Every name that narrows `whole` to something, for messages and lists.
pub fn names(whole: &Selection) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    let has = |key: &Key| whole.table().field(key.name()).is_some();
    for key in Key::AXES.iter().copied().filter(has) {
        let parts = whole.by(key).into_iter();
        names.extend(parts.map(|(label, _)| spoken(whole.table(), key, &label.name)));
    }
    let usual = whole.table().kinds.iter();
    if whole.table().field(Key::Team.name()).is_some() {
        names.extend(TEAMS.map(str::to_owned));
    }
    names.extend(usual.map(|kind| kind_name(whole.table(), &Text::from(*kind)).to_string()));
    names.extend(
        whole
            .records()
            .flat_map(|record| whole.tally().persons_of(record))
            .map(|name| name.to_string()),
    );
    names
}

/// A label of a table along a key as it is written in an expression and shown to people: 教师
/// for the recipient `teacher`.
pub fn spoken(table: &Table, key: Key, label: &str) -> String {
    let words = table.field(key.name()).and_then(vocabulary);
    match words.and_then(|words| words.find(label)) {
        Some(word) if word.name.is_ascii() => word.also.first().unwrap_or(&label).to_string(),
        _ => label.to_owned(),
    }
}

/// A name as it is written behind a figure: what is no word stands in brackets, `["9月"]`.
pub fn written(name: &str) -> String {
    let is_word = name.starts_with(char::is_alphabetic) && name.chars().all(char::is_alphanumeric);
    match is_word {
        true => name.to_owned(),
        false => format!("[\"{}\"]", name.replace('\\', "\\\\").replace('"', "\\\"")),
    }
}
