//! Markdown as a tree of blocks, for what is neither Markdown nor HTML.

use comrak::nodes::{AstNode, ListType, NodeValue, TableAlignment};
use comrak::{Arena, parse_document};

use super::{between, options};

/// A block of text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece {
    /// A heading with its level.
    Heading(u8, Vec<Span>),
    /// A paragraph with its lines, which are broken only where somebody broke them.
    Paragraph(Vec<Vec<Span>>),
    /// The items of a list, each with its mark.
    List(Vec<(String, Vec<Piece>)>),
    /// The rows of a table with their cells, the first of which is its head; and where its columns
    /// stand.
    Table(Vec<Vec<Vec<Span>>>, Vec<Align>),
    /// A piece of code, or of raw HTML, as it was typed.
    Code(String),
    /// A quotation.
    Quote(Vec<Piece>),
    /// A line across.
    Rule,
}

/// Where the cells of a column stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Align {
    /// On the left, as where nothing is said.
    Left,
    /// In the middle.
    Centre,
    /// On the right.
    Right,
}

/// Text of one kind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Span {
    /// The text.
    pub text: String,
    /// Whether it is emphasised.
    pub is_strong: bool,
}

impl Span {
    /// Text as any other.
    pub fn plain(text: impl Into<String>) -> Span {
        Span {
            text: text.into(),
            is_strong: false,
        }
    }
}

/// The blocks of `markdown`. Raw HTML in it is text.
pub fn pieces(markdown: &str) -> Vec<Piece> {
    let arena = Arena::new();
    let root = parse_document(&arena, markdown, &options());
    below(root)
}

fn below<'a>(node: &'a AstNode<'a>) -> Vec<Piece> {
    node.children().filter_map(piece).collect()
}

fn piece<'a>(node: &'a AstNode<'a>) -> Option<Piece> {
    let piece = match &node.data().value {
        NodeValue::Heading(heading) => Piece::Heading(heading.level, lines(node).concat()),
        NodeValue::Paragraph => Piece::Paragraph(lines(node)),
        NodeValue::List(list) => {
            let mark = |at: usize| match list.list_type {
                ListType::Bullet => "-".to_owned(),
                ListType::Ordered => format!("{}.", list.start + at),
            };
            let items = node.children().enumerate();
            Piece::List(items.map(|(at, item)| (mark(at), below(item))).collect())
        }
        NodeValue::Table(table) => Piece::Table(
            node.children().map(row).collect(),
            table.alignments.iter().map(align).collect(),
        ),
        NodeValue::CodeBlock(code) => Piece::Code(code.literal.clone()),
        NodeValue::HtmlBlock(block) => Piece::Code(block.literal.clone()),
        NodeValue::BlockQuote => Piece::Quote(below(node)),
        NodeValue::ThematicBreak => Piece::Rule,
        _ => return None,
    };
    Some(piece)
}

fn align(align: &TableAlignment) -> Align {
    match align {
        TableAlignment::None | TableAlignment::Left => Align::Left,
        TableAlignment::Center => Align::Centre,
        TableAlignment::Right => Align::Right,
    }
}

fn row<'a>(node: &'a AstNode<'a>) -> Vec<Vec<Span>> {
    node.children().map(|cell| lines(cell).concat()).collect()
}

/// The text of a block, in the lines that it was broken into.
fn lines<'a>(node: &'a AstNode<'a>) -> Vec<Vec<Span>> {
    let mut lines = vec![Vec::new()];
    node.children()
        .for_each(|child| add(child, false, &mut lines));
    lines
}

fn add<'a>(node: &'a AstNode<'a>, is_strong: bool, lines: &mut Vec<Vec<Span>>) {
    let value = node.data().value.clone();
    let text = match value {
        NodeValue::LineBreak => {
            lines.push(Vec::new());
            return;
        }
        NodeValue::SoftBreak => between(node).to_owned(),
        NodeValue::Text(text) => text.into_owned(),
        NodeValue::Code(code) => code.literal,
        NodeValue::HtmlInline(html) => html,
        _ => {
            let is_strong = is_strong || matches!(value, NodeValue::Strong | NodeValue::Emph);
            node.children()
                .for_each(|child| add(child, is_strong, lines));
            match value {
                // Nobody can click on it.
                NodeValue::Link(link) => format!("（{}）", link.url),
                _ => return,
            }
        }
    };
    if let Some(line) = lines.last_mut() {
        line.push(Span { text, is_strong });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_keeps_its_emphasis_its_lines_and_its_addresses() {
        let strong = Span {
            text: "重点".to_owned(),
            is_strong: true,
        };
        let found = pieces("**重点**在课堂\\\n见[站](https://x.cn)");
        let first = vec![strong, Span::plain("在课堂")];
        let second = ["见", "站", "（https://x.cn）"].map(Span::plain).to_vec();
        assert_eq!(found, [Piece::Paragraph(vec![first, second])]);
    }

    #[test]
    fn lists_have_marks_and_tables_rows() {
        let item = |mark: &str, text: &str| {
            let text = Piece::Paragraph(vec![vec![Span::plain(text)]]);
            (mark.to_owned(), vec![text])
        };
        assert_eq!(
            pieces("3. 甲\n4. 乙"),
            [Piece::List(vec![item("3.", "甲"), item("4.", "乙")])]
        );
        let row = |cells: [&str; 2]| cells.map(|cell| vec![Span::plain(cell)]).to_vec();
        assert_eq!(
            pieces("| 姓名 | 等级 |\n|---|:-:|\n| 周岚 | 一等奖 |"),
            [Piece::Table(
                vec![row(["姓名", "等级"]), row(["周岚", "一等奖"])],
                vec![Align::Left, Align::Centre]
            )]
        );
    }
}
