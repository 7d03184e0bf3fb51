//! Markdown through comrak, the only module that knows it: users' prose made safe and
//! readable by every converter, and Markdown into HTML or a tree of blocks.

mod inline;
mod numbers;
mod soften;
mod stars;
mod tree;
mod typed;

use std::sync::LazyLock;

use comrak::arena_tree::NodeEdge;
use comrak::nodes::{AstNode, NodeValue};
use comrak::{Arena, Options, format_commonmark, markdown_to_html, parse_document};
use regex::Regex;

use crate::text::markdown::escape;
use crate::text::wide::is_wide;

use soften::{clear_of_punctuation, is_harmless, soften};

pub use tree::{Align, Piece, Span, pieces};
pub use typed::without_point;

fn options() -> Options<'static> {
    let mut options = Options::default();
    options.extension.table = true;
    options.extension.cjk_friendly_emphasis = true;
    options.render.width = 0;
    options
}

/// Markdown as HTML. Raw HTML in it is shown as text.
pub fn html(markdown: &str) -> String {
    let mut options = options();
    options.render.escape = true;
    markdown_to_html(markdown, &options)
}

/// One block of Markdown: a paragraph, a list, a table, a piece of code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    /// Its Markdown.
    pub text: String,
    /// Whether a sentence can be added at its end.
    pub is_paragraph: bool,
}

/// The blocks of a user's prose, in a form that pandoc and comrak read alike: one line for each
/// paragraph, pictures and scripts as their description, emphasis clear of punctuation, and whatever
/// is no markup in prose as text.
pub fn normalise(prose: &str) -> Vec<Block> {
    alike(&typed::as_markdown(prose))
}

/// The blocks of Markdown in that form.
fn alike(markdown: &str) -> Vec<Block> {
    let arena = Arena::new();
    let root = parse_document(&arena, markdown, &options());
    numbers::keep(&arena, root, markdown);
    let nodes: Vec<_> = root.descendants().collect();
    for node in &nodes {
        soften(&arena, node);
    }
    for node in &nodes {
        if matches!(node.data().value, NodeValue::Strong | NodeValue::Emph) {
            clear_of_punctuation(&arena, node);
        }
    }
    escape_texts(root);
    let children: Vec<_> = root.children().collect();
    children
        .into_iter()
        .filter_map(|child| block(&arena, child))
        .collect()
}

/// The blocks of a passage; where its template has raw HTML, pictures or scripts they become the
/// text that they become in prose. What templates print otherwise is left as it is.
pub fn harmless(blocks: Vec<String>) -> Vec<String> {
    let blocks = blocks.into_iter().flat_map(|block| match is_risky(&block) {
        true => alike(&block).into_iter().map(|block| block.text).collect(),
        false => vec![block],
    });
    blocks.collect()
}

/// Whether a block of Markdown has anything in it that converters would carry out.
fn is_risky(block: &str) -> bool {
    // Most have nothing that could be.
    if !block.contains(['<', '[']) {
        return false;
    }
    let arena = Arena::new();
    let root = parse_document(&arena, block, &options());
    root.descendants().any(|node| match &node.data().value {
        NodeValue::HtmlInline(_) | NodeValue::HtmlBlock(_) | NodeValue::Image(_) => true,
        NodeValue::Link(link) => !is_harmless(&link.url),
        _ => false,
    })
}

/// What of a user's Markdown has an address that [`normalise`] leaves out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unlinked {
    /// The address.
    pub address: String,
    /// Whether a picture is to be found there.
    pub is_picture: bool,
}

/// The pictures and links of `prose` of which only the words are left.
pub fn unlinked(prose: &str) -> Vec<Unlinked> {
    // Most prose has none.
    if !prose.contains('[') {
        return Vec::new();
    }
    let arena = Arena::new();
    let prose = typed::as_markdown(prose);
    let root = parse_document(&arena, &prose, &options());
    let found = root
        .descendants()
        .filter_map(|node| match &node.data().value {
            NodeValue::Image(image) => Some(Unlinked {
                address: image.url.clone(),
                is_picture: true,
            }),
            NodeValue::Link(link) if !is_harmless(&link.url) => Some(Unlinked {
                address: link.url.clone(),
                is_picture: false,
            }),
            _ => None,
        });
    found.collect()
}

/// Whether stars that were meant for bold stand in what `prose` shows: some without others, or in
/// places where Markdown does not take them for such.
pub fn has_stray_stars(prose: &str) -> bool {
    if !prose.contains("**") {
        return false;
    }
    let arena = Arena::new();
    let prose = typed::as_markdown(prose);
    let root = parse_document(&arena, &prose, &options());
    // Stars with backslashes are meant.
    let meant = prose.matches("\\*\\*").count();
    let shown = root.descendants().filter_map(|node| {
        let data = node.data();
        let is_code = matches!(data.value, NodeValue::Code(_) | NodeValue::CodeBlock(_));
        let text = data.value.text().filter(|_| !is_code)?;
        Some(text.matches("**").count())
    });
    shown.sum::<usize>() > meant
}

/// Whether three stars on either side of something are printed as they are typed: two make bold.
pub fn has_three_stars(prose: &str) -> bool {
    static THREE: LazyLock<Regex> = LazyLock::new(|| {
        let three = r"(?m)(?:^|[^\\*])\*{3}\w[^*\\\n]*\*{3}(?:[^*]|$)";
        Regex::new(three).expect("the pattern is a constant that is right")
    });
    prose.contains("***") && THREE.is_match(prose)
}

/// The first line of `prose` of which letters stand in none of the `blocks` that it has become.
pub fn lost_line<'a>(prose: &'a str, blocks: &[Block]) -> Option<&'a str> {
    let mut shown = blocks
        .iter()
        .flat_map(|block| block.text.chars())
        .filter(|letter| letter.is_alphanumeric());
    prose.lines().find(|line| {
        let letters = typed::letters(line);
        letters
            .chars()
            .any(|letter| !shown.any(|shown| shown == letter))
    })
}

/// The items of a block that is a list, as the Markdown of one paragraph each; `None` where it is
/// no list, or one with more in its items.
pub fn items(block: &str) -> Option<Vec<String>> {
    let arena = Arena::new();
    let root = parse_document(&arena, block, &options());
    let list = root.first_child()?;
    if !matches!(list.data().value, NodeValue::List(_)) || list.next_sibling().is_some() {
        return None;
    }
    let paragraphs: Option<Vec<&AstNode>> = list
        .children()
        .map(|item| {
            let only = item.first_child()?;
            let is_paragraph = matches!(only.data().value, NodeValue::Paragraph);
            (is_paragraph && only.next_sibling().is_none()).then_some(only)
        })
        .collect();
    escape_texts(root);
    let blocks = paragraphs?
        .into_iter()
        .filter_map(|node| self::block(&arena, node));
    Some(blocks.map(|block| block.text).collect())
}

/// The cells of a block that is a table, line by line, as plain text; `None` where it is none.
pub fn cells(block: &str) -> Option<Vec<Vec<String>>> {
    let arena = Arena::new();
    let root = parse_document(&arena, block, &options());
    let table = root.first_child()?;
    if !matches!(table.data().value, NodeValue::Table(_)) {
        return None;
    }
    let lines = table.children();
    Some(
        lines
            .map(|line| line.children().map(text_below).collect())
            .collect(),
    )
}

/// Whether a block of Markdown is a paragraph, to which a sentence can be added.
pub fn is_paragraph(block: &str) -> bool {
    let arena = Arena::new();
    let root = parse_document(&arena, block, &options());
    let first = root.first_child();
    first.is_some_and(|only| {
        matches!(only.data().value, NodeValue::Paragraph) && only.next_sibling().is_none()
    })
}

/// Markdown as the text that a reader sees.
pub fn plain(markdown: &str) -> String {
    let arena = Arena::new();
    text_below(parse_document(&arena, markdown, &options()))
}

fn text_below<'a>(node: &'a AstNode<'a>) -> String {
    let texts = node.descendants().filter_map(|node| {
        let data = node.data();
        match &data.value {
            NodeValue::Code(code) => Some(code.literal.clone()),
            NodeValue::CodeBlock(code) => Some(code.literal.clone()),
            value => value.text().map(|text| text.to_string()),
        }
    });
    texts.collect()
}

/// Escapes the texts below `root` in the way of this program; its writer would escape less.
fn escape_texts<'a>(root: &'a AstNode<'a>) {
    let mut cells = 0;
    for edge in root.traverse() {
        let (node, is_start) = match edge {
            NodeEdge::Start(node) => (node, true),
            NodeEdge::End(node) => (node, false),
        };
        let text = match &node.data().value {
            NodeValue::TableCell if is_start => {
                cells += 1;
                continue;
            }
            NodeValue::TableCell => {
                cells -= 1;
                continue;
            }
            NodeValue::Text(text) => escape(text),
            _ => continue,
        };
        // In a cell the writer itself sets a backslash before each line.
        let text = match cells > 0 {
            true => text.replace("\\|", "|"),
            false => text,
        };
        node.data_mut().value = NodeValue::Raw(text);
    }
}

/// One block by itself; nothing if there is nothing in it.
fn block<'a>(arena: &'a Arena<'a>, node: &'a AstNode<'a>) -> Option<Block> {
    let is_paragraph = matches!(node.data().value, NodeValue::Paragraph);
    let document = arena.alloc(NodeValue::Document.into());
    node.detach();
    document.append(node);
    let mut text = String::new();
    // Writing to a string does not fail.
    let _ = format_commonmark(document, &options(), &mut text);
    let text = text.trim_end().to_owned();
    (!text.is_empty()).then_some(Block { text, is_paragraph })
}

/// What a line break inside a paragraph stands for: nothing between Chinese, else a space.
fn between(soft_break: &AstNode) -> &'static str {
    let text = |node: Option<&AstNode>| {
        node.and_then(|node| node.data().value.text().map(|text| text.to_string()))
    };
    let before = text(soft_break.previous_sibling()).and_then(|text| text.chars().next_back());
    let after = text(soft_break.next_sibling()).and_then(|text| text.chars().next());
    if before.is_none_or(is_wide) || after.is_none_or(is_wide) {
        ""
    } else {
        " "
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(prose: &str) -> Vec<String> {
        normalise(prose)
            .into_iter()
            .map(|block| block.text)
            .collect()
    }

    #[test]
    fn prose_is_one_line_a_paragraph_and_emphasis_is_clear_of_punctuation() {
        assert_eq!(texts("课堂\n教学\n\n第二段"), ["课堂教学", "第二段"]);
        assert_eq!(texts("**重点：**后文"), ["**重点**：后文"]);
        assert_eq!(texts("加强**《新课标》**学习"), ["加强《**新课标**》学习"]);
    }

    #[test]
    fn raw_html_and_pictures_become_text() {
        assert_eq!(texts("见<b>此</b>处"), ["见\\<b>此\\</b>处"]);
        assert_eq!(texts("<script>x</script>"), ["\\<script>x\\</script>"]);
        assert_eq!(texts("![合影](http://x/y.png)"), ["合影"]);
        assert_eq!(texts("[点](javascript:x)"), ["点"]);
        assert_eq!(texts("[站](https://x.cn)"), ["[站](<https://x.cn>)"]);
        assert_eq!(html("见<b>此</b>处"), "<p>见&lt;b&gt;此&lt;/b&gt;处</p>\n");
    }

    #[test]
    fn points_in_the_chinese_way_stay_apart() {
        assert_eq!(
            texts("1、甲\n2、乙\n（1）丙\n一是丁"),
            ["1、甲", "2、乙", "（1）丙", "一是丁"]
        );
        assert_eq!(texts("1.甲\n2.乙"), ["1.甲", "2.乙"]);
        assert_eq!(texts("1) 甲\n2) 乙"), ["1\\) 甲", "2\\) 乙"]);
        let below = html(&texts("- 甲\n  1) 乙\n- 丙").concat());
        assert!(below.contains("<p>甲</p>\n<p>1) 乙</p>"), "{below}");
        assert_eq!(
            texts("做法是\n第一，甲，\n第二，乙，\n——丙\n【丁】戊"),
            ["做法是", "第一，甲，", "第二，乙，", "——丙", "【丁】戊"]
        );
        assert_eq!(texts("我们认为，\n首先，甲"), ["我们认为，首先，甲"]);
    }

    #[test]
    fn code_with_empty_lines_is_one_block() {
        assert_eq!(texts("```\n甲\n\n乙\n```\n").len(), 1);
    }

    #[test]
    fn an_indent_typed_with_spaces_is_no_code() {
        assert_eq!(texts("    甲\n\n    乙"), ["甲", "乙"]);
        assert_eq!(texts("　　甲\n\n　　乙"), ["甲", "乙"]);
    }

    #[test]
    fn three_stars_are_told_from_those_that_are_meant() {
        assert!(has_three_stars("抓***常规***工作"));
        for text in [
            "**常规**",
            "***",
            "\\*\\*\\*常规\\*\\*\\*",
            "李***、王***。",
        ] {
            assert!(!has_three_stars(text), "{text}");
        }
    }

    #[test]
    fn lists_stay_lists() {
        assert_eq!(texts("1. 甲\n2. 乙"), ["1. 甲\n2. 乙"]);
    }
}
