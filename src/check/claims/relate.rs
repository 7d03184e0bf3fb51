//! Which of the things that a log counts a number is the number of.

use super::context::{OF_ALL, OF_SCHOOL};
use super::narrow::GUESTS;
use super::numeral::Typed;
use super::passage;
use super::vocabulary::{Meaning, Mention, Vocabulary, fits};
use super::words::{GOES_ON, PERCENT, VAGUE};
use crate::format::Key;

/// What a number is the number of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Related {
    /// Things of this head, or a side of them.
    Things {
        head: usize,
        side: Option<&'static str>,
        /// Whether the word for the things stands further ahead in the sentence, where it surely
        /// names them.
        is_told_before: bool,
    },
    /// A rate.
    Rate(usize),
    /// What part some of the things of this head are of others; the byte of 占 between them.
    Share { head: usize, at: usize },
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

/// What `typed` may be the number of, the likelier first; nothing where it is none of what the log
/// counts. `mentions` are all of `text`.
pub fn relate(
    vocabulary: &Vocabulary,
    text: &str,
    mentions: &[Mention],
    typed: &Typed,
) -> Vec<Related> {
    let clause = passage::clause(text, &typed.range);
    let inside = within(mentions, &clause);
    if typed.unit == PERCENT {
        let of = rate(text, inside, typed).or_else(|| share(vocabulary, text, mentions, typed));
        return of.into_iter().collect();
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
    let all = all_of_them(vocabulary, text, inside, typed);
    match best {
        _ if all.is_some() => all.into_iter().collect(),
        Some((Rank::Thing | Rank::School, .., related)) => vec![related],
        // 教研活动63次，参加教师560人次: a side, or what is done, of what was told of.
        weaker => {
            let told = topic(vocabulary, text, mentions, typed);
            told.into_iter()
                .chain(weaker.map(|(.., related)| related))
                .collect()
        }
    }
}

/// How many people the school has, where all of them did something: 全校27名教师均参加了培训.
fn all_of_them(
    vocabulary: &Vocabulary,
    text: &str,
    inside: &[Mention],
    typed: &Typed,
) -> Option<Related> {
    let before = &text[..typed.range.start];
    let next = inside
        .iter()
        .find(|mention| mention.range.start == typed.range.end)?;
    let behind = &text[next.range.end..];
    let is_all = OF_SCHOOL.iter().any(|word| before.ends_with(word))
        && OF_ALL.iter().any(|word| behind.starts_with(word));
    let mut heads = next.meanings.iter().filter_map(|meaning| match *meaning {
        Meaning::Thing(head, _) if vocabulary.heads[head].table.is_none() => Some(head),
        _ => None,
    });
    let head = heads.next().filter(|_| is_all)?;
    let side = vocabulary.heads[head].side(typed.unit)?;
    Some(Related::Things {
        head,
        side,
        is_told_before: false,
    })
}

/// What the sentence has told of before the clause: 课例研讨是重头戏，共进行了14次.
fn topic(
    vocabulary: &Vocabulary,
    text: &str,
    mentions: &[Mention],
    typed: &Typed,
) -> Option<Related> {
    let sentence = passage::sentence(text, &typed.range);
    let clause = passage::clause(text, &typed.range);
    let named = within(mentions, &(sentence.start..clause.start))
        .iter()
        .rev();
    let own = within(mentions, &clause);
    let is_narrowed = &|head: usize| {
        let mut meanings = own.iter().flat_map(|mention| mention.meanings);
        meanings.any(|meaning| matches!(meaning, Meaning::Part(of, ..) if *of == head))
    };
    let mut heads = named.flat_map(|mention| {
        let meanings = mention.meanings.iter();
        let sure = meanings.clone().filter_map(|meaning| match *meaning {
            Meaning::Thing(head, true) | Meaning::Part(head, _, _, true) => Some(head),
            _ => None,
        });
        let unsure = meanings.filter_map(move |meaning| match *meaning {
            Meaning::Thing(head, false) if is_narrowed(head) => Some(head),
            _ => None,
        });
        sure.chain(unsure)
    });
    heads.find_map(|head| {
        let side = vocabulary.heads[head].side(typed.unit)?;
        // 人次 counts no people, and 名 no 人次.
        let is_times = is_of_times(typed.unit);
        let is_side_of_it = match (vocabulary.heads[head].table, side) {
            (None, _) => !is_times,
            (Some(_), None) => true,
            (Some(_), Some(_)) => is_times || !fits(typed.unit, "人"),
        };
        is_side_of_it.then_some(Related::Things {
            head,
            side,
            is_told_before: true,
        })
    })
}

/// 人次 counts no people.
fn is_of_times(unit: &str) -> bool {
    unit.chars().count() > 1 && unit.ends_with('次')
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
        false => is_last(&text[typed.range.end..]) || is_of_them(text, typed, gap),
    };
    Seen {
        gap,
        is_behind,
        is_near,
    }
}

/// Whether the number is that of some of what stands before it: 论文有六篇达到省级.
fn is_of_them(text: &str, typed: &Typed, gap: usize) -> bool {
    text[..typed.range.start].ends_with('有') && gap <= 2
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
        Meaning::Part(head, _, _, true) => (head, Rank::Thing, false),
        Meaning::Side(head, side) => {
            // 家长200余人走进校园: they are told of by their own name.
            let is_beside = side == GUESTS && seen.gap == 0;
            let is_near = seen.is_near || is_beside;
            let fits = is_near && vocabulary.heads[head].fits(Some(side), typed.unit);
            let related = Related::Things {
                head,
                side: Some(side),
                is_told_before: false,
            };
            let rank = if is_beside { Rank::Thing } else { Rank::Side };
            return fits.then_some((rank, seen.gap, false, related));
        }
        Meaning::Verb(head) | Meaning::Part(head, Key::Grade, _, false) => (head, Rank::Verb, true),
        Meaning::Part(..) | Meaning::Rate(_) | Meaning::Person(_) => return None,
    };
    let things = &vocabulary.heads[head];
    let side = things.side(typed.unit)?;
    let (rank, is_near) = match things.table {
        // 12名教师, and not 教师12名 of whatever.
        None => {
            let is_beside = match seen.is_behind {
                true => seen.gap <= BESIDE,
                false => seen.is_near && seen.gap == 0,
            };
            (Rank::School, is_beside && !is_of_times(typed.unit))
        }
        Some(_) if rank == Rank::Verb => (rank, !VAGUE.contains(&typed.unit)),
        Some(_) => (rank, seen.is_near),
    };
    let related = Related::Things {
        head,
        side,
        is_told_before: false,
    };
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

/// What shares are told by: 推门听课占听课总数的15%.
pub const IS_PART_OF: char = '占';

/// The share that a percentage is: things of one kind of record before 占 and behind it.
fn share(
    vocabulary: &Vocabulary,
    text: &str,
    mentions: &[Mention],
    typed: &Typed,
) -> Option<Related> {
    let start = passage::item(text, &typed.range).start;
    let at = start + text[start..typed.range.start].rfind(IS_PART_OF)?;
    // 上研讨课6节，占公开课总数的三成: the part was told before.
    let part = match at == start {
        true => passage::clause_before(text, start)?,
        false => start..at,
    };
    let whole = at..typed.range.start;
    let heads = |range: &std::ops::Range<usize>| {
        within(mentions, range)
            .iter()
            .flat_map(|mention| mention.meanings)
            .filter_map(|meaning| match *meaning {
                Meaning::Thing(head, true) | Meaning::Part(head, _, _, true) => Some(head),
                _ => None,
            })
    };
    let head = heads(&part).find(|head| heads(&whole).any(|other| other == *head))?;
    vocabulary.heads[head].table?;
    Some(Related::Share { head, at })
}
