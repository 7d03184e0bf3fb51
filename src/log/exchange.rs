//! A log as JSON and back: what was read, typed and in order, each record with the place it came
//! from. Values are written as a log writes them, so that they are read by the same rules.

use serde_json::{Map, Value as Json, json};

use super::chunks::LONGEST;
use super::record::{People, Record, Span, Value};
use super::{Log, Reader, When};
use crate::format::{self, Key, Sort};
use crate::text::count::{Approx, Count};

/// `log` as JSON. `about` tells of each record whether it counts.
pub fn to_json(log: &Log, about: impl Fn(usize, &Record) -> Json) -> Json {
    let heads = [
        &log.head.report,
        &log.head.school,
        &log.head.term,
        &log.head.prose,
        &log.head.pattern,
    ];
    let heads = heads.into_iter().flatten();
    let entries = |records: &[Record]| -> Vec<Json> {
        records.iter().map(|record| entry(log, record)).collect()
    };
    let mut records: Vec<Json> = (0..)
        .zip(log.typed())
        .map(|(id, record)| {
            let mut entry = entry(log, record);
            entry["counted"] = about(id, record);
            entry
        })
        .collect();
    for joined in &log.joined {
        let also = joined.also.iter().map(|span| place(log, *span));
        let given_up = joined.given_up.iter().map(|key| key.name());
        records[joined.record]["also"] = also.collect();
        records[joined.record]["given_up"] = given_up.collect();
    }
    let words: Vec<Json> = log
        .words
        .iter()
        .map(|word| json!({ "path": word.path, "word": word.value }))
        .collect();
    json!({
        "heads": heads.map(|record| entry(log, record)).collect::<Vec<_>>(),
        "words": words,
        "sections": entries(&log.sections),
        "changes": entries(&log.changes),
        "records": records,
    })
}

/// One table with its name and place.
fn entry(log: &Log, record: &Record) -> Json {
    let place = place(log, record.span);
    json!({
        "table": record.table.key,
        "file": place["file"],
        "line": place["line"],
        "values": values(record),
    })
}

/// Where a table stands.
fn place(log: &Log, span: Span) -> Json {
    let file = log.files.get(span.file as usize);
    json!({ "file": file.map_or("", |file| file), "line": span.line })
}

fn values(record: &Record) -> Json {
    let values = record.values().iter();
    let values: Map<String, Json> = values
        .map(|(key, value)| (key.name().to_owned(), of_value(value)))
        .collect();
    Json::Object(values)
}

pub(super) fn of_value(value: &Value) -> Json {
    match value {
        Value::Text(text) => json!(&**text),
        Value::Texts(texts) => texts.iter().map(|text| json!(&**text)).collect(),
        Value::Phrase(phrase) => json!(&*phrase.text),
        Value::Phrases(phrases) => phrases.iter().map(|phrase| json!(&*phrase.text)).collect(),
        Value::Mark(mark) => json!(mark.first()),
        Value::When(when) => json!(of_when(*when)),
        Value::Day(day) => json!(day.to_string()),
        Value::Quantity(count) => of_count(*count),
        Value::Flag(flag) => json!(flag),
        Value::People(People::Named(names)) => names.iter().map(|name| json!(&**name)).collect(),
        Value::People(People::Number(count)) => of_count(*count),
        Value::People(People::Everyone) => json!("全体"),
        Value::Percent(count) => of_count(*count),
        Value::Word(word) => json!(word.name),
        Value::Words(words) => words.iter().map(|said| json!(said.typed)).collect(),
        Value::Measure(table) => json!(table.key),
        Value::Rows(rows) => rows.iter().map(values).collect(),
    }
}

fn of_when(when: When) -> String {
    match when {
        When::Day(day) => day.to_string(),
        When::Span(first, last) => format!("{first}/{last}"),
        When::Month {
            year: Some(year), ..
        } => format!("{year}年{when}"),
        When::Yearless(_) | When::Month { .. } | When::Week(_) => when.to_string(),
    }
}

/// A number, with its hedge as a log writes it.
fn of_count(count: Count) -> Json {
    let n = count.digits();
    match count.approx {
        None => number(count),
        Some(Approx::Few) => json!("几"),
        Some(Approx::Nearly) => json!(format!("近{n}")),
        Some(Approx::About) => json!(format!("约{n}")),
        Some(Approx::Reaching) => json!(format!("达{n}")),
        Some(Approx::Odd) => json!(format!("{n}余")),
        Some(Approx::More) => json!(format!("{n}多")),
        Some(Approx::Around) => json!(format!("{n}左右")),
        Some(Approx::Over) => json!(format!("{n}以上")),
        Some(Approx::Under) => json!(format!("不足{n}")),
    }
}

/// The number alone, out of its digits: what has hundredths at most comes back as it was.
pub fn number(count: Count) -> Json {
    match count.digits().parse() {
        Ok(number) => Json::Number(number),
        Err(_) => json!(count.n),
    }
}

/// Reads what [`to_json`] has written with `reader`, which says what is wrong with any value.
///
/// # Errors
/// What is missing or is no table, in Chinese.
pub fn from_json(json: &Json, reader: &mut Reader) -> Result<(), String> {
    for part in ["heads", "sections", "changes", "records"] {
        let entries = json[part].as_array();
        let entries = entries.ok_or_else(|| format!("里面没有 log.{part}"))?;
        for (at, entry) in entries.iter().enumerate() {
            let place = || format!("log.{part} 的第{}项", at + 1);
            let table = entry["table"]
                .as_str()
                .ok_or_else(|| format!("{}没有 table", place()))?;
            if is_deeper(&entry["values"], DEEPEST) {
                return Err(format!("{}一层套一层，超过{DEEPEST}层", place()));
            }
            let text = piece(table, &entry["values"])
                .ok_or_else(|| format!("{}的 values 不是一张表", place()))?;
            if text.len() > LONGEST {
                return Err(format!("{}超过 1 MB", place()));
            }
            let (file, line) = place_in(entry);
            reader.read_piece(file, line, text);
            let others = entry["also"].as_array().map_or(&[][..], Vec::as_slice);
            if !others.is_empty() {
                let keys = entry["given_up"].as_array().into_iter().flatten();
                let given_up = keys.filter_map(Json::as_str).filter_map(Key::find);
                reader.made_of(others.iter().map(place_in), given_up.collect());
            }
        }
    }
    for (at, word) in json["words"].as_array().into_iter().flatten().enumerate() {
        let path = word["path"].as_array().into_iter().flatten();
        let path: Vec<&str> = path.filter_map(Json::as_str).collect();
        if path.len() > DEEPEST || is_deeper(&word["word"], DEEPEST) {
            return Err(format!(
                "log.words 的第{}项一层套一层，超过{DEEPEST}层",
                at + 1
            ));
        }
        reader.read_piece("", 1, word_piece(&path, &word["word"])?);
    }
    Ok(())
}

/// The file and the line that [`place`] has written.
fn place_in(entry: &Json) -> (&str, usize) {
    let line = entry["line"].as_u64().unwrap_or(1);
    (
        entry["file"].as_str().unwrap_or_default(),
        usize::try_from(line).unwrap_or(1),
    )
}

/// The text of a log that states one word, which stands under the names in `path`.
fn word_piece(path: &[&str], word: &Json) -> Result<String, String> {
    let mut inner = to_toml(word)?;
    for name in path.iter().rev() {
        inner = toml::Table::from_iter([((*name).to_owned(), inner)]).into();
    }
    let whole = toml::Table::from_iter([("words".to_owned(), inner)]);
    Ok(whole.to_string())
}

/// How many levels of lists and tables the values of a record may have, and tables the words.
const DEEPEST: usize = 8;

/// Whether `json` has more than `levels` levels: a log's text of it would be long, for TOML writes
/// tables inside tables with all their names each time.
fn is_deeper(json: &Json, levels: usize) -> bool {
    let is_too_deep = |below: &Json| levels == 0 || is_deeper(below, levels - 1);
    match json {
        Json::Array(items) => items.iter().any(is_too_deep),
        Json::Object(items) => items.values().any(is_too_deep),
        _ => false,
    }
}

/// The text of a log that states one table.
fn piece(name: &str, values: &Json) -> Option<String> {
    values.as_object()?;
    let values = to_toml(values).ok()?;
    let sort = format::table(name).map(|table| table.sort);
    let value = match sort {
        Some(Sort::Head | Sort::Words) => values,
        _ => toml::Value::Array(vec![values]),
    };
    Some(toml::Table::from_iter([(name.to_owned(), value)]).to_string())
}

fn to_toml(json: &Json) -> Result<toml::Value, String> {
    toml::Value::try_from(json).map_err(|_| format!("这个值写不成记录：{json}"))
}
