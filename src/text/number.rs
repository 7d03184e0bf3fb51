//! Chinese numerals for section marks, and rates and averages with one rounding rule.

/// `n` in Chinese numerals, 1 to 99 (一, 十, 二十一); larger numbers in Arabic.
pub fn chinese(n: usize) -> String {
    const DIGITS: [&str; 10] = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
    match (n / 10, n % 10) {
        (0, one @ 1..) => DIGITS[one].to_owned(),
        (1, one) => format!("十{}", DIGITS[one]),
        (ten @ 2..=9, one) => format!("{}十{}", DIGITS[ten], DIGITS[one]),
        _ => n.to_string(),
    }
}

/// `part` ÷ `whole` in tenths, rounded half up: the one rounding rule of the report.
/// `None` when `whole` is 0.
fn tenths(part: u64, whole: u64) -> Option<u64> {
    let (part, whole) = (u128::from(part), u128::from(whole));
    let rounded = (part * 20 + whole).checked_div(whole * 2)?;
    u64::try_from(rounded).ok()
}

/// Tenths of a percent with the sign: 985 is 98.5%.
pub fn percent_of_tenths(tenths: u32) -> String {
    format!("{}%", decimal(u64::from(tenths)))
}

/// Tenths as a decimal, without a trailing `.0`.
fn decimal(tenths: u64) -> String {
    match tenths % 10 {
        0 => (tenths / 10).to_string(),
        rest => format!("{}.{rest}", tenths / 10),
    }
}

/// `part` ÷ `whole` to one decimal, half up. `None` when `whole` is 0.
pub fn average(part: u64, whole: u64) -> Option<String> {
    tenths(part, whole).map(decimal)
}

/// The same, but never rounded up to a whole number: that is what was asked for and not reached.
/// `None` when `whole` is 0.
pub fn average_below(part: u64, whole: u64) -> Option<String> {
    let tenths = tenths(part, whole)?;
    let is_up = u128::from(tenths) * u128::from(whole) > u128::from(part) * 10;
    Some(decimal(match is_up && tenths.is_multiple_of(10) {
        true => tenths - 1,
        false => tenths,
    }))
}

/// `part` of `whole` in percent to one decimal, half up, with the sign. A share that is not
/// everything never rounds up to 100%, one that is not nothing never down to 0%.
pub fn percent(part: u64, whole: u64) -> Option<String> {
    let mut share = tenths(part.checked_mul(100)?, whole)?;
    if part < whole {
        share = share.min(999);
    }
    if part > 0 {
        share = share.max(1);
    }
    Some(format!("{}%", decimal(share)))
}

/// A share that is about so many hundredths of a percent, in whole percent; half goes to the even
/// one, so that a share and what is left of it add up to 100. `None` where it rounds to none or to
/// all without being that.
pub fn about_percent(hundredths: u32) -> Option<String> {
    let (whole, rest) = (hundredths / 100, hundredths % 100);
    let is_up = rest > 50 || (rest == 50 && !whole.is_multiple_of(2));
    let whole = whole + u32::from(is_up);
    let is_said = rest == 0 || (1..100).contains(&whole);
    is_said.then(|| format!("{whole}%"))
}

/// The shares of `parts` in their sum, in tenths of a percent, which add up to 1000: each is
/// rounded down, and what is missing goes to those that lost most (largest remainder), the
/// earlier first. All 0 where there is nothing.
pub fn shares(parts: &[u64]) -> Vec<u32> {
    shares_of(1000, parts)
}

/// The same in whole percent: of what is only about so much.
pub fn about_shares(parts: &[u64]) -> Vec<u32> {
    shares_of(100, parts)
}

fn shares_of(all: u32, parts: &[u64]) -> Vec<u32> {
    let whole: u128 = parts.iter().map(|part| u128::from(*part)).sum();
    if whole == 0 {
        return vec![0; parts.len()];
    }
    let exact = |part: &u64| u128::from(*part) * u128::from(all);
    let mut shares: Vec<u32> = parts
        .iter()
        .map(|part| u32::try_from(exact(part) / whole).unwrap_or(all))
        .collect();
    let missing = all - shares.iter().sum::<u32>();
    let mut by_loss: Vec<usize> = (0..parts.len()).collect();
    by_loss.sort_by_key(|at| std::cmp::Reverse(exact(&parts[*at]) % whole));
    for at in by_loss.into_iter().take(missing as usize) {
        shares[at] += 1;
    }
    shares
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numerals() {
        let expected = [
            (1, "一"),
            (10, "十"),
            (12, "十二"),
            (20, "二十"),
            (99, "九十九"),
            (100, "100"),
        ];
        for (n, text) in expected {
            assert_eq!(chinese(n), text);
        }
    }

    #[test]
    fn shares_of_one_whole_add_up() {
        assert_eq!(shares(&[1, 1, 1]), [334, 333, 333]);
        assert_eq!(shares(&[201, 79, 43, 8]), [607, 239, 130, 24]);
        assert_eq!(shares(&[0, 0]), [0, 0]);
        assert_eq!(shares(&[]), [0; 0]);
        assert_eq!(shares(&[u64::MAX, 1]).iter().sum::<u32>(), 1000);
    }

    #[test]
    fn rates_round_half_up_and_never_lie_at_the_ends() {
        assert_eq!(percent(5, 46).as_deref(), Some("10.9%"));
        assert_eq!(percent(1, 2).as_deref(), Some("50%"));
        assert_eq!(percent(9999, 10000).as_deref(), Some("99.9%"));
        assert_eq!(percent(1, 10000).as_deref(), Some("0.1%"));
        assert_eq!(percent(46, 46).as_deref(), Some("100%"));
        assert_eq!(percent(0, 0), None);
        assert_eq!(average(613, 46).as_deref(), Some("13.3"));
        assert_eq!(average(26, 2).as_deref(), Some("13"));
        assert_eq!(average_below(199, 25).as_deref(), Some("7.9"));
        assert_eq!(average_below(200, 25).as_deref(), Some("8"));
        assert_eq!(average_below(5, 3).as_deref(), Some("1.7"));
    }
}
