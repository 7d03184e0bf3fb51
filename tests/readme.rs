//! The examples of both READMEs are run: they are right, and they print what is said.

mod common;

use std::fs;

use common::{none_wrong, root, run, stderr, stdout};

/// The blocks of a README that are fenced as `language`.
fn blocks(readme: &str, language: &str) -> Vec<String> {
    let text = fs::read_to_string(root().join(readme))
        .expect("a README")
        .replace("\r\n", "\n");
    let fence = format!("```{language}\n");
    let starts = text.match_indices(&fence).map(|(at, _)| at + fence.len());
    starts
        .filter_map(|start| {
            text[start..]
                .split_once("```")
                .map(|(block, _)| block.to_owned())
        })
        .collect()
}

#[test]
fn every_example_is_a_right_log() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut wrong = Vec::new();
    let mut seen = 0;
    for readme in ["README.md", "README.zh-CN.md"] {
        for block in blocks(readme, "toml") {
            seen += 1;
            fs::write(folder.path().join("log.toml"), &block).expect("a log");
            let output = run(folder.path(), &["log.toml"]);
            if output.status.code() != Some(0) {
                wrong.push(format!("{readme}:\n{block}\n{}", stderr(&output)));
            }
        }
    }
    assert!(seen > 10, "only {seen} examples were found");
    none_wrong(&wrong);
}

#[test]
fn the_minimal_log_prints_what_the_readme_says() {
    let folder = tempfile::tempdir().expect("a folder");
    let first = |language| {
        blocks("README.md", language)
            .into_iter()
            .next()
            .expect("a block")
    };
    fs::write(folder.path().join("log.toml"), first("toml")).expect("a log");
    let output = run(folder.path(), &["log.toml"]);
    assert_eq!(stdout(&output), first("markdown"));
    assert_eq!(stderr(&output), first("text"));
}
