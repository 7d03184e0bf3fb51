//! Sentences whose figures are zero: the clause that holds such a figure goes, with its mark; a
//! sentence that loses all its clauses goes.

use super::VOID;
use super::items::{is_unmatched, items};

/// Marks that stand in pairs and stay in pairs.
const PAIRS: [(char, char); 5] = [
    ('“', '”'),
    ('‘', '’'),
    ('「', '」'),
    ('『', '』'),
    ('《', '》'),
];

/// Brackets: what is left in them stays in them.
pub(super) const BRACKETS: [(char, char); 4] =
    [('（', '）'), ('(', ')'), ('【', '】'), ('〔', '〕')];

/// Sentences, those without anything to say left out.
pub(super) fn passage(text: &str) -> String {
    let text = settle_brackets(text);
    let mut sentences = Vec::new();
    let mut start = 0;
    let mut at = 0;
    while let Some(c) = text[at..].chars().next() {
        at += c.len_utf8();
        if !matches!(c, '。' | '！' | '？' | '!' | '?') {
            continue;
        }
        let mark = at - c.len_utf8();
        // Quotes that close behind the mark belong to the sentence.
        while let Some(closing) = text[at..].chars().next()
            && PAIRS.iter().any(|(_, close)| *close == closing)
        {
            at += closing.len_utf8();
        }
        sentences.push((&text[start..mark], &text[mark..at]));
        start = at;
    }
    sentences.push((&text[start..], ""));
    let mut left = String::with_capacity(text.len());
    let mut is_gone = false;
    for (sentence, end) in sentences {
        let has_void = sentence.contains(VOID);
        match has_void {
            true => left.push_str(&sentence_left(sentence, end)),
            // The mark behind a passage that says nothing goes with it.
            false if is_gone && sentence.is_empty() => {}
            false => left.extend([sentence, end]),
        }
        is_gone = has_void;
    }
    left.replace("****", "")
}

/// The clauses of `text` that go although some figures of them are there: they name more things than
/// they have figures for, or fewer.
pub(super) fn unmatched(text: &str) -> Vec<&str> {
    let ends = |c: char, _: &str| matches!(c, '。' | '！' | '？' | '!' | '?' | '；' | ';' | '\n');
    let segments = split(text, ends).into_iter();
    let clauses = segments.flat_map(|(segment, _)| clauses(segment));
    let clauses = clauses.map(|(clause, _)| clause.trim());
    clauses.filter(|clause| is_unmatched(clause)).collect()
}

/// `text` whose brackets hold nothing void: what is left in them stays, empty ones go.
fn settle_brackets(text: &str) -> String {
    let mut settled = String::with_capacity(text.len());
    // Brackets that are open: where they begin, what closes them, whether something void is in
    // them or has gone from them.
    let mut open: Vec<(usize, char, bool)> = Vec::new();
    for c in text.chars() {
        if let Some((_, close)) = BRACKETS.iter().find(|(begin, _)| *begin == c) {
            open.push((settled.len(), *close, false));
        } else if c == VOID
            && let Some((_, _, has_void)) = open.last_mut()
        {
            *has_void = true;
        }
        settled.push(c);
        let Some(&(start, close, has_void)) = open.last() else {
            continue;
        };
        if c != close {
            continue;
        }
        open.pop();
        if !has_void {
            continue;
        }
        let width = settled[start..].chars().next().map_or(0, char::len_utf8);
        let inside = &settled[start + width..settled.len() - c.len_utf8()];
        let left = match inside.contains(VOID) {
            true => passage(inside),
            false => inside.to_owned(),
        };
        if left.trim().is_empty() {
            settled.truncate(start);
            // These may have been all that others held.
            if let Some((_, _, has_void)) = open.last_mut() {
                *has_void = true;
            }
        } else {
            settled.truncate(start + width);
            settled.push_str(&left);
            settled.push(c);
        }
    }
    settled
}

/// The pieces of `text` that end in a character that `ends` says so of, given what follows; each
/// with that character, the last with none.
fn split(text: &str, ends: impl Fn(char, &str) -> bool) -> Vec<(&str, &str)> {
    let mut pieces = Vec::new();
    let mut start = 0;
    for (at, c) in text.char_indices() {
        let after = at + c.len_utf8();
        if ends(c, &text[after..]) {
            pieces.push((&text[start..at], &text[at..after]));
            start = after;
        }
    }
    if start < text.len() {
        pieces.push((&text[start..], ""));
    }
    pieces
}

/// What is left of a sentence, with its end mark.
fn sentence_left(sentence: &str, end: &str) -> String {
    let mut left: Vec<(String, &str)> = Vec::new();
    // What announced something of which nothing is left: it may announce what follows.
    let mut announcer = String::new();
    for (segment, mark) in split(sentence, |c, _| matches!(c, '；' | ';')) {
        let Segment { text, announces } = segment_left(segment);
        if !text.is_empty() {
            let before = match text.contains('：') {
                true => String::new(),
                false => std::mem::take(&mut announcer),
            };
            left.push((before + &text, mark));
        }
        if !announces.is_empty() {
            announcer = announces;
        }
    }
    let count = left.len();
    if count == 0 {
        return unpaired(&format!("{sentence}{end}"));
    }
    let mut text = String::new();
    for (at, (segment, mark)) in left.into_iter().enumerate() {
        text.push_str(&segment);
        text.push_str(if at + 1 < count { mark } else { end });
    }
    text
}

/// What is left of a part of a sentence.
struct Segment {
    text: String,
    /// What announces something, of which nothing is left.
    announces: String,
}

/// What is left of a part of a sentence that ends in ；.
fn segment_left(segment: &str) -> Segment {
    let mut left: Vec<(String, &str)> = Vec::new();
    let mut has_lost = false;
    // Pairs of which one mark stood in a clause that has gone.
    let mut marks = String::new();
    for (clause, mark) in clauses(segment) {
        let Some(said) = items(clause) else {
            has_lost = true;
            left.pop_if(|(before, _)| is_along(before.trim()));
            marks.push_str(&unpaired(clause));
            continue;
        };
        let announces = |last: &(String, &str)| last.1 == "：";
        if has_lost && mark == "：" && left.last().is_some_and(announces) {
            left.pop();
        }
        has_lost = false;
        left.push((std::mem::take(&mut marks) + &said, mark));
    }
    let mut announces = String::new();
    if has_lost && left.last().is_some_and(|(_, mark)| *mark == "：") {
        let (clause, mark) = left.pop().unwrap_or_default();
        announces = clause + mark;
    }
    let count = left.len();
    let mut text = String::new();
    for (at, (clause, mark)) in left.into_iter().enumerate() {
        text.push_str(&clause);
        if at + 1 < count {
            text.push_str(mark);
        }
    }
    if !text.is_empty() {
        text.push_str(&marks);
    }
    Segment { text, announces }
}

/// The clauses of a part of a sentence; 首先，… is one with what follows.
fn clauses(segment: &str) -> Vec<(&str, &str)> {
    let ends = |c: char, after: &str| match c {
        '，' | '：' => true,
        ',' => !after.starts_with(|c: char| c.is_ascii_digit()),
        _ => false,
    };
    let mut clauses = Vec::new();
    let mut start = 0;
    let mut at = 0;
    for (clause, mark) in split(segment, ends) {
        at += clause.len() + mark.len();
        if is_ordinal(clause.trim()) && !mark.is_empty() {
            continue;
        }
        clauses.push((&segment[start..at - mark.len()], mark));
        start = at;
    }
    clauses
}

/// Whether a clause only gives what follows its place: 首先, 第一, 一是, 此外.
fn is_ordinal(clause: &str) -> bool {
    const ORDINALS: [&str; 9] = [
        "首先", "其次", "再次", "最后", "此外", "另外", "同时", "其中", "例如",
    ];
    let is_number = |text: &str| text.chars().all(|c| "一二三四五六七八九十".contains(c));
    ORDINALS.contains(&clause)
        || clause.strip_prefix('第').is_some_and(is_number) && clause.len() > '第'.len_utf8()
}

/// Whether a clause only says along what that is told which follows: 按学科看, 从级别来看.
fn is_along(clause: &str) -> bool {
    clause.starts_with(['按', '从'])
        && clause.ends_with(['看', '分', '算'])
        && clause.chars().count() <= 8
}

/// The marks of `text` whose other half it does not hold.
fn unpaired(text: &str) -> String {
    let mut marks = String::new();
    for (open, close) in PAIRS {
        let mut depth = 0;
        for c in text.chars() {
            if c == open {
                depth += 1;
            } else if c == close && depth > 0 {
                depth -= 1;
            } else if c == close {
                marks.push(close);
            }
        }
        marks.extend(std::iter::repeat_n(open, depth));
    }
    if text.matches("**").count() % 2 == 1 {
        marks.push_str("**");
    }
    marks
}

#[cfg(test)]
mod tests {
    use super::super::HERE;
    use super::super::blocks::settle;
    use super::*;

    /// `text` with `[…]` for a figure, `[]` for one that is zero.
    fn settled(text: &str) -> String {
        let void = format!("{HERE}{VOID}");
        let here = HERE.to_string();
        settle(
            &text
                .replace("[]", &void)
                .replace('[', &here)
                .replace(']', ""),
        )
    }

    #[test]
    fn a_clause_without_a_figure_goes_with_its_mark() {
        let cases = [
            (
                "共听课[9节]，其中推门听课[]，做到每听必评。",
                "共听课9节，做到每听必评。",
            ),
            ("共听课[9节]，其中推门听课[]。", "共听课9节。"),
            ("推门听课[]。教师参加培训。", "教师参加培训。"),
            ("推门听课[]。", ""),
            ("如下：推门听课[]。", ""),
            ("如下：推门听课[]；互听[2节]。", "如下：互听2节。"),
            ("共听课[9节]（其中推门[]）。", "共听课9节。"),
            ("语文[2节]、数学[]、英语[4节]。", "语文2节、英语4节。"),
            ("其中语文[]、数学[3节]。", "其中数学3节。"),
            ("周岚、何平等[]获奖，另有[2人]参赛。", "另有2人参赛。"),
            ("共1,000元，推门[]。", "共1,000元。"),
            ("- 推门[]\n- 互听[2节]", "- 互听2节"),
            (
                "1. 互听[2节]\n2. 推门[]\n3. 讲座[3场]",
                "1. 互听2节\n2. 讲座3场",
            ),
            ("| 推门 | [] |", "| 推门 | — |"),
            ("推门[]。\n\n第二段。", "第二段。"),
            ("推门[]。\n \n第二段。", "第二段。"),
            ("听课：推门[]；公开课：校级[2节]。", "公开课：校级2节。"),
            (
                "教师努力，听课：推门[]；公开课：校级[2节]。",
                "教师努力；公开课：校级2节。",
            ),
            ("推门[]；互听[2节]；讲座[]。", "互听2节。"),
            (
                "共听课[9节]（其中推门[]、互听[2节]）。",
                "共听课9节（其中互听2节）。",
            ),
            (
                "共听课[9节]【推门[]，互听[2节]】。",
                "共听课9节【互听2节】。",
            ),
            ("共听课[9节]（（推门[]））。", "共听课9节。"),
            (
                "（1）推门[]；（2）互听[2节]；（3）讲座[]；（4）公开课[3节]。",
                "（1）互听2节；（2）公开课3节。",
            ),
            ("一是推门[]；二是互听[2节]。", "一是互听2节。"),
            ("第一，推门[]。第二，互听[2节]。", "第一，互听2节。"),
            ("周岚、何平听课[]、公开课[2节]。", "公开课2节。"),
            ("听课[9节]\n推门[]\n公开课[2节]", "听课9节\n公开课2节"),
            ("听课[9节] 推门[] 公开课[2节]", "听课9节 公开课2节"),
            ("推门[]/互听[2节]", "互听2节"),
            ("推门[]!互听[2节]?讲座[]。", "互听2节?"),
            ("首先，推门[]。其次，互听[2节]。", "其次，互听2节。"),
            ("第一，推门[]，做到每听必评。", "做到每听必评。"),
            ("按类型看，[]。共听课[9节]。", "共听课9节。"),
            ("从类型来看，推门[]、互听[2节]。", "从类型来看，互听2节。"),
            ("语文[2节]和数学[]。", "语文2节。"),
            ("听课、讲座分别为[3节]、[]。", "听课为3节。"),
            (
                "全校听课、论文和讲座分别是[]、[2篇]和[1场]，教师努力。",
                "全校论文和讲座分别是2篇和1场，教师努力。",
            ),
            ("听课、讲座分别为[]、[]。", ""),
            ("各项分别为[3节]、[]，教师努力。", "教师努力。"),
            ("语文、数学[2节]、[]。", "语文2节。"),
            (
                "和平小学语文[]、数学[3节]和英语[4节]。",
                "数学3节和英语4节。",
            ),
            (
                "开展推门听课[3节]、互听[]等活动。",
                "开展推门听课3节等活动。",
            ),
            ("共获得一等奖[]、二等奖[3人次]。", "共获得二等奖3人次。"),
            (
                "共获得一等奖[]、二等奖[]、三等奖[3人次]。",
                "共获得三等奖3人次。",
            ),
            ("获一等奖[]、二等奖[3人次]。", "获二等奖3人次。"),
            (
                "本学期，全校开展集体备课[]和专题研讨[3次]。",
                "本学期，全校开展专题研讨3次。",
            ),
            (
                "本学期开展论文撰写活动[]、读书活动[3次]。",
                "本学期开展读书活动3次。",
            ),
            ("共获得一等奖[]、二等奖[]。", ""),
            ("获得一等奖[]、发表论文[2篇]。", "发表论文2篇。"),
            ("发表论文[]、交流论文[2篇]。", "交流论文2篇。"),
            ("教师参加人数[]、获奖人数[2人]。", "获奖人数2人。"),
            ("获奖[]、参赛[2人]。", "参赛2人。"),
            ("组织奖[]、一等奖[2项]。", "一等奖2项。"),
            ("共青团活动[]、少先队活动[2次]。", "少先队活动2次。"),
            ("包括推门[]、互听[2节]。", "包括互听2节。"),
            ("他说：“推门[]，互听[2节]。”", "他说：“互听2节。”"),
            ("“推门[]。”互听[2节]。", "互听2节。"),
            ("**推门[]，互听[2节]**。", "**互听2节**。"),
            ("1. 推门[]，互听[2节]\n2. 讲座[]", "1. 互听2节"),
            ("### 推门[]\n互听[2节]。", "互听2节。"),
            ("①推门[]。\n②互听[2节]。", "①互听2节。"),
            ("各项如下\n| 推门 | [] |", "各项如下\n| 推门 | — |"),
            ("全组共听课[9节。]。", "全组共听课9节。"),
            ("等等。。。", "等等。。。"),
            (
                "工作扎实。如下：\n\n- 推门[]\n- 互听[]\n\n第二段。",
                "工作扎实。\n\n第二段。",
            ),
            ("如下：\n- 推门[]\n- 互听[]\n\n第二段。", "第二段。"),
            ("如下：\n\n- 推门[]\n\n- 互听[2节]", "如下：\n\n- 互听2节"),
            (
                "如下：\n1. 听课：\n   - 推门[]\n2. 公开课：\n   - 校级[2节]",
                "如下：\n1. 公开课：\n   - 校级2节",
            ),
            ("如下：\n- 听课：\n  - 推门[]\n\n其余[2节]。", "其余2节。"),
            ("如下：\n（1）推门[]。\n（2）互听[]。", ""),
            ("如下：\n\n推门[]。\n\n- 互听[2节]", "如下：\n\n- 互听2节"),
            (
                "教师努力，共听课[9节]，具体如下：\n\n- 推门[]",
                "教师努力，共听课9节。",
            ),
            ("- 听课：\n- 推门[]\n- 互听[2节]", "- 听课：\n- 互听2节"),
        ];
        for (text, expected) in cases {
            assert_eq!(settled(text).trim(), expected, "{text}");
        }
    }
}
