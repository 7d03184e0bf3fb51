//! What a telephone shows of the page.

use std::path::Path;

use serde_json::Value;

use super::long;
use super::place::Place;
use super::tools::{browse, changed, found};

/// Tells how a frame as wide as a telephone shows the page.
const MEASURE: &str = r#"</iframe><pre></pre><script>
addEventListener("load", () => {
  const shown = document.querySelector("iframe").contentDocument;
  const all = names => [...shown.querySelectorAll(names)];
  const wide = all(".table").find(frame => frame.scrollWidth > frame.clientWidth);
  const style = getComputedStyle(shown.querySelector("main > p:not([class])"));
  document.querySelector("pre").textContent = "FOUND" + JSON.stringify({
    width: shown.documentElement.scrollWidth,
    size: parseFloat(style.fontSize),
    indent: parseFloat(style.textIndent) / parseFloat(style.fontSize),
    wide: wide ? wide.getAttribute("tabindex") + wide.getAttribute("aria-label") : "",
    lines: all("h1 span").map(part => Math.round(part.offsetHeight / parseFloat(getComputedStyle(part).lineHeight))),
    contents: all("nav a").filter(link => shown.getElementById(link.hash.slice(1))?.textContent === link.textContent).length,
    open: all("nav details[open]").length,
  }) + "END";
});
</script>"#;

/// What a telephone, 390 pixels wide, shows wrongly of a page.
fn wrong_on_a_phone(page: &str, folder: &Path) -> Result<Vec<String>, String> {
    let page = page.replace('&', "&amp;").replace('"', "&quot;");
    let frame = "<iframe style=\"width: 390px; height: 800px; border: 0\" srcdoc=\"";
    let outer = format!("<!DOCTYPE html><html lang=\"zh-CN\">{frame}{page}\">{MEASURE}</html>");
    let shown = browse(&outer, 1280, false, folder)?;
    let told = found(&shown)?;
    let number = |name: &str| told[name].as_f64().unwrap_or(f64::NAN);
    let parts = told["lines"].as_array().map_or(0, Vec::len);
    let is_whole = |line: &Value| line.as_i64() == Some(1);
    let wanted = [
        ("the page is wider", number("width") <= 390.0),
        ("the text is small", number("size") >= 16.0),
        ("no indent of two characters", number("indent") == 2.0),
        (
            "no wide table that the keyboard scrolls",
            told["wide"] == "0表格",
        ),
        (
            "a part of the title is broken",
            parts > 1
                && told["lines"]
                    .as_array()
                    .is_some_and(|lines| lines.iter().all(is_whole)),
        ),
        (
            "the table of contents lacks headings",
            number("contents") >= 30.0,
        ),
        ("the table of contents is open", number("open") == 0.0),
    ];
    let wrong = wanted.into_iter().filter(|(_, holds)| !holds);
    Ok(wrong.map(|(wrong, _)| format!("{wrong}: {told}")).collect())
}

pub fn a_phone_shows_the_page(place: &Place) -> Result<(), String> {
    let folder = &place.new_folder("a_phone_shows_the_page")?;
    let page = long::page(folder)?;
    let wrong = wrong_on_a_phone(&page, folder)?;
    if !wrong.is_empty() {
        return Err(wrong.join("\n"));
    }
    for (kept, instead, seen) in [
        ("overflow-x: auto", "", "the page is wider"),
        ("overflow-wrap: anywhere", "", "the page is wider"),
        (
            "h1 span { display: inline-block; }",
            "h1 span { display: block; width: 3em; }",
            "a part of the title",
        ),
        ("font-size: 18px", "font-size: 12px", "the text is small"),
    ] {
        let wrong = wrong_on_a_phone(&changed(&page, kept, instead)?, folder)?;
        if !wrong.iter().any(|wrong| wrong.starts_with(seen)) {
            return Err(format!("it is not seen that {kept} is missing: {wrong:?}"));
        }
    }
    Ok(())
}
