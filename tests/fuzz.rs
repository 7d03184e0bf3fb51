//! Nothing that a file can hold makes the program panic or keeps it from coming to an end.
//!
//! `PROPTEST_CASES` says how many inputs each test tries: few if it is not set, so that the tests
//! are quick. What was found stands in `tests/cases/fuzz`, one input a file.

mod common;

use std::fs;
use std::sync::{Arc, LazyLock};

use common::{cases, root};
use proptest::prelude::*;
use proptest::sample::Index;
use proptest::test_runner::{TestCaseResult, TestRunner};
use summarize::log::{Log, Reader, fixed};
use summarize::render;
use summarize::report::{self, ReportError};
use summarize::tally::Tally;
use summarize::text::encoding::decode;
use summarize::wording::Templates;

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

/// Goes the way of the program with the bytes of a file: decoded, rewritten, read, made
/// into a report in both formats.
fn goes_through(bytes: Vec<u8>) -> TestCaseResult {
    let mut raw = Reader::default();
    let _ = raw.read("log.toml", &bytes[..]);
    match decode(bytes) {
        Ok((text, _)) => text_goes_through(&text),
        Err(_) => Ok(()),
    }
}

fn text_goes_through(text: &str) -> TestCaseResult {
    is_fixed_well(text)?;
    let mut reader = Reader::default();
    if reader.read("log.toml", text.as_bytes()).is_err() {
        return Ok(());
    }
    let (log, diagnostics) = reader.finish();
    match diagnostics.errors() {
        0 => is_composed(log),
        _ => Ok(()),
    }
}

/// What is rewritten stays as it is from then on, and TOML is not rewritten at all.
fn is_fixed_well(text: &str) -> TestCaseResult {
    let once = fixed(text);
    prop_assert_eq!(&fixed(&once), &once, "rewritten twice: {:?}", text);
    if toml::de::DeTable::parse(text).is_ok() {
        // The mark of the encoding is no part of the text.
        let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
        prop_assert_eq!(&once, text, "TOML is rewritten");
    }
    Ok(())
}

fn is_composed(log: Log) -> TestCaseResult {
    let tally = Tally::new(log);
    let (templates, request) = (Arc::default(), report::Request::default());
    match report::compose(&tally, &templates, &request) {
        Ok(report) => {
            let markdown = render::markdown(&report);
            prop_assert!(!markdown.contains('\u{FDD0}'), "{}", markdown);
            let page = render::html(&report, &Templates::default());
            prop_assert!(page.is_ok());
        }
        Err(ReportError::Wrong(wrong)) => prop_assert!(!wrong.is_empty()),
        // A pattern, a teacher or an event that there is not.
        Err(other) => prop_assert!(!other.to_string().is_empty()),
    }
    Ok(())
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

/// What is put into a log.
const SIGNS: &[&str] = &[
    "“",
    "”",
    "‘",
    "’",
    "，",
    "、",
    "。",
    "：",
    "＝",
    "【",
    "】",
    "［",
    "］",
    "（",
    "）",
    "｛",
    "｝",
    "《",
    "》",
    "；",
    "！",
    "　",
    "\u{FEFF}",
    "\u{200B}",
    "\u{FDD0}",
    "\u{202E}",
    "\"",
    "'",
    "\"\"\"",
    "'''",
    "[",
    "]",
    "[[",
    "]]",
    "{",
    "}",
    "{{",
    "}}",
    "{%",
    "%}",
    "=",
    ",",
    ".",
    "#",
    "\\",
    "\\u",
    "\n",
    "\r\n",
    "\r",
    "\t",
    "\0",
    " ",
    "-",
    "0",
    "1",
    "99999999999999999999",
    "-1",
    "1e9",
    "0x1",
    "true",
    "2025-02-30",
    "全体",
    "40余",
    "无",
    "[[session]]",
    "[school]",
    "[[section]]",
    "[words]",
    "kind = ",
    "count = ",
    "names = ",
    "prose = \"\"\"",
    "tell = [\"其余\"]",
    "each = \"教研组\"",
];

/// A change to a text: where, how much of it, and what is done there.
#[derive(Debug, Clone)]
enum Change {
    Delete(Index, usize),
    Double(Index, usize),
    Swap(Index, Index, usize),
    Insert(Index, &'static str),
    Flip(Index, u8),
}

fn change() -> impl Strategy<Value = Change> {
    let length = prop_oneof![3 => 1..4_usize, 1 => 4..200_usize];
    prop_oneof![
        2 => (any::<Index>(), length.clone()).prop_map(|(at, length)| Change::Delete(at, length)),
        1 => (any::<Index>(), length.clone()).prop_map(|(at, length)| Change::Double(at, length)),
        1 => (any::<Index>(), any::<Index>(), length)
            .prop_map(|(one, other, length)| Change::Swap(one, other, length)),
        4 => (any::<Index>(), prop::sample::select(SIGNS))
            .prop_map(|(at, sign)| Change::Insert(at, sign)),
    ]
}

/// Changes that heed no character.
fn change_of_bytes() -> impl Strategy<Value = Change> {
    prop_oneof![
        change(),
        (any::<Index>(), any::<u8>()).prop_map(|(at, byte)| Change::Flip(at, byte)),
    ]
}

/// Makes a change to `units`, of which a text consists: bytes or characters.
fn apply<T: Clone>(
    units: &mut Vec<T>,
    change: &Change,
    new: impl Fn(&str) -> Vec<T>,
    flip: impl Fn(&mut T, u8),
) {
    let place = |at: &Index, units: &[T]| at.index(units.len() + 1);
    let range = |at: &Index, length: usize, units: &[T]| {
        let start = place(at, units);
        start..(start + length).min(units.len())
    };
    match change {
        Change::Delete(at, length) => {
            units.drain(range(at, *length, units));
        }
        Change::Double(at, length) => {
            let range = range(at, *length, units);
            let copy = units[range.clone()].to_vec();
            units.splice(range.end..range.end, copy);
        }
        Change::Swap(one, other, length) => {
            let moved: Vec<T> = units.drain(range(one, *length, units)).collect();
            let to = place(other, units);
            units.splice(to..to, moved);
        }
        Change::Insert(at, sign) => {
            let at = place(at, units);
            units.splice(at..at, new(sign));
        }
        Change::Flip(at, byte) if !units.is_empty() => {
            let at = at.index(units.len());
            flip(&mut units[at], *byte);
        }
        Change::Flip(..) => {}
    }
}

fn changed(text: &str, changes: &[Change]) -> String {
    let mut units: Vec<char> = text.chars().collect();
    for change in changes {
        apply(&mut units, change, |sign| sign.chars().collect(), |_, _| {});
    }
    units.into_iter().collect()
}

fn changed_bytes(text: &str, changes: &[Change]) -> Vec<u8> {
    let mut units = text.as_bytes().to_vec();
    for change in changes {
        let flip = |unit: &mut u8, byte| *unit ^= byte;
        apply(&mut units, change, |sign| sign.as_bytes().to_vec(), flip);
    }
    units
}

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
