//! Whether a number that was typed says what the log counts. All numbers are hundredths.

use std::ops::RangeInclusive;

use super::numeral::Typed;
use super::words::Hedge;
use crate::text::count::{Approx, Count, short_of_near};

/// Whether `typed` and `count` may be the same number. What is not hedged is what it says. 约 and
/// 左右 are right within a tenth; 余, 多 and 以上 stand for no less than they say, 近 for no more,
/// and both for less than the next round number, or a tenth. What the log itself only
/// knows to be a little more than a round number is right within the place of its last digit, what
/// it knows about otherwise within that of its first.
pub fn agree(typed: &Typed, count: Count) -> bool {
    let (said, counted) = (said(typed), counted(count));
    said.start() <= counted.end() && counted.start() <= said.end()
}

/// Whether `typed` and `count` may be the same number, where `count` may be up to `more` larger.
pub fn is_within(typed: &Typed, count: Count, more: u64) -> bool {
    let (said, counted) = (said(typed), counted(count));
    let most = counted.end().saturating_add(more.saturating_mul(100));
    *said.start() <= most && counted.start() <= said.end()
}

/// Whether `typed` is surely more than `count`.
pub fn is_more(typed: &Typed, count: Count) -> bool {
    said(typed).start() > counted(count).end()
}

/// Whether `typed` is surely less than `count`.
pub fn is_less(typed: &Typed, count: Count) -> bool {
    said(typed).end() < counted(count).start()
}

/// Whether `typed` is `count` for each of `people`, rounded as it was typed.
pub fn is_average(typed: &Typed, count: u64, people: u64) -> bool {
    let Some(average) = count.saturating_mul(100).checked_div(people) else {
        return false;
    };
    let place = if typed.hundredths.is_multiple_of(100) {
        100
    } else {
        10
    };
    let said = said(typed);
    let low = said.start().saturating_sub(place / 2);
    (low..=said.end().saturating_add(place / 2)).contains(&average)
}

/// What `typed` may stand for.
fn said(typed: &Typed) -> RangeInclusive<u64> {
    let n = typed.hundredths;
    let low = n.saturating_sub(typed.rounded);
    let high = n.saturating_add(typed.rounded);
    let tenth = n / 10;
    let step = last_place(n).max(tenth).max(1);
    match typed.hedge {
        Hedge::Exact => low..=high,
        Hedge::Nearly => n.saturating_sub(short_of_near(n))..=high,
        Hedge::About => low.saturating_sub(tenth)..=high.saturating_add(tenth),
        Hedge::Over => low..=n.saturating_add(step - 1),
    }
}

/// What `count` may stand for.
fn counted(count: Count) -> RangeInclusive<u64> {
    let n = count.in_hundredths();
    let step = first_place(n).max(1000);
    match count.approx {
        None => n..=n,
        Some(Approx::Nearly | Approx::Under) => n.saturating_sub(step)..=n,
        Some(Approx::About | Approx::Around) => n.saturating_sub(step)..=n.saturating_add(step),
        // 120余 are fewer than 130; what is not round is a sum, of which nobody knows how far it goes.
        Some(Approx::Odd | Approx::More) if count.place == 0 && n.is_multiple_of(1000) => {
            n..=n.saturating_add(last_place(n) - 1)
        }
        Some(Approx::Odd | Approx::More | Approx::Few | Approx::Reaching | Approx::Over) => {
            n..=n.saturating_add(step - 1)
        }
    }
}

/// The place of the last digit that is no zero: ten of 40, a hundred of 200.
fn last_place(n: u64) -> u64 {
    let mut place = 1;
    while n > 0 && n.is_multiple_of(place * 10) {
        place *= 10;
    }
    place
}

/// The place of the first digit: ten of 45, a hundred of 215.
fn first_place(n: u64) -> u64 {
    let mut place = 1;
    while n / 10 >= place {
        place *= 10;
    }
    place
}

#[cfg(test)]
mod tests {
    use super::super::numeral::numbers;
    use super::*;

    fn agrees(text: &str, count: &str) -> bool {
        let typed = numbers(text, &[]);
        let count = crate::text::count::parse(count);
        agree(typed.first().expect("a number"), count.expect("a count"))
    }

    #[test]
    fn hedges_give_room() {
        for (text, count) in [
            ("48节", "48"),
            ("40余节", "40"),
            ("40余节", "49"),
            ("200多节", "263"),
            ("近50节", "48"),
            ("近40节", "35"),
            ("近100次", "95"),
            ("近200人次", "185"),
            ("近2万元", "19200"),
            ("约50节", "46"),
            ("50节左右", "54"),
            ("45节以上", "49"),
            ("6.8万元", "68123"),
            ("48节", "40余"),
            ("48节", "近50"),
            ("260节", "215余"),
            ("50余节", "约43"),
        ] {
            assert!(agrees(text, count), "{text} and {count}");
        }
        for (text, count) in [
            ("48节", "45"),
            ("40余节", "38"),
            ("40余节", "50"),
            ("近50节", "40"),
            ("近40节", "34"),
            ("近50节", "52"),
            ("近100次", "71"),
            ("近200人次", "150"),
            ("近2万元", "10800"),
            ("约50节", "60"),
            ("6.8万元", "69000"),
            ("30节", "40余"),
            ("250余篇", "150余"),
            ("200余篇", "120余"),
            ("50节", "40余"),
            ("52节", "近50"),
        ] {
            assert!(!agrees(text, count), "{text} and {count}");
        }
    }
}
