//! The memory that a log takes is bounded by a multiple of its length, whatever stands in it.

mod common;

use std::fmt::Write;
use std::sync::Arc;

use common::{none_wrong, root};
use peak_alloc::PeakAlloc;
use serde_json::{Value as Json, json};
use summarize::check::{self, World};
use summarize::diagnostic::{Diagnostics, show};
use summarize::log::{Log, Reader, fixed, from_json, to_json};
use summarize::render;
use summarize::report::{self, Request};
use summarize::tally::Tally;
use summarize::text::encoding::decode;
use summarize::wording::{Templates, Words, figure, impersonal};

#[global_allocator]
static MEMORY: PeakAlloc = PeakAlloc;

/// How many bytes are allocated at most for each byte of a log, as the README states.
const TIMES: usize = 1000;

/// How many are allocated whatever the log is: what expressions do before it is too much, and what
/// they print, as Markdown.
const ALWAYS: usize = 192 << 20;

/// The same for an ordinary log.
const ORDINARY: usize = 64;

/// The most that is allocated at once while `work` is done, beyond what is when it begins.
fn peak(work: impl FnOnce()) -> usize {
    let before = MEMORY.current_usage();
    MEMORY.reset_peak_usage();
    work();
    MEMORY.peak_usage().saturating_sub(before)
}

/// All that is done with a log: rewritten, read, checked, made into a report and into JSON.
fn all_is_done(bytes: &[u8]) {
    let Ok((text, _)) = decode(bytes.to_vec()) else {
        return;
    };
    drop(fixed(&text));
    let mut reader = Reader::default();
    if reader.read("log.toml", text.as_bytes()).is_err() {
        return;
    }
    let (log, found) = reader.finish();
    is_reported(log, found);
}

/// The same with JSON.
fn all_is_done_with_json(text: &[u8]) {
    let Ok(json) = serde_json::from_slice::<Json>(text) else {
        return;
    };
    let mut reader = Reader::default();
    if from_json(&json["log"], &mut reader).is_ok() {
        let (log, found) = reader.finish();
        is_reported(log, found);
    }
}

fn is_reported(log: Log, mut found: Diagnostics) {
    check::usual(&log, &mut found, |_| None);
    let templates = Arc::new(Templates::default());
    let request = Request::default();
    let is_made = report::check(&log, &templates, &request, &mut found).is_ok();
    let shown = found.sorted().0;
    shown.into_iter().for_each(|one| drop(show(one, false)));
    if found.errors() > 0 || !is_made {
        return;
    }
    let words = Arc::new(Words::new(
        &templates,
        &log.words,
        &mut Diagnostics::default(),
    ));
    let tally = Tally::new(log);
    let world = World {
        previous: Some(&tally.log),
        exists: &|_, _| true,
        figures: &|| impersonal(&tally, &words),
        figure: &|of| figure(&tally, &words, of),
    };
    check::further(&tally, &world, &mut found, |_| None);
    drop(to_json(&tally.log, |_, _| json!(true)).to_string());
    let with_charts = Request {
        charts: true,
        last: Some(&tally),
        ..request
    };
    if let Ok(report) = report::compose(&tally, &templates, &with_charts) {
        drop(render::markdown(&report, "."));
        drop(render::html(&report, &templates, None));
    }
}

/// The same record again and again, with a number in it where there is an `@`.
fn many(times: usize, record: &str) -> String {
    (0..times).fold(String::new(), |mut all, nth| {
        // Writing to a string does not fail.
        let _ = write!(all, "{}", record.replace('@', &nth.to_string()));
        all
    })
}

/// A log with this prose.
fn prose(text: &str) -> String {
    let text = serde_json::to_string(text).expect("a text");
    format!("[[session]]\nkind = \"集体备课\"\n[prose]\nlead = {text}\n")
}

/// Logs that are large, wrong or hostile, each with a name.
fn logs() -> Vec<(&'static str, String)> {
    let list = |open: &str, item: &str, times| {
        format!("[[session]]\npartners = {open}{}]\n", item.repeat(times))
    };
    let tell = |item: &str| {
        format!(
            "[[section]]\ntitle = \"一\"\ntell = [{}]\n",
            item.repeat(9000)
        )
    };
    let inline: String = many(9000, "w@ = \"一\", ");
    let groups = "[[session]]\nkind = \"备课@\"\ngroup = \"@组\"\n";
    let each = "[[section]]\ntitle = \"{{ 组 }}\"\neach = \"教研组\"\ntell = [\"其余\"]\n";
    vec![
        (
            "records",
            many(
                2000,
                "[[session]]\ndate = 2025-09-11\nkind = \"备课@\"\ntopic = \"题目@\"\n",
            ),
        ),
        (
            "people",
            many(
                2000,
                "[[lesson]]\nkind = \"公开\"\nteacher = \"周岚@\"\ntitle = \"课@\"\n",
            ),
        ),
        ("one-string", prose(&"长".repeat(100_000))),
        (
            "one-line",
            format!("[[session]]\ntopic = \"{}\"\n", "长".repeat(100_000)),
        ),
        ("brackets", list("", "[", 100_000)),
        ("full-width-brackets", list("", "［", 50_000)),
        (
            "braces",
            format!("[[session]]\nguests = {}\n", "{a=".repeat(50_000)),
        ),
        (
            "dots",
            format!("[[session]]\n{}a = 1\n", "a.".repeat(50_000)),
        ),
        ("slips", many(5000, "[[session]]\nkind ＝ “备课”\n")),
        ("slips-of-one-record", list("［", "“实验小学”，", 9000)),
        (
            "braces-without-signs",
            format!("[[session]]\nguests = {{ {}", "家长, ".repeat(9000)),
        ),
        ("errors", many(5000, "[[session]]\ncount = -1\nwhat = 1\n")),
        (
            "errors-of-one-line",
            format!("[[session]]\nguests = [{}]\n", "{},".repeat(20_000)),
        ),
        ("heads", many(3000, "[school]\nname = \"学校@\"\n")),
        (
            "huge-count",
            "[[session]]\nkind = \"备课\"\ncount = 18446744073709551615\n".to_owned(),
        ),
        (
            "sections",
            many(
                2000,
                "[[section]]\ntitle = \"一\"\ntell = [\"其余\"]\nprose = \"好\"\n",
            ),
        ),
        ("sections-of-groups", many(300, groups) + each),
        ("told-in-one-line", tell("\"听课\", ")),
        ("told-wrong-in-one-line", tell("\"好\", ")),
        (
            "words-of-one-line",
            format!("words = {{ a = {{ {inline} }} }}\n"),
        ),
        ("loop", prose("{% for i in range(90000) %}听课{% endfor %}")),
        (
            "loops",
            prose(
                "{% for i in range(90000) %}{% for j in range(90000) %}听{% endfor %}{% endfor %}",
            ),
        ),
        (
            "loops-printed",
            prose(&format!(
                "{{% for i in range(130) %}}{}{{% endfor %}}",
                "*_".repeat(900)
            )),
        ),
        (
            "loops-in-sections",
            many(
                60,
                &format!(
                    "[[section]]\ntitle = \"一\"\nprose = \"{{% for i in range(90) %}}{}{{% endfor %}}\"\n",
                    "*_".repeat(900)
                ),
            ),
        ),
        (
            "loops-beside-much",
            format!(
                "[[section]]\nprose = \"{}\"\n[[section]]\nprose = \"{{% for i in range(130) %}}{}{{% endfor %}}\"\n",
                "*_".repeat(50_000),
                "*_".repeat(900)
            ),
        ),
        (
            "joined",
            prose(&format!(
                "{{{{ range(99999)|join('{}') }}}}",
                "长".repeat(600)
            )),
        ),
        (
            "replaced",
            prose(&format!(
                "{{{{ 'aaaaaaaaaa'{} }}}}",
                "|replace('a','aaaaaaaaaa')".repeat(60)
            )),
        ),
        (
            "formatted",
            prose("{{ '%1000000000s'|format(1) }}{{ 'a'|indent(1000000000) }}"),
        ),
        (
            "tildes",
            prose(&format!("{{{{ {}1 }}}}", "'aaaaaaaa'~".repeat(180))),
        ),
        (
            "minuses",
            prose(&format!("{{{{ {}1 }}}}", "-".repeat(1900))),
        ),
        (
            "conditions",
            prose(&format!(
                "{}好{}",
                "{% if 听课 %}".repeat(900),
                "{% endif %}".repeat(900)
            )),
        ),
        (
            "told-in-a-loop",
            prose("{% for i in range(99999) %}{{ 叙述('教研活动') }}{% endfor %}"),
        ),
        ("quotations", prose(&"> ".repeat(50_000))),
        ("lists", prose(&"- ".repeat(50_000))),
        ("links", prose(&"[a](".repeat(20_000))),
        ("square-brackets", prose(&"[".repeat(50_000))),
        ("emphasis", prose(&"*_".repeat(50_000))),
        ("stars", prose(&"*a **b ".repeat(10_000))),
        ("ampersands", prose(&"&".repeat(50_000))),
        (
            "cells",
            prose(&format!("|a|\n|-|\n{}", "|a\n".repeat(20_000))),
        ),
        (
            "columns",
            prose(&format!(
                "{}\n{}\n",
                "|".repeat(20_000),
                "|-".repeat(20_000)
            )),
        ),
        ("comments", prose(&"<!--".repeat(20_000))),
        ("signs-that-do-not-pair", prose(&"“（《".repeat(9000))),
    ]
}

#[test]
fn memory_is_bounded() {
    // What is made once for all is not counted.
    let term = std::fs::read(root().join("examples/term.toml")).expect("an example");
    all_is_done(&term);
    let ordinary = peak(|| all_is_done(&term));
    assert!(
        ordinary < term.len() * ORDINARY,
        "{ordinary} bytes for {}",
        term.len()
    );
    let mut wrong = Vec::new();
    let mut judge = |name: &str, bytes: &[u8], work: fn(&[u8])| {
        let peak = peak(|| work(bytes));
        println!("{name}: {peak} bytes for {}", bytes.len());
        if peak > bytes.len() * TIMES + ALWAYS {
            wrong.push(format!("{name}: {peak} bytes for a log of {}", bytes.len()));
        }
    };
    for (name, log) in logs() {
        judge(name, log.as_bytes(), all_is_done);
    }
    let every: Vec<u8> = (0..=255).collect();
    judge("bytes", &every.repeat(800), all_is_done);
    judge("zeros", &[0; 200_000], all_is_done);
    for (name, json) in jsons() {
        judge(name, json.as_bytes(), all_is_done_with_json);
    }
    none_wrong(&wrong);
}

/// The same in JSON.
fn jsons() -> Vec<(&'static str, String)> {
    let whole = |records: &str, words: &str| {
        format!(
            "{{\"log\":{{\"heads\":[],\"sections\":[],\"changes\":[],\"records\":[{records}],\"words\":[{words}]}}}}"
        )
    };
    let record =
        |values: &str| format!("{{\"table\":\"session\",\"values\":{{\"kind\":{values}}}}}");
    let path = vec!["\"a\""; 20_000].join(",");
    vec![
        ("json-brackets", "[".repeat(200_000)),
        (
            "json-records",
            whole(&vec![record("\"备课\""); 3000].join(","), ""),
        ),
        (
            "json-deep-values",
            whole(
                &record(&format!("{}{}", "[".repeat(100), "]".repeat(100))),
                "",
            ),
        ),
        (
            "json-deep-words",
            whole("", &format!("{{\"path\":[{path}],\"word\":\"好\"}}")),
        ),
        (
            "json-numbers",
            whole(&record(&format!("[{}0]", "0,".repeat(50_000))), ""),
        ),
    ]
}
