//! The charts behind the report: of each the picture, its number and title, the table that it is
//! drawn from, and what is to be said of it.

use minijinja::HtmlEscape;

use super::columns::in_proportion;
use super::picture::Picture;
use crate::markup;
use crate::report::{Appendix, Chart};
use crate::text::markdown::escape;

/// The pictures of all charts, each with the name of its file.
pub fn pictures(appendix: &Appendix) -> impl Iterator<Item = (String, Picture)> {
    numbered(appendix).map(|(number, chart)| (file_name(appendix, number), Picture::of(chart)))
}

/// The file of the picture with this number.
pub(super) fn file_name(appendix: &Appendix, number: usize) -> String {
    format!("{}{number}.png", appendix.stem)
}

/// The charts with their numbers, from 1.
pub(super) fn numbered(appendix: &Appendix) -> impl Iterator<Item = (usize, &Chart)> {
    (1..).zip(&appendix.charts)
}

/// The number and the title of a chart: 图1　各月听课情况.
pub(super) fn caption(appendix: &Appendix, number: usize, chart: &Chart) -> String {
    format!("{}{number}　{}", appendix.label, chart.title)
}

/// The appendix as Markdown; `place` says where the picture with a number is, with `/`.
pub(super) fn markdown(
    appendix: &Appendix,
    place: &dyn Fn(&Appendix, usize) -> String,
) -> Vec<String> {
    let mut blocks = Vec::new();
    for (number, chart) in numbered(appendix) {
        if blocks.is_empty() {
            blocks.push(format!("## {}", escape(&appendix.title)));
        }
        let caption = escape(&caption(appendix, number, chart));
        let address = address(&place(appendix, number));
        blocks.push(format!("![{caption}](<{address}>)"));
        blocks.push(in_proportion(&chart.table));
        blocks.extend(chart.notes.iter().cloned());
    }
    blocks
}

/// The address of a picture. What ends an address in Markdown or HTML is written in another way.
fn address(place: &str) -> String {
    let mut address = String::new();
    for c in place.chars() {
        match c {
            ' ' | '<' | '>' | '%' | '#' | '?' | '\\' | '"' | '&' => {
                address.push_str(&format!("%{:02X}", u32::from(c)));
            }
            _ => address.push(c),
        }
    }
    address
}

/// The appendix as HTML; its pictures are in it, or in `folder`.
pub(super) fn html(appendix: &Appendix, folder: Option<&str>) -> String {
    let mut html = String::new();
    for (number, chart) in numbered(appendix) {
        if html.is_empty() {
            let title = HtmlEscape(&appendix.title);
            html.push_str(&format!("<h2 id=\"appendix\">{title}</h2>\n"));
        }
        let place = folder.map(|folder| format!("{folder}/{}", file_name(appendix, number)));
        let address = place.as_deref().map(address);
        let caption = caption(appendix, number, chart);
        html.push_str(&figure(chart, number, &caption, address.as_deref()));
        let below = std::iter::once(&chart.table).chain(&chart.notes);
        below.for_each(|block| html.push_str(&markup::html(block)));
    }
    html
}

/// A picture with its caption.
fn figure(chart: &Chart, number: usize, caption: &str, address: Option<&str>) -> String {
    let picture = Picture::of(chart);
    let (caption, about) = (HtmlEscape(caption), HtmlEscape(&chart.about));
    let picture = match address {
        Some(address) => {
            let (width, height) = picture.size();
            let address = HtmlEscape(address);
            format!(r#"<img src="{address}" width="{width}" height="{height}" alt="{about}">"#)
        }
        None => picture.svg(
            &format!(r#"role="img" aria-labelledby="t{number} d{number}""#),
            &format!(
                r#"<title id="t{number}">{caption}</title><desc id="d{number}">{about}</desc>"#
            ),
        ),
    };
    format!(
        "<figure>\n<p class=\"picture\">{picture}</p>\n<figcaption><p class=\"caption\">{caption}</p></figcaption>\n</figure>\n"
    )
}
