//! A page that loads itself anew when its file has changed: only while `--watch` runs.

/// The script, with a mark where the stamp belongs.
const SCRIPT: &str = include_str!("../../templates/live/reload.html");

/// The mark.
const STAMP: &str = "{{ stamp }}";

/// `page` with a script that looks at its file once a second, and loads it anew where it has
/// another `stamp`. It asks nobody else, and does nothing where the page is no local file.
pub fn live(page: &str, stamp: &str) -> String {
    let script = SCRIPT.replace(STAMP, stamp);
    // Where a template of one's own has no end, the script is read at the end all the same.
    let at = page.rfind("</body>").unwrap_or(page.len());
    format!("{}{script}{}", &page[..at], &page[at..])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_script_stands_at_the_end_of_the_body() {
        let page = live("<body><p>甲</p></body></html>\n", "0123");
        let (before, after) = page.split_once("<script>").expect("the script");
        assert_eq!(before, "<body><p>甲</p>");
        assert!(after.contains("\"0123\"") && after.ends_with("</script>\n</body></html>\n"));
        assert!(live("<p>甲</p>", "0123").starts_with("<p>甲</p><script>"));
    }
}
