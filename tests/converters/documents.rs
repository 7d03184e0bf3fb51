//! The reports that are converted: the examples, every pattern, and a long log.

use std::fs;
use std::path::{Path, PathBuf};

use super::blocks::{Block, Kind, blocks};
use super::common::root;
use super::place::Place;
use super::tools::path_of;

/// A report, made once as Markdown, as a page and, where there is a pandoc, for Word.
pub struct Document {
    pub name: String,
    pub blocks: Vec<Block>,
    /// The people whose names stand in the log.
    pub names: Vec<String>,
    /// What the program is asked, but for where it writes.
    pub arguments: Vec<String>,
    pub html: PathBuf,
    /// Written by the program with pandoc; not there without one.
    pub docx: PathBuf,
}

impl Document {
    /// The same blocks in the order of the page, which has the slogan above the title.
    pub fn on_page(&self) -> Vec<Block> {
        let mut blocks = self.blocks.clone();
        if blocks
            .get(1)
            .is_some_and(|block| block.kind == Kind::Slogan)
        {
            blocks.swap(0, 1);
        }
        blocks
    }

    /// `outcome` with the name of the report before what is wrong.
    pub fn named<T>(&self, outcome: Result<T, String>) -> Result<T, String> {
        outcome.map_err(|wrong| format!("{}: {wrong}", self.name))
    }
}

/// The patterns, with what they need beside the log.
const PATTERNS: &[(&str, &[&str])] = &[
    ("themed", &[]),
    ("items", &[]),
    ("chronicle", &[]),
    ("group", &[]),
    ("briefing", &[]),
    ("event", &[]),
    ("plan", &[]),
    ("personal", &["--teacher", "陆慧芬"]),
    ("outline", &[]),
];

/// Makes all of them in the folder of `place`.
pub fn make(place: &Place) -> Result<Vec<Document>, String> {
    let mut all = Vec::new();
    for example in ["term", "group", "minimal"] {
        let log = root().join("examples").join(format!("{example}.toml"));
        all.push(document(place, example, log, &[])?);
    }
    for (pattern, more) in PATTERNS {
        let arguments = [&["-t", pattern], *more].concat();
        let log = root().join("examples/term.toml");
        let name = format!("pattern {pattern}");
        all.push(document(place, &name, log, &arguments)?);
    }
    let log = place.folder().join("long.toml");
    fs::write(&log, long_log()).map_err(|error| error.to_string())?;
    all.push(document(place, "long", log, &[])?);
    Ok(all)
}

fn document(place: &Place, name: &str, log: PathBuf, more: &[&str]) -> Result<Document, String> {
    let file = |ending: &str| place.folder().join(format!("{name}.{ending}"));
    let arguments = [&[path_of(&log), "-q"], more].concat();
    let write = |path: &Path| -> Result<(), String> {
        let said = place.summarize(&[&arguments[..], &["-o", path_of(path)]].concat());
        said.map(drop).map_err(|wrong| format!("{name}: {wrong}"))
    };
    let document = Document {
        name: name.to_owned(),
        blocks: blocks(&place.summarize(&arguments)?),
        names: names(&fs::read_to_string(&log).map_err(|error| error.to_string())?)?,
        arguments: arguments
            .iter()
            .map(|&argument| argument.to_owned())
            .collect(),
        html: file("html"),
        docx: file("docx"),
    };
    write(&document.html)?;
    if place.has("pandoc") {
        write(&document.docx)?;
    }
    Ok(document)
}

/// The keys of a log that hold names of people.
const PEOPLE: [&str; 10] = [
    "name",
    "names",
    "people",
    "teacher",
    "authors",
    "leader",
    "members",
    "mentor",
    "apprentice",
    "speaker",
];

/// The names of people in a log: of two to four characters.
fn names(log: &str) -> Result<Vec<String>, String> {
    fn gather(value: &toml::Value, is_name: bool, all: &mut Vec<String>) {
        match value {
            toml::Value::String(text) if is_name && (2..=4).contains(&text.chars().count()) => {
                all.push(text.clone());
            }
            toml::Value::Array(list) => list.iter().for_each(|one| gather(one, is_name, all)),
            toml::Value::Table(table) => {
                for (key, value) in table {
                    gather(value, PEOPLE.contains(&key.as_str()), all);
                }
            }
            _ => {}
        }
    }
    let log: toml::Table = log.parse().map_err(|error| format!("{error}"))?;
    let mut all = Vec::new();
    gather(&toml::Value::Table(log), false, &mut all);
    all.sort();
    all.dedup();
    Ok(all)
}

/// How many records of a kind the long log has, and rows its table.
const MANY: usize = 150;

/// A log whose report has a slogan, several levels of headings, lists, a quotation and a table
/// that is longer than a page.
fn long_log() -> String {
    let mut log = String::from(
        r#"[report]
slogan = "扎实教研，静心育人"
author = "青溪路小学教导处"
date = 2026-01-22

[school]
name = "青溪路小学"

[term]
name = "2025—2026学年第一学期"
start = 2025-09-01
end = 2026-01-20

[[section]]
title = "总体情况"
prose = """
本学期共开展集体备课{{ 教研活动 }}。做法有：

- 定时间，定地点；
- 定主题，定主备人。

步骤是：

1. 先议后备；
2. 先备后议。

> 独学而无友，则孤陋而寡闻。
"""

[[section.section]]
title = "听课"
tell = ["听课"]

[[section.section.section]]
title = "推门听课"
prose = "本学期推门听课{{ 听课.推门 }}。"

[[section]]
title = "获奖"
tell = ["获奖:教师"]

[[section]]
title = "附表"
prose = """
| 序号 | 主题 | 人次 |
|---:|:---|:---:|
"#,
    );
    for nth in 1..=MANY {
        log.push_str(&format!(
            "| {nth} | 第{nth}次集体备课 | {} |\n",
            5 + nth % 7
        ));
    }
    log.push_str("\"\"\"\n\n[[observation]]\nkind = \"推门\"\ncount = 40\n\n");
    for nth in 1..=MANY {
        log.push_str(&format!(
            "[[session]]\nkind = \"集体备课\"\ntopic = \"主题{nth}\"\nattendance = {}\n\n",
            5 + nth % 7
        ));
        log.push_str(&format!(
            "[[award]]\nrecipient = \"teacher\"\nnames = [\"{}\"]\ncontest = \"第{nth}届教学评比\"\nlevel = \"区级\"\ngrade = \"一等奖\"\n\n",
            NAMES[nth % NAMES.len()]
        ));
    }
    log
}

/// Teachers of the long log.
const NAMES: [&str; 7] = [
    "沈丽华",
    "周岚",
    "何平",
    "陈静",
    "陆一鸣",
    "顾小芳",
    "欧阳文清",
];
