//! How long a report may become: what it is made from is much longer than it in any report that
//! is read, but a few lines of a log can repeat themselves without end.

use super::Composer;
use crate::diagnostic::Diagnostic;
use crate::log::{Log, Phrase};

/// How many times as long as its log a report may be, and how many bytes longer: a hundred pages.
/// The bound of the memory that a report takes, which the README states, rests on this.
const TIMES: usize = 2;
const MORE: usize = 256 << 10;

/// The room for a report of `log`, in bytes.
pub(super) fn of(log: &Log) -> usize {
    log.size.saturating_mul(TIMES).saturating_add(MORE)
}

impl Composer<'_> {
    /// Counts `length` bytes that came of `phrase`; once there is no room for any that is said,
    /// and nothing more is written.
    pub(super) fn take_in(&mut self, length: usize, phrase: &Phrase) {
        let Some(room) = self.room else {
            return;
        };
        self.room = room.checked_sub(length);
        if self.room.is_none() {
            let message = "写到这里，总结已经比记录长出太多，没有再写下去";
            let diagnostic = Diagnostic::error(phrase.place(), message);
            self.out.push(
                diagnostic
                    .hint("同样的内容只写一处，循环少重复几次；总结最多是记录的2倍再加 256 KB"),
            );
        }
    }
}
