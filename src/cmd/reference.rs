//! A user's own reference document: looked through before another program reads it.

use std::fs::File;
use std::io::{Cursor, ErrorKind, Read, Write};
use std::ops::Range;
use std::path::Path;

use anyhow::{Result, anyhow};
use roxmltree::Document;
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

use super::failure::failed;
use super::tell;

/// The file is no larger than this, packed and unpacked, in bytes.
const LARGEST: u64 = 64 << 20;

/// So many parts it has at most.
const PARTS: usize = 4_096;

/// What every Word document has (ECMA-376, part 1, 11).
const NEEDED: [&str; 3] = ["[Content_Types].xml", "word/document.xml", STYLES];

/// Where the styles are.
const STYLES: &str = "word/styles.xml";

/// What an address outside of the document becomes.
const NOWHERE: &str = "about:blank";

/// A part of a package: its name and what is in it.
type Part = (String, Vec<u8>);

/// The reference document at `path`, without addresses outside of it. What is odd about it is told.
///
/// # Errors
/// It is not there, is no Word document or a broken one, or unpacks to more than any such has.
pub(super) fn read(path: &Path) -> Result<Vec<u8>> {
    let shown = path.display();
    let bytes = bytes(path)?;
    let mut parts = unpacked(&bytes, path)?;
    let mut outside = 0;
    for (name, bytes) in &mut parts {
        let is_relations = name.ends_with(".rels");
        if !is_relations && !name.ends_with(".xml") {
            continue;
        }
        let broken = || {
            anyhow!(
                "{shown} 里的 {name} 读不出来，文件可能坏了\n  = 改法: 用 Word 打开它，另存为 .docx 再试；或者重新写出一份 summarize reference-docx -o 公文.docx"
            )
        };
        let text = std::str::from_utf8(bytes).map_err(|_| broken())?;
        let document = Document::parse(text).map_err(|_| broken())?;
        let addresses = if is_relations {
            addresses(&document)
        } else {
            Vec::new()
        };
        outside += addresses.len();
        let inside = without(text, &addresses);
        if name == STYLES && sets_all_text(&document) {
            tell(&format!(
                "提醒: {shown} 的“正文”样式里直接写了字号或行距，表格里的字和行距也会跟着变（用 LibreOffice 存过的常常这样）；请看一看表格，不合适的，重新写出一份 summarize reference-docx -o 公文.docx，在 Word 里改"
            ));
        }
        *bytes = inside.into_bytes();
    }
    if outside == 0 {
        return Ok(bytes);
    }
    tell(&format!(
        "提醒: {shown} 里有{outside}处连到文件以外（网址或别的文件），没有带进总结"
    ));
    packed(&parts).map_err(|_| no_document(path))
}

/// All that is in the file.
fn bytes(path: &Path) -> Result<Vec<u8>> {
    let shown = path.display();
    let file = File::open(path).map_err(|error| match error.kind() {
        ErrorKind::NotFound => anyhow!("找不到 {shown}；请检查 --reference-docx 后面的文件名"),
        _ => failed(format!("读不了 {shown}"), &error),
    })?;
    let mut bytes = Vec::new();
    file.take(LARGEST + 1)
        .read_to_end(&mut bytes)
        .map_err(|error| failed(format!("读不了 {shown}"), &error))?;
    match bytes.len() as u64 > LARGEST {
        true => Err(too_large(path)),
        false => Ok(bytes),
    }
}

/// The parts of a package, in their order.
fn unpacked(bytes: &[u8], path: &Path) -> Result<Vec<Part>> {
    let mut package = ZipArchive::new(Cursor::new(bytes)).map_err(|_| no_document(path))?;
    if package.len() > PARTS {
        return Err(too_large(path));
    }
    let mut left = LARGEST;
    let mut parts = Vec::new();
    for number in 0..package.len() {
        let part = package.by_index(number).map_err(|_| no_document(path))?;
        if part.is_dir() {
            continue;
        }
        let name = part.name().map_err(|_| no_document(path))?.into_owned();
        let mut all = Vec::new();
        part.take(left + 1)
            .read_to_end(&mut all)
            .map_err(|_| no_document(path))?;
        left = left
            .checked_sub(all.len() as u64)
            .ok_or_else(|| too_large(path))?;
        parts.push((name, all));
    }
    let has = |needed: &&str| parts.iter().any(|(name, _)| name == needed);
    match NEEDED.iter().all(has) {
        true => Ok(parts),
        false => Err(no_document(path)),
    }
}

fn packed(parts: &[Part]) -> zip::result::ZipResult<Vec<u8>> {
    let mut package = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        package.start_file(name.as_str(), SimpleFileOptions::default())?;
        package.write_all(bytes)?;
    }
    Ok(package.finish()?.into_inner())
}

/// Where the addresses are in `relations` that lead out of the document (ECMA-376, part 2, 9.3).
fn addresses(relations: &Document) -> Vec<Range<usize>> {
    let all = relations.descendants();
    let outside = all.filter(|node| node.attribute("TargetMode") == Some("External"));
    let targets = outside.filter_map(|node| node.attribute_node("Target"));
    targets.map(|target| target.range_value()).collect()
}

/// `text` without these addresses.
fn without(text: &str, addresses: &[Range<usize>]) -> String {
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    for address in addresses {
        out.push_str(&text[at..address.start]);
        out.push_str(NOWHERE);
        at = address.end;
    }
    out.push_str(&text[at..]);
    out
}

/// Whether the usual style says itself how large letters and how high lines are, which then holds
/// in tables as well: the styles of tables give way to it (ECMA-376, part 1, 17.7.2).
fn sets_all_text(styles: &Document) -> bool {
    let is_called = |node: &roxmltree::Node, name: &str| node.tag_name().name() == name;
    let attribute = |node: &roxmltree::Node, name: &str| {
        let mut attributes = node.attributes();
        attributes.any(|attribute| attribute.name() == name)
    };
    let mut styles = styles.descendants().filter(|node| is_called(node, "style"));
    let usual = styles.find(|style| {
        let mut attributes = style.attributes();
        attributes.any(|one| one.name() == "styleId" && one.value() == "Normal")
    });
    usual.is_some_and(|style| {
        let mut parts = style.descendants();
        parts.any(|part| is_called(&part, "sz") || attribute(&part, "line"))
    })
}

fn no_document(path: &Path) -> anyhow::Error {
    anyhow!(
        "{} 不是 .docx 文件，或者坏了\n  = 改法: 先写出一份 summarize reference-docx -o 公文.docx，在 Word 里改好，仍存为 .docx",
        path.display()
    )
}

fn too_large(path: &Path) -> anyhow::Error {
    anyhow!(
        "{} 太大了（打开以后超过 64 MB），不像是一份样式文件\n  = 改法: 删去里面的图片和正文，只留样式；或者重新写出一份 summarize reference-docx -o 公文.docx",
        path.display()
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render;

    fn sets(styles: &str) -> bool {
        let text = format!("<w:styles xmlns:w='w'>{styles}</w:styles>");
        sets_all_text(&Document::parse(&text).expect("well-formed"))
    }

    #[test]
    fn styles_that_reach_into_tables_are_known() {
        assert!(sets(
            "<w:style w:styleId='Normal'><w:rPr><w:sz w:val='32'/></w:rPr></w:style>"
        ));
        assert!(sets(
            "<w:style w:styleId='Normal'><w:spacing w:line='560'/></w:style>"
        ));
        assert!(!sets(
            "<w:style w:styleId='Normal'/><w:style w:styleId='Title'><w:sz w:val='44'/></w:style>"
        ));
    }

    /// The reference document of the program with another part or one more, in a file.
    fn with(name: &str, text: &[u8]) -> (tempfile::TempDir, std::path::PathBuf) {
        let own = render::reference_docx().expect("packing in memory");
        let mut parts = unpacked(&own, Path::new("own.docx")).expect("its parts");
        parts.retain(|(known, _)| known != name);
        parts.push((name.to_owned(), text.to_owned()));
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("own.docx");
        std::fs::write(&path, packed(&parts).expect("packing in memory")).expect("a file");
        (folder, path)
    }

    #[test]
    fn the_own_one_is_taken_as_it_is() {
        let own = render::reference_docx().expect("packing in memory");
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("own.docx");
        std::fs::write(&path, &own).expect("a file");
        assert_eq!(read(&path).expect("a reference document"), own);
    }

    #[test]
    fn a_broken_one_is_refused_before_it_is_used() {
        let (_folder, path) = with("word/styles.xml", b"<w:styles");
        let said = read(&path).expect_err("it is broken").to_string();
        assert!(said.contains("word/styles.xml 读不出来"), "{said}");
        let (_folder, path) = with("word/media/large.bin", &vec![0; 65 << 20]);
        let said = read(&path).expect_err("it is large").to_string();
        assert!(said.contains("太大了"), "{said}");
    }

    #[test]
    fn no_address_outside_of_it_is_taken_over() {
        let relations = r#"<Relationships xmlns="r"><Relationship Id="a" Target="https://example.com/a&amp;b" TargetMode="External"/><Relationship Id="b" Target="styles.xml"/></Relationships>"#;
        let (_folder, path) = with("word/_rels/footer1.xml.rels", relations.as_bytes());
        let bytes = read(&path).expect("a reference document");
        let parts = unpacked(&bytes, &path).expect("its parts");
        let (_, now) = parts
            .iter()
            .find(|(name, _)| name.ends_with("footer1.xml.rels"))
            .expect("the part");
        let now = String::from_utf8_lossy(now);
        assert!(
            now.contains("about:blank") && !now.contains("example.com"),
            "{now}"
        );
        assert!(now.contains("styles.xml"), "{now}");
    }
}
