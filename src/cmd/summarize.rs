//! The main job: logs in, a report out.

use std::collections::BTreeMap;
use std::ops::ControlFlow::{self, Break, Continue};
use std::path::Path;
use std::sync::Arc;

use anyhow::{Result, bail};

use super::args::{Args, Format};
use super::input::Sources;
use super::shown::{reported, show_warnings, shown, unwritten};
use super::{WRITTEN, json, last, output, own_templates, pictures, tell, word};
use crate::format::Key;
use crate::render;
use crate::report::{self, LeftOut, Report, ReportError, Request};
use crate::tally::{Id, Reason, Tally, Verdict};
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
    made.write_pictures(args)?;
    output::write(&made.document, args.output.as_deref())?;
    account(args, &made.composed);
    Ok(WRITTEN)
}

/// A report ready to be written.
pub(super) struct Made {
    /// The report.
    pub composed: Composed,
    /// The document as it is written to the file.
    pub document: Vec<u8>,
    /// The pictures that belong to it.
    pictures: Vec<pictures::File>,
}

impl Made {
    /// Writes the pictures, where they are to stand beside the document.
    ///
    /// # Errors
    /// A folder or a file that cannot be written.
    pub fn write_pictures(&self, args: &Args) -> Result<()> {
        match &args.assets {
            Some(folder) => pictures::write(&self.pictures, folder),
            None => Ok(()),
        }
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
        document,
        pictures,
    }))
}

/// A report, and what it is made of.
pub(super) struct Composed {
    /// The figures.
    tally: Arc<Tally>,
    /// What it is written with.
    templates: Arc<Templates>,
    /// The report itself.
    pub report: Report,
}

/// Reads the logs and composes their report. Where there are errors they are told, and only the
/// exit code is left.
///
/// # Errors
/// A file that cannot be read, a template that does not exist.
pub(super) fn compose(args: &Args) -> Result<ControlFlow<u8, Composed>> {
    let (log, mut diagnostics, failures, json) = if args.from_json {
        let [path] = &args.logs[..] else {
            bail!("--from-json 一次只能读一个文件");
        };
        if args.output.as_ref() == Some(path) {
            bail!(
                "{} 就是要读的数据，不能把总结写进去；请换一个文件名",
                path.display()
            );
        }
        let (log, diagnostics, json) = json::read_json(path)?;
        (log, diagnostics, Vec::new(), Some((json, path)))
    } else {
        let mut sources = Sources::find(&args.logs, args.templates.as_deref())?;
        sources.refuse(args.output.as_deref())?;
        let (log, diagnostics, failures) = sources.read_all();
        if !args.quiet {
            sources.notes().for_each(|note| tell(&note));
        }
        (log, diagnostics, failures, None)
    };
    let templates = own_templates::load(args.templates.as_deref(), &args.logs, args.quiet)?;
    let last = match last::read(args)? {
        Continue(last) => last,
        Break(code) => return Ok(Break(code)),
    };
    let request = Request {
        template: args.template.as_deref(),
        teacher: args.teacher.as_deref(),
        event: args.event.as_deref(),
        charts: args.charts,
        last: last.as_ref(),
    };
    report::check(&log, &templates, &request, &mut diagnostics)?;
    if let Some(code) = reported(&diagnostics, &failures, unwritten(args.watch)) {
        return Ok(Break(code));
    }
    let tally = Tally::new(log);
    if let Some(last) = &last {
        last::check(&tally, last)?;
    }
    if let Some((json, path)) = &json {
        json::check_json(json, &tally, &templates, path)?;
    }
    match report::compose(&tally, &templates, &request) {
        Ok(report) => Ok(Continue(Composed {
            tally,
            templates,
            report,
        })),
        Err(error) => shown(error.into(), unwritten(args.watch)).map(Break),
    }
}

/// What is to be said of a report that was written: what to look at, and which records it counts.
pub(super) fn account(args: &Args, composed: &Composed) {
    let Composed { tally, report, .. } = composed;
    show_warnings(&report.warnings);
    if report.sections.is_empty() && report.lead.is_empty() && tally.counted().is_empty() {
        tell(
            "提醒: 记录里还没有可写的内容，总结里没有任何部分；请至少写一条记录，或在 [prose] 里写一段文字",
        );
    }
    if report
        .charts
        .as_ref()
        .is_some_and(|charts| charts.charts.is_empty())
    {
        tell(pictures::NOTHING_TO_DRAW);
    }
    if !args.quiet {
        let is_judged = !report.left_out.asks && report.left_out.scope.is_none();
        tell(&ledger(tally, is_judged));
        left_out(&report.left_out)
            .iter()
            .for_each(|line| tell(line));
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
    let folder = match (&args.assets, format) {
        // There they are beside it as long as it is being made.
        (Some(_) | None, Format::Docx) => Some(".".to_owned()),
        (Some(folder), _) => Some(pictures::address(folder, args.output.as_deref())?),
        (None, _) => None,
    };
    let folder = folder.as_deref();
    let document = match format {
        Format::Md => render::markdown(report, folder.unwrap_or(".")).into_bytes(),
        Format::Html => match render::html(report, &composed.templates, folder) {
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
            let markdown = render::markdown(report, folder.unwrap_or("."));
            word::document(&markdown, pictures, reference, date)?
        }
    };
    Ok(Continue(document))
}

/// Why a record does not count, as users are told.
pub(super) fn why(reason: Reason) -> &'static str {
    match reason {
        Reason::OtherTerm => "属于其他学期",
        Reason::Pending => "结果尚未公布",
        Reason::OtherGroup => "不属于本教研组",
    }
}

/// How many records were read, counted and not counted, with the places of the latter; and which
/// targets could not be judged, if the report `is_judged` by them.
fn ledger(tally: &Arc<Tally>, is_judged: bool) -> String {
    let counted = tally.counted().len();
    let uncounted = tally.uncounted();
    let read = counted + uncounted.len();
    let mut text = format!("共读入记录{read}条，计入{counted}条");
    let mut reasons: BTreeMap<Reason, Vec<String>> = BTreeMap::new();
    for (id, reason) in uncounted {
        reasons
            .entry(*reason)
            .or_default()
            .push(place_of(tally, *id));
    }
    for (reason, places) in reasons {
        let why = why(reason);
        text.push_str(&format!(
            "；{why}、未计入{}条（{}）",
            places.len(),
            listed(&places, FEW)
        ));
    }
    let no_group: Vec<String> = tally
        .of_no_group()
        .into_iter()
        .map(|id| place_of(tally, id))
        .collect();
    if !no_group.is_empty() {
        text.push_str(&format!(
            "\n计入的记录里有{}条没有写是哪个教研组的，都算作本组的（{}）；不是的，请写上 group",
            no_group.len(),
            listed(&no_group, MANY)
        ));
    }
    let prose = tally.log.head.prose.as_ref();
    if let Some(group) = tally.group().filter(|group| tally.knows_others(group))
        && prose.is_some()
    {
        text.push_str(&format!(
            "\n[prose] 里的文字照原样写进了{group}的总结；说的是全校的，请改写成本组的或删去"
        ));
    }
    let of_all: Vec<String> = tally
        .targets_of_all()
        .into_iter()
        .map(|id| place_of(tally, id))
        .collect();
    if !of_all.is_empty() && is_judged {
        text.push_str(&format!(
            "\n有{}条要求是对全校提的，本组的总结里没有写（{}）",
            of_all.len(),
            listed(&of_all, FEW)
        ));
    }
    let outcomes = tally.outcomes().iter();
    let open: Vec<String> = outcomes
        .filter(|outcome| outcome.verdict == Verdict::Unknown)
        .map(|outcome| place_of(tally, outcome.target))
        .collect();
    if !open.is_empty() && is_judged {
        text.push_str(&format!(
            "\n有{}条要求无法核对，总结里没有写（{}）：有的记录没有写姓名或教研组，或者名册里没有要求所指的人，或者没有写 at_least、at_most；每周、每月的要求，还要 [term] 写了 start 和 end",
            open.len(),
            listed(&open, FEW)
        ));
    }
    text
}

/// What counts and does not stand in the report, and what the report is about.
fn left_out(left_out: &LeftOut) -> Vec<String> {
    let mut lines = Vec::new();
    if let Some((about, count)) = &left_out.scope {
        lines.push(format!("这份总结只写{about}的记录，{count}条"));
    }
    let all: usize = left_out.kinds.iter().map(|(_, count)| count).sum();
    if left_out.tells_nothing && all > 0 {
        lines.push(format!(
            "提醒: 这个提纲不写记录的内容，{all}条记录都没有写进总结"
        ));
    } else if !left_out.kinds.is_empty() {
        let kinds = left_out.kinds.iter();
        let kinds: Vec<String> = kinds
            .map(|(kind, count)| format!("{kind}{count}条"))
            .collect();
        lines.push(format!(
            "提醒: 提纲里没有地方写、总结里没有的记录：{}；要写的，在提纲的 tell 里加上它们的名字，或加上“其余”",
            kinds.join("、")
        ));
    }
    if !left_out.prose.is_empty() {
        let why = match left_out.scope {
            Some(_) => "那是全体的话，不是这一份总结的",
            None => "这个提纲里没有它的位置",
        };
        lines.push(format!(
            "提醒: [prose] 里的 {} 没有写进总结：{why}",
            left_out.prose.join("、")
        ));
    }
    lines
}

/// The file and line of a record.
fn place_of(tally: &Tally, id: Id) -> String {
    let span = tally.record(id).span;
    format!("{}:{}", tally.log.files[span.file as usize], span.line)
}

/// How many places are named, and how many where a reader is to go through them all.
const FEW: usize = 5;
const MANY: usize = 30;

/// The first so many places.
fn listed(places: &[String], most: usize) -> String {
    let more = if places.len() > most { "等" } else { "" };
    places[..places.len().min(most)].join("、") + more
}
