//! How far a hedged number reaches: which numbers 40余 and 近50 may stand for.

use std::ops::RangeInclusive;

use super::count::{Approx, Count, short_of_near};

/// Whether two numbers may be the same.
pub fn agree(a: Count, b: Count) -> bool {
    if a.approx.is_none() && b.approx.is_none() {
        return a.in_hundredths() == b.in_hundredths();
    }
    let (a, b) = (room(a), room(b));
    a.start() <= b.end() && b.start() <= a.end()
}

/// The more exact of two numbers that may be the same: 42 of 40余 and 42. `None` where they cannot
/// be, or where neither is exact.
pub fn exact_of(a: Count, b: Count) -> Option<Count> {
    match (a.approx, b.approx) {
        _ if a == b => Some(a),
        (None, Some(_)) if agree(a, b) => Some(a),
        (Some(_), None) if agree(a, b) => Some(b),
        _ => None,
    }
}

/// What `count` may stand for: 余, 多 and 达 for no less than they say, 近 for no more, both for
/// less than the next round number, or a tenth, which is all that 近 has below a round hundred; 约 and 左右 are right within a tenth; 以上 and 不足 say
/// nothing of how far.
fn room(count: Count) -> RangeInclusive<u64> {
    let n = count.n;
    let tenth = n / 10;
    let less = last_place(n).max(tenth).max(1) - 1;
    match count.approx {
        None => n..=n,
        Some(Approx::Few) if n == 0 => 1..=9,
        Some(Approx::Nearly) => n - short_of_near(n.saturating_mul(100)) / 100..=n,
        Some(Approx::About | Approx::Around) => n.saturating_sub(tenth)..=n.saturating_add(tenth),
        Some(Approx::Odd | Approx::More | Approx::Reaching | Approx::Few) => {
            n..=n.saturating_add(less)
        }
        Some(Approx::Over) => n..=u64::MAX,
        Some(Approx::Under) => 0..=n.saturating_sub(1),
    }
}

/// The place of the last digit that is no zero: ten of 40, a hundred of 200.
fn last_place(n: u64) -> u64 {
    let mut place = 1_u64;
    while n > 0 && n.is_multiple_of(place.saturating_mul(10)) {
        place = place.saturating_mul(10);
    }
    place
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::count::parse;

    #[test]
    fn hedges_leave_room() {
        let count = |text| parse(text).expect("a number");
        for (a, b) in [
            ("45", "45"),
            ("40余", "45"),
            ("近50", "45"),
            ("近100", "91"),
            ("近2000", "1850"),
            ("近40", "35"),
            ("近10", "5"),
            ("约50", "46"),
            ("几", "5"),
        ] {
            assert!(agree(count(a), count(b)), "{a} and {b}");
        }
        for (a, b) in [
            ("45", "43"),
            ("40余", "50"),
            ("近50", "40"),
            ("近100", "90"),
            ("近2000", "1500"),
            ("近40", "31"),
            ("近10", "1"),
            ("约50", "60"),
            ("几", "12"),
        ] {
            assert!(!agree(count(a), count(b)), "{a} and {b}");
        }
        assert_eq!(exact_of(count("40余"), count("42")), Some(count("42")));
        assert_eq!(exact_of(count("40余"), count("40多")), None);
    }
}
