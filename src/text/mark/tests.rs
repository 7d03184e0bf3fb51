//! How marks are told from text.

use super::*;

#[test]
fn each_mark_numbers_in_its_way() {
    let marks = [
        ("一、", "十二、"),
        ("（一）", "（十二）"),
        ("(一)", "(十二)"),
        ("1、", "12、"),
        ("1.", "12."),
        ("1．", "12．"),
        ("１．", "１２．"),
        ("（1）", "（12）"),
        ("1）", "12）"),
        ("1)", "12)"),
        ("①", "⑫"),
        ("一是", "十二是"),
        ("第一，", "第十二，"),
        ("⑴", "⑿"),
        ("⒈", "⒓"),
        ("Ⅰ.", "Ⅻ."),
        ("A、", "L、"),
        ("a）", "l）"),
        ("无", ""),
    ];
    for (first, twelfth) in marks {
        let mark = Mark::parse(first).expect("a mark");
        assert_eq!(mark.number(12), twelfth);
        assert_eq!(mark.number(1), if first == "无" { "" } else { first });
    }
    assert_eq!(Mark::parse("①").expect("a mark").number(21), "（21）");
    assert_eq!(Mark::parse("甲、"), None);
    assert_eq!(Mark::at(1).number(3), "（三）");
}

#[test]
fn points_are_told_by_their_marks() {
    for mark in [
        "1）",
        "1)",
        "a）",
        "A.",
        "A、",
        "第一，",
        "第二、",
        "其一，",
        "首先，",
        "其次，",
        "⑴",
        "⒈",
        "㈠",
        "Ⅰ.",
        "ⅲ.",
        "１、",
        "【1】",
        "●",
        "※",
        "■",
        "◆",
        "一、",
        "（一）",
        "(2)",
        "①",
        "一是",
        "12、",
        "[2]",
        "2：",
        "第1、",
        "第二步：",
        "第一方面，",
        "1:",
        "（甲）",
        "壹、",
        "第一是",
        "其一是",
        "一来",
        "一方面，",
        "问题一、",
        "附1：",
        "→",
        "・",
        "➀",
        "☑",
        "♦",
        "1.1",
        "＊",
    ] {
        let line = format!("{mark}抓备课");
        assert_eq!(point(&line).map(|point| point.mark), Some(mark), "{line}");
    }
    for (line, mark) in [
        ("Ⅱ. 备课", "Ⅱ."),
        ("b) 备课", "b)"),
        ("第三条 备课", "第三条"),
        ("＊ 备课", "＊"),
        ("1-1 备课", "1-1"),
        ("2：备课", "2："),
        ("1: 备课", "1:"),
    ] {
        assert_eq!(point(line).map(|point| point.mark), Some(mark), "{line}");
    }
    for line in [
        "[2](https://x.cn)",
        "2：1",
        "2:1",
        "8:30",
        "2.5学时",
        "3-5 年级",
        "十来个",
        "一来二去",
        "七年级一、二班",
        "一方面要",
        "第三条经验",
        "2025、2026年",
        "1.5倍",
        "1. 甲",
        "1) 甲",
        "- 甲",
        "AB、",
        "A班",
        "第一学期",
        "首先要",
        "一年级",
        "（备注）",
        "三是",
        "第2周",
        "Ⅰ类",
        "**一、**",
    ] {
        let is_point = point(line).is_some();
        assert_eq!(is_point, line == "三是", "{line}");
    }
}
