//! Numbers of points that a user has typed: they close up where a point goes.

use crate::text::mark::Mark;

/// The numbers of a list that has been typed with them: they close up where an item goes.
#[derive(Debug, Default)]
pub(super) struct Numbers {
    list: Option<Mark>,
    /// How many items there have been, and how many are left.
    seen: usize,
    kept: usize,
}

impl Numbers {
    /// The mark that the next line is to have, whose own is `mark`.
    pub fn close_up(&mut self, mark: &str, is_kept: bool) -> String {
        let typed = mark.trim();
        let goes_on = self
            .list
            .as_ref()
            .is_some_and(|list| list.number(self.seen + 1) == typed);
        if goes_on {
            self.seen += 1;
        } else if let Some(list) = Mark::parse(typed).filter(Mark::numbers) {
            *self = Numbers {
                list: Some(list),
                seen: 1,
                kept: 0,
            };
        } else {
            return mark.to_owned();
        }
        self.kept += usize::from(is_kept);
        match &self.list {
            Some(list) if is_kept => mark.replace(typed, &list.number(self.kept)),
            _ => mark.to_owned(),
        }
    }
}

/// Whether the list that `mark` begins goes on in the same line: （1）…；（2）….
pub(super) fn goes_on(mark: &str, text: &str) -> bool {
    let list = Mark::parse(mark.trim()).filter(Mark::numbers);
    list.is_some_and(|list| text.contains(&list.number(2)))
}

/// `left`, what is left of `text`, with the numbers of points in its sentences closed up.
pub(super) fn renumbered(text: &str, mut left: String) -> String {
    const LISTS: [&str; 8] = [
        "一是",
        "第一，",
        "（1）",
        "(1)",
        "（一）",
        "①",
        "1、",
        "1）",
    ];
    for list in LISTS.iter().filter_map(|first| Mark::parse(first)) {
        if find_number(text, &list.number(1)).is_none() {
            continue;
        }
        let (mut from, mut kept) = (0, 0);
        for number in (1..).map(|n| list.number(n)) {
            if find_number(text, &number).is_none() {
                break;
            }
            if let Some(at) = find_number(&left[from..], &number) {
                kept += 1;
                let at = from + at;
                let own = list.number(kept);
                left.replace_range(at..at + number.len(), &own);
                from = at + own.len();
            }
        }
    }
    left
}

/// Where `number` stands in `text` and is no part of a longer one.
fn find_number(text: &str, number: &str) -> Option<usize> {
    let is_numeral = |c: char| c.is_ascii_digit() || "一二三四五六七八九十第".contains(c);
    let mut found = text.match_indices(number);
    found
        .find(|(at, _)| !text[..*at].ends_with(is_numeral))
        .map(|(at, _)| at)
}
