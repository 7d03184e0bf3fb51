//! A number as people say it: exact, or hedged (200多, 近7万, 几); with what is behind its point
//! where it counts no pieces (半天, 386.5元).

mod bounds;
mod read;
mod said;
#[cfg(test)]
mod tests;

use std::fmt;
use std::iter::Sum;

pub use bounds::short_of_near;
pub use read::{parse, parse_quantity};

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
    /// 以上: so many or more; after the measure word.
    Over,
    /// 不足: fewer; before the number.
    Under,
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
            "以上" => Approx::Over,
            "不足" => Approx::Under,
            _ => return None,
        })
    }

    /// The mark of a sum of a part marked `self` and an exact part; none where the part is as exact.
    fn beside_exact(self) -> Option<Approx> {
        Some(match self {
            Approx::Odd | Approx::More | Approx::Few => Approx::Odd,
            Approx::Over => Approx::Over,
            // 近30 and 8 are no 40.
            Approx::Nearly => Approx::Nearly,
            Approx::About | Approx::Around => Approx::About,
            Approx::Under => Approx::Under,
            Approx::Reaching => return None,
        })
    }

    fn is_floor(self) -> bool {
        matches!(
            self,
            Approx::Odd | Approx::More | Approx::Few | Approx::Over
        )
    }

    /// How far what is so marked may fall short of `n`.
    fn short_of(self, n: u64) -> u64 {
        match self {
            Approx::Nearly | Approx::About | Approx::Around => n.div_ceil(10),
            Approx::Under => n,
            _ => 0,
        }
    }

    /// How far what is so marked may be more than `n`, where it is not a little more.
    fn beyond(self, n: u64) -> u64 {
        match self {
            Approx::About | Approx::Around => n.div_ceil(10),
            _ => 0,
        }
    }

    fn beside(self, other: Approx) -> Option<Approx> {
        let is_either = |mark| self == mark || other == mark;
        match (self, other) {
            (Approx::Reaching, Approx::Reaching) => None,
            (Approx::Reaching, mark) | (mark, Approx::Reaching) => mark.beside_exact(),
            (Approx::Few, Approx::Few) => Some(Approx::Odd),
            _ if self == other => Some(self),
            // There may be any number more, whatever is beside it.
            _ if is_either(Approx::Over) => Some(Approx::Over),
            _ if self.is_floor() && other.is_floor() => Some(Approx::Odd),
            _ => Some(Approx::About),
        }
    }
}

/// A number, possibly hedged. A sum with a hedged part stays hedged, whatever the order of adding,
/// and says no more than its parts: 余 and 多 are one more at least, 几 is one at least, 以上 may be
/// exactly so many; beside 约, 近 and 左右 all is about. What is 达30 is 30.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Count {
    /// The number, without what is behind its point; 0 where only “a few” is known. Of a sum of
    /// 余 and 多 the least that it can be, which is not what is said of it.
    pub n: u64,
    /// What is behind the point, in hundredths, of days, hours, money and rates; of what is counted
    /// by pieces nothing.
    pub hundredths: Option<u8>,
    /// Its hedge.
    pub approx: Option<Approx>,
    /// The place of the least exact of the hedged parts of a sum: 100 where it is 约200, 1 where it
    /// is 约43; 0 of a number that is no such sum.
    pub place: u32,
    /// How far the parts of a sum with 余, 多 or 几 in it may reach beyond `n`.
    pub spread: u32,
    /// How far the parts of a sum that are about so many may reach beyond `n`.
    pub long: u64,
    /// How far the parts of a sum that are about so many, or fewer, may fall short of `n`.
    pub short: u64,
    /// How much of a sum is exact, in hundredths.
    pub sure: u64,
}

impl Count {
    /// Nothing.
    pub const ZERO: Count = Count::exact(0);

    /// Exactly `n`.
    pub const fn exact(n: u64) -> Count {
        Count {
            n,
            hundredths: None,
            approx: None,
            place: 0,
            spread: 0,
            long: 0,
            short: 0,
            sure: 0,
        }
    }

    /// `n` with a hedge.
    pub const fn hedged(n: u64, approx: Approx) -> Count {
        Count {
            approx: Some(approx),
            ..Count::exact(n)
        }
    }

    /// Exactly so many hundredths of a quantity.
    pub fn of_hundredths(hundredths: u64) -> Count {
        Count {
            hundredths: Some((hundredths % 100) as u8),
            ..Count::exact(hundredths / 100)
        }
    }

    /// Whether there is nothing to speak of.
    pub fn is_zero(self) -> bool {
        self.in_hundredths() == 0 && self.approx != Some(Approx::Few)
    }

    /// The number in hundredths: for shares and averages, and to be held against others.
    pub fn in_hundredths(self) -> u64 {
        let behind = u64::from(self.hundredths.unwrap_or(0));
        self.n.saturating_mul(100).saturating_add(behind)
    }

    /// So much or more: more of it is not known. Nothing stays nothing.
    #[must_use]
    pub fn or_more(self) -> Count {
        match self.is_zero() {
            true => self,
            false => Count {
                approx: Some(Approx::Over),
                ..self.as_part()
            },
        }
    }

    /// The least that is asked for where it is a limit: 98, or 98以上; `None` where that is not clear.
    pub fn asked(self) -> Option<Count> {
        let is_clear = matches!(self.approx, None | Some(Approx::Over | Approx::Reaching));
        is_clear.then_some(self)
    }

    /// The number as a part of a sum: of what is a little more the least that it can be, and how far
    /// it may be from that.
    fn as_part(self) -> Count {
        let Some(mark) = self.approx.filter(|mark| *mark != Approx::Reaching) else {
            return self;
        };
        if self.place > 0 {
            return self;
        }
        let place = self.place_of();
        let (n, hundredths) = match (mark, self.hundredths) {
            (Approx::Odd | Approx::More, None) => (self.n.saturating_add(1), None),
            (Approx::Odd | Approx::More, Some(_)) => (self.n, Some(1)),
            (Approx::Few, hundredths) => (self.n.max(1), hundredths),
            (_, hundredths) => (self.n, hundredths),
        };
        // Short of the next as round: to 49 from 41, to 299 from 201.
        let next = if mark.is_floor() {
            place.max(10) - 2
        } else {
            0
        };
        Count {
            n,
            hundredths,
            place,
            spread: next,
            long: mark.beyond(self.n),
            short: mark.short_of(self.n),
            ..self
        }
    }

    /// How much of it is exact, in hundredths.
    fn known(self) -> u64 {
        match self.approx {
            None | Some(Approx::Reaching) => self.in_hundredths(),
            Some(_) => self.sure,
        }
    }

    /// How round the number is: 100 of 1200, 1 of 43.
    fn place_of(self) -> u32 {
        let mut place = 1;
        while self.n > 0 && self.n.is_multiple_of(u64::from(place) * 10) && place < PLACES {
            place *= 10;
        }
        place
    }

    /// `self` taken `times` times (twelve people at each of eight sessions).
    pub fn times(self, times: Count) -> Count {
        if self.is_zero() || times.is_zero() {
            return Count::ZERO;
        }
        const ONE: Count = Count::exact(1);
        match (self, times) {
            (only, ONE) | (ONE, only) => return only,
            _ => {}
        }
        let approx = match (self.approx, times.approx) {
            (None, None) => None,
            // As if it were added up so many times.
            (Some(mark), None) | (None, Some(mark)) => mark.beside(mark),
            (Some(a), Some(b)) => a.beside(b),
        };
        let (one, other) = (self.as_part(), times.as_part());
        let hundredths = match self.hundredths.or(times.hundredths) {
            Some(_) => u128::from(one.in_hundredths()) * u128::from(other.in_hundredths()) / 100,
            None => u128::from(one.n) * u128::from(other.n) * 100,
        };
        let n = u64::try_from(hundredths / 100).unwrap_or(u64::MAX);
        // How many a few times a few are is not even roughly known.
        if approx == Some(Approx::Odd) && n <= 1 {
            return Count::hedged(0, Approx::Few);
        }
        let far = |one: Count, other: Count| {
            let times = u32::try_from(other.n.max(1)).unwrap_or(u32::MAX);
            one.spread.saturating_mul(times)
        };
        Count {
            n,
            hundredths: self
                .hundredths
                .or(times.hundredths)
                .map(|_| (hundredths % 100) as u8),
            approx,
            place: one.place.max(other.place),
            spread: far(one, other).saturating_add(far(other, one)),
            long: (one.long.saturating_mul(other.n))
                .saturating_add(other.long.saturating_mul(one.n)),
            short: (one.short.saturating_mul(other.n))
                .saturating_add(other.short.saturating_mul(one.n)),
            sure: 0,
        }
    }
}

/// The highest place that is looked at.
const PLACES: u32 = 100_000_000;

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
            (Some(mark), None) | (None, Some(mark)) => mark.beside_exact(),
            (Some(a), Some(b)) => a.beside(b),
        };
        let (one, other) = (self.as_part(), other.as_part());
        let behind = |count: Count| count.hundredths.unwrap_or(0);
        let hundredths = behind(one) + behind(other);
        let whole = one.n.saturating_add(other.n);
        Count {
            n: whole.saturating_add(u64::from(hundredths / 100)),
            hundredths: one
                .hundredths
                .or(other.hundredths)
                .map(|_| hundredths % 100),
            approx,
            place: one.place.max(other.place),
            spread: one.spread.saturating_add(other.spread),
            long: one.long.saturating_add(other.long),
            short: one.short.saturating_add(other.short),
            sure: match approx {
                Some(_) => one.known().saturating_add(other.known()),
                None => 0,
            },
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
