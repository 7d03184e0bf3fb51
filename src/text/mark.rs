//! The marks that number sections and begin points in Chinese documents: 一、 （二） 3. ④ 一是.

mod soft;
#[cfg(test)]
mod tests;

use super::number::chinese;
use super::wide::is_wide;

/// A way of numbering, told by what the first number looks like: 一、 numbers 一、 二、 三、, and
/// （1） numbers （1） （2） （3）. What stands around the numeral is kept as it is typed.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Mark {
    before: String,
    numerals: Option<Numerals>,
    after: String,
}

/// The digits of a mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Numerals {
    /// 一 二 三
    Han,
    /// 1 2 3
    Arabic,
    /// １ ２ ３
    WideArabic,
    /// Signs that stand one behind the other: ① ② ③, ⑴ ⑵ ⑶, Ⅰ Ⅱ Ⅲ, A B C.
    Signs(char, u32),
}

/// The first of the signs that number, and how many there are of each.
const SIGNS: [(char, u32); 16] = [
    ('①', 20),
    ('⑴', 20),
    ('⒈', 20),
    ('㈠', 10),
    ('㊀', 10),
    ('❶', 10),
    ('➀', 10),
    ('➊', 10),
    ('⓵', 10),
    ('⒜', 26),
    ('Ⓐ', 26),
    ('ⓐ', 26),
    ('Ⅰ', 12),
    ('ⅰ', 12),
    ('A', 26),
    ('a', 26),
];

const FIRST: [(char, Numerals); 3] = [
    ('一', Numerals::Han),
    ('1', Numerals::Arabic),
    ('１', Numerals::WideArabic),
];

/// What says that there is to be no mark.
const NONE: &str = "无";

impl Mark {
    /// Reads a mark such as `一、`, `（1）` or `无`. `None` where no first number stands in it.
    pub fn parse(text: &str) -> Option<Mark> {
        if text == NONE {
            return Some(Mark {
                before: String::new(),
                numerals: None,
                after: String::new(),
            });
        }
        let signs = SIGNS.map(|(first, most)| (first, Numerals::Signs(first, most)));
        FIRST.iter().chain(&signs).find_map(|(first, numerals)| {
            let (before, after) = text.split_once(*first)?;
            Some(Mark {
                before: before.to_owned(),
                numerals: Some(*numerals),
                after: after.to_owned(),
            })
        })
    }

    /// The usual mark at a depth, 0 for the sections themselves: 一、 （一） 1. （1)
    /// (GB/T 9704—2012, 7.3.3).
    pub fn at(depth: usize) -> Mark {
        let (before, numerals, after) = match depth {
            0 => ("", Numerals::Han, "、"),
            1 => ("（", Numerals::Han, "）"),
            2 => ("", Numerals::Arabic, "."),
            _ => ("（", Numerals::Arabic, "）"),
        };
        Mark {
            before: before.to_owned(),
            numerals: Some(numerals),
            after: after.to_owned(),
        }
    }

    /// As it is written: the first number, or 无.
    pub fn first(&self) -> String {
        match self.numerals {
            Some(_) => self.number(1),
            None => NONE.to_owned(),
        }
    }

    /// Whether it numbers at all.
    pub fn numbers(&self) -> bool {
        self.numerals.is_some()
    }

    /// The mark of the `n`th section.
    pub fn number(&self, n: usize) -> String {
        let numeral = match self.numerals {
            None => String::new(),
            Some(Numerals::Han) => chinese(n),
            Some(Numerals::Arabic) => n.to_string(),
            Some(Numerals::WideArabic) => n.to_string().chars().map(wide).collect(),
            Some(Numerals::Signs(first, most)) => sign(first, most, n),
        };
        format!("{}{numeral}{}", self.before, self.after)
    }
}

/// A digit in its full-width form.
fn wide(digit: char) -> char {
    let offset = digit.to_digit(10).unwrap_or(0);
    char::from_u32('０' as u32 + offset).unwrap_or(digit)
}

/// The `n`th of `most` signs, such as ① to ⑳; there are no more of them.
fn sign(first: char, most: u32, n: usize) -> String {
    let offset = u32::try_from(n).ok().filter(|n| (1..=most).contains(n));
    let sign = offset.and_then(|n| char::from_u32(first as u32 + n - 1));
    sign.map_or_else(|| format!("（{n}）"), String::from)
}

/// Signs that begin a point and do not number it.
const BULLETS: &str = "●○◎■□◆◇◈▲△★☆※▪▫•·・‣∙▶►▸▷➢➤➔➜→⇒✓✔√☑☐☒✅♦♢♣♠♥❖";

/// Brackets that numbers stand in.
const BRACKETS: [(char, char); 6] = [
    ('[', ']'),
    ('（', '）'),
    ('(', ')'),
    ('【', '】'),
    ('〔', '〕'),
    ('［', '］'),
];

/// What numbers in words: 第一， 其二： 首先，.
const ORDINALS: [&str; 8] = [
    "首先",
    "其次",
    "再次",
    "再者",
    "然后",
    "最后",
    "一方面",
    "另一方面",
];

/// What counts in the old way, in brackets or before a mark: （甲） 乙、.
const STEMS: &str = "甲乙丙丁戊己庚辛壬癸";

/// What is counted: 第一条 第二步： 第三方面，.
const PARTS: [&str; 8] = ["条", "步", "点", "项", "方面", "环节", "阶段", "板块"];

/// The mark of a point that `line` begins with, and what kind it is. Spaces behind it are not part
/// of it, and marks that Markdown knows (`1. `, `1) `, `- `) are none.
pub fn point(line: &str) -> Option<Point<'_>> {
    let found = by_sign(line)
        .or_else(|| in_brackets(line))
        .or_else(|| by_numeral(line))
        .map(|length| (length, false));
    let in_words = || in_words(line).or_else(|| soft::mark(line));
    let (length, is_worded) = found.or_else(|| Some((in_words()?, true)))?;
    Some(Point {
        mark: &line[..length],
        text: &line[length..],
        is_worded,
    })
}

/// A line that begins with the mark of a point.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Point<'a> {
    /// The mark.
    pub mark: &'a str,
    /// What stands behind it.
    pub text: &'a str,
    /// Whether it is words or signs that may also stand inside a paragraph: 第一， 首先， ——.
    pub is_worded: bool,
}

/// ① ⑴ ● and the like, with nothing behind; Ⅰ only before a mark.
fn by_sign(line: &str) -> Option<usize> {
    let first = line.chars().next()?;
    let is_sign = |(from, most): &(char, u32)| {
        let place = u32::from(first).checked_sub(u32::from(*from));
        place.is_some_and(|place| place < *most)
    };
    let (from, _) = SIGNS
        .iter()
        .find(|signs| is_sign(signs))
        .unwrap_or(&('-', 0));
    let rest = &line[first.len_utf8()..];
    match from {
        // No list of Markdown begins with a letter.
        'Ⅰ' | 'ⅰ' | 'A' | 'a' if is_dot_of_mark(rest) => {
            Some(first.len_utf8() + '.'.len_utf8())
        }
        'Ⅰ' | 'ⅰ' | 'A' | 'a' => Some(first.len_utf8() + behind(rest)?),
        '-' => BULLETS.contains(first).then_some(first.len_utf8()),
        _ => Some(first.len_utf8() + rest.len() - rest.trim_start_matches(['、', '．']).len()),
    }
}

/// Whether `rest`, behind a letter, is a dot or a bracket and then a blank or Chinese: no number, no
/// name of a file.
fn is_dot_of_mark(rest: &str) -> bool {
    let after = rest.strip_prefix(['.', ')']);
    after.is_some_and(|after| after.starts_with(|c: char| c.is_whitespace() || !c.is_ascii()))
}

/// （1） 【一】 (A).
fn in_brackets(line: &str) -> Option<usize> {
    let first = line.chars().next()?;
    let (_, close) = BRACKETS.iter().find(|(open, _)| *open == first)?;
    let (inside, _) = line[first.len_utf8()..].split_once(*close)?;
    let is_one = inside.chars().count() == 1;
    let is_letter =
        is_one && inside.starts_with(|c: char| c.is_ascii_alphabetic() || STEMS.contains(c));
    let is_number = numeral(inside) == inside.len() && !inside.is_empty();
    let length = first.len_utf8() + inside.len() + close.len_utf8();
    // [1](address) is a link.
    let is_link = first == '[' && line[length..].starts_with('(');
    (!is_link && (is_letter || is_number)).then_some(length)
}

/// 一、 1． 3） １、 一是.
fn by_numeral(line: &str) -> Option<usize> {
    let length = numeral(line);
    let rest = &line[length..];
    (length > 0).then_some(())?;
    if rest.starts_with('是') {
        return Some(length + '是'.len_utf8());
    }
    Some(length + behind(rest)?)
}

/// 第一， 其二、 首先，.
fn in_words(line: &str) -> Option<usize> {
    let counted = line
        .strip_prefix(['第', '其'])
        .map(|rest| line.len() - rest.len() + numeral(rest));
    let counted = counted.filter(|length| *length > '第'.len_utf8());
    let ordinal = || ORDINALS.iter().find(|word| line.starts_with(**word));
    let length = counted.or_else(|| ordinal().map(|word| word.len()))?;
    let rest = &line[length..];
    let rest = counted
        .and(PARTS.iter().find_map(|part| rest.strip_prefix(part)))
        .unwrap_or(rest);
    let length = line.len() - rest.len();
    let mark = rest.chars().next()?;
    match mark {
        '，' | '、' | '：' | ',' => Some(length + mark.len_utf8()),
        '是' if counted.is_some() => Some(length + mark.len_utf8()),
        ' ' | '\u{3000}' if counted.is_some() => Some(length),
        _ => None,
    }
}

/// How much of `text` is a number of at most three digits that it begins with.
fn numeral(text: &str) -> usize {
    let is_one = |c: char| {
        c.is_ascii_digit()
            || ('０'..='９').contains(&c)
            || "一二三四五六七八九十壹贰叁肆伍陆柒捌玖拾".contains(c)
    };
    let rest = text.trim_start_matches(is_one);
    let length = text.len() - rest.len();
    let is_short = text[..length].chars().count() <= 3;
    if is_short { length } else { 0 }
}

/// How long the mark is that follows a number or a letter. With a space behind them Markdown knows
/// the dot and the bracket of a number itself; with another sign they are part of 1.5.
fn behind(rest: &str) -> Option<usize> {
    let mark = rest.chars().next()?;
    let next = rest[mark.len_utf8()..].chars().next();
    let is_mark = match mark {
        '、' | '．' | '）' => true,
        '：' | ':' => next.is_some_and(|next| !next.is_numeric()),
        '.' | ')' => next.is_some_and(|next| is_wide(next) && !next.is_whitespace()),
        _ => false,
    };
    is_mark.then(|| mark.len_utf8())
}
