//! Who somebody is does not depend on how the name is typed: what looks the same is one person, and
//! whatever stands between names parts them.

use std::sync::Arc;

use proptest::prelude::*;
use summarize::format::{Key, table};
use summarize::log::{Log, Reader};
use summarize::tally::Tally;
use summarize::text::fold::{fold, is_same};

/// What stands between names, with the blanks around it.
const BETWEEN: &[&str] = &[
    "、", "，", ",", "；", ";", " ", "　", "\u{A0}", "  ", "/", " / ", "／", "|", "｜", "&", " & ",
    "＆", "+", "＋", "\\", "。", "\t", "\n", "\r\n", "和", "与", "及", "以及", " 和 ", "跟", "同",
    "暨", "还有", "一同", " 跟 ",
];

/// Full names.
const NAMES: &[&str] = &[
    "柳青",
    "何平",
    "章晓倩",
    "沈丽华",
    "欧阳静",
    "诸葛云飞",
    "王芳",
    "赵文",
    "张伟（大）",
    "阿依夏木·玉素甫",
];

/// Other spellings of characters that stand in these names.
const LIKE: &[(char, &str)] = &[
    ('文', "⽂"),
    ('青', "⾭"),
    ('平', " 平"),
    ('静', "　静"),
    ('（', "("),
    ('）', ")"),
    ('（', " （"),
    ('大', "⼤"),
    ('·', "•"),
    ('·', "・"),
    ('·', "‧"),
    ('·', "．"),
    ('·', " · "),
    ('飞', "⻜"),
    ('王', "⺩"),
];

fn read(text: &str) -> (Log, Vec<String>) {
    let mut reader = Reader::default();
    reader
        .read("log.toml", text.as_bytes())
        .expect("a small log");
    let (log, found) = reader.finish();
    let said = found.into_kept().into_iter().map(|one| one.message);
    (log, said.collect())
}

/// The names under `key` of the last record of a log of this text.
fn people(text: &str, key: Key) -> Vec<String> {
    let (log, said) = read(text);
    assert_eq!(said, [""; 0], "{text}");
    let record = log.records.last().expect("a record");
    let names = record.people(key).expect("people").names();
    names.iter().map(|name| name.to_string()).collect()
}

/// Where people stand, several of them.
const PLACES: &[(&str, Key)] = &[
    (
        "[[award]]\nrecipient = 'teacher'\ncontest = '甲'\nnames = ",
        Key::Names,
    ),
    ("[[observation]]\nobservers = ", Key::Observers),
    ("[[paper]]\ntitle = '甲'\nauthors = ", Key::Authors),
    ("[[training]]\npeople = ", Key::People),
    ("[[session]]\nattendance = ", Key::Attendance),
    ("[[project]]\ntitle = '甲'\nmembers = ", Key::Members),
    (
        "[[award]]\nrecipient = 'pupil'\ncontest = '甲'\ncoach = ",
        Key::Teacher,
    ),
    ("[[lecture]]\ntopic = '甲'\nspeakers = ", Key::Speaker),
    ("[[pairing]]\napprentice = ", Key::Apprentice),
];

fn quoted(text: &str) -> String {
    toml::Value::String(text.to_owned()).to_string()
}

/// `name` with some of its characters spelt in another way.
fn respelt(name: &str, choices: &[usize]) -> String {
    let spelt = |(at, c): (usize, char)| {
        let ways: Vec<&str> = LIKE
            .iter()
            .filter(|(known, _)| *known == c)
            .map(|(_, way)| *way)
            .collect();
        // A blank at its end would be none of the name.
        match choices.get(at).and_then(|choice| ways.get(*choice)) {
            Some(way) if at > 0 => (*way).to_owned(),
            _ => c.to_string(),
        }
    };
    name.chars().enumerate().map(spelt).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn folding_twice_is_folding_once(text in any::<String>(), chinese in "[李文⽂王·•．. （）()\u{3000}\u{E815}-\u{E864}⺀-⻳\u{F900}-\u{FAFF}A-ZＡ-Ｚ\u{301}ｶﾞ]{0,12}") {
        for text in [text, chinese] {
            let once = fold(&text).into_owned();
            let twice = fold(&once).into_owned();
            prop_assert_eq!(&twice, &once);
            prop_assert!(is_same(&text, &once));
        }
    }

    #[test]
    fn whatever_stands_between_names_parts_them(
        names in prop::sample::subsequence(NAMES, 1..NAMES.len()),
        between in prop::collection::vec(prop::sample::select(BETWEEN), NAMES.len()),
        place in prop::sample::select(PLACES),
        as_item in any::<bool>(),
    ) {
        let mut typed = names[0].to_owned();
        for (name, between) in names[1..].iter().zip(&between) {
            typed += between;
            typed += name;
        }
        let (before, key) = place;
        let value = match as_item {
            true => format!("[{}]", quoted(&typed)),
            false => quoted(&typed),
        };
        let plain = people(&format!("{before}{}", quoted(&names.join("、"))), key);
        prop_assert_eq!(&plain, &names);
        prop_assert_eq!(people(&format!("{before}{value}"), key), plain, "{}", typed);
    }

    #[test]
    fn spellings_of_one_name_are_one_person(
        name in prop::sample::select(NAMES),
        choices in prop::collection::vec(0..6_usize, 8),
        others in prop::collection::vec(0..6_usize, 8),
        has_roster in any::<bool>(),
    ) {
        let (one, other) = (respelt(name, &choices), respelt(name, &others));
        prop_assert!(is_same(&one, name) && is_same(&other, name));
        let roster = if has_roster { format!("[[teacher]]\nname = {}\n", quoted(name)) } else { String::new() };
        let (log, _) = read(&format!(
            "{roster}[[lesson]]\nteacher = [{}]\n[[lesson]]\nteacher = [{}]\n[[award]]\nrecipient = 'teacher'\ncontest = '甲'\nnames = [{}, {}]\n",
            quoted(&one), quoted(&other), quoted(&one), quoted(&other),
        ));
        let tally = Tally::new(log);
        let lessons = tally.all(table("lesson").expect("a kind"));
        let (who, _) = lessons.people(Key::Teacher);
        prop_assert_eq!(who.len(), 1, "{} and {}", one, other);
        if has_roster {
            prop_assert_eq!(&*who[0], name);
        }
        let awards = tally.all(table("award").expect("a kind"));
        prop_assert_eq!(awards.count().n, 1, "{} and {}", one, other);
    }

    #[test]
    fn spellings_of_one_kind_or_group_are_one(
        key in prop::sample::select(vec![Key::Kind, Key::Group, Key::Class, Key::Subject]),
        pair in prop::sample::select(vec![
            ("语文", "语⽂"), ("五（1）班", "五(1)班"), ("五（1）班", "五 （１） 班"), ("PPT制作", "ＰＰＴ 制作"), ("推门", "推⻔"),
            ("A组", "Ａ组"), ("王\u{E863}社", "王䶮社"),
        ]),
    ) {
        let record = |name: &str| format!("[[writing]]\nkind = '甲'\n{} = {}\n", key.name(), quoted(name));
        let record = |name: &str| match key {
            Key::Kind => format!("[[writing]]\nkind = {}\n", quoted(name)),
            _ => record(name),
        };
        let (log, said) = read(&(record(pair.0) + &record(pair.1)));
        prop_assert_eq!(said, Vec::<String>::new());
        prop_assert_eq!(log.spellings.len(), 1);
        let tally: Arc<Tally> = Tally::new(log);
        let parts = tally.all(table("writing").expect("a kind")).by(key);
        prop_assert_eq!(parts.len(), 1, "{:?}", pair);
    }
}
