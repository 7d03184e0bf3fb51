//! Writes what the program makes: to standard output, or to files that appear whole or not at all.
//! Every command writes through this one module; what its files promise stands in the handbook.

mod disk;
mod place;
mod target;
#[cfg(test)]
mod tests;

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use anyhow::{Error, Result, anyhow};

use super::failure::failed;
pub(super) use place::{Batch, replace, undo};

/// Writes `document` to `path`, or to standard output.
///
/// # Errors
/// A path that cannot be written. A closed pipe is no error.
pub(super) fn write(document: impl AsRef<[u8]>, path: Option<&Path>) -> Result<()> {
    let document = document.as_ref();
    match path {
        None => to_stdout(document),
        Some(path) => {
            let mut batch = Batch::default();
            batch.add(document, path)?;
            batch.place()
        }
    }
}

fn to_stdout(document: &[u8]) -> Result<()> {
    let mut stdout = io::stdout().lock();
    match stdout.write_all(document).and_then(|()| stdout.flush()) {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        other => other.map_err(|error| failed("写不了标准输出", &error)),
    }
}

/// Refuses to write to a file that is read: `inputs` are compared as files, however they are
/// written.
///
/// # Errors
/// `output` is one of them.
pub(super) fn refuse(inputs: &[PathBuf], output: &Path) -> Result<()> {
    let mut inputs = inputs.iter();
    let is_same = |input: &&PathBuf| same_file::is_same_file(input, output).unwrap_or(false);
    match inputs.find(is_same) {
        None => Ok(()),
        Some(input) if input == output => Err(anyhow!(
            "{} 就是要读的文件，不能写进去；请换一个文件名",
            output.display()
        )),
        Some(input) => Err(anyhow!(
            "{} 就是要读的文件 {}，不能写进去；请换一个文件名",
            output.display(),
            input.display()
        )),
    }
}

/// The folder that a file is in.
fn folder_of(path: &Path) -> PathBuf {
    match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder.to_owned(),
        _ => PathBuf::from("."),
    }
}

/// Why `path` cannot be written.
fn explain(error: &io::Error, path: &Path) -> Error {
    match error.kind() {
        io::ErrorKind::NotFound => {
            let folder = folder_of(path);
            anyhow!("没有文件夹 {}；请先建好，或换一个位置", folder.display())
        }
        io::ErrorKind::PermissionDenied => anyhow!(
            "写不了 {}；如果它正在 WPS 或 Word 里打开，请先关闭，再运行一次",
            path.display()
        ),
        _ => failed(format!("写不了 {}", path.display()), error),
    }
}
