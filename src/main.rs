//! `summarize term.toml`: a term's activity log in, a 工作总结 out.
//!
//! The way of the data, each stage a module of the library:
//! `log` reads records, `tally` adds them up, `wording` puts figures into sentences,
//! `report` arranges the sections, `render` writes the document; `cmd` is the command line.

use std::process::ExitCode;

fn main() -> ExitCode {
    summarize::cmd::run()
}
