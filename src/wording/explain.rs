//! What is wrong with a template or an expression, in Chinese: what the template engine says, as
//! a message and a remedy at a place.

mod told;

use std::collections::BTreeSet;
use std::ops::Range;

use minijinja::{Error, ErrorKind};

use super::objects::PRINTED;
use super::prose::{Forbidden, Typed};
use super::templates::Templates;
use crate::diagnostic::{Diagnostic, Place};
use crate::log::{Phrase, nearest};
use told::{PROSE, TEMPLATE, words};
pub(super) use told::{TELLERS, not_quoted};

/// Stands between message and remedy in errors of our own.
const THEN: char = '\u{1F}';

/// Stands around an error in what is printed, where it cannot be raised.
const WRONG: char = '\u{FDDF}';

/// How many names a message lists.
const LISTED: usize = 24;

/// An error of our own: what is wrong, and what to write instead.
pub(super) fn own(message: &str, hint: &str) -> Error {
    Error::new(
        ErrorKind::InvalidOperation,
        format!("{message}{THEN}{hint}"),
    )
}

/// Nobody knows `what` of a roster that does not look whole.
pub(super) fn not_whole(what: &str) -> Error {
    own(
        &format!("名册看来不全，不知道{what}"),
        "补全名册，每位教师一条 [[teacher]]；或者不用 {{ }}，直接写上这个数",
    )
}

/// The same about the figure called `name`, which may be one of several in an expression.
pub(super) fn own_of(name: &str, message: &str, hint: &str) -> Error {
    own(message, &format!("{hint}{THEN}{name}"))
}

/// What went wrong, as a figure that is no number prints it.
pub(super) fn printed(error: &Error) -> String {
    format!("{WRONG}{}{WRONG}", error.detail().unwrap_or_default())
}

/// What went wrong in printing `text`, if anything did.
pub(super) fn wrong_in(text: &str) -> Option<Error> {
    let (_, rest) = text.split_once(WRONG)?;
    let detail = rest.split(WRONG).next().unwrap_or(rest).to_owned();
    Some(Error::new(ErrorKind::InvalidOperation, detail))
}

/// `what` has nothing called `name`; it has what is `known`.
pub(super) fn unknown(what: &str, name: &str, known: &BTreeSet<String>) -> Error {
    let (message, hint) = missing(what, name, known);
    own(&message, &hint)
}

fn missing(what: &str, name: &str, known: &BTreeSet<String>) -> (String, String) {
    // What is printed has been typed as a number.
    let name = if name == PRINTED { "数" } else { name };
    let message = format!("{what}里没有“{name}”");
    let (chinese, ascii): (Vec<&str>, Vec<&str>) = known
        .iter()
        .map(String::as_str)
        .partition(|known| !known.is_ascii());
    // Those who write Chinese are shown the Chinese names; the code's own are guessed at alone.
    let guessed = ascii.iter().copied().filter(|_| name.is_ascii());
    let guess = nearest(name, guessed);
    let mut shown = if chinese.is_empty() { ascii } else { chinese };
    let similar = shown
        .iter()
        .copied()
        .find(|known| known.contains(name) || name.contains(known));
    let near = nearest(name, shown.iter().copied())
        .or(guess)
        .or(similar)
        .or_else(|| {
            shown
                .iter()
                .copied()
                .find(|known| begins_alike(known, name))
        });
    let more = if shown.len() > LISTED { "……" } else { "" };
    shown.truncate(LISTED);
    let listing = format!("能写的有：{}{more}", shown.join("、"));
    match near {
        Some(near) => (message, format!("是不是“{near}”？{listing}")),
        None => (message, listing),
    }
}

/// Whether `known` begins as `name` does but for one character: 推门听课 for 推们.
fn begins_alike(known: &str, name: &str) -> bool {
    let length = name.chars().count();
    let pairs = known.chars().zip(name.chars());
    let different = pairs.filter(|(known, name)| known != name).count();
    length > 1 && known.chars().count() > length && different == 1
}

/// The work of the expressions has become too much.
pub(super) fn too_much() -> Error {
    Error::from(ErrorKind::OutOfFuel)
}

/// The names that expressions may use, for messages.
#[derive(Debug, Clone, Default)]
pub(super) struct Names {
    /// Values.
    pub values: BTreeSet<String>,
    /// Filters.
    pub filters: BTreeSet<String>,
    /// Functions.
    pub functions: BTreeSet<String>,
}

/// `error`, which came up in prose or in a title of a log, as it was `typed`.
pub(super) fn in_phrase(
    error: &Error,
    phrase: &Phrase,
    typed: &Typed,
    names: &Names,
) -> Diagnostic {
    let text = &typed.text;
    let (message, hint) = match error.kind() {
        ErrorKind::TemplateNotFound => (
            "文字里不能用模板文件".to_owned(),
            "要用算好的句子，写成 {{ 叙述('听课') }}".to_owned(),
        ),
        _ => words(error, text, names, &PROSE),
    };
    let loops = told::is_endless(error).then(|| typed.loop_before(error.range()));
    let range = loops.flatten().or_else(|| {
        let range = error.range().filter(|range| fits(text, range))?;
        Some(told::operand(error, text, &narrow(text, range)))
    });
    let is_several_lines = text.contains('\n');
    let range = range.or_else(|| {
        let line = line(text, error.line().unwrap_or(1));
        (line.start < line.end && is_several_lines).then_some(line)
    });
    let place = match range {
        Some(range) => phrase.place_of(typed.place(range.start)..typed.place(range.end)),
        None => phrase.place(),
    };
    Diagnostic::error(place, message).hint(hint)
}

/// `name`, at the bytes `range` of what was `typed`, names nothing.
pub(super) fn unknown_name(
    range: &Range<usize>,
    name: &str,
    phrase: &Phrase,
    typed: &Typed,
    names: &Names,
) -> Diagnostic {
    let (message, hint) = told::unquoted(&typed.text[..range.start], name)
        .unwrap_or_else(|| missing("能用的名字", name, &names.values));
    let place = phrase.place_of(typed.place(range.start)..typed.place(range.end));
    Diagnostic::error(place, message).hint(hint)
}

/// What prose is not to have, where it is `typed`.
pub(super) fn forbidden(
    range: Range<usize>,
    what: Forbidden,
    phrase: &Phrase,
    typed: &Typed,
) -> Diagnostic {
    let (message, hint) = match what {
        Forbidden::Unopened if typed.text[range.clone()].contains(['%', '％']) => (
            "多了一个 %}，前面没有与它成对的 {%",
            "前面漏了 {% 就补上，如 {% if 听课 %}；不需要就删掉；要印出它本身，写 {{ '%}' }}",
        ),
        Forbidden::Unopened => (
            "多了一个 }}，前面没有与它成对的 {{",
            "前面漏了 {{ 就补上，如 {{ 听课 }}；不需要就删掉；要印出它本身，写 {{ '}}' }}",
        ),
        Forbidden::Unclosed if typed.text[range.clone()].starts_with("{%") => (
            "花括号没有成对",
            "后面补上 %}，如 {% if 听课 %}……{% endif %}；要印出花括号本身，写 {{ '{%' }}",
        ),
        Forbidden::Unclosed => (
            "花括号没有成对",
            "后面补上 }}，如 {{ 听课 }}、{{ 听课.推门 }}；要印出花括号本身，写 {{ '{{' }}",
        ),
        Forbidden::Statement => (
            "文字里不能用这种写法",
            "只能用 {% if 听课 %}……{% endif %} 和 {% for … in … %}……{% endfor %}；要用算好的句子，写成 {{ 叙述('听课') }}",
        ),
        Forbidden::Star => (
            "花括号里不能用乘号",
            "直接写要用的数字的名字，如 {{ 听课 }}",
        ),
        Forbidden::Compared => (
            "这里比较的不是数字，比不出大小",
            "在名字后面写上 .数，如 {% if 听课.数 > 100 %}",
        ),
        Forbidden::Length => (
            "花括号里写得太长",
            "一对花括号里只写一个数字的名字，如 {{ 听课.推门 }}",
        ),
    };
    let place = phrase.place_of(typed.place(range.start)..typed.place(range.end));
    Diagnostic::error(place, message).hint(hint)
}

/// `error`, which came up in a template file; the innermost one where templates use others.
pub(super) fn in_template(
    error: &Error,
    asked: &str,
    templates: &Templates,
    names: &Names,
) -> Diagnostic {
    let inner = innermost(error);
    let name = inner.name().unwrap_or(asked);
    let (text, path) = match templates.get(name) {
        Some(template) => (template.text.as_str(), template.path.as_str()),
        None => ("", name),
    };
    let range = match inner.range().filter(|range| fits(text, range)) {
        Some(range) => narrow(text, range),
        None => line(text, inner.line().unwrap_or(1)),
    };
    let (message, hint) = words(inner, text, names, &TEMPLATE);
    Diagnostic::error(Place::new(0, path.into(), text, 1, range), message).hint(hint)
}

/// What is said where the template of the charts prints `block`, of which no chart can be made.
pub(super) fn no_chart(name: &str, block: &str, templates: &Templates) -> Diagnostic {
    let (text, path) = match templates.get(name) {
        Some(template) => (template.text.as_str(), template.path.as_str()),
        None => ("", name),
    };
    let begin: String = block.chars().take(LONGEST_SHOWN).collect();
    let message = format!("图表模板写出的内容不成图表，从“{begin}”开始");
    Diagnostic::error(Place::new(0, path.into(), text, 1, line(text, 1)), message).hint(
        "每个图表依次写五段，段与段之间空一行：chart 和画法（columns、bars、levels、pairs 或 people），图名，图的说明，表格，要补充的话（可以不写）",
    )
}

/// How much of what a template has printed is shown.
const LONGEST_SHOWN: usize = 20;

/// The error that caused `error` in the end.
fn innermost(error: &Error) -> &Error {
    let mut inner = error;
    let mut source = std::error::Error::source(error);
    while let Some(cause) = source {
        if let Some(cause) = cause.downcast_ref::<Error>() {
            inner = cause;
        }
        source = cause.source();
    }
    inner
}

fn fits(text: &str, range: &Range<usize>) -> bool {
    range.start < range.end && text.get(range.clone()).is_some()
}

/// A range without the space around it.
fn narrow(text: &str, range: Range<usize>) -> Range<usize> {
    let part = &text[range.clone()];
    let start = range.start + part.len() - part.trim_start().len();
    let end = range.end - (part.len() - part.trim_end().len());
    start..end.max(start)
}

/// The bytes of a line, from 1.
fn line(text: &str, number: usize) -> Range<usize> {
    let mut start = 0;
    for (at, line) in text.split_inclusive('\n').enumerate() {
        if at + 1 == number {
            return start..start + line.trim_end().len();
        }
        start += line.len();
    }
    0..0
}
