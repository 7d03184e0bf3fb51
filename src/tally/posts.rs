//! What the holders of a post did: what is told of the post, and of what is told of people by name
//! what those did to whom the roster gives it.

use std::sync::Arc;

use crate::format::Key;
use crate::format::vocabulary::{ROLE, Word};
use crate::log::{Record, Text, distinct};

use super::{Label, Selection, Whose, staff_actors};

impl Selection {
    /// What the holders of the post called `name` did of it.
    pub(super) fn of_post(&self, name: &str) -> Selection {
        let is_told = |record: &Record| {
            let post = record.word(Key::ObserverRole);
            post.is_some_and(|post| post.name == name)
        };
        let post = ROLE.find(name);
        let holders = |record: &Record| match is_told(record) {
            true => staff_actors(record).to_vec(),
            false => self.holding(record, post),
        };
        let is_named = |record: &Record| !is_told(record) && !holders(record).is_empty();
        let own = self.filter(|record| is_told(record) || is_named(record));
        if !own.records().any(is_named) {
            return own;
        }
        let names: Vec<Text> = own.records().flat_map(holders).collect();
        let names: Arc<[Text]> = distinct(names.iter()).into();
        own.counted_for(Whose::Those(names))
    }

    /// Those whose doing a record is, and whose part is counted, who hold `post` by the roster.
    fn holding(&self, record: &Record, post: Option<&Word>) -> Vec<Text> {
        let tally = self.tally();
        let is_counted = |name: &&Text| match self.whose() {
            Some(Whose::Group(group)) => tally.is_of(name, group, record),
            Some(Whose::Person(own)) => own == *name,
            Some(Whose::Those(own)) => own.contains(name),
            Some(Whose::NoGroup) => tally.of_no_group(record).any(|own| own == *name),
            None => true,
        };
        let holds = |name: &&Text| {
            let member = tally.staff.member(name);
            member
                .zip(post)
                .is_some_and(|(member, post)| member.has_role(post))
        };
        let names = staff_actors(record).iter();
        names.filter(holds).filter(is_counted).cloned().collect()
    }

    /// Its parts by the posts that records tell of, or that the roster gives to somebody in them.
    /// Who holds two is in two of them.
    pub fn by_post(&self) -> Vec<(Label, Selection)> {
        let tally = self.tally();
        let is_held = |post: &Word| {
            self.records().any(|record| {
                let told = record.word(Key::ObserverRole);
                let mut names = staff_actors(record).iter();
                told.is_some_and(|told| told.name == post.name)
                    || names.any(|name| {
                        let member = tally.staff.member(name);
                        let mut held = member.into_iter().flat_map(|member| &member.roles);
                        held.any(|held| held.name == post.name)
                    })
            })
        };
        let posts = ROLE.words.iter().enumerate();
        let posts = posts.filter(|(_, post)| is_held(post));
        let parts = posts.map(|(rank, post)| {
            let label = Label {
                rank,
                name: post.name.into(),
                unit: None,
            };
            (label, self.of_post(post.name))
        });
        parts.collect()
    }
}
