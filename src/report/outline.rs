//! The outline of a report: its sections and what stands in each, as a pattern of
//! `templates/patterns/` or a log of its own states them, and the changes that a log makes.

use crate::diagnostic::{Diagnostic, Diagnostics, Place};
use crate::format::{Key, Sort};
use crate::log::{Log, Phrase, Reader, Record, nearest};
use crate::markup;
use crate::text::mark::Mark;
use crate::wording::Template;

/// How deep sections may lie in one another.
const DEEPEST: usize = 4;

/// The sections of a report, and what a pattern says of the rest.
#[derive(Debug, Default)]
pub(super) struct Outline {
    /// What reports of this pattern are for, in a line of Chinese.
    pub about: String,
    /// The name of such a report, where the log gives none.
    pub kind: Option<String>,
    /// How the lead announces what follows, where the log does not say.
    pub cue: Option<String>,
    /// The computed passages of the lead; none where nothing is stated.
    pub lead: Option<Vec<Phrase>>,
    /// Which part of the log it is about.
    pub scope: Part,
    /// In order.
    pub sections: Vec<Slot>,
    /// What the log has taken out: it is not to turn up elsewhere.
    pub dropped: Vec<Slot>,
}

/// Which part of the log a pattern is about.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Part {
    /// All of it.
    #[default]
    All,
    /// One teacher's.
    Teacher,
    /// One event.
    Event,
}

/// A place for a section.
#[derive(Debug, Clone)]
pub(super) struct Slot {
    /// Its title, without number; none for plain paragraphs.
    pub title: Option<Phrase>,
    /// How it is numbered, where it is said.
    pub mark: Option<Mark>,
    /// Its number, where it is said.
    pub number: Option<usize>,
    /// Whether its text follows the title in the same paragraph.
    pub run_in: bool,
    /// Its own text.
    pub prose: Option<Phrase>,
    /// The keys of `[prose]` whose texts stand in it.
    pub from: Vec<Phrase>,
    /// The computed passages that follow, in order.
    pub tell: Vec<Phrase>,
    /// Whether what is told goes on in the last paragraph before it.
    pub join: bool,
    /// What it is repeated for.
    pub each: Option<Phrase>,
    /// Whether each of its paragraphs and items is a point with a number of its own.
    pub points: bool,
    /// Whether a log states it: what its author has written stands as it is.
    pub is_own: bool,
    /// Its subsections.
    pub sections: Vec<Slot>,
}

impl Slot {
    fn new(record: &Record, is_own: bool) -> Slot {
        let below = record.rows(Key::Section).iter();
        Slot {
            title: record.phrase(Key::Title).cloned(),
            mark: record.mark(Key::Mark).cloned(),
            number: record
                .quantity(Key::Number)
                .and_then(|number| usize::try_from(number.n).ok()),
            run_in: record.flag(Key::RunIn).unwrap_or(false),
            prose: record.phrase(Key::ProseText).cloned(),
            from: record.phrases(Key::From).to_vec(),
            tell: record.phrases(Key::Tell).to_vec(),
            join: record.flag(Key::Join).unwrap_or(false),
            each: record.phrase(Key::Each).cloned(),
            points: record.flag(Key::Points).unwrap_or(false),
            is_own,
            sections: below.map(|row| Slot::new(row, is_own)).collect(),
        }
    }

    /// A warning where its `title` has been typed with its number.
    pub fn numbered_twice(&self, title: &str) -> Option<Diagnostic> {
        let phrase = self.title.as_ref().filter(|_| self.is_own)?;
        let is_numbered = self.mark.as_ref().is_none_or(Mark::numbers);
        let has_number = markup::without_point(title).len() < title.len();
        (is_numbered && has_number).then(|| {
            Diagnostic::warning(phrase.place(), "标题里已经写了序号，序号会出现两遍")
                .hint("序号由程序来编：把标题里的序号删掉；要用自己的序号，就写 mark = \"无\"")
        })
    }

    /// Whether a log that writes `name` means this section: its title, with or without end mark.
    fn is_called(&self, name: &str) -> bool {
        let bare = |text: &str| {
            text.trim_end_matches(['。', '：', '，', '；', ':', '.'])
                .to_owned()
        };
        let title = self.title.as_ref();
        title.is_some_and(|title| bare(&title.text) == bare(name))
    }
}

impl Outline {
    /// The pattern in `template`. What is wrong with it goes to `out`.
    pub fn read(template: &Template, out: &mut Diagnostics) -> Outline {
        let mut reader = Reader::default();
        // A text in memory can be read to its end.
        let _ = reader.read(&template.path, template.text.as_bytes());
        let (log, diagnostics) = reader.finish();
        out.extend(diagnostics);
        check_tables(&log, template, out);
        let mut outline = Outline::of(&log, false);
        outline.check_depth(out);
        if let Some(pattern) = &log.head.pattern {
            outline.take_head(pattern);
        }
        outline
    }

    /// The outline that a log states itself.
    fn of(log: &Log, is_own: bool) -> Outline {
        Outline {
            sections: log
                .sections
                .iter()
                .map(|record| Slot::new(record, is_own))
                .collect(),
            ..Outline::default()
        }
    }

    fn take_head(&mut self, pattern: &Record) {
        let text = |key| pattern.text(key).map(|text| text.to_string());
        self.about = text(Key::About).unwrap_or_default();
        self.kind = text(Key::Kind);
        self.cue = text(Key::Cue);
        let lead = pattern.phrases(Key::Tell);
        self.lead = (!lead.is_empty()).then(|| lead.to_vec());
        self.scope = match pattern.word(Key::Scope).map(|word| word.name) {
            Some("teacher") => Part::Teacher,
            Some("event") => Part::Event,
            _ => Part::All,
        };
    }

    /// The same with the sections that `log` states in place of its own, if it states any, and
    /// with the changes that it makes.
    pub fn adapted(mut self, log: &Log, out: &mut Diagnostics) -> Outline {
        if !log.sections.is_empty() {
            self.sections = Outline::of(log, true).sections;
            self.check_depth(out);
        }
        for change in &log.changes {
            match apply(&mut self.sections, change) {
                Ok(dropped) => self.dropped.extend(dropped),
                Err(diagnostic) => out.push(diagnostic),
            }
        }
        self
    }

    fn check_depth(&self, out: &mut Diagnostics) {
        for slot in &self.sections {
            check_depth(slot, 1, out);
        }
    }

    /// Every passage that any section names.
    pub fn told(&self) -> Vec<&Phrase> {
        tells(&self.sections)
    }

    /// Every passage that a section named which the log has taken out.
    pub fn not_wanted(&self) -> Vec<&Phrase> {
        tells(&self.dropped)
    }

    /// Every key of `[prose]` that any section takes its text from.
    pub fn prose_keys(&self) -> Vec<&Phrase> {
        let mut keys = Vec::new();
        each(&self.sections, &mut |slot| keys.extend(&slot.from));
        keys
    }
}

/// Every passage that any of `slots` names.
fn tells(slots: &[Slot]) -> Vec<&Phrase> {
    let mut told = Vec::new();
    each(slots, &mut |slot| told.extend(&slot.tell));
    told
}

/// Shows every section to `see`.
pub(super) fn each<'a>(slots: &'a [Slot], see: &mut impl FnMut(&'a Slot)) {
    for slot in slots {
        see(slot);
        each(&slot.sections, see);
    }
}

/// Refuses what a pattern is not to hold: records and what is said of a school.
fn check_tables(log: &Log, template: &Template, out: &mut Diagnostics) {
    let head = &log.head;
    let heads = [&head.report, &head.school, &head.term, &head.prose];
    let heads = heads.into_iter().flatten();
    for record in heads.chain(&log.records).chain(&log.changes) {
        let line = record.span.line as usize;
        let start: usize = template
            .text
            .split_inclusive('\n')
            .take(line.saturating_sub(1))
            .map(str::len)
            .sum();
        let end = template.text[start..]
            .find('\n')
            .map_or(template.text.len(), |end| start + end);
        let place = Place::new(
            0,
            template.path.as_str().into(),
            &template.text,
            1,
            start..end,
        );
        let name = record.table.key;
        out.push(
            Diagnostic::error(place, format!("模板的提纲里不能写 {name}"))
                .hint("提纲里只写 [pattern] 和 [[section]]；记录和 [report] 写在记录文件里"),
        );
    }
}

fn check_depth(slot: &Slot, depth: usize, out: &mut Diagnostics) {
    if depth > DEEPEST {
        let phrase = slot.title.as_ref().or(slot.prose.as_ref());
        if let Some(phrase) = phrase {
            out.push(
                Diagnostic::error(phrase.place(), format!("提纲最多{DEEPEST}级"))
                    .hint("把这一节提到上一级，或写成正文里的一段"),
            );
        }
        return;
    }
    for below in &slot.sections {
        check_depth(below, depth + 1, out);
    }
}

/// Where a change leads.
enum Where {
    At,
    Before,
    After,
    Under,
}

/// Makes one change; gives the section that it takes out.
fn apply(sections: &mut Vec<Slot>, change: &Record) -> Result<Option<Slot>, Diagnostic> {
    debug_assert_eq!(change.table.sort, Sort::Change);
    let ways = [
        (Key::At, Where::At),
        (Key::After, Where::After),
        (Key::Before, Where::Before),
        (Key::Under, Where::Under),
    ];
    let mut asked = ways
        .into_iter()
        .filter_map(|(key, way)| Some((change.phrase(key)?, way)));
    let Some((name, way)) = asked.next() else {
        return Ok(None);
    };
    if let Some((second, _)) = asked.next() {
        return Err(Diagnostic::error(second.place(), "一处改动只能写一个位置")
            .hint("at、after、before、under 只留一个；另一处改动另写一条 [[change]]"));
    }
    let Some((siblings, at)) = find(sections, &name.text) else {
        return Err(unknown(sections, name));
    };
    let slot = Slot::new(change, true);
    match way {
        Where::At if change.flag(Key::Drop).unwrap_or(false) => {
            return Ok(Some(siblings.remove(at)));
        }
        Where::At => alter(&mut siblings[at], slot),
        Where::Before => siblings.insert(at, slot),
        Where::After => siblings.insert(at + 1, slot),
        Where::Under => siblings[at].sections.push(slot),
    }
    Ok(None)
}

/// Puts what `change` states in the place of what `slot` has.
fn alter(slot: &mut Slot, change: Slot) {
    slot.title = change.title.or(slot.title.take());
    slot.mark = change.mark.or(slot.mark.take());
    slot.number = change.number.or(slot.number);
    slot.run_in |= change.run_in;
    slot.points |= change.points;
    slot.join |= change.join;
    slot.prose = change.prose.or(slot.prose.take());
    slot.each = change.each.or(slot.each.take());
    if !change.from.is_empty() {
        slot.from = change.from;
    }
    if !change.tell.is_empty() {
        slot.tell = change.tell;
    }
    slot.sections.extend(change.sections);
}

/// The list that holds the section called `name`, and its place there.
fn find<'a>(sections: &'a mut Vec<Slot>, name: &str) -> Option<(&'a mut Vec<Slot>, usize)> {
    if let Some(at) = sections.iter().position(|slot| slot.is_called(name)) {
        return Some((sections, at));
    }
    sections
        .iter_mut()
        .find_map(|slot| find(&mut slot.sections, name))
}

fn unknown(sections: &[Slot], name: &Phrase) -> Diagnostic {
    let mut titles: Vec<&str> = Vec::new();
    each(sections, &mut |slot| {
        titles.extend(slot.title.iter().map(|title| &*title.text));
    });
    let diagnostic = Diagnostic::error(name.place(), format!("提纲里没有“{}”这一节", name.text));
    match nearest(&name.text, titles.iter().copied()) {
        Some(near) => diagnostic.hint(format!("是不是“{near}”？")),
        None => diagnostic.hint(format!("有的是：{}", titles.join("、"))),
    }
}

/// The titles of `outline` and of what is below them, numbered, one line each.
pub(super) fn titles(outline: &Outline) -> Vec<String> {
    let mut lines = Vec::new();
    title_lines(&outline.sections, 0, &mut lines);
    lines
}

fn title_lines(slots: &[Slot], depth: usize, lines: &mut Vec<String>) {
    let mut numbering = Numbering::default();
    for slot in slots {
        let Some(title) = &slot.title else {
            continue;
        };
        let indent = "  ".repeat(depth);
        let number = numbering.next(slot, depth);
        let title = title.text.replace("{{ each }}", ALL_GROUPS);
        lines.push(format!("{indent}{number}{title}"));
        title_lines(&slot.sections, depth + 1, lines);
    }
}

/// What titles call all groups.
pub(super) const ALL_GROUPS: &str = "各教研组";

/// Numbers sections that stand in one list: each mark by itself.
#[derive(Debug, Default)]
pub(super) struct Numbering {
    last: Vec<(Mark, usize)>,
}

impl Numbering {
    /// The number of the next section with its mark: that after the last of the same mark, or
    /// the one that it states. None for plain paragraphs.
    pub fn next(&mut self, slot: &Slot, depth: usize) -> String {
        if slot.title.is_none() && slot.mark.is_none() {
            return String::new();
        }
        self.next_point(slot, depth)
    }

    /// The number of the next point.
    pub fn next_point(&mut self, slot: &Slot, depth: usize) -> String {
        let mark = slot.mark.clone().unwrap_or_else(|| Mark::at(depth));
        if !mark.numbers() {
            return String::new();
        }
        let at = self.last.iter().position(|(known, _)| *known == mark);
        let at = at.unwrap_or_else(|| {
            self.last.push((mark.clone(), 0));
            self.last.len() - 1
        });
        let (_, last) = &mut self.last[at];
        // Of points only the first has the number that is stated.
        *last = match slot.number {
            Some(number) if !slot.points || *last == 0 => number,
            _ => *last + 1,
        };
        mark.number(*last)
    }
}
