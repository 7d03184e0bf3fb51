//! Word documents as a word processor reads them: their parts, and what the styles make of a
//! paragraph (Office Open XML, ECMA-376, part 1, 17.7.2: the order in which styles apply).

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::Read;
use std::path::Path;

use roxmltree::{Document, Node};

/// The namespace of text documents, and that of references to other parts.
const W: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const R: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// The parts of a package by their names, as text.
pub type Parts = BTreeMap<String, String>;

/// Unpacks a document.
pub fn unpacked(path: &Path) -> Result<Parts, String> {
    let explain = |error: &dyn std::fmt::Display| format!("{}: {error}", path.display());
    let file = fs::File::open(path).map_err(|error| explain(&error))?;
    let mut package = zip::ZipArchive::new(file).map_err(|error| explain(&error))?;
    let mut parts = Parts::new();
    for nth in 0..package.len() {
        let mut part = package.by_index(nth).map_err(|error| explain(&error))?;
        let mut bytes = Vec::new();
        part.read_to_end(&mut bytes)
            .map_err(|error| explain(&error))?;
        let text = String::from_utf8_lossy(&bytes).into_owned();
        let name = part.name().map_err(|error| explain(&error))?.into_owned();
        parts.insert(name, text);
    }
    Ok(parts)
}

/// The XML of a part.
pub fn parsed<'a>(parts: &'a Parts, name: &str) -> Result<Document<'a>, String> {
    let text = parts.get(name).ok_or(format!("no part {name}"))?;
    Document::parse(text).map_err(|error| format!("{name}: {error}"))
}

/// A child element of this name.
pub fn child<'a, 'i>(node: Node<'a, 'i>, name: &str) -> Option<Node<'a, 'i>> {
    node.children().find(|child| child.has_tag_name((W, name)))
}

/// All child elements of this name.
pub fn children<'a, 'i>(node: Node<'a, 'i>, name: &str) -> Vec<Node<'a, 'i>> {
    let all = node
        .children()
        .filter(|child| child.has_tag_name((W, name)));
    all.collect()
}

/// The first element of this name anywhere below.
pub fn below<'a, 'i>(node: Node<'a, 'i>, name: &str) -> Option<Node<'a, 'i>> {
    node.descendants()
        .find(|child| child.has_tag_name((W, name)))
}

/// The value of an attribute.
pub fn attribute<'a>(node: Node<'a, '_>, name: &str) -> Option<&'a str> {
    node.attribute((W, name))
}

/// What a property that is on or off says; its element alone is on.
pub fn is_on(node: Node) -> bool {
    !matches!(attribute(node, "val"), Some("0" | "false" | "off"))
}

/// The text of a paragraph or another element.
pub fn text(node: Node) -> String {
    let texts = node
        .descendants()
        .filter(|inner| inner.has_tag_name((W, "t")));
    texts.filter_map(|inner| inner.text()).collect()
}

/// A paragraph, and where it stands.
#[derive(Clone, Copy)]
pub struct Paragraph<'a, 'i> {
    pub node: Node<'a, 'i>,
    pub cell: Option<Cell<'a, 'i>>,
}

/// The table, the row and the cell that a paragraph stands in.
#[derive(Clone, Copy)]
pub struct Cell<'a, 'i> {
    pub table: Node<'a, 'i>,
    pub row: Node<'a, 'i>,
    pub nth_row: usize,
    pub cell: Node<'a, 'i>,
}

impl<'a, 'i> Cell<'a, 'i> {
    /// The cell beyond a side.
    pub fn neighbour(&self, side: &str) -> Option<Node<'a, 'i>> {
        let cells = children(self.row, "tc");
        let column = cells.iter().position(|cell| *cell == self.cell)?;
        let row_above = || self.nth_row.checked_sub(1);
        let in_row = |row: usize| {
            let row = *children(self.table, "tr").get(row)?;
            children(row, "tc").get(column).copied()
        };
        match side {
            "left" => cells.get(column.checked_sub(1)?).copied(),
            "right" => cells.get(column + 1).copied(),
            "top" => in_row(row_above()?),
            _ => in_row(self.nth_row + 1),
        }
    }
}

/// The paragraphs of a document in their order.
pub fn paragraphs<'a, 'i>(document: &'a Document<'i>) -> Vec<Paragraph<'a, 'i>> {
    let Some(body) = child(document.root_element(), "body") else {
        return Vec::new();
    };
    let mut all = Vec::new();
    for node in body.children() {
        if node.has_tag_name((W, "p")) {
            all.push(Paragraph { node, cell: None });
        } else if node.has_tag_name((W, "tbl")) {
            let table = node;
            for (nth_row, row) in children(table, "tr").into_iter().enumerate() {
                for cell in children(row, "tc") {
                    let place = Cell {
                        table,
                        row,
                        nth_row,
                        cell,
                    };
                    let inside = children(cell, "p").into_iter();
                    all.extend(inside.map(|node| Paragraph {
                        node,
                        cell: Some(place),
                    }));
                }
            }
        }
    }
    all
}

/// The styles and the numbering of a document.
pub struct Styles<'a, 'i> {
    pub styles: &'a Document<'i>,
    pub numbering: Option<&'a Document<'i>>,
}

impl<'a, 'i> Styles<'a, 'i> {
    /// A style and those it is based on, from the nearest.
    fn chain(&self, kind: &str, id: Option<&str>) -> Vec<Node<'a, 'i>> {
        let all = children(self.styles.root_element(), "style");
        let of_kind = |style: &Node| attribute(*style, "type") == Some(kind);
        let find = |id: &str| {
            let mut styles = all.iter().copied().filter(of_kind);
            styles.find(|style| attribute(*style, "styleId") == Some(id))
        };
        let default = || {
            let mut styles = all.iter().copied().filter(of_kind);
            styles.find(|style| attribute(*style, "default") == Some("1"))
        };
        let mut next = id.map_or_else(default, find);
        let mut chain = Vec::new();
        while let Some(style) = next {
            chain.push(style);
            let base = child(style, "basedOn").and_then(|base| attribute(base, "val"));
            next = base.and_then(find).filter(|_| chain.len() < all.len());
        }
        chain
    }

    /// Whether there is such a style of paragraphs.
    pub fn has(&self, id: &str) -> bool {
        !self.chain("paragraph", Some(id)).is_empty()
    }

    /// What has a say in how a paragraph looks, or a run in it, the strongest first; the last
    /// are the defaults of the document.
    fn sources(
        &self,
        paragraph: Paragraph<'a, 'i>,
        run: Option<Node<'a, 'i>>,
    ) -> Vec<Node<'a, 'i>> {
        let mut all = Vec::new();
        if let Some(run) = run {
            all.push(run);
            let style = child(run, "rPr").and_then(|set| child(set, "rStyle"));
            let id = style.and_then(|style| attribute(style, "val"));
            all.extend(self.chain("character", id));
        } else {
            all.push(paragraph.node);
            all.extend(self.level(paragraph.node));
        }
        all.extend(self.chain("paragraph", style_of(paragraph.node)));
        if let Some(cell) = paragraph.cell {
            let chain = self.table_chain(cell.table);
            let first = chain
                .iter()
                .flat_map(|style| children(*style, "tblStylePr"));
            let first = first.filter(|part| attribute(*part, "type") == Some("firstRow"));
            let has_first = child(cell.table, "tblPr")
                .and_then(|set| child(set, "tblLook"))
                .is_some_and(|look| attribute(look, "firstRow") == Some("1"));
            all.extend(first.filter(|_| has_first && cell.nth_row == 0));
            all.extend(&chain);
        }
        let defaults = child(self.styles.root_element(), "docDefaults");
        all.extend(defaults.iter().flat_map(|set| set.children()));
        all
    }

    /// The styles of a table.
    pub fn table_chain(&self, table: Node<'a, 'i>) -> Vec<Node<'a, 'i>> {
        let style = child(table, "tblPr").and_then(|set| child(set, "tblStyle"));
        self.chain("table", style.and_then(|style| attribute(style, "val")))
    }

    /// The level of a list that a paragraph belongs to.
    fn level(&self, paragraph: Node) -> Option<Node<'a, 'i>> {
        let number = child(child(paragraph, "pPr")?, "numPr")?;
        let value = |node, name| attribute(child(node, name)?, "val");
        let lists = self.numbering?.root_element();
        let is = |name: &'static str, id: &str| {
            let id = id.to_owned();
            move |node: &Node| attribute(*node, name) == Some(id.as_str())
        };
        let own = children(lists, "num")
            .into_iter()
            .find(is("numId", value(number, "numId")?))?;
        let list = children(lists, "abstractNum")
            .into_iter()
            .find(is("abstractNumId", value(own, "abstractNumId")?))?;
        children(list, "lvl")
            .into_iter()
            .find(is("ilvl", value(number, "ilvl")?))
    }

    /// What a property of a paragraph comes out as.
    pub fn of_paragraph(
        &self,
        paragraph: Paragraph<'a, 'i>,
        element: &str,
        name: &str,
    ) -> Option<&'a str> {
        let sources = self.sources(paragraph, None);
        first(&sources, "pPr", element, name)
    }

    /// How far the first line is indented; less than nothing where it hangs out to the left.
    pub fn first_line(&self, paragraph: Paragraph<'a, 'i>) -> String {
        let sources = self.sources(paragraph, None);
        let mut indents = sources
            .iter()
            .filter_map(|source| child(child(*source, "pPr")?, "ind"));
        let said = indents.find_map(|indent| {
            // Where a source says one it does away with the other.
            let hanging = attribute(indent, "hanging").filter(|width| *width != "0");
            let hanging = hanging.map(|width| format!("-{width}"));
            let first = || attribute(indent, "firstLine").or(attribute(indent, "hanging"));
            hanging.or_else(|| first().map(str::to_owned))
        });
        said.unwrap_or_else(|| "0".to_owned())
    }

    /// What a property of its text comes out as; where its runs differ, all there are.
    pub fn of_text(&self, paragraph: Paragraph<'a, 'i>, element: &str, name: &str) -> String {
        let runs = paragraph.node.descendants();
        let runs = runs.filter(|node| node.has_tag_name((W, "r")) && !text(*node).is_empty());
        let values: BTreeSet<&str> = runs
            .map(|run| {
                let sources = self.sources(paragraph, Some(run));
                first(&sources, "rPr", element, name).unwrap_or("0")
            })
            .collect();
        values.into_iter().collect::<Vec<_>>().join("+")
    }
}

/// The value that the strongest source gives.
fn first<'a>(sources: &[Node<'a, '_>], set: &str, element: &str, name: &str) -> Option<&'a str> {
    let mut values = sources.iter().filter_map(|source| {
        let found = child(child(*source, set)?, element)?;
        attribute(found, name)
    });
    values.next()
}

/// The style that a paragraph names.
pub fn style_of<'a>(paragraph: Node<'a, '_>) -> Option<&'a str> {
    attribute(child(child(paragraph, "pPr")?, "pStyle")?, "val")
}

/// The name of the part that an identity stands for.
pub fn related(parts: &Parts, reference: Node) -> Result<String, String> {
    let id = reference
        .attribute((R, "id"))
        .ok_or("a reference to nothing")?;
    let relations = parsed(parts, "word/_rels/document.xml.rels")?;
    let mut all = relations.root_element().children();
    let found = all.find(|relation| relation.attribute("Id") == Some(id));
    let target = found.and_then(|relation| relation.attribute("Target"));
    Ok(format!(
        "word/{}",
        target.ok_or(format!("nothing is called {id}"))?
    ))
}
