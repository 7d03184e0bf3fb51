//! What the HTML of a report needs beyond that of its Markdown: headings that can be named and do
//! not skip a level, heads of columns, and the lines of tables.

/// `html` with an id for each heading, by its place in the outline: `s2-1` is the first heading
/// below the second. One that stands two levels or more below the one before, as headings of
/// users' prose may, says its true level; how it looks stays.
pub(super) fn with_ids(html: &str) -> String {
    let mut all = String::with_capacity(html.len() + html.len() / 32);
    // The headings that the next one may stand below: level and number of each.
    let mut path: Vec<(u32, usize)> = Vec::new();
    let mut rest = html;
    while let Some(at) = rest.find("<h") {
        let (before, tag) = rest.split_at(at + 2);
        all.push_str(before);
        rest = tag;
        let Some((level, after)) = level(tag) else {
            continue;
        };
        let mut number = 1;
        while let Some((_, last)) = path.pop_if(|(above, _)| *above >= level) {
            number = last + 1;
        }
        path.push((level, number));
        let numbers: Vec<String> = path.iter().map(|(_, n)| n.to_string()).collect();
        all.push_str(&format!("{level} id=\"s{}\"", numbers.join("-")));
        // The title of the report is the first level.
        let depth = path.len() + 1;
        if depth != level as usize {
            all.push_str(&format!(" aria-level=\"{depth}\""));
        }
        rest = after;
    }
    all + rest
}

/// The level of a heading and what follows its name, of a tag whose `<h` is taken off.
fn level(tag: &str) -> Option<(u32, &str)> {
    let level = tag.chars().next()?.to_digit(10)?;
    let after = &tag[1..];
    after.starts_with('>').then_some((level, after))
}

/// `html` with its tables in frames that can be scrolled, and with what word processors take from
/// attributes rather than from the style sheet: lines and width of tables, the indent of items.
/// Heads name their columns; one with nothing in it names none and becomes a cell.
pub(super) fn with_attributes(html: &str) -> String {
    let mut html = html
        .replace(
            "<table>",
            "<div class=\"table\"><table border=\"1\" bordercolor=\"#000000\" cellspacing=\"0\" cellpadding=\"4\" width=\"100%\">",
        )
        .replace("</table>", "</table></div>")
        .replace("<li>", "<li style=\"text-indent: 0pt\">");
    for align in [
        "",
        " align=\"left\"",
        " align=\"center\"",
        " align=\"right\"",
    ] {
        let (head, cell) = (format!("<th{align}>"), format!("<td{align}>"));
        html = html
            .replace(&format!("{head}</th>"), &format!("{cell}</td>"))
            .replace(&head, &format!("<th scope=\"col\"{align}>"));
    }
    // Word processors make one of two tables that nothing stands between.
    for next in ["<div class=\"table\">", "<figure>"] {
        let (end, gap) = ("</table></div>\n", "<p class=\"gap\"></p>\n");
        html = html.replace(&format!("{end}{next}"), &format!("{end}{gap}{next}"));
    }
    html
}

/// `html` whose last paragraph or item says that it is the last: the signature is not to stand alone
/// on a page.
pub(super) fn with_last(html: &str) -> String {
    let last = match html {
        _ if html.ends_with("</p>\n") => html.rfind("<p"),
        _ if html.ends_with("</ul>\n") || html.ends_with("</ol>\n") => html.rfind("<li"),
        _ => None,
    };
    match last {
        Some(at) => {
            let (before, tag) = html.split_at(at);
            let name = tag.find([' ', '>']).unwrap_or(tag.len());
            format!("{before}{} class=\"last\"{}", &tag[..name], &tag[name..])
        }
        None => html.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_paragraph_or_item_is_known() {
        assert_eq!(
            with_last("<p>甲</p>\n<p>乙</p>\n"),
            "<p>甲</p>\n<p class=\"last\">乙</p>\n"
        );
        assert_eq!(
            with_last("<ul>\n<li style=\"\">甲</li>\n</ul>\n"),
            "<ul>\n<li class=\"last\" style=\"\">甲</li>\n</ul>\n"
        );
        assert_eq!(with_last("<pre>甲</pre>\n"), "<pre>甲</pre>\n");
    }

    #[test]
    fn headings_are_numbered_by_their_place() {
        assert_eq!(
            with_ids("<h2>甲</h2><hr><h3>乙</h3><h3>丙</h3><h2>丁</h2>"),
            "<h2 id=\"s1\">甲</h2><hr><h3 id=\"s1-1\">乙</h3><h3 id=\"s1-2\">丙</h3><h2 id=\"s2\">丁</h2>"
        );
    }

    #[test]
    fn a_heading_that_skips_a_level_says_its_true_one() {
        assert_eq!(
            with_ids("<h2>甲</h2><h4>乙</h4><h3>丙</h3><h4>丁</h4><h4>戊</h4>"),
            "<h2 id=\"s1\">甲</h2><h4 id=\"s1-1\" aria-level=\"3\">乙</h4><h3 id=\"s1-2\">丙</h3>\
             <h4 id=\"s1-2-1\">丁</h4><h4 id=\"s1-2-2\">戊</h4>"
        );
    }

    #[test]
    fn a_head_without_words_is_a_cell() {
        assert_eq!(
            with_attributes(
                "<thead><tr><th align=\"left\"></th><th align=\"right\">节</th></tr></thead>"
            ),
            "<thead><tr><td align=\"left\"></td><th scope=\"col\" align=\"right\">节</th></tr></thead>"
        );
    }
}
