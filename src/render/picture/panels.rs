//! Charts of several panels: the same bars for each column, or each row, of a table.

use super::Picture;
use super::draw::{self, Anchor, LETTER, LINE, Point, Sheet, WIDTH, fitted, scaled};
use crate::report::{Cell, Chart};

/// Some bars with what they have in common.
pub struct Panel<'a> {
    title: &'a str,
    bars: Vec<(&'a str, &'a Cell)>,
    /// The value of a bar of full length.
    most: u64,
    /// How high an upright bar can be.
    high: i32,
}

/// How panels of a sort are laid out and drawn.
pub type Look = fn(&[Panel]) -> Layout;

/// Where panels stand and how each is drawn.
pub struct Layout {
    /// What all panels of a line share on their left.
    margin: i32,
    /// The least width of a panel.
    least: i32,
    /// The height of a panel with its title.
    height: i32,
    draw: fn(&Sheet, &Panel, Frame),
}

/// Where one panel stands.
#[derive(Clone, Copy)]
pub struct Frame {
    corner: Point,
    width: i32,
    height: i32,
    /// What the first of a line has on its left for the names of its bars.
    margin: i32,
    is_first: bool,
}

/// Space between panels, and between a bar and its number.
const GAP: i32 = 2 * LETTER;
const SPACE: i32 = LETTER / 3;

/// What is free above a title.
const TOP: i32 = LETTER / 4;

/// How high an upright bar can be: with few panels, and with many.
const HIGH: i32 = 10 * LETTER;
const LOW: i32 = 6 * LETTER;

/// How thick a lying bar is.
const THICK: i32 = LETTER;

/// A panel for each column.
pub fn by_column(chart: &Chart, is_common: bool) -> Vec<Panel<'_>> {
    let columns = chart.columns.iter().enumerate();
    let panels = columns.map(|(nth, title)| {
        let bars = chart.rows.iter();
        let bars = bars.filter_map(|row| Some((&*row.name, row.cells.get(nth)?)));
        panel(title, bars.collect())
    });
    let mut panels: Vec<Panel> = panels.collect();
    if is_common {
        let most = panels.iter().map(|panel| panel.most).max().unwrap_or(0);
        panels.iter_mut().for_each(|panel| panel.most = most);
    }
    panels
}

/// A panel for each row.
pub fn by_row(chart: &Chart) -> Vec<Panel<'_>> {
    let panels = chart.rows.iter().map(|row| {
        let bars = chart.columns.iter().map(|name| &**name).zip(&row.cells);
        panel(&row.name, bars.collect())
    });
    panels.map(|panel| Panel { high: LOW, ..panel }).collect()
}

fn panel<'a>(title: &'a str, bars: Vec<(&'a str, &'a Cell)>) -> Panel<'a> {
    let most = bars.iter().map(|(_, cell)| cell.value).max().unwrap_or(0);
    Panel {
        title,
        bars,
        most,
        high: HIGH,
    }
}

/// The panels from left to right, as many beside each other as there is room for.
pub fn picture(panels: &[Panel], look: Look) -> Picture {
    let layout = look(panels);
    let count = i32::try_from(panels.len()).unwrap_or(i32::MAX).max(1);
    let room = (WIDTH - layout.margin + GAP) / (layout.least + GAP);
    let across = room.clamp(1, count);
    let width = (WIDTH - layout.margin - GAP * (across - 1)) / across;
    let down = count / across + i32::from(count % across > 0);
    draw::picture(down * (layout.height + LINE), |sheet| {
        for (nth, panel) in (0..).zip(panels) {
            let (line, place) = (nth / across, nth % across);
            let frame = Frame {
                corner: (
                    layout.margin + place * (width + GAP),
                    line * (layout.height + LINE),
                ),
                width,
                height: layout.height,
                margin: layout.margin,
                is_first: place == 0,
            };
            (layout.draw)(sheet, panel, frame);
        }
    })
}

/// How wide the widest of some texts is.
fn widest<'a>(texts: impl Iterator<Item = &'a str>) -> i32 {
    texts.map(draw::width).max().unwrap_or(0)
}

/// How wide the widest panel of upright bars has to be for names and numbers.
fn upright_width(panels: &[Panel]) -> i32 {
    let bars = panels.iter().flat_map(|panel| &panel.bars);
    let bar = bars.flat_map(|(name, cell)| [*name, &*cell.text]);
    let most = panels.iter().map(|panel| panel.bars.len()).max();
    let most = i32::try_from(most.unwrap_or(0)).unwrap_or(i32::MAX);
    (widest(bar) + 2 * SPACE).saturating_mul(most)
}

/// Whether there is room for the bars of each panel to stand.
pub fn are_narrow(panels: &[Panel]) -> bool {
    upright_width(panels) <= WIDTH
}

/// Bars that stand, their names below.
pub fn upright(panels: &[Panel]) -> Layout {
    let titles = widest(panels.iter().map(|panel| panel.title));
    let high = panels.iter().map(|panel| panel.high).max().unwrap_or(HIGH);
    Layout {
        margin: 0,
        least: upright_width(panels).max(titles),
        height: 3 * LINE + high + LINE / 2,
        draw: draw_upright,
    }
}

fn draw_upright(sheet: &Sheet, panel: &Panel, frame: Frame) {
    let (left, top) = frame.corner;
    let foot = top + frame.height - LINE;
    let middle = left + frame.width / 2;
    sheet.text(
        &fitted(panel.title, frame.width),
        (middle, top + TOP),
        Anchor::Below,
    );
    let count = i32::try_from(panel.bars.len()).unwrap_or(i32::MAX).max(1);
    let step = frame.width / count;
    let half = (step / 3).min(2 * LETTER);
    for (nth, (name, cell)) in (0..).zip(&panel.bars) {
        let middle = left + step * nth + step / 2;
        let head = foot - scaled(cell.value, panel.most, panel.high);
        if head < foot {
            sheet.bar((middle - half, head), (middle + half, foot));
        }
        sheet.text(&cell.text, (middle, head - SPACE), Anchor::Above);
        sheet.text(&fitted(name, step), (middle, foot + SPACE), Anchor::Below);
    }
    sheet.line((left, foot), (left + step * count, foot));
}

/// Bars from left to right, their names on the left of the first panel of a line.
pub fn lying(panels: &[Panel]) -> Layout {
    let names = panels.iter().flat_map(|panel| &panel.bars);
    let names = widest(names.map(|(name, _)| *name)).min(WIDTH / 3);
    let titles = widest(panels.iter().map(|panel| panel.title));
    let most = panels.iter().map(|panel| panel.bars.len()).max();
    let most = i32::try_from(most.unwrap_or(0)).unwrap_or(i32::MAX / WIDTH);
    Layout {
        margin: names + 2 * SPACE,
        least: titles.max(8 * LETTER).min(WIDTH - names - 2 * SPACE),
        height: LINE.saturating_mul(most.saturating_add(1)),
        draw: draw_lying,
    }
}

fn draw_lying(sheet: &Sheet, panel: &Panel, frame: Frame) {
    let (left, top) = frame.corner;
    let numbers = widest(panel.bars.iter().map(|(_, cell)| &*cell.text));
    let room = (frame.width - numbers - 3 * SPACE).max(LETTER);
    let title = fitted(panel.title, frame.width);
    sheet.text(
        &title,
        (left + draw::width(&title) / 2, top + TOP),
        Anchor::Below,
    );
    for (nth, (name, cell)) in (1..).zip(&panel.bars) {
        let middle = top + LINE * nth + LINE / 2;
        let end = left + scaled(cell.value, panel.most, room);
        if end > left {
            sheet.bar((left, middle - THICK / 2), (end, middle + THICK / 2));
        }
        sheet.text(&cell.text, (end + SPACE, middle), Anchor::Start);
        if frame.is_first {
            let name = fitted(name, frame.margin);
            sheet.text(&name, (left - SPACE, middle), Anchor::End);
        }
    }
    let first = top + LINE;
    sheet.line((left, first), (left, top + frame.height));
}
