//! The report as a document: Markdown, one self-contained HTML page, or text for a terminal; the
//! pictures of its charts; and the Word document that gives converters the layout.

mod appendix;
mod columns;
mod grid;
mod html;
mod live;
mod markdown;
mod picture;
mod reference_docx;
mod structure;
mod terminal;
mod wrap;

pub use appendix::pictures;
pub use html::html;
pub use live::live;
pub use markdown::{markdown, markdown_for_program, plain_name};
pub use picture::Picture;
pub use reference_docx::reference_docx;
pub use terminal::terminal;
