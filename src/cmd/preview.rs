//! `--preview`: the report on the terminal, a page at a time.

use std::io::{self, IsTerminal, Write};
use std::ops::ControlFlow::{Break, Continue};

use anstream::{AutoStream, ColorChoice};
use anyhow::{Result, bail};
use crossterm::terminal;

use super::args::{Args, Format};
use super::failure::failed;
use super::summarize::compose;
use super::{WRITTEN, output, pager, pictures};
use crate::render;
use crate::report::Report;

/// How wide the text is where nothing narrower is asked for: longer lines are hard to read.
const WIDEST: usize = 80;

/// What it is not narrower than, whatever the terminal.
const NARROWEST: usize = 20;

/// How much of a terminal is left free.
const MARGIN: usize = 2;

/// Composes the report and shows it.
///
/// # Errors
/// What cannot be asked for together; a file that cannot be read; a terminal that cannot be
/// written to.
pub(super) fn run(args: &Args) -> Result<u8> {
    refuse(args)?;
    let composed = match compose(args)? {
        Continue(composed) => composed,
        Break(code) => return Ok(code),
    };
    show(&composed.report)?;
    composed.account(args);
    Ok(WRITTEN)
}

/// Refuses what says where or how to write: nothing is written.
fn refuse(args: &Args) -> Result<()> {
    let other = [
        ("-o", args.output.is_some()),
        ("-f", args.format.is_some()),
        ("--reference-docx", args.reference_docx.is_some()),
        ("--assets", args.assets.is_some()),
        ("--watch", args.watch),
    ];
    match other.into_iter().find(|(_, is_given)| *is_given) {
        Some((option, _)) => bail!(
            "--preview 只在屏幕上看，不写文件，不能和 {option} 一起用\n  = 改法: 想看，去掉 {option}；想写成文件，去掉 --preview"
        ),
        // As in a page, charts need no files; here their tables are shown.
        None => pictures::check(args, Format::Html),
    }
}

/// Shows the report: by pages where it does not fit on the terminal, else at once.
fn show(report: &Report) -> Result<()> {
    let is_coloured = AutoStream::choice(&io::stdout()) != ColorChoice::Never;
    let text = |columns| text(report, columns, is_coloured);
    if !io::stdout().is_terminal() {
        return output::write(text(WIDEST + MARGIN), None);
    }
    let (columns, rows) = terminal::size().map_err(|error| failed("看不了屏幕的大小", &error))?;
    let whole = text(columns.into());
    if whole.lines().count() < rows.into() {
        // Consoles have to be told first that there are sequences for colours; this does it.
        let written = anstream::stdout().write_all(whole.as_bytes());
        return written.map_err(|error| failed("写不了屏幕", &error));
    }
    pager::page(&text).map_err(|error| failed("不能在屏幕上分页", &error))
}

/// The report for a terminal of so many columns. A little is left free for the signs that some
/// terminals show in two columns.
fn text(report: &Report, columns: usize, is_coloured: bool) -> String {
    let width = columns.saturating_sub(MARGIN).clamp(NARROWEST, WIDEST);
    let text = render::terminal(report, width);
    match is_coloured {
        true => text,
        false => anstream::adapter::strip_str(&text).to_string(),
    }
}
