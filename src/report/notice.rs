//! What somebody should know of prose that is printed otherwise than it was typed.

use crate::diagnostic::Diagnostic;
use crate::log::Phrase;
use crate::markup::{self, Unlinked};

/// A warning where `text`, which `prose` has become, loses a picture or the address of a link.
pub(super) fn unlinked(prose: &Phrase, text: &str) -> Option<Diagnostic> {
    let Unlinked {
        address,
        is_picture,
    } = markup::unlinked(text)?;
    let typed = prose.text.find(&address).filter(|_| !address.is_empty());
    let place = match typed {
        Some(start) => prose.place_of(start..start + address.len()),
        None => prose.place(),
    };
    let (message, hint) = match is_picture {
        true => (
            "图片放不进总结，只印了它的文字",
            "删掉这张图片的写法，在 WPS 或 Word 里打开总结后再插入",
        ),
        false => (
            "这个地址不是网址，没有印出来，只印了它的文字",
            "要链接就写以 http:// 或 https:// 开头的网址；要印出地址，直接写在文字里",
        ),
    };
    Some(Diagnostic::warning(place, message).hint(hint))
}
