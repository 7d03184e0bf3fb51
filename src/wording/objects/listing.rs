//! Lists that print themselves: the parts of a figure, titles in their marks, anything joined by 、.

use std::fmt;
use std::sync::Arc;

use minijinja::Value;
use minijinja::value::{Enumerator, Object, ObjectRepr};

use super::Figure;
use crate::format::Key;
use crate::log::Text;
use crate::text::count::Count;
use crate::wording::VOID;
use crate::wording::explain::{own_of, printed};
use crate::wording::shown::inside_marks;

/// A list of parts; prints 语文12节、数学9节.
#[derive(Debug)]
pub struct Listing {
    pub items: Vec<Value>,
    /// What it breaks down, with what is in none of its parts.
    pub whole: Option<(Arc<Figure>, Count)>,
    /// What is wrong with printing it where there are no parts of something.
    wrong: Option<String>,
}

impl Listing {
    /// A list of texts.
    pub fn of(items: Vec<Value>) -> Value {
        Value::from_object(Listing {
            items,
            whole: None,
            wrong: None,
        })
    }
}

/// Parts of a figure as a list; where they are those along a key, of which figure, and what is in
/// none of them.
pub(super) fn breakdown(parts: Vec<Part>, of: Option<(Key, Arc<Figure>, Count)>) -> Value {
    let wrong = of.as_ref().filter(|_| parts.is_empty());
    let wrong = wrong.and_then(|(key, whole, _)| without_parts(*key, whole));
    Value::from_object(Listing {
        items: parts.into_iter().map(Value::from_object).collect(),
        whole: of.map(|(_, whole, rest)| (whole, rest)),
        wrong,
    })
}

/// What is wrong with printing in prose the parts of `whole` along `key`, though no record of the
/// log says in which it is. Where others say it, those of another group or kind, these parts are
/// none: what announces them goes.
fn without_parts(key: Key, whole: &Figure) -> Option<String> {
    let axis = key.axis()?;
    if whole.selection.ids().is_empty() || !whole.view.is_prose() {
        return None;
    }
    let table = whole.selection.table();
    if whole.view.tally.is_told(table, key) {
        return None;
    }
    let name = table.name;
    let message = format!("{name}的记录都没有写{axis}，不能按{axis}来分");
    let hint = format!("给记录补上，或者只写总数，写成 {{{{ {name} }}}}");
    Some(printed(&own_of(name, &message, &hint)))
}

impl Object for Listing {
    fn repr(self: &Arc<Self>) -> ObjectRepr {
        ObjectRepr::Seq
    }

    fn get_value(self: &Arc<Self>, key: &Value) -> Option<Value> {
        self.items.get(key.as_usize()?).cloned()
    }

    fn enumerate(self: &Arc<Self>) -> Enumerator {
        Enumerator::Seq(self.items.len())
    }

    fn render(self: &Arc<Self>, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // A part that is nothing, as of what several did together, takes none of the others away.
        let items = self.items.iter().map(Value::to_string);
        let items: Vec<String> = items.filter(|item| !item.contains(VOID)).collect();
        match (items.is_empty(), &self.wrong) {
            (true, Some(wrong)) => f.write_str(wrong),
            (true, None) => write!(f, "{VOID}"),
            (false, _) => f.write_str(&items.join("、")),
        }
    }
}

/// One part of a figure; prints its name and its number.
#[derive(Debug)]
pub struct Part {
    pub name: Text,
    pub figure: Arc<Figure>,
}

impl Object for Part {
    fn repr(self: &Arc<Self>) -> ObjectRepr {
        ObjectRepr::Plain
    }

    fn is_true(self: &Arc<Self>) -> bool {
        !self.figure.selection.count().is_zero()
    }

    fn get_value(self: &Arc<Self>, key: &Value) -> Option<Value> {
        Some(match key.as_str()? {
            "name" | "名称" => Value::from(&*self.name),
            "figure" | "数量" => Value::from_dyn_object(Arc::clone(&self.figure)),
            _ => return None,
        })
    }

    fn render(self: &Arc<Self>, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.name)?;
        self.figure.print(f)
    }
}

/// Titles; print in their marks, with nothing between them.
#[derive(Debug)]
pub struct Quoted {
    pub titles: Vec<Text>,
    /// Whether they are works (《》) or not (“”).
    pub are_works: bool,
}

impl Quoted {
    pub(super) fn value(titles: Vec<Text>, are_works: bool) -> Value {
        Value::from_object(Quoted { titles, are_works })
    }
}

impl Object for Quoted {
    fn repr(self: &Arc<Self>) -> ObjectRepr {
        ObjectRepr::Seq
    }

    fn get_value(self: &Arc<Self>, key: &Value) -> Option<Value> {
        let title = self.titles.get(key.as_usize()?)?;
        Some(Value::from(&**title))
    }

    fn enumerate(self: &Arc<Self>) -> Enumerator {
        Enumerator::Seq(self.titles.len())
    }

    fn render(self: &Arc<Self>, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.titles.is_empty() {
            return write!(f, "{VOID}");
        }
        let (open, close) = if self.are_works {
            ("《", "》")
        } else {
            ("“", "”")
        };
        self.titles.iter().try_for_each(|title| {
            let inside = inside_marks(title, open, close);
            write!(f, "{open}{inside}{close}")
        })
    }
}
