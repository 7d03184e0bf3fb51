//! Whether a converter lost any of a text: its figures, its names, all of it.

use std::collections::BTreeMap;

/// Compares what a converter shows with what it was given, both in pieces without spaces. What is
/// lost or added is named: first a figure, then one of `names`, else where the texts part.
pub fn same<G: AsRef<str>, S: AsRef<str>>(
    given: &[G],
    shown: &[S],
    names: &[String],
) -> Result<(), String> {
    let (given_text, shown_text) = (whole(given), whole(shown));
    if given_text == shown_text {
        return Ok(());
    }
    same_multiset("figure", figures(given), figures(shown))?;
    let counted = |text: &str| -> BTreeMap<String, usize> {
        let count = |name: &String| (name.clone(), text.matches(name.as_str()).count());
        names.iter().map(count).collect()
    };
    same_multiset("name", counted(&given_text), counted(&shown_text))?;
    let both = given_text.chars().zip(shown_text.chars());
    let at = both.take_while(|(a, b)| a == b).count();
    let rest = |text: &str| -> String {
        let rest = text.chars().skip(at.saturating_sub(10));
        rest.take(40).collect()
    };
    Err(format!(
        "expected …{}…\n   shown …{}…",
        rest(&given_text),
        rest(&shown_text)
    ))
}

fn whole<T: AsRef<str>>(pieces: &[T]) -> String {
    pieces.iter().map(AsRef::as_ref).collect()
}

/// The figures of a text, each with how often it stands there; none goes from one piece to the next.
fn figures<T: AsRef<str>>(pieces: &[T]) -> BTreeMap<String, usize> {
    let mut all = BTreeMap::new();
    let is_within = |c: char| c.is_ascii_digit() || c == '.' || c == '%';
    let pieces = pieces.iter().map(AsRef::as_ref);
    for figure in pieces.flat_map(|piece| piece.split(|c| !is_within(c))) {
        let figure = figure.trim_start_matches(['.', '%']).trim_end_matches('.');
        if !figure.is_empty() {
            *all.entry(figure.to_owned()).or_default() += 1;
        }
    }
    all
}

fn same_multiset(
    what: &str,
    given: BTreeMap<String, usize>,
    shown: BTreeMap<String, usize>,
) -> Result<(), String> {
    for (one, count) in &given {
        let found = shown.get(one).copied().unwrap_or(0);
        if found < *count {
            return Err(format!(
                "lost: the {what} {one}, {found} times instead of {count}"
            ));
        }
    }
    let added = shown
        .iter()
        .find(|(one, count)| given.get(*one).unwrap_or(&0) < *count);
    match added {
        Some((one, count)) => Err(format!("added: the {what} {one}, now {count} times")),
        None => Ok(()),
    }
}

/// What the comparison says of texts that a converter has damaged.
pub fn a_lost_figure_or_name_is_named(_: &super::Place) -> Result<(), String> {
    let names = ["周岚".to_owned(), "何平".to_owned()];
    let given = "周岚听课12节，占12.5%，何平听课3节。";
    let cases = [
        (given, ""),
        (
            "周岚听课12节，占12.5%，何平听课节。",
            "lost: the figure 3, 0 times instead of 1",
        ),
        (
            "周岚听课12节，占12%，何平听课3节。",
            "lost: the figure 12.5%, 0 times instead of 1",
        ),
        (
            "周岚听课12节，占12.5%，听课3节。",
            "lost: the name 何平, 0 times instead of 1",
        ),
        (
            "周岚听课12节，占12.5%，何平听课3节。2",
            "added: the figure 2, now 1 times",
        ),
        ("何平听课12节，占12.5%，周岚听课3节。", "expected …周岚"),
        (
            "周岚听课12节，占12.5%，何平听3节。",
            "shown …占12.5%，何平听3节。…",
        ),
    ];
    for (shown, expected) in cases {
        let said = same(&[given], &[shown], &names).err().unwrap_or_default();
        if !said.contains(expected) || said.is_empty() != expected.is_empty() {
            return Err(format!("{shown}: said {said:?}, not {expected:?}"));
        }
    }
    Ok(())
}
