//! What a hedged number can be, and what share of another it is by that.

use super::{Approx, Count};
use crate::text::number;

/// A hedged share is only said where it is known this well, in hundredths of a percent.
const WIDEST: u128 = 500;

/// All of it, in hundredths of a percent.
const WHOLE: u128 = 10_000;

/// The least and the most that something can be.
type Range = (u128, u128);

impl Count {
    /// The least and the most that it can be, in hundredths; the most is open where it is so many
    /// or more, the least where it is fewer. What is 近 is so much at most. What is about so many is so within a tenth.
    pub fn bounds(self) -> (u64, Option<u64>) {
        let said = self.in_hundredths();
        let tenth = said / 10;
        let part = |n: u64| n.saturating_mul(100);
        match self.approx {
            Some(Approx::Nearly | Approx::About | Approx::Around) if self.place > 0 => {
                let beyond = part(u64::from(self.spread)).saturating_add(part(self.long));
                let least = said.saturating_sub(part(self.short));
                (least, Some(said.saturating_add(beyond)))
            }
            None | Some(Approx::Reaching) => (said, Some(said)),
            Some(mark @ (Approx::Odd | Approx::More | Approx::Few)) => {
                let least = self.as_part();
                // What has parts is short of the next as round by no whole one.
                let parts = match (self.hundredths, self.place) {
                    (None, _) => 0,
                    (Some(_), 0) if mark == Approx::Few => 100 - 1,
                    (Some(_), 0) => 2 * 100 - 2,
                    (Some(_), _) => 25 * u64::from(least.spread),
                };
                let reach = part(u64::from(least.spread)).saturating_add(parts);
                let least = least.in_hundredths();
                (least, Some(least.saturating_add(reach)))
            }
            Some(Approx::Over) => (self.said().in_hundredths(), None),
            Some(Approx::Under) => (0, Some(said.saturating_sub(1))),
            Some(Approx::Nearly) => (said.saturating_sub(short_of_near(said)), Some(said)),
            Some(Approx::About | Approx::Around) => {
                (said - tenth, Some(said.saturating_add(tenth)))
            }
        }
    }

    /// Whether it is at least `limit`; `None` where its hedge does not tell.
    pub fn reaches(self, limit: Count) -> Option<bool> {
        let limit = limit.in_hundredths();
        match (self.bounds().0, self.surely_most()) {
            (least, _) if least >= limit => Some(true),
            (_, Some(most)) if most < limit => Some(false),
            _ => None,
        }
    }

    /// The most that it can be for certain, in hundredths. What is a few may be a rhythm, which goes
    /// on as often as it likes, and so may a part of a sum.
    pub fn surely_most(self) -> Option<u64> {
        let may_be_any = match self.approx {
            Some(Approx::Few) => true,
            Some(Approx::Odd | Approx::More) => self.place > 0,
            _ => false,
        };
        self.bounds().1.filter(|_| !may_be_any)
    }

    /// What it is of `whole` in percent; where one of both is hedged, about, or `None` where that
    /// is not known well enough.
    pub fn percent_of(self, whole: Count) -> Option<String> {
        if self.approx.is_none() && whole.approx.is_none() {
            return number::percent(self.in_hundredths(), whole.in_hundredths());
        }
        let share = self.hedged_share(whole).and_then(number::about_percent)?;
        Some(format!("约{share}"))
    }

    /// How many these are for each of `heads`; where one of both is hedged, about, in whole ones,
    /// or `None` where that is less than one, or it may be any number, or is said to.
    pub fn each_of(self, heads: Count) -> Option<String> {
        if self.approx.is_none() && heads.approx.is_none() {
            return number::average(self.in_hundredths(), heads.in_hundredths());
        }
        let said = self.said();
        if said.is_or_more() {
            return None;
        }
        let ((least, most), (fewest, all)) = (self.bounds(), heads.bounds());
        let (low, high) = (least.checked_div(all?)?, most?.checked_div(fewest)?);
        // 约3节 for 2 to 4, 约10节 for 9 to 11.
        let is_known = high - low <= 2.max(high / 5);
        // Whoever divides what is said to be about so many must get that.
        let middle = match said.approx {
            Some(Approx::About | Approx::Around) => u128::from(said.in_hundredths()) * 2,
            _ => u128::from(least) + u128::from(most?),
        };
        let heads = u128::from(fewest) + u128::from(all?);
        let each = (middle * 2 + heads).checked_div(heads * 2)?;
        (is_known && each > 0).then(|| format!("约{each}"))
    }

    /// What share of `whole`, of which it is a part, it is, one of both being hedged: in hundredths
    /// of a percent, in the middle of what it can be. `None` where that is not known well enough.
    pub fn hedged_share(self, whole: Count) -> Option<u32> {
        let closed = |count: Count| -> Option<Range> {
            let (least, most) = count.bounds();
            Some((u128::from(least), u128::from(most?)))
        };
        let (least, most) = closed(self)?;
        let of = closed(whole)?;
        let (low, high) = if of.0 == of.1 {
            (of_whole(least, of.0)?, of_whole(most, of.0)?)
        } else {
            // What is not this part is as uncertain as the whole beyond it.
            let rest = (of.0.checked_sub(least)?, of.1.checked_sub(most)?);
            let (rest, more) = (rest.0.min(rest.1), rest.0.max(rest.1));
            (of_whole(least, least + more)?, of_whole(most, most + rest)?)
        };
        let is_known = high <= WHOLE && high.saturating_sub(low) <= WIDEST;
        u32::try_from((low + high) / 2).ok().filter(|_| is_known)
    }
}

/// How far what is 近 may fall short of it, both in hundredths: to the next lower round number, of
/// round hundreds and thousands to the next lower ten or hundred, of tens half the way and that
/// included; or a tenth.
pub fn short_of_near(hundredths: u64) -> u64 {
    /// Ten and a hundred, in hundredths.
    const TEN: u64 = 1_000;
    const HUNDRED: u64 = 10_000;
    let mut last = 1_u64;
    while hundredths > 0 && hundredths.is_multiple_of(last.saturating_mul(10)) {
        last *= 10;
    }
    let step = match hundredths / last < 10 {
        true if hundredths >= HUNDRED => last / 10,
        true if last == TEN => last / 2 + 1,
        _ => last,
    };
    step.max(hundredths / 10).max(1) - 1
}

fn of_whole(part: u128, whole: u128) -> Option<u128> {
    (part * WHOLE).checked_div(whole)
}

#[cfg(test)]
mod tests {
    use super::super::parse;
    use super::*;

    fn read(text: &str) -> Count {
        parse(text).expect("a number")
    }

    #[test]
    fn a_share_is_said_where_it_is_known_well() {
        let whole = read("40余") + read("6");
        assert_eq!(read("40余").hedged_share(whole), Some(8816));
        assert_eq!(read("6").hedged_share(whole), Some(1183));
        assert_eq!(read("40余").percent_of(whole).as_deref(), Some("约88%"));
        assert_eq!(read("6").percent_of(whole).as_deref(), Some("约12%"));
        assert_eq!(read("3").percent_of(read("46")).as_deref(), Some("6.5%"));
        assert_eq!(read("40余").hedged_share(read("40余")), Some(10_000));
        // 41 to 49 of 50 is anything.
        assert_eq!(read("40余").hedged_share(read("50")), None);
        assert_eq!(read("6").hedged_share(read("40以上")), None);
        assert_eq!(read("2").hedged_share(read("几")), None);
    }

    #[test]
    fn of_a_hedged_number_each_has_about_whole_ones() {
        for (number, heads, each) in [
            ("51", "5", Some("10.2")),
            ("约51", "5", Some("约10")),
            ("40余", "5", Some("约9")),
            ("40以上", "5", None),
            ("3余", "50", None),
        ] {
            assert_eq!(read(number).each_of(read(heads)).as_deref(), each);
        }
        let sum = read("15") + read("近10") + read("30余");
        assert_eq!(sum.with_unit("节"), "约60节");
        assert_eq!(sum.each_of(read("5")).as_deref(), Some("约12"));
        // Said to be 9 or more, these are no 约3 for each.
        let more = read("8以上") + read("1");
        assert_eq!(more.with_unit("节"), "9节以上");
        assert_eq!(more.each_of(read("3")), None);
    }
}
