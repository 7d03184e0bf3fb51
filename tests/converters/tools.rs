//! What several tests use.

use std::fs;
use std::path::Path;

use super::common::root;

/// The report of the example, as it is kept.
pub fn report(ending: &str) -> String {
    fs::read_to_string(root().join("examples").join(format!("term.{ending}"))).expect("an example")
}

/// A path as an argument.
pub fn path_of(path: &Path) -> &str {
    path.to_str().expect("a path in UTF-8")
}

/// `html` with the characters that its entities stand for.
pub fn unescape(html: &str) -> String {
    html.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&#39;", "'")
        .replace("&amp;", "&")
}
