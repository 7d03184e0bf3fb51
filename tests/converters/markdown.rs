//! What the readers of pandoc make of the Markdown.

use std::collections::BTreeSet;

use summarize::text::markdown::escape;

use super::place::Place;
use super::tools::{report, unescape};

pub fn pandoc_maps_title_and_headings(place: &Place) -> Result<(), String> {
    let markdown = report("md");
    let html = place.call(
        "pandoc",
        &[
            "-f",
            "gfm",
            "--shift-heading-level-by=-1",
            "-s",
            "-t",
            "html",
        ],
        &markdown,
    )?;
    let title = markdown
        .lines()
        .next()
        .and_then(|line| line.strip_prefix("# "))
        .ok_or("no title")?;
    if !html.contains(&format!("<h1 class=\"title\">{title}</h1>")) {
        return Err("the title is no title".to_owned());
    }
    let expected: Vec<String> = markdown
        .lines()
        .filter_map(|line| {
            let (marks, text) = line.split_once(' ')?;
            let level = marks
                .len()
                .checked_sub(1)
                .filter(|_| marks.chars().all(|c| c == '#'))?;
            (level > 0).then(|| format!("{level} {text}"))
        })
        .collect();
    let html = html
        .replace(
            "
  id=", " id=",
        )
        .replace(
            "
id=", " id=",
        );
    let headings: Vec<String> = html
        .lines()
        .filter_map(|line| {
            let rest = line
                .strip_prefix("<h")
                .filter(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))?;
            rest.contains("id=\"").then_some(())?;
            let text = rest.split_once('>')?.1.split('<').next()?;
            Some(format!("{} {text}", &rest[..1]))
        })
        .collect();
    if headings == expected && expected.len() > 10 {
        Ok(())
    } else {
        Err(format!("expected {expected:?}\nfound {headings:?}"))
    }
}

/// Texts that Markdown readers like to take for something else.
const TROUBLE: &[&str] = &[
    "1. 论文",
    "1) 论文",
    "(1) 论文",
    "2025. 论文",
    "iv. 论文",
    "a) 论文",
    "#. 论文",
    "(@) 论文",
    "- 论文",
    "+ 论文",
    "* 论文",
    "# 论文",
    "论文 #",
    "> 论文",
    ": 论文",
    "= 论文",
    "===",
    "---",
    "***",
    "___",
    "3*4*5",
    "**加粗**",
    "__加粗__",
    "_斜体_",
    "a_b_c",
    "`代码`",
    "~~删~~",
    "H~2~O",
    "x^2^",
    "$5和$6",
    "$x$",
    "@张三",
    "[@张三]",
    "[链接](http://a.b)",
    "![图](a.png)",
    "[xxxx]58号",
    "[^1]",
    "<张三>",
    "<b>粗</b>",
    "<!-- 注 -->",
    "<http://a.b>",
    "http://a.b/c",
    "www.a.com",
    "a@b.com",
    "&nbsp;",
    "&#20013;",
    "A&B",
    "AT&T;",
    "表|格",
    "| 表 | 格 |",
    "\\",
    "\\*",
    "反\\斜杠",
    ":smile:",
    "\"引\"",
    "'引'",
    "a--b",
    "a---b",
    "a...b",
    "...",
    "100%",
    "% 标题",
    "{.class}",
    "{{ x }}",
    "{% x %}",
    "::: 注",
    "张**",
    "王*伟",
    "***小学",
    "C#",
    "a!b",
    "![",
    "论文\\",
    "~",
    "^",
    "$",
    "*",
    "_",
    "`",
    "|",
    "=",
    "+",
    "-",
    "1.",
    "x)",
    "\\(x\\)",
    "\\[x\\]",
    "TeX $$x$$",
    "（1）",
    "1、",
    "１．",
    "一、",
    "《书》*",
    "“引”_引_“引”",
    "a\\_b",
    "3<5>2",
    "==高亮==",
    "[ ] 待办",
    "[x] 完成",
    "^上标",
    "Q&A: 问",
    "12:30",
];

pub fn pandoc_shows_plain_values_as_typed(place: &Place) -> Result<(), String> {
    for reader in ["markdown", "gfm", "commonmark"] {
        let document: Vec<String> = TROUBLE.iter().map(|text| escape(text)).collect();
        let html = place.call(
            "pandoc",
            &["-f", reader, "-t", "html", "--wrap=none"],
            &document.join("\n\n"),
        )?;
        let shown: Vec<&str> = html.lines().collect();
        for (text, line) in TROUBLE.iter().zip(&shown) {
            let inner = line
                .strip_prefix("<p>")
                .and_then(|line| line.strip_suffix("</p>"));
            if inner.is_none_or(|inner| inner.contains('<') || unescape(inner) != **text) {
                return Err(format!(
                    "{reader}: {text} written {} is read {line}",
                    escape(text)
                ));
            }
        }
        if shown.len() != TROUBLE.len() {
            return Err(format!(
                "{reader}: {} paragraphs out of {}",
                shown.len(),
                TROUBLE.len()
            ));
        }
    }
    Ok(())
}

/// Apart from ids and the look of tables, the three readers see the same document.
pub fn pandoc_readers_agree_on_the_report(place: &Place) -> Result<(), String> {
    let mut seen = BTreeSet::new();
    for reader in [
        "markdown-auto_identifiers",
        "gfm-gfm_auto_identifiers",
        "commonmark+pipe_tables",
    ] {
        seen.insert(place.call(
            "pandoc",
            &["-f", reader, "-t", "plain", "--wrap=none"],
            &report("md"),
        )?);
    }
    if seen.len() == 1 {
        Ok(())
    } else {
        Err("the readers of pandoc do not agree".to_owned())
    }
}
