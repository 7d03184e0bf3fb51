//! Turns a term's activity log into a Chinese 工作总结.
//!
//! Data flows one way, and a module knows only those above it in this list.

pub mod text;

pub mod diagnostic;

pub mod format;

pub mod log;

pub mod tally;

pub mod check;

pub mod wording;

pub mod markup;

pub mod report;

pub mod render;

pub mod cmd;
