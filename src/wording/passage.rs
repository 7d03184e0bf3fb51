//! The passages by the names that outlines call them.

use std::collections::BTreeSet;

use crate::diagnostic::Diagnostic;
use crate::format::vocabulary::RECIPIENT;
use crate::format::{self, Key};
use crate::log::{Phrase, nearest};

use super::templates::Templates;
use super::view::Spoken;
use super::words::Words;

/// Computed sentences that can stand in a section.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Passage {
    /// The template file that makes them.
    pub file: String,
    /// What of its kind they speak of: the recipient of awards.
    pub of: Option<String>,
    /// The kinds of record they tell.
    pub tells: Vec<Spoken>,
}

/// What stands for every kind that an outline does not name.
pub const OTHERS: &str = "others";

/// The passage of kinds that have none of their own.
const ANY: &str = "any";

impl Passage {
    /// The passage in `passages/NAME.md`, which tells of no one kind.
    pub fn named(name: &str) -> Passage {
        Passage {
            file: format!("passages/{name}.md"),
            of: None,
            tells: Vec::new(),
        }
    }

    /// Whether it stands for all kinds that the outline does not name.
    pub fn is_others(&self) -> bool {
        self.file == OTHERS
    }

    /// The passages of a kind of record, all recipients of awards apart.
    pub fn of_kind(templates: &Templates, kind: &Spoken) -> Passage {
        let (key, recipient) = *kind;
        let own = format!("passages/{key}.md");
        let has_own = templates.has(&own);
        Passage {
            of: match (recipient, has_own) {
                (Some(recipient), true) => Some(recipient.to_owned()),
                (_, true) => None,
                (_, false) => Some(key.to_owned()),
            },
            file: if has_own {
                own
            } else {
                format!("passages/{ANY}.md")
            },
            tells: vec![*kind],
        }
    }
}

/// The passage that `name` names.
pub(super) fn find(
    templates: &Templates,
    words: &Words,
    name: &Phrase,
) -> Result<Passage, Diagnostic> {
    called(templates, words, &name.text).map_err(|known| {
        let diagnostic = Diagnostic::error(name.place(), format!("没有叫“{}”的内容", name.text));
        let names: Vec<&str> = known.iter().map(String::as_str).collect();
        match nearest(&name.text, names.iter().copied()) {
            Some(near) => diagnostic.hint(format!("是不是“{near}”？")),
            None => diagnostic.hint(format!("能写的有：{}", names.join("、"))),
        }
    })
}

/// The passage called `name`, or the names there are.
pub(super) fn called(
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
    if head == OTHERS {
        return Ok(Passage {
            file: OTHERS.to_owned(),
            of: None,
            tells: Vec::new(),
        });
    }
    if let Some(table) = format::counted_called(head) {
        let recipients = table.field(Key::Recipient.name()).is_some();
        let recipient = of.and_then(|of| RECIPIENT.find(of));
        return match (recipients, of, recipient) {
            (true, Some(_), Some(word)) => {
                Ok(Passage::of_kind(templates, &(table.key, Some(word.name))))
            }
            (false, None, _) => Ok(Passage::of_kind(templates, &(table.key, None))),
            _ => Err(names(templates, words)),
        };
    }
    let file = format!("passages/{head}.md");
    if let Some(template) = templates.get(&file).filter(|_| head != ANY) {
        return Ok(Passage {
            tells: tells(&template.text, of.unwrap_or_default()),
            of: of.map(str::to_owned),
            file,
        });
    }
    Err(names(templates, words))
}

/// The kinds that a passage says it tells of: a line `{# tells session, lesson #}` of its file,
/// or `{# tells study: training #}` for what it is to speak of.
fn tells(text: &str, of: &str) -> Vec<Spoken> {
    let lines = text.lines().filter_map(|line| {
        let line = line.strip_prefix("{# tells ")?.strip_suffix("#}")?;
        Some(line.split_once(':').unwrap_or(("", line)))
    });
    let own = lines.filter(|(what, _)| what.trim() == of);
    let kinds = own.flat_map(|(_, kinds)| kinds.split(','));
    kinds.flat_map(|kind| all_of(kind.trim())).collect()
}

/// A kind of record, of awards to each recipient.
fn all_of(kind: &str) -> Vec<Spoken> {
    let Some(table) = format::counted_called(kind) else {
        return Vec::new();
    };
    if table.field(Key::Recipient.name()).is_none() {
        return vec![(table.key, None)];
    }
    let recipients = RECIPIENT.words.iter();
    recipients
        .map(|word| (table.key, Some(word.name)))
        .collect()
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
