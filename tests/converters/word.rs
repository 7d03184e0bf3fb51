//! The Word documents that pandoc makes: their text and their layout.

use std::fs;
use std::io::Read;
use std::path::Path;

use super::common::root;
use super::tools::{call, has_all_pieces, path_of, report, unescape};

pub fn word_document_has_the_whole_text(folder: &Path) -> Result<(), String> {
    let docx = folder.join("term.docx");
    call(
        "pandoc",
        &[
            "-f",
            "gfm",
            "--shift-heading-level-by=-1",
            "-o",
            path_of(&docx),
        ],
        &report("md"),
    )?;
    let text = call(
        "pandoc",
        &[
            "-f",
            "docx",
            "-t",
            "html",
            "--wrap=none",
            "-s",
            path_of(&docx),
        ],
        "",
    )?;
    let bare: String = text
        .split('<')
        .map(|piece| piece.split_once('>').map_or(piece, |(_, text)| text))
        .collect();
    has_all_pieces(&unescape(&bare))
}

/// The text of one part of a Word document.
pub fn part_of(docx: &Path, name: &str) -> Result<String, String> {
    let explain = |error: &dyn std::fmt::Display| format!("{}: {error}", docx.display());
    let file = fs::File::open(docx).map_err(|error| explain(&error))?;
    let mut package = zip::ZipArchive::new(file).map_err(|error| explain(&error))?;
    let mut part = package.by_name(name).map_err(|error| explain(&error))?;
    let mut text = String::new();
    part.read_to_string(&mut text)
        .map_err(|error| explain(&error))?;
    Ok(text)
}

/// The value of an attribute in the first element of this name.
pub fn attribute<'a>(xml: &'a str, element: &str, name: &str) -> Option<&'a str> {
    let inside = xml
        .split(&format!("<{element} "))
        .nth(1)?
        .split('>')
        .next()?;
    inside
        .split(&format!("{name}=\""))
        .nth(1)?
        .split('"')
        .next()
}

/// The page in twentieths of a point: A4, top 37 mm, bottom 35, left 28, right 26 (GB/T 9704—2012).
const PAGE: [(&str, &str, &str); 6] = [
    ("w:pgSz", "w:w", "11906"),
    ("w:pgSz", "w:h", "16838"),
    ("w:pgMar", "w:top", "2098"),
    ("w:pgMar", "w:bottom", "1984"),
    ("w:pgMar", "w:left", "1588"),
    ("w:pgMar", "w:right", "1474"),
];

/// The font and the size of each style, in half points where it has one of its own.
const STYLES: [(&str, &str, &str); 6] = [
    ("Title", "方正小标宋简体", "44"),
    ("Heading1", "黑体", ""),
    ("Heading2", "楷体", ""),
    ("Heading3", "仿宋", ""),
    ("Footer", "宋体", "28"),
    ("Slogan", "楷体", ""),
];

pub fn word_document_is_laid_out_as_the_standard_says(folder: &Path) -> Result<(), String> {
    let docx = folder.join("term.docx");
    let log = root().join("examples/term.toml");
    let program = env!("CARGO_BIN_EXE_summarize");
    call(program, &[path_of(&log), "-q", "-o", path_of(&docx)], "")?;
    let document = part_of(&docx, "word/document.xml")?;
    let styles = part_of(&docx, "word/styles.xml")?;
    for (element, name, expected) in PAGE {
        let found = attribute(&document, element, name);
        if found != Some(expected) {
            return Err(format!("{element} {name}: {found:?}, not {expected}"));
        }
    }
    if !document.contains("w:footerReference")
        || !part_of(&docx, "word/footer1.xml")?.contains(" PAGE ")
    {
        return Err("no page number".to_owned());
    }
    for (id, font, size) in STYLES {
        let style = styles
            .split("<w:style ")
            .find(|style| style.contains(&format!("w:styleId=\"{id}\"")))
            .ok_or(format!("no style {id}"))?;
        let found = attribute(style, "w:rFonts", "w:eastAsia");
        if found != Some(font) {
            return Err(format!("{id}: {found:?}, not {font}"));
        }
        if !size.is_empty() && attribute(style, "w:sz", "w:val") != Some(size) {
            return Err(format!("{id} is not of size {size}"));
        }
    }
    let line = attribute(&styles, "w:spacing", "w:line");
    if line != Some("560") || !styles.contains("w:firstLineChars=\"200\"") {
        return Err(format!("lines of {line:?}, not 28 pt, or no indent"));
    }
    // Every paragraph has a style of the reference document, and each heading its own.
    let count = |id: &str| {
        document
            .matches(&format!("<w:pStyle w:val=\"{id}\""))
            .count()
    };
    let headings = |marks: &str| {
        let report = report("md");
        report
            .lines()
            .filter(|line| line.starts_with(marks))
            .count()
    };
    let expected = [
        ("Title", 1),
        ("Heading1", headings("## ")),
        ("Heading2", headings("### ")),
        ("Signature", 2),
    ];
    for (id, expected) in expected {
        if count(id) != expected {
            return Err(format!("{} of {id}, not {expected}", count(id)));
        }
    }
    let known = [
        "Title",
        "Heading1",
        "Heading2",
        "Signature",
        "BodyText",
        "FirstParagraph",
        "Compact",
    ];
    let styled: usize = known.iter().map(|id| count(id)).sum();
    let paragraphs = document.matches("<w:p>").count();
    if styled != paragraphs {
        return Err(format!("{styled} of {paragraphs} paragraphs have a style"));
    }
    if !styles.contains("<w:tblBorders>") || !document.contains("<w:tblStyle w:val=\"Table\"") {
        return Err("tables have no lines".to_owned());
    }
    Ok(())
}
