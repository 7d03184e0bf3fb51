//! What the template engine says, in Chinese: what is wrong, and what to write instead.

use std::ops::Range;

use minijinja::{Error, ErrorKind};

use super::{Names, THEN, fits, missing, own};
use crate::wording::prose::without_quoted;

/// What to write instead, as those know it who wrote it.
pub(super) struct Examples {
    expression: &'static str,
    statement: &'static str,
    each: &'static str,
    other: &'static str,
}

pub(super) const PROSE: Examples = Examples {
    expression: "写成 {{ 听课 }} 或 {{ 听课.推门 }}；要印出花括号本身，写 {{ '{{' }}",
    statement: "写成 {% if 听课 %}……{% endif %}",
    each: "要一项一项地列，写成 {% for 项 in 听课.按('类型') %}{{ 项 }}{% endfor %}；只要数字，写成 {{ 听课 }}",
    other: "一对花括号里只写一个数字的名字，如 {{ 听课.推门 }}；全部名字见 summarize figures",
};

pub(super) const TEMPLATE: Examples = Examples {
    expression: "写成 {{ observation }} 或 {{ row.topic }}；要印出花括号本身，写 {{ '{{' }}",
    statement: "写成 {% if observation %}……{% endif %}",
    each: "要一条一条地列，写成 {% for row in observation.records %}……{% endfor %}",
    other: "检查这里用到的宏、方法和运算；内置模板可用 summarize template export 复制一份来对照",
};

/// The functions that put whole passages into prose.
pub(in crate::wording) const TELLERS: [&str; 2] = ["叙述", "tell"];

/// What takes a name in quotes in its brackets, with such a name.
const QUOTED: [(&str, &str); 6] = [
    ("按", "类型"),
    ("by", "类型"),
    ("量词", "堂"),
    ("unit", "堂"),
    (TELLERS[0], "听课"),
    (TELLERS[1], "听课"),
];

/// What is said where `name` stands without quotes after `before`, and a name in quotes is due.
pub(super) fn unquoted(before: &str, name: &str) -> Option<(String, String)> {
    let before = before.trim_end();
    let is_word = |c: char| c.is_alphanumeric() || c == '_';
    if let Some(before) = before.strip_suffix('(') {
        let bare = before.trim_end_matches(is_word);
        let (function, _) = QUOTED
            .iter()
            .find(|(function, _)| *function == &before[bare.len()..])?;
        return Some((
            format!("“{function}”的括号里，{name} 两边要加引号"),
            format!("写成 {function}('{name}')"),
        ));
    }
    let before = before.strip_suffix('[')?;
    before.ends_with(is_word).then(|| {
        (
            format!("方括号里的 {name} 两边要加引号"),
            format!("写成 ['{name}']，或去掉方括号，写成 .{name}"),
        )
    })
}

/// What is said where `function` has anything but a name in quotes in its brackets.
pub(in crate::wording) fn not_quoted(function: &str) -> Error {
    let example = QUOTED.iter().find(|(known, _)| *known == function);
    let example = example.map_or("类型", |(_, example)| example);
    own(
        &format!("“{function}”的括号里要写加了引号的文字"),
        &format!("写成 {function}('{example}')"),
    )
}

/// Whether the work has become too much, most often by a loop.
pub(super) fn is_endless(error: &Error) -> bool {
    let detail = error.detail().unwrap_or_default();
    error.kind() == ErrorKind::OutOfFuel
        || detail.contains("too many elements")
        || detail.contains("too large")
}

/// Of the expression in the bytes `range` of `text`, what is at fault: the operand that names the
/// figure which `error` is about, where just one does.
pub(super) fn operand(error: &Error, text: &str, range: &Range<usize>) -> Range<usize> {
    let detail = error.detail().unwrap_or_default();
    let Some(name) = detail.split(THEN).nth(2) else {
        return range.clone();
    };
    let inside = without_quoted(&text[range.clone()]);
    let mut start = 0;
    let mut named = Vec::new();
    for operand in inside.split_inclusive(['~', ' ', ',', '(', '[']) {
        let ends = ['~', ' ', ',', '(', '[', ')', ']', '|'];
        let bare = operand.split(ends).next().unwrap_or(operand);
        if bare.split('.').next() == Some(name) {
            named.push(range.start + start..range.start + start + bare.len());
        }
        start += operand.len();
    }
    match &named[..] {
        [only] => only.clone(),
        _ => range.clone(),
    }
}

/// The name of what is called in `.占(听课)`.
fn called(call: &str) -> &str {
    let name = call.split('(').next().unwrap_or(call);
    name.trim_matches(['.', ' '])
}

/// Whether what is written behind a bar has been called as a member.
fn is_filter_called(error: &Error, meant: &str, names: &Names) -> bool {
    let detail = error.detail().unwrap_or_default();
    let is_call = error.kind() == ErrorKind::UnknownMethod || detail.contains("not callable");
    is_call && meant.ends_with(')') && names.filters.contains(called(meant))
}

/// Message and remedy.
pub(super) fn words(
    error: &Error,
    text: &str,
    names: &Names,
    examples: &Examples,
) -> (String, String) {
    let detail = error.detail().unwrap_or_default();
    if let Some((message, hint)) = detail.split_once(THEN) {
        let hint = hint.split(THEN).next().unwrap_or(hint);
        return (message.to_owned(), hint.to_owned());
    }
    let range = error.range().filter(|range| fits(text, range));
    let meant = range.map_or("", |range| text[range].trim());
    let (message, hint) = match error.kind() {
        ErrorKind::SyntaxError => return syntax(text, error.range(), examples),
        ErrorKind::UndefinedError => return undefined(detail, meant, names),
        _ if is_filter_called(error, meant, names) => {
            let call = meant.trim_start_matches('.');
            return (
                format!("“{}”要写在竖线后面", called(meant)),
                format!("写成 {{{{ 听课.推门|{call} }}}}，竖线用英文的"),
            );
        }
        ErrorKind::UnknownFilter => {
            let name = between(detail, "filter ", " is");
            return missing("竖线后面能用的写法", name, &names.filters);
        }
        ErrorKind::UnknownFunction => {
            let name = detail.trim_end_matches(" is unknown");
            if names.functions.is_empty() && TELLERS.contains(&name) {
                return (
                    format!("模板里不能用“{name}”，它只用在记录的文字里"),
                    "要用另一个模板里的句子，写成 {% include \"passages/observation.md\" %}".to_owned(),
                );
            }
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
        _ if detail.contains("not iterable") => (
            format!("“{meant}”不能一项一项地列"),
            examples.each.to_owned(),
        ),
        _ if detail.contains("operator on unsupported types") || meant.starts_with('-') => (
            "花括号里的数字不能再加减乘除".to_owned(),
            "直接写要用的数字的名字，如 {{ 听课 }}、{{ 听课.推门 }}；几个数字合起来是多少，程序不算".to_owned(),
        ),
        _ if detail.contains("not callable") => (
            format!("“{}”后面不能写括号", called(meant)),
            "去掉括号和里面的内容，只写名字，如 {{ 听课.推门 }}".to_owned(),
        ),
        _ if detail.contains("recursion limit") => (
            "模板一层套一层，没有尽头".to_owned(),
            "检查它用 include、import 或宏用到的文件，是不是又用到了它自己".to_owned(),
        ),
        _ if is_endless(error) => (
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
