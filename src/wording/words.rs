//! The words that schools vary: the list in `templates/words.toml`, the names, verbs and measure
//! words of the kinds of record, and what a template folder or a log puts in their place.

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::format;
use crate::log::{Reader, WordEntry, nearest};

use super::passage;
use super::templates::Templates;

/// Groups that take words under any name.
const OPEN: [&str; 3] = [TITLES, TELL, JOINED];

/// The group of the titles that are to read otherwise.
const TITLES: &str = "titles";

/// The group of the names that outlines call passages by.
const TELL: &str = "tell";

/// The group of what two words that say the same become.
const JOINED: &str = "joined";

/// All words, by their group and name.
#[derive(Debug, Clone, Default)]
pub struct Words {
    all: toml::Table,
    /// The words of a school's own in the groups that take any name.
    own: Vec<WordEntry>,
}

impl Words {
    /// The words of `templates`, with those that a log states in `[words]` in their place. What
    /// is wrong with any goes to `out`.
    pub fn new(templates: &Templates, log: &[WordEntry], out: &mut Diagnostics) -> Words {
        let mut words = Words::default();
        for table in format::counted() {
            for (name, word) in [
                ("label", table.label),
                ("verb", table.verb),
                ("unit", table.unit),
            ] {
                words.set(&["kind", table.key, name], word.into());
            }
            words.set(&["target", table.key], table.name.into());
        }
        for group in OPEN {
            words
                .all
                .insert(group.to_owned(), toml::Table::new().into());
        }
        let built_in = Templates::default();
        words.add_file(&built_in, false, out);
        if templates.own().any(|name| name == "words.toml") {
            words.add_file(templates, true, out);
        }
        words.add(log, true, out);
        // A name may stand for one that another list gives.
        let told = words.own.iter().filter(|entry| entry.path[0] == TELL);
        let wrong = told.filter_map(|entry| passage::find_told(templates, &words, entry).err());
        wrong.for_each(|diagnostic| out.push(diagnostic));
        words
    }

    /// The words of `templates` alone.
    ///
    /// # Errors
    /// What is wrong with its list.
    pub fn of(templates: &Templates) -> Result<Words, Diagnostic> {
        let mut out = Diagnostics::default();
        let words = Words::new(templates, &[], &mut out);
        match out.into_kept().into_iter().next() {
            Some(diagnostic) => Err(diagnostic),
            None => Ok(words),
        }
    }

    /// The kinds of record with their label, verb and measure word, in the format's order.
    pub fn kinds(&self) -> impl Iterator<Item = (&str, &str, &str, &str)> {
        format::counted().map(|table| {
            let word = |name| self.text(&["kind", table.key, name]).unwrap_or_default();
            (table.key, word("label"), word("verb"), word("unit"))
        })
    }

    /// A word, if it is text.
    pub fn text(&self, path: &[&str]) -> Option<&str> {
        self.get(path)?.as_str()
    }

    /// All words as one table.
    pub fn table(&self) -> &toml::Table {
        &self.all
    }

    /// The titles that are to read otherwise, where it is said.
    pub fn titles(&self) -> impl Iterator<Item = &WordEntry> {
        self.own.iter().filter(|entry| entry.path[0] == TITLES)
    }

    /// What is said twice where a template and a value meet, each with what is said in its place.
    pub(super) fn joined(&self) -> impl Iterator<Item = (&str, &str)> {
        let rules = self.folder(&[JOINED]).into_iter().flatten();
        rules.filter_map(|(twice, once)| Some((twice.as_str(), once.as_str()?)))
    }

    fn get(&self, path: &[&str]) -> Option<&toml::Value> {
        let (name, folders) = path.split_last()?;
        self.folder(folders)?.get(*name)
    }

    /// The words that stand together under the names in `path`.
    fn folder(&self, path: &[&str]) -> Option<&toml::Table> {
        let mut table = &self.all;
        for name in path {
            table = table.get(*name)?.as_table()?;
        }
        Some(table)
    }

    fn set(&mut self, path: &[&str], word: toml::Value) {
        let Some((name, folders)) = path.split_last() else {
            return;
        };
        let mut table = &mut self.all;
        for folder in folders {
            let below = table
                .entry(*folder)
                .or_insert_with(|| toml::Value::Table(toml::Table::new()));
            match below {
                toml::Value::Table(below) => table = below,
                _ => return,
            }
        }
        table.insert((*name).to_owned(), word);
    }

    /// Adds the word list of `templates`; with `checked`, only words that there are already.
    fn add_file(&mut self, templates: &Templates, checked: bool, out: &mut Diagnostics) {
        let Some(file) = templates.get("words.toml") else {
            return;
        };
        let mut reader = Reader::default();
        // A text in memory can be read to its end.
        let _ = reader.read(&file.path, file.text.as_bytes());
        let (log, diagnostics) = reader.finish();
        out.extend(diagnostics);
        self.add(&log.words, checked, out);
    }

    fn add(&mut self, entries: &[WordEntry], checked: bool, out: &mut Diagnostics) {
        for entry in entries {
            match checked.then(|| self.wrong(entry)).flatten() {
                Some(diagnostic) => out.push(diagnostic),
                None => {
                    let path: Vec<&str> = entry.path.iter().map(String::as_str).collect();
                    self.set(&path, entry.value.clone());
                    if checked && path.len() == 2 && OPEN.contains(&path[0]) {
                        self.own.push(entry.clone());
                    }
                }
            }
        }
    }

    /// What is wrong with a word that is to take the place of another.
    fn wrong(&self, entry: &WordEntry) -> Option<Diagnostic> {
        let path: Vec<&str> = entry.path.iter().map(String::as_str).collect();
        let (name, folder) = path.split_last()?;
        if let Some(diagnostic) = computed(entry) {
            return Some(diagnostic);
        }
        if folder.len() == 1 && OPEN.contains(&folder[0]) {
            return (!entry.value.is_str()).then(|| {
                Diagnostic::error(entry.place.clone(), format!("{name} 要写文字"))
                    .hint("文字两边加英文双引号")
            });
        }
        if let Some(diagnostic) = out_of_range(&path, entry) {
            return Some(diagnostic);
        }
        let known = self.folder(folder);
        match known.and_then(|known| known.get(*name)) {
            Some(word) if word.same_type(&entry.value) => None,
            Some(toml::Value::Integer(_)) => Some(
                Diagnostic::error(entry.place.clone(), format!("{name} 要写整数"))
                    .hint("只写数字，不加引号"),
            ),
            Some(toml::Value::Table(inner)) => Some(
                Diagnostic::error(entry.place.clone(), format!("{name} 下面还要写是哪一个"))
                    .hint(format!("能写的有：{}", listing(inner))),
            ),
            Some(_) => Some(
                Diagnostic::error(entry.place.clone(), format!("{name} 要写文字"))
                    .hint("文字两边加英文双引号"),
            ),
            None => Some(self.unknown(&path, entry)),
        }
    }

    /// A word that there is not, with those of its group.
    fn unknown(&self, path: &[&str], entry: &WordEntry) -> Diagnostic {
        let depth = (1..=path.len())
            .find(|depth| self.get(&path[..*depth]).is_none())
            .unwrap_or(path.len());
        let name = path[depth - 1];
        let group = path[..depth - 1].join(".");
        let of = if group.is_empty() {
            String::new()
        } else {
            format!("的 {group} ")
        };
        let diagnostic =
            Diagnostic::error(entry.place.clone(), format!("[words] {of}里没有“{name}”"));
        let known = self.folder(&path[..depth - 1]).cloned().unwrap_or_default();
        match nearest(name, known.keys().map(String::as_str)) {
            Some(near) => diagnostic.hint(format!("是不是“{near}”？")),
            None => diagnostic.hint(format!("能写的有：{}", listing(&known))),
        }
    }
}

fn listing(table: &toml::Table) -> String {
    let names: Vec<&str> = table.keys().map(String::as_str).collect();
    names.join("、")
}

/// What is wrong with a word that is to be worked out: it would be printed with its braces.
fn computed(entry: &WordEntry) -> Option<Diagnostic> {
    const BRACES: [&str; 6] = ["{{", "}}", "{%", "%}", "｛｛", "｝｝"];
    let text = entry.value.as_str()?;
    let has_braces = BRACES.iter().any(|braces| text.contains(braces));
    has_braces.then(|| {
        Diagnostic::error(entry.place.clone(), "[words] 里的说法照字面印，不能写算式")
            .hint("去掉花括号和里面的内容；要用数字的话写在 [prose] 或 [[section]] 的文字里")
    })
}

/// What is wrong with a word that may only be one of a few, or a number that is none for a list.
fn out_of_range(path: &[&str], entry: &WordEntry) -> Option<Diagnostic> {
    const NUMERALS: [&str; 2] = ["阿拉伯数字", "汉字"];
    const MOST: i64 = 1000;
    match (path, &entry.value) {
        (["style", "numerals"], toml::Value::String(style)) if !NUMERALS.contains(&&**style) => {
            Some(
                Diagnostic::error(entry.place.clone(), format!("数字的写法里没有“{style}”"))
                    .hint(format!("能写的有：{}", NUMERALS.join("、"))),
            )
        }
        (["limit", name], toml::Value::Integer(limit)) if !(1..=MOST).contains(limit) => Some(
            Diagnostic::error(entry.place.clone(), format!("{name} 不能是 {limit}"))
                .hint(format!("写 1 到 {MOST}")),
        ),
        _ => None,
    }
}
