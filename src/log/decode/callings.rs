//! How a name is written that has something beside it: a post, a title, another name.

use super::names::{is_full, length};
use crate::format::bounds::{ALSO_BETWEEN_NAMES, BETWEEN_NAMES, TITLES, is_name};
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

/// Names without the titles behind them: 王芳 of 王芳老师.
pub(super) fn untitled(text: &str) -> Option<String> {
    let parts = text.split(BETWEEN_NAMES).map(str::trim);
    let mut has_title = false;
    let plain = parts.map(|part| {
        let mut titles = TITLES.iter();
        let plain = titles.find_map(|title| part.strip_suffix(title));
        has_title |= plain.is_some();
        plain.unwrap_or(part)
    });
    let plain: Vec<&str> = plain.collect();
    let are_names = plain.iter().all(|name| is_full(name));
    (has_title && are_names).then(|| plain.join("、"))
}

/// How to write a text that may be one name or several.
pub(super) fn apart_or_together(text: &str) -> String {
    let is_sign = |c: char| BETWEEN_NAMES.contains(&c) || ALSO_BETWEEN_NAMES.contains(&c);
    let parts = text.split(|c: char| is_sign(c) || c.is_whitespace());
    let parts: Vec<&str> = parts.filter(|part| !part.is_empty()).collect();
    if parts.len() < 2 || parts.iter().any(|part| part.chars().count() < 2) {
        return "几个人之间写顿号，如 \"周岚、何平\"；一个人的姓名中间不留空格，少数民族姓名中间写“·”"
            .to_owned();
    }
    format!(
        "是几个人的写 \"{}\"；是一个人的写 \"{}\"",
        parts.join("、"),
        parts.join("·")
    )
}
