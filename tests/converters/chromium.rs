//! What a browser prints of the page, and what it does with one that is watched.

use std::fs;

use summarize::render;

use super::pages::{self, Paper};
use super::pdf;
use super::place::Place;
use super::tools::{chromium, print};

pub fn chromium_prints_a4_with_nothing_cut(place: &Place) -> Result<(), String> {
    let paper = Paper {
        has_page_number: true,
        may_lose_marks: false,
    };
    for document in place.documents()? {
        let pdf = place.folder().join(format!("{}.pdf", document.name));
        print(&document.html, &pdf, place.folder())?;
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

/// A page says how it was loaded. Where the stamp is another when it looks at itself from a frame,
/// it has been loaded anew; where it is the same, it has not.
pub fn chromium_loads_a_watched_page_anew_when_it_has_changed(place: &Place) -> Result<(), String> {
    let folder = place.new_folder("watched")?;
    const PAGE: &str = "<!DOCTYPE html><html><body><p></p><script>\
        document.querySelector('p').textContent = performance.getEntriesByType('navigation')[0].type;\
        </script></body></html>";
    // Once: a page that goes on and on is never shown.
    const CHANGED: &str =
        "\" + (parent === window && document.querySelector('p').textContent === 'navigate') + \"";
    for (stamp, expected) in [("0123", "<p>navigate</p>"), (CHANGED, "<p>reload</p>")] {
        let file = folder.join("总结 1#.html");
        fs::write(&file, render::live(PAGE, stamp)).map_err(|error| error.to_string())?;
        let address = format!("file://{}/总结 1%23.html", folder.display());
        let arguments = ["--virtual-time-budget=3500", "--dump-dom", &address];
        let shown = chromium(&folder, &arguments)?;
        if !shown.contains(expected) {
            return Err(format!("{expected} is not in what it shows:\n{shown}"));
        }
    }
    Ok(())
}
