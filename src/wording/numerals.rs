//! Which numerals a report uses: Arabic throughout, or Chinese ones for small numbers where no
//! larger one stands in the same paragraph (GB/T 15835—2011, 4.2).

use super::words::Words;
use crate::text::number::chinese;

/// Stand around each number that a figure prints, until the style of numerals is settled. No
/// text of a log can contain them.
pub(super) const NUMBER: (char, char) = ('\u{FDD4}', '\u{FDD5}');

/// The style that has Chinese numerals.
const HAN: &str = "汉字";

/// `text` with its numbers in the style that the words state.
pub(super) fn settle(text: &str, words: &Words) -> String {
    if !text.contains(NUMBER.0) {
        return text.to_owned();
    }
    let units = match words.text(&["style", "numerals"]) {
        Some(HAN) => words.text(&["style", "small"]).unwrap_or_default(),
        _ => return text.replace([NUMBER.0, NUMBER.1], ""),
    };
    text.split_inclusive(['\n', '|'])
        .map(|paragraph| in_paragraph(paragraph, units))
        .collect()
}

fn in_paragraph(paragraph: &str, units: &str) -> String {
    let pieces: Vec<&str> = paragraph.split([NUMBER.0, NUMBER.1]).collect();
    // Text and numbers take turns.
    let numbers = || pieces.iter().skip(1).step_by(2);
    let is_large = |number: &&&str| {
        let digits = number.chars().filter(char::is_ascii_digit).count();
        digits > 1 || number.contains(['万', '.'])
    };
    if numbers().any(|number| is_large(&number)) {
        return pieces.concat();
    }
    let clauses = paragraph.split_inclusive(['，', '；', '：', '。']);
    clauses.map(|clause| in_clause(clause, units)).collect()
}

/// A clause of a paragraph without large numbers: its numbers are all of one style.
fn in_clause(clause: &str, units: &str) -> String {
    let pieces: Vec<&str> = clause.split([NUMBER.0, NUMBER.1]).collect();
    let settled: Option<Vec<String>> = pieces
        .iter()
        .enumerate()
        .map(|(at, piece)| match at % 2 {
            0 => Some((*piece).to_owned()),
            _ => small(piece, units),
        })
        .collect();
    settled.map_or_else(|| pieces.concat(), |settled| settled.concat())
}

/// A single digit with one of the measure words `units` in Chinese: 三位, 两节.
fn small(number: &str, units: &str) -> Option<String> {
    let mut characters = number.chars();
    let digit = characters.next()?.to_digit(10).filter(|digit| *digit > 0)?;
    let unit = characters.as_str();
    let is_usual = unit
        .chars()
        .next()
        .is_some_and(|first| units.contains(first));
    // 人次 and 节次 are sums, not things counted one by one.
    let is_sum = unit.chars().count() > 1 && unit.ends_with('次');
    (is_usual && !is_sum).then(|| match digit {
        2 => format!("两{unit}"),
        _ => format!("{}{unit}", chinese(digit as usize)),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const UNITS: &str = "位个节次门堂";

    /// `text` with numbers in `[…]`.
    fn settled(text: &str) -> String {
        let text = text
            .replace('[', &NUMBER.0.to_string())
            .replace(']', &NUMBER.1.to_string());
        in_paragraph(&text, UNITS)
    }

    #[test]
    fn small_numbers_are_chinese_only_among_themselves() {
        assert_eq!(settled("上课[2节]、讲座[3次]。"), "上课两节、讲座三次。");
        assert_eq!(settled("上课[2节]、听课[12节]。"), "上课2节、听课12节。");
        assert_eq!(settled("[3人]参加[8天]。"), "3人参加8天。");
        assert_eq!(
            settled("培训[2次]、[9人次]，讲座[2次]。"),
            "培训2次、9人次，讲座两次。"
        );
        assert_eq!(settled("听课[2节次]。"), "听课2节次。");
        assert_eq!(settled("“3个好习惯”[1个]。"), "“3个好习惯”一个。");
    }
}
