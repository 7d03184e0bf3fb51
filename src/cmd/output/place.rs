//! Gives what was written its place: all files of a batch or none, and a repaired log only where
//! the one that was repaired still is.

use std::collections::BTreeSet;
use std::fs;
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};

use anyhow::{Error, Result, anyhow, bail};
use tempfile::TempPath;

use super::disk::{Disk, Loose, Unmoved};
use super::target::{Target, There, changed, is_same, not_kept};
use super::{explain, folder_of};
use crate::cmd::failure::failed;

/// Files that belong together. They are written whole when they are added, and appear when they are
/// placed; if that fails, everything is as it was.
#[derive(Default)]
pub(in crate::cmd) struct Batch {
    disk: Disk,
    staged: Vec<Staged>,
    /// The folders that were made for them, the uppermost last.
    made: Vec<PathBuf>,
}

/// A file of a batch that has no place yet.
struct Staged {
    target: Target,
    content: Content,
}

/// What is to be put there.
enum Content {
    /// A file.
    File(Loose),
    /// What goes into a pipe or to a device.
    Bytes(Vec<u8>),
}

/// A file in its place.
struct Placed {
    named: PathBuf,
    path: PathBuf,
    /// What was there before.
    aside: Option<TempPath>,
}

impl Batch {
    /// A batch of files on `disk`.
    #[cfg(test)]
    pub(super) fn on(disk: Disk) -> Batch {
        Batch {
            disk,
            staged: Vec::new(),
            made: Vec::new(),
        }
    }

    /// Makes a folder for files of the batch, if there is none.
    ///
    /// # Errors
    /// It cannot be made.
    pub fn create_folder(&mut self, folder: &Path) -> Result<()> {
        let made = self.disk.create_folder(folder);
        let made =
            made.map_err(|error| failed(format!("建不了文件夹 {}", folder.display()), &error))?;
        self.made.splice(0..0, made);
        Ok(())
    }

    /// Adds a file that is to stand at `path`.
    ///
    /// # Errors
    /// A folder that cannot be written to; a folder, a log or a file that may not be written to at
    /// `path`.
    pub fn add(&mut self, document: &[u8], path: &Path) -> Result<()> {
        let target = Target::find(&self.disk, path)?;
        target.refuse_log()?;
        let content = match target.there {
            There::Stream => Content::Bytes(document.to_owned()),
            _ => Content::File(loose(&self.disk, document, &target)?),
        };
        self.staged.push(Staged { target, content });
        Ok(())
    }

    /// Puts all files in their places.
    ///
    /// # Errors
    /// One that cannot be placed: then none is.
    pub fn place(mut self) -> Result<()> {
        let mut placed = Vec::new();
        let mut done = Ok(());
        for staged in std::mem::take(&mut self.staged) {
            match staged.place(&self.disk) {
                Ok(one) => placed.extend(one),
                Err(error) => {
                    done = Err(error);
                    break;
                }
            }
        }
        if let Err(error) = done.and_then(|()| sync(&self.disk, &placed)) {
            let kept = placed.into_iter().rev();
            let kept = kept.filter_map(|one| one.take_back(&self.disk));
            let kept: Vec<String> = kept.collect();
            return Err(with(error, &kept));
        }
        self.made.clear();
        placed
            .into_iter()
            .try_for_each(|one| one.forget(&self.disk))
    }
}

impl Drop for Batch {
    fn drop(&mut self) {
        self.staged.clear();
        for folder in &self.made {
            // Whatever else is in it by now keeps it.
            let _ = fs::remove_dir(folder);
        }
    }
}

/// `document` as a file beside `target`, which has what is to be kept of the one that is there.
fn loose(disk: &Disk, document: &[u8], target: &Target) -> Result<Loose> {
    let like = matches!(target.there, There::File(_)).then_some(&*target.path);
    let folder = folder_of(&target.path);
    disk.loose(&folder, document, like)
        .map_err(|error| match (error.kind(), like) {
            (ErrorKind::PermissionDenied, Some(_)) => not_kept(&target.named, &error),
            _ => explain(&error, &target.named),
        })
}

impl Staged {
    /// Puts the file in its place; nothing is left to be taken back of what went into a pipe.
    fn place(self, disk: &Disk) -> Result<Option<Placed>> {
        let Target { named, path, there } = self.target;
        let aside = match (self.content, there) {
            (Content::Bytes(bytes), _) => {
                pour(&bytes, &path).map_err(|error| explain(&error, &named))?;
                return Ok(None);
            }
            (Content::File(file), There::File(before)) => {
                let folder = folder_of(&path);
                let new = disk.named(file, &folder);
                let new = new.map_err(|error| explain(&error, &named))?;
                let aside = disk.swap(new, &path);
                let aside = aside.map_err(|(error, _)| explain(&error, &named))?;
                match disk.metadata(&aside) {
                    Ok(now) if is_same(&before, &now) => Some(aside),
                    now => {
                        let wrong = match now {
                            Ok(_) => changed(&named),
                            Err(error) => explain(&error, &named),
                        };
                        let placed = Placed {
                            named,
                            path,
                            aside: Some(aside),
                        };
                        let kept: Vec<String> = placed.take_back(disk).into_iter().collect();
                        return Err(with(wrong, &kept));
                    }
                }
            }
            (Content::File(file), _) => {
                let settled = disk.settle(file, &path);
                settled.map_err(|error| match error.kind() {
                    ErrorKind::AlreadyExists => changed(&named),
                    _ => explain(&error, &named),
                })?;
                None
            }
        };
        Ok(Some(Placed { named, path, aside }))
    }
}

impl Placed {
    /// Makes everything as it was before; what cannot be put back stands in a file that is named.
    fn take_back(self, disk: &Disk) -> Option<String> {
        let Some(aside) = self.aside else {
            // It is what has just been written, and nothing else.
            let _ = fs::remove_file(&self.path);
            return None;
        };
        back(disk, aside, &self.path)
    }

    /// Lets go of what was there before.
    fn forget(self, disk: &Disk) -> Result<()> {
        let Some(aside) = self.aside else {
            return Ok(());
        };
        let left = aside.to_path_buf();
        disk.remove(aside).map_err(|error| {
            let named = self.named.display();
            failed(
                format!("{named} 已写好，可是删不掉留下的 {}", left.display()),
                &error,
            )
        })
    }
}

/// Puts what was there before back to `path`; if that cannot be, it is kept, and where is told.
fn back(disk: &Disk, aside: TempPath, path: &Path) -> Option<String> {
    let (_, aside) = disk.swap(aside, path).err()?;
    let name = aside.display().to_string();
    // It must not vanish whatever happens; where its name cannot be kept it stays as it is.
    let _ = aside.keep();
    Some(name)
}

/// Waits for the folders of what was placed.
fn sync(disk: &Disk, placed: &[Placed]) -> Result<()> {
    let folders = placed.iter().map(|one| folder_of(&one.path));
    let folders: BTreeSet<PathBuf> = folders.collect();
    folders.iter().try_for_each(|folder| {
        let done = disk.sync_folder(folder);
        done.map_err(|error| failed(format!("写不了文件夹 {}", folder.display()), &error))
    })
}

/// `error`, and where the files are that could not be put back.
fn with(error: Error, kept: &[String]) -> Error {
    match kept {
        [] => error,
        kept => anyhow!("{error:#}\n  原来的文件留在 {}", kept.join("、")),
    }
}

/// Writes to a pipe or a device. Nobody reading on is no error.
fn pour(bytes: &[u8], path: &Path) -> io::Result<()> {
    let mut stream = fs::OpenOptions::new().write(true).open(path)?;
    match stream.write_all(bytes).and_then(|()| stream.flush()) {
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(()),
        done => done,
    }
}

/// Puts `after` in the place of the log at `path`, in which `before` was read, and keeps the old
/// file beside it under a name that no other has; says which.
///
/// # Errors
/// The log is another by now, or cannot be written: then it is as it was.
pub(in crate::cmd) fn replace(path: &Path, before: &[u8], after: &[u8]) -> Result<PathBuf> {
    replace_on(&Disk::default(), path, before, after)
}

/// The same on `disk`.
pub(super) fn replace_on(disk: &Disk, path: &Path, before: &[u8], after: &[u8]) -> Result<PathBuf> {
    let target = Target::find(disk, path)?;
    if !matches!(target.there, There::File(_)) {
        bail!("{} 不是普通文件，不能改它", path.display());
    }
    let aside = put(disk, &target, before, after)?;
    match keep_aside(disk, aside, &target.path) {
        Ok(kept) => {
            let folder = folder_of(&target.path);
            disk.sync_folder(&folder)
                .map_err(|error| failed(format!("写不了文件夹 {}", folder.display()), &error))?;
            Ok(kept)
        }
        Err((error, aside)) => {
            let error = failed(
                format!("留不下 {} 的备份，没有改动", path.display()),
                &error,
            );
            let left: Vec<String> = back(disk, aside, &target.path).into_iter().collect();
            Err(with(error, &left))
        }
    }
}

/// Puts `after` where `before` is, which is then aside.
fn put(disk: &Disk, target: &Target, before: &[u8], after: &[u8]) -> Result<TempPath> {
    let path = &target.path;
    let named = &target.named;
    let file = loose(disk, after, target)?;
    let new = disk.named(file, &folder_of(path));
    let new = new.map_err(|error| explain(&error, named))?;
    let aside = disk.swap(new, path);
    let aside = aside.map_err(|(error, _)| explain(&error, named))?;
    let wrong = match disk.read(&aside) {
        Ok(now) if now == before => return Ok(aside),
        Ok(_) => changed(named),
        Err(error) => explain(&error, named),
    };
    let left: Vec<String> = back(disk, aside, path).into_iter().collect();
    Err(with(wrong, &left))
}

/// Gives what is aside the next name of a backup of `path`.
fn keep_aside(disk: &Disk, mut aside: TempPath, path: &Path) -> Result<PathBuf, Unmoved> {
    let mut number = last_backup(path).map_or(1, |(number, _)| number + 1);
    loop {
        let to = backup(path, number);
        match disk.rename(aside, &to) {
            Ok(()) => return Ok(to),
            // Another has just been made.
            Err((error, still)) if error.kind() == ErrorKind::AlreadyExists => {
                aside = still;
                number += 1;
            }
            Err(failed) => return Err(failed),
        }
    }
}

/// The name of the backup of `path` that has a number: `.bak`, `.bak2`.
fn backup(path: &Path, number: u64) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(match number {
        1 => ".bak".to_owned(),
        number => format!(".bak{number}"),
    });
    name.into()
}

/// The last backup of `path`, and its number.
fn last_backup(path: &Path) -> Option<(u64, PathBuf)> {
    let mut stem = path.file_name()?.to_owned();
    stem.push(".bak");
    let stem = stem.to_string_lossy().into_owned();
    let names = fs::read_dir(folder_of(path)).ok()?.filter_map(Result::ok);
    let number = |name: &str| match name.strip_prefix(&stem)? {
        "" => Some(1),
        number => number.parse().ok().filter(|number| *number > 1),
    };
    let numbers = names.filter_map(|entry| number(&entry.file_name().to_string_lossy()));
    let last = numbers.max()?;
    Some((last, backup(path, last)))
}

/// Lets a log and its last backup change places; says what the backup is called.
///
/// # Errors
/// There is none, or one of both cannot be written: then all is as it was.
pub(in crate::cmd) fn undo(path: &Path) -> Result<PathBuf> {
    undo_on(&Disk::default(), path)
}

/// The same on `disk`.
pub(super) fn undo_on(disk: &Disk, path: &Path) -> Result<PathBuf> {
    let target = Target::find(disk, path)?;
    let Some((_, kept)) = last_backup(&target.path) else {
        bail!("{} 旁边没有 .bak 备份，没有可以撤回的改动", path.display());
    };
    let read = |path: &Path| {
        let bytes = disk.read(path);
        bytes.map_err(|error| failed(format!("读不了 {}", path.display()), &error))
    };
    let (now, old) = (read(&target.path)?, read(&kept)?);
    let aside = put(disk, &target, &now, &old)?;
    match disk.overwrite(aside, &kept) {
        Ok(()) => Ok(kept),
        Err((error, aside)) => {
            let error = failed(format!("写不了 {}，没有撤回", kept.display()), &error);
            let left: Vec<String> = back(disk, aside, &target.path).into_iter().collect();
            Err(with(error, &left))
        }
    }
}
