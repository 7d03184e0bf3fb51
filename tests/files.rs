//! What becomes of files: those that are read, those that are written, and those that are both.

mod common;

use std::fs;
use std::path::Path;

use common::{root, run, stderr, stdout};
use tempfile::TempDir;

/// A log without anything wrong.
const LOG: &str = "[school]\nname = \"柳园小学\"\n\n[[session]]\ndate = 2025-09-26\nkind = \"教研活动\"\ntopic = \"识字教学\"\nattendance = 12\n";

/// The same with slips of the input method, which has to be kept as it is elsewhere: in strings,
/// comments, line ends.
const SLIPS: &str = "# 第一页，请核对\r\n[school]\r\nname = “柳园小学”\r\n\r\n[[session]]\r\ndate ＝ 2025年9月26日\r\nkind = \"教研活动\"\r\ntopic = \"“看，图”识字\"\r\n";

/// A folder with a log in it.
fn folder(log: &[u8]) -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("log.toml"), log).expect("a log");
    folder
}

/// The names of what is in a folder.
fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).expect("a folder");
    let names = entries.map(|entry| entry.expect("an entry").file_name());
    let mut names: Vec<String> = names
        .map(|name| name.to_string_lossy().into_owned())
        .collect();
    names.sort();
    names
}

/// `text` in each of the encodings in which logs arrive.
fn encoded(text: &str) -> Vec<Vec<u8>> {
    let utf16 = |mark: &str| -> Vec<u8> {
        let units = [mark, text].concat();
        let units = units.encode_utf16().map(u16::to_le_bytes);
        units.flatten().collect()
    };
    vec![
        text.as_bytes().to_vec(),
        ["\u{FEFF}", text].concat().into_bytes(),
        encoding_rs::GB18030.encode(text).0.into_owned(),
        utf16("\u{FEFF}"),
        utf16(""),
    ]
}

#[test]
fn a_repair_keeps_the_encoding_and_can_be_taken_back() {
    let right = SLIPS
        .replace("“柳园小学”", "\"柳园小学\"")
        .replace("＝ 2025年9月26日", "= 2025-09-26");
    for (before, after) in encoded(SLIPS).into_iter().zip(encoded(&right)) {
        let folder = folder(&before);
        let log = folder.path().join("log.toml");
        let read = || fs::read(&log).expect("the log");

        let shown = stderr(&run(
            folder.path(),
            &["check", "--fix", "--dry-run", "log.toml"],
        ));
        assert!(shown.contains("+ name = \"柳园小学\""), "{shown}");
        assert_eq!((read(), names(folder.path()).len()), (before.clone(), 1));

        run(folder.path(), &["check", "--fix", "log.toml"]);
        assert_eq!(read(), after);
        run(folder.path(), &["check", "--fix", "log.toml"]);
        assert_eq!(names(folder.path()), ["log.toml", "log.toml.bak"]);

        run(folder.path(), &["check", "--fix", "--undo", "log.toml"]);
        assert_eq!(read(), before);
        run(folder.path(), &["check", "--fix", "--undo", "log.toml"]);
        assert_eq!(read(), after);
        let kept = fs::read(folder.path().join("log.toml.bak")).expect("the backup");
        assert_eq!(kept, before);
    }
}

#[test]
fn what_cannot_be_asked_for_together_is_said() {
    let folder = folder(LOG.as_bytes());
    for (arguments, what) in [
        (
            &["check", "--dry-run", "log.toml"][..],
            "--dry-run 和 --fix 一起用",
        ),
        (&["check", "--undo", "log.toml"], "--undo 和 --fix 一起用"),
        (
            &["check", "--fix", "--undo", "--dry-run", "log.toml"],
            "不能一起用",
        ),
        (
            &["check", "--fix", "--undo", "log.toml"],
            "没有可以撤回的改动",
        ),
    ] {
        let output = run(folder.path(), arguments);
        assert_eq!(output.status.code(), Some(2));
        assert!(stderr(&output).contains(what), "{}", stderr(&output));
    }
    assert_eq!(names(folder.path()), ["log.toml"]);
}

#[test]
fn no_command_writes_over_what_it_reads() {
    let folder = folder(LOG.as_bytes());
    let here = folder.path();
    let data = stdout(&run(here, &["figures", "--json", "log.toml"]));
    fs::write(here.join("data.md"), &data).expect("a file");
    fs::create_dir(here.join("templates")).expect("a folder");
    let page = root().join("templates/page.html");
    fs::copy(page, here.join("templates/page.html")).expect("a template");
    run(here, &["reference-docx", "-o", "own.docx"]);
    let before: Vec<Vec<u8>> = ["log.toml", "data.md", "templates/page.html", "own.docx"]
        .iter()
        .map(|name| fs::read(here.join(name)).expect("a file"))
        .collect();
    for arguments in [
        &["log.toml", "-f", "md", "-o", "./log.toml"][..],
        &["--from-json", "data.md", "-o", "./data.md"],
        &["log.toml", "-o", "templates/page.html"],
        &[
            "log.toml",
            "--reference-docx",
            "own.docx",
            "-o",
            "./own.docx",
        ],
        &["figures", "log.toml", "-o", "log.toml"],
        &["figures", "log.toml", "-o", "templates/page.html"],
        &["schema", "-o", "log.toml"],
        &["template", "export", "summary", "templates"],
    ] {
        let output = run(here, arguments);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert!(stderr(&output).contains("错误"), "{arguments:?}");
    }
    let after: Vec<Vec<u8>> = ["log.toml", "data.md", "templates/page.html", "own.docx"]
        .iter()
        .map(|name| fs::read(here.join(name)).expect("a file"))
        .collect();
    assert_eq!(after, before);
}

#[test]
fn hidden_files_of_a_folder_are_no_logs_and_are_named() {
    let folder = folder(LOG.as_bytes());
    let here = folder.path();
    fs::create_dir(here.join(".old")).expect("a folder");
    fs::write(here.join(".old/term.toml"), LOG).expect("a log");
    fs::write(here.join(".term.toml"), LOG).expect("a log");
    let output = run(here, &["."]);
    let said = stderr(&output);
    assert!(said.contains("共读入记录1条"), "{said}");
    for name in [".old/term.toml", ".term.toml"] {
        assert!(
            said.contains(name) || said.contains(&name.replace('/', "\\")),
            "{said}"
        );
    }
}

#[cfg(unix)]
mod unix {
    use std::os::unix::fs::symlink;
    use std::process::{Command, Stdio};
    use std::thread;
    use std::time::Duration;

    use super::*;

    #[test]
    fn links_in_a_folder_are_followed_and_not_in_circles() {
        let folder = folder(LOG.as_bytes());
        let here = folder.path().join("logs");
        fs::create_dir_all(here.join("more")).expect("a folder");
        symlink("../log.toml", here.join("linked.toml")).expect("a link");
        symlink("..", here.join("more/up")).expect("a link");
        let output = run(folder.path(), &["logs"]);
        assert!(
            stderr(&output).contains("共读入记录1条"),
            "{}",
            stderr(&output)
        );
    }

    #[test]
    fn a_pipe_is_read_once_and_whole() {
        let folder = folder(LOG.as_bytes());
        let shell = format!("'{}' <(cat log.toml)", env!("CARGO_BIN_EXE_summarize"));
        let output = Command::new("bash")
            .args(["-c", &shell])
            .current_dir(folder.path())
            .output()
            .expect("bash");
        assert_eq!(stdout(&output), stdout(&run(folder.path(), &["log.toml"])));
    }

    /// Whenever the program is killed, each file is as it was or as it is to be.
    #[test]
    fn a_kill_leaves_files_whole() {
        let folder = folder(LOG.as_bytes());
        let here = folder.path();
        run(here, &["log.toml", "-o", "report.html"]);
        let old = fs::read(here.join("report.html")).expect("a report");
        fs::write(here.join("log.toml"), LOG.replace("12", "13")).expect("a log");
        run(here, &["log.toml", "-o", "new.html"]);
        let new = fs::read(here.join("new.html")).expect("a report");
        assert_ne!(old, new);
        for number in 0..40 {
            fs::write(here.join("report.html"), &old).expect("a report");
            let mut child = Command::new(env!("CARGO_BIN_EXE_summarize"))
                .args(["log.toml", "-o", "report.html"])
                .current_dir(here)
                .stderr(Stdio::null())
                .spawn()
                .expect("the program starts");
            thread::yield_now();
            let start = std::time::Instant::now();
            while start.elapsed() < Duration::from_micros(number * 500) {
                thread::yield_now();
            }
            child.kill().expect("it can be killed");
            child.wait().expect("it ends");
            let now = fs::read(here.join("report.html")).expect("a report");
            assert!(
                now == old || now == new,
                "neither the old report nor the new one"
            );
        }
    }
}
