//! One form for all spellings of a name that people take for the same: what programs compare
//! where people read. It is for comparing, never for printing.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;

use super::wide::is_wide;

/// Each radical of the block from U+2E80 to U+2EF3 before the ideograph it is equivalent to:
/// EquivalentUnifiedIdeograph.txt of Unicode 14. Those from U+2F00 on have a compatibility
/// decomposition.
const RADICALS: &str = "\
⺁厂⺂乛⺃乚⺄乙⺅亻⺆冂⺇𠘨⺈刀⺉刂⺊卜⺋㔾⺌小⺍小⺎兀⺏尣⺐尢⺑𡯂⺒巳⺓幺⺔彑⺕彐⺖忄⺗心⺘扌\
⺙攵⺛旡⺜日⺝月⺞歺⺟母⺠民⺡氵⺢氺⺣灬⺤爫⺥爫⺦丬⺧牛⺨犭⺩王⺪𤴔⺫目⺬示⺭礻⺮𥫗⺯糹⺰纟⺱罓\
⺲罒⺳㓁⺴冗⺵𦉫⺶羊⺷𦍌⺸𦍋⺹耂⺺肀⺻聿⺼肉⺽𦥑⺾艹⺿艹⻀艹⻁虎⻂衤⻃覀⻄西⻅见⻆角⻇𧢲⻈讠⻉贝\
⻊𧾷⻋车⻌辶⻍辶⻎辶⻏邑⻐钅⻑長⻒镸⻓长⻔门⻕𨸏⻖阝⻗雨⻘青⻙韦⻚页⻛风⻜飞⻝食⻞𩙿⻟飠⻠饣⻡𩠐\
⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻪黾⻫斉⻬齐⻭歯⻮齿⻯竜⻰龙⻱龜⻲亀⻳龟";

/// What stands for the private code points from U+E815 to U+E864, which GBK gave to the codes FE50
/// to FEA0: the characters of GB 18030—2022 at these codes, as glibc 2.36 has them.
const PRIVATE: &str = "\
⺁𠂇𠂉𠃌⺄㑳㑇⺈⺋龴㖞㘚㘎⺌⺗㥮㤘龵㧏㧟㩳㧐龶龷㭎㱮㳠⺧𡗗龸⺪䁖䅟⺮䌷⺳⺶⺷𢦏䎱\
䎬⺻䏝䓖䙡䙌龹䜣䜩䝼䞍⻊䥇䥺䥽䦂䦃䦅䦆䦟䦛䦷䦶龺𤇾䲣䲟䲠䲡䱷䲢䴓䴔䴕䴖䴗䴘䴙䶮龻";

/// The first of these private code points.
const FIRST_PRIVATE: u32 = 0xE815;

/// `text` in the form in which texts are compared: radicals, compatibility forms and private code
/// points as the usual characters, full width as half width, one sort of bracket and of dot, and
/// no blanks but those between Latin words.
pub fn fold(text: &str) -> Cow<'_, str> {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || ('\u{4E00}'..='\u{9FFF}').contains(&c);
    if text.chars().all(is_plain) {
        return Cow::Borrowed(text);
    }
    let mut folded = once(text);
    // What was apart may be composed once the blank between is gone.
    loop {
        let next = once(&folded);
        if next == folded {
            break;
        }
        folded = next;
    }
    match folded == text {
        true => Cow::Borrowed(text),
        false => Cow::Owned(folded),
    }
}

/// Whether two texts are spellings of the same.
pub fn is_same(one: &str, other: &str) -> bool {
    one == other || fold(one) == fold(other)
}

fn once(text: &str) -> String {
    let usual: String = text.chars().map(|c| usual(c).unwrap_or(c)).nfkc().collect();
    let signs: Vec<char> = usual.chars().map(sign).collect();
    let words: Vec<char> = without_blanks(&signs);
    let dotted = words.iter().enumerate().map(|(at, c)| {
        let is_between =
            at > 0 && is_han(words[at - 1]) && words.get(at + 1).is_some_and(|c| is_han(*c));
        if *c == '.' && is_between { '·' } else { *c }
    });
    dotted.collect()
}

/// The one sign for all that people use for it.
fn sign(c: char) -> char {
    match c {
        '[' | '〔' | '【' => '(',
        ']' | '〕' | '】' => ')',
        '•' | '‧' | '∙' | '⋅' | '・' | 'ꞏ' => '·',
        c if c.is_whitespace() => ' ',
        c => c,
    }
}

/// The same with single blanks between Latin words, and no others.
fn without_blanks(all: &[char]) -> Vec<char> {
    let is_latin = |c: &char| c.is_alphanumeric() && !is_wide(*c);
    let mut kept: Vec<char> = Vec::with_capacity(all.len());
    let mut is_apart = false;
    for c in all {
        if *c == ' ' {
            is_apart = true;
            continue;
        }
        if is_apart && is_latin(c) && kept.last().is_some_and(is_latin) {
            kept.push(' ');
        }
        is_apart = false;
        kept.push(*c);
    }
    kept
}

/// Whether `c` is a Chinese character.
pub fn is_han(c: char) -> bool {
    matches!(c, '〇' | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}'
        | '\u{20000}'..='\u{3FFFD}')
}

/// Whether `c` means only what its makers agreed upon: others see a blank or a box.
pub fn is_private(c: char) -> bool {
    matches!(c, '\u{E000}'..='\u{F8FF}' | '\u{F0000}'..='\u{10FFFF}')
}

/// Whether `c` only looks like the usual character, or cannot be seen by others.
pub fn is_odd(c: char) -> bool {
    c > '\u{2E7F}' && (is_private(c) || usual(c).is_some())
}

/// The usual character for one that looks like it or was meant by it: a radical, a compatibility
/// ideograph, a private code point. `None` for one that is usual itself, or of which nothing is known.
pub fn usual(c: char) -> Option<char> {
    match c {
        '\u{E815}'..='\u{E864}' => {
            let nth = usize::try_from(u32::from(c) - FIRST_PRIVATE).ok()?;
            let meant = PRIVATE.chars().nth(nth)?;
            usual(meant).or(Some(meant))
        }
        '\u{2E80}'..='\u{2EFF}' => {
            let mut radicals = RADICALS.chars();
            radicals.find(|radical| *radical == c)?;
            radicals.next()
        }
        // What PDFs have for the forms of today.
        '\u{2F3E}' => Some('户'),
        '\u{2FAD}' => Some('青'),
        '\u{2F00}'..='\u{2FDF}' | '\u{F900}'..='\u{FAFF}' | '\u{2F800}'..='\u{2FA1F}' => {
            std::iter::once(c).nfkc().next().filter(|usual| *usual != c)
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_the_same_are_one() {
        for all in [
            &["李文", "李⽂", "李 文", "李　文", " 李\u{A0}文 "][..],
            &[
                "阿依古丽·买买提",
                "阿依古丽•买买提",
                "阿依古丽・买买提",
                "阿依古丽‧买买提",
                "阿依古丽．买买提",
                "阿依古丽.买买提",
                "阿依古丽 · 买买提",
            ],
            &[
                "五（1）班",
                "五(1)班",
                "五（１）班",
                "五 (1) 班",
                "五〔1〕班",
            ],
            &["John Smith", "John  Smith", "Ｊｏｈｎ　Ｓｍｉｔｈ"],
            &["王䶮", "王\u{E863}"],
            &["语⻔", "语门"],
            &["PPT制作", "PPT 制作", "ＰＰＴ制作"],
        ] {
            for one in all {
                assert!(is_same(one, all[0]), "{one} is {}", all[0]);
            }
        }
    }

    #[test]
    fn what_differs_stays_apart() {
        for (one, other) in [
            ("李文", "李雯"),
            ("JohnSmith", "John Smith"),
            ("1.2班", "12班"),
            ("张伟（大）", "张伟（小）"),
            ("张伟", "张伟（大）"),
        ] {
            assert!(!is_same(one, other), "{one} is {other}");
        }
    }

    #[test]
    fn usual_characters_are_known() {
        assert_eq!(usual('⽂'), Some('文'));
        assert_eq!(usual('⻋'), Some('车'));
        assert_eq!(usual('\u{E863}'), Some('䶮'));
        assert_eq!(usual('\u{E815}'), Some('厂'));
        assert_eq!(usual('\u{F9DC}'), Some('隆'));
        for c in ['文', '\u{E000}', '\u{2E9A}', '\u{FA0E}', 'a'] {
            assert_eq!(usual(c), None, "{c}");
        }
        assert_eq!(PRIVATE.chars().count(), 80);
    }
}
