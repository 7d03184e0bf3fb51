//! A validator that knows nothing of this program, and what it says of a log.

use std::sync::LazyLock;

use jsonschema::Validator;
use serde_json::Value as Json;
use summarize::format::schema;
use toml::{Table, Value};

static VALIDATOR: LazyLock<Validator> =
    LazyLock::new(|| jsonschema::draft7::new(&schema::schema()).expect("a schema of draft 7"));

/// A log as a validator sees it: JSON, with dates as strings.
fn json(value: &Value) -> Json {
    match value {
        Value::Datetime(date) => Json::String(date.to_string()),
        Value::Array(items) => items.iter().map(json).collect(),
        Value::Table(table) => table
            .iter()
            .map(|(key, value)| (key.clone(), json(value)))
            .collect(),
        other => serde_json::to_value(other).expect("JSON of a plain value"),
    }
}

/// Everything the validator has to say of a log.
pub fn complaints(log: &Table) -> Vec<String> {
    VALIDATOR
        .iter_errors(&json(&Value::Table(log.clone())))
        .map(|error| format!("{}: {error}", error.instance_path()))
        .collect()
}
