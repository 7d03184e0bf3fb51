//! What every template can see: one figure for each kind of record, the school, the staff,
//! the term, the targets' outcomes, what was set aside, and the word list.

use std::sync::Arc;

use minijinja::Value;
use minijinja::value::Serde;

use crate::format::{self, Key};
use crate::log::{Record, Text, When};
use crate::tally::{
    Id, Member, Outcome, Reason, Scope, Tally, Verdict, Whose, gatherings, is_shortcoming,
    kind_name,
};
use crate::text::count::Count;
use crate::text::number;

use super::beside::{Asked, Spread};
use super::explain::not_whole;
use super::narrowing::whole;
use super::objects::{Fields, Figure, Names, Number, Row, Staff, narrowed, some_or_void, void};
use super::passage::Part;
use super::shown::with_level;
use super::view::View;

/// The context of all templates in `view`.
pub(super) fn context(view: &Arc<View>) -> Vec<(&'static str, Value)> {
    let tally = &view.tally;
    let mut context: Vec<(&str, Value)> = format::counted()
        .map(|table| (table.key, Figure::value(view.all(table), view)))
        .collect();
    context.extend(aside(view, None));
    context.extend([
        (
            "figures",
            Fields::value(
                "各种记录",
                format::counted().map(|table| (table.key, Figure::value(view.all(table), view))),
            ),
        ),
        ("only", whole()),
        ("each", view.each.as_deref().map_or_else(void, Value::from)),
        ("me", me(view)),
        ("occasion", occasion(view)),
        ("occasions", occasions(view)),
        ("shortcomings", shortcomings(view)),
        ("staff", staff(view)),
        ("school", school(tally)),
        ("term", term(tally)),
        ("report", report(view)),
        ("targets", targets(view)),
        ("words", words(view)),
    ]);
    context
}

/// The words. In a report of the school a section of one group is no report of that group, which
/// therefore goes by its name.
fn words(view: &View) -> Value {
    let mut words = view.words.table().clone();
    let scope = words.get_mut("scope").and_then(toml::Value::as_table_mut);
    let of_group = scope.and_then(|scope| scope.get_mut("group")?.as_table_mut());
    if let (Some(of_group), Some(each), None) = (of_group, &view.each, view.tally.group()) {
        for name in ["us", "own"] {
            of_group.insert(name.to_owned(), each.as_str().into());
        }
    }
    Value::from(Serde(words))
}

/// The records that are named but not counted; of those of `part` what it is narrowed to.
pub(super) fn aside(view: &Arc<View>, part: Option<&Part>) -> [(&'static str, Value); 2] {
    let reasons = [
        ("pending", Reason::Pending),
        ("other_term", Reason::OtherTerm),
    ];
    reasons.map(|(name, reason)| {
        let figures = format::counted().map(|table| {
            let all = view.narrowed(view.tally.set_aside(table, reason));
            // What was won on a day of another term was not announced in this one.
            let tally = &view.tally;
            let all = all.filter(|record| {
                let day = record.when(Key::Date);
                reason != Reason::OtherTerm || day.is_none_or(|day| tally.log.is_within_term(day))
            });
            let own = part.filter(|part| part.kind.table == table);
            let own = own.and_then(|part| narrowed(&all, part.only.name()));
            (table.key, Figure::value(own.unwrap_or(all), view))
        });
        (name, Fields::value("不计入的记录", figures))
    })
}

/// The context of expressions in prose: the same, under Chinese names as well.
pub(super) fn prose_context(view: &Arc<View>) -> Vec<(&'static str, Value)> {
    let mut all = context(view);
    let tally = &view.tally;
    let figures = format::counted().map(|table| (table.name, Figure::value(view.all(table), view)));
    all.extend(figures);
    let own = |name: &str| {
        let known = all.iter().find(|(known, _)| *known == name);
        known.map_or_else(void, |(_, value)| value.clone())
    };
    let chinese = [
        ("教师", Staff::value(view)),
        ("学校", own("school")),
        ("学期", own("term")),
        ("教研组", groups(tally)),
    ];
    all.extend(chinese);
    // Outside a section for each group there is none.
    all.extend(view.each.as_deref().map(|each| ("组", Value::from(each))));
    all
}

/// How many teaching groups there are; prints 6个. Of a roster with gaps nobody knows.
fn groups(tally: &Arc<Tally>) -> Value {
    let count = tally.staff.number_of_groups();
    match count.is_zero() && !tally.staff.groups().is_empty() {
        true => Value::from(not_whole("有几个教研组")),
        false => Number::value(count, "个"),
    }
}

/// The teacher whose report it is.
fn me(view: &Arc<View>) -> Value {
    let Some(Scope::Of(Whose::Person(name))) = &view.scope else {
        return void();
    };
    let member = view.tally.staff.member(name);
    let posts = member.map_or(&[][..], |member| &member.posts);
    let mut honours: Vec<(u8, String)> = honours_of(view, member.into_iter()).collect();
    honours.sort_by_key(|(rank, _)| *rank);
    Fields::value(
        "me",
        [
            ("name", Value::from(&**name)),
            (
                "group",
                text(member.and_then(|member| member.group.as_ref())),
            ),
            (
                "subject",
                text(member.and_then(|member| member.subject.as_ref())),
            ),
            (
                "status",
                text(member.and_then(|member| member.status.as_ref())),
            ),
            ("roles", posts.iter().copied().collect()),
            (
                "honours",
                honours.into_iter().map(|(_, title)| title).collect(),
            ),
        ],
    )
}

/// The titles that some of the staff hold, each with the rank of its level.
fn honours_of<'a>(
    view: &'a View,
    members: impl Iterator<Item = &'a Member>,
) -> impl Iterator<Item = (u8, String)> {
    let honours = members.flat_map(|member| &member.honours);
    honours.map(|(title, level)| {
        let level = level.map(|level| view.tally.level_name(level));
        let rank = level.map_or(u8::MAX, |level| level.rank);
        (rank, with_level(title, level))
    })
}

/// The event that is spoken of, by the first of its records.
fn occasion(view: &Arc<View>) -> Value {
    match &view.scope {
        Some(Scope::On(_, ids)) if !ids.is_empty() => Row::value(view, ids[0]),
        _ => void(),
    }
}

/// All records of that event, as two colleagues may each have entered it, and then of its parts in
/// the order of their days, but for what fell short.
fn occasions(view: &Arc<View>) -> Value {
    of_event(view, false)
}

/// What the log notes of that event as having fallen short.
fn shortcomings(view: &Arc<View>) -> Value {
    of_event(view, true)
}

fn of_event(view: &Arc<View>, short: bool) -> Value {
    let Some(Scope::On(_, ids)) = &view.scope else {
        return Value::from(Vec::<Value>::new());
    };
    let parts = gatherings().flat_map(|table| view.all(table).ids().to_vec());
    let mut parts: Vec<Id> = parts.filter(|id| !ids.contains(id)).collect();
    let day = |id| view.tally.record(id).when(Key::Date).and_then(When::days);
    parts.sort_by_key(|id| (day(*id), *id));
    let all = ids.iter().copied().chain(parts);
    let all = all.filter(|id| is_shortcoming(view.tally.record(*id)) == short);
    all.map(|id| Row::value(view, id)).collect()
}

fn text(value: Option<&crate::log::Text>) -> Value {
    value.map_or_else(void, |text| Value::from(&**text))
}

/// The outcomes of the targets, for the group or the person that is spoken of alone.
fn targets(view: &Arc<View>) -> Value {
    let tally = &view.tally;
    let own;
    // The name of a group stands for what binds its people.
    let group = view.filter.as_deref().map(Text::from);
    let group = group.filter(|group| tally.staff.groups().contains(group));
    let has_group = group.is_some();
    let of_group = group.map(Whose::Group);
    let outcomes = match (&view.scope, &of_group) {
        (Some(Scope::Of(whose)), _) | (_, Some(whose)) => {
            own = tally.outcomes_of(Some(whose));
            &own[..]
        }
        _ => tally.outcomes(),
    };
    let is_meant = |outcome: &&Outcome| {
        let names = || names_of_target(tally.record(outcome.target));
        let filter = view.filter.as_ref();
        has_group || filter.is_none_or(|filter| names().contains(filter))
    };
    outcomes
        .iter()
        .filter(is_meant)
        .filter(|outcome| !view.is_elsewhere(outcome.target))
        .map(|outcome| target(view, outcome))
        .collect()
}

/// The names that a target is known by: what it is about, and whom it binds.
pub(super) fn names_of_target(record: &Record) -> Vec<String> {
    let of = record.measure(Key::Of);
    let kind = record.text(Key::Kind);
    let printed = kind.zip(of).map(|(kind, table)| kind_name(table, kind));
    let texts = [Key::Group, Key::Subject, Key::Status].into_iter();
    let texts = texts.filter_map(|key| record.text(key));
    let words = [Key::Role, Key::Level].into_iter();
    let words = words.filter_map(|key| record.word(key));
    let mut names: Vec<String> = of
        .into_iter()
        .flat_map(|table| [table.name, table.key])
        .map(str::to_owned)
        .collect();
    names.extend(
        kind.into_iter()
            .chain(&printed)
            .map(|name| name.to_string()),
    );
    names.extend(texts.map(|text| text.to_string()));
    names.extend(words.map(|word| word.name.to_owned()));
    names
}

/// The staff of the school, or of the group that is spoken of.
fn staff(view: &Arc<View>) -> Value {
    let tally = &view.tally;
    let staff = &tally.staff;
    let group = view.group();
    let mut honours: Vec<(u8, String, u64)> = Vec::new();
    for (rank, title) in honours_of(view, staff.members_of(group)) {
        match honours.iter_mut().find(|(_, known, _)| *known == title) {
            Some((_, _, count)) => *count += 1,
            None => honours.push((rank, title, 1)),
        }
    }
    honours.sort_by_key(|(rank, _, _)| *rank);
    let honours = honours.into_iter().map(|(_, title, count)| {
        Value::from_pairs([
            ("title", Value::from(title)),
            ("people", Number::value(Count::exact(count), "人")),
        ])
    });
    let groups = match group {
        Some(group) => vec![group.clone()],
        None => staff.groups().to_vec(),
    };
    let number = Count::exact(groups.len() as u64);
    Fields::value(
        "staff",
        [
            ("size", Number::value(staff.size_of(group), "名")),
            ("groups", Names::value(groups, number)),
            ("is_whole", Value::from(staff.has_everybody())),
            ("outsiders", staff.outsiders().map(|name| &**name).collect()),
            ("honours", honours.collect()),
        ],
    )
}

fn school(tally: &Arc<Tally>) -> Value {
    let head = tally.log.head.school.as_ref();
    let number = |key, unit: &str| {
        let count = head.and_then(|head| head.quantity(key));
        Number::value(count.unwrap_or(Count::ZERO), unit)
    };
    let name = text(head.and_then(|head| head.text(Key::Name)));
    Fields::value(
        "学校",
        [
            ("name", name.clone()),
            ("classes", number(Key::Classes, "个")),
            ("pupils", number(Key::Pupils, "名")),
            ("名称", name),
            ("班级", number(Key::Classes, "个")),
            ("学生", number(Key::Pupils, "名")),
        ],
    )
}

fn term(tally: &Arc<Tally>) -> Value {
    let name = text(tally.term.name.as_ref());
    let weeks = tally.term.weeks().unwrap_or(0);
    let weeks = Number::value(Count::exact(weeks), "周");
    Fields::value(
        "学期",
        [
            ("name", name.clone()),
            ("span", Value::from(tally.term.span.name)),
            ("weeks", weeks.clone()),
            ("名称", name),
            ("周数", weeks),
        ],
    )
}

fn report(view: &Arc<View>) -> Value {
    let head = view.tally.log.head.report.as_ref();
    let field = |key| text(head.and_then(|head| head.text(key)));
    let scope = if view.group().is_some() {
        "group"
    } else {
        "school"
    };
    Fields::value(
        "report",
        [
            ("scope", Value::from(scope)),
            ("kind", field(Key::Kind)),
            ("group", text(view.group())),
            ("author", field(Key::Author)),
            ("cue", field(Key::Cue)),
        ],
    )
}

fn target(view: &Arc<View>, outcome: &Outcome) -> Value {
    let tally = &view.tally;
    let record = tally.record(outcome.target);
    let of = record.measure(Key::Of);
    let kind = record.text(Key::Kind).zip(of);
    let kind = kind.map(|(kind, table)| Value::from(&*kind_name(table, kind)));
    let (verdict, missed, exceeded, done) = match outcome.verdict {
        Verdict::Each { missed, exceeded } => ("each", missed, exceeded, Count::ZERO),
        Verdict::Together(done) => ("together", 0, 0, done),
        Verdict::NotAll => ("not-all", 0, 0, Count::ZERO),
        Verdict::Unknown(_) => ("unknown", 0, 0, Count::ZERO),
    };
    let value_or_void = |text: Option<String>| text.map_or_else(void, Value::from);
    Fields::value(
        "要求",
        [
            ("record", Row::value(view, outcome.target)),
            ("of", Value::from(of.map_or("", |table| table.key))),
            ("name", Value::from(of.map_or("", |table| table.name))),
            (
                "unit",
                Value::from(of.map_or(&*outcome.unit, |table| view.unit_of(table, &outcome.unit))),
            ),
            ("kind", kind.unwrap_or_else(void)),
            ("verdict", Value::from(verdict)),
            ("base", Value::from(outcome.base)),
            ("is_whole", Value::from(outcome.is_whole)),
            ("missed", Value::from(missed)),
            ("exceeded", Value::from(exceeded)),
            ("is_begun", Value::from(outcome.is_begun())),
            ("done", Value::from(done.digits())),
            ("by_term", Value::from(outcome.by_term)),
            ("least", some_or_void(outcome.at_least)),
            ("alternatives", Value::from(outcome.alternatives.to_vec())),
            ("most", some_or_void(outcome.at_most)),
            (
                "people",
                Value::from_object(Asked(Arc::clone(&outcome.people))),
            ),
            (
                "spread",
                Value::from_object(Spread(Arc::clone(&outcome.each))),
            ),
            ("rest", Number::value(outcome.rest, &*outcome.unit)),
            (
                "strangers",
                Number::value(outcome.strangers, &*outcome.unit),
            ),
            (
                "average",
                value_or_void(number::average_below(
                    done.in_hundredths(),
                    outcome.heads * 100,
                )),
            ),
            (
                "share",
                value_or_void(number::percent(missed, outcome.base)),
            ),
        ],
    )
}
