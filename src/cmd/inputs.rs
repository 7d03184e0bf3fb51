//! The files a report is made of, and whether they have changed.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::mpsc::Sender;
use std::time::{Duration, UNIX_EPOCH};

use notify::{RecommendedWatcher, RecursiveMode, Watcher};
use walkdir::WalkDir;

use super::args::Args;
use super::input::Sources;
use super::own_templates;

/// Why to look at the files.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Wake {
    /// Something beside them or in them has changed.
    Changed,
    /// The user ends it.
    End,
}

/// What can be told of a file without reading it: its size, and when it was written.
type State = Option<(u64, Duration)>;

/// The files a report is made of, as they were at one time.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Inputs(BTreeMap<PathBuf, State>);

impl Inputs {
    /// Looks at the logs, the user's own templates and the reference document.
    pub fn look(args: &Args) -> Inputs {
        let states = files(args).into_iter().map(|path| {
            let state = state(&path);
            (path, state)
        });
        Inputs(states.collect())
    }
}

/// The files that a report is made of: the logs, the user's own templates, the reference document.
pub(super) fn files(args: &Args) -> Vec<PathBuf> {
    let mut files = of_logs(&args.logs, args.templates.as_deref());
    // A folder that is empty now may not be so later.
    if let Ok(sources) = Sources::find(args.previous.as_slice(), None) {
        files.extend(sources.paths().map(Path::to_owned));
    }
    files.extend(args.reference_docx.clone());
    files
}

/// The files that logs are read with: themselves, and the user's own templates.
pub(super) fn of_logs(logs: &[PathBuf], templates: Option<&Path>) -> Vec<PathBuf> {
    let mut files = Vec::new();
    // A folder that is empty now may not be so later.
    if let Ok(sources) = Sources::find(logs, templates) {
        files.extend(sources.paths().map(Path::to_owned));
    }
    if let Some(folder) = own_templates::folder(templates, logs) {
        let entries = WalkDir::new(folder).into_iter().filter_map(Result::ok);
        files.extend(entries.map(walkdir::DirEntry::into_path));
    }
    files
}

fn state(path: &Path) -> State {
    let data = fs::metadata(path).ok()?;
    let written = data.modified().ok()?.duration_since(UNIX_EPOCH).ok()?;
    Some((data.len(), written))
}

/// Tells `sender` of changes in the folders of the files, as long as it is kept. Folders are
/// watched rather than files, since programs save a file by putting another in its place. Where
/// the system cannot tell of changes, somebody has to look.
pub(super) fn watcher(args: &Args, sender: Sender<Wake>) -> Option<RecommendedWatcher> {
    let tell = move |event: notify::Result<notify::Event>| {
        // Reading the files is no change of them.
        let is_access = event.is_ok_and(|event| event.kind.is_access());
        if !is_access {
            // Without anybody to receive it the program is ending anyway.
            let _ = sender.send(Wake::Changed);
        }
    };
    let mut watcher = notify::recommended_watcher(tell).ok()?;
    for (folder, mode) in folders(args) {
        let _ = watcher.watch(&folder, mode);
    }
    Some(watcher)
}

/// The folders in which something may change.
fn folders(args: &Args) -> BTreeMap<PathBuf, RecursiveMode> {
    let mut folders = BTreeMap::new();
    let logs = args.logs.iter().chain(&args.previous);
    let (whole, files): (Vec<_>, Vec<_>) = logs.partition(|log| log.is_dir());
    for file in files.into_iter().chain(&args.reference_docx) {
        folders.insert(folder_of(file), RecursiveMode::NonRecursive);
    }
    let templates = own_templates::folder(args.templates.as_deref(), &args.logs);
    let whole = whole.into_iter().cloned();
    folders.extend(
        whole
            .chain(templates)
            .map(|folder| (folder, RecursiveMode::Recursive)),
    );
    folders
}

/// The folder that a file is in.
fn folder_of(file: &Path) -> PathBuf {
    match file.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder.to_owned(),
        _ => PathBuf::from("."),
    }
}
