//! What belongs to one event: by the group it is of, the people who were there, the subject, the
//! class, the place, the lessons it showed and the name it goes by. A day alone makes nothing its own.

mod beside;
mod called;
mod rooms;
mod sports;

use std::collections::HashSet;

use crate::format::{Counting, Key, Table, table};
use crate::log::{People, Record, Text, When, distinct};
use crate::text::alike;

use called::is_called_after;
use rooms::are_of_school;
use sports::is_of_sports;

use super::axis::MAIN_SUBJECTS;
use super::prizes::Prizes;
use super::theme::Theme;
use super::{Aspect, Id, Selection, Tally, Whose, actor_key, staff_actors};

pub(super) use called::are_named_alike;
pub use called::is_shortcoming;

/// The tables of what people come together for.
pub fn gatherings() -> impl Iterator<Item = &'static Table> {
    ["session", "activity"].into_iter().filter_map(table)
}

/// An event, and what was found of it.
pub(super) struct Event<'a> {
    tally: &'a Tally,
    when: When,
    occasions: Vec<&'a Record>,
    /// Whose part in it is counted.
    whose: Option<Whose>,
    /// The lessons that it showed, and who gave any lesson on its day.
    shown: Vec<&'a Record>,
    all_givers: HashSet<&'a Text>,
    /// What else there was on its days at which lessons were shown.
    other_showings: Vec<&'a Record>,
    /// What was won at it.
    prizes: Prizes<'a>,
    /// What its days go by, where they go by a theme.
    theme: Option<Theme>,
}

impl<'a> Event<'a> {
    /// The event that the records `ids` tell of, on the day `when`.
    pub fn new(tally: &'a Tally, when: When, ids: &[Id]) -> Event<'a> {
        let occasions: Vec<&Record> = ids.iter().map(|id| tally.record(*id)).collect();
        let mut event = Event {
            tally,
            when,
            whose: whose_of(tally, &occasions),
            prizes: Prizes::new(tally, when, &occasions, ids),
            theme: Theme::of(&occasions),
            occasions,
            shown: Vec::new(),
            all_givers: HashSet::new(),
            other_showings: Vec::new(),
        };
        let all = tally.counted().iter().filter(|id| !ids.contains(*id));
        let shows = |record: &&Record| record.get(Key::Lessons).is_some() && is_on(record, when);
        event.other_showings = all.map(|id| tally.record(*id)).filter(shows).collect();
        let lessons = tally.counted().iter().map(|id| tally.record(*id));
        let lessons = lessons.filter(|record| is_of(record, "lesson"));
        for lesson in lessons.filter(|lesson| is_on(lesson, when)) {
            event.all_givers.extend(staff_actors(lesson));
            if event.has(lesson) {
                event.shown.push(lesson);
            }
        }
        event
    }

    /// Whether `record` belongs to it.
    pub fn has(&self, record: &Record) -> bool {
        self.occasions
            .iter()
            .any(|occasion| std::ptr::eq(*occasion, record) || self.may_be_of(record, occasion))
    }

    fn may_be_of(&self, record: &Record, occasion: &Record) -> bool {
        if is_of(record, "award") {
            let is_of_sports = is_on(record, self.when) && is_of_sports(record, occasion);
            return (is_of_sports || self.prizes.are_named_after(record, occasion))
                && !self.is_of_other_edition(record)
                && self.prizes.may_have(record);
        }
        // What fell short may be noted on another day.
        if is_shortcoming(record) && !is_on(record, self.when) {
            return !self.prizes.has_others()
                && self.is_of_groups(record, occasion)
                && is_called_after(record, occasion);
        }
        if !is_on(record, self.when)
            || self.differ(record, occasion)
            || self.is_of_other_subject(record, occasion)
        {
            return false;
        }
        if gatherings().any(|table| record.table == table) {
            let is_part = || match is_shortcoming(record) {
                true => is_called_after(record, occasion) || self.is_alone(occasion),
                false => self.is_part(record, occasion),
            };
            return self.is_of_groups(record, occasion) && is_part();
        }
        let is_its_own = is_by_expert(record, occasion) || are_linked_by_words(record, occasion);
        let may_be_of_groups = self.is_of_groups(record, occasion)
            || self.is_shown(record)
            || is_its_own && self.tally.groups_of(record).is_empty();
        if !may_be_of_groups {
            return false;
        }
        let are_people = match &self.whose {
            Some(Whose::Those(there)) => {
                Some(are_there(record, there) || is_heard_by(record, there))
            }
            _ => None,
        };
        if !is_its_own && self.is_of_another(record, occasion) {
            return false;
        }
        match record.table.key {
            "observation" => self.is_heard(record, occasion, are_people),
            "lesson" | "lecture" => {
                let is_on_it = self.theme.as_ref().map(|theme| theme.is_in(record));
                // A speaker may be there for the theme; those who came to hear are of the event.
                let is_heard =
                    matches!(&self.whose, Some(Whose::Those(there)) if is_heard_by(record, there));
                let is_on_other = is_of(record, "lecture") && is_on_it == Some(false) && !is_heard;
                is_its_own
                    || !is_on_other
                        && are_people.unwrap_or_else(|| {
                            is_of(occasion, "session")
                                || is_on_it == Some(true)
                                || self.is_linked(record, occasion)
                        })
            }
            _ => are_linked_by_words(record, occasion),
        }
    }

    /// Whether what people came together for is a part of the event, its opening say: it goes by its
    /// name, or is at its place on days of a theme. What goes on longer is none of its kind.
    fn is_part(&self, record: &Record, occasion: &Record) -> bool {
        let own = record.when(Key::Date).and_then(When::days);
        let is_within = own
            .zip(self.when.days())
            .is_some_and(|((_, to), (_, last))| to <= last);
        let is_at_place = || {
            let place = record.text(Key::Place);
            self.theme.is_some() && place.is_some() && place == occasion.text(Key::Place)
        };
        let are_of_kind = record.text(Key::Kind) == occasion.text(Key::Kind);
        is_within && is_at_place()
            || (is_within || !are_of_kind) && is_called_after(record, occasion)
    }

    /// Whether a record says that it is not of the event: another subject, class or place. Another
    /// room of the school is no other place to what goes by its name, or where nothing else was.
    fn differ(&self, record: &Record, occasion: &Record) -> bool {
        let is_own = || {
            let is_named = match gatherings().any(|table| record.table == table) {
                true => is_called_after(record, occasion),
                false => are_linked_by_words(record, occasion),
            };
            are_of_school(self.tally, record, occasion) && (is_named || self.is_alone(occasion))
        };
        let keys = [Key::Subject, Key::Class];
        keys.into_iter().any(|key| differ_in(key, record, occasion))
            || differ_in(Key::Place, record, occasion) && !is_own()
    }

    /// Whether people came together for nothing else on its days: what fell short then did so there.
    fn is_alone(&self, occasion: &Record) -> bool {
        let all = self.tally.counted().iter().map(|id| self.tally.record(*id));
        let mut others = all.filter(|record| {
            let is_gathering = gatherings().any(|table| record.table == table);
            is_gathering && !is_shortcoming(record) && is_on(record, self.when)
        });
        others.all(|record| {
            let mut own = self.occasions.iter();
            own.any(|own| std::ptr::eq(*own, record)) || self.is_part(record, occasion)
        })
    }

    /// Whether the event is of a subject or goes by its name, 英语周, and a record is of another; of
    /// the subject of an event is what is shown at it, whoever comes to hear it.
    fn is_of_other_subject(&self, record: &Record, occasion: &Record) -> bool {
        let names = [Key::Kind, Key::Topic].map(|key| occasion.text(key));
        let mut names = names.into_iter().flatten();
        let subjects = self.tally.staff.subjects().iter().map(|subject| &**subject);
        let mut subjects = subjects.chain(MAIN_SUBJECTS);
        let own = subjects.find(|subject| names.clone().any(|name| name.starts_with(subject)));
        let that = self.tally.labels(record, Key::Subject);
        let is_other = |own: &str| !that.is_empty() && that.iter().all(|one| *one.name != *own);
        let shown = occasion.text(Key::Subject);
        let shown = shown.filter(|_| is_of(record, "lesson"));
        shown.is_some_and(|own| is_other(own))
            || (names.next().is_some() && own.is_some_and(is_other))
    }

    /// Whether `record` was won and goes by the name of the event, so that it may have been won there.
    fn may_have_given(&self, record: &Record) -> bool {
        let is_undated = record.get(Key::Date).is_none();
        let is_other = self.is_of_other_edition(record);
        let mut occasions = self.occasions.iter();
        is_of(record, "award")
            && occasions.any(|occasion| {
                !is_other && self.prizes.may_be_named_after(record, occasion)
                    || is_undated && are_named_alike(record, occasion)
            })
    }

    /// Whether what was won goes by another 届 or season than one of those who tell of the event
    /// says.
    fn is_of_other_edition(&self, record: &Record) -> bool {
        let topics = self.occasions.iter();
        let names = |occasion: &'a Record| [Key::Topic, Key::Kind].map(|key| occasion.text(key));
        let mut topics = topics.flat_map(|occasion| names(occasion)).flatten();
        let contest = record.text(Key::Contest);
        contest.is_some_and(|own| topics.any(|topic| alike::are_other_editions(own, topic)))
    }

    /// Whether a lesson that was heard is one of the event: one that it showed, or one of its
    /// people, its group, its place or its subject, where no other lesson is meant.
    fn is_heard(&self, heard: &Record, occasion: &Record, are_people: Option<bool>) -> bool {
        if self.is_shown(heard) {
            return true;
        }
        let is_others = given(heard)
            .iter()
            .any(|name| self.all_givers.contains(name));
        !is_others && are_people.unwrap_or_else(|| self.is_linked(heard, occasion))
    }

    /// Whether what was heard is a lesson that the event showed, whoever heard it.
    fn is_shown(&self, heard: &Record) -> bool {
        let is_it = |shown: &&Record| {
            let mut given = given(heard).iter();
            let mut keys = [Key::Title, Key::Class].into_iter();
            given.any(|name| staff_actors(shown).contains(name))
                && !keys.any(|key| differ_in(key, heard, shown))
        };
        is_of(heard, "observation") && self.shown.iter().any(is_it)
    }

    /// Whether another gathering of the group whose `record` is showed lessons that day, where the
    /// event is of no group.
    fn is_of_another(&self, record: &Record, occasion: &Record) -> bool {
        let groups = self.tally.groups_of(record);
        if groups.is_empty() || !self.tally.groups_of(occasion).is_empty() {
            return false;
        }
        let days = record.when(Key::Date);
        self.other_showings.iter().any(|other| {
            let of_other = self.tally.groups_of(other);
            days.is_some_and(|days| is_on(other, days))
                && groups.iter().any(|group| of_other.contains(group))
        })
    }

    /// Whether more than the day tells that both are of one event.
    fn is_linked(&self, record: &Record, occasion: &Record) -> bool {
        let same = |key| record.get(key).is_some() && record.get(key) == occasion.get(key);
        let groups = self.tally.groups_of(occasion);
        let are_of_group = !groups.is_empty();
        are_of_group
            || [Key::Subject, Key::Place, Key::Class].into_iter().any(same)
            || are_named_alike(record, occasion)
    }

    /// Whether a record is of a group of the event, where that is of groups.
    fn is_of_groups(&self, record: &Record, occasion: &Record) -> bool {
        let own = self.tally.groups_of(occasion);
        let groups = self.tally.groups_of(record);
        own.is_empty() || groups.iter().any(|group| own.contains(group))
    }
}

impl Selection {
    /// Those of its records that are of the event that the records `ids` tell of.
    pub(super) fn of_event(&self, when: When, ids: &[Id]) -> Selection {
        let tally = self.tally();
        let event = Event::new(tally, when, ids);
        let on_it = self.filter(|record| event.has(record));
        let is_award = table("award").is_some_and(|award| self.table() == award);
        match event.whose.clone() {
            // Whoever won it won it at the event.
            None => on_it,
            Some(Whose::Those(_)) if is_award => on_it,
            Some(whose) => {
                let own = on_it.counted_for(whose);
                match self.table().counting {
                    Counting::PerPerson(_) => own.telling(&Aspect::Records),
                    _ => own,
                }
            }
        }
    }
}

/// Whether `record` is of `when`, or begins on one of its days.
fn is_on(record: &Record, when: When) -> bool {
    let own = record.when(Key::Date);
    own.is_some_and(|own| when.covers(own))
}

/// Those who gave the lesson that a record tells of.
fn given(record: &Record) -> &[Text] {
    record.people(Key::Teacher).map_or(&[], People::names)
}

fn is_of(record: &Record, key: &str) -> bool {
    table(key).is_some_and(|table| record.table == table)
}

/// Whether two records say something else under `key`.
fn differ_in(key: Key, one: &Record, other: &Record) -> bool {
    let both = one.get(key).zip(other.get(key));
    both.is_some_and(|(one, other)| one != other)
}

/// Whether any of `there` is one of those whose doing `record` is.
pub(super) fn are_there(record: &Record, there: &[Text]) -> bool {
    staff_actors(record).iter().any(|name| there.contains(name))
}

/// Whether any of `there` is in the audience of what `record` tells of.
fn is_heard_by(record: &Record, there: &[Text]) -> bool {
    let audience = record.people(Key::Attendance);
    audience.is_some_and(|heard| heard.names().iter().any(|name| there.contains(name)))
}

/// Whether an expert who came to the event gave the lesson or the lecture that `record` tells of.
fn is_by_expert(record: &Record, occasion: &Record) -> bool {
    experts(occasion).any(|name| staff_actors(record).contains(name))
}

/// Whether a record goes by the name of the event, or was at the place of it.
fn are_linked_by_words(record: &Record, occasion: &Record) -> bool {
    let place = record.text(Key::Place);
    are_named_alike(record, occasion) || place.is_some() && place == occasion.text(Key::Place)
}

fn experts(occasion: &Record) -> impl Iterator<Item = &Text> {
    let experts = occasion.rows(Key::Experts).iter();
    experts.filter_map(|row| row.text(Key::Name))
}

/// Whose part is counted in what was on the day of an event, by all that tell of it: of those whom
/// one of them names, or of its group; where one of them knows of more, of everybody.
fn whose_of(tally: &Tally, occasions: &[&Record]) -> Option<Whose> {
    let there = occasions.iter().filter_map(|occasion| {
        let people = occasion.people(actor_key(occasion.table)?);
        people.map(|people| (*occasion, people))
    });
    let named = distinct(there.clone().flat_map(|(_, people)| people.names()));
    let mut there = there;
    let are_more = there.any(|(occasion, people)| match people {
        People::Everyone => true,
        People::Number(count) => {
            // A number of one group's people stands for nobody of another.
            let group = occasion.text(Key::Group);
            let may_be = |name: &&Text| group.is_none_or(|of| tally.is_of(name, of, occasion));
            let known = named.iter().filter(may_be).count();
            count.approx.is_some() || count.n > known as u64
        }
        People::Named(_) => false,
    });
    if !are_more && !named.is_empty() {
        return Some(Whose::Those(named.into()));
    }
    if occasions
        .iter()
        .any(|occasion| tally.is_everyones(occasion))
    {
        return None;
    }
    let groups = occasions.iter();
    let groups = groups.filter_map(|occasion| occasion.text(Key::Group));
    let mut groups = groups.chain(tally.groups_of_people(&named));
    let group = groups.next()?;
    let is_only = groups.all(|other| other == group);
    is_only.then(|| Whose::Group(group.clone()))
}
