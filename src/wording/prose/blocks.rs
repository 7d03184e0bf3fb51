//! Prose whose figures are zero: a line that says nothing more goes, and so do a list and a
//! paragraph, and what announces a list of which nothing is left.

use super::clauses::passage;
use super::lines::{Line, lines};
use super::numbers::{Numbers, goes_on, renumbered};
use super::{HERE, OWN, VOID};

/// `text`, rendered from prose, without what has nothing to say and without the marks of
/// expressions.
pub(super) fn settle(text: &str) -> String {
    let settled = match text.contains(VOID) {
        true => settle_blocks(text),
        false => text.to_owned(),
    };
    // A hedge stands before the verb: 约占68%.
    with_one_stop(&settled)
        .replace([HERE, OWN], "")
        .replace("占约", "约占")
}

/// A line of a block, and what is left of it.
struct Said<'a> {
    /// Of which block it is.
    block: usize,
    /// The mark that it begins with; none of a row.
    mark: &'a str,
    /// What is left of it, behind the mark.
    left: String,
    is_row: bool,
    /// Whether it ends a sentence as it was typed.
    ends_sentence: bool,
}

impl Said<'_> {
    fn is_kept(&self) -> bool {
        !self.left.trim().is_empty()
    }

    /// Whether it announces what follows.
    fn announces(&self) -> bool {
        !self.mark.contains('#') && self.left.trim_end().ends_with(['：', ':'])
    }

    /// Whether it may be what `other` announces: an item below it, or of another list.
    fn is_below(&self, other: &Said) -> bool {
        let indent = |mark: &str| mark.len() - mark.trim_start().len();
        !self.mark.is_empty()
            && !self.mark.contains('#')
            && (other.mark.is_empty()
                || indent(self.mark) > indent(other.mark)
                || style(self.mark) != style(other.mark))
    }
}

/// The mark of a list with one numeral for any number: items of one list have the same.
fn style(mark: &str) -> String {
    let mut style: Vec<char> = mark.trim().chars().map(numeral).collect();
    style.dedup();
    style.into_iter().collect()
}

fn numeral(c: char) -> char {
    match c {
        '0'..='9' => '1',
        '①'..='⑳' => '①',
        c if "一二三四五六七八九十".contains(c) => '一',
        c => c,
    }
}

fn settle_blocks(text: &str) -> String {
    let blocks = blocks(text);
    let blocks = blocks.iter().enumerate();
    let mut said: Vec<Said> = blocks
        .flat_map(|(block, text)| {
            lines(text)
                .into_iter()
                .map(move |line| left_of(block, line))
        })
        .collect();
    close_lists(&mut said);
    drop_announcers(&mut said);
    let mut numbers = Numbers::default();
    let mut settled = String::new();
    let mut last = None;
    for said in said {
        let mark = match said.is_row {
            true => String::new(),
            false => numbers.close_up(said.mark, said.is_kept()),
        };
        if !said.is_kept() {
            continue;
        }
        let is_next = last.is_some_and(|last| last == said.block);
        if last.is_some() {
            settled.push_str(if is_next { "\n" } else { "\n\n" });
        }
        settled.push_str(&mark);
        settled.push_str(&said.left);
        last = Some(said.block);
    }
    settled
}

/// What is left of a line of the block `block`.
fn left_of(block: usize, line: Line) -> Said {
    let typed = match line {
        Line::Row(text) | Line::Text { text, .. } => text,
    };
    let ends_sentence = typed.trim_end().ends_with('。');
    let (mark, left, is_row) = match line {
        Line::Row(row) => ("", row.replace(VOID, "—"), true),
        // The list goes on in the line: its first mark is a number like the others.
        Line::Text { mark, text } if goes_on(mark, text) => {
            ("", settled_line(&format!("{mark}{text}")), false)
        }
        Line::Text { mark, text } => (mark, settled_line(text), false),
    };
    Said {
        block,
        mark,
        left,
        is_row,
        ends_sentence,
    }
}

fn settled_line(text: &str) -> String {
    match text.contains(VOID) {
        true => renumbered(text, passage(text)),
        false => text.to_owned(),
    }
}

/// Gives the last item that is left of a list the mark that the list ended with: 。 for ；.
fn close_lists(said: &mut [Said]) {
    for at in 1..said.len() {
        let is_last = said.get(at + 1).is_none_or(|next| next.mark.is_empty());
        let (before, after) = said.split_at_mut(at);
        let item = &after[0];
        if item.mark.is_empty() || item.is_kept() || !is_last || !item.ends_sentence {
            continue;
        }
        let list = before.iter_mut().rev();
        let mut list = list.take_while(|other| style(other.mark) == style(item.mark));
        if let Some(last) = list.find(|other| other.is_kept())
            && let Some(open) = last.left.trim_end().strip_suffix(['；', ';', '，', ','])
        {
            last.left = format!("{open}。");
        }
    }
}

/// Takes away the sentences that announce a list of which nothing is left.
fn drop_announcers(said: &mut [Said]) {
    // The innermost first: what announces nothing may be all that another announces.
    for at in (0..said.len()).rev() {
        let (before, after) = said.split_at_mut(at + 1);
        let announcer = &mut before[at];
        let mut list = after.iter().take_while(|item| item.is_below(announcer));
        let has_list = list.clone().next().is_some();
        if announcer.announces() && has_list && !list.any(Said::is_kept) {
            announcer.left = without_announcement(&announcer.left);
        }
    }
}

/// `text` without the sentence at its end that announces something; of one that has a figure of
/// its own the last clause goes alone.
fn without_announcement(text: &str) -> String {
    let behind = |text: &str, marks: &[char]| {
        let mark = text.rfind(marks).unwrap_or(0);
        let width = text[mark..].chars().next().filter(|c| marks.contains(c));
        mark + width.map_or(0, char::len_utf8)
    };
    let (before, sentence) = text.split_at(behind(text, &['。', '！', '？', '!', '?']));
    if !sentence.contains(HERE) {
        return before.to_owned();
    }
    let (clauses, last) = sentence.split_at(behind(sentence, &['，', '；']));
    match last.contains(HERE) {
        true => text.to_owned(),
        false => format!("{before}{}。", clauses.trim_end_matches(['，', '；'])),
    }
}

/// What stands between empty lines.
fn blocks(text: &str) -> Vec<String> {
    let mut blocks = vec![String::new()];
    for line in text.lines() {
        match blocks.last_mut() {
            Some(last) if !line.trim().is_empty() => {
                if !last.is_empty() {
                    last.push('\n');
                }
                last.push_str(line);
            }
            _ => blocks.push(String::new()),
        }
    }
    blocks
}

/// `text` in which a sentence that an expression has printed with its 。 has no second one. An
/// ellipsis of dots stays.
fn with_one_stop(text: &str) -> String {
    let mut one = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find("。。") {
        let run = rest[at..].chars().take_while(|c| *c == '。').count();
        let end = at + run * '。'.len_utf8();
        one.push_str(&rest[..at]);
        one.push_str(if run == 2 { "。" } else { &rest[at..end] });
        rest = &rest[end..];
    }
    one + rest
}
