//! Where a document is to stand: what a name leads to, and what is there already.

use std::fs::Metadata;
use std::io;
use std::path::{Path, PathBuf};

use anyhow::{Result, anyhow, bail};

use super::disk::Disk;
use super::{explain, folder_of};
use crate::cmd::failure::failed;

/// So many links are followed from one to the next.
const LINKS: usize = 40;

/// Where a document is to stand.
#[derive(Debug)]
pub(super) struct Target {
    /// The name that the user gave.
    pub named: PathBuf,
    /// The file itself, where the name is that of a link.
    pub path: PathBuf,
    /// What is there.
    pub there: There,
}

/// What is there already.
#[derive(Debug)]
pub(super) enum There {
    /// Nothing.
    Nothing,
    /// A file, and how it was when it was looked at.
    File(Metadata),
    /// A pipe or a device, which is written to as it is.
    Stream,
}

impl Target {
    /// Looks at what `named` leads to.
    ///
    /// # Errors
    /// A folder, a file that may not be written to, links that lead in a circle.
    pub fn find(disk: &Disk, named: &Path) -> Result<Target> {
        let path = behind_links(disk, named)?;
        let there = match disk.metadata(&path) {
            Ok(data) => what_is_there(data, &path, named)?,
            Err(error) if error.kind() == io::ErrorKind::NotFound => There::Nothing,
            Err(error) => return Err(explain(&error, named)),
        };
        if !matches!(there, There::Stream) && !folder_of(&path).is_dir() {
            let missing = io::Error::from(io::ErrorKind::NotFound);
            return Err(explain(&missing, &path));
        }
        Ok(Target {
            named: named.to_owned(),
            path,
            there,
        })
    }

    /// Refuses to replace a log: only what repairs one does.
    ///
    /// # Errors
    /// There is a `.toml` file.
    pub fn refuse_log(&self) -> Result<()> {
        let ending = self.path.extension();
        let is_toml = ending.is_some_and(|ending| ending.eq_ignore_ascii_case("toml"));
        if is_toml && matches!(self.there, There::File(_)) {
            bail!(
                "{} 是已有的 .toml 文件，可能是一份记录，没有动它；请换一个文件名",
                self.named.display()
            );
        }
        Ok(())
    }
}

/// What a name leads to, through all links.
fn behind_links(disk: &Disk, named: &Path) -> Result<PathBuf> {
    let mut path = named.to_owned();
    // What stands for an open file of the process is no link to be followed.
    if path.starts_with("/dev") || path.starts_with("/proc") {
        return Ok(path);
    }
    for _ in 0..LINKS {
        match disk.read_link(&path) {
            Ok(Some(to)) => path = folder_of(&path).join(to),
            Ok(None) => return Ok(path),
            Err(error) => return Err(explain(&error, named)),
        }
    }
    Err(anyhow!(
        "{} 是一个链接，绕成了圈，找不到文件；请换一个文件名",
        named.display()
    ))
}

fn what_is_there(data: Metadata, path: &Path, named: &Path) -> Result<There> {
    if data.is_dir() {
        bail!("{} 是一个文件夹；请在后面加上文件名", named.display());
    }
    if !data.is_file() {
        return match is_stream(&data) {
            true => Ok(There::Stream),
            false => Err(anyhow!(
                "{} 不是普通文件，不能写进去；请换一个文件名",
                named.display()
            )),
        };
    }
    if path.starts_with("/dev") || path.starts_with("/proc") {
        return Ok(There::Stream);
    }
    if data.permissions().readonly() || !may_write(path) {
        bail!(
            "{} 是只读文件，没有动它；请取消它的“只读”，或换一个文件名",
            named.display()
        );
    }
    Ok(There::File(data))
}

/// Whether what is no file can be written to from the beginning to the end: a pipe, a terminal.
#[cfg(unix)]
fn is_stream(data: &Metadata) -> bool {
    use std::os::unix::fs::FileTypeExt;
    data.file_type().is_fifo() || data.file_type().is_char_device()
}

#[cfg(not(unix))]
fn is_stream(_: &Metadata) -> bool {
    false
}

/// Whether this user may write to a file that is there.
#[cfg(unix)]
fn may_write(path: &Path) -> bool {
    rustix::fs::access(path, rustix::fs::Access::WRITE_OK).is_ok()
}

#[cfg(not(unix))]
fn may_write(_: &Path) -> bool {
    true
}

/// Whether a file is still what it was: no other program has saved it since.
pub(super) fn is_same(before: &Metadata, now: &Metadata) -> bool {
    let state = |data: &Metadata| (data.len(), data.modified().ok(), identity(data));
    state(before) == state(now)
}

/// By what the system knows the file itself.
#[cfg(unix)]
fn identity(data: &Metadata) -> (u64, u64) {
    use std::os::unix::fs::MetadataExt;
    (data.dev(), data.ino())
}

#[cfg(not(unix))]
fn identity(_: &Metadata) {}

/// What is said where a file has changed since it was looked at.
pub(super) fn changed(path: &Path) -> anyhow::Error {
    anyhow!(
        "{} 刚刚被别的程序存过，没有动它；请再运行一次",
        path.display()
    )
}

/// What is said where a file cannot be kept as it is.
pub(super) fn not_kept(path: &Path, error: &io::Error) -> anyhow::Error {
    failed(
        format!(
            "{} 属于别的用户或有特别的权限，改写以后保不住，没有动它；请换一个文件名",
            path.display()
        ),
        error,
    )
}
