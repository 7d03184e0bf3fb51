//! The schema takes what the reader takes: every key with values of every type, every calendar day,
//! strings put together at random.

mod common;
#[path = "common/validator.rs"]
mod validator;

use common::none_wrong;
use proptest::prelude::*;
use summarize::diagnostic::Severity;
use summarize::format::{self, Field, Sort, Type};
use summarize::log::Reader;
use toml::{Table, Value};
use validator::complaints;

/// What is wrong, most with dates, that no schema sees: it does not know the calendar of a term, nor which
/// of two days is the later, nor whether there is another key. Nor does it see what another key says
/// of a name: 一班 won no award of teachers.
const UNSEEN: &[&str] = &[
    "最后一天",
    "星期",
    "没有写年份，",
    "看不出这一周",
    "写了最后一天",
    "却不是姓名",
];

/// What the reader and the validator think of one log, if that is not the same.
fn disagreement(log: &Table) -> Option<String> {
    let text = log.to_string();
    let mut reader = Reader::default();
    reader
        .read("log.toml", text.as_bytes())
        .expect("a small log");
    let (_, diagnostics) = reader.finish();
    let found = diagnostics.into_kept();
    let wrong = found
        .iter()
        .filter(|found| found.severity == Severity::Error)
        .filter(|wrong| !UNSEEN.iter().any(|unseen| wrong.message.contains(unseen)));
    let errors = wrong.clone().count();
    let said = complaints(log);
    // Whether what looks like names with a blank or the like between them is one or several is left
    // to the reader.
    let is_left = said.is_empty() && wrong.clone().all(|one| one.message.contains("是几个人"));
    ((errors == 0) != said.is_empty() && !is_left)
        .then(|| format!("{errors} errors of the reader, of the schema {said:?}:\n{text}"))
}

/// A value that `field` takes.
fn sound(field: &Field) -> Value {
    match field.ty {
        Type::Text | Type::Texts | Type::Prose | Type::Line | Type::Lines => "甲".into(),
        Type::Mark => "一、".into(),
        Type::Date | Type::Day => "2025-10-10".into(),
        Type::Quantity | Type::Exact => 7.into(),
        Type::Amount => 7.5.into(),
        Type::Flag => true.into(),
        Type::Name => "周岚".into(),
        Type::People | Type::Staff => "周岚".into(),
        Type::Percent => 98.5.into(),
        Type::Word(words) | Type::Words(words) => words.words[0].name.into(),
        Type::Measure => "observation".into(),
        Type::Rows(fields) => Value::Table(needed(fields.iter())),
    }
}

/// What these fields need.
fn needed<'a>(fields: impl Iterator<Item = &'a Field>) -> Table {
    let needed = fields.filter(|field| field.required);
    needed
        .map(|field| (field.key.name().to_owned(), sound(field)))
        .collect()
}

/// The smallest sound table of this kind.
fn smallest(table: &format::Table) -> Table {
    let mut record = needed(table.all_fields());
    let any = table
        .all_fields()
        .find(|field| table.any_of.contains(&field.key));
    record.extend(any.map(|field| (field.key.name().to_owned(), sound(field))));
    record
}

/// A log of one such table.
fn log_of(table: &format::Table, record: Table) -> Table {
    let value = match table.sort {
        Sort::Head => Value::Table(record),
        _ => Value::Array(vec![Value::Table(record)]),
    };
    Table::from_iter([(table.key.to_owned(), value)])
}

/// The tables that have keys.
fn tables() -> impl Iterator<Item = &'static format::Table> {
    format::tables().filter(|table| table.sort != Sort::Words)
}

/// Values of every type, right under some keys and wrong under others. Numbers that are whole in
/// spite of a point are left out: JSON does not tell them from integers.
fn samples() -> Vec<Value> {
    const STRINGS: &[&str] = &[
        "",
        " ",
        "甲",
        " 甲 ",
        "甲\n乙",
        "\n甲\n",
        "甲\u{200B}乙",
        "甲\t乙",
        "0",
        "00",
        "1",
        "40余",
        "近7万",
        "约0",
        "0余",
        "1000000",
        "1000001",
        "100万",
        "101万",
        "100000万",
        "1000000000",
        "1000000001",
        "几",
        "近几",
        "近3余",
        "3节",
        "十",
        "十几",
        "20余人",
        "20人次",
        "周岚",
        "周岚、何平",
        "周岚，全校教师",
        "周岚、",
        "、",
        "全体",
        "全员",
        " 全体 ",
        "张老师",
        "老师",
        "一班",
        "3班",
        "周岚等10人",
        "无",
        "一、",
        "甲、",
        "（1）",
        "①",
        "2025-09-12",
        "2025-9-1",
        "2025年9月1日",
        "2025.9.1号",
        "2024-02-29",
        "2025-02-29",
        "2100-02-29",
        "2000-2-29",
        "2025-04-31",
        "2025-13-01",
        "1948-12-31",
        "2101-01-01",
        "2025-09",
        "2025-00",
        "2025年9月",
        "9月",
        "9月初",
        "9月 初",
        "13月",
        "2025年9月上旬",
        "2025-09 末",
        "第3周",
        "第三周",
        "第二十一周",
        "第一十周",
        "第03周",
        "第三周周五",
        "第3周 礼拜五",
        "第3周的周五（下午）",
        "第三周（周五）第2节",
        "第三周下午",
        "第三周周五周六",
        "第61周周五",
        "9月12日",
        "9.12",
        "9-31",
        "2.29",
        "12日9",
        "20250912",
        "20250931",
        "9月12日（周五）",
        "9月12日（周五下午）",
        "9月12日8",
        "9.12 8:30",
        "9.128:30",
        "2025年9月12日14:30-16:00",
        "2025-09-12T14:30:00",
        "2025-9-1 第3节",
        "2025-9-1（周一",
        "10月13日至17日",
        "2025-10-13/2025-10-17",
        "10.13-17",
        "10.13-32",
        "10-13-17",
        "10-13～17",
        "13至17日",
        "9月初至10月",
        "第61周",
        "第0周",
        "9",
        "昨天",
        "2025-9-1-2",
        "区级",
        "teacher",
        "班主任",
        "学生",
        "发表",
        "在研",
        "近",
        "主办",
        "人",
        "月",
        "学期",
        "observation",
        "听课",
        "target",
        "一等奖",
        "四等奖",
    ];
    const DATES: &[&str] = &[
        "2025-09-12",
        "2024-02-29",
        "1948-12-31",
        "0205-01-01",
        "07:32:00",
        "2025-09-12T07:32:00Z",
        "2025-09-12 07:32:00.5",
    ];
    let texts = STRINGS.iter().map(|text| Value::from(*text));
    let dates = DATES
        .iter()
        .map(|date| Value::Datetime(date.parse().expect("a date")));
    let integers = [
        -1,
        0,
        1,
        7,
        1_000,
        1_001,
        1_000_000,
        1_000_001,
        1_000_000_000,
        1_000_000_001,
    ];
    let floats = [2.5, -0.5, 98.7, 99.3, 1000.5, 1001.5];
    let mut plain: Vec<Value> = texts.chain(dates).collect();
    plain.extend(integers.map(Value::Integer));
    plain.extend(floats.map(Value::from));
    plain.push(true.into());
    plain.push(Value::Table(Table::new()));
    let lists: Vec<Value> = plain.iter().map(|one| vec![one.clone()].into()).collect();
    plain.extend(lists);
    plain.push(Value::Array(Vec::new()));
    plain.push(vec!["周岚", "20人"].into());
    plain.push(vec![vec!["甲"]].into());
    plain
}

/// Whether the schema is known to see `value` in another way than the reader: a date without quotes
/// where strings are taken, which in JSON is a string; spaces around a word, which editors need
/// not suggest.
fn is_known_to_differ(field: &Field, value: &Value) -> bool {
    match (value, field.ty) {
        (Value::Array(items), _) => items.iter().any(|item| is_known_to_differ(field, item)),
        (Value::Datetime(_), ty) => !matches!(ty, Type::Date | Type::Day),
        (Value::String(text), Type::Word(_) | Type::Words(_) | Type::Measure) => {
            text.trim() != text
        }
        _ => false,
    }
}

/// The values that are tried under `field`.
fn tried<'a>(field: &'a Field, values: &'a [Value]) -> impl Iterator<Item = Value> + 'a {
    let values = values.iter();
    values
        .filter(|value| !is_known_to_differ(field, value))
        .cloned()
}

/// Logs in which `field` of `table` has each of the values; in rows, each of their fields too.
fn trials(table: &format::Table, field: &Field, values: &[Value]) -> Vec<Table> {
    let name = field.key.name();
    let with = |value: Value| {
        let mut record = smallest(table);
        record.insert(name.to_owned(), value);
        log_of(table, record)
    };
    let mut logs: Vec<Table> = tried(field, values).map(with).collect();
    if let Type::Rows(fields) = field.ty {
        logs.push(with(vec![sound(field)].into()));
        logs.push(with(vec![vec![sound(field)]].into()));
        for inner in fields {
            for value in tried(inner, values) {
                let mut row = needed(fields.iter());
                row.insert(inner.key.name().to_owned(), value);
                logs.push(with(Value::Table(row)));
            }
        }
    }
    logs
}

#[test]
fn every_key_takes_what_the_reader_takes() {
    let samples = samples();
    let mut wrong = Vec::new();
    let mut seen = 0;
    for table in tables() {
        for log in table
            .all_fields()
            .flat_map(|field| trials(table, field, &samples))
        {
            seen += 1;
            wrong.extend(disagreement(&log));
        }
    }
    assert!(seen > 30_000, "only {seen} logs were looked at");
    wrong.truncate(20);
    none_wrong(&wrong);
}

/// Every day there could be of some years, and the end of February of all.
#[test]
fn the_calendar_is_that_of_the_reader() {
    let mut dates = Vec::new();
    for year in [1948, 1949, 2000, 2023, 2024, 2100, 2101] {
        for month in 0..=13 {
            dates.extend((0..=32).map(|day| format!("{year}-{month}-{day}")));
        }
    }
    dates.extend((1940..=2110).map(|year| format!("{year}年2月29日")));
    let term = format::table("term").expect("a table");
    let logs = dates.iter().map(|date| {
        let record = Table::from_iter([("start".to_owned(), date.as_str().into())]);
        log_of(term, record)
    });
    let wrong: Vec<String> = logs.filter_map(|log| disagreement(&log)).collect();
    none_wrong(&wrong);
}

/// Tables without what they need, with a key that there is not, with a key spelt twice.
#[test]
fn every_table_takes_the_keys_that_the_reader_takes() {
    let mut logs = Vec::new();
    for table in tables() {
        let small = smallest(table);
        for left_out in small.keys() {
            let mut less = small.clone();
            less.remove(left_out);
            logs.push(log_of(table, less));
        }
        let mut more = small.clone();
        more.insert("datee".to_owned(), "甲".into());
        logs.push(log_of(table, more));
        for field in table.all_fields() {
            let names: Vec<&str> = [field.key.name()]
                .into_iter()
                .chain(field.also.iter().copied())
                .collect();
            for first in &names {
                let mut twice = small.clone();
                twice.insert((*first).to_owned(), sound(field));
                logs.push(log_of(table, twice.clone()));
                for second in &names {
                    let mut twice = twice.clone();
                    twice.insert((*second).to_owned(), sound(field));
                    logs.push(log_of(table, twice));
                }
            }
        }
        let wrong_place = match table.sort {
            Sort::Head => Value::Array(vec![Value::Table(small.clone())]),
            _ => Value::Table(small.clone()),
        };
        logs.push(Table::from_iter([(table.key.to_owned(), wrong_place)]));
        logs.push(Table::from_iter([(table.key.to_owned(), "甲".into())]));
        logs.push(Table::from_iter([(
            format!("{}s", table.key),
            Value::Table(small),
        )]));
    }
    let wrong: Vec<String> = logs.iter().filter_map(disagreement).collect();
    none_wrong(&wrong);
}

/// Keys whose strings have a form of their own.
const FORMS: &[(&str, &str)] = &[
    ("session", "topic"),
    ("session", "date"),
    ("project", "start"),
    ("session", "count"),
    ("session", "lessons"),
    ("training", "cost"),
    ("session", "attendance"),
    ("award", "names"),
    ("section", "mark"),
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 2_000, failure_persistence: None, ..ProptestConfig::default() })]

    /// Strings as people might type them, put together at random.
    #[test]
    fn strings_are_taken_as_the_reader_takes_them(
        parts in prop::collection::vec(prop::sample::select(vec![
            "2025", "2024", "2100", "1949", "0", "00", "02", "2", "12", "13", "29", "30", "31", "60", "100",
            "1000000", "-", "/", ".", "年", "月", "日", "号", "上旬", "初", "末", "第", "周", " ", "　", "\n",
            "近", "约", "余", "多", "左右", "几", "十", "万", "人", "人次", "名教师", "老师", "全体", "全员", "全校",
            "周岚", "、", "，", "一", "（", "①", "无", "\u{200B}", "\u{2028}", "\t", "\u{a0}",
        ]), 0..8),
        as_list in any::<bool>(),
    ) {
        let text = parts.concat();
        let value: Value = if as_list { vec![text].into() } else { text.into() };
            for (table, key) in FORMS {
            let table = format::table(table).expect("a table");
            let mut record = smallest(table);
            record.insert((*key).to_owned(), value.clone());
            let disagreement = disagreement(&log_of(table, record));
            prop_assert_eq!(disagreement, None);
        }
    }
}
