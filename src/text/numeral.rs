//! Numerals as people type them: 48, ４８, 1,200, 6.8万, 四十八, 两百零三.

/// A numeral at the beginning of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Numeral {
    /// What it says, in hundredths; `None` where it is no one number (二十三四, 2.345) or too
    /// large to be a count.
    pub hundredths: Option<u64>,
    /// By how many hundredths it may be rounded: 6.8万 stands for all that rounds to it.
    pub rounded: u64,
    /// Its bytes.
    pub length: usize,
    /// Whether it is written in Chinese numerals.
    pub is_chinese: bool,
}

/// The largest number that is read, in hundredths: a thousand million.
const MOST: u64 = 100_000_000_000;

/// The numeral that `text` begins with.
pub fn at_start(text: &str) -> Option<Numeral> {
    let first = text.chars().next()?;
    match digit(first) {
        Some(_) => Some(arabic(text)),
        None => chinese(text),
    }
}

/// The value of an Arabic digit, ASCII or full-width.
fn digit(c: char) -> Option<u64> {
    let c = match c {
        '０'..='９' => char::from_u32(u32::from(c) - 0xFEE0)?,
        c => c,
    };
    c.to_digit(10).map(u64::from)
}

/// The run of digits at the beginning of `text`: what it says and its bytes.
fn digits(text: &str) -> (Option<u64>, usize) {
    let mut value = Some(0_u64);
    let mut length = 0;
    for c in text.chars() {
        let Some(digit) = digit(c) else { break };
        value = value.and_then(|value| value.checked_mul(10)?.checked_add(digit));
        length += c.len_utf8();
    }
    (value, length)
}

fn arabic(text: &str) -> Numeral {
    let (mut value, mut length) = digits(text);
    // 1,200: a comma before exactly three digits.
    while let Some(rest) = text[length..].strip_prefix(',') {
        let (more, taken) = digits(rest);
        if taken != 3 || length > 12 {
            break;
        }
        value = thousands(value, more);
        length += 1 + taken;
    }
    let mut hundredths = value.and_then(|value| value.checked_mul(100));
    let mut unit = 100;
    if let Some(rest) = text[length..].strip_prefix(['.', '．']) {
        let (more, taken) = digits(rest);
        let point = text[length..].len() - rest.len();
        if taken > 0 {
            length += point + taken;
            let (scale, last) = if taken == 1 { (10, 10) } else { (1, 1) };
            let part = more.filter(|_| taken <= 2);
            hundredths = sum(hundredths, part.map(|part| part * scale));
            unit = last;
        }
    }
    let mut rounded = 0;
    for (sign, times) in [('万', 10_000_u64), ('亿', 100_000_000)] {
        if let Some(rest) = text[length..].strip_prefix(sign) {
            hundredths = hundredths.and_then(|value| value.checked_mul(times));
            rounded = unit * times / 2;
            length = text.len() - rest.len();
            break;
        }
    }
    Numeral {
        hundredths: hundredths.filter(|value| *value <= MOST),
        rounded,
        length,
        is_chinese: false,
    }
}

fn thousands(value: Option<u64>, more: Option<u64>) -> Option<u64> {
    value?.checked_mul(1000)?.checked_add(more?)
}

fn sum(one: Option<u64>, other: Option<u64>) -> Option<u64> {
    one?.checked_add(other?)
}

/// What a character of a Chinese numeral says: a digit, or by how much it multiplies.
enum Sign {
    Digit(u64),
    Times(u64),
}

fn sign(c: char) -> Option<Sign> {
    Some(match c {
        '〇' | '零' => Sign::Digit(0),
        '一' => Sign::Digit(1),
        '二' | '两' => Sign::Digit(2),
        '三' => Sign::Digit(3),
        '四' => Sign::Digit(4),
        '五' => Sign::Digit(5),
        '六' => Sign::Digit(6),
        '七' => Sign::Digit(7),
        '八' => Sign::Digit(8),
        '九' => Sign::Digit(9),
        '十' => Sign::Times(10),
        '百' => Sign::Times(100),
        '千' => Sign::Times(1_000),
        '万' => Sign::Times(10_000),
        '亿' => Sign::Times(100_000_000),
        _ => return None,
    })
}

fn chinese(text: &str) -> Option<Numeral> {
    let end = text.find(|c| sign(c).is_none()).unwrap_or(text.len());
    let written = &text[..end];
    (end > 0).then(|| Numeral {
        hundredths: chinese_value(written).and_then(|value| value.checked_mul(100)),
        rounded: 0,
        length: end,
        is_chinese: true,
    })
}

/// What a Chinese numeral says, where its signs follow one another as in a number: 三百零五, and
/// not 二〇二五, which is a year, nor 三四十.
fn chinese_value(written: &str) -> Option<u64> {
    let (mut whole, mut section, mut waiting) = (0_u64, 0_u64, None);
    let mut smallest = u64::MAX;
    let mut is_short = false;
    for c in written.chars() {
        match sign(c)? {
            Sign::Digit(0) if waiting.is_none() => is_short = false,
            Sign::Digit(digit) if waiting.is_none() && digit > 0 => waiting = Some(digit),
            Sign::Digit(_) => return None,
            Sign::Times(times) if times < 10_000 && times < smallest => {
                // 十二 is 一十二; 百 alone is no number.
                let is_ten = times == 10 && section == 0 && whole == 0;
                let digit = waiting.take().or(is_ten.then_some(1))?;
                section += digit * times;
                smallest = times;
                is_short = times > 10;
            }
            Sign::Times(times) if times >= 10_000 && whole == 0 => {
                whole = (section + waiting.take().unwrap_or(0)).checked_mul(times)?;
                section = 0;
                smallest = u64::MAX;
                is_short = true;
                if whole == 0 {
                    return None;
                }
            }
            Sign::Times(_) => return None,
        }
    }
    // 二百五 is 250 to most, and may be a slip for 二百零五.
    if is_short && waiting.is_some() {
        return None;
    }
    let all = whole.checked_add(section + waiting.unwrap_or(0))?;
    (all > 0 && all <= MOST / 100).then_some(all)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Option<(Option<u64>, &str)> {
        let numeral = at_start(text)?;
        Some((numeral.hundredths, &text[numeral.length..]))
    }

    #[test]
    fn numbers_are_read_in_every_writing() {
        let cases = [
            ("48节", 4800, "节"),
            ("４８节", 4800, "节"),
            ("1,200人次", 120_000, "人次"),
            ("1,20人", 100, ",20人"),
            ("98.5%", 9850, "%"),
            ("6.8万元", 6_800_000, "元"),
            ("四十八节", 4800, "节"),
            ("十二次", 1200, "次"),
            ("两百零三名", 20_300, "名"),
            ("一万二千元", 1_200_000, "元"),
            ("三十万", 30_000_000, ""),
        ];
        for (text, hundredths, rest) in cases {
            assert_eq!(read(text), Some((Some(hundredths), rest)), "{text}");
        }
        assert_eq!(
            at_start("6.8万元").map(|numeral| numeral.rounded),
            Some(50_000)
        );
    }

    #[test]
    fn what_is_no_one_number_has_no_value() {
        for text in [
            "二〇二五",
            "三四十",
            "二百五",
            "一万二",
            "百",
            "千",
            "万",
            "2.345",
            "9999999999999999999999",
            "十十",
        ] {
            assert_eq!(read(text), Some((None, "")), "{text}");
        }
        assert_eq!(read("节48"), None);
    }
}
