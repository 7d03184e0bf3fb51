//! `summarize check`: a folder for each check, named after it; what is rewritten with `--fix`.

mod common;

use std::fs;
use std::path::Path;

use common::{arguments, cases, differs, none_wrong, root, run, stderr, stdout};
use summarize::check::CHECKS;

/// Runs `summarize check` in a case with its arguments.
fn check(case: &Path) -> std::process::Output {
    let arguments = arguments(case);
    let words = std::iter::once("check").chain(arguments.iter().map(String::as_str));
    run(case, &words.collect::<Vec<_>>())
}

#[test]
fn each_check_finds_what_it_is_for() {
    let mut wrong = Vec::new();
    let cases = cases("checks");
    for check in CHECKS {
        if !cases.iter().any(|case| case.ends_with(check.name)) {
            wrong.push(format!("no case of {}", check.name));
        }
    }
    for case in cases {
        let output = check(&case);
        let text = stdout(&output);
        let name = case.file_name().expect("a name").to_string_lossy();
        if CHECKS.iter().any(|check| check.name == name) && !text.contains(&format!("[{name}]")) {
            wrong.push(format!("{} does not find it", case.display()));
        }
        let code = fs::read_to_string(case.join("code")).unwrap_or_else(|_| "0".to_owned());
        if output.status.code().map(|code| code.to_string()).as_deref() != Some(code.trim()) {
            wrong.push(format!("{} ended with {:?}", case.display(), output.status));
        }
        wrong.extend(differs(&case.join("stdout.txt"), &text));
    }
    none_wrong(&wrong);
}

#[test]
fn the_examples_are_clean() {
    for example in ["term.toml", "group.toml", "minimal.toml"] {
        let output = run(&root().join("examples"), &["check", "--strict", example]);
        assert_eq!(stdout(&output) + &stderr(&output), "", "{example}");
        assert_eq!(output.status.code(), Some(0), "{example}");
    }
}

/// Rewrites a copy of the log of `case`; its text, and what is said on the way.
fn fixed(case: &Path) -> (Vec<u8>, String) {
    let folder = tempfile::tempdir().expect("a folder");
    let log = folder.path().join("log.toml");
    fs::copy(case.join("log.toml"), &log).expect("a copy");
    let output = run(folder.path(), &["check", "--fix", "log.toml"]);
    let kept = folder.path().join("log.toml.bak");
    let before = fs::read(case.join("log.toml")).expect("the log");
    if let Ok(kept) = fs::read(&kept) {
        assert_eq!(kept, before, "{}: the old file is kept", case.display());
    }
    let after = fs::read(&log).expect("the log");
    // A second time there is nothing to do.
    fs::remove_file(&kept).ok();
    run(folder.path(), &["check", "--fix", "log.toml"]);
    assert_eq!(
        fs::read(&log).expect("the log"),
        after,
        "{}",
        case.display()
    );
    assert!(!kept.exists(), "{}: rewritten twice", case.display());
    (after, stderr(&output))
}

#[test]
fn slips_are_rewritten() {
    let mut wrong = Vec::new();
    let all = cases("messages");
    let slips = all
        .iter()
        .filter(|case| case.to_string_lossy().contains("slip-"));
    for case in slips {
        let (after, said) = fixed(case);
        let after = String::from_utf8(after).expect("UTF-8");
        wrong.extend(differs(&case.join("fixed.txt"), &after));
        wrong.extend(differs(&case.join("difference.txt"), &said));
    }
    none_wrong(&wrong);
}

/// What has no slip of the input method stays as it is, whatever else is wrong with it.
#[test]
fn nothing_else_is_rewritten() {
    for case in cases("reports")
        .iter()
        .filter(|case| case.join("log.toml").exists())
    {
        let has_templates = case.join("templates").exists();
        if has_templates || case.to_string_lossy().contains("encoding-") {
            continue;
        }
        let (after, said) = fixed(case);
        let before = fs::read(case.join("log.toml")).expect("the log");
        assert_eq!(after, before, "{}", case.display());
        assert_eq!(said, "", "{}", case.display());
    }
}

#[test]
fn standard_input_is_not_rewritten() {
    let output = run(root(), &["check", "--fix", "-"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).contains("标准输入改不了"));
}
