//! Which of the things that a log counts a number is the number of.

use super::numeral::Typed;
use super::passage;
use super::vocabulary::{Meaning, Mention, Vocabulary};
use super::words::{GOES_ON, PERCENT, VAGUE};

/// What a number is the number of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Related {
    /// Things of this head, or a side of them.
    Things {
        head: usize,
        side: Option<&'static str>,
    },
    /// A rate.
    Rate(usize),
}

/// How many characters may stand between a number and the thing behind it.
const FAR: usize = 14;

/// Likewise where its measure word goes with almost everything.
const NEAR: usize = 6;

/// Likewise between the name of a rate and its percentage: 参训率达到98%.
const CLOSE: usize = 3;

/// Likewise between a number of people and the word for them: 12名语文教师.
const BESIDE: usize = 4;

/// How sure a word is of what it names; the surer one is taken, then the nearer one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Rank {
    Thing,
    School,
    Side,
    Verb,
}

/// Where a word stands as seen from a number.
struct Seen {
    gap: usize,
    is_behind: bool,
    is_near: bool,
}

/// What `typed` is the number of, if it is one of what the log counts. `mentions` are all of
/// `text`.
pub fn relate(
    vocabulary: &Vocabulary,
    text: &str,
    mentions: &[Mention],
    typed: &Typed,
) -> Option<Related> {
    let clause = passage::clause(text, &typed.range);
    let inside = within(mentions, &clause);
    if typed.unit == PERCENT {
        return rate(text, inside, typed);
    }
    let seen = |mention: &Mention| see(text, typed, mention);
    let candidates = inside.iter().flat_map(|mention| {
        let seen = seen(mention);
        let meanings = mention.meanings.iter();
        meanings.filter_map(move |meaning| candidate(vocabulary, typed, meaning, &seen))
    });
    let best = candidates.min_by_key(|(rank, gap, is_unsure, related)| {
        (*rank, *gap, *is_unsure, !is_done(inside, related))
    });
    best.map(|(.., related)| related)
}

/// The mentions that stand in the bytes `range`.
pub fn within<'m, 'v, 'a>(
    mentions: &'m [Mention<'v, 'a>],
    range: &std::ops::Range<usize>,
) -> &'m [Mention<'v, 'a>] {
    let from = mentions.partition_point(|mention| mention.range.start < range.start);
    let to = mentions.partition_point(|mention| mention.range.end <= range.end);
    &mentions[from..to.max(from)]
}

fn see(text: &str, typed: &Typed, mention: &Mention) -> Seen {
    let is_behind = mention.range.start >= typed.range.end;
    let gap = match is_behind {
        true => passage::distance(text, typed.range.end..mention.range.start),
        false => passage::distance(text, mention.range.end..typed.range.start),
    };
    let is_near = match is_behind {
        true if VAGUE.contains(&typed.unit) => gap <= NEAR,
        true => gap <= FAR,
        false => is_last(&text[typed.range.end..]),
    };
    Seen {
        gap,
        is_behind,
        is_near,
    }
}

/// Whether a number before `rest` is that of something before it, and not of what follows.
fn is_last(rest: &str) -> bool {
    let rest = rest.trim_start_matches(' ');
    passage::is_end(rest) || GOES_ON.iter().any(|word| rest.starts_with(word))
}

/// What a word makes the number the number of, and how surely.
fn candidate(
    vocabulary: &Vocabulary,
    typed: &Typed,
    meaning: &Meaning,
    seen: &Seen,
) -> Option<(Rank, usize, bool, Related)> {
    let (head, rank, is_unsure) = match *meaning {
        Meaning::Thing(head, is_sure) => (head, Rank::Thing, !is_sure),
        Meaning::Part(head, _, true) => (head, Rank::Thing, false),
        Meaning::Side(head, side) => {
            let fits = seen.is_near && vocabulary.heads[head].fits(Some(side), typed.unit);
            let related = Related::Things {
                head,
                side: Some(side),
            };
            return fits.then_some((Rank::Side, seen.gap, false, related));
        }
        Meaning::Verb(head) => (head, Rank::Verb, true),
        Meaning::Part(..) | Meaning::Rate(_) | Meaning::Person => return None,
    };
    let things = &vocabulary.heads[head];
    let side = things.side(typed.unit)?;
    let (rank, is_near) = match things.table {
        // 12名教师, and not 教师12名 of whatever.
        None => (Rank::School, seen.is_behind && seen.gap <= BESIDE),
        Some(_) if rank == Rank::Verb => (rank, !VAGUE.contains(&typed.unit)),
        Some(_) => (rank, seen.is_near),
    };
    let related = Related::Things { head, side };
    is_near.then_some((rank, seen.gap, is_unsure, related))
}

/// Whether the clause says that these things are done, by their verb.
fn is_done(inside: &[Mention], related: &Related) -> bool {
    let Related::Things { head, .. } = related else {
        return false;
    };
    let verb = Meaning::Verb(*head);
    inside
        .iter()
        .any(|mention| mention.meanings.contains(&verb))
}

/// The rate that a percentage is stated for: its name stands before it.
fn rate(text: &str, inside: &[Mention], typed: &Typed) -> Option<Related> {
    let before = inside
        .iter()
        .rev()
        .filter(|mention| mention.range.end <= typed.range.start);
    let mut named = before.filter_map(|mention| {
        let meaning = mention.meanings.iter();
        let mut rates = meaning.filter_map(|meaning| match meaning {
            Meaning::Rate(rate) => Some(*rate),
            _ => None,
        });
        Some((mention.range.end, rates.next()?))
    });
    let (end, rate) = named.next()?;
    let is_near = passage::distance(text, end..typed.range.start) <= CLOSE;
    is_near.then_some(Related::Rate(rate))
}
