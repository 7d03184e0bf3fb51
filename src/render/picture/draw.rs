//! What a picture is drawn on, and the looks that all have in common.

use plotters::coord::Shift;
use plotters::prelude::*;
use plotters::style::text_anchor::{HPos, Pos, VPos};

use super::Picture;
use crate::text::wide::is_wide;

/// Drawn units in a CSS pixel: the library draws in whole numbers.
pub const SCALE: u32 = 10;

/// As wide as the text of the page (156 mm), in units.
pub const WIDTH: i32 = 5890;

/// The size of letters: 五号, 10.5 pt, in units.
pub const LETTER: i32 = 140;

/// From one line of text to the next.
pub const LINE: i32 = 210;

/// Bars: dark enough on white, and in grey.
const INK: RGBColor = RGBColor(31, 78, 121);

/// The fonts are those of the page; by itself a picture has the one without serifs.
const FONT: &str = "sans-serif";

/// A place on the sheet, in units from the upper left corner.
pub type Point = (i32, i32);

/// What is drawn on.
pub struct Sheet<'a> {
    area: DrawingArea<SVGBackend<'a>, Shift>,
}

/// Where a text stands as to its point.
#[derive(Clone, Copy)]
pub enum Anchor {
    /// Its end is there, at half its height.
    End,
    /// Its beginning is there, at half its height.
    Start,
    /// The middle of its foot is there.
    Above,
    /// The middle of its head is there.
    Below,
}

/// Drawing into memory does not fail; if the library fails all the same, what it has drawn so far
/// is kept.
pub fn picture(height: i32, draw: impl FnOnce(&Sheet)) -> Picture {
    let size = (WIDTH.unsigned_abs(), height.unsigned_abs());
    let mut drawn = String::new();
    {
        let area = SVGBackend::with_string(&mut drawn, size).into_drawing_area();
        draw(&Sheet { area });
    }
    let inside = drawn.split_once('>').map_or("", |(_, rest)| rest);
    let inside = inside.trim_end().trim_end_matches("</svg>");
    Picture {
        inside: inside.replace('\n', ""),
        size,
    }
}

impl Sheet<'_> {
    /// A bar between two corners.
    pub fn bar(&self, from: Point, to: Point) {
        let bar = Rectangle::new([from, to], INK.filled());
        let _ = self.area.draw(&bar);
    }

    /// A thin line.
    pub fn line(&self, from: Point, to: Point) {
        let style = BLACK.stroke_width(SCALE);
        let _ = self.area.draw(&PathElement::new([from, to], style));
    }

    /// A line of dashes that stays visible across bars, from left to right.
    pub fn dashes(&self, from: Point, to: Point) {
        const DASH: usize = 80;
        let style = BLACK.stroke_width(2 * SCALE);
        let gap = WHITE.stroke_width(4 * SCALE);
        let _ = self.area.draw(&PathElement::new([from, to], gap));
        for start in (from.0..to.0).step_by(2 * DASH) {
            let dash = [(start, from.1), ((start + DASH as i32).min(to.0), to.1)];
            let _ = self.area.draw(&PathElement::new(dash, style));
        }
    }

    /// A text.
    pub fn text(&self, text: &str, at: Point, anchor: Anchor) {
        let pos = match anchor {
            Anchor::End => Pos::new(HPos::Right, VPos::Center),
            Anchor::Start => Pos::new(HPos::Left, VPos::Center),
            Anchor::Above => Pos::new(HPos::Center, VPos::Bottom),
            Anchor::Below => Pos::new(HPos::Center, VPos::Top),
        };
        // The library takes the height of a line for the size of its letters.
        let font = (FONT, f64::from(LETTER) * 1.24).into_font();
        let style = TextStyle::from(font).color(&BLACK).pos(pos);
        let _ = self.area.draw(&Text::new(text, at, style));
    }
}

/// How wide a text is at most, in units: a Chinese character is as wide as high, capitals are some
/// three quarters of that, other letters and digits somewhat more than half.
pub fn width(text: &str) -> i32 {
    let of = |c: char| match c {
        _ if is_wide(c) => LETTER,
        'A'..='Z' | 'm' | 'w' | '%' | '@' => LETTER * 3 / 4,
        _ => LETTER * 9 / 16,
    };
    text.chars().map(of).fold(0, i32::saturating_add)
}

/// `text` where it is not wider than `most`, or its beginning and its end: names of one series
/// differ at either.
pub fn fitted(text: &str, most: i32) -> String {
    if width(text) <= most {
        return text.to_owned();
    }
    let chars: Vec<char> = text.chars().collect();
    let shortened = |kept: usize| {
        let (head, tail) = (kept.div_ceil(2), kept / 2);
        let begin: String = chars[..head].iter().collect();
        let end: String = chars[chars.len() - tail..].iter().collect();
        format!("{begin}…{end}")
    };
    let most_kept = (0..chars.len()).rev().map(shortened);
    let mut fitting = most_kept.filter(|text| width(text) <= most);
    fitting.next().unwrap_or_default()
}

/// `value` of `most` as a part of `length`; something is never nothing.
pub fn scaled(value: u64, most: u64, length: i32) -> i32 {
    let part = u128::from(value) * u128::from(length.unsigned_abs());
    let part = i32::try_from(part / u128::from(most.max(1))).unwrap_or(length);
    match value {
        0 => 0,
        _ => part.max(SCALE as i32),
    }
}
