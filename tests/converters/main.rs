//! What the real converters make of the documents: pandoc, LibreOffice, Chromium.
//!
//! Without a converter its tests are skipped and say so; with `SUMMARIZE_CONVERTERS=required`
//! that is a failure.

mod access;
mod chromium;
#[path = "../common/mod.rs"]
mod common;
#[path = "../common/fields.rs"]
mod fields;
mod help;
mod libreoffice;
mod long;
mod markdown;
#[path = "../common/page.rs"]
mod page;
mod paper;
mod phone;
mod shown;
mod tools;
mod word;
mod writer;

use std::path::Path;
use std::process::ExitCode;

use tools::is_there;

/// What a test needs, and what it does.
struct Test {
    name: &'static str,
    needs: &'static [&'static str],
    run: fn(&Path) -> Result<(), String>,
}

const TESTS: &[Test] = &[
    Test {
        name: "pandoc_maps_title_and_headings",
        needs: &["pandoc"],
        run: markdown::pandoc_maps_title_and_headings,
    },
    Test {
        name: "pandoc_shows_plain_values_as_typed",
        needs: &["pandoc"],
        run: markdown::pandoc_shows_plain_values_as_typed,
    },
    Test {
        name: "pandoc_shows_plain_fields_as_typed",
        needs: &["pandoc"],
        run: shown::pandoc_shows_plain_fields_as_typed,
    },
    Test {
        name: "chromium_shows_plain_fields_as_typed",
        needs: &["chromium"],
        run: shown::chromium_shows_plain_fields_as_typed,
    },
    Test {
        name: "chromium_loads_a_watched_page_anew_when_it_has_changed",
        needs: &["chromium"],
        run: chromium::chromium_loads_a_watched_page_anew_when_it_has_changed,
    },
    Test {
        name: "pandoc_readers_agree_on_the_report",
        needs: &["pandoc"],
        run: markdown::pandoc_readers_agree_on_the_report,
    },
    Test {
        name: "word_document_has_the_whole_text",
        needs: &["pandoc"],
        run: word::word_document_has_the_whole_text,
    },
    Test {
        name: "word_document_is_laid_out_as_the_standard_says",
        needs: &["pandoc"],
        run: word::word_document_is_laid_out_as_the_standard_says,
    },
    Test {
        name: "every_command_of_the_help_page_works",
        needs: &["pandoc", "soffice", "sh"],
        run: help::every_command_of_the_help_page_works,
    },
    Test {
        name: "libreoffice_prints_the_whole_page",
        needs: &["soffice", "pdftotext", "pandoc"],
        run: libreoffice::libreoffice_prints_the_whole_page,
    },
    Test {
        name: "chromium_prints_a4_with_nothing_cut",
        needs: &["chromium", "pdftotext", "pdfinfo", "pandoc"],
        run: chromium::chromium_prints_a4_with_nothing_cut,
    },
    Test {
        name: "pages_are_accessible",
        needs: &["chromium", "axe-core"],
        run: access::pages_are_accessible,
    },
    Test {
        name: "broken_pages_are_refused",
        needs: &["chromium", "axe-core"],
        run: access::broken_pages_are_refused,
    },
    Test {
        name: "pages_ask_for_nothing",
        needs: &["chromium"],
        run: access::pages_ask_for_nothing,
    },
    Test {
        name: "libreoffice_makes_a_word_document_of_the_page",
        needs: &["soffice"],
        run: writer::libreoffice_makes_a_word_document_of_the_page,
    },
    Test {
        name: "chromium_breaks_pages_well",
        needs: &["chromium", "pdftotext"],
        run: paper::chromium_breaks_pages_well,
    },
    Test {
        name: "a_phone_shows_the_page",
        needs: &["chromium"],
        run: phone::a_phone_shows_the_page,
    },
    Test {
        name: "chromium_leaves_no_signature_alone",
        needs: &["chromium", "pdftotext"],
        run: paper::chromium_leaves_no_signature_alone,
    },
];

fn main() -> ExitCode {
    let required = std::env::var("SUMMARIZE_CONVERTERS").is_ok_and(|value| value == "required");
    let (mut passed, mut failed, mut skipped) = (0, 0, 0);
    for test in TESTS {
        let missing: Vec<&str> = test
            .needs
            .iter()
            .copied()
            .filter(|tool| !is_there(tool))
            .collect();
        let outcome = if missing.is_empty() {
            let folder = tempfile::tempdir().expect("a folder");
            (test.run)(folder.path())
        } else if required {
            Err(format!("not installed: {}", missing.join(", ")))
        } else {
            println!(
                "test {} ... skipped, not installed: {}",
                test.name,
                missing.join(", ")
            );
            skipped += 1;
            continue;
        };
        match outcome {
            Ok(()) => {
                println!("test {} ... ok", test.name);
                passed += 1;
            }
            Err(why) => {
                println!("test {} ... FAILED\n{why}", test.name);
                failed += 1;
            }
        }
    }
    println!("\nconverters: {passed} passed, {failed} failed, {skipped} skipped");
    if failed == 0 {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}
