//! Marks that begin a point at the start of a line and might also stand inside running text: 一要
//! 甲、 —— 【备课】 措施一： 1.1.

use super::{STEMS, numeral};

/// What stands behind a number that counts demands or reasons: 一要 二则.
const BEHIND_NUMBERS: [char; 2] = ['要', '则'];

/// What is measured in numbers like 1.5, which are no marks of points.
const UNITS: [char; 36] = [
    '倍', '万', '亿', '千', '百', '元', '米', '公', '厘', '平', '立', '吨', '克', '个', '小', '分',
    '秒', '度', '%', '％', '℃', '次', '天', '年', '月', '日', '周', '课', '学', '节', '人', '班',
    '斤', '升', '亩', '号',
];

/// What is numbered with a mark that may also stand between two numbers: 问题一、.
const NUMBERED: [&str; 20] = [
    "问题", "措施", "亮点", "目标", "任务", "建议", "经验", "做法", "不足", "成效", "附件", "重点",
    "难点", "步骤", "策略", "收获", "反思", "体会", "特色", "案例",
];

/// The longest word before a number: 第三板块一：.
const LONGEST: usize = 4;

/// How long the mark is that `line` begins with, if it has one of these.
pub(super) fn mark(line: &str) -> Option<usize> {
    dash(line)
        .or_else(|| roman(line))
        .or_else(|| demand(line))
        .or_else(|| stem(line))
        .or_else(|| headword(line))
        .or_else(|| numbered_word(line))
        .or_else(|| dotted(line))
}

/// —— and — with a blank, - before a letter that is no number, one ＊.
fn dash(line: &str) -> Option<usize> {
    if let Some(rest) = line.strip_prefix("——") {
        return (!rest.starts_with('—')).then(|| line.len() - rest.len());
    }
    let first = line.chars().next()?;
    let next = line[first.len_utf8()..].chars().next()?;
    let is_mark = match first {
        '—' | '–' | '－' => next.is_whitespace(),
        '＊' => next.is_alphabetic() || next.is_whitespace(),
        '-' => next.is_alphabetic(),
        _ => false,
    };
    is_mark.then(|| first.len_utf8())
}

/// ii. iv) and the like, before a blank or Chinese.
fn roman(line: &str) -> Option<usize> {
    let rest = line.trim_start_matches(['i', 'v', 'x']);
    let length = line.len() - rest.len();
    let is_mark = super::is_dot_of_mark(rest) || rest.starts_with(['、', '．', '）']);
    let mark = rest.chars().next()?;
    ((1..=5).contains(&length) && is_mark).then(|| length + mark.len_utf8())
}

/// 一要 二则 三来, but 十来个 and 一来二去.
fn demand(line: &str) -> Option<usize> {
    let length = numeral(line);
    let next = line[length..].chars().next()?;
    let rest = &line[length + next.len_utf8()..];
    let is_reason =
        next == '来' && "一二三四".contains(&line[..length]) && !rest.starts_with("二去");
    let is_mark = !line.starts_with(|c: char| c.is_ascii_digit())
        && (BEHIND_NUMBERS.contains(&next) || is_reason);
    (length > 0 && is_mark).then(|| length + next.len_utf8())
}

/// 甲、 乙．.
fn stem(line: &str) -> Option<usize> {
    let first = line.chars().next().filter(|c| STEMS.contains(*c))?;
    let mark = line[first.len_utf8()..].chars().next()?;
    matches!(mark, '、' | '．' | '：').then(|| first.len_utf8() + mark.len_utf8())
}

/// 【备课】.
fn headword(line: &str) -> Option<usize> {
    let (inside, _) = line.strip_prefix('【')?.split_once('】')?;
    (!inside.trim().is_empty()).then(|| '【'.len_utf8() + inside.len() + '】'.len_utf8())
}

/// 措施一： 步骤2： 附1： 问题一、.
fn numbered_word(line: &str) -> Option<usize> {
    let (at, mark) = line.char_indices().find(|(_, c)| "：:、．".contains(*c))?;
    let before = &line[..at];
    let mut starts = before.char_indices().skip(1).take(LONGEST);
    let is_mark = starts.any(|(at, _)| {
        let (word, number) = before.split_at(at);
        let is_word = match mark {
            '：' | ':' => word == "附" || word.chars().count() > 1,
            _ => NUMBERED.iter().any(|known| word.ends_with(known)),
        };
        let are_letters = word.chars().all(char::is_alphabetic) && !word.is_ascii();
        is_word && are_letters && numeral(number) == number.len()
    });
    is_mark.then(|| at + mark.len_utf8())
}

/// 1.1 and 2.3.1, and 1-1 with a blank behind, where nothing is measured.
fn dotted(line: &str) -> Option<usize> {
    let is_of_number = |c: char| c.is_ascii_digit() || c == '.' || c == '-';
    let rest = line.trim_start_matches(is_of_number);
    let number = &line[..line.len() - rest.len()];
    let sign = if number.contains('-') { '-' } else { '.' };
    let parts = || number.split(sign);
    let are_short = parts().count() > 1
        && parts().all(|part| (1..=2).contains(&part.len()) && !part.contains(['.', '-']));
    let is_apart = rest.starts_with([' ', '\u{3000}'])
        || (sign == '.' && rest.starts_with(char::is_alphabetic));
    let is_mark = are_short && number.len() <= 8 && is_apart;
    (is_mark && !rest.trim_start().starts_with(UNITS)).then_some(number.len())
}

#[cfg(test)]
mod tests {
    use super::mark;

    #[test]
    fn marks_that_may_be_text_are_told_at_the_start_of_a_line() {
        for sign in [
            "——",
            "—",
            "-",
            "＊",
            "ii.",
            "iv)",
            "一要",
            "二则",
            "甲、",
            "乙：",
            "【备课】",
            "措施一：",
            "工作亮点2：",
            "1.1",
            "2.3.1",
            "1-1",
            "一来",
            "附1：",
            "问题一、",
        ] {
            let blank = if matches!(sign, "—" | "1.1" | "2.3.1" | "1-1") {
                " "
            } else {
                ""
            };
            let line = format!("{sign}{blank}抓常规");
            assert_eq!(mark(&line), Some(sign.len()), "{line}");
        }
        for line in [
            "———",
            "-3度",
            "- 甲",
            "--甲",
            "＊＊月",
            "1.5 倍",
            "0.5天",
            "3-5 年级",
            "七年级一、二班",
            "十来个",
            "一来二去",
            "1.5倍",
            "3要点",
            "一定要",
            "甲班、乙班",
            "【】",
            "时间：周三",
            "一：甲",
            "ix甲",
            "vivo. a",
            "",
        ] {
            assert_eq!(mark(line), None, "{line}");
        }
    }
}
