//! What the tests call converters with, and what they compare texts with.

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

use super::common::root;

pub fn is_there(tool: &str) -> bool {
    let asked = if tool.starts_with("pdf") {
        "-v"
    } else {
        "--version"
    };
    let call = Command::new(tool)
        .arg(asked)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status();
    call.is_ok()
}

/// Runs a converter with `input` on standard input.
pub fn call(tool: &str, arguments: &[&str], input: &str) -> Result<String, String> {
    let mut child = Command::new(tool)
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(|error| format!("{tool}: {error}"))?;
    let mut stdin = child.stdin.take().ok_or("no standard input")?;
    stdin
        .write_all(input.as_bytes())
        .map_err(|error| format!("{tool}: {error}"))?;
    drop(stdin);
    let output = child
        .wait_with_output()
        .map_err(|error| format!("{tool}: {error}"))?;
    if !output.status.success() {
        return Err(format!(
            "{tool}: {}",
            String::from_utf8_lossy(&output.stderr)
        ));
    }
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

pub fn report(ending: &str) -> String {
    fs::read_to_string(root().join("examples").join(format!("term.{ending}"))).expect("an example")
}

pub fn path_of(path: &Path) -> &str {
    path.to_str().expect("a path in UTF-8")
}

/// A text without spaces.
pub fn squeezed(text: &str) -> String {
    text.split_whitespace().collect()
}

/// The paragraphs and cells of the report as a reader sees them, without spaces.
fn pieces() -> Result<Vec<String>, String> {
    let html = call(
        "pandoc",
        &["-f", "gfm", "-t", "html", "--wrap=none"],
        &report("md"),
    )?;
    let mut pieces = Vec::new();
    for piece in html.split(['<', '>']).skip(2).step_by(2) {
        let text = squeezed(&unescape(piece));
        if !text.is_empty() {
            pieces.push(text);
        }
    }
    Ok(pieces)
}

pub fn unescape(html: &str) -> String {
    html.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&#39;", "'")
        .replace("&amp;", "&")
}

/// Every piece of the report must stand in `text`.
pub fn has_all_pieces(text: &str) -> Result<(), String> {
    let text = squeezed(text);
    let pieces = pieces()?;
    assert!(
        pieces.len() > 80,
        "the report has only {} pieces",
        pieces.len()
    );
    match pieces.iter().find(|piece| !text.contains(piece.as_str())) {
        None => Ok(()),
        Some(lost) => Err(format!("lost: {lost}")),
    }
}
