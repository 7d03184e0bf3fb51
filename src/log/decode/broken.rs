//! What is wrong with a piece that is no TOML.

use std::ops::Range;

use toml::de::DeTable;

use super::Decoder;
use crate::diagnostic::{Diagnostic, SLIP};
use crate::format;
use crate::log::slips;
use crate::text::invisible::is_invisible;

/// How many texts of prose are told of that cannot be read.
const MOST_TOLD: usize = 20;

impl Decoder<'_> {
    /// Says what is wrong with a piece that is no TOML: the slips of the input method, or else
    /// what the parser complains of.
    pub(super) fn broken(&mut self, range: Range<usize>, complaint: &str) {
        if self.invisible_in_line(&range) {
            return;
        }
        let typed = slips::typed(&self.chunk.text);
        let mut told: Vec<Range<usize>> = typed.iter().map(|slip| slip.range.clone()).collect();
        for slip in &typed {
            let place = self.place(slip.range.clone());
            self.out.push(Diagnostic {
                check: slip.fix.as_ref().map(|_| SLIP),
                ..Diagnostic::error(place, slip.message).hint(slip.hint.clone())
            });
        }
        if typed.is_empty() {
            told.push(self.unread(&self.chunk.text, range, complaint));
        }
        self.other_prose(told);
    }

    /// Says what the parser complains of in `text`, which is the piece or so much of it, and gives
    /// the bytes that are meant.
    fn unread(&mut self, text: &str, range: Range<usize>, complaint: &str) -> Range<usize> {
        let slip = slips::explain(text, range, complaint);
        let place = self.place(slip.range.clone());
        self.out
            .push(Diagnostic::error(place, slip.message).hint(slip.hint));
        slip.range
    }

    /// Says what is wrong with the other texts of a piece of prose beside those that are `told` of:
    /// each shows without them.
    fn other_prose(&mut self, mut told: Vec<Range<usize>>) {
        let mut text = self.chunk.text.clone();
        let starts = text_starts(&text);
        for _ in 0..MOST_TOLD.min(starts.len()) {
            for range in &told {
                let next = starts.partition_point(|start| *start <= range.start);
                let Some(start) = next.checked_sub(1).map(|nth| starts[nth]) else {
                    return;
                };
                let end = starts.get(next).map_or(text.len(), |end| *end);
                let blank = text[start..end].bytes().map(|byte| match byte {
                    b'\n' => '\n',
                    _ => ' ',
                });
                let blank: String = blank.collect();
                text.replace_range(start..end, &blank);
            }
            let (_, errors) = DeTable::parse_recoverable(&text);
            let Some(error) = errors.first() else { return };
            let range = error.span().unwrap_or(0..text.len());
            let complaint = error.message().to_owned();
            told = vec![self.unread(&text, range, &complaint)];
        }
    }

    /// Whether a character that cannot be seen stands in the line in which the parser stopped; if so
    /// it is told.
    fn invisible_in_line(&mut self, range: &Range<usize>) -> bool {
        let text = &self.chunk.text;
        let at = text.floor_char_boundary(range.start.min(text.len()));
        let start = text[..at].rfind('\n').map_or(0, |at| at + 1);
        let line = text[start..].lines().next().unwrap_or_default();
        let mut odd = line.chars().filter(|c| *c != '\t' && is_invisible(*c));
        match odd.next() {
            Some(odd) => self
                .invisible::<()>(odd, start..start + line.len())
                .is_err(),
            None => false,
        }
    }
}

/// Where the texts of a piece of prose begin, each with its key; none of any other piece.
fn text_starts(text: &str) -> Vec<usize> {
    let header = text
        .lines()
        .map(str::trim)
        .find(|line| line.starts_with('['));
    if header.is_none_or(|line| !line.starts_with("[prose]")) {
        return Vec::new();
    }
    let table = format::table("prose");
    let mut starts = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let key = line.split_once('=').map(|(key, _)| key.trim());
        let field = key.and_then(|key| table?.field(key));
        starts.extend(field.map(|_| at));
        at += line.len();
    }
    starts
}
