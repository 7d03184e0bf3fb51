//! What is wrong with any text, typed by whomever: gaps that were never filled in, signs that
//! do not pair, the wrong sort of comma.

use std::ops::Range;
use std::sync::{Arc, LazyLock};

use regex::Regex;

use super::PLACEHOLDER;
use super::doubt::{At, Doubt, Sink};
use super::prose::phrases;
use super::spellings;
use crate::format::Key;
use crate::log::{Log, Phrase, Record, Span, Text, Value};
use crate::text::aside::asides;
use crate::text::mark;
use crate::text::wide::is_wide;

/// What is found in a text.
pub struct Found {
    pub check: &'static str,
    pub range: Range<usize>,
    pub message: String,
    pub hint: String,
}

pub fn check<'a>(log: &'a Log, sink: &mut Sink<'a>) {
    for record in tables(log) {
        for (key, text) in plain(record) {
            let mut all = gaps(text, false);
            all.extend(unpaired(text));
            all.extend(half_width(text));
            all.into_iter().for_each(|found| {
                sink.tell(Doubt {
                    check: found.check,
                    at: At::Item(record, key, text),
                    message: found.message,
                    hint: found.hint,
                });
            });
        }
    }
}

/// Every table that has texts: the records, and the head.
pub fn tables(log: &Log) -> impl Iterator<Item = &Record> {
    let head = [&log.head.report, &log.head.school, &log.head.term];
    head.into_iter().flatten().chain(&log.records)
}

/// The plain texts of a record under their keys, but for what is not printed.
pub fn plain(record: &Record) -> Vec<(Key, &Text)> {
    let mut all = Vec::new();
    for (key, value) in record.values() {
        if matches!(key, Key::Note | Key::Evidence) {
            continue;
        }
        match value {
            Value::Text(text) => all.push((*key, text)),
            Value::Texts(texts) => all.extend(texts.iter().map(|text| (*key, text))),
            Value::People(people) => all.extend(people.names().iter().map(|name| (*key, name))),
            Value::Rows(rows) => {
                let below = rows.iter().flat_map(plain);
                all.extend(below.map(|(_, text)| (*key, text)));
            }
            _ => {}
        }
    }
    all
}

/// Where something was to be filled in and was not: the file and the line of each, no more than
/// `most`. `reread` gives the text of a piece of the log again.
pub fn unfilled(
    log: &Log,
    most: usize,
    reread: &mut dyn FnMut(Span) -> Option<String>,
) -> Vec<(Arc<str>, usize)> {
    let has_gap = |text: &str| text.contains(SIGNS_OF_GAPS) && !gaps(text, false).is_empty();
    let prose = phrases(log).filter(|phrase| phrase.text.contains(SIGNS_OF_GAPS));
    let prose = prose.flat_map(|phrase| {
        let gaps = gaps_of_prose(&phrase.text).into_iter();
        gaps.map(move |found| At::Prose(phrase, found.range))
    });
    let tables = tables(log).flat_map(|record| {
        let texts = plain(record).into_iter();
        let texts = texts.filter(|(_, text)| has_gap(text));
        texts.map(move |(key, text)| At::Item(record, key, text))
    });
    let mut lines = Vec::new();
    for at in prose.chain(tables) {
        let place = at.place(log, reread);
        let line = (place.order, place.line, place.file);
        if !lines.contains(&line) {
            lines.push(line);
        }
        if lines.len() == most {
            break;
        }
    }
    lines.sort_unstable();
    let lines = lines.into_iter();
    lines.map(|(_, line, file)| (file, line)).collect()
}

/// What each gap has one of.
const SIGNS_OF_GAPS: [char; 11] = ['x', 'X', '×', '✕', '*', '＊', '_', '＿', '（', '待', 'T'];

/// What is wrong with prose as a text.
pub fn of_prose(phrase: &Phrase) -> Vec<Found> {
    let text = without_expressions(&phrase.text);
    let mut all = gaps_of_prose(&phrase.text);
    all.extend(spellings::odd(&text));
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let below = unpaired(line).into_iter().chain(half_width(line));
        all.extend(below.map(|found| Found {
            range: found.range.start + start..found.range.end + start,
            ..found
        }));
        start += line.len();
    }
    all
}

/// `text` with blanks in the place of its expressions and asides; every byte keeps its place.
pub fn without_expressions(text: &str) -> String {
    static EXPRESSION: LazyLock<Regex> = LazyLock::new(|| {
        pattern(r"(?s)(?:\{\{|｛｛).*?(?:\}\}|｝｝)|[{｛][%％].*?[%％][}｝]|\{#.*?#\}")
    });
    let mut all = blanked(text, &EXPRESSION);
    for aside in asides(text) {
        let blank = " ".repeat(aside.range.len());
        all.replace_range(aside.range, &blank);
    }
    all
}

/// `text` with blanks in the place of what `pattern` finds; every byte keeps its place.
pub fn blanked(text: &str, pattern: &Regex) -> String {
    let mut all = text.to_owned();
    for found in pattern.find_iter(text) {
        all.replace_range(found.range(), &" ".repeat(found.len()));
    }
    all
}

/// A pattern of this program.
pub fn pattern(text: &str) -> Regex {
    Regex::new(text).expect("the patterns are constants that are right")
}

/// Places that were to be filled in.
fn gaps(text: &str, is_prose: bool) -> Vec<Found> {
    static CROSSES: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"(?:20)?[xX×✕]{1,4}(?:年|月|日|学期|周|次|节|人|名|篇|项|份|%|％|老师|同学|学校|小学|中学)|(?:20)?[xX×✕]{2,}",
        )
    });
    static STARS: LazyLock<Regex> = LazyLock::new(|| pattern(r"[*＊]{2,}"));
    // In prose two stars make bold; these can only stand for a number.
    static STARS_IN_PROSE: LazyLock<Regex> = LazyLock::new(|| {
        pattern(r"[*＊]+[年月日][*＊]+|[*＊]{2,}(?:次|节|人次|人|名|篇|项)[，。；、]|＊{2,}")
    });
    static BLANKS: LazyLock<Regex> =
        LazyLock::new(|| pattern(r"_{2,}|＿{2,}|（\s*）|待填|待补|待定|TODO"));
    let stars = if is_prose { &STARS_IN_PROSE } else { &STARS };
    let crosses = CROSSES
        .find_iter(text)
        .filter(|found| is_apart(text, &found.range()));
    let mut stars: Vec<_> = stars.find_iter(text).map(|found| found.range()).collect();
    if is_prose {
        stars = without_ends_of_bold(text, stars);
    }
    let others = crosses.chain(BLANKS.find_iter(text));
    let mut all: Vec<Range<usize>> = others.map(|found| found.range()).chain(stars).collect();
    all.sort_by_key(|range| range.start);
    let found = all.into_iter().map(|range| Found {
        check: PLACEHOLDER,
        message: format!("“{}”还没有填", text[range.clone()].trim()),
        hint: "填上内容；不要了就整句删去".to_owned(),
        range,
    });
    found.collect()
}

/// The gaps of prose as it is typed. What an expression stands in is filled in by it.
fn gaps_of_prose(typed: &str) -> Vec<Found> {
    let mut all = gaps(&without_expressions(typed), true);
    all.retain(|found| !typed[found.range.clone()].contains(EXPRESSIONS));
    all
}

/// What expressions begin with.
const EXPRESSIONS: [char; 2] = ['{', '｛'];

/// Those of `found` that do not end bold: stars in front of them on the line pair with each other.
fn without_ends_of_bold(text: &str, found: Vec<Range<usize>>) -> Vec<Range<usize>> {
    let mut alone: Vec<Range<usize>> = Vec::new();
    for range in found {
        let line = text[..range.start].rfind('\n').map_or(0, |end| end + 1);
        let gaps = alone.iter().filter(|gap| gap.start >= line).count();
        let before = text[line..range.start].matches("**").count();
        if (before - gaps.min(before)).is_multiple_of(2) {
            alone.push(range);
        }
    }
    alone
}

/// Whether what stands at `range` is no part of a Latin word or a number.
fn is_apart(text: &str, range: &Range<usize>) -> bool {
    let is_word = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
    let ends = text[range.clone()].chars().next_back();
    let before = text[..range.start].chars().next_back();
    let after = text[range.end..].chars().next();
    !(is_word(before) || is_word(ends) && is_word(after))
}

/// Signs that open and close.
const PAIRS: [(char, char); 7] = [
    ('“', '”'),
    ('‘', '’'),
    ('《', '》'),
    ('（', '）'),
    ('「', '」'),
    ('『', '』'),
    ('【', '】'),
];

/// The signs that have no partner.
fn unpaired(text: &str) -> Vec<Found> {
    let mut open: Vec<(usize, char)> = Vec::new();
    let mut alone: Vec<(usize, char)> = Vec::new();
    // How many of each sort are open.
    let mut waiting = [0_usize; PAIRS.len()];
    let mut before = None;
    let indent = text.len() - text.trim_start().len();
    // The bracket of 1） has no other half.
    let has_bracket = text.contains('）');
    let point = has_bracket.then(|| mark::point(&text[indent..])).flatten();
    let point = point.filter(|point| point.mark.ends_with('）'));
    let point = point.filter(|point| !point.mark.starts_with('（'));
    let numbered = point.map(|point| indent + point.mark.len() - '）'.len_utf8());
    for (at, c) in text.char_indices() {
        if numbered == Some(at) {
            continue;
        }
        // What’s is no quotation.
        let is_apostrophe = c == '’' && before.is_some_and(|c: char| c.is_ascii_alphabetic());
        before = Some(c);
        if let Some(pair) = PAIRS.iter().position(|(opens, _)| *opens == c) {
            open.push((at, c));
            waiting[pair] += 1;
        }
        let Some(pair) = PAIRS.iter().position(|(_, closes)| *closes == c) else {
            continue;
        };
        match waiting[pair] {
            0 if is_apostrophe => {}
            0 => alone.push((at, c)),
            _ => {
                // What was opened since is closed by nothing.
                while let Some(opened) = open.pop() {
                    let own = PAIRS.iter().position(|(opens, _)| *opens == opened.1);
                    own.into_iter().for_each(|own| waiting[own] -= 1);
                    if own == Some(pair) {
                        break;
                    }
                    alone.push(opened);
                }
            }
        }
    }
    alone.extend(open);
    alone.sort_unstable();
    let found = alone.into_iter().map(|(at, sign)| Found {
        check: "unpaired-quotes",
        range: at..at + sign.len_utf8(),
        message: format!("{sign} 没有成对"),
        hint: "补上另一半，或删去这一个；检查左右是否写反".to_owned(),
    });
    found.collect()
}

/// ASCII punctuation between Chinese characters, or behind the last of them.
fn half_width(text: &str) -> Vec<Found> {
    let chars: Vec<(usize, char)> = text.char_indices().collect();
    let is_chinese = |c: char| is_wide(c) && !c.is_whitespace();
    let found = chars.iter().enumerate().filter(|(place, (_, c))| {
        let before = place.checked_sub(1).and_then(|before| chars.get(before));
        let after = chars[place + 1..].first();
        let between = before.is_some_and(|(_, c)| is_chinese(*c));
        let is_last = after.is_none_or(|(_, c)| c.is_whitespace());
        match (c, after) {
            _ if !between => false,
            (',' | ';' | ':' | '?' | '!', _) if is_last => true,
            (',' | ';' | ':' | '?' | '!' | '.' | '(' | ')', Some((_, after))) => is_chinese(*after),
            _ => false,
        }
    });
    let found = found.map(|(_, (at, c))| Found {
        check: "half-width-punctuation",
        range: *at..at + c.len_utf8(),
        message: format!("汉字之间用了英文标点 {c}"),
        hint: format!("改成 {}", full_width(*c)),
    });
    found.collect()
}

fn full_width(c: char) -> char {
    match c {
        '.' => '。',
        c => char::from_u32(u32::from(c) + 0xFEE0).unwrap_or(c),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marked(text: &str, found: impl IntoIterator<Item = Found>) -> Vec<&str> {
        found.into_iter().map(|found| &text[found.range]).collect()
    }

    #[test]
    fn gaps_are_told_from_words_and_sums() {
        let text = "20xx年x月x日，XX小学开展××次活动（　），待补";
        let all = ["20xx年", "x月", "x日", "XX小学", "××次", "（　）", "待补"];
        assert_eq!(marked(text, gaps(text, false)), all);
        for text in [
            "Fox news",
            "3×4次",
            "Max次",
            "二〇二五年",
            "**重点**工作",
            "What's next？",
        ] {
            assert_eq!(marked(text, gaps(text, true)), [""; 0], "{text}");
        }
        for (text, all) in [
            ("**月**日", vec!["**月**"]),
            ("参赛**人，得奖**篇。", vec!["**人，", "**篇。"]),
            ("**重点**研讨**次。", vec!["**次。"]),
            ("读书**五**篇，\n家访**次。", vec!["**次。"]),
            ("家访**次，读书**五**篇。", vec!["**次，"]),
            ("家访**九**次，读书**五**篇。", vec![]),
            (
                "共{{ 听课 }}（{{ 听课.推门 }}），**{{ 讲座 }}**次。",
                vec![],
            ),
            ("得奖（）{{ 听课 }}", vec!["（）"]),
        ] {
            assert_eq!(marked(text, gaps_of_prose(text)), all, "{text}");
        }
    }

    #[test]
    fn signs_pair() {
        for text in ["“一‘二’三”", "《识字（七）》", "What’s new", ""] {
            assert_eq!(marked(text, unpaired(text)), [""; 0], "{text}");
        }
        assert_eq!(marked("“一", unpaired("“一")), ["“"]);
        assert_eq!(marked("一”“", unpaired("一”“")), ["”", "“"]);
        assert_eq!(marked("“一（二”", unpaired("“一（二”")), ["（"]);
    }

    #[test]
    fn ascii_marks_between_chinese_are_found() {
        for (text, sign) in [
            ("一,二", ","),
            ("一。二.三", "."),
            ("好!", "!"),
            ("一(二", "("),
        ] {
            assert_eq!(marked(text, half_width(text)), [sign], "{text}");
        }
        assert_eq!(marked("一,二,三", half_width("一,二,三")), [",", ","]);
        for text in ["五(1)班", "98.5", "A,B", "看https://a.b", "一：二"] {
            assert_eq!(marked(text, half_width(text)), [""; 0], "{text}");
        }
    }
}
