//! Posts, forms of address and places beside a name: 周岚主任, 语文组周岚, 某大学教授周岚.

use toml::Spanned;
use toml::de::DeValue;

use super::super::record::Text;
use super::Decoder;
use super::names::{is_full, length};
use super::people::{Pending, Unless};
use super::value::Decoded;
use crate::diagnostic::Diagnostic;
use crate::format::bounds::{
    CALLED, COMRADE, POSTS, SURNAMES, TITLES, WORKPLACES, is_member, is_name,
};
use crate::format::vocabulary::{ROLE, Word};
use crate::format::{Field, Key};

/// What stands beside a post, a form of address or the name of a place.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Beside<'a> {
    /// A full name: 组长王芳, 王芳（组长）, 王芳主任, 语文组王芳, 某大学教授王芳.
    Name(&'a str),
    /// What may be a name only where the roster has it: 阿丽主任, 区消防大队教官, 张主任.
    Other(&'a str),
    /// What may be a name only where the roster has it, behind a place: 语文组阿丽.
    Behind(&'a str),
}

/// What stands beside a post or a place in `text`; `None` where it has none.
pub(super) fn beside(text: &str) -> Option<Beside<'_>> {
    if let Some((name, post)) = text.split_once(['（', '(']) {
        let post = post.trim_end_matches(['）', ')']);
        return (is_full(name) && posts().chain(CALLED).any(|known| known == post))
            .then_some(Beside::Name(name.trim_end()));
    }
    // No such text is shorter, and few are as long.
    if length(text)? < 3 {
        return None;
    }
    let ending = posts().filter(|post| text.ends_with(post) && text.len() > post.len());
    // Of teachers there is a message of its own.
    let ending = ending.filter(|post| !TITLES.iter().any(|title| post.ends_with(title)));
    // Behind more than a name they may be all that is known of a guest: 区教研员.
    let called = CALLED.into_iter().filter(|calling| {
        let name = text.strip_suffix(calling);
        name.is_some_and(|name| is_full(name) || is_surname(name))
    });
    let ending = ending.chain(called).max_by_key(|post| post.len());
    let rest = &text[..text.len() - ending.map_or(0, str::len)];
    let is_name = |name: &&str| is_full(name) && is_name(name);
    let titled = posts().chain(CALLED);
    let titled = titled.filter_map(|post| Some(rest.rsplit_once(post)?.1));
    let placed = WORKPLACES.iter();
    let placed = placed.filter_map(|place| Some(rest.rsplit_once(place)?.1));
    let behind = titled.chain(placed.filter(|name| is_member(name)));
    let behind = behind.filter(is_name).min_by_key(|name| name.len());
    let whole = Some(rest).filter(|rest| ending.is_some() && is_name(rest));
    match (behind.or(whole), ending) {
        (Some(name), _) => Some(Beside::Name(name)),
        (None, Some(_)) => Some(Beside::Other(rest)),
        (None, None) => {
            let mut behind = WORKPLACES.iter().filter_map(|place| text.split_once(place));
            let one = behind.find(|(_, rest)| matches!(length(rest), Some(2..=4)));
            one.map(|(_, rest)| Beside::Behind(rest))
        }
    }
}

/// The name in `text` without what stands beside it; all of `text` where that is none.
pub(super) fn plain(text: &str) -> &str {
    match beside(text) {
        Some(Beside::Name(name)) => name,
        // Of comrades there is a message of its own.
        _ => text
            .strip_suffix(COMRADE)
            .filter(|name| is_full(name))
            .unwrap_or(text),
    }
}

/// Whether `rest`, before a post, is the surname of somebody; 班 in 班主任 and 区 in 区教研员 are none.
pub(super) fn is_surname(rest: &str) -> bool {
    length(rest) == Some(1) && !["班", "区"].contains(&rest) && SURNAMES.contains(rest)
}

/// Whether `text` is all that is known of a guest: 张教授.
pub(super) fn is_guest(text: &str) -> bool {
    let mut names = CALLED
        .iter()
        .filter_map(|calling| text.strip_suffix(calling));
    names.any(is_surname)
}

/// Posts and forms of address.
fn posts() -> impl Iterator<Item = &'static str> {
    let roles = ROLE.words.iter();
    let roles = roles.flat_map(|word| std::iter::once(word.name).chain(word.also.iter().copied()));
    roles.chain(POSTS)
}

/// What to do with a name that has a post in it which is none by itself, under `key`.
pub(super) fn without_name(post: &str, key: Key) -> String {
    match (key, ROLE.words.iter().find(|word| ends_in(word, post))) {
        (Key::Observers, Some(role)) => format!(
            "只知道职务的，这一行换成 observer_role = \"{}\"；知道是谁的写姓名",
            role.name
        ),
        (Key::Speaker, _) => {
            "知道是谁的写姓名，单位写在 host，职务写在 post；不知道姓名的，删去这一行，写 topic"
                .to_owned()
        }
        _ => "知道是谁的只写姓名；不知道姓名的写人数，如 1".to_owned(),
    }
}

/// Whether `text` ends in `word`, however that is written.
fn ends_in(word: &Word, text: &str) -> bool {
    let mut names = std::iter::once(&word.name).chain(word.also);
    names.any(|name| text.ends_with(name))
}

impl Decoder<'_> {
    /// A full name, `only`, in `part` that has a post or a place beside it.
    pub(super) fn beside_name(
        &mut self,
        field: &Field,
        part: &str,
        only: &str,
        value: &Spanned<DeValue>,
    ) -> Decoded<()> {
        let rest = match field.key {
            Key::Speaker => "单位写在 host，职务写在 post",
            _ => "职务写在名册的 roles 里，教研组写在 group 里",
        };
        self.fail(
            value,
            format!("“{part}”里有职务、称呼或单位，姓名只写名字"),
            format!("写成 \"{only}\"；{rest}"),
        )
    }

    /// A post beside what is no full name: the roster may have it as it is typed, or without the
    /// post.
    pub(super) fn beside_other(
        &mut self,
        field: &Field,
        part: &str,
        rest: &str,
        value: &Spanned<DeValue>,
    ) {
        self.known_with_more(part, rest, value);
        let place = self.place(value.span());
        let message = format!("“{part}”里有职务或称呼，看不出姓名");
        self.pending.push(Pending {
            unless: Unless::OnRosterAny(vec![Text::from(part), Text::from(rest)]),
            diagnostic: Diagnostic::error(place, message).hint(without_name(part, field.key)),
        });
    }

    /// What may be a name on the roster, `rest`, in `part` that has more beside it.
    pub(super) fn known_with_more(&mut self, part: &str, rest: &str, value: &Spanned<DeValue>) {
        let place = self.place(value.span());
        let message = format!("“{part}”里有职务、称呼或单位，姓名只写名字");
        self.pending.push(Pending {
            unless: Unless::NotOnRoster {
                name: Text::from(part),
                parts: vec![Text::from(rest)],
            },
            diagnostic: Diagnostic::error(place, message)
                .hint(format!("是不是名册里的“{rest}”？写成 \"{rest}\"")),
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_told_from_what_stands_beside_them() {
        for text in [
            "何平主任",
            "何平副校长",
            "组长何平",
            "何平（组长）",
            "语文组何平",
            "语文组组长何平",
            "某大学教授何平",
            "实验小学何平校长",
            "特级教师何平",
            "教务主任何平",
            "何平教务主任",
            "何平教授",
            "何平副教授",
            "何平（教授）",
        ] {
            assert_eq!(beside(text), Some(Beside::Name("何平")), "{text}");
        }
        for (text, rest) in [
            ("张主任", "张"),
            ("李副校长", "李"),
            ("张教授", "张"),
            ("李副教授", "李"),
            ("阿丽主任", "阿丽"),
            ("区消防大队教官", "区消防大队"),
        ] {
            assert_eq!(beside(text), Some(Beside::Other(rest)), "{text}");
        }
        for text in ["语文组英语组", "向阳小学金苗班", "阳光中学高一"] {
            assert!(!matches!(beside(text), Some(Beside::Name(_))), "{text}");
            assert!(is_name(text), "{text}");
        }
        assert_eq!(beside("语文组阿丽"), Some(Beside::Behind("阿丽")));
        for text in [
            "何平",
            "主任",
            "语文组",
            "区教研员",
            "家长何平",
            "志愿者何平",
            "金苗班",
        ] {
            assert_eq!(beside(text), None, "{text}");
            assert_eq!(is_name(text), text != "主任", "{text}");
        }
    }
}
