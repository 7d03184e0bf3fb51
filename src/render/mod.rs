//! The report as a document: Markdown, or one self-contained HTML page; the pictures of its charts;
//! and the Word document that gives converters the layout.

mod appendix;
mod html;
mod markdown;
mod picture;
mod reference_docx;
mod structure;

pub use appendix::file_name;
pub use html::html;
pub use markdown::markdown;
pub use picture::Picture;
pub use reference_docx::reference_docx;
