//! What one word of prose says of the number beside it.

use super::held::Read;
use super::narrow::{GUESTS, Walk};
use super::numeral::Typed;
use super::relate::Related;
use super::vocabulary::{Meaning, Mention, Vocabulary, fits};
use crate::format::Key;

impl<'v, 'a> Read<'v, 'a> {
    /// Takes what `mention` says of the number of `related`.
    pub fn take(
        &self,
        walk: &mut Walk<'a>,
        vocabulary: &Vocabulary<'a>,
        mention: &Mention<'_, 'a>,
        related: Related,
        typed: Option<&Typed>,
    ) {
        let (Related::Things { head, .. } | Related::Share { head, .. }) = related else {
            let is_person = mention
                .meanings
                .iter()
                .any(|meaning| matches!(meaning, Meaning::Person(_)));
            walk.persons += usize::from(is_person);
            walk.is_some |= !mention
                .meanings
                .iter()
                .any(|meaning| matches!(meaning, Meaning::Rate(_)));
            return;
        };
        let mut is_thing = false;
        for meaning in mention.meanings {
            match *meaning {
                Meaning::Thing(of, is_sure) if of == head => {
                    is_thing = true;
                    walk.thing = Some(mention.range.clone());
                    walk.is_by_name |= is_sure;
                    walk.is_sure |= is_sure;
                    walk.is_unsure = true;
                }
                Meaning::Part(of, axis, part, names) if of == head => {
                    is_thing |= names;
                    walk.is_sure |= names;
                    if names {
                        let said = &self.text[mention.range.clone()];
                        walk.is_by_name |= said == part || said.chars().count() > 2;
                        walk.thing = Some(mention.range.clone());
                    }
                    walk.is_unsure |= axis == Key::Grade;
                    if axis == Key::Group {
                        walk.is_of_others = false;
                        walk.is_elsewhere = false;
                        walk.leave_people(typed.is_some());
                    }
                    walk.take(self.text, (axis, part), &mention.range);
                }
                // 家长 are some of the guests.
                Meaning::Side(of, side) if of == head && side != GUESTS => walk.sides.push(side),
                Meaning::Person(_) => {
                    walk.persons += 1;
                    walk.is_some = true;
                }
                _ => {}
            }
        }
        let Some(typed) = typed.filter(|_| is_thing) else {
            return;
        };
        for meaning in mention.meanings {
            let (of, part) = match *meaning {
                Meaning::Thing(of, _) => (of, None),
                Meaning::Part(of, axis, part, _) => (of, Some((axis, part))),
                _ => continue,
            };
            let other = &vocabulary.heads[of];
            // 获奖 may be that of a paper, whoever is counted.
            let counts = other.table.is_some()
                && (other.side(typed.unit) == Some(None) || fits(typed.unit, "人"));
            let is_unsure = matches!(meaning, Meaning::Thing(_, false));
            walk.is_ambiguous |= of != head && is_unsure && other.side(typed.unit) == Some(None);
            if of != head && counts && !walk.others.iter().any(|(known, _)| *known == of) {
                walk.others.push((of, part));
            }
        }
    }
}
