//! Awards as people tell them: by contest, high to low, with the winners' names.

use crate::format::Key;
use crate::format::vocabulary::Word;
use crate::log::{Record, Text};
use crate::text::count::Count;

use super::{Aspect, Id, Selection, Tally};

/// Who won one prize.
#[derive(Debug, Clone, Default)]
pub struct Winners {
    /// Names in the order of the log; may be fewer than `count`, or none.
    pub names: Vec<Text>,
    /// How many they are.
    pub count: Count,
}

/// One grade or title of a contest.
#[derive(Debug, Clone)]
pub struct Prize {
    /// The grade; none for a title, or where only “won” is known.
    pub grade: Option<&'static Word>,
    /// The title.
    pub title: Option<Text>,
    /// Whether it went to a team.
    pub team: bool,
    /// Who won it.
    pub winners: Winners,
    /// How many times it was won: of a team's prize the number of teams.
    pub times: Count,
    /// Who coached them, in the order of the log.
    pub coaches: Vec<Text>,
}

/// The prizes of one contest at one level.
#[derive(Debug, Clone)]
pub struct PrizeLine {
    /// The level.
    pub level: Option<&'static Word>,
    /// The contest; none where a title was given without one.
    pub contest: Option<Text>,
    /// Its prizes, high to low.
    pub prizes: Vec<Prize>,
    /// The records it is made from.
    pub ids: Vec<Id>,
}

impl Selection {
    /// These awards by contest: levels high to low, then best grade, then the order of the log.
    pub fn prize_lines(&self) -> Vec<PrizeLine> {
        let tally = self.tally();
        let mut lines: Vec<PrizeLine> = Vec::new();
        for id in self.ids() {
            let record = tally.record(*id);
            let level = record.word(Key::Level).map(|level| tally.level_name(level));
            let contest = record.text(Key::Contest);
            let known = lines.iter().position(|line| {
                line.level == level && line.contest.as_ref() == contest && contest.is_some()
            });
            let at = known.unwrap_or_else(|| {
                lines.push(PrizeLine {
                    level,
                    contest: contest.cloned(),
                    prizes: Vec::new(),
                    ids: Vec::new(),
                });
                lines.len() - 1
            });
            lines[at].ids.push(*id);
            add(tally, &mut lines[at].prizes, record);
        }
        merge_titles(&mut lines);
        for line in &mut lines {
            line.prizes
                .sort_by_key(|prize| prize.grade.map_or(u8::MAX, |grade| grade.rank));
        }
        lines.sort_by_key(|line| {
            let level = line.level.map_or(u8::MAX, |level| level.rank);
            let grade = line.prizes.first().and_then(|prize| prize.grade);
            (level, grade.map_or(u8::MAX, |grade| grade.rank))
        });
        lines
    }
}

/// Adds one record to the prizes of its contest.
fn add(tally: &Tally, prizes: &mut Vec<Prize>, record: &Record) {
    let grade = record.word(Key::Grade);
    let title = record.text(Key::Title).cloned();
    let team = record.flag(Key::Team).unwrap_or(false);
    let same = prizes
        .iter()
        .position(|prize| prize.grade == grade && prize.title == title && prize.team == team);
    let at = same.unwrap_or_else(|| {
        prizes.push(Prize {
            grade,
            title,
            team,
            winners: Winners::default(),
            times: Count::ZERO,
            coaches: Vec::new(),
        });
        prizes.len() - 1
    });
    let coaches = record
        .people(Key::Teacher)
        .map_or(&[][..], |people| people.names());
    for coach in coaches {
        if !prizes[at].coaches.contains(coach) {
            prizes[at].coaches.push(coach.clone());
        }
    }
    let winners = &mut prizes[at].winners;
    match record.people(Key::Names) {
        Some(people) => winners.names.extend(people.names().iter().cloned()),
        None => winners.names.extend(winner_by_place(record).cloned()),
    }
    let one = Aspect::Records.of(tally, record);
    let by_place = winner_by_place(record).map(|_| Count::exact(1));
    let named = record
        .people(Key::Names)
        .map(|people| tally.staff.head_count(people, None));
    // A team's members are named, its award is one.
    winners.count = winners.count
        + if team {
            named.or(by_place).unwrap_or(Count::ZERO)
        } else {
            one
        };
    prizes[at].times = prizes[at].times + one;
}

/// A group or a class that won, where the log names it only by its place.
fn winner_by_place(record: &Record) -> Option<&Text> {
    match record.word(Key::Recipient)?.name {
        "group" => record.text(Key::Group),
        "class" => record.text(Key::Class),
        _ => None,
    }
}

/// The same title at the same level without a contest is one line.
fn merge_titles(lines: &mut Vec<PrizeLine>) {
    let mut merged: Vec<PrizeLine> = Vec::new();
    for line in lines.drain(..) {
        let twin = merged.iter_mut().find(|known| {
            known.contest.is_none()
                && line.contest.is_none()
                && known.level == line.level
                && known.prizes[0].title == line.prizes[0].title
                && known.prizes[0].grade == line.prizes[0].grade
                && known.prizes[0].team == line.prizes[0].team
        });
        match twin {
            None => merged.push(line),
            Some(twin) => {
                twin.ids.extend(line.ids);
                for prize in line.prizes {
                    let winners = &mut twin.prizes[0].winners;
                    winners.names.extend(prize.winners.names);
                    winners.count = winners.count + prize.winners.count;
                    twin.prizes[0].times = twin.prizes[0].times + prize.times;
                    twin.prizes[0].coaches.extend(prize.coaches);
                }
            }
        }
    }
    *lines = merged;
}
