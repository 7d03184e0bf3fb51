//! What each of some people did: a bar for each, from high to low, and a line at what is asked of
//! them. Nobody is named.

use super::Picture;
use super::draw::{self, Anchor, LETTER, LINE, WIDTH, scaled};
use crate::report::{Cell, Chart};
use crate::text::count::Count;

/// How high the highest bar is.
const HIGH: i32 = 12 * LETTER;

/// The most that one bar with its gap is wide, and what is free on both sides.
const WIDEST: i32 = 4 * LETTER;
const EDGE: i32 = LETTER / 2;

/// Thinner bars are not told from each other.
const THINNEST: i32 = 20;

/// The picture of a chart whose rows are numbers and how many people have them.
pub fn picture(chart: &Chart, asked: u64, label: &str) -> Picture {
    let rows = chart
        .rows
        .iter()
        .filter_map(|row| Some((Cell::new(row.name.clone()), row.cells.first()?.whole())));
    let rows: Vec<(Cell, u64)> = rows.collect();
    let people: u64 = rows.iter().map(|(_, people)| people).sum();
    let asked = Count::exact(asked).in_hundredths();
    let most = rows
        .iter()
        .map(|(done, _)| done.value)
        .fold(asked, u64::max);
    let foot = HIGH + 2 * LINE;
    let line = foot - scaled(asked, most, HIGH);
    let width = i32::try_from(people).unwrap_or(WIDTH);
    let width = width.saturating_mul(WIDEST).min(WIDTH - 2 * EDGE);
    let at = |nth: u64| EDGE + scaled(nth, people, width);
    draw::picture(foot + LINE / 2, |sheet| {
        let mut before = 0;
        // Where the last number ends, and how high it stands.
        let mut last = (i32::MIN, i32::MIN);
        for (done, alike) in rows {
            let head = foot - scaled(done.value, most, HIGH);
            let (left, right) = (at(before), at(before + alike));
            let step = (right - left) / i32::try_from(alike).unwrap_or(i32::MAX).max(1);
            // Bars that could not be told from each other are drawn as one.
            let bars = if step < THINNEST { 1 } else { alike };
            for nth in 0..bars {
                let from = left + scaled(nth, bars, right - left);
                let to = left + scaled(nth + 1, bars, right - left);
                if head < foot {
                    sheet.bar((from, head), (to - ((to - from) / 5).min(20), foot));
                }
            }
            before += alike;
            // Those who did as much stand together, under one number; one for which there is no
            // room is in the table alone.
            let text = done.text;
            let is_crossed = (head - LINE..head).contains(&line);
            let above = if is_crossed { line } else { head };
            let middle = left + (right - left) / 2;
            let half = draw::width(&text) / 2;
            let has_room = middle - half > last.0 + LETTER / 4 || (above - last.1).abs() >= LINE;
            if has_room {
                sheet.text(&text, (middle, above - LETTER / 3), Anchor::Above);
                last = (middle + half, above);
            }
        }
        sheet.line((0, foot), (WIDTH, foot));
        sheet.dashes((0, line), (WIDTH, line));
        // What the line is stands above the bars, with a piece of it.
        let from = WIDTH - draw::width(label) - LETTER / 2;
        sheet.text(label, (WIDTH, LINE / 2), Anchor::End);
        sheet.dashes((from - 3 * LETTER, LINE / 2), (from, LINE / 2));
    })
}
