//! The report as one HTML page with its style inside: a sheet of A4 on screen, the margins of
//! GB/T 9704—2012 in print.

use minijinja::value::Serde;
use minijinja::{AutoEscape, Environment, UndefinedBehavior};
use serde::Serialize;

use super::appendix;
use super::markdown::body;
use super::structure::{with_attributes, with_ids, with_last};
use crate::diagnostic::{Diagnostic, Place};
use crate::markup;
use crate::report::Report;
use crate::wording::{Templates, explain};

/// The template of the page.
const PAGE: &str = "page.html";

/// How much work it may do; the body itself is a part of it (64 bytes each).
const FUEL: u64 = 5_000_000;

/// Where the charts stand in it.
const APPENDIX: &str = "appendix";

/// What it may name.
const NAMES: &[&str] = &[
    APPENDIX,
    "author",
    "body",
    "date",
    "slogan",
    "style",
    "title",
    "title_parts",
];

#[derive(Serialize)]
struct Page<'a> {
    title: String,
    title_parts: &'a [String],
    slogan: Option<&'a str>,
    author: Option<&'a str>,
    date: Option<&'a str>,
    body: String,
    appendix: Option<String>,
    style: &'a str,
}

/// The whole page, by the templates `page.html` and `page.css`.
///
/// The pictures of its charts are in the page, or in `folder`, an address with `/`.
///
/// # Errors
/// A [`Diagnostic`] if the template of the page is wrong.
pub fn html(
    report: &Report,
    templates: &Templates,
    folder: Option<&str>,
) -> Result<String, Diagnostic> {
    let text = |name| templates.get(name).map_or("", |template| &template.text);
    let mut environment = Environment::new();
    environment.set_auto_escape_callback(|_| AutoEscape::Html);
    let charts = report.charts.as_ref();
    let charts = charts.filter(|charts| !charts.charts.is_empty());
    if charts.is_some() && !text(PAGE).contains(APPENDIX) {
        return Err(no_place_for_charts(templates));
    }
    let html = with_attributes(&with_ids(&markup::html(&body(report).join("\n\n"))));
    let page = Page {
        title: report.title.concat(),
        title_parts: &report.title,
        slogan: report.slogan.as_deref(),
        author: report.author.as_deref(),
        date: report.date.as_deref(),
        body: match report.author.is_some() || report.date.is_some() {
            true => with_last(&html),
            false => html,
        },
        appendix: charts.map(|charts| with_attributes(&appendix::html(charts, folder))),
        style: text("page.css"),
    };
    environment.set_debug(true);
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    environment.set_fuel(Some(FUEL));
    environment.remove_global("namespace");
    environment
        .render_named_str(PAGE, text(PAGE), Serde(page))
        .map_err(|error| explain(&error, PAGE, templates, NAMES))
}

/// What is said of a page of a user's own that would lose the charts.
fn no_place_for_charts(templates: &Templates) -> Diagnostic {
    let template = templates.get(PAGE);
    let (path, text) = template.map_or((PAGE, ""), |page| (&page.path, &page.text));
    let place = Place::new(0, path.into(), text, 1, 0..0);
    Diagnostic::error(place, "页面模板里没有放图表的地方").hint(
        "在 </main> 的前面加一行 {% if appendix %}<section class=\"appendix\">{{ appendix|safe }}</section>{% endif %}，或去掉 --charts",
    )
}
