//! The main job: logs in, a report out.

use std::ops::ControlFlow::{self, Break, Continue};
use std::path::Path;
use std::sync::Arc;

use anyhow::{Result, bail};

use super::account::account;
use super::args::{Args, Format};
use super::input::Sources;
use super::inputs;
use super::output::Batch;
use super::shown::{reported, shown, unwritten};
use super::{WRITTEN, json, last, output, own_templates, pictures, tell, word};
use crate::check;
use crate::diagnostic::Diagnostics;
use crate::format::Key;
use crate::render;
use crate::report::{self, Report, ReportError, Request};
use crate::tally::Tally;
use crate::wording::Templates;

/// Reads the logs, and writes their report if they have no errors.
///
/// # Errors
/// What the world refuses: files that are not there or cannot be written, a template that does
/// not exist.
pub(super) fn run(args: &Args) -> Result<u8> {
    let format = format(args)?;
    let made = match make(args, format)? {
        Continue(made) => made,
        Break(code) => return Ok(code),
    };
    made.files.write(args)?;
    made.composed.account(args);
    Ok(WRITTEN)
}

/// A report ready to be written.
pub(super) struct Made {
    /// The report.
    pub composed: Composed,
    /// What is written of it.
    pub files: Files,
}

/// What is written of a report.
pub(super) struct Files {
    /// The document.
    pub document: Vec<u8>,
    /// The pictures that belong to it.
    pictures: Vec<pictures::File>,
}

impl Files {
    /// Writes the document and its pictures: all of them, or none.
    ///
    /// # Errors
    /// A folder or a file that cannot be written.
    pub fn write(&self, args: &Args) -> Result<()> {
        let mut batch = self.with_pictures(args)?;
        match &args.output {
            Some(path) => {
                batch.add(&self.document, path)?;
                batch.place()
            }
            None => {
                batch.place()?;
                output::write(&self.document, None)
            }
        }
    }

    /// Writes the pictures alone, where the document is as it was.
    ///
    /// # Errors
    /// A folder or a file that cannot be written.
    pub fn write_pictures(&self, args: &Args) -> Result<()> {
        self.with_pictures(args)?.place()
    }

    fn with_pictures(&self, args: &Args) -> Result<Batch> {
        let mut batch = Batch::default();
        if let Some(folder) = args.assets.as_ref().filter(|_| !self.pictures.is_empty()) {
            batch.create_folder(folder)?;
            for file in &self.pictures {
                batch.add(&file.bytes, &folder.join(&file.name))?;
            }
        }
        Ok(batch)
    }
}

/// Reads the logs, composes their report and makes the document of it. Where there are errors they
/// are told, and only the exit code is left.
///
/// # Errors
/// A file that cannot be read, a template or a program that is not there.
pub(super) fn make(args: &Args, format: Format) -> Result<ControlFlow<u8, Made>> {
    let composed = match compose(args)? {
        Continue(composed) => composed,
        Break(code) => return Ok(Break(code)),
    };
    let pictures = pictures::of(args, format, composed.report.charts.as_ref())?;
    let document = match document(args, format, &composed, &pictures)? {
        Continue(document) => document,
        Break(code) => return Ok(Break(code)),
    };
    Ok(Continue(Made {
        composed,
        files: Files { document, pictures },
    }))
}

/// A report, and what it is made of.
pub(super) struct Composed {
    /// The figures.
    tally: Arc<Tally>,
    /// Those of the term before, where they are asked for.
    last: Option<Arc<Tally>>,
    /// The logs, where they are no JSON.
    sources: Option<Sources>,
    /// What it is written with.
    templates: Arc<Templates>,
    /// The report itself.
    pub report: Report,
}

impl Composed {
    /// Says what is to be said of it once it is written.
    pub fn account(&self, args: &Args) {
        let last = self.last.as_deref();
        account(&self.report, &self.tally, last, args, &mut |span| {
            self.sources.as_ref()?.reread(span)
        });
    }
}

/// Reads the logs and composes their report. Where there are errors they are told, and only the
/// exit code is left.
///
/// # Errors
/// A file that cannot be read, a template that does not exist.
pub(super) fn compose(args: &Args) -> Result<ControlFlow<u8, Composed>> {
    if let Some(output) = &args.output {
        output::refuse(&inputs::files(args), output)?;
    }
    let (log, mut diagnostics, failures, json, sources) = if args.from_json {
        let [path] = &args.logs[..] else {
            bail!("--from-json 一次只能读一个文件");
        };
        let (log, diagnostics, json) = json::read_json(path)?;
        (log, diagnostics, Vec::new(), Some((json, path)), None)
    } else {
        let mut sources = Sources::find(&args.logs, args.templates.as_deref())?;
        let (log, diagnostics, failures) = sources.read_all();
        if !args.quiet && !args.is_again {
            let notes = sources.skipped().into_iter().chain(sources.notes());
            notes.for_each(|note| tell(&note));
        }
        (log, diagnostics, failures, None, Some(sources))
    };
    let templates = own_templates::load(
        args.templates.as_deref(),
        &args.logs,
        args.quiet || args.is_again,
    )?;
    let last = match last::read(args)? {
        Continue(last) => last,
        Break(code) => return Ok(Break(code)),
    };
    let request = Request {
        template: args.template.as_deref(),
        teacher: args.teacher.as_deref(),
        event: args.event.as_deref(),
        charts: args.charts,
        last: None,
    };
    report::check(&log, &templates, &request, &mut diagnostics)?;
    if let Some(code) = reported(&diagnostics, &failures, unwritten(args.watch)) {
        return Ok(Break(code));
    }
    let tally = Tally::new(log);
    let mut wrong = Diagnostics::default();
    check::stated(&tally, args.verbose, &mut wrong, |span| {
        sources.as_ref()?.reread(span)
    });
    if let Some(code) = reported(&wrong, &[], unwritten(args.watch)) {
        return Ok(Break(code));
    }
    let last = last.map(|log| last::tally(log, &tally)).transpose()?;
    let request = Request {
        last: last.as_ref(),
        ..request
    };
    if let Some((json, path)) = &json {
        json::check_json(json, &tally, &templates, path)?;
    }
    match report::compose(&tally, &templates, &request) {
        Ok(report) => Ok(Continue(Composed {
            tally,
            last,
            sources,
            templates,
            report,
        })),
        Err(error) => shown(error.into(), unwritten(args.watch)).map(Break),
    }
}

/// The format asked for, or the one that the file name tells.
///
/// # Errors
/// It cannot be told, or does not go with what else is asked for.
pub(super) fn format(args: &Args) -> Result<Format> {
    let ending = args.output.as_deref().and_then(Path::extension);
    let told = ending.and_then(|ending| match ending.to_str()?.to_lowercase().as_str() {
        "md" | "markdown" => Some(Format::Md),
        "html" | "htm" => Some(Format::Html),
        "docx" => Some(Format::Docx),
        _ => None,
    });
    let format = match (args.format, told, &args.output) {
        (Some(format), ..) | (None, Some(format), _) => format,
        (None, None, None) => Format::Md,
        (None, None, Some(path)) => bail!(
            "看不出 {} 要写成什么格式；文件名请以 .docx、.html 或 .md 结尾，或加上 -f docx、-f html、-f md",
            path.display()
        ),
    };
    if let Some(told) = told.filter(|told| *told != format)
        && let Some(path) = &args.output
    {
        bail!(
            "{} 的结尾说要写成 {}，-f 说要写成 {}；请改文件名，或去掉 -f",
            path.display(),
            told.name(),
            format.name()
        );
    }
    if args.reference_docx.is_some() && format != Format::Docx {
        bail!("--reference-docx 只用于 Word 文件；请写成 -o 工作总结.docx，或去掉它");
    }
    if format == Format::Docx && args.output.is_none() {
        bail!("Word 文件不能写到屏幕；请加上文件名，如 -o 工作总结.docx");
    }
    pictures::check(args, format)?;
    Ok(format)
}

/// The document as it is written to the file. Where the template of the page has errors they are
/// told, and only the exit code is left.
///
/// # Errors
/// There is no pandoc, or the reference document cannot be read.
fn document(
    args: &Args,
    format: Format,
    composed: &Composed,
    pictures: &[pictures::File],
) -> Result<ControlFlow<u8, Vec<u8>>> {
    let report = &composed.report;
    let folder = || {
        let folder = args.assets.as_deref();
        let address = folder.map(|folder| pictures::address(folder, args.output.as_deref()));
        address.transpose()
    };
    let document = match format {
        // Without a folder there are no pictures.
        Format::Md => render::markdown(report, &folder()?.unwrap_or_default()).into_bytes(),
        Format::Html => match render::html(report, &composed.templates, folder()?.as_deref()) {
            Ok(page) => page.into_bytes(),
            Err(diagnostic) => {
                let error = ReportError::Wrong(vec![diagnostic]);
                return shown(error.into(), unwritten(args.watch)).map(Break);
            }
        },
        Format::Docx => {
            let head = composed.tally.log.head.report.as_ref();
            let date = head.and_then(|head| head.day(Key::Date));
            let reference = args.reference_docx.as_deref();
            let markdown = render::markdown_for_program(report);
            word::document(&markdown, pictures, reference, date)?
        }
    };
    Ok(Continue(document))
}
