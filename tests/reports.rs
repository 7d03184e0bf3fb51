//! Whole reports: the examples, one folder for each sentence shape and each kind of record, and
//! the real documents typed in as logs.

mod common;

use std::fs;

use common::{arguments, cases, differs, none_wrong, root, run, stderr, stdout};

#[test]
fn examples_print_the_reports_beside_them() {
    let folder = root().join("examples");
    let mut wrong = Vec::new();
    for name in ["term", "group", "minimal"] {
        let log = format!("{name}.toml");
        for format in ["md", "html"] {
            let output = run(&folder, &[&log, "-q", "-f", format]);
            assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
            assert_eq!(stderr(&output), "", "{log} is a clean log");
            wrong.extend(differs(
                &folder.join(format!("{name}.{format}")),
                &stdout(&output),
            ));
        }
    }
    none_wrong(&wrong);
}

#[test]
fn each_report_is_as_expected() {
    let mut wrong = Vec::new();
    for case in cases("reports").iter().chain(&cases("documents")) {
        let arguments = arguments(case);
        let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
        let output = run(case, &arguments);
        assert_eq!(
            output.status.code(),
            Some(0),
            "{}:\n{}",
            case.display(),
            stderr(&output)
        );
        wrong.extend(differs(&case.join("report.md"), &stdout(&output)));
        wrong.extend(differs(&case.join("stderr.txt"), &stderr(&output)));
    }
    none_wrong(&wrong);
}

#[test]
fn each_command_prints_what_is_expected() {
    let mut wrong = Vec::new();
    for case in cases("commands") {
        let arguments = arguments(&case);
        let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
        let output = run(&case, &arguments);
        let said = stderr(&output);
        assert_eq!(output.status.code(), Some(0), "{}:\n{said}", case.display());
        wrong.extend(differs(&case.join("stdout.txt"), &stdout(&output)));
        wrong.extend(differs(&case.join("stderr.txt"), &said));
    }
    none_wrong(&wrong);
}

/// No clause that has nothing to say, no list that goes on with nothing, no number of nothing.
#[test]
fn no_report_has_leftovers() {
    const LEFTOVERS: &[&str] = &[
        "、。",
        "，。",
        "，，",
        "、、",
        "；；",
        "：。",
        "。。",
        "，；",
        "；。",
        "、，",
        "、；",
        "：；",
        "：，",
        "（）",
        "《》",
        "“”",
        "None",
        "none",
        "undefined",
        "\u{FDD0}",
        "true",
        "false",
        "{{",
        "{%",
    ];
    let mut reports: Vec<_> = cases("reports")
        .iter()
        .chain(&cases("documents"))
        .map(|case| case.join("report.md"))
        .collect();
    reports.extend(
        ["term", "group", "minimal"].map(|name| root().join(format!("examples/{name}.md"))),
    );
    let mut wrong = Vec::new();
    for path in reports {
        let report = fs::read_to_string(&path).expect("an expected report");
        // The style sheet of a page has words of its own.
        let text = report
            .split_once("<main>")
            .map_or(&*report, |(_, body)| body);
        for (number, line) in text.lines().enumerate() {
            let place = format!("{}:{}", path.display(), number + 1);
            let bad = LEFTOVERS.iter().filter(|bad| line.contains(**bad));
            wrong.extend(bad.map(|bad| format!("{place}: {bad} in {line}")));
            if states_zero(line) {
                wrong.push(format!("{place}: a zero in {line}"));
            }
            if has_space_before_number(line) {
                wrong.push(format!(
                    "{place}: a space between Chinese and digits in {line}"
                ));
            }
        }
    }
    none_wrong(&wrong);
}

/// Whether a space stands between a Chinese character and a digit.
fn has_space_before_number(line: &str) -> bool {
    let characters: Vec<char> = line.chars().collect();
    let is_han = |c: char| ('一'..='龥').contains(&c);
    characters.windows(3).any(|three| {
        three[1] == ' '
            && ((is_han(three[0]) && three[2].is_ascii_digit())
                || (three[0].is_ascii_digit() && is_han(three[2])))
    })
}

/// Whether a number in `line` is 0 with a measure word.
fn states_zero(line: &str) -> bool {
    let units = [
        "次", "节", "篇", "人", "名", "项", "个", "场", "对", "天", "元",
    ];
    units.iter().any(|unit| {
        line.match_indices(&format!("0{unit}"))
            .any(|(at, _)| !line[..at].ends_with(|c: char| c.is_ascii_digit() || c == '.'))
    })
}

#[test]
fn the_same_log_gives_the_same_bytes() {
    let folder = root().join("examples");
    for format in ["md", "html"] {
        let once = run(&folder, &["term.toml", "-f", format]);
        let again = run(&folder, &["term.toml", "-f", format]);
        assert_eq!(once.stdout, again.stdout);
    }
}
