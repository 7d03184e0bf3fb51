//! `summarize figures`: every figure of a log by its name, or all that templates can see as JSON;
//! and a log read back from that JSON.

use std::collections::HashMap;
use std::path::Path;
use std::sync::Arc;

use anyhow::{Result, bail};
use serde_json::{Value as Json, json};

use super::args::{Args, Figures};
use super::summarize::{read, reported};
use super::{WRITTEN, output, own_templates};
use crate::diagnostic::Diagnostics;
use crate::log::{self, Log, Reader};
use crate::tally::{Reason, Tally, Verdict};
use crate::text::wide::width;
use crate::wording::{Chapter, Entry, Words, catalogue};

/// What a JSON of another shape than this program writes would be.
const VERSION: u32 = 1;

/// Prints the figures of the logs.
///
/// # Errors
/// What the world refuses.
pub(super) fn run(args: &Args, asked: &Figures) -> Result<u8> {
    let (log, diagnostics, failures) = read(&asked.logs)?;
    if let Some(code) = reported(&diagnostics, &failures) {
        return Ok(code);
    }
    let templates = own_templates::load(args.templates.as_deref(), &asked.logs, true)?;
    let mut wrong = Diagnostics::default();
    let words = Arc::new(Words::new(&templates, &log.words, &mut wrong));
    if let Some(code) = reported(&wrong, &[]) {
        return Ok(code);
    }
    let tally = Tally::new(log);
    let text = if asked.json {
        let mut text = serde_json::to_string_pretty(&whole(&tally, &words))?;
        text.push('\n');
        text
    } else {
        table(&catalogue(&tally, &words))
    };
    output::write(&text, asked.output.as_deref())?;
    Ok(WRITTEN)
}

/// Chapters as lines of name, number and description, in columns.
fn table(chapters: &[Chapter]) -> String {
    let entries = || chapters.iter().flat_map(|chapter| &chapter.entries);
    let number = |entry: &Entry| entry.count.with_unit(&entry.unit);
    let longest = |of: &dyn Fn(&Entry) -> usize| entries().map(of).max().unwrap_or(0);
    let name_width = longest(&|entry| width(&entry.name)).min(40);
    let number_width = longest(&|entry| width(&number(entry))).min(16);
    let pad = |text: &str, to: usize| {
        let spaces = to.saturating_sub(width(text));
        format!("{text}{}", " ".repeat(spaces))
    };
    let mut text = String::new();
    for chapter in chapters {
        text.push_str(&format!("{}\n", chapter.title));
        for entry in &chapter.entries {
            let line = format!(
                "  {}  {}  {}",
                pad(&entry.name, name_width),
                pad(&number(entry), number_width),
                entry.about
            );
            text.push_str(line.trim_end());
            text.push('\n');
        }
        text.push('\n');
    }
    text.push_str(
        "在 [prose] 和 [[section]] 的文字里写成 {{ 名字 }}，如 {{ 听课 }}；还可以接着写点和名字，如 {{ 获奖.教师.市级 }}\n",
    );
    text
}

/// All that templates can see: the log, and what is counted from it.
fn whole(tally: &Arc<Tally>, words: &Arc<Words>) -> Json {
    let uncounted: HashMap<usize, Reason> = tally
        .uncounted()
        .iter()
        .map(|(id, reason)| (*id as usize, *reason))
        .collect();
    let log = log::to_json(&tally.log, |id, record| match uncounted.get(&id) {
        Some(Reason::OtherTerm) => json!("属于其他学期"),
        Some(Reason::Pending) => json!("结果尚未公布"),
        Some(Reason::OtherGroup) => json!("属于其他教研组"),
        None => json!(record.table.is_counted()),
    });
    json!({
        "version": VERSION,
        "log": log,
        "context": context(tally, words),
    })
}

/// What is counted from the log.
fn context(tally: &Arc<Tally>, words: &Arc<Words>) -> Json {
    let figures: Vec<Json> = catalogue(tally, words)
        .iter()
        .flat_map(|chapter| &chapter.entries)
        .map(|entry| {
            json!({
                "name": entry.name,
                "text": entry.count.with_unit(&entry.unit),
                "n": entry.count.n,
                "is_exact": entry.count.approx.is_none(),
                "unit": entry.unit,
                "about": entry.about,
            })
        })
        .collect();
    let targets: Vec<Json> = tally
        .outcomes()
        .iter()
        .map(|outcome| {
            let (verdict, missed, exceeded, done) = match outcome.verdict {
                Verdict::Each { missed, exceeded } => ("each", missed, exceeded, 0),
                Verdict::Together(done) => ("together", 0, 0, done),
                Verdict::Unknown => ("unknown", 0, 0, 0),
            };
            json!({
                "line": tally.record(outcome.target).span.line,
                "unit": outcome.unit,
                "verdict": verdict,
                "base": outcome.base,
                "missed": missed,
                "exceeded": exceeded,
                "done": done,
            })
        })
        .collect();
    json!({
        "staff": {
            "size": tally.staff.size().to_string(),
            "groups": tally.staff.groups().iter().map(|group| &**group).collect::<Vec<_>>(),
        },
        "term": {
            "name": tally.term.name.as_deref(),
            "span": tally.term.span.name,
            "weeks": tally.term.weeks(),
        },
        "targets": targets,
        "figures": figures,
        "words": words.table(),
    })
}

/// The log in the JSON that `summarize figures --json` has written to `path`.
///
/// # Errors
/// A file that cannot be read, or is no such JSON.
pub(super) fn read_json(path: &Path) -> Result<(Log, Diagnostics, Json)> {
    let text = super::input::text(path)?;
    // What the parser says of it is of no help here.
    let Ok(json) = serde_json::from_str::<Json>(&text) else {
        bail!(
            "{} 不是 summarize figures --json 写出的数据；请重新写出一份",
            path.display()
        );
    };
    if json["version"] != json!(VERSION) {
        bail!(
            "{} 不是这个版本的 summarize figures --json 写出的数据；请重新写出一份",
            path.display()
        );
    }
    let mut reader = Reader::default();
    if let Err(message) = log::from_json(&json["log"], &mut reader) {
        bail!("{}：{message}；请重新写出一份", path.display());
    }
    let (log, diagnostics) = reader.finish();
    Ok((log, diagnostics, json))
}

/// Whether the figures in `json` are those of its log: a figure that was changed by hand does not
/// go into a report.
///
/// # Errors
/// The first figure that is not.
pub(super) fn check_json(json: &Json, tally: &Arc<Tally>, path: &Path) -> Result<()> {
    let templates = Arc::default();
    let mut wrong = Diagnostics::default();
    let words = Arc::new(Words::new(&templates, &tally.log.words, &mut wrong));
    let fresh = context(tally, &words);
    for part in ["staff", "term", "targets"] {
        if json["context"][part] != fresh[part] {
            bail!(
                "{} 里 context.{part} 的内容与记录算出来的不一样；数字只能从记录里算，请改 log 里的记录，或重新写出一份",
                path.display()
            );
        }
    }
    let empty = Vec::new();
    let stated = json["context"]["figures"].as_array().unwrap_or(&empty);
    let counted = fresh["figures"].as_array().unwrap_or(&empty);
    let differs = stated
        .iter()
        .zip(counted)
        .find(|(stated, counted)| stated != counted);
    if let Some((_, counted)) = differs {
        bail!(
            "{} 里“{}”的内容与记录算出来的不一样，应当是{}；数字只能从记录里算，请改 log 里的记录，或重新写出一份",
            path.display(),
            counted["name"].as_str().unwrap_or_default(),
            counted["text"].as_str().unwrap_or_default()
        );
    }
    if stated.len() != counted.len() {
        bail!(
            "{} 里 context.figures 有{}项，从记录里算出来是{}项；请重新写出一份",
            path.display(),
            stated.len(),
            counted.len()
        );
    }
    Ok(())
}
