//! The blocks of a report's Markdown in their order: what each is, and what a reader sees of it.

use comrak::nodes::{AstNode, NodeValue, TableAlignment};
use comrak::{Arena, Options, parse_document};

/// What a block is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Title,
    Slogan,
    /// A heading by its level in a word processor: `##` is 1.
    Heading(usize),
    Text,
    Item,
    Quote,
    Cell(Cell),
    Signature,
}

/// A cell of a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cell {
    /// The table within the document, the row within the table; the first is the head.
    pub table: usize,
    pub row: usize,
    pub align: TableAlignment,
}

/// A block, its text without the spaces that layout may change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    pub kind: Kind,
    /// What a reader sees before the text of an item: its number.
    pub mark: String,
    pub text: String,
}

/// `text` without spaces.
pub fn squeezed(text: &str) -> String {
    text.split_whitespace().collect()
}

/// The blocks of a report.
pub fn blocks(markdown: &str) -> Vec<Block> {
    let arena = Arena::new();
    let mut options = Options::default();
    options.extension.table = true;
    let root = parse_document(&arena, markdown, &options);
    let mut reader = Reader::default();
    for node in root.children() {
        reader.read(node, Kind::Text);
    }
    reader.blocks
}

#[derive(Default)]
struct Reader {
    blocks: Vec<Block>,
    /// What the element around the paragraphs makes of them.
    styled: Option<Kind>,
    tables: usize,
}

impl Reader {
    fn read<'a>(&mut self, node: &'a AstNode<'a>, kind: Kind) {
        match &node.data().value {
            NodeValue::Heading(heading) => {
                let level = usize::from(heading.level) - 1;
                self.add(
                    node,
                    if level == 0 {
                        Kind::Title
                    } else {
                        Kind::Heading(level)
                    },
                );
            }
            NodeValue::Paragraph => self.add(node, self.styled.unwrap_or(kind)),
            NodeValue::HtmlBlock(html) => self.styled = style(&html.literal),
            NodeValue::BlockQuote => node
                .children()
                .for_each(|child| self.read(child, Kind::Quote)),
            NodeValue::List(list) => {
                for (nth, item) in node.children().enumerate() {
                    let first = self.blocks.len();
                    item.children()
                        .for_each(|child| self.read(child, Kind::Item));
                    let is_numbered = list.list_type == comrak::nodes::ListType::Ordered;
                    if let Some(block) = self.blocks.get_mut(first).filter(|_| is_numbered) {
                        block.mark = format!("{}.", list.start + nth);
                    }
                }
            }
            NodeValue::Table(table) => {
                for (row, cells) in node.children().enumerate() {
                    for (cell, align) in cells.children().zip(&table.alignments) {
                        let table = self.tables;
                        let align = *align;
                        self.add(cell, Kind::Cell(Cell { table, row, align }));
                    }
                }
                self.tables += 1;
            }
            other => panic!("a report has no such block: {other:?}"),
        }
    }

    fn add<'a>(&mut self, node: &'a AstNode<'a>, kind: Kind) {
        let text: String = node
            .descendants()
            .map(|inner| shown(&inner.data().value))
            .collect();
        self.blocks.push(Block {
            kind,
            mark: String::new(),
            text: squeezed(&text),
        });
    }
}

/// What a reader sees of a part of a line.
fn shown(value: &NodeValue) -> String {
    match value {
        NodeValue::Text(text) => text.to_string(),
        NodeValue::Code(code) => code.literal.clone(),
        NodeValue::HtmlInline(html) => html.clone(),
        _ => String::new(),
    }
}

/// What the paragraphs of an element are; `None` behind its end.
fn style(html: &str) -> Option<Kind> {
    match html.trim() {
        r#"<div align="center" custom-style="标语">"# => Some(Kind::Slogan),
        r#"<div align="right" custom-style="落款">"# => Some(Kind::Signature),
        r#"<div align="right" custom-style="成文日期">"# => Some(Kind::Signature),
        // It looks like any other paragraph.
        r#"<div custom-style="末段">"# | "</div>" => None,
        other => panic!("a report has no such element: {other}"),
    }
}
