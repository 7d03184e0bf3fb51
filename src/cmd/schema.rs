//! `summarize schema`: the format of a log as a JSON Schema, for editors.

use anyhow::Result;

use super::args::Schema;
use super::{WRITTEN, output};
use crate::format;

/// Prints the schema.
///
/// # Errors
/// A file that cannot be written.
pub(super) fn run(asked: &Schema) -> Result<u8> {
    let mut text = serde_json::to_string_pretty(&format::schema::schema())?;
    text.push('\n');
    output::write(&text, asked.output.as_deref())?;
    Ok(WRITTEN)
}
