//! What a browser prints of the page, and what it does with one that is watched.

use std::fs;
use std::path::Path;

use summarize::render;

use super::paper::pages;
use super::tools::{call, has_all_pieces, path_of, report};

/// A4 in points, and how far the empty half of a mark at the end of a line may stick out.
const A4: (f64, f64) = (595.0, 842.0);
const SLACK: f64 = 9.0;

/// The boxes of glyphs in tall fonts are higher than their lines.
const LINE: f64 = 24.0;

pub fn chromium_prints_a4_with_nothing_cut(folder: &Path) -> Result<(), String> {
    let page = folder.join("term.html");
    fs::write(&page, report("html")).map_err(|error| error.to_string())?;
    let pdf = folder.join("term.pdf");
    let profile = format!("--user-data-dir={}/profile", folder.display());
    let target = format!("--print-to-pdf={}", pdf.display());
    let arguments = [
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-background-networking",
        "--no-pdf-header-footer",
        &profile,
        &target,
        path_of(&page),
    ];
    call("chromium", &arguments, "")?;
    let info = call("pdfinfo", &[path_of(&pdf)], "")?;
    if !info.contains("(A4)") {
        return Err(format!("not A4:\n{info}"));
    }
    // Left 28 mm, right 26 mm, top 37 mm, bottom 35 mm.
    let mm = 72.0 / 25.4;
    let boxes = call("pdftotext", &["-bbox", path_of(&pdf), "-"], "")?;
    for line in boxes
        .lines()
        .filter(|line| line.trim_start().starts_with("<word"))
    {
        let at = |name: &str| -> f64 {
            let value = line
                .split(&format!("{name}=\""))
                .nth(1)
                .and_then(|rest| rest.split('"').next());
            value
                .and_then(|value| value.parse().ok())
                .unwrap_or(f64::NAN)
        };
        // The page's number, 7 mm below the text.
        if at("yMin") > A4.1 - 35.0 * mm && at("yMax") < A4.1 - 10.0 * mm {
            continue;
        }
        let inside = at("xMin") >= 28.0 * mm - SLACK
            && at("xMax") <= A4.0 - 26.0 * mm + SLACK
            && at("yMin") >= 37.0 * mm - LINE
            && at("yMax") <= A4.1 - 35.0 * mm + LINE;
        if !inside {
            return Err(format!("outside the text area: {line}"));
        }
    }
    let mut text = String::new();
    for (nth, page) in pages(path_of(&pdf))?.iter().enumerate() {
        let number = format!("—{}—", nth + 1);
        let Some((_, lines)) = page.split_last().filter(|(last, _)| **last == number) else {
            return Err(format!("page {} has not its number", nth + 1));
        };
        // What is broken over two pages is whole without the number between them.
        text.extend(lines.iter().map(String::as_str));
    }
    has_all_pieces(&text)
}

/// A page says how it was loaded. Where the stamp is another when it looks at itself from a frame,
/// it has been loaded anew; where it is the same, it has not.
pub fn chromium_loads_a_watched_page_anew_when_it_has_changed(folder: &Path) -> Result<(), String> {
    const PAGE: &str = "<!DOCTYPE html><html><body><p></p><script>\
        document.querySelector('p').textContent = performance.getEntriesByType('navigation')[0].type;\
        </script></body></html>";
    // Once: a page that goes on and on is never shown.
    const CHANGED: &str =
        "\" + (parent === window && document.querySelector('p').textContent === 'navigate') + \"";
    let profile = format!("--user-data-dir={}/profile", folder.display());
    for (stamp, expected) in [("0123", "<p>navigate</p>"), (CHANGED, "<p>reload</p>")] {
        let file = folder.join("总结 1#.html");
        fs::write(&file, render::live(PAGE, stamp)).map_err(|error| error.to_string())?;
        let address = format!("file://{}/总结 1%23.html", folder.display());
        let arguments = [
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-background-networking",
            "--virtual-time-budget=3500",
            &profile,
            "--dump-dom",
            &address,
        ];
        let shown = call("chromium", &arguments, "")?;
        if !shown.contains(expected) {
            return Err(format!("{expected} is not in what it shows:\n{shown}"));
        }
    }
    Ok(())
}
