//! The report as Markdown that converters map to a title, headings and paragraphs.

use crate::report::{Report, Section};
use crate::text::markdown::{escape, escape_before};

/// The whole document: the title as `#`, sections as `##`, the signature as last paragraphs.
pub fn markdown(report: &Report) -> String {
    // Converters take a heading for the title only where it comes first.
    let mut blocks = vec![format!("# {}", escape(&report.title.concat()))];
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
