//! A number as people say it: exact, or hedged (200多, 近7万, 几).

use std::fmt;
use std::iter::Sum;

/// A hedge on a number, and by it the place where the hedge stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Approx {
    /// 近: a little fewer; stands before the number.
    Nearly,
    /// 约: about; before the number.
    About,
    /// 余: a little more; between number and measure word.
    Odd,
    /// 多: a little more; between number and measure word.
    More,
    /// 左右: about; after the measure word.
    Around,
    /// 达: as many as; before the number.
    Reaching,
    /// 几: a few, the number itself not known; stands for the number.
    Few,
}

impl Approx {
    /// The mark that is written `text`, in its main spelling.
    pub fn find(text: &str) -> Option<Approx> {
        Some(match text {
            "近" => Approx::Nearly,
            "约" => Approx::About,
            "余" => Approx::Odd,
            "多" => Approx::More,
            "左右" => Approx::Around,
            "达" => Approx::Reaching,
            "几" => Approx::Few,
            _ => return None,
        })
    }

    /// The mark of a sum of a part marked `self` and an exact part.
    fn beside_exact(self) -> Approx {
        match self {
            Approx::Odd | Approx::More | Approx::Few => Approx::Odd,
            Approx::Nearly | Approx::About | Approx::Around => Approx::About,
            Approx::Reaching => Approx::Reaching,
        }
    }

    fn is_floor(self) -> bool {
        matches!(
            self,
            Approx::Odd | Approx::More | Approx::Reaching | Approx::Few
        )
    }

    fn beside(self, other: Approx) -> Approx {
        if self == other {
            self
        } else if self.is_floor() && other.is_floor() {
            Approx::Odd
        } else {
            Approx::About
        }
    }
}

/// A whole number, possibly hedged. A sum with a hedged part stays hedged, whatever the
/// order of adding.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Count {
    /// The number; 0 where only “a few” is known.
    pub n: u64,
    /// Its hedge.
    pub approx: Option<Approx>,
}

impl Count {
    /// Nothing.
    pub const ZERO: Count = Count { n: 0, approx: None };

    /// Exactly `n`.
    pub const fn exact(n: u64) -> Count {
        Count { n, approx: None }
    }

    /// Whether there is nothing to speak of.
    pub fn is_zero(self) -> bool {
        self.n == 0 && self.approx != Some(Approx::Few)
    }

    /// `self` taken `times` times (twelve people at each of eight sessions).
    pub fn times(self, times: Count) -> Count {
        if self.is_zero() || times.is_zero() {
            return Count::ZERO;
        }
        if self.n == 0 || times.n == 0 {
            return Count {
                n: 0,
                approx: Some(Approx::Few),
            };
        }
        let approx = match (self.approx, times.approx) {
            (None, None) => None,
            (Some(mark), None) | (None, Some(mark)) => Some(mark),
            (Some(a), Some(b)) => Some(a.beside(b)),
        };
        Count {
            n: self.n.saturating_mul(times.n),
            approx,
        }
    }

    /// The number with its measure word: 12节, 200余节, 近7万元, 几篇. From 1万 on round sums of
    /// money, and whatever is hedged anyway, are given in 万.
    pub fn with_unit(self, unit: &str) -> String {
        let number = if unit == "元" || self.approx.is_some() {
            self.in_ten_thousands()
        } else {
            self.n.to_string()
        };
        match self.approx {
            None => format!("{number}{unit}"),
            Some(Approx::Few) if self.n == 0 => format!("几{unit}"),
            Some(Approx::Nearly) => format!("近{number}{unit}"),
            Some(Approx::About) => format!("约{number}{unit}"),
            Some(Approx::Reaching) => format!("达{number}{unit}"),
            Some(Approx::Around) => format!("{number}{unit}左右"),
            // 3余节 is no Chinese: below ten the hedge goes to the end.
            Some(Approx::Odd | Approx::More | Approx::Few) if self.n < 10 => {
                format!("{number}{unit}以上")
            }
            Some(Approx::More) => format!("{number}多{unit}"),
            Some(Approx::Odd | Approx::Few) => format!("{number}余{unit}"),
        }
    }
}

impl Count {
    /// 70000 as 7万, 68000 as 6.8万, 12345 as it is, about 24560 as 2.5万.
    fn in_ten_thousands(self) -> String {
        let thousands = (self.n + 500) / 1_000;
        let is_round = self.n.is_multiple_of(1_000) || self.approx.is_some();
        if self.n < 10_000 || !is_round {
            return self.n.to_string();
        }
        match thousands % 10 {
            0 => format!("{}万", thousands / 10),
            tenth => format!("{}.{tenth}万", thousands / 10),
        }
    }
}

impl std::ops::Add for Count {
    type Output = Count;

    fn add(self, other: Count) -> Count {
        if self.is_zero() {
            return other;
        }
        if other.is_zero() {
            return self;
        }
        let approx = match (self.approx, other.approx) {
            (None, None) => None,
            (Some(mark), None) | (None, Some(mark)) => Some(mark.beside_exact()),
            (Some(a), Some(b)) => Some(a.beside(b)),
        };
        Count {
            n: self.n.saturating_add(other.n),
            approx,
        }
    }
}

impl Sum for Count {
    fn sum<I: Iterator<Item = Count>>(parts: I) -> Count {
        parts.fold(Count::ZERO, |total, part| total + part)
    }
}

impl fmt::Display for Count {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.with_unit(""))
    }
}

/// Reads a hedged number such as `40余`, `近7万`, `98左右`, `几`. `None` if it is not one.
pub fn parse(text: &str) -> Option<Count> {
    let text = text.trim();
    let (before, rest) = match text.chars().next()? {
        mark @ ('近' | '约' | '达') => {
            (Approx::find(&mark.to_string()), &text[mark.len_utf8()..])
        }
        _ => (None, text),
    };
    if before.is_none() && rest == "几" {
        return Some(Count {
            n: 0,
            approx: Some(Approx::Few),
        });
    }
    let digits_end = rest
        .find(|c: char| !c.is_ascii_digit())
        .unwrap_or(rest.len());
    let mut n: u64 = rest[..digits_end].parse().ok()?;
    let mut rest = &rest[digits_end..];
    if let Some(after) = rest.strip_prefix('万') {
        n = n.checked_mul(10_000)?;
        rest = after;
    }
    let after = match rest {
        "" => None,
        "余" | "多" | "左右" => Approx::find(rest),
        _ => return None,
    };
    if before.is_some() && after.is_some() {
        return None;
    }
    Some(Count {
        n,
        approx: before.or(after),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hedged(n: u64, approx: Approx) -> Count {
        Count {
            n,
            approx: Some(approx),
        }
    }

    #[test]
    fn marks_stand_where_chinese_puts_them() {
        assert_eq!(hedged(200, Approx::More).with_unit("节"), "200多节");
        assert_eq!(hedged(600, Approx::Odd).with_unit("名"), "600余名");
        assert_eq!(hedged(70_000, Approx::Nearly).with_unit("元"), "近7万元");
        assert_eq!(hedged(68_000, Approx::About).with_unit("元"), "约6.8万元");
        assert_eq!(hedged(98, Approx::Around).with_unit("%"), "98%左右");
        assert_eq!(hedged(24_560, Approx::About).with_unit("元"), "约2.5万元");
        assert_eq!(Count::exact(24_560).with_unit("元"), "24560元");
        assert_eq!(hedged(0, Approx::Few).with_unit("篇"), "几篇");
        assert_eq!(hedged(8, Approx::Odd).with_unit("节"), "8节以上");
    }

    #[test]
    fn a_sum_with_a_marked_part_is_marked() {
        let sum = hedged(200, Approx::More) + Count::exact(15);
        assert_eq!(sum.with_unit("节"), "215余节");
        let sum = hedged(40, Approx::Nearly) + Count::exact(3);
        assert_eq!(sum.with_unit("节"), "约43节");
        let sum = hedged(0, Approx::Few) + Count::exact(12);
        assert_eq!(sum.with_unit("篇"), "12余篇");
        let sum = hedged(20, Approx::More) + hedged(30, Approx::More);
        assert_eq!(sum.with_unit("节"), "50多节");
    }

    #[test]
    fn hedged_numbers_are_read() {
        assert_eq!(parse("40余"), Some(hedged(40, Approx::Odd)));
        assert_eq!(parse("近7万"), Some(hedged(70_000, Approx::Nearly)));
        assert_eq!(parse("几"), Some(hedged(0, Approx::Few)));
        assert_eq!(parse("12"), Some(Count::exact(12)));
        for wrong in [
            "",
            "近",
            "余",
            "近40余",
            "40节",
            "-3",
            "4.5",
            "99999999999999999999",
        ] {
            assert_eq!(parse(wrong), None, "{wrong}");
        }
    }
}
