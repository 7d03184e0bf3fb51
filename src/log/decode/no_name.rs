//! Says of what was typed in a place for people why it is no name, and what to write instead.

use toml::Spanned;
use toml::de::DeValue;

use super::super::record::Text;
use super::value::Decoded;
use super::{Decoder, callings, heads, posts};
use crate::format::bounds::{self, EVERYONE};
use crate::format::vocabulary::ROLE;
use crate::format::{Field, Key, Type};
use crate::text::numeral;

impl Decoder<'_> {
    /// Something that is the name of nobody.
    pub(super) fn no_name(
        &mut self,
        field: &Field,
        name: &str,
        value: &Spanned<DeValue>,
    ) -> Decoded<()> {
        if field.key == Key::Authors && name.ends_with("学生") {
            let class = name.trim_end_matches("学生");
            let hint =
                format!("不知道是谁就删去这一行，写上 class = \"{class}\" 和 by_pupils = true");
            return self.fail(value, format!("“{name}”不是姓名"), hint);
        }
        if bounds::NOBODY.contains(&name) {
            let hint = "没有人或不知道是谁的，就把这一行删掉";
            return self.fail(value, format!("“{name}”不是姓名"), hint);
        }
        if let Some(hint) = heads::some_of(field, value) {
            return self.fail(value, format!("“{name}”不像姓名"), hint);
        }
        let numeral = numeral::at_start(name).filter(|all| all.length == name.len());
        let is_alone = value
            .get_ref()
            .as_str()
            .is_none_or(|typed| typed.trim() == name);
        if let Some(hundredths) = numeral.and_then(|all| all.hundredths).filter(|_| is_alone) {
            let hint = format!("人数写成 {} = {}", field.key.name(), hundredths / 100);
            return self.fail(value, format!("“{name}”不像姓名"), hint);
        }
        if field.key == Key::Observers
            && let Some(role) = ROLE.find(name)
        {
            let hint = format!(
                "只知道职务的，这一行换成 observer_role = \"{}\"；知道是谁的写姓名",
                role.name
            );
            return self.fail(value, format!("“{name}”是职务，不是姓名"), hint);
        }
        if posts::is_bare(name) {
            let hint = posts::without_name(name, field.key);
            return self.fail(value, format!("“{name}”是职务，不是姓名"), hint);
        }
        let typed = value.get_ref().as_str().unwrap_or_default();
        if let Some(hint) = callings::before_others(typed) {
            return self.fail(value, format!("“{name}”不像姓名"), hint);
        }
        let untitled = || callings::untitled(typed).filter(|plain| plain != typed);
        let beside = || posts::plain(typed).filter(|plain| plain != typed);
        if let Some(plain) = untitled().or_else(beside) {
            let message = format!("“{name}”不像姓名");
            return self.fail(value, message, format!("只写名字，写成 \"{plain}\""));
        }
        if bounds::is_marked(name) || (numeral.is_some() && !is_alone) {
            let hint = match numeral.is_some() {
                true => "姓名前面不写序号，人数也不和姓名写在一起；几个人之间只写顿号",
                false => "几个人之间只写顿号，不写括号、序号和别的记号",
            };
            let hint = match callings::unmarked(typed) {
                Some(plain) => format!("{hint}，写成 \"{plain}\""),
                None => hint.to_owned(),
            };
            return self.fail(value, format!("“{name}”不像姓名"), hint);
        }
        if matches!(field.ty, Type::Staff) && EVERYONE.contains(&name) {
            let key = field.key.name();
            let hint = format!(
                "全体都参加的写 {key} = \"全体\"，不加方括号，也不再写姓名；只有其中几位的，删去“{name}”"
            );
            return self.fail(value, format!("“{name}”要单独写"), hint);
        }
        let unknown = callings::masked(name);
        let unknown = unknown.unwrap_or_else(|| "不知道姓名就不写这一项".to_owned());
        let mut hint = format!("姓名只写名字，{unknown}；人数写成 20 或 \"20余\"");
        if matches!(field.ty, Type::Staff) {
            hint += "；全体参加写 \"全体\"，某个组的全体再加一行 group = \"语文组\"";
        }
        self.fail(value, format!("“{name}”不像姓名"), hint)
    }

    /// A text with more than one name in it, where one person is named.
    pub(super) fn no_one_name(
        &mut self,
        field: &Field,
        text: &str,
        value: &Spanned<DeValue>,
    ) -> Decoded<Text> {
        let hint = match posts::plain(text) {
            Some(plain) if !plain.contains('、') => format!("只写名字，写成 \"{plain}\""),
            Some(_) => return self.several(field, text, value),
            None => "只写名字，不写职务、称呼和单位".to_owned(),
        };
        self.fail(value, format!("“{text}”不像姓名"), hint)
    }

    /// Several people where one is named.
    pub(super) fn several(
        &mut self,
        field: &Field,
        text: &str,
        value: &Spanned<DeValue>,
    ) -> Decoded<Text> {
        self.fail(
            value,
            format!("“{text}”是几个人，{} 只写一个人", field.key.name()),
            "一个人写一条",
        )
    }
}
