//! The templates: the built-in ones as they stand in `templates/`, and a user's own, which take
//! their place file by file.

use std::collections::{BTreeMap, BTreeSet};

macro_rules! templates {
    ($($name:literal)*) => {
        &[$(($name, include_str!(concat!("../../templates/", $name))),)*]
    };
}

/// Every built-in template, by its name below `templates/`.
const BUILT_IN: &[(&str, &str)] = templates! {
    "charts.md"
    "page.css"
    "page.html"
    "passages/activity.md"
    "passages/any.md"
    "passages/award.md"
    "passages/chronicle.md"
    "passages/event.md"
    "passages/headline.md"
    "passages/lead.md"
    "passages/lecture.md"
    "passages/lesson.md"
    "passages/mine.md"
    "passages/observation.md"
    "passages/occasion.md"
    "passages/pairing.md"
    "passages/overview.md"
    "passages/paper.md"
    "passages/project-done.md"
    "passages/project.md"
    "passages/requirements.md"
    "passages/session.md"
    "passages/shortfalls.md"
    "passages/targets-met.md"
    "passages/training.md"
    "passages/writing.md"
    "patterns/briefing.toml"
    "patterns/chronicle.toml"
    "patterns/event.toml"
    "patterns/group.toml"
    "patterns/items.toml"
    "patterns/outline.toml"
    "patterns/personal.toml"
    "patterns/plan.toml"
    "patterns/summary.toml"
    "patterns/themed.toml"
    "phrases/author.md"
    "phrases/cue.md"
    "phrases/title.md"
    "shapes.md"
    "words.toml"
};

/// The pattern of a report where none is asked for.
pub const DEFAULT_PATTERN: &str = "summary";

/// One template file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Template {
    /// Its text.
    pub text: String,
    /// Its path, as messages name it.
    pub path: String,
}

/// All templates that a report can be made with.
#[derive(Debug, Clone)]
pub struct Templates {
    files: BTreeMap<String, Template>,
    own: BTreeSet<String>,
}

impl Default for Templates {
    fn default() -> Templates {
        let files = BUILT_IN.iter().map(|(name, text)| {
            let template = Template {
                text: (*text).to_owned(),
                path: format!("templates/{name}"),
            };
            ((*name).to_owned(), template)
        });
        Templates {
            files: files.collect(),
            own: BTreeSet::new(),
        }
    }
}

impl Templates {
    /// The built-in templates with a user's `own`, by their names below the folder, in the place
    /// of those of the same name or beside them.
    pub fn with(own: impl IntoIterator<Item = (String, Template)>) -> Templates {
        let mut templates = Templates::default();
        for (name, template) in own {
            templates.own.insert(name.clone());
            templates.files.insert(name, template);
        }
        templates
    }

    /// The template of this name.
    pub fn get(&self, name: &str) -> Option<&Template> {
        self.files.get(name)
    }

    /// Whether there is a template of this name.
    pub fn has(&self, name: &str) -> bool {
        self.files.contains_key(name)
    }

    /// The names in `folder` with this `ending`, without either, in order.
    pub fn names<'a>(
        &'a self,
        folder: &'a str,
        ending: &'a str,
    ) -> impl Iterator<Item = &'a str> + Clone {
        let names = self.files.keys();
        names.filter_map(move |name| {
            let name = name.strip_prefix(folder)?.strip_prefix('/')?;
            name.strip_suffix(ending)
        })
    }

    /// The names of the templates that the one called `name` imports or includes.
    pub fn used_by(&self, name: &str) -> impl Iterator<Item = &str> {
        let text = self.get(name).map_or("", |template| &template.text);
        let names = self.files.keys().map(String::as_str);
        names.filter(move |other| {
            let is_named = |quote: char| text.contains(&format!("{quote}{other}{quote}"));
            *other != name && other.ends_with(".md") && (is_named('"') || is_named('\''))
        })
    }

    /// The names of the patterns, the default first.
    pub fn patterns(&self) -> Vec<&str> {
        let mut names: Vec<&str> = self.names("patterns", ".toml").collect();
        names.sort_by_key(|name| *name != DEFAULT_PATTERN);
        names
    }

    /// Every template that sentences are made by: name and text.
    pub(super) fn sentences(&self) -> impl Iterator<Item = (&str, &Template)> {
        let files = self.files.iter();
        files
            .filter(|(name, _)| name.ends_with(".md"))
            .map(|(name, template)| (name.as_str(), template))
    }

    /// The names of the user's own templates.
    pub fn own(&self) -> impl Iterator<Item = &str> {
        self.own.iter().map(String::as_str)
    }

    /// Whether a file called `name` below a template folder is a template at all.
    pub fn is_template(name: &str) -> bool {
        let built_in = BUILT_IN.iter().any(|(known, _)| *known == name);
        let of_a_sort = |folder: &str, ending: &str| {
            name.strip_prefix(folder)
                .is_some_and(|rest| rest.ends_with(ending) && !rest.contains('/'))
        };
        built_in || of_a_sort("patterns/", ".toml") || of_a_sort("passages/", ".md")
    }
}
