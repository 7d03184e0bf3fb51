//! Turns one piece of a log into records, by the format's description. Everything that is
//! wrong in it is said; what is right is kept.

mod amounts;
mod broken;
mod callings;
mod completed;
mod elsewhere;
mod heads;
mod lines;
mod locate;
mod meanings;
mod meant;
mod names;
mod nearest;
mod no_name;
mod number;
mod observed;
mod people;
mod phrases;
mod posts;
mod pupils;
mod rules;
mod spans;
mod value;
mod winners;
mod words;

use std::collections::HashSet;
use std::ops::Range;
use std::sync::Arc;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::chunks::Chunk;
use super::phrase::{Origin, WordEntry};
use super::record::{Record, Span, Text, Value};
use super::slips;
use crate::diagnostic::{Diagnostic, Diagnostics, Place};
use crate::format::{self, Field, Key, Sort, Table};
use crate::text::invisible;

pub(super) use lines::Lines;
pub use locate::locate;
pub(super) use names::{JOINERS, joiners};
pub use nearest::nearest;
pub(super) use number::{number_meant, number_written};
pub(super) use people::{Pending, Unless};
pub use pupils::is_outsider;

/// What the decoding of a piece needs to know of its surroundings.
pub(super) struct Decoder<'a> {
    /// The piece.
    pub chunk: &'a Chunk,
    /// Its lines.
    pub lines: Lines<'a>,
    /// Number of the file.
    pub order: usize,
    /// Name of the file.
    pub file: &'a Arc<str>,
    /// What is read, but for what stands in braces.
    pub table: Option<&'static Table>,
    /// All words of one's own so far.
    pub words: &'a mut Vec<WordEntry>,
    /// All texts so far.
    pub texts: &'a mut HashSet<Text>,
    /// The names of people so far that are sound.
    pub known_names: &'a mut HashSet<Text>,
    /// Names that are on the roster in entries that are wrong.
    pub refused_names: &'a mut HashSet<Text>,
    /// What is an error unless something further on makes it right.
    pub pending: &'a mut Vec<Pending>,
    /// Where the dates stand that want their year, of each record in turn.
    pub yearless: &'a mut Vec<Place>,
    /// Where what is wrong goes.
    pub out: &'a mut Diagnostics,
}

/// A table found in a piece, with the name it stands under.
struct Found<'a, 'i> {
    name: &'a str,
    name_range: Range<usize>,
    value: &'a Spanned<DeValue<'i>>,
    in_array: bool,
}

/// The tables of a piece in the order of the text.
fn found<'a, 'i>(root: &'a DeTable<'i>) -> Vec<Found<'a, 'i>> {
    let mut all = Vec::new();
    for (name, value) in root {
        let one = |value, in_array| Found {
            name: name.get_ref().as_ref(),
            name_range: name.span(),
            value,
            in_array,
        };
        match value.get_ref() {
            // An empty list is no table, and is told so.
            DeValue::Array(items) if !items.is_empty() => {
                all.extend(items.iter().map(|item| one(item, true)));
            }
            _ => all.push(one(value, false)),
        }
    }
    all.sort_by_key(|found| (found.name_range.start, found.value.span().start));
    all
}

impl Decoder<'_> {
    /// The records of the piece.
    pub fn decode(&mut self) -> Vec<Record> {
        let chunk = self.chunk;
        let (root, errors) = DeTable::parse_recoverable(&chunk.text);
        // After the first syntax error of a piece the rest is noise, but for another text of prose.
        if let Some(error) = errors.first() {
            let range = error.span().unwrap_or(0..chunk.text.len());
            self.broken(range, error.message());
            return Vec::new();
        }
        found(root.get_ref())
            .iter()
            .enumerate()
            .filter_map(|(nth, found)| self.table(nth, found))
            .collect()
    }

    fn table(&mut self, nth: usize, found: &Found) -> Option<Record> {
        let Some(table) = format::table(found.name) else {
            self.unknown_table(found);
            return None;
        };
        let is_head = matches!(table.sort, Sort::Head | Sort::Words);
        if is_head == found.in_array {
            self.wrong_brackets(found, is_head);
            return None;
        }
        let DeValue::Table(values) = found.value.get_ref() else {
            let place = self.place(found.value.span());
            self.out.push(
                Diagnostic::error(
                    place,
                    format!("{} 是一张表，不能直接等于一个值", found.name),
                )
                .hint(format!("另起一行写 {}，下面每行一项", slips::header(table))),
            );
            return None;
        };
        if table.sort == Sort::Words {
            self.words(&[], found.value);
            return None;
        }
        self.table = Some(table);
        let (fields, header) = (table.all_fields(), &found.name_range);
        let typed = values;
        let Some(values) = self.values(fields, typed, &format!("这条 {} ", table.key), header)
        else {
            self.note_refused(table, typed);
            return None;
        };
        let values = self.joined(values, table, typed)?;
        let record = Record::new(table, self.span(nth), values);
        let record = self.by_pupils(record, typed);
        let mut record = self.observed(record, typed);
        self.everyone_of_group(&record, typed);
        self.nobody(&record, typed);
        self.own_mentor(&record, typed);
        record.count_days();
        let is_sound = self.keeps_rules(&record, header, typed);
        if is_sound {
            self.note_yearless(&record, typed);
        }
        is_sound.then_some(record)
    }

    /// Somebody whose entry on the roster is wrong is known nevertheless: of the entry there has been
    /// a message.
    fn note_refused(&mut self, table: &Table, typed: &DeTable) {
        if table.sort != Sort::Roster {
            return;
        }
        let is_name = |key: &str| table.field(key).is_some_and(|field| field.key == Key::Name);
        let named = typed.iter().find(|(key, _)| is_name(key.get_ref()));
        if let Some(name) = named.and_then(|(_, value)| value.get_ref().as_str()) {
            self.refused_names.insert(Text::from(name.trim()));
        }
    }

    /// The values of a table; `None` if any of them was wrong or missing.
    fn values(
        &mut self,
        fields: impl Iterator<Item = &'static Field> + Clone,
        table: &DeTable,
        kind: &str,
        name_range: &Range<usize>,
    ) -> Option<Vec<(Key, Value)>> {
        let mut sound = true;
        let mut given: Vec<(Key, &str)> = Vec::new();
        let mut values = Vec::new();
        for (key, value) in table {
            let name = key.get_ref().as_ref();
            let Some(field) = fields.clone().find(|field| field.is_called(name)) else {
                self.unknown_key(name, key.span(), fields.clone(), kind);
                sound = false;
                continue;
            };
            if let Some((_, first)) = given.iter().find(|(key, _)| *key == field.key) {
                let place = self.place(key.span());
                self.out.push(
                    Diagnostic::error(place, format!("{first} 和 {name} 是同一项，只能写一个"))
                        .hint("把两处并成一处"),
                );
                sound = false;
                continue;
            }
            given.push((field.key, name));
            let parts = self.in_parts(field, value, table);
            let decoded = parts.or_else(|| self.elsewhere(field, value, fields.clone()));
            match decoded.unwrap_or_else(|| self.value(field, value)) {
                Ok(Some(value)) => values.push((field.key, value)),
                // Left empty on purpose: the same as not given.
                Ok(None) => given.retain(|(key, _)| *key != field.key),
                Err(()) => sound = false,
            }
        }
        let is_given = |field: &Field| given.iter().any(|(key, _)| *key == field.key);
        for field in fields.filter(|field| field.required && !is_given(field)) {
            // A required key that was given wrongly has had its message.
            let was_wrong = !sound && table.iter().any(|(key, _)| field.is_called(key.get_ref()));
            if !was_wrong {
                self.missing(field, name_range, kind);
            }
            sound = false;
        }
        values.sort_by_key(|(key, _)| *key);
        sound.then_some(values)
    }

    fn unknown_table(&mut self, found: &Found) {
        if let Some(odd) = invisible::first_in(found.name) {
            // That it was refused is all there is to know.
            let _: Result<(), ()> = self.invisible(odd, found.name_range.clone());
            return;
        }
        let is_key = Key::find(found.name).is_some();
        if is_key && !matches!(found.value.get_ref(), DeValue::Table(_)) {
            let place = self.place(found.name_range.clone());
            let message = format!("{} 前面没有表头", found.name);
            let hint = "在这一行前面另起一行写表头，如 [[session]]、[school]，说明这是哪一种记录";
            self.out.push(Diagnostic::error(place, message).hint(hint));
            return;
        }
        let names = || format::tables().map(|table| table.key);
        let place = self.place(found.name_range.clone());
        let mut diagnostic =
            Diagnostic::error(place, format!("不认识的表：{}", found.name)).label("没有这种记录");
        diagnostic = match nearest(found.name, names()) {
            Some(near) => diagnostic.hint(format!("是不是 {near}？")),
            None => diagnostic.hint(format!(
                "能写的有：{}；其他工作写成 [[activity]]，用 kind 说明是什么",
                names().collect::<Vec<_>>().join("、")
            )),
        };
        self.out.push(diagnostic);
    }

    fn wrong_brackets(&mut self, found: &Found, is_head: bool) {
        let place = self.place(found.name_range.clone());
        let name = found.name;
        let diagnostic = if is_head {
            Diagnostic::error(place, format!("{name} 只能有一张"))
                .hint(format!("用一层方括号：[{name}]"))
        } else {
            Diagnostic::error(place, format!("{name} 是可以有很多条的记录"))
                .hint(format!("每条记录用两层方括号开头：[[{name}]]"))
        };
        self.out.push(diagnostic);
    }

    fn unknown_key(
        &mut self,
        name: &str,
        range: Range<usize>,
        fields: impl Iterator<Item = &'static Field> + Clone,
        kind: &str,
    ) {
        if let Some(odd) = invisible::first_in(name) {
            let _: Result<(), ()> = self.invisible(odd, range);
            return;
        }
        let names = fields
            .clone()
            .flat_map(|field| std::iter::once(field.key.name()).chain(field.also.iter().copied()));
        let place = self.place(range);
        let mut diagnostic = Diagnostic::error(place, format!("{kind}里没有 {name} 这一项"));
        let meant = meanings::meant(name, fields.clone());
        diagnostic = match nearest(name, names).filter(|_| meant.is_none()) {
            Some(near) => diagnostic.hint(format!("是不是 {near}？")),
            None => {
                let known: Vec<&str> = fields.map(|field| field.key.name()).collect();
                let meant = meant.map_or(String::new(), |meant| meant + "；");
                diagnostic.hint(format!("{meant}能写的有：{}", known.join("、")))
            }
        };
        self.out.push(diagnostic);
    }

    fn missing(&mut self, field: &Field, name_range: &Range<usize>, kind: &str) {
        let place = self.place(name_range.clone());
        self.out.push(
            Diagnostic::error(place, format!("{kind}少了 {}", field.key.name())).hint(format!(
                "加上 {}（{}）",
                phrases::example(field),
                field.about
            )),
        );
    }

    /// The place of some bytes of the piece. Where so much is wrong that it will not be shown
    /// it is not looked up either.
    fn place(&mut self, range: Range<usize>) -> Place {
        let range = if self.out.has_room() { range } else { 0..0 };
        self.lines.place(self.order, self.file, range)
    }

    /// The lines that hold the bytes `range` of the piece, and these.
    fn origin(&mut self, range: Range<usize>) -> Origin {
        self.lines.origin(self.order, self.file, range)
    }

    fn span(&self, nth: usize) -> Span {
        let narrow = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        Span {
            file: narrow(self.order),
            line: narrow(self.chunk.line),
            start: self.chunk.start,
            len: narrow(self.chunk.text.len()),
            nth: narrow(nth),
        }
    }

    /// `text` as one of the texts of the log.
    fn intern(&mut self, text: &str) -> Text {
        if let Some(known) = self.texts.get(text) {
            return Arc::clone(known);
        }
        let fresh: Text = Arc::from(text);
        self.texts.insert(Arc::clone(&fresh));
        fresh
    }
}
