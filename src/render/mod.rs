//! The report as a document: Markdown, or one self-contained HTML page.

mod html;
mod markdown;

pub use html::html;
pub use markdown::markdown;
