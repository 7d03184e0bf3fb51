//! How a name is written that has something beside it: a title, a mark, another name.

use std::sync::LazyLock;

use regex::Regex;

use super::names::{DOTS, JOINERS, Names, going_on, is_full, names, readings};
use super::posts::beside;
use crate::format::bounds::{ALSO_BETWEEN_NAMES, BETWEEN_NAMES, is_full_name, is_group, is_name};
use crate::format::callings::{COMRADE, TITLES};

/// What to write for somebody of whom only the surname is told, 郑同学.
pub(super) fn masked(name: &str) -> Option<String> {
    let surname = TITLES.iter().find_map(|title| name.strip_suffix(title))?;
    (surname.chars().count() == 1).then(|| format!("不写出名字的写成“{surname}某”"))
}

/// Names without the titles behind them: 王芳 of 王芳老师, 王芳、何平 of 王芳老师和何平老师.
pub(super) fn untitled(text: &str) -> Option<String> {
    let mut titles = TITLES.iter().chain([&COMRADE]);
    let title = titles.find(|title| text.contains(**title))?;
    let plain = text.replace(title, "、");
    let is_joiner = |part: &str| part.is_empty() || JOINERS.contains(&part);
    let parts = plain.split(BETWEEN_NAMES).map(str::trim);
    let parts = parts.filter(|part| !is_joiner(part)).map(|part| {
        let joiners = JOINERS.iter();
        let mut behind = joiners.filter_map(|joiner| part.strip_prefix(joiner));
        behind.find(|name| is_full(name)).unwrap_or(part)
    });
    listed(parts)
}

/// The full names that `parts` are, as they are to be written.
pub(super) fn listed<'a>(parts: impl Iterator<Item = &'a str>) -> Option<String> {
    let mut plain: Vec<String> = Vec::new();
    for part in parts {
        match names(part) {
            Names::One(name) => plain.push(name),
            Names::Several(several) => plain.extend(several),
            Names::Unclear => return None,
        }
    }
    let are_names = !plain.is_empty()
        && plain
            .iter()
            .all(|name| is_full(name) && beside(name).is_none());
    are_names.then(|| plain.join("、"))
}

/// What to write where others without names stand behind those who are named: 周岚等老师,
/// 周岚与同学.
pub(super) fn before_others(text: &str) -> Option<String> {
    static OTHERS: LazyLock<Regex> = LazyLock::new(|| {
        let joiners = JOINERS.join("|");
        let people = "(?:其他|其余|全体|全班|各位|几位)?(?:老师|教师|同学|学生|家长|同事)们?";
        let others = format!("^(.+?)(?:等[^、，,；;]{{0,6}}|({joiners}){people})$");
        Regex::new(&others).expect("the pattern is made of constants that are right")
    });
    let found = OTHERS.captures(text.trim())?;
    let named = found.get(1)?.as_str();
    let plain = match TITLES.iter().any(|title| named.contains(title)) {
        true => untitled(named),
        false => listed(named.split(BETWEEN_NAMES).map(str::trim)),
    }?;
    let hint = format!("只写姓名，写成 \"{plain}\"；还有别人的，都写出姓名，或者改写人数");
    // 李小和同学 may be one.
    let one = found
        .get(2)
        .map(|joiner| format!("{named}{}", joiner.as_str()));
    let may_end = |one: &String| ["和", "同"].iter().any(|end| one.ends_with(end));
    let one = one.filter(|one| is_full(one) && may_end(one) && !text.ends_with('们'));
    Some(match one {
        Some(one) => format!("{hint}；“{one}”是姓名的，写成 \"{one}\""),
        None => hint,
    })
}

/// The group in a text that names people or a group: 语文组 of 周岚和语文组.
pub(super) fn group_in(text: &str) -> &str {
    let mut parts = JOINERS.iter().filter_map(|joiner| text.split_once(joiner));
    let group = parts.find(|(left, right)| is_full(left) && is_group(right));
    group.map_or(text, |(_, group)| group)
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

/// How many ways to part a text are offered.
const MOST_WAYS: usize = 3;

/// How to write a text that may be one name or several.
pub(super) fn apart_or_together(text: &str) -> String {
    const APART: &str =
        "几个人之间写顿号，如 \"周岚、何平\"；一个人的姓名中间不留空格，少数民族姓名中间写“·”";
    if let Some((joiner, name)) = going_on(text) {
        return format!(
            "“{joiner}”连着前面的人的，删去它，写 {name}；是姓“{joiner}”的，写成 [\"…\", \"{text}\"]"
        );
    }
    if let Some(hint) = before_others(text) {
        return hint;
    }
    // Items of a list are names as they are, whatever they begin with.
    let ways = readings(text).into_iter();
    let ways = ways.map(|names| format!("[\"{}\"]", names.join("\", \"")));
    let ways: Vec<String> = ways.take(MOST_WAYS).collect();
    if !ways.is_empty() {
        return format!("是几个人的，写成列表：{}", ways.join(" 或 "));
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
    let is_sign =
        |c| BETWEEN_NAMES.contains(&c) || ALSO_BETWEEN_NAMES.contains(&c) || ".．".contains(c);
    let parts = text.split(|c: char| is_sign(c) || c.is_whitespace());
    let parts: Vec<&str> = parts.filter(|part| !part.is_empty()).collect();
    let is_one =
        |part: &&str| part.chars().count() > 1 && names(part) == Names::One((*part).into());
    if parts.len() < 2 || !parts.iter().all(is_one) || parts.iter().any(|part| is_group(part)) {
        return APART.to_owned();
    }
    // 欧阳 修远 is 欧阳修远, where 阿依古丽 买买提 has a dot.
    let close = parts.concat();
    let one = match is_full_name(&close) {
        true => close,
        false => parts.join("·"),
    };
    format!(
        "是几个人的写 \"{}\"；是一个人的写 \"{one}\"",
        parts.join("、")
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
            ("欧阳 修远", &["欧阳、修远", "欧阳修远"]),
            ("柳青.何平", &["柳青、何平", "柳青·何平"]),
            ("三年级 一班", &["周岚、何平"]),
            ("何平和同学们", &["何平"]),
            ("王芳、何平跟学生", &["王芳、何平"]),
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
