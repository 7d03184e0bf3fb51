//! Whether a Word document is laid out as asked, paragraph by paragraph.

use super::blocks::{Block, Cell, Kind, squeezed};
use super::ooxml::{
    self, Paragraph, Parts, Styles, attribute, below, child, children, is_on, paragraphs, parsed,
    related, style_of, text,
};
use comrak::nodes::TableAlignment;

/// How a way to Word lays documents out.
pub struct Standard {
    /// The margins in twentieths of a point: top, bottom, left, right.
    pub margins: [&'static str; 4],
    /// How a paragraph may look, as [`look`] says it.
    pub look: fn(&Block) -> Vec<String>,
    pub has_page_number: bool,
}

/// A4 in twentieths of a point.
const SIZE: [&str; 2] = ["11906", "16838"];

/// Compares a document with the blocks of the report and with the standard.
pub fn follows(standard: &Standard, blocks: &[Block], parts: &Parts) -> Result<(), String> {
    let document = parsed(parts, "word/document.xml")?;
    let styles = parsed(parts, "word/styles.xml")?;
    let numbering = parsed(parts, "word/numbering.xml").ok();
    let styles = Styles {
        styles: &styles,
        numbering: numbering.as_ref(),
    };
    page(standard, &document, parts, &styles)?;
    let found = paragraphs(&document);
    for (block, paragraph) in blocks.iter().zip(&found) {
        let shown = squeezed(&text(paragraph.node));
        if shown != block.text {
            return Err(format!(
                "expected {:?}: {}\nfound {shown}",
                block.kind, block.text
            ));
        }
        let (expected, looks) = ((standard.look)(block), look(&styles, *paragraph));
        if !expected.contains(&looks) {
            return Err(format!(
                "{:?} {shown}\nlooks    {looks}\nexpected {}",
                block.kind,
                expected.join("\n      or ")
            ));
        }
        place(block, *paragraph, &styles).map_err(|wrong| format!("{shown}: {wrong}"))?;
    }
    match blocks.len() == found.len() {
        true => Ok(()),
        false => Err(format!(
            "{} paragraphs out of {}",
            found.len(),
            blocks.len()
        )),
    }
}

/// What the styles make of a paragraph, in one line: font and size in half points, lines, space
/// before and after, indents in twentieths of a point and in hundredths of a character, alignment,
/// level of heading.
fn look<'a>(styles: &Styles<'a, '_>, paragraph: Paragraph<'a, '_>) -> String {
    let of = |element, name| styles.of_paragraph(paragraph, element, name).unwrap_or("0");
    let level = styles.of_paragraph(paragraph, "outlineLvl", "val");
    let level = level.map_or(String::new(), |level| format!(", level {level}"));
    let font = styles.of_text(paragraph, "rFonts", "eastAsia");
    // Where a style names several, the first is the one that is meant.
    let font = font.split(';').next().unwrap_or("");
    format!(
        "{font} {}, lines {} {}, around {} {}, first {} {}, left {}, right {} {}, {}{level}",
        styles.of_text(paragraph, "sz", "val"),
        of("spacing", "line"),
        of("spacing", "lineRule"),
        of("spacing", "before"),
        of("spacing", "after"),
        styles.first_line(paragraph),
        of("ind", "firstLineChars"),
        of("ind", "left"),
        of("ind", "right"),
        of("ind", "rightChars"),
        of("jc", "val"),
    )
}

/// How the text of a cell is aligned; `usual` where its column does not say.
pub fn align(cell: Cell, usual: &'static str) -> &'static str {
    match cell.align {
        TableAlignment::Left => "left",
        TableAlignment::Right => "right",
        TableAlignment::Center => "center",
        TableAlignment::None => usual,
    }
}

/// What a paragraph needs of what is around it: a cell, its row and its table; a list.
fn place<'a>(
    block: &Block,
    paragraph: Paragraph<'a, '_>,
    styles: &Styles<'a, '_>,
) -> Result<(), String> {
    let is_listed = below(paragraph.node, "numPr").is_some();
    if is_listed != (block.kind == Kind::Item) {
        return Err(format!("{:?}, in a list: {is_listed}", block.kind));
    }
    let (cell, Kind::Cell(expected)) = (paragraph.cell, block.kind) else {
        return match paragraph.cell {
            None => Ok(()),
            Some(_) => Err("stands in a table".to_owned()),
        };
    };
    let cell = cell.ok_or("stands in no table")?;
    let repeats = below(cell.row, "tblHeader").is_some_and(is_on);
    if cell.nth_row != expected.row || repeats != (expected.row == 0) {
        return Err(format!(
            "row {}, repeated on each page: {repeats}",
            cell.nth_row
        ));
    }
    for side in ["top", "left", "bottom", "right"] {
        if !has_line(cell, side, styles) {
            return Err(format!("no line at the {side} of the cell"));
        }
    }
    Ok(())
}

/// Whether a line is drawn at a side of a cell: by the cell, by its neighbour, by the table.
fn has_line<'a>(cell: ooxml::Cell<'a, '_>, side: &str, styles: &Styles<'a, '_>) -> bool {
    let own = |cell, side| child(below(cell, "tcBorders")?, side);
    let opposite = match side {
        "top" => "bottom",
        "bottom" => "top",
        "left" => "right",
        _ => "left",
    };
    if let Some(line) = own(cell.cell, side) {
        return is_line(line);
    }
    if let Some(line) = cell.neighbour(side).and_then(|next| own(next, opposite)) {
        return is_line(line);
    }
    // A line within the table is one of its own; the outer ones are the table's.
    let inner = match side {
        "top" | "bottom" => "insideH",
        _ => "insideV",
    };
    let chain = styles.table_chain(cell.table);
    let has = |name: &str| {
        let mut lines = chain
            .iter()
            .filter_map(|style| child(below(*style, "tblBorders")?, name));
        lines.next().is_some_and(is_line)
    };
    has(side) && has(inner)
}

/// Whether a border is drawn.
fn is_line(border: roxmltree::Node) -> bool {
    let size = attribute(border, "sz").and_then(|size| size.parse::<u32>().ok());
    attribute(border, "val") == Some("single") && size.is_some_and(|size| size > 0)
}

/// The page and its margins, one section from first to last page, the number in the footer.
fn page<'a>(
    standard: &Standard,
    document: &'a roxmltree::Document,
    parts: &'a Parts,
    styles: &Styles<'a, '_>,
) -> Result<(), String> {
    let sections = document
        .descendants()
        .filter(|node| node.tag_name().name() == "sectPr");
    let [section] = sections.collect::<Vec<_>>()[..] else {
        return Err("there is not one section".to_owned());
    };
    let value = |element: &str, name: &str| {
        let found = child(section, element).and_then(|element| attribute(element, name));
        found.unwrap_or("").to_owned()
    };
    let size = [value("pgSz", "w"), value("pgSz", "h")];
    let margins = ["top", "bottom", "left", "right"].map(|side| value("pgMar", side));
    if size != SIZE || margins != standard.margins {
        return Err(format!("the page is {size:?}, its margins {margins:?}"));
    }
    let footers = children(section, "footerReference");
    match (standard.has_page_number, &footers[..]) {
        (true, [footer]) => {
            let part = related(parts, *footer)?;
            let footer = parsed(parts, &part)?;
            number(&footer, styles).map_err(|wrong| format!("{part}: {wrong}"))
        }
        (false, []) => Ok(()),
        (expected, found) => Err(format!("{} footers, expected one: {expected}", found.len())),
    }
}

/// The footer is — 1 — in the middle, with a field for the number.
fn number(footer: &roxmltree::Document, styles: &Styles) -> Result<(), String> {
    let root = footer.root_element();
    let [paragraph] = children(root, "p")[..] else {
        return Err("not one paragraph".to_owned());
    };
    let fields = root
        .descendants()
        .filter_map(|node| match node.tag_name().name() {
            "instrText" => node.text(),
            "fldSimple" => attribute(node, "instr"),
            _ => None,
        });
    let fields: Vec<&str> = fields.map(str::trim).collect();
    let shown = text(root);
    // The style belongs to another part of the package, so it is asked for by its name.
    let style = style_of(paragraph).unwrap_or("");
    let is_right = fields == ["PAGE"] && shown.starts_with("— ") && shown.ends_with(" —");
    let is_right = is_right && style == "Footer" && styles.has(style);
    match is_right {
        true => Ok(()),
        false => Err(format!("{shown}, fields {fields:?}, style {style}")),
    }
}
