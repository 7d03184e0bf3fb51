//! The encodings in which Chinese text files arrive: UTF-8, UTF-16 from PowerShell, GB18030 (and
//! GBK, which is part of it) from older editors and from Excel.

use std::io::{self, BufRead};

use encoding_rs::{GB18030, UTF_16BE, UTF_16LE};

/// How the characters of a file are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Encoding {
    /// UTF-8, with or without a byte order mark.
    Utf8,
    /// UTF-16, of either byte order.
    Utf16,
    /// GB18030, which includes GBK and GB2312.
    Gb18030,
}

impl Encoding {
    /// What people call it.
    pub fn name(self) -> &'static str {
        match self {
            Encoding::Utf8 => "UTF-8",
            Encoding::Utf16 => "UTF-16",
            Encoding::Gb18030 => "GB18030",
        }
    }
}

/// The text cannot be read: this line, from 1, is in no encoding that is known here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NotText {
    /// The line.
    pub line: usize,
}

/// The text of `bytes` without its byte order mark, and the encoding it was in: told by the
/// mark, else UTF-8 if it is, else UTF-16 if every other byte is zero, else GB18030.
///
/// # Errors
/// [`NotText`] for what is none of them. UTF-8 with a damaged character is not taken for
/// GB18030, which would turn all of it into other characters.
pub fn decode(bytes: Vec<u8>) -> Result<(String, Encoding), NotText> {
    let utf16 = utf16(&bytes);
    let bytes = match String::from_utf8(bytes) {
        // Signs beyond ASCII are hardly ever UTF-8 by chance.
        Ok(text) if utf16.is_none() || !text.is_ascii() => {
            let text = text
                .strip_prefix('\u{FEFF}')
                .map(str::to_owned)
                .unwrap_or(text);
            return Ok((text, Encoding::Utf8));
        }
        Ok(text) => text.into_bytes(),
        Err(error) => error.into_bytes(),
    };
    let (kind, encoding) = match utf16 {
        Some(kind) => (kind, Encoding::Utf16),
        None if is_damaged_utf8(&bytes) => return Err(not_utf8(&bytes)),
        None => (GB18030, Encoding::Gb18030),
    };
    let text = kind.decode_without_bom_handling_and_without_replacement(&bytes);
    match text {
        // No text has zeros; written as UTF-8 they would make it look like UTF-16.
        Some(text) if !text.contains('\0') => {
            Ok((text.trim_start_matches('\u{FEFF}').to_owned(), encoding))
        }
        _ => Err(not_utf8(&bytes)),
    }
}

/// `text` written as the file `like` is: in its encoding, with the byte order mark that it has.
/// `None` where `like` would not come out as it is.
pub fn encode_like(text: &str, like: &[u8]) -> Option<Vec<u8>> {
    let (own, encoding) = decode(like.to_vec()).ok()?;
    let write = |text: &str| match encoding {
        Encoding::Utf8 => text.as_bytes().to_vec(),
        Encoding::Gb18030 => GB18030.encode(text).0.into_owned(),
        Encoding::Utf16 => {
            let is_big = utf16(like) == Some(UTF_16BE);
            let units = text.encode_utf16();
            let bytes = units.map(|unit| match is_big {
                true => unit.to_be_bytes(),
                false => unit.to_le_bytes(),
            });
            bytes.flatten().collect()
        }
    };
    let mark = write("\u{FEFF}");
    let mark = if like.starts_with(&mark) {
        mark
    } else {
        Vec::new()
    };
    let whole = |text: &str| [&mark[..], &write(text)].concat();
    (whole(&own) == like).then(|| whole(text))
}

/// So many zeros beside ASCII characters there are at least for one beside another.
const OTHER_SIDE: usize = 4;

/// Which UTF-16 `bytes` are, if any: by the mark, or by the zeros beside ASCII characters, of
/// which a log has many.
fn utf16(bytes: &[u8]) -> Option<&'static encoding_rs::Encoding> {
    match bytes {
        [0xFF, 0xFE, ..] => return Some(UTF_16LE),
        [0xFE, 0xFF, ..] => return Some(UTF_16BE),
        _ => {}
    }
    let zeros = |odd: usize| {
        let every_other = bytes.iter().skip(odd).step_by(2);
        every_other.filter(|byte| **byte == 0).count()
    };
    let (even, odd) = (zeros(0), zeros(1));
    if bytes.len() % 2 == 1 || (even + odd) * 10 < bytes.len() {
        return None;
    }
    // 一 and a few others have a zero on the other side.
    match (even, odd) {
        _ if even * OTHER_SIDE <= odd => Some(UTF_16LE),
        _ if odd * OTHER_SIDE <= even => Some(UTF_16BE),
        _ => None,
    }
}

/// Whether most of what is not ASCII is UTF-8 all the same.
fn is_damaged_utf8(bytes: &[u8]) -> bool {
    let (mut sound, mut broken) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        // GB18030 hardly ever has three bytes in a row that are a character of UTF-8.
        sound += chunk.valid().chars().filter(|c| c.len_utf8() >= 3).count();
        broken += usize::from(!chunk.invalid().is_empty());
    }
    sound > broken
}

/// The line of the first byte that is not UTF-8.
fn not_utf8(bytes: &[u8]) -> NotText {
    let valid = bytes
        .utf8_chunks()
        .next()
        .map_or(0, |first| first.valid().len());
    let before = bytes[..valid].iter();
    NotText {
        line: 1 + before.filter(|byte| **byte == b'\n').count(),
    }
}

/// Whether all of `input` is UTF-8 and nothing says that it is something else; read piece by
/// piece, for files that are large.
///
/// # Errors
/// Those of reading.
pub fn is_utf8(mut input: impl BufRead) -> io::Result<bool> {
    let mut line = Vec::new();
    let mut is_first = true;
    while input.read_until(b'\n', &mut line)? > 0 {
        if (is_first && utf16(&line).is_some()) || std::str::from_utf8(&line).is_err() {
            return Ok(false);
        }
        is_first = false;
        line.clear();
    }
    Ok(true)
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "# 记录\r\n[school]\r\nname = \"桃源路小学\"\r\n";

    fn utf16_le(text: &str) -> Vec<u8> {
        text.encode_utf16().flat_map(u16::to_le_bytes).collect()
    }

    #[test]
    fn each_encoding_gives_the_same_text() {
        let marked = |mark: &[u8], bytes: &[u8]| [mark, bytes].concat();
        let be: Vec<u8> = TEXT.encode_utf16().flat_map(u16::to_be_bytes).collect();
        let gb = GB18030.encode(TEXT).0.into_owned();
        for (bytes, encoding) in [
            (TEXT.as_bytes().to_vec(), Encoding::Utf8),
            (marked(b"\xEF\xBB\xBF", TEXT.as_bytes()), Encoding::Utf8),
            (marked(b"\xFF\xFE", &utf16_le(TEXT)), Encoding::Utf16),
            (marked(b"\xFE\xFF", &be), Encoding::Utf16),
            (utf16_le(TEXT), Encoding::Utf16),
            (be, Encoding::Utf16),
            (gb, Encoding::Gb18030),
        ] {
            assert_eq!(is_utf8(&bytes[..]).ok(), Some(encoding == Encoding::Utf8));
            assert_eq!(decode(bytes), Ok((TEXT.to_owned(), encoding)));
        }
    }

    #[test]
    fn zeros_in_utf8_do_not_make_it_utf16() {
        let text = "“\0““";
        assert_eq!(
            decode(text.as_bytes().to_vec()),
            Ok((text.to_owned(), Encoding::Utf8))
        );
    }

    #[test]
    fn damaged_utf8_is_not_taken_for_something_else() {
        let mut bytes = TEXT.as_bytes().to_vec();
        let at = TEXT.find('桃').expect("it is there");
        bytes.remove(at + 1);
        assert_eq!(decode(bytes), Err(NotText { line: 3 }));
    }

    #[test]
    fn bytes_of_no_text_are_refused() {
        assert_eq!(
            decode(b"a\n\xFF\xFF\xFF".to_vec()),
            Err(NotText { line: 2 })
        );
    }
}
