//! Months that are told of together: what was done in several of them is that of no single one.

use std::sync::LazyLock;

use regex::Regex;

use crate::check::texts::pattern;

/// The months, as figures are narrowed to them.
pub const MONTHS: [&str; 12] = [
    "1月", "2月", "3月", "4月", "5月", "6月", "7月", "8月", "9月", "10月", "11月", "12月",
];

/// Whether `text` tells of more or less than whole months: 9月至10月, 9、10两个月, 11月以来.
pub fn is_of_other_than_a_month(text: &str) -> bool {
    static SPAN: LazyLock<Regex> = LazyLock::new(|| {
        let number = "[0-9０-９一二三四五六七八九十]+";
        let join = r"\s*(?:至|到|直到|[—–~～\-－]+|、|和|与|及|以及|，)\s*";
        let year = r"(?:次年|翌年|[0-9]{4}年)?";
        pattern(&format!(
            "{number}月份?{join}{year}{number}月\
             |{number}{join}{number}\\s*(?:[两二三四五六]个)?月\
             |[2-6２-６两二三四五六几数]个多?月\
             |{number}月份?(?:以来|以后|之后|以前|之前|前|后|起|开始|底|末|初|上半月|下半月)"
        ))
    });
    SPAN.is_match(text)
}

/// Whether `text` tells of one day: 11月28日，学校举办开放日活动，.
pub fn is_of_a_day(text: &str) -> bool {
    static DAY: LazyLock<Regex> = LazyLock::new(|| pattern(r"\d[日号]"));
    DAY.is_match(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn several_months_are_no_single_one() {
        for text in [
            "9、10两个月，",
            "9、10月",
            "9月、10月",
            "9月和10月",
            "9月至10月",
            "9—10月",
            "九月到十月",
            "2025年9月至2026年1月",
            "两个月来",
            "11月以来",
            "12月底",
        ] {
            assert!(is_of_other_than_a_month(text), "{text}");
        }
        for text in ["9月，", "十一月份，", "2025年9月，听课9节", "10月听课"] {
            assert!(!is_of_other_than_a_month(text), "{text}");
        }
    }
}
