//! Awards as people tell them: by contest, high to low, with the winners' names.

use std::collections::HashMap;

use crate::format::Key;
use crate::format::vocabulary::Word;
use crate::log::{People, Record, Text, When};
use crate::text::classes::several;
use crate::text::count::Count;

use super::aspect::{is_of_staff, is_teams};
use super::{Aspect, Selection, Tally, Whose};

/// Who won one prize.
#[derive(Debug, Clone, Default)]
pub struct Winners {
    /// Names in the order of the log; may be fewer than `count`, or none.
    pub names: Vec<Text>,
    /// How many they are.
    pub count: Count,
    /// Whether some may be meant twice: they won it on different days, and not all are named.
    pub may_repeat: bool,
}

/// One grade or title of a contest.
#[derive(Debug, Clone)]
pub struct Prize {
    /// The grade; none for a title, or where only “won” is known.
    pub grade: Option<&'static Word>,
    /// The title.
    pub title: Option<Text>,
    /// For how many times running, as the log tells it.
    pub streak: Option<Text>,
    /// Whether it went to a team.
    pub team: bool,
    /// Whether people of other groups were in the team of the group that is spoken of.
    pub with_others: bool,
    /// The classes or groups of whose teams nobody is told who was in them; of other teams the class
    /// or group of each.
    pub places: Vec<Text>,
    /// Who won it.
    pub winners: Winners,
    /// How many times it was won: of a team's prize the number of teams.
    pub times: Count,
    /// Who coached them, in the order of the log.
    pub coaches: Vec<Text>,
    /// When it was won first, and in which class or group.
    first: Won,
}

/// When a prize was won, and in which class or group, as far as the log tells.
type Won = (Option<When>, Option<Text>);

/// The prizes of one contest at one level.
#[derive(Debug, Clone)]
pub struct PrizeLine {
    /// The level.
    pub level: Option<&'static Word>,
    /// The contest; none where a title was given without one.
    pub contest: Option<Text>,
    /// Its prizes, high to low.
    pub prizes: Vec<Prize>,
}

impl Selection {
    /// These awards by contest, or by title where there is none: levels high to low, then best
    /// grade, then the order of the log.
    pub fn prize_lines(&self) -> Vec<PrizeLine> {
        let tally = self.tally();
        let mut lines: Vec<PrizeLine> = Vec::new();
        let mut known: HashMap<LineKey, usize> = HashMap::new();
        for record in self.records() {
            let level = record.word(Key::Level).map(|level| tally.level_name(level));
            let at = *known
                .entry(line_key(self, record, level))
                .or_insert_with(|| {
                    lines.push(PrizeLine {
                        level,
                        contest: record.text(Key::Contest).cloned(),
                        prizes: Vec::new(),
                    });
                    lines.len() - 1
                });
            add(tally, &mut lines[at].prizes, record, self.whose());
        }
        for line in &mut lines {
            let rank = |prize: &Prize| prize.grade.map_or(u8::MAX, |grade| grade.rank);
            line.prizes.sort_by_key(rank);
        }
        lines.sort_by_key(|line| {
            let level = line.level.map_or(u8::MAX, |level| level.rank);
            let grade = line.prizes.first().and_then(|prize| prize.grade);
            (level, grade.map_or(u8::MAX, |grade| grade.rank))
        });
        lines
    }
}

/// What the prizes of one line have in common: level and contest, or the prize itself.
type LineKey = (Option<&'static Word>, Option<Text>, Option<PrizeKey>);

/// A prize without a contest: its grade or title, who coached those who won it, and what else tells
/// it from others.
type PrizeKey = (
    Option<&'static Word>,
    Option<Text>,
    Option<Text>,
    Vec<Text>,
    Option<Text>,
    [bool; 3],
);

fn line_key(all: &Selection, record: &Record, level: Option<&'static Word>) -> LineKey {
    let contest = record.text(Key::Contest).cloned();
    let prize = contest.is_none().then(|| {
        (
            record.word(Key::Grade),
            record.text(Key::Title).map(|title| bare(title, level)),
            record.text(Key::Streak).cloned(),
            coaches(record),
            team_place(record).cloned(),
            [
                is_teams(record),
                is_placed(record),
                is_with_others(all.tally(), record, all.whose()),
            ],
        )
    });
    (level, contest, prize)
}

/// A title without its level, which is said before it all the same: 文明校园 of 市文明校园.
fn bare(title: &Text, level: Option<&Word>) -> Text {
    let bare = level.and_then(|level| title.strip_prefix(level.short));
    let bare = bare.filter(|bare| bare.chars().count() > 1);
    bare.map_or_else(|| title.clone(), Text::from)
}

/// Adds one record to the prizes of its contest.
fn add(tally: &Tally, prizes: &mut Vec<Prize>, record: &Record, whose: Option<&Whose>) {
    let grade = record.word(Key::Grade);
    let title = record.text(Key::Title).cloned();
    let streak = record.text(Key::Streak).cloned();
    let team = is_teams(record);
    let with_others = is_with_others(tally, record, whose);
    let coaches = coaches(record);
    let place = team_place(record);
    // Without a contest those of one line are one prize.
    let is_alone = record.get(Key::Contest).is_none();
    let same = prizes.iter().position(|prize| {
        let is_titled = is_alone || prize.title == title;
        let is_placed =
            record.get(Key::Names).is_some() || prize.winners.names.is_empty() != is_placed(record);
        (prize.grade, &prize.streak, prize.team) == (grade, &streak, team)
            && prize.with_others == with_others
            && is_titled
            && is_placed
            && !(team && !is_alone && !prize.winners.count.is_zero())
            && prize.places.is_empty() == place.is_none()
            && are_alike(&prize.coaches, &coaches)
    });
    let at = same.unwrap_or_else(|| {
        prizes.push(Prize {
            grade,
            title,
            streak,
            team,
            with_others,
            winners: Winners::default(),
            times: Count::ZERO,
            places: Vec::new(),
            coaches,
            first: won(record),
        });
        prizes.len() - 1
    });
    let may_repeat = !team && may_be_again(&prizes[at].first, &won(record));
    let places = &mut prizes[at].places;
    places.extend(place.filter(|place| !places.contains(place)).cloned());
    let winners = &mut prizes[at].winners;
    let known = winners.names.len();
    match record.people(Key::Names) {
        Some(people) => {
            let names = people.names().iter();
            let own = names.filter(|name| match whose {
                Some(Whose::Group(group)) if is_of_staff(record, Key::Names) => {
                    tally.is_of(name, group, record)
                }
                Some(Whose::Those(there)) => there.contains(name),
                Some(Whose::NoGroup) => tally.of_no_group(record).any(|own| own == *name),
                // What each won is each one's; a team is told of with all of it, pupils likewise.
                Some(Whose::Person(own) | Whose::Group(own))
                    if !team && people.names().contains(own) =>
                {
                    *name == own
                }
                Some(Whose::Group(_) | Whose::Person(_)) | None => true,
            });
            winners.names.extend(own.cloned());
        }
        None => winners.names.extend(winners_by_place(record)),
    }
    let one = Aspect::Records.of(tally, record, whose);
    let by_place = Some(Count::exact(winners_by_place(record).len() as u64));
    let by_place = by_place.filter(|all| !all.is_zero());
    let named = record
        .people(Key::Names)
        .map(|people| match (team, record.quantity(Key::Count)) {
            // Of a team the names are a sample of so many.
            (true, Some(all)) => all,
            (true, None) if with_others => Count::exact((winners.names.len() - known) as u64),
            _ => tally.staff.head_count(people, None),
        });
    // A team's members are named, its award is one.
    winners.count = winners.count
        + if team {
            named.or(by_place).unwrap_or(Count::ZERO)
        } else {
            one
        };
    let all_named = winners.count == Count::exact(winners.names.len() as u64);
    winners.may_repeat = !all_named && (winners.may_repeat || may_repeat);
    prizes[at].times = prizes[at].times + one;
}

fn won(record: &Record) -> Won {
    let place = record.text(Key::Class).or_else(|| record.text(Key::Group));
    (record.when(Key::Date), place.cloned())
}

/// Whether those who won a prize then may be some who won it before: on another day, and not in
/// another class or group.
fn may_be_again(before: &Won, then: &Won) -> bool {
    let days = before.0.zip(then.0);
    let places = before.1.as_ref().zip(then.1.as_ref());
    days.is_some_and(|(before, then)| before != then)
        && places.is_none_or(|(before, then)| before == then)
}

/// Whether it is a group's part of what a team won, all of whom are named, and people of other
/// groups were in that team.
fn is_with_others(tally: &Tally, record: &Record, whose: Option<&Whose>) -> bool {
    let Some(Whose::Group(group)) = whose else {
        return false;
    };
    let names = record.people(Key::Names).map_or(&[][..], People::names);
    let groups = || tally.groups_of_people(names);
    is_teams(record)
        && is_of_staff(record, Key::Names)
        && record.get(Key::Count).is_none()
        && groups().contains(&group)
        && groups().len() > 1
}

/// Who coached those who won it, in the order of the log: they coached nobody else.
fn coaches(record: &Record) -> Vec<Text> {
    let coaches = record.people(Key::Teacher);
    coaches.map_or_else(Vec::new, |coaches| coaches.names().to_vec())
}

/// Whether these are the same people, in whatever order.
fn are_alike(some: &[Text], others: &[Text]) -> bool {
    some.len() == others.len() && some.iter().all(|name| others.contains(name))
}

/// The class whose pupils, or the group whose teachers, were in a team: it is that one's, not the
/// school's.
fn team_place(record: &Record) -> Option<&Text> {
    let recipient = record.word(Key::Recipient).map(|word| word.name);
    let key = match recipient {
        Some("pupil") => Key::Class,
        Some("teacher" | "class-head") => Key::Group,
        _ => return None,
    };
    record.text(key).filter(|_| is_teams(record))
}

/// Whether the log tells which group or class won it: what others won is none of theirs.
fn is_placed(record: &Record) -> bool {
    !winners_by_place(record).is_empty()
}

/// The group or the classes that won, where the log names them only by their place.
fn winners_by_place(record: &Record) -> Vec<Text> {
    let named = match record.word(Key::Recipient).map(|word| word.name) {
        Some("group") => record.text(Key::Group),
        Some("class") => record.text(Key::Class),
        _ => None,
    };
    match classes(record) {
        several if several.is_empty() => named.cloned().into_iter().collect(),
        several => several,
    }
}

/// The classes that got an award, where it names several in one text.
pub(super) fn classes(record: &Record) -> Vec<Text> {
    let recipient = record.word(Key::Recipient);
    let class = recipient
        .filter(|word| word.name == "class" && record.get(Key::Names).is_none())
        .and_then(|_| record.text(Key::Class));
    let several = class.map(|class| several(class)).unwrap_or_default();
    several.into_iter().map(Text::from).collect()
}
