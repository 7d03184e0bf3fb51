//! The commands of the page of help about converting.

use std::fs;
use std::path::Path;
use std::process::Command;

use super::common::root;

/// The commands for Linux on the page of help, carried out one after the other, each group of
/// them in a folder of its own; what each says it writes is there.
pub fn every_command_of_the_help_page_works(folder: &Path) -> Result<(), String> {
    let page = fs::read_to_string(root().join("templates/help/convert.txt"))
        .map_err(|error| error.to_string())?;
    let bin = Path::new(env!("CARGO_BIN_EXE_summarize"))
        .parent()
        .ok_or("no folder of the program")?;
    let paths = std::env::var("PATH").unwrap_or_default();
    let mut ran = 0;
    for (nth, block) in page.split("\n\n").enumerate() {
        let is_command = |line: &str| {
            ["summarize ", "pandoc ", "soffice "]
                .iter()
                .any(|program| line.trim_start().starts_with(program))
        };
        if !block.lines().all(is_command) {
            continue;
        }
        let own = folder.join(nth.to_string());
        fs::create_dir(&own).map_err(|error| error.to_string())?;
        fs::copy(root().join("examples/term.toml"), own.join("term.toml"))
            .map_err(|error| error.to_string())?;
        // What an earlier block has written is used by the next.
        let script = format!(
            "set -e; cd '{}'; summarize reference-docx -o 公文.docx\n{block}",
            own.display()
        );
        let done = Command::new("sh")
            .args(["-c", &script])
            .env("PATH", format!("{}:{paths}", bin.display()))
            .env("HOME", folder)
            .output()
            .map_err(|error| error.to_string())?;
        let said = String::from_utf8_lossy(&done.stderr);
        let is_written = fs::read_dir(&own)
            .map_err(|error| error.to_string())?
            .flatten()
            .any(|entry| entry.file_name().to_string_lossy().starts_with("工作总结."));
        if !done.status.success() || (!is_written && block.contains("工作总结")) {
            return Err(format!("{block}\n{said}"));
        }
        if block.contains("--convert-to pdf") && !own.join("工作总结.pdf").is_file() {
            return Err(format!("no PDF:\n{block}\n{said}"));
        }
        ran += block.lines().count();
    }
    if ran < 10 {
        return Err(format!("only {ran} commands were found"));
    }
    Ok(())
}
