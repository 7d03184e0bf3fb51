//! What people are called who are no teachers: pupils as the authors of what they wrote (学生李明,
//! 七（1）班李明, 两名学生), parents, visitors.

use std::sync::LazyLock;

use regex::Regex;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::super::record::{People, Record, Value};
use super::Decoder;
use super::names::is_full;
use crate::diagnostic::Diagnostic;
use crate::format::Key;
use crate::format::bounds;

/// What pupils are called before their names, and behind these in brackets.
const PUPILS: &str = "学生|小学生|中学生|同学|小作者|小记者";

/// How those are called who are no teachers: before their names, and behind.
const OTHERS: &str = "学生家长|家长代表|家长|家属|志愿者|嘉宾|专家";
const CALLINGS: &str = "医生|大夫|护士|警官|民警|交警|律师|法官|检察官|教练|教授|研究员|教研员|博士|院士|作家|记者|爷爷|奶奶|爸爸|妈妈|先生|女士";

/// A pupil as an author is called: 七（1）班李明 is 李明 of 七（1）班.
struct Pupil<'a> {
    class: Option<&'a str>,
    name: &'a str,
}

/// The pupil that `name` says it is of.
fn pupil(name: &str) -> Option<Pupil<'_>> {
    static BEFORE: LazyLock<Regex> = LazyLock::new(|| {
        let class = "(?:初|高)?[一二三四五六七八九十0-9０-９].*?(?:班|年级|中队)";
        bounds::whole(&format!("({class})?的?(?:{PUPILS})?(.{{2,}})"))
    });
    static BEHIND: LazyLock<Regex> =
        LazyLock::new(|| bounds::whole(&format!("(.+)[（(](?:{PUPILS})[)）]")));
    // No such name is shorter, and few are as long.
    if name.chars().count() < 4 {
        return None;
    }
    if let Some(named) = BEHIND.captures(name) {
        let name = named.get(1)?.as_str();
        return Some(pupil(name).unwrap_or(Pupil { class: None, name }));
    }
    let named = BEFORE.captures(name)?;
    let own = named.get(2)?.as_str();
    (own.len() < name.len()).then(|| Pupil {
        class: named.get(1).map(|class| class.as_str()),
        name: own,
    })
}

/// A class by its name alone: 三年级 of 三年级学生, which says no more.
pub(super) fn class(text: &str) -> &str {
    let name = ["学生", "同学"].into_iter();
    let mut name = name.filter_map(|pupils| text.strip_suffix(pupils));
    let name = name.next().map(|name| name.trim_end_matches(['的', ' ']));
    let name = name.map(|name| name.strip_suffix("全体").unwrap_or(name));
    name.filter(|name| !name.is_empty()).unwrap_or(text)
}

/// The full name beside what somebody is called who is no teacher: 李明 of 学生李明 and 李明（学生）.
pub(super) fn behind_called(name: &str) -> Option<&str> {
    let before = PUPILS.split('|').chain(OTHERS.split('|'));
    let own = match name.strip_suffix(['）', ')']) {
        Some(name) => name
            .split_once(['（', '('])
            .filter(|(_, called)| PUPILS.split('|').any(|known| known == *called))
            .map(|(name, _)| name),
        None => before.filter_map(|called| name.strip_prefix(called)).next(),
    };
    own.filter(|name| is_full(name))
}

/// Whether `word` is what somebody is called who is no teacher.
pub(super) fn is_calling(word: &str) -> bool {
    let mut all = PUPILS.split('|').chain(OTHERS.split('|'));
    all.any(|called| called == word)
}

/// Whether `name` is one with what somebody is called who is no teacher, under a `key` that tells by
/// itself who is there. Authors are told to be pupils by it, and guests are known by it.
pub(super) fn is_called(key: Key, name: &str) -> bool {
    let telling = [
        Key::Names,
        Key::Name,
        Key::Teacher,
        Key::Observers,
        Key::Leader,
        Key::Mentor,
        Key::Apprentice,
    ];
    telling.contains(&key) && behind_called(name).is_some()
}

/// Whether `name` says by itself that it is no teacher's: 学生李明, 家长李明, 李医生.
pub fn is_outsider(name: &str) -> bool {
    static CALLED: LazyLock<Regex> =
        LazyLock::new(|| bounds::whole(&format!("(?:{OTHERS}).+|.+(?:{CALLINGS})")));
    pupil(name).is_some() || CALLED.is_match(name)
}

impl Decoder<'_> {
    /// Says of a record that pupils wrote it, where its authors are called so, and calls them by
    /// their names alone. Whose it is has to be one of both.
    pub(super) fn by_pupils(&mut self, record: Record, values: &DeTable) -> Record {
        let table = record.table;
        if table.field_of(Key::ByPupils).is_none() {
            return record;
        }
        let is_key = |name: &str| table.field(name).is_some_and(|one| one.key == Key::Authors);
        let mut typed = values.iter();
        let Some((_, typed)) = typed.find(|(name, _)| is_key(name.get_ref())) else {
            return record;
        };
        let said = record.flag(Key::ByPupils);
        let are_pupils = match record.people(Key::Authors) {
            Some(People::Number(_)) => are_numbered(typed.get_ref()),
            Some(People::Named(names)) => {
                let pupils = names.iter().filter(|name| pupil(name).is_some()).count();
                if pupils > 0 && pupils < names.len() && said != Some(true) {
                    self.mixed(typed);
                    // Of them there has been a message.
                    let refused = names.iter().filter(|name| pupil(name).is_some());
                    self.refused_names.extend(refused.cloned());
                    return record;
                }
                pupils > 0
            }
            Some(People::Everyone) | None => false,
        };
        if !are_pupils {
            return record;
        }
        if said == Some(false) {
            let place = self.place(typed.span());
            self.out.push(
                Diagnostic::error(place, "作者写的是学生，by_pupils 却是 false")
                    .hint("是学生写的，删去 by_pupils 这一行；是教师写的，作者只写姓名"),
            );
        }
        let mut values = self.pupils_named(&record);
        values.push((Key::ByPupils, Value::Flag(true)));
        record.with(values)
    }

    /// Teachers and pupils as the authors of one thing.
    fn mixed(&mut self, typed: &Spanned<DeValue>) {
        let place = self.place(typed.span());
        self.out.push(
            Diagnostic::error(place, "作者里有学生，也有别人，分不清是教师的还是学生的")
                .hint("是教师的，authors 只写教师；是学生的，只写学生；另外的作者写在 note 里")
                .hint("都是学生的，加一行 by_pupils = true"),
        );
    }

    /// The authors by their names, and their class, where they are of one or of none that is told.
    fn pupils_named(&mut self, record: &Record) -> Vec<(Key, Value)> {
        let names = record.people(Key::Authors).map_or(&[][..], People::names);
        let pupils = names.iter().map(|name| {
            let plain = Pupil { class: None, name };
            pupil(name).unwrap_or(plain)
        });
        let pupils: Vec<Pupil> = pupils.collect();
        let own = record.text(Key::Class).map(|class| &**class);
        let class = own.or(pupils.iter().find_map(|pupil| pupil.class));
        let is_of_it = |pupil: &Pupil| pupil.class.is_none() || pupil.class == class;
        if pupils.is_empty() || !pupils.iter().all(is_of_it) {
            return Vec::new();
        }
        let names = pupils.iter().map(|pupil| self.intern(pupil.name)).collect();
        let authors = Value::People(People::Named(names));
        let class = class.map(|class| (Key::Class, Value::Text(self.intern(class))));
        let authors = [(Key::Authors, authors)];
        authors.into_iter().chain(class).collect()
    }
}

/// Whether a number of authors is one of pupils: 两名学生.
fn are_numbered(typed: &DeValue) -> bool {
    let DeValue::String(text) = typed else {
        return false;
    };
    let mut pupils = PUPILS.split('|');
    pupils.any(|pupils| text.trim().ends_with(pupils))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pupils_are_known_by_what_they_are_called() {
        for (text, class, name) in [
            ("学生李明", None, "李明"),
            ("七（1）班李明", Some("七（1）班"), "李明"),
            ("初一3班学生李明", Some("初一3班"), "李明"),
            ("六年级的李明", Some("六年级"), "李明"),
            ("李明（学生）", None, "李明"),
            ("五（2）班李明（学生）", Some("五（2）班"), "李明"),
        ] {
            let pupil = pupil(text).expect(text);
            assert_eq!((pupil.class, pupil.name), (class, name), "{text}");
        }
        for text in [
            "李明",
            "班超",
            "万班班",
            "学勤",
            "张伟（大）",
            "阿依古丽·买买提",
            "五年级",
        ] {
            assert!(pupil(text).is_none(), "{text}");
        }
    }

    #[test]
    fn a_calling_tells_who_is_no_teacher() {
        for text in ["家长李明", "李医生", "学生李明", "李明教授", "志愿者李明"]
        {
            assert!(is_outsider(text), "{text}");
        }
        for text in ["李明", "家瑶", "博士英", "白医"] {
            assert!(!is_outsider(text), "{text}");
        }
    }
}
