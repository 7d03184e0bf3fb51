//! Printed pages: what stands on each, and whether together they are the report.

use super::blocks::{Block, Kind, blocks};
use super::pdf::{Page, Word};
use super::place::Place;
use super::texts;

/// What the pages of a report must be like.
pub struct Paper {
    pub has_page_number: bool,
    /// LibreOffice 7.4 does not print some of the marks that would stick out of a justified line.
    pub may_lose_marks: bool,
}

/// A4 in points, and its margins: top 37 mm, bottom 35, left 28, right 26 (GB/T 9704—2012).
const SIZE: [f64; 2] = [595.3, 841.9];
const MM: f64 = 72.0 / 25.4;
/// How far the empty half of a mark at the end of a line may stick out: half a character, more
/// where the font has other widths.
const SLACK: f64 = 17.0;
/// The boxes of glyphs in tall fonts are higher than their lines.
const LINE: f64 = 24.0;

/// The pages together are the report, each has its number where there is one, and nothing stands
/// outside of the text area.
pub fn are_whole(
    paper: &Paper,
    blocks: &[Block],
    names: &[String],
    pages: &[Page],
) -> Result<(), String> {
    let mut shown = Vec::new();
    for (nth, page) in pages.iter().enumerate() {
        let number = paper.has_page_number.then(|| format!("—{}—", nth + 1));
        let pieces = within(page, number).map_err(|wrong| format!("page {}: {wrong}", nth + 1))?;
        shown.push(pieces);
    }
    let expected: Vec<&str> = blocks
        .iter()
        .flat_map(|block| [&*block.mark, &*block.text])
        .collect();
    begins_at_the_margin(pages)?;
    let marks = if paper.may_lose_marks { MARKS } else { &[] };
    let shown = joined(blocks, &expected.concat(), &shown, marks)?;
    texts::same(&expected, &shown, names)?;
    let lines = lines(blocks);
    match (lines / 36..=lines / 16 + 2).contains(&pages.len()) {
        true => Ok(()),
        false => Err(format!("{} pages for about {lines} lines", pages.len())),
    }
}

/// Where there are several pages some lines are full: these begin at the margin.
fn begins_at_the_margin(pages: &[Page]) -> Result<(), String> {
    let words = pages.iter().flat_map(|page| &page.words);
    let first = words.map(|word| word.left).fold(f64::INFINITY, f64::min);
    match pages.len() > 3 && (first - 28.0 * MM).abs() > 3.0 {
        true => Err(format!("lines begin {:.1} mm from the edge", first / MM)),
        false => Ok(()),
    }
}

/// About how many lines blocks take, of 22 on a page; a row of a table is a small one.
fn lines(blocks: &[Block]) -> usize {
    let mut row = None;
    let mut lines = 0;
    for block in blocks {
        match block.kind {
            Kind::Cell(cell) if row == Some((cell.table, cell.row)) => {}
            Kind::Cell(cell) => {
                row = Some((cell.table, cell.row));
                lines += 1;
            }
            _ => lines += (block.text.chars().count() + 2).div_ceil(27),
        }
    }
    lines
}

/// The words of a page without its number, which must stand alone in the bottom margin.
fn within(page: &Page, number: Option<String>) -> Result<Vec<Piece>, String> {
    if (page.width - SIZE[0]).abs() > 1.0 || (page.height - SIZE[1]).abs() > 1.0 {
        return Err(format!("{} by {} is not A4", page.width, page.height));
    }
    let end = page.height - 35.0 * MM;
    let (below, words): (Vec<&Word>, Vec<&Word>) =
        page.words.iter().partition(|word| word.top > end);
    let below: String = below.iter().map(|word| word.text.as_str()).collect();
    if below != number.clone().unwrap_or_default() {
        return Err(format!("below the text stands {below:?}, not {number:?}"));
    }
    let outside = words.iter().find(|word| {
        let is_inside = word.left >= 28.0 * MM - SLACK
            && word.right <= page.width - 26.0 * MM + SLACK
            && word.top >= 37.0 * MM - LINE
            && word.bottom <= end + LINE;
        !is_inside
    });
    if let Some(word) = outside {
        return Err(format!("outside of the text area: {word:?}"));
    }
    let mut line = None;
    let mut pieces = Vec::new();
    for word in words {
        // In one line fonts of other heights stand on about the same level.
        let begins_line = line.is_none_or(|line: f64| (word.bottom - line).abs() >= 4.0);
        line = Some(word.bottom);
        let text = word.text.replace(BULLETS, "");
        pieces.push(Piece { text, begins_line });
    }
    match pieces.is_empty() {
        true => Err("nothing stands on it".to_owned()),
        false => Ok(pieces),
    }
}

/// A word as it is printed, without where.
struct Piece {
    text: String,
    begins_line: bool,
}

/// Signs that programs set before the items of a list.
const BULLETS: [char; 4] = ['•', '◦', '▪', '\u{F0B7}'];

/// Marks that end a line even where there is no room for them.
const MARKS: &[char] = &['、', '，', '。', '；', '：', '！', '？'];

/// The text of all pages in pieces. Where a table goes on from one to the next its head stands
/// there again, which is left out; where one of `lost` is expected between two lines it is put
/// there.
fn joined(
    blocks: &[Block],
    expected: &str,
    pages: &[Vec<Piece>],
    lost: &[char],
) -> Result<Vec<String>, String> {
    let expected: Vec<char> = expected.chars().collect();
    let mut all = Vec::new();
    let mut length = 0;
    for (nth, page) in pages.iter().enumerate() {
        let head = head_of_table_at(blocks, length).unwrap_or_default();
        let page = without_head(page, &head).ok_or_else(|| {
            format!(
                "page {} goes on with a table, not with its head {head}",
                nth + 1
            )
        })?;
        for piece in page {
            let mark = expected.get(length).filter(|mark| lost.contains(mark));
            let is_lost = |mark: &&char| piece.begins_line && !piece.text.starts_with(**mark);
            if let Some(mark) = mark.filter(is_lost) {
                all.push(mark.to_string());
                length += 1;
            }
            all.push(piece.text.clone());
            length += piece.text.chars().count();
        }
    }
    Ok(all)
}

/// A page without the head that stands at its beginning.
fn without_head<'a>(page: &'a [Piece], head: &str) -> Option<&'a [Piece]> {
    let (mut page, mut head) = (page, head);
    while !head.is_empty() {
        let (first, rest) = page.split_first()?;
        head = head.strip_prefix(first.text.as_str())?;
        page = rest;
    }
    Some(page)
}

/// The head of the table that the text is within after so many characters.
fn head_of_table_at(blocks: &[Block], characters: usize) -> Option<String> {
    let mut passed = 0;
    let mut current = None;
    let mut head = String::new();
    for block in blocks {
        let within = match block.kind {
            Kind::Cell(cell) => Some((cell.table, cell.row)),
            _ => None,
        };
        if passed >= characters {
            let goes_on = within.is_some_and(|(table, row)| row > 0 && current == Some(table));
            return (goes_on && characters > 0).then_some(head);
        }
        if within.is_some_and(|(_, row)| row == 0) {
            if current != within.map(|(table, _)| table) {
                head.clear();
            }
            head.push_str(&block.text);
        }
        current = within.map(|(table, _)| table);
        passed += block.mark.chars().count() + block.text.chars().count();
    }
    None
}

/// What is said of pages that a converter has damaged.
pub fn pages_that_lack_a_line_are_refused(_: &Place) -> Result<(), String> {
    let blocks = blocks("# 总结\n\n| 次 | 人 |\n|---|---|\n| 1 | 周岚 |\n| 2 | 何平 |\n");
    let whole = [&["总结", "次人", "1周岚"][..], &["次人", "2何平"]];
    let check = |change: &dyn Fn(&mut Vec<Page>)| {
        let mut pages: Vec<Page> = whole.iter().map(|lines| page(lines)).collect();
        pages
            .iter_mut()
            .enumerate()
            .for_each(|(nth, page)| page.words.push(foot(nth + 1)));
        change(&mut pages);
        let paper = Paper {
            has_page_number: true,
            may_lose_marks: false,
        };
        let names = ["周岚".to_owned(), "何平".to_owned()];
        are_whole(&paper, &blocks, &names, &pages)
            .err()
            .unwrap_or_default()
    };
    type Change<'a> = &'a dyn Fn(&mut Vec<Page>);
    let cases: [(Change, &str); 9] = [
        (&|_| {}, ""),
        (
            &|pages| pages[1].words[1].text = "2".into(),
            "lost: the name 何平",
        ),
        (
            &|pages| pages[0].words[2].text = "周岚".into(),
            "lost: the figure 1",
        ),
        (
            &|pages| drop(pages[1].words.remove(0)),
            "not with its head 次人",
        ),
        (&|pages| drop(pages[1].words.pop()), "below the text stands"),
        (
            &|pages| pages[1].words[0].right = 560.0,
            "outside of the text area",
        ),
        (&|pages| pages[0].width = 612.0, "is not A4"),
        (
            &|pages| pages[1].words.retain(|word| word.top > 742.0),
            "nothing stands on it",
        ),
        (
            &|pages| pages[0].words[0].text = "总结结".into(),
            "shown …总结结",
        ),
    ];
    for (nth, (change, expected)) in cases.into_iter().enumerate() {
        let said = check(change);
        if !said.contains(expected) || said.is_empty() != expected.is_empty() {
            return Err(format!("case {nth}: said {said:?}, not {expected:?}"));
        }
    }
    Ok(())
}

/// A mark that is lost is told, unless it stood at the end of a line and may be.
pub fn only_marks_at_ends_of_lines_may_be_lost(_: &Place) -> Result<(), String> {
    let blocks = blocks("周岚、何平，听课。");
    let whole = |lines: &[&str], may_lose_marks| {
        let paper = Paper {
            has_page_number: false,
            may_lose_marks,
        };
        are_whole(&paper, &blocks, &[], &[page(lines)]).is_ok()
    };
    let found = [
        whole(&["周岚、", "何平，听课。"], false),
        whole(&["周岚", "何平，听课。"], true),
        whole(&["周岚", "何平，听课。"], false),
        whole(&["周岚何平，", "听课。"], true),
        whole(&["周", "、何平，听课。"], true),
    ];
    match found == [true, true, false, false, false] {
        true => Ok(()),
        false => Err(format!("{found:?}")),
    }
}

/// A page with these lines.
fn page(lines: &[&str]) -> Page {
    let words = lines.iter().enumerate().map(|(nth, line)| {
        let top = 110.0 + 28.0 * f64::from(u8::try_from(nth).unwrap_or(0));
        word(line, top)
    });
    Page {
        width: 595.3,
        height: 841.9,
        words: words.collect(),
    }
}

fn foot(number: usize) -> Word {
    word(&format!("—{number}—"), 760.0)
}

fn word(text: &str, top: f64) -> Word {
    Word {
        text: text.to_owned(),
        left: 100.0,
        top,
        right: 200.0,
        bottom: top + 20.0,
    }
}
