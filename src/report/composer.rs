//! Puts a report together from an outline: prose, what stands in `[prose]`, computed passages.

mod again;
mod lead;
mod left_out;
mod parts;
mod room;
mod school;
mod special;
mod typed;

use std::collections::{HashMap, HashSet};

use chrono::{Datelike, NaiveDate};

use crate::diagnostic::{Diagnostic, Diagnostics, Place};
use crate::format::Key;
use crate::log::{Log, Phrase, Text};
use crate::markup::{Block, harmless, is_paragraph};
use crate::tally::{Id, Ids};
use crate::wording::{Passage, Wording};

use super::outline::{Numbering, Outline, Slot};
use super::points::points;
use super::prose::{key, unknown};
use super::scope::About;
use super::{Report, Section};

/// What says that there is to be none: no cue, no signature, no slogan, nothing computed in the
/// lead.
pub(super) const NONE: &str = "无";

/// Puts a report together.
pub(super) struct Composer<'a> {
    log: &'a Log,
    outline: &'a Outline,
    wording: Wording,
    /// Whether `[prose]` is in the words of those whose report it is.
    is_own: bool,
    /// The records that some section tells or is not to tell.
    named: Ids,
    /// The records that some section tells because a name says so: they are told nowhere else.
    special: Ids,
    /// Those that a passage of several kinds tells so, by its file: these are told nowhere else in
    /// that passage.
    special_in: HashMap<String, Ids>,
    /// Of these and those the groups of the passages, where all are about one group each.
    special_to: HashMap<Id, Option<Vec<Text>>>,
    /// Of what several groups have a part in, and some section tells of one of them, the groups
    /// whose part none does; `None` are the people of no group.
    left: HashMap<Id, Vec<Option<Text>>>,
    /// The templates that some section names.
    files: HashSet<String>,
    /// The records that have been told.
    told: Ids,
    /// The records that passages behind others, by their files, have told: of two parts once.
    told_behind: HashMap<String, Ids>,
    /// What has been told of each kind, and as whose.
    told_before: again::Before,
    /// The templates that have failed: once is enough.
    failed: HashSet<String>,
    warnings: Vec<Diagnostic>,
    /// Where figures in prose are zero, so that nothing is said of them.
    silent: Vec<Place>,
    /// How much longer it may become, in bytes; none where it has become too long.
    room: Option<usize>,
    out: &'a mut Diagnostics,
}

impl<'a> Composer<'a> {
    pub fn new(
        log: &'a Log,
        outline: &'a Outline,
        wording: Wording,
        is_own: bool,
        out: &'a mut Diagnostics,
    ) -> Composer<'a> {
        let mut composer = Composer {
            log,
            outline,
            wording,
            is_own,
            named: Ids::default(),
            special: Ids::default(),
            special_to: HashMap::new(),
            special_in: HashMap::new(),
            left: HashMap::new(),
            files: HashSet::new(),
            told: Ids::default(),
            told_behind: HashMap::new(),
            told_before: again::Before::default(),
            failed: HashSet::new(),
            warnings: Vec::new(),
            silent: Vec::new(),
            room: Some(room::of(log)),
            out,
        };
        let wording = composer.wording.clone();
        let whole = outline.lead.iter().flatten().chain(outline.not_wanted());
        whole.for_each(|name| composer.name(name, &wording));
        // What is not wanted is told nowhere, also not as special.
        composer.left.clear();
        composer.special.clear();
        composer.special_to.clear();
        composer.special_in.clear();
        composer.name_all(&outline.sections, &wording);
        composer
    }

    /// Notes what `slots` name: of a section for each group, that group's alone.
    fn name_all(&mut self, slots: &[Slot], wording: &Wording) {
        for slot in slots {
            for group in self.parts(slot, wording) {
                let Some(part) = self.part(slot, group.as_ref(), wording) else {
                    break;
                };
                slot.tell.iter().for_each(|name| self.name(name, &part));
                self.name_all(&slot.sections, &part);
            }
        }
    }

    fn name(&mut self, name: &Phrase, wording: &Wording) {
        if let Ok(passage) = wording.find(name) {
            let told = wording.told(&passage);
            self.share(&passage, wording);
            if passage.filter.is_some() {
                let known = self.special_in.entry(passage.file.clone()).or_default();
                known.extend(&told);
                known.extend(wording.targets_told(&passage));
            } else if passage.is_special() {
                self.special.extend(&told);
            }
            if passage.is_special() {
                self.note_special(&told, wording.group_told(&passage).as_ref());
            }
            self.named.extend(told);
            self.files.insert(passage.file);
        }
    }

    /// The whole report; `about` is the part of the log that it is about.
    pub fn report(mut self, about: Option<About>) -> Report {
        let wording = self.wording.clone();
        let sections = self.sections(&self.outline.sections, 0, &wording);
        let head = self.log.head.report.as_ref();
        let text = |key| {
            head.and_then(|head| head.text(key))
                .map(|text| text.to_string())
        };
        let lead = self.lead(!sections.is_empty());
        let closing = self.prose_of(Key::Closing);
        let mut left_out = self.left_out(about);
        if left_out.scope.is_none() {
            left_out.school = school::untold(self.log, &lead, &sections, &closing);
        }
        Report {
            title: self.title(),
            slogan: text(Key::Slogan).filter(|slogan| slogan != NONE),
            lead,
            sections,
            closing,
            author: Some(self.phrase("author", None))
                .filter(|author| !author.is_empty() && author != NONE),
            date: head.and_then(|head| head.day(Key::Date)).map(date),
            charts: None,
            left_out,
            warnings: self.warnings,
        }
    }

    /// The title: as it is typed, or made of what the report is about. What a log of the whole school
    /// is called is no name for one of its events or teachers.
    fn title(&mut self) -> Vec<String> {
        let head = self.log.head.report.as_ref().filter(|_| self.is_own);
        if let Some(title) = head.and_then(|head| head.text(Key::Title)) {
            return vec![title.to_string()];
        }
        let of_part = head.filter(|_| self.wording.scope().is_some());
        let kind = of_part.and_then(|head| head.text(Key::Kind));
        let kind = kind.map(|kind| &**kind).or(self.outline.kind.as_deref());
        let title = self.phrase("title", kind);
        title.lines().map(str::to_owned).collect()
    }

    /// What came out of something that may be wrong; nothing where it is. What is used several
    /// times is wrong once.
    fn sound<T: Default>(&mut self, result: Result<T, Diagnostic>) -> T {
        self.all_sound(result.map_err(|diagnostic| vec![diagnostic]))
    }

    /// The same where several things may be wrong.
    fn all_sound<T: Default>(&mut self, result: Result<T, Vec<Diagnostic>>) -> T {
        result.unwrap_or_else(|wrong| {
            for diagnostic in wrong {
                if !self.out.has(&diagnostic) {
                    self.out.push(diagnostic);
                }
            }
            T::default()
        })
    }

    fn phrase(&mut self, name: &str, own: Option<&str>) -> String {
        let phrase = self.wording.phrase(name, own);
        self.sound(phrase)
    }

    /// The blocks of `[prose]` under `key`.
    fn blocks_of(&mut self, key: Key) -> Vec<Block> {
        let prose = self.log.head.prose.as_ref().filter(|_| self.is_own);
        match prose.and_then(|prose| prose.phrase(key)) {
            Some(prose) => self.blocks(prose, &self.wording.clone()),
            None => Vec::new(),
        }
    }

    fn prose_of(&mut self, key: Key) -> Vec<String> {
        texts(self.blocks_of(key))
    }

    /// What the passage called `name` has to say.
    fn told_by(&mut self, name: &Phrase, wording: &Wording) -> Vec<String> {
        let found = wording.find(name).map(Some);
        let Some(passage) = self.sound(found) else {
            return Vec::new();
        };
        let mut passages = match passage.is_others() {
            true => self.others(wording),
            false => self.less_special(passage, wording),
        };
        // What one person or one day has is told by itself.
        if wording.scope().is_none() {
            let with_followers = passages.into_iter().flat_map(|passage| {
                let followers = passage.followers(wording.templates()).into_iter();
                // Of what is told as special nothing is told elsewhere.
                let is_special = passage.is_special();
                let more =
                    followers.filter(|follower| is_special || !self.files.contains(&follower.file));
                let more: Vec<Passage> = more.collect();
                std::iter::once(passage).chain(more)
            });
            passages = with_followers.collect();
        }
        let mut blocks = Vec::new();
        let what = format!("“{}”", name.text);
        for passage in passages {
            self.told.extend(wording.told(&passage));
            self.note_again(&passage, wording, name, &what);
            if self.failed.contains(&passage.file) || self.room.is_none() {
                continue;
            }
            let Some(elsewhere) = self.elsewhere(&passage, wording) else {
                continue;
            };
            let told = match elsewhere.is_empty() {
                true => wording.passage(&passage),
                false => wording.without(elsewhere).passage(&passage),
            };
            let told = told.map(harmless);
            if told.is_err() {
                self.failed.insert(passage.file.clone());
            }
            let told = self.sound(told);
            self.take_in(told.iter().map(String::len).sum(), name);
            blocks.extend(told);
        }
        blocks
    }

    /// The passages of the records that no section names and that prose has not told.
    fn others(&mut self, wording: &Wording) -> Vec<Passage> {
        let mut known = self.named.clone();
        known.extend(wording.narrated());
        let templates = wording.templates();
        let mut passages = Vec::new();
        for (kind, ids) in wording.kinds() {
            let parts = self.parts_left(kind, &ids, &known, wording);
            let in_parts: Ids = parts.iter().flat_map(|part| wording.told(part)).collect();
            let rest: Vec<Id> = ids
                .iter()
                .copied()
                .filter(|id| !known.contains(id) && !in_parts.contains(id))
                .collect();
            passages.extend(parts);
            if rest.len() == ids.len() {
                passages.push(Passage::of_kind(templates, kind));
            } else if !rest.is_empty() {
                passages.push(Passage::of_these(templates, kind, rest));
            }
        }
        passages
    }

    /// The sections that have anything to say, numbered.
    fn sections(&mut self, slots: &[Slot], depth: usize, wording: &Wording) -> Vec<Section> {
        let mut sections = Vec::new();
        let mut numbering = Numbering::default();
        for slot in slots {
            for group in self.parts(slot, wording) {
                let Some(part) = self.part(slot, group.as_ref(), wording) else {
                    break;
                };
                let Some(section) = self.section(slot, depth, &part) else {
                    continue;
                };
                if slot.points && section.title.is_empty() {
                    sections.extend(points(&section.blocks, slot, depth, &mut numbering));
                    continue;
                }
                let number = match section.title.is_empty() && slot.mark.is_none() {
                    true => String::new(),
                    false => numbering.next(slot, depth),
                };
                let mut section = Section { number, ..section };
                if slot.points {
                    // The mark is that of the section; its points have the usual one.
                    let usual = Slot {
                        mark: None,
                        number: None,
                        ..slot.clone()
                    };
                    let blocks = std::mem::take(&mut section.blocks);
                    let mut own = Numbering::default();
                    let points = points(&blocks, &usual, depth + 1, &mut own);
                    section.sections.splice(0..0, points);
                }
                sections.push(section);
            }
        }
        sections
    }

    /// One section; `None` where it has nothing to say.
    fn section(&mut self, slot: &Slot, depth: usize, wording: &Wording) -> Option<Section> {
        let mut blocks = match &slot.prose {
            Some(prose) => texts(self.blocks(prose, wording)),
            None => Vec::new(),
        };
        for name in &slot.from {
            match key(&name.text) {
                Some(key) => blocks.extend(self.prose_of(key)),
                None => self.out.push(unknown(name)),
            }
        }
        for name in &slot.tell {
            let told = self.told_by(name, wording);
            if slot.is_own && slot.each.is_none() && told.is_empty() {
                self.warn_of_nothing(name, wording);
            }
            for told in told {
                match blocks.last_mut() {
                    Some(last) if slot.join && is_paragraph(last) && is_paragraph(&told) => {
                        last.push_str(&told);
                    }
                    _ => blocks.push(told),
                }
            }
        }
        let mut below = self.sections(&slot.sections, depth + 1, wording);
        // A heading over the only subsection of a pattern would say nothing.
        let is_lone = slot
            .sections
            .iter()
            .all(|below| !below.is_own && below.each.is_none());
        if let [only] = &mut below[..]
            && is_lone
            && only.sections.is_empty()
        {
            blocks.append(&mut only.blocks);
            below.clear();
        }
        let of_one_group = self.lone_group(slot, &mut below).map(|(told, title)| {
            blocks.extend(told);
            title
        });
        // With errors there is no report, but its titles may be wrong as well.
        if blocks.is_empty() && below.is_empty() && self.out.errors() == 0 {
            return None;
        }
        let title = match &slot.title {
            Some(title) => {
                let text = wording.line(title);
                let text = self.all_sound(text);
                self.take_in(text.len(), title);
                let own = wording.words().text(&["titles", &text]);
                own.map_or(of_one_group.unwrap_or(text.clone()), str::to_owned)
            }
            None => String::new(),
        };
        self.warnings.extend(slot.numbered_twice(&title));
        Some(Section {
            number: String::new(),
            run_in: slot.run_in || title.is_empty(),
            title,
            blocks,
            sections: below,
        })
    }
}

fn texts(blocks: Vec<Block>) -> Vec<String> {
    blocks.into_iter().map(|block| block.text).collect()
}

/// A date as it stands under a signature.
fn date(day: NaiveDate) -> String {
    format!("{}年{}月{}日", day.year(), day.month(), day.day())
}
