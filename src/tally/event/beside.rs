//! What may be of an event, and is not told as its own.

use std::sync::Arc;

use crate::format::{Key, Table, counted};
use crate::log::{Record, When};

use super::called::{go_by_one_name, may_be_for};
use super::{Event, gatherings, is_of, is_on, is_shortcoming};
use crate::tally::prizes::APART;
use crate::tally::{Id, Ids, Tally};

impl Tally {
    /// The records that count and are of a day of the event that the records `ids` tell of, or go by
    /// its name on another day or nobody knows which, or were won and may be its, and that nothing
    /// tells to be of it, or nobody who was there had a part in.
    pub fn beside_event(self: &Arc<Self>, when: When, ids: &[Id]) -> Vec<Id> {
        let event = Event::new(self, when, ids);
        let mut beside = Vec::new();
        for table in counted() {
            let all = self.all(table);
            let own: Ids = all.of_event(when, ids).ids().iter().copied().collect();
            let may_be = |record: &Record| {
                let own = record.when(Key::Date);
                let is_known = own.is_some_and(|own| own.days().is_some());
                let is_about_then = own.is_none_or(|own| own.may_be(when));
                // A prize may have been given before the event, or long after it, and what it
                // took to get ready was on other days; what people came together for on another
                // day is told as another event.
                let is_near = match is_of(record, "award") {
                    true => self.is_near(own, when),
                    false => {
                        is_shortcoming(record) || gatherings().all(|table| record.table != table)
                    }
                };
                let mut occasions = ids.iter().map(|id| self.record(*id));
                is_on(record, when)
                    || (is_near || !is_known && is_about_then)
                        && occasions.any(|occasion| go_by_one_name(record, occasion))
                    || event.may_have_given(record)
            };
            let others = all.filter(may_be);
            beside.extend(others.ids().iter().filter(|id| !own.contains(id)));
        }
        beside.sort_unstable();
        beside
    }

    /// What people came together for before the event that the records `ids` tell of, or after it, and
    /// perhaps for its sake: to get it ready, or to look back at it.
    pub fn around_event(self: &Arc<Self>, when: When, ids: &[Id]) -> Vec<Id> {
        let is_around = |record: &Record| {
            let mut occasions = ids.iter().map(|id| self.record(*id));
            let own = record.when(Key::Date);
            !own.is_some_and(|own| own.may_be(when))
                && !is_shortcoming(record)
                && self.is_near(own, when)
                && occasions.any(|occasion| may_be_for(record, occasion))
        };
        let all = gatherings().flat_map(|table| self.all(table).filter(is_around).ids().to_vec());
        all.filter(|id| !ids.contains(id)).collect()
    }

    /// The records that count and of which nobody knows the day, so that they may have been on a day
    /// of the event that the records `ids` tell of, but for those that are `beside` it anyway, and
    /// those of another group, subject, class or place. Prizes are told of by their names alone.
    pub fn perhaps_of_event(self: &Arc<Self>, when: When, ids: &[Id], beside: &[Id]) -> Vec<Id> {
        let event = Event::new(self, when, ids);
        let mut perhaps = Vec::new();
        let tables = counted().filter(|table: &&Table| table.key != "award");
        for all in tables.map(|table| self.all(table)) {
            let own: Ids = all.of_event(when, ids).ids().iter().copied().collect();
            let may_be_then = |record: &Record| {
                let date = record.when(Key::Date);
                let mut occasions = ids.iter().map(|id| self.record(*id));
                date.is_some_and(|date| date.days().is_none() && date.may_be(when))
                    && occasions.any(|occasion| {
                        event.is_of_groups(record, occasion) && !event.differ(record, occasion)
                    })
            };
            let others = all.filter(may_be_then);
            let others = others.ids().iter();
            perhaps.extend(others.filter(|id| !own.contains(id) && !beside.contains(id)));
        }
        perhaps.sort_unstable();
        perhaps
    }

    /// Whether a day is no further from another than two parts of one event are.
    fn is_near(&self, own: Option<When>, when: When) -> bool {
        let days = [own, Some(when)].map(|when| self.term.first_day(when?));
        let [Some(own), Some(that)] = days else {
            return false;
        };
        (own - that).num_days().abs() <= APART
    }
}
