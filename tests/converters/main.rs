//! What the real converters make of the documents: pandoc, LibreOffice, Chromium.
//!
//! Without a converter its tests are skipped and say so; with `SUMMARIZE_CONVERTERS=required`
//! that is a failure. Tests of pandoc run with each there is: that of the system, and the one of
//! series 3 that `SUMMARIZE_PANDOC3` names. Arguments are parts of the names of tests to run.

mod access;
mod blocks;
mod charts;
mod chromium;
#[path = "../common/mod.rs"]
mod common;
mod documents;
#[path = "../common/fields.rs"]
mod fields;
mod help;
mod libreoffice;
mod long;
mod markdown;
mod ooxml;
#[path = "../common/page.rs"]
mod page;
mod pages;
mod paper;
mod pdf;
mod phone;
mod pipe;
mod place;
mod shown;
mod standard;
mod texts;
mod tools;
mod word;
mod writer;

use std::process::ExitCode;

use place::{Pandoc, Place, pandocs};

/// What a test needs, and what it does.
struct Test {
    name: &'static str,
    needs: &'static [&'static str],
    run: fn(&Place) -> Result<(), String>,
}

/// A test by the function that it is.
macro_rules! tests {
    ($($module:ident::$name:ident needs [$($tool:literal),*];)*) => {
        &[$(Test {
            name: stringify!($name),
            needs: &[$($tool),*],
            run: $module::$name,
        },)*]
    };
}

const TESTS: &[Test] = tests! {
    texts::a_lost_figure_or_name_is_named needs [];
    pages::pages_that_lack_a_line_are_refused needs [];
    pages::only_marks_at_ends_of_lines_may_be_lost needs [];
    markdown::pandoc_maps_title_and_headings needs ["pandoc"];
    markdown::pandoc_shows_plain_values_as_typed needs ["pandoc"];
    markdown::pandoc_readers_agree_on_the_report needs ["pandoc"];
    shown::pandoc_shows_plain_fields_as_typed needs ["pandoc"];
    shown::chromium_shows_plain_fields_as_typed needs ["chromium"];
    word::word_document_has_the_whole_text needs ["pandoc"];
    word::word_document_is_laid_out_as_the_standard_says needs ["pandoc"];
    word::changed_word_documents_are_refused needs ["pandoc"];
    word::word_document_prints_whole needs ["pandoc", "soffice", "pdftotext"];
    pipe::documented_pipe_makes_the_same_document needs ["pandoc", "sh"];
    help::every_command_of_the_help_page_works needs ["pandoc", "soffice", "sh"];
    help::commands_for_windows_are_those_for_linux needs [];
    libreoffice::libreoffice_makes_a_word_document_of_the_page needs ["soffice"];
    libreoffice::word_document_of_libreoffice_prints_whole needs ["soffice", "pdftotext"];
    libreoffice::libreoffice_prints_the_whole_page needs ["soffice", "pdftotext"];
    chromium::chromium_prints_a4_with_nothing_cut needs ["chromium", "pdftotext"];
    chromium::chromium_loads_a_watched_page_anew_when_it_has_changed needs ["chromium"];
    access::pages_are_accessible needs ["chromium", "axe-core"];
    access::broken_pages_are_refused needs ["chromium", "axe-core"];
    access::pages_ask_for_nothing needs ["chromium"];
    writer::libreoffice_keeps_the_layout_of_the_page needs ["soffice"];
    paper::chromium_breaks_pages_well needs ["chromium", "pdftotext"];
    paper::chromium_leaves_no_signature_alone needs ["chromium", "pdftotext"];
    phone::a_phone_shows_the_page needs ["chromium"];
    charts::word_document_has_the_pictures needs ["pandoc"];
    charts::pandoc_takes_the_pictures_of_markdown needs ["pandoc", "sh"];
    charts::libreoffice_prints_the_pictures needs ["pandoc", "soffice", "pdftotext", "pdfimages"];
    charts::chromium_prints_the_pictures needs ["chromium", "pdftotext", "pdfimages"];
};

/// How many tests came out how.
#[derive(Default)]
struct Count {
    passed: usize,
    failed: usize,
    skipped: usize,
}

impl Count {
    /// Runs a test where it has what it needs.
    fn run(&mut self, test: &Test, pandoc: &str, place: &Result<Place, String>, required: bool) {
        let name = match pandoc {
            "" => test.name.to_owned(),
            pandoc => format!("{} ({pandoc})", test.name),
        };
        let ready = place.as_ref().map_err(Clone::clone).and_then(|place| {
            let missing = test.needs.iter().copied().filter(|tool| !place.has(tool));
            let missing: Vec<&str> = missing.collect();
            match missing.is_empty() {
                true => Ok(place),
                false => Err(format!("not installed: {}", missing.join(", "))),
            }
        });
        match (ready, required) {
            (Ok(place), _) => self.note(&name, (test.run)(place)),
            (Err(why), true) => self.note(&name, Err(why)),
            (Err(why), false) => {
                println!("test {name} ... skipped, {why}");
                self.skipped += 1;
            }
        }
    }

    fn note(&mut self, name: &str, outcome: Result<(), String>) {
        match outcome {
            Ok(()) => {
                println!("test {name} ... ok");
                self.passed += 1;
            }
            Err(why) => {
                println!("test {name} ... FAILED\n{why}");
                self.failed += 1;
            }
        }
    }
}

fn main() -> ExitCode {
    let required = std::env::var("SUMMARIZE_CONVERTERS").is_ok_and(|value| value == "required");
    let parts: Vec<String> = std::env::args()
        .skip(1)
        .filter(|argument| !argument.starts_with('-'))
        .collect();
    let is_asked =
        |test: &&Test| parts.is_empty() || parts.iter().any(|part| test.name.contains(part));
    let pandocs = pandocs();
    let alone = Ok(Place::new(None));
    let mut count = Count::default();
    for test in TESTS.iter().filter(is_asked) {
        if test.needs.contains(&"pandoc") {
            for Pandoc { name, place } in &pandocs {
                count.run(test, name, place, required);
            }
        } else {
            count.run(test, "", &alone, required);
        }
    }
    let Count {
        passed,
        failed,
        skipped,
    } = count;
    println!("\nconverters: {passed} passed, {failed} failed, {skipped} skipped");
    if failed == 0 {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}
