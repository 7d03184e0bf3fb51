//! Text that a program has destroyed by reading it in the wrong encoding and saving it again. What
//! is left is sound UTF-8, and no Chinese.

use std::ops::Range;
use std::sync::LazyLock;

use encoding_rs::{GB18030, WINDOWS_1252};
use memchr::memmem::Finder;

/// How many characters beyond ASCII are looked at: such damage spares nothing.
const ENOUGH: usize = 2_000;

/// So many different characters that are others in the other encoding are none by chance: one
/// of them may stand in a word that is typed again and again.
const MANY: usize = 3;

/// What no keyboard types: it stands for what could not be read.
const LOST: &str = "\u{FFFD}";

static FINDER: LazyLock<Finder> = LazyLock::new(|| Finder::new(LOST));

/// What is left of Chinese where a program read what could not be read as GBK.
const LOST_AS_GBK: &str = "锟斤拷";

/// What keeps texts from such damage, for messages.
pub const ADVICE: &str =
    "以后用记事本或 VS Code 打开和保存，不要用 PowerShell 的 Get-Content、> 或 | 转存";

/// Whether one text of a sound file is nothing but the marks that stand for what was lost.
pub fn is_destroyed(text: &str) -> bool {
    let is_asked = text.starts_with("??") && text.chars().all(|c| c == '?' || c.is_whitespace());
    is_asked || text.contains(LOST_AS_GBK)
}

/// Looks at one file, piece by piece.
#[derive(Debug, Default)]
pub struct Damage {
    /// How many characters beyond ASCII there have been.
    wide: usize,
    /// How many characters its Chinese makes that were read as GBK and are UTF-8, how often it
    /// makes none, and the first few different ones.
    right: usize,
    broken: usize,
    seen: Vec<char>,
}

impl Damage {
    /// The line of the next piece of the file that is first found to be damaged.
    pub fn find(&mut self, text: &str) -> Option<Range<usize>> {
        // Nothing is cheaper to look for, and most of a long log needs no more.
        if let Some(at) = FINDER.find(text.as_bytes()) {
            return Some(at..at + LOST.len());
        }
        if self.wide >= ENOUGH {
            return None;
        }
        let mut start = 0;
        for line in text.split_inclusive('\n') {
            let bare = line.trim();
            if self.is_damaged(bare) {
                let at = start + (line.len() - line.trim_start().len());
                return Some(at..at + bare.len());
            }
            start += line.len();
        }
        None
    }

    fn is_damaged(&mut self, line: &str) -> bool {
        if line.is_ascii() {
            return self.wide == 0 && is_asked(line);
        }
        self.wide += line.chars().filter(|c| !c.is_ascii()).count();
        let (right, broken) = as_utf8(line);
        self.right += right.len();
        self.broken += broken;
        for c in &right {
            if self.seen.len() < MANY && !self.seen.contains(c) {
                self.seen.push(*c);
            }
        }
        let is_gbk = !right.is_empty() && self.seen.len() == MANY && self.right >= self.broken;
        is_gbk || is_latin(line)
    }
}

/// Whether a text in quotes is question marks where Chinese must have stood.
fn is_asked(line: &str) -> bool {
    let texts = line.split('"').skip(1).step_by(2);
    let is_asked =
        |text: &str| text.contains("??") && !text.contains(|c: char| c.is_ascii_alphabetic());
    !line.starts_with('#') && { texts }.any(is_asked)
}

/// The Chinese characters that the bytes are, as UTF-8, that `text` is made of as GBK; and how
/// often they are no UTF-8.
fn as_utf8(text: &str) -> (Vec<char>, usize) {
    let wide: String = text
        .chars()
        .map(|c| if c.is_ascii() { ' ' } else { c })
        .collect();
    let (bytes, ..) = GB18030.encode(&wide);
    let (mut right, mut broken) = (Vec::new(), 0);
    for chunk in bytes.utf8_chunks() {
        right.extend(chunk.valid().chars().filter(|c| is_chinese(*c)));
        broken += usize::from(!chunk.invalid().is_empty());
    }
    (right, broken)
}

fn is_chinese(c: char) -> bool {
    matches!(c, '\u{3000}'..='\u{303F}' | '\u{4E00}'..='\u{9FFF}' | '\u{FF00}'..='\u{FFEF}')
}

/// Whether `line` has Chinese in it that was read in the encoding of Western Europe.
fn is_latin(line: &str) -> bool {
    let is_western = |c: char| !c.is_ascii() && !WINDOWS_1252.encode(c.encode_utf8(&mut [0; 4])).2;
    let mut runs = line.split(|c| !is_western(c));
    runs.any(|run| {
        let letters = run.chars().filter(|c| c.is_alphabetic()).count();
        let (bytes, ..) = WINDOWS_1252.encode(run);
        // As GBK two bytes each, of the characters that are used daily.
        let is_gbk = bytes.len() >= 4
            && bytes.len() % 2 == 0
            && letters * 2 >= bytes.len()
            && bytes
                .chunks(2)
                .all(|pair| (0xB0..=0xD7).contains(&pair[0]) && pair[1] >= 0xA1);
        let is_utf8 =
            letters > 0 && str::from_utf8(&bytes).is_ok_and(|text| text.chars().any(is_chinese));
        is_gbk || is_utf8
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "[school]\nname = \"青石桥小学\"\n\n[[session]]\nkind = \"沙龙\"\ntopic = \"怎样上好一节课\"\n";

    fn found(text: &str) -> Option<&str> {
        let range = Damage::default().find(text)?;
        Some(&text[range])
    }

    #[test]
    fn each_sort_of_damage_is_found_in_its_first_line() {
        let bytes = TEXT.as_bytes();
        let (as_gbk, ..) = GB18030.decode_without_bom_handling(bytes);
        let first = as_gbk.lines().nth(1).expect("a line");
        assert!(found(&as_gbk).is_some_and(|found| first.contains(found)));
        let asked = as_gbk.replace(LOST, "?");
        let first = asked.lines().nth(1).expect("a line");
        assert_eq!(found(&asked), Some(first));
        let (gbk, ..) = GB18030.encode(TEXT);
        for bytes in [bytes, &gbk] {
            let latin = WINDOWS_1252.decode_without_bom_handling(bytes).0;
            assert_eq!(found(&latin), latin.lines().nth(1), "{latin}");
        }
        let ascii: String = TEXT
            .chars()
            .map(|c| if c.is_ascii() { c } else { '?' })
            .collect();
        assert_eq!(found(&ascii), Some("name = \"?????\""));
    }

    #[test]
    fn one_destroyed_text_is_told_from_questions() {
        for text in ["??", "???? ??", "锟斤拷锟斤拷", "第3次锟斤拷"] {
            assert!(is_destroyed(text), "{text}");
        }
        for text in ["?", "什么是好课??", "What??", "？？", "拷贝"] {
            assert!(!is_destroyed(text), "{text}");
        }
    }

    /// Ordinary Chinese, and each line of it by itself.
    #[test]
    fn what_schools_write_is_sound() {
        for text in [
            include_str!("../../examples/term.toml"),
            include_str!("../../examples/term.md"),
            include_str!("../../examples/group.toml"),
            include_str!("../../templates/words.toml"),
            include_str!("../../README.zh-CN.md"),
        ] {
            assert_eq!(found(text), None);
            for line in text.lines() {
                assert_eq!(found(line), None, "{line}");
            }
            for paragraph in text.split("\n\n") {
                assert_eq!(found(paragraph), None, "{paragraph}");
            }
        }
    }

    #[test]
    fn sound_text_is_none() {
        for text in [
            TEXT,
            "name = \"袁伟\"\nname = \"吴沙\"\n",
            "topic = \"××××\"\ntopic = \"什么是好课??\"\n",
            "topic = \"Café résumé naïve Ünïcode\"\n",
            "host = \"Ärztekammer Köln\"\n# ???\n",
            "topic = \"What??\"\n",
            "topic = \"°C·±§\"\n",
            // As bytes of GBK these two signs hold one Chinese character of UTF-8.
            "topic = \"m4¤，\"\ntopic = \"m5¤，\"\nplace = \"m6¤，\"\ncontent = \"m7¤，\"\n",
        ] {
            assert_eq!(found(text), None, "{text}");
        }
    }
}
