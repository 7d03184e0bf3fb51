//! The titles that `[words]` gives another wording: each must be that of some section.

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::format::Key;
use crate::log::{Log, nearest};
use crate::wording::{Templates, Words};

use super::outline::{Outline, each};
use super::{ReportError, pattern};

/// Adds to `out` what `words` calls otherwise and no section is called, neither in `outline` nor
/// in any pattern: one list of words serves the reports of all of them.
pub(super) fn check(
    log: &Log,
    words: &Words,
    templates: &Templates,
    outline: &Outline,
    out: &mut Diagnostics,
) -> Result<(), ReportError> {
    if words.titles().next().is_none() {
        return Ok(());
    }
    let mut known = titles(outline);
    // Sections for each group are called as the group.
    let groups = log.records.iter();
    known.extend(groups.filter_map(|record| Some(record.text(Key::Group)?.to_string())));
    let mut unread = Diagnostics::default();
    for name in templates.patterns() {
        known.extend(titles(&pattern(templates, name, &mut unread)?));
    }
    for entry in words.titles() {
        let name = entry.path.last().map_or("", String::as_str);
        if known.iter().any(|title| may_read(title, name)) {
            continue;
        }
        let message = format!("[words.titles] 里的“{name}”不是哪一节的标题");
        let diagnostic = Diagnostic::error(entry.place.clone(), message);
        let plain = known.iter().map(String::as_str);
        out.push(
            match nearest(name, plain.filter(|title| !title.contains('{'))) {
                Some(near) => diagnostic.hint(format!("是不是“{near}”？")),
                None => diagnostic
                    .hint("左边照原来的标题写，不带序号；各个模板的标题见 summarize template list"),
            },
        );
    }
    Ok(())
}

/// The titles of all sections, as they are typed.
fn titles(outline: &Outline) -> Vec<String> {
    let mut titles = Vec::new();
    each(&outline.sections, &mut |slot| {
        titles.extend(slot.title.iter().map(|title| title.text.to_string()));
    });
    titles
}

/// Whether a title that is typed as `title` may read `name`: what an expression in it prints is
/// not known.
fn may_read(title: &str, name: &str) -> bool {
    let braces = |c: char| "{}｛｝".contains(c);
    match (title.find(braces), title.rfind(braces)) {
        (Some(open), Some(close)) => {
            let after = title[close..].trim_start_matches(braces);
            let before = &title[..open];
            let is_bare = before.is_empty() && after.is_empty();
            !is_bare && name.starts_with(before) && name.ends_with(after)
        }
        _ => title == name,
    }
}
