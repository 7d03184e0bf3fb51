//! Where a test works: its folder, and the converters it finds.

use std::cell::OnceCell;
use std::env;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use super::access;
use super::documents::{self, Document};
use super::tools::run;

/// The variable that says where the pandoc of series 3 is; the file is called `pandoc`.
pub const PANDOC3: &str = "SUMMARIZE_PANDOC3";

/// A folder to work in, and the paths where tools are looked for.
pub struct Place {
    folder: tempfile::TempDir,
    paths: OsString,
    documents: OnceCell<Result<Vec<Document>, String>>,
}

impl Place {
    /// Where the program and the tools of the system are found, those of `before` in their place.
    pub fn new(before: Option<&Path>) -> Place {
        let paths = env::var_os("PATH").unwrap_or_default();
        let program = Path::new(env!("CARGO_BIN_EXE_summarize")).parent();
        let first = before.into_iter().chain(program).map(Path::to_owned);
        let all = first.chain(env::split_paths(&paths));
        Place {
            folder: tempfile::tempdir().expect("a folder"),
            paths: env::join_paths(all).expect("folders without a separator in their names"),
            documents: OnceCell::new(),
        }
    }

    /// The folder, which belongs to all tests of this place.
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// A new folder within it.
    pub fn new_folder(&self, name: &str) -> Result<PathBuf, String> {
        let path = self.folder().join(name);
        std::fs::create_dir(&path).map_err(|error| format!("{name}: {error}"))?;
        Ok(path)
    }

    /// The reports that are converted, made once for all tests of this place.
    pub fn documents(&self) -> Result<&[Document], String> {
        let made = self.documents.get_or_init(|| documents::make(self));
        made.as_deref().map_err(Clone::clone)
    }

    /// A tool, to be started as this place finds it.
    pub fn command(&self, tool: &str) -> Command {
        let mut command = Command::new(tool);
        command.env("PATH", &self.paths);
        command
    }

    /// Runs a tool with `input` on standard input; what it writes is text.
    pub fn call(&self, tool: &str, arguments: &[&str], input: &str) -> Result<String, String> {
        run(self.command(tool).args(arguments), input)
    }

    /// Runs the program.
    pub fn summarize(&self, arguments: &[&str]) -> Result<String, String> {
        self.call("summarize", arguments, "")
    }

    /// Whether a tool is found.
    pub fn has(&self, tool: &str) -> bool {
        if tool == "axe-core" {
            return access::axe_core().is_some();
        }
        let asked = if tool.starts_with("pdf") {
            "-v"
        } else {
            "--version"
        };
        let call = self
            .command(tool)
            .arg(asked)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .status();
        call.is_ok()
    }
}

/// A pandoc that the tests try: how they call it, and the place that finds it.
pub struct Pandoc {
    pub name: String,
    /// Why it cannot be tried, where it cannot.
    pub place: Result<Place, String>,
}

/// The pandoc of the system, and that of series 3.
pub fn pandocs() -> [Pandoc; 2] {
    let newest = match of_series_3() {
        Ok((name, place)) => Pandoc {
            name,
            place: Ok(place),
        },
        Err(why) => Pandoc {
            name: "pandoc 3".to_owned(),
            place: Err(why),
        },
    };
    let system = Place::new(None);
    [
        Pandoc {
            name: version(&system).unwrap_or_else(|_| "pandoc".to_owned()),
            place: Ok(system),
        },
        newest,
    ]
}

/// The pandoc that the variable names, and its place.
fn of_series_3() -> Result<(String, Place), String> {
    let file = env::var_os(PANDOC3).ok_or(format!("{PANDOC3} does not say where it is"))?;
    let file = std::path::absolute(file).map_err(|error| format!("{PANDOC3}: {error}"))?;
    // A `pandoc` that is not there would leave the tests to that of the system.
    let folder = file
        .parent()
        .filter(|_| file.ends_with("pandoc") && file.is_file())
        .ok_or_else(|| format!("{} is no file called pandoc", file.display()))?;
    let place = Place::new(Some(folder));
    let name = version(&place)?;
    match name.starts_with("pandoc 3.") {
        true => Ok((name, place)),
        false => Err(format!("{} is {name}", file.display())),
    }
}

/// What the pandoc of a place calls itself: `pandoc 3.9`.
fn version(place: &Place) -> Result<String, String> {
    let said = place.call("pandoc", &["--version"], "")?;
    Ok(said.lines().next().unwrap_or("pandoc").to_owned())
}
