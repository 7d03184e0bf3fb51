//! `summarize template …`: which templates there are.

use anyhow::Result;

use super::{WRITTEN, output};
use crate::report::patterns;

/// Prints every template with what it is for and the outline it gives.
///
/// # Errors
/// Standard output that cannot be written.
pub(super) fn list() -> Result<u8> {
    let mut text = String::new();
    for pattern in patterns()? {
        text.push_str(&format!("{}　{}\n", pattern.name, pattern.about));
        for title in pattern.titles {
            text.push_str(&format!("    {title}\n"));
        }
        text.push('\n');
    }
    text.push_str(
        "用法：summarize -t 模板名 记录.toml；也可以在记录的 [report] 里写 template = \"模板名\"\n",
    );
    output::write(&text, None)?;
    Ok(WRITTEN)
}
