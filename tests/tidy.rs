//! The state of the source itself: format, lints, layers, leftovers.

mod common;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use common::{none_wrong, root};

/// Runs a cargo tool on this project; where the tool is not installed that is said instead.
fn cargo(tool: &str, arguments: &[&str]) {
    let cargo = |arguments: &[&str]| {
        Command::new(env!("CARGO"))
            .args(arguments)
            .current_dir(root())
            .output()
            .expect("cargo starts")
    };
    if !cargo(&[tool, "--version"]).status.success() {
        eprintln!("skipped: cargo {tool} is not installed");
        return;
    }
    let output = cargo(arguments);
    assert!(
        output.status.success(),
        "cargo {tool}:\n{}{}",
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr)
    );
}

#[test]
fn source_is_formatted() {
    cargo("fmt", &["fmt", "--check"]);
}

#[test]
fn clippy_has_nothing_to_say() {
    cargo(
        "clippy",
        &[
            "clippy",
            "--locked",
            "--all-targets",
            "--quiet",
            "--",
            "-D",
            "warnings",
        ],
    );
}

/// Every Rust file below `folder`.
fn sources(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).expect("a folder of sources") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            found.extend(sources(&path));
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            found.push(path);
        }
    }
    found.sort();
    found
}

/// The layers in their order, as `lib.rs` lists them.
fn layers() -> Vec<String> {
    let text = fs::read_to_string(root().join("src/lib.rs")).expect("lib.rs");
    text.lines()
        .filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';'))
        .map(str::to_owned)
        .collect()
}

/// The layer a file belongs to.
fn layer_of(path: &Path) -> String {
    let below = path.strip_prefix(root().join("src")).expect("below src");
    let first = below.components().next().expect("a name");
    first
        .as_os_str()
        .to_string_lossy()
        .trim_end_matches(".rs")
        .to_owned()
}

#[test]
fn modules_know_only_those_above_them() {
    let layers = layers();
    assert!(layers.len() > 5, "lib.rs lists {layers:?}");
    let rank = |name: &str| layers.iter().position(|layer| layer == name);
    let mut wrong = Vec::new();
    let mut seen = 0;
    for path in sources(&root().join("src")) {
        let own = layer_of(&path);
        let Some(own_rank) = rank(&own) else {
            continue;
        };
        let text = fs::read_to_string(&path).expect("a source");
        for (at, _) in text.match_indices("crate::") {
            let rest = &text[at + "crate::".len()..];
            let end = rest
                .find(|c: char| !c.is_alphanumeric() && c != '_')
                .unwrap_or(rest.len());
            seen += 1;
            match rank(&rest[..end]) {
                Some(used) if used <= own_rank => {}
                _ => wrong.push(format!("{} uses crate::{}", path.display(), &rest[..end])),
            }
        }
    }
    assert!(seen > 40, "only {seen} uses were looked at");
    none_wrong(&wrong);
}

#[test]
fn files_the_clock_and_comrak_stay_where_they_belong() {
    let mut wrong = Vec::new();
    for path in sources(&root().join("src")) {
        let text = fs::read_to_string(&path).expect("a source");
        let layer = layer_of(&path);
        let mut forbid = |words: &[&str], home: &str| {
            for word in words
                .iter()
                .filter(|word| layer != home && text.contains(**word))
            {
                wrong.push(format!("{} has {word}", path.display()));
            }
        };
        forbid(
            &["std::fs", "std::env", "std::process", "io::stdout"],
            "cmd",
        );
        forbid(&["comrak::"], "markup");
        forbid(&["plotters::"], "render");
        forbid(
            &["Utc::now", "Local::now", "SystemTime", "Instant::now"],
            "nowhere",
        );
    }
    wrong.retain(|line| !line.contains("main.rs"));
    none_wrong(&wrong);
}

#[test]
fn no_leftovers() {
    const LEFTOVERS: &[&str] = &[
        "todo!",
        "unimplemented!",
        "dbg!",
        "println!",
        ".unwrap()",
        "unsafe ",
        "FIXME",
        "XXX",
    ];
    let mut wrong = Vec::new();
    for path in sources(&root().join("src")) {
        let text = fs::read_to_string(&path).expect("a source");
        if !text.starts_with("//!") {
            wrong.push(format!("{} does not say what it is for", path.display()));
        }
        for word in LEFTOVERS.iter().filter(|word| text.contains(**word)) {
            wrong.push(format!("{} has {word}", path.display()));
        }
        if text.lines().count() > 420 {
            wrong.push(format!("{} is too long to be read", path.display()));
        }
    }
    none_wrong(&wrong);
}
