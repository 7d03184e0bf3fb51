//! `summarize term.toml`: a term's activity log in, a 工作总结 out.
//!
//! The way of the data, each stage a module of the library:
//! `log` reads records, `tally` adds them up, `wording` puts figures into sentences,
//! `report` arranges the sections, `render` writes the document; `cmd` is the command line.

use std::process::ExitCode;
use std::thread;

/// Room for what is nested as deeply as the readers of TOML and of templates allow, also where
/// the system gives the first thread little.
const STACK: usize = 256 << 20;

fn main() -> ExitCode {
    let worker = thread::Builder::new().stack_size(STACK);
    match worker.spawn(summarize::cmd::run) {
        Ok(worker) => worker.join().unwrap_or(ExitCode::FAILURE),
        // Without a second thread there is still the first.
        Err(_) => summarize::cmd::run(),
    }
}
