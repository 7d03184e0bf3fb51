//! The pages of the examples as files: small, and whole without any other.

mod common;

use std::fs;

use common::{none_wrong, root, run, stderr, stdout};

/// More than this no page without pictures needs.
const LARGEST: usize = 60_000;

/// What begins an address, or an element or a rule that has one.
const ADDRESSES: [&str; 9] = [
    "://", "url(", "@import", "src=", "srcset=", "href=", "<link", "<base", "data:",
];

/// What is wrong with a page.
fn wrong_with(page: &str) -> Vec<String> {
    let mut wrong: Vec<String> = ADDRESSES
        .into_iter()
        .filter(|address| page.contains(address))
        .map(|address| format!("it has {address}"))
        .collect();
    if page.len() > LARGEST {
        wrong.push(format!("it has {} bytes", page.len()));
    }
    wrong
}

#[test]
fn pages_are_small_and_name_no_other_file() {
    let mut wrong = Vec::new();
    let mut seen = 0;
    for entry in fs::read_dir(root().join("examples")).expect("the examples") {
        let path = entry.expect("an example").path();
        if path.extension().is_some_and(|ending| ending == "html") {
            seen += 1;
            let page = fs::read_to_string(&path).expect("a page");
            let found = wrong_with(&page).into_iter();
            wrong.extend(found.map(|found| format!("{}: {found}", path.display())));
        }
    }
    assert!(seen >= 3, "only {seen} pages");
    none_wrong(&wrong);
}

#[test]
fn a_page_that_names_another_file_is_refused() {
    assert_eq!(wrong_with("<p>正文</p>"), [""; 0]);
    for page in [
        "<img src=a.png>",
        "<style>@import 'a.css'</style>",
        "<style>p { background: url(a.png) }</style>",
        "<link rel=stylesheet>",
        "<a href=\"https://example.com\">",
    ] {
        assert_ne!(wrong_with(page), [""; 0], "{page}");
    }
    assert_eq!(wrong_with(&"字".repeat(20_001)), ["it has 60003 bytes"]);
}

#[test]
fn an_older_page_of_ones_own_still_works() {
    let folder = tempfile::tempdir().expect("a folder");
    let page = "<title>{{ title }}</title><style>{{ style|safe }}</style><h1>{{ title_parts|join }}</h1>\
                {{ body|safe }}<div class=\"signature\"><p>{{ author }}</p></div>";
    fs::write(folder.path().join("page.html"), page).expect("a template");
    let log = root().join("examples/minimal.toml");
    let log = log.to_str().expect("a path");
    let arguments = [log, "-q", "-f", "html", "--templates", "."];
    let output = run(folder.path(), &arguments);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    let shown = stdout(&output);
    assert!(shown.contains("<h2 id=\"s1\">一、主要措施</h2>"), "{shown}");
    assert!(!shown.contains("<script"), "{shown}");
}
