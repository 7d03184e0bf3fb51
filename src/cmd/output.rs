//! Writes the document: to standard output, or to a file that appears whole or not at all.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use anyhow::{Error, Result, anyhow};
use tempfile::NamedTempFile;

use super::failure::failed;

/// Writes `document` to `path`, or to standard output.
///
/// # Errors
/// A path that cannot be written. A closed pipe is no error.
pub(super) fn write(document: impl AsRef<[u8]>, path: Option<&Path>) -> Result<()> {
    let document = document.as_ref();
    match path {
        None => to_stdout(document),
        Some(path) => to_file(document, path),
    }
}

fn to_stdout(document: &[u8]) -> Result<()> {
    let mut stdout = io::stdout().lock();
    match stdout.write_all(document).and_then(|()| stdout.flush()) {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        other => other.map_err(|error| failed("写不了标准输出", &error)),
    }
}

fn to_file(document: &[u8], path: &Path) -> Result<()> {
    beside(document, path)?.place()
}

/// A file that is written whole, but does not stand in its place yet. If it never does, nothing is
/// left of it.
pub(super) struct Written {
    file: NamedTempFile,
    path: PathBuf,
}

impl Written {
    /// Puts it in its place.
    ///
    /// # Errors
    /// A file that is there already and is open in another program.
    pub fn place(self) -> Result<()> {
        let placed = self.file.persist(&self.path);
        placed.map_err(|error| explain(&error.error, &self.path))?;
        Ok(())
    }
}

/// Writes `document` in the folder of `path`.
///
/// # Errors
/// A folder that cannot be written to; `path` is a folder itself.
pub(super) fn beside(document: &[u8], path: &Path) -> Result<Written> {
    if path.is_dir() {
        return Err(anyhow!(
            "{} 是一个文件夹；请在后面加上文件名",
            path.display()
        ));
    }
    let mut builder = tempfile::Builder::new();
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        builder.permissions(std::fs::Permissions::from_mode(0o666));
    }
    let mut file = builder
        .tempfile_in(folder_of(path))
        .map_err(|error| explain(&error, path))?;
    file.write_all(document)
        .and_then(|()| file.as_file().sync_all())
        .map_err(|error| explain(&error, path))?;
    Ok(Written {
        file,
        path: path.to_owned(),
    })
}

fn folder_of(path: &Path) -> &Path {
    match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    }
}

/// Why `path` cannot be written.
fn explain(error: &io::Error, path: &Path) -> Error {
    match error.kind() {
        io::ErrorKind::NotFound => {
            let folder = folder_of(path).display();
            anyhow!("没有文件夹 {folder}；请先建好，或换一个位置")
        }
        io::ErrorKind::PermissionDenied => anyhow!(
            "写不了 {}；如果它正在 WPS 或 Word 里打开，请先关闭，再运行一次",
            path.display()
        ),
        _ => failed(format!("写不了 {}", path.display()), error),
    }
}
