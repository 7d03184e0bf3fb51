//! What days go by on which other things go on as well: 读书 of 读书节, and what such days are about.

use crate::format::Key;
use crate::log::Record;
use crate::text::alike;

/// What the names of such days end in.
const THEMED_DAYS: [char; 3] = ['节', '周', '月'];

/// What days go by, whatever kind of record tells of them.
pub(super) struct Theme<'a> {
    /// Their names without that: one character of these says that something is on it.
    names: Vec<&'a str>,
    /// What else they are called, 小发明，大梦想: characters of it that stand side by side do.
    others: Vec<String>,
}

impl<'a> Theme<'a> {
    /// The theme of the days that `occasions` tell of; none where these do not go by one.
    pub fn of(occasions: &[&'a Record]) -> Option<Theme<'a>> {
        let called = |record: &&'a Record| [Key::Kind, Key::Topic].map(|key| record.text(key));
        let called = occasions.iter().flat_map(called).flatten();
        let mut theme = Theme {
            names: Vec::new(),
            others: Vec::new(),
        };
        for name in called {
            let name = alike::without_nth(name);
            match name.strip_suffix(THEMED_DAYS) {
                Some(name) => theme.names.push(name),
                None => theme.others.push(name.to_string()),
            }
        }
        (!theme.names.is_empty()).then_some(theme)
    }

    /// Whether what `record` goes by is on it.
    pub fn is_in(&self, record: &Record) -> bool {
        let own = [Key::Topic, Key::Title].map(|key| record.text(key));
        own.into_iter().flatten().any(|own| self.is_on(own))
    }

    fn is_on(&self, own: &str) -> bool {
        let is_named = |name: &&str| name.chars().any(|sign| own.contains(sign));
        let is_about = |other: &String| {
            let signs: Vec<char> = other.chars().collect();
            let mut pairs = signs.windows(2);
            pairs.any(|pair| {
                pair.iter().all(|sign| sign.is_alphanumeric())
                    && own.contains(&pair.iter().collect::<String>())
            })
        };
        self.names.iter().any(is_named) || self.others.iter().any(is_about)
    }
}
