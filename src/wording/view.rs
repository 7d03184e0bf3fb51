//! What one report is made from, and what is kept while it is being made: the log's figures, the
//! words, the part of the log that is spoken of, and how much work has been done.

use std::collections::HashMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use crate::format::{Counting, Key, Table};
use crate::log::{People, Record, Text};
use crate::tally::{Id, Identity, Ids, Scope, Selection, Tally, Whose, actor_key};
use crate::text::count::Count;

use super::objects::narrowed;
use super::once::{Rules, is_typed};
use super::passage::Passage;
use super::traces::{Seen, Told};
use super::words::Words;

/// How many records all templates and expressions of a report together may look at. A report of
/// a hundred thousand records looks at some ten million.
const MOST_WORK: u64 = 60_000_000;

/// What telling a passage in prose takes beside the records that it looks at: some three thousand
/// passages are all.
const TELLING: u64 = 20_000;

/// What a part of the log takes before any of it is told: some ten thousand parts are all.
const PARTING: u64 = 5_000;

/// What templates are carried out in.
#[derive(Debug)]
pub(super) struct View {
    /// The figures.
    pub tally: Arc<Tally>,
    /// The words.
    pub words: Arc<Words>,
    /// The part of the log that is spoken of, if not all of it.
    pub scope: Option<Scope>,
    /// Whose name stands for the part: the group of a section that is written for each group.
    pub each: Option<String>,
    /// Those whom a passage of the whole school's report is about alone.
    pub own: Option<Own>,
    /// What everything is narrowed to by its name: a group, a kind, a month, a person.
    pub filter: Option<String>,
    /// The records that are told elsewhere.
    elsewhere: Option<Arc<Ids>>,
    /// Whether it is noted what is spoken of: prose names figures one by one, passages are known
    /// by what they tell.
    is_noted: bool,
    shared: Arc<Shared>,
}

/// Those whom a passage is about alone.
#[derive(Debug, Clone)]
pub(super) enum Own {
    /// A group.
    Group(Text),
    /// People of no group.
    NoGroup,
}

/// A figure, and what it has been narrowed to.
type Narrowed = (Selection, Option<Selection>);

/// What all views of one report have in common.
#[derive(Debug, Default)]
struct Shared {
    work: AtomicU64,
    /// The records that prose has spoken of.
    spoken: Mutex<Ids>,
    /// The records of which prose has whole passages.
    narrated: Mutex<Ids>,
    /// These passages, until they are asked for.
    passages: Mutex<Vec<Passage>>,
    /// What figures have been narrowed to, with the figure itself: as long as it is kept its
    /// identity is its own.
    narrowed: Mutex<HashMap<(Identity, String), Narrowed>>,
    /// What the text being written has looked at, while one is.
    seen: Mutex<Option<Seen>>,
    /// What has been told of each record.
    told: Mutex<Told>,
    /// What figures in prose add up to, likewise.
    counts: Mutex<HashMap<Identity, (Selection, Count)>>,
    /// What is said once where two words meet.
    joined: OnceLock<Rules>,
    /// Whether words that are said twice have been typed so.
    typed: Mutex<HashMap<String, bool>>,
}

impl View {
    /// A view of all of `tally`.
    pub fn new(tally: &Arc<Tally>, words: &Arc<Words>) -> View {
        View {
            tally: Arc::clone(tally),
            words: Arc::clone(words),
            scope: None,
            each: None,
            own: None,
            filter: None,
            elsewhere: None,
            is_noted: false,
            shared: Arc::default(),
        }
    }

    /// A view of a part of the same.
    pub fn within(&self, scope: Option<Scope>, each: Option<&str>) -> View {
        View {
            tally: Arc::clone(&self.tally),
            words: Arc::clone(&self.words),
            scope,
            each: each.map(str::to_owned),
            own: self.own.clone(),
            filter: self.filter.clone(),
            elsewhere: self.elsewhere.clone(),
            is_noted: false,
            shared: Arc::clone(&self.shared),
        }
    }

    /// A view of what `filter` names in it.
    pub fn filtered(&self, filter: &str) -> View {
        View {
            filter: Some(filter.to_owned()),
            ..self.within(self.scope.clone(), self.each.as_deref())
        }
    }

    /// The same view for a passage that is about some alone.
    pub fn about(&self, own: Own) -> View {
        View {
            own: Some(own),
            ..self.within(self.scope.clone(), self.each.as_deref())
        }
    }

    /// A view of the same without records that are told elsewhere.
    pub fn without(&self, elsewhere: Ids) -> View {
        View {
            elsewhere: Some(Arc::new(elsewhere)),
            ..self.within(self.scope.clone(), self.each.as_deref())
        }
    }

    /// A view of the same part of another term's log.
    pub fn of_term(&self, tally: &Arc<Tally>) -> Arc<View> {
        let whole = View::new(tally, &self.words);
        Arc::new(whole.within(self.scope.clone(), None))
    }

    /// The records of one kind that are spoken of.
    pub fn all(&self, table: &'static Table) -> Selection {
        self.narrowed(self.tally.all(table))
    }

    /// Those of `selection` that lie in the part that is spoken of.
    pub fn narrowed(&self, selection: Selection) -> Selection {
        let selection = match &self.scope {
            Some(scope) => selection.within(scope),
            None => selection,
        };
        let selection = match &self.elsewhere {
            Some(elsewhere) => selection.without(elsewhere),
            None => selection,
        };
        match &self.filter {
            Some(filter) => {
                narrowed(&selection, filter).unwrap_or_else(|| selection.among(&Ids::default()))
            }
            None => selection,
        }
    }

    /// Whether a record is told elsewhere.
    pub fn is_elsewhere(&self, id: Id) -> bool {
        let elsewhere = self.elsewhere.as_ref();
        elsewhere.is_some_and(|elsewhere| elsewhere.contains(&id))
    }

    /// The measure word of `selection`, in the school's own words.
    pub fn unit(&self, selection: &Selection) -> String {
        let table = selection.table();
        let unit = match selection.whose() {
            // One person hears lessons alone.
            Some(Whose::Person(_)) if selection.unit() == format!("{}次", table.unit) => {
                table.unit.to_owned()
            }
            _ => selection.unit(),
        };
        let own = self.words.text(&["kind", table.key, "unit"]);
        match own.filter(|own| *own != table.unit) {
            Some(own) if unit == table.unit => own.to_owned(),
            Some(own) if unit == format!("{}次", table.unit) && !own.ends_with('次') => {
                format!("{own}次")
            }
            Some(own) if unit == format!("{}次", table.unit) => own.to_owned(),
            _ => unit,
        }
    }

    /// The measure word of one record of a kind, in the school's own words.
    pub fn unit_of<'a>(&'a self, table: &Table, unit: &'a str) -> &'a str {
        let own = self.words.text(&["kind", table.key, "unit"]);
        own.filter(|_| unit == table.unit).unwrap_or(unit)
    }

    /// The group that is spoken of: of the report, or of a section that is written for each.
    pub fn group(&self) -> Option<&Text> {
        match &self.scope {
            Some(Scope::Of(Whose::Group(group))) => Some(group),
            _ => self.tally.group(),
        }
    }

    /// The one group whose doing all of `records` are that are told together.
    pub(super) fn doer_of_all<'a>(
        &'a self,
        records: impl Iterator<Item = &'a Record>,
    ) -> Option<&'a Text> {
        let mut groups = records.map(|record| self.doer(record));
        let group = groups.next()??;
        groups.all(|other| other == Some(group)).then_some(group)
    }

    /// The group whose doing a record is; where it names none and the report is the school's, the
    /// one that it counts for. Of an event each of those who were there may have noted it.
    pub(super) fn doer<'a>(&'a self, record: &'a Record) -> Option<&'a Text> {
        record.text(Key::Group).or_else(|| {
            let is_event = matches!(self.scope, Some(Scope::On(..)));
            let is_schools = self.group().is_none() && !is_event;
            is_schools
                .then(|| self.tally.own_group_of(record))
                .flatten()
        })
    }

    /// Those of `names`, the people under `key` of `record`, that are of the group that is spoken
    /// of, if any is; in a passage about one group, of those who are counted.
    pub fn own_names(&self, names: &[Text], record: &Record, key: Key) -> Vec<Text> {
        let is_counted = match record.table.counting {
            Counting::PerPerson(counted) | Counting::OfPeople(counted) => counted == key,
            Counting::Records => false,
        };
        let about = self.own.as_ref().filter(|_| is_counted);
        let is_own = |name: &&Text| match (self.group(), about) {
            (Some(group), _) | (None, Some(Own::Group(group))) => {
                self.tally.is_of(name, group, record)
            }
            (None, Some(Own::NoGroup)) => self.tally.of_no_group(record).any(|own| own == *name),
            (None, None) => true,
        };
        names.iter().filter(is_own).cloned().collect()
    }

    /// `whole` narrowed by `name`, as often as it is asked for worked out once.
    pub fn narrow(
        &self,
        whole: &Selection,
        name: &str,
        work_out: impl FnOnce() -> Option<Selection>,
    ) -> Option<Selection> {
        let key = (whole.identity(), name.to_owned());
        let known = self.shared.narrowed.lock();
        let known = known
            .unwrap_or_else(PoisonError::into_inner)
            .get(&key)
            .cloned();
        if let Some((_, narrowed)) = known {
            return narrowed;
        }
        let narrowed = work_out();
        let entry = (whole.clone(), narrowed.clone());
        let all = self.shared.narrowed.lock();
        all.unwrap_or_else(PoisonError::into_inner)
            .insert(key, entry);
        narrowed
    }

    /// What `figure` adds up to, of a figure in prose worked out once; and prose has then spoken
    /// of it.
    pub fn count(&self, figure: &Selection) -> Count {
        if !self.is_noted {
            return figure.count();
        }
        let key = figure.identity();
        let counts = self.shared.counts.lock();
        let known = counts
            .unwrap_or_else(PoisonError::into_inner)
            .get(&key)
            .map(|(_, count)| *count);
        if let Some(count) = known {
            return count;
        }
        self.speak_of(figure.ids());
        let count = figure.stated();
        let counts = self.shared.counts.lock();
        counts
            .unwrap_or_else(PoisonError::into_inner)
            .insert(key, (figure.clone(), count));
        count
    }

    /// Counts the work of looking at `selection`; false when it has become too much.
    pub fn may_look_at(&self, selection: &Selection) -> bool {
        let more = selection.ids().len() as u64 + 16;
        self.shared.work.fetch_add(more, Ordering::Relaxed) < MOST_WORK
    }

    /// Counts the work of telling a whole passage likewise.
    pub fn may_tell(&self) -> bool {
        self.shared.work.fetch_add(TELLING, Ordering::Relaxed) < MOST_WORK
    }

    /// Counts the work of beginning with a part likewise.
    pub fn may_part(&self) -> bool {
        self.shared.work.fetch_add(PARTING, Ordering::Relaxed) < MOST_WORK
    }

    /// The same view, of which it is noted what is spoken of.
    pub fn in_prose(&self) -> View {
        View {
            is_noted: true,
            ..self.within(self.scope.clone(), self.each.as_deref())
        }
    }

    /// What is said once where two words meet.
    pub fn joined(&self) -> &Rules {
        let rules = || Rules::new(&self.tally, &self.words);
        self.shared.joined.get_or_init(rules)
    }

    /// Whether somebody has typed `words` in a record.
    pub fn is_typed(&self, words: &str) -> bool {
        let known = self.shared.typed.lock();
        let mut known = known.unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = known.get(words) {
            return *known;
        }
        let is_typed = is_typed(&self.tally, words);
        known.insert(words.to_owned(), is_typed);
        is_typed
    }

    /// Whether it is the view of prose.
    pub fn is_prose(&self) -> bool {
        self.is_noted
    }

    /// From now on it is noted what a text looks at. What was noted for another one before is to
    /// be handed back at its end.
    pub fn begin(&self) -> Option<Seen> {
        let seen = self.shared.seen.lock();
        seen.unwrap_or_else(PoisonError::into_inner)
            .replace(Seen::default())
    }

    /// A text has come to its end: what of that which it has looked at stands in it is told.
    pub fn end(&self, before: Option<Seen>, text: &str) {
        let seen = self.shared.seen.lock();
        let seen = std::mem::replace(&mut *seen.unwrap_or_else(PoisonError::into_inner), before);
        if let Some(seen) = seen {
            let told = self.shared.told.lock();
            told.unwrap_or_else(PoisonError::into_inner)
                .take(seen, text, self);
        }
    }

    /// Notes what a text looks at, where one is being written.
    pub fn see(&self, note: impl FnOnce(&mut Seen)) {
        let seen = self.shared.seen.lock();
        if let Some(seen) = &mut *seen.unwrap_or_else(PoisonError::into_inner) {
            note(seen);
        }
    }

    /// Names to `take` what of some records has not been told.
    pub fn untold(&self, ids: &[Id], mut take: impl FnMut(Id, Key)) {
        let told = self.shared.told.lock();
        let told = told.unwrap_or_else(PoisonError::into_inner);
        for id in ids {
            let record = self.tally.record(*id);
            for (key, _) in record.values() {
                if !told.contains(*id, *key) && !self.is_whose_report(record, *key) {
                    take(*id, *key);
                }
            }
        }
    }

    /// Whether all that `record` says under `key` is whose report it is: the group or the teacher
    /// stands in its title.
    fn is_whose_report(&self, record: &Record, key: Key) -> bool {
        match &self.scope {
            Some(Scope::Of(Whose::Person(me))) if actor_key(record.table) == Some(key) => {
                let people = record.people(key).map_or(&[][..], People::names);
                matches!(people, [only] if only == me)
            }
            _ => {
                let own = record.text(Key::Group).filter(|_| key == Key::Group);
                own.is_some() && own == self.group()
            }
        }
    }

    /// Notes that prose has spoken of some records.
    pub fn speak_of(&self, ids: &[Id]) {
        if self.is_noted {
            let spoken = self.shared.spoken.lock();
            spoken.unwrap_or_else(PoisonError::into_inner).extend(ids);
        }
    }

    /// Notes that prose has a whole passage on some records.
    pub fn narrate(&self, passage: &Passage, ids: &[Id]) {
        self.speak_of(ids);
        let passages = self.shared.passages.lock();
        let mut passages = passages.unwrap_or_else(PoisonError::into_inner);
        passages.push(passage.clone());
        let narrated = self.shared.narrated.lock();
        narrated.unwrap_or_else(PoisonError::into_inner).extend(ids);
    }

    /// The passages that prose has had since this was asked.
    pub fn passages_in_prose(&self) -> Vec<Passage> {
        let passages = self.shared.passages.lock();
        std::mem::take(&mut passages.unwrap_or_else(PoisonError::into_inner))
    }

    /// The records of which prose has had whole passages so far.
    pub fn narrated(&self) -> Ids {
        let narrated = self.shared.narrated.lock();
        narrated.unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// The records that prose has spoken of so far.
    pub fn spoken(&self) -> Ids {
        let spoken = self.shared.spoken.lock();
        spoken.unwrap_or_else(PoisonError::into_inner).clone()
    }
}
