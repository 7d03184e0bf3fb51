//! What LibreOffice makes of the page: a Word document, and printed pages.

use std::path::{Path, PathBuf};

use super::blocks::{Block, Kind};
use super::ooxml::unpacked;
use super::pages::{self, Paper};
use super::pdf;
use super::place::Place;
use super::standard::{Standard, align, follows};
use super::tools::path_of;

/// Converts files in one call, into `folder`.
pub fn convert(
    place: &Place,
    options: &[&str],
    target: &str,
    files: &[PathBuf],
    folder: &Path,
) -> Result<(), String> {
    let profile = format!(
        "-env:UserInstallation=file://{}/profile",
        place.folder().display()
    );
    let mut arguments = vec![profile.as_str(), "--headless"];
    arguments.extend(options);
    arguments.extend(["--convert-to", target, "--outdir", path_of(folder)]);
    arguments.extend(files.iter().map(|file| path_of(file)));
    place.call("soffice", &arguments, "").map(drop)
}

/// What help and handbook say for LibreOffice.
const INTO_WORD: &str = "docx:MS Word 2007 XML";
const FROM_PAGE: &[&str] = &["--infilter=HTML (StarWriter)"];

/// What this way keeps of the standard: page, headings, fonts, sizes, indents, tables, signature.
/// It has no page number, lines of at least 28 pt rather than of exactly that and not justified, indents in points
/// alone, and neither the font of the slogan nor that of quotations.
const STANDARD: Standard = Standard {
    margins: ["2098", "1984", "1587", "1474"],
    look,
    has_page_number: false,
};

/// How a block may look.
fn look(block: &Block) -> Vec<String> {
    const LINE: &str = "32, lines 560 atLeast, around";
    const END: &str = "left 0, right 0 0";
    let with = |before: &str, ways: &[&str]| -> Vec<String> {
        ways.iter().map(|way| format!("{before}{way}")).collect()
    };
    match block.kind {
        Kind::Title => with(
            "方正小标宋简体 44, lines 640 atLeast, around 2 560, ",
            &["first 0 0, left 0, right 0 0, center, level 0"],
        ),
        Kind::Slogan => with(
            &format!("仿宋 {LINE} 0 160, "),
            &["first 0 0, left 0, right 0 0, center"],
        ),
        Kind::Heading(level) => {
            let font = ["黑体", "楷体"].get(level - 1).unwrap_or(&"仿宋");
            let look = format!("{font} {LINE} 2 2, first 640 0, {END}, left, level {level}");
            vec![look]
        }
        Kind::Text => with(&format!("仿宋 {LINE} 0 2, first 640 0, {END}, "), &["left"]),
        // The last of a list has what stands below it.
        Kind::Item => with(
            &format!("仿宋 {LINE} 0 "),
            &[
                "0, first -283 0, left 709, right 0 0, left",
                "2, first -283 0, left 709, right 0 0, left",
            ],
        ),
        Kind::Quote => with(
            &format!("仿宋 {LINE} 0 2, first 0 0, "),
            &["left 567, right 567 0, left"],
        ),
        Kind::Cell(cell) => {
            let font = if cell.row == 0 { "黑体" } else { "仿宋" };
            let align = align(cell, "center");
            with(
                &format!("{font} 24, lines 336 auto, around 0 0, first 0 0, "),
                &[&format!("{END}, {align}")],
            )
        }
        // The first has a line above it.
        Kind::Signature => with(
            &format!("仿宋 {LINE} "),
            &[
                "560 2, first 0 0, left 0, right 640 0, right",
                "0 2, first 0 0, left 0, right 640 0, right",
            ],
        ),
    }
}

/// The folder of the Word documents that LibreOffice makes of the pages.
fn word_documents(place: &Place) -> Result<PathBuf, String> {
    let folder = place.folder().join("of the page");
    if !folder.is_dir() {
        place.new_folder("of the page")?;
        let documents = place.documents()?.iter();
        let files: Vec<PathBuf> = documents.map(|one| one.html.clone()).collect();
        convert(place, FROM_PAGE, INTO_WORD, &files, &folder)?;
    }
    Ok(folder)
}

pub fn libreoffice_makes_a_word_document_of_the_page(place: &Place) -> Result<(), String> {
    let folder = word_documents(place)?;
    for document in place.documents()? {
        let parts = unpacked(&folder.join(format!("{}.docx", document.name)))?;
        document.named(follows(&STANDARD, &document.on_page(), &parts))?;
    }
    Ok(())
}

/// The Word documents that LibreOffice made, printed by it.
pub fn word_document_of_libreoffice_prints_whole(place: &Place) -> Result<(), String> {
    let made = word_documents(place)?;
    let documents = place.documents()?.iter();
    let files: Vec<PathBuf> = documents
        .map(|one| made.join(format!("{}.docx", one.name)))
        .collect();
    let folder = place.new_folder("of the page printed")?;
    convert(place, &[], "pdf:writer_pdf_Export", &files, &folder)?;
    are_whole(place, &folder)
}

/// The same without the Word document between page and paper.
pub fn libreoffice_prints_the_whole_page(place: &Place) -> Result<(), String> {
    let documents = place.documents()?;
    let files: Vec<PathBuf> = documents.iter().map(|one| one.html.clone()).collect();
    let folder = place.new_folder("page printed")?;
    convert(place, FROM_PAGE, "pdf:writer_pdf_Export", &files, &folder)?;
    are_whole(place, &folder)
}

/// What LibreOffice has printed of the pages is whole.
fn are_whole(place: &Place, folder: &Path) -> Result<(), String> {
    let paper = Paper {
        has_page_number: false,
        may_lose_marks: false,
    };
    for document in place.documents()? {
        let pdf = folder.join(format!("{}.pdf", document.name));
        let printed = document.named(pdf::printed(place, &pdf))?;
        document.named(pages::are_whole(
            &paper,
            &document.on_page(),
            &document.names,
            &printed,
        ))?;
    }
    Ok(())
}
