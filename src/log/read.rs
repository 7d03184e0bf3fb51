//! Reads logs, one after the other, into one [`Log`].

use std::collections::{HashMap, HashSet};
use std::io::BufRead;
use std::ops::Range;
use std::sync::Arc;

use super::chunks::{Chunk, Chunks, ReadFailure};
use super::date::When;
use super::decode::{Decoder, Lines, Pending, Unless};
use super::joined::{self, Ids, Joined, Part};
use super::pupils;
use super::record::{Record, Span, Text, Value};
use super::{Head, Log, apart, spelling};
use crate::diagnostic::{Diagnostic, Diagnostics, Place};
use crate::format::{Key, Sort};
use crate::text::damage::{self, Damage};

/// Collects records and complaints from any number of logs.
#[derive(Default)]
pub struct Reader {
    log: Log,
    texts: HashSet<Text>,
    known_names: HashSet<Text>,
    pending: Vec<Pending>,
    ids: Ids,
    head_places: HashMap<(&'static str, Key), Place>,
    diagnostics: Diagnostics,
    /// Where the dates stand that want their year, in the order of their records.
    yearless: Vec<Place>,
    /// The numbers of the files of which pieces were read.
    orders: HashMap<Arc<str>, usize>,
}

impl Reader {
    /// Reads one log called `name`, as UTF-8 with or without BOM.
    ///
    /// # Errors
    /// [`ReadFailure`] if it cannot be read to its end. What is wrong with its contents goes
    /// to the diagnostics.
    pub fn read(&mut self, name: &str, input: impl BufRead) -> Result<(), ReadFailure> {
        let order = self.log.files.len();
        self.log.files.push(Arc::from(name));
        let mut damage = Damage::default();
        for chunk in Chunks::new(input) {
            let chunk = chunk?;
            if let Some(range) = damage.find(&chunk.text) {
                self.diagnostics.push(destroyed(name, order, &chunk, range));
                // Nothing that stands there is what was typed.
                break;
            }
            self.take(order, &chunk);
        }
        Ok(())
    }

    /// Reads one table, `text`, that stood in `line` of the file called `name`.
    pub fn read_piece(&mut self, name: &str, line: usize, text: String) {
        let order = self.order_of(name);
        let chunk = Chunk {
            text,
            start: 0,
            line,
        };
        self.take(order, &chunk);
    }

    /// Says of the record that was last read where the others stood that it was made of.
    pub(super) fn made_of<'a>(
        &mut self,
        others: impl Iterator<Item = (&'a str, usize)>,
        given_up: Vec<Key>,
    ) {
        let also = others.map(|(name, line)| Span {
            file: u32::try_from(self.order_of(name)).unwrap_or(u32::MAX),
            line: u32::try_from(line).unwrap_or(u32::MAX),
            ..Span::default()
        });
        let also = also.collect();
        if let Some(record) = self.log.records.len().checked_sub(1) {
            self.log.joined.push(Joined {
                record,
                also,
                given_up,
            });
        }
    }

    /// The number of the file called `name`, of which pieces are read.
    fn order_of(&mut self, name: &str) -> usize {
        match self.orders.get(name) {
            Some(order) => *order,
            None => {
                let (order, file) = (self.log.files.len(), Arc::from(name));
                self.log.files.push(Arc::clone(&file));
                self.orders.insert(file, order);
                order
            }
        }
    }

    /// Takes in the tables of one piece of the file of this number.
    fn take(&mut self, order: usize, chunk: &Chunk) {
        self.log.size += chunk.text.len();
        let file = Arc::clone(&self.log.files[order]);
        let records = Decoder {
            chunk,
            lines: Lines::new(&chunk.text, chunk.line),
            order,
            file: &file,
            table: None,
            words: &mut self.log.words,
            texts: &mut self.texts,
            known_names: &mut self.known_names,
            refused_names: &mut self.log.refused_names,
            pending: &mut self.pending,
            yearless: &mut self.yearless,
            out: &mut self.diagnostics,
        }
        .decode();
        // Kept for the messages about records that are to be one.
        let mut text = None;
        for record in records {
            if let Some(id) = record.text(Key::Id) {
                let text = text.get_or_insert_with(|| Arc::from(&*chunk.text));
                let (at, text) = (self.log.records.len(), Arc::clone(text));
                self.ids
                    .entry(id.clone())
                    .or_default()
                    .push(Part { at, text });
            }
            match record.table.sort {
                Sort::Section => self.log.sections.push(record),
                Sort::Change => self.log.changes.push(record),
                Sort::Roster | Sort::Counted | Sort::Target | Sort::Stated => {
                    self.log.records.push(record);
                }
                // Words are no records.
                Sort::Words => {}
                Sort::Head => self.merge_head(record, |record, key| {
                    let nth = record.span.nth as usize;
                    let range = super::decode::locate(&chunk.text, nth, Some(key), None);
                    Place::new(order, Arc::clone(&file), &chunk.text, chunk.line, range)
                }),
            }
        }
    }

    /// What was read, and what is wrong with it.
    pub fn finish(mut self) -> (Log, Diagnostics) {
        self.check_term();
        self.find_years();
        self.settle();
        spelling::unite(&mut self.log, &self.texts);
        joined::join(&mut self.log, self.ids, &mut self.diagnostics);
        pupils::tell(&mut self.log);
        (self.log, self.diagnostics)
    }

    /// Gives the dates without a year that of the term.
    fn find_years(&mut self) {
        let term = self.log.head.term.as_ref();
        let day = |key| term.and_then(|term| term.day(key));
        let (start, end) = (day(Key::Start), day(Key::End));
        let mut places = std::mem::take(&mut self.yearless).into_iter();
        if places.len() == 0 {
            return;
        }
        for record in &mut self.log.records {
            let Some(When::Yearless(days)) = record.when(Key::Date) else {
                continue;
            };
            let place = places.next();
            let term = record.text(Key::TermName);
            let is_earlier = term.is_some_and(|term| !term.starts_with(['本', '今']));
            match days.of_term(start, end, is_earlier) {
                Ok(when) => record.settle(when),
                Err(wrong) => {
                    let (message, hint) = wrong.told();
                    let error = place.map(|place| Diagnostic::error(place, message).hint(hint));
                    error
                        .into_iter()
                        .for_each(|error| self.diagnostics.push(error));
                }
            }
        }
    }

    /// Puts a head table beside what is known of it: prose of several files in the order of the
    /// files; any other two that contradict are an error that names both places.
    fn merge_head(&mut self, record: Record, place: impl Fn(&Record, Key) -> Place) {
        let table = record.table.key;
        let mut fresh = Vec::new();
        for (key, value) in record.values() {
            let here = place(&record, *key);
            let known = self.log.head.slot(table).and_then(|slot| slot.as_ref());
            let joined = match known.and_then(|known| known.get(*key)) {
                None => Some(value.clone()),
                Some(known) if known == value => continue,
                Some(known) => both(known, value),
            };
            let Some(joined) = joined else {
                let there = &self.head_places[&(table, *key)];
                self.diagnostics.push(
                    Diagnostic::error(
                        here,
                        format!(
                            "[{table}] 的 {} 与前面写的不一致（{} 第{}行）",
                            key.name(),
                            there.file,
                            there.line
                        ),
                    )
                    .hint("两处只留一处，或改成一样"),
                );
                continue;
            };
            self.head_places.insert((table, *key), here);
            fresh.push((*key, joined));
        }
        if let Some(slot) = self.log.head.slot(table) {
            *slot = Some(match slot.take() {
                None => Record::new(record.table, record.span, fresh),
                Some(known) => known.with(fresh),
            });
        }
    }

    /// Tells of what nothing has made right.
    fn settle(&mut self) {
        let roster = self.log.records.iter();
        let roster = roster.filter(|record| record.table.sort == Sort::Roster);
        let names: HashSet<&str> = match self.pending.is_empty() {
            true => HashSet::new(),
            false => roster
                .filter_map(|teacher| teacher.text(Key::Name))
                .map(|name| &**name)
                .collect(),
        };
        let report = self.log.head.report.as_ref();
        let has_group = report.is_some_and(|report| report.text(Key::Group).is_some());
        let mut known = HashMap::new();
        for pending in std::mem::take(&mut self.pending) {
            let (is_right, refused) = match pending.unless {
                Unless::OnRoster(name) => {
                    let parts = apart::decided(&name, &names);
                    let is_known = names.contains(&*name) || parts.is_some();
                    known.extend(parts.map(|parts| (name.clone(), parts)));
                    (is_known, vec![name])
                }
                Unless::OnRosterAny(any) => (any.iter().any(|name| names.contains(&**name)), any),
                Unless::NotOnRoster { name, parts } => {
                    let are_known = parts.iter().all(|part| names.contains(&**part));
                    (!are_known || names.contains(&*name), vec![name])
                }
                Unless::OfGroup => (has_group, Vec::new()),
            };
            if is_right {
                continue;
            }
            self.log.refused_names.extend(refused);
            self.diagnostics.push(pending.diagnostic);
        }
        apart::part(&mut self.log, &known);
    }

    /// The term must not end before it starts.
    fn check_term(&mut self) {
        let Head {
            term: Some(term), ..
        } = &self.log.head
        else {
            return;
        };
        if let (Some(start), Some(end)) = (term.day(Key::Start), term.day(Key::End))
            && end < start
            && let Some(place) = self.head_places.get(&("term", Key::End))
        {
            self.diagnostics.push(
                Diagnostic::error(place.clone(), "学期的最后一天早于第一天")
                    .label(format!("第一天是 {start}"))
                    .hint("检查 start 和 end 的年份，第一学期一般跨两个年份"),
            );
        }
    }
}

/// The prose of two files for one place, one behind the other; `None` where it is no prose, or
/// stands in one file.
fn both(known: &Value, fresh: &Value) -> Option<Value> {
    let (Value::Phrase(known), Value::Phrase(fresh)) = (known, fresh) else {
        return None;
    };
    if known.says(fresh) {
        return Some(Value::Phrase(known.clone()));
    }
    let is_new = !known.is_in_file_of(fresh);
    is_new.then(|| Value::Phrase(known.joined(fresh)))
}

/// What is said of a file that was saved in the wrong encoding.
fn destroyed(name: &str, order: usize, chunk: &Chunk, range: Range<usize>) -> Diagnostic {
    let place = Place::new(order, Arc::from(name), &chunk.text, chunk.line, range);
    Diagnostic::error(
        place,
        "文字已经损坏：文件曾被别的程序按错误的编码打开，又存了下来",
    )
    .hint("换回损坏以前的那一份（备份，或微信、邮件里发过的原件），这一份改不回来")
    .hint(damage::ADVICE)
}
