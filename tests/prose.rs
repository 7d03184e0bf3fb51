//! Prose as it is typed: every line of it can be read in the report, or a message names it.

use proptest::prelude::*;
use summarize::markup::{lost_line, normalise, plain, unlinked};

/// What lines begin with: the marks of points, and what Markdown takes for something.
const STARTS: [&str; 44] = [
    "",
    "1）",
    "1)",
    "a）",
    "A.",
    "A、",
    "第一，",
    "第一、",
    "其一，",
    "首先，",
    "其次，",
    "⑴",
    "⒈",
    "㈠",
    "Ⅰ.",
    "１、",
    "【1】",
    "●",
    "※",
    "■",
    "◆",
    "一、",
    "（一）",
    "①",
    "一是",
    "[备注]:",
    "[^1]: ",
    "[注]：",
    "- [甲]:",
    "> [乙]: ",
    "> ",
    "- ",
    "* ",
    "1. ",
    "2) ",
    "# ",
    "| ",
    "    ",
    "　　",
    "** ",
    "**",
    "~~~",
    "<b>",
    "&nbsp;",
];

const ENDS: [&str; 10] = [
    "。", "；", "：", "", "|", " |甲|", "**", " **", "[^1]。", "[备注]",
];

/// Text without letters or digits, for comparing what is read.
fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).collect()
}

fn line() -> impl Strategy<Value = String> {
    let start = proptest::sample::select(&STARTS[..]);
    let end = proptest::sample::select(&ENDS[..]);
    let words = "[听评备研教课堂学生家校]{1,6}";
    let inner =
        proptest::sample::select(vec!["", "**", " ** ", "，", "[字]", "`", "*", "|", "|---|"]);
    (start, words, inner, words, end)
        .prop_map(|(start, one, inner, two, end)| format!("{start}{one}{inner}{two}{end}"))
}

fn prose() -> impl Strategy<Value = String> {
    let blank = proptest::sample::select(vec!["\n", "\n\n", "\n|---|\n"]);
    proptest::collection::vec((line(), blank), 1..6)
        .prop_map(|lines| lines.into_iter().map(|(line, end)| line + end).collect())
}

proptest! {
    #[test]
    fn every_line_can_be_read_or_is_named(prose in prose()) {
        let blocks = normalise(&prose);
        let is_named = !unlinked(&prose).is_empty() || lost_line(&prose, &blocks).is_some();
        if !is_named {
            let shown: String = blocks.iter().map(|block| letters(&plain(&block.text))).collect();
            let mut rest = shown.chars();
            for line in prose.lines() {
                let bare = line.trim_start_matches(|c: char| "0123456789.) -*>\u{3000}".contains(c));
                for letter in letters(&bare.replace("&nbsp;", "")).chars() {
                    prop_assert!(rest.any(|shown| shown == letter), "{line} in {shown}\n{prose}");
                }
            }
        }
    }
}

/// What may stand in a line, and what is read of it: bold, links and two stars behind a backslash
/// are markup, and nothing else is.
const PIECES: [(&str, &str); 40] = [
    ("**重点**", "重点"),
    ("** 难点 **", "难点"),
    ("[站](https://x.cn/a_b?c=1&d=2)", "站"),
    ("\\*\\*", "**"),
    ("\\*", "*"),
    ("[甲](乙)", "[甲](乙)"),
    ("[甲](./b.md)", "[甲](./b.md)"),
    ("[甲][乙]", "[甲][乙]"),
    ("\\[ref][x]", "\\[ref][x]"),
    ("\\[ref]", "\\[ref]"),
    ("[^1]", "[^1]"),
    ("[ ]", "[ ]"),
    ("*甲*", "*甲*"),
    ("*", "*"),
    ("***丁***", "***丁***"),
    ("****", "****"),
    ("_丙_", "_丙_"),
    ("__丙__", "__丙__"),
    ("孙**、李**和周**三位", "孙**、李**和周**三位"),
    ("由李**老师", "由李**老师"),
    ("&copy;", "&copy;"),
    ("&#169;", "&#169;"),
    ("&#x26;amp;", "&#x26;amp;"),
    ("A&B", "A&B"),
    ("\\", "\\"),
    ("\\\\", "\\\\"),
    ("\\_\\#\\&amp;", "\\_\\#\\&amp;"),
    ("C:\\temp", "C:\\temp"),
    ("`码`", "`码`"),
    ("``", "``"),
    ("<br>", "<br>"),
    ("<b>粗</b>", "<b>粗</b>"),
    ("<!-- 注 -->", "<!-- 注 -->"),
    ("<http://a.cn>", "<http://a.cn>"),
    ("http://a.cn/b_c_d", "http://a.cn/b_c_d"),
    ("~~删~~", "~~删~~"),
    ("$x$", "$x$"),
    ("甲|乙", "甲|乙"),
    ("‘引’", "‘引’"),
    ("{.class}", "{.class}"),
];

/// What a line may begin with, likewise.
const BEGINNINGS: [(&str, &str); 29] = [
    ("", ""),
    ("- ", ""),
    ("* ", ""),
    ("> ", ""),
    ("### ", ""),
    ("  ", ""),
    ("　　", ""),
    ("- - ", "- "),
    ("- # ", "# "),
    (">", ">"),
    ("> > ", ""),
    ("#", "#"),
    ("*", "*"),
    ("-", "-"),
    ("+1", "+1"),
    ("=", "="),
    ("1）", "1）"),
    ("1.", "1."),
    ("1234567890. ", "1234567890. "),
    ("（一）", "（一）"),
    ("●", "●"),
    ("一是", "一是"),
    ("[备注]:", "[备注]:"),
    ("[ref]: ", "[ref]: "),
    ("~~~ ", "~~~ "),
    ("```", "```"),
    (": ", ": "),
    ("<div>", "<div>"),
    ("&nbsp;", "&nbsp;"),
];

/// Lines of their own, likewise.
const LINES: [(&str, &str); 12] = [
    ("====", "===="),
    ("---", "---"),
    ("- - -", "- - -"),
    ("***", "***"),
    ("_ _ _", "_ _ _"),
    ("-", "-"),
    ("+", "+"),
    ("备课\n|---|", "备课|---|"),
    ("#", "#"),
    ("", ""),
    ("~~~\n*甲* &amp; \\_\n~~~", "*甲* &amp; \\_"),
    (
        "见表\n| 甲 | *乙* |\n|---|---|\n| \\| | &amp;**丙** |",
        "见表 甲 *乙* | &amp;丙",
    ),
];

/// A line as it is typed, and what is read of it.
fn told() -> impl Strategy<Value = (String, String)> {
    let begin = proptest::sample::select(&BEGINNINGS[..]);
    let pieces = proptest::collection::vec(proptest::sample::select(&PIECES[..]), 0..4);
    let of_pieces = (begin, pieces).prop_map(|(begin, pieces)| {
        let join = |side: fn(&(&'static str, &'static str)) -> &'static str| {
            let pieces: Vec<&str> = pieces.iter().map(side).collect();
            format!("{}听课{}备课", side(&begin), pieces.join("评课"))
        };
        (join(|(typed, _)| typed), join(|(_, read)| read))
    });
    let of_signs = proptest::sample::select(&LINES[..]);
    let of_signs = of_signs.prop_map(|(typed, read)| (typed.to_owned(), read.to_owned()));
    prop_oneof![3 => of_pieces, 1 => of_signs]
}

/// Text as it is seen, but for blanks.
fn seen(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

proptest! {
    #[test]
    fn what_is_no_markup_is_read_as_it_is_typed(
        lines in proptest::collection::vec((told(), proptest::bool::ANY), 1..6)
    ) {
        let mut prose = String::new();
        let mut read = String::new();
        for ((typed, shown), is_apart) in &lines {
            prose.push_str(typed);
            prose.push_str(if *is_apart { "\n\n" } else { "\n" });
            read.push_str(&seen(shown));
        }
        let blocks = normalise(&prose);
        let shown: String = blocks.iter().map(|block| seen(&plain(&block.text))).collect();
        prop_assert_eq!(shown, read, "{}", prose);
        prop_assert_eq!(lost_line(&prose, &blocks), None);
    }
}

#[test]
fn numbers_of_lists_stay_as_they_are_typed() {
    for (prose, blocks) in [
        ("1. 甲\n2. 乙", vec!["1. 甲\n2. 乙"]),
        ("如下：\n3. 甲\n4. 乙", vec!["如下：", "3. 甲\n4. 乙"]),
        ("1. 甲\n3. 乙", vec!["1\\. 甲", "3\\. 乙"]),
        (
            "1. 甲\n2. 乙\n\n1. 丙\n2. 丁",
            vec!["1. 甲\n\n2. 乙\n\n3. 丙\n\n4. 丁"],
        ),
        ("01. 甲", vec!["01\\. 甲"]),
        (
            "- 甲\n  2. 乙\n  4. 丙",
            vec!["- 甲\n  \n  2\\. 乙\n  \n  4\\. 丙"],
        ),
    ] {
        let shown: Vec<String> = normalise(prose)
            .into_iter()
            .map(|block| block.text)
            .collect();
        assert_eq!(shown, blocks, "{prose}");
    }
}

#[test]
fn what_people_type_is_not_named() {
    for prose in [
        "[备注]:数据截至1月10日。",
        "听课40节[^1]。\n\n[^1]: 含区里的数字。",
        "1）甲\n2）乙",
        "** 重点 **工作",
        "| 甲 | 乙 |\n|---|---|\n| 1 | 2 |",
        "3. 甲\n5. 乙\n\n见[站](https://x.cn)。",
    ] {
        assert_eq!(lost_line(prose, &normalise(prose)), None, "{prose}");
    }
    let table = "| 甲 |\n|---|\n| 1 | 多出 |";
    assert_eq!(lost_line(table, &normalise(table)), Some("| 1 | 多出 |"));
}
