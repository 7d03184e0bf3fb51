//! Runs the program on folders of cases and compares what it says with what is expected.

#![allow(dead_code, reason = "each test file uses its part of this")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// The folder of the project.
pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The folders below `tests/cases/KIND`, in order.
pub fn cases(kind: &str) -> Vec<PathBuf> {
    let folder = root().join("tests/cases").join(kind);
    let entries = fs::read_dir(&folder).expect("the folder of cases");
    let mut cases: Vec<PathBuf> = entries
        .map(|entry| entry.expect("a case").path())
        .filter(|path| path.is_dir())
        .collect();
    cases.sort();
    assert!(!cases.is_empty(), "no cases in {}", folder.display());
    cases
}

/// Runs the program in `folder`.
pub fn run(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_summarize"))
        .args(arguments)
        .current_dir(folder)
        .env("NO_COLOR", "1")
        .output()
        .expect("the program starts")
}

/// The arguments of a case: its file `args`, or its `log.toml`.
pub fn arguments(case: &Path) -> Vec<String> {
    match fs::read_to_string(case.join("args")) {
        Ok(text) => text.split_whitespace().map(str::to_owned).collect(),
        Err(_) => vec!["log.toml".to_owned()],
    }
}

/// Standard output as text.
pub fn stdout(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).expect("UTF-8 on standard output")
}

/// Standard error as text.
pub fn stderr(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).expect("UTF-8 on standard error")
}

/// Compares `actual` with the file at `path`; with `SUMMARIZE_UPDATE=1` it is written there
/// instead, to be read before it is committed. Returns what is wrong.
pub fn differs(path: &Path, actual: &str) -> Option<String> {
    if std::env::var_os("SUMMARIZE_UPDATE").is_some() {
        fs::write(path, actual).expect("the expected file can be written");
        return None;
    }
    let expected = fs::read_to_string(path)
        .unwrap_or_default()
        .replace("\r\n", "\n");
    if expected == actual {
        return None;
    }
    let line = expected
        .lines()
        .zip(actual.lines())
        .take_while(|(expected, actual)| expected == actual)
        .count();
    Some(format!(
        "{} differs in line {}:\n  expected: {}\n  printed:  {}",
        path.display(),
        line + 1,
        expected.lines().nth(line).unwrap_or("(end)"),
        actual.lines().nth(line).unwrap_or("(end)"),
    ))
}

/// Fails with everything that is wrong.
pub fn none_wrong(wrong: &[String]) {
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}
