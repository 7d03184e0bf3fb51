//! Stars as people type them: bold with blanks inside, and masked names (李**老师).

use crate::text::markdown::{LITERAL, as_typed};

/// Stands for two stars that begin or end bold. No text of a log can contain it.
pub(super) const BOLD: char = '\u{FDDC}';

/// The usual names of families, before stars that mask the rest.
const FAMILIES: &str = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文";

/// What stands behind a masked name.
const TITLES: [&str; 9] = [
    "老师",
    "同学",
    "主任",
    "校长",
    "园长",
    "书记",
    "组长",
    "小朋友",
    "家长",
];

/// A line with [`BOLD`] for each two stars that may begin or end bold, no blanks inside them, and
/// [`LITERAL`] before all other stars: masked names, single ones, those behind a backslash.
pub(super) fn as_bold(line: &str) -> String {
    if !line.contains('*') {
        return line.to_owned();
    }
    let line = as_typed(line, '*');
    let pairs = pairs(&line);
    let mut bold = pairs.clone();
    bold.retain(|at| !is_mask(&line, *at));
    // Beside masks, and where it is left over, a pair behind a name is a mask too.
    if bold.len() < pairs.len() || bold.len() % 2 == 1 {
        bold.retain(|at| !may_be_mask(&line, *at));
    }
    let mut text = String::with_capacity(line.len() + 8);
    let mut before = None;
    for (at, c) in line.char_indices() {
        let is_first = bold.binary_search(&at).is_ok();
        let is_second = at > 0 && bold.binary_search(&(at - 1)).is_ok();
        match c {
            '*' if is_first => text.push(BOLD),
            '*' if is_second => {}
            '*' if before != Some(LITERAL) => text.extend([LITERAL, '*']),
            _ => text.push(c),
        }
        before = Some(c);
    }
    without_blanks(&text)
}

/// Where two stars and no more stand together.
fn pairs(line: &str) -> Vec<usize> {
    let mut pairs = Vec::new();
    let mut from = 0;
    while let Some(at) = line[from..].find('*') {
        let start = from + at;
        let stars = line[start..].len() - line[start..].trim_start_matches('*').len();
        let is_literal = line[..start].ends_with(LITERAL);
        let own = start + usize::from(is_literal);
        if start + stars - own == 2 {
            pairs.push(own);
        }
        from = start + stars;
    }
    pairs
}

/// A line without the blanks inside its bold, if each is in pairs; stars with nothing between them
/// are text.
fn without_blanks(line: &str) -> String {
    let pieces: Vec<&str> = line.split(BOLD).collect();
    if pieces.len().is_multiple_of(2) {
        return line.to_owned();
    }
    let mut text = String::with_capacity(line.len());
    for (at, piece) in pieces.iter().enumerate() {
        let bare = piece.trim();
        match at % 2 {
            1 if bare.is_empty() => {
                let stars = [LITERAL, '*', LITERAL, '*'];
                text.extend(stars);
                text.push_str(piece);
                text.extend(stars);
            }
            1 => {
                text.push(BOLD);
                text.push_str(bare);
                text.push(BOLD);
            }
            _ => text.push_str(piece),
        }
    }
    text
}

/// Whether the two stars at `at` hide a name.
fn is_mask(line: &str, at: usize) -> bool {
    let (before, after) = (&line[..at], &line[at + 2..]);
    // 提高**老师** is bold.
    let title = TITLES.iter().find_map(|title| after.strip_prefix(title));
    let is_called = title.is_some_and(|rest| !rest.starts_with('*')) && !is_enclosed(before);
    // 李**、王** stand between marks.
    let is_apart = is_behind_name(before) && begins_apart(after);
    is_family(before) && (is_called || is_apart)
}

/// Whether they may, where others do.
fn may_be_mask(line: &str, at: usize) -> bool {
    let (before, after) = (&line[..at], &line[at + 2..]);
    is_behind_name(before) || is_family(before) && begins_apart(after)
}

/// Whether stars that hide no name stand before the name that `before` ends with: **李**老师 is bold.
fn is_enclosed(before: &str) -> bool {
    let outside = before.trim_end_matches(|c| FAMILIES.contains(c));
    let outside = outside.strip_suffix("**");
    outside.is_some_and(|outside| !is_family(outside) && !outside.ends_with(['*', LITERAL]))
}

fn is_family(before: &str) -> bool {
    before.ends_with(|c| FAMILIES.contains(c))
}

/// Whether a name may have come to its end before `after`.
fn begins_apart(after: &str) -> bool {
    let first = after.chars().next();
    first.is_none_or(|c| is_mark(c) || "和与及等".contains(c))
}

/// Whether `before` ends with the name of a family that begins there.
fn is_behind_name(before: &str) -> bool {
    let begins = |c: char| is_mark(c) || "和与及由请".contains(c);
    is_family(before) && before.chars().rev().nth(1).is_none_or(begins)
}

fn is_mark(c: char) -> bool {
    !c.is_alphanumeric() && c != '*'
}

#[cfg(test)]
mod tests {
    use super::*;

    /// With ** for bold and a backslash before stars that are text.
    fn shown(line: &str) -> String {
        as_bold(line).replace(BOLD, "**").replace(LITERAL, "\\")
    }

    #[test]
    fn blanks_inside_bold_go() {
        assert_eq!(
            shown("** 重点 **工作，**难点**突破"),
            "**重点**工作，**难点**突破"
        );
        assert_eq!(shown("3 * 4 ** 5"), "3 \\* 4 ** 5");
        assert_eq!(shown("**甲**** **"), "**甲\\*\\*\\*\\***");
        assert_eq!(shown("** **"), "\\*\\* \\*\\*");
        assert_eq!(shown("\\***重点**"), "\\***重点**");
    }

    #[test]
    fn masked_names_are_no_bold() {
        let masked = "由李**老师和王**老师执教，张*同学、何**参加";
        let typed = "由李\\*\\*老师和王\\*\\*老师执教，张\\*同学、何\\*\\*参加";
        assert_eq!(shown(masked), typed);
        assert_eq!(shown("李**、王**。"), "李\\*\\*、王\\*\\*。");
        assert_eq!(
            shown("有孙**、李**和周**三位参加"),
            "有孙\\*\\*、李\\*\\*和周\\*\\*三位参加"
        );
        for bold in [
            "提高**老师**素养",
            "加强**课堂**管理",
            "**方**、**圆**",
            "请**何**老师",
        ] {
            assert_eq!(shown(bold), bold);
        }
    }
}
