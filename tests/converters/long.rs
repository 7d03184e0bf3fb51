//! A report with everything that makes a page long or wide.

use std::fs;
use std::path::Path;

use super::tools::{call, path_of};

/// How many rows its table has.
pub const ROWS: usize = 60;

/// What stands in each row and nowhere else.
pub const ROW: &str = "校级";

/// What stands in its head and nowhere else.
pub const HEAD: &str = "地点";

/// The log: slogan, headings in prose that skip a level, headings right below one another, a
/// link, lists, a quotation, code, and a table of eight columns whose first head is empty.
fn log() -> String {
    let mut log = String::from(
        r#"[report]
slogan = "守住课堂　静待花开"
author = "柳园小学教导处"
date = 2026-01-22

[school]
name = "柳园小学"

[term]
name = "2025—2026学年第一学期"
start = 2025-09-01
end = 2026-01-20

[prose]
closing = "新的学期，我们将继续守住课堂。"

[[section]]
title = "主要措施"
prose = """
# 一处小标题

见[学校网站](https://example.com/an/address/that/is/too/long/for/a/line/on/a/telephone)。

- 一条
- 又一条，**很长**的一条，比手机屏幕的一行要长得多

> 引用的一句话。

```
alineofcodethatislongerthananyscreenofatelephoneandanysheetofpaperiswidealineofcodethatislonger
```
"""

[[section.section]]
title = "各项活动一览"
prose = """
全学期的活动如下表。

"#,
    );
    log.push_str(&format!(
        "| | 姓名 | 活动 | 日期 | 人次 | 级别 | {HEAD} | 备注 |\n"
    ));
    log.push_str("|:--|:--|:--|:--|--:|:--|:--|:--|\n");
    for row in 1..=ROWS {
        let (day, times) = (row % 28 + 1, row * 3);
        log.push_str(&format!(
            "| 第{row}项 | 周岚、何平 | 单元整体设计下的课堂教学观摩与研讨 | 2025年9月{day}日 | \
             {times} | {ROW} | 报告厅 | 已按计划完成 |\n"
        ));
    }
    log.push_str("\"\"\"\n");
    // Of such lengths that headings come to the ends of pages.
    for part in 1..=8 {
        log.push_str(&format!("\n[[section]]\ntitle = \"第{part}部分工作\"\n"));
        for point in 1..=3 {
            let text = "把功夫下在课堂上，把研究放在备课里。".repeat(7 + 3 * part + 4 * point);
            log.push_str(&format!(
                "\n[[section.section]]\ntitle = \"做好工作{part}之{point}\"\nprose = \"{text}\"\n"
            ));
        }
    }
    log
}

/// Its page.
pub fn page(folder: &Path) -> Result<String, String> {
    page_of(&log(), folder)
}

/// The page of a report whose signature comes to the end of the first sheet.
pub fn page_of_one_sheet(folder: &Path) -> Result<String, String> {
    let text = "守住课堂。\n\n".repeat(16);
    let log = format!(
        "[report]\nauthor = \"教导处\"\ndate = 2026-01-22\n[school]\nname = \"柳园小学\"\n\
         [term]\nname = \"2025—2026学年第一学期\"\n[prose]\nclosing = \"新的学期再努力。\"\n\
         [[section]]\ntitle = \"做法\"\nprose = \"\"\"\n{text}\"\"\"\n"
    );
    page_of(&log, folder)
}

/// The page of a log.
fn page_of(log: &str, folder: &Path) -> Result<String, String> {
    let path = folder.join("long.toml");
    fs::write(&path, log).map_err(|error| error.to_string())?;
    let program = env!("CARGO_BIN_EXE_summarize");
    call(program, &[path_of(&path), "-q", "-f", "html"], "")
}
