//! The lines of a piece of a log: found once, and their texts kept once, however many of the
//! values in them are pointed at.

use std::ops::Range;
use std::sync::Arc;

use super::super::phrase::Origin;
use crate::diagnostic::{Place, excerpt};

/// The lines of a piece.
pub struct Lines<'a> {
    text: &'a str,
    /// The number of the first of them.
    first: usize,
    /// Where each begins; found when the first is asked for.
    starts: Vec<usize>,
    /// What was last kept of one of them, the nth.
    excerpt: Option<(usize, Arc<str>)>,
    /// What was last kept of several of them, and which bytes these are.
    source: Option<(Range<usize>, Arc<str>)>,
}

impl<'a> Lines<'a> {
    /// The lines of `text`, which begins in line `first` of its file.
    pub fn new(text: &'a str, first: usize) -> Lines<'a> {
        Lines {
            text,
            first,
            starts: Vec::new(),
            excerpt: None,
            source: None,
        }
    }

    /// Which of the lines the byte `at` is in.
    fn nth(&mut self, at: usize) -> usize {
        if self.starts.is_empty() {
            let breaks = self.text.match_indices('\n').map(|(at, _)| at + 1);
            self.starts = std::iter::once(0).chain(breaks).collect();
        }
        self.starts.partition_point(|start| *start <= at) - 1
    }

    /// The place of the bytes `range`; of several lines the part in the first.
    pub fn place(&mut self, order: usize, file: &Arc<str>, range: Range<usize>) -> Place {
        let nth = self.nth(range.start);
        let start = self.starts[nth];
        let excerpt = match &self.excerpt {
            Some((known, excerpt)) if *known == nth => Arc::clone(excerpt),
            _ => excerpt(&self.text[start..]),
        };
        self.excerpt = Some((nth, Arc::clone(&excerpt)));
        let inside = range.start - start..range.end.max(range.start) - start;
        Place::in_line(order, Arc::clone(file), self.first + nth, excerpt, inside)
    }

    /// The lines that hold the bytes `range`, and these.
    pub fn origin(&mut self, order: usize, file: &Arc<str>, range: Range<usize>) -> Origin {
        let (nth, last) = (self.nth(range.start), self.nth(range.end));
        let start = self.starts[nth];
        let end = self.starts.get(last + 1).map(|next| next - 1);
        let whole = start..end.unwrap_or(self.text.len());
        let source = match &self.source {
            Some((known, source)) if *known == whole => Arc::clone(source),
            _ => Arc::from(&self.text[whole.clone()]),
        };
        self.source = Some((whole, Arc::clone(&source)));
        Origin {
            order,
            file: Arc::clone(file),
            line: self.first + nth,
            source,
            value: range.start - start..range.end - start,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_in_one_line_shares_it() {
        let text = "[[section]]\n\ttell = [\"一\", \"二\"]\nprose = '''\n三\n'''\n";
        let mut lines = Lines::new(text, 5);
        let file = Arc::from("a");
        let range = |part: &str| {
            let start = text.find(part).expect("a part of the text");
            start..start + part.len()
        };
        let [one, two] = ["\"一\"", "\"二\""].map(|part| lines.origin(0, &file, range(part)));
        assert!(Arc::ptr_eq(&one.source, &two.source));
        assert_eq!((one.line, &two.source[two.value.clone()]), (6, "\"二\""));
        let three = lines.origin(0, &file, range("'''\n三\n'''"));
        assert_eq!((three.line, &*three.source), (7, "prose = '''\n三\n'''"));
        let [one, two] = ["一", "二"].map(|part| lines.place(0, &file, range(part)));
        assert!(Arc::ptr_eq(&one.excerpt, &two.excerpt));
        assert_eq!(
            (&*one.excerpt, one.column),
            (" tell = [\"一\", \"二\"]", 11)
        );
        assert_eq!(two, Place::new(0, file, text, 5, range("二")));
    }
}
