//! Texts that two people typed for one thing: the same but for marks and blanks, or one of them
//! with words more.

/// What of `text` counts where two are compared: letters, characters and digits.
pub fn core(text: &str) -> String {
    text.chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}

/// Whether two texts are the same but for marks and blanks.
pub fn same(a: &str, b: &str) -> bool {
    a == b || core(a) == core(b)
}

/// Whether one of two texts says all that the other says: they are the same, or one stands in the
/// other.
pub fn contained(a: &str, b: &str) -> bool {
    a == b || cores_contained(&core(a), &core(b))
}

/// The same of what counts in them.
pub fn cores_contained(a: &str, b: &str) -> bool {
    a == b || stands_in(a, b) || stands_in(b, a)
}

/// The longer of two texts of which one says all that the other says.
pub fn longer<'a>(a: &'a str, b: &'a str) -> Option<&'a str> {
    let is_longer = core(b).len() > core(a).len();
    contained(a, b).then_some(if is_longer { b } else { a })
}

/// How many characters a text must have to tell, standing in another, that both mean the same.
const TELLING: usize = 4;

/// Whether two texts, of which these are what counts, name one thing: they are the same, or one
/// stands in the other and is long enough to mean the same (评比 stands in every 评比).
pub fn cores_name_one(a: &str, b: &str) -> bool {
    let is_telling = || a.chars().count().min(b.chars().count()) >= TELLING;
    let is_in = || cores_contained(a, b) || is_sparse_in(a, b) || is_sparse_in(b, a);
    a == b || (is_telling() && is_in())
}

/// Whether `whole` says `part` with words in between, no more of them than it has itself:
/// 教师赛课 and 小学教师数学赛课.
fn is_sparse_in(part: &str, whole: &str) -> bool {
    let mut signs = whole.chars();
    let has_all = part.chars().all(|sign| signs.any(|other| other == sign));
    let length = |text: &str| text.chars().count();
    has_all && !part.contains(is_numeral) && length(whole) <= 2 * length(part)
}

/// Whether `part` stands in `whole` and begins and ends in no number: 1班 is not in 11班.
fn stands_in(part: &str, whole: &str) -> bool {
    let is_cut = |inner: Option<char>, outer: Option<char>| {
        inner.is_some_and(is_numeral) && outer.is_some_and(is_numeral)
    };
    !part.is_empty()
        && whole.match_indices(part).any(|(at, _)| {
            let (before, after) = (&whole[..at], &whole[at + part.len()..]);
            !is_cut(part.chars().next(), before.chars().next_back())
                && !is_cut(part.chars().next_back(), after.chars().next())
        })
}

fn is_numeral(c: char) -> bool {
    c.is_ascii_digit() || "一二三四五六七八九十百".contains(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_and_words_more_make_no_difference() {
        assert!(same("《海滨小城》", "海滨小城"));
        assert!(same("三（1）班", "三(1)班"));
        assert!(contained("区青年教师基本功比赛", "青年教师基本功比赛"));
        assert!(!contained("三（1）班", "三（11）班"));
        assert!(!contained("一班", "十一班"));
        assert!(!contained("", "数学"));
        assert_eq!(longer("语文", "语文组"), Some("语文组"));
        assert_eq!(longer("语文组", "数学组"), None);
    }

    #[test]
    fn a_word_that_many_names_end_in_names_none_of_them() {
        assert!(cores_name_one("区青年教师基本功比赛", "青年教师基本功比赛"));
        assert!(cores_name_one("评比", "评比"));
        assert!(cores_name_one("区教师赛课", "区小学教师赛课"));
        assert!(!cores_name_one("语文优质课评比", "数学优质课评比"));
        assert!(!cores_name_one("第1届教师赛课", "第12届教师赛课"));
        assert!(!cores_name_one("评比", "小学语文优质课评比"));
    }
}
