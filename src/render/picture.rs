//! The picture of a chart as SVG: bars in panels, each with its number beside it. Nothing is told
//! by colour alone, so that it can be printed in black and seen by everybody.

mod draw;
mod panels;
mod people;

use crate::report::{Chart, Shape};
use panels::Panel;

/// As high as the text of the page (225 mm) with a line for its caption, in tenths of a CSS pixel.
const HIGHEST: u32 = 8100;

/// A picture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    /// What stands between `<svg …>` and `</svg>`.
    inside: String,
    /// In tenths of a CSS pixel.
    size: (u32, u32),
}

/// Panels of bars that stand, or lie where there is no room for the names below them.
fn standing(panels: &[Panel]) -> Picture {
    let look = match panels::are_narrow(panels) {
        true => panels::upright,
        false => panels::lying,
    };
    panels::picture(panels, look)
}

impl Picture {
    /// The picture of `chart`.
    pub fn of(chart: &Chart) -> Picture {
        match &chart.shape {
            Shape::People { line, label } => people::picture(chart, *line, label),
            Shape::Columns => standing(&panels::by_column(chart, false)),
            Shape::Pairs => standing(&panels::by_row(chart)),
            Shape::Bars => panels::picture(&panels::by_column(chart, false), panels::lying),
            Shape::Levels => panels::picture(&panels::by_column(chart, true), panels::lying),
        }
    }

    /// Its width and height in CSS pixels (1/96 inch); what is higher than a page is made smaller.
    pub fn size(&self) -> (u32, u32) {
        let (wide, high) = self.size;
        let (most, drawn) = (high.min(HIGHEST), high.max(1));
        let width = u64::from(wide) * u64::from(most) / u64::from(drawn);
        let width = u32::try_from(width).unwrap_or(wide);
        (width.div_ceil(draw::SCALE), most.div_ceil(draw::SCALE))
    }

    /// The picture as an element of a page, or as a file of its own; `attributes` and `about` go
    /// into its first tag and before all else that is in it, as they are.
    pub fn svg(&self, attributes: &str, about: &str) -> String {
        let (width, height) = self.size();
        let (wide, high) = self.size;
        format!(
            r#"<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {wide} {high}" {attributes}>{about}{}</svg>"#,
            self.inside
        )
    }
}
