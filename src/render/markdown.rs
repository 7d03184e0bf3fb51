//! The report as Markdown that converters map to a title, headings and paragraphs.

use crate::report::{Report, Section};
use crate::text::markdown::escape;

/// The whole document: the title as `#`, sections as `##`, the signature as last paragraphs.
pub fn markdown(report: &Report) -> String {
    // Converters take a heading for the title only where it comes first.
    let mut blocks = vec![format!("# {}", escape(&report.title))];
    blocks.extend(report.slogan.as_deref().map(escape));
    blocks.extend(body(report));
    blocks.extend(report.author.as_deref().map(escape));
    blocks.extend(report.date.as_deref().map(escape));
    blocks.join("\n\n") + "\n"
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
    let marks = "#".repeat(level.min(6));
    blocks.push(format!(
        "{marks} {}{}",
        section.number,
        escape(&section.title)
    ));
    blocks.extend(section.blocks.iter().cloned());
    for below in &section.sections {
        add(below, level + 1, blocks);
    }
}
