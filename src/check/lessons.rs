//! Lessons that a session says were shown at it, and that nobody entered as lessons.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::doubt::{At, Doubt, Sink};
use super::groups::Groups;
use crate::format::Key;
use crate::log::{Log, Record, Text, When};
use crate::text::count::Count;

pub fn check<'a>(log: &'a Log, sink: &mut Sink<'a>) {
    let groups = Groups::new(log);
    let of = |key| move |record: &&Record| record.table.key == key;
    let mut entered = Entered::default();
    for lesson in log.records.iter().filter(of("lesson")) {
        entered.add(lesson, groups.of(lesson, Key::Teacher));
    }
    // Who enters no lessons at all counts them with the sessions.
    if entered.is_empty() {
        return;
    }
    let mut shown: BTreeMap<(Sort, When, Option<&Text>), (&Record, Count)> = BTreeMap::new();
    for session in log.records.iter().filter(of("session")) {
        let told = session.when(Key::Date).zip(session.quantity(Key::Lessons));
        if let Some((when, number)) = told {
            let group = groups.of(session, Key::Attendance);
            let sort = Sort::of(when, group.is_some());
            let place = shown.entry((sort, when, group));
            let (_, sum) = place.or_insert((session, Count::ZERO));
            *sum = *sum + number;
        }
    }
    let mut doubts = Vec::new();
    for ((_, when, group), (session, number)) in shown {
        let known = entered.take(when, group, number.n);
        let missing = number.n.saturating_sub(known);
        if !entered.take_open(when, group, missing) {
            let are_open = entered.has_open(when, group);
            let known = Count::exact(known);
            doubts.push((
                session.span,
                doubt((when, group), session, number, known, are_open),
            ));
        }
    }
    doubts.sort_by_key(|(span, _)| *span);
    doubts.into_iter().for_each(|(_, doubt)| sink.tell(doubt));
}

/// In which order sessions are given the lessons that were entered: those first of which most is
/// known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Sort {
    DayOfGroup,
    Day,
    Days,
    Vague,
}

impl Sort {
    fn of(when: When, has_group: bool) -> Sort {
        match when {
            When::Day(_) if has_group => Sort::DayOfGroup,
            When::Day(_) => Sort::Day,
            When::Span(..) => Sort::Days,
            _ => Sort::Vague,
        }
    }
}

/// The lessons that were entered, of each day and group how many.
#[derive(Default)]
struct Entered<'a> {
    by_day: BTreeMap<NaiveDate, BTreeMap<Option<&'a Text>, u64>>,
    /// Those of which the one day is not known.
    others: BTreeMap<(Option<When>, Option<&'a Text>), u64>,
}

impl<'a> Entered<'a> {
    fn add(&mut self, lesson: &Record, group: Option<&'a Text>) {
        let when = lesson.when(Key::Date);
        let known = match when {
            Some(When::Day(day)) => self.by_day.entry(day).or_default().entry(group),
            _ => {
                let known = self.others.entry((when, group)).or_default();
                *known = known.saturating_add(lesson.count().n);
                return;
            }
        };
        let known = known.or_default();
        *known = known.saturating_add(lesson.count().n);
    }

    fn is_empty(&self) -> bool {
        self.by_day.is_empty() && self.others.is_empty()
    }

    /// How many of at most `most` there are of that time and that group, or of none that is known;
    /// they are none of another session's then.
    fn take(&mut self, when: When, group: Option<&Text>, most: u64) -> u64 {
        let mut taken = 0;
        let days: Box<dyn Iterator<Item = _>> = match when.days() {
            Some((first, last)) => Box::new(self.by_day.range_mut(first..=last)),
            None => Box::new(self.by_day.iter_mut()),
        };
        for (_, known) in days.filter(|(day, _)| when.touches(Some(**day), Some(**day))) {
            for (_, number) in known.iter_mut().filter(|(of, _)| may_be_of(**of, group)) {
                let more = (*number).min(most - taken);
                *number -= more;
                taken += more;
            }
        }
        taken
    }

    /// Whether there may be `missing` besides, of which the day is not known; they are none of
    /// another session's then. Those of which more is known go first.
    fn take_open(&mut self, when: When, group: Option<&Text>, missing: u64) -> bool {
        let may_be = may_be_then(when, group);
        let others = self.others.iter().filter(|(key, _)| may_be(key));
        let open = others.fold(0_u64, |all, (_, number)| all.saturating_add(*number));
        if open < missing {
            return false;
        }
        let others = self.others.iter_mut().rev();
        let mut left = missing;
        for (_, number) in others.filter(|(key, _)| may_be(key)) {
            let more = (*number).min(left);
            *number -= more;
            left -= more;
        }
        true
    }

    /// Whether any of which the day is not known may be of that time and that group.
    fn has_open(&self, when: When, group: Option<&Text>) -> bool {
        self.others.keys().any(may_be_then(when, group))
    }
}

/// Whether lessons of which so much is known may be of that time and that group.
fn may_be_then<'a>(
    when: When,
    group: Option<&'a Text>,
) -> impl Fn(&(Option<When>, Option<&Text>)) -> bool + use<'a> {
    move |(of, by)| of.is_none_or(|of| of.may_be(when)) && may_be_of(*by, group)
}

/// Whether what is of one group may be of the other: of none of them it is known to be another.
fn may_be_of(one: Option<&Text>, other: Option<&Text>) -> bool {
    one.is_none() || other.is_none() || one == other
}

fn doubt<'a>(
    (when, group): (When, Option<&Text>),
    session: &'a Record,
    number: Count,
    known: Count,
    are_open: bool,
) -> Doubt<'a> {
    let number = number.with_unit("节");
    let group = group.map_or("", |group| group);
    let (then, example) = match when {
        When::Day(day) => ("这一天", day.to_string()),
        _ => ("这些天", "那一天".to_owned()),
    };
    let entered = match known.is_zero() {
        true => "没有公开课的记录".to_owned(),
        false => format!("的公开课只记了{}", known.with_unit("节")),
    };
    let so = match (are_open, known.is_zero()) {
        (true, _) => "没有写哪一天的公开课也补不足".to_owned(),
        (false, true) => format!("公开课的总数里没有这{number}"),
        (false, false) => "其余的不在公开课的总数里".to_owned(),
    };
    let message = format!("{when}的活动展示课例{number}，{group}{then}{entered}，{so}");
    Doubt {
        check: "lessons-not-entered",
        at: At::Value(session, Key::Lessons),
        message,
        hint: format!(
            "要算进公开课的，每节写一条 [[lesson]]，date = {example}；不算公开课的，不用改"
        ),
    }
}
