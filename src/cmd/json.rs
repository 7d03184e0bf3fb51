//! All that templates can see as JSON, and a log read back from it.

use std::collections::HashMap;
use std::path::Path;
use std::sync::Arc;

use anyhow::{Result, bail};
use serde_json::{Value as Json, json};

use super::account::why;
use crate::diagnostic::Diagnostics;
use crate::log::{self, Log, Reader};
use crate::tally::{Reason, Tally, Verdict};
use crate::text::count::Count;
use crate::wording::{Templates, Words, catalogue};

/// What a JSON of another shape than this program writes would be.
const VERSION: u32 = 1;

/// All that templates can see: the log, and what is counted from it.
pub(super) fn whole(tally: &Arc<Tally>, words: &Arc<Words>) -> Json {
    let uncounted: HashMap<usize, Reason> = tally
        .uncounted()
        .iter()
        .map(|(id, reason)| (*id as usize, *reason))
        .collect();
    let log = log::to_json(&tally.log, |id, record| match uncounted.get(&id) {
        Some(reason) => json!(why(*reason)),
        None => json!(record.table.is_counted()),
    });
    json!({
        "version": VERSION,
        "log": log,
        "context": context(tally, words),
    })
}

/// What is counted from the log.
fn context(tally: &Arc<Tally>, words: &Arc<Words>) -> Json {
    let figures: Vec<Json> = catalogue(tally, words)
        .iter()
        .flat_map(|chapter| &chapter.entries)
        .map(|entry| {
            json!({
                "name": entry.name,
                "text": entry.count.with_unit(&entry.unit),
                "n": log::number(entry.count.said()),
                "is_exact": entry.count.approx.is_none(),
                "unit": entry.unit,
                "about": entry.about,
            })
        })
        .collect();
    let targets: Vec<Json> = tally
        .outcomes()
        .iter()
        .map(|outcome| {
            let (verdict, missed, exceeded, done) = match outcome.verdict {
                Verdict::Each { missed, exceeded } => ("each", missed, exceeded, Count::ZERO),
                Verdict::Together(done) => ("together", 0, 0, done),
                Verdict::NotAll => ("not-all", 0, 0, Count::ZERO),
                Verdict::Unknown(_) => ("unknown", 0, 0, Count::ZERO),
            };
            json!({
                "line": tally.record(outcome.target).span.line,
                "unit": outcome.unit,
                "verdict": verdict,
                "base": outcome.base,
                "missed": missed,
                "exceeded": exceeded,
                "done": log::number(done),
            })
        })
        .collect();
    json!({
        "staff": {
            "size": tally.staff.size().to_string(),
            "groups": tally.staff.groups().iter().map(|group| &**group).collect::<Vec<_>>(),
        },
        "term": {
            "name": tally.term.name.as_deref(),
            "span": tally.term.span.name,
            "weeks": tally.term.weeks(),
        },
        "targets": targets,
        "figures": figures,
        "words": words.table(),
    })
}

/// The log in the JSON that `summarize figures --json` has written to `path`.
///
/// # Errors
/// A file that cannot be read, or is no such JSON.
pub(super) fn read_json(path: &Path) -> Result<(Log, Diagnostics, Json)> {
    let text = super::input::text(path)?;
    // What the parser says of it is of no help here.
    let Ok(json) = serde_json::from_str::<Json>(&text) else {
        bail!(
            "{} 不是 summarize figures --json 写出的数据；请重新写出一份",
            path.display()
        );
    };
    if json["version"] != json!(VERSION) {
        bail!(
            "{} 不是这个版本的 summarize figures --json 写出的数据；请重新写出一份",
            path.display()
        );
    }
    let mut reader = Reader::default();
    if let Err(message) = log::from_json(&json["log"], &mut reader) {
        bail!("{}：{message}；请重新写出一份", path.display());
    }
    let (log, diagnostics) = reader.finish();
    Ok((log, diagnostics, json))
}

/// Whether the figures in `json` are those of its log: a figure that was changed by hand does not
/// go into a report.
///
/// # Errors
/// The first figure that is not.
pub(super) fn check_json(
    json: &Json,
    tally: &Arc<Tally>,
    templates: &Templates,
    path: &Path,
) -> Result<()> {
    let mut wrong = Diagnostics::default();
    let words = Arc::new(Words::new(templates, &tally.log.words, &mut wrong));
    let fresh = context(tally, &words);
    for part in ["staff", "term", "targets"] {
        if json["context"][part] != fresh[part] {
            bail!(
                "{} 里 context.{part} 的内容与记录算出来的不一样；数字只能从记录里算，请改 log 里的记录，或重新写出一份",
                path.display()
            );
        }
    }
    let empty = Vec::new();
    let stated = json["context"]["figures"].as_array().unwrap_or(&empty);
    let counted = fresh["figures"].as_array().unwrap_or(&empty);
    let differs = stated
        .iter()
        .zip(counted)
        .find(|(stated, counted)| stated != counted);
    if let Some((_, counted)) = differs {
        bail!(
            "{} 里“{}”的内容与记录算出来的不一样，应当是{}；数字只能从记录里算，请改 log 里的记录，或重新写出一份",
            path.display(),
            counted["name"].as_str().unwrap_or_default(),
            counted["text"].as_str().unwrap_or_default()
        );
    }
    if stated.len() != counted.len() {
        bail!(
            "{} 里 context.figures 有{}项，从记录里算出来是{}项；请重新写出一份",
            path.display(),
            stated.len(),
            counted.len()
        );
    }
    Ok(())
}
