//! PDF files: the words of each page, and where they stand.

use std::path::Path;

use roxmltree::{Document, ParsingOptions};

use super::blocks::squeezed;
use super::place::Place;

/// A word on a page, where it stands in points from the top left.
#[derive(Debug, Clone)]
pub struct Word {
    pub text: String,
    pub left: f64,
    pub top: f64,
    pub right: f64,
    pub bottom: f64,
}

/// A page of a PDF, its words in the order in which they were printed.
#[derive(Debug, Clone)]
pub struct Page {
    pub width: f64,
    pub height: f64,
    pub words: Vec<Word>,
}

/// The pages of a PDF.
pub fn printed(place: &Place, pdf: &Path) -> Result<Vec<Page>, String> {
    let path = pdf.to_str().ok_or("a path in UTF-8")?;
    let boxes = place.call("pdftotext", &["-raw", "-bbox", path, "-"], "")?;
    let options = ParsingOptions {
        allow_dtd: true,
        ..ParsingOptions::default()
    };
    // The title of the page may have characters that no XML has.
    let boxes: String = boxes
        .chars()
        .filter(|c| !c.is_control() || c.is_whitespace())
        .collect();
    let document =
        Document::parse_with_options(&boxes, options).map_err(|error| error.to_string())?;
    let named = |name: &'static str| move |node: &roxmltree::Node| node.tag_name().name() == name;
    let pages = document.descendants().filter(named("page")).map(|page| {
        let words = page.descendants().filter(named("word")).map(|word| Word {
            text: squeezed(word.text().unwrap_or("")),
            left: number(word, "xMin"),
            top: number(word, "yMin"),
            right: number(word, "xMax"),
            bottom: number(word, "yMax"),
        });
        Page {
            width: number(page, "width"),
            height: number(page, "height"),
            words: words.collect(),
        }
    });
    Ok(pages.collect())
}

fn number(node: roxmltree::Node, name: &str) -> f64 {
    let value = node.attribute(name).and_then(|value| value.parse().ok());
    value.unwrap_or(f64::NAN)
}
