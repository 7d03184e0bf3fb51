//! The commands of the page of help about converting.

use std::fs;

use super::common::root;
use super::place::Place;

/// The page.
fn page() -> Result<String, String> {
    let path = root().join("templates/help/convert.txt");
    fs::read_to_string(path).map_err(|error| error.to_string())
}

/// The groups of commands, each with the line before it, which says what they are for.
fn groups(page: &str) -> Vec<(&str, Vec<&str>)> {
    let is_command = |line: &str| {
        ["summarize ", "pandoc ", "soffice ", "\"C:\\", "& \"C:\\"]
            .iter()
            .any(|start| line.starts_with(start))
    };
    let mut about = "";
    let mut groups = Vec::new();
    for block in page.split("\n\n") {
        let lines: Vec<&str> = block.lines().map(str::trim).collect();
        match lines.iter().all(|line| is_command(line)) {
            true => groups.push((about, lines)),
            false => about = lines.last().copied().unwrap_or(""),
        }
    }
    groups
}

/// Whether a group is for Windows.
fn is_for_windows(about: &str) -> bool {
    about.starts_with("Windows")
}

/// The commands carried out one after the other, each group of them in a folder of its own; what
/// each says it writes is there. Those with paths of Windows are left to their twins.
pub fn every_command_of_the_help_page_works(place: &Place) -> Result<(), String> {
    let page = page()?;
    let mut ran = 0;
    for (nth, (_, commands)) in groups(&page).into_iter().enumerate() {
        if commands.iter().any(|command| command.contains(r"C:\")) {
            continue;
        }
        let own = place.new_folder(&format!("help {nth}"))?;
        fs::copy(root().join("examples/term.toml"), own.join("term.toml"))
            .map_err(|error| error.to_string())?;
        // What an earlier group has written is used by the next.
        let script = format!(
            "set -e; cd '{}'; export HOME='{}'; summarize reference-docx -o 公文.docx\n{}",
            own.display(),
            place.folder().display(),
            commands.join("\n")
        );
        place.call("sh", &["-c", &script], "")?;
        for command in &commands {
            for file in written(command) {
                let is_there = fs::metadata(own.join(&file)).is_ok_and(|file| file.len() > 0);
                if !is_there {
                    return Err(format!("{command}\ndid not write {file}"));
                }
            }
            ran += 1;
        }
    }
    match ran {
        10.. => Ok(()),
        _ => Err(format!("only {ran} commands were found")),
    }
}

/// The files that a command writes.
fn written(command: &str) -> Vec<String> {
    let words: Vec<&str> = command.split_whitespace().collect();
    let mut files = Vec::new();
    for pair in words.windows(2) {
        match pair[0] {
            "-o" => files.push(pair[1].to_owned()),
            "--convert-to" => {
                let ending = pair[1]
                    .trim_start_matches('"')
                    .split(':')
                    .next()
                    .unwrap_or("");
                let source = words.last().and_then(|file| file.rsplit_once('.'));
                files.extend(source.map(|(stem, _)| format!("{stem}.{ending}")));
            }
            _ => {}
        }
    }
    files
}

/// Each command for Windows has the options of its twin for Linux; a pipe is two commands there,
/// with a file between them.
pub fn commands_for_windows_are_those_for_linux(_: &Place) -> Result<(), String> {
    let page = page()?;
    let groups = groups(&page);
    let mut pairs = 0;
    for pair in groups.windows(2) {
        let ((_, linux), (about, windows)) = (&pair[0], &pair[1]);
        if !is_for_windows(about) {
            continue;
        }
        // Several shells of Windows may follow one group for Linux.
        let linux: Vec<String> = match is_for_windows(pair[0].0) {
            true => linux.iter().flat_map(|line| plain(line)).collect(),
            false => linux
                .iter()
                .flat_map(|line| plain(&without_pipe(line)))
                .collect(),
        };
        let windows: Vec<String> = windows.iter().flat_map(|line| plain(line)).collect();
        if linux != windows {
            return Err(format!("Linux   {linux:?}\nWindows {windows:?}"));
        }
        if about.contains("PowerShell") && windows.iter().any(|word| word == "|" || word == ">") {
            return Err(format!(
                "PowerShell damages Chinese text in a pipe: {windows:?}"
            ));
        }
        pairs += 1;
    }
    match pairs {
        3 => Ok(()),
        _ => Err(format!("{pairs} groups for Windows were compared, not 3")),
    }
}

/// A pipe as two commands that hand over a file.
fn without_pipe(line: &str) -> String {
    match line.split_once(" | ") {
        None => line.to_owned(),
        Some((first, second)) => format!("{first} -o 工作总结.md\n{second} 工作总结.md"),
    }
}

/// The words of a command without quotes; the program by its name alone.
fn plain(line: &str) -> Vec<String> {
    let soffice = r#""C:\Program Files\LibreOffice\program\soffice.com""#;
    let line = line
        .replace(&format!("& {soffice}"), "soffice")
        .replace(soffice, "soffice");
    line.replace('"', "")
        .split_whitespace()
        .map(str::to_owned)
        .collect()
}
