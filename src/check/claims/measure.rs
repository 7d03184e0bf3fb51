//! In which measure something is told: how often, how many people, how much money, how many hours.
//! A share is one of the same measure as its whole, and what comes to each of the people may be
//! how often each of them was there.

use super::held::{Before, Held, Read};
use super::narrow::Walk;
use super::narrowing::Narrowing;
use super::numeral::Typed;
use super::vocabulary::{Head, Vocabulary, fits};

/// The measure word of a side of things that is told of by other words.
const MEASURES: &[(&str, &[&str])] = &[
    (
        "元",
        &["经费", "费用", "支出", "花费", "开支", "投入", "资金", "元"],
    ),
    ("学时", &["学时"]),
    ("人次", &["人次", "人数"]),
    ("天", &["天数"]),
];

/// The measure word that `said` names, if it names any.
fn named(said: &str) -> Option<&'static str> {
    let has = |words: &[&str]| words.iter().any(|word| said.contains(word));
    let found = MEASURES.iter().find(|(_, words)| has(words));
    found.map(|(unit, _)| *unit)
}

/// The side of `things` that a share is one of, whose whole is told by `whole`, and whose part is
/// told by `part` with the number `of_part`; `None` where they may be of different measures.
pub fn side_of_share(
    things: &Head,
    part: &str,
    of_part: Option<&Typed>,
    whole: &str,
) -> Option<Option<&'static str>> {
    let Some(unit) = named(whole) else {
        let is_alike = of_part.is_none_or(|number| things.fits(None, number.unit));
        let is_known = named(part).is_none_or(|unit| things.fits(None, unit));
        return (is_alike && is_known).then_some(None);
    };
    let side = things.side(unit)?;
    // 获奖人数 are fewer than 获奖人次.
    let is_known = side.is_some() || !whole.contains("人数");
    is_known.then_some(side)
}

impl<'v, 'a> Read<'v, 'a> {
    /// How often each of the people was there, where the number says how often: 人均参加培训2次 are
    /// 人次 for each of them; and `None` where the things have no such side.
    pub fn times_per_head(
        &self,
        vocabulary: &Vocabulary<'a>,
        typed: &Typed,
        head: usize,
        own: &Walk<'a>,
        (narrowing, before): (&Narrowing<'a>, &Before<'a>),
    ) -> Option<Option<Held<'v, 'a>>> {
        let side = vocabulary.heads[head].side("人次")?;
        if side.is_none() || !fits(typed.unit, "次") {
            return None;
        }
        let times = self.candidates(vocabulary, typed, (head, side), own, narrowing);
        let is_known = !times.is_empty() && times.iter().all(|one| one.is_complete());
        Some(
            self.per_head(typed, &times, narrowing, before)
                .filter(|_| is_known),
        )
    }
}
