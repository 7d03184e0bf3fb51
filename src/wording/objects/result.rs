//! What came of something, in a report of a part of those who were there.

use crate::format::Key;
use crate::log::{People, Record, Text};
use crate::tally::{Scope, Whose};
use crate::wording::view::View;

/// Before such a word stands how many of all it is that a result speaks of.
const HEADS: [char; 3] = ['人', '名', '位'];

/// What numbers end in.
const NUMERALS: &str = "0123456789０１２３４５６７８９〇零一二两三四五六七八九十百几数余多半";

/// What some of all are called.
const SOME: [&str; 7] = ["部分", "其中", "个别", "有的", "多数", "少数", "大多"];

/// Whether the result of `record` is one of those whose report it is: all who were there are
/// theirs, or it is said of each who was, and none of them has not completed it.
pub(super) fn is_of_own(view: &View, record: &Record) -> bool {
    let Some(result) = record.text(Key::Result) else {
        return true;
    };
    let tally = &view.tally;
    let person = match &view.scope {
        Some(Scope::Of(Whose::Person(name))) => Some(name),
        _ => None,
    };
    let is_own = |name: &&Text| match (person, view.group()) {
        (Some(person), _) => *name == person,
        (None, Some(group)) => tally.is_of(name, group, record),
        (None, None) => true,
    };
    let names = record.people(Key::People).map_or(&[][..], People::names);
    let are_all_own = match (record.people(Key::People), person, view.group()) {
        (None, ..) | (_, None, None) => true,
        (Some(People::Named(names)), ..) => names.iter().all(|name| is_own(&name)),
        (Some(_), Some(_), _) => false,
        (Some(_), None, Some(group)) => {
            record.text(Key::Group) == Some(group) || !tally.knows_others(group)
        }
    };
    let have_completed = match record.people(Key::Completed) {
        Some(People::Named(completed)) => {
            let mut own = names.iter().filter(is_own);
            own.all(|name| completed.contains(name))
        }
        Some(People::Number(_)) => false,
        Some(People::Everyone) | None => true,
    };
    are_all_own || (have_completed && !is_of_some(result, names))
}

/// Whether a result is one of some of those who were there: of a number of them, or of `names`.
fn is_of_some(result: &str, names: &[Text]) -> bool {
    let chars: Vec<char> = result.chars().collect();
    let counts = chars
        .windows(2)
        .any(|pair| NUMERALS.contains(pair[0]) && HEADS.contains(&pair[1]));
    counts
        || SOME.iter().any(|word| result.contains(word))
        || names.iter().any(|name| result.contains(&**name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_result_of_some_is_told_from_one_of_each() {
        let names: [Text; 2] = ["甘露".into(), "祝平".into()];
        for some in [
            "3人被评为优秀",
            "两人获优秀学员称号",
            "部分教师获奖",
            "祝平被评为优秀学员",
            "获团体第一名",
        ] {
            assert!(is_of_some(some, &names), "{some}");
        }
        for each in ["均获合格证书", "考核合格", "被评为优秀学员"] {
            assert!(!is_of_some(each, &names), "{each}");
        }
    }
}
