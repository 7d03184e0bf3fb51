//! Names that are typed in two ways, and characters that only look like the usual ones.

use super::doubt::{At, Doubt, Sink};
use super::texts::{Found, plain, tables};
use crate::log::{Log, Spelling};
use crate::text::fold::{is_private, usual};
use crate::text::invisible::code_point;

/// What is found of both.
pub fn check<'a>(log: &'a Log, sink: &mut Sink<'a>) {
    two_ways(log, sink);
    if !log.has_odd_characters {
        return;
    }
    for record in tables(log) {
        for (key, text) in plain(record) {
            for found in odd(text) {
                sink.tell(Doubt {
                    check: found.check,
                    at: At::Item(record, key, text),
                    message: format!("“{text}”：{}", found.message),
                    hint: found.hint,
                });
            }
        }
    }
}

/// Names that differ from others only in blanks, widths, brackets, dots or characters that look
/// alike, and are counted as one with them.
fn two_ways<'a>(log: &'a Log, sink: &mut Sink<'a>) {
    for spelling in &log.spellings {
        let Spelling { typed, kept, .. } = spelling;
        let (record, key) = spelling.first;
        let (record, other) = (&log.records[record], &log.records[spelling.kept_in]);
        let (file, line) = (&log.files[other.span.file as usize], other.span.line);
        let more = match spelling.times {
            1 => String::new(),
            times => format!("（共{times}处）"),
        };
        let mut odd = odd_characters(typed).peekable();
        let about = match odd.peek() {
            Some(_) => format!(
                "：{}",
                odd.map(|(_, says)| says).collect::<Vec<_>>().join("；")
            ),
            None => "，只差空格、全角半角、括号或间隔号".to_owned(),
        };
        sink.tell(Doubt {
            check: "two-spellings",
            at: At::Item(record, key, typed),
            message: format!(
                "“{typed}”与 {file} 第{line}行的“{kept}”是同一个，按“{kept}”计{more}{about}"
            ),
            hint: format!("改成“{kept}”；确实不同的，请在名称上加以区别"),
        });
    }
}

/// What is said of the characters of a text that only look like the usual ones, or that others
/// cannot see, each with where it begins.
fn odd_characters(text: &str) -> impl Iterator<Item = (usize, String)> {
    let odd = text.char_indices();
    odd.filter_map(|(at, c)| {
        let code = code_point(c);
        let says = match (is_private(c), usual(c)) {
            (true, Some(usual)) => format!(
                "这个字是别人电脑上看不见的自造区字符（{code}），应是 {usual}（{}）",
                code_point(usual)
            ),
            (true, None) => format!("这个字是别人电脑上看不见的自造区字符（{code}）"),
            (false, Some(usual)) => {
                format!("{c}（{code}）只是看起来像 {usual}（{}）", code_point(usual))
            }
            (false, None) => return None,
        };
        Some((at, says))
    })
}

/// Such characters in any text.
pub fn odd(text: &str) -> Vec<Found> {
    if !text
        .chars()
        .any(|c| c > '\u{2E7F}' && (is_private(c) || usual(c).is_some()))
    {
        return Vec::new();
    }
    let found = odd_characters(text).map(|(at, says)| {
        let c = text[at..].chars().next().unwrap_or_default();
        Found {
            check: "odd-character",
            range: at..at + c.len_utf8(),
            message: says,
            hint: match usual(c) {
                Some(usual) => format!("多半是从 PDF 或别的软件里复制来的，改打 {usual}"),
                None => "换成普通的字；没有这个字时用同音字并加说明".to_owned(),
            },
        }
    });
    found.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn odd_characters_are_named() {
        let says: Vec<String> = odd_characters("李⽂、王\u{E863}、\u{E000}")
            .map(|(_, says)| says)
            .collect();
        assert_eq!(
            says,
            [
                "⽂（U+2F42）只是看起来像 文（U+6587）",
                "这个字是别人电脑上看不见的自造区字符（U+E863），应是 䶮（U+4DAE）",
                "这个字是别人电脑上看不见的自造区字符（U+E000）",
            ]
        );
        assert!(odd("李文·A１（大）").is_empty());
    }
}
