//! A user's own templates: the folder beside the log or the one that is named.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Result, bail};
use walkdir::WalkDir;

use super::failure::failed;
use super::input::{self, TEMPLATES};
use super::tell;
use crate::wording::{Template, Templates};

/// A template larger than this is none.
const LARGEST: u64 = 256 << 10;

/// The built-in templates, with those of the folder that is named, or else of the folder
/// `templates` beside the first log. Which they are is told, unless `quiet`.
///
/// # Errors
/// A folder that is named and does not exist, or a file in it that cannot be read.
pub(super) fn load(named: Option<&Path>, logs: &[PathBuf], quiet: bool) -> Result<Arc<Templates>> {
    let Some(folder) = folder(named, logs) else {
        return Ok(Arc::default());
    };
    if !folder.is_dir() {
        bail!(
            "没有模板文件夹 {}；请检查名字，或用 summarize template export summary {} 先建一个",
            folder.display(),
            folder.display()
        );
    }
    let own = read(&folder)?;
    if !quiet && !own.is_empty() {
        let names: Vec<&str> = own.iter().map(|(name, _)| name.as_str()).collect();
        tell(&format!(
            "用了文件夹 {} 里的模板：{}",
            folder.display(),
            names.join("、")
        ));
    }
    Ok(Arc::new(Templates::with(own)))
}

/// The folder that is named, or else the folder `templates` beside the first log if there is one.
pub(super) fn folder(named: Option<&Path>, logs: &[PathBuf]) -> Option<PathBuf> {
    match named {
        Some(folder) => Some(folder.to_owned()),
        None => logs.first().and_then(|log| beside(log)),
    }
}

/// The folder of templates beside a log, or in a folder of logs.
fn beside(log: &Path) -> Option<PathBuf> {
    if log.as_os_str() == "-" {
        return None;
    }
    let folder = if log.is_dir() { log } else { log.parent()? };
    let templates = folder.join(TEMPLATES);
    templates.is_dir().then_some(templates)
}

/// Every template below `folder`, by its name there. What is none is told.
fn read(folder: &Path) -> Result<Vec<(String, Template)>> {
    let mut own = Vec::new();
    let mut unknown = Vec::new();
    let mut outside = Vec::new();
    for entry in WalkDir::new(folder).sort_by_file_name() {
        let entry = entry
            .map_err(|error| failed(format!("打不开文件夹 {}", folder.display()), &error.into()))?;
        let hidden = entry.file_name().to_string_lossy().starts_with('.');
        if !entry.path().is_file() || hidden {
            continue;
        }
        let path = entry.path();
        if leads_out(path, folder) {
            outside.push(path.display().to_string());
            continue;
        }
        let below = path.strip_prefix(folder).unwrap_or(path);
        let parts: Vec<_> = below.iter().map(|part| part.to_string_lossy()).collect();
        let name = parts.join("/");
        if Templates::is_template(&name) {
            own.push((name, template(path)?));
        } else {
            unknown.push(name);
        }
    }
    if !unknown.is_empty() {
        tell(&format!(
            "提醒: 文件夹 {} 里的 {} 不是模板文件，没有用到；能改的文件见 summarize template export",
            folder.display(),
            unknown.join("、")
        ));
    }
    if !outside.is_empty() {
        tell(&format!(
            "提醒: {} 是链接，连到模板文件夹以外的文件，没有用它；要用的话，把文件复制进来",
            outside.join("、")
        ));
    }
    Ok(own)
}

/// Whether what is called `path` in a folder of templates is a file elsewhere.
fn leads_out(path: &Path, folder: &Path) -> bool {
    let is_link = path.is_symlink();
    let real = |path: &Path| path.canonicalize().ok();
    is_link
        && match (real(path), real(folder)) {
            (Some(file), Some(folder)) => !file.starts_with(folder),
            _ => true,
        }
}

fn template(path: &Path) -> Result<Template> {
    let size = fs::metadata(path).map_or(0, |data| data.len());
    if size > LARGEST {
        bail!(
            "{} 超过 256 KB，不像是模板；请检查是不是放错了文件",
            path.display()
        );
    }
    let text = input::text(path)?;
    Ok(Template {
        text: text.replace("\r\n", "\n"),
        path: path.display().to_string(),
    })
}
