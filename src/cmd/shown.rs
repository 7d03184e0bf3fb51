//! What is wrong with a log or a template, shown on standard error.

use std::io::IsTerminal;

use anyhow::Result;

use super::{BAD_LOG, FAILED, tell};
use crate::diagnostic::{Diagnostic, Diagnostics, SLIP, show};
use crate::report::ReportError;

/// What is said where nothing could be written: what to do about it, unless the program, with
/// `is_watching`, goes on by itself.
pub(super) fn unwritten(is_watching: bool) -> &'static str {
    match is_watching {
        true => "没有写出总结",
        false => "没有写出总结；改好后再运行一次",
    }
}

/// Shows what is wrong; the exit code where nothing can be written, of which `unwritten` is said.
pub(super) fn reported(
    diagnostics: &Diagnostics,
    failures: &[anyhow::Error],
    unwritten: &str,
) -> Option<u8> {
    show_all(diagnostics);
    for failure in failures {
        tell(&format!("错误: {failure:#}"));
    }
    if !failures.is_empty() {
        return Some(FAILED);
    }
    if diagnostics.errors() > 0 {
        tell(&format!(
            "记录有{}处错误，{unwritten}",
            diagnostics.errors()
        ));
        if let Some(way) = way_out(diagnostics) {
            tell(&way);
        }
        return Some(BAD_LOG);
    }
    None
}

/// How slips of the input method are rewritten, where there are any.
pub(super) fn way_out(diagnostics: &Diagnostics) -> Option<String> {
    match diagnostics.found_by(SLIP) {
        0 => None,
        slips => Some(format!(
            "上面标着 [{SLIP}] 的{slips}处，运行 summarize check --fix 记录文件名 能自动改好"
        )),
    }
}

/// Shows the places of an error in a log or a template, and what has not been done for it; any
/// other error is passed on.
pub(super) fn shown(error: anyhow::Error, undone: &str) -> Result<u8> {
    let Some(ReportError::Wrong(wrong)) = error.downcast_ref::<ReportError>() else {
        return Err(error);
    };
    let mut diagnostics = Diagnostics::default();
    wrong.iter().cloned().for_each(|one| diagnostics.push(one));
    show_all(&diagnostics);
    tell(&format!("有{}处错误，{undone}", diagnostics.errors()));
    Ok(BAD_LOG)
}

/// Shows what somebody should look at.
pub(super) fn show_warnings(warnings: &[Diagnostic]) {
    let mut diagnostics = Diagnostics::default();
    warnings
        .iter()
        .cloned()
        .for_each(|one| diagnostics.push(one));
    show_all(&diagnostics);
}

fn show_all(diagnostics: &Diagnostics) {
    let colour = std::io::stderr().is_terminal() && std::env::var_os("NO_COLOR").is_none();
    let (shown, more) = diagnostics.sorted();
    for diagnostic in shown {
        tell(&show(diagnostic, colour));
        tell("");
    }
    if more > 0 {
        tell(&format!("另有{more}条没有列出"));
    }
}
