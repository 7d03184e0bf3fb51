//! The passages by the names that outlines call them.

use std::collections::BTreeSet;

use super::{ANY, Kind, OTHERS, Only, Part, Passage, speaks_of_targets, tells};
use crate::diagnostic::{Diagnostic, Place};
use crate::format::vocabulary::{LEVEL, RECIPIENT};
use crate::format::{self, Key};
use crate::log::{Phrase, WordEntry, nearest};
use crate::wording::templates::Templates;
use crate::wording::words::Words;

/// The passage that `name` names.
pub(in crate::wording) fn find(
    templates: &Templates,
    words: &Words,
    name: &Phrase,
) -> Result<Passage, Diagnostic> {
    called(templates, words, &name.text).map_err(|known| unknown(&name.text, name.place(), &known))
}

/// The passage that a word for one stands for.
pub(in crate::wording) fn find_told(
    templates: &Templates,
    words: &Words,
    entry: &WordEntry,
) -> Result<Passage, Diagnostic> {
    let name = entry.value.as_str().unwrap_or_default();
    called(templates, words, name).map_err(|mut known| {
        // Names that stand for nothing are no remedy.
        known.retain(|known| called(templates, words, known).is_ok());
        unknown(name, entry.place.clone(), &known)
    })
}

/// What is said of a passage that there is not; there are those that are `known`.
fn unknown(name: &str, place: Place, known: &BTreeSet<String>) -> Diagnostic {
    let diagnostic = Diagnostic::error(place, format!("没有叫“{name}”的内容"));
    let names: Vec<&str> = known.iter().map(String::as_str).collect();
    if let Some(table) = format::counted_called(name) {
        let own = names.iter().filter(|known| known.starts_with(table.name));
        let own: Vec<&str> = own.copied().collect();
        return diagnostic.hint(format!("要写明是谁的：{}", own.join("、")));
    }
    let keys = format::counted().map(|table| table.key);
    match nearest(name, names.iter().copied().chain(keys)) {
        Some(near) => diagnostic.hint(format!("是不是“{near}”？")),
        None => diagnostic.hint(format!("能写的有：{}", names.join("、"))),
    }
}

/// What is said of a name that narrows a passage to nothing that there is.
pub(in crate::wording) fn unknown_filter(
    name: &Phrase,
    only: &str,
    known: &BTreeSet<String>,
) -> Diagnostic {
    let (what, _) = name
        .text
        .split_once([':', '：'])
        .unwrap_or((&name.text, ""));
    no_such_part(name, what.trim(), only, known)
}

/// What is said where the rest of all kinds is to be narrowed.
pub(in crate::wording) fn narrowed_rest(name: &Phrase, only: &str) -> Diagnostic {
    Diagnostic::error(name.place(), "“其余”后面不能再写冒号").hint(format!(
        "去掉冒号和后面的字；只写一部分的，写明是哪种记录，如 \"听课:{only}\""
    ))
}

/// What is said of a part of a kind that there is not.
pub(in crate::wording) fn unknown_part(
    name: &Phrase,
    part: &Part,
    known: &BTreeSet<String>,
) -> Diagnostic {
    let only = part.only.name();
    no_such_part(name, part.kind.table.name, only, known)
}

fn no_such_part(name: &Phrase, what: &str, only: &str, known: &BTreeSet<String>) -> Diagnostic {
    let diagnostic = Diagnostic::error(name.place(), format!("{what}里没有“{only}”"));
    let names: Vec<&str> = known.iter().map(String::as_str).collect();
    if let Some(first) = names.first().filter(|_| only.contains([':', '：'])) {
        let mut parts = only.split([':', '：']).map(str::trim);
        let known = |part: &&str| names.iter().any(|name| name.starts_with(*part));
        let one = parts.find(|part| !part.is_empty() && known(part));
        let one = one.unwrap_or(first);
        return diagnostic.hint(format!("冒号后面只能写一样，如 \"{what}:{one}\""));
    }
    // A level that nothing is of is no other name written wrongly: 区级 is not meant for 班级.
    let near = nearest(only, names.iter().copied()).filter(|_| LEVEL.find(only).is_none());
    let listing = format!("能写的有：{}", names.join("、"));
    match near {
        Some(near) => diagnostic.hint(format!("是不是“{near}”？{listing}")),
        None if names.is_empty() => diagnostic.hint("去掉冒号和后面的字"),
        None => diagnostic.hint(listing),
    }
}

/// The passage called `name`, or the names there are.
pub(in crate::wording) fn called(
    templates: &Templates,
    words: &Words,
    name: &str,
) -> Result<Passage, BTreeSet<String>> {
    let name = name.replace('：', ":");
    let name = words.text(&["tell", &name]).unwrap_or(&name);
    let (head, of) = match name.split_once(':') {
        Some((head, of)) => (head.trim(), Some(of.trim())),
        None => (name.trim(), None),
    };
    let head = words.text(&["tell", head]).unwrap_or(head);
    if head == OTHERS {
        return Ok(Passage {
            file: OTHERS.to_owned(),
            of: None,
            narrowed: None,
            tells: Vec::new(),
            filter: of.map(str::to_owned),
        });
    }
    if let Some(table) = format::counted_called(head) {
        let has_recipients = table.field(Key::Recipient.name()).is_some();
        let (whose, filter) = match of.and_then(|of| of.split_once(':')) {
            Some((whose, filter)) if has_recipients => (Some(whose.trim()), Some(filter.trim())),
            _ => (of, None),
        };
        let recipient = whose.and_then(|whose| RECIPIENT.find(whose));
        return match (has_recipients, of, recipient) {
            (true, Some(_), Some(word)) => {
                let recipient = Some(word.name);
                let passage = Passage::of_kind(templates, Kind { table, recipient });
                Ok(filtered(passage, filter))
            }
            (true, ..) => Err(names(templates, words)),
            (false, of, _) => {
                let kind = Kind {
                    table,
                    recipient: None,
                };
                Ok(narrowed(Passage::of_kind(templates, kind), of))
            }
        };
    }
    let file = format!("passages/{head}.md");
    if let Some(template) = templates.get(&file).filter(|_| head != ANY) {
        // What a template knows itself it is told; anything else narrows all that it sees. What is
        // about targets has words of their kinds in it that are none of its own.
        let is_own = of.is_some_and(|of| match speaks_of_targets(&template.text) {
            true => template.text.contains(&format!("of == \"{of}\"")),
            false => template.text.contains(&format!("\"{of}\"")),
        });
        let own = of.filter(|of| is_own || !tells(&template.text, of).is_empty());
        let passage = Passage {
            tells: tells(&template.text, own.unwrap_or_default()),
            of: own.map(str::to_owned),
            narrowed: None,
            file,
            filter: None,
        };
        return Ok(filtered(passage, of.filter(|_| own.is_none())));
    }
    Err(names(templates, words))
}

/// The passage, about those records alone that `filter` names, of whatever kind.
fn filtered(passage: Passage, filter: Option<&str>) -> Passage {
    let Some(filter) = filter else {
        return passage;
    };
    let parts = passage.tells.into_iter().map(|part| {
        let mut names = match part.only {
            Only::Members(names) => names,
            Only::All | Only::Called(_) | Only::These(_) | Only::OfNoGroup(_) => Vec::new(),
        };
        names.push(filter.to_owned());
        Part {
            only: Only::Members(names),
            ..part
        }
    });
    Passage {
        tells: parts.collect(),
        filter: Some(filter.to_owned()),
        ..passage
    }
}

/// The passage of a kind, about those of its records alone that `of` names.
fn narrowed(passage: Passage, of: Option<&str>) -> Passage {
    let Some(of) = of else {
        return passage;
    };
    let parts = passage.tells.into_iter().map(|part| Part {
        only: Only::Called(of.to_owned()),
        ..part
    });
    let tells: Vec<Part> = parts.collect();
    Passage {
        narrowed: tells.first().cloned(),
        tells,
        ..passage
    }
}

/// The names that outlines may call passages by.
fn names(templates: &Templates, words: &Words) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    for table in format::counted() {
        if table.field(Key::Recipient.name()).is_some() {
            let recipients = RECIPIENT.words.iter();
            names.extend(
                recipients.map(|word| {
                    format!("{}:{}", table.name, word.also.first().unwrap_or(&word.name))
                }),
            );
        } else {
            names.insert(table.name.to_owned());
        }
    }
    let own = words.table().get("tell").and_then(toml::Value::as_table);
    names.extend(own.into_iter().flat_map(|own| own.keys().cloned()));
    let built_in = Templates::default();
    names.extend(
        templates
            .names("passages", ".md")
            .filter(|name| !built_in.has(&format!("passages/{name}.md")))
            .map(str::to_owned),
    );
    names
}
