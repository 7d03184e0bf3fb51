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

/// Whether two texts name one thing.
pub fn name_one(a: &str, b: &str) -> bool {
    a == b || cores_name_one(&core(a), &core(b))
}

/// Whether two texts, of which these are what counts, name one thing: they are the same, one of them
/// says besides which 届 it was, or one stands in the other and is long enough to mean the same
/// (评比 stands in every 评比).
pub fn cores_name_one(a: &str, b: &str) -> bool {
    if are_other_editions(a, b) {
        return false;
    }
    if without_nth(a) == without_nth(b) {
        return true;
    }
    let is_telling = || a.chars().count().min(b.chars().count()) >= TELLING;
    let is_in = || cores_contained(a, b) || is_sparse_in(a, b) || is_sparse_in(b, a);
    is_telling() && is_in()
}

/// Whether two texts name different times of what comes again: another 第…届, another season.
pub fn are_other_editions(a: &str, b: &str) -> bool {
    let differ = |of: fn(&str) -> Option<&str>| {
        let both = of(a).zip(of(b));
        both.is_some_and(|(a, b)| a != b)
    };
    differ(nth) || differ(season)
}

/// Whether two names that have `kind` in them mean one of that kind: what one of them puts before
/// it does not go beyond the other. 秋季运动会 and 秋季田径运动会 are one, 冬季运动会 is another.
pub fn are_one_of(kind: &str, a: &str, b: &str) -> bool {
    let before = |text: &str| {
        let (before, _) = text.split_once(kind)?;
        // 家校 is no school that held it.
        if before.ends_with("家校") {
            return Some("家校".to_owned());
        }
        let own = before.rsplit(['校', '年']).next().unwrap_or_default();
        Some(own.rsplit("小学").next().unwrap_or_default().to_owned())
    };
    let stands_in = |part: &str, whole: &str| {
        let mut signs = whole.chars();
        part.chars().all(|sign| signs.any(|other| other == sign))
    };
    let both = before(a).zip(before(b));
    both.is_some_and(|(a, b)| stands_in(&a, &b) || stands_in(&b, &a))
}

/// Which of those that come again it is: 三 of 第三届艺术节.
fn nth(text: &str) -> Option<&str> {
    let (before, _) = text.split_once('届')?;
    let (_, nth) = before.rsplit_once('第')?;
    Some(nth.trim())
}

/// A name without that: 艺术节 of 第三届艺术节 and of 校第三届艺术节.
pub fn without_nth(text: &str) -> &str {
    let named = text.split_once('届').filter(|_| nth(text).is_some());
    named.map_or(text, |(_, name)| name)
}

/// The name of an event without who held it and which it was, and in full: 运动会 of 校运动会,
/// 校园运动会 and 校运会.
pub fn event(text: &str) -> String {
    let named = without_nth(text);
    let held = HOLDERS.iter().find_map(|holder| named.strip_prefix(holder));
    let held = held.filter(|rest| !rest.starts_with(['园', '本', '外']));
    let held = held.filter(|rest| rest.chars().nth(1).is_some());
    let named = held.unwrap_or(named);
    match named.strip_prefix("运会") {
        Some(rest) => format!("运动会{rest}"),
        None => named.to_owned(),
    }
}

/// A name without its season: 运动会 of 秋季运动会.
pub fn without_season(text: &str) -> &str {
    let named = text.split_once('季').filter(|_| season(text).is_some());
    named.map_or(text, |(_, name)| name)
}

/// A kind without the word that says what all of them are: 开放日 of 开放日活动.
pub fn without_event(text: &str) -> &str {
    let is_name = |rest: &&str| rest.chars().nth(1).is_some();
    let named = text.strip_suffix("活动").filter(is_name);
    named.unwrap_or(text)
}

/// A name without what one of two puts before it or behind it and the other leaves out: 啦啦操 of
/// 市啦啦操比赛.
pub fn gist(text: &str) -> &str {
    let is_name = |rest: &&str| rest.chars().nth(1).is_some();
    let named = without_nth(text);
    let rest = named.trim_start_matches(LEVELS);
    let rest = match rest.strip_prefix('级') {
        Some(name) if rest.len() < named.len() => name,
        _ => rest,
    };
    let named = Some(rest).filter(is_name).unwrap_or(named);
    let mut forms = FORMS.iter();
    let rest = forms.find_map(|form| named.strip_suffix(form));
    rest.filter(is_name).unwrap_or(named)
}

/// Whether two names, of which these are what counts, have one gist: 优质课评比 and 优质课比赛.
pub fn have_one_gist(a: &str, b: &str) -> bool {
    let gist = gist(a);
    gist.chars().nth(2).is_some() && gist == self::gist(b)
}

/// The longer of two names of a contest or a title that may end in other words.
pub fn longer_of_prize<'a>(a: &'a str, b: &'a str) -> Option<&'a str> {
    let longest = || if b.len() > a.len() { b } else { a };
    longer(a, b).or_else(|| have_one_gist(&core(a), &core(b)).then(longest))
}

/// Who holds what a school has of its own.
const HOLDERS: [&str; 6] = ["学校", "本校", "我校", "全校", "校园", "校"];

/// Signs of the levels that names begin with, and what names of contests end in.
const LEVELS: [char; 6] = ['省', '市', '区', '县', '镇', '校'];
const FORMS: [&str; 7] = ["展演", "大赛", "比赛", "评比", "评选", "展示", "赛"];

/// Its season: 秋 of 秋季运动会.
fn season(text: &str) -> Option<&str> {
    let (before, _) = text.split_once('季')?;
    let (at, sign) = before.char_indices().next_back()?;
    "春夏秋冬".contains(sign).then(|| &before[at..])
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

    #[test]
    fn of_a_contest_remains_what_it_is_in() {
        assert_eq!(gist("市啦啦操比赛"), "啦啦操");
        assert_eq!(gist("第三届课本剧展演"), "课本剧");
        assert_eq!(gist("区评比"), "评比");
        assert_eq!(gist("市级文明校园"), "文明校园");
        assert_eq!(gist("级部管理奖"), "级部管理奖");
        assert_eq!(gist("绿色学校"), "绿色学校");
    }

    #[test]
    fn what_comes_again_is_told_apart_by_its_number_and_its_season() {
        assert!(name_one("第三届艺术节", "艺术节"));
        assert!(name_one("校第三届艺术节", "“艺术节”"));
        assert!(!name_one("第三届艺术节", "第四届艺术节"));
        assert!(!name_one("春季研学旅行", "秋季研学旅行"));
        assert!(are_other_editions("第三届艺术节合唱", "第四届艺术节"));
        assert!(!are_other_editions("第三届艺术节合唱", "艺术节"));
        for (a, b, are_one) in [
            ("秋季运动会跳远", "秋季田径运动会", true),
            ("柳园小学2025年秋季运动会", "秋季田径运动会", true),
            ("校运动会", "秋季田径运动会", true),
            ("冬季运动会", "秋季田径运动会", false),
            ("教职工运动会", "秋季田径运动会", false),
            ("家校运动会", "秋季田径运动会", false),
        ] {
            assert_eq!(are_one_of("运动会", a, b), are_one, "{a} and {b}");
        }
    }
}
