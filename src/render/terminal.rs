//! The report as text for a terminal: title in the middle, headings in colour, lines broken where
//! Chinese may be broken, tables in columns.

use anstyle::{AnsiColor, Style};

use super::appendix::{caption, numbered};
use super::grid::grid;
use super::markdown::body;
use super::wrap::{columns, wrap};
use crate::markup::{self, Piece, Span};
use crate::report::{Appendix, Report};

/// How far a paragraph's first line is set in: two characters.
const INDENT: usize = 4;

/// How far what belongs together is set in at most, however deep it is nested.
const DEEPEST: usize = 24;

/// The report in lines of at most `width` columns, with the sequences that colour it; there are
/// no others in it.
pub fn terminal(report: &Report, width: usize) -> String {
    let mut page = Page {
        width,
        text: String::new(),
        mark: None,
    };
    page.centred(&report.title.concat(), Style::new().bold());
    if let Some(slogan) = &report.slogan {
        page.centred(slogan, Style::new());
    }
    page.empty();
    let body = markup::pieces(&body(report).join("\n\n"));
    page.add_all(&body, 0);
    let signature = [&report.author, &report.date];
    if signature.iter().any(|line| line.is_some()) {
        page.empty();
    }
    for line in signature.into_iter().flatten() {
        page.right(line);
    }
    if let Some(charts) = &report.charts {
        page.appendix(charts);
    }
    page.text
}

/// What headings look like; the levels begin at 2, below the title.
fn heading(level: u8) -> Style {
    let colour = match level {
        0..=2 => AnsiColor::Cyan,
        3 => AnsiColor::Green,
        4 => AnsiColor::Yellow,
        _ => return Style::new().bold(),
    };
    colour.on_default().bold()
}

/// The text so far.
struct Page {
    width: usize,
    text: String,
    /// The mark of a list that stands before the next line.
    mark: Option<String>,
}

impl Page {
    /// Adds the charts: of each its table, which has the same numbers as its picture.
    fn appendix(&mut self, appendix: &Appendix) {
        for (number, chart) in numbered(appendix) {
            if number == 1 {
                self.add(&Piece::Heading(2, vec![Span::plain(&appendix.title)]), 0);
            }
            self.empty();
            self.centred(&caption(appendix, number, chart), Style::new());
            for block in std::iter::once(&chart.table).chain(&chart.notes) {
                self.add_all(&markup::pieces(block), 0);
            }
        }
    }

    fn add_all(&mut self, pieces: &[Piece], left: usize) {
        for piece in pieces {
            self.add(piece, left);
        }
    }

    /// Adds a block, set in by `left` columns.
    fn add(&mut self, piece: &Piece, left: usize) {
        match piece {
            Piece::Heading(level, text) => {
                self.empty();
                self.broken(text, left, INDENT, heading(*level));
            }
            Piece::Paragraph(lines) => {
                let indents = [INDENT].into_iter().chain(std::iter::repeat(0));
                for (line, indent) in lines.iter().zip(indents) {
                    self.broken(line, left, indent, Style::new());
                }
            }
            Piece::List(items) => {
                for (mark, item) in items {
                    self.item(mark, item, left);
                }
            }
            Piece::Table(rows, aligns) => {
                self.empty();
                for row in grid(rows, aligns, self.room(left)) {
                    let style = Style::new();
                    let style = if row.is_head { style.bold() } else { style };
                    self.line(&row.line, left, style);
                }
                self.empty();
            }
            Piece::Code(text) => {
                for line in text.lines() {
                    self.broken(&[Span::plain(line)], left + INDENT, 0, Style::new());
                }
            }
            Piece::Quote(pieces) => self.add_all(pieces, deeper(left, INDENT)),
            Piece::Rule => {
                let rule = Span::plain("-".repeat(self.room(left)));
                self.line(&[rule], left, Style::new());
            }
        }
    }

    /// Adds an item of a list; its text begins behind the mark, at the same column in every line.
    fn item(&mut self, mark: &str, pieces: &[Piece], left: usize) {
        let mark = format!("{mark} ");
        let start = if left == 0 { INDENT } else { left };
        let inner = deeper(start, mark.len());
        self.mark = Some(mark);
        for piece in pieces {
            match piece {
                Piece::Paragraph(lines) => {
                    for line in lines {
                        self.broken(line, inner, 0, Style::new());
                    }
                }
                other => self.add(other, inner),
            }
        }
        // Where nothing stands behind it, it is not that of the next.
        self.mark = None;
    }

    /// Adds text in lines that fit, set in by `left` columns, the first by `indent` more.
    fn broken(&mut self, text: &[Span], left: usize, indent: usize, style: Style) {
        let mut indent = indent;
        for line in wrap(text, self.room(left), indent) {
            self.line(&line, left + indent, style);
            indent = 0;
        }
    }

    fn centred(&mut self, text: &str, style: Style) {
        for line in wrap(&[Span::plain(text)], self.width, 0) {
            let left = self.width.saturating_sub(columns(&line)) / 2;
            self.line(&line, left, style);
        }
    }

    fn right(&mut self, text: &str) {
        for line in wrap(&[Span::plain(text)], self.room(INDENT), 0) {
            let left = self.room(INDENT).saturating_sub(columns(&line));
            self.line(&line, left, Style::new());
        }
    }

    fn line(&mut self, line: &[Span], left: usize, style: Style) {
        let mark = self.mark.take().unwrap_or_default();
        self.text
            .push_str(&" ".repeat(left.saturating_sub(mark.len())));
        self.text.push_str(&mark);
        for span in line {
            let style = if span.is_strong { style.bold() } else { style };
            self.text
                .push_str(&format!("{style}{}{style:#}", span.text));
        }
        self.text.push('\n');
    }

    /// Adds an empty line, but no second one.
    fn empty(&mut self) {
        if !self.text.is_empty() && !self.text.ends_with("\n\n") {
            self.text.push('\n');
        }
    }

    /// The columns that are left where `left` are taken.
    fn room(&self, left: usize) -> usize {
        self.width.saturating_sub(left).max(INDENT)
    }
}

fn deeper(left: usize, by: usize) -> usize {
    (left + by).min(DEEPEST)
}
