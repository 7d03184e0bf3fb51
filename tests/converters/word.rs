//! The Word documents that pandoc makes: their text, their layout, their pages.

use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};

use super::blocks::{Block, Kind, squeezed};
use super::documents::Document;
use super::libreoffice;
use super::ooxml::{Parts, unpacked};
use super::pages::{self, Paper};
use super::pdf;
use super::place::Place;
use super::standard::{Standard, align, follows};
use super::texts;
use super::tools::{path_of, unescape};

/// What pandoc itself reads out of the document.
pub fn word_document_has_the_whole_text(place: &Place) -> Result<(), String> {
    for document in place.documents()? {
        let arguments = [
            "-f",
            "docx",
            "-t",
            "html",
            "--wrap=none",
            path_of(&document.docx),
        ];
        let html = place.call("pandoc", &arguments, "")?;
        let shown: Vec<String> = html
            .split('<')
            .map(|piece| piece.split_once('>').map_or(piece, |(_, text)| text))
            .map(|text| squeezed(&unescape(text)))
            .collect();
        // The title goes with what is not shown.
        let given: Vec<&str> = document.blocks[1..]
            .iter()
            .map(|block| &*block.text)
            .collect();
        document.named(texts::same(&given, &shown, &document.names))?;
    }
    Ok(())
}

/// GB/T 9704—2012: top 37 mm, bottom 35, left 28, right 26; 3号 (16 pt) at a fixed 28 pt.
const STANDARD: Standard = Standard {
    margins: ["2098", "1984", "1588", "1474"],
    look,
    has_page_number: true,
};

/// How a block looks in Word.
fn look(block: &Block) -> Vec<String> {
    const NONE: &str = "first 0 0, left 0, right 0 0";
    const TWO: &str = "first 640 200, left 0, right 0 0";
    const LINE: &str = "32, lines 560 exact, around";
    let looks = match block.kind {
        Kind::Title => {
            format!("方正小标宋简体 44, lines 640 exact, around 0 560, {NONE}, center")
        }
        Kind::Slogan => format!("楷体 {LINE} 0 560, {NONE}, center"),
        Kind::Heading(level) => {
            let font = ["黑体", "楷体"].get(level - 1).unwrap_or(&"仿宋");
            let outline = level - 1;
            format!("{font} {LINE} 0 0, {TWO}, both, level {outline}")
        }
        Kind::Text => format!("仿宋 {LINE} 0 0, {TWO}, both"),
        Kind::Quote => format!("楷体 {LINE} 0 0, {TWO}, both"),
        // Their numbers and points are pandoc's own, of series 2 and 3.
        Kind::Item => {
            return ["-480", "-360"]
                .map(|first| format!("仿宋 {LINE} 0 0, first {first} 0, left 720, right 0 0, both"))
                .to_vec();
        }
        Kind::Cell(cell) => {
            let font = if cell.row == 0 { "黑体" } else { "仿宋" };
            let align = align(cell, "both");
            format!("{font} 24, lines 240 auto, around 0 0, {NONE}, {align}")
        }
        Kind::Signature => {
            // A line is left free above the first of them.
            return ["560", "0"]
                .map(|above| {
                    format!("仿宋 {LINE} {above} 0, first 0 0, left 0, right 640 200, right")
                })
                .to_vec();
        }
    };
    vec![looks]
}

pub fn word_document_is_laid_out_as_the_standard_says(place: &Place) -> Result<(), String> {
    for document in place.documents()? {
        let parts = unpacked(&document.docx)?;
        document.named(follows(&STANDARD, &document.blocks, &parts))?;
    }
    Ok(())
}

/// What is said of a document that is changed in one place.
pub fn changed_word_documents_are_refused(place: &Place) -> Result<(), String> {
    let document = long(place)?;
    let parts = unpacked(&document.docx)?;
    let cases = [
        (
            "word/document.xml",
            r#"w:top="2098""#,
            r#"w:top="1440""#,
            "its margins",
        ),
        (
            "word/document.xml",
            r#"w:w="11906""#,
            r#"w:w="12240""#,
            "the page is",
        ),
        (
            "word/document.xml",
            ">第7次集体备课<",
            ">第次集体备课<",
            "found 第次集体备课",
        ),
        (
            "word/document.xml",
            r#""Heading2""#,
            r#""BodyText""#,
            "Heading(2)",
        ),
        (
            "word/document.xml",
            r#""Signature""#,
            r#""BodyText""#,
            "Signature",
        ),
        (
            "word/document.xml",
            "<w:tblHeader",
            "<w:noHeader",
            "repeated on each page: false",
        ),
        ("word/document.xml", "<w:numPr>", "<w:noPr>", "Item"),
        ("word/document.xml", r#""Table""#, r#""None""#, "looks"),
        (
            "word/styles.xml",
            r#"w:eastAsia="黑体""#,
            r#"w:eastAsia="宋体""#,
            "looks    宋体",
        ),
        (
            "word/styles.xml",
            r#"w:line="560""#,
            r#"w:line="500""#,
            "lines 500",
        ),
        (
            "word/styles.xml",
            r#"w:firstLineChars="200""#,
            r#"w:firstLineChars="100""#,
            "640 100",
        ),
        (
            "word/styles.xml",
            r#"w:rightChars="200""#,
            "",
            "right 640 0",
        ),
        (
            "word/styles.xml",
            "w:insideV",
            "w:insideX",
            "no line at the left",
        ),
        ("word/footer1.xml", " PAGE ", " DATE ", "fields"),
    ];
    for (part, from, to, expected) in cases {
        let said = changed(&parts, part, from, to)
            .and_then(|parts| follows(&STANDARD, &document.blocks, &parts));
        match said {
            Err(wrong) if wrong.contains(expected) => {}
            other => return Err(format!("{to} for {from}: {other:?}, not {expected}")),
        }
    }
    let mut lacking = document.blocks.clone();
    lacking.pop();
    match follows(&STANDARD, &lacking, &parts) {
        Err(wrong) if wrong.contains("paragraphs out of") => Ok(()),
        other => Err(format!("a paragraph too many: {other:?}")),
    }
}

/// The report that has every kind of block.
fn long(place: &Place) -> Result<&Document, String> {
    let mut all = place.documents()?.iter();
    all.find(|document| document.name == "long")
        .ok_or("no long report".to_owned())
}

/// The parts with one of them changed.
fn changed(parts: &Parts, name: &str, from: &str, to: &str) -> Result<Parts, String> {
    let mut parts = parts.clone();
    let part = parts.get_mut(name).ok_or(format!("no part {name}"))?;
    if !part.contains(from) {
        return Err(format!("{name} does not have {from}"));
    }
    // A part has an end tag for each of its tags.
    *part = part
        .replace(from, to)
        .replace(&from.replace('<', "</"), &to.replace('<', "</"));
    Ok(parts)
}

/// LibreOffice prints the documents, and what is printed is whole.
pub fn word_document_prints_whole(place: &Place) -> Result<(), String> {
    let documents = place.documents()?;
    let files: Vec<PathBuf> = documents.iter().map(|one| one.docx.clone()).collect();
    let folder = place.new_folder("printed")?;
    libreoffice::convert(place, &[], "pdf:writer_pdf_Export", &files, &folder)?;
    let paper = Paper {
        has_page_number: true,
        may_lose_marks: true,
    };
    for document in documents {
        let pdf = folder.join(format!("{}.pdf", document.name));
        let printed = document.named(pdf::printed(place, &pdf))?;
        document.named(pages::are_whole(
            &paper,
            &document.blocks,
            &document.names,
            &printed,
        ))?;
    }
    fs::remove_dir_all(folder).map_err(|error| error.to_string())
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
