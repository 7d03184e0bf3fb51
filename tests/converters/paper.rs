//! Where a browser breaks the page into sheets of paper.

use std::fs;
use std::path::Path;

use super::blocks::squeezed;
use super::long;
use super::place::Place;
use super::tools::{call, changed, path_of, print};

/// The sheets that a page is printed on.
fn printed(page: &str, folder: &Path) -> Result<Vec<Vec<String>>, String> {
    let (path, pdf) = (folder.join("printed.html"), folder.join("printed.pdf"));
    fs::write(&path, page).map_err(|error| error.to_string())?;
    print(&path, &pdf, folder)?;
    pages(path_of(&pdf))
}

/// The sheets of a PDF, each as its lines without spaces; the last line is the page's number.
fn pages(pdf: &str) -> Result<Vec<Vec<String>>, String> {
    let text = call("pdftotext", &["-layout", pdf, "-"], "")?;
    let pages = text.trim_end_matches('\u{C}').split('\u{C}');
    let lines = |page: &str| {
        let lines = page.lines().map(squeezed);
        lines.filter(|line| !line.is_empty()).collect()
    };
    Ok(pages.map(lines).collect())
}

/// A sheet with rows of the table has its head, and no sheet ends with a heading.
fn breaks_well(page: &str, folder: &Path) -> Result<(), String> {
    let pages = printed(page, folder)?;
    let mut rows = 0;
    let mut with_rows = 0;
    let mut headings = 0;
    for (nth, lines) in pages.iter().enumerate() {
        let here = lines.iter().filter(|line| line.contains(long::ROW)).count();
        rows += here;
        with_rows += usize::from(here > 0);
        if here > 0 && !lines.iter().any(|line| line.contains(long::HEAD)) {
            return Err(format!("page {} has rows without a head", nth + 1));
        }
        let is_heading = |line: &str| {
            let title = line.trim_start_matches(|c| "（）一二三四五六七八九、".contains(c));
            title.starts_with("做好工作") || title.ends_with("部分工作")
        };
        headings += lines.iter().filter(|line| is_heading(line)).count();
        if let Some(last) = lines.iter().rev().nth(1).filter(|last| is_heading(last)) {
            return Err(format!("page {} ends with the heading {last}", nth + 1));
        }
    }
    if rows < long::ROWS || with_rows < 3 || headings < 32 {
        return Err(format!(
            "{rows} rows on {with_rows} pages, {headings} headings"
        ));
    }
    Ok(())
}

pub fn chromium_breaks_pages_well(place: &Place) -> Result<(), String> {
    let folder = &place.new_folder("chromium_breaks_pages_well")?;
    let page = long::page(folder)?;
    breaks_well(&page, folder)?;
    // In print nothing is dark, and the table of contents is left out.
    let text: Vec<String> = printed(&page, folder)?.concat();
    if text.iter().any(|line| line.contains("目录")) {
        return Err("the table of contents is printed".to_owned());
    }
    for (kept, instead) in [
        ("display: table-header-group", "display: table-row-group"),
        ("break-after: avoid; break-inside: avoid; }\nh2", "}\nh2"),
    ] {
        if breaks_well(&changed(&page, kept, instead)?, folder).is_ok() {
            return Err(format!("it is not seen that {kept} is missing"));
        }
    }
    Ok(())
}

/// The lines of the sheet that the signature stands on.
fn beside_signature(page: &str, folder: &Path) -> Result<Vec<String>, String> {
    let sheets = printed(page, folder)?;
    if sheets.len() != 2 {
        return Err(format!("{} sheets", sheets.len()));
    }
    Ok(sheets[1].clone())
}

pub fn chromium_leaves_no_signature_alone(place: &Place) -> Result<(), String> {
    let folder = &place.new_folder("chromium_leaves_no_signature_alone")?;
    let page = long::page_of_one_sheet(folder)?;
    let lines = beside_signature(&page, folder)?;
    let expected = ["新的学期再努力。", "教导处", "2026年1月22日", "—2—"];
    if lines != expected {
        return Err(format!("on the sheet with the signature: {lines:?}"));
    }
    let kept =
        "break-before: avoid; break-inside: avoid; }\np:has(+ .signature) { break-inside: avoid; }";
    // Word processors take the same from another rule, which browsers know as well.
    let other = ".last, .author { page-break-after: avoid; }";
    let spoilt = changed(&changed(&page, kept, "}")?, other, "")?;
    let lines = beside_signature(&spoilt, folder)?;
    match lines == expected[1..] {
        true => Ok(()),
        false => Err(format!("without the rule, too: {lines:?}")),
    }
}
