//! Every key of the format, tried alone beside the required ones: it is read, the report is
//! sound, and what it says is told.

#[path = "common/records.rs"]
mod records;

use std::sync::Arc;

use summarize::format::{Field, Key, RECORDS, Table, Type};
use summarize::log::Reader;
use summarize::tally::Tally;
use summarize::{render, report};

use records::{line, record};

/// Keys that are for the keeping of the log, or that say how others are to be read.
const NOT_TOLD: &[Key] = &[
    Key::Note,
    Key::Evidence,
    Key::Id,
    Key::Approx,
    Key::Own,
    Key::ByPupils,
    Key::TermName,
    Key::Pending,
];

/// Keys that no sentence uses yet, or that say nothing without another key beside them (an
/// author without a title, a mentor without an apprentice).
const NOT_TOLD_ALONE: &[(&str, Key)] = &[
    ("observation", Key::Teacher),
    ("observation", Key::Title),
    ("lecture", Key::Audience),
    ("lecture", Key::Host),
    ("lecture", Key::Post),
    ("training", Key::Mode),
    ("training", Key::Host),
    ("training", Key::Completed),
    ("writing", Key::Authors),
    ("writing", Key::Title),
    ("paper", Key::Authors),
    ("paper", Key::Contest),
    ("award", Key::Team),
    ("award", Key::Teacher),
    ("project", Key::Members),
    ("project", Key::Start),
    ("project", Key::End),
    ("pairing", Key::Mentor),
];

/// Common keys of which a kind need not speak where a record stands alone: they break figures down.
const AXES: &[Key] = &[
    Key::Date,
    Key::Until,
    Key::Group,
    Key::Subject,
    Key::Class,
    Key::Level,
    Key::Place,
];

fn report_of(log: &str) -> String {
    told_of(log).0
}

/// The report of a log, and what its account names as not told.
fn told_of(log: &str) -> (String, Vec<&'static str>) {
    told_in(log, None, None)
}

/// The same in a pattern.
fn told_in(
    log: &str,
    template: Option<&str>,
    teacher: Option<&str>,
) -> (String, Vec<&'static str>) {
    let mut reader = Reader::default();
    reader
        .read("log.toml", log.as_bytes())
        .expect("a small log");
    let (log, diagnostics) = reader.finish();
    assert_eq!(diagnostics.errors(), 0, "{:?}", diagnostics.sorted().0);
    let tally: Arc<Tally> = Tally::new(log);
    let request = report::Request {
        template,
        teacher,
        ..report::Request::default()
    };
    let report = report::compose(&tally, &Arc::default(), &request).expect("a report");
    let untold = report.left_out.keys.iter().map(|(name, _)| *name).collect();
    (render::markdown(&report, "."), untold)
}

/// Values that stand nowhere by chance, as they are typed and as they are printed: every word of
/// a field that takes words.
fn values(field: &Field) -> Vec<(String, Vec<String>)> {
    let text = format!("苍梧{}", field.key.name().len());
    let one = |typed: String, shown: &[&str]| {
        let shown = shown.iter().map(|shown| (*shown).to_owned());
        vec![(typed, shown.collect())]
    };
    match field.ty {
        Type::Text | Type::Texts | Type::Prose | Type::Line | Type::Lines => {
            one(format!("\"{text}\""), &[&text])
        }
        Type::Date | Type::Day => one("2025-11-27".to_owned(), &["11月27日"]),
        Type::Quantity | Type::Exact => one("37".to_owned(), &["37"]),
        Type::Amount => one("37.5".to_owned(), &["37.5"]),
        Type::Name => one("\"宁采薇\"".to_owned(), &["宁采薇"]),
        Type::Percent => one("93.7".to_owned(), &["93.7"]),
        Type::People | Type::Staff => one("[\"宁采薇\"]".to_owned(), &["宁采薇"]),
        Type::Word(words) | Type::Words(words) => {
            let words = words.words.iter();
            // The first of them and some more.
            words
                .step_by(3)
                .map(|word| {
                    // 获一等奖, 正在研究中, 李明同学.
                    let other = match word.name {
                        "获奖" => "获",
                        "在研" => "正在研究中",
                        "pupil" => "同学",
                        name => name,
                    };
                    let forms = [word.name, word.short, other].into_iter();
                    let forms = forms.chain(word.also.iter().copied());
                    (
                        format!("\"{}\"", word.name),
                        forms.map(str::to_owned).collect(),
                    )
                })
                .collect()
        }
        Type::Rows(fields) => {
            let inner: Vec<_> = fields
                .iter()
                .filter_map(|field| Some((field, values(field).into_iter().next()?)))
                .collect();
            let lines = inner
                .iter()
                .map(|(field, (typed, _))| format!("{} = {typed}", field.key.name()));
            let lines: Vec<String> = lines.collect();
            // The word for a hedge has a place of its own beside the number.
            let inner = inner.into_iter();
            let shown = inner
                .filter(|(field, _)| field.key != Key::Approx)
                // A word is told in one of its forms, here by its name.
                .flat_map(|(field, (_, shown))| match field.ty {
                    Type::Word(_) => shown[..1].to_vec(),
                    _ => shown,
                });
            vec![(format!("[{{ {} }}]", lines.join(", ")), shown.collect())]
        }
        Type::Flag | Type::Measure | Type::Mark => Vec::new(),
    }
}

/// Records of `table`, one for each of `others` and one with `key = value` and, if it is to be
/// full, whatever else it takes.
fn with_value(table: &Table, field: &Field, value: &str, others: usize, is_full: bool) -> String {
    let mut log = record(table, None).repeat(others);
    log.push_str(&format!("[[{}]]\n", table.key));
    let first_of_any = table.any_of.first().copied();
    let left_alone = [
        Key::TermName,
        Key::Pending,
        Key::Approx,
        Key::Count,
        Key::Id,
        Key::Until,
    ];
    // The last day needs the first.
    if field.key == Key::Until {
        log.push_str("date = 2025-11-25\n");
    }
    for other in table.all_fields() {
        let is_taken = other.required
            || Some(other.key) == first_of_any
            || (is_full && !left_alone.contains(&other.key));
        let is_taken = is_taken && (field.key != Key::Until || other.key != Key::Date);
        // Who completed a training took part in it.
        let is_of_completers = field.key == Key::Completed && other.key == Key::People;
        // So many at each of so many trainings do not go together with any attendances in all.
        let apart = [
            (Key::People, Key::Completed),
            (Key::Count, Key::PersonTimes),
        ];
        let is_taken = is_taken && !apart.contains(&(field.key, other.key));
        if other.key == field.key || is_of_completers {
            log.push_str(&format!("{} = {value}\n", other.key.name()));
        } else if is_taken {
            log.push_str(&line(other));
            log.push('\n');
        }
    }
    log
}

#[test]
fn what_a_key_says_is_told_or_named_as_not_told() {
    const NEITHER: &[Key] = &[Key::Note, Key::Id, Key::TermName, Key::Pending, Key::Approx];
    let mut wrong = Vec::new();
    for table in summarize::format::counted() {
        for field in table
            .all_fields()
            .filter(|field| !NEITHER.contains(&field.key))
        {
            // The last day is part of the date.
            let short = match field.key {
                Key::Until => table.field("date").map_or("", |date| date.short()),
                _ => field.short(),
            };
            // Of words there are many.
            let is_word = matches!(field.ty, Type::Word(_) | Type::Words(_));
            let ways: &[(usize, bool)] = match is_word {
                true => &[(0, false)],
                false => &[(0, false), (2, true)],
            };
            for (value, mut shown) in values(field) {
                if field.key == Key::Until {
                    shown = vec!["11月25日至27日".to_owned()];
                }
                for (others, is_full) in ways.iter().copied() {
                    let log = with_value(table, field, &value, others, is_full);
                    let (told, untold) = told_of(&log);
                    // With others beside it a number is in their sum, or it is multiplied.
                    let is_sum = others > 0 && matches!(field.ty, Type::Quantity | Type::Amount);
                    let stands = match field.ty {
                        Type::Rows(_) => shown.iter().all(|shown| told.contains(shown)),
                        _ => shown.iter().any(|shown| told.contains(shown)),
                    };
                    if !is_sum && !stands && !untold.contains(&short) {
                        wrong.push(format!(
                            "{}.{} = {value} is lost:\n{log}\n{told}",
                            table.key,
                            field.key.name()
                        ));
                    }
                    let is_own = matches!(field.ty, Type::Text | Type::Texts | Type::Staff);
                    if is_own && stands && !is_full && untold.contains(&short) {
                        wrong.push(format!(
                            "{}.{} = {value} is told:\n{log}\n{told}",
                            table.key,
                            field.key.name()
                        ));
                    }
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}:\n{}", wrong.len(), wrong.join("\n"));
}

/// The patterns, and what else to ask for, whose outline tells what was asked and not reached.
const WITH_SHORTFALLS: &[(&str, Option<&str>)] = &[
    ("summary", None),
    ("themed", None),
    ("items", None),
    ("chronicle", None),
    ("group", None),
    ("briefing", None),
    ("personal", Some("周岚")),
];

/// A record of `table` of one teacher, and what else it needs; of awards, one to each of those who
/// may get it.
fn of_one_teacher(table: &Table, recipient: Option<&str>) -> String {
    let mut text = format!("[[{}]]\n", table.key);
    let first_of_any = table.any_of.first().copied();
    let mut is_theirs = false;
    for field in table.all_fields() {
        let is_needed = field.required || Some(field.key) == first_of_any;
        match (field.key, field.ty) {
            (Key::Recipient, _) => {
                text.push_str(&format!(
                    "recipient = \"{}\"\n",
                    recipient.unwrap_or("teacher")
                ));
            }
            (key, Type::Staff | Type::People) if !is_theirs => {
                is_theirs = true;
                let winner = match recipient {
                    Some("group") => "语文组",
                    Some("class") => "三（2）班",
                    Some("school") => continue,
                    _ => "周岚",
                };
                text.push_str(&format!("{} = \"{winner}\"\n", key.name()));
            }
            _ if is_needed => text.push_str(&format!("{}\n", line(field))),
            _ => {}
        }
    }
    text
}

#[test]
fn a_rate_below_what_was_asked_is_a_shortfall_and_one_that_is_not_a_result() {
    const RATES: &str = "rates = [\
        { name = \"参与率\", percent = 71.3, target = 90.6 }, \
        { name = \"达标率\", percent = 97.2, target = 95.4 }]\n";
    let rated = summarize::format::counted().filter(|table| table.field("rates").is_some());
    let mut wrong = Vec::new();
    for table in rated {
        let all = table.field("recipient").and_then(|field| match field.ty {
            Type::Word(words) => Some(words.words.iter().map(|word| Some(word.name)).collect()),
            _ => None,
        });
        for recipient in all.unwrap_or_else(|| vec![None]) {
            let record = of_one_teacher(table, recipient) + RATES;
            let log = format!("[[teacher]]\nname = \"周岚\"\n{record}");
            for (pattern, teacher) in WITH_SHORTFALLS {
                // In a teacher's own report stands what is of teachers.
                let is_others = recipient.is_some_and(|name| !is_teachers(name));
                if teacher.is_some() && is_others {
                    continue;
                }
                let (told, untold) = told_in(&log, Some(pattern), *teacher);
                let short = told.contains("参与率为71.3%，未达到90.6%的要求");
                let met = told.contains("达标率97.2%（要求95.4%）");
                if !short || !met || untold.contains(&"比率") || told.matches("90.6").count() > 1
                {
                    wrong.push(format!("{pattern}:\n{record}\n{told}"));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}:\n{}", wrong.len(), wrong.join("\n"));
}

fn is_teachers(recipient: &str) -> bool {
    matches!(recipient, "teacher" | "class-head")
}

#[test]
fn every_key_is_read_and_told() {
    let mut silent = Vec::new();
    let counted = RECORDS.iter().filter(|table| table.is_counted());
    for table in counted {
        let plain = report_of(&record(table, None));
        assert!(
            plain.contains("## "),
            "a lone {} is not told:\n{plain}",
            table.key
        );
        for field in table.all_fields().filter(|field| !field.required) {
            let told = report_of(&record(table, Some(field)));
            for leftover in [
                "，参加。",
                "（）",
                "，，",
                "、，",
                "。。",
                "本学期。",
                "“”",
                "《》",
            ] {
                assert!(
                    !told.contains(leftover),
                    "{} with {}:\n{told}",
                    table.key,
                    field.key.name()
                );
            }
            let may_be_silent = NOT_TOLD.contains(&field.key)
                || AXES.contains(&field.key)
                || NOT_TOLD_ALONE.contains(&(table.key, field.key))
                || table.any_of.contains(&field.key);
            if told == plain && !may_be_silent {
                silent.push(format!("{}.{}", table.key, field.key.name()));
            }
        }
    }
    assert!(silent.is_empty(), "accepted but never told: {silent:?}");
}
