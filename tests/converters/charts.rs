//! What becomes of the charts: their pictures in Word documents, in what is printed, and beside
//! Markdown and pages.

use std::fs;
use std::path::{Path, PathBuf};

use super::blocks::squeezed;
use super::common::root;
use super::ooxml::{Parts, below, parsed, unpacked};
use super::pdf::printed;
use super::place::Place;
use super::tools::{path_of, print};

/// What a chart has beside its picture: the caption, and what its table says of one row.
const CAPTIONS: [&str; 6] = [
    "图1　各月教研活动、听课情况",
    "图2　教师听课节数与要求对照（至少5节）",
    "图3　教研组长听课节数与要求对照（至少8节）",
    "图4　各教研组工作情况",
    "图5　教师获奖情况（单位：人次）",
    "图6　学生获奖情况（单位：人次）",
];

/// A folder of its own, and what is asked of the program there but for where it writes.
fn asked(place: &Place, name: &str) -> Result<(PathBuf, Vec<String>), String> {
    let log = root().join("examples/term.toml");
    let folder = place.new_folder(name)?;
    let arguments = [path_of(&log), "-q", "--charts"].map(str::to_owned);
    Ok((folder, arguments.into()))
}

fn write(place: &Place, asked: &[String], more: &[&str]) -> Result<(), String> {
    let arguments: Vec<&str> = asked.iter().map(String::as_str).collect();
    place.summarize(&[&arguments, more].concat()).map(drop)
}

/// The pictures of a document, read as its other parts are.
fn pictures(parts: &Parts) -> Vec<&String> {
    let all = parts.iter();
    let media = all.filter(|(name, _)| name.starts_with("word/media/"));
    media.map(|(_, picture)| picture).collect()
}

/// The document has the pictures that stand in the folder, each as wide as the text allows, under
/// its caption.
pub fn word_document_has_the_pictures(place: &Place) -> Result<(), String> {
    let (folder, asked) = asked(place, "charts-word")?;
    let (docx, assets) = (folder.join("总结.docx"), folder.join("图 表"));
    write(
        place,
        &asked,
        &["--assets", path_of(&assets), "-o", path_of(&docx)],
    )?;
    let parts = unpacked(&docx)?;
    let inside = pictures(&parts);
    for number in 1..=CAPTIONS.len() {
        let file = fs::read(assets.join(format!("图{number}.png"))).map_err(|e| e.to_string())?;
        let file = String::from_utf8_lossy(&file);
        if !inside.iter().any(|picture| **picture == *file) {
            return Err(format!("图{number}.png is not in the document"));
        }
    }
    if inside.len() != CAPTIONS.len() {
        return Err(format!("{} pictures in the document", inside.len()));
    }
    let document = parsed(&parts, "word/document.xml")?;
    let captions = document.descendants().filter(|node| {
        let style = below(*node, "pStyle").filter(|_| node.tag_name().name() == "p");
        style.is_some_and(|style| style.attributes().any(|id| id.value() == "ImageCaption"))
    });
    let captions: Vec<String> = captions
        .map(|paragraph| {
            let texts = paragraph.descendants().filter(|node| node.is_text());
            let texts: String = texts.filter_map(|node| node.text()).collect();
            texts.trim().to_owned()
        })
        .collect();
    if captions != CAPTIONS {
        return Err(format!("captions: {captions:?}"));
    }
    // 156 mm in the units of drawings, 36000 to the millimetre; pandoc itself stops before that.
    let extents = document.descendants();
    let extents = extents.filter(|node| node.tag_name().name() == "extent");
    let widths = extents.map(|node| {
        let width = node.attribute("cx").and_then(|width| width.parse().ok());
        width.unwrap_or(0)
    });
    let wrong: Vec<u64> = widths
        .filter(|width| !(140 * 36_000..=156 * 36_000).contains(width))
        .collect();
    match wrong.is_empty() {
        true => Ok(()),
        false => Err(format!("pictures are {wrong:?} wide")),
    }
}

/// Markdown with its folder makes the document that the program writes itself.
pub fn pandoc_takes_the_pictures_of_markdown(place: &Place) -> Result<(), String> {
    let (folder, asked) = asked(place, "charts-markdown")?;
    let script = format!(
        "cd '{}' && summarize reference-docx -o 公文.docx \
         && summarize {log} -q --charts --assets '图 表' -o 总结.md \
         && pandoc -f markdown --shift-heading-level-by=-1 --reference-doc=公文.docx -o 转成.docx 总结.md \
         && summarize {log} -q --charts -o 总结.docx",
        folder.display(),
        log = asked[0],
    );
    place.call("sh", &["-c", &script], "")?;
    let (own, made) = (
        unpacked(&folder.join("总结.docx"))?,
        unpacked(&folder.join("转成.docx"))?,
    );
    let (mut ours, mut theirs) = (pictures(&own), pictures(&made));
    ours.sort();
    theirs.sort();
    if ours.len() != CAPTIONS.len() || ours != theirs {
        return Err("the pictures are not the same".to_owned());
    }
    match own["word/styles.xml"] == made["word/styles.xml"] {
        true => Ok(()),
        false => Err("the styles are not the same".to_owned()),
    }
}

/// Whether a PDF has every caption, and so many pictures.
fn is_whole(place: &Place, pdf: &Path, expected: usize) -> Result<(), String> {
    let pages = printed(place, pdf)?;
    let words = pages.iter().flat_map(|page| &page.words);
    let text: String = words.map(|word| word.text.as_str()).collect();
    for caption in CAPTIONS {
        if !text.contains(&squeezed(caption)) {
            return Err(format!("{caption} is not printed"));
        }
    }
    let list = place.call("pdfimages", &["-list", path_of(pdf)], "")?;
    let kind = |line: &&str| line.split_whitespace().nth(2) == Some("image");
    let images = list.lines().filter(kind).count();
    match images == expected {
        true => Ok(()),
        false => Err(format!("{images} pictures are printed, not {expected}")),
    }
}

/// LibreOffice prints the pictures of the Word document, and those beside a page.
pub fn libreoffice_prints_the_pictures(place: &Place) -> Result<(), String> {
    let (folder, asked) = asked(place, "charts-print")?;
    let (docx, page) = (folder.join("文件.docx"), folder.join("网页.html"));
    write(place, &asked, &["-o", path_of(&docx)])?;
    let assets = folder.join("图表");
    write(
        place,
        &asked,
        &["--assets", path_of(&assets), "-o", path_of(&page)],
    )?;
    let profile = format!("-env:UserInstallation=file://{}/profile", folder.display());
    let page_as_text: [&str; 1] = ["--infilter=HTML (StarWriter)"];
    for (more, file) in [(&[][..], &docx), (&page_as_text[..], &page)] {
        let to = [
            "--convert-to",
            "pdf:writer_pdf_Export",
            "--outdir",
            path_of(&folder),
            path_of(file),
        ];
        let arguments = [&[profile.as_str(), "--headless"], more, &to].concat();
        place.call("soffice", &arguments, "")?;
    }
    is_whole(place, &folder.join("文件.pdf"), CAPTIONS.len())?;
    is_whole(place, &folder.join("网页.pdf"), CAPTIONS.len())
}

/// A browser prints the pictures that are in the page itself: their texts are text.
pub fn chromium_prints_the_pictures(place: &Place) -> Result<(), String> {
    let (folder, asked) = asked(place, "charts-page")?;
    let (page, pdf) = (folder.join("网页.html"), folder.join("网页.pdf"));
    write(place, &asked, &["-o", path_of(&page)])?;
    print(&page, &pdf, &folder)?;
    is_whole(place, &pdf, 0)?;
    let text = fs::read_to_string(&page).map_err(|error| error.to_string())?;
    let pages = printed(place, &pdf)?;
    let words: Vec<&str> = pages
        .iter()
        .flat_map(|page| &page.words)
        .map(|word| word.text.as_str())
        .collect();
    let all = words.concat();
    let mut drawn = 0;
    for label in text.split("<text ").skip(1) {
        let label = label
            .split('>')
            .nth(1)
            .and_then(|rest| rest.split('<').next());
        let label = squeezed(label.unwrap_or(""));
        drawn += 1;
        if !all.contains(&label) {
            return Err(format!("{label} of a picture is not printed"));
        }
    }
    match drawn > 100 {
        true => Ok(()),
        false => Err(format!("only {drawn} texts are drawn")),
    }
}
