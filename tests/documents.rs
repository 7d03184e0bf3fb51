//! Real documents typed in as logs with outlines of their own: every heading comes back with its
//! mark, its depth and its place in the order, on a line of its own or run in; and so does every
//! countable fact.

mod common;

use std::fs;
use std::path::Path;

use common::{cases, none_wrong, run, stderr, stdout};

/// A heading as `outline.txt` states it: depth, `own` or `run-in`, and the text, by tabs.
struct Heading {
    depth: usize,
    run_in: bool,
    text: String,
}

fn headings(case: &Path) -> Vec<Heading> {
    let text = fs::read_to_string(case.join("outline.txt")).expect("an outline");
    let lines = text.lines().filter(|line| !line.is_empty());
    lines
        .map(|line| {
            let fields: Vec<&str> = line.split('\t').collect();
            let [depth, way, text] = fields[..] else {
                panic!("{}: {line:?} has no three fields", case.display());
            };
            assert!(matches!(way, "own" | "run-in"), "{line}");
            Heading {
                depth: depth.parse().expect("a depth"),
                run_in: way == "run-in",
                text: text.to_owned(),
            }
        })
        .collect()
}

/// A line of the report without its backslashes.
fn shown(line: &str) -> String {
    line.replace('\\', "")
}

/// Whether `line` is the heading, or a paragraph that begins with it.
fn stands_in(heading: &Heading, line: &str) -> bool {
    match heading.run_in {
        false => line == format!("{} {}", "#".repeat(heading.depth + 1), heading.text),
        true => line.starts_with(&heading.text) && line != heading.text,
    }
}

#[test]
fn every_outline_comes_back_exactly() {
    let mut wrong = Vec::new();
    let mut seen = 0;
    for case in cases("documents") {
        let output = run(&case, &["log.toml", "-q"]);
        assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
        let report = stdout(&output);
        let lines: Vec<String> = report.lines().map(shown).collect();
        let headings = headings(&case);
        seen += headings.len();
        let mut at = 0;
        for heading in &headings {
            match lines[at..].iter().position(|line| stands_in(heading, line)) {
                Some(found) => at += found + 1,
                None => wrong.push(format!(
                    "{}: {:?} does not come, or not at its place",
                    case.display(),
                    heading.text
                )),
            }
        }
        // Nor is there any heading that the document does not have.
        let own = headings.iter().filter(|heading| !heading.run_in).count();
        let printed = lines.iter().filter(|line| line.starts_with("##")).count();
        if own != printed {
            wrong.push(format!(
                "{} has {printed} headings on lines of their own, not {own}",
                case.display()
            ));
        }
    }
    assert!(seen > 100, "only {seen} headings were looked at");
    none_wrong(&wrong);
}

#[test]
fn every_fact_comes_out() {
    let mut wrong = Vec::new();
    let mut seen = 0;
    for case in cases("documents") {
        let report = shown(&stdout(&run(&case, &["log.toml", "-q"])));
        let facts = fs::read_to_string(case.join("facts.txt")).expect("the list of facts");
        for line in facts.lines().filter(|line| !matches!(*line, "" | "-")) {
            let fact = line.split('\t').next().unwrap_or(line);
            seen += 1;
            if !report.contains(fact) {
                wrong.push(format!("{}: {fact} is not in the report", case.display()));
            }
        }
    }
    assert!(seen > 80, "only {seen} facts were looked at");
    none_wrong(&wrong);
}
