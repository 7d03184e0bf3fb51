//! What converters read in different ways, in a form that they read alike.

use comrak::Arena;
use comrak::nodes::{AstNode, NodeHeading, NodeLink, NodeValue};

use super::between;
use crate::text::wide::is_wide;

/// Headings inside prose stand below those of the report's own sections.
const PROSE_HEADING: u8 = 4;

/// Turns a node that converters disagree on into one that they do not.
pub(super) fn soften<'a>(arena: &'a Arena<'a>, node: &'a AstNode<'a>) {
    let value = node.data().value.clone();
    let softened = match value {
        NodeValue::SoftBreak => NodeValue::Text(between(node).into()),
        NodeValue::HtmlInline(html) => NodeValue::Text(html.into()),
        NodeValue::HtmlBlock(block) => {
            let text = block.literal.replace('\n', " ");
            node.append(arena.alloc(NodeValue::Text(text.trim().to_owned().into()).into()));
            NodeValue::Paragraph
        }
        NodeValue::Heading(heading) => NodeValue::Heading(NodeHeading {
            level: heading.level.max(PROSE_HEADING),
            setext: false,
            ..heading
        }),
        NodeValue::Link(ref link) if is_harmless(&link.url) => {
            if link.title.is_empty() {
                fence_in(arena, node, link);
            }
            return;
        }
        NodeValue::Image(_) | NodeValue::Link(_) => {
            let children: Vec<_> = node.children().collect();
            for child in children {
                node.insert_before(child);
            }
            node.detach();
            return;
        }
        _ => return,
    };
    node.data_mut().value = softened;
}

/// Writes a link with its address in angle brackets: pandoc's `gfm` takes a bare one for a link that
/// goes on behind it, and what stands there for no Markdown.
fn fence_in<'a>(arena: &'a Arena<'a>, node: &'a AstNode<'a>, link: &NodeLink) {
    let raw = |text: String| arena.alloc(NodeValue::Raw(text).into());
    let mut address = String::with_capacity(link.url.len() + 8);
    for c in link.url.chars() {
        if matches!(c, '\\' | '<' | '>') || c == '&' && link.url.contains(';') {
            address.push('\\');
        }
        address.push(c);
    }
    node.insert_before(raw("[".to_owned()));
    let children: Vec<_> = node.children().collect();
    for child in children {
        node.insert_before(child);
    }
    node.insert_before(raw(format!("](<{address}>)")));
    node.detach();
}

/// Whether a link leads to a page, a mail address or a file, and not into a script.
pub(super) fn is_harmless(url: &str) -> bool {
    let scheme = url.split_once(':').map(|(scheme, _)| scheme.to_lowercase());
    scheme.is_none_or(|scheme| matches!(&*scheme, "http" | "https" | "mailto"))
}

/// Moves punctuation at the ends of emphasis out of it, and the spaces beside it: some converters
/// read the marks of `**重点：**后文` as text.
pub(super) fn clear_of_punctuation<'a>(arena: &'a Arena<'a>, node: &'a AstNode<'a>) {
    let is_mark = |c: char| {
        c.is_whitespace() || (is_wide(c) || c.is_ascii_punctuation()) && !c.is_alphanumeric()
    };
    let new_text = |text: &str| arena.alloc(NodeValue::Text(text.to_owned().into()).into());
    if let Some((last, text)) = text_of(node.last_child()) {
        let kept = text.trim_end_matches(is_mark);
        if kept.len() < text.len() && !kept.is_empty() {
            node.insert_after(new_text(&text[kept.len()..]));
            last.data_mut().value = NodeValue::Text(kept.to_owned().into());
        }
    }
    if let Some((first, text)) = text_of(node.first_child()) {
        let kept = text.trim_start_matches(is_mark);
        if kept.len() < text.len() && !kept.is_empty() {
            node.insert_before(new_text(&text[..text.len() - kept.len()]));
            first.data_mut().value = NodeValue::Text(kept.to_owned().into());
        }
    }
}

/// A node with its text, if it is text.
fn text_of<'a>(node: Option<&'a AstNode<'a>>) -> Option<(&'a AstNode<'a>, String)> {
    let node = node?;
    let text = node.data().value.text()?.to_string();
    Some((node, text))
}
