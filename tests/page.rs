//! The pages of the examples as files: small, and whole without any other.

mod common;

use std::fs;

use common::{none_wrong, root};

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
