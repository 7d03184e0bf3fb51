//! Which numbers of the school stand nowhere in the report.

use super::super::Section;
use crate::format::Key;
use crate::log::Log;

/// The numbers of a school, each with what may be counted behind its digits.
const NUMBERS: [(Key, &[char]); 3] = [
    (Key::Teachers, &['名', '人', '位', '个']),
    (Key::Classes, &['个', '班']),
    (Key::Pupils, &['名', '人', '个']),
];

/// What the numbers of `[school]` are called that none of the texts tells.
pub(super) fn untold(
    log: &Log,
    lead: &[String],
    sections: &[Section],
    closing: &[String],
) -> Vec<&'static str> {
    let Some(school) = &log.head.school else {
        return Vec::new();
    };
    let untold = NUMBERS.iter().filter_map(|(key, units)| {
        let digits = school.quantity(*key)?.n.to_string();
        let tells = |text: &String| tells(text, &digits, units);
        let is_told = lead.iter().chain(closing).any(tells)
            || sections.iter().any(|section| is_in(section, &tells));
        let name = school.table.field(key.name())?.short();
        (!is_told).then_some(name)
    });
    untold.collect()
}

/// Whether a section or one below it has such a text.
fn is_in(section: &Section, tells: &impl Fn(&String) -> bool) -> bool {
    section.blocks.iter().any(tells) || section.sections.iter().any(|below| is_in(below, tells))
}

/// Whether the number stands in the text, by itself and of what it counts.
fn tells(text: &str, digits: &str, units: &[char]) -> bool {
    text.match_indices(digits).any(|(at, _)| {
        let is_whole =
            !text[..at].ends_with(|before: char| before.is_ascii_digit() || before == '.');
        is_whole && text[at + digits.len()..].trim_start().starts_with(units)
    })
}
