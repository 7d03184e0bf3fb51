//! Passages in prose that have nothing to say: they go, and what stands beside them stays.

use super::clauses::BRACKETS;
use super::{HERE, OWN, SILENT, VOID};

/// Marks that part clauses and sentences.
const STOPS: [char; 7] = ['，', '；', '、', '。', '！', '？', '：'];

/// `text` without what stands for passages that say nothing; of two marks around one the first
/// stays. One that is announced, or is all there is, is void, and so is what announces it.
pub(super) fn without_silent(text: &str) -> String {
    let mut parts = text.split(SILENT);
    let mut out = parts.next().unwrap_or_default().to_owned();
    for after in parts {
        let before = out.trim_end_matches([HERE, OWN]).len();
        let line = out[..before].rsplit('\n').next().unwrap_or_default();
        let next = after.chars().next().filter(|next| *next != '\n');
        let is_alone = line.trim().is_empty() && next.is_none();
        if is_alone || line.ends_with(['：', ':']) {
            out.push(VOID);
            if next != Some('。') {
                out.push('。');
            }
            out.push_str(after);
            continue;
        }
        out.truncate(before);
        let opens = |(open, _): &&(char, char)| out.ends_with(*open);
        let bracket = BRACKETS.iter().find(opens);
        if bracket.is_some_and(|(_, close)| next == Some(*close)) {
            // Brackets that hold nothing go too.
            out.push(VOID);
        }
        let ends = ['，', '；', '、', '。', '！', '？', '\n'];
        let is_parted = out.ends_with(ends) || out.is_empty() || bracket.is_some();
        let goes = next.filter(|next| is_parted && STOPS.contains(next));
        out.push_str(&after[goes.map_or(0, char::len_utf8)..]);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_beside_stays() {
        for (typed, left) in [
            ("认真备课。[]听课后评课。", "认真备课。听课后评课。"),
            ("听课后[]注意评课。", "听课后注意评课。"),
            ("首先，[]；其次，抓好落实。", "首先，其次，抓好落实。"),
            ("备课扎实，[]听课认真。", "备课扎实，听课认真。"),
            ("本学期[][]成绩好。", "本学期成绩好。"),
            ("[]。听课认真。", "听课认真。"),
        ] {
            let typed = typed.replace("[]", &format!("{HERE}{SILENT}"));
            assert_eq!(without_silent(&typed), left);
        }
        let brackets = format!("（{HERE}{SILENT}）认真。（{HERE}{SILENT}，扎实）");
        assert_eq!(
            without_silent(&brackets),
            format!("（{VOID}）认真。（扎实）")
        );
        let alone = format!("{HERE}{SILENT}");
        assert_eq!(without_silent(&alone), format!("{HERE}{VOID}。"));
    }
}
