//! The handbook's tables of keys are the format's: this test writes them anew and compares.

mod common;

use std::fs;

use common::{none_wrong, root};
use summarize::format::{Field, HEADS, Key, OUTLINE, RECORDS, Table, Type, common_fields};

const BEGIN: &str = "<!-- format:begin -->\n";
const END: &str = "<!-- format:end -->";

#[test]
fn the_handbook_describes_every_key() {
    let path = root().join("README.zh-CN.md");
    let text = fs::read_to_string(&path)
        .expect("the handbook")
        .replace("\r\n", "\n");
    let (before, rest) = text.split_once(BEGIN).expect("the begin mark");
    let (_, after) = rest.split_once(END).expect("the end mark");
    let fresh = format!("{before}{BEGIN}\n{}\n{END}{after}", tables().trim_end());
    let wrong: Vec<String> = common::differs(&path, &fresh).into_iter().collect();
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
        Type::Text | Type::Line => "文字".to_owned(),
        Type::Texts | Type::Lines => "文字或列表".to_owned(),
        Type::Mark => "序号的样子".to_owned(),
        Type::Prose => "成段文字".to_owned(),
        Type::Date => "日期".to_owned(),
        Type::Day => "某一天".to_owned(),
        Type::Quantity => "数目".to_owned(),
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
