//! Templates as their users meet them: every file is built in, an exported copy gives the same
//! report, and so does the JSON that a template author looks at.

mod common;

use std::fs;
use std::path::{Path, PathBuf};

use common::{arguments, cases, none_wrong, root, run, stderr, stdout};
use summarize::wording::Templates;

/// Every file below `folder`, by its name there.
fn files(folder: &Path, below: &Path) -> Vec<String> {
    let mut names = Vec::new();
    for entry in fs::read_dir(folder.join(below)).expect("a folder") {
        let entry = entry.expect("an entry");
        let name = below.join(entry.file_name());
        if entry.path().is_dir() {
            names.extend(files(folder, &name));
        } else {
            names.push(name.to_string_lossy().replace('\\', "/"));
        }
    }
    names.sort();
    names
}

#[test]
fn every_file_of_the_folder_is_built_in() {
    let folder = root().join("templates");
    let templates = Templates::default();
    let mut wrong = Vec::new();
    let others = [
        ("src/render/reference_docx.rs", "reference-docx/"),
        ("src/cmd/mod.rs", "help/"),
        ("src/render/live.rs", "live/"),
    ];
    for name in files(&folder, Path::new("")) {
        // What is no template of a report is built in by the file that uses it.
        if let Some((user, prefix)) = others.iter().find(|(_, prefix)| name.starts_with(prefix)) {
            let user = fs::read_to_string(root().join(user)).expect("a source file");
            if !user.contains(name.strip_prefix("reference-docx/").unwrap_or(&name)) {
                wrong.push(format!("{name} is not listed where {prefix} is built in"));
            }
            continue;
        }
        let text = fs::read_to_string(folder.join(&name)).expect("a template");
        match templates.get(&name) {
            Some(template) if template.text == text => {}
            Some(_) => wrong.push(format!("{name} differs from the one built in")),
            None => wrong.push(format!("{name} is not listed in src/wording/templates.rs")),
        }
    }
    none_wrong(&wrong);
}

/// The words that ask for a report of a pattern.
fn request(pattern: &str) -> Vec<&str> {
    match pattern {
        "personal" => vec!["-t", pattern, "--teacher", "徐敏"],
        _ => vec!["-t", pattern],
    }
}

#[test]
fn an_exported_copy_gives_the_same_report() {
    let folder = tempfile::tempdir().expect("a folder");
    let log = root().join("examples/term.toml");
    let log = log.to_str().expect("a path");
    let mut wrong = Vec::new();
    for pattern in Templates::default().patterns() {
        let export = run(folder.path(), &["template", "export", pattern, pattern]);
        assert_eq!(export.status.code(), Some(0), "{}", stderr(&export));
        let asked = [&[log, "-q"][..], &request(pattern)].concat();
        let built_in = run(folder.path(), &asked);
        let own = run(
            folder.path(),
            &[&asked[..], &["--templates", pattern]].concat(),
        );
        assert_eq!(own.status.code(), Some(0), "{}", stderr(&own));
        if stdout(&built_in) != stdout(&own) {
            wrong.push(format!("{pattern}: the exported copy gives another report"));
        }
        let again = run(folder.path(), &["template", "export", pattern, pattern]);
        if again.status.code() != Some(2) {
            wrong.push(format!("{pattern}: a second export went over the first"));
        }
    }
    none_wrong(&wrong);
}

/// The logs of cases that are read without further arguments, and the examples.
fn logs() -> Vec<PathBuf> {
    let plain =
        |case: &PathBuf| arguments(case) == ["log.toml"] && !case.join("templates").exists();
    let cases = cases("reports").into_iter().chain(cases("documents"));
    let mut logs: Vec<PathBuf> = cases
        .filter(plain)
        .map(|case| case.join("log.toml"))
        .collect();
    logs.extend(
        ["term", "group", "minimal"].map(|name| root().join(format!("examples/{name}.toml"))),
    );
    logs
}

#[test]
fn the_json_gives_the_same_report() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut wrong = Vec::new();
    let mut seen = 0;
    for log in logs() {
        let log = log.to_str().expect("a path");
        let json = run(folder.path(), &["figures", "--json", log, "-o", "log.json"]);
        assert_eq!(json.status.code(), Some(0), "{log}: {}", stderr(&json));
        let direct = run(folder.path(), &[log, "-q"]);
        let back = run(folder.path(), &["--from-json", "log.json", "-q"]);
        seen += 1;
        if stdout(&direct) != stdout(&back) {
            wrong.push(format!(
                "{log}: the JSON gives another report\n{}",
                stderr(&back)
            ));
        }
    }
    assert!(seen > 60, "only {seen} logs were tried");
    none_wrong(&wrong);
}

#[test]
fn a_figure_that_was_changed_by_hand_is_refused() {
    let folder = tempfile::tempdir().expect("a folder");
    let log = root().join("examples/group.toml");
    let json = run(
        folder.path(),
        &["figures", "--json", log.to_str().expect("a path")],
    );
    let text = stdout(&json);
    let changed = text.replacen("\"text\": \"18次\"", "\"text\": \"19次\"", 1);
    assert_ne!(text, changed, "the group had 18 sessions");
    fs::write(folder.path().join("log.json"), changed).expect("a file");
    let output = run(folder.path(), &["--from-json", "log.json"]);
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(stdout(&output), "");
    let said = stderr(&output);
    assert!(said.contains("教研活动") && said.contains("18次"), "{said}");
}

#[test]
fn every_figure_that_is_listed_prints_as_listed() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut wrong = Vec::new();
    for example in ["term.toml", "group.toml"] {
        let log = root().join("examples").join(example);
        let listed = stdout(&run(
            folder.path(),
            &["figures", log.to_str().expect("a path")],
        ));
        let mut figures: Vec<(&str, &str)> = Vec::new();
        for line in listed.lines().filter(|line| line.starts_with("  ")) {
            let mut columns = line.split("  ").filter(|column| !column.is_empty());
            if let (Some(name), Some(number)) = (columns.next(), columns.next()) {
                figures.push((name.trim(), number.trim()));
            }
        }
        assert!(figures.len() > 50, "{example}: {} figures", figures.len());
        let points = figures
            .iter()
            .map(|(name, _)| format!("- {{{{ {name} }}}}\n"));
        let section = format!(
            "[[section]]\ntitle = \"数字\"\nprose = '''\n{}'''\n\n",
            points.collect::<String>()
        );
        let text = fs::read_to_string(&log).expect("an example");
        fs::write(folder.path().join("log.toml"), section + &text).expect("a log");
        let report = run(folder.path(), &["log.toml", "-q"]);
        assert_eq!(report.status.code(), Some(0), "{}", stderr(&report));
        let report = stdout(&report);
        let printed = report.lines().filter_map(|line| line.strip_prefix("- "));
        let printed: Vec<&str> = printed.collect();
        assert!(
            printed.len() >= figures.len(),
            "{example}: figures are lost"
        );
        for ((name, number), printed) in figures.iter().zip(printed) {
            if *number != printed {
                wrong.push(format!("{example}: {name} is {number}, prints {printed}"));
            }
        }
    }
    none_wrong(&wrong);
}
