//! The calls by which files are written, each in one place, so that a test can let any of them fail.

use std::fs::{self, File, Metadata};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};

use tempfile::{Builder, TempPath};

/// What the names of files begin with that are there for a moment only.
pub(super) const PREFIX: &str = ".summarize-";

/// What is done to a file or to a folder.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Call {
    Look,
    Create,
    Write,
    Keep,
    Sync,
    Name,
    Swap,
    Read,
    Rename,
    Remove,
    SyncFolder,
    CreateFolder,
}

/// The files of the computer.
#[derive(Default)]
pub(super) struct Disk {
    /// What a test does before each call: an error is that of the call.
    #[cfg(test)]
    pub before: Option<Box<dyn Fn(Call) -> io::Result<()>>>,
}

/// Why a file has not got another name, and the file, which is still called as it was.
pub(super) type Unmoved = (io::Error, TempPath);

/// A file that has been written and has no place yet; nothing is left of it where it gets none.
pub(super) enum Loose {
    /// Without a name: nothing of it is left whatever becomes of the program.
    Nameless(File),
    /// With a name beside its place.
    Named(File, TempPath),
}

impl Loose {
    fn file(&mut self) -> &mut File {
        match self {
            Loose::Nameless(file) | Loose::Named(file, _) => file,
        }
    }
}

impl Disk {
    #[cfg(test)]
    fn step(&self, call: Call) -> io::Result<()> {
        self.before.as_ref().map_or(Ok(()), |before| before(call))
    }

    #[cfg(not(test))]
    #[expect(
        clippy::unused_self,
        clippy::unnecessary_wraps,
        reason = "tests let calls fail here"
    )]
    fn step(&self, _: Call) -> io::Result<()> {
        Ok(())
    }

    /// What a link leads to; nothing where the path is that of no link.
    pub fn read_link(&self, path: &Path) -> io::Result<Option<PathBuf>> {
        self.step(Call::Look)?;
        match fs::symlink_metadata(path) {
            Ok(data) if data.is_symlink() => fs::read_link(path).map(Some),
            Ok(_) => Ok(None),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// What there is to know of a file.
    pub fn metadata(&self, path: &Path) -> io::Result<Metadata> {
        self.step(Call::Look)?;
        fs::metadata(path)
    }

    /// All that is in a file.
    pub fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        self.step(Call::Read)?;
        fs::read(path)
    }

    /// Makes a folder and those above it; says which were made, the uppermost last.
    pub fn create_folder(&self, folder: &Path) -> io::Result<Vec<PathBuf>> {
        let missing = folder.ancestors();
        let missing = missing.take_while(|path| !path.as_os_str().is_empty() && !path.exists());
        let missing: Vec<PathBuf> = missing.map(Path::to_owned).collect();
        self.step(Call::CreateFolder)?;
        fs::create_dir_all(folder)?;
        Ok(missing)
    }

    /// A new file in `folder` with `bytes` in it, which no power cut takes away any more, and which
    /// has what is to be kept of the file `like`.
    pub fn loose(&self, folder: &Path, bytes: &[u8], like: Option<&Path>) -> io::Result<Loose> {
        self.step(Call::Create)?;
        let mut loose = match nameless(folder) {
            Some(file) => Loose::Nameless(file?),
            None => named(folder)?,
        };
        self.step(Call::Write)?;
        loose.file().write_all(bytes)?;
        if let Some(like) = like {
            self.step(Call::Keep)?;
            keep(like, loose.file())?;
        }
        self.step(Call::Sync)?;
        loose.file().sync_all()?;
        Ok(loose)
    }

    /// Gives a file its place, where there is nothing.
    ///
    /// # Errors
    /// There is something by now.
    pub fn settle(&self, loose: Loose, path: &Path) -> io::Result<()> {
        self.step(Call::Name)?;
        match loose {
            Loose::Nameless(file) => give_name(&file, path),
            Loose::Named(_, temporary) => temporary
                .persist_noclobber(path)
                .map_err(|error| error.error),
        }
    }

    /// Gives a file a name in `folder` for a moment.
    pub fn named(&self, loose: Loose, folder: &Path) -> io::Result<TempPath> {
        self.step(Call::Name)?;
        match loose {
            Loose::Nameless(file) => {
                let give = |path: &Path| give_name(&file, path);
                let named = Builder::new().prefix(PREFIX).make_in(folder, give)?;
                Ok(named.into_temp_path())
            }
            Loose::Named(_, path) => Ok(path),
        }
    }

    /// Puts the file `new` in the place of `old`, which is then called as `new` was.
    pub fn swap(&self, new: TempPath, old: &Path) -> Result<TempPath, Unmoved> {
        if let Err(error) = self.step(Call::Swap) {
            return Err((error, new));
        }
        match exchange(&new, old) {
            Some(Ok(())) => Ok(new),
            Some(Err(error)) => Err((error, new)),
            None => match set_aside(old) {
                Ok(aside) => match new.persist(old) {
                    Ok(()) => Ok(aside),
                    Err(error) => Err((error.error, error.path)),
                },
                Err(error) => Err((error, new)),
            },
        }
    }

    /// Gives the file `from` the name `to`, unless something has it already.
    pub fn rename(&self, from: TempPath, to: &Path) -> Result<(), Unmoved> {
        if let Err(error) = self.step(Call::Rename) {
            return Err((error, from));
        }
        from.persist_noclobber(to)
            .map_err(|error| (error.error, error.path))
    }

    /// Gives the file `from` the name `to`, in the place of what has it.
    pub fn overwrite(&self, from: TempPath, to: &Path) -> Result<(), Unmoved> {
        if let Err(error) = self.step(Call::Rename) {
            return Err((error, from));
        }
        from.persist(to).map_err(|error| (error.error, error.path))
    }

    /// Removes what there was.
    pub fn remove(&self, path: TempPath) -> io::Result<()> {
        self.step(Call::Remove)?;
        path.close()
    }

    /// Waits until a power cut does not undo what was done in a folder.
    pub fn sync_folder(&self, folder: &Path) -> io::Result<()> {
        self.step(Call::SyncFolder)?;
        sync_folder(folder)
    }
}

/// A file with a name of its own in `folder`.
fn named(folder: &Path) -> io::Result<Loose> {
    let mut builder = Builder::new();
    builder.prefix(PREFIX);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    let (file, path) = builder.tempfile_in(folder)?.into_parts();
    Ok(Loose::Named(file, path))
}

/// Another name for the file `old`, or a copy where the disk has one name for each.
fn set_aside(old: &Path) -> io::Result<TempPath> {
    let folder = super::folder_of(old);
    let mut builder = Builder::new();
    builder.prefix(PREFIX);
    let linked = builder.make_in(&folder, |path| fs::hard_link(old, path));
    let made = match linked {
        Ok(made) => made.into_temp_path(),
        Err(_) => {
            let copy = |path: &Path| {
                let mut to = File::create_new(path)?;
                io::copy(&mut File::open(old)?, &mut to)?;
                to.sync_all()
            };
            builder.make_in(&folder, copy)?.into_temp_path()
        }
    };
    Ok(made)
}

/// A file without a name, where the system has such.
#[cfg(target_os = "linux")]
fn nameless(folder: &Path) -> Option<io::Result<File>> {
    use rustix::fs::{Mode, OFlags, open};
    use rustix::io::Errno;
    let flags = OFlags::TMPFILE | OFlags::RDWR | OFlags::CLOEXEC;
    match open(folder, flags, Mode::from_raw_mode(0o666)) {
        Ok(file) => Some(Ok(file.into())),
        Err(Errno::OPNOTSUPP | Errno::ISDIR | Errno::INVAL | Errno::NOENT) => None,
        Err(error) => Some(Err(error.into())),
    }
}

#[cfg(not(target_os = "linux"))]
fn nameless(_: &Path) -> Option<io::Result<File>> {
    None
}

/// Gives a nameless file its name.
#[cfg(target_os = "linux")]
fn give_name(file: &File, path: &Path) -> io::Result<()> {
    use rustix::fs::{AtFlags, CWD, linkat};
    use std::os::fd::AsRawFd;
    let own = format!("/proc/self/fd/{}", file.as_raw_fd());
    Ok(linkat(CWD, own, CWD, path, AtFlags::SYMLINK_FOLLOW)?)
}

#[cfg(not(target_os = "linux"))]
fn give_name(_: &File, _: &Path) -> io::Result<()> {
    Err(ErrorKind::Unsupported.into())
}

/// Lets two files change places at one stroke; nothing where the system or the disk cannot.
#[cfg(target_os = "linux")]
fn exchange(one: &Path, other: &Path) -> Option<io::Result<()>> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    use rustix::io::Errno;
    match renameat_with(CWD, one, CWD, other, RenameFlags::EXCHANGE) {
        Err(Errno::INVAL | Errno::NOSYS | Errno::OPNOTSUPP) => None,
        done => Some(done.map_err(io::Error::from)),
    }
}

#[cfg(not(target_os = "linux"))]
fn exchange(_: &Path, _: &Path) -> Option<io::Result<()>> {
    None
}

/// Gives `file` the owner, the mode and the rights of the file `like`.
#[cfg(unix)]
fn keep(like: &Path, file: &File) -> io::Result<()> {
    use std::os::unix::fs::{MetadataExt, fchown};
    let (old, new) = (fs::metadata(like)?, file.metadata()?);
    if (old.uid(), old.gid()) != (new.uid(), new.gid()) {
        fchown(file, Some(old.uid()), Some(old.gid()))?;
    }
    file.set_permissions(old.permissions())?;
    keep_rights(like, file)
}

#[cfg(not(unix))]
fn keep(_: &Path, _: &File) -> io::Result<()> {
    Ok(())
}

/// Gives `file` what else is noted of the file `like`: who may read it, and where it is from.
#[cfg(target_os = "linux")]
fn keep_rights(like: &Path, file: &File) -> io::Result<()> {
    use rustix::fs::{XattrFlags, fsetxattr, getxattr, listxattr};
    let mut names = vec![0; 64 << 10];
    // A disk that notes nothing has nothing to be kept.
    let Ok(length) = listxattr(like, &mut names[..]) else {
        return Ok(());
    };
    for name in names[..length].split(|byte| *byte == 0) {
        // What the system itself notes it notes again.
        if name.is_empty() || name.starts_with(b"security.") {
            continue;
        }
        let mut value = vec![0; 64 << 10];
        let length = getxattr(like, name, &mut value[..])?;
        fsetxattr(file, name, &value[..length], XattrFlags::empty())?;
    }
    Ok(())
}

#[cfg(all(unix, not(target_os = "linux")))]
fn keep_rights(_: &Path, _: &File) -> io::Result<()> {
    Ok(())
}

#[cfg(unix)]
fn sync_folder(folder: &Path) -> io::Result<()> {
    match File::open(folder)?.sync_all() {
        // Some disks have nothing to wait for.
        Err(error) if error.kind() == ErrorKind::InvalidInput => Ok(()),
        done => done,
    }
}

#[cfg(not(unix))]
fn sync_folder(_: &Path) -> io::Result<()> {
    Ok(())
}
