//! The marks that number sections in Chinese documents.

use serde::Deserialize;

use crate::text::number::chinese;

/// A way of numbering sections, named by what the first one looks like.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
pub(super) enum Mark {
    /// 一、 二、
    #[serde(rename = "一、")]
    Han,
    /// （一） （二）
    #[serde(rename = "（一）")]
    HanInBrackets,
    /// 1、 2、
    #[serde(rename = "1、")]
    Digit,
    /// 1. 2.
    #[serde(rename = "1.")]
    DigitAndDot,
    /// 1． 2． with a full-width dot
    #[serde(rename = "1．")]
    DigitAndWideDot,
    /// （1） （2）
    #[serde(rename = "（1）")]
    DigitInBrackets,
    /// 1） 2）
    #[serde(rename = "1）")]
    DigitAndBracket,
    /// ① ②
    #[serde(rename = "①")]
    Circled,
    /// 一是 二是
    #[serde(rename = "一是")]
    HanIs,
    /// No mark at all.
    #[serde(rename = "无")]
    None,
}

impl Mark {
    /// The usual mark at a depth, 0 for the sections themselves: 一、 （一） 1. （1）.
    pub fn at(depth: usize) -> Mark {
        match depth {
            0 => Mark::Han,
            1 => Mark::HanInBrackets,
            2 => Mark::DigitAndDot,
            _ => Mark::DigitInBrackets,
        }
    }

    /// The mark of the `n`th section.
    pub fn number(self, n: usize) -> String {
        match self {
            Mark::Han => format!("{}、", chinese(n)),
            Mark::HanInBrackets => format!("（{}）", chinese(n)),
            Mark::Digit => format!("{n}、"),
            Mark::DigitAndDot => format!("{n}."),
            Mark::DigitAndWideDot => format!("{n}．"),
            Mark::DigitInBrackets => format!("（{n}）"),
            Mark::DigitAndBracket => format!("{n}）"),
            Mark::Circled => circled(n),
            Mark::HanIs => format!("{}是", chinese(n)),
            Mark::None => String::new(),
        }
    }
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
            (Mark::Han, "十二、"),
            (Mark::HanInBrackets, "（十二）"),
            (Mark::Digit, "12、"),
            (Mark::DigitAndDot, "12."),
            (Mark::DigitAndWideDot, "12．"),
            (Mark::DigitInBrackets, "（12）"),
            (Mark::DigitAndBracket, "12）"),
            (Mark::Circled, "⑫"),
            (Mark::HanIs, "十二是"),
            (Mark::None, ""),
        ];
        for (mark, text) in marks {
            assert_eq!(mark.number(12), text);
        }
        assert_eq!(Mark::Circled.number(21), "（21）");
    }
}
