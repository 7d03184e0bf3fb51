//! Prizes by contest.

use minijinja::Value;

use super::{Figure, Names, Number, some_or_void, texts};
use crate::format::Key;
use crate::tally::{Prize, PrizeLine};
use crate::wording::shown::with_short_level;

impl Figure {
    /// `figure.prizes`: awards by contest.
    pub(super) fn prizes(&self) -> Value {
        self.note(&[
            Key::Contest,
            Key::Grade,
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
    ])
}

fn prize_value(prize: &Prize, line: &PrizeLine) -> Value {
    let title = prize.title.as_ref();
    let at_level = title.map(|title| match line.contest {
        // The contest has told the level.
        Some(_) => title.to_string(),
        None => with_short_level(title, line.level),
    });
    let is_prize = title.is_some_and(|title| title.ends_with('奖') || title.ends_with('杯'));
    Value::from_pairs([
        ("grade", some_or_void(prize.grade.map(|grade| grade.name))),
        ("title", some_or_void(title.map(|title| &**title))),
        ("title_at_level", some_or_void(at_level)),
        (
            "level_short",
            some_or_void(line.level.map(|level| level.short)),
        ),
        ("is_prize", Value::from(is_prize)),
        ("team", Value::from(prize.team)),
        ("times", Number::value(prize.times, "")),
        (
            "winners",
            Names::value(prize.winners.names.clone(), prize.winners.count),
        ),
        ("coaches", texts(&prize.coaches)),
    ])
}
