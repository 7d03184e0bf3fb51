//! Diagnostics as text for a terminal: a Chinese head line, the place, the line with a
//! caret by display width, the remedy.

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};

use super::{Diagnostic, Severity};

/// `diagnostic` as several lines of text, in colour or plain.
pub fn show(diagnostic: &Diagnostic, colour: bool) -> String {
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR.with_name("错误"),
        Severity::Warning => Level::WARNING.with_name("提醒"),
    };
    let mut title = level.primary_title(diagnostic.message.as_str());
    if let Some(check) = diagnostic.check {
        title = title.id(check);
    }
    let mut group = Group::with_title(title);
    if let Some(place) = &diagnostic.place {
        let (from, to) = place.mark;
        // An empty place still gets a caret.
        let mut annotation = AnnotationKind::Primary.span(from..to.max(from));
        if !diagnostic.label.is_empty() {
            annotation = annotation.label(&*diagnostic.label);
        }
        group = group.element(
            Snippet::source(&*place.excerpt)
                .path(&*place.file)
                .line_start(place.line)
                .annotation(annotation),
        );
    }
    for hint in &diagnostic.hints {
        group = group.element(Level::HELP.with_name("改法").message(hint.as_str()));
    }
    let renderer = if colour {
        Renderer::styled()
    } else {
        Renderer::plain()
    };
    renderer.render(&[group])
}
