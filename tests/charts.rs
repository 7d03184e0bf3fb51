//! The charts: a folder for each case, with the appendix and the pictures that a log yields; and
//! what holds of every picture.

mod common;

use std::fs;
use std::path::Path;
use std::sync::Arc;

use common::{cases, differs, none_wrong, root};
use resvg::usvg::{Group, Node, Options, Tree};
use summarize::log::Reader;
use summarize::render::{self, Picture};
use summarize::report::{self, Cell, Chart, Report, Request, Row, Shape};
use summarize::tally::Tally;
use summarize::wording::Templates;

/// The tally of a log without errors.
fn tally(path: &Path) -> Arc<Tally> {
    let text = fs::read_to_string(path).expect("a log");
    let mut reader = Reader::default();
    reader.read("log.toml", text.as_bytes()).expect("a text");
    let (log, found) = reader.finish();
    assert_eq!(found.errors(), 0, "{}", path.display());
    Tally::new(log)
}

/// The report of a log with charts, beside those of the term before where there is a log of it.
fn with_charts(log: &Path, last: &Path) -> Report {
    let last = last.is_file().then(|| tally(last));
    let request = Request {
        charts: true,
        last: last.as_ref(),
        ..Request::default()
    };
    let report = report::compose(&tally(log), &Arc::new(Templates::default()), &request);
    report.unwrap_or_else(|error| panic!("{}: {error}", log.display()))
}

/// What stands behind the signature.
fn appendix(report: &Report) -> String {
    let document = render::markdown(report, "图表");
    document
        .find("## 附录")
        .map_or(String::new(), |at| document[at..].to_owned())
}

fn charts(report: &Report) -> &[Chart] {
    report.charts.as_ref().map_or(&[], |charts| &charts.charts)
}

#[test]
fn each_log_yields_its_charts() {
    let mut wrong = Vec::new();
    for case in cases("charts") {
        let report = with_charts(&case.join("log.toml"), &case.join("last.toml"));
        wrong.extend(differs(&case.join("appendix.md"), &appendix(&report)));
        let mut drawn = Vec::new();
        for (number, chart) in (1..).zip(charts(&report)) {
            let name = format!("图{number}.svg");
            let picture = Picture::of(chart).svg("", "").replace("><", ">\n<") + "\n";
            wrong.extend(differs(&case.join(&name), &picture));
            drawn.push(name);
        }
        let files = fs::read_dir(&case).expect("a case").flatten();
        let names = files.map(|file| file.file_name().to_string_lossy().into_owned());
        let left = names.filter(|name| name.ends_with(".svg") && !drawn.contains(name));
        wrong.extend(left.map(|name| format!("{}: {name} is not drawn", case.display())));
    }
    none_wrong(&wrong);
}

/// The texts of a picture, as a reader of SVG has them.
fn texts(picture: &str) -> Vec<String> {
    let tree = Tree::from_str(picture, &Options::default()).expect("a picture");
    assert!(!tree.root().children().is_empty(), "nothing is drawn");
    let mut texts = Vec::new();
    let mut rest = picture;
    while let Some((_, after)) = rest.split_once("<text ") {
        let (_, after) = after.split_once('>').expect("an end of the tag");
        let (text, after) = after.split_once("</text>").expect("an end of the text");
        texts.push(
            text.replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&quot;", "\"")
                .replace("&apos;", "'")
                .replace("&amp;", "&"),
        );
        rest = after;
    }
    texts
}

fn all_reports() -> Vec<Report> {
    let mut reports: Vec<Report> = cases("charts")
        .iter()
        .map(|case| with_charts(&case.join("log.toml"), &case.join("last.toml")))
        .collect();
    for name in ["term", "group"] {
        let log = root().join(format!("examples/{name}.toml"));
        reports.push(with_charts(&log, Path::new("none")));
    }
    reports
}

/// Every number of a table stands in its picture, as often as there, and what is drawn is no more
/// than that, the titles of the panels and the names of the bars.
#[test]
fn pictures_have_the_numbers_of_their_tables() {
    let mut seen = 0;
    for chart in all_reports().iter().flat_map(charts) {
        let mut drawn = texts(&Picture::of(chart).svg("", ""));
        if let Shape::People { label, .. } = &chart.shape {
            assert!(drawn.contains(label), "{}: {label}", chart.title);
            drawn.retain(|text| text != label);
            // Numbers for which there is no room are in the table alone.
            let known = |text: &String| {
                let mut rows = chart.rows.iter();
                rows.any(|row| row.name == *text)
            };
            assert!(drawn.iter().all(known), "{}: {drawn:?}", chart.title);
            seen += drawn.len();
            continue;
        }
        for cell in chart.rows.iter().flat_map(|row| &row.cells) {
            let at = drawn.iter().position(|text| *text == cell.text);
            let at = at.unwrap_or_else(|| panic!("{}: {} is not drawn", chart.title, cell.text));
            drawn.remove(at);
            seen += 1;
        }
        let mut names: Vec<&String> = chart.rows.iter().map(|row| &row.name).collect();
        names.extend(&chart.columns);
        for text in drawn {
            let (begin, end) = text.split_once('…').unwrap_or((&text, ""));
            assert!(
                names
                    .iter()
                    .any(|name| name.starts_with(begin) && name.ends_with(end)),
                "{}: {text} is drawn",
                chart.title
            );
        }
    }
    assert!(seen > 100, "only {seen} numbers were looked at");
}

/// No name of a person stands in a chart: what one of them did is told of nobody.
#[test]
fn charts_name_nobody() {
    for report in all_reports() {
        let shown = appendix(&report);
        for name in ["程晓梅", "周岚", "孙悦", "蒋立民", "赵敏行"] {
            assert!(!shown.contains(name), "{name} is named:\n{shown}");
        }
    }
}

/// The heights of what is filled below a node.
fn filled(group: &Group) -> Vec<f32> {
    let mut heights = Vec::new();
    for node in group.children() {
        match node {
            Node::Group(group) => heights.extend(filled(group)),
            Node::Path(path) if path.fill().is_some() => {
                heights.push(path.bounding_box().height());
            }
            _ => {}
        }
    }
    heights
}

/// The longest bar of a panel belongs to its largest number: bars are as long as numbers are
/// large.
#[test]
fn bars_are_as_long_as_numbers_are_large() {
    let log = root().join("tests/cases/charts/school/log.toml");
    let report = with_charts(&log, Path::new("none"));
    let people = charts(&report)
        .iter()
        .find(|chart| matches!(chart.shape, Shape::People { .. }))
        .expect("a chart of people");
    let tree = Tree::from_str(&Picture::of(people).svg("", ""), &Options::default());
    let tree = tree.expect("a picture");
    let heights = filled(tree.root());
    let done: Vec<f32> = people
        .rows
        .iter()
        .flat_map(|row| {
            let people = usize::try_from(row.cells[0].whole()).expect("a few");
            let number = row.name.trim_end_matches('余');
            vec![number.parse::<f32>().expect("a number"); people]
        })
        .filter(|done| *done > 0.0)
        .collect();
    assert_eq!(heights.len(), done.len(), "a bar for each who did anything");
    for (height, number) in heights.iter().zip(&done) {
        let expected = heights[0] * number / done[0];
        assert!((height - expected).abs() < 2.0, "{height} for {number}");
    }
}

/// What is hedged, has parts or is given in 万 is drawn as high as it is large.
#[test]
fn bars_of_large_and_hedged_numbers_are_in_proportion() {
    let printed = ["约24560", "3万", "9000", "1.5", "约2.4万", "80余"];
    let values = [24_560.0, 30_000.0, 9_000.0, 1.5, 24_000.0, 80.0];
    let cells = printed.map(|text| Cell::new(text.to_owned()));
    for (cell, value) in cells.iter().zip(values) {
        assert_eq!(cell.value as f64, value * 100.0, "{}", cell.text);
    }
    let rows = printed.iter().zip(cells).take(3);
    let chart = Chart {
        title: "各月经费".to_owned(),
        about: "柱形图。".to_owned(),
        shape: Shape::Columns,
        columns: vec!["经费（元）".to_owned()],
        rows: rows
            .map(|(name, cell)| Row {
                name: (*name).to_owned(),
                cells: vec![cell],
            })
            .collect(),
        table: String::new(),
        notes: Vec::new(),
    };
    let picture = Picture::of(&chart).svg("", "");
    let tree = Tree::from_str(&picture, &Options::default()).expect("a picture");
    let heights = filled(tree.root());
    for (height, value) in heights.iter().zip(values) {
        let expected = heights[1] * value as f32 / 30_000.0;
        assert!((height - expected).abs() < 2.0, "{height} for {value}");
    }
}
