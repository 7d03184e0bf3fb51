//! Finds the logs, opens them, and opens them again for the excerpts of late warnings.

use std::collections::HashSet;
use std::fs::File;
use std::io::{self, BufReader, IsTerminal, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};

use anyhow::{Result, bail};
use indicatif::{ProgressBar, ProgressFinish, ProgressStyle};
use walkdir::WalkDir;

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
pub(super) struct Sources(Vec<Source>);

impl Sources {
    /// The logs behind `paths`: files as they are, folders with every `*.toml` below them in
    /// path order, but not in the folders of templates; `-` for standard input.
    ///
    /// # Errors
    /// A folder without logs.
    pub fn find(paths: &[PathBuf], templates: Option<&Path>) -> Result<Sources> {
        let mut sources = Vec::new();
        for path in paths {
            if path.as_os_str() == "-" {
                sources.push(Source::new(None));
            } else if path.is_dir() {
                sources.extend(below(path, templates)?);
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
        Ok(Sources(sources))
    }

    /// The log they make, everything that is wrong with it, and which could not be read: a file
    /// that is not there, is no text or is too large to be a log.
    pub fn read_all(&mut self) -> (Log, Diagnostics, Vec<anyhow::Error>) {
        let mut reader = Reader::default();
        let read = self.0.iter_mut().map(|source| source.read(&mut reader));
        let failures = read.filter_map(Result::err).collect();
        let (log, mut diagnostics) = reader.finish();
        check::usual(&log, &mut diagnostics, |span| self.reread(span));
        (log, diagnostics, failures)
    }

    /// The files among them.
    pub fn paths(&self) -> impl Iterator<Item = &Path> {
        self.0.iter().filter_map(|source| source.path.as_deref())
    }

    /// What is worth saying of how they were read: one line for each that is not UTF-8.
    pub fn notes(&self) -> impl Iterator<Item = String> {
        let odd = self.0.iter();
        let odd = odd.filter(|source| source.encoding != Encoding::Utf8);
        odd.map(|source| {
            let (name, encoding) = (source.name(), source.encoding.name());
            format!("{name} 按 {encoding} 读入；建议另存为 UTF-8")
        })
    }

    /// The text of a piece of a log, read again; `None` if it is no longer there.
    pub fn reread(&self, span: Span) -> Option<String> {
        let source = self.0.get(span.file as usize)?;
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

    /// Refuses to write to one of the logs.
    ///
    /// # Errors
    /// `path` is one of them.
    pub fn refuse(&self, path: Option<&Path>) -> Result<()> {
        match path.filter(|path| self.contains(path)) {
            Some(path) => bail!(
                "{} 就是要读的记录，不能写进去；请换一个文件名",
                path.display()
            ),
            None => Ok(()),
        }
    }

    /// Whether `path` is one of the logs.
    fn contains(&self, path: &Path) -> bool {
        let Ok(path) = path.canonicalize() else {
            return false;
        };
        let paths = self.0.iter().filter_map(|source| source.path.as_ref());
        let mut paths = paths.filter_map(|log| log.canonicalize().ok());
        paths.any(|log| log == path)
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
            Some(path) if is_utf8(path)? => {
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
    let mut bytes = Vec::new();
    let read = match path {
        None => io::stdin().take(LARGEST + 1).read_to_end(&mut bytes),
        Some(path) => open(path)?.take(LARGEST + 1).read_to_end(&mut bytes),
    };
    read.map_err(|error| failed(format!("读 {name} 时出错"), &error))?;
    check_size(&name, bytes.len() as u64)?;
    encoding::decode(bytes).map_err(|wrong| no_text(&name, wrong.line))
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

/// Every `*.toml` below a folder, in path order.
fn below(folder: &Path, templates: Option<&Path>) -> Result<Vec<Source>> {
    let mut found = Vec::new();
    let templates = templates.and_then(|templates| templates.canonicalize().ok());
    // Templates are no logs.
    let may_hold_logs = |entry: &walkdir::DirEntry| {
        let is_named = templates.is_some() && entry.path().canonicalize().ok() == templates;
        let is_usual = entry.depth() > 0 && entry.file_name() == TEMPLATES;
        !entry.file_type().is_dir() || !(is_named || is_usual)
    };
    let entries = WalkDir::new(folder).sort_by_file_name().into_iter();
    for entry in entries.filter_entry(may_hold_logs) {
        let entry = entry
            .map_err(|error| failed(format!("打不开文件夹 {}", folder.display()), &error.into()))?;
        // Files that a system keeps for itself begin with a dot.
        let is_hidden = entry.file_name().to_string_lossy().starts_with('.');
        let is_log = !is_hidden
            && entry
                .path()
                .extension()
                .is_some_and(|ending| ending.eq_ignore_ascii_case("toml"));
        if is_log && entry.file_type().is_file() {
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
