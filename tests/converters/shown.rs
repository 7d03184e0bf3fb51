//! What pandoc and a browser show of troublesome strings in every plain field.

use std::fs;

use summarize::render;
use summarize::report::Report;
use summarize::wording::Templates;

use super::fields::{Trouble, troublesome};
use super::place::Place;
use super::tools::path_of;

/// What stands between two reports in one document.
const BETWEEN: &str = "此处是下一份报告";

/// The reports of many strings as `made` makes them, in one document.
fn in_one(list: &[Trouble], made: impl Fn(&Trouble) -> String) -> String {
    let reports: Vec<String> = list.iter().map(made).collect();
    reports.join(&format!("\n\n{BETWEEN}\n\n"))
}

/// Compares what a converter shows of the reports of many strings with what it shows of the same
/// reports with a harmless word.
fn all_as_typed(list: &[Trouble], shown: &str, harmless: &str) -> Result<(), String> {
    let shown: Vec<&str> = shown.split(BETWEEN).collect();
    let harmless: Vec<&str> = harmless.split(BETWEEN).collect();
    if shown.len() != list.len() || harmless.len() != list.len() {
        return Err(format!(
            "{} reports out of {} are shown",
            shown.len(),
            list.len()
        ));
    }
    let pairs = list.iter().zip(shown.iter().zip(&harmless));
    let wrong: Vec<String> = pairs
        .filter_map(|(trouble, (shown, harmless))| trouble.differs(shown, harmless))
        .collect();
    match wrong.is_empty() {
        true => Ok(()),
        false => Err(wrong.join("\n")),
    }
}

pub fn pandoc_shows_plain_fields_as_typed(place: &Place) -> Result<(), String> {
    let list = troublesome();
    let typed = in_one(&list, |one| render::markdown(&one.report(), "."));
    let harmless = in_one(&list, |one| render::markdown(&one.harmless(), "."));
    for reader in [
        "markdown-auto_identifiers",
        "gfm-gfm_auto_identifiers",
        "commonmark",
    ] {
        let html = |markdown: &str| {
            let arguments = ["-f", reader, "-t", "html", "--wrap=none"];
            let html = place.call("pandoc", &arguments, markdown);
            html.map(|html| without_widths(&html))
        };
        let compared = all_as_typed(&list, &html(&typed)?, &html(&harmless)?);
        compared.map_err(|wrong| format!("{reader}:\n{wrong}"))?;
    }
    Ok(())
}

/// Without its tables this reader shows the line below their head, which has more dashes the wider
/// a column is.
fn without_widths(html: &str) -> String {
    let is_rule = |piece: &str| piece.contains("------") && piece.chars().all(|c| ":-".contains(c));
    let pieces = html.split('|');
    let pieces = pieces.map(|piece| if is_rule(piece) { "-" } else { piece });
    pieces.collect::<Vec<_>>().join("|")
}

/// The pages of many strings as one: the head of the first, what stands in the bodies of all.
fn pages_in_one(list: &[Trouble], report: impl Fn(&Trouble) -> Report) -> Result<String, String> {
    let mut all = String::new();
    for trouble in list {
        let page = render::html(&report(trouble), &Templates::default(), None)
            .map_err(|wrong| wrong.message)?;
        let (head, body) = page.split_once("<main>").ok_or("no body")?;
        let (body, _) = body.rsplit_once("</main>").ok_or("no end")?;
        match all.is_empty() {
            true => all.push_str(head),
            false => all.push_str(BETWEEN),
        }
        all.push_str(&format!("<main>{body}</main>"));
    }
    Ok(all + "</body></html>")
}

/// A script that ran would have changed the page, and whatever asks for another file is an
/// element that the page with the harmless word has not.
pub fn chromium_shows_plain_fields_as_typed(place: &Place) -> Result<(), String> {
    let mut list = troublesome();
    // The title of the page is that of the first.
    let title = list.iter().position(|one| one.text.contains("</title>"));
    list.swap(0, title.ok_or("no string that ends a title")?);
    let profile = format!("--user-data-dir={}/profile", place.folder().display());
    let dom = |name: &str, html: String| {
        let page = place.folder().join(name);
        fs::write(&page, html).map_err(|error| error.to_string())?;
        let arguments = [
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-background-networking",
            &profile,
            "--dump-dom",
            path_of(&page),
        ];
        place.call("chromium", &arguments, "")
    };
    let shown = dom("typed.html", pages_in_one(&list, Trouble::report)?)?;
    let harmless = dom("harmless.html", pages_in_one(&list, Trouble::harmless)?)?;
    all_as_typed(&list, &shown, &harmless)
}
