//! The handbook's tables of keys are the format's: this test writes them anew and compares.

mod common;

use std::fs;

use common::{cases, none_wrong, root};
use summarize::check::{CHECKS, Tier};
use summarize::format::{Field, HEADS, Key, OUTLINE, RECORDS, Table, Type, common_fields};

#[test]
fn the_handbook_describes_every_key() {
    fresh("format", tables().trim_end());
}

#[test]
fn the_handbook_describes_every_check() {
    let mut text = "| 检查 | 查什么 | 查到时 |\n|:---|:---|:---|\n".to_owned();
    for check in CHECKS {
        let tier = match check.tier {
            Tier::Error => "错误",
            Tier::Warning | Tier::OnRequest => "提醒",
        };
        text.push_str(&format!(
            "| `{}` | {} | {tier} |\n",
            check.name, check.about
        ));
    }
    fresh("checks", text.trim_end());
}

#[test]
fn the_handbook_has_the_commands_of_every_converter() {
    let commands =
        fs::read_to_string(root().join("templates/help/convert.txt")).expect("the commands");
    fresh("convert", &format!("```text\n{}\n```", commands.trim_end()));
}

/// Compares what stands between the marks called `name` in the handbook with `text`.
fn fresh(name: &str, text: &str) {
    let (begin, end) = (
        format!("<!-- {name}:begin -->\n"),
        format!("<!-- {name}:end -->"),
    );
    let path = root().join("README.zh-CN.md");
    let handbook = fs::read_to_string(&path)
        .expect("the handbook")
        .replace("\r\n", "\n");
    let (before, rest) = handbook.split_once(&begin).expect("the begin mark");
    let (_, after) = rest.split_once(&end).expect("the end mark");
    let fresh = format!("{before}{begin}\n{text}\n{end}{after}");
    let wrong: Vec<String> = common::differs(&path, &fresh).into_iter().collect();
    none_wrong(&wrong);
}

/// The page of all messages: each with the log that gives it, out of the folders of cases.
#[test]
fn every_message_stands_on_its_page() {
    let mut page =
        "# 提示一览\n\n每一种提示，和引出它的记录。遇到看不懂的提示，可以在这里查。\n".to_owned();
    for (kind, said) in [("messages", "stderr.txt"), ("checks", "stdout.txt")] {
        for case in cases(kind) {
            let name = case
                .file_name()
                .expect("a name")
                .to_string_lossy()
                .into_owned();
            page.push_str(&format!("\n## {name}\n"));
            // What is in another encoding, or too long to be read here, is left out.
            let log = fs::read_to_string(case.join("log.toml")).unwrap_or_default();
            if !log.is_empty() && log.lines().count() <= 60 {
                page.push_str(&format!("\n````toml\n{}\n````\n", log.trim_end()));
            }
            let said = fs::read_to_string(case.join(said)).expect("an expected message");
            page.push_str(&format!("\n````text\n{}\n````\n", said.trim_end()));
        }
    }
    let path = root().join("examples/messages.md");
    let wrong: Vec<String> = common::differs(&path, &page).into_iter().collect();
    none_wrong(&wrong);
}

/// Every table of the format as a table of Markdown.
fn tables() -> String {
    let mut text = String::new();
    for table in HEADS {
        text.push_str(&section(&format!("[{}]", table.key), table));
    }
    for table in RECORDS.iter().chain(OUTLINE) {
        text.push_str(&section(&format!("[[{}]]", table.key), table));
    }
    text.push_str("### 各种记录都能写的键\n\n");
    text.push_str(&rows(common_fields()));
    text
}

fn section(name: &str, table: &Table) -> String {
    format!("### {name} {}\n\n{}\n", table.about, rows(table.fields))
}

fn rows(fields: &[Field]) -> String {
    let mut text = "| 键 | 写什么 | 说明 |\n|:---|:---|:---|\n".to_owned();
    for field in fields {
        let required = if field.required { "必填。" } else { "" };
        let also: Vec<String> = field.also.iter().map(|name| format!("`{name}`")).collect();
        let also = if also.is_empty() {
            String::new()
        } else {
            format!("（也可写 {}）", also.join("、"))
        };
        let about = field.about.replace('|', "\\|");
        text.push_str(&format!(
            "| `{}` | {} | {required}{about}{also} |\n",
            field.key.name(),
            kind(field.ty)
        ));
    }
    text
}

fn kind(ty: Type) -> String {
    match ty {
        Type::Text | Type::Name | Type::Line => "文字".to_owned(),
        Type::Texts | Type::Lines => "文字或列表".to_owned(),
        Type::Mark => "序号的样子".to_owned(),
        Type::Prose => "成段文字".to_owned(),
        Type::Date => "日期".to_owned(),
        Type::Day => "某一天".to_owned(),
        Type::Quantity => "数目".to_owned(),
        Type::Exact => "整数".to_owned(),
        Type::Amount => "数目，可有小数".to_owned(),
        Type::Flag => "true 或 false".to_owned(),
        Type::People | Type::Staff => "人员".to_owned(),
        Type::Percent => "百分数".to_owned(),
        Type::Word(words) => format!("选一个：{}", words.listing()),
        Type::Words(words) => format!("选一个或几个：{}", words.listing()),
        Type::Measure => "记录种类".to_owned(),
        Type::Rows(fields) => {
            let is_section = fields.iter().any(|field| field.key == Key::Section);
            if is_section {
                return "一节或几节，键与 [[section]] 相同".to_owned();
            }
            let keys: Vec<&str> = fields.iter().map(|field| field.key.name()).collect();
            format!("一组：{{ {} }}", keys.join(", "))
        }
    }
}
