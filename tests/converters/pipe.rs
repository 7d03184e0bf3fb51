//! The pipe that the handbook tells of: it makes the document that the program writes itself.

use super::ooxml::{Parts, unpacked};
use super::place::Place;
use super::tools::path_of;

/// The command as help and handbook have it.
const COMMAND: &str =
    "pandoc -f markdown --shift-heading-level-by=-1 --reference-doc=公文.docx -o 工作总结.docx";

/// The part that says when the document was made.
const DATED: &str = "docProps/core.xml";

pub fn documented_pipe_makes_the_same_document(place: &Place) -> Result<(), String> {
    let help = place.summarize(&["help", "convert"])?;
    if !help.contains(&format!("summarize term.toml | {COMMAND}")) {
        return Err(format!("the page of help does not have {COMMAND}"));
    }
    let folder = place.new_folder("pipe")?;
    let styles = folder.join("公文.docx");
    place.summarize(&["reference-docx", "-o", path_of(&styles)])?;
    for document in place.documents()? {
        let quoted: Vec<String> = document
            .arguments
            .iter()
            .map(|one| format!("'{one}'"))
            .collect();
        let asked = quoted.join(" ");
        let script = format!("cd '{}' && summarize {asked} | {COMMAND}", folder.display());
        place.call("sh", &["-c", &script], "")?;
        let piped = unpacked(&folder.join("工作总结.docx"))?;
        document.named(same(&unpacked(&document.docx)?, &piped))?;
    }
    Ok(())
}

/// Compares two documents part by part, but for when they were made.
fn same(written: &Parts, piped: &Parts) -> Result<(), String> {
    let names = |parts: &Parts| parts.keys().cloned().collect::<Vec<_>>();
    if names(written) != names(piped) {
        return Err(format!("{:?}, piped {:?}", names(written), names(piped)));
    }
    let mut parts = written.iter().filter(|(name, _)| *name != DATED);
    match parts.find(|(name, part)| piped.get(*name) != Some(part)) {
        None => Ok(()),
        Some((name, _)) => Err(format!("{name} is not the same by the pipe")),
    }
}
