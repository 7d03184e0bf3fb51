//! The figures of single people.

use super::{List, Name};
use crate::format::Key;
use crate::log::{Record, Text, distinct};
use crate::tally::{Mixture, Selection, actor_key};
use crate::wording::objects::{TEAMS, narrowed, spoken};

impl List<'_> {
    /// What each of them did.
    pub(super) fn people(&mut self, name: &Name, whole: &Selection) {
        if actor_key(whole.table()).is_none() {
            return;
        }
        let tally = whole.tally();
        let staff = tally.staff.members().map(|member| &member.name);
        // Of what a group did with others only its own people are counted.
        let is_own = |record: &Record, name: &Text| {
            let own = tally.group();
            own.is_none_or(|group| tally.is_of(name, group, record))
        };
        let doers = whole.records().flat_map(|record| {
            let names = tally.persons_of(record);
            names.filter(move |name| is_own(record, name))
        });
        let people: Vec<Text> = distinct(doers.chain(staff));
        for person in people {
            if let Some(own) = narrowed(whole, &person) {
                self.person(&name.narrowed(Key::Names, &person), &own, &person);
            }
        }
    }

    /// What is somebody's: where that is never added up, its parts.
    fn person(&mut self, name: &Name, own: &Selection, person: &Text) {
        let key = match own.mixture() {
            Some(Mixture::Recipients) => Key::Recipient,
            Some(Mixture::Authors) => Key::ByPupils,
            Some(Mixture::Teams) => {
                for team in TEAMS {
                    if let Some(part) = narrowed(own, team) {
                        let about = about(&part, person);
                        self.figure(&name.narrowed(Key::Team, team), &part, about);
                    }
                }
                return;
            }
            Some(Mixture::Units) | None => return self.figure(name, own, about(own, person)),
        };
        for (label, part) in own.by(key) {
            let name = name.narrowed(key, &spoken(own.table(), key, &label.name));
            match part.mixture() {
                Some(Mixture::Teams) => self.person(&name, &part, person),
                _ => self.figure(&name, &part, about(&part, person)),
            }
        }
    }
}

/// What a figure of somebody's is said to be.
fn about(own: &Selection, person: &Text) -> &'static str {
    match has_only_a_part(own, person) {
        true => "这个人指导、参与的",
        false => "这个人的",
    }
}

/// Whether `person` did none of it, but coached those who did, or had some other part in it.
fn has_only_a_part(own: &Selection, person: &Text) -> bool {
    let with = own.table().with;
    let helps = |record: &Record| {
        let mut people = with.iter().filter_map(|key| record.people(*key));
        people.any(|people| people.names().contains(person))
    };
    own.records().any(helps)
        && !own.records().any(|record| {
            let mut doers = own.tally().persons_of(record);
            doers.any(|doer| doer == person)
        })
}
