//! What LibreOffice makes of the page.

use std::fs;
use std::path::Path;

use super::tools::{call, has_all_pieces, path_of, report};

pub fn libreoffice_prints_the_whole_page(folder: &Path) -> Result<(), String> {
    let page = folder.join("term.html");
    fs::write(&page, report("html")).map_err(|error| error.to_string())?;
    let profile = format!("-env:UserInstallation=file://{}/profile", folder.display());
    let arguments = [
        &profile,
        "--headless",
        "--infilter=HTML (StarWriter)",
        "--convert-to",
        "pdf:writer_pdf_Export",
        "--outdir",
        path_of(folder),
        path_of(&page),
    ];
    call("soffice", &arguments, "")?;
    let text = call(
        "pdftotext",
        &["-layout", path_of(&folder.join("term.pdf")), "-"],
        "",
    )?;
    has_all_pieces(&text)
}
