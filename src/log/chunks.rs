//! Cuts a log into pieces of one table each while it is being read, so that no more than
//! one record is held as text, and a broken one does not take its neighbours with it.
//!
//! A piece begins at a header line (`[name]`, `[[name]]`) and ends before the next one that
//! is not a sub-table of it. Only as much TOML is understood here as is needed to tell
//! header lines from brackets inside values and strings; each piece is parsed on its own.

use std::io::{self, BufRead, Read};

use crate::format::table;

/// One table of a log as text.
#[derive(Debug)]
pub struct Chunk {
    /// The text, from the header line on.
    pub text: String,
    /// Where it starts in the log, in bytes.
    pub start: u64,
    /// Its first line, from 1.
    pub line: usize,
}

/// Why the reading of a log stopped.
#[derive(Debug)]
pub enum ReadFailure {
    /// The file could not be read on.
    Io(io::Error),
    /// This line, from 1, is not UTF-8.
    NotUtf8(usize),
    /// The table that begins in this line is longer than [`LONGEST`].
    TooLong(usize),
}

/// The longest text of one table, in bytes; prose of this length would fill 100 pages.
pub const LONGEST: usize = 1 << 20;

/// So long most tables are, in bytes; the next one is mostly as long as the one before.
const USUAL: usize = 1 << 10;

/// Ctrl+Z, with which DOS and its `copy` end a text.
const END_OF_FILE: char = '\u{1A}';

/// The state of the text between two lines.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    /// Within this many open brackets of a value.
    Depth(usize),
    /// In a multi-line string that ends with these three quotes.
    Quoted(&'static str),
}

/// The pieces of a log.
#[derive(Debug)]
pub struct Chunks<R> {
    input: R,
    state: State,
    next: Chunk,
    line: usize,
    offset: u64,
    stopped: bool,
    /// The bytes of the line that was last read; kept, so that not each line asks for memory.
    bytes: Vec<u8>,
}

impl<R: BufRead> Chunks<R> {
    /// The pieces of `input`.
    pub fn new(input: R) -> Chunks<R> {
        Chunks {
            input,
            state: State::Depth(0),
            next: Chunk {
                text: String::new(),
                start: 0,
                line: 1,
            },
            line: 0,
            offset: 0,
            stopped: false,
            bytes: Vec::new(),
        }
    }

    /// Reads the next line, with its line break, into `bytes`; nothing at the end.
    fn read_line<'a>(&mut self, bytes: &'a mut Vec<u8>) -> Result<Option<&'a str>, ReadFailure> {
        bytes.clear();
        let limit = LONGEST as u64 + 1;
        let read = (&mut self.input)
            .take(limit)
            .read_until(b'\n', bytes)
            .map_err(ReadFailure::Io)?;
        if read == 0 {
            return Ok(None);
        }
        self.line += 1;
        if read > LONGEST {
            return Err(ReadFailure::TooLong(self.next.line));
        }
        let mut line = str::from_utf8(bytes).map_err(|_| ReadFailure::NotUtf8(self.line))?;
        if self.line == 1
            && let Some(rest) = line.strip_prefix('\u{FEFF}')
        {
            line = rest;
            self.offset += '\u{FEFF}'.len_utf8() as u64;
            self.next.start = self.offset;
        }
        // Old programs end a file with a mark, which is no part of the text.
        if line.trim_end().ends_with(END_OF_FILE) && self.is_at_end()? {
            line = line.trim_end().trim_end_matches(END_OF_FILE);
        }
        Ok(Some(line))
    }

    fn is_at_end(&mut self) -> Result<bool, ReadFailure> {
        let rest = self.input.fill_buf().map_err(ReadFailure::Io)?;
        Ok(rest.is_empty())
    }

    /// Takes one more line in; gives the piece before it if the line begins a new one.
    fn take(&mut self, line: &str) -> Result<Option<Chunk>, ReadFailure> {
        let mut finished = None;
        if let Some(name) = header_name(line, self.state) {
            self.state = State::Depth(0);
            let is_sub_table = name.contains('.')
                && first_key(name)
                    == header_name(&self.next.text, State::Depth(0)).map_or("", first_key);
            if !is_sub_table {
                let fresh = Chunk {
                    text: String::with_capacity(self.next.text.len().min(USUAL)),
                    start: self.offset,
                    line: self.line,
                };
                finished = Some(std::mem::replace(&mut self.next, fresh));
            }
        } else {
            self.state = scan(line, self.state);
        }
        self.next.text.push_str(line);
        self.offset += line.len() as u64;
        if self.next.text.len() > LONGEST {
            return Err(ReadFailure::TooLong(self.next.line));
        }
        Ok(finished)
    }

    fn advance(&mut self) -> Result<Option<Chunk>, ReadFailure> {
        let mut bytes = std::mem::take(&mut self.bytes);
        while let Some(line) = self.read_line(&mut bytes)? {
            if let Some(chunk) = self.take(line)? {
                self.bytes = bytes;
                return Ok(Some(chunk));
            }
        }
        self.stopped = true;
        let end = Chunk {
            text: String::new(),
            start: self.offset,
            line: self.line,
        };
        Ok(Some(std::mem::replace(&mut self.next, end)))
    }
}

impl<R: BufRead> Iterator for Chunks<R> {
    type Item = Result<Chunk, ReadFailure>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.stopped {
            return None;
        }
        let item = self.advance();
        if item.is_err() {
            self.stopped = true;
        }
        item.transpose()
    }
}

/// The name in the brackets of `line` if it is a header line. Inside an open bracket only
/// the name of a known table makes one: there it is no value, so the bracket was forgotten.
fn header_name(line: &str, state: State) -> Option<&str> {
    let State::Depth(depth) = state else {
        return None;
    };
    let inner = line.trim_start().strip_prefix('[')?;
    let inner = inner.strip_prefix('[').unwrap_or(inner);
    let name = inner.split([']', '\n', '#']).next().unwrap_or(inner).trim();
    let known = || table(first_key(name)).is_some();
    (depth == 0 || known()).then_some(name)
}

/// `session` of `session.guests`.
fn first_key(name: &str) -> &str {
    name.split('.').next().unwrap_or(name).trim()
}

/// The state after `line`.
fn scan(line: &str, mut state: State) -> State {
    let mut rest = line;
    loop {
        state = match state {
            State::Quoted(quotes) => match end_of_string(rest, quotes) {
                None => return state,
                Some(at) => {
                    rest = &rest[at..];
                    State::Depth(0)
                }
            },
            State::Depth(depth) => {
                let Some(at) = rest.find(['#', '"', '\'', '[', ']', '{', '}']) else {
                    return state;
                };
                let found = &rest[at..];
                rest = &found[1..];
                match found.as_bytes()[0] {
                    b'#' => return state,
                    b'[' | b'{' => State::Depth(depth + 1),
                    b']' | b'}' => State::Depth(depth.saturating_sub(1)),
                    quote => {
                        let (three, one) = if quote == b'"' {
                            ("\"\"\"", "\"")
                        } else {
                            ("'''", "'")
                        };
                        if let Some(after) = found.strip_prefix(three) {
                            rest = after;
                            State::Quoted(three)
                        } else {
                            match end_of_string(rest, one) {
                                None => return state,
                                Some(at) => rest = &rest[at..],
                            }
                            state
                        }
                    }
                }
            }
        };
    }
}

/// The byte after the `quotes` that end a string; backslashes count in double quotes.
pub(super) fn end_of_string(text: &str, quotes: &str) -> Option<usize> {
    let mut at = 0;
    while let Some(found) = text[at..].find([quotes.as_bytes()[0] as char, '\\']) {
        at += found;
        if text[at..].starts_with('\\') {
            // In a literal string a backslash is a backslash.
            let skip = if quotes.starts_with('"') { 2 } else { 1 };
            at = text.ceil_char_boundary((at + skip).min(text.len()));
        } else if text[at..].starts_with(quotes) {
            return Some(at + quotes.len());
        } else {
            at += 1;
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pieces(text: &str) -> Vec<(usize, String)> {
        Chunks::new(text.as_bytes())
            .map(|chunk| chunk.expect("UTF-8 of modest size"))
            .map(|chunk| (chunk.line, chunk.text))
            .collect()
    }

    fn joined(text: &str) -> String {
        pieces(text).into_iter().map(|(_, text)| text).collect()
    }

    #[test]
    fn each_table_is_a_piece_and_nothing_is_lost() {
        let text = "# log\n[school]\nname = \"一\"\n[[session]]\ntopic = '''\n[[paper]]\n'''\n\
                    [[session.guests]]\nwho = \"家长\"\n[[session]]\npartners = [\n[\"x\"],\n]\n";
        let pieces = pieces(text);
        let lines: Vec<usize> = pieces.iter().map(|(line, _)| *line).collect();
        assert_eq!(lines, [1, 2, 4, 10]);
        assert_eq!(joined(text), text);
    }

    #[test]
    fn the_mark_at_the_end_of_a_file_is_no_part_of_it() {
        for end in ["\u{1A}", "\u{1A}\r\n", "\u{1A}\u{1A}"] {
            let text = "[school]\nname = \"一\"\n";
            assert_eq!(joined(&format!("{text}{end}")), text);
        }
        let inside = "[school]\n\u{1A}\nname = \"一\"\n";
        assert_eq!(joined(inside), inside);
    }

    #[test]
    fn an_unclosed_bracket_ends_at_the_next_known_table() {
        let pieces = pieces("[[session]]\nattendance = [\"周岚\",\n[[session]]\ntopic = \"二\"\n");
        assert_eq!(pieces.last().map(|(line, _)| *line), Some(3));
    }

    #[test]
    fn quotes_and_comments_do_not_open_brackets() {
        let pieces = pieces("[a]\nx = \"[\\\"[\" # [[\ny = '['\n[b]\n");
        assert_eq!(pieces.last().map(|(line, _)| *line), Some(4));
    }

    #[test]
    fn bytes_that_are_not_utf8_are_named_by_line() {
        let mut chunks = Chunks::new(&b"a = 1\nb = \"\xb0\xa1\"\n"[..]);
        assert!(matches!(chunks.next(), Some(Err(ReadFailure::NotUtf8(2)))));
        assert!(chunks.next().is_none());
    }
}
