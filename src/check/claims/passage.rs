//! Prose as the check of its numbers reads it: without what is quoted or worked out, and cut
//! into lines, sentences and clauses.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use crate::check::texts::{blanked, pattern, without_expressions};

/// What ends a sentence.
const ENDS: &[char] = &['\n', '。', '；', '！', '？', ';', '!', '?'];

/// What ends a clause besides.
const PAUSES: &[char] = &['，', '：', ',', '—', '|'];

/// What ends one of several things in a clause besides.
const LISTS: &[char] = &['、', '（', '）', '(', ')'];

/// How many bytes beside a number are looked at: a clause of some fifty characters.
const REACH: usize = 180;

/// How many bytes of a paragraph are looked at.
const FAR_BACK: usize = 2000;

/// `text` with blanks for its expressions, its asides, whatever is quoted, and several levels of one
/// contest, which narrow nothing: 市、区评比. Every byte keeps its place.
pub fn read(text: &str) -> String {
    static QUOTED: LazyLock<Regex> = LazyLock::new(|| {
        pattern(r"《[^》\n]*》|“[^”\n]*”|‘[^’\n]*’|「[^」\n]*」|\]\([^)\n]*\)|[A-Za-z]+://[!-~]+")
    });
    static LEVELS: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"[国省市区县镇校](?:级)?(?:、[省市区县镇校](?:级)?)+(?:各级各类|各类|各项|各种)?(?:优质课|论文|学科)?(?:比赛|评比|竞赛|大赛|刊物|报刊|期刊|评选|展评)",
        )
    });
    static TITLE: LazyLock<Regex> = LazyLock::new(|| pattern(r"“(\p{Han}{2,10})”((?:荣誉)?称号)"));
    static PLAN: LazyLock<Regex> =
        LazyLock::new(|| pattern("“(十[二三四五六]五)”(期间|以来|时期)"));
    let plain = without_expressions(text);
    // “十四五”期间 is another time than the term.
    let plain = PLAN.replace_all(&plain, "   $1   $2");
    // 荣获“学习之星”称号: its name is what is counted.
    let plain = TITLE.replace_all(&plain, "   $1   $2");
    let quoted = blanked(&plain, &QUOTED);
    blanked(&quoted, &LEVELS)
}

/// The sentence that the bytes `range` stand in, as far as it is looked at.
pub fn sentence(text: &str, range: &Range<usize>) -> Range<usize> {
    let own = between(text, range, |c| ENDS.contains(&c));
    let start = goes_on(text, &own).unwrap_or(own.start);
    run_in(text, start).unwrap_or(start)..own.end
}

/// Where the sentence begins that `own` goes on with, which stands behind a semicolon and names a part
/// only before its first number: 数学组 of 语文组听课29节；数学组30节.
fn goes_on(text: &str, own: &Range<usize>) -> Option<usize> {
    /// In bytes.
    const LONGEST: usize = 30;
    const PARTS: &[&str] = &["组", "月", "月份", "级", "等奖"];
    const LEADS_ON: &[&str] = &[
        "共", "有", "是", "为", "则", "，", "约", "近", "仅", "只", "达", "最多", "最少", "次之",
        "其次",
    ];
    let before = text[..own.start].strip_suffix('；')?.len();
    let said = &text[own.clone()];
    let is_digit = |c: char| c.is_ascii_digit();
    let month = said.trim_start_matches(is_digit);
    let led = said.len()
        - if month.starts_with('月') {
            month.len()
        } else {
            said.len()
        };
    let said = &said[..led + said[led..].find(is_digit)?];
    let mut part = said;
    while let Some(rest) = LEADS_ON.iter().find_map(|word| part.strip_suffix(word)) {
        part = rest;
    }
    let is_part = said.len() <= LONGEST && PARTS.iter().any(|end| part.ends_with(end));
    is_part.then(|| sentence(text, &(before..before)).start)
}

/// Where the short heading begins that leads a line right before the sentence at `start`: 抓实集体备课。
fn run_in(text: &str, start: usize) -> Option<usize> {
    /// In bytes.
    const LONGEST: usize = 45;
    let heading = text[..start].strip_suffix('。')?;
    let line = line_start(heading, heading.len());
    let said = &heading[line..];
    let is_heading = said.len() <= LONGEST
        && !said.contains(ENDS)
        && !said.contains(PAUSES)
        && !said.contains(|c: char| c.is_ascii_digit());
    is_heading.then_some(line)
}

/// Whether a sentence begins at `start`, and is not only looked at from there.
pub fn begins(text: &str, start: usize) -> bool {
    text[..start]
        .chars()
        .next_back()
        .is_none_or(|c| ENDS.contains(&c))
}

/// Their clause.
pub fn clause(text: &str, range: &Range<usize>) -> Range<usize> {
    between(text, range, |c| ENDS.contains(&c) || PAUSES.contains(&c))
}

/// The clause before the one that begins at `start`, in the same sentence.
pub fn clause_before(text: &str, start: usize) -> Option<Range<usize>> {
    let end = text[..start].strip_suffix('，')?.len();
    Some(clause(text, &(end..end)))
}

/// The one of several things in their clause that they belong to.
pub fn item(text: &str, range: &Range<usize>) -> Range<usize> {
    between(text, range, ends_item)
}

/// Whether an item ends before `rest`.
pub fn is_end(rest: &str) -> bool {
    rest.trim_start_matches(' ')
        .chars()
        .next()
        .is_none_or(ends_item)
}

/// How many bytes the mark of a list takes at the beginning of `text`: 1. and 一、 and -.
pub fn mark(text: &str) -> usize {
    let rest = text
        .trim_start()
        .trim_start_matches(['-', '*', '#', '（', '(']);
    let numeral = |c: char| c.is_ascii_digit() || "一二三四五六七八九十".contains(c);
    let behind = rest.trim_start().trim_start_matches(numeral);
    let closed = behind.strip_prefix(['.', '．', '、', '）', ')']);
    // 七、八年级, 九、十月 and 一、二等奖 are no heads of a list.
    let next = closed.map_or("", |rest| rest.trim_start_matches(numeral));
    let goes_on = closed.is_some_and(|rest| next.len() < rest.len())
        && ["年级", "月", "两", "班", "等奖"]
            .iter()
            .any(|word| next.starts_with(word));
    if goes_on {
        return 0;
    }
    let is_mark = behind.len() < rest.trim_start().len();
    text.len() - closed.filter(|_| is_mark).unwrap_or(rest).len()
}

/// Where the line begins that the byte `at` stands in, as far back as it is looked at.
pub fn line_start(text: &str, at: usize) -> usize {
    let from = text.ceil_char_boundary(at.saturating_sub(FAR_BACK));
    text[from..at]
        .rfind('\n')
        .map_or(from, |end| from + end + 1)
}

/// The line of `text` before the byte `line` that is a heading.
pub fn heading(text: &str, line: usize) -> Option<Range<usize>> {
    /// A longer line is a paragraph, in bytes.
    const LONGEST: usize = 60;
    /// How many lines are looked at.
    const MOST: usize = 8;
    let mut before = text[..line].strip_suffix('\n')?;
    for _ in 0..MOST {
        let start = line_start(before, before.len());
        let said = before[start..].trim();
        if !said.is_empty() && said.len() <= LONGEST && !said.ends_with('。') {
            return Some(start..before.len());
        }
        before = before[..start].strip_suffix('\n')?;
    }
    None
}

fn ends_item(c: char) -> bool {
    ENDS.contains(&c) || PAUSES.contains(&c) || LISTS.contains(&c)
}

fn between(text: &str, range: &Range<usize>, ends: impl Fn(char) -> bool) -> Range<usize> {
    let from = text.ceil_char_boundary(range.start.saturating_sub(REACH));
    let to = text.floor_char_boundary((range.end + REACH).min(text.len()));
    let mut before = text[from..range.start].char_indices().rev();
    let start = before.find(|(_, c)| ends(*c));
    let start = start.map_or(from, |(at, c)| from + at + c.len_utf8());
    let end = text[range.end..to].find(ends);
    start..end.map_or(to, |end| range.end + end)
}

/// How many characters stand between two places; what was blanked is none.
pub fn distance(text: &str, range: Range<usize>) -> usize {
    let between = text.get(range).unwrap_or_default();
    between.chars().filter(|c| !c.is_whitespace()).count()
}
