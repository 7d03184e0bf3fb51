//! What a reader of HTML sees: its elements and its text, without how they look.

/// A part of a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Part {
    /// The beginning or the end of an element, or anything else in angle brackets.
    Tag(String),
    /// Text, its entities decoded, its spaces folded.
    Text(String),
}

/// The parts of a page in order. Emphasis, the widths of columns, which depend on what stands in
/// them, and the style sheet are none.
pub fn parts(html: &str) -> Vec<Part> {
    const NONE: [&str; 8] = [
        "em",
        "/em",
        "strong",
        "/strong",
        "col",
        "/col",
        "colgroup",
        "/colgroup",
    ];
    let mut parts = Vec::new();
    let mut text = String::new();
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        text.push_str(&decoded(&rest[..at]));
        let tag = &rest[at + 1..];
        let end = tag.find('>').unwrap_or(tag.len());
        let name = name(&tag[..end]);
        rest = tag.get(end + 1..).unwrap_or("");
        if name == "style" {
            rest = rest.split_once("</style>").map_or("", |(_, rest)| rest);
        } else if !NONE.contains(&&*name) {
            add_text(&text, &mut parts);
            text.clear();
            parts.push(Part::Tag(name));
        }
    }
    add_text(&(text + &decoded(rest)), &mut parts);
    parts
}

/// The name of the element; of a tag that carries anything out, all of it.
fn name(tag: &str) -> String {
    let name = tag.split([' ', '\n', '/']).find(|part| !part.is_empty());
    let slash = if tag.starts_with('/') { "/" } else { "" };
    match ["href", "src", " on"].iter().any(|word| tag.contains(word)) {
        true => tag.to_owned(),
        false => format!("{slash}{}", name.unwrap_or("")),
    }
}

fn add_text(text: &str, parts: &mut Vec<Part>) {
    let text = folded(text);
    if !text.is_empty() {
        parts.push(Part::Text(text));
    }
}

/// `text` with its spaces as a browser shows them: one for several, none at the ends. pandoc sets
/// one that does not break after abbreviations.
pub fn folded(text: &str) -> String {
    let is_space = |c: char| matches!(c, ' ' | '\t' | '\n' | '\r' | '\u{C}' | '\u{A0}');
    let words: Vec<&str> = text
        .split(is_space)
        .filter(|word| !word.is_empty())
        .collect();
    words.join(" ")
}

/// `text` with the characters that its entities stand for.
fn decoded(text: &str) -> String {
    let mut all = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        all.push_str(&rest[..at]);
        rest = &rest[at..];
        let entity = rest.split_once(';').and_then(|(name, after)| {
            let c = character(&name[1..])?;
            Some((c, after))
        });
        match entity {
            Some((c, after)) => {
                all.push(c);
                rest = after;
            }
            None => {
                all.push('&');
                rest = &rest[1..];
            }
        }
    }
    all + rest
}

/// The character of an entity as the converters write them.
fn character(name: &str) -> Option<char> {
    let number = match name {
        "lt" => return Some('<'),
        "gt" => return Some('>'),
        "amp" => return Some('&'),
        "quot" => return Some('"'),
        "apos" => return Some('\''),
        "nbsp" => return Some('\u{A0}'),
        _ => name.strip_prefix('#')?,
    };
    let number = match number.strip_prefix(['x', 'X']) {
        Some(number) => u32::from_str_radix(number, 16),
        None => number.parse(),
    };
    char::from_u32(number.ok()?)
}
