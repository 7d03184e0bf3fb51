//! The keys of `[prose]` as an outline names them.

use crate::diagnostic::Diagnostic;
use crate::format::{self, HEADS, Key};
use crate::log::{Phrase, nearest};

/// The keys of `[prose]` with what stands under each.
fn fields() -> impl Iterator<Item = &'static format::Field> + Clone {
    let prose = HEADS.iter().filter(|table| table.key == "prose");
    prose.flat_map(|table| table.fields)
}

/// The key of `[prose]` called `name`, by itself or by what stands under it.
pub(super) fn key(name: &str) -> Option<Key> {
    let mut all = fields();
    let field = all.find(|field| field.is_called(name) || field.about == name);
    field.map(|field| field.key)
}

pub(super) fn unknown(name: &Phrase) -> Diagnostic {
    let diagnostic = Diagnostic::error(name.place(), format!("[prose] 里没有“{}”", name.text));
    let names = fields().map(|field| field.key.name());
    match nearest(&name.text, names.clone()) {
        Some(near) => diagnostic.hint(format!("是不是 {near}？")),
        None => {
            let names: Vec<&str> = names.collect();
            diagnostic.hint(format!("能写的有：{}", names.join("、")))
        }
    }
}
