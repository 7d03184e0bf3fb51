//! Texts, with the quotes of an input method on one side or on both.

use super::super::signs::{
    QUOTES, Within, close, goes_on, has_wrong_backslash, is_balanced, is_end, quoted, several,
};
use super::Scan;
use crate::format::{Field, Type};
use crate::log::chunks::end_of_string;

impl<'a> Scan<'a> {
    /// A text that begins with a straight quote.
    pub(super) fn quoted(&mut self, within: Within) {
        let line = self.line_left();
        let (quote, inner) = line.split_at(1);
        let end = end_of_string(inner, quote);
        if let Some(end) = end.filter(|end| is_end(&inner[*end..], within)) {
            let text = &line[..=end];
            if quote == "\"" && has_wrong_backslash(text) {
                let right = quoted(&text[1..text.len() - 1]);
                let hint = match &right {
                    Some(right) => format!("两边改用英文单引号：{right}"),
                    None => "文件夹名里的 \\ 写成 /".to_owned(),
                };
                let message = "文字里不能直接写反斜杠 \\";
                self.note(text.len(), message, &hint, right.as_deref());
            }
            return self.skip(text.len());
        }
        let end = close(inner, within);
        // What closes a quotation in the text does not close the text.
        let end = end.filter(|(at, quote)| QUOTES.contains(quote) && is_balanced(&inner[..*at]));
        match end {
            Some((at, _)) => {
                self.skip(1 + at);
                let hint = format!("改成与左边一样的 {quote}");
                self.sign("右边的引号是中文的", &hint, quote);
            }
            None => self.skip(line.len()),
        }
    }

    /// A text that begins with a Chinese quote, and ends with some quote.
    pub(super) fn misquoted(&mut self, within: Within, field: Option<&'static Field>) {
        let line = self.line_left();
        let open = self.peek().map_or(0, char::len_utf8);
        let Some((at, quote)) = close(&line[open..], within) else {
            return self.skip(line.len());
        };
        let inner = &line[open..open + at];
        let length = open + at + quote.len_utf8();
        if let Some(texts) = several(&line[..length]) {
            self.several(length, &texts, within, field);
        } else if goes_on(inner) {
            let hint = "一项写完另起一行，中间不写标点";
            self.note(length, "一行只能写一项", hint, None);
        } else {
            let is_name = |ty| matches!(ty, Type::Name | Type::People | Type::Staff);
            let are_names = field.is_some_and(|field| is_name(field.ty));
            let is_one = is_balanced(inner) && !(are_names && inner.contains(QUOTES));
            let right = quoted(inner).filter(|_| is_one);
            let hint = match &right {
                Some(right) => format!("写成 {right}"),
                None => "文字两边各写一个英文双引号，里面的引号用中文引号".to_owned(),
            };
            let message = "文字两边的引号要用英文双引号";
            self.note(length, message, &hint, right.as_deref());
        }
        self.skip(length);
    }

    /// Several texts where one value belongs: a list without its brackets, or without its commas.
    fn several(
        &mut self,
        length: usize,
        texts: &[&str],
        within: Within,
        field: Option<&'static Field>,
    ) {
        let all: Option<Vec<String>> = texts.iter().map(|text| quoted(text)).collect();
        let all = all.map(|all| all.join(", "));
        let right = match within {
            Within::Line => all.map(|all| format!("[{all}]")),
            Within::Brackets => all,
        };
        let is_list = field.is_some_and(|field| takes_several(field.ty));
        let (message, right) = match within {
            Within::Brackets => ("列表里两项之间少了逗号", right),
            Within::Line if is_list => ("几项并列要用方括号", right),
            Within::Line => ("这里只能写一项", None),
        };
        let hint = match (&right, is_list) {
            (Some(right), _) => format!("写成 {right}"),
            (None, true) => "每项两边加英文双引号，两项之间写一个英文逗号".to_owned(),
            (None, false) => "只留一项；说的是两件事，就分成两条记录，各写一个表头".to_owned(),
        };
        self.note(length, message, &hint, right.as_deref().filter(|_| is_list));
    }
}

/// Whether a key may hold a list of texts.
fn takes_several(ty: Type) -> bool {
    matches!(
        ty,
        Type::Texts | Type::Lines | Type::People | Type::Staff | Type::Words(_)
    )
}
