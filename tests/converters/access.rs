//! What a browser finds in the page: what axe-core, the checker of accessibility, objects to, and
//! what the page asks of the network.
//!
//! axe-core is the file that `SUMMARIZE_AXE_CORE` names, `axe.min.js` of its npm package.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

use super::common::root;
use super::long;
use super::place::Place;
use super::tools::{browse, call, changed, found, path_of};

/// The file of axe-core, if it is there.
pub fn axe_core() -> Option<PathBuf> {
    let path = PathBuf::from(std::env::var_os("SUMMARIZE_AXE_CORE")?);
    path.is_file().then_some(path)
}

/// The pages that are looked at: those of the examples, one with charts and one with everything.
fn pages(folder: &Path) -> Result<Vec<(&'static str, String)>, String> {
    let term = root().join("examples/term.toml");
    let program = env!("CARGO_BIN_EXE_summarize");
    let charts = [path_of(&term), "-q", "--charts", "-f", "html"];
    let mut pages = vec![
        ("long", long::page(folder)?),
        ("charts", call(program, &charts, "")?),
    ];
    for name in ["term", "group", "minimal"] {
        let path = root().join("examples").join(format!("{name}.html"));
        let page = fs::read_to_string(path).map_err(|error| error.to_string())?;
        pages.push((name, page));
    }
    Ok(pages)
}

/// Carries out the check and writes what it found into the page.
const CHECK: &str = r#"<script>axe.run().then(found => {
  const told = document.createElement("pre");
  const ids = rules => rules.map(rule => rule.id);
  told.textContent = "FOUND" + JSON.stringify({
    violations: found.violations.map(rule => rule.id + ": " + rule.nodes[0].failureSummary + " " + rule.nodes[0].html),
    passes: ids(found.passes),
    dark: matchMedia("(prefers-color-scheme: dark)").matches,
  }) + "END";
  document.body.append(told);
});</script>"#;

/// What axe-core objects to in a page.
fn objections(page: &str, width: u32, is_dark: bool, folder: &Path) -> Result<Vec<String>, String> {
    let path = axe_core().ok_or("no axe-core")?;
    let axe = fs::read_to_string(path).map_err(|error| error.to_string())?;
    let script = format!("<script>{axe}</script>{CHECK}</body>");
    let checked = changed(page, "</body>", &script)?;
    let shown = browse(&checked, width, is_dark, folder)?;
    let told = found(&shown)?;
    let list = |name: &str| -> Vec<String> {
        let texts = told[name].as_array().into_iter().flatten();
        texts.filter_map(Value::as_str).map(str::to_owned).collect()
    };
    if told["dark"].as_bool() != Some(is_dark) {
        return Err("the page was looked at in the other colours".to_owned());
    }
    let mut objections = list("violations");
    // What did not apply would not have been refused either.
    let passes = list("passes");
    for rule in ["color-contrast", "heading-order", "html-has-lang", "region"] {
        let is_refused = objections
            .iter()
            .any(|objection| objection.starts_with(rule));
        if !is_refused && !passes.iter().any(|passed| passed == rule) {
            objections.push(format!("{rule}: was not checked"));
        }
    }
    Ok(objections)
}

pub fn pages_are_accessible(place: &Place) -> Result<(), String> {
    let folder = &place.new_folder("pages_are_accessible")?;
    let mut wrong = Vec::new();
    for (name, page) in pages(folder)? {
        for is_dark in [false, true] {
            // The window of a browser, and about the narrowest that it opens.
            for width in if name == "long" {
                vec![1280, 520]
            } else {
                vec![1280]
            } {
                for objection in objections(&page, width, is_dark, folder)? {
                    wrong.push(format!("{name}, {width} wide, dark {is_dark}: {objection}"));
                }
            }
        }
    }
    match wrong.is_empty() {
        true => Ok(()),
        false => Err(wrong.join("\n")),
    }
}

/// What is broken in a page, whether it is seen in the dark only, and the rule that refuses it.
const BROKEN: [(&str, &str, bool, &str); 5] = [
    (" lang=\"zh-CN\"", "", false, "html-has-lang"),
    ("--ink: #111", "--ink: #bbb", false, "color-contrast"),
    ("--ink: #dedbd4", "--ink: #555", true, "color-contrast"),
    (" aria-level=\"3\"", "", false, "heading-order"),
    (
        "<h1>",
        "<h1 role=\"presentation\">",
        false,
        "page-has-heading-one",
    ),
];

pub fn broken_pages_are_refused(place: &Place) -> Result<(), String> {
    let folder = &place.new_folder("broken_pages_are_refused")?;
    let page = long::page(folder)?;
    for (text, instead, is_dark, rule) in BROKEN {
        let broken = changed(&page, text, instead)?;
        let found = objections(&broken, 1280, is_dark, folder)?;
        if !found.iter().any(|objection| objection.starts_with(rule)) {
            return Err(format!("{instead} for {text} passes: {found:?}"));
        }
    }
    Ok(())
}

/// Forbids the page to ask for anything, and writes into it what it asked for all the same.
const FORBID: &str = r#"<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'">
<script>
addEventListener("securitypolicyviolation", event => {
  document.documentElement.setAttribute("data-asked", event.blockedURI);
});
</script>
<title>"#;

/// Whether a page asks for anything.
fn asks(page: &str, folder: &Path) -> Result<bool, String> {
    let forbidden = changed(page, "<title>", FORBID)?;
    let shown = browse(&forbidden, 1280, false, folder)?;
    if !shown.contains("<nav") {
        return Err("the script of the page did not run".to_owned());
    }
    Ok(shown.contains("data-asked=\""))
}

pub fn pages_ask_for_nothing(place: &Place) -> Result<(), String> {
    let folder = &place.new_folder("pages_ask_for_nothing")?;
    for (name, page) in pages(folder)? {
        if asks(&page, folder)? {
            return Err(format!("{name} asks for something"));
        }
    }
    let page = long::page(folder)?;
    for (text, instead) in [
        (
            "<main>",
            "<main><img alt=\"\" src=\"https://example.com/a.png\">",
        ),
        (
            "<style>",
            "<style>@import url(\"https://example.com/a.css\");",
        ),
        (
            "<script>",
            "<script>fetch(\"https://example.com/a\").catch(() => {});",
        ),
    ] {
        if !asks(&changed(&page, text, instead)?, folder)? {
            return Err(format!("it is not seen that a page with {instead} asks"));
        }
    }
    Ok(())
}
