//! The marks that number sections in Chinese documents: 一、 （二） 3. ④ 一是.

use super::number::chinese;

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
    /// ① ② ③
    Circled,
}

const FIRST: [(char, Numerals); 4] = [
    ('一', Numerals::Han),
    ('1', Numerals::Arabic),
    ('１', Numerals::WideArabic),
    ('①', Numerals::Circled),
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
        FIRST.iter().find_map(|(first, numerals)| {
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
            Some(Numerals::Circled) => circled(n),
        };
        format!("{}{numeral}{}", self.before, self.after)
    }
}

/// A digit in its full-width form.
fn wide(digit: char) -> char {
    let offset = digit.to_digit(10).unwrap_or(0);
    char::from_u32('０' as u32 + offset).unwrap_or(digit)
}

/// ① to ⑳; there are no more of them.
fn circled(n: usize) -> String {
    let offset = u32::try_from(n).ok().filter(|n| (1..=20).contains(n));
    let circled = offset.and_then(|n| char::from_u32('①' as u32 + n - 1));
    circled.map_or_else(|| format!("（{n}）"), String::from)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_mark_numbers_in_its_way() {
        let marks = [
            ("一、", "十二、"),
            ("（一）", "（十二）"),
            ("(一)", "(十二)"),
            ("1、", "12、"),
            ("1.", "12."),
            ("1．", "12．"),
            ("１．", "１２．"),
            ("（1）", "（12）"),
            ("1）", "12）"),
            ("1)", "12)"),
            ("①", "⑫"),
            ("一是", "十二是"),
            ("第一，", "第十二，"),
            ("无", ""),
        ];
        for (first, twelfth) in marks {
            let mark = Mark::parse(first).expect("a mark");
            assert_eq!(mark.number(12), twelfth);
            assert_eq!(mark.number(1), if first == "无" { "" } else { first });
        }
        assert_eq!(Mark::parse("①").expect("a mark").number(21), "（21）");
        assert_eq!(Mark::parse("甲、"), None);
        assert_eq!(Mark::at(1).number(3), "（三）");
    }
}
