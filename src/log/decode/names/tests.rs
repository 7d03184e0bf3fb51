//! What is one name and what are several.

use super::*;

fn several(text: &str) -> Vec<String> {
    match names(text) {
        Names::Several(names) => names,
        other => panic!("{text} is {other:?}"),
    }
}

#[test]
fn full_names_are_told_apart() {
    for text in [
        "柳青 何平 章晓倩",
        "柳青　何平　章晓倩",
        "柳青\u{A0}何平 章晓倩",
        "柳青和何平与章晓倩",
        "柳青 和 何平 章晓倩",
        "柳青以及何平及章晓倩",
        "柳青跟何平同章晓倩",
        "柳青 跟 何平暨章晓倩",
        "柳青一同何平还有章晓倩",
        "柳青/何平/章晓倩",
        "柳青|何平 & 章晓倩",
        "柳青、何平，章晓倩。",
    ] {
        assert_eq!(several(text), ["柳青", "何平", "章晓倩"], "{text}");
    }
    assert_eq!(several("何平 王 芳"), ["何平", "王芳"]);
    assert_eq!(several("欧阳静 王 小芳 何平"), ["欧阳静", "王小芳", "何平"]);
    assert_eq!(several("何平 阿依古丽·买买提"), ["何平", "阿依古丽·买买提"]);
    assert_eq!(
        several("张伟（大） 张伟 （小）"),
        ["张伟（大）", "张伟（小）"]
    );
    assert_eq!(several("John Smith/Tom Li"), ["John Smith", "Tom Li"]);
    assert_eq!(
        several("王 芳与阿依古丽•买买提"),
        ["王芳", "阿依古丽•买买提"]
    );
    assert_eq!(several("王　芳及John Smith"), ["王芳", "John Smith"]);
    assert_eq!(several("语文组和数学组"), ["语文组", "数学组"]);
    assert_eq!(several("五（1）班 五（2）班"), ["五（1）班", "五（2）班"]);
}

#[test]
fn one_name_stays_one() {
    for (text, name) in [
        ("王芳", "王芳"),
        ("王 芳", "王芳"),
        ("王　芳", "王芳"),
        ("欧 阳 静", "欧阳静"),
        ("欧阳 静", "欧阳静"),
        ("王 小芳", "王小芳"),
        ("何与文", "何与文"),
        ("何同文", "何同文"),
        ("方大同", "方大同"),
        ("欧阳同", "欧阳同"),
        ("同心中队", "同心中队"),
        ("李和平", "李和平"),
        ("和平", "和平"),
        ("欧阳和平", "欧阳和平"),
        ("John Smith", "John Smith"),
        ("阿依古丽·买买提", "阿依古丽·买买提"),
        ("阿依古丽 · 买买提", "阿依古丽·买买提"),
        ("道德与法治组", "道德与法治组"),
        ("张伟 （大）", "张伟（大）"),
        ("表|格", "表|格"),
        ("A&B", "A&B"),
        ("· 点", "· 点"),
        ("1. 论文", "1. 论文"),
    ] {
        assert_eq!(names(text), Names::One(name.to_owned()), "{text}");
    }
}

#[test]
fn two_names_in_one_are_noticed() {
    assert_eq!(pairs("柳青·何平"), [("柳青", "何平")]);
    assert_eq!(pairs("柳青（何平）"), [("柳青", "何平")]);
    assert_eq!(pairs("柳青何平"), [("柳青", "何平")]);
    assert_eq!(
        pairs("柳青何小平"),
        [("柳青", "何小平")],
        "何 begins a name, 小 does not"
    );
    for one in ["阿依古丽·买买提", "何平", "张伟（大）", "欧阳静"] {
        assert!(pairs(one).is_empty(), "{one}");
    }
}

#[test]
fn what_could_be_either_is_left_to_who_typed_it() {
    for text in [
        "王 芳 李 娜",
        "王 芳•买买提",
        "何平 静",
        "阿依古丽 买买提",
        "何平 老师",
        "李娜 Lina",
        "三年级 一班",
        "何平和同学们",
        "全 体",
        "和 平 与",
        "其格/何平",
        "何平、和文英",
        "何平、同文英",
        "何平跟同学们",
        "柳青.何平",
        "柳青．何平",
        "阿依古丽.买买提",
    ] {
        assert_eq!(names(text), Names::Unclear, "{text}");
    }
}
