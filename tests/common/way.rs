//! The way that files take through the program, without the files: decoded, rewritten, read,
//! checked, made into a report in both formats, written as JSON and read back.

use std::sync::Arc;

use proptest::prelude::*;
use proptest::test_runner::TestCaseResult;
use serde_json::{Value as Json, json};
use summarize::check::{self, World};
use summarize::diagnostic::{Diagnostic, Diagnostics, show};
use summarize::log::{Log, Reader, Span, fixed, from_json, to_json};
use summarize::render;
use summarize::report::{self, ReportError, Request};
use summarize::tally::Tally;
use summarize::text::encoding::decode;
use summarize::wording::{Templates, Words, catalogue, figure, impersonal};

/// Goes the way of the program with the bytes of a log.
pub fn goes_through(bytes: Vec<u8>) -> TestCaseResult {
    let mut raw = Reader::default();
    let _ = raw.read("log.toml", &bytes[..]);
    match decode(bytes) {
        Ok((text, _)) => {
            // As the file that it is rewritten to it is the same text.
            let once = fixed(&text);
            let again = decode(once.clone().into_bytes()).map(|(text, _)| text);
            prop_assert_eq!(again, Ok(once));
            text_goes_through(&text)
        }
        Err(_) => Ok(()),
    }
}

/// The same with the text of a log.
pub fn text_goes_through(text: &str) -> TestCaseResult {
    is_fixed_well(text)?;
    let Some((log, found)) = read(text) else {
        return Ok(());
    };
    let (previous, _) = read(text).unwrap_or_default();
    is_checked(log, found, &previous, |span| {
        let start = usize::try_from(span.start).ok()?;
        text.get(start..start + span.len as usize)
            .map(str::to_owned)
    })
}

/// The log of a text and what is wrong with it; none where it cannot be read to its end.
fn read(text: &str) -> Option<(Log, Diagnostics)> {
    let mut reader = Reader::default();
    reader.read("log.toml", text.as_bytes()).ok()?;
    Some(reader.finish())
}

/// The same with JSON as `summarize figures --json` writes it, or with anything else.
pub fn json_goes_through(text: &str) -> TestCaseResult {
    let Ok(json) = serde_json::from_str::<Json>(text) else {
        return Ok(());
    };
    let mut reader = Reader::default();
    if let Err(message) = from_json(&json["log"], &mut reader) {
        prop_assert!(!message.is_empty());
        return Ok(());
    }
    let (log, found) = reader.finish();
    // The places are those of files that are not there.
    is_checked(log, found, &Log::default(), |_| None)
}

/// What is rewritten stays as it is from then on, and TOML is not rewritten at all.
fn is_fixed_well(text: &str) -> TestCaseResult {
    let once = fixed(text);
    prop_assert_eq!(&fixed(&once), &once, "rewritten twice: {:?}", text);
    if toml::de::DeTable::parse(text).is_ok() {
        // The mark of the encoding is no part of the text.
        let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
        prop_assert_eq!(&once, text, "TOML is rewritten");
    }
    Ok(())
}

/// Looks a log over and, where nothing is wrong with it, makes its report.
fn is_checked(
    log: Log,
    mut found: Diagnostics,
    previous: &Log,
    reread: impl Fn(Span) -> Option<String>,
) -> TestCaseResult {
    check::usual(&log, &mut found, &reread);
    let wrong = report::check(&log, &Templates::default(), &Request::default(), &mut found);
    if found.errors() > 0 || wrong.is_err() {
        return are_shown(&found.into_kept());
    }
    let templates = Templates::default();
    let words = Words::new(&templates, &log.words, &mut Diagnostics::default());
    let words = Arc::new(words);
    let tally = Tally::new(log);
    let world = World {
        previous: Some(previous),
        exists: &|_, name| name.len() % 2 == 0,
        figures: &|| impersonal(&tally, &words),
        figure: &|of| figure(&tally, &words, of),
    };
    check::further(&tally, &world, &mut found, &reread);
    are_shown(&found.into_kept())?;
    is_composed(&tally)
}

/// Every finding has something to say, and that can be shown.
fn are_shown(found: &[Diagnostic]) -> TestCaseResult {
    for one in found {
        prop_assert!(!one.message.is_empty());
        let text = show(one, false);
        let has_level = text.starts_with("错误") || text.starts_with("提醒");
        prop_assert!(has_level, "{}", text);
    }
    Ok(())
}

/// There is a report, the same from JSON, or what is wrong.
fn is_composed(tally: &Arc<Tally>) -> TestCaseResult {
    let templates = Arc::default();
    let Some(markdown) = composed(tally, &templates)? else {
        return Ok(());
    };
    let words = Words::new(&templates, &tally.log.words, &mut Diagnostics::default());
    catalogue(tally, &Arc::new(words));
    let json = to_json(&tally.log, |_, _| json!(true)).to_string();
    let json: Json = serde_json::from_str(&json).expect("JSON");
    let mut reader = Reader::default();
    prop_assert_eq!(from_json(&json, &mut reader), Ok(()));
    let (log, found) = reader.finish();
    prop_assert_eq!(found.errors(), 0, "wrong in JSON: {:?}", found.into_kept());
    let again = composed(&Tally::new(log), &templates)?;
    prop_assert_eq!(again, Some(markdown), "another report from JSON");
    Ok(())
}

/// The report as Markdown; none where something is wrong, which is said. Its page has been made
/// as well.
fn composed(
    tally: &Arc<Tally>,
    templates: &Arc<Templates>,
) -> Result<Option<String>, TestCaseError> {
    // With charts, also beside those of a term before.
    let request = Request {
        charts: true,
        last: Some(tally),
        ..Request::default()
    };
    match report::compose(tally, templates, &request) {
        Ok(report) => {
            let markdown = render::markdown(&report, ".");
            prop_assert!(!markdown.contains('\u{FDD0}'), "{}", markdown);
            match render::html(&report, templates, None) {
                Ok(page) => prop_assert!(!page.is_empty() || templates.own().next().is_some()),
                Err(wrong) => {
                    prop_assert!(templates.own().next().is_some(), "{}", wrong);
                    are_shown(&[wrong])?;
                }
            }
            are_shown(&report.warnings)?;
            Ok(Some(markdown))
        }
        Err(ReportError::Wrong(wrong)) => {
            prop_assert!(!wrong.is_empty());
            are_shown(&wrong)?;
            Ok(None)
        }
        // A pattern, a teacher or an event that there is not.
        Err(other) => {
            prop_assert!(!other.to_string().is_empty());
            Ok(None)
        }
    }
}

/// Makes a report of `log` with a user's own templates, and does all else that is done with them.
pub fn templates_go_through(templates: Templates, log: &str) -> TestCaseResult {
    let templates = Arc::new(templates);
    for done in [
        report::patterns(&templates).map(|_| ()),
        report::files_of(&templates, "summary").map(|_| ()),
    ] {
        if let Err(ReportError::Wrong(wrong)) = done {
            prop_assert!(!wrong.is_empty());
            are_shown(&wrong)?;
        }
    }
    let Some((log, _)) = read(log) else {
        return Ok(());
    };
    composed(&Tally::new(log), &templates).map(|_| ())
}
