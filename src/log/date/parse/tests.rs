//! Dates as people type them.

use super::*;

fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).expect("a day of the calendar")
}

/// What `text` is in a term of autumn and winter.
fn in_term(text: &str) -> Result<When, WrongDate> {
    match parse(text)? {
        When::Yearless(days) => days.of_term(Some(day(2025, 9, 1)), Some(day(2026, 1, 20)), false),
        when => Ok(when),
    }
}

#[test]
fn dates_are_read_in_the_forms_people_type() {
    for text in [
        "2025-9-1",
        "2025-09-01",
        "2025/9/1",
        "2025.9.1",
        "2025年9月1日",
        "２０２５年９月１日",
        "20250901",
        "2025年9月1日（星期一）",
        "2025-9-1 周一",
        "2025-9-1 14:30",
        "2025年9月1日14:30—16:00",
        "2025-09-01T14:30:00",
        "2025年9月1日（周一）下午第2节",
        "9月1日",
        "9月1号",
        " 9.1 ",
        "9-1",
        "９/１",
        "9月1日（周一）",
        "9月1日（周一上午）",
        "9月1日 8点半至9点",
        "9.1 第3、4节课",
        "9月1日至9月1日",
    ] {
        assert_eq!(in_term(text), Ok(When::Day(day(2025, 9, 1))), "{text}");
    }
    for (text, week) in [("第3周", 3), ("第三周", 3), ("第十二周", 12), ("第４周", 4)] {
        assert_eq!(parse(text), Ok(When::Week(week)), "{text}");
    }
    for text in [
        "第三周周五",
        "第3周星期五",
        "第３周 周五",
        "第3周的星期五",
        "第三周（周五）",
        "第3周周五下午第2节",
    ] {
        assert_eq!(in_term(text), Ok(When::Day(day(2025, 9, 19))), "{text}");
    }
    let early = When::Month {
        year: None,
        month: 3,
        part: "初",
        until: None,
    };
    assert_eq!(parse("3月初"), Ok(early));
    assert_eq!(early.to_string(), "3月初");
    let month = When::Month {
        year: Some(2025),
        month: 9,
        part: "",
        until: None,
    };
    assert_eq!(parse("2025-09"), Ok(month));
    assert_eq!(parse("2025年9月"), Ok(month));
}

#[test]
fn several_days_are_read_in_the_forms_people_type() {
    for text in [
        "2025-10-13/2025-10-17",
        "2025年10月13日至17日",
        "2025年10月13日至2025年10月17日",
        "10月13日—17日",
        "10月13日——10月17日",
        "10月13日-17日",
        "10月13-17日",
        "10.13-10.17",
        "10.13-17",
        "10-13～10-17",
        "20251013-20251017",
        "10月13日（周一）到10月17日（周五）",
    ] {
        let span = When::Span(day(2025, 10, 13), day(2025, 10, 17));
        assert_eq!(in_term(text), Ok(span), "{text}");
    }
    let new_year = When::Span(day(2025, 12, 30), day(2026, 1, 2));
    for text in ["12月30日至1月2日", "12月30日至2026年1月2日"] {
        assert_eq!(in_term(text), Ok(new_year), "{text}");
    }
    for text in ["9-10月", "9月-10月", "9月至10月", "9～10月", "9月份—10月份"] {
        let until = When::Month {
            year: None,
            month: 9,
            part: "",
            until: Some(10),
        };
        assert_eq!(parse(text), Ok(until), "{text}");
        assert_eq!(until.to_string(), "9月至10月");
    }
    for text in [
        "10月17日至13日",
        "10月17日至10月13日",
        "2025-10-17/2025-10-13",
        "10月17日至9月30日",
    ] {
        assert_eq!(in_term(text), Err(WrongDate::Backwards), "{text}");
    }
    assert_eq!(in_term("11月3日至31日"), Err(WrongDate::ImpossibleLast));
}

#[test]
fn the_year_is_that_of_the_term_or_next_to_it() {
    for (text, is) in [
        ("1月8日", day(2026, 1, 8)),
        ("8月28日", day(2025, 8, 28)),
        ("2月3日", day(2026, 2, 3)),
        ("2月29日", day(2024, 2, 29)),
    ] {
        assert_eq!(in_term(text), Ok(When::Day(is)), "{text}");
    }
    let Ok(When::Yearless(days)) = parse("4月20日") else {
        panic!("a day without its year");
    };
    let (start, end) = (day(2025, 9, 1), day(2026, 1, 20));
    let earlier = days.of_term(Some(start), Some(end), true);
    assert_eq!(earlier, Ok(When::Day(day(2025, 4, 20))));
    assert_eq!(days.of_term(None, None, false), Err(WrongDate::NoTerm));
    let long = days.of_term(Some(day(2024, 1, 1)), Some(end), false);
    assert_eq!(long, Err(WrongDate::SeveralYears));
    let open = days.of_term(Some(start), None, false);
    assert_eq!(open, Ok(When::Day(day(2026, 4, 20))));
}

/// A term that begins within a week has it for its first.
#[test]
fn a_day_of_a_week_is_counted_from_the_first_monday() {
    let Ok(When::Yearless(days)) = parse("第2周周一") else {
        panic!("a day of a week");
    };
    let start = Some(day(2026, 2, 26));
    let is = Ok(When::Day(day(2026, 3, 2)));
    assert_eq!(days.of_term(start, None, false), is);
    assert_eq!(days.of_term(None, start, false), Err(WrongDate::NoStart));
    assert_eq!(days.of_term(start, None, true), Err(WrongDate::NoStart));
    assert_eq!(days.to_string(), "第2周星期一");
    assert_eq!(parse("第0周周五"), Err(WrongDate::Impossible));
}

#[test]
fn a_weekday_is_that_of_the_day() {
    let is = Err(WrongDate::OtherWeekday(day(2025, 9, 1)));
    assert_eq!(in_term("9月1日（周二）"), is);
    assert_eq!(in_term("2025年9月1日 星期日"), is);
    let sunday = Ok(When::Day(day(2025, 9, 7)));
    assert_eq!(in_term("9月7日（星期天）"), sunday);
}

#[test]
fn what_is_no_date_is_refused() {
    for text in ["2026-02-30", "2026-13", "9月31日", "13.1", "20250931"] {
        assert_eq!(parse(text), Err(WrongDate::Impossible), "{text}");
    }
    for text in [
        "",
        "昨天",
        "20xx-9-1",
        "9",
        "2025-9-1-2",
        "2025--1",
        "12日9",
        "9月12日放学后",
        "第三十周半",
        "第三周周五周六",
        "第三周下午",
        "第三周周五放学后",
        "9月1日（周一）（周二）",
    ] {
        assert_eq!(parse(text), Err(WrongDate::Unreadable), "{text}");
    }
}
