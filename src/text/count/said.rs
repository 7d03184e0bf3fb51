//! How a number is said, no more exactly than it is known.

use super::{Approx, Count};

impl Count {
    /// What is said of it: of a sum of 余 and 多 a round number below, of which it is more but
    /// likely less than the next as round: 332 to 340 is 330余. Where there is none, all that is
    /// known is that it is no less.
    pub fn said(self) -> Count {
        match self.approx {
            Some(Approx::Odd | Approx::More) if self.spread > 0 => {}
            Some(Approx::About | Approx::Around | Approx::Nearly) if self.spread > 0 => {
                return self.rounded();
            }
            Some(Approx::Over) if self.short > 0 => {
                let n = self.n.saturating_sub(self.short);
                let least = Count { n, ..self };
                return least.below(if n < 10 { 1 } else { 10 });
            }
            _ => return self,
        }
        let below = |step| self.below(step);
        let middle = u128::from(self.n) * 2 + u128::from(self.spread);
        let fits = |step: &u64| middle <= (u128::from(below(*step).n) + u128::from(*step)) * 2;
        let tens = std::iter::successors(Some(10_u64), |step| step.checked_mul(10));
        let mut steps = tens.take_while(|step| *step <= self.n);
        match steps.find(fits) {
            Some(step) => below(step),
            None => Count {
                approx: Some(Approx::Over),
                ..below(if self.n < 10 { 1 } else { 10 })
            },
        }
    }

    /// The number as round as `step` that is no more.
    fn below(self, step: u64) -> Count {
        Count {
            n: self.n - self.n % step,
            hundredths: self.hundredths.map(|_| 0),
            spread: 0,
            short: 0,
            ..self
        }
    }

    /// A sum that is about so many, as round as its least exact parts: 近7万 and 40余 are 约7万. It is
    /// rounded down, for what is 近 is less; but no rounding takes more than one in twenty away:
    /// 约2.4万 and 近3万 are 约5.4万, not 约5万.
    fn rounded(self) -> Count {
        let reach = u64::from(self.spread).saturating_add(2);
        let mut place = 10;
        while place * 10 <= reach {
            place *= 10;
        }
        let is_fine = |n: &u64| self.n.abs_diff(*n) <= self.n / 20;
        let steps = [place, place / 2, place / 10];
        let round = |step: u64| self.n / step * step;
        let coarse = steps.into_iter().map(round).find(is_fine);
        match coarse.filter(|_| place > 10) {
            Some(n) if n != self.n || self.hundredths.unwrap_or(0) > 0 => Count {
                n,
                hundredths: self.hundredths.map(|_| 0),
                approx: Some(Approx::About),
                spread: 0,
                short: 0,
            },
            _ if self.approx == Some(Approx::Nearly) && self.n.is_multiple_of(10) => self,
            _ => self.in_tens(),
        }
    }

    /// A sum that is about so many, in tens, for 约 stands before round numbers: 近40 and 3 are 约40.
    /// What is as far from both tens stays, for 近40 and 5 are no 50; what has parts was typed as
    /// finely as it is known.
    fn in_tens(self) -> Count {
        let approx = Some(Approx::About);
        if self.n < 10 || self.n % 10 == 5 || self.hundredths.unwrap_or(0) > 0 {
            return Count { approx, ..self };
        }
        // What is 近 is no more.
        let n = match self.approx {
            Some(Approx::Nearly) => self.n / 5 * 5,
            _ => self.n.saturating_add(5) / 10 * 10,
        };
        Count {
            n,
            approx,
            spread: 0,
            ..self
        }
    }

    /// Whether it is said to be so many or more, however it is marked: 3余节 is no Chinese, so that
    /// below ten the hedge goes behind.
    pub fn is_or_more(self) -> bool {
        match self.approx {
            Some(Approx::Over) => true,
            Some(Approx::Odd | Approx::More | Approx::Few) => (1..10).contains(&self.n),
            _ => false,
        }
    }

    /// The number with its measure word: 12节, 200余节, 近7万元, 几篇, 0.5天; of people
    /// of whom there is one at least 若干人. Round sums of money from
    /// 1万 on, and what is hedged and as round, are given in 万.
    pub fn with_unit(self, unit: &str) -> String {
        let said = self.said();
        let number = if unit == "元" || said.approx.is_some() {
            said.in_ten_thousands()
        } else {
            said.digits()
        };
        match said.approx {
            None => format!("{number}{unit}"),
            Some(Approx::Few) if said.n == 0 => format!("几{unit}"),
            Some(Approx::Nearly) => format!("近{number}{unit}"),
            Some(Approx::About) => format!("约{number}{unit}"),
            Some(Approx::Reaching) => format!("达{number}{unit}"),
            Some(Approx::Under) => format!("不足{number}{unit}"),
            Some(Approx::Around) => behind(&number, unit, "左右"),
            Some(Approx::Over) if said.digits() == "1" && unit.starts_with(['人', '名', '位']) =>
            {
                format!("若干{unit}")
            }
            Some(Approx::Over) => behind(&number, unit, "以上"),
            Some(_) if said.is_or_more() => behind(&number, unit, "以上"),
            Some(Approx::More) => format!("{number}多{unit}"),
            Some(Approx::Odd | Approx::Few) => format!("{number}余{unit}"),
        }
    }

    /// The digits alone, without zeros at the end: 12, 0.5, 386.05.
    pub fn digits(self) -> String {
        match self.hundredths.unwrap_or(0) {
            0 => self.n.to_string(),
            tenths if tenths.is_multiple_of(10) => format!("{}.{}", self.n, tenths / 10),
            hundredths => format!("{}.{hundredths:02}", self.n),
        }
    }

    /// 70000 as 7万, 68000 as 6.8万; 12345 and 24560 as they are, for nothing is rounded away.
    fn in_ten_thousands(self) -> String {
        let is_round = self.n.is_multiple_of(1_000) && self.hundredths.unwrap_or(0) == 0;
        if self.n < 10_000 || !is_round {
            return self.digits();
        }
        match self.n / 1_000 % 10 {
            0 => format!("{}万", self.n / 10_000),
            tenth => format!("{}.{tenth}万", self.n / 10_000),
        }
    }
}

/// Of a measure word with a noun a hedge that goes behind stands between the two: 5名以上学生.
fn behind(number: &str, unit: &str, hedge: &str) -> String {
    const NOUNS: [&str; 9] = [
        "教师",
        "学生",
        "同学",
        "班主任",
        "教研组",
        "班级",
        "学科",
        "学校",
        "代表队",
    ];
    let noun = NOUNS.iter().find(|noun| unit.ends_with(**noun));
    let noun = noun.copied().unwrap_or_default();
    let measure = &unit[..unit.len() - noun.len()];
    format!("{number}{measure}{hedge}{noun}")
}
