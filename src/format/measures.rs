//! The measure words of numbers: which of them say no more behind a number than its key says by
//! itself, so that the number is the same without them, and which say something else.

use super::{Field, Key, Table, Type, bounds};

/// What is counted under a key, as a noun, and the measure words that go without saying there.
struct Measure {
    keys: &'static [Key],
    noun: &'static str,
    words: &'static [&'static str],
}

const HEADS: Measure = Measure {
    keys: &[Key::Attendance, Key::Teachers, Key::Pupils],
    noun: "人数",
    words: &[
        "人",
        "名",
        "位",
        "个人",
        "名教师",
        "位教师",
        "名老师",
        "位老师",
        "名学生",
        "位学生",
        "个学生",
    ],
};

const MEASURES: &[Measure] = &[
    HEADS,
    Measure {
        keys: &[Key::Percent, Key::Target],
        noun: "百分数",
        words: &["%"],
    },
    Measure {
        keys: &[Key::PersonTimes],
        noun: "人次",
        words: &["人次"],
    },
    Measure {
        keys: &[Key::Days],
        noun: "天数",
        words: &["天", "日"],
    },
    Measure {
        keys: &[Key::Hours],
        noun: "学时数",
        words: &["学时", "个学时"],
    },
    Measure {
        keys: &[Key::Cost],
        noun: "钱数（元）",
        words: &["元", "元钱", "块", "块钱"],
    },
    Measure {
        keys: &[Key::Lessons],
        noun: "节数",
        words: &["节", "节课", "堂", "堂课"],
    },
    Measure {
        keys: &[Key::Courses],
        noun: "门数",
        words: &["门", "门课", "门课程"],
    },
    Measure {
        keys: &[Key::Classes],
        noun: "班级数",
        words: &["个", "个班", "个班级", "班"],
    },
    Measure {
        keys: &[Key::Weeks],
        noun: "周数",
        words: &["周", "个周", "教学周", "个教学周"],
    },
    Measure {
        keys: &[Key::Years, Key::YearsUnder, Key::YearsOver],
        noun: "年数",
        words: &["年"],
    },
    Measure {
        keys: &[Key::Number],
        noun: "号数",
        words: &["号"],
    },
];

/// Measure words that say of a record of one kind what its own does.
const SAME: &[(&str, &[&str])] = &[
    ("次", &["次"]),
    ("节", &["节", "节课", "堂", "堂课"]),
    ("篇", &["篇"]),
    ("项", &["项", "个"]),
];

/// Measure words of amounts beside those of `bounds`.
const ALSO_AMOUNTS: &[&str] = &["年", "月", "日", "块", "钟头", "倍", "%"];

/// Whether a number with this measure word is an amount, and no number of things that are done.
fn is_amount(unit: &str) -> bool {
    let known = bounds::IN_PARTS.iter().chain(&bounds::ALSO_AMOUNTS);
    known.chain(ALSO_AMOUNTS).any(|amount| *amount == unit)
}

fn measure_of(field: &Field) -> Option<&'static Measure> {
    match field.ty {
        Type::People | Type::Staff => Some(&HEADS),
        Type::Quantity | Type::Exact | Type::Amount | Type::Percent => MEASURES
            .iter()
            .find(|measure| measure.keys.contains(&field.key)),
        _ => None,
    }
}

/// The measure words that say no more behind the number of `field` than its key does in a record of
/// `table`; without a table it stands in braces, where people are counted.
fn own(field: &Field, table: Option<&Table>) -> &'static [&'static str] {
    match (measure_of(field), table) {
        (Some(measure), _) => measure.words,
        (None, None) if field.key == Key::Count => HEADS.words,
        (None, Some(table)) if field.key == Key::Count => SAME
            .iter()
            .find(|(unit, _)| *unit == table.unit)
            .map_or(&[], |(_, words)| words),
        (None, _) => &[],
    }
}

/// `text`, a number of `field`, without the measure word at its end, if it is one that says no more.
pub fn without<'a>(text: &'a str, field: &Field, table: Option<&Table>) -> &'a str {
    let words = own(field, table).iter();
    let numbers = words.filter_map(|word| text.strip_suffix(word));
    numbers.min_by_key(|number| number.len()).unwrap_or(text)
}

/// What a number of `field` is in a record of `table`, where `unit` behind it says that it is
/// something else: 2周 are no 天数. `None` where it may be one.
pub fn noun_against(field: &Field, unit: &str, table: Option<&Table>) -> Option<&'static str> {
    let unit = unit.trim();
    if unit.is_empty() || own(field, table).contains(&unit) {
        return None;
    }
    let of_people = || {
        // 12个 are people where it is asked how many there are.
        let are_people = unit == "个" || unit.contains(['人', '名', '位']);
        (!are_people).then_some(HEADS.noun)
    };
    match (measure_of(field), table) {
        (Some(measure), _) if measure.noun == HEADS.noun => of_people(),
        // Many say 课时 for 学时.
        (Some(_), _) if field.key == Key::Hours && unit == "课时" => None,
        (Some(measure), _) => Some(measure.noun),
        (None, None) if field.key == Key::Count => of_people(),
        // Lessons are counted by 课时, too.
        (None, Some(table)) if field.key == Key::Count => {
            let is_lesson = unit == "课时" && table.unit == "节";
            (is_amount(unit) && !is_lesson).then_some("件数、次数")
        }
        (None, _) => None,
    }
}

/// The key of `table` under which a number with `unit` belongs, if it is not `field`'s.
pub fn key_of(unit: &str, field: &Field, table: &Table) -> Option<Key> {
    if own(field, Some(table)).contains(&unit) {
        return None;
    }
    let is_it = |other: &&Field| {
        other.key != field.key
            && !matches!(other.ty, Type::People | Type::Staff)
            && measure_of(other).is_some_and(|measure| measure.words.contains(&unit))
    };
    Some(table.all_fields().find(is_it)?.key)
}
