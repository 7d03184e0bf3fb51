//! The report as a document: Markdown, or one self-contained HTML page; and the Word document that
//! gives converters the layout.

mod html;
mod markdown;
mod reference_docx;
mod structure;

pub use html::html;
pub use markdown::markdown;
pub use reference_docx::reference_docx;
