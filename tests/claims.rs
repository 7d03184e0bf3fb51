//! The check of numbers that were typed in prose: how well it tells claims from other numbers,
//! what it says of texts whose numbers are right or wrong, and that it stands any text.

mod common;

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use proptest::prelude::*;

use common::{arguments, cases, none_wrong, root, run, stdout};
use summarize::check::{self, Claim, Claims, World};
use summarize::diagnostic::Diagnostics;
use summarize::format::Key;
use summarize::log::Reader;
use summarize::tally::{Asked, Tally};
use summarize::wording::{Templates, Words, figure, impersonal};

/// What is read in `texts` by the log at `path`; nothing of a log that cannot be read.
fn read_with(path: &Path, texts: &[String]) -> Option<Vec<Vec<Claim>>> {
    read_by(&fs::read(path).expect("a log"), texts)
}

/// What is read in `texts` by a log.
fn read_by(bytes: &[u8], texts: &[String]) -> Option<Vec<Vec<Claim>>> {
    let mut reader = Reader::default();
    reader.read("log.toml", bytes).ok()?;
    let (log, wrong) = reader.finish();
    // In a report of an event numbers are of that event: they are not held against the whole log.
    let report = log.head.report.as_ref();
    if wrong.errors() > 0 || report.is_some_and(|report| report.get(Key::Event).is_some()) {
        return None;
    }
    let words = Words::new(
        &Templates::default(),
        &log.words,
        &mut Diagnostics::default(),
    );
    let tally = Tally::new(log);
    let words = Arc::new(words);
    let chapters = impersonal(&tally, &words);
    let ask = |of: &Asked| figure(&tally, &words, of);
    let claims = Claims::new(&tally, &chapters, &ask);
    Some(texts.iter().map(|text| claims.read(text)).collect())
}

/// The logs of the cases and the examples that the program writes a summary of.
fn logs() -> Vec<(PathBuf, PathBuf)> {
    let examples = ["term.toml", "group.toml", "minimal.toml"];
    let examples = examples.map(|name| (root().join("examples"), PathBuf::from(name)));
    let kinds = ["reports", "documents"].into_iter().flat_map(cases);
    let own =
        kinds.filter(|case| !case.join("templates").exists() && arguments(case) == ["log.toml"]);
    let own = own.map(|case| (case, PathBuf::from("log.toml")));
    own.chain(examples)
        .filter(|(case, log)| case.join(log).exists())
        .collect()
}

/// A sentence without the marks of its labels, and the labels: the bytes of each numeral and
/// what it is the number of, if of anything.
fn labelled(line: &str) -> (String, Vec<(usize, Vec<&str>)>) {
    let mut text = String::new();
    let mut labels = Vec::new();
    for (at, part) in line.split(['[', ']']).enumerate() {
        let (numeral, of) = part.split_once('=').unwrap_or((part, ""));
        if at % 2 == 1 {
            let of = of.split('/').filter(|of| !of.is_empty()).collect();
            labels.push((text.len(), of));
            text.push_str(numeral);
        } else {
            let is_numeral =
                |c: char| c.is_ascii_digit() || "〇零一二三四五六七八九十百千万亿两".contains(c);
            assert!(
                !part.contains(is_numeral),
                "a numeral without label: {line}"
            );
            text.push_str(part);
        }
    }
    (text, labels)
}

/// The sentences of a table, each with its labels.
fn sentences(table: &str) -> impl Iterator<Item = (String, Vec<(usize, Vec<&str>)>)> {
    let lines = table.lines();
    let lines = lines.filter(|line| !line.is_empty() && !line.starts_with('#'));
    lines.map(labelled)
}

/// How well the check tells the numbers that are claims from all others, and what they count.
#[test]
fn claims_are_told_from_other_numbers() {
    let folder = root().join("tests/cases/claims");
    let file = fs::read_to_string(folder.join("labelled.txt")).expect("the sentences");
    let (texts, labels): (Vec<String>, Vec<_>) = sentences(&file).unzip();
    let read = read_with(&folder.join("log.toml"), &texts).expect("a log that can be read");
    let (mut right, mut false_alarms, mut missed, mut other) = (0.0, 0.0, 0.0, 0);
    for ((text, labels), claims) in texts.iter().zip(&labels).zip(&read) {
        for (at, of) in labels {
            let claim = claims.iter().find(|claim| claim.range.contains(at));
            let about = || {
                format!(
                    "{} in {text}",
                    &text[*at..].chars().take(4).collect::<String>()
                )
            };
            match (claim, of.is_empty()) {
                (Some(claim), false) => {
                    right += 1.0;
                    if !of.contains(&claim.of.as_str()) {
                        other += 1;
                        println!("{} instead of {of:?}: {}", claim.of, about());
                    }
                }
                (Some(claim), true) => {
                    false_alarms += 1.0;
                    println!("{} where nothing is counted: {}", claim.of, about());
                }
                (None, false) => {
                    missed += 1.0;
                    println!("missed: {}", about());
                }
                (None, true) => {}
            }
        }
    }
    let precision = right / (right + false_alarms);
    let recall = right / (right + missed);
    println!(
        "of {} numerals: precision {precision:.3}, recall {recall:.3}, {other} of another kind",
        labels.iter().flatten().count()
    );
    assert!(
        precision > 0.9 && recall > 0.9,
        "precision {precision}, recall {recall}"
    );
    assert!(f64::from(other) < right / 10.0, "{other} of another kind");
}

/// How well a measure tells what it is for.
#[derive(Default)]
struct Score {
    right: f64,
    false_alarms: f64,
    missed: f64,
}

impl Score {
    fn add(&mut self, is_told: bool, is_so: bool) -> bool {
        match (is_told, is_so) {
            (true, true) => self.right += 1.0,
            (true, false) => self.false_alarms += 1.0,
            (false, true) => self.missed += 1.0,
            (false, false) => {}
        }
        is_told == is_so
    }

    fn is_good(&self, what: &str) {
        let precision = self.right / (self.right + self.false_alarms);
        let recall = self.right / (self.right + self.missed);
        println!("{what}: precision {precision:.3}, recall {recall:.3}");
        assert!(
            precision >= 0.95 && recall >= 0.95,
            "{what}: precision {precision}, recall {recall}"
        );
    }
}

/// Totals as schools type them are found, and those that are wrong are told of and no others.
#[test]
fn typed_totals_are_found_and_wrong_ones_told() {
    let folder = root().join("tests/cases/claims");
    let file = fs::read_to_string(folder.join("totals.txt")).expect("the sentences");
    let log = fs::read_to_string(folder.join("totals.toml")).expect("the log");
    let of_group = log.replacen("[report]\n", "[report]\ngroup = \"数学组\"\n", 1);
    let (mut found, mut told) = (Score::default(), Score::default());
    for (part, log) in file.split("\n----\n").zip([log, of_group]) {
        let (texts, labels): (Vec<String>, Vec<_>) = sentences(part).unzip();
        let read = read_by(log.as_bytes(), &texts).expect("a log that can be read");
        for ((text, labels), claims) in texts.iter().zip(&labels).zip(&read) {
            for (at, of) in labels {
                let claim = claims.iter().find(|claim| claim.range.contains(at));
                let is_wrong = claim.is_some_and(|claim| claim.holds == Some(false));
                let is_as_labelled = found.add(claim.is_some(), !of.is_empty())
                    & told.add(is_wrong, of.contains(&"wrong"));
                if !is_as_labelled {
                    println!("{of:?}, read as {claim:?}: {} in {text}", &text[*at..]);
                }
            }
        }
    }
    found.is_good("claims found");
    told.is_good("wrong numbers told");
}

/// So they are where what is counted, and whose it is, was said once for many, or of people by name.
#[test]
fn wrong_numbers_are_told_clause_by_clause() {
    let folder = root().join("tests/cases/claims");
    for name in [
        "clauses", "persons", "primary", "upper", "named", "measures",
    ] {
        let file = fs::read_to_string(folder.join(format!("{name}.txt"))).expect("the sentences");
        let (texts, labels): (Vec<String>, Vec<_>) = sentences(&file).unzip();
        let read = read_with(&folder.join(format!("{name}.toml")), &texts).expect("a log");
        let mut told = Score::default();
        for ((text, labels), claims) in texts.iter().zip(&labels).zip(&read) {
            for (at, of) in labels {
                let mut wrong = claims.iter().filter(|claim| claim.holds == Some(false));
                let is_told = wrong.any(|claim| claim.range.contains(at));
                if !told.add(is_told, of.contains(&"wrong")) {
                    println!("{of:?}: {} in {text}", &text[*at..]);
                }
            }
        }
        told.is_good(&format!("wrong numbers told of {name}"));
    }
}

/// What the program itself writes is as the records have it.
#[test]
fn no_number_of_the_program_is_told() {
    let mut wrong = Vec::new();
    let mut held = 0;
    for (case, log) in logs() {
        let written = stdout(&run(&case, &["-q", &log.to_string_lossy()]));
        let Some(read) = read_with(&case.join(&log), std::slice::from_ref(&written)) else {
            continue;
        };
        for claim in read.concat() {
            match claim.holds {
                Some(false) => wrong.push(format!(
                    "{}: {} in {}",
                    case.display(),
                    &written[claim.range.clone()],
                    around(&written, &claim)
                )),
                Some(true) => held += 1,
                None => {}
            }
        }
    }
    none_wrong(&wrong);
    assert!(held > 40, "only {held} numbers were held against a figure");
}

/// The line that a claim stands in.
fn around<'a>(text: &'a str, claim: &Claim) -> &'a str {
    let start = text[..claim.range.start].rfind('\n').map_or(0, |at| at + 1);
    text[start..].lines().next().unwrap_or_default()
}

/// Numbers that agree, that are none of a count, or that are about a part, are not told of.
#[test]
fn nothing_is_told_without_certainty() {
    let output = run(&root().join("tests/cases/claims"), &["check", "quiet.toml"]);
    assert_eq!(stdout(&output), "");
}

/// What stands between `before` and `after` in `text`.
fn between<'a>(text: &'a str, before: &str, after: &str) -> Option<&'a str> {
    let (_, rest) = text.split_once(before)?;
    Some(rest.split_once(after)?.0)
}

/// Whoever writes what is offered has nothing told any more, and the figure is printed.
#[test]
fn what_is_offered_prints_the_figure() {
    let case = root().join("tests/cases/checks/typed-number");
    let mut log = fs::read_to_string(case.join("log.toml")).expect("the log");
    let said = stdout(&run(&case, &["check", "log.toml"]));
    let mut offered = 0;
    for told in said.split("\n\n") {
        let typed = between(told, "正文写", "，记录为");
        let (Some(typed), Some(instead)) = (typed, between(told, "改成", "，")) else {
            continue;
        };
        assert!(log.contains(typed), "{typed}");
        log = log.replacen(typed, instead.trim(), 1);
        offered += 1;
    }
    assert!(offered > 8, "{said}");
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("log.toml"), &log).expect("a log");
    let told = stdout(&run(folder.path(), &["check", "log.toml"]));
    assert!(!told.contains("typed-number"), "{told}");
    let written = stdout(&run(folder.path(), &["log.toml"]));
    for part in [
        "全校听课45节，全校18个班级均已走到",
        "推门听课20节",
        "9月听课20节",
    ] {
        assert!(written.contains(part), "{part} in {written}");
    }
}

/// Asides are for the program: no template and no form of output prints them.
#[test]
fn asides_are_not_printed() {
    let log = r#"
        [school]
        name = "柳园小学"
        [prose]
        lead = "听课48节{# 不核对：含区里统计的3节 #}，共{{ 听课 }}。"
        measures = "1. 听课48节｛＃不核对：甲＃｝\n2. 上课{# 不核对：乙 #}{{ 公开课 }}，听课。"
        [[section]]
        title = "听课48节{# 不核对：丙 #}"
        prose = """
        | 听课 |
        |:---|
        | 48节{# 不核对：丁 #} |
        """
        [[observation]]
        count = 45
    "#;
    let folder = tempfile::tempdir().expect("a folder");
    let own = log.replace("        ", "");
    let plain = own
        .split("[[section]]")
        .next()
        .expect("the head")
        .to_owned();
    fs::write(folder.path().join("own.toml"), own).expect("a log");
    fs::write(
        folder.path().join("log.toml"),
        plain + "[[observation]]\ncount = 45\n",
    )
    .expect("a log");
    let patterns = ["summary", "themed", "items", "group", "briefing", "outline"];
    let of_pattern = |name| vec!["log.toml", "-t", name];
    let all = patterns.map(of_pattern).into_iter();
    for mut arguments in all.chain([vec!["own.toml"]]) {
        for name in ["out.md", "out.html"] {
            arguments.extend(["-o", name]);
            let output = run(folder.path(), &arguments);
            assert!(output.status.success(), "{arguments:?}: {output:?}");
            let written = fs::read_to_string(folder.path().join(name)).expect("a report");
            assert!(written.contains("听课48节"), "{arguments:?}: {written}");
            assert!(!written.contains("核对"), "{arguments:?}: {written}");
            arguments.truncate(arguments.len() - 2);
        }
    }
    let written = stdout(&run(folder.path(), &["log.toml"]));
    assert!(written.contains("听课48节，共45节。"), "{written}");
}

/// Pieces of prose that the check has rules for, and what breaks into them.
fn prose() -> impl Strategy<Value = String> {
    let pieces = prop::sample::select(vec![
        "听课",
        "推门听课",
        "48",
        "４",
        "一",
        "二十",
        "百分之",
        "万",
        "亿",
        "余",
        "近",
        "节",
        "人次",
        "%",
        "，",
        "。",
        "、",
        "“",
        "《",
        "》",
        "{#",
        "{# 不核对",
        "不核对：甲",
        "#}",
        "{{",
        "}}",
        "\n",
        " ",
        "1.",
        "参训率",
        "每",
        "周岚",
        "🀄",
        "a",
        "\u{fdd4}",
        ".",
        ",",
        "-",
        "第",
        "教师",
        "全校",
    ]);
    let any = prop_oneof![4 => pieces.prop_map(str::to_owned), 1 => any::<String>()];
    prop::collection::vec(any, 0..24).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    /// Whatever stands in prose, it is read, and what is found lies in it.
    #[test]
    fn any_prose_is_read(text in prose()) {
        let log = root().join("tests/cases/claims/log.toml");
        let read = read_with(&log, std::slice::from_ref(&text)).expect("a log that can be read");
        for claim in read.concat() {
            prop_assert!(text.get(claim.range).is_some());
        }
        let prose = toml::Value::String(text);
        let log = format!("[prose]\nmeasures = {prose}\n[[observation]]\ncount = 45\n");
        let mut reader = Reader::default();
        let _ = reader.read("log.toml", log.as_bytes());
        let (log, _) = reader.finish();
        let words = Words::new(&Templates::default(), &log.words, &mut Diagnostics::default());
        let (tally, words) = (Tally::new(log), Arc::new(words));
        let world = World {
            previous: None,
            exists: &|_, _| true,
            figures: &|| impersonal(&tally, &words),
            figure: &|of| figure(&tally, &words, of),
        };
        check::further(&tally, &world, &mut Diagnostics::default(), |_| None);
    }
}
