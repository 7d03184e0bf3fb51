//! `--watch`: writes the report again whenever a log, a template or the reference document
//! changes, until the user ends it.

use std::collections::hash_map::DefaultHasher;
use std::fs;
use std::hash::{Hash, Hasher};
use std::io::ErrorKind;
use std::ops::ControlFlow::{Break, Continue};
use std::path::Path;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::thread;
use std::time::Duration;

use anyhow::{Context, Result, bail};

use super::args::{Args, Format};
use super::inputs::{Inputs, Wake, watcher};
use super::summarize::{Files, format, make};
use super::{FAILED, WRITTEN, output, tell};
use crate::render;

/// How often is looked without being told: network drives and synchronised folders do not tell of
/// every change.
const LOOK: Duration = Duration::from_secs(2);

/// How long files have to stay as they are: programs save in several steps.
const QUIET: Duration = Duration::from_millis(100);

/// Writes the report, and again after each change, until the user ends it.
///
/// # Errors
/// What makes no sense together, and what the world refuses the first time.
pub(super) fn run(args: &Args) -> Result<u8> {
    let output = output_of(args)?;
    let mut watch = Watch {
        args: args.clone(),
        output,
        format: format(args)?,
        page: None,
        waiting: None,
        written: None,
        is_greeted: false,
    };
    let (sender, wakes) = mpsc::channel();
    let end = sender.clone();
    ctrlc::set_handler(move || {
        // Without anybody to receive it the program is ending anyway.
        let _ = end.send(Wake::End);
    })
    .context("看不住文件：系统不让接收 Ctrl+C；请去掉 --watch")?;
    // Looked at before reading, so that no change in between goes unseen.
    let mut inputs = Inputs::look(args);
    let _watcher = watcher(args, sender);
    match watch.write()? {
        FAILED => return Ok(FAILED),
        WRITTEN => {}
        _ => watch.unwritten(),
    }
    tell(&format!(
        "正在看住记录和模板：改好保存，就自动再写 {}；按 Ctrl+C 结束",
        output.display()
    ));
    watch.greet();
    // What it says of templates and encodings is known from now on.
    watch.args.is_again = true;
    while let Some(changed) = watch.next(&wakes, &inputs) {
        inputs = changed;
        match watch.write() {
            Ok(WRITTEN) => watch.greet(),
            Ok(_) => watch.unwritten(),
            Err(error) => {
                tell(&format!("错误: {error:#}"));
                watch.unwritten();
            }
        }
    }
    watch.finish();
    Ok(WRITTEN)
}

/// The file to write to.
fn output_of(args: &Args) -> Result<&Path> {
    if args.logs.iter().any(|path| path.as_os_str() == "-") {
        bail!("标准输入只能读一次，不能和 --watch 一起用；请写记录的文件名，或去掉 --watch");
    }
    match &args.output {
        Some(path) => Ok(path),
        None => bail!(
            "--watch 要写到文件，屏幕上的改不了\n  = 改法: 加上文件名，如 -o 工作总结.html；只想看一看，用 --preview"
        ),
    }
}

/// A page that reloads itself, and the same without that.
struct Page {
    live: Vec<u8>,
    clean: Vec<u8>,
}

/// A report that is kept up to date.
struct Watch<'a> {
    args: Args,
    output: &'a Path,
    format: Format,
    /// The page that was written last, where it is one.
    page: Option<Page>,
    /// What could not be written yet.
    waiting: Option<Files>,
    /// What was written last.
    written: Option<Vec<u8>>,
    /// Whether the user has been told how to see it.
    is_greeted: bool,
}

impl Watch<'_> {
    /// Reads, composes and writes; says how it went.
    fn write(&mut self) -> Result<u8> {
        self.waiting = None;
        let made = match make(&self.args, self.format)? {
            Continue(made) => made,
            Break(code) => return Ok(code),
        };
        let mut files = made.files;
        files.document = self.live(files.document);
        let is_same = fs::read(self.output).is_ok_and(|old| old == files.document);
        let written = match is_same {
            true => files.write_pictures(&self.args),
            false => files.write(&self.args),
        };
        if let Err(error) = written {
            self.waiting = Some(files);
            return Err(error);
        }
        self.written = Some(files.document);
        made.composed.account(&self.args);
        match is_same {
            true => tell(&format!("{} 没有变化", self.output.display())),
            false => self.updated(),
        }
        Ok(WRITTEN)
    }

    /// What is written while watching: a page reloads itself, anything else is as always.
    fn live(&mut self, document: Vec<u8>) -> Vec<u8> {
        if self.format != Format::Html {
            return document;
        }
        let mut hasher = DefaultHasher::new();
        document.hash(&mut hasher);
        let stamp = format!("{:016x}", hasher.finish());
        let live = render::live(&String::from_utf8_lossy(&document), &stamp).into_bytes();
        self.page = Some(Page {
            live: live.clone(),
            clean: document,
        });
        live
    }

    /// Says how to see a page, once there is one.
    fn greet(&mut self) {
        if self.format == Format::Html && self.written.is_some() && !self.is_greeted {
            let output = self.output.display();
            tell(&format!(
                "用浏览器打开 {output}（已经打开的，按一次 F5），以后它自己会更新"
            ));
            self.is_greeted = true;
        }
    }

    fn updated(&self) {
        tell(&format!("已更新 {}", self.output.display()));
    }

    fn unwritten(&self) {
        let output = self.output.display();
        tell(&match self.waiting {
            Some(_) => format!("有错，没有更新 {output}；等能写了，会自动补写"),
            None => format!("有错，没有更新 {output}；改好保存后会自动再写"),
        });
    }

    /// The inputs after their next change; nothing where the user has ended it.
    fn next(&mut self, wakes: &Receiver<Wake>, known: &Inputs) -> Option<Inputs> {
        loop {
            match wakes.recv_timeout(LOOK) {
                Ok(Wake::Changed) | Err(RecvTimeoutError::Timeout) => {}
                Ok(Wake::End) | Err(RecvTimeoutError::Disconnected) => return None,
            }
            let mut inputs = Inputs::look(&self.args);
            loop {
                thread::sleep(QUIET);
                if wakes.try_iter().any(|wake| wake == Wake::End) {
                    return None;
                }
                let again = Inputs::look(&self.args);
                if again == inputs {
                    break;
                }
                inputs = again;
            }
            if inputs != *known {
                return Some(inputs);
            }
            self.try_again();
        }
    }

    /// Writes what could not be written before, as a file that is open in WPS, and what is gone.
    fn try_again(&mut self) {
        if let Some(files) = &self.waiting {
            if files.write(&self.args).is_ok() {
                self.written = self.waiting.take().map(|files| files.document);
                self.updated();
            }
        } else if let Some(document) = &self.written
            && !self.output.exists()
            && output::write(document, Some(self.output)).is_ok()
        {
            tell(&format!("{} 不见了，已重新写出", self.output.display()));
        }
    }

    /// Leaves the page as it is without watching; one that somebody else has written stays.
    fn finish(&self) {
        let Some(page) = &self.page else {
            return;
        };
        let is_own = match fs::read(self.output) {
            Ok(now) => now == page.live,
            Err(error) => error.kind() == ErrorKind::NotFound,
        };
        if is_own && let Err(error) = output::write(&page.clean, Some(self.output)) {
            tell(&format!("错误: {error:#}"));
        }
    }
}
