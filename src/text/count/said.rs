//! How a number is said, no more exactly than it is known.

use super::{Approx, Count};

impl Count {
    /// What is said of it: of a sum of 余 and 多 a round number below, of which it is more but
    /// likely less than the next as round: 332 to 340 is 330余. Where there is none, all that is
    /// known is that it is no less.
    pub fn said(self) -> Count {
        match self.approx {
            Some(Approx::Odd | Approx::More) if self.place > 0 => {}
            Some(Approx::About | Approx::Around | Approx::Nearly) if self.place > 0 => {
                return match self.is_wide() {
                    true => self.no_less(),
                    false => self.rounded(),
                };
            }
            Some(Approx::Over) if self.short > 0 => return self.no_less(),
            _ => return self,
        }
        let below = |step| self.below(step);
        let middle = u128::from(self.n) * 2 + u128::from(self.spread);
        let fits = |step: &u64| middle <= (u128::from(below(*step).n) + u128::from(*step)) * 2;
        let tens = std::iter::successors(Some(10_u64), |step| step.checked_mul(10));
        let mut steps = tens.take_while(|step| *step <= self.n);
        match steps.find(fits) {
            Some(step) => below(step),
            None => self.no_less(),
        }
    }

    /// The number as round as `step` that is no more.
    fn below(self, step: u64) -> Count {
        self.as_round(self.n - self.n % step)
    }

    /// `n` of it, and nothing behind the point.
    fn as_round(self, n: u64) -> Count {
        Count {
            approx: self.approx,
            hundredths: self.hundredths.map(|_| 0),
            ..Count::exact(n)
        }
    }

    /// The least that a sum can be, as a round number, though more than what is exact of it: of 98
    /// and 几 99, not 90.
    fn no_less(self) -> Count {
        let n = self.n.saturating_sub(self.short);
        let least = Count {
            n,
            approx: Some(Approx::Over),
            ..self
        };
        let steps = if n < 10 { [1, 1] } else { [10, 5] };
        let mut round = steps.into_iter().map(|step| least.below(step));
        let is_beyond = |round: &Count| round.in_hundredths() > self.sure || self.sure == 0;
        round.find(is_beyond).unwrap_or(least.below(1))
    }

    /// Whether a sum may be half as much again as its least, or nearly, so that no one number
    /// stands for it.
    fn is_wide(self) -> bool {
        let most = self.most().saturating_mul(10);
        most > self.n.saturating_sub(self.short).saturating_mul(13)
    }

    fn most(self) -> u64 {
        let spread = u64::from(self.spread);
        self.n.saturating_add(spread).saturating_add(self.long)
    }

    /// A sum that is about so many, as round as its least exact part: 近7万 and 40余 are 约7万. What it
    /// cannot be is not said, so that 近30 and 8 are no 40; nor does rounding change it by more than
    /// one in twenty: 约2.4万 and 近3万 are 约5.4万, not 约5万. Parts that are as fine as single ones
    /// make tens, for 约 stands before round numbers; what is as far from both tens stays.
    fn rounded(self) -> Count {
        let is_near = self.approx == Some(Approx::Nearly);
        let place = u64::from(self.place);
        if place <= 10 && (self.n < 10 || self.hundredths.unwrap_or(0) > 0) || place == 1 && is_near
        {
            return Count {
                hundredths: self.hundredths,
                ..self.as_round(self.n)
            };
        }
        let n = self.roundest();
        let is_near = is_near && n >= self.n && n.is_multiple_of(10);
        Count {
            approx: Some(if is_near {
                Approx::Nearly
            } else {
                Approx::About
            }),
            ..self.as_round(n)
        }
    }

    /// The next ten, of which the least that it can be is not too short, and the most not far off: 51
    /// to 55 are not 近60.
    fn ten_above(self) -> Option<u64> {
        const FAR: u64 = 5;
        let ten = self.n.next_multiple_of(10);
        if ten - self.n >= FAR {
            return None;
        }
        let least = self.n.saturating_sub(self.short);
        (least.saturating_mul(10) >= ten.saturating_mul(9)).then_some(ten)
    }

    fn roundest(self) -> u64 {
        let place = u64::from(self.place);
        let tenths = std::iter::successors(Some(place), |step| Some(step / 10));
        let steps: Vec<u64> = match place {
            0..=10 if self.n % 10 == 5 => Vec::new(),
            0..=10 => vec![10, 5],
            _ => tenths.take_while(|step| *step > 1).collect(),
        };
        // What is 近 is less, and more of it is than that something else may be more.
        let is_less = self.short > self.most() - self.n;
        let up = |step: u64| if is_less { 0 } else { step / 2 };
        let mut rounded = steps
            .into_iter()
            .map(|step| self.n.saturating_add(up(step)) / step * step);
        let can_be = self.n.saturating_sub(self.short)..=self.most();
        let is_fine = |n: &u64| place <= 10 || self.n.abs_diff(*n) <= self.n / 20;
        let found = rounded.find(|n| can_be.contains(n) && is_fine(n));
        found.unwrap_or(match self.approx {
            // 127 or 128 are 近130; where there is no such ten, the most that it can be.
            Some(Approx::Nearly) if place == 10 => self.ten_above().unwrap_or(self.n - 1),
            _ => self.n,
        })
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
            Some(Approx::Over) if said.n == 0 => format!("若干{unit}"),
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
