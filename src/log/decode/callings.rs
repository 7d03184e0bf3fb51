//! How a name is written that has something beside it: a post, a title, another name.

use super::names::{DOTS, Names, going_on, is_full, length, names};
use crate::format::bounds::{ALSO_BETWEEN_NAMES, BETWEEN_NAMES, TITLES, is_group, is_name};
use crate::format::vocabulary::ROLE;

/// The full name that stands beside a post: 组长王芳, 王芳（组长）.
pub(super) fn without_post(text: &str) -> Option<&str> {
    let posts = || {
        let words = ROLE.words.iter();
        words.flat_map(|word| std::iter::once(word.name).chain(word.also.iter().copied()))
    };
    if let Some((name, post)) = text.split_once(['（', '(']) {
        let post = post.trim_end_matches(['）', ')']);
        return (is_full(name) && posts().any(|known| known == post)).then_some(name);
    }
    if length(text)? < 4 {
        return None;
    }
    let names = posts().filter_map(|post| text.strip_prefix(post));
    names
        .filter(|name| is_full(name) && is_name(name))
        .min_by_key(|name| name.len())
}

/// What to write for somebody of whom only the surname is told, 郑同学.
pub(super) fn masked(name: &str) -> Option<String> {
    let surname = TITLES.iter().find_map(|title| name.strip_suffix(title))?;
    (surname.chars().count() == 1).then(|| format!("不写出名字的写成“{surname}某”"))
}

/// Names without the titles behind them: 王芳 of 王芳老师, 王芳、何平 of 王芳老师和何平老师.
pub(super) fn untitled(text: &str) -> Option<String> {
    let title = TITLES.iter().find(|title| text.contains(*title))?;
    let plain = text.replace(title, "、");
    let is_joiner = |part: &str| ["", "和", "与", "及", "以及"].contains(&part);
    let parts = plain.split(BETWEEN_NAMES).map(str::trim);
    let parts = parts.filter(|part| !is_joiner(part));
    let parts = parts.map(|part| {
        let joiner = ["以及", "和", "与", "及"].into_iter();
        let mut behind = joiner.filter_map(|joiner| part.strip_prefix(joiner));
        behind.find(|name| is_full(name)).unwrap_or(part)
    });
    let mut plain: Vec<String> = Vec::new();
    for part in parts {
        match names(part) {
            Names::One(name) => plain.push(name),
            Names::Several(several) => plain.extend(several),
            Names::Unclear => return None,
        }
    }
    let are_names = !plain.is_empty() && plain.iter().all(|name| is_full(name));
    are_names.then(|| plain.join("、"))
}

/// The names in a text with marks that belong to none of them: 周岚、何平 of 语文组（周岚/何平）.
pub(super) fn unmarked(text: &str) -> Option<String> {
    // What stands behind a colon may be what somebody did.
    if text.contains([':', '：']) {
        return None;
    }
    let is_number = |c: char| c.is_ascii_digit() || ('①'..='⑳').contains(&c);
    let is_of_name = |c: char| c.is_alphanumeric() || DOTS.contains(&c) || c.is_whitespace();
    let parts = text.split(|c: char| is_number(c) || !is_of_name(c));
    let parts = parts.map(str::trim).filter(|part| part.chars().count() > 1);
    let names: Vec<&str> = parts
        .filter(|part| is_name(part) && !is_group(part))
        .collect();
    (!names.is_empty()).then(|| names.join("、"))
}

/// How to write a text that may be one name or several.
pub(super) fn apart_or_together(text: &str) -> String {
    const APART: &str =
        "几个人之间写顿号，如 \"周岚、何平\"；一个人的姓名中间不留空格，少数民族姓名中间写“·”";
    if let Some(name) = going_on(text) {
        return format!(
            "“和”连着前面的人的，删去它，写 {name}；是姓“和”的，写成 [\"…\", \"{text}\"]"
        );
    }
    // 王芳和王 方圆 is clear without its blank.
    let close: String = text.split_whitespace().collect();
    if let Names::Several(names) = names(&close)
        && close != text
    {
        return format!(
            "写成 \"{}\"；不是这几个人的，几个人之间写顿号，姓名中间不留空格",
            names.join("、")
        );
    }
    let is_sign = |c: char| BETWEEN_NAMES.contains(&c) || ALSO_BETWEEN_NAMES.contains(&c);
    let parts = text.split(|c: char| is_sign(c) || c.is_whitespace());
    let parts: Vec<&str> = parts.filter(|part| !part.is_empty()).collect();
    let is_one =
        |part: &&str| part.chars().count() > 1 && names(part) == Names::One((*part).into());
    if parts.len() < 2 || !parts.iter().all(is_one) || parts.iter().any(|part| is_group(part)) {
        return APART.to_owned();
    }
    format!(
        "是几个人的写 \"{}\"；是一个人的写 \"{}\"",
        parts.join("、"),
        parts.join("·")
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What stands in quotes in a remedy is clear when it is typed.
    #[test]
    fn what_is_offered_is_clear() {
        for (text, offered) in [
            ("王芳和王 方圆", &["王芳、王方圆"][..]),
            ("欧阳 静和李娜", &["欧阳静、李娜"]),
            ("王 芳与李娜", &["王芳、李娜"]),
            ("阿依古丽 买买提", &["阿依古丽、买买提", "阿依古丽·买买提"]),
            ("何平和阿依古丽 买买提", &["周岚、何平"]),
            ("三年级 一班", &["周岚、何平"]),
            ("何平和同学们", &["周岚、何平"]),
        ] {
            let hint = apart_or_together(text);
            let quoted: Vec<&str> = hint.split('"').skip(1).step_by(2).collect();
            assert_eq!(quoted, offered, "{text}");
            for part in quoted.iter().flat_map(|quoted| quoted.split('、')) {
                assert_eq!(names(part), Names::One(part.to_owned()), "{text}");
            }
        }
    }
}
