//! What somebody should know of prose that is printed otherwise than it was typed.

use crate::diagnostic::Diagnostic;
use crate::log::Phrase;
use crate::markup::{self, Block};

/// A warning where `name`, which is to tell a part of some records, tells none.
pub(super) fn nothing(name: &Phrase) -> Option<Diagnostic> {
    let (what, only) = name.text.rsplit_once([':', '：'])?;
    let (what, only) = (what.trim(), only.trim());
    let message = format!("{what}里没有“{only}”的记录，这里什么也没有写");
    Some(Diagnostic::warning(name.place(), message).hint("写错了就改正；本来就没有的，不用管"))
}

/// A warning where `count` of the records that `what` tells, which `name` asks for, have been told.
pub(super) fn again(name: &Phrase, what: &str, count: usize, places: &str) -> Diagnostic {
    let message =
        format!("{what}写的记录里，有{count}条别处也写了（{places}），两处都算了，数不能相加");
    let hint = "不要重复的，各处按一样的分法写（都按教研组，或者都按月份）；要的就是这样，不用管";
    Diagnostic::warning(name.place(), message).hint(hint)
}

/// A warning for each picture and each address of a link that `text`, which `prose` has become, loses.
pub(super) fn unlinked(prose: &Phrase, text: &str) -> Vec<Diagnostic> {
    let mut from = 0;
    let found = markup::unlinked(text).into_iter();
    let warnings = found.map(|one| {
        let typed = prose.text[from..].find(&one.address);
        let place = match typed.filter(|_| !one.address.is_empty()) {
            Some(start) => {
                let start = from + start;
                from = start + one.address.len();
                prose.place_of(start..from)
            }
            None => prose.place(),
        };
        let (message, hint) = match one.is_picture {
            true => (
                "图片放不进总结，只印了它的文字",
                "删掉这张图片的写法，在 WPS 或 Word 里打开总结后再插入",
            ),
            false => (
                "这个地址不是网址，没有印出来，只印了它的文字",
                "要链接就写以 http:// 或 https:// 开头的网址；要印出地址，直接写在文字里",
            ),
        };
        Diagnostic::warning(place, message).hint(hint)
    });
    warnings.collect()
}

/// The lines of `prose`, each with where it begins.
fn lines(prose: &Phrase) -> impl Iterator<Item = (usize, &str)> {
    prose.text.split_inclusive('\n').scan(0, |at, line| {
        let start = *at;
        *at += line.len();
        Some((start, line))
    })
}

/// Warnings where stars of bold in `text`, which `prose` has become, are printed as stars: for each
/// line that is wrong by itself, or else for the first stars.
pub(super) fn stars(prose: &Phrase, text: &str) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let mut tell = |place, message: &str, hint: &str| {
        found.push(Diagnostic::warning(place, message).hint(hint));
    };
    let all = || match prose.text.find("**") {
        Some(start) => prose.place_of(start..start + 2),
        None => prose.place(),
    };
    if markup::has_three_stars(text) {
        let hint = "加粗用两个：**重点**工作；要印出星号，写成 \\*\\*\\*";
        for (start, line) in lines(prose).filter(|(_, line)| markup::has_three_stars(line)) {
            let at = start + line.find("***").unwrap_or_default();
            tell(
                prose.place_of(at..at + 3),
                "三个星号不是加粗，照原样印出来了",
                hint,
            );
        }
    }
    if markup::has_stray_stars(text) {
        let message = "加粗的星号没有成对，或里外有空格、标点，照原样印出来了";
        let hint = "写成 **重点**工作：星号成对，里侧不留空格和标点；要印出星号，写成 \\*\\*";
        let is_wrong = |line: &str| markup::has_stray_stars(line) && !markup::has_three_stars(line);
        let mut wrong = lines(prose).filter(|(_, line)| is_wrong(line)).peekable();
        if wrong.peek().is_none() && !markup::has_three_stars(text) {
            tell(all(), message, hint);
        }
        for (start, line) in wrong {
            let at = start + line.find("**").unwrap_or_default();
            tell(prose.place_of(at..at + 2), message, hint);
        }
    }
    found
}

/// A warning that a clause of `prose`, which begins with what is `named`, is not told: it is not
/// clear what its figures are of.
pub(super) fn unmatched(prose: &Phrase, named: &str) -> Diagnostic {
    let place = match prose.text.find(named) {
        Some(start) => prose.place_of(start..start + named.len()),
        None => prose.place(),
    };
    let message = format!("“{named}……”没有写进总结：前面的名目和后面的数不一样多，又有数是0");
    Diagnostic::warning(place, message).hint("写成一样多，顺序也一样")
}

/// A warning where a line of `text`, which `prose` has become, does not stand whole in its `blocks`.
pub(super) fn lost(prose: &Phrase, text: &str, blocks: &[Block]) -> Option<Diagnostic> {
    let line = markup::lost_line(text, blocks)?.trim();
    let place = match prose.text.find(line) {
        Some(start) => prose.place_of(start..start + line.len()),
        None => prose.place(),
    };
    Some(
        Diagnostic::warning(place, "这一行里有的字没有印出来")
            .hint("表格每一行的格数要和表头一样；其他的，去掉方括号、竖线之类的符号再试"),
    )
}
