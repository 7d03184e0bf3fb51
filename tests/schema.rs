//! The schema beside the examples is fresh; what the program reads is valid by it, and what is wrong
//! is not, where a schema can know.

mod common;
#[path = "common/validator.rs"]
mod validator;

use std::fs;
use std::path::{Path, PathBuf};

use common::{cases, differs, none_wrong, root, run, stdout};
use summarize::format::schema;
use toml::Table;
use validator::complaints;

/// Wrong logs that the schema refuses, and in how many places. A case stands for its `log.toml`.
const REFUSED: &[(&str, usize)] = &[
    ("absurd-count", 3),
    ("authors-of-both", 1),
    // The second has no target of its own either.
    ("bad-target", 3),
    // Destroyed texts are texts, but for a vocabulary.
    ("damaged-texts", 1),
    ("dates-that-are-several", 3),
    ("grades-that-are-others", 4),
    ("kept-under-another-key", 3),
    ("labels-beside-names", 5),
    // Whom the roster knows, and what 某大学教授 is not, only the reader knows.
    ("names-beside-posts", 4),
    // An empty list of records says nothing, for a schema.
    ("empty-lists", 1),
    ("grade-that-is-a-title", 3),
    ("keys-by-meaning", 7),
    // One of them does not say what it is either.
    ("missing-key", 3),
    ("money-among-pieces", 6),
    ("nobody-for-a-name", 6),
    ("names-with-marks", 12),
    ("not-a-name", 3),
    ("nothing-said", 3),
    ("people-unclear", 2),
    ("percent-or-part-of-one", 3),
    ("one-broken-file-of-two/a.toml", 1),
    ("outline-wrong", 3),
    ("outside-vocabulary", 3),
    ("pattern-scope-unknown/templates/patterns/mine.toml", 1),
    ("same-key-twice", 1),
    ("stated-number-under-another-key", 2),
    ("sub-tables", 2),
    ("template-broken-pattern/templates/patterns/summary.toml", 1),
    ("template-words-wrong/templates/words.toml", 1),
    ("text-of-several-lines", 2),
    ("unknown-key", 2),
    ("unknown-table", 2),
    // Which words there are is known to the templates: of seven faults only the type is seen.
    ("words-wrong", 1),
    ("wrong-type", 6),
    ("zero", 2),
    ("numbers-that-are-none", 12),
    ("numbers-with-words-around", 6),
];

/// What is no TOML as a whole: an editor says so without any schema. Beside these, every slip of
/// typing or syntax.
const NO_TOML: &[&str] = &[
    "prose-twice-in-a-file/b.toml",
    "brackets",
    "damaged-text",
    "dates",
    "deep-brackets",
    "encoding-positions",
    "impossible-date",
    "invisible-characters",
    "no-head-line",
    "one-bad-record-hides-none",
    "one-broken-file-of-two/b.toml",
    "term-without-day",
    "two-keys-in-a-line",
];

/// What the schema lets pass, by the reason why it cannot know.
const NOT_KNOWN: &[(&str, &[&str])] = &[
    (
        "the log is right, and a warning is given at most",
        &[
            "duplicate",
            "name-twice",
            "outside-term",
            "people-left-empty",
            "roster-name-twice",
            "unknown-group",
            "unknown-person",
        ],
    ),
    (
        "several values do not go together",
        &[
            "award-of-two-groups",
            "completed-by-more-than-took-part",
            "completed-without-taking-part",
            "contradicting-heads/a.toml",
            "contradicting-heads/b.toml",
            "dates-in-a-term",
            "joined-by-two-leaders",
            "joined-with-others-than-a-group",
            "names-exceed-count",
            "own-lesson-heard",
            "own-mentor",
            "prose-twice-in-a-file/a.toml",
            "same-id",
            "same-id-completed-of-some",
            "same-id-result-of-some",
            "same-id-state-before-the-last",
            "stated-number-of-money",
            "stated-numbers",
            "stated-numbers-in-brief",
            "stated-numbers-in-full",
            "stated-numbers-of-others",
            "target-unit",
            "term-ends-before-start",
            "title-with-a-verb",
            "winners-no-people",
            "winners-of-two-numbers",
        ],
    ),
    (
        "the letters themselves are those of damaged text",
        &["destroyed-by-gbk", "destroyed-to-question-marks"],
    ),
    (
        "what looks like a name may be those of several",
        &["names-that-begin-with-and", "names-with-blanks"],
    ),
    (
        "an expression in prose is wrong",
        &[
            "expression-share-in-quotes",
            "expression-calls",
            "expression-filter-order",
            "expression-filters",
            "expression-lists",
            "expression-name-in-filter",
            "expression-names",
            "expression-names-of-nobody",
            "expression-no-files",
            "expression-operands",
            "expression-parts-of-nothing",
            "expression-several",
            "expression-share-of-another",
            "expression-syntax",
            "expression-unclosed",
            "expression-unopened",
            "expression-without-end",
            "numbers-of-a-roster-with-gaps",
            "long-print",
            "long-report",
            "mixed-sums",
            "prose-of-two-files/a.toml",
            "prose-of-two-files/b.toml",
        ],
    ),
    (
        "what an outline may name depends on the templates and on the other sections",
        &[
            "outline-change-of-nothing",
            "outline-too-deep",
            "outline-wrong-names",
            "tell-of-nothing",
            "words-without-effect",
        ],
    ),
    (
        "the arguments are at fault",
        &[
            "no-such-event",
            "no-such-teacher",
            "teacher-is-a-pupil",
            "no-such-templates",
            "not-json",
            "output-is-the-log",
            "personal-without-teacher",
            "teacher-of-another-group",
            "unknown-ending",
            "unknown-format",
            "unknown-option",
            "unknown-template",
        ],
    ),
    (
        "the templates beside the log are at fault",
        &[
            "pattern-scope-unknown",
            "pattern-with-records",
            "template-broken-name",
            "template-broken-passages-of-pattern",
            "template-broken-pattern",
            "template-broken-syntax",
            "template-includes-itself",
            "template-page-broken",
            "template-tells-a-passage",
            "template-without-end",
            "template-words-wrong",
        ],
    ),
    (
        "a pattern is written in the tables of a log, and is wrong as a pattern only",
        &[
            "pattern-with-records/templates/patterns/own.toml",
            "template-broken-passages-of-pattern/templates/patterns/summary.toml",
        ],
    ),
];

/// Right logs that are no UTF-8, and so no TOML before the program has read them.
const OTHER_ENCODINGS: &[&str] = &["encoding-gb18030", "encoding-utf16"];

/// The TOML in a file; `None` where it is none.
fn toml_in(path: &Path) -> Option<Table> {
    let text = String::from_utf8(fs::read(path).expect("a file")).ok()?;
    text.trim_start_matches('\u{FEFF}').parse().ok()
}

/// Every TOML file below `folder`.
fn tomls(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            found.extend(tomls(&path));
        } else if path.extension().is_some_and(|ending| ending == "toml") {
            found.push(path);
        }
    }
    found.sort();
    found
}

/// The examples, by name.
fn examples() -> Vec<PathBuf> {
    tomls(&root().join("examples"))
}

#[test]
fn the_schema_beside_the_examples_is_fresh() {
    let output = run(root(), &["schema"]);
    assert_eq!(output.status.code(), Some(0));
    let path = root().join("examples/term.schema.json");
    let wrong: Vec<String> = differs(&path, &stdout(&output)).into_iter().collect();
    none_wrong(&wrong);
    jsonschema::draft7::meta::validate(&schema::schema()).expect("a schema of draft 7");
}

#[test]
fn the_schema_is_written_to_a_file() {
    let folder = tempfile::tempdir().expect("a folder");
    let output = run(folder.path(), &["schema", "-o", "term.schema.json"]);
    assert_eq!((output.status.code(), &*output.stdout), (Some(0), &b""[..]));
    let written = fs::read_to_string(folder.path().join("term.schema.json")).expect("the schema");
    assert_eq!(written, stdout(&run(folder.path(), &["schema"])));
}

#[test]
fn every_example_names_the_schema() {
    for path in examples() {
        let text = fs::read_to_string(&path).expect("an example");
        let first = text.lines().next();
        assert_eq!(
            first,
            Some("#:schema ./term.schema.json"),
            "{}",
            path.display()
        );
    }
}

/// Examples, cases, and the patterns and words of the program itself.
#[test]
fn what_the_program_reads_is_valid() {
    let folders = [
        "templates",
        "tests/cases/reports",
        "tests/cases/documents",
        "tests/cases/commands",
    ];
    let mut files = examples();
    files.extend(
        folders
            .iter()
            .flat_map(|folder| tomls(&root().join(folder))),
    );
    let mut wrong = Vec::new();
    for path in &files {
        let is_encoded = |case: &str| path.parent().is_some_and(|folder| folder.ends_with(case));
        match toml_in(path) {
            Some(log) => wrong.extend(
                complaints(&log)
                    .iter()
                    .map(|complaint| format!("{}{complaint}", path.display())),
            ),
            None if OTHER_ENCODINGS.iter().any(|case| is_encoded(case)) => {}
            None => wrong.push(format!("{} is no TOML", path.display())),
        }
    }
    assert!(files.len() > 80, "only {} logs were looked at", files.len());
    none_wrong(&wrong);
}

/// What is expected of a wrong log, by the name of its case: how many complaints, or none at all
/// because it is no TOML.
fn expected(name: &str) -> Vec<Option<usize>> {
    let refused = REFUSED.iter().filter(|(known, _)| *known == name);
    let refused = refused.map(|(_, times)| Some(*times));
    let not_known = NOT_KNOWN.iter().flat_map(|(_, names)| *names);
    let not_known = not_known.filter(|known| **known == name).map(|_| Some(0));
    let is_slip = name.starts_with("slip-") || name.starts_with("syntax-");
    let no_toml = (is_slip || NO_TOML.contains(&name)).then_some(None);
    refused.chain(not_known).chain(no_toml).collect()
}

#[test]
fn wrong_logs_are_refused_where_a_schema_can_know() {
    let folder = root().join("tests/cases/messages");
    let mut wrong = Vec::new();
    let mut seen = 0;
    for path in cases("messages").iter().flat_map(|case| tomls(case)) {
        let name = path.strip_prefix(&folder).expect("below the cases");
        let name = name.to_string_lossy().replace('\\', "/");
        let name = name.strip_suffix("/log.toml").unwrap_or(&name);
        let said = toml_in(&path).map(|log| complaints(&log));
        let found = said.as_ref().map(Vec::len);
        seen += 1;
        if expected(name) != [found] {
            let expected = expected(name);
            wrong.push(format!("{name}: {found:?}, not {expected:?}: {said:#?}"));
        }
    }
    let listed = REFUSED.len()
        + NOT_KNOWN
            .iter()
            .map(|(_, names)| names.len())
            .sum::<usize>();
    assert!(seen > listed, "some of the listed cases are no more");
    none_wrong(&wrong);
}
