//! The report as Markdown that converters map to a title, headings and paragraphs.

use super::appendix;
use crate::report::{Report, Section};
use crate::text::markdown::{escape, escape_before};

/// The whole document: the title as `#`, sections as `##`, the signature as last paragraphs.
///
/// Slogan and signature stand in elements that other programs centre or set right; pandoc takes
/// their style in Word from `custom-style` (its manual, “Custom Styles”).
///
/// The pictures of its charts are in `folder`, an address with `/` between its parts.
pub fn markdown(report: &Report, folder: &str) -> String {
    // Converters take a heading for the title only where it comes first.
    let mut blocks = vec![format!("# {}", escape(&report.title.concat()))];
    blocks.extend(styled("center", "标语", &[&report.slogan]));
    blocks.extend(body(report));
    blocks.extend(styled("right", "落款", &[&report.author, &report.date]));
    let appendix = report.charts.iter();
    blocks.extend(appendix.flat_map(|charts| appendix::markdown(charts, folder)));
    blocks.join("\n\n") + "\n"
}

/// Paragraphs of one style; nothing where there are none.
fn styled(align: &str, style: &str, texts: &[&Option<String>]) -> Vec<String> {
    let mut blocks = vec![format!(r#"<div align="{align}" custom-style="{style}">"#)];
    let texts = texts.iter().filter_map(|text| text.as_deref());
    blocks.extend(texts.map(escape));
    if blocks.len() == 1 {
        return Vec::new();
    }
    blocks.push("</div>".to_owned());
    blocks
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
