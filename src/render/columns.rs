//! The columns of a table in Markdown: how wide they are to be in a word processor.

use crate::markup;
use crate::text::wide;

/// How many half characters of the size in tables the page is wide (156 mm, 12 pt), and what the
/// edges of a cell take of that, with the space that word processors leave beside digits.
const PAGE: usize = 73;
const EDGES: usize = 4;

/// The narrowest column: two characters.
const NARROWEST: usize = EDGES + 4;

/// How many rows are looked at.
const ROWS: usize = 100;

/// A table whose line below the head has dashes in proportion to what stands in its columns: of
/// wide tables pandoc takes the widths from there (its manual, “pipe_tables”). Anything else stays
/// as it is.
pub(super) fn in_proportion(block: &str) -> String {
    let Some(rows) = block
        .starts_with('|')
        .then(|| markup::cells(block))
        .flatten()
    else {
        return block.to_owned();
    };
    let mut lines: Vec<String> = block.lines().map(str::to_owned).collect();
    let Some(rule) = lines.get_mut(1) else {
        return block.to_owned();
    };
    let columns = rule.trim().trim_matches('|').split('|');
    let columns = columns.map(str::trim).zip(widths(&rows));
    let columns = columns.map(|(dashes, width)| {
        let begin = if dashes.starts_with(':') { ":" } else { "" };
        let end = if dashes.ends_with(':') { ":" } else { "" };
        format!("{begin}{}{end}", "-".repeat(width))
    });
    *rule = format!("|{}|", columns.collect::<Vec<_>>().join("|"));
    lines.join("\n")
}

/// How wide the columns are: as they need to be. Where there is no room, that one gives way by
/// which the table becomes longer by the fewest lines, and of several the widest.
fn widths(rows: &[Vec<String>]) -> Vec<usize> {
    let rows: Vec<Vec<usize>> = rows
        .iter()
        .take(ROWS)
        .map(|row| row.iter().map(|text| wide::width(text)).collect())
        .collect();
    let count = rows.first().map_or(0, Vec::len);
    let needed = |nth: usize| {
        let widest = rows.iter().filter_map(|row| row.get(nth)).max();
        (widest.copied().unwrap_or(0).min(PAGE) + EDGES).max(NARROWEST)
    };
    let mut widths: Vec<usize> = (0..count).map(needed).collect();
    while widths.iter().sum::<usize>() > PAGE {
        let can_give = (0..count).filter(|nth| widths[*nth] > NARROWEST);
        let least = can_give.min_by_key(|nth| {
            let mut narrower = widths.clone();
            narrower[*nth] -= 1;
            (height(&rows, &narrower), PAGE.saturating_sub(widths[*nth]))
        });
        match least {
            Some(nth) => widths[nth] -= 1,
            None => break,
        }
    }
    widths
}

/// How many lines the rows take with columns of these widths.
fn height(rows: &[Vec<usize>], widths: &[usize]) -> usize {
    let lines = |row: &Vec<usize>| {
        let cells = row.iter().zip(widths);
        let lines = cells.map(|(text, width)| text.div_ceil(width.saturating_sub(EDGES).max(1)));
        lines.max().unwrap_or(0).max(1)
    };
    rows.iter().map(lines).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn dashes(table: &str) -> Vec<usize> {
        let table = in_proportion(table);
        let rule = table.lines().nth(1).expect("the line below the head");
        let columns = rule.trim_matches('|').split('|');
        columns.map(|column| column.matches('-').count()).collect()
    }

    #[test]
    fn columns_are_as_wide_as_what_stands_in_them() {
        let table = "| 序号 | 主题 |\n|---:|:---|\n| 1 | 单元整体教学 |";
        assert_eq!(
            in_proportion(table).lines().nth(1),
            Some("|--------:|:----------------|")
        );
    }

    #[test]
    fn a_long_cell_gives_way_before_many_short_ones() {
        let mut table = "| 序号 | 教师 | 主题 | 备注 |\n|---|---|---|---|\n".to_owned();
        for nth in 1..=20 {
            table.push_str(&format!("| {nth} | 欧阳文清 | 第{nth}次集体备课活动 | |\n"));
        }
        table.push_str(&format!(
            "| 21 | 周岚 | 活动 | {} |",
            "很长的备注".repeat(20)
        ));
        let widths = dashes(&table);
        assert_eq!(widths.iter().sum::<usize>(), PAGE);
        assert_eq!(widths[..3], [8, 12, 22]);
    }

    #[test]
    fn more_columns_than_there_is_room_for_are_narrow() {
        let cells = vec!["教研活动"; 30].join(" | ");
        let rule = vec!["---"; 30].join("|");
        let widths = dashes(&format!("| {cells} |\n|{rule}|\n| {cells} |"));
        assert_eq!(widths, vec![NARROWEST; 30]);
    }
}
