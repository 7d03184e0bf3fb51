//! Writes the document: to standard output, or to a file that appears whole or not at all.

use std::io::{self, Write};
use std::path::Path;

use anyhow::{Result, anyhow};

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
    let folder = match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    let explain = |error: &io::Error| match error.kind() {
        io::ErrorKind::NotFound => {
            anyhow!("没有文件夹 {}；请先建好，或换一个位置", folder.display())
        }
        io::ErrorKind::PermissionDenied => anyhow!(
            "写不了 {}；如果它正在 WPS 或 Word 里打开，请先关闭，再运行一次",
            path.display()
        ),
        _ => failed(format!("写不了 {}", path.display()), error),
    };
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
        .tempfile_in(folder)
        .map_err(|error| explain(&error))?;
    file.write_all(document)
        .and_then(|()| file.as_file().sync_all())
        .map_err(|error| explain(&error))?;
    file.persist(path).map_err(|error| explain(&error.error))?;
    Ok(())
}
