//! What `check --fix` makes of a log with slips of the input method means what was typed, or the
//! slip is left and named: a repair changes signs, never values.
//!
//! What was typed is made together with the value that it means, of the same pieces, so that
//! nothing here reads a number, a name or a date.

#[path = "common/records.rs"]
mod records;

use proptest::prelude::*;
use proptest::sample::{Index, select};
use proptest::test_runner::TestCaseResult;
use summarize::format::{Field, Key, RECORDS, Sort, Table, Type, tables};
use summarize::log::{Log, Reader, Value, fixed, fixed_lines};

use records::record;

/// Measure words and what else stands behind numbers in schools.
const BEHIND: [&str; 40] = [
    "",
    "",
    "",
    "",
    "次",
    "节",
    "节课",
    "篇",
    "项",
    "个",
    "人",
    "名",
    "位",
    "人次",
    "天",
    "日",
    "学时",
    "课时",
    "小时",
    "元",
    "块钱",
    "角",
    "门",
    "周",
    "个月",
    "年",
    "%",
    "号",
    "场",
    "本",
    "件",
    "对",
    "期",
    "户",
    "班",
    "个班",
    "学分",
    "分钟",
    "教学周",
    "倍",
];

/// Words of size between a number and its measure word, and how many times as much it is.
const SCALES: [(&str, u64); 8] = [
    ("", 1),
    ("", 1),
    ("", 1),
    ("", 1),
    ("万", 10_000),
    ("千", 1_000),
    ("百", 100),
    ("亿", 100_000_000),
];

/// Where a hedge stands.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Side {
    Before,
    Behind,
    AtEnd,
}

/// Hedges, where they stand, and how the log writes them; with nothing where it has none.
const HEDGES: [(&str, Side, &str); 18] = [
    ("", Side::Before, "{}"),
    ("", Side::Before, "{}"),
    ("", Side::Before, "{}"),
    ("约", Side::Before, "约{}"),
    ("近", Side::Before, "近{}"),
    ("不足", Side::Before, "不足{}"),
    ("达", Side::Before, "达{}"),
    ("余", Side::Behind, "{}余"),
    ("多", Side::Behind, "{}多"),
    ("左右", Side::AtEnd, "{}左右"),
    ("以上", Side::AtEnd, "{}以上"),
    ("半", Side::AtEnd, ""),
    ("几", Side::Behind, ""),
    ("来", Side::Behind, ""),
    ("以内", Side::AtEnd, ""),
    ("至少", Side::Before, ""),
    ("最多", Side::Before, ""),
    ("上", Side::Before, ""),
];

/// What says nothing more behind the number of a key than the key does.
fn own(table: &Table, field: &Field) -> &'static [&'static str] {
    match (field.key, field.ty) {
        (_, Type::People | Type::Staff) | (Key::Attendance | Key::Teachers | Key::Pupils, _) => {
            &["人", "名", "位"]
        }
        (Key::PersonTimes, _) => &["人次"],
        (Key::Days, _) => &["天", "日"],
        (Key::Hours, _) => &["学时"],
        (Key::Cost, _) => &["元", "块钱"],
        (Key::Lessons, _) => &["节", "节课"],
        (Key::Courses, _) => &["门"],
        (Key::Percent | Key::Target, _) => &["%"],
        (Key::Weeks, _) => &["周", "教学周"],
        (Key::Classes, _) => &["个", "班", "个班"],
        (Key::Years | Key::YearsUnder | Key::YearsOver, _) => &["年"],
        (Key::Number, _) => &["号"],
        (Key::Count, _) => match table.unit {
            "次" => &["次"],
            "节" => &["节", "节课"],
            "篇" => &["篇"],
            "项" => &["项", "个"],
            _ => &[],
        },
        _ => &[],
    }
}

/// Something typed under a key, and the value that it means as a log writes it; none where a log
/// cannot say it there.
#[derive(Debug, Clone)]
struct Typed {
    text: String,
    meant: Option<String>,
}

/// A key of a table.
#[derive(Clone, Copy)]
struct At(&'static Table, &'static Field);

impl std::fmt::Debug for At {
    fn fmt(&self, f: &mut std::fmt::Formatter) -> std::fmt::Result {
        write!(f, "{} of {}", self.1.key.name(), self.0.key)
    }
}

fn fields(takes: impl Fn(Type) -> bool) -> Vec<At> {
    let all = tables().flat_map(|table| table.all_fields().map(move |field| At(table, field)));
    all.filter(|At(_, field)| takes(field.ty)).collect()
}

/// Digits, in the width and with the quotes of an input method.
fn wide(text: &str) -> String {
    let wide = |c: char| match c {
        '!'..='~' => char::from_u32(u32::from(c) + 0xFEE0).unwrap_or(c),
        _ => c,
    };
    text.chars().map(wide).collect()
}

/// A number under a key: digits or Chinese numerals, with a fraction, a word of size, a hedge and
/// a measure word.
fn number() -> impl Strategy<Value = (At, Typed)> {
    let takes = |ty| {
        matches!(
            ty,
            Type::Quantity
                | Type::Exact
                | Type::Amount
                | Type::Percent
                | Type::People
                | Type::Staff
        )
    };
    let digits = prop_oneof![
        (1_u64..=400).prop_map(|n| (n.to_string(), Some(n))),
        (1_u64..=9).prop_map(|n| {
            let sign = "零一二三四五六七八九".chars().nth(n as usize);
            (sign.expect("a numeral").to_string(), Some(n))
        }),
        select(vec![
            "两", "十几", "数十", "若干", "1/2", "1、2", "3-5", "-3", "1e3"
        ])
        .prop_map(|text| (text.to_owned(), None)),
    ];
    let fraction = prop_oneof![4 => Just(""), 1 => Just(".5"), 1 => Just(".25")];
    (
        select(fields(takes)),
        digits,
        fraction,
        select(SCALES.to_vec()),
        select(HEDGES.to_vec()),
        select(BEHIND.to_vec()),
        any::<bool>(),
        select(vec![
            "{}", "{}", "“{}”", "\"{}”", "“{}\"", "‘{}’", "\"{}\"", "({})",
        ]),
    )
        .prop_map(
            |(At(table, field), digits, fraction, scale, hedge, behind, is_wide, quotes)| {
                let (digits, n) = digits;
                // So many people in words are so many, which is tried elsewhere.
                let are_people = matches!(field.ty, Type::People | Type::Staff);
                let in_words = n.is_none() && !digits.contains(|c: char| c.is_ascii_digit());
                let digits = if are_people && in_words {
                    "1/2".to_owned()
                } else {
                    digits
                };
                let (scale, times) = scale;
                let (hedge, side, form) = hedge;
                // A class is somebody among those who won something.
                let is_class =
                    matches!(field.ty, Type::People | Type::Staff) && behind.contains('班');
                let behind = if is_class { "" } else { behind };
                let is_decimal = digits.bytes().all(|byte| byte.is_ascii_digit());
                let fraction = if is_decimal { fraction } else { "" };
                let number = format!("{digits}{fraction}{scale}");
                let text = match side {
                    Side::Before => format!("{hedge}{number}{behind}"),
                    Side::Behind => format!("{number}{hedge}{behind}"),
                    Side::AtEnd => format!("{number}{behind}{hedge}"),
                };
                let text = if is_wide { wide(&text) } else { text };
                let says_more = !behind.is_empty() && !own(table, field).contains(&behind);
                let meant = n.filter(|_| !says_more && !form.is_empty()).map(|n| {
                    let parts = match fraction {
                        "" => 0,
                        ".25" => 25,
                        _ => 50,
                    };
                    let hundredths = (n * 100 + parts) * times;
                    let (whole, rest) = (hundredths / 100, hundredths % 100);
                    let plain = match rest {
                        0 => whole.to_string(),
                        rest => format!("{whole}.{rest:02}"),
                    };
                    format!("\"{}\"", form.replace("{}", &plain))
                });
                (
                    At(table, field),
                    Typed {
                        text: quotes.replace("{}", &text),
                        meant,
                    },
                )
            },
        )
}

const NAMES: [&str; 6] = [
    "周岚",
    "何平",
    "章倩",
    "欧阳若溪",
    "阿依古丽·买买提",
    "孙宁",
];
const QUOTES: [(&str, &str); 8] = [
    ("\"", "\""),
    ("“", "”"),
    ("\"", "”"),
    ("“", "\""),
    ("‘", "’"),
    ("「", "」"),
    ("＂", "＂"),
    ("", ""),
];
const BETWEEN: [&str; 9] = [", ", "，", "、", "；", ";", "，　", "", " ", "\n"];
const BRACKETS: [(&str, &str); 6] = [
    ("[", "]"),
    ("［", "］"),
    ("【", "】"),
    ("[", "】"),
    ("", ""),
    ("[", ""),
];

/// Several people under a key, in the brackets, quotes and commas of an input method.
fn people() -> impl Strategy<Value = (At, Typed)> {
    let takes = |ty| matches!(ty, Type::People | Type::Staff);
    (
        select(fields(takes)),
        proptest::sample::subsequence(NAMES.to_vec(), 1..=4),
        prop::collection::vec(select(QUOTES.to_vec()), 4),
        prop::collection::vec(select(BETWEEN.to_vec()), 4),
        select(BRACKETS.to_vec()),
    )
        .prop_map(
            |(At(table, field), names, quotes, between, (open, close))| {
                let mut text = open.to_owned();
                for (nth, name) in names.iter().enumerate() {
                    let (left, right) = quotes[nth];
                    // Nothing at all between two names is nobody's slip.
                    let is_glued = nth > 0 && text.ends_with(names[nth - 1]) && left.is_empty();
                    match between[nth] {
                        _ if nth == 0 => {}
                        "" if is_glued => text.push('，'),
                        between => text.push_str(between),
                    }
                    text.push_str(&format!("{left}{name}{right}"));
                }
                text.push_str(close);
                let names: Vec<String> = names.iter().map(|name| format!("\"{name}\"")).collect();
                let meant = Some(format!("[{}]", names.join(", ")));
                (At(table, field), Typed { text, meant })
            },
        )
}

/// A text under a key, whatever signs are in it, between the quotes of an input method. A backslash
/// between two straight quotes begins a sign that cannot be typed, and is not among them.
fn text() -> impl Strategy<Value = (At, Typed)> {
    let takes = |ty| matches!(ty, Type::Text | Type::Line);
    let inner = "[甲乙丙课堂“”‘’\"'，。、；＝：=#＃\\[\\]【】{}1２a\\\\ 　]{0,12}";
    let quotes = vec![
        ("“", "”"),
        ("“", "\""),
        ("\"", "”"),
        ("「", "」"),
        ("‘", "’"),
    ];
    let between_quotes = (inner, select(quotes))
        .prop_filter("a sign of TOML", |(inner, (left, _))| {
            *left != "\"" || !inner.contains('\\')
        })
        // Whether a quotation ends and a remark begins there, nobody can tell.
        .prop_filter("a remark", |(inner, _)| {
            let mut remarks = inner.match_indices(['#', '＃']);
            remarks.all(|(at, _)| {
                let is_between = |c: char| c.is_whitespace() || "，、。；".contains(c);
                let before = inner[..at].trim_end_matches(is_between);
                !before.ends_with(['“', '”', '‘', '’', '"', '\''])
            })
        });
    let bare = "[甲乙丙课堂][甲乙丙课堂，、；：“”1２a ]{0,10}[甲乙丙课堂a]";
    let text = prop_oneof![4 => between_quotes, 1 => (bare, Just(("", "")))];
    (select(fields(takes)), text).prop_map(|(At(table, field), (inner, (left, right)))| {
        let escaped = inner.replace('\\', "\\\\").replace('"', "\\\"");
        let typed = Typed {
            text: format!("{left}{inner}{right}"),
            meant: Some(format!("\"{escaped}\"")),
        };
        (At(table, field), typed)
    })
}

/// A day under a key.
fn day() -> impl Strategy<Value = (At, Typed)> {
    let takes = |ty| matches!(ty, Type::Date | Type::Day);
    let signs = select(vec![
        ["-", "-", ""],
        ["－", "－", ""],
        ["—", "—", ""],
        [".", ".", ""],
        ["．", "．", ""],
        ["。", "。", ""],
        ["/", "/", ""],
        ["／", "／", ""],
        ["年", "月", "日"],
        ["年", "月", "号"],
        ["、", "、", ""],
        ["", "", ""],
    ]);
    let quotes = select(vec![("", ""), ("“", "”"), ("\"", "”"), ("\"", "\"")]);
    (
        select(fields(takes)),
        2024_u32..=2026,
        1_u32..=13,
        1_u32..=31,
        signs,
        any::<[bool; 2]>(),
        quotes,
    )
        .prop_map(
            |(
                At(table, field),
                year,
                month,
                day,
                [a, b, c],
                [is_wide, is_padded],
                (left, right),
            )| {
                let padded = is_padded || a.is_empty();
                let number = |n: u32| match padded {
                    true => format!("{n:02}"),
                    false => n.to_string(),
                };
                let text = format!("{year}{a}{}{b}{}{c}", number(month), number(day));
                let text = if is_wide { wide(&text) } else { text };
                let is_day = chrono::NaiveDate::from_ymd_opt(year as i32, month, day).is_some();
                let meant = is_day.then(|| format!("{year}-{month:02}-{day:02}"));
                (
                    At(table, field),
                    Typed {
                        text: format!("{left}{text}{right}"),
                        meant,
                    },
                )
            },
        )
}

/// Slips around a value: what stands for the equals sign, behind the value and in the header.
#[derive(Debug, Clone)]
struct Around {
    equals: &'static str,
    end: &'static str,
    header: (&'static str, &'static str),
    is_wide_key: bool,
    next: &'static str,
}

fn around() -> impl Strategy<Value = Around> {
    (
        select(vec![
            " = ", "＝", "：", ":", "　=　", "\u{a0}= ", " ＝ ", "=",
        ]),
        select(vec![
            "",
            "",
            "。",
            "，",
            ",",
            "；",
            "　",
            " # 备注",
            " ＃ 备注，“甲”",
            "。＃ 备注",
        ]),
        select(vec![
            ("[[", "]]"),
            ("【【", "】】"),
            ("［［", "]]"),
            ("[[", "】】"),
        ]),
        any::<Index>(),
        select(vec![
            "",
            "note = “改过”\n",
            "note: 甲乙\n",
            "note = \"好\"。\n",
        ]),
    )
        .prop_map(|(equals, end, header, wide, next)| Around {
            equals,
            end,
            header,
            is_wide_key: wide.index(6) == 0,
            next,
        })
}

fn read(text: &str) -> (Log, usize) {
    let mut reader = Reader::default();
    reader
        .read("log.toml", text.as_bytes())
        .expect("a small log");
    let (log, diagnostics) = reader.finish();
    (log, diagnostics.errors())
}

/// What a log holds under `key` of its records of `table`.
fn values(log: &Log, table: &Table, key: Key) -> Vec<Value> {
    let heads = [
        &log.head.report,
        &log.head.school,
        &log.head.term,
        &log.head.check,
    ];
    let heads = heads.into_iter().filter_map(Option::as_ref);
    let all = log
        .typed()
        .iter()
        .chain(&log.sections)
        .chain(&log.changes)
        .chain(heads);
    let ours = all.filter(|record| record.table.key == table.key);
    ours.filter_map(|record| record.get(key).cloned()).collect()
}

/// A record of `table` with a line for `field`, and where that line is to stand a gap.
fn with_gap(table: &Table, field: &Field) -> String {
    let is_listed = !matches!(table.sort, Sort::Head);
    let text = record(table, Some(field));
    let text = match is_listed {
        true => text,
        false => text.replace(&format!("[[{}]]", table.key), &format!("[{}]", table.key)),
    };
    let start = format!("{} = ", field.key.name());
    let lines = text.lines().map(|line| match line.starts_with(&start) {
        true => "GAP\n".to_owned(),
        false => format!("{line}\n"),
    });
    lines.collect()
}

/// The letters and digits of a text, in their usual width: what is no sign.
fn letters(text: &str) -> String {
    let narrow = text.chars().map(|c| match c {
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
        _ => c,
    });
    narrow.filter(|c| c.is_alphanumeric()).collect()
}

/// The repaired log says what was meant, or still has an error.
fn holds(At(table, field): At, typed: &Typed, around: &Around) -> TestCaseResult {
    let is_counted = RECORDS.iter().any(|one| one.key == table.key);
    let gap = with_gap(table, field);
    let key = field.key.name();
    let key = if around.is_wide_key {
        wide(key)
    } else {
        key.to_owned()
    };
    let line = format!("{key}{}{}{}\n", around.equals, typed.text, around.end);
    let next = if is_counted && field.key != Key::Note {
        around.next
    } else {
        ""
    };
    let (open, close) = around.header;
    let header = gap.lines().next().unwrap_or_default();
    let typed_header = match header.starts_with("[[") {
        true => format!("{open}{}{close}", table.key),
        false => header.to_owned(),
    };
    let slipped = gap.replace("GAP\n", &format!("{line}{next}"));
    let slipped = slipped.replacen(header, &typed_header, 1);
    let (after, changes) = fixed_lines(&slipped);
    let (log, errors) = read(&after);
    prop_assert_eq!(&fixed(&after), &after, "a second run changes something");
    if errors > 0 {
        // What was not made right as a whole has lost nothing.
        for change in &changes {
            let is_less = letters(&change.after).len() < letters(&change.before).len();
            let is_ours = change
                .before
                .contains(typed.text.lines().next().unwrap_or_default());
            prop_assert!(!is_less || is_ours, "{change:?}");
        }
        return Ok(());
    }
    let found = values(&log, table, field.key);
    let Some(meant) = &typed.meant else {
        // An empty text is as good as none.
        prop_assert!(
            found.is_empty(),
            "{slipped}\nbecomes\n{after}\nwhich says {found:?}"
        );
        return Ok(());
    };
    let right = gap.replace("GAP\n", &format!("{} = {meant}\n", field.key.name()));
    let (expected, errors) = read(&right);
    let expected = values(&expected, table, field.key);
    prop_assert_eq!(
        errors,
        0,
        "{}\nbecomes\n{}\nwhich is read, but this is not:\n{}",
        slipped,
        after,
        right
    );
    prop_assert_eq!(
        text_of(&found),
        text_of(&expected),
        "{}\nbecomes\n{}",
        slipped,
        after
    );
    Ok(())
}

/// Values without the places where they stand.
fn text_of(values: &[Value]) -> Vec<String> {
    let texts = values.iter().map(|value| match value {
        Value::Phrase(phrase) => phrase.text.to_string(),
        other => format!("{other:?}"),
    });
    texts.collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_repaired_number_is_the_number((at, typed) in number(), around in around()) {
        holds(at, &typed, &around)?;
    }

    #[test]
    fn repaired_people_are_the_people((at, typed) in people(), around in around()) {
        holds(at, &typed, &around)?;
    }

    #[test]
    fn a_repaired_text_is_the_text((at, typed) in text(), around in around()) {
        holds(at, &typed, &around)?;
    }

    #[test]
    fn a_repaired_day_is_the_day((at, typed) in day(), around in around()) {
        holds(at, &typed, &around)?;
    }
}

/// What is certain is repaired: a number with the measure word that goes without saying, people
/// between Chinese brackets.
#[test]
fn what_is_certain_is_repaired() {
    let all = fields(|ty| {
        matches!(
            ty,
            Type::Quantity | Type::Exact | Type::Amount | Type::Staff
        )
    });
    let mut tried = 0;
    for At(table, field) in all {
        for unit in own(table, field) {
            let line = format!("{} = 7{unit}", field.key.name());
            let log = with_gap(table, field).replace("GAP", &line);
            let right = log.replace(&line, &format!("{} = 7", field.key.name()));
            assert_eq!(fixed(&log), right);
            tried += 1;
        }
    }
    assert!(tried > 60, "{tried}");
    let log = "[[award]]\nnames　＝　【“周岚”、‘何平’，章倩】。\nlevel：区级\n";
    let right = "[[award]]\nnames = [\"周岚\", \"何平\", \"章倩\"]\nlevel = \"区级\"\n";
    assert_eq!(fixed(log), right);
}
