//! Every key of the format, tried alone beside the required ones: it is read, the report is
//! sound, and what it says is told.

use std::sync::Arc;

use summarize::format::{Field, Key, RECORDS, Table, Type};
use summarize::log::Reader;
use summarize::tally::Tally;
use summarize::{render, report};

/// Keys that are for the keeping of the log, or that say how others are to be read.
const NOT_TOLD: &[Key] = &[
    Key::Note,
    Key::Evidence,
    Key::Id,
    Key::Approx,
    Key::Own,
    Key::ByPupils,
    Key::TermName,
    Key::Pending,
];

/// Keys that no sentence uses yet, or that say nothing without another key beside them (an
/// author without a title, a mentor without an apprentice).
const NOT_TOLD_ALONE: &[(&str, Key)] = &[
    ("observation", Key::Teacher),
    ("observation", Key::Title),
    ("lecture", Key::Audience),
    ("lecture", Key::Host),
    ("lecture", Key::Post),
    ("training", Key::Mode),
    ("training", Key::Host),
    ("training", Key::Completed),
    ("writing", Key::Authors),
    ("writing", Key::Title),
    ("paper", Key::Authors),
    ("paper", Key::Contest),
    ("award", Key::Team),
    ("award", Key::Teacher),
    ("award", Key::Rates),
    ("project", Key::Members),
    ("project", Key::Start),
    ("project", Key::End),
    ("pairing", Key::Mentor),
];

/// Common keys of which a kind need not speak where a record stands alone: they break figures down.
const AXES: &[Key] = &[
    Key::Date,
    Key::Until,
    Key::Group,
    Key::Subject,
    Key::Class,
    Key::Level,
    Key::Place,
];

/// A line that gives `field`.
fn line(field: &Field) -> String {
    let value = match field.ty {
        Type::Text | Type::Texts | Type::Prose | Type::Line | Type::Lines => {
            format!("\"{}甲\"", field.key.name().len())
        }
        Type::Date | Type::Day => "2025-10-10".to_owned(),
        Type::Quantity | Type::Exact => "7".to_owned(),
        Type::Amount => "7.5".to_owned(),
        Type::Flag => "false".to_owned(),
        Type::Name => "\"周岚\"".to_owned(),
        Type::People | Type::Staff => "[\"周岚\", \"何平\"]".to_owned(),
        Type::Percent => "98.5".to_owned(),
        Type::Word(words) => format!("\"{}\"", words.words[0].name),
        Type::Words(words) => format!("[\"{}\"]", words.words[0].name),
        Type::Measure => "\"observation\"".to_owned(),
        Type::Mark => "\"一、\"".to_owned(),
        Type::Rows(fields) => {
            let inner: Vec<String> = fields.iter().map(line).collect();
            format!("[{{ {} }}]", inner.join(", "))
        }
    };
    format!("{} = {value}", field.key.name())
}

/// A record of `table` with what is required, and with `extra`.
fn record(table: &Table, extra: Option<&Field>) -> String {
    let mut text = format!("[[{}]]\n", table.key);
    let first_of_any = table.any_of.first().copied();
    for field in table.all_fields() {
        let is_extra = extra.is_some_and(|extra| extra.key == field.key);
        if is_extra && field.key == Key::Until {
            text.push_str("date = 2025-10-08\n");
        }
        if field.required || Some(field.key) == first_of_any || is_extra {
            text.push_str(&line(field));
            text.push('\n');
        }
    }
    text
}

fn report_of(log: &str) -> String {
    let mut reader = Reader::default();
    reader
        .read("log.toml", log.as_bytes())
        .expect("a small log");
    let (log, diagnostics) = reader.finish();
    assert_eq!(diagnostics.errors(), 0, "{:?}", diagnostics.sorted().0);
    let tally: Arc<Tally> = Tally::new(log);
    render::markdown(
        &report::compose(&tally, &Arc::default(), &report::Request::default()).expect("a report"),
        ".",
    )
}

#[test]
fn every_key_is_read_and_told() {
    let mut silent = Vec::new();
    let counted = RECORDS.iter().filter(|table| table.is_counted());
    for table in counted {
        let plain = report_of(&record(table, None));
        assert!(
            plain.contains("## "),
            "a lone {} is not told:\n{plain}",
            table.key
        );
        for field in table.all_fields().filter(|field| !field.required) {
            let told = report_of(&record(table, Some(field)));
            for leftover in [
                "，参加。",
                "（）",
                "，，",
                "、，",
                "。。",
                "本学期。",
                "“”",
                "《》",
            ] {
                assert!(
                    !told.contains(leftover),
                    "{} with {}:\n{told}",
                    table.key,
                    field.key.name()
                );
            }
            let may_be_silent = NOT_TOLD.contains(&field.key)
                || AXES.contains(&field.key)
                || NOT_TOLD_ALONE.contains(&(table.key, field.key))
                || table.any_of.contains(&field.key);
            if told == plain && !may_be_silent {
                silent.push(format!("{}.{}", table.key, field.key.name()));
            }
        }
    }
    assert!(silent.is_empty(), "accepted but never told: {silent:?}");
}
