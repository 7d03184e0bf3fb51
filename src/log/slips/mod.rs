//! What a TOML parser's complaint means to somebody who has never heard of TOML.

mod bare;
mod name;
mod signs;
mod typed;

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::date::{WrongDate, looks_like_a_date, parse as parse_date};

use crate::format::Key;

pub use name::header;
pub use typed::typed;

/// How many lists, braces and names of a table may stand in one another: as many as the parser of
/// TOML takes.
const DEEPEST: usize = 80;

/// A syntax error in plain words.
#[derive(Debug, PartialEq, Eq)]
pub struct Slip {
    /// Bytes of the piece of log that are meant.
    pub range: Range<usize>,
    /// What is wrong.
    pub message: String,
    /// What to write instead.
    pub hint: String,
}

/// Says in Chinese what `message`, the parser's words about `range` of `text`, is about.
pub fn explain(text: &str, range: Range<usize>, message: &str) -> Slip {
    let start = text.floor_char_boundary(range.start.min(text.len()));
    let line_start = text[..start].rfind('\n').map_or(0, |at| at + 1);
    let line_end = text[start..].find('\n').map_or(text.len(), |at| start + at);
    let line = text[line_start..line_end].trim_end();
    let line_range = line_start..line_start + line.len();
    known_complaint(text, range.clone(), message)
        .or_else(|| two_entries(line, line_start))
        .or_else(|| quotes_inside(line, &line_range, message))
        .or_else(|| {
            let (value, value_start) = value_of(line, line_range.start)?;
            no_date(line, value, value_start).or_else(|| wrong_value(value, value_start))
        })
        .or_else(|| {
            (message.contains("unexpected key or value") && line.contains('=')).then(|| Slip {
                range: range.clone(),
                message: "一行只能写一项".to_owned(),
                hint: "从这里另起一行".to_owned(),
            })
        })
        .unwrap_or_else(|| wrong_line(line, line_range, range))
}

/// Two entries in one line: topic = "有效教学研讨", place = "报告厅".
fn two_entries(line: &str, start: usize) -> Option<Slip> {
    static TWO: LazyLock<Regex> = LazyLock::new(|| {
        let value = r#""[^"]*"|'[^']*'|\[[^\[\]=]*\]|[^\s,，、;；"'=\[{#]+"#;
        let two =
            format!(r"^\s*([A-Za-z_]+)\s*=\s*(?:{value})\s*[,，、;；]?\s*([A-Za-z_]+)\s*[=＝]");
        Regex::new(&two).expect("an expression")
    });
    let found = TWO.captures(line)?;
    let (first, second) = (found.get(1)?.as_str(), found.get(2)?);
    Some(Slip {
        range: start + second.start()..start + second.end(),
        message: format!("{first} 和 {} 写在了一行，一行只能写一项", second.as_str()),
        hint: format!("从 {} 起另起一行，它前面不写逗号", second.as_str()),
    })
}

/// A value without quotes under a key for dates that is none.
fn no_date(line: &str, value: &str, start: usize) -> Option<Slip> {
    let key = Key::find(line.split('=').next()?.trim())?;
    let is_date = matches!(key, Key::Date | Key::Until | Key::Start | Key::End);
    let bare = value.split('#').next().unwrap_or(value).trim();
    if !is_date || bare.is_empty() || bare.starts_with(['"', '\'', '“', '”', '‘', '’']) {
        return None;
    }
    let wrong = match parse_date(bare) {
        // Which day there is not, is said elsewhere.
        Ok(_) | Err(WrongDate::Impossible) => return None,
        Err(wrong) => wrong,
    };
    let (message, hint) = wrong.told();
    Some(Slip {
        range: start..start + bare.len(),
        message,
        hint: hint.to_owned(),
    })
}

/// A text in quotes that holds quotes of the same sort: "关于"单元"的研讨".
fn quotes_inside(line: &str, line_range: &Range<usize>, message: &str) -> Option<Slip> {
    let (value, start) = value_of(line, line_range.start)?;
    let inner = value.strip_prefix('"')?.strip_suffix('"')?;
    let items: Vec<&str> = inner.split(['"']).collect();
    let is_sign = |item: &str| matches!(item.trim(), "，" | "、" | "；" | "," | ";");
    if items.len() > 2 && items.iter().skip(1).step_by(2).all(|item| is_sign(item)) {
        let items = items.iter().step_by(2).map(|item| format!("\"{item}\""));
        return Some(Slip {
            range: start..start + value.len(),
            message: "几项并列要用方括号".to_owned(),
            hint: format!("写成 [{}]", items.collect::<Vec<_>>().join(", ")),
        });
    }
    let is_one_text = message.contains("unexpected key or value") && !inner.contains('=');
    (is_one_text && inner.matches('"').count() >= 2).then(|| Slip {
        range: start..start + value.len(),
        message: "文字里面不能再用英文双引号".to_owned(),
        hint: format!(
            "里面的引号改用中文引号，如 \"{}\"",
            with_chinese_quotes(inner)
        ),
    })
}

/// `text` with its straight quotes as “ and ” by turns.
fn with_chinese_quotes(text: &str) -> String {
    let mut opens = false;
    text.chars()
        .map(|c| match c {
            '"' => {
                opens = !opens;
                if opens { '“' } else { '”' }
            }
            other => other,
        })
        .collect()
}

/// What the parser itself says exactly enough.
fn known_complaint(text: &str, range: Range<usize>, message: &str) -> Option<Slip> {
    let says = |words: &[&str]| words.iter().any(|word| message.contains(word));
    let slip = |range, message: &str, hint: &str| {
        Some(Slip {
            range,
            message: message.to_owned(),
            hint: hint.to_owned(),
        })
    };
    if says(&["recursion limit"]) {
        slip(
            range,
            "点连起来的键太长了",
            "键只写一个词，如 topic；属于哪张表用表头说明",
        )
    } else if says(&["cannot recurse"]) {
        slip(
            range,
            "括号一层套一层，太深了",
            &format!("列表和花括号最多套{DEEPEST}层；检查是不是少了右括号"),
        )
    } else if says(&["duplicate key"]) {
        slip(
            range,
            "同一个键写了两遍",
            "只留一个；如果是另一条记录，请在它前面另起一行写表头，如 [[session]]",
        )
    } else if (says(&["unclosed array", "unexpected `=` in array"]) && !says(&["array table"]))
        || (says(&["missing comma between array elements"])
            && line_at(text, range.start).contains('='))
    {
        let before = &text[..text.floor_char_boundary(range.start.min(text.len()))];
        let open = before.rfind('[').unwrap_or(range.start);
        slip(
            open..open + 1,
            "列表的方括号没有成对",
            "在列表末尾加上 ]，如 [\"周岚\", \"何平\"]",
        )
    } else if says(&["missing comma between array elements"]) {
        slip(
            range,
            "列表里两项之间少了逗号",
            "每两项之间写一个英文逗号，如 [\"周岚\", \"何平\"]",
        )
    } else if says(&[
        "unclosed inline table",
        "missing comma between key-value pairs",
    ]) {
        slip(
            range,
            "花括号里的写法不对",
            "写成 { who = \"家长\", count = 30 }，各项之间用英文逗号",
        )
    } else if says(&["invalid multi-line"]) {
        let before = &text[..text.floor_char_boundary(range.start.min(text.len()))];
        let open = before.rfind("\"\"\"").map_or(range, |at| at..at + 3);
        slip(
            open,
            "三引号没有成对",
            "成段的文字前后各写三个英文双引号：\"\"\"……\"\"\"",
        )
    } else if says(&["escaped value", "missing escaped", "unicode"]) {
        slip(range, "文字里不能直接写反斜杠 \\", "文件夹名里的 \\ 写成 /")
    } else {
        None
    }
}

/// The line that byte `at` of `text` is in, from there on.
fn line_at(text: &str, at: usize) -> &str {
    let rest = &text[text.floor_char_boundary(at.min(text.len()))..];
    rest.lines().next().unwrap_or_default()
}

/// The text after the first `=` of a line and where it starts.
fn value_of(line: &str, start: usize) -> Option<(&str, usize)> {
    let at = line.find('=')? + 1;
    let value = &line[at..];
    let trimmed = value.trim_start();
    Some((trimmed, start + at + value.len() - trimmed.len()))
}

/// A value that is no TOML value: an impossible date, text without quotes, nothing.
fn wrong_value(value: &str, start: usize) -> Option<Slip> {
    let bare = value.split('#').next().unwrap_or(value).trim();
    let range = start..start + bare.len();
    if bare.is_empty() {
        return Some(Slip {
            range,
            message: "等号后面没有内容".to_owned(),
            hint: "补上内容；暂时没有内容就把这一行删掉".to_owned(),
        });
    }
    if bare.starts_with(|c: char| c.is_ascii_digit()) {
        let date = match looks_like_a_date(bare) {
            true => parse_date(bare),
            false => Err(WrongDate::Unreadable),
        };
        return match date {
            Err(WrongDate::Impossible) => Some(Slip {
                range,
                message: format!("没有{bare}这一天"),
                hint: "按日历改成真实的日期，写成 2025-09-12 这样".to_owned(),
            }),
            Err(WrongDate::Unreadable) if bare.contains('月') => Some(Slip {
                range,
                message: "日期的写法不对".to_owned(),
                hint: "写成 2025-09-01；只记得大概时写 \"2025-09\"、\"9月初\" 或 \"第3周\"，要加英文双引号".to_owned(),
            }),
            Err(WrongDate::Unreadable) if !bare.bytes().all(|b| b.is_ascii_digit()) => Some(Slip {
                range,
                message: "数字后面不能直接跟文字".to_owned(),
                hint: "只写数字，如 count = 3；如果是文字，两边加英文双引号，如 \"三年级\""
                    .to_owned(),
            }),
            Ok(_) | Err(WrongDate::Unreadable) => None,
            Err(wrong) => {
                let (message, hint) = wrong.told();
                Some(Slip {
                    range,
                    message,
                    hint: hint.to_owned(),
                })
            }
        };
    }
    if [
        "yes", "no", "True", "False", "TRUE", "FALSE", "是", "否", "有", "无",
    ]
    .contains(&bare)
    {
        return Some(Slip {
            range,
            message: "是或否要写 true 或 false".to_owned(),
            hint: "是写 true，否写 false，小写，不加引号".to_owned(),
        });
    }
    if bare.starts_with(['"', '\'']) {
        let quote = &bare[..1];
        let closed = bare.len() > 1 && bare.ends_with(quote);
        return (!closed).then(|| Slip {
            range,
            message: "文字的引号没有成对".to_owned(),
            hint: "文字两边各写一个英文双引号，如 topic = \"单元整体设计\"；文字里的引号请用中文引号“ ”".to_owned(),
        });
    }
    if bare.starts_with(|c: char| c.is_alphabetic()) || bare.starts_with(['“', '”', '‘', '’', '《'])
    {
        return Some(Slip {
            range,
            message: "文字两边要加英文双引号".to_owned(),
            hint: format!(
                "写成 \"{}\"",
                bare.trim_matches(['“', '”', '‘', '’', '"']).trim()
            ),
        });
    }
    None
}

/// A line that is no `key = value` at all.
fn wrong_line(line: &str, line_range: Range<usize>, range: Range<usize>) -> Slip {
    let trimmed = line.trim();
    if trimmed.starts_with('[') && !trimmed.contains('=') && !trimmed.is_ascii() {
        return Slip {
            range: line_range,
            message: "表名要用英文".to_owned(),
            hint: "写成 [[session]]、[[observation]] 等；方括号也用英文的".to_owned(),
        };
    }
    if trimmed.starts_with('[') && !trimmed.contains('=') {
        return Slip {
            range: line_range,
            message: "表头的写法不对".to_owned(),
            hint: "记录的表头用两层方括号，如 [[session]]；[school]、[term] 等只用一层".to_owned(),
        };
    }
    if !trimmed.is_empty() && !trimmed.contains('=') && !trimmed.starts_with([']', '}', '#']) {
        return Slip {
            range: line_range,
            message: "这一行少了等号".to_owned(),
            hint: match trimmed.split_once(char::is_whitespace) {
                Some((key, value)) if Key::find(key).is_some() => {
                    let value = value.trim().trim_matches('"');
                    let is_number = value.chars().all(|c| c.is_ascii_digit());
                    let quote = if is_number { "" } else { "\"" };
                    format!("写成 {key} = {quote}{value}{quote}")
                }
                _ => "每行写成 键 = 内容，如 topic = \"单元整体设计\"；不想要的行在最前面加 #"
                    .to_owned(),
            },
        };
    }
    let key = trimmed.split('=').next().unwrap_or_default().trim();
    if trimmed.contains('=') && !key.is_ascii() {
        return Slip {
            range: line_range.start..line_range.start + line.find('=').unwrap_or(line.len()),
            message: "键名要用英文".to_owned(),
            hint: "等号左边写英文键名，右边写内容，如 topic = \"单元整体设计\"".to_owned(),
        };
    }
    Slip {
        range,
        message: "这里的写法读不懂".to_owned(),
        hint: "检查这一行前后的引号、方括号和逗号是否成对，标点是否是英文标点".to_owned(),
    }
}
