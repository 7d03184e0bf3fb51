//! Word documents: made by pandoc out of the Markdown, laid out by a reference document.

use std::fs;
use std::io::{self, ErrorKind, Read};
use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use anyhow::{Error, Result, anyhow, bail};
use chrono::{NaiveDate, NaiveTime};
use wait_timeout::ChildExt;

use super::args::ReferenceDocx;
use super::failure::failed;
use super::{WRITTEN, output, pictures, reference, tell};
use crate::render;

/// The program that makes Word documents.
const PANDOC: &str = "pandoc";

/// Writes the reference document.
///
/// # Errors
/// A path that cannot be written.
pub(super) fn run(asked: &ReferenceDocx) -> Result<u8> {
    let ending = asked.output.extension();
    if !ending.is_some_and(|ending| ending.eq_ignore_ascii_case("docx")) {
        bail!(
            "{} 要以 .docx 结尾；请写成 summarize reference-docx -o 公文.docx",
            asked.output.display()
        );
    }
    output::write(&render::reference_docx()?, Some(&asked.output))?;
    Ok(WRITTEN)
}

/// The Word document that pandoc makes of `markdown`, with the styles of `reference`, or of the
/// one that comes with the program. It says that it was made on `date`: the same report is the
/// same bytes.
///
/// # Errors
/// There is no pandoc, it fails, or `reference` is no Word document.
pub(super) fn document(
    markdown: &str,
    pictures: &[pictures::File],
    reference: Option<&Path>,
    date: Option<NaiveDate>,
) -> Result<Vec<u8>> {
    let own = reference.map_or_else(|| Ok(render::reference_docx()?), reference::read)?;
    let folder = tempfile::tempdir().map_err(|error| failed(NO_ROOM, &error))?;
    let put = |name: &str, bytes: &[u8]| {
        let put = fs::write(folder.path().join(name), bytes);
        put.map_err(|error| failed(NO_ROOM, &error))
    };
    put(SOURCE, markdown.as_bytes())?;
    put(STYLES, &own)?;
    for (number, picture) in (1..).zip(pictures) {
        put(&render::plain_name(number), &picture.bytes)?;
    }
    let done = run_to_end(convert(folder.path(), date), PATIENCE);
    let done = done.map_err(|error| match error.kind() {
        ErrorKind::NotFound => anyhow!("{NO_PANDOC}\n  = 改法: {WITHOUT}"),
        ErrorKind::TimedOut => anyhow!(
            "pandoc 过了{}分钟还没有转完，已经让它停下\n  = 改法: 再运行一次；{WITHOUT}",
            PATIENCE.as_secs() / 60
        ),
        _ => anyhow!(
            "{}\n  = 改法: 重新装一次 pandoc；{WITHOUT}",
            failed("运行不了 pandoc", &error)
        ),
    })?;
    let said = String::from_utf8_lossy(&done.stderr);
    let said = said.trim();
    // A package begins so (ZIP, 4.3.7).
    if !done.status.success() || !done.stdout.starts_with(b"PK") {
        return Err(not_converted(said));
    }
    if !said.is_empty() {
        tell(&format!(
            "提醒: Word 文件已转好，pandoc 另有话说，请打开看一看：{said}"
        ));
    }
    Ok(done.stdout)
}

/// What is said where pandoc has failed: whether it is too old, or what it says itself.
fn not_converted(said: &str) -> Error {
    let version = version();
    if let Some((version, shown)) = &version
        && *version < OLDEST
    {
        return anyhow!(
            "这台电脑上的 pandoc 是 {shown}，太旧了，要 2.11 以上\n  = 改法: 装上新版的 pandoc，再运行一次；{WITHOUT}"
        );
    }
    let why = match said {
        "" => "它没有说明原因",
        said => said,
    };
    anyhow!("pandoc 没有转成 Word 文件：{why}\n  = 改法: {WITHOUT}")
}

/// The oldest pandoc that knows all that is asked of it.
const OLDEST: (u32, u32) = (2, 11);

/// Which pandoc there is: the two first parts of its number, and all of it.
fn version() -> Option<((u32, u32), String)> {
    let mut asked = Command::new(PANDOC);
    asked.arg("--version");
    let done = run_to_end(asked, PATIENCE).ok()?;
    let said = String::from_utf8(done.stdout).ok()?;
    let shown = said.lines().next()?.split_whitespace().nth(1)?;
    let mut parts = shown.split('.').map(|part| part.parse().ok());
    Some(((parts.next()??, parts.next()??), shown.to_owned()))
}

/// The names of what pandoc reads, in a folder of their own with the pictures.
const SOURCE: &str = "report.md";
const STYLES: &str = "reference.docx";

/// What is said where there is no room for them.
const NO_ROOM: &str = "写不了临时文件";

/// How long a program may take.
const PATIENCE: Duration = Duration::from_secs(120);

/// pandoc in `folder`; its output is the document. `templates/help/convert.txt` tells users of
/// the same options.
fn convert(folder: &Path, date: Option<NaiveDate>) -> Command {
    let made = date.unwrap_or(NaiveDate::MIN).max(EARLIEST);
    let seconds = made.and_time(NaiveTime::MIN).and_utc().timestamp();
    let mut command = Command::new(PANDOC);
    command
        .args([
            "--from=markdown",
            "--to=docx",
            "--shift-heading-level-by=-1",
            "--output=-",
            "--reference-doc",
            STYLES,
            SOURCE,
        ])
        .current_dir(folder)
        // Without a locale of UTF-8 it cannot read what is Chinese.
        .env("LC_ALL", LOCALE)
        .env("SOURCE_DATE_EPOCH", seconds.to_string());
    command
}

/// A locale of UTF-8 that every system of its kind has.
const LOCALE: &str = if cfg!(target_os = "macos") {
    "en_US.UTF-8"
} else {
    "C.UTF-8"
};

/// Runs a program that reads nothing; all that it says.
///
/// # Errors
/// It cannot be run; it takes longer than `patience`: then it is stopped.
fn run_to_end(mut command: Command, patience: Duration) -> io::Result<Output> {
    let mut child = command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()?;
    let said = [
        child.stdout.take().map(in_background),
        child.stderr.take().map(in_background),
    ];
    let Some(status) = child.wait_timeout(patience)? else {
        child.kill()?;
        child.wait()?;
        return Err(ErrorKind::TimedOut.into());
    };
    let [stdout, stderr] = said.map(|reader| {
        let read = reader.and_then(|reader| reader.join().ok());
        read.unwrap_or_default()
    });
    Ok(Output {
        status,
        stdout,
        stderr,
    })
}

/// Reads on while the program runs, so that it never waits for a reader.
fn in_background(mut from: impl Read + Send + 'static) -> JoinHandle<Vec<u8>> {
    thread::spawn(move || {
        let mut all = Vec::new();
        // What could not be read is missing from the document, which is then none.
        let _ = from.read_to_end(&mut all);
        all
    })
}

/// The first day that a package can tell.
const EARLIEST: NaiveDate = NaiveDate::from_ymd_opt(1980, 1, 1).expect("a day of the calendar");

/// What to do without pandoc.
const WITHOUT: &str = "不用 pandoc 的话，写成 .html（summarize 记录.toml -o 工作总结.html），用 WPS 或 Word 打开，再另存为 .docx";

/// What is said where there is no pandoc.
const NO_PANDOC: &str = "写 Word 文件要用 pandoc，这台电脑上没有找到\n  = 改法: 装上 pandoc（Windows：winget install JohnMacFarlane.Pandoc，或从 pandoc.org 下载安装），重新打开命令窗口，再运行一次";

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    #[test]
    fn a_program_that_takes_too_long_is_stopped() {
        let mut long = Command::new("sleep");
        long.arg("60");
        let stopped = run_to_end(long, Duration::from_millis(50));
        assert_eq!(
            stopped.expect_err("it takes too long").kind(),
            ErrorKind::TimedOut
        );
        let mut short = Command::new("echo");
        short.arg("甲");
        let done = run_to_end(short, PATIENCE).expect("it runs");
        assert_eq!(done.stdout, "甲\n".as_bytes());
    }
}
