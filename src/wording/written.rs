//! The letters of a text that has been made of records, with the parts of it that stand in marks:
//! a topic in “”, a title in 《》.

use rustc_hash::FxHashSet;

/// Marks around what is quoted.
const MARKS: [(char, char); 4] = [('“', '”'), ('‘', '’'), ('《', '》'), ('「', '」')];

/// A text by its letters and digits alone: marks may have been changed to fit.
pub(super) struct Written {
    letters: String,
    /// What two letters follow each other in it, to tell soon what does not stand there.
    pairs: FxHashSet<(char, char)>,
    /// What stands in marks and in no other marks, in the order of the text.
    outer: Vec<(usize, usize)>,
    /// All that stands in marks.
    quoted: FxHashSet<(usize, usize)>,
}

/// The letters and digits of a text.
pub(super) fn letters(text: &str) -> impl Iterator<Item = char> {
    text.chars().filter(|letter| letter.is_alphanumeric())
}

impl Written {
    pub fn new(text: &str) -> Written {
        let mut all = String::with_capacity(text.len());
        let (mut outer, mut quoted) = (Vec::new(), FxHashSet::default());
        let mut open: Vec<(char, usize)> = Vec::new();
        for sign in text.chars() {
            if sign.is_alphanumeric() {
                all.push(sign);
            } else if let Some((_, end)) = MARKS.iter().find(|(start, _)| *start == sign) {
                open.push((*end, all.len()));
            } else if sign == '\n' {
                open.clear();
            } else if open.last().is_some_and(|(end, _)| *end == sign)
                && let Some((_, start)) = open.pop()
            {
                quoted.insert((start, all.len()));
                if open.is_empty() {
                    outer.push((start, all.len()));
                }
            }
        }
        Written {
            pairs: all.chars().zip(all.chars().skip(1)).collect(),
            letters: all,
            outer,
            quoted,
        }
    }

    /// Whether the letters of `text` stand in it in a row; `None` where it has none.
    pub fn has(&self, text: &str) -> Option<bool> {
        Some(self.places(text)?.next().is_some())
    }

    /// Whether they stand there as all that is in marks or, where it may be `bare`, in none: 识字
    /// is not told by “识字教学”.
    pub fn has_whole(&self, text: &str, bare: bool) -> Option<bool> {
        let mut places = self.places(text)?;
        Some(places.any(|(start, end)| {
            let before = self.outer.partition_point(|(first, _)| *first <= start);
            let around = before.checked_sub(1).and_then(|at| self.outer.get(at));
            let is_in = around.is_some_and(|(_, last)| end <= *last);
            self.quoted.contains(&(start, end)) || (bare && !is_in)
        }))
    }

    fn places(&self, text: &str) -> Option<impl Iterator<Item = (usize, usize)>> {
        let mut start = letters(text);
        let may = match (start.next()?, start.next()) {
            (first, Some(second)) => self.pairs.contains(&(first, second)),
            (_, None) => true,
        };
        let sought: String = match may {
            true => letters(text).collect(),
            false => String::new(),
        };
        let mut from = 0;
        Some(std::iter::from_fn(move || {
            if sought.is_empty() {
                return None;
            }
            let at = from + self.letters.get(from..)?.find(&sought)?;
            let end = at + sought.len();
            from = at + sought.chars().next().map_or(1, char::len_utf8);
            Some((at, end))
        }))
    }
}

#[cfg(test)]
mod tests {
    use super::Written;

    #[test]
    fn a_text_in_marks_is_told_as_a_whole() {
        let page =
            Written::new("围绕“识字教学”“共读《春晓》”展开，举办校园科技节，“未完\n《识字》");
        assert_eq!(page.has("识字教"), Some(true));
        assert_eq!(page.has_whole("识字教学", false), Some(true));
        assert_eq!(page.has_whole("识字教", true), Some(false));
        assert_eq!(page.has_whole("共读《春晓》", false), Some(true));
        assert_eq!(page.has_whole("春晓", false), Some(true));
        assert_eq!(page.has_whole("识字", false), Some(true));
        assert_eq!(page.has_whole("校园科技节", true), Some(true));
        assert_eq!(page.has_whole("校园科技节", false), Some(false));
        assert_eq!(page.has_whole("未完", true), Some(true));
        assert_eq!(page.has_whole("——", true), None);
    }
}
