//! Finds the logs, opens them, and opens them again for the excerpts of late warnings.

use std::collections::HashSet;
use std::fs::File;
use std::io::{self, BufReader, IsTerminal, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};

use anyhow::{Result, bail};
use indicatif::{ProgressBar, ProgressFinish, ProgressStyle};
use walkdir::{DirEntry, WalkDir};

use super::failure::failed;
use crate::check;
use crate::diagnostic::Diagnostics;
use crate::log::{Log, ReadFailure, Reader, Span, nearest};
use crate::text::encoding::{self, Encoding};

/// The name of the folder of templates that is looked for beside a log.
pub(super) const TEMPLATES: &str = "templates";

/// A log larger than this is not one (a million records take about a fifth of it).
const LARGEST: u64 = 1 << 30;

/// Files from this size on take long enough for a progress bar.
const LONG: u64 = 32 << 20;

/// So much of a file is read at once, in bytes.
const PIECE: usize = 1 << 16;

/// One log to be read.
#[derive(Debug)]
struct Source {
    /// The file; none for standard input.
    path: Option<PathBuf>,
    /// Its text, where it is kept: standard input, which cannot be read twice, and what is not
    /// UTF-8.
    text: Option<String>,
    /// What it was written in.
    encoding: Encoding,
}

/// The logs that the user named, in the order of reading.
#[derive(Debug)]
pub(super) struct Sources {
    all: Vec<Source>,
    /// Logs in folders that are named, which are left out since their names begin with a dot.
    hidden: Vec<PathBuf>,
}

impl Sources {
    /// The logs behind `paths`: files as they are, folders with every `*.toml` below them in
    /// path order, but not in the folders of templates; `-` for standard input.
    ///
    /// # Errors
    /// A folder without logs.
    pub fn find(paths: &[PathBuf], templates: Option<&Path>) -> Result<Sources> {
        let mut sources = Vec::new();
        let mut hidden = Vec::new();
        for path in paths {
            if path.as_os_str() == "-" {
                sources.push(Source::new(None));
            } else if path.is_dir() {
                sources.extend(below(path, templates, &mut hidden)?);
            } else {
                sources.push(Source::new(Some(path.clone())));
            }
        }
        let mut seen = HashSet::new();
        // A file that is named twice is read once.
        sources.retain(|source| {
            let path = source.path.as_ref();
            seen.insert(path.map(|path| path.canonicalize().unwrap_or_else(|_| path.clone())))
        });
        Ok(Sources {
            all: sources,
            hidden,
        })
    }

    /// The log they make, everything that is wrong with it, and which could not be read: a file
    /// that is not there, is no text or is too large to be a log.
    pub fn read_all(&mut self) -> (Log, Diagnostics, Vec<anyhow::Error>) {
        let mut reader = Reader::default();
        let read = self.all.iter_mut().map(|source| source.read(&mut reader));
        let failures = read.filter_map(Result::err).collect();
        let (log, mut diagnostics) = reader.finish();
        check::usual(&log, &mut diagnostics, |span| self.reread(span));
        (log, diagnostics, failures)
    }

    /// The files among them.
    pub fn paths(&self) -> impl Iterator<Item = &Path> {
        self.all.iter().filter_map(|source| source.path.as_deref())
    }

    /// What is worth saying of how they were read: one line for each that is not UTF-8.
    pub fn notes(&self) -> impl Iterator<Item = String> {
        let odd = self.all.iter();
        let odd = odd.filter(|source| source.encoding != Encoding::Utf8);
        odd.map(|source| {
            let (name, encoding) = (source.name(), source.encoding.name());
            format!("{name} 按 {encoding} 读入；建议另存为 UTF-8")
        })
    }

    /// What is to be said of logs that were left out.
    pub fn skipped(&self) -> Option<String> {
        let names = self.hidden.iter().map(|path| path.display().to_string());
        let names: Vec<String> = names.collect();
        (!names.is_empty()).then(|| {
            format!(
                "提醒: 名字以点开头的文件和文件夹没有读：{}；要读的话，请直接写出文件名",
                names.join("、")
            )
        })
    }

    /// The text of a piece of a log, read again; `None` if it is no longer there.
    pub fn reread(&self, span: Span) -> Option<String> {
        let source = self.all.get(span.file as usize)?;
        if let Some(text) = &source.text {
            let start = usize::try_from(span.start).ok()?;
            return Some(text.get(start..start + span.len as usize)?.to_owned());
        }
        let mut bytes = vec![0; span.len as usize];
        let mut file = File::open(source.path.as_ref()?).ok()?;
        file.seek(SeekFrom::Start(span.start)).ok()?;
        file.read_exact(&mut bytes).ok()?;
        String::from_utf8(bytes).ok()
    }
}

impl Source {
    fn new(path: Option<PathBuf>) -> Source {
        Source {
            path,
            text: None,
            encoding: Encoding::Utf8,
        }
    }

    fn read(&mut self, reader: &mut Reader) -> Result<()> {
        let name = self.name();
        let read = match &self.path {
            // What can be read only once, a pipe say, is kept.
            Some(path) if path.is_file() && is_utf8(path)? => {
                let file = open(path)?;
                let size = file.metadata().map_or(0, |data| data.len());
                let file = progress(&name, size).wrap_read(file);
                reader.read(&name, BufReader::with_capacity(PIECE, file))
            }
            path => {
                let (text, encoding) = decoded(path.as_deref())?;
                self.encoding = encoding;
                reader.read(&name, self.text.insert(text).as_bytes())
            }
        };
        read.map_err(|failure| explain(&name, failure))
    }

    fn name(&self) -> String {
        name(self.path.as_deref())
    }
}

fn name(path: Option<&Path>) -> String {
    path.map_or("标准输入".to_owned(), |path| path.display().to_string())
}

/// Whether a file need not be held to be read.
fn is_utf8(path: &Path) -> Result<bool> {
    let file = open(path)?;
    let size = file.metadata().map_or(0, |data| data.len());
    check_size(&name(Some(path)), size)?;
    encoding::is_utf8(BufReader::with_capacity(PIECE, file))
        .map_err(|error| failed(format!("读 {} 时出错", path.display()), &error))
}

/// The whole text of a file, or of standard input for `-`, in whatever encoding.
///
/// # Errors
/// A file that is not there or is no text.
pub(super) fn text(path: &Path) -> Result<String> {
    let path = (path.as_os_str() != "-").then_some(path);
    decoded(path).map(|(text, _)| text)
}

/// The whole text of a file, or of standard input, and what it was written in.
///
/// # Errors
/// A file that is not there or is no text.
pub(super) fn decoded(path: Option<&Path>) -> Result<(String, Encoding)> {
    let name = name(path);
    let bytes = bytes(path)?;
    encoding::decode(bytes).map_err(|wrong| no_text(&name, wrong.line))
}

/// All that is in a file, or in standard input.
///
/// # Errors
/// A file that is not there or is too large to be a log.
pub(super) fn bytes(path: Option<&Path>) -> Result<Vec<u8>> {
    let name = name(path);
    let mut bytes = Vec::new();
    let read = match path {
        None => io::stdin().take(LARGEST + 1).read_to_end(&mut bytes),
        Some(path) => open(path)?.take(LARGEST + 1).read_to_end(&mut bytes),
    };
    read.map_err(|error| failed(format!("读 {name} 时出错"), &error))?;
    check_size(&name, bytes.len() as u64)?;
    Ok(bytes)
}

/// A bar on the terminal for files that take a while; it vanishes when the file is read.
fn progress(name: &str, size: u64) -> ProgressBar {
    if size < LONG || !io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let style = ProgressStyle::with_template("正在读 {msg} {bar:30} {percent}%");
    ProgressBar::new(size)
        .with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()))
        .with_message(name.to_owned())
        .with_finish(ProgressFinish::AndClear)
}

/// Every `*.toml` below a folder, in path order, also where a link leads to it. What begins with a
/// dot is kept by a system or a program for itself: it is left out, and where that is a log it is
/// one of the `hidden`.
fn below(
    folder: &Path,
    templates: Option<&Path>,
    hidden: &mut Vec<PathBuf>,
) -> Result<Vec<Source>> {
    let mut found = Vec::new();
    let templates = templates.and_then(|templates| templates.canonicalize().ok());
    // Templates are no logs.
    let is_template = |entry: &DirEntry| {
        let is_named = templates.is_some() && entry.path().canonicalize().ok() == templates;
        let is_usual = entry.depth() > 0 && entry.file_name() == TEMPLATES;
        entry.file_type().is_dir() && (is_named || is_usual)
    };
    let entries = WalkDir::new(folder).follow_links(true).sort_by_file_name();
    let mut entries = entries.into_iter();
    while let Some(entry) = entries.next() {
        let entry = match entry {
            Ok(entry) => entry,
            // A folder that a link leads back to has been looked through.
            Err(error) if error.loop_ancestor().is_some() => continue,
            Err(error) => {
                return Err(failed(
                    format!("打不开 {}", error.path().unwrap_or(folder).display()),
                    &error.into(),
                ));
            }
        };
        if is_template(&entry) {
            entries.skip_current_dir();
        } else if is_hidden(&entry) {
            match entry.file_type().is_dir() {
                true => {
                    hidden.extend(logs_in(entry.path()));
                    entries.skip_current_dir();
                }
                false => hidden.extend(is_log(entry.path()).then(|| entry.into_path())),
            }
        } else if entry.file_type().is_file() && is_log(entry.path()) {
            found.push(Source::new(Some(entry.into_path())));
        }
    }
    if found.is_empty() {
        bail!(
            "文件夹 {} 里没有 .toml 记录文件；请把记录文件放进去，或直接写出文件名",
            folder.display()
        );
    }
    Ok(found)
}

fn is_hidden(entry: &DirEntry) -> bool {
    entry.depth() > 0 && entry.file_name().to_string_lossy().starts_with('.')
}

fn is_log(path: &Path) -> bool {
    let ending = path.extension();
    ending.is_some_and(|ending| ending.eq_ignore_ascii_case("toml"))
}

/// The logs right in a folder that is left out.
fn logs_in(folder: &Path) -> Vec<PathBuf> {
    let entries = WalkDir::new(folder).max_depth(1).sort_by_file_name();
    let entries = entries.into_iter().filter_map(Result::ok);
    let logs = entries.filter(|entry| entry.file_type().is_file() && is_log(entry.path()));
    logs.map(DirEntry::into_path).collect()
}

/// The command that a file that there is not was probably meant to be: chek.
fn command_like(path: &Path) -> Option<&'static str> {
    const COMMANDS: [&str; 6] = [
        "check",
        "figures",
        "template",
        "reference-docx",
        "schema",
        "help",
    ];
    nearest(path.to_str()?, COMMANDS.into_iter())
}

fn open(path: &Path) -> Result<File> {
    File::open(path).map_err(|error| match error.kind() {
        io::ErrorKind::NotFound if command_like(path).is_some() => anyhow::anyhow!(
            "没有 {} 这个命令，也没有这个文件；是不是 {}？",
            path.display(),
            command_like(path).unwrap_or_default()
        ),
        io::ErrorKind::NotFound => anyhow::anyhow!(
            "找不到文件 {}；请检查文件名和所在文件夹（文件名的结尾可能是 .toml.txt）",
            path.display()
        ),
        io::ErrorKind::PermissionDenied => {
            anyhow::anyhow!("没有权限读 {}；请检查文件是否被锁定", path.display())
        }
        _ => failed(format!("打不开 {}", path.display()), &error),
    })
}

fn check_size(name: &str, size: u64) -> Result<()> {
    if size > LARGEST {
        bail!("{name} 超过 1 GB，不像是工作记录；请检查是不是选错了文件");
    }
    Ok(())
}

fn explain(name: &str, failure: ReadFailure) -> anyhow::Error {
    match failure {
        ReadFailure::Io(error) => failed(format!("读 {name} 时出错"), &error),
        ReadFailure::NotUtf8(line) => no_text(name, line),
        ReadFailure::TooLong(line) => anyhow::anyhow!(
            "{name} 第{line}行开始的一条记录超过 1 MB；多半是少了一个引号或三引号，请从这一行往下检查"
        ),
    }
}

/// What is said of a file whose characters cannot be told.
pub(super) fn no_text(name: &str, line: usize) -> anyhow::Error {
    anyhow::anyhow!(
        "{name} 第{line}行有读不出的字，文件可能已损坏；请用记事本打开，改好这一行，另存为时把编码选为 UTF-8"
    )
}
