//! What was won at an event: prizes of a contest that goes by the name of the event, of no other
//! level than it has, and not after another event of that name.

use chrono::NaiveDate;

use crate::format::Key;
use crate::format::vocabulary::{LEVEL, Word};
use crate::log::{Record, Text, When};
use crate::text::alike;

use super::event::are_named_alike;
use super::{Id, Tally};

/// What an event goes by, at which prizes are won, rather than what it is about: 实验教学 is the
/// topic of a session, and of contests that have nothing to do with it.
const EVENTS: [&str; 16] = [
    "节", "周", "月", "日", "会", "赛", "展", "营", "秀", "活动", "论坛", "评比", "评选", "展示",
    "演出", "舞台",
];

/// Whether `name` is what an event goes by.
pub(super) fn is_event(name: &str) -> bool {
    EVENTS.iter().any(|end| name.ends_with(end))
}

/// From how many days on two events of one name are two, and no parts of one.
pub(super) const APART: i64 = 28;

/// How long, in characters, what such names have in common is at least: 运动会.
const SHORT: usize = 3;

/// Levels of what a school gives itself.
const OF_SCHOOL: [&str; 2] = ["校级", "组级"];

/// Parts of a school in an event of which others are the hosts.
const OF_OTHERS: [&str; 3] = ["承办", "联合", "参加"];

/// Which prizes are those of an event.
pub(super) struct Prizes<'a> {
    tally: &'a Tally,
    /// The first day of the event.
    day: Option<NaiveDate>,
    /// Those who tell of it: their levels, and whether it is the school's own, so that nobody else
    /// gives prizes at it.
    hands: Vec<(Option<&'static Word>, bool)>,
    /// Other events of its kind or name.
    others: Vec<&'a Record>,
    /// The names of other events that say more than its own: 教职工运动会 beside 运动会.
    closer: Vec<&'a Text>,
}

impl<'a> Prizes<'a> {
    /// Those of the event that `occasions` tell of, which was on `when`.
    pub(super) fn new(
        tally: &'a Tally,
        when: When,
        occasions: &[&'a Record],
        ids: &[Id],
    ) -> Prizes<'a> {
        let is_own = |record: &Record| {
            let part = record.word(Key::Part);
            let is_others = part.is_some_and(|part| OF_OTHERS.contains(&part.name));
            !is_others && record.get(Key::Host).is_none() && record.get(Key::Partners).is_none()
        };
        let hands = occasions.iter();
        let hands = hands.map(|occasion| (occasion.word(Key::Level), is_own(occasion)));
        let own = tally.term.first_day(when);
        let is_apart = |record: &Record| {
            let days = record
                .when(Key::Date)
                .and_then(|when| tally.term.first_day(when));
            days.zip(own)
                .is_some_and(|(that, own)| (that - own).num_days().abs() > APART)
        };
        let is_like = |record: &&Record| {
            is_apart(record)
                && occasions
                    .iter()
                    .any(|occasion| record.table == occasion.table && goes_by(record, occasion))
        };
        let others = tally.counted().iter().filter(|id| !ids.contains(id));
        let others = others.map(|id| tally.record(*id));
        Prizes {
            tally,
            day: own,
            hands: hands.collect(),
            closer: closer(tally, occasions, ids),
            others: others.filter(is_like).collect(),
        }
    }

    /// Whether there are other events of its kind or name, long before or after it.
    pub(super) fn has_others(&self) -> bool {
        !self.others.is_empty()
    }

    /// Whether what was won has its name from the event that `occasion` tells of.
    pub(super) fn are_named_after(&self, prize: &Record, occasion: &Record) -> bool {
        if !are_named_alike(prize, occasion) {
            return false;
        }
        let topic = occasion.text(Key::Topic);
        let is_same = |topic: &Text| {
            let own = [Key::Contest, Key::Title].map(|key| prize.text(key));
            let mut own = own.into_iter().flatten().map(|own| alike::event(own));
            let event = alike::event(topic);
            // 班级管理论坛 is called by its topic and what it was.
            let kind = occasion.text(Key::Kind);
            let whole = kind
                .filter(|kind| is_event(kind))
                .map(|kind| format!("{event}{kind}"));
            own.any(|own| {
                alike::same(&own, &event)
                    || whole.as_ref().is_some_and(|whole| own.contains(&**whole))
            })
        };
        // By its kind it is named alike without its topic.
        topic.is_none_or(|topic| is_event(topic) || is_same(topic)) || has_kind_in(prize, occasion)
    }

    /// Whether its name has that of the event that `occasion` tells of in it, without what tells it
    /// from others: 开放日 of 家长开放日. Nothing tells that it was won there, nor that it was not.
    pub(super) fn may_be_named_after(&self, prize: &Record, occasion: &Record) -> bool {
        let own = [Key::Contest, Key::Title].map(|key| prize.text(key));
        let own = own.into_iter().flatten().map(|own| alike::event(own));
        let own: Vec<String> = own.collect();
        let names = occasion.text(Key::Topic).into_iter();
        let names = names.chain(own_kind(occasion));
        let mut names = names.filter(|name| is_event(name));
        let mut has_any = || {
            names.any(|name| {
                let short = shortened(name);
                short.chars().count() >= SHORT && own.iter().any(|own| own.contains(&*short))
            })
        };
        let is_anothers = prize.get(Key::Date).is_some() && self.may_be_of_another(prize);
        self.is_late_enough(prize) && !is_anothers && has_any()
    }

    /// Whether its level and its day allow that it was won there.
    pub(super) fn may_have(&self, prize: &Record) -> bool {
        self.is_of_level(prize) && self.is_of_day(prize) && !self.is_of_closer(prize)
    }

    /// Whether its name is that of another event.
    fn is_of_closer(&self, prize: &Record) -> bool {
        let contest = prize.text(Key::Contest);
        contest.is_some_and(|own| self.closer.iter().any(|name| own.contains(&***name)))
    }

    fn is_of_level(&self, prize: &Record) -> bool {
        let said = prize.word(Key::Level);
        let level = said.or_else(|| level_before(prize.text(Key::Contest)?));
        level.is_none_or(|level| {
            let mut hands = self.hands.iter();
            hands.any(|(own, is_own)| match own {
                Some(own) => level.name == own.name,
                None => !is_own || OF_SCHOOL.contains(&level.name),
            })
        })
    }

    /// Whether it was won on the day or later, and before another event of that name.
    fn is_of_day(&self, prize: &Record) -> bool {
        self.is_late_enough(prize) && !self.may_be_of_another(prize)
    }

    fn is_late_enough(&self, prize: &Record) -> bool {
        let that = self.first_day(prize);
        that.zip(self.day).is_none_or(|(that, own)| that >= own)
    }

    /// Whether another event of that name was nearer to the day on which it was won, or nobody knows
    /// at which of them it was.
    fn may_be_of_another(&self, prize: &Record) -> bool {
        let that = self.first_day(prize);
        let is_nearer = |other: &&Record| match (self.day, self.first_day(other), that) {
            (Some(own), Some(between), Some(that)) => own < between && between <= that,
            // Of two events nobody knows which it was.
            _ => that.is_none(),
        };
        let mut others = self.others.iter();
        others.any(|other| self.are_named_after(prize, other) && is_nearer(other))
    }

    fn first_day(&self, record: &Record) -> Option<NaiveDate> {
        self.tally.term.first_day(record.when(Key::Date)?)
    }
}

/// What events of one sort are called in common: 开放日 of 家长开放日; the whole of a shorter name.
pub(super) fn shortened(name: &str) -> String {
    let event = alike::event(name);
    let before = event.chars().count().saturating_sub(SHORT);
    event.chars().skip(before).collect()
}

/// The names that other events go by than the one that `occasions` tell of, and that end in its own with more before
/// it than a season or who held it.
fn closer<'a>(tally: &'a Tally, occasions: &[&'a Record], ids: &[Id]) -> Vec<&'a Text> {
    let names = |record: &'a Record| {
        let topic = record.text(Key::Topic);
        own_kind(record).into_iter().chain(topic)
    };
    let own: Vec<&Text> = occasions.iter().flat_map(|record| names(record)).collect();
    let says_more = |name: &&Text| {
        let event = alike::event(name);
        let bare = alike::without_season(&event);
        let mut shorter = own.iter().filter(|own| {
            let own = alike::event(own);
            let own = alike::without_season(&own);
            bare != own && bare.ends_with(own)
        });
        !own.contains(name) && shorter.next().is_some()
    };
    let is_event = |record: &Record| ["session", "activity"].contains(&record.table.key);
    let others = tally.counted().iter().filter(|id| !ids.contains(id));
    let others = others.map(|id| tally.record(*id));
    others
        .filter(|record| is_event(record))
        .flat_map(names)
        .filter(says_more)
        .collect()
}

/// Whether two events are of one kind, which only the log knows, whatever their seasons, or of one
/// name.
fn goes_by(one: &Record, other: &Record) -> bool {
    let topic = one.text(Key::Topic);
    let kinds = own_kind(one).zip(own_kind(other));
    topic.is_some() && topic == other.text(Key::Topic)
        || kinds
            .is_some_and(|(one, other)| alike::without_season(one) == alike::without_season(other))
}

/// The kind of an event that is none of those that all logs know.
pub(super) fn own_kind(occasion: &Record) -> Option<&Text> {
    let kind = occasion.text(Key::Kind)?;
    (!occasion.table.kinds.contains(&&**kind)).then_some(kind)
}

/// Whether the name of what was won has that kind in it.
fn has_kind_in(prize: &Record, occasion: &Record) -> bool {
    let names = [Key::Contest, Key::Title].map(|key| prize.text(key));
    let mut names = names.into_iter().flatten();
    own_kind(occasion).is_some_and(|kind| {
        names
            .any(|name| name.contains(&**kind) || alike::event(name) == alike::without_season(kind))
    })
}

/// The level that a name begins with: 市科技节.
fn level_before(name: &Text) -> Option<&'static Word> {
    let mut levels = LEVEL.words.iter();
    levels.find(|level| name.starts_with(level.short))
}
