//! Tables on a terminal. Their lines are made of ASCII: consoles with a Chinese font show the
//! box-drawing characters in two columns and push everything out of line.

use super::wrap::{Line, columns, wrap};
use crate::markup::{Align, Span};

/// The narrowest column: one Chinese character.
const NARROWEST: usize = 2;

/// What stands in a cell with nothing in it, in reports and here: the dash, too, takes two columns
/// in some consoles.
const NOTHING: (&str, &str) = ("—", "-");

/// A line of a table, and whether it belongs to the head.
pub(super) struct Row {
    /// What stands in it, its borders included.
    pub line: Line,
    /// Whether it belongs to the head.
    pub is_head: bool,
}

/// The lines of a table; it is as wide as it needs to be and no wider than `width`.
pub(super) fn grid(rows: &[Vec<Vec<Span>>], aligns: &[Align], width: usize) -> Vec<Row> {
    let widths = widths(rows, width);
    let rule = rule(&widths);
    let broken: Vec<Vec<Vec<Line>>> = rows.iter().map(|row| broken(row, &widths)).collect();
    // Rows of several lines cannot be told apart without lines between them.
    let is_ruled = broken.iter().skip(1).flatten().any(|cell| cell.len() > 1);
    let mut lines = vec![as_row(rule.clone(), false)];
    for (at, row) in broken.iter().enumerate() {
        let height = row.iter().map(Vec::len).max().unwrap_or(0);
        lines.extend((0..height).map(|level| as_row(across(row, level, &widths, aligns), at == 0)));
        if at == 0 || is_ruled || at + 1 == rows.len() {
            lines.push(as_row(rule.clone(), false));
        }
    }
    lines
}

fn as_row(line: Line, is_head: bool) -> Row {
    Row { line, is_head }
}

/// How wide the columns are: where there is no room, the widest give way.
fn widths(rows: &[Vec<Vec<Span>>], width: usize) -> Vec<usize> {
    let count = rows.iter().map(Vec::len).max().unwrap_or(0);
    let room = width.saturating_sub(3 * count + 1);
    let widest = |at: usize| rows.iter().filter_map(move |row| row.get(at));
    let mut widths: Vec<usize> = (0..count)
        .map(|at| widest(at).map(|cell| columns(cell)).max().unwrap_or(0))
        .map(|wanted| wanted.clamp(NARROWEST, room.max(NARROWEST)))
        .collect();
    while widths.iter().sum::<usize>() > room {
        match widths.iter_mut().max() {
            Some(widest) if *widest > NARROWEST => *widest -= 1,
            _ => break,
        }
    }
    widths
}

/// The cells of a row, each broken into lines; those that are not given are empty.
fn broken(row: &[Vec<Span>], widths: &[usize]) -> Vec<Vec<Line>> {
    let cells = widths.iter().enumerate();
    cells
        .map(|(at, width)| match row.get(at).map(Vec::as_slice) {
            Some([only]) if only.text == NOTHING.0 => vec![vec![Span::plain(NOTHING.1)]],
            Some(cell) => wrap(cell, *width, 0),
            None => Vec::new(),
        })
        .collect()
}

/// One line across the cells of a row.
fn across(row: &[Vec<Line>], level: usize, widths: &[usize], aligns: &[Align]) -> Line {
    let mut line = Vec::new();
    for (nth, (cell, width)) in row.iter().zip(widths).enumerate() {
        let text = cell.get(level).cloned().unwrap_or_default();
        let missing = width.saturating_sub(columns(&text));
        let before = match aligns.get(nth) {
            Some(Align::Right) => missing,
            Some(Align::Centre) => missing / 2,
            Some(Align::Left) | None => 0,
        };
        line.push(Span::plain(format!("| {}", " ".repeat(before))));
        line.extend(text);
        line.push(Span::plain(" ".repeat(missing - before + 1)));
    }
    line.push(Span::plain("|"));
    line
}

fn rule(widths: &[usize]) -> Line {
    let parts = widths.iter().map(|width| "-".repeat(width + 2));
    let parts: Vec<String> = parts.collect();
    vec![Span::plain(format!("+{}+", parts.join("+")))]
}
