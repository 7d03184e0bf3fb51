//! The numbers of lists: Markdown counts on from the first, people may type others. Where they begin
//! with 1 again (as in the prose of a second file), it may go on.

use comrak::Arena;
use comrak::nodes::{AstNode, ListDelimType, ListType, NodeList, NodeValue};

/// Makes paragraphs of the items of lists below `root` whose numbers do not count on or have
/// brackets, so that each stands as it is typed in `markdown`.
pub(super) fn keep<'a>(arena: &'a Arena<'a>, root: &'a AstNode<'a>, markdown: &str) {
    let lines: Vec<&str> = markdown.lines().collect();
    let lists: Vec<_> = root
        .descendants()
        .filter_map(|node| match node.data().value {
            NodeValue::List(list) if list.list_type == ListType::Ordered => Some((node, list)),
            _ => None,
        })
        .collect();
    for (node, list) in lists {
        let numbers: Vec<&str> = node.children().map(|item| number(item, &lines)).collect();
        // What readers make of a list has dots.
        let is_as_typed = list.delimiter == ListDelimType::Period;
        if !is_as_typed || !counts(list.start, &numbers) {
            open(arena, node, &list, &numbers);
        }
    }
}

/// Whether numbers count on from `first` or from 1.
fn counts(first: usize, numbers: &[&str]) -> bool {
    let mut next = first;
    numbers.iter().all(|typed| {
        let is_next = *typed == next.to_string() || *typed == "1";
        next = if *typed == "1" { 2 } else { next + 1 };
        is_next
    })
}

/// The number that an item is typed with.
fn number<'a>(item: &AstNode, lines: &[&'a str]) -> &'a str {
    let start = item.data().sourcepos.start;
    let line = lines.get(start.line.saturating_sub(1));
    let text = line.and_then(|line| line.get(start.column.saturating_sub(1)..));
    let text = text.unwrap_or_default();
    &text[..text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len()]
}

/// Puts what is in the items of a list in its place, behind their numbers.
fn open<'a>(arena: &'a Arena<'a>, node: &'a AstNode<'a>, list: &NodeList, numbers: &[&str]) {
    let sign = match list.delimiter {
        ListDelimType::Period => '.',
        ListDelimType::Paren => ')',
    };
    let items: Vec<_> = node.children().collect();
    for (item, number) in items.into_iter().zip(numbers) {
        let typed = NodeValue::Text(format!("{number}{sign} ").into());
        let typed = arena.alloc(typed.into());
        match item.first_child() {
            Some(first) if matches!(first.data().value, NodeValue::Paragraph) => {
                first.prepend(typed);
            }
            _ => {
                let paragraph = arena.alloc(NodeValue::Paragraph.into());
                paragraph.append(typed);
                item.prepend(paragraph);
            }
        }
        let children: Vec<_> = item.children().collect();
        for child in children {
            node.insert_before(child);
        }
    }
    // The paragraphs of an item stand apart in a loose list alone.
    for outer in node.ancestors().skip(1) {
        if let NodeValue::List(list) | NodeValue::Item(list) = &mut outer.data_mut().value {
            list.tight = false;
        }
    }
    node.detach();
}
