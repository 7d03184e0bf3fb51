//! `summarize template …`: which templates there are, and a copy of one to change.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;

use anyhow::{Result, bail};

use super::output::Batch;
use super::{WRITTEN, output, tell};
use crate::report;
use crate::wording::{Templates, Words};

/// What every report is made with, whatever its pattern.
const COMMON: [&str; 7] = [
    "charts.md",
    "page.css",
    "page.html",
    "phrases/author.md",
    "phrases/cue.md",
    "phrases/title.md",
    "shapes.md",
];

/// Prints every template with what it is for and the outline it gives.
///
/// # Errors
/// A template that cannot be read, or standard output that cannot be written.
pub(super) fn list(templates: &Templates) -> Result<u8> {
    let mut text = String::new();
    for pattern in report::patterns(templates)? {
        text.push_str(&format!("{}　{}\n", pattern.name, pattern.about));
        for title in pattern.titles {
            text.push_str(&format!("    {title}\n"));
        }
        text.push('\n');
    }
    text.push_str(
        "用法：summarize -t 模板名 记录.toml；也可以在记录的 [report] 里写 template = \"模板名\"\n",
    );
    output::write(&text, None)?;
    Ok(WRITTEN)
}

/// Copies the files of the template `name` to `folder`, where they take the place of the built-in
/// ones.
///
/// # Errors
/// No such template; a file that is there already, of which none is touched; a folder that
/// cannot be written.
pub(super) fn export(templates: &Arc<Templates>, name: &str, folder: &Path) -> Result<u8> {
    let mut files: Vec<(String, String)> = Vec::new();
    let named = report::files_of(templates, name)?;
    let common = COMMON.into_iter();
    let used = common.flat_map(|file| std::iter::once(file).chain(templates.used_by(file)));
    let all: BTreeSet<&str> = named.iter().map(String::as_str).chain(used).collect();
    for file in all {
        if let Some(template) = templates.get(file) {
            files.push((file.to_owned(), template.text.clone()));
        }
    }
    files.push(("words.toml".to_owned(), word_list(templates)?));
    let present: Vec<&str> = files
        .iter()
        .map(|(file, _)| file.as_str())
        .filter(|file| folder.join(file).symlink_metadata().is_ok())
        .collect();
    if !present.is_empty() {
        bail!(
            "文件夹 {} 里已经有 {}，没有动它；请换一个文件夹，或先把它们改名",
            folder.display(),
            present.join("、")
        );
    }
    write_all(&files, folder)?;
    tell(&format!(
        "已把模板 {name} 的{}个文件写到文件夹 {}。改过的文件代替原来的，没改的可以删掉；把这个文件夹放在记录旁边、名字叫 templates，或加上 --templates {}，就用它写总结",
        files.len(),
        folder.display(),
        folder.display()
    ));
    Ok(WRITTEN)
}

fn write_all(files: &[(String, String)], folder: &Path) -> Result<()> {
    let mut batch = Batch::default();
    for (file, text) in files {
        let path = folder.join(file);
        if let Some(parent) = path.parent() {
            batch.create_folder(parent)?;
        }
        batch.add(text.as_bytes(), &path)?;
    }
    batch.place()
}

/// The whole list of words, with those of the kinds of record.
fn word_list(templates: &Templates) -> Result<String> {
    let Some(file) = templates.get("words.toml") else {
        bail!("没有说法的列表 words.toml");
    };
    let words = Words::of(templates)?;
    let mut text = file.text.trim_end().to_owned();
    text.push_str(
        "\n\n# The kinds of record: what they are called, their verb, their measure word.\n",
    );
    for (kind, label, verb, unit) in words.kinds() {
        let header = format!("[words.kind.{kind}]");
        if text.lines().any(|line| line.trim() == header) {
            continue;
        }
        text.push_str(&format!(
            "[words.kind.{kind}]\nlabel = \"{label}\"\nverb = \"{verb}\"\nunit = \"{unit}\"\n"
        ));
    }
    Ok(text)
}
