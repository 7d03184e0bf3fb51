//! Points: paragraphs and items of a list as numbered subsections of their own.

use crate::markup;

use super::Section;
use super::outline::{Numbering, Slot};

/// Paragraphs and items as points, each a section with a number of its own; what announces them
/// has none. Marks that were typed give way to the numbers.
pub(super) fn points(
    blocks: &[String],
    slot: &Slot,
    depth: usize,
    numbering: &mut Numbering,
) -> Vec<Section> {
    let mut points = Vec::new();
    for block in blocks {
        let items = markup::items(block);
        let is_point = items.is_some() || !block.ends_with(['：', ':']) && !block.starts_with('#');
        for item in items.unwrap_or_else(|| vec![block.clone()]) {
            points.push(Section {
                number: match is_point {
                    true => numbering.next_point(slot, depth),
                    false => String::new(),
                },
                title: String::new(),
                run_in: true,
                blocks: vec![markup::without_point(&item).to_owned()],
                sections: Vec::new(),
            });
        }
    }
    points
}
