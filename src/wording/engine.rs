//! The two template engines: that of the templates, and that of prose, whose expressions only see
//! figures.

use std::fmt::Write;
use std::sync::Arc;

use minijinja::syntax::SyntaxConfig;
use minijinja::value::ValueKind;
use minijinja::{AutoEscape, Environment, Error, UndefinedBehavior, Value};

use super::explain::{self, Names, TELLERS};
use super::objects::Figure;
use super::templates::Templates;
use super::{HERE, SILENT, Wording, filters, objects, passage, styles};
use crate::diagnostic::Diagnostic;
use crate::text::markdown::{as_literals, escape};

/// Delimiters that no text can contain, for what prose is not to have.
const NEVER: (&str, &str) = ("\u{FDD2}", "\u{FDD3}");

/// How much work one passage may do, in template instructions (and 64 bytes each).
const FUEL: u64 = 5_000_000;

/// How much work one piece of prose may do: some twenty thousand figures.
const PROSE_FUEL: u64 = 200_000;

/// The engine of the templates.
pub(super) fn engine(templates: &Templates) -> Result<Environment<'static>, Vec<Diagnostic>> {
    let mut engine = Environment::new();
    // The delimiters are known to be right.
    let syntax = SyntaxConfig::builder()
        .trim_blocks(true)
        .lstrip_blocks(true)
        .build();
    engine.set_syntax(syntax.unwrap_or_default());
    engine.set_undefined_behavior(UndefinedBehavior::Strict);
    engine.set_fuel(Some(FUEL));
    // Errors then know the bytes they are about.
    engine.set_debug(true);
    // Phrases are plain text; whoever prints them escapes them.
    engine.set_auto_escape_callback(|name| match name.starts_with("phrases/") {
        true => AutoEscape::None,
        false => AutoEscape::Custom("markdown".into()),
    });
    engine.set_formatter(|out, state, value| {
        whole(value)?;
        let text = value.to_string();
        if value.is_safe() || *state.auto_escape() == AutoEscape::None {
            out.write_str(&text)?;
        } else if !value.is_undefined() {
            out.write_str(&escape(&text))?;
        }
        Ok(())
    });
    restrict(&mut engine);
    filters::add(&mut engine);
    styles::add(&mut engine);
    let mut wrong = Vec::new();
    for (name, template) in templates.sentences() {
        if let Err(error) = engine.add_template_owned(name.to_owned(), template.text.clone()) {
            wrong.push(explain::in_template(
                &error,
                name,
                templates,
                &Names::default(),
            ));
        }
    }
    if wrong.is_empty() {
        Ok(engine)
    } else {
        Err(wrong)
    }
}

/// Refuses what has no text of its own: a record, a table of words, a list of them.
fn whole(value: &Value) -> Result<(), Error> {
    let has_no_text = |value: &Value| value.kind() == ValueKind::Map;
    let is_bare = match value.kind() {
        ValueKind::Map => true,
        ValueKind::Seq if value.as_object().is_some() => value
            .try_iter()
            .is_ok_and(|mut items| items.any(|item| has_no_text(&item))),
        _ => false,
    };
    if is_bare {
        return Err(explain::own(
            "这里不是一个数字或一段文字，印不出来",
            "后面接着写点和名字，说明要其中的哪一项",
        ));
    }
    Ok(())
}

/// Refuses what nobody means to print in prose: lists of one's own, groups of names, yes and no.
fn printable(value: &Value) -> Result<(), Error> {
    let (message, hint) = match value.kind() {
        ValueKind::Bool | ValueKind::None => (
            "这里得出的不是数字，是“是”或“否”，印不出来",
            "判断写在 {% if 听课.数 > 100 %}……{% endif %} 里；要印数字，写成 {{ 听课 }}",
        ),
        ValueKind::Map => (
            "这里不是一个数字或一段文字，印不出来",
            "一对花括号里只写一个数字的名字，如 {{ 听课 }}；学校、学期后面接着写点和名字，如 {{ 学校.班级 }}",
        ),
        ValueKind::Seq | ValueKind::Iterable if !objects::prints_itself(value) => (
            "这里是一组内容，印不出来",
            "几个数字一个一个地写，中间写顿号，如 {{ 听课 }}、{{ 公开课 }}；要分开列，写成 {{ 听课.按(\"类型\") }}",
        ),
        _ => return Ok(()),
    };
    Err(explain::own(message, hint))
}

/// Takes away what sorts values, for a wrong name among them cannot be put in an order, and what
/// lets a list grow without bounds.
fn restrict(engine: &mut Environment) {
    for filter in ["sort", "unique", "groupby", "dictsort", "min", "max"] {
        engine.remove_filter(filter);
    }
    for function in ["namespace", "dict", "debug"] {
        engine.remove_global(function);
    }
}

/// The engine of prose: expressions only see figures, and what they print is marked.
pub(super) fn prose_engine(wording: &Wording) -> Environment<'static> {
    let mut engine = Environment::new();
    // The delimiters are known to be right.
    let syntax = SyntaxConfig::builder()
        .comment_delimiters(NEVER.0, NEVER.1)
        .build();
    engine.set_syntax(syntax.unwrap_or_default());
    engine.set_undefined_behavior(UndefinedBehavior::Strict);
    engine.set_fuel(Some(PROSE_FUEL));
    engine.set_debug(true);
    engine.set_auto_escape_callback(|name| match name {
        "prose.md" => AutoEscape::Custom("markdown".into()),
        _ => AutoEscape::None,
    });
    engine.set_formatter(|out, state, value| {
        if let Some(wrong) = value
            .downcast_object_ref::<Figure>()
            .and_then(Figure::mixed)
        {
            return Err(wrong);
        }
        printable(value)?;
        let text = value.to_string();
        if let Some(wrong) = explain::wrong_in(&text) {
            return Err(wrong);
        }
        out.write_char(HERE)?;
        if *state.auto_escape() == AutoEscape::None {
            out.write_str(&text)?;
        } else if value.is_safe() {
            out.write_str(&as_literals(&text))?;
        } else {
            out.write_str(&as_literals(&escape(&text)))?;
        }
        Ok(())
    });
    restrict(&mut engine);
    // What a user has typed is no markup.
    engine.remove_filter("safe");
    filters::add(&mut engine);
    styles::add(&mut engine);
    let teller = wording.clone();
    let notes = Arc::new(wording.view.in_prose());
    let tell = move |name: Value| {
        let name = name
            .as_str()
            .ok_or_else(|| explain::not_quoted(TELLERS[0]))?;
        let passage = passage::called(&teller.templates, teller.words(), name)
            .map_err(|known| explain::unknown("能叙述的内容", name, &known))?;
        if passage.is_others() {
            return Err(explain::own(
                "“其余”不能写在文字里",
                "写在提纲的 tell 里：tell = [\"其余\"]",
            ));
        }
        if let Some(part) = passage.narrowed.as_ref()
            && teller.records_in(part).is_none()
        {
            let only = part.only.name();
            let known = objects::names(&teller.records_of(part.kind));
            return Err(explain::unknown(part.kind.table.name, only, &known));
        }
        if let Some((only, known)) = teller.unknown_filter(&passage) {
            let what = name.split([':', '：']).next().unwrap_or(name);
            return Err(explain::unknown(what, only, &known));
        }
        let passages = std::iter::once(passage.clone());
        let passages = passages.chain(passage.followers(&teller.templates));
        if !notes.may_tell() {
            return Err(explain::too_much());
        }
        let mut blocks = Vec::new();
        for passage in passages {
            // What follows it is told where it has nothing to say itself.
            if blocks.is_empty() {
                blocks = teller.passage(&passage).map_err(|diagnostic| {
                    let hint = diagnostic.hints.first().cloned().unwrap_or_default();
                    explain::own(&diagnostic.message, &hint)
                })?;
            }
        }
        notes.narrate(&passage, &teller.told(&passage));
        let text = match blocks.iter().any(|block| block.starts_with('|')) {
            true => blocks.join("\n\n"),
            false => blocks.concat(),
        };
        // A passage is sentences of its own: what stands beside it stays where it says nothing.
        let text = if text.is_empty() {
            SILENT.to_string()
        } else {
            text
        };
        Ok::<_, minijinja::Error>(Value::from_safe_string(text))
    };
    for name in TELLERS {
        engine.add_function(name, tell.clone());
    }
    engine
}
