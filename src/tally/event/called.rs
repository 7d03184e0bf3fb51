//! Whether records go by the name of an event.

use crate::format::Key;
use crate::log::{Record, Text};
use crate::text::alike;

use super::gatherings;
use crate::tally::prizes::{is_event, own_kind, shortened};

/// Lengths, in characters, from which on a name tells one event from another.
const TELLING: usize = 3;

/// What the kind of a record ends in that notes what fell short, in its topic.
const SHORT: [&str; 8] = [
    "不足",
    "不足之处",
    "存在问题",
    "存在的问题",
    "主要问题",
    "待改进",
    "待改进之处",
    "遗憾",
];

/// Whether a record notes what fell short, rather than what people came together for.
pub fn is_shortcoming(record: &Record) -> bool {
    let kind = record.text(Key::Kind);
    let is_short = kind.is_some_and(|kind| SHORT.iter().any(|end| kind.ends_with(end)));
    is_short && record.get(Key::Topic).is_some() && gatherings().any(|table| record.table == table)
}

/// Whether what `record` goes by has the name of `occasion` in it, or the reverse.
pub(in crate::tally) fn are_named_alike(record: &Record, occasion: &Record) -> bool {
    let is_telling = |name: &&Text| name.chars().count() >= TELLING;
    let own = [Key::Contest, Key::Topic, Key::Title, Key::Programme];
    let own = own.map(|key| record.text(key));
    let own = own.into_iter().flatten();
    let topic = occasion.text(Key::Topic);
    let kind = occasion.text(Key::Kind).filter(is_telling);
    let kind = kind.filter(|kind| !occasion.table.kinds.contains(&&***kind));
    let is_named = |own: &Text, name: &Text| {
        let event: Text = alike::event(own).into();
        let named: Text = alike::event(name).into();
        is_telling(&&named) && own.contains(&*named) && !alike::are_other_editions(own, name)
            || is_telling(&name) && own.contains(&**name)
            // 秋季运动会 is a 运动会; 读书节开幕式 is only a part of 读书节.
            || is_telling(&&event) && named.ends_with(&*event)
    };
    let is_meant = |own: &Text| match (topic, kind) {
        (Some(topic), _) if alike::are_other_editions(own, topic) => false,
        // 秋季田径运动会 says which 运动会 it was.
        (Some(topic), Some(kind)) if topic.contains(&**kind) => {
            is_named(own, topic) || alike::are_one_of(kind, &alike::event(own), topic)
        }
        _ => topic
            .into_iter()
            .chain(kind)
            .any(|name| is_named(own, name)),
    };
    own.into_iter().any(is_meant)
}

/// Whether what people came together for goes by the name of an event: by its kind or its topic,
/// unless both are of a kind, for which there are several that each have a topic, 家长会.
pub(super) fn is_called_after(record: &Record, occasion: &Record) -> bool {
    let topic = occasion.text(Key::Topic);
    let kind = own_kind(occasion);
    let is_name = kind.is_some_and(|kind| topic.is_none_or(|topic| topic.contains(&**kind)));
    let are_of_kind = kind.is_some() && record.text(Key::Kind) == kind;
    let kind = kind.filter(|_| is_name || !are_of_kind);
    let own = [Key::Kind, Key::Topic].map(|key| record.text(key));
    let own: Vec<&Text> = own.into_iter().flatten().collect();
    let has = |name: &Text, least: usize| {
        let event = alike::event(name);
        event.chars().count() >= least && own.iter().any(|own| own.contains(&*event))
    };
    let is_other = |name: &Text| {
        let mut own = own.iter();
        own.any(|own| alike::are_other_editions(own, name))
    };
    // Of a topic a word says what it is.
    let is_of_topic = topic.is_some_and(|topic| has(topic, TELLING - 1));
    !topic.into_iter().chain(kind).any(is_other)
        && (is_of_topic || kind.is_some_and(|kind| has(kind, TELLING)))
}

/// What people come together for before an event, and after it.
const AROUND: [&str; 14] = [
    "筹备", "准备", "动员", "布置", "部署", "协调", "策划", "预备", "彩排", "排练", "总结", "复盘",
    "反馈", "表彰",
];

/// Whether what people came together for has to do with what comes before an event or after it, and
/// has the end of its name in its own: 开放周筹备会 and 教学开放周.
pub(super) fn may_be_for(record: &Record, occasion: &Record) -> bool {
    let own = [Key::Kind, Key::Topic].map(|key| record.text(key));
    let own: Vec<&Text> = own.into_iter().flatten().collect();
    let has = |part: &str| own.iter().any(|own| own.contains(part));
    let topic = occasion.text(Key::Topic);
    let names = own_kind(occasion).into_iter().chain(topic);
    let names: Vec<&Text> = names.filter(|name| is_event(name)).collect();
    let is_other = |name: &&Text| own.iter().any(|own| alike::are_other_editions(own, name));
    let mut ends = names.iter().map(|name| shortened(name));
    gatherings().any(|table| record.table == table)
        && AROUND.iter().any(|word| has(word))
        && !names.iter().any(is_other)
        && ends.any(|end| end.chars().count() >= TELLING && has(&end))
}

/// The same of what may be the event itself, noted as of a kind or a topic: 教职工运动会 and 运动会.
pub(super) fn go_by_one_name(record: &Record, occasion: &Record) -> bool {
    let kind = |record: &Record| {
        let kind = record.text(Key::Kind)?;
        let is_usual = record.table.kinds.contains(&&**kind);
        (!is_usual && kind.chars().count() >= TELLING).then(|| alike::event(kind))
    };
    let kinds = kind(record).zip(kind(occasion));
    let topic = occasion.text(Key::Topic);
    let names = [Key::Contest, Key::Topic, Key::Title, Key::Programme];
    let mut names = names.iter().filter_map(|key| record.text(*key));
    let has_kind = kind(occasion).is_some_and(|kind| {
        names.any(|name| {
            let is_other = topic.is_some_and(|topic| alike::are_other_editions(name, topic));
            name.contains(&*kind) && !is_other
        })
    });
    are_named_alike(record, occasion)
        || has_kind
        || kinds.is_some_and(|(a, b)| a.contains(&b) || b.contains(&a))
        || (gatherings().any(|table| record.table == table) && are_named_alike(occasion, record))
}
