//! Shares that are not exact: 约占听课总数的2.7%, and not 占听课总数的约2.7%.

use super::HERE;

/// What comes before a share that is not exact.
const ABOUT: char = '约';

/// What a share is said with.
const TAKES: &str = "占";

/// `text` in which 约 of a share that an expression has printed stands before the 占 of its clause.
pub(super) fn with_about_first(text: &str) -> String {
    let about = format!("{HERE}{ABOUT}");
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(&about) {
        let (before, after) = rest.split_at(at);
        let number = &after[about.len()..];
        let digits = number.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.');
        out.push_str(before);
        out.push(HERE);
        let clause = out
            .rfind(['，', '。', '；', '：', '、', '（', '\n'])
            .unwrap_or(0);
        let takes = out[clause..].rfind(TAKES).map(|takes| clause + takes);
        match takes.filter(|_| digits.starts_with('%')) {
            Some(takes) if out[..takes].ends_with(ABOUT) => {}
            Some(takes) => out.insert(takes, ABOUT),
            None => out.push(ABOUT),
        }
        rest = number;
    }
    out + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn about_stands_before_what_takes_the_share() {
        for (text, said) in [
            ("推门3节，占[]约2.7%。", "推门3节，约占[]2.7%。"),
            (
                "推门占总数的[]约3%，[]约40节",
                "推门约占总数的[]3%，[]约40节",
            ),
            ("约占[]约3%", "约占[]3%"),
            ("占比大，完成率[]约3%", "占比大，完成率[]约3%"),
            ("占总数的约3%，占[]5%", "占总数的约3%，占[]5%"),
        ] {
            let here = |text: &str| text.replace("[]", &HERE.to_string());
            assert_eq!(with_about_first(&here(text)), here(said));
        }
    }
}
