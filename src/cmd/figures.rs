//! `summarize figures`: every figure of a log by its name, or all that templates can see as JSON.

use std::sync::Arc;

use anyhow::Result;

use super::args::{Args, Figures};
use super::input::Sources;
use super::shown::{reported, unwritten};
use super::{WRITTEN, inputs, json, output, own_templates, tell};
use crate::check;
use crate::diagnostic::Diagnostics;
use crate::tally::{Chapter, Entry, Tally};
use crate::text::wide::width;
use crate::wording::{Words, catalogue};

/// Prints the figures of the logs.
///
/// # Errors
/// What the world refuses.
pub(super) fn run(args: &Args, asked: &Figures) -> Result<u8> {
    let mut sources = Sources::find(&asked.logs, args.templates.as_deref())?;
    if let Some(output) = &asked.output {
        let read = inputs::of_logs(&asked.logs, args.templates.as_deref());
        output::refuse(&read, output)?;
    }
    sources.skipped().iter().for_each(|note| tell(note));
    let (log, diagnostics, failures) = sources.read_all();
    if let Some(code) = reported(&diagnostics, &failures, unwritten(false)) {
        return Ok(code);
    }
    let templates = own_templates::load(args.templates.as_deref(), &asked.logs, true)?;
    let mut wrong = Diagnostics::default();
    let words = Arc::new(Words::new(&templates, &log.words, &mut wrong));
    if let Some(code) = reported(&wrong, &[], unwritten(false)) {
        return Ok(code);
    }
    let tally = Tally::new(log);
    check::stated(&tally, args.verbose, &mut wrong, |span| {
        sources.reread(span)
    });
    if let Some(code) = reported(&wrong, &[], unwritten(false)) {
        return Ok(code);
    }
    let text = if asked.json {
        let mut text = serde_json::to_string_pretty(&json::whole(&tally, &words))?;
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
