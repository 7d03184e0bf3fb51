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
        let is_named = unlinked(&prose).is_some() || lost_line(&prose, &blocks).is_some();
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
