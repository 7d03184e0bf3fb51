//! What is said about a log that is wrong: one folder for each message, with the whole text.

mod common;

use std::fs;

use common::{arguments, cases, differs, none_wrong, run, stderr, stdout};

#[test]
fn each_message_is_as_expected() {
    let mut wrong = Vec::new();
    for case in cases("messages") {
        let arguments = arguments(&case);
        let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
        let output = run(&case, &arguments);
        let expected = fs::read_to_string(case.join("code")).unwrap_or_else(|_| "1".to_owned());
        let code = output.status.code().map(|code| code.to_string());
        if code.as_deref() != Some(expected.trim()) {
            wrong.push(format!(
                "{} ended with {code:?}, not {expected}",
                case.display()
            ));
        }
        if expected.trim() != "0" && !stdout(&output).is_empty() {
            wrong.push(format!(
                "{} wrote a document in spite of errors",
                case.display()
            ));
        }
        wrong.extend(differs(&case.join("stderr.txt"), &stderr(&output)));
    }
    none_wrong(&wrong);
}

/// The caret of each message stands under the first character that is meant: as many columns
/// from the edge as the text before it takes on a terminal.
#[test]
fn carets_stand_under_what_is_meant() {
    let mut seen = 0;
    for case in cases("messages") {
        let text = fs::read_to_string(case.join("stderr.txt")).expect("an expected message");
        let lines: Vec<&str> = text.lines().collect();
        for (at, window) in lines.windows(3).enumerate() {
            let (Some(source), Some(carets)) = (after_bar(window[1]), after_bar(window[2])) else {
                continue;
            };
            let Some(column) = carets.find('^') else {
                continue;
            };
            let shown = lines[..=at]
                .iter()
                .filter_map(|line| line.trim().strip_prefix("--> "))
                .next_back();
            let Some(place) = shown.and_then(|place| place.rsplit(':').next()) else {
                continue;
            };
            let characters: usize = place.parse().expect("a column");
            let before: String = source.chars().take(characters - 1).collect();
            assert_eq!(width(&before), column, "{}: {}", case.display(), window[1]);
            seen += 1;
        }
    }
    assert!(seen > 15, "only {seen} carets were looked at");
}

fn after_bar(line: &str) -> Option<&str> {
    line.split_once("| ").map(|(_, rest)| rest)
}

/// Columns on a terminal: Chinese characters take two.
fn width(text: &str) -> usize {
    text.chars()
        .map(|c| {
            if summarize::text::wide::is_wide(c) && !"“”‘’—…·".contains(c) {
                2
            } else {
                1
            }
        })
        .sum()
}

#[test]
fn nothing_is_written_where_there_are_errors() {
    let folder = tempfile::tempdir().expect("a folder");
    let output = folder.path().join("out.md");
    fs::write(&output, "old").expect("a file");
    fs::write(folder.path().join("log.toml"), "[[session]]\ncount = -1\n").expect("a file");
    let run = run(folder.path(), &["log.toml", "-o", "out.md"]);
    assert_eq!(run.status.code(), Some(1));
    assert_eq!(fs::read_to_string(&output).expect("the old file"), "old");
}

#[test]
fn a_file_is_written_whole_and_alone() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(
        folder.path().join("log.toml"),
        "[[session]]\nkind = \"集体备课\"\n",
    )
    .expect("a file");
    let run = run(folder.path(), &["log.toml", "-o", "out.html"]);
    assert_eq!(run.status.code(), Some(0), "{}", stderr(&run));
    assert_eq!(stdout(&run), "");
    let page = fs::read_to_string(folder.path().join("out.html")).expect("the page");
    assert!(page.starts_with("<!DOCTYPE html>") && page.trim_end().ends_with("</html>"));
    let files = fs::read_dir(folder.path()).expect("the folder").count();
    assert_eq!(files, 2, "a temporary file was left");
}
