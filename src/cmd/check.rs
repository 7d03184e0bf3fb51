//! `summarize check`: looks logs over without writing a report, and rewrites what the input
//! method got wrong.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Result, bail};
use serde_json::{Value, json};

use super::args::{Args, Check};
use super::input::{self, Sources};
use super::shown::way_out;
use super::{BAD_LOG, FAILED, WRITTEN, output, own_templates, tell};
use crate::check::{self, ENCODING, World};
use crate::diagnostic::{Diagnostic, Diagnostics, Severity, show};
use crate::log::{self, Change, Log};
use crate::report::{self, ReportError, Request};
use crate::tally::Tally;
use crate::text::encoding::{decode, encode_like};
use crate::wording::{Templates, Words, figure, impersonal};

/// Checks the logs.
///
/// # Errors
/// What the world refuses: files that are not there or cannot be written.
pub(super) fn run(args: &Args, asked: &Check) -> Result<u8> {
    if asked.fix && asked.logs.iter().any(|path| path.as_os_str() == "-") {
        bail!("标准输入改不了；--fix 后面请写文件名");
    }
    if !asked.fix && (asked.dry_run || asked.undo) {
        let option = if asked.undo { "--undo" } else { "--dry-run" };
        bail!("{option} 和 --fix 一起用；请写成 summarize check --fix {option} 记录.toml");
    }
    if asked.dry_run && asked.undo {
        bail!("--dry-run 和 --undo 不能一起用；请去掉一个");
    }
    let mut sources = Sources::find(&asked.logs, args.templates.as_deref())?;
    sources.skipped().iter().for_each(|note| tell(note));
    if asked.fix {
        for path in sources.paths() {
            match asked.undo {
                true => undo(path)?,
                false => fix(path, asked.dry_run)?,
            }
        }
    }
    let (log, mut found, failures) = sources.read_all();
    for failure in &failures {
        tell(&format!("错误: {failure:#}"));
    }
    encodings(&sources, &log, &mut found);
    let templates = own_templates::load(args.templates.as_deref(), &asked.logs, true)?;
    let request = Request::default();
    report::check(&log, &templates, &request, &mut found)?;
    if found.errors() == 0 && failures.is_empty() {
        let tally = further(args, asked, log, &templates, &sources, &mut found)?;
        // What is wrong with expressions shows when they are carried out.
        if let Err(ReportError::Wrong(wrong)) = report::compose(&tally, &templates, &request) {
            wrong.into_iter().for_each(|wrong| found.push(wrong));
        }
    }
    show_found(&found, asked.json)?;
    let is_bad = found.errors() > 0 || (asked.strict && found.any());
    Ok(match (failures.is_empty(), is_bad) {
        (false, _) => FAILED,
        (true, true) => BAD_LOG,
        (true, false) => WRITTEN,
    })
}

/// The checks of a log that can be read.
fn further(
    args: &Args,
    asked: &Check,
    log: Log,
    templates: &Templates,
    sources: &Sources,
    found: &mut Diagnostics,
) -> Result<Arc<Tally>> {
    let previous = match &asked.previous {
        Some(path) => Some(previous(path)?),
        None => None,
    };
    let exists = |log: &str, name: &str| {
        let folder = Path::new(log).parent().unwrap_or(Path::new(""));
        folder.join(name).exists()
    };
    // What is wrong with the words has been told.
    let words = Words::new(templates, &log.words, &mut Diagnostics::default());
    let words = Arc::new(words);
    let tally = Tally::new(log);
    let world = World {
        previous: previous.as_ref(),
        exists: &exists,
        figures: &|| impersonal(&tally, &words),
        figure: &|of| figure(&tally, &words, of),
    };
    let reread = |span| sources.reread(span);
    check::stated(&tally, args.verbose, found, reread);
    check::further(&tally, &world, found, reread);
    Ok(tally)
}

/// The log of the term before.
fn previous(path: &PathBuf) -> Result<Log> {
    let mut sources = Sources::find(std::slice::from_ref(path), None)?;
    let (log, _, failures) = sources.read_all();
    match failures.into_iter().next() {
        Some(failure) => Err(failure),
        None => Ok(log),
    }
}

/// Logs that are not UTF-8.
fn encodings(sources: &Sources, log: &Log, found: &mut Diagnostics) {
    if check::is_allowed(log, ENCODING) {
        return;
    }
    for note in sources.notes() {
        found.push(Diagnostic {
            severity: Severity::Warning,
            check: Some(ENCODING),
            place: None,
            message: note,
            label: Box::default(),
            hints: vec!["用记事本打开，另存为时把编码选为 UTF-8".to_owned()],
        });
    }
}

/// Rewrites what is certain in one log, and shows it; the old file is kept beside it. Where it is
/// only to be shown nothing is written.
fn fix(path: &Path, is_only_shown: bool) -> Result<()> {
    let Ok(bytes) = input::bytes(Some(path)) else {
        // The reader will say what is wrong with it.
        return Ok(());
    };
    let Ok((text, _)) = decode(bytes.clone()) else {
        return Ok(());
    };
    let (fixed, changes) = log::fixed_lines(&text);
    if changes.is_empty() {
        return Ok(());
    }
    tell(&difference(path, &changes));
    if is_only_shown {
        tell(&format!(
            "{} 可以改好{}行，还没有改；去掉 --dry-run 就改\n",
            path.display(),
            changes.len()
        ));
        return Ok(());
    }
    let Some(after) = encode_like(&fixed, &bytes) else {
        bail!(
            "{} 里有这种编码写不回去的字，没有改动；请用记事本打开，另存为时把编码选为 UTF-8，再运行一次",
            path.display()
        );
    };
    let old = output::replace(path, &bytes, &after)?;
    tell(&format!(
        "{} 改了{}行；原来的文件留在 {}\n",
        path.display(),
        changes.len(),
        old.display()
    ));
    Ok(())
}

/// Takes back what was last rewritten in a log.
fn undo(path: &Path) -> Result<()> {
    let kept = output::undo(path)?;
    tell(&format!(
        "{} 已恢复成改动以前的样子；改动以后的留在 {}，再撤回一次就换回来\n",
        path.display(),
        kept.display()
    ));
    Ok(())
}

/// What is rewritten, line by line.
fn difference(path: &Path, changes: &[Change]) -> String {
    let mut lines = Vec::new();
    for change in changes {
        lines.push(format!("{} 第{}行", path.display(), change.line));
        lines.push(format!("- {}", change.before));
        lines.extend(change.after.split('\n').map(|line| format!("+ {line}")));
    }
    lines.join("\n")
}

/// Shows what was found on standard output; nothing where it is nothing.
fn show_found(found: &Diagnostics, as_json: bool) -> Result<()> {
    let (kept, more) = found.sorted();
    if as_json {
        let all: Vec<Value> = kept.into_iter().map(to_json).collect();
        let mut text = serde_json::to_string_pretty(&all)?;
        text.push('\n');
        return output::write(&text, None);
    }
    let mut text = String::new();
    for one in kept {
        text.push_str(&show(one, false));
        text.push_str("\n\n");
    }
    if more > 0 {
        text.push_str(&format!("另有{more}条没有列出\n"));
    }
    if found.any() {
        let counts = [("错误", found.errors()), ("提醒", found.warnings())];
        let counts = counts.iter().filter(|(_, count)| *count > 0);
        let counts: Vec<String> = counts
            .map(|(what, count)| format!("{what}{count}处"))
            .collect();
        text.push_str(&format!("共有{}\n", counts.join("、")));
        text.extend(way_out(found).map(|way| way + "\n"));
    }
    output::write(&text, None)
}

/// One finding for other programs: lines and columns from 1, columns in characters.
fn to_json(found: &Diagnostic) -> Value {
    let place = found.place.as_ref();
    let length = place.map(|place| {
        let (from, to) = place.mark;
        place
            .excerpt
            .get(from..to)
            .map_or(0, |text| text.chars().count())
    });
    json!({
        "check": found.check,
        "severity": match found.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
        },
        "file": place.map(|place| &*place.file),
        "line": place.map(|place| place.line),
        "column": place.map(|place| place.column),
        "length": length,
        "message": found.message,
        "hints": found.hints,
    })
}
