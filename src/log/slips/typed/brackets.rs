//! Lists and what is in braces, with what an input method puts in the place of their signs.

use super::super::DEEPEST;
use super::super::signs::{CLOSES, COMMAS, OPENS, Within};
use super::Scan;
use crate::format::{Field, Type};

impl<'a> Scan<'a> {
    /// `[…]` and what is typed for it.
    pub(super) fn list(&mut self, field: Option<&'static Field>) {
        self.bracket(&OPENS, "[");
        self.deeper(|scan| {
            scan.items(field, |scan, field| scan.value(Within::Brackets, field));
        });
    }

    /// `{…}` and what is typed for it.
    pub(super) fn row(&mut self, field: Option<&'static Field>) {
        self.bracket(&['｛'], "{");
        let fields: Vec<&Field> = match field.map(|field| field.ty) {
            Some(Type::Rows(fields)) => fields.iter().collect(),
            _ => Vec::new(),
        };
        // What is counted in braces is no record.
        let table = self.table.take();
        self.deeper(|scan| scan.items(None, |scan, _| scan.entry_of_row(&fields)));
        self.table = table;
    }

    /// `key = value` in braces and what is typed for it.
    fn entry_of_row(&mut self, fields: &[&'static Field]) {
        let line = self.line_left();
        let ends = |c| "=＝：:,]}｝".contains(c) || COMMAS.contains(&c) || CLOSES.contains(&c);
        let sign = line.find(ends);
        let Some(sign) = sign.filter(|sign| line[*sign..].starts_with(['=', '＝', '：', ':']))
        else {
            return self.bare(Within::Brackets, None);
        };
        let field = self.key(line[..sign].trim_end(), fields);
        self.equals();
        self.value(Within::Brackets, field);
    }

    /// Goes through what is in brackets or braces; of what is deeper than a log can be nothing is
    /// looked at any more.
    fn deeper(&mut self, inside: impl FnOnce(&mut Self)) {
        if self.depth == DEEPEST {
            self.at = self.text.len();
            return;
        }
        self.depth += 1;
        inside(self);
        self.depth -= 1;
    }

    /// Items up to the closing bracket, or the end.
    fn items(
        &mut self,
        field: Option<&'static Field>,
        item: impl Fn(&mut Scan<'a>, Option<&'static Field>),
    ) {
        loop {
            self.spaces();
            let before = self.at;
            match self.peek() {
                None => return,
                Some('\n' | '\r' | ',') => self.skip(1),
                Some('#') => self.skip_line(),
                Some('＃') => self.remark(),
                Some(c) if COMMAS.contains(&c) => {
                    let fix = self.spaced(",");
                    self.sign("各项之间的逗号是中文的", "各项之间用英文逗号", fix);
                }
                Some(']' | '}') => return self.skip(1),
                Some('］' | '】') => return self.bracket(&CLOSES, "]"),
                Some('｝') => return self.bracket(&['｝'], "}"),
                Some(_) => item(self, field),
            }
            if self.at == before {
                self.skip(self.peek().map_or(0, char::len_utf8));
            }
        }
    }

    /// The bracket that stands here.
    fn bracket(&mut self, wrong: &[char], right: &str) {
        match self.peek() {
            Some(c) if wrong.contains(&c) => {
                let hint = format!("改成英文的 {right}");
                self.sign("括号是中文的", &hint, right);
            }
            Some(c) => self.skip(c.len_utf8()),
            None => {}
        }
    }
}
