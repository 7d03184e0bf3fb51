//! What the real converters make of the documents: pandoc, LibreOffice, Chromium.
//!
//! Without a converter its tests are skipped and say so; with `SUMMARIZE_CONVERTERS=required`
//! that is a failure.

mod common;
#[path = "common/fields.rs"]
mod fields;
#[path = "common/page.rs"]
mod page;

use std::collections::BTreeSet;
use std::fs;
use std::io::{Read, Write};
use std::path::Path;
use std::process::{Command, ExitCode, Stdio};

use common::root;
use fields::{Trouble, troublesome};
use summarize::render;
use summarize::report::Report;
use summarize::text::markdown::escape;
use summarize::wording::Templates;

/// What a test needs, and what it does.
struct Test {
    name: &'static str,
    needs: &'static [&'static str],
    run: fn(&Path) -> Result<(), String>,
}

const TESTS: &[Test] = &[
    Test {
        name: "pandoc_maps_title_and_headings",
        needs: &["pandoc"],
        run: pandoc_maps_title_and_headings,
    },
    Test {
        name: "pandoc_shows_plain_values_as_typed",
        needs: &["pandoc"],
        run: pandoc_shows_plain_values_as_typed,
    },
    Test {
        name: "pandoc_shows_plain_fields_as_typed",
        needs: &["pandoc"],
        run: pandoc_shows_plain_fields_as_typed,
    },
    Test {
        name: "chromium_shows_plain_fields_as_typed",
        needs: &["chromium"],
        run: chromium_shows_plain_fields_as_typed,
    },
    Test {
        name: "pandoc_readers_agree_on_the_report",
        needs: &["pandoc"],
        run: pandoc_readers_agree_on_the_report,
    },
    Test {
        name: "word_document_has_the_whole_text",
        needs: &["pandoc"],
        run: word_document_has_the_whole_text,
    },
    Test {
        name: "word_document_is_laid_out_as_the_standard_says",
        needs: &["pandoc"],
        run: word_document_is_laid_out_as_the_standard_says,
    },
    Test {
        name: "every_command_of_the_help_page_works",
        needs: &["pandoc", "soffice", "sh"],
        run: every_command_of_the_help_page_works,
    },
    Test {
        name: "libreoffice_prints_the_whole_page",
        needs: &["soffice", "pdftotext", "pandoc"],
        run: libreoffice_prints_the_whole_page,
    },
    Test {
        name: "chromium_prints_a4_with_nothing_cut",
        needs: &["chromium", "pdftotext", "pdfinfo", "pandoc"],
        run: chromium_prints_a4_with_nothing_cut,
    },
];

fn main() -> ExitCode {
    let required = std::env::var("SUMMARIZE_CONVERTERS").is_ok_and(|value| value == "required");
    let (mut passed, mut failed, mut skipped) = (0, 0, 0);
    for test in TESTS {
        let missing: Vec<&str> = test
            .needs
            .iter()
            .copied()
            .filter(|tool| !is_there(tool))
            .collect();
        let outcome = if missing.is_empty() {
            let folder = tempfile::tempdir().expect("a folder");
            (test.run)(folder.path())
        } else if required {
            Err(format!("not installed: {}", missing.join(", ")))
        } else {
            println!(
                "test {} ... skipped, not installed: {}",
                test.name,
                missing.join(", ")
            );
            skipped += 1;
            continue;
        };
        match outcome {
            Ok(()) => {
                println!("test {} ... ok", test.name);
                passed += 1;
            }
            Err(why) => {
                println!("test {} ... FAILED\n{why}", test.name);
                failed += 1;
            }
        }
    }
    println!("\nconverters: {passed} passed, {failed} failed, {skipped} skipped");
    if failed == 0 {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}

fn is_there(tool: &str) -> bool {
    let asked = if tool.starts_with("pdf") {
        "-v"
    } else {
        "--version"
    };
    let call = Command::new(tool)
        .arg(asked)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status();
    call.is_ok()
}

/// Runs a converter with `input` on standard input.
fn call(tool: &str, arguments: &[&str], input: &str) -> Result<String, String> {
    let mut child = Command::new(tool)
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(|error| format!("{tool}: {error}"))?;
    let mut stdin = child.stdin.take().ok_or("no standard input")?;
    stdin
        .write_all(input.as_bytes())
        .map_err(|error| format!("{tool}: {error}"))?;
    drop(stdin);
    let output = child
        .wait_with_output()
        .map_err(|error| format!("{tool}: {error}"))?;
    if !output.status.success() {
        return Err(format!(
            "{tool}: {}",
            String::from_utf8_lossy(&output.stderr)
        ));
    }
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

fn report(ending: &str) -> String {
    fs::read_to_string(root().join("examples").join(format!("term.{ending}"))).expect("an example")
}

fn path_of(path: &Path) -> &str {
    path.to_str().expect("a path in UTF-8")
}

/// A text without spaces.
fn squeezed(text: &str) -> String {
    text.split_whitespace().collect()
}

/// The paragraphs and cells of the report as a reader sees them, without spaces.
fn pieces() -> Result<Vec<String>, String> {
    let html = call(
        "pandoc",
        &["-f", "gfm", "-t", "html", "--wrap=none"],
        &report("md"),
    )?;
    let mut pieces = Vec::new();
    for piece in html.split(['<', '>']).skip(2).step_by(2) {
        let text = squeezed(&unescape(piece));
        if !text.is_empty() {
            pieces.push(text);
        }
    }
    Ok(pieces)
}

fn unescape(html: &str) -> String {
    html.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&#39;", "'")
        .replace("&amp;", "&")
}

/// Every piece of the report must stand in `text`.
fn has_all_pieces(text: &str) -> Result<(), String> {
    let text = squeezed(text);
    let pieces = pieces()?;
    assert!(
        pieces.len() > 80,
        "the report has only {} pieces",
        pieces.len()
    );
    match pieces.iter().find(|piece| !text.contains(piece.as_str())) {
        None => Ok(()),
        Some(lost) => Err(format!("lost: {lost}")),
    }
}

fn pandoc_maps_title_and_headings(_: &Path) -> Result<(), String> {
    let markdown = report("md");
    let html = call(
        "pandoc",
        &[
            "-f",
            "gfm",
            "--shift-heading-level-by=-1",
            "-s",
            "-t",
            "html",
        ],
        &markdown,
    )?;
    let title = markdown
        .lines()
        .next()
        .and_then(|line| line.strip_prefix("# "))
        .ok_or("no title")?;
    if !html.contains(&format!("<h1 class=\"title\">{title}</h1>")) {
        return Err("the title is no title".to_owned());
    }
    let expected: Vec<String> = markdown
        .lines()
        .filter_map(|line| {
            let (marks, text) = line.split_once(' ')?;
            let level = marks
                .len()
                .checked_sub(1)
                .filter(|_| marks.chars().all(|c| c == '#'))?;
            (level > 0).then(|| format!("{level} {text}"))
        })
        .collect();
    let html = html
        .replace(
            "
  id=", " id=",
        )
        .replace(
            "
id=", " id=",
        );
    let headings: Vec<String> = html
        .lines()
        .filter_map(|line| {
            let rest = line
                .strip_prefix("<h")
                .filter(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))?;
            rest.contains("id=\"").then_some(())?;
            let text = rest.split_once('>')?.1.split('<').next()?;
            Some(format!("{} {text}", &rest[..1]))
        })
        .collect();
    if headings == expected && expected.len() > 10 {
        Ok(())
    } else {
        Err(format!("expected {expected:?}\nfound {headings:?}"))
    }
}

/// Texts that Markdown readers like to take for something else.
const TROUBLE: &[&str] = &[
    "1. 论文",
    "1) 论文",
    "(1) 论文",
    "2025. 论文",
    "iv. 论文",
    "a) 论文",
    "#. 论文",
    "(@) 论文",
    "- 论文",
    "+ 论文",
    "* 论文",
    "# 论文",
    "论文 #",
    "> 论文",
    ": 论文",
    "= 论文",
    "===",
    "---",
    "***",
    "___",
    "3*4*5",
    "**加粗**",
    "__加粗__",
    "_斜体_",
    "a_b_c",
    "`代码`",
    "~~删~~",
    "H~2~O",
    "x^2^",
    "$5和$6",
    "$x$",
    "@张三",
    "[@张三]",
    "[链接](http://a.b)",
    "![图](a.png)",
    "[xxxx]58号",
    "[^1]",
    "<张三>",
    "<b>粗</b>",
    "<!-- 注 -->",
    "<http://a.b>",
    "http://a.b/c",
    "www.a.com",
    "a@b.com",
    "&nbsp;",
    "&#20013;",
    "A&B",
    "AT&T;",
    "表|格",
    "| 表 | 格 |",
    "\\",
    "\\*",
    "反\\斜杠",
    ":smile:",
    "\"引\"",
    "'引'",
    "a--b",
    "a---b",
    "a...b",
    "...",
    "100%",
    "% 标题",
    "{.class}",
    "{{ x }}",
    "{% x %}",
    "::: 注",
    "张**",
    "王*伟",
    "***小学",
    "C#",
    "a!b",
    "![",
    "论文\\",
    "~",
    "^",
    "$",
    "*",
    "_",
    "`",
    "|",
    "=",
    "+",
    "-",
    "1.",
    "x)",
    "\\(x\\)",
    "\\[x\\]",
    "TeX $$x$$",
    "（1）",
    "1、",
    "１．",
    "一、",
    "《书》*",
    "“引”_引_“引”",
    "a\\_b",
    "3<5>2",
    "==高亮==",
    "[ ] 待办",
    "[x] 完成",
    "^上标",
    "Q&A: 问",
    "12:30",
];

fn pandoc_shows_plain_values_as_typed(_: &Path) -> Result<(), String> {
    for reader in ["markdown", "gfm", "commonmark"] {
        let document: Vec<String> = TROUBLE.iter().map(|text| escape(text)).collect();
        let html = call(
            "pandoc",
            &["-f", reader, "-t", "html", "--wrap=none"],
            &document.join("\n\n"),
        )?;
        let shown: Vec<&str> = html.lines().collect();
        for (text, line) in TROUBLE.iter().zip(&shown) {
            let inner = line
                .strip_prefix("<p>")
                .and_then(|line| line.strip_suffix("</p>"));
            if inner.is_none_or(|inner| inner.contains('<') || unescape(inner) != **text) {
                return Err(format!(
                    "{reader}: {text} written {} is read {line}",
                    escape(text)
                ));
            }
        }
        if shown.len() != TROUBLE.len() {
            return Err(format!(
                "{reader}: {} paragraphs out of {}",
                shown.len(),
                TROUBLE.len()
            ));
        }
    }
    Ok(())
}

/// What stands between two reports in one document.
const BETWEEN: &str = "此处是下一份报告";

/// The reports of many strings as `made` makes them, in one document.
fn in_one(list: &[Trouble], made: impl Fn(&Trouble) -> String) -> String {
    let reports: Vec<String> = list.iter().map(made).collect();
    reports.join(&format!("\n\n{BETWEEN}\n\n"))
}

/// Compares what a converter shows of the reports of many strings with what it shows of the same
/// reports with a harmless word.
fn all_as_typed(list: &[Trouble], shown: &str, harmless: &str) -> Result<(), String> {
    let shown: Vec<&str> = shown.split(BETWEEN).collect();
    let harmless: Vec<&str> = harmless.split(BETWEEN).collect();
    if shown.len() != list.len() || harmless.len() != list.len() {
        return Err(format!(
            "{} reports out of {} are shown",
            shown.len(),
            list.len()
        ));
    }
    let pairs = list.iter().zip(shown.iter().zip(&harmless));
    let wrong: Vec<String> = pairs
        .filter_map(|(trouble, (shown, harmless))| trouble.differs(shown, harmless))
        .collect();
    match wrong.is_empty() {
        true => Ok(()),
        false => Err(wrong.join("\n")),
    }
}

fn pandoc_shows_plain_fields_as_typed(_: &Path) -> Result<(), String> {
    let list = troublesome();
    let typed = in_one(&list, |one| render::markdown(&one.report()));
    let harmless = in_one(&list, |one| render::markdown(&one.harmless()));
    for reader in [
        "markdown-auto_identifiers",
        "gfm-gfm_auto_identifiers",
        "commonmark",
    ] {
        let html = |markdown: &str| {
            let arguments = ["-f", reader, "-t", "html", "--wrap=none"];
            call("pandoc", &arguments, markdown)
        };
        let compared = all_as_typed(&list, &html(&typed)?, &html(&harmless)?);
        compared.map_err(|wrong| format!("{reader}:\n{wrong}"))?;
    }
    Ok(())
}

/// The pages of many strings as one: the head of the first, what stands in the bodies of all.
fn pages_in_one(list: &[Trouble], report: impl Fn(&Trouble) -> Report) -> Result<String, String> {
    let mut all = String::new();
    for trouble in list {
        let page =
            render::html(&report(trouble), &Templates::default()).map_err(|wrong| wrong.message)?;
        let (head, body) = page.split_once("<main>").ok_or("no body")?;
        let (body, _) = body.rsplit_once("</main>").ok_or("no end")?;
        match all.is_empty() {
            true => all.push_str(head),
            false => all.push_str(BETWEEN),
        }
        all.push_str(&format!("<main>{body}</main>"));
    }
    Ok(all + "</body></html>")
}

/// A script that ran would have changed the page, and whatever asks for another file is an
/// element that the page with the harmless word has not.
fn chromium_shows_plain_fields_as_typed(folder: &Path) -> Result<(), String> {
    let mut list = troublesome();
    // The title of the page is that of the first.
    let title = list.iter().position(|one| one.text.contains("</title>"));
    list.swap(0, title.ok_or("no string that ends a title")?);
    let profile = format!("--user-data-dir={}/profile", folder.display());
    let dom = |name: &str, html: String| {
        let page = folder.join(name);
        fs::write(&page, html).map_err(|error| error.to_string())?;
        let arguments = [
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-background-networking",
            &profile,
            "--dump-dom",
            path_of(&page),
        ];
        call("chromium", &arguments, "")
    };
    let shown = dom("typed.html", pages_in_one(&list, Trouble::report)?)?;
    let harmless = dom("harmless.html", pages_in_one(&list, Trouble::harmless)?)?;
    all_as_typed(&list, &shown, &harmless)
}

/// Apart from ids and the look of tables, the three readers see the same document.
fn pandoc_readers_agree_on_the_report(_: &Path) -> Result<(), String> {
    let mut seen = BTreeSet::new();
    for reader in [
        "markdown-auto_identifiers",
        "gfm-gfm_auto_identifiers",
        "commonmark+pipe_tables",
    ] {
        seen.insert(call(
            "pandoc",
            &["-f", reader, "-t", "plain", "--wrap=none"],
            &report("md"),
        )?);
    }
    if seen.len() == 1 {
        Ok(())
    } else {
        Err("the readers of pandoc do not agree".to_owned())
    }
}

fn word_document_has_the_whole_text(folder: &Path) -> Result<(), String> {
    let docx = folder.join("term.docx");
    call(
        "pandoc",
        &[
            "-f",
            "gfm",
            "--shift-heading-level-by=-1",
            "-o",
            path_of(&docx),
        ],
        &report("md"),
    )?;
    let text = call(
        "pandoc",
        &[
            "-f",
            "docx",
            "-t",
            "html",
            "--wrap=none",
            "-s",
            path_of(&docx),
        ],
        "",
    )?;
    let bare: String = text
        .split('<')
        .map(|piece| piece.split_once('>').map_or(piece, |(_, text)| text))
        .collect();
    has_all_pieces(&unescape(&bare))
}

/// The text of one part of a Word document.
fn part_of(docx: &Path, name: &str) -> Result<String, String> {
    let explain = |error: &dyn std::fmt::Display| format!("{}: {error}", docx.display());
    let file = fs::File::open(docx).map_err(|error| explain(&error))?;
    let mut package = zip::ZipArchive::new(file).map_err(|error| explain(&error))?;
    let mut part = package.by_name(name).map_err(|error| explain(&error))?;
    let mut text = String::new();
    part.read_to_string(&mut text)
        .map_err(|error| explain(&error))?;
    Ok(text)
}

/// The value of an attribute in the first element of this name.
fn attribute<'a>(xml: &'a str, element: &str, name: &str) -> Option<&'a str> {
    let inside = xml
        .split(&format!("<{element} "))
        .nth(1)?
        .split('>')
        .next()?;
    inside
        .split(&format!("{name}=\""))
        .nth(1)?
        .split('"')
        .next()
}

/// The page in twentieths of a point: A4, top 37 mm, bottom 35, left 28, right 26 (GB/T 9704—2012).
const PAGE: [(&str, &str, &str); 6] = [
    ("w:pgSz", "w:w", "11906"),
    ("w:pgSz", "w:h", "16838"),
    ("w:pgMar", "w:top", "2098"),
    ("w:pgMar", "w:bottom", "1984"),
    ("w:pgMar", "w:left", "1588"),
    ("w:pgMar", "w:right", "1474"),
];

/// The font and the size of each style, in half points where it has one of its own.
const STYLES: [(&str, &str, &str); 6] = [
    ("Title", "方正小标宋简体", "44"),
    ("Heading1", "黑体", ""),
    ("Heading2", "楷体", ""),
    ("Heading3", "仿宋", ""),
    ("Footer", "宋体", "28"),
    ("Slogan", "楷体", ""),
];

fn word_document_is_laid_out_as_the_standard_says(folder: &Path) -> Result<(), String> {
    let docx = folder.join("term.docx");
    let log = root().join("examples/term.toml");
    let program = env!("CARGO_BIN_EXE_summarize");
    call(program, &[path_of(&log), "-q", "-o", path_of(&docx)], "")?;
    let document = part_of(&docx, "word/document.xml")?;
    let styles = part_of(&docx, "word/styles.xml")?;
    for (element, name, expected) in PAGE {
        let found = attribute(&document, element, name);
        if found != Some(expected) {
            return Err(format!("{element} {name}: {found:?}, not {expected}"));
        }
    }
    if !document.contains("w:footerReference")
        || !part_of(&docx, "word/footer1.xml")?.contains(" PAGE ")
    {
        return Err("no page number".to_owned());
    }
    for (id, font, size) in STYLES {
        let style = styles
            .split("<w:style ")
            .find(|style| style.contains(&format!("w:styleId=\"{id}\"")))
            .ok_or(format!("no style {id}"))?;
        let found = attribute(style, "w:rFonts", "w:eastAsia");
        if found != Some(font) {
            return Err(format!("{id}: {found:?}, not {font}"));
        }
        if !size.is_empty() && attribute(style, "w:sz", "w:val") != Some(size) {
            return Err(format!("{id} is not of size {size}"));
        }
    }
    let line = attribute(&styles, "w:spacing", "w:line");
    if line != Some("560") || !styles.contains("w:firstLineChars=\"200\"") {
        return Err(format!("lines of {line:?}, not 28 pt, or no indent"));
    }
    // Every paragraph has a style of the reference document, and each heading its own.
    let count = |id: &str| {
        document
            .matches(&format!("<w:pStyle w:val=\"{id}\""))
            .count()
    };
    let headings = |marks: &str| {
        let report = report("md");
        report
            .lines()
            .filter(|line| line.starts_with(marks))
            .count()
    };
    let expected = [
        ("Title", 1),
        ("Heading1", headings("## ")),
        ("Heading2", headings("### ")),
        ("Signature", 2),
    ];
    for (id, expected) in expected {
        if count(id) != expected {
            return Err(format!("{} of {id}, not {expected}", count(id)));
        }
    }
    let known = [
        "Title",
        "Heading1",
        "Heading2",
        "Signature",
        "BodyText",
        "FirstParagraph",
        "Compact",
    ];
    let styled: usize = known.iter().map(|id| count(id)).sum();
    let paragraphs = document.matches("<w:p>").count();
    if styled != paragraphs {
        return Err(format!("{styled} of {paragraphs} paragraphs have a style"));
    }
    if !styles.contains("<w:tblBorders>") || !document.contains("<w:tblStyle w:val=\"Table\"") {
        return Err("tables have no lines".to_owned());
    }
    Ok(())
}

/// The commands for Linux on the page of help, carried out one after the other, each group of
/// them in a folder of its own; what each says it writes is there.
fn every_command_of_the_help_page_works(folder: &Path) -> Result<(), String> {
    let page = fs::read_to_string(root().join("templates/help/convert.txt"))
        .map_err(|error| error.to_string())?;
    let bin = Path::new(env!("CARGO_BIN_EXE_summarize"))
        .parent()
        .ok_or("no folder of the program")?;
    let paths = std::env::var("PATH").unwrap_or_default();
    let mut ran = 0;
    for (nth, block) in page.split("\n\n").enumerate() {
        let is_command = |line: &str| {
            ["summarize ", "pandoc ", "soffice "]
                .iter()
                .any(|program| line.trim_start().starts_with(program))
        };
        if !block.lines().all(is_command) {
            continue;
        }
        let own = folder.join(nth.to_string());
        fs::create_dir(&own).map_err(|error| error.to_string())?;
        fs::copy(root().join("examples/term.toml"), own.join("term.toml"))
            .map_err(|error| error.to_string())?;
        // What an earlier block has written is used by the next.
        let script = format!(
            "set -e; cd '{}'; summarize reference-docx -o 公文.docx\n{block}",
            own.display()
        );
        let done = Command::new("sh")
            .args(["-c", &script])
            .env("PATH", format!("{}:{paths}", bin.display()))
            .env("HOME", folder)
            .output()
            .map_err(|error| error.to_string())?;
        let said = String::from_utf8_lossy(&done.stderr);
        let is_written = fs::read_dir(&own)
            .map_err(|error| error.to_string())?
            .flatten()
            .any(|entry| entry.file_name().to_string_lossy().starts_with("工作总结."));
        if !done.status.success() || (!is_written && block.contains("工作总结")) {
            return Err(format!("{block}\n{said}"));
        }
        if block.contains("--convert-to pdf") && !own.join("工作总结.pdf").is_file() {
            return Err(format!("no PDF:\n{block}\n{said}"));
        }
        ran += block.lines().count();
    }
    if ran < 10 {
        return Err(format!("only {ran} commands were found"));
    }
    Ok(())
}

fn libreoffice_prints_the_whole_page(folder: &Path) -> Result<(), String> {
    let page = folder.join("term.html");
    fs::write(&page, report("html")).map_err(|error| error.to_string())?;
    let profile = format!("-env:UserInstallation=file://{}/profile", folder.display());
    let arguments = [
        &profile,
        "--headless",
        "--infilter=HTML (StarWriter)",
        "--convert-to",
        "pdf:writer_pdf_Export",
        "--outdir",
        path_of(folder),
        path_of(&page),
    ];
    call("soffice", &arguments, "")?;
    let text = call(
        "pdftotext",
        &["-layout", path_of(&folder.join("term.pdf")), "-"],
        "",
    )?;
    has_all_pieces(&text)
}

/// A4 in points, and how far the empty half of a mark at the end of a line may stick out.
const A4: (f64, f64) = (595.0, 842.0);
const SLACK: f64 = 9.0;
/// The boxes of glyphs in tall fonts are higher than their lines.
const LINE: f64 = 24.0;

fn chromium_prints_a4_with_nothing_cut(folder: &Path) -> Result<(), String> {
    let page = folder.join("term.html");
    fs::write(&page, report("html")).map_err(|error| error.to_string())?;
    let pdf = folder.join("term.pdf");
    let profile = format!("--user-data-dir={}/profile", folder.display());
    let target = format!("--print-to-pdf={}", pdf.display());
    let arguments = [
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-background-networking",
        "--no-pdf-header-footer",
        &profile,
        &target,
        path_of(&page),
    ];
    call("chromium", &arguments, "")?;
    let info = call("pdfinfo", &[path_of(&pdf)], "")?;
    if !info.contains("(A4)") {
        return Err(format!("not A4:\n{info}"));
    }
    // Left 28 mm, right 26 mm, top 37 mm, bottom 35 mm.
    let mm = 72.0 / 25.4;
    let boxes = call("pdftotext", &["-bbox", path_of(&pdf), "-"], "")?;
    for line in boxes
        .lines()
        .filter(|line| line.trim_start().starts_with("<word"))
    {
        let at = |name: &str| -> f64 {
            let value = line
                .split(&format!("{name}=\""))
                .nth(1)
                .and_then(|rest| rest.split('"').next());
            value
                .and_then(|value| value.parse().ok())
                .unwrap_or(f64::NAN)
        };
        let inside = at("xMin") >= 28.0 * mm - SLACK
            && at("xMax") <= A4.0 - 26.0 * mm + SLACK
            && at("yMin") >= 37.0 * mm - LINE
            && at("yMax") <= A4.1 - 35.0 * mm + LINE;
        if !inside {
            return Err(format!("outside the text area: {line}"));
        }
    }
    let text = call("pdftotext", &["-layout", path_of(&pdf), "-"], "")?;
    has_all_pieces(&text)
}
