//! The Word document that LibreOffice makes of the page.

use std::fs;

use super::blocks::squeezed;
use super::long;
use super::place::Place;
use super::tools::{call, path_of};
use super::word::{attribute, part_of};

/// The page in twentieths of a point, which LibreOffice rounds: A4, top 37 mm, bottom 35, left 28,
/// right 26.
const PAGE: [(&str, &str, i32); 6] = [
    ("w:pgSz", "w:w", 11906),
    ("w:pgSz", "w:h", 16838),
    ("w:pgMar", "w:top", 2098),
    ("w:pgMar", "w:bottom", 1984),
    ("w:pgMar", "w:left", 1588),
    ("w:pgMar", "w:right", 1474),
];

/// The style of each sort of paragraph: font, size in half points, indent in twentieths of a point.
const STYLES: [(&str, &str, &str, &str); 5] = [
    ("Heading1", "方正小标宋简体", "44", ""),
    ("Heading2", "黑体", "32", "640"),
    ("Heading3", "楷体", "32", "640"),
    ("Heading4", "仿宋", "32", "640"),
    ("TextBody", "仿宋", "32", "640"),
];

pub fn libreoffice_keeps_the_layout_of_the_page(place: &Place) -> Result<(), String> {
    let folder = &place.new_folder("libreoffice_keeps_the_layout_of_the_page")?;
    let path = folder.join("long.html");
    fs::write(&path, long::page(folder)?).map_err(|error| error.to_string())?;
    let profile = format!("-env:UserInstallation=file://{}/profile", folder.display());
    let arguments = [
        &profile,
        "--headless",
        "--infilter=HTML (StarWriter)",
        "--convert-to",
        "docx:MS Word 2007 XML",
        "--outdir",
        path_of(folder),
        path_of(&path),
    ];
    call("soffice", &arguments, "")?;
    let docx = folder.join("long.docx");
    let document = part_of(&docx, "word/document.xml")?;
    let styles = part_of(&docx, "word/styles.xml")?;
    for (element, name, expected) in PAGE {
        let found = attribute(&document, element, name).and_then(|value| value.parse().ok());
        if found.is_none_or(|found: i32| (found - expected).abs() > 1) {
            return Err(format!("{element} {name}: {found:?}, not {expected}"));
        }
    }
    let style = |id: &str| {
        let mut all = styles.split("<w:style ");
        let found = all.find(|style| style.contains(&format!("w:styleId=\"{id}\"")));
        found.ok_or(format!("no style {id}"))
    };
    for (id, font, size, indent) in STYLES {
        let style = style(id)?;
        let found = [
            attribute(style, "w:rFonts", "w:eastAsia"),
            attribute(style, "w:sz", "w:val"),
            attribute(style, "w:ind", "w:firstLine").or(Some("")),
        ];
        if found != [Some(font), Some(size), Some(indent)] {
            return Err(format!("{id}: {found:?}"));
        }
    }
    // The class of a paragraph becomes a style.
    for (id, side) in [("slogan", "center"), ("author", "right"), ("date", "right")] {
        let id = format!("TextBody{id}");
        let found = attribute(style(&id)?, "w:jc", "w:val");
        if found != Some(side) || !document.contains(&format!("<w:pStyle w:val=\"{id}\"")) {
            return Err(format!("{id} stands {found:?}, not {side}"));
        }
    }
    let line = "<w:top w:val=\"single\" w:sz=\"6\" w:space=\"0\" w:color=\"000000\"/>";
    if !document.contains(line) || !document.contains("<w:tblHeader w:val=\"true\"/>") {
        return Err("a table without lines or without a head that is repeated".to_owned());
    }
    // Nothing that is only for the screen, and no bookmark but the ids of headings.
    let text: String = document
        .split('<')
        .filter_map(|part| part.split_once('>'))
        .map(|(_, text)| text)
        .collect();
    if !squeezed(&text).contains("现将本学期主要工作总结如下")
        || text.contains("目录")
        || text.contains("const ")
    {
        return Err("the text of the document is not that of the report".to_owned());
    }
    let mut bookmarks = document.split("<w:bookmarkStart ").skip(1);
    let is_id = |mark: &str| {
        let name = mark
            .split("w:name=\"s")
            .nth(1)
            .and_then(|rest| rest.split('"').next());
        name.is_some_and(|name| name.chars().all(|c| c.is_ascii_digit() || c == '-'))
    };
    match bookmarks.find(|mark| !is_id(mark)) {
        None => Ok(()),
        Some(mark) => Err(format!(
            "a bookmark: {}",
            &mark.chars().take(80).collect::<String>()
        )),
    }
}
