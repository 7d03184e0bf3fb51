//! Whatever stands in a plain field is read as it was typed, in Markdown and in HTML: no markup
//! comes of it, no link, no element. `converters/` asks pandoc and a browser the same.

mod common;
#[path = "common/fields.rs"]
mod fields;
#[path = "common/page.rs"]
mod page;

use std::cell::RefCell;
use std::collections::HashMap;

use common::none_wrong;
use comrak::{Options, markdown_to_html};
use fields::{Takers, Trouble, WORD, troublesome};
use proptest::prelude::*;
use proptest::test_runner::TestRunner;
use summarize::render;
use summarize::report::Report;
use summarize::wording::Templates;

/// The Markdown of `report` as HTML, read with everything that readers of Markdown may know.
fn read(report: &Report) -> String {
    let mut options = Options::default();
    let known = &mut options.extension;
    known.strikethrough = true;
    known.table = true;
    known.autolink = true;
    known.tasklist = true;
    known.superscript = true;
    known.subscript = true;
    known.footnotes = true;
    known.description_lists = true;
    known.math_dollars = true;
    known.math_code = true;
    known.wikilinks_title_after_pipe = true;
    known.spoiler = true;
    known.alerts = true;
    known.cjk_friendly_emphasis = true;
    markdown_to_html(&render::markdown(report, "."), &options)
}

fn page(report: &Report) -> String {
    render::html(report, &Templates::default(), None).expect("a page")
}

/// What is wrong with how strings are shown. What is shown of a harmless word is found out once
/// for all of them that stand in the same fields.
#[derive(Default)]
struct Judge {
    harmless: HashMap<Takers, (String, String)>,
}

impl Judge {
    fn wrong(&mut self, trouble: &Trouble) -> Option<String> {
        let both = |report: &Report| (read(report), page(report));
        let harmless = self.harmless.entry(trouble.takers);
        let (harmless_read, harmless_page) = harmless.or_insert_with(|| both(&trouble.harmless()));
        let (read, page) = both(&trouble.report());
        let in_markdown = trouble.differs(&read, harmless_read);
        let in_html = || trouble.differs(&page, harmless_page);
        in_markdown
            .map(|wrong| format!("Markdown: {wrong}"))
            .or_else(|| in_html().map(|wrong| format!("HTML: {wrong}")))
    }
}

#[test]
fn troublesome_strings_are_shown_as_typed() {
    let list = troublesome();
    assert!(list.len() > 150, "only {} strings", list.len());
    let shown = read(&list[0].harmless()).matches(WORD).count();
    assert!(shown > 70, "the report has only {shown} of the fields");
    let mut judge = Judge::default();
    let wrong: Vec<String> = list.iter().filter_map(|one| judge.wrong(one)).collect();
    none_wrong(&wrong);
}

/// Strings made of what Markdown, HTML and templates know, of Chinese and of anything.
fn pieces() -> impl Strategy<Value = String> {
    let signs = prop::sample::select(vec![
        "*",
        "_",
        "`",
        "#",
        ">",
        "-",
        "+",
        "1.",
        "1)",
        "(1)",
        "[",
        "]",
        "(",
        ")",
        "!",
        "|",
        "~",
        "^",
        "$",
        ":",
        "=",
        "\\",
        "&",
        "<",
        ">",
        " ",
        "  ",
        "'",
        "\"",
        "@",
        "%",
        "{",
        "}",
        ".",
        ",",
        ";",
        "/",
        "www.",
        "http://",
        "mailto:",
        "a@b.cn",
        "&amp;",
        "&#42;",
        "<b>",
        "</p>",
        "<!--",
        "-->",
        "[^1]",
        "[x]",
        "![a](b)",
        "[a](b)",
        "{.a}",
        ":a:",
        "::: a",
        "$$",
        "---",
        "...",
        "“",
        "”",
        "‘",
        "’",
        "《",
        "》",
        "。",
        "，",
        "：",
        "；",
        "、",
        "！",
        "？",
        "（",
        "）",
        "\u{202E}",
        "\u{200F}",
        "e\u{301}",
        "\u{1F600}",
        "\u{3000}",
        "\u{A0}",
        "𠮷",
    ]);
    let piece = prop_oneof![
        4 => signs.prop_map(str::to_owned),
        1 => "[a-z0-9]{1,3}",
        1 => "\\PC",
    ];
    prop::collection::vec(piece, 1..8).prop_map(|pieces| pieces.concat())
}

/// How many strings are tried, if `PROPTEST_CASES` does not say.
const CASES: u32 = 64;

#[test]
fn any_string_is_shown_as_typed() {
    let config = match std::env::var_os("PROPTEST_CASES") {
        Some(_) => ProptestConfig::default(),
        None => ProptestConfig::with_cases(CASES),
    };
    let judge = RefCell::new(Judge::default());
    let mut runner = TestRunner::new(ProptestConfig {
        failure_persistence: None,
        ..config
    });
    let tried = runner.run(&pieces(), |text| {
        let trouble = Trouble::new(&text);
        let wrong = trouble.and_then(|trouble| judge.borrow_mut().wrong(&trouble));
        prop_assert!(wrong.is_none(), "{}", wrong.unwrap_or_default());
        Ok(())
    });
    tried.expect("strings are shown as typed");
}
