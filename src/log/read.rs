//! Reads logs, one after the other, into one [`Log`].

use std::collections::{HashMap, HashSet};
use std::io::BufRead;
use std::ops::Range;
use std::sync::Arc;

use super::chunks::{Chunk, Chunks, ReadFailure};
use super::decode::{Decoder, Lines};
use super::pupils;
use super::record::{Record, Text};
use super::{Head, Log};
use crate::diagnostic::{Diagnostic, Diagnostics, Place};
use crate::format::{Key, Sort};
use crate::text::damage::Damage;

/// Collects records and complaints from any number of logs.
#[derive(Default)]
pub struct Reader {
    log: Log,
    texts: HashSet<Text>,
    head_places: HashMap<(&'static str, Key), Place>,
    diagnostics: Diagnostics,
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
        let order = match self.orders.get(name) {
            Some(order) => *order,
            None => {
                let (order, file) = (self.log.files.len(), Arc::from(name));
                self.log.files.push(Arc::clone(&file));
                self.orders.insert(file, order);
                order
            }
        };
        let chunk = Chunk {
            text,
            start: 0,
            line,
        };
        self.take(order, &chunk);
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
            words: &mut self.log.words,
            texts: &mut self.texts,
            out: &mut self.diagnostics,
        }
        .decode();
        for record in records {
            match record.table.sort {
                Sort::Section => self.log.sections.push(record),
                Sort::Change => self.log.changes.push(record),
                Sort::Roster | Sort::Counted | Sort::Target => self.log.records.push(record),
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
        pupils::tell(&mut self.log);
        (self.log, self.diagnostics)
    }

    /// Puts a head table beside what is known of it; two that contradict are an error that
    /// names both places.
    fn merge_head(&mut self, record: Record, place: impl Fn(&Record, Key) -> Place) {
        let table = record.table.key;
        let mut fresh = Vec::new();
        for (key, value) in record.values() {
            let here = place(&record, *key);
            let known = self.log.head.slot(table).and_then(|slot| slot.as_ref());
            match known.and_then(|known| known.get(*key)) {
                None => {
                    self.head_places.insert((table, *key), here);
                    fresh.push((*key, value.clone()));
                }
                Some(known) if known == value => {}
                Some(_) => {
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
                }
            }
        }
        if let Some(slot) = self.log.head.slot(table) {
            *slot = Some(match slot.take() {
                None => Record::new(record.table, record.span, fresh),
                Some(known) => known.with(fresh),
            });
        }
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

/// What is said of a file that was saved in the wrong encoding.
fn destroyed(name: &str, order: usize, chunk: &Chunk, range: Range<usize>) -> Diagnostic {
    let place = Place::new(order, Arc::from(name), &chunk.text, chunk.line, range);
    Diagnostic::error(
        place,
        "文字已经损坏：文件曾被别的程序按错误的编码打开，又存了下来",
    )
    .hint("换回损坏以前的那一份（备份，或微信、邮件里发过的原件），这一份改不回来")
    .hint("以后用记事本或 VS Code 打开和保存，不要用 PowerShell 的 Get-Content、> 或 | 转存")
}
