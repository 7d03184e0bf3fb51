//! Nothing that a file can hold makes the program panic or keeps it from coming to an end.
//!
//! `PROPTEST_CASES` says how many inputs each test tries: few if it is not set, so that the tests
//! are quick. What was found stands in `tests/cases/fuzz`, one input a file.

#[path = "common/changes.rs"]
mod changes;
mod common;
#[path = "common/way.rs"]
mod way;

use std::fs;
use std::sync::LazyLock;

use changes::{SIGNS, change, change_of_bytes, changed, changed_bytes};
use common::{cases, root, run, stderr};
use proptest::prelude::*;
use proptest::sample::Index;
use proptest::test_runner::{TestCaseResult, TestRunner};
use serde_json::{Value as Json, json};
use summarize::log::{Reader, to_json};
use summarize::wording::{Template, Templates};
use way::{goes_through, json_goes_through, templates_go_through, text_goes_through};

/// How many inputs each test tries, if `PROPTEST_CASES` does not say.
const CASES: u32 = 48;

/// Tries what `strategy` makes.
fn try_all<S: Strategy>(strategy: &S, test: impl Fn(S::Value) -> TestCaseResult) {
    let config = match std::env::var_os("PROPTEST_CASES") {
        Some(_) => ProptestConfig::default(),
        None => ProptestConfig::with_cases(CASES),
    };
    let mut runner = TestRunner::new(ProptestConfig {
        failure_persistence: None,
        ..config
    });
    if let Err(wrong) = runner.run(strategy, test) {
        panic!("{wrong}");
    }
}

/// The logs of the examples and of the cases.
static LOGS: LazyLock<Vec<String>> = LazyLock::new(|| {
    let mut files = vec![
        root().join("examples/term.toml"),
        root().join("examples/group.toml"),
    ];
    files.extend(
        ["reports", "documents"]
            .iter()
            .flat_map(|kind| cases(kind))
            .map(|case| case.join("log.toml")),
    );
    let texts = files
        .iter()
        .filter_map(|file| fs::read_to_string(file).ok());
    texts.filter(|text| !text.is_empty()).collect()
});

#[test]
fn what_was_found_goes_through() {
    let folder = root().join("tests/cases/fuzz");
    let mut found = 0;
    for entry in fs::read_dir(folder).expect("the folder of cases") {
        let bytes = fs::read(entry.expect("a case").path()).expect("a case");
        goes_through(bytes).expect("it goes through");
        found += 1;
    }
    assert!(found > 0, "no cases");
}

#[test]
fn any_bytes_go_through() {
    let bytes = prop::collection::vec(any::<u8>(), 0..400);
    try_all(&bytes, goes_through);
}

#[test]
fn any_signs_go_through() {
    let signs = prop::collection::vec(prop::sample::select(SIGNS), 0..40);
    try_all(&signs, |signs| text_goes_through(&signs.concat()));
}

#[test]
fn changed_bytes_of_logs_go_through() {
    let changes = prop::collection::vec(change_of_bytes(), 1..6);
    try_all(&(any::<Index>(), changes), |(log, changes)| {
        goes_through(changed_bytes(log.get::<String>(&LOGS), &changes))
    });
}

#[test]
fn changed_logs_go_through() {
    let changes = prop::collection::vec(change(), 1..6);
    try_all(&(any::<Index>(), changes), |(log, changes)| {
        text_goes_through(&changed(log.get::<String>(&LOGS), &changes))
    });
}

/// Expressions that are right.
const EXPRESSIONS: &[&str] = &[
    "本学期共听课{{ 听课 }}，其中推门听课{{ 听课.推门 }}，占{{ 听课.推门|占(听课) }}。",
    "{{ 听课|汉字 }}、{{ 听课|不带量词 }}、{{ 听课|量词(\"堂\") }}、{{ 听课|余(10) }}",
    "{{ 听课.按(\"类型\")|占比 }}；{{ 公开课.按(\"教研组\") }}",
    "{% if 听课.数 > 10 %}听课{{ 听课 }}{% elif 获奖 %}{{ 获奖.教师 }}{% else %}无{% endif %}",
    "{% for 项 in 听课.按(\"类型\") %}{{ 项.名称 }}{{ 项 }}{{ \"、\" if not loop.last }}{% endfor %}",
    "{{ 学校.名称 }}有教师{{ 学校.教师 }}，{{ 学期.名称 }}。",
    "- 听课{{ 听课 }}；\n- 讲座{{ 讲座 }}。\n\n| 项目 | 数 |\n|---|---|\n| 听课 | {{ 听课.互听 }} |",
    "如下：\n1. 听课{{ 听课.互听 }}；\n2. 公开课{{ 公开课 }}。",
    "**听课{{ 听课 }}**，[站](https://a.cn)，`{{ 听课 }}`，![图](a.png)，<b>{{ 听课 }}</b>",
    "{{ 公开课.名单|名单(3) }}等{{ 听课[\"9月\"] }}",
];

/// Pieces that expressions are made of.
const PIECES: &[&str] = &[
    "{{",
    "}}",
    "{%",
    "%}",
    "{#",
    "#}",
    "｛｛",
    "｝｝",
    "{{-",
    "-}}",
    "听课",
    "公开课",
    "获奖",
    "教师",
    ".",
    "|",
    "(",
    ")",
    "[",
    "]",
    "\"",
    "'",
    "“",
    "”",
    ",",
    "，",
    "。",
    "、",
    "；",
    "：",
    "if ",
    "else",
    "elif ",
    "endif",
    "for 项 in ",
    "endfor",
    "项",
    "loop.index",
    "range(9)",
    "按(\"类型\")",
    "占(听课)",
    "汉字",
    "名单(3)",
    "余(0)",
    "量词(\"\")",
    "数",
    "n",
    ">",
    "<",
    "==",
    "+",
    "-",
    "*",
    "/",
    "//",
    "%",
    "**",
    "~",
    "not ",
    "and ",
    "or ",
    "in ",
    "0",
    "1",
    "99999999999999999999",
    "1.5",
    "true",
    "none",
    "set x = 1",
    "macro a()",
    "include 'a'",
    "safe",
    "length",
    "reverse",
    "join",
    "replace(\"a\",\"b\")",
    "tojson",
    "format",
    "\n",
    "\n\n",
    "- ",
    "1. ",
    "| ",
    "> ",
    "# ",
    "```",
    "    ",
    "*",
    "_",
    "<",
    "&",
    "一、",
    "①",
    "（1）",
    " ",
];

/// A log with this prose and title.
fn with_prose(prose: &str) -> String {
    let quoted = |text: &str| {
        serde_json::to_string(text)
            .expect("a text")
            .replace('\u{7f}', " ")
    };
    let title = prose.replace(['\n', '\r'], " ");
    format!(
        "[school]\nname = \"柳园小学\"\nteachers = 30\n[prose]\nlead = {prose}\n[[section]]\ntitle = {title}\nprose = {prose}\n\
         tell = [\"其余\"]\n[[section]]\npoints = true\nmark = \"1.\"\nrun_in = true\nprose = {prose}\n\
         [[observation]]\nkind = \"推门\"\ncount = \"40余\"\ndate = 2025-09-11\n[[observation]]\nkind = \"常规\"\ncount = 3\n\
         [[lesson]]\nkind = \"公开\"\nteacher = [\"周岚\"]\ngroup = \"语文组\"\n",
        prose = quoted(prose),
        title = quoted(&title),
    )
}

#[test]
fn changed_expressions_go_through() {
    let changes = prop::collection::vec(change(), 0..6);
    let strategy = (prop::sample::select(EXPRESSIONS), changes);
    try_all(&strategy, |(prose, changes)| {
        text_goes_through(&with_prose(&changed(prose, &changes)))
    });
}

#[test]
fn any_pieces_of_expressions_go_through() {
    let pieces = prop::collection::vec(prop::sample::select(PIECES), 0..25);
    try_all(&pieces, |pieces| {
        text_goes_through(&with_prose(&pieces.concat()))
    });
}

/// Pieces that templates are made of, beside those of expressions and logs.
const TEMPLATE_PIECES: &[&str] = &[
    "{% extends \"shapes.md\" %}",
    "{% include \"passages/award.md\" %}",
    "{% import \"shapes.md\" as shapes %}",
    "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
    "{% set x = x ~ x %}",
    "{% for a in range(9999) %}",
    "{% endfor %}",
    "{% if true %}",
    "{% endif %}",
    "{% call ",
    "{% block a %}",
    "{% raw %}",
    "{{ figure }}",
    "{{ of }}",
    "{{ own }}",
    "|sentence",
    "|clauses",
    "|listed(limit=0)",
    "|works",
    "|topics(limit=1)",
    "|cell",
    "|safe",
    "<script>",
    "</body>",
];

/// The built-in templates with their names.
static TEMPLATES: LazyLock<Vec<(String, String)>> = LazyLock::new(|| {
    let folder = root().join("templates");
    let folders = ["", "passages/", "patterns/", "phrases/"];
    let mut all = Vec::new();
    for below in folders {
        for entry in fs::read_dir(folder.join(below)).expect("a folder of templates") {
            let path = entry.expect("a template").path();
            let name = path.file_name().expect("a name").to_string_lossy();
            let name = format!("{below}{name}");
            if let Ok(text) = fs::read_to_string(&path) {
                assert!(Templates::is_template(&name), "{name}");
                all.push((name, text));
            }
        }
    }
    all.sort();
    all
});

#[test]
fn changed_templates_go_through() {
    let pieces = [SIGNS, PIECES, TEMPLATE_PIECES].concat();
    let inserted = (any::<Index>(), prop::sample::select(pieces));
    let inserted = prop::collection::vec(inserted, 0..3);
    let changes = prop::collection::vec(change(), 0..4);
    let strategy = (any::<Index>(), any::<Index>(), changes, inserted);
    try_all(&strategy, |(template, log, changes, inserted)| {
        let (name, text) = template.get::<(String, String)>(&TEMPLATES);
        let mut text = changed(text, &changes);
        for (at, piece) in inserted {
            text.insert_str(text.floor_char_boundary(at.index(text.len() + 1)), piece);
        }
        let path = name.clone();
        let own = [(name.clone(), Template { text, path })];
        templates_go_through(Templates::with(own), log.get::<String>(&LOGS))
    });
}

/// Found by the test above: a phrase in which something is void printed its sign.
#[test]
fn a_void_phrase_says_nothing() {
    for name in ["phrases/cue.md", "phrases/title.md", "phrases/author.md"] {
        let text = "{{ \"\"|clauses }}".to_owned();
        let path = name.to_owned();
        let own = [(name.to_owned(), Template { text, path })];
        templates_go_through(Templates::with(own), &LOGS[0]).expect("it goes through");
    }
}

/// What `summarize figures --json` writes of the logs without errors, as far as it is read again.
static JSONS: LazyLock<Vec<Json>> = LazyLock::new(|| {
    let logs = LOGS.iter().filter_map(|text| {
        let mut reader = Reader::default();
        reader.read("log.toml", text.as_bytes()).ok()?;
        let (log, found) = reader.finish();
        let log = to_json(&log, |_, _| json!(true));
        (found.errors() == 0).then(|| json!({ "version": 1, "log": log }))
    });
    logs.collect()
});

/// A value in the place of another.
fn other_value() -> impl Strategy<Value = Json> {
    let leaf = prop_oneof![
        Just(Json::Null),
        any::<bool>().prop_map(Json::from),
        any::<i64>().prop_map(Json::from),
        any::<u64>().prop_map(Json::from),
        any::<f64>().prop_map(Json::from),
        prop::sample::select([SIGNS, PIECES].concat()).prop_map(Json::from),
        prop::sample::select(EXPRESSIONS).prop_map(Json::from),
    ];
    leaf.prop_recursive(3, 12, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Json::from),
            prop::collection::vec(("[a-z]{1,6}", inner), 0..3)
                .prop_map(|pairs| pairs.into_iter().collect()),
        ]
    })
}

/// All values in `json`, it and what is in it.
fn count(json: &Json) -> usize {
    let below: usize = match json {
        Json::Array(items) => items.iter().map(count).sum(),
        Json::Object(items) => items.values().map(count).sum(),
        _ => 0,
    };
    1 + below
}

/// Puts `other` in the place of the value that is `at` in the order of [`count`].
fn replace(json: &mut Json, at: &mut usize, other: &Json) {
    if *at == 0 {
        *json = other.clone();
    }
    *at = at.wrapping_sub(1);
    let mut below = |item: &mut Json| {
        if *at < usize::MAX / 2 {
            replace(item, at, other);
        }
    };
    match json {
        Json::Array(items) => items.iter_mut().for_each(&mut below),
        Json::Object(items) => items.values_mut().for_each(&mut below),
        _ => {}
    }
}

#[test]
fn changed_json_goes_through() {
    let values = prop::collection::vec((any::<Index>(), other_value()), 1..4);
    try_all(&(any::<Index>(), values), |(json, values)| {
        let mut json = json.get::<Json>(&JSONS).clone();
        for (at, value) in values {
            let mut at = at.index(count(&json));
            replace(&mut json, &mut at, &value);
        }
        json_goes_through(&json.to_string())
    });
}

#[test]
fn changed_texts_of_json_go_through() {
    let changes = prop::collection::vec(change(), 1..4);
    try_all(&(any::<Index>(), changes), |(json, changes)| {
        json_goes_through(&changed(&json.get::<Json>(&JSONS).to_string(), &changes))
    });
}

/// How the program is run in [`the_program_says_what_it_did`].
const CALLS: &[&[&str]] = &[
    &["log.toml"],
    &["log.toml", "-f", "html"],
    &["check", "log.toml"],
    &["check", "--json", "--strict", "log.toml"],
    &["check", "--previous", "log.toml", "log.toml"],
    &["check", "--fix", "log.toml"],
    &["figures", "log.toml"],
    &["figures", "--json", "log.toml"],
    &["--from-json", "log.toml"],
    &["--templates", ".", "log.toml"],
];

#[test]
fn the_program_says_what_it_did() {
    let changes = prop::collection::vec(change_of_bytes(), 0..5);
    let strategy = (
        any::<Index>(),
        changes,
        prop::sample::select(CALLS),
        any::<bool>(),
    );
    try_all(&strategy, |(log, changes, arguments, is_json)| {
        let text = match is_json {
            true => log.get::<Json>(&JSONS).to_string(),
            false => log.get::<String>(&LOGS).clone(),
        };
        let folder = tempfile::tempdir().expect("a folder");
        let bytes = changed_bytes(&text, &changes);
        fs::write(folder.path().join("log.toml"), &bytes).expect("a file");
        let output = run(folder.path(), arguments);
        let said = stderr(&output);
        let code = output.status.code();
        prop_assert!(matches!(code, Some(0..=2)), "{:?}: {}", code, said);
        let is_silent = output.stdout.is_empty() && said.is_empty();
        let is_check = arguments[0] == "check";
        prop_assert!(
            !is_silent || is_check && code == Some(0),
            "nothing was said"
        );
        if code != Some(0) && !is_check {
            prop_assert!(output.stdout.is_empty(), "a document in spite of errors");
            prop_assert!(said.contains("错误"), "{}", said);
        }
        let kept = fs::read(folder.path().join("log.toml.bak"));
        if let Ok(kept) = kept {
            prop_assert_eq!(kept, bytes, "the old file was not kept");
            let again = run(folder.path(), arguments);
            prop_assert!(!stderr(&again).contains("改了"), "rewritten twice");
        }
        Ok(())
    });
}
