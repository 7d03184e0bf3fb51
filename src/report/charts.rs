//! The charts of the appendix. A chart is what its template prints: a title, what it shows in
//! words, and a table; the picture is drawn from the numbers of that table, so that the two cannot
//! differ.

use std::sync::Arc;

use crate::diagnostic::Diagnostic;
use crate::markup::{cells, plain};
use crate::tally::Tally;
use crate::text::count::{self, Count};
use crate::wording::Wording;

/// One chart with its table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chart {
    /// What it shows, as plain text, without its number.
    pub title: String,
    /// What is to be seen in the picture, for those who do not see it, as plain text.
    pub about: String,
    /// How it is drawn.
    pub shape: Shape,
    /// The heads of the columns of numbers.
    pub columns: Vec<String>,
    /// The lines below the head.
    pub rows: Vec<Row>,
    /// The table, as Markdown.
    pub table: String,
    /// What is to be said of it, as Markdown.
    pub notes: Vec<String>,
}

/// How the numbers of a table are drawn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Shape {
    /// For each column a panel of its own scale, its rows as upright bars.
    Columns,
    /// For each column a panel of its own scale, its rows as bars from left to right.
    Bars,
    /// The same with one scale for all.
    Levels,
    /// For each row a panel of its own scale, its columns as upright bars.
    Pairs,
    /// Rows are numbers, their first column how many people have them: one bar a person, from
    /// high to low, and a line at what is asked for.
    People {
        /// What is asked for.
        line: u64,
        /// How that is written beside the line.
        label: String,
    },
}

/// A line of the table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// What it is about.
    pub name: String,
    /// Its numbers.
    pub cells: Vec<Cell>,
}

/// A number of the table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cell {
    /// As it stands there: 79余, —.
    pub text: String,
    /// How high it is drawn, in hundredths; 0 where there is no number.
    pub value: u64,
}

/// All charts that have anything to show, in the order of the template; beside the numbers of
/// `last`, the term before.
///
/// # Errors
/// A diagnostic if the template fails, or prints what is no chart.
pub(super) fn charts(
    wording: &Wording,
    last: Option<&Arc<Tally>>,
) -> Result<Vec<Chart>, Diagnostic> {
    let blocks = wording.charts(last)?;
    let mut charts: Vec<Chart> = Vec::new();
    let mut blocks = blocks.into_iter();
    while let Some(block) = blocks.next() {
        let Some(shape) = Shape::read(&block) else {
            // What follows a table and begins no chart is said of it.
            match charts.last_mut() {
                Some(last) if !block.contains(MARK) => last.notes.push(block),
                _ => return Err(wording.no_chart(&block)),
            }
            continue;
        };
        let chart = read(shape, [blocks.next(), blocks.next(), blocks.next()]);
        charts.push(chart.ok_or_else(|| wording.no_chart(&block))?);
    }
    Ok(charts)
}

/// What a chart begins with; in the middle of a block an empty line is missing before it.
const MARK: &str = "chart ";

impl Shape {
    /// The shape that a line of the template names: `chart columns`, `chart people 5 至少5节`.
    fn read(line: &str) -> Option<Shape> {
        let line = plain(line);
        let line = line.strip_prefix(MARK)?;
        let (word, rest) = line.split_once(' ').unwrap_or((line, ""));
        Some(match (word, rest.split_once(' ')) {
            ("columns", _) => Shape::Columns,
            ("bars", _) => Shape::Bars,
            ("levels", _) => Shape::Levels,
            ("pairs", _) => Shape::Pairs,
            ("people", Some((line, label))) => Shape::People {
                line: line.parse().ok()?,
                label: label.to_owned(),
            },
            _ => return None,
        })
    }
}

/// A chart out of its title, what it shows in words, and its table.
fn read(shape: Shape, blocks: [Option<String>; 3]) -> Option<Chart> {
    let [Some(title), Some(about), Some(table)] = blocks else {
        return None;
    };
    let mut lines = cells(&table)?.into_iter();
    let columns = lines.next()?.into_iter().skip(1).collect();
    let rows = lines.map(|line| {
        let mut line = line.into_iter();
        Row {
            name: line.next().unwrap_or_default(),
            cells: line.map(Cell::new).collect(),
        }
    });
    Some(Chart {
        title: plain(&title),
        about: plain(&about),
        shape,
        columns,
        rows: rows.collect(),
        table,
        notes: Vec::new(),
    })
}

impl Cell {
    /// A number as it is printed: 80余, 约2.5万.
    pub fn new(text: String) -> Cell {
        let value = count::parse_quantity(&text).map_or(0, Count::in_hundredths);
        Cell { text, value }
    }

    /// Of people how many they are.
    pub fn whole(&self) -> u64 {
        self.value / 100
    }
}
