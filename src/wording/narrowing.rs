//! What a passage is narrowed to by the name behind its colon, for its sentences: what holds of a
//! part is never said of the whole.

use minijinja::Value;

use super::Wording;
use super::objects::{self, By, Fields};
use super::passage::{Kind, Only, Passage, kinds_of};
use crate::format::{self, Key};
use crate::log::Text;

/// What templates see as the key of what people of no group did.
const OF_NO_GROUP: &str = "no_group";

impl Wording {
    /// What a name narrows `passage` to.
    pub(super) fn narrowing(&self, passage: &Passage) -> Value {
        let part = passage.narrowed.as_ref();
        if let Some(Only::OfNoGroup(_)) = part.map(|part| &part.only) {
            let who = self.words().text(&["scope", "school", "others"]);
            let who = who.unwrap_or_default().to_owned();
            return only(OF_NO_GROUP, [who, String::new(), String::new()]);
        }
        let (kinds, name): (Vec<Kind>, &str) = match (part.map(|part| &part.only), &passage.filter)
        {
            (Some(Only::Called(name)), _) => {
                (part.map(|part| part.kind).into_iter().collect(), name)
            }
            (_, Some(name)) if passage.tells.is_empty() => {
                (format::counted().flat_map(kinds_of).collect(), name)
            }
            (_, Some(name)) => (passage.tells.iter().map(|part| part.kind).collect(), name),
            _ => return whole(),
        };
        let mut known = kinds.into_iter().filter_map(|kind| {
            let all = self.view.tally.all(kind.table);
            Some((kind, objects::narrowed_by(&all, name)?.0))
        });
        match known.next() {
            Some((kind, by)) => self.narrowed_to(kind, by, name),
            None => whole(),
        }
    }

    /// Whose it is, when it was, of what sort: as what precedes what was done.
    fn narrowed_to(&self, kind: Kind, by: By, name: &str) -> Value {
        let tally = &self.view.tally;
        let spelt = tally.log.spelt(name);
        let name: &str = spelt.as_ref().map_or(name, |spelt| spelt);
        let (mut who, mut when, mut what) = (String::new(), String::new(), String::new());
        let key = match by {
            By::Member => return whole(),
            // The sentence names these itself, and speaks of all of them.
            By::Axis(Key::Kind | Key::Recipient | Key::ByPupils | Key::Outcome) => return whole(),
            By::Person => {
                let is_known = tally.staff.member(&Text::from(name)).is_some();
                who = format!("{name}{}", if is_known { "老师" } else { "" });
                "person"
            }
            By::Team => {
                what = name.to_owned();
                Key::Team.name()
            }
            By::Axis(key) => {
                let field = kind.table.field(key.name());
                let word = field.and_then(objects::vocabulary);
                let word = word.and_then(|words| words.find(name));
                let label = word.map_or(name, |word| word.name).to_owned();
                match key {
                    Key::Group => who = label,
                    Key::Date => when = label,
                    Key::ObserverRole => {
                        let own = self.words().text(&["post", &label]).map(str::to_owned);
                        who = own.unwrap_or(label);
                    }
                    Key::Level => {
                        let level = word.map(|level| tally.level_name(level).name.to_owned());
                        what = level.unwrap_or(label);
                    }
                    _ => what = label,
                }
                key.name()
            }
        };
        only(key, [who, when, what])
    }
}

/// Of what nothing is narrowed: no key, and empty texts.
pub(super) fn whole() -> Value {
    only("", Default::default())
}

/// What templates see as `only`: by which key it is narrowed, whose it is, when it was, of what
/// sort; each an empty text where it is not said.
fn only(key: &'static str, [who, when, what]: [String; 3]) -> Value {
    let fields = [
        ("key", key.to_owned()),
        ("who", who),
        ("when", when),
        ("what", what),
    ];
    let fields = fields.map(|(name, text)| (name, Value::from(text)));
    Fields::value("only", fields)
}
