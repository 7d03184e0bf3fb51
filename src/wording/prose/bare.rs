//! Numbers that are printed without their measure word: a hedge stands where it belongs among what
//! is typed around them, and once.

use crate::wording::numerals::NUMBER;

/// Hedges in front of a number.
const BEFORE: [&str; 4] = ["约", "近", "达", "不足"];

/// Hedges behind a number, and whether they go behind its measure word: 40余节, 40节左右.
const BEHIND: [(&str, bool); 4] = [("余", false), ("多", false), ("左右", true), ("以上", true)];

/// What is typed before a number and says as much as 余, 多 and 以上.
const OVER: [&str; 4] = ["超过", "超", "多于", "逾"];

/// Measure words that a hedge goes behind, longer ones first.
const MEASURES: &str =
    "人次 节次 课时 学时 万字 节 次 场 篇 项 对 名 位 人 个 份 本 户 件 天 堂 门 期 周 组 班 家 元";

/// `text` with the hedges of the bare numbers in it set right.
pub(super) fn settled(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once(NUMBER.0) {
        out.push_str(before);
        let Some((number, behind)) = after.split_once(NUMBER.1) else {
            out.push(NUMBER.0);
            rest = after;
            continue;
        };
        let said = out.trim_end_matches(super::HERE).to_owned();
        let (number, measure) = around(number, &said, behind);
        out.push(NUMBER.0);
        out.push_str(&number);
        out.push(NUMBER.1);
        rest = &behind[measure..];
    }
    out + rest
}

/// What is printed of `number` between what is typed before and behind it, and how many bytes of
/// what is behind it are in that.
fn around(number: &str, before: &str, behind: &str) -> (String, usize) {
    let is_number = |text: &str| {
        !text.is_empty()
            && text
                .chars()
                .all(|c| c.is_ascii_digit() || ".万".contains(c))
    };
    for hedge in BEFORE {
        let digits = number.strip_prefix(hedge).filter(|rest| is_number(rest));
        if let Some(digits) = digits.filter(|_| before.ends_with(hedge)) {
            return (digits.to_owned(), 0);
        }
    }
    for (hedge, is_behind_measure) in BEHIND {
        let Some(digits) = number.strip_suffix(hedge).filter(|rest| is_number(rest)) else {
            continue;
        };
        let measure = MEASURES.split(' ').find(|word| behind.starts_with(word));
        let measure = measure.unwrap_or_default();
        let is_typed = behind.starts_with(hedge) || behind[measure.len()..].starts_with(hedge);
        let is_over = hedge != "左右" && OVER.iter().any(|over| before.ends_with(over));
        if is_typed || is_over {
            return (digits.to_owned(), 0);
        }
        if is_behind_measure {
            return (format!("{digits}{measure}{hedge}"), measure.len());
        }
    }
    (number.to_owned(), 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hedge_stands_where_it_belongs_and_once() {
        for (text, said) in [
            ("听课[40余]节", "听课[40余]节"),
            ("听课[40余]余节", "听课[40]余节"),
            ("超过[40余]节", "超过[40]节"),
            ("近[近20]次", "近[20]次"),
            ("约[近20]次", "约[近20]次"),
            ("听课[40左右]节，", "听课[40节左右]，"),
            ("听课[40以上]节次。", "听课[40节次以上]。"),
            ("听课[40左右]节左右", "听课[40]节左右"),
            ("听课[40节以上]", "听课[40节以上]"),
            ("听课[40]节", "听课[40]节"),
        ] {
            let marked = |text: &str| {
                let text = text.replace('[', &NUMBER.0.to_string());
                text.replace(']', &NUMBER.1.to_string())
            };
            assert_eq!(settled(&marked(text)), marked(said));
        }
    }
}
