//! The passages: which template makes them, and which records they tell.

mod naming;

use crate::format::vocabulary::RECIPIENT;
use crate::format::{self, Key, Table};
use crate::tally::Id;

use super::templates::Templates;

pub(super) use naming::{called, find, find_told, narrowed_rest, unknown_filter, unknown_part};

/// A kind of record; of awards, those to one sort of recipient, for these are never added.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Kind {
    /// Its table.
    pub table: &'static Table,
    /// The recipient, where records of this table have one.
    pub recipient: Option<&'static str>,
}

impl Kind {
    /// What people call it: 听课, 学生获奖.
    pub fn name(self) -> String {
        format!("{}{}", self.whose(), self.table.name)
    }

    /// Who it goes to, of awards: 学生.
    pub(super) fn whose(self) -> &'static str {
        let recipient = self.recipient.and_then(|name| RECIPIENT.find(name));
        recipient.and_then(|word| word.also.first()).unwrap_or(&"")
    }
}

/// Some records of a kind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// The kind.
    pub kind: Kind,
    /// Which of them.
    pub only: Only,
}

/// Which records of a kind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Only {
    /// All.
    All,
    /// Those that a name narrows them to, as in an expression.
    Called(String),
    /// Those that members of a figure narrow them to, one after the other.
    Members(Vec<String>),
    /// These.
    These(Vec<Id>),
    /// The part in these of people who are in no group.
    OfNoGroup(Vec<Id>),
}

impl Only {
    /// The name that an outline or an expression gives, for messages.
    pub fn name(&self) -> &str {
        match self {
            Only::Called(name) => name,
            Only::All | Only::Members(_) | Only::These(_) | Only::OfNoGroup(_) => "",
        }
    }
}

/// Computed sentences that can stand in a section.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Passage {
    /// The template file that makes them.
    pub file: String,
    /// What of its kind they speak of: the recipient of awards.
    pub of: Option<String>,
    /// What they speak of alone, where it is not all of a kind.
    pub narrowed: Option<Part>,
    /// The records they tell.
    pub tells: Vec<Part>,
    /// What the whole log is narrowed to for them, where it is more than one kind of record: a
    /// group, a kind, a month, a person.
    pub filter: Option<String>,
}

/// What stands for every kind that an outline does not name.
pub const OTHERS: &str = "others";

/// The passage of kinds that have none of their own.
const ANY: &str = "any";

/// The passages of a teacher's own report.
const MINE: &str = "passages/mine.md";

/// The file of the passage of kinds that have none of their own.
fn any() -> String {
    format!("passages/{ANY}.md")
}

impl Passage {
    /// The passage in `passages/NAME.md`, which tells of no one kind.
    pub fn named(name: &str) -> Passage {
        Passage {
            file: format!("passages/{name}.md"),
            of: None,
            narrowed: None,
            tells: Vec::new(),
            filter: None,
        }
    }

    /// Whether it speaks of some records alone because a name says so.
    pub fn is_special(&self) -> bool {
        let only = self.narrowed.as_ref().map(|part| &part.only);
        self.filter.is_some() || matches!(only, Some(Only::Called(_)))
    }

    /// Whether it tells some records of several kinds one by one, so that those that are told
    /// elsewhere can be left out.
    pub fn tells_one_by_one(&self) -> bool {
        let is_some = |part: &Part| matches!(&part.only, Only::Members(names) if !names.is_empty());
        self.tells.iter().any(is_some)
    }

    /// Whether it may follow the passage of a kind, and tells one by one what is of it.
    pub fn follows(&self, templates: &Templates) -> bool {
        let template = templates.get(&self.file);
        template.is_some_and(|template| template.text.contains("{# follows "))
    }

    /// Whether it stands for all kinds that the outline does not name.
    pub fn is_others(&self) -> bool {
        self.file == OTHERS
    }

    /// Whether some records of its kind are told elsewhere.
    pub fn is_rest(&self) -> bool {
        let only = self.narrowed.as_ref().map(|part| &part.only);
        matches!(only, Some(Only::These(_)))
    }

    /// The same in the first person, where the template of a teacher's own report tells that
    /// kind: it does where it says so, under the key of the kind.
    pub fn in_first_person(self, templates: &Templates) -> Passage {
        let [part] = &self.tells[..] else {
            return self;
        };
        let key = part.kind.table.key;
        let is_kinds = self.file == format!("passages/{key}.md") || self.file == any();
        let mine = templates
            .get(MINE)
            .map(|template| tells(&template.text, key));
        match mine {
            Some(mine) if is_kinds && !mine.is_empty() => Passage {
                of: Some(part.kind.recipient.unwrap_or(key).to_owned()),
                file: MINE.to_owned(),
                ..self
            },
            _ => self,
        }
    }

    /// The passages that follow this one where an outline does not name them: a line
    /// `{# follows session #}` of theirs says so.
    pub fn followers(&self, templates: &Templates) -> Vec<Passage> {
        let kinds = self.tells.iter().map(|part| part.kind.table.key);
        let kinds: Vec<&str> = kinds
            .filter(|key| self.file == format!("passages/{key}.md"))
            .collect();
        let names = templates.names("passages", ".md");
        names
            .filter_map(|name| {
                let file = format!("passages/{name}.md");
                let text = &templates.get(&file)?.text;
                let followed = text
                    .lines()
                    .find_map(|line| line.strip_prefix("{# follows ")?.strip_suffix("#}"))?;
                kinds.contains(&followed.trim()).then(|| Passage {
                    // Of these records all are told by the passage that it follows.
                    tells: match self.narrowed {
                        Some(_) => Vec::new(),
                        None => tells(text, ""),
                    },
                    narrowed: self.narrowed.clone(),
                    filter: self.filter.clone(),
                    ..Passage::named(name)
                })
            })
            .collect()
    }

    /// The passage of some records of a kind.
    pub fn of_these(templates: &Templates, kind: Kind, ids: Vec<Id>) -> Passage {
        Passage::of_part(templates, kind, Only::These(ids))
    }

    /// The passage of what one group did of a kind.
    pub fn of_group(templates: &Templates, kind: Kind, group: &str) -> Passage {
        Passage::of_part(templates, kind, Only::Called(group.to_owned()))
    }

    /// The passage of what people of no group did of some records of a kind.
    pub fn of_no_group(templates: &Templates, kind: Kind, ids: Vec<Id>) -> Passage {
        Passage::of_part(templates, kind, Only::OfNoGroup(ids))
    }

    fn of_part(templates: &Templates, kind: Kind, only: Only) -> Passage {
        let part = Part { kind, only };
        Passage {
            narrowed: Some(part.clone()),
            tells: vec![part],
            ..Passage::of_kind(templates, kind)
        }
    }

    /// The passage of a kind of record.
    pub fn of_kind(templates: &Templates, kind: Kind) -> Passage {
        let key = kind.table.key;
        let own = format!("passages/{key}.md");
        let has_own = templates.has(&own);
        Passage {
            of: match (kind.recipient, has_own) {
                (recipient, true) => recipient.map(str::to_owned),
                (_, false) => Some(key.to_owned()),
            },
            file: if has_own { own } else { any() },
            narrowed: None,
            tells: vec![Part {
                kind,
                only: Only::All,
            }],
            filter: None,
        }
    }
}

/// Whether a template tells of what was asked.
pub(super) fn speaks_of_targets(text: &str) -> bool {
    text.contains(" in targets")
}

/// What a passage says it tells of: a line `{# tells session, lesson #}` of its file, or
/// `{# tells study: training #}` for what it is to speak of; `session.eventful` are those of a
/// kind that a member of its figure has, `activity.occasions.common` those of these.
fn tells(text: &str, of: &str) -> Vec<Part> {
    let lines = text.lines().filter_map(|line| {
        let line = line.strip_prefix("{# tells ")?.strip_suffix("#}")?;
        Some(line.split_once(':').unwrap_or(("", line)))
    });
    let own = lines.filter(|(what, _)| what.trim() == of);
    let kinds = own.flat_map(|(_, kinds)| kinds.split(','));
    kinds
        .flat_map(|kind| {
            let kind = kind.trim();
            let mut names = kind.split('.');
            let kind = names.next().unwrap_or_default();
            let only = Only::Members(names.map(str::to_owned).collect());
            let kinds = format::counted_called(kind)
                .map(kinds_of)
                .unwrap_or_default();
            kinds.into_iter().map(move |kind| Part {
                kind,
                only: only.clone(),
            })
        })
        .collect()
}

/// The kinds that the records of a table are of.
pub(super) fn kinds_of(table: &'static Table) -> Vec<Kind> {
    if table.field(Key::Recipient.name()).is_none() {
        return vec![Kind {
            table,
            recipient: None,
        }];
    }
    let recipients = RECIPIENT.words.iter();
    recipients
        .map(|word| Kind {
            table,
            recipient: Some(word.name),
        })
        .collect()
}
