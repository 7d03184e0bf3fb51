//! What else the records of a figure tell: events with others, rates, experts.

use std::collections::BTreeMap;

use minijinja::Value;

use super::rates::rates;
use super::{Figure, Names, Number, some_or_void, texts};
use crate::format::Key;
use crate::format::vocabulary::Word;
use crate::log::{People, Record, Text, When, distinct};
use crate::tally::{
    Aspect, Ids, Selection, Whose, actor_key, actors, is_shared, may_be_anybody, staff_actors,
};
use crate::text::count::Count;
use crate::wording::shown::SCHOOL;

/// What a rate and what it is a rate of stand under.
const RATED: [Key; 8] = [
    Key::Rates,
    Key::Date,
    Key::Subject,
    Key::Group,
    Key::Programme,
    Key::Contest,
    Key::Title,
    Key::Kind,
];

impl Figure {
    /// `figure.outward`: single events with others, in the order of the log. Where more than two
    /// of a kind with visitors were in the same hands they are told together.
    pub(super) fn outward(&self) -> Value {
        self.other(self.outward_ones())
    }

    /// `figure.gatherings`: those that are told together, each time what was in the same hands.
    pub(super) fn gatherings(&self) -> Value {
        let together = self.together().into_iter();
        together.map(|part| self.other(part)).collect()
    }

    fn together(&self) -> Vec<Selection> {
        let mut sorts: Vec<(&Record, Ids)> = Vec::new();
        for (id, record) in self.selection.ids().iter().zip(self.selection.records()) {
            if record.get(Key::Guests).is_none() || record.get(Key::Kind).is_none() {
                continue;
            }
            let is_alike = |first: &Record| {
                let tally = self.selection.tally();
                is_alike(first, record)
                    && tally.own_group_of(first) == tally.own_group_of(record)
                    && self.is_everyones(first) == self.is_everyones(record)
            };
            match sorts.iter_mut().find(|(first, _)| is_alike(first)) {
                Some((_, ids)) => _ = ids.insert(*id),
                None => sorts.push((record, Ids::from_iter([*id]))),
            }
        }
        let parts = sorts.iter().map(|(_, ids)| self.selection.among(ids));
        parts
            .filter(|part| part.count().n > 2 || part.count().approx.is_some())
            .collect()
    }

    fn outward_ones(&self) -> Selection {
        let together = self.together();
        let ids = together.iter().flat_map(|part| part.ids());
        let ids: Ids = ids.copied().collect();
        let rest = self.selection.without(&ids);
        rest.filter(|record| is_outward(record) || record.get(Key::Guests).is_some())
    }

    /// `figure.across`: of a group's part what it did together with others.
    pub(super) fn across(&self) -> Value {
        self.other(
            self.selection
                .filter(|record| self.is_shared(record) && !self.is_everyones(record)),
        )
    }

    /// `figure.wider`: what is more than the group's that it is counted for.
    pub(super) fn wider(&self) -> Value {
        self.other(self.selection.filter(|record| self.is_shared(record)))
    }

    /// Whether everyone of the school or of its group took part in what a record tells of.
    pub(super) fn is_everyones(&self, record: &Record) -> bool {
        self.selection.tally().is_everyones(record)
    }

    /// `figure.own`: what is the group's alone that it is counted for.
    pub(super) fn own(&self) -> Value {
        self.other(self.selection.filter(|record| !self.is_shared(record)))
    }

    /// Whether a group is counted for whose alone the record is not.
    fn is_shared(&self, record: &Record) -> bool {
        is_shared(self.selection.tally(), record, self.selection.whose())
    }

    /// `figure.judged`: of which is known how many completed it; of a group's part it is not
    /// where only the number of all is told, and no more can have than took part.
    pub(super) fn judged(&self) -> Value {
        self.other(self.judged_ones())
    }

    /// `figure.finished`: what of that all who took part completed.
    pub(super) fn finished(&self) -> Value {
        let judged = self.judged_ones();
        let completed = judged.aspect(Aspect::People(Key::Completed));
        let attended = judged.aspect(Aspect::PersonTimes);
        let finished = judged.filter(|record| {
            let all = attended.amount(record);
            let is_named = record.get(Key::People).is_some() && !all.is_zero();
            is_named && completed.amount(record).in_hundredths() >= all.in_hundredths()
        });
        self.view
            .see(|seen| seen.part(&finished, &[Key::Completed]));
        self.other(finished)
    }

    fn judged_ones(&self) -> Selection {
        let completed = self.selection.aspect(Aspect::People(Key::Completed));
        let attended = self.selection.aspect(Aspect::PersonTimes);
        self.selection.filter(|record| {
            let is_known = match record.people(Key::Completed) {
                Some(People::Number(_)) => !self.is_shared(record),
                other => other.is_some(),
            };
            let (done, all) = (completed.amount(record), attended.amount(record));
            is_known && !all.is_zero() && done.in_hundredths() <= all.in_hundredths()
        })
    }

    /// `figure.by_holders`: what those did by name, or among everyone, who hold a post of which only
    /// the post is told elsewhere: what is told of the post is then not all that its holders did.
    pub(super) fn by_holders(&self) -> Value {
        let staff = &self.selection.tally().staff;
        let posts = self.selection.records();
        let posts = posts.filter_map(|record| record.word(Key::ObserverRole));
        let posts: BTreeMap<&str, &Word> = posts.map(|post| (post.name, post)).collect();
        if posts.is_empty() {
            return self.other(self.selection.among(&Ids::default()));
        }
        let holds_one = |name: &Text| {
            let member = staff.member(name);
            member.is_some_and(|member| posts.values().any(|post| member.has_role(post)))
        };
        self.other(self.selection.filter(|record| {
            let are_there = self.is_everyones(record) || staff_actors(record).iter().any(holds_one);
            record.get(Key::ObserverRole).is_none() && are_there
        }))
    }

    /// `figure.is_partial`: whether it is of a group, and there may be more of its own among what
    /// nobody knows whose it is.
    pub(super) fn is_partial(&self) -> bool {
        let tally = self.selection.tally();
        match self.selection.whose() {
            Some(whose @ Whose::Group(_)) => tally.may_be_more(self.selection.table(), whose),
            _ => false,
        }
    }

    /// `figure.inward`: what is not told as an event by itself.
    pub(super) fn inward(&self) -> Value {
        let told: Ids = self.outward_ones().ids().iter().copied().collect();
        self.other(self.selection.without(&told))
    }

    /// `figure.rates`: what the records state in percent.
    pub(super) fn rates(&self) -> Value {
        self.note(&RATED);
        let rated = self.rated();
        self.view.see(|seen| seen.part(&rated, &[Key::Class]));
        rates(&self.own_records())
    }

    /// `figure.rated`: the same, said far from what else is told of these records.
    pub(super) fn rates_alone(&self) -> Value {
        let rated = self.rated();
        self.view.see(|seen| {
            seen.part(&rated, &RATED);
            seen.part(&rated, &[Key::Class]);
        });
        rates(&self.own_records())
    }

    /// The records that state a rate.
    fn rated(&self) -> Selection {
        self.selection
            .filter(|record| record.get(Key::Rates).is_some())
    }

    /// What is a rate of all is none of one group's part in it.
    fn own_records(&self) -> Selection {
        let own = self.selection.filter(|record| !self.is_shared(record));
        own.aspect(Aspect::Records)
    }
}

/// Whether two events can be told in one sentence: of one kind, and nobody held one otherwise.
fn is_alike(one: &Record, other: &Record) -> bool {
    let keys = [
        Key::Kind,
        Key::Part,
        Key::Partners,
        Key::Host,
        Key::Group,
        Key::Level,
    ];
    keys.iter().all(|key| one.get(*key) == other.get(*key))
}

/// What is told only by its rhythm.
struct Rhythm {
    cadence: Text,
    kind: Option<Text>,
    when: Option<When>,
    groups: Vec<Text>,
    person_times: Count,
}

impl Figure {
    /// `figure.rhythms`: what is told only by its rhythm, those of one kind and rhythm together:
    /// [{groups, cadence, kind, date}].
    pub(super) fn rhythms(&self) -> Value {
        self.note(&[
            Key::Cadence,
            Key::Kind,
            Key::Group,
            Key::PersonTimes,
            Key::Date,
        ]);
        let mut rhythms: Vec<Rhythm> = Vec::new();
        let open = self.selection.filter(Record::is_open_ended);
        for record in open.records() {
            let Some(cadence) = record.text(Key::Cadence) else {
                continue;
            };
            let kind = record.text(Key::Kind);
            let groups = record.text(Key::Group).cloned();
            let when = record.when(Key::Date);
            let told = record.quantity(Key::PersonTimes).unwrap_or_default();
            let known = rhythms.iter_mut().find(|known| {
                (&known.cadence, known.kind.as_ref(), known.when) == (cadence, kind, when)
            });
            match known {
                Some(known) if groups.is_some() != known.groups.is_empty() => {
                    known.groups.extend(groups);
                    known.person_times = known.person_times + told;
                }
                _ => rhythms.push(Rhythm {
                    cadence: cadence.clone(),
                    kind: kind.cloned(),
                    when,
                    groups: groups.into_iter().collect(),
                    person_times: told,
                }),
            }
        }
        let rhythms = rhythms.into_iter().map(|told| {
            Value::from_pairs([
                ("cadence", Value::from(&*told.cadence)),
                ("kind", some_or_void(told.kind.map(|kind| kind.to_string()))),
                (
                    "date",
                    some_or_void(told.when.map(|when| self.view.tally.term.say(when))),
                ),
                ("groups", texts(&told.groups)),
                ("person_times", Number::value(told.person_times, "人次")),
            ])
        });
        rhythms.collect()
    }
}

impl Figure {
    /// `figure.posts("周岚")`: the posts that somebody has in it.
    pub(super) fn posts(&self, name: &str) -> Value {
        self.note(&[Key::Members]);
        let rows = self
            .selection
            .records()
            .flat_map(|record| record.rows(Key::Members));
        let own = rows.filter(|row| {
            let people = row.people(Key::Names);
            people.is_some_and(|people| people.names().iter().any(|known| **known == *name))
        });
        texts(&distinct(own.filter_map(|row| row.text(Key::Post))))
    }
}

/// The experts at some sessions, those of one office together: [{office, names}].
pub(super) fn experts(selection: &Selection) -> Value {
    let mut offices: Vec<(String, Vec<Text>)> = Vec::new();
    let mut host_before = "";
    for expert in selection
        .records()
        .flat_map(|record| record.rows(Key::Experts))
    {
        let part = |key| expert.text(key).map_or("", |text| text);
        // 区教研室语文教研员甲、英语教研员乙: the same house is named once.
        let host = part(Key::Host);
        let post = part(Key::Post);
        let office = if host == host_before && !post.is_empty() {
            post.to_owned()
        } else {
            format!("{host}{post}")
        };
        let office = if office.is_empty() {
            "专家".to_owned()
        } else {
            office
        };
        host_before = host;
        let Some(name) = expert.text(Key::Name) else {
            continue;
        };
        match offices.iter_mut().find(|(known, _)| *known == office) {
            Some((_, names)) if names.contains(name) => {}
            Some((_, names)) => names.push(name.clone()),
            None => offices.push((office, vec![name.clone()])),
        }
    }
    offices
        .into_iter()
        .map(|(office, names)| {
            let count = Count::exact(names.len() as u64);
            Value::from_pairs([
                ("office", Value::from(office)),
                ("people", Names::value(names, count)),
            ])
        })
        .collect()
}

/// Whether several did together what a record tells of: its number is no one's own. So many at a
/// parents' evening did not hold it.
pub(super) fn is_joint(record: &Record) -> bool {
    let key = actor_key(record.table);
    match key.and_then(|key| record.people(key)) {
        Some(People::Named(names)) => names.len() > 1,
        Some(People::Everyone) => true,
        Some(People::Number(count)) => {
            count.n > 1 && !key.is_some_and(|key| may_be_anybody(record, key))
        }
        None => false,
    }
}

/// Whether a record tells of one occasion and who was there.
pub fn names_those_there(record: &Record) -> bool {
    let is_one = record.count() == Count::exact(1) && record.get(Key::PersonTimes).is_none();
    is_one && !actors(record).is_empty()
}

/// Whether a record is of a level above the school's own.
pub(super) fn is_above_school(record: &Record) -> bool {
    record
        .word(Key::Level)
        .is_some_and(|level| level.rank < SCHOOL)
}

/// Whether a record is of something with others, or of a level above the school's own.
pub(super) fn is_outward(record: &Record) -> bool {
    let keys = [
        Key::Part,
        Key::Partners,
        Key::Host,
        Key::Experts,
        Key::Lessons,
    ];
    keys.iter().any(|key| record.get(*key).is_some()) || is_above_school(record)
}
