//! Lines of a terminal: text broken where Chinese may be broken, measured in columns.

use textwrap::WordSeparator;
use textwrap::core::{break_words, display_width};
use textwrap::wrap_algorithms::wrap_first_fit;

use crate::markup::Span;

/// One line of text.
pub(super) type Line = Vec<Span>;

/// The lines of `text`, none wider than `width`, the first narrower by `indent`. They are broken
/// by the rules of Unicode (UAX #14): no ，。）》 at the beginning of a line and no （《 at its
/// end, numbers and words in one piece.
pub(super) fn wrap(text: &[Span], width: usize, indent: usize) -> Vec<Line> {
    let spans: Vec<Span> = text.iter().map(harmless).collect();
    let whole: String = spans.iter().map(|span| &*span.text).collect();
    let words = WordSeparator::UnicodeBreakProperties.find_words(&whole);
    let first = width.saturating_sub(indent);
    let words = break_words(words, first.max(2));
    let lines = wrap_first_fit(&words, &[first as f64, width as f64]);
    let mut start = 0;
    let mut broken = Vec::with_capacity(lines.len());
    for line in lines {
        let length: usize = line
            .iter()
            .map(|word| word.len() + word.whitespace.len())
            .sum();
        let kept = whole[start..start + length].trim_end().len();
        broken.push(cut(&spans, start, start + kept));
        start += length;
    }
    broken
}

/// What of `spans` stands from byte `start` to byte `end` of their text.
fn cut(spans: &[Span], start: usize, end: usize) -> Line {
    let mut line = Vec::new();
    let mut at = 0;
    for span in spans {
        let (from, to) = (start.max(at), end.min(at + span.text.len()));
        if from < to {
            line.push(Span {
                text: span.text[from - at..to - at].to_owned(),
                is_strong: span.is_strong,
            });
        }
        at += span.text.len();
    }
    line
}

/// The text without anything that a terminal would carry out.
fn harmless(span: &Span) -> Span {
    let is_sign = |c: char| c.is_control() || matches!(c, '\u{2028}' | '\u{2029}');
    Span {
        text: span.text.replace(is_sign, " "),
        is_strong: span.is_strong,
    }
}

/// The columns that a line takes. Signs such as “ and — take one, as most terminals show them;
/// consoles with a Chinese font show them in two.
pub(super) fn columns(line: &[Span]) -> usize {
    line.iter().map(|span| display_width(&span.text)).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wrapped(text: &str, width: usize, indent: usize) -> Vec<String> {
        wrap(&[Span::plain(text)], width, indent)
            .iter()
            .map(|line| line.iter().map(|span| &*span.text).collect())
            .collect()
    }

    #[test]
    fn no_line_begins_or_ends_with_the_wrong_mark() {
        let text = "学校开展“双减”背景下的作业设计研讨（校级），共12次；沈丽华老师执教《海滨小城》，\
                    获区一等奖。会上说：“好！”（完）";
        for width in 16..60 {
            let lines = wrapped(text, width, 4);
            assert_eq!(lines.concat(), text);
            for line in &lines {
                assert!(display_width(line) <= width, "{width}: {line}");
                assert!(!line.starts_with(['，', '。', '、', '：', '；', '！', '）', '》', '”']));
                assert!(!line.ends_with(['（', '《', '“']), "{width}: {line}");
            }
            let is_split = |line: &String| line.ends_with('1') && text.contains("12");
            assert!(!lines.iter().any(is_split), "{width}: {lines:?}");
        }
    }

    #[test]
    fn words_stay_whole_unless_a_line_is_too_short_for_them() {
        assert_eq!(wrapped("参加PISA2022测评", 12, 2), ["参加", "PISA2022测评"]);
        assert_eq!(wrapped("abcdefghij", 4, 0), ["abcd", "efgh", "ij"]);
    }

    #[test]
    fn emphasis_goes_on_in_the_next_line() {
        let strong = |text: &str| Span {
            text: text.to_owned(),
            is_strong: true,
        };
        assert_eq!(
            wrap(&[Span::plain("甲乙"), strong("丙丁戊")], 6, 0),
            [
                vec![Span::plain("甲乙"), strong("丙")],
                vec![strong("丁戊")]
            ]
        );
    }

    #[test]
    fn nothing_that_a_terminal_carries_out_is_left() {
        assert_eq!(
            wrapped("甲\u{1b}[31m乙\u{9b}2J丙\u{7}", 40, 0),
            ["甲 [31m乙 2J丙"]
        );
    }
}
