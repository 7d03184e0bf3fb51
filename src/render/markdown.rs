//! The report as Markdown that converters map to a title, headings and paragraphs.

use super::appendix;
use super::columns::in_proportion;
use crate::markup;
use crate::report::{Appendix, Report, Section};
use crate::text::markdown::{escape, escape_before};

/// The whole document: the title as `#`, sections as `##`, the signature as last paragraphs.
///
/// Slogan and signature stand in elements that other programs centre or set right; pandoc takes
/// their style in Word from `custom-style` (its manual, “Custom Styles”).
///
/// The pictures of its charts are in `folder`, an address with `/` between its parts.
pub fn markdown(report: &Report, folder: &str) -> String {
    with_pictures(report, &|charts, number| {
        format!("{folder}/{}", appendix::file_name(charts, number))
    })
}

/// The same for another program, which may read it where no Chinese names can be read: its pictures
/// are beside it and called as [`plain_name`] says.
pub fn markdown_for_program(report: &Report) -> String {
    with_pictures(report, &|_, number| plain_name(number))
}

/// What the file of the picture with this number, from 1, is called for another program.
pub fn plain_name(number: usize) -> String {
    format!("chart{number}.png")
}

/// The document whose pictures are where `place` says.
fn with_pictures(report: &Report, place: &dyn Fn(&Appendix, usize) -> String) -> String {
    // Converters take a heading for the title only where it comes first.
    let mut blocks = vec![format!("# {}", escape(&report.title.concat()))];
    blocks.extend(styled("center", "标语", &report.slogan));
    blocks.extend(body(report).iter().map(|block| in_proportion(block)));
    let (author, date) = (&report.author, &report.date);
    let signature = match author {
        Some(_) => [
            styled("right", "落款", author),
            styled("right", "成文日期", date),
        ],
        None => [styled("right", "落款", date), Vec::new()],
    };
    if signature.iter().any(|part| !part.is_empty()) {
        keep_last(&mut blocks);
    }
    blocks.extend(signature.into_iter().flatten());
    let appendix = report.charts.iter();
    blocks.extend(appendix.flat_map(|charts| appendix::markdown(charts, place)));
    blocks.join("\n\n") + "\n"
}

/// Gives the last paragraph a style that keeps it on the page of the signature, which is not to
/// stand alone.
fn keep_last(blocks: &mut Vec<String>) {
    if let Some(last) = blocks.pop_if(|last| markup::is_paragraph(last)) {
        let open = r#"<div custom-style="末段">"#;
        blocks.extend([open.to_owned(), last, "</div>".to_owned()]);
    }
}

/// A paragraph of a style; nothing where there is none.
fn styled(align: &str, style: &str, text: &Option<String>) -> Vec<String> {
    let Some(text) = text else {
        return Vec::new();
    };
    let open = format!(r#"<div align="{align}" custom-style="{style}">"#);
    vec![open, escape(text), "</div>".to_owned()]
}

/// What stands between the title and the signature.
pub(super) fn body(report: &Report) -> Vec<String> {
    let mut blocks = report.lead.clone();
    for section in &report.sections {
        add(section, 2, &mut blocks);
    }
    blocks.extend(report.closing.iter().cloned());
    blocks
}

fn add(section: &Section, level: usize, blocks: &mut Vec<String>) {
    let heading = format!("{}{}", section.number, section.title);
    let mut own = section.blocks.iter().cloned();
    if section.run_in {
        let first = own.next().unwrap_or_default();
        blocks.extend(run_in(&heading, first));
    } else {
        blocks.push(format!("{} {}", "#".repeat(level.min(6)), escape(&heading)));
    }
    blocks.extend(own);
    for below in &section.sections {
        add(below, level + 1, blocks);
    }
}

/// A heading with the text that follows it in the same paragraph; what is no paragraph follows
/// on its own.
fn run_in(heading: &str, first: String) -> Vec<String> {
    let is_paragraph = !first.contains('\n') && !first.starts_with(['|', '-', '>', '#', '`', ' ']);
    if is_paragraph {
        vec![escape_before(heading, first.chars().next()) + &first]
    } else if heading.is_empty() {
        vec![first]
    } else {
        vec![escape(heading), first]
    }
}
