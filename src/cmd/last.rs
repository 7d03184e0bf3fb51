//! The log of the term before, for the chart that sets two terms beside each other.

use std::ops::ControlFlow::{self, Break, Continue};
use std::slice;
use std::sync::Arc;

use anyhow::{Result, bail};

use super::args::Args;
use super::input::Sources;
use super::shown::{reported, unwritten};
use crate::format::Key;
use crate::log::Log;
use crate::tally::Tally;

/// The log of the term before as `args` name it, if they do. Where it has errors they are told, and
/// only the exit code is left.
///
/// # Errors
/// A file that is not there.
pub(super) fn read(args: &Args) -> Result<ControlFlow<u8, Option<Log>>> {
    let Some(path) = &args.previous else {
        return Ok(Continue(None));
    };
    if path.as_os_str() == "-" && args.logs.contains(path) {
        bail!("标准输入只能读一次；请把上一学期的记录存成文件，写它的文件名");
    }
    let (log, diagnostics, failures) = Sources::find(slice::from_ref(path), None)?.read_all();
    Ok(
        match reported(&diagnostics, &failures, unwritten(args.watch)) {
            Some(code) => Break(code),
            None => Continue(Some(log)),
        },
    )
}

/// The figures of the term before, of the same group as those of `now`.
///
/// # Errors
/// A sentence that says what to write instead, where the two cannot be set beside each other.
pub(super) fn tally(log: Log, now: &Tally) -> Result<Arc<Tally>> {
    let last = Tally::new(match now.group() {
        Some(group) => log.of_group(group),
        None => log,
    });
    match different(now, &last) {
        Some(why) => bail!("--previous 后面的记录{why}"),
        None => Ok(last),
    }
}

/// Why two terms cannot be set beside each other, if so.
fn different(now: &Tally, last: &Tally) -> Option<String> {
    let school = |tally: &Tally| tally.log.head.school.as_ref()?.text(Key::Name).cloned();
    if let Some(name) = &now.term.name
        && last.term.is_called(name)
    {
        return Some(format!("也是{name}的；请写上一学期的记录"));
    }
    if now.term.span != last.term.span {
        let (span, own) = (last.term.span.name, now.term.span.name);
        return Some(format!(
            "是{span}的，这一份是{own}的，不能对照；请写上一{own}的记录"
        ));
    }
    if let (Some((start, _)), Some((other, _))) = (now.term.days, last.term.days)
        && other >= start
    {
        return Some("不比这一份早；请检查两份记录是不是写反了".to_owned());
    }
    if let (Some(own), Some(other)) = (school(now), school(last))
        && own != other
    {
        return Some(format!(
            "是{other}的，这一份是{own}的；请写同一所学校的记录"
        ));
    }
    match (now.group(), last.group()) {
        (Some(own), Some(other)) if own != other => {
            return Some(format!(
                "是{other}的，这一份是{own}的，不能对照；请写同一个教研组的记录"
            ));
        }
        (None, Some(other)) => {
            return Some(format!(
                "只是{other}的，这一份是全校的，不能对照；请写全校的记录"
            ));
        }
        _ => {}
    }
    let is_empty = last.counted().is_empty();
    is_empty.then(|| "里没有可以计入的；请检查是不是选错了文件".to_owned())
}
