//! What a term is called: how long it is by its name, and whether a record names it.

use super::record::Record;
use crate::format::Key;
use crate::format::vocabulary::{SPAN, Word};
use crate::text::alike;

/// How long what `[term]` tells of is: as it says, or by its name, 学期 unless that says otherwise.
pub fn span_of(term: Option<&Record>) -> &'static Word {
    let stated = term.and_then(|term| term.word(Key::Span));
    stated.unwrap_or_else(|| {
        let name = term.and_then(|term| term.text(Key::Name));
        span_by_name(name.map_or("", |name| name))
    })
}

/// How long a term of this name is.
pub fn span_by_name(name: &str) -> &'static Word {
    let span = if name.contains("学期") {
        "学期"
    } else if name.contains("学年") {
        "学年"
    } else if name.ends_with('年') || name.contains("年度") {
        "年"
    } else {
        "学期"
    };
    SPAN.find(span).unwrap_or(&SPAN.words[0])
}

/// Whether `name`, as written on a record, is the term called `own`, which is as long as `span`, or
/// one of the two of this school year.
pub fn is_called(own: &str, span: &Word, name: &str) -> bool {
    const THIS: [&str; 5] = ["本学期", "本学年", "本年度", "本年", "今年"];
    const TERMS: [&str; 4] = ["第一学期", "第二学期", "上学期", "下学期"];
    let own = alike::core(own);
    let name = alike::core(name);
    let is_part = match span.name {
        "学年" => TERMS.contains(&name.strip_prefix(&own).unwrap_or(&name)),
        // 上学期 is the one before.
        _ => TERMS[..2].contains(&&*name) && own.ends_with(&name),
    };
    THIS.contains(&&*name) || (!own.is_empty() && name == own) || is_part
}
