//! What a Chinese input method puts in the place of the characters that a log is written with:
//! full-width signs and digits, Chinese quotes and brackets, dates and numbers as they are
//! spoken. Each such slip is found with what belongs in its place; nothing inside a text that
//! is rightly quoted is looked at.

mod brackets;
mod quotes;

use std::ops::Range;

use super::bare::{Bare, bare};
use super::name;
use super::signs::{CLOSES, COMMAS, OPENS, QUOTES, Within};
use crate::format::{Field, Table};
use crate::log::chunks::end_of_string;
use crate::text::wide::half_width;

/// One slip, and what belongs in its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Typed {
    /// The bytes of the text that are meant.
    pub range: Range<usize>,
    /// What is wrong.
    pub message: &'static str,
    /// What to write instead.
    pub hint: String,
    /// What belongs there, where that is certain.
    pub fix: Option<String>,
}

/// The slips in `text`, in its order.
pub fn typed(text: &str) -> Vec<Typed> {
    let mut scan = Scan {
        text,
        at: 0,
        line_end: 0,
        depth: 0,
        table: None,
        found: Vec::new(),
    };
    while scan.at < text.len() {
        let first = scan.found.len();
        scan.line();
        // What cannot be put right as a whole is left as it is.
        let found = &mut scan.found[first..];
        if found.iter().any(|slip| slip.fix.is_none()) {
            found.iter_mut().for_each(|slip| slip.fix = None);
        }
    }
    scan.found
}

struct Scan<'a> {
    text: &'a str,
    at: usize,
    /// The end of the line that was last looked at.
    line_end: usize,
    /// How many brackets and braces are open.
    depth: usize,
    table: Option<&'static Table>,
    found: Vec<Typed>,
}

impl<'a> Scan<'a> {
    fn rest(&self) -> &'a str {
        &self.text[self.at..]
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    /// What is left of the line.
    fn line_left(&mut self) -> &'a str {
        if self.line_end < self.at || self.at == 0 {
            let rest = self.rest();
            self.line_end = self.at + rest.find('\n').unwrap_or(rest.len());
        }
        self.text[self.at..self.line_end].trim_end_matches('\r')
    }

    fn skip(&mut self, bytes: usize) {
        self.at += bytes;
    }

    fn skip_line(&mut self) {
        let rest = self.rest();
        self.at += rest.find('\n').map_or(rest.len(), |end| end + 1);
    }

    fn note(&mut self, length: usize, message: &'static str, hint: &str, fix: Option<&str>) {
        self.found.push(Typed {
            range: self.at..self.at + length,
            message,
            hint: hint.to_owned(),
            fix: fix.map(str::to_owned),
        });
    }

    /// Notes the character that stands here, for which `fix` belongs there, and goes behind it.
    fn sign(&mut self, message: &'static str, hint: &str, fix: &str) {
        let length = self.peek().map_or(0, char::len_utf8);
        self.note(length, message, hint, Some(fix));
        self.skip(length);
    }

    /// `sign` for the character that stands here, with a space where none follows.
    fn spaced(&self, sign: &'static str) -> &'static str {
        let next = self.rest().chars().nth(1);
        match (sign, next.is_none_or(char::is_whitespace)) {
            (sign, true) => sign,
            (",", false) => ", ",
            _ => " = ",
        }
    }

    /// Skips spaces; those that are none of TOML are slips.
    fn spaces(&mut self) {
        loop {
            match self.peek() {
                Some(' ' | '\t') => self.skip(1),
                Some(c) if is_odd_space(c) => {
                    let is_odd = |c: &char| is_odd_space(*c);
                    let odd: Vec<char> = self.rest().chars().take_while(is_odd).collect();
                    let length = odd.iter().map(|c| c.len_utf8()).sum();
                    let message = match odd[0] {
                        '\u{3000}' => "这里有全角空格",
                        _ => "这里有一种特殊的空格（多半是从网页或 Word 里复制来的）",
                    };
                    let fix = " ".repeat(odd.len());
                    self.note(length, message, "改成普通的空格，或者删去", Some(&fix));
                    self.skip(length);
                }
                _ => return,
            }
        }
    }

    /// One line, or what begins in it and runs over several.
    fn line(&mut self) {
        self.spaces();
        match self.peek() {
            None | Some('\n' | '\r' | '#') => self.skip_line(),
            Some('＃') => self.remark(),
            Some('[' | '［' | '【') => self.header(),
            Some(_) => self.entry(),
        }
    }

    fn remark(&mut self) {
        self.sign("注释的井号是全角的", "改成英文的 #", "#");
        self.skip_line();
    }

    /// `[[session]]` and what is typed for it.
    fn header(&mut self) {
        let line = self.line_left();
        let is_bracket =
            |c: char| matches!(c, '[' | ']') || OPENS.contains(&c) || CLOSES.contains(&c);
        let name = line.trim_start_matches(is_bracket);
        let opens = line[..line.len() - name.len()].chars().count();
        let Some(end) = name.find(is_bracket) else {
            return self.skip_line();
        };
        let (name, closing) = name.split_at(end);
        let behind = closing.trim_start_matches(is_bracket);
        let whole = &line[..line.len() - behind.len()];
        let known = name::table(name.trim());
        self.table = known;
        let is_chinese = whole.contains(OPENS) || whole.contains(CLOSES);
        let is_named_wrong = !name.is_ascii();
        if is_chinese || is_named_wrong {
            let right = match known {
                Some(table) => Some(name::header(table)),
                None if is_named_wrong => None,
                None => Some(format!(
                    "{0}{name}{1}",
                    "[".repeat(opens),
                    "]".repeat(opens)
                )),
            };
            let message = match is_named_wrong {
                true => "表名要用英文",
                false => "表头的方括号是中文的",
            };
            let hint = match &right {
                Some(right) => format!("写成 {right}"),
                None => match name::kind(&half_width(name.trim())) {
                    Some((table, kind)) => {
                        format!("写成 {}，下面加一行 kind = \"{kind}\"", name::header(table))
                    }
                    None => format!(
                        "能写的有：{}；别的事写成 [[activity]]，用 kind 说明是什么",
                        name::tables()
                    ),
                },
            };
            self.note(whole.len(), message, &hint, right.as_deref());
        }
        self.skip(whole.len());
        self.line_end();
    }

    /// `key = value` and what is typed for it.
    fn entry(&mut self) {
        let line = self.line_left();
        let Some(sign) = line.find(['=', '＝', '：', ':', '#', '"', '“']) else {
            return self.skip_line();
        };
        if line[sign..].starts_with(['#', '"', '“']) {
            return self.skip_line();
        }
        let fields = self.table.map(|table| table.all_fields().collect());
        let fields: Vec<&Field> = fields.unwrap_or_default();
        let field = self.key(line[..sign].trim_end(), &fields);
        self.equals();
        self.value(Within::Line, field);
        self.line_end();
    }

    /// A key, which is skipped, and its field.
    fn key(&mut self, name: &str, fields: &[&'static Field]) -> Option<&'static Field> {
        let plain = half_width(name);
        let field = name::field(&plain, fields);
        if !name.is_ascii() {
            let is_wide = plain.is_ascii();
            let message = if is_wide {
                "键名是全角的"
            } else {
                "键名要用英文"
            };
            let right = match field {
                _ if is_wide => Some(plain.as_str()),
                Some(field) => Some(field.key.name()),
                None => None,
            };
            let hint = match right {
                Some(right) => format!("写成 {right}"),
                None if fields.is_empty() => {
                    "等号左边写英文键名，右边写内容，如 topic = \"单元整体设计\"".to_owned()
                }
                None => format!("能写的有：{}", name::keys(fields)),
            };
            self.note(name.len(), message, &hint, right);
        }
        self.skip(name.len());
        field
    }

    fn equals(&mut self) {
        self.spaces();
        match self.peek() {
            Some('=') => self.skip(1),
            Some('＝') => self.sign("等号是全角的", "改成英文的 =", "="),
            Some('：' | ':') => {
                let fix = self.spaced(" =");
                self.sign("键和内容之间要用等号", "把冒号改成 =", fix);
            }
            _ => {}
        }
        self.spaces();
    }

    fn value(&mut self, within: Within, field: Option<&'static Field>) {
        let rest = self.rest();
        match self.peek() {
            Some('"' | '\'') if rest.starts_with("\"\"\"") || rest.starts_with("'''") => {
                let end = end_of_string(&rest[3..], &rest[..3]);
                self.skip(end.map_or(rest.len(), |end| end + 3));
            }
            Some('"' | '\'') => self.quoted(within),
            Some(open) if QUOTES.contains(&open) => self.misquoted(within, field),
            Some('[' | '［' | '【') => self.list(field),
            Some('{' | '｛') => self.row(field),
            _ => self.bare(within, field),
        }
    }

    /// A value without quotes.
    fn bare(&mut self, within: Within, field: Option<&'static Field>) {
        let line = self.line_left();
        let end = match within {
            Within::Line => line.find(['#', '＃']).unwrap_or(line.len()),
            Within::Brackets => {
                let ends = |c| COMMAS.contains(&c) || CLOSES.contains(&c) || ",]}｝#＃".contains(c);
                line.find(ends).unwrap_or(line.len())
            }
        };
        let is_space = |c: char| c.is_whitespace();
        let mut value = line[..end].trim_end_matches(is_space);
        if within == Within::Line {
            value = value.trim_end_matches(COMMAS).trim_end_matches(is_space);
        }
        if let Some(Bare {
            message,
            hint,
            right,
        }) = bare(value, field, self.table)
        {
            self.note(value.len(), message, &hint, right.as_deref());
        }
        self.skip(value.len());
    }

    /// What stands behind a value or a header: nothing but a remark.
    fn line_end(&mut self) {
        self.spaces();
        if self.peek().is_some_and(|c| COMMAS.contains(&c)) {
            let line = self.line_left();
            let length = line.len() - line.trim_start_matches(COMMAS).len();
            let behind = line[length..].trim_start();
            if !behind.is_empty() && !behind.starts_with(['#', '＃']) {
                let hint = "去掉这里的标点，从这里另起一行";
                let length = line.len() - behind.len();
                self.note(length, "一行只能写一项", hint, Some("\n"));
                // It is looked at as the line that it is to be.
                return self.skip(length);
            }
            self.note(
                length,
                "行末多了标点",
                "每行写到内容为止，末尾不加逗号、句号",
                Some(""),
            );
            self.skip(length);
            self.spaces();
        }
        match self.peek() {
            Some('＃') => self.remark(),
            _ => self.skip_line(),
        }
    }
}

/// Whether it is a space that TOML does not know.
fn is_odd_space(c: char) -> bool {
    let ends_line = matches!(c, '\u{85}' | '\u{2028}' | '\u{2029}');
    c.is_whitespace() && !c.is_ascii() && !ends_line
}
