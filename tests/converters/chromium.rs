//! What a browser prints of the page.

use super::pages::{self, Paper};
use super::pdf;
use super::place::Place;
use super::tools::path_of;

pub fn chromium_prints_a4_with_nothing_cut(place: &Place) -> Result<(), String> {
    let paper = Paper {
        has_page_number: true,
        may_lose_marks: false,
    };
    for document in place.documents()? {
        let pdf = place.folder().join(format!("{}.pdf", document.name));
        let profile = format!("--user-data-dir={}/browser", place.folder().display());
        let target = format!("--print-to-pdf={}", pdf.display());
        let arguments = [
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-background-networking",
            "--no-pdf-header-footer",
            &profile,
            &target,
            path_of(&document.html),
        ];
        place.call("chromium", &arguments, "")?;
        let printed = document.named(pdf::printed(place, &pdf))?;
        document.named(pages::are_whole(
            &paper,
            &document.on_page(),
            &document.names,
            &printed,
        ))?;
    }
    Ok(())
}
