//! Reports in which one string stands in every plain field, and the same reports with a harmless
//! word in its place: what a reader sees of the two differs in nothing but the string.

use std::fs;
use std::sync::Arc;

use summarize::diagnostic::Severity;
use summarize::format::Key;
use summarize::log::{Log, Reader};
use summarize::report::{self, Report};
use summarize::tally::Tally;

use super::common::root;
use super::page::{Part, folded, parts};

/// The harmless word.
pub const WORD: &str = "柳园沙荷";

/// What stands in a field that does not take the string.
const OTHER: &str = "何平";

/// A string, and what takes it.
#[derive(Debug, Clone)]
pub struct Trouble {
    /// As the program keeps it: without spaces at its ends.
    pub text: String,
    /// The fields that take it, beside those that take everything.
    pub takers: Takers,
}

/// Which fields take a string.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Takers {
    /// Those of names: it is one, not a number, nor several with a mark between.
    names: bool,
    /// Those of lines of text: it has no braces, which begin expressions.
    lines: bool,
    /// Those that stand in marks: it has none itself, which would change as the standard has it.
    quoted: bool,
    /// The cue, the author and the slogan: it does not say that there is to be none.
    cue: bool,
}

/// Marks that end a sentence or a clause: where a sentence ends with such a value it has one.
const ENDS: [char; 6] = ['。', '！', '？', '；', '：', '，'];

impl Trouble {
    /// `None` where no field takes the string: it is empty, or has characters that nobody sees.
    pub fn new(text: &str) -> Option<Trouble> {
        let text = text.trim().to_owned();
        let takes = |log: String| read(&log).1.is_empty();
        let quoted = quoted(&text);
        let is_taken = !text.is_empty()
            && takes(format!(
                "[[session]]
kind = \"集体备课\"
topic = {quoted}
"
            ));
        is_taken.then(|| Trouble {
            takers: Takers {
                names: is_one_name(&text),
                lines: !text.contains(['{', '}', '｛', '｝']),
                quoted: !text.contains(['“', '”', '《', '》']),
                cue: text != "无",
            },
            text,
        })
    }

    /// The report with the string in every field that takes it.
    pub fn report(&self) -> Report {
        self.report_with(&self.text)
    }

    /// The same with the harmless word.
    pub fn harmless(&self) -> Report {
        self.report_with(WORD)
    }

    /// What is wrong with `shown`, the HTML that came of the report, if `harmless` came of the
    /// other.
    pub fn differs(&self, shown: &str, harmless: &str) -> Option<String> {
        let texts = |html: &str, change: &dyn Fn(&str) -> String| -> Vec<Part> {
            let parts = parts(html).into_iter();
            let changed = parts.map(|part| match part {
                Part::Text(text) => Part::Text(folded(&self.with_one_end(&change(&text)))),
                tag @ Part::Tag(_) => tag,
            });
            changed.collect()
        };
        let shown = texts(shown, &str::to_owned);
        let expected = texts(harmless, &|text| text.replace(WORD, &self.text));
        if shown == expected {
            return None;
        }
        let same = shown.iter().zip(&expected).take_while(|(a, b)| a == b);
        let at = same.count();
        Some(format!(
            "{:?}: expected {:?}, shown {:?}",
            self.text,
            &expected[at.min(expected.len())..expected.len().min(at + 2)],
            &shown[at.min(shown.len())..shown.len().min(at + 4)],
        ))
    }

    /// `text` with 。 for all marks that follow one another, if the string ends with such a mark.
    fn with_one_end(&self, text: &str) -> String {
        if !self.text.ends_with(ENDS) {
            return text.to_owned();
        }
        let mut all = String::with_capacity(text.len());
        for c in text.chars() {
            match ENDS.contains(&c) {
                true if all.ends_with('。') => {}
                true => all.push('。'),
                false => all.push(c),
            }
        }
        all
    }

    fn report_with(&self, text: &str) -> Report {
        let field = |takes: bool| quoted(if takes { text } else { OTHER });
        let log = LOG
            .replace("TEXT", &quoted(text))
            .replace("NAME", &field(self.takers.names))
            .replace("LINE", &field(self.takers.lines))
            .replace("QUOTED", &field(self.takers.quoted))
            .replace("CUE", &field(self.takers.cue))
            .replace("MARK", &quoted(&format!("{text}1")));
        let (log, errors) = read(&log);
        assert!(errors.is_empty(), "{:?}: {errors:?}", self.text);
        let made = report::compose(
            &Tally::new(log),
            &Arc::default(),
            &report::Request::default(),
        );
        match made {
            Ok(report) => report,
            Err(report::ReportError::Wrong(wrong)) => {
                let messages: Vec<_> = wrong.iter().map(|one| &one.message).collect();
                panic!("{:?}: {messages:?}", self.text)
            }
            Err(other) => panic!("{:?}: {other}", self.text),
        }
    }
}

/// Whether a place for names takes `text` as one of them.
fn is_one_name(text: &str) -> bool {
    let (log, wrong) = read(&format!(
        "[[lesson]]
kind = \"公开\"
teacher = [{}]
",
        quoted(text)
    ));
    let names = log.records.first().and_then(|lesson| {
        let people = lesson.people(Key::Teacher)?;
        Some(people.names())
    });
    wrong.is_empty() && matches!(names, Some([name]) if **name == *text)
}

/// The troublesome strings of `tests/cases/troublesome.txt` that fields take.
pub fn troublesome() -> Vec<Trouble> {
    let text = fs::read_to_string(root().join("tests/cases/troublesome.txt")).expect("the list");
    let (_, list) = text.split_once("\n\n").expect("a head and a list");
    list.lines().filter_map(Trouble::new).collect()
}

/// The log, and what is wrong with it.
fn read(log: &str) -> (Log, Vec<String>) {
    let mut reader = Reader::default();
    reader
        .read("log.toml", log.as_bytes())
        .expect("text of modest size");
    let (log, diagnostics) = reader.finish();
    let wrong = diagnostics.into_kept().into_iter();
    let wrong = wrong.filter(|one| one.severity == Severity::Error);
    (log, wrong.map(|one| one.message).collect())
}

/// `text` as a string of TOML.
fn quoted(text: &str) -> String {
    let mut all = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => all.extend(['\\', c]),
            c if c.is_control() => all.push_str(&format!("\\u{:04X}", u32::from(c))),
            c => all.push(c),
        }
    }
    all + "\""
}

/// The string in every kind of field: in the head, as a name, as a title with and without its
/// marks, in a heading with and without a number, in the cell of a table.
const LOG: &str = r##"
[report]
slogan = CUE
author = CUE
cue = CUE

[school]
name = TEXT

[term]
name = TEXT

[[section]]
title = LINE
tell = ["教研活动", "公开课"]

[[section]]
title = LINE
mark = "无"
tell = ["获奖:教师", "获奖:学生"]

[[section]]
title = LINE
mark = "无"
run_in = true
prose = "本学期开展教研活动{{ 教研活动 }}。"

[[section]]
title = LINE
mark = "1."
run_in = true
prose = "本学期开展教研活动{{ 教研活动 }}。"

[[section]]
title = "标题"
mark = MARK
number = 1
prose = "本学期开展教研活动{{ 教研活动 }}。"

[[section]]
title = "标题"
mark = MARK
number = 1
run_in = true
prose = "本学期开展教研活动{{ 教研活动 }}。"

[[section]]
mark = MARK
number = 1
prose = "本学期开展教研活动{{ 教研活动 }}。"

[[section]]
title = "表格"
mark = "一、"
prose = """
{{ 学校.名称 }}开展活动，{{ 学校.名称 }}。

- {{ 学校.名称 }}

| 类型 | 学校 | 次数 |
|:---|---|---:|
| {{ 教研活动.按("类型") }} | {{ 学校.名称 }} | {{ 教研活动 }} |
| **{{ 学校.名称 }}** | *{{ 学校.名称 }}* | 1 |
"""

[[section]]
title = "讲座与培训"
tell = ["讲座", "培训", "论文", "课题", "师徒", "其他工作"]

[[section]]
title = "大事"
tell = ["大事"]

[[section]]
title = "活动"
tell = ["活动"]

[[section]]
title = "其他"
tell = ["其余"]

[[session]]
date = 2025-09-10
kind = TEXT
topic = QUOTED
place = TEXT
partners = [TEXT]
guests = [{ who = TEXT, count = 3 }]
experts = [{ name = NAME, post = TEXT }]

[[session]]
kind = "集体备课"
group = TEXT

[[lesson]]
date = 2025-09-11
title = QUOTED
kind = "公开"
class = TEXT
subject = TEXT
teacher = [NAME]

[[lesson]]
date = 2025-09-12
kind = "公开"
teacher = [NAME]

[[award]]
recipient = "teacher"
names = [NAME, "周岚"]
contest = TEXT
grade = "一等奖"

[[award]]
recipient = "pupil"
names = [NAME]
contest = TEXT
grade = "二等奖"
teacher = [NAME]

[[award]]
recipient = "teacher"
names = [NAME]
title = TEXT

[[award]]
recipient = "class"
class = TEXT
title = TEXT

[[award]]
recipient = "pupil"
names = [NAME]
contest = TEXT
pending = true

[[lecture]]
topic = QUOTED
speaker = [NAME]
host = TEXT
post = TEXT

[[training]]
programme = TEXT
host = TEXT
mode = TEXT
people = [NAME]
result = TEXT

[[paper]]
title = QUOTED
authors = [NAME]
journal = QUOTED
outcome = "发表"

[[project]]
title = QUOTED
leader = [NAME]
members = [NAME]

[[pairing]]
mentor = [NAME]
apprentice = "周岚"
subject = TEXT

[[activity]]
date = 2025-10-11
kind = TEXT
unit = "次"
verb = "开展"
topic = QUOTED
members = [{ post = TEXT, names = [NAME] }]
"##;
