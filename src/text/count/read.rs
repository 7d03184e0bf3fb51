//! Numbers as they are typed.

use super::{Approx, Count};

/// What a larger number is read as, in hundredths: far beyond what any key takes, so that it is
/// refused as a number and never taken for words.
const MOST: u64 = 1_000_000_000_000_000_000;

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
    let whole = whole.parse().unwrap_or(MOST);
    Some(whole.saturating_mul(scale).saturating_add(behind).min(MOST))
}
