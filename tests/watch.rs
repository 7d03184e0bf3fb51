//! `--watch`: the report follows the log, errors stop nothing, and what stays is what is always
//! written.

mod common;

use std::fs;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{self, Receiver};
use std::thread;
use std::time::Duration;

use common::{run, stdout};
use tempfile::TempDir;

/// How long a line may take before something is wrong.
const DEADLINE: Duration = Duration::from_secs(60);

const UPDATED: &str = "已更新";
const UNWRITTEN: &str = "有错，没有更新";

/// What only the page of a watch has.
#[cfg(unix)]
const LIVE: &str = "location.reload()";

/// The program while it watches, with the lines that it says.
struct Watching {
    child: Child,
    lines: Receiver<String>,
}

impl Watching {
    /// Starts it in `folder`, and waits until it watches.
    fn start(folder: &Path, arguments: &[&str]) -> Watching {
        let mut child = Command::new(env!("CARGO_BIN_EXE_summarize"))
            .args(arguments)
            .current_dir(folder)
            .env("NO_COLOR", "1")
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program starts");
        let stderr = child.stderr.take().expect("standard error");
        let (sender, lines) = mpsc::channel();
        thread::spawn(move || {
            let lines = BufReader::new(stderr).lines();
            for line in lines.map_while(Result::ok) {
                if sender.send(line).is_err() {
                    break;
                }
            }
        });
        let watching = Watching { child, lines };
        watching.wait_for("正在看住");
        watching
    }

    /// Waits for a line that begins with `beginning`; returns what was said until then.
    fn wait_for(&self, beginning: &str) -> Vec<String> {
        let mut said = Vec::new();
        loop {
            match self.lines.recv_timeout(DEADLINE) {
                Ok(line) if line.starts_with(beginning) => return said,
                Ok(line) => said.push(line),
                Err(_) => panic!("no line “{beginning}…” after:\n{}", said.join("\n")),
            }
        }
    }

    /// Ends it as Ctrl+C does.
    #[cfg(unix)]
    fn interrupt(mut self) {
        let id = self.child.id().to_string();
        let sent = Command::new("kill").args(["-INT", &id]).status();
        assert!(sent.expect("kill starts").success());
        // It has ended where nothing more can be said.
        loop {
            match self.lines.recv_timeout(DEADLINE) {
                Ok(_) => {}
                Err(mpsc::RecvTimeoutError::Disconnected) => break,
                Err(mpsc::RecvTimeoutError::Timeout) => panic!("it does not end"),
            }
        }
        let status = self.child.wait().expect("it has ended");
        assert_eq!(status.code(), Some(0));
    }
}

impl Drop for Watching {
    fn drop(&mut self) {
        // It may have ended already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn log(count: &str) -> String {
    format!("[school]\nname = \"柳园小学\"\n\n[[observation]]\nkind = \"推门\"\ncount = {count}\n")
}

fn write(path: &Path, text: &str) {
    fs::write(path, text).expect("a file");
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).expect("the report")
}

/// A log, and the report that is kept up to date with it.
struct Watched {
    folder: TempDir,
    term: PathBuf,
    report: PathBuf,
    watching: Watching,
}

/// Watches a log of three lessons that writes the report called `name`.
fn watch(name: &str) -> Watched {
    let folder = tempfile::tempdir().expect("a folder");
    let term = folder.path().join("term.toml");
    write(&term, &log("3"));
    Watched {
        watching: Watching::start(folder.path(), &["term.toml", "--watch", "-o", name]),
        report: folder.path().join(name),
        term,
        folder,
    }
}

#[test]
fn the_report_follows_the_log_and_outlasts_its_errors() {
    let Watched {
        folder,
        term,
        report,
        watching,
    } = watch("总结.md");
    assert!(read(&report).contains("推门听课3节"));

    write(&term, &log("14"));
    watching.wait_for(UPDATED);
    let good = read(&report);
    assert!(good.contains("推门听课14节"), "{good}");

    write(&term, &log("“十四”"));
    let said = watching.wait_for(UNWRITTEN).join("\n");
    assert!(
        said.contains("term.toml:6:9") && said.contains("改法"),
        "{said}"
    );
    assert!(said.contains("记录有1处错误，没有写出总结"), "{said}");
    assert!(!said.contains("再运行一次"), "{said}");
    // Its own output is no change: it has not written twice.
    assert!(
        !said.contains(UPDATED) && !said.contains("没有变化"),
        "{said}"
    );
    assert_eq!(read(&report), good);

    // As editors save: into another file, which then takes the place of the first.
    let other = folder.path().join("term.toml.tmp");
    write(&other, &log("215"));
    fs::rename(&other, &term).expect("the new log");
    watching.wait_for(UPDATED);
    assert!(read(&report).contains("推门听课215节"));
}

#[test]
fn the_same_bytes_are_not_written_again() {
    let Watched {
        folder: _folder,
        term,
        report,
        watching,
    } = watch("总结.md");
    let written = || {
        let data = fs::metadata(&report).expect("the report");
        data.modified().expect("the time of writing")
    };
    let before = written();
    write(&term, &format!("# 说明\n{}", log("3")));
    watching.wait_for("总结.md 没有变化");
    assert_eq!(written(), before);
}

#[test]
fn new_logs_and_own_templates_count_as_changes() {
    let folder = tempfile::tempdir().expect("a folder");
    let logs = folder.path().join("logs");
    let templates = folder.path().join("mine");
    fs::create_dir_all(templates.join("phrases")).expect("a folder");
    fs::create_dir(&logs).expect("a folder");
    write(&logs.join("1.toml"), &log("3"));
    let arguments = [
        "logs",
        "--templates",
        "mine",
        "--watch",
        "-o",
        "logs/总结.md",
    ];
    let watching = Watching::start(folder.path(), &arguments);
    let report = logs.join("总结.md");
    assert!(read(&report).contains("推门听课3节"));

    write(
        &logs.join("2.toml"),
        "[[observation]]\nkind = \"推门\"\ncount = 4\n",
    );
    watching.wait_for(UPDATED);
    assert!(read(&report).contains("推门听课7节"));

    write(&templates.join("phrases/title.md"), "听课小结\n");
    watching.wait_for(UPDATED);
    assert!(read(&report).starts_with("# 听课小结\n"));
}

/// As when the file is open in a word processor that lets nobody else write it.
#[test]
fn what_cannot_be_written_is_written_as_soon_as_it_can() {
    let Watched {
        folder: _folder,
        term,
        report,
        watching,
    } = watch("总结.md");
    fs::remove_file(&report).expect("the report");
    fs::create_dir(&report).expect("a folder in its place");
    write(&term, &log("14"));
    let said = watching.wait_for(UNWRITTEN).join("\n");
    assert!(said.contains("总结.md 是一个文件夹"), "{said}");
    fs::remove_dir(&report).expect("the folder");
    watching.wait_for(UPDATED);
    assert!(read(&report).contains("推门听课14节"));
}

#[test]
fn what_is_gone_is_written_again() {
    let Watched {
        folder: _folder,
        term: _,
        report,
        watching,
    } = watch("总结.md");
    let before = read(&report);
    fs::remove_file(&report).expect("the report");
    watching.wait_for("总结.md 不见了，已重新写出");
    assert_eq!(read(&report), before);
}

#[test]
fn what_is_missing_at_the_start_ends_it() {
    let folder = tempfile::tempdir().expect("a folder");
    let output = run(folder.path(), &["none.toml", "--watch", "-o", "总结.md"]);
    assert_eq!(output.status.code(), Some(2));
    let said = common::stderr(&output);
    assert!(said.contains("找不到文件 none.toml"), "{said}");
    assert!(!said.contains("自动"), "it does not go on: {said}");
}

/// While it is watched a page loads itself anew; the page that stays is that of any run.
#[cfg(unix)]
#[test]
fn the_page_that_stays_is_as_always() {
    let Watched {
        folder,
        term,
        report: page,
        watching,
    } = watch("总结.html");
    assert!(read(&page).contains(LIVE));
    write(&term, &log("14"));
    watching.wait_for(UPDATED);
    assert!(read(&page).contains(LIVE) && read(&page).contains("推门听课14节"));
    watching.interrupt();
    let usual = stdout(&run(folder.path(), &["term.toml", "-f", "html"]));
    assert_eq!(read(&page), usual);
    let left = fs::read_dir(folder.path()).expect("the folder").count();
    assert_eq!(left, 2, "something was left beside log and page");
}

/// What somebody else has written in the meantime is theirs.
#[cfg(unix)]
#[test]
fn a_page_that_was_edited_stays_as_it_is() {
    let folder = tempfile::tempdir().expect("a folder");
    let page = folder.path().join("总结.html");
    write(&folder.path().join("term.toml"), &log("3"));
    let arguments = ["term.toml", "--watch", "-o", "总结.html"];
    let watching = Watching::start(folder.path(), &arguments);
    write(&page, "<p>改过的总结</p>");
    watching.interrupt();
    assert_eq!(read(&page), "<p>改过的总结</p>");
}
