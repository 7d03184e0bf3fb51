//! What holds for every log: the order of records changes no count, a figure is the sum of its
//! parts, plain values come out as they went in, nothing makes the program panic.

mod common;

use std::fs;
use std::sync::Arc;

use comrak::nodes::NodeValue;
use comrak::{Arena, Options, parse_document};
use proptest::prelude::*;
use summarize::format::{Key, RECORDS};
use summarize::log::{Log, Reader};
use summarize::tally::{Aspect, Selection, Tally};
use summarize::text::count::{Approx, Count};
use summarize::text::damage::is_destroyed;
use summarize::text::markdown::escape;
use summarize::{render, report};

use common::root;

fn read(text: &str) -> (Log, usize) {
    let mut reader = Reader::default();
    reader
        .read("log.toml", text.as_bytes())
        .expect("text of modest size");
    let (log, diagnostics) = reader.finish();
    (log, diagnostics.errors())
}

/// The axes a figure can be broken down by.
const AXES: &[Key] = &[
    Key::Kind,
    Key::Level,
    Key::Grade,
    Key::Group,
    Key::Subject,
    Key::Date,
    Key::Recipient,
    Key::Outcome,
    Key::Status,
];

/// Every figure of a log with its name, sorted.
fn figures(tally: &Arc<Tally>) -> Vec<(String, Count)> {
    let mut all = Vec::new();
    for table in RECORDS.iter().filter(|table| table.is_counted()) {
        let whole = tally.all(table);
        for (name, aspect) in [
            ("itself", Aspect::Records),
            ("person-times", Aspect::PersonTimes),
            ("guests", Aspect::Guests(None)),
            ("cost", Aspect::Sum(Key::Cost)),
        ] {
            let selection = whole.aspect(aspect);
            all.push((format!("{} {name}", table.key), selection.count()));
            for axis in AXES {
                all.extend(selection.by(*axis).into_iter().map(|(label, part)| {
                    (
                        format!("{} {name} {} {}", table.key, axis.name(), label.name),
                        part.count(),
                    )
                }));
            }
        }
    }
    all.sort();
    all
}

/// The tables of the large example: what comes before the records, and the records.
fn example() -> (String, Vec<String>) {
    let text = fs::read_to_string(root().join("examples/term.toml")).expect("the example");
    let mut pieces = text.split("\n[[").map(str::to_owned);
    let head = pieces.next().expect("the head");
    (head, pieces.map(|piece| format!("\n[[{piece}")).collect())
}

fn awards(tally: &Arc<Tally>) -> Selection {
    let table = summarize::format::table("award").expect("awards are a kind of record");
    tally.all(table)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn the_order_of_records_changes_no_count(shuffled in Just(example().1).prop_shuffle()) {
        let (head, records) = example();
        let (log, errors) = read(&(head.clone() + &records.concat()));
        prop_assert_eq!(errors, 0);
        let (other, _) = read(&(head + &shuffled.concat()));
        let (tally, other) = (Tally::new(log), Tally::new(other));
        prop_assert_eq!(figures(&tally), figures(&other));
        prop_assert_eq!(tally.counted().len(), other.counted().len());
        let missed = |tally: &Arc<Tally>| {
            let mut missed: Vec<_> = tally.outcomes().iter().map(|o| (o.base, format!("{:?}", o.verdict))).collect();
            missed.sort_unstable();
            missed
        };
        prop_assert_eq!(missed(&tally), missed(&other));
    }
}

/// A count as a log may give it.
fn count() -> impl Strategy<Value = Count> {
    let approx = prop_oneof![
        Just(None),
        Just(Some(Approx::Odd)),
        Just(Some(Approx::More)),
        Just(Some(Approx::Nearly)),
        Just(Some(Approx::About)),
        Just(Some(Approx::Around)),
        Just(Some(Approx::Reaching)),
        Just(Some(Approx::Few)),
        Just(Some(Approx::Over)),
        Just(Some(Approx::Under)),
    ];
    let hundredths = prop::option::of(0..100_u8);
    // Nothing is not hedged.
    let counts = (0..500_u64, hundredths, approx).prop_map(|(n, hundredths, approx)| Count {
        approx: approx.filter(|mark| n > 0 || *mark == Approx::Few),
        hundredths,
        ..Count::exact(n)
    });
    counts.prop_filter("a sum of nothing", |count| {
        !count.is_zero() || count.hundredths.is_none()
    })
}

/// A record of a few kinds with some of their keys.
fn record() -> impl Strategy<Value = String> {
    let level = prop::option::of(prop::sample::select(vec![
        "国家级",
        "省级",
        "市级",
        "区级",
        "县级",
        "校级",
    ]));
    let kind = prop::option::of(prop::sample::select(vec![
        "公开",
        "推门",
        "集体备课",
        "汇报课",
    ]));
    let grade = prop::option::of(prop::sample::select(vec!["一等奖", "二等奖", "三等奖"]));
    let names = prop::option::of(1..20_u32);
    (0..5_usize, level, kind, grade, names, 1..40_u32).prop_map(
        |(table, level, kind, grade, names, n)| {
            let table = ["session", "lesson", "observation", "award", "paper"][table];
            let mut text = format!("[[{table}]]\n");
            let mut line = |key: &str, value: Option<String>| {
                if let Some(value) = value {
                    text.push_str(&format!("{key} = {value}\n"));
                }
            };
            let quoted = |word: Option<&str>| word.map(|word| format!("\"{word}\""));
            line("level", quoted(level));
            if matches!(table, "session" | "lesson" | "observation") {
                line("kind", quoted(kind));
                line("count", Some(n.to_string()));
            }
            if table == "award" {
                line("recipient", Some("\"pupil\"".to_owned()));
                line("contest", Some("\"朗诵比赛\"".to_owned()));
                line("names", Some(names.unwrap_or(1).to_string()));
            }
            if matches!(table, "award" | "paper") {
                line("grade", quoted(grade));
            }
            text
        },
    )
}

proptest! {
    #[test]
    fn a_figure_is_the_sum_of_its_parts(records in prop::collection::vec(record(), 0..60)) {
        let (log, errors) = read(&records.concat());
        prop_assert_eq!(errors, 0);
        prop_assert_eq!(log.records.len(), records.len());
        let tally = Tally::new(log);
        for table in RECORDS.iter().filter(|table| table.is_counted()) {
            let whole = tally.all(table);
            for axis in [Key::Kind, Key::Level, Key::Grade] {
                let parts: Count = whole.by(axis).iter().map(|(_, part)| part.count()).sum();
                let rest = whole.filter(|record| record.get(axis).is_none()).count();
                prop_assert_eq!(parts + rest, whole.count());
            }
        }
        let lines = awards(&tally).prize_lines();
        let told: Count = lines.iter().flat_map(|line| &line.prizes).map(|prize| prize.winners.count).sum();
        prop_assert_eq!(told, awards(&tally).count());
    }

    #[test]
    fn adding_does_not_depend_on_order(a in count(), b in count(), c in count()) {
        prop_assert_eq!(a + b, b + a);
        prop_assert_eq!((a + b) + c, a + (b + c));
        // What is 达30 is 30, beside another.
        let is_hedged = |part: &Count| part.approx.is_some_and(|mark| mark != Approx::Reaching);
        let sum = a + b + c;
        let is_said = is_hedged(&sum);
        prop_assert_eq!(is_said, [a, b, c].iter().any(is_hedged));
    }

    #[test]
    fn plain_values_come_out_as_they_went_in(text in "[ -~“”《》一-龥]{0,24}") {
        let shown = visible(&escape(&text), true);
        prop_assert_eq!(squeezed(&shown), squeezed(&text));
        // The same in the middle of a sentence, in a heading and in a table.
        let shown = visible(&format!("前{}后", escape(&text)), false);
        prop_assert_eq!(squeezed(&shown), squeezed(&format!("前{text}后")));
        let shown = visible(&format!("# {}", escape(&text)), false);
        prop_assert_eq!(squeezed(&shown), squeezed(&text));
        let cell = format!("| 甲 |\n|---|\n| {} |", escape(&text));
        prop_assert_eq!(squeezed(&visible(&cell, false)), squeezed(&format!("甲{text}")));
    }

    #[test]
    fn values_of_a_log_come_out_as_they_went_in(text in "[!-~一-龥][ -~一-龥]{0,20}") {
        let value = text.replace('\\', "\\\\").replace('"', "\\\"");
        // Question marks alone, in a file without Chinese, are Chinese that has been lost.
        let log = format!("# 获奖\n[[award]]\nrecipient = \"class\"\nclass = \"{value}\"\ncontest = \"市{value}赛\"\nlevel = \"市级\"\ngrade = \"一等奖\"\n");
        let (log, errors) = read(&log);
        // A text of nothing but question marks is refused.
        prop_assert_eq!(errors, usize::from(is_destroyed(&text)));
        if errors > 0 {
            return Ok(());
        }
        let report = report::compose(&Tally::new(log), &Arc::default(), &report::Request::default()).expect("a report");
        let shown = visible(&render::markdown(&report, "."), false);
        let told = format!("{}获市{text}赛一等奖。", text.trim());
        prop_assert!(squeezed(&shown).contains(&squeezed(&told)), "{told} is not in {shown}");
    }

    #[test]
    fn no_text_makes_it_panic(text in "\\PC{0,200}") {
        let _ = read(&text);
    }

    #[test]
    fn no_bytes_make_it_panic(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        let mut reader = Reader::default();
        let _ = reader.read("log.toml", &bytes[..]);
    }

    #[test]
    fn no_damage_to_a_log_makes_it_panic(at in 0..180_000_usize, with in "[\\[\\]\"'{}=#,\n“”【】0-9]{0,4}") {
        let text = fs::read_to_string(root().join("examples/group.toml")).expect("the example");
        let at = text.floor_char_boundary(at % text.len());
        let damaged = format!("{}{with}{}", &text[..at], &text[at..]);
        let (log, errors) = read(&damaged);
        if errors == 0 {
            let (templates, request) = (Arc::default(), report::Request::default());
            match report::compose(&Tally::new(log), &templates, &request) {
                Ok(report) => prop_assert!(!has_void(&render::markdown(&report, "."))),
                // What was inserted may have opened an expression.
                Err(report::ReportError::Wrong(wrong)) => prop_assert!(!wrong.is_empty()),
                Err(other) => prop_assert!(false, "{other}"),
            }
        }
    }
}

/// Whether a mark for something that is not there has come through.
fn has_void(text: &str) -> bool {
    text.contains('\u{FDD0}')
}

/// The text a reader of `markdown` sees; with `first`, of its only paragraph.
fn visible(markdown: &str, first: bool) -> String {
    let arena = Arena::new();
    let mut options = Options::default();
    options.extension.table = true;
    options.extension.strikethrough = true;
    options.extension.autolink = true;
    let root = parse_document(&arena, markdown, &options);
    if first {
        let kinds: Vec<bool> = root
            .children()
            .map(|node| matches!(node.data().value, NodeValue::Paragraph))
            .collect();
        assert!(
            kinds.iter().all(|is_paragraph| *is_paragraph),
            "{markdown:?} is no paragraph"
        );
    }
    let mut text = String::new();
    for node in root.descendants() {
        match &node.data().value {
            NodeValue::Text(part) => text.push_str(part),
            NodeValue::SoftBreak | NodeValue::LineBreak => text.push(' '),
            NodeValue::Document | NodeValue::Paragraph | NodeValue::Heading(_) => {}
            NodeValue::Table(_) | NodeValue::TableRow(_) | NodeValue::TableCell => {}
            other => panic!("{markdown:?} has markup: {other:?}"),
        }
    }
    text
}

/// A text without spaces, which Markdown and HTML fold.
fn squeezed(text: &str) -> String {
    text.split_whitespace().collect()
}
