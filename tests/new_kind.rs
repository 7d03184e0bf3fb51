//! A new kind of record is one entry in one place: a copy of the source with such an entry, and
//! nothing else changed, reads, counts, tells and judges records of that kind.

mod common;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use common::{differs, none_wrong, root, stderr, stdout};

/// What the copy is called, so that it does not take the place of the program itself.
const NAME: &str = "summarize-with-home-visits";

/// The entry stands before that of targets, behind all that is counted.
const BEFORE: &str = "    TARGET,\n";

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder");
    for entry in fs::read_dir(from).expect("a folder of sources") {
        let entry = entry.expect("an entry");
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).expect("a copy");
        }
    }
}

fn change(path: &Path, by: impl Fn(&str) -> String) {
    let text = fs::read_to_string(path)
        .expect("a source")
        .replace("\r\n", "\n");
    let changed = by(&text);
    assert_ne!(text, changed, "{} is as it was", path.display());
    fs::write(path, changed).expect("a source can be written");
}

/// The program with the entry, built beside the program itself.
fn build(folder: &Path, entry: &str) -> PathBuf {
    copy(&root().join("src"), &folder.join("src"));
    copy(&root().join("templates"), &folder.join("templates"));
    for file in ["Cargo.toml", "Cargo.lock"] {
        fs::copy(root().join(file), folder.join(file)).expect("a copy");
    }
    change(&folder.join("Cargo.toml"), |text| {
        let (text, _) = text.split_once("[[test]]").expect("the tests come last");
        text.replace("\"summarize\"", &format!("\"{NAME}\""))
    });
    change(&folder.join("src/main.rs"), |text| {
        text.replace(
            "summarize::cmd",
            &format!("{}::cmd", NAME.replace('-', "_")),
        )
    });
    change(&folder.join("src/format/tables/records.rs"), |text| {
        text.replace(BEFORE, &format!("{entry}{BEFORE}"))
    });
    let target = Path::new(env!("CARGO_TARGET_TMPDIR"))
        .parent()
        .expect("target");
    let built = Command::new(env!("CARGO"))
        .args(["build", "--quiet", "--offline", "--target-dir"])
        .arg(target)
        .current_dir(folder)
        .output()
        .expect("cargo starts");
    assert!(built.status.success(), "{}", stderr(&built));
    let file = format!("{NAME}{}", std::env::consts::EXE_SUFFIX);
    target.join("debug").join(file)
}

#[test]
fn one_entry_makes_a_kind_of_record() {
    let case = root().join("tests/cases/new-kind");
    let entry = fs::read_to_string(case.join("entry.txt")).expect("the entry");
    let folder = tempfile::tempdir().expect("a folder");
    let program = build(folder.path(), &entry);
    let run = |arguments: &[&str]| -> Output {
        Command::new(&program)
            .args(arguments)
            .current_dir(&case)
            .env("NO_COLOR", "1")
            .output()
            .expect("the program starts")
    };
    let told = run(&["log.toml"]);
    assert_eq!(told.status.code(), Some(0), "{}", stderr(&told));
    let listed = run(&["figures", "log.toml"]);
    let wrong = run(&["wrong.toml"]);
    assert_eq!(wrong.status.code(), Some(1), "{}", stdout(&wrong));
    let differences = [
        differs(&case.join("report.md"), &stdout(&told)),
        differs(&case.join("stderr.txt"), &stderr(&told)),
        differs(&case.join("figures.txt"), &stdout(&listed)),
        differs(&case.join("wrong.txt"), &stderr(&wrong)),
    ];
    none_wrong(&differences.into_iter().flatten().collect::<Vec<_>>());
}
