//! What days go by on which other things go on as well: 读书 of 读书节, and what such days are about.

use crate::format::Key;
use crate::log::Record;
use crate::text::alike;

/// What the names of such days end in.
const THEMED_DAYS: [char; 3] = ['节', '周', '月'];

/// Words in their names, and in what these are about, that are on no theme: who holds them and for
/// whom, and what many texts begin with.
const NO_THEME: [&str; 18] = [
    "学校", "校园", "全校", "我校", "本校", "小学", "中学", "年级", "教师", "老师", "学生", "师生",
    "家长", "亲子", "我们", "一起", "主题", "活动",
];

/// Words of one theme: a talk on 科学 is on 科技.
const KIN: [&[&str]; 4] = [
    &["读书", "阅读", "书香", "书架", "图书", "好书", "绘本"],
    &["科技", "科学", "发明", "航模", "机器人"],
    &["艺术", "音乐", "美术", "合唱", "舞蹈", "绘画"],
    &["体育", "运动", "田径", "体操"],
];

/// What days go by, whatever kind of record tells of them.
pub(super) struct Theme {
    /// The words of their names, and of what else they are called, 小发明，大梦想: any of these
    /// says that something is on it.
    words: Vec<String>,
}

impl Theme {
    /// The theme of the days that `occasions` tell of; none where these do not go by one.
    pub fn of(occasions: &[&Record]) -> Option<Theme> {
        let called =
            [Key::Kind, Key::Topic].map(|key| occasions.iter().map(move |own| own.text(key)));
        let called = called.into_iter().flatten().flatten();
        let mut words = Vec::new();
        let mut is_themed = false;
        for name in called {
            let name = alike::without_nth(name);
            match name.strip_suffix(THEMED_DAYS) {
                Some(theme) => {
                    is_themed = true;
                    words.extend(words_of(theme, name));
                }
                None => words.extend(pairs(name)),
            }
        }
        words.retain(|word| !NO_THEME.contains(&&**word));
        let kin = KIN
            .iter()
            .filter(|kin| words.iter().any(|word| kin.contains(&&**word)));
        let kin: Vec<String> = kin
            .flat_map(|kin| kin.iter().map(|word| (*word).to_owned()))
            .collect();
        words.extend(kin);
        is_themed.then_some(Theme { words })
    }

    /// Whether what `record` goes by is on it.
    pub fn is_in(&self, record: &Record) -> bool {
        let own = [Key::Topic, Key::Title].map(|key| record.text(key));
        let mut own = own.into_iter().flatten();
        own.any(|own| self.words.iter().any(|word| own.contains(&**word)))
    }
}

/// The words of `theme`, of two characters each from its end on: 课外 and 阅读. Of one that has but
/// one the `name` of the days, whole: one character alone stands in words of anything.
fn words_of(theme: &str, name: &str) -> Vec<String> {
    let signs: Vec<char> = theme.chars().collect();
    let words = signs.rchunks_exact(2);
    let words: Vec<String> = words.map(|word| word.iter().collect()).collect();
    match words.is_empty() {
        true => vec![name.to_owned()],
        false => words,
    }
}

/// The characters of `text` that stand side by side, by twos.
fn pairs(text: &str) -> Vec<String> {
    let signs: Vec<char> = text.chars().collect();
    let pairs = signs.windows(2);
    let of_words = pairs.filter(|pair| pair.iter().all(|sign| sign.is_alphanumeric()));
    of_words.map(String::from_iter).collect()
}

#[cfg(test)]
mod tests {
    use super::words_of;

    #[test]
    fn a_theme_has_words_of_two_characters() {
        assert_eq!(words_of("校园艺术", "校园艺术节"), ["艺术", "校园"]);
        assert_eq!(words_of("爱科学", "爱科学月"), ["科学"]);
        assert_eq!(words_of("茶", "茶节"), ["茶节"]);
    }
}
