//! Word documents: made by pandoc out of the Markdown, laid out by a reference document.

use std::fs;
use std::io::{Cursor, ErrorKind, Read};
use std::path::Path;
use std::process::{Command, Output};

use anyhow::{Context, Result, anyhow, bail};
use chrono::{NaiveDate, NaiveTime};
use zip::ZipArchive;

use super::args::ReferenceDocx;
use super::failure::failed;
use super::{WRITTEN, output, pictures, tell};
use crate::render;

/// The program that makes Word documents.
const PANDOC: &str = "pandoc";

/// Writes the reference document.
///
/// # Errors
/// A path that cannot be written.
pub(super) fn run(asked: &ReferenceDocx) -> Result<u8> {
    let ending = asked.output.extension();
    if !ending.is_some_and(|ending| ending.eq_ignore_ascii_case("docx")) {
        bail!(
            "{} 要以 .docx 结尾；请写成 summarize reference-docx -o 公文.docx",
            asked.output.display()
        );
    }
    output::write(&render::reference_docx()?, Some(&asked.output))?;
    Ok(WRITTEN)
}

/// The Word document that pandoc makes of `markdown`, with the styles of `reference`, or of the
/// one that comes with the program. It says that it was made on `date`: the same report is the
/// same bytes.
///
/// # Errors
/// There is no pandoc, it fails, or `reference` is no Word document.
pub(super) fn document(
    markdown: &str,
    pictures: &[pictures::File],
    reference: Option<&Path>,
    date: Option<NaiveDate>,
) -> Result<Vec<u8>> {
    let folder = tempfile::tempdir().context("写不了临时文件")?;
    let own = reference.map_or_else(|| Ok(render::reference_docx()?), read)?;
    fs::write(folder.path().join(SOURCE), markdown).context("写不了临时文件")?;
    fs::write(folder.path().join(STYLES), own).context("写不了临时文件")?;
    for picture in pictures {
        fs::write(folder.path().join(&picture.name), &picture.bytes).context("写不了临时文件")?;
    }
    let done = convert(folder.path(), date);
    let done = done.map_err(|error| match error.kind() {
        ErrorKind::NotFound => anyhow!("{NO_PANDOC}\n  = 改法: {WITHOUT}"),
        _ => anyhow!("运行不了 pandoc：{error}\n  = 改法: 重新装一次 pandoc；{WITHOUT}"),
    })?;
    // A package begins so (ZIP, 4.3.7).
    if !done.status.success() || !done.stdout.starts_with(b"PK") {
        let said = String::from_utf8_lossy(&done.stderr);
        let why = match said.trim() {
            "" => "它没有说明原因",
            said => said,
        };
        bail!(
            "pandoc 没有转成 Word 文件：{why}\n  = 改法: 装上新版的 pandoc（要2.11以上），再运行一次；{WITHOUT}"
        );
    }
    Ok(done.stdout)
}

/// A user's own reference document.
fn read(path: &Path) -> Result<Vec<u8>> {
    let shown = path.display();
    let bytes = fs::read(path).map_err(|error| match error.kind() {
        ErrorKind::NotFound => anyhow!("找不到 {shown}；请检查 --reference-docx 后面的文件名"),
        _ => failed(format!("读不了 {shown}"), &error),
    })?;
    if let Some(styles) = styles_of(&bytes) {
        if sets_all_text(&styles) {
            tell(&format!(
                "提醒: {shown} 的“正文”样式里直接写了字号或行距，表格里的字和行距也会跟着变（用 LibreOffice 存过的常常这样）；请看一看表格，不合适的，重新写出一份 summarize reference-docx -o 公文.docx，在 Word 里改"
            ));
        }
        return Ok(bytes);
    }
    bail!(
        "{shown} 不是 .docx 文件\n  = 改法: 先写出一份 summarize reference-docx -o 公文.docx，在 Word 里改好，仍存为 .docx"
    );
}

/// The names of what pandoc reads, in a folder of their own with the pictures.
const SOURCE: &str = "report.md";
const STYLES: &str = "reference.docx";

/// The styles of a Word document; nothing where it is none.
fn styles_of(bytes: &[u8]) -> Option<String> {
    let mut package = ZipArchive::new(Cursor::new(bytes)).ok()?;
    let mut styles = Vec::new();
    let mut part = package.by_name("word/styles.xml").ok()?;
    part.read_to_end(&mut styles).ok()?;
    Some(String::from_utf8_lossy(&styles).into_owned())
}

/// Whether the usual style says itself how large letters and how high lines are, which then holds
/// in tables as well: the styles of tables give way to it (ECMA-376, part 1, 17.7.2).
fn sets_all_text(styles: &str) -> bool {
    let mut all = styles.split("<w:style ");
    let usual = all.find(|style| style.contains("w:styleId=\"Normal\""));
    let usual = usual.and_then(|style| style.split("</w:style>").next());
    usual.is_some_and(|style| style.contains("<w:sz ") || style.contains(" w:line="))
}

/// Runs pandoc in `folder`; its output is the document. `templates/help/convert.txt` tells users of
/// the same options.
fn convert(folder: &Path, date: Option<NaiveDate>) -> std::io::Result<Output> {
    let made = date.unwrap_or(NaiveDate::MIN).max(EARLIEST);
    let seconds = made.and_time(NaiveTime::MIN).and_utc().timestamp();
    Command::new(PANDOC)
        .args([
            "--from=markdown",
            "--to=docx",
            "--shift-heading-level-by=-1",
            "--output=-",
            "--reference-doc",
            STYLES,
            SOURCE,
        ])
        .current_dir(folder)
        .env("SOURCE_DATE_EPOCH", seconds.to_string())
        .output()
}

/// The first day that a package can tell.
const EARLIEST: NaiveDate = NaiveDate::from_ymd_opt(1980, 1, 1).expect("a day of the calendar");

/// What to do without pandoc.
const WITHOUT: &str = "不用 pandoc 的话，写成 .html（summarize 记录.toml -o 工作总结.html），用 WPS 或 Word 打开，再另存为 .docx";

/// What is said where there is no pandoc.
const NO_PANDOC: &str = "写 Word 文件要用 pandoc，这台电脑上没有找到\n  = 改法: 装上 pandoc（Windows：winget install JohnMacFarlane.Pandoc，或从 pandoc.org 下载安装），重新打开命令窗口，再运行一次";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn styles_that_reach_into_tables_are_known() {
        let own = styles_of(&render::reference_docx().expect("packing in memory"));
        assert!(!sets_all_text(&own.expect("its styles")));
        let set = r#"<w:style w:styleId="Normal"><w:rPr><w:sz w:val="32"/></w:rPr></w:style>"#;
        assert!(sets_all_text(set));
        let line = r#"<w:style w:styleId="Normal"><w:spacing w:line="560"/></w:style>"#;
        assert!(sets_all_text(line));
        let other = r#"<w:style w:styleId="Normal"></w:style><w:style w:styleId="Title"><w:sz w:val="44"/></w:style>"#;
        assert!(!sets_all_text(other));
    }
}
