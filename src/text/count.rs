//! A number as people say it: exact, or hedged (200多, 近7万, 几); with what is behind its point
//! where it counts no pieces (半天, 386.5元).

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
            Approx::Nearly | Approx::About | Approx::Around => Approx::About,
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

    fn beside(self, other: Approx) -> Option<Approx> {
        let is_either = |mark| self == mark || other == mark;
        match (self, other) {
            (Approx::Reaching, Approx::Reaching) => None,
            (Approx::Reaching, mark) | (mark, Approx::Reaching) => mark.beside_exact(),
            (Approx::Few, Approx::Few) => Some(Approx::Odd),
            _ if self == other => Some(self),
            _ if self.is_floor() && other.is_floor() => Some(match is_either(Approx::Over) {
                true => Approx::Over,
                false => Approx::Odd,
            }),
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
    /// How far the parts of a sum with 余, 多 or 几 in it may reach beyond `n`; 0 of a number that is
    /// no such sum.
    pub spread: u32,
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
            spread: 0,
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

    /// The least that is asked for where it is a limit: 98, or 98以上; `None` where that is not clear.
    pub fn asked(self) -> Option<Count> {
        let is_clear = matches!(self.approx, None | Some(Approx::Over | Approx::Reaching));
        is_clear.then_some(self)
    }

    /// Whether it is at least `limit`; `None` where its hedge does not tell.
    pub fn reaches(self, limit: Count) -> Option<bool> {
        let least = self.at_least();
        let (most, limit) = (self.in_hundredths(), limit.in_hundredths());
        match self.approx {
            None | Some(Approx::Reaching) => Some(most >= limit),
            Some(mark) if mark.is_floor() => (least.in_hundredths() >= limit).then_some(true),
            Some(Approx::Under) => (most <= limit).then_some(false),
            Some(Approx::Nearly) => (most < limit).then_some(false),
            Some(_) => None,
        }
    }

    /// Of what is a little more the least that it can be, as a part of a sum.
    fn at_least(self) -> Count {
        let spread = self.reach();
        match self.approx {
            Some(Approx::Odd | Approx::More) if self.spread == 0 => match self.hundredths {
                None => Count {
                    n: self.n.saturating_add(1),
                    spread,
                    ..self
                },
                Some(_) => Count {
                    hundredths: Some(1),
                    spread,
                    ..self
                },
            },
            Some(Approx::Few) => Count {
                n: self.n.max(1),
                spread,
                ..self
            },
            _ => self,
        }
    }

    /// How far a number may reach beyond the least that it can be, short of the next as round: to
    /// 49 from 41, to 299 from 201.
    fn reach(self) -> u32 {
        let mut place = 10;
        while self.n > 0 && self.n.is_multiple_of(u64::from(place) * 10) && place < PLACES {
            place *= 10;
        }
        place - 2
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
        let (one, other) = (self.at_least(), times.at_least());
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
            spread: far(one, other).saturating_add(far(other, one)),
        }
    }

    /// What is said of it: of a sum of 余 and 多 a round number below, of which it is more but
    /// likely less than the next as round: 332 to 340 is 330余. Where there is none, all that is
    /// known is that it is no less.
    pub fn said(self) -> Count {
        let is_sum = self.spread > 0 && matches!(self.approx, Some(Approx::Odd | Approx::More));
        if !is_sum {
            return self;
        }
        let below = |step: u64| Count {
            n: self.n - self.n % step,
            hundredths: self.hundredths.map(|_| 0),
            spread: 0,
            ..self
        };
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

    /// The number with its measure word: 12节, 200余节, 近7万元, 几篇, 0.5天. Round sums of money from
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
            Some(Approx::Around) => format!("{number}{unit}左右"),
            Some(Approx::Over) => format!("{number}{unit}以上"),
            // 3余节 is no Chinese: below ten the hedge goes to the end.
            Some(Approx::Odd | Approx::More | Approx::Few) if said.n < 10 => {
                format!("{number}{unit}以上")
            }
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
        let (one, other) = (self.at_least(), other.at_least());
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
            spread: one.spread.saturating_add(other.spread),
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

/// Reads a hedged number of pieces such as `40余`, `近7万`, `98左右`, `几`. `None` if it is not one.
pub fn parse(text: &str) -> Option<Count> {
    let (count, has_point) = read(text)?;
    let is_whole = count.hundredths == Some(0) && !has_point;
    is_whole.then_some(Count {
        hundredths: None,
        ..count
    })
}

/// The same of what has parts: `0.5`, `约386.5`.
pub fn parse_quantity(text: &str) -> Option<Count> {
    read(text).map(|(count, _)| count)
}

/// A number with a hedge, and whether there is a point in it that is no part of 1.5万.
fn read(text: &str) -> Option<(Count, bool)> {
    const BEFORE: [&str; 4] = ["近", "约", "达", "不足"];
    const AFTER: [&str; 4] = ["余", "多", "左右", "以上"];
    let text = text.trim();
    if text == "几" {
        let few = Count::hedged(0, Approx::Few);
        return Some((
            Count {
                hundredths: Some(0),
                ..few
            },
            false,
        ));
    }
    let before = BEFORE.into_iter().find(|mark| text.starts_with(mark));
    let rest = &text[before.map_or(0, str::len)..];
    let after = AFTER.into_iter().find(|mark| rest.ends_with(mark));
    let number = &rest[..rest.len() - after.map_or(0, str::len)];
    let digits = number.strip_suffix('万');
    let scale = if digits.is_some() { 10_000 } else { 1 };
    let hundredths = hundredths(digits.unwrap_or(number), scale)?;
    let has_point = number.contains('.') && digits.is_none();
    let mark = match (before, after) {
        (Some(_), Some(_)) => return None,
        // 1.5余 is no Chinese.
        (_, Some("余" | "多")) if !hundredths.is_multiple_of(100) => return None,
        (mark, None) | (None, mark) => mark,
    };
    if hundredths == 0 && mark.is_some() {
        return None;
    }
    let count = Count {
        approx: mark.and_then(Approx::find),
        ..Count::of_hundredths(hundredths)
    };
    Some((count, has_point))
}

/// Digits, with a point or without, as hundredths of `scale`; `None` where they are finer.
fn hundredths(digits: &str, scale: u64) -> Option<u64> {
    let (whole, behind) = digits.split_once('.').unwrap_or((digits, "0"));
    let are_digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    if !are_digits(whole) || !are_digits(behind) {
        return None;
    }
    let scale = scale * 100;
    let behind = behind.trim_end_matches('0');
    let place = 10_u64.checked_pow(u32::try_from(behind.len()).ok()?)?;
    if !scale.is_multiple_of(place) {
        return None;
    }
    let behind = match behind {
        "" => 0,
        digits => digits.parse::<u64>().ok()? * (scale / place),
    };
    whole
        .parse::<u64>()
        .ok()?
        .checked_mul(scale)?
        .checked_add(behind)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn hedged(n: u64, approx: Approx) -> Count {
        Count::hedged(n, approx)
    }

    /// The sum of numbers as a log writes them.
    fn sum(parts: &[&str]) -> Count {
        let parts = parts.iter().map(|part| parse(part).expect("a number"));
        parts.sum()
    }

    #[test]
    fn marks_stand_where_chinese_puts_them() {
        assert_eq!(hedged(200, Approx::More).with_unit("节"), "200多节");
        assert_eq!(hedged(600, Approx::Odd).with_unit("名"), "600余名");
        assert_eq!(hedged(70_000, Approx::Nearly).with_unit("元"), "近7万元");
        assert_eq!(hedged(68_000, Approx::About).with_unit("元"), "约6.8万元");
        assert_eq!(hedged(98, Approx::Around).with_unit("%"), "98%左右");
        assert_eq!(hedged(98, Approx::Over).with_unit("%"), "98%以上");
        assert_eq!(hedged(80, Approx::Under).with_unit("%"), "不足80%");
        assert_eq!(Count::exact(24_560).with_unit("元"), "24560元");
        assert_eq!(hedged(0, Approx::Few).with_unit("篇"), "几篇");
        assert_eq!(hedged(8, Approx::Odd).with_unit("节"), "8节以上");
    }

    #[test]
    fn what_is_hedged_is_not_rounded() {
        for (typed, printed) in [
            ("约24560", "约24560元"),
            ("19600余", "19600余元"),
            ("近10400", "近10400元"),
            ("约24000", "约2.4万元"),
            ("近2.5万", "近2.5万元"),
            ("约2.456万", "约24560元"),
        ] {
            assert_eq!(sum(&[typed]).with_unit("元"), printed);
        }
    }

    #[test]
    fn a_sum_with_a_marked_part_is_marked() {
        for (parts, printed) in [
            (&["291", "40余"][..], "330余节"),
            (&["39", "40余"], "80余节"),
            (&["282", "40余"], "320余节"),
            (&["40余"], "40余节"),
            (&["45余"], "45余节"),
            (&["0", "45余"], "45余节"),
            // 79 to 87 is no 70余.
            (&["38", "40余"], "70节以上"),
            (&["200多", "15"], "200余节"),
            // 392 to 490.
            (&["100余", "291"], "390节以上"),
            (&["20多", "30多"], "50多节"),
            (&["20多", "30余"], "50余节"),
            (&["3余", "2"], "6节以上"),
            (&["近40", "3"], "约43节"),
            (&["近40", "近50"], "近90节"),
            (&["达30"], "达30节"),
            (&["达30", "2"], "32节"),
            (&["达30", "达20"], "50节"),
            (&["达30", "40余"], "70余节"),
            (&["几", "12"], "10余节"),
            (&["几", "19"], "20余节"),
            (&["几", "几"], "2节以上"),
            (&["40以上", "3"], "43节以上"),
            (&["不足80", "5"], "不足85节"),
            (&["40余", "约50"], "约91节"),
            (&["19600余", "530"], "20100余节"),
        ] {
            assert_eq!(sum(parts).with_unit("节"), printed, "{parts:?}");
        }
    }

    #[test]
    fn so_many_times_is_as_often_added() {
        for (one, times, printed) in [
            ("12", "8", "96节"),
            ("几", "1", "几节"),
            ("几", "20", "20节以上"),
            ("40余", "1", "40余节"),
            ("40余", "20", "800余节"),
            ("近40", "2", "近80节"),
            ("达30", "2", "60节"),
        ] {
            let (one, times) = (sum(&[one]), sum(&[times]));
            assert_eq!(one.times(times).with_unit("节"), printed);
            assert_eq!(times.times(one).with_unit("节"), printed);
        }
    }

    #[test]
    fn what_has_parts_is_added_exactly() {
        let sum = |parts: &[&str]| -> Count {
            let parts = parts.iter().map(|part| parse_quantity(part));
            parts.map(|part| part.expect("a number")).sum()
        };
        assert_eq!(sum(&["0.5", "1.5"]).with_unit("天"), "2天");
        assert_eq!(sum(&["0.1", "0.2"]).with_unit("元"), "0.3元");
        assert_eq!(sum(&["386.5"]).with_unit("元"), "386.5元");
        assert_eq!(sum(&["386.05", "1"]).with_unit("元"), "387.05元");
        assert_eq!(sum(&["9999.99", "0.01"]).with_unit("元"), "1万元");
        assert_eq!(sum(&["0.50"]).with_unit("天"), "0.5天");
        assert_eq!(sum(&["约2.5"]).with_unit("天"), "约2.5天");
        // 39 and a little more than 40 may be less than 80.
        assert_eq!(sum(&["39", "40余"]).with_unit("学时"), "70学时以上");
        let each = parse_quantity("7.5").expect("a number");
        assert_eq!(each.times(Count::exact(3)).with_unit("学时"), "22.5学时");
    }

    #[test]
    fn hedged_numbers_are_read() {
        assert_eq!(parse("40余"), Some(hedged(40, Approx::Odd)));
        assert_eq!(parse("近7万"), Some(hedged(70_000, Approx::Nearly)));
        assert_eq!(parse("1.5万"), Some(Count::exact(15_000)));
        assert_eq!(parse("40以上"), Some(hedged(40, Approx::Over)));
        assert_eq!(parse("不足80"), Some(hedged(80, Approx::Under)));
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
            "4.0",
            "近0",
            "1.23456万",
            "99999999999999999999",
        ] {
            assert_eq!(parse(wrong), None, "{wrong}");
        }
        for wrong in ["1.555", "1.", ".5", "1.5余", "1e3", "约0.0", "1.2.3"] {
            assert_eq!(parse_quantity(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn what_is_not_certain_is_undecided() {
        for (typed, limit, reaches) in [
            ("98", 98, Some(true)),
            ("97.99", 98, Some(false)),
            ("98以上", 98, Some(true)),
            ("98以上", 99, None),
            ("近98", 98, None),
            ("近98", 99, Some(false)),
            ("98左右", 90, None),
            ("不足80", 80, Some(false)),
            ("不足80", 60, None),
            ("40余", 41, None),
            ("40余", 40, Some(true)),
        ] {
            let typed = parse_quantity(typed).expect("a number");
            assert_eq!(typed.reaches(Count::exact(limit)), reaches, "{typed}");
        }
    }

    /// A number as somebody may type it.
    fn typed() -> impl Strategy<Value = Count> {
        let marks = prop::sample::select(vec![
            "{}", "{}", "{}余", "{}多", "近{}", "约{}", "{}左右", "达{}", "{}以上", "不足{}", "几",
        ]);
        let round = prop::sample::select(vec![1_u64, 1, 10, 100, 1000]);
        (marks, 1..200_u64, round, any::<bool>()).prop_map(|(mark, n, round, has_parts)| {
            let text = mark.replace("{}", &(n * round).to_string());
            let read = if has_parts { parse_quantity } else { parse };
            read(&text).expect("a number")
        })
    }

    /// The least that a typed number may be, in hundredths.
    fn least(count: Count) -> u64 {
        let step = if count.hundredths.is_some() { 1 } else { 100 };
        match count.approx {
            Some(Approx::Odd | Approx::More) => count.in_hundredths() + step,
            Some(Approx::Few) => 100,
            _ => count.in_hundredths(),
        }
    }

    proptest! {
        #[test]
        fn the_order_of_adding_does_not_matter(
            (parts, mixed) in prop::collection::vec(typed(), 0..8)
                .prop_flat_map(|parts| (Just(parts.clone()), Just(parts).prop_shuffle())),
            split in 0..8_usize,
        ) {
            let sum: Count = parts.iter().copied().sum();
            prop_assert_eq!(mixed.iter().copied().sum::<Count>(), sum);
            let (one, other) = mixed.split_at(split.min(mixed.len()));
            let halves = one.iter().copied().sum::<Count>() + other.iter().copied().sum();
            prop_assert_eq!(halves, sum);
        }

        #[test]
        fn a_sum_says_no_more_than_its_parts(parts in prop::collection::vec(typed(), 2..8)) {
            let sum: Count = parts.iter().copied().sum();
            let said = sum.said();
            let all: u64 = parts.iter().copied().map(least).sum();
            let is = |mark: &[Approx]| said.approx.is_some_and(|known| mark.contains(&known));
            if is(&[Approx::Odd, Approx::More]) {
                prop_assert!(said.in_hundredths() <= all, "{} of {:?}", said, parts);
                prop_assert!(said.n.is_multiple_of(10) && all < (said.n + said.n) * 100 + 1000);
            }
            if is(&[Approx::Over]) {
                prop_assert!(said.in_hundredths() <= all, "{} of {:?}", said, parts);
            }
            if said.approx.is_none() {
                prop_assert_eq!(said.in_hundredths(), all);
            }
            let is_exact = |part: &Count| matches!(part.approx, None | Some(Approx::Reaching));
            prop_assert_eq!(said.approx.is_none(), parts.iter().all(is_exact));
        }

        #[test]
        fn what_is_printed_is_read_again(count in typed(), unit in prop::sample::select(vec!["", "元"])) {
            let printed = count.with_unit(unit);
            let again = parse_quantity(&printed.replace("元", ""));
            prop_assert_eq!(again.map(Count::in_hundredths), Some(count.in_hundredths()));
        }
    }
}
