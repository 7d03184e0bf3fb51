//! What several tests use.

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

use serde_json::Value;

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

/// Runs a converter with `input` on standard input.
pub fn call(tool: &str, arguments: &[&str], input: &str) -> Result<String, String> {
    run(Command::new(tool).args(arguments), input)
}

/// Runs a command with `input` on standard input; what it writes is text.
pub fn run(command: &mut Command, input: &str) -> Result<String, String> {
    let tool = command.get_program().to_string_lossy().into_owned();
    let explain = |error| format!("{tool}: {error}");
    let mut child = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(explain)?;
    let mut stdin = child.stdin.take().ok_or("no standard input")?;
    stdin.write_all(input.as_bytes()).map_err(explain)?;
    drop(stdin);
    let output = child.wait_with_output().map_err(explain)?;
    if !output.status.success() {
        let said = String::from_utf8_lossy(&output.stderr);
        return Err(format!("{tool}: {said}"));
    }
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

/// Runs Chromium with a profile in `folder`.
pub fn chromium(folder: &Path, arguments: &[&str]) -> Result<String, String> {
    let usual = [
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-background-networking",
        &format!("--user-data-dir={}/browser", folder.display()),
    ];
    call("chromium", &[&usual, arguments].concat(), "")
}

/// Prints a page into a PDF.
pub fn print(page: &Path, pdf: &Path, folder: &Path) -> Result<(), String> {
    let target = format!("--print-to-pdf={}", pdf.display());
    let arguments = ["--no-pdf-header-footer", &target, path_of(page)];
    chromium(folder, &arguments).map(drop)
}

/// What a script has written into a page, between FOUND and END.
pub fn found(shown: &str) -> Result<Value, String> {
    let told = shown
        .rsplit_once("FOUND{")
        .and_then(|(_, rest)| rest.split_once("}END"))
        .ok_or("the script did not come to its end")?;
    let told = unescape(&format!("{{{}}}", told.0));
    serde_json::from_str(&told).map_err(|error| error.to_string())
}

/// `text` with `instead` in the first place of `what`, which must be there.
pub fn changed(text: &str, what: &str, instead: &str) -> Result<String, String> {
    match text.contains(what) {
        true => Ok(text.replacen(what, instead, 1)),
        false => Err(format!("there is no {what} in the page")),
    }
}

/// The elements of a page after Chromium has opened it in a window so wide and run its scripts to
/// their end.
pub fn browse(page: &str, width: u32, is_dark: bool, folder: &Path) -> Result<String, String> {
    let path = folder.join("browsed.html");
    fs::write(&path, page).map_err(|error| error.to_string())?;
    // 0 is dark, 1 is light.
    let colours = u8::from(!is_dark);
    let arguments = [
        &format!("--blink-settings=preferredColorScheme={colours}"),
        &format!("--window-size={width},900"),
        // Not a time that passes, but how far the clock of the page goes on at most.
        "--virtual-time-budget=600000",
        "--dump-dom",
        path_of(&path),
    ];
    chromium(folder, &arguments)
}
