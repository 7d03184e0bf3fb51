//! The log of the term before, for the chart that sets two terms beside each other.

use std::ops::ControlFlow::{self, Break, Continue};
use std::slice;
use std::sync::Arc;

use anyhow::{Result, bail};

use super::args::Args;
use super::input::Sources;
use super::shown::{reported, unwritten};
use crate::tally::Tally;

/// The term before as `args` name its log, if they do. Where that has errors they are told, and
/// only the exit code is left.
///
/// # Errors
/// A file that is not there.
pub(super) fn read(args: &Args) -> Result<ControlFlow<u8, Option<Arc<Tally>>>> {
    let Some(path) = &args.previous else {
        return Ok(Continue(None));
    };
    let (log, diagnostics, failures) = Sources::find(slice::from_ref(path), None)?.read_all();
    Ok(
        match reported(&diagnostics, &failures, unwritten(args.watch)) {
            Some(code) => Break(code),
            None => Continue(Some(Tally::new(log))),
        },
    )
}

/// Refuses to set a term beside itself, or a group beside another.
///
/// # Errors
/// A sentence that says what to write instead.
pub(super) fn check(now: &Tally, last: &Tally) -> Result<()> {
    if let Some(name) = &now.term.name
        && last.term.is_called(name)
    {
        bail!("--previous 后面的记录也是{name}的；请写上一学期的记录");
    }
    match (now.group(), last.group()) {
        (Some(own), Some(other)) if own != other => bail!(
            "--previous 后面的记录是{other}的，这一份是{own}的，不能对照；请写同一个教研组的记录"
        ),
        (None, Some(other)) => {
            bail!("--previous 后面的记录只是{other}的，这一份是全校的，不能对照；请写全校的记录")
        }
        _ => Ok(()),
    }
}
