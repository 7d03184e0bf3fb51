//! What is wrong with a template or an expression, in Chinese: what the template engine says, as
//! a message and a remedy at a place.

use std::collections::BTreeSet;
use std::ops::Range;

use minijinja::{Error, ErrorKind};

use super::prose::{Forbidden, Typed};
use super::templates::Templates;
use crate::diagnostic::{Diagnostic, Place};
use crate::log::{Phrase, nearest};

/// Stands between message and remedy in errors of our own.
const THEN: char = '\u{1F}';

/// How many names a message lists.
const LISTED: usize = 24;

/// An error of our own: what is wrong, and what to write instead.
pub(super) fn own(message: &str, hint: &str) -> Error {
    Error::new(
        ErrorKind::InvalidOperation,
        format!("{message}{THEN}{hint}"),
    )
}

/// `what` has nothing called `name`; it has what is `known`.
pub(super) fn unknown(what: &str, name: &str, known: &BTreeSet<String>) -> Error {
    let (message, hint) = missing(what, name, known);
    own(&message, &hint)
}

fn missing(what: &str, name: &str, known: &BTreeSet<String>) -> (String, String) {
    let message = format!("{what}里没有“{name}”");
    let (mut shown, ascii): (Vec<&str>, Vec<&str>) = known
        .iter()
        .map(String::as_str)
        .partition(|known| !known.is_ascii());
    // Those who write Chinese are shown the Chinese names.
    if name.is_ascii() || shown.is_empty() {
        shown.extend(ascii);
    }
    let similar = shown
        .iter()
        .copied()
        .find(|known| known.contains(name) || name.contains(known));
    let near = nearest(name, shown.iter().copied())
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
    let place = match error.range().filter(|range| fits(text, range)) {
        Some(range) => {
            let range = narrow(text, range);
            phrase.place_of(typed.place(range.start)..typed.place(range.end))
        }
        None => {
            let range = line(text, error.line().unwrap_or(1));
            let is_line = range.start < range.end && text.contains('\n');
            let place = |range: Range<usize>| {
                phrase.place_of(typed.place(range.start)..typed.place(range.end))
            };
            if is_line {
                place(range)
            } else {
                phrase.place()
            }
        }
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
    let (message, hint) = missing("能用的名字", name, &names.values);
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

/// What to write instead, as those know it who wrote it.
struct Examples {
    expression: &'static str,
    statement: &'static str,
    other: &'static str,
}

const PROSE: Examples = Examples {
    expression: "写成 {{ 听课 }} 或 {{ 听课.推门 }}；要印出花括号本身，写 {{ '{{' }}",
    statement: "写成 {% if 听课 %}……{% endif %}",
    other: "一对花括号里只写一个数字的名字，如 {{ 听课.推门 }}；全部名字见 summarize figures",
};

const TEMPLATE: Examples = Examples {
    expression: "写成 {{ observation }} 或 {{ row.topic }}；要印出花括号本身，写 {{ '{{' }}",
    statement: "写成 {% if observation %}……{% endif %}",
    other: "检查这里用到的宏、方法和运算；内置模板可用 summarize template export 复制一份来对照",
};

/// Message and remedy.
fn words(error: &Error, text: &str, names: &Names, examples: &Examples) -> (String, String) {
    let detail = error.detail().unwrap_or_default();
    if let Some((message, hint)) = detail.split_once(THEN) {
        return (message.to_owned(), hint.to_owned());
    }
    let range = error.range().filter(|range| fits(text, range));
    let meant = range.map_or("", |range| text[range].trim());
    let (message, hint) = match error.kind() {
        ErrorKind::SyntaxError => return syntax(text, error.range(), examples),
        ErrorKind::UndefinedError => return undefined(detail, meant, names),
        ErrorKind::UnknownFilter => {
            let name = between(detail, "filter ", " is");
            return missing("竖线后面能用的写法", name, &names.filters);
        }
        ErrorKind::UnknownFunction => {
            let name = detail.trim_end_matches(" is unknown");
            return missing("能用的函数", name, &names.functions);
        }
        ErrorKind::UnknownTest => (
            format!("没有“{}”这种判断", between(detail, "test ", " is")),
            "判断写成 {% if 听课 %} 或 {% if 听课.数 > 100 %}".to_owned(),
        ),
        ErrorKind::UnknownMethod => (
            format!("这里不能用“{meant}”"),
            "能用的有：按(\"学科\")；其余的直接写名字，如 听课.推门、教研活动.人次".to_owned(),
        ),
        ErrorKind::TemplateNotFound => (
            format!(
                "没有“{}”这个模板文件",
                meant.split(['"', '\'']).nth(1).unwrap_or(meant)
            ),
            "检查引号里的文件名，写成 \"shapes.md\"、\"passages/session.md\" 这样".to_owned(),
        ),
        ErrorKind::OutOfFuel => (
            "这里要做的工作太多，已经停下".to_owned(),
            "多半是循环的次数太多；请去掉循环，直接写要用的数字".to_owned(),
        ),
        ErrorKind::MissingArgument | ErrorKind::TooManyArguments => (
            "括号里写的内容多了或少了".to_owned(),
            "写成 占(听课)、余(100)、按(\"学科\") 这样".to_owned(),
        ),
        _ if detail.contains("recursion limit") => (
            "模板一层套一层，没有尽头".to_owned(),
            "检查它用 include、import 或宏用到的文件，是不是又用到了它自己".to_owned(),
        ),
        _ if detail.contains("too many elements") || detail.contains("too large") => (
            "这里要做的工作太多，已经停下".to_owned(),
            "请去掉循环和重复，直接写要用的数字".to_owned(),
        ),
        _ => ("这里算不出来".to_owned(), examples.other.to_owned()),
    };
    (message, hint)
}

fn between<'a>(text: &'a str, before: &str, after: &str) -> &'a str {
    let rest = text.split_once(before).map_or(text, |(_, rest)| rest);
    rest.split_once(after).map_or(rest, |(inside, _)| inside)
}

/// What is wrong with the form of an expression or a statement.
fn syntax(text: &str, range: Option<Range<usize>>, examples: &Examples) -> (String, String) {
    let before = &text[..text.floor_char_boundary(range.map_or(text.len(), |range| range.end))];
    let is_statement = before.rfind("{%") > before.rfind("{{");
    let count = |what: &str| text.matches(what).count();
    let are_paired = count("{{") == count("}}") && count("{%") == count("%}");
    let message = if !are_paired {
        "花括号没有成对"
    } else if is_statement {
        "{% %} 里的写法读不懂，或者少了 {% endif %}、{% endfor %}"
    } else {
        "花括号里的写法读不懂"
    };
    let hint = if is_statement {
        examples.statement
    } else {
        examples.expression
    };
    (message.to_owned(), hint.to_owned())
}

fn undefined(detail: &str, meant: &str, names: &Names) -> (String, String) {
    let whole = detail
        .split('`')
        .nth(1)
        .filter(|whole| !whole.is_empty())
        .unwrap_or(meant);
    match whole.rsplit_once('.') {
        Some((of, name)) => (
            format!("“{of}”里没有“{name}”"),
            "检查名字；能写的名字见 summarize figures".to_owned(),
        ),
        None => missing("能用的名字", whole, &names.values),
    }
}
