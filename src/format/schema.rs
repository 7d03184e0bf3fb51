//! The JSON Schema of a log, for editors that complete keys and mark slips while they are typed.
//! It follows from the tables as the reader does; that both take the same values is tried by
//! `tests/schema_and_reader.rs`.
//!
//! The draft is 7 (<https://json-schema.org/draft-07/json-schema-validation>), the one that editors
//! of TOML read. A schema sees JSON: a date has become a string, and a number with a point and
//! nothing but zeros behind it is whole. What goes together, in one record or across a log, it
//! cannot see. In one thing it is stricter than the reader, which takes a word of a vocabulary
//! with spaces around it.
//!
//! Each key has its description beside its type, not beside a reference or an `allOf`: there
//! editors do not look for it.

mod strings;
mod values;

use serde_json::{Map, Value as Json, json};

use super::{Field, HEADS, Key, OUTLINE, RECORDS, Sort, Table, Type, bounds};
use values::{about, spellings};

/// The schema of a log.
pub fn schema() -> Json {
    let tables = || HEADS.iter().chain(RECORDS).chain(OUTLINE);
    let mut definitions = Definitions::default();
    for table in tables() {
        definitions.add_table(table);
    }
    let properties: Map<String, Json> = tables()
        .map(|table| (table.key.to_owned(), place(table)))
        .collect();
    json!({
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "工作记录",
        "description": "summarize 读的工作记录：学校、学期、名册和各种活动",
        "type": "object",
        "properties": properties,
        "additionalProperties": never("没有这种表"),
        "definitions": definitions.0,
    })
}

/// Where a table stands in a log: once, or any number of times.
fn place(table: &Table) -> Json {
    match table.sort {
        Sort::Head | Sort::Words => reference(table.key),
        Sort::Roster
        | Sort::Counted
        | Sort::Target
        | Sort::Stated
        | Sort::Section
        | Sort::Change => json!({
            "description": table.about,
            "type": "array",
            "items": reference(table.key),
        }),
    }
}

/// What several places of the schema refer to, by name.
#[derive(Default)]
struct Definitions(Map<String, Json>);

impl Definitions {
    /// Defines `name`, unless that is done, and refers to it.
    fn refer(&mut self, name: &str, define: impl FnOnce(&mut Definitions) -> Json) -> Json {
        if !self.0.contains_key(name) {
            // What is defined may refer to itself.
            self.0.insert(name.to_owned(), Json::Null);
            let definition = define(self);
            self.0.insert(name.to_owned(), definition);
        }
        reference(name)
    }

    fn add_table(&mut self, table: &Table) {
        self.refer(table.key, |definitions| match table.sort {
            Sort::Words => definitions.words(table),
            _ => definitions.table(table),
        });
    }

    fn table(&mut self, table: &Table) -> Json {
        let own = table.fields.iter();
        let mut fields: Vec<(&Field, Json)> = own.map(|field| (field, self.field(field))).collect();
        let common = table.all_fields().skip(table.fields.len());
        fields.extend(common.map(|field| (field, self.common(field))));
        let mut keywords = json!({ "description": table.about, "type": "object" });
        let has_parts = table.fields.iter().any(|field| field.key == Key::Unit);
        if has_parts {
            let count = fields.iter_mut().find(|(field, _)| field.key == Key::Count);
            if let Some((field, count)) = count {
                let pieces = std::mem::replace(count, json!({ "description": field.about }));
                self.count_by_unit(&mut keywords, pieces);
            }
        }
        add_keys(&mut keywords, table.key, fields);
        if !table.any_of.is_empty() {
            let any_of = table.all_fields();
            let any_of = any_of.filter(|field| table.any_of.contains(&field.key));
            let given = any_of.flat_map(spellings).map(|name| self.given(name));
            keywords["anyOf"] = given.collect();
        }
        keywords
    }

    /// The number of what is measured by money and the like may be a decimal; of what else is told
    /// by `pieces`.
    fn count_by_unit(&mut self, keywords: &mut Json, pieces: Json) {
        let most = bounds::most(Key::Count);
        let parts = self.number("number", 0, most, &strings::amount(most));
        let measured = json!({ "unit": { "enum": bounds::IN_PARTS } });
        keywords["if"] = json!({ "required": ["unit"], "properties": measured });
        keywords["then"] = json!({ "properties": { "count": parts } });
        keywords["else"] = json!({ "properties": { "count": pieces } });
    }

    /// Words under any name, in tables of any shape.
    fn words(&mut self, table: &Table) -> Json {
        let word = self.refer("word", |definitions| {
            json!({
                "type": ["string", "integer", "object"],
                "not": definitions.not(&strings::line()),
                "additionalProperties": reference("word"),
            })
        });
        json!({ "description": table.about, "type": "object", "additionalProperties": word })
    }

    /// A field where it stands. Rows are defined once: sections hold sections.
    fn field(&mut self, field: &Field) -> Json {
        let Type::Rows(fields) = field.ty else {
            return self.value(field);
        };
        let name = format!("rows-{}", field.key.name());
        self.refer(&name, |definitions| definitions.rows(field, fields, &name))
    }

    /// A field that all records have.
    fn common(&mut self, field: &Field) -> Json {
        let name = format!("common-{}", field.key.name());
        self.refer(&name, |definitions| definitions.field(field))
    }

    /// One inline table, or several: each is what one is, and no list again.
    fn rows(&mut self, field: &Field, fields: &[Field], name: &str) -> Json {
        let one = json!({ "type": "object", "additionalProperties": true });
        let mut rows = json!({
            "description": about(field),
            "type": ["object", "array"],
            "items": { "allOf": [one, reference(name)] },
        });
        let fields = fields.iter().map(|field| (field, self.field(field)));
        let fields = fields.collect();
        add_keys(&mut rows, name, fields);
        rows
    }

    /// That `name` is given, and not left empty.
    fn given(&mut self, name: &str) -> Json {
        let empty = self.refer("empty", |_| values::empty());
        json!({ "required": [name], "not": { "properties": { name: empty } } })
    }
}

/// Adds which keys the object that is defined as `definition` takes, and which it needs.
fn add_keys(object: &mut Json, definition: &str, fields: Vec<(&Field, Json)>) {
    let mut properties = Map::new();
    let mut required = Vec::new();
    let mut dependencies = Map::new();
    let names: Vec<&str> = fields.iter().map(|(field, _)| field.key.name()).collect();
    for (field, value) in fields {
        let name = field.key.name();
        properties.insert(name.to_owned(), value);
        for (nth, other) in field.also.iter().enumerate() {
            // What is a key of its own here is no spelling of another.
            if names.contains(other) {
                continue;
            }
            let same = reference(&format!("{definition}/properties/{name}"));
            properties.insert((*other).to_owned(), same);
            // One of the spellings, not two.
            let others = spellings(field).take(nth + 1);
            let none: Map<String, Json> = others
                .map(|other| (other.to_owned(), never("同一项写了两遍")))
                .collect();
            dependencies.insert((*other).to_owned(), json!({ "properties": none }));
        }
        // Where there are several spellings, it is left to the reader to miss them all.
        if field.required && field.also.is_empty() {
            required.push(name);
        }
    }
    object["properties"] = Json::Object(properties);
    object["additionalProperties"] = never("没有这一项");
    if !required.is_empty() {
        object["required"] = json!(required);
    }
    if !dependencies.is_empty() {
        object["dependencies"] = Json::Object(dependencies);
    }
}

/// What no value is, and why. `false` means the same, but for that editors mark everything around
/// the value as well, and do not say why.
fn never(why: &str) -> Json {
    json!({ "not": { "title": why } })
}

fn reference(definition: &str) -> Json {
    json!({ "$ref": format!("#/definitions/{definition}") })
}
