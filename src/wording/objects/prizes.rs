//! Prizes by contest.

use minijinja::Value;

use super::{Figure, Names, Number, some_or_void, texts};
use crate::format::Key;
use crate::tally::{Prize, PrizeLine};
use crate::wording::shown::{called, honour, is_prize, with_short_level};

impl Figure {
    /// `figure.prizes`: awards by contest.
    pub(super) fn prizes(&self) -> Value {
        self.note(&[
            Key::Contest,
            Key::Grade,
            Key::Streak,
            Key::Title,
            Key::Level,
            Key::Names,
            Key::Count,
            Key::Approx,
            Key::Teacher,
            Key::Team,
            Key::Group,
            Key::Class,
        ]);
        self.selection
            .prize_lines()
            .iter()
            .map(prize_line)
            .collect()
    }
}

/// One contest with its prizes.
fn prize_line(line: &PrizeLine) -> Value {
    let level = line.level;
    let prizes: Value = line
        .prizes
        .iter()
        .map(|prize| prize_value(prize, line))
        .collect();
    Value::from_pairs([
        ("level", some_or_void(level.map(|level| level.name))),
        (
            "contest",
            some_or_void(
                line.contest
                    .as_ref()
                    .map(|contest| with_short_level(contest, level)),
            ),
        ),
        ("prizes", prizes),
        ("bare", Value::from(is_bare(line))),
    ])
}

/// Whether nothing is known of them but how many they are, and at which level.
fn is_bare(line: &PrizeLine) -> bool {
    let mut prizes = line.prizes.iter();
    line.contest.is_none()
        && prizes.all(|prize| {
            let is_named = prize.grade.is_some() || prize.title.is_some();
            let has_people = !prize.winners.names.is_empty() || !prize.coaches.is_empty();
            !is_named && !has_people && !prize.team
        })
}

fn prize_value(prize: &Prize, line: &PrizeLine) -> Value {
    let title = prize.title.as_ref();
    // The contest has told the level.
    let own_level = line.level.filter(|_| line.contest.is_none());
    let at_level = title.map(|title| with_short_level(title, own_level));
    let is_prize = title.is_some_and(|title| is_prize(title));
    let streak = prize.streak.as_ref();
    Value::from_pairs([
        ("grade", some_or_void(prize.grade.map(|grade| grade.name))),
        ("title", some_or_void(title.map(|title| &**title))),
        ("title_at_level", some_or_void(at_level)),
        (
            "honour",
            some_or_void(title.map(|title| honour(title, own_level))),
        ),
        (
            "called",
            some_or_void(title.map(|title| called(title, own_level))),
        ),
        ("is_prize", Value::from(is_prize)),
        ("streak", some_or_void(streak.map(|streak| &**streak))),
        ("team", Value::from(prize.team)),
        ("with_others", Value::from(prize.with_others)),
        ("places", texts(&prize.places)),
        ("times", Number::value(prize.times, "")),
        ("winners", Names::of_winners(&prize.winners)),
        ("coaches", texts(&prize.coaches)),
    ])
}
