//! The report as one HTML page with its style inside: a sheet of A4 on screen, the margins of
//! GB/T 9704—2012 in print.

use minijinja::value::Serde;
use minijinja::{AutoEscape, Environment};
use serde::Serialize;

use super::markdown::body;
use crate::markup;
use crate::report::Report;

#[derive(Serialize)]
struct Page<'a> {
    title: String,
    title_parts: &'a [String],
    slogan: Option<&'a str>,
    author: Option<&'a str>,
    date: Option<&'a str>,
    body: String,
    style: &'a str,
}

/// The whole page.
///
/// # Errors
/// An error of the page's template.
pub fn html(report: &Report) -> Result<String, minijinja::Error> {
    let mut environment = Environment::new();
    environment.set_auto_escape_callback(|_| AutoEscape::Html);
    let page = Page {
        title: report.title.concat(),
        title_parts: &report.title,
        slogan: report.slogan.as_deref(),
        author: report.author.as_deref(),
        date: report.date.as_deref(),
        body: with_borders(&markup::html(&body(report).join("\n\n"))),
        style: include_str!("../../templates/page.css"),
    };
    environment.render_named_str(
        "page.html",
        include_str!("../../templates/page.html"),
        Serde(page),
    )
}

/// Word processors take the lines of a table from its attributes, not from the style sheet.
fn with_borders(html: &str) -> String {
    html.replace(
        "<table>",
        "<table border=\"1\" cellspacing=\"0\" cellpadding=\"4\">",
    )
}
