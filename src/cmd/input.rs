//! Finds the logs, opens them, and opens them again for the excerpts of late warnings.

use std::collections::HashSet;
use std::fs::File;
use std::io::{self, BufReader, Cursor, IsTerminal, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};

use anyhow::{Result, bail};
use indicatif::{ProgressBar, ProgressFinish, ProgressStyle};
use walkdir::WalkDir;

use super::failure::failed;
use super::own_templates;
use crate::diagnostic::Diagnostics;
use crate::log::{self, Log, ReadFailure, Reader, Span};

/// A log larger than this is not one (a million records take about a fifth of it).
const LARGEST: u64 = 1 << 30;

/// Files from this size on take long enough for a progress bar.
const LONG: u64 = 32 << 20;

/// One log to be read.
#[derive(Debug)]
enum Source {
    /// A file.
    File(PathBuf),
    /// Standard input, kept because it cannot be read twice.
    Stdin(Vec<u8>),
}

/// The logs that the user named, in the order of reading.
#[derive(Debug)]
pub(super) struct Sources(Vec<Source>);

impl Sources {
    /// The logs behind `paths`: files as they are, folders with every `*.toml` below them in
    /// path order, but not in the folders of templates; `-` for standard input.
    ///
    /// # Errors
    /// A path that does not exist, or a folder without logs.
    pub fn find(paths: &[PathBuf], templates: Option<&Path>) -> Result<Sources> {
        let mut sources = Vec::new();
        for path in paths {
            if path.as_os_str() == "-" {
                let mut bytes = Vec::new();
                io::stdin()
                    .take(LARGEST + 1)
                    .read_to_end(&mut bytes)
                    .map_err(|error| failed("读不了标准输入", &error))?;
                sources.push(Source::Stdin(bytes));
            } else if path.is_dir() {
                sources.extend(below(path, templates)?);
            } else {
                sources.push(Source::File(path.clone()));
            }
        }
        let mut seen = HashSet::new();
        // A file that is named twice is read once.
        sources.retain(|source| match source {
            Source::File(path) => seen.insert(path.canonicalize().unwrap_or_else(|_| path.clone())),
            Source::Stdin(_) => true,
        });
        Ok(Sources(sources))
    }

    /// Reads all of them with `reader`, and says which could not be read: a file that is not
    /// there, is not UTF-8 or is too large to be a log.
    fn read(&self, reader: &mut Reader) -> Vec<anyhow::Error> {
        let read = self.0.iter().map(|source| source.read(reader));
        read.filter_map(Result::err).collect()
    }

    /// The log they make, everything that is wrong with it, and which could not be read.
    pub fn read_all(&self) -> (Log, Diagnostics, Vec<anyhow::Error>) {
        let mut reader = Reader::default();
        let failures = self.read(&mut reader);
        let (log, mut diagnostics) = reader.finish();
        log::check(&log, &mut diagnostics, |span| self.reread(span));
        (log, diagnostics, failures)
    }

    /// The text of a piece of a log, read again; `None` if it is no longer there.
    pub fn reread(&self, span: Span) -> Option<String> {
        let mut bytes = vec![0; span.len as usize];
        match self.0.get(span.file as usize)? {
            Source::Stdin(all) => {
                let start = usize::try_from(span.start).ok()?;
                let piece = all.get(start..start + bytes.len())?;
                bytes.copy_from_slice(piece);
            }
            Source::File(path) => {
                let mut file = File::open(path).ok()?;
                file.seek(SeekFrom::Start(span.start)).ok()?;
                file.read_exact(&mut bytes).ok()?;
            }
        }
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
        self.0.iter().any(|source| match source {
            Source::File(log) => log.canonicalize().is_ok_and(|log| log == path),
            Source::Stdin(_) => false,
        })
    }
}

impl Source {
    fn read(&self, reader: &mut Reader) -> Result<()> {
        let name = self.name();
        let read = match self {
            Source::Stdin(bytes) => {
                check_size(&name, bytes.len() as u64)?;
                reader.read(&name, Cursor::new(bytes))
            }
            Source::File(path) => {
                let file = open(path)?;
                let size = file.metadata().map_or(0, |data| data.len());
                check_size(&name, size)?;
                let file = progress(&name, size).wrap_read(file);
                reader.read(&name, BufReader::new(file))
            }
        };
        read.map_err(|failure| explain(&name, failure))
    }

    fn name(&self) -> String {
        match self {
            Source::File(path) => path.display().to_string(),
            Source::Stdin(_) => "标准输入".to_owned(),
        }
    }
}

/// The whole text of a file, or of standard input for `-`.
///
/// # Errors
/// A file that is not there or is not UTF-8.
pub(super) fn text(path: &Path) -> Result<String> {
    let mut bytes = Vec::new();
    if path.as_os_str() == "-" {
        let read = io::stdin().take(LARGEST).read_to_end(&mut bytes);
        read.map_err(|error| failed("读不了标准输入", &error))?;
    } else {
        let mut file = open(path)?;
        let size = file.metadata().map_or(0, |data| data.len());
        check_size(&path.display().to_string(), size)?;
        file.read_to_end(&mut bytes)
            .map_err(|error| failed(format!("读不了 {}", path.display()), &error))?;
    }
    match String::from_utf8(bytes) {
        Ok(text) => Ok(text.trim_start_matches('\u{FEFF}').to_owned()),
        Err(_) => bail!("{} 不是 UTF-8 编码的文字", path.display()),
    }
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
        let is_usual = entry.depth() > 0 && entry.file_name() == own_templates::FOLDER;
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
            found.push(Source::File(entry.into_path()));
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

fn open(path: &Path) -> Result<File> {
    File::open(path).map_err(|error| match error.kind() {
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
        ReadFailure::NotUtf8(line) => anyhow::anyhow!(
            "{name} 第{line}行不是 UTF-8 编码的文字；请用记事本打开，另存为时把编码选为 UTF-8"
        ),
        ReadFailure::TooLong(line) => anyhow::anyhow!(
            "{name} 第{line}行开始的一条记录超过 1 MB；多半是少了一个引号或三引号，请从这一行往下检查"
        ),
    }
}
