//! What a message says to write is written, and then nothing is wrong any more: for the slips that
//! those make who keep logs.

mod common;

use std::fs;
use std::path::Path;

use common::{run, stderr, stdout};

/// Logs with one slip each: what is typed below the school and the term.
const SLIPS: &[&str] = &[
    "[[sesion]]\nkind = \"沙龙\"",
    "[[session]]\nkidn = \"沙龙\"",
    "[[session]]\n类型 = \"沙龙\"",
    "[[session]]\n次数 = 3\nkind = \"集体备课\"",
    "[[session]]\n时间 = \"9月3日\"\nkind = \"沙龙\"",
    "[[听课]]\nobservers = \"王芳\"",
    "[[session]]\nkind = \"沙龙\"\nattendance = 十二",
    "[[session]]\nkind = \"沙龙\"\nattendance = １２",
    "[[session]]\nkind = “沙龙”",
    "[[session]]\nkind 沙龙",
    "[[observation]]\ncount = 三次",
    "[[observation]]\ncount = \"40余节\"",
    "[[observation]]\ncount = \"共12节\"",
    "[[training]]\nprogramme = \"阅读\"\ndays = \"半天\"",
    "[[training]]\nprogramme = \"阅读\"\ndays = 半天",
    "[[training]]\nprogramme = \"阅读\"\ndays = \"两天半\"",
    "[[training]]\nprogramme = \"阅读\"\nhours = \"12课时\"",
    "[[training]]\nprogramme = \"阅读\"\ncost = \"1.2万元\"",
    "[[training]]\nprogramme = \"阅读\"\ncost = \"1,200元\"",
    "[[training]]\nprogramme = \"阅读\"\nhour = 3",
    "[[target]]\nof = \"observation\"\nat_least = \"不少于8节\"",
    "[[target]]\nof = \"observation\"\nat_least = \"每学期8节\"",
    "[[target]]\nof = \"observation\"\nat_least = 8\nevery = \"每个学期\"",
    "[[session]]\nkind = \"沙龙\"\ndate = 2025.9.12",
    "[[session]]\nkind = \"沙龙\"\ndate = \"九月十二日\"",
    "[[session]]\nkind = \"沙龙\"\ndate = 九月十二日",
    "[[session]]\nkind = \"沙龙\"\ndate = \"25-9-12\"",
    "[[session]]\nkind = \"沙龙\"\ndate = \"9月12、13日\"",
    "[report]\ndate = \"1月21日\"",
    "[[observation]]\nobservers = \"王芳老师\"",
    "[[observation]]\nobservers = [\"王芳老师\", \"李娜\"]",
    "[[observation]]\nobservers = \"王芳老师、李娜老师\"",
    "[[observation]]\nobservers = \"王芳（组长）\"",
    "[[observation]]\nobservers = \"组长王芳、李娜\"",
    "[[observation]]\nobservers = \"周岚/阿依古丽\"",
    "[[observation]]\nobservers = \"王芳等老师\"",
    "[[observation]]\nobservers = \"王芳等3人\"",
    "[[observation]]\nobservers = \"王芳、李娜等\"",
    "[[observation]]\nobservers = [\"王芳等人\", \"李娜\"]",
    "[[observation]]\nobservers = \"王芳老师等三位老师\"",
    "[[observation]]\nobservers = \"王芳老师跟李娜老师\"",
    "[[observation]]\nobservers = \"王芳同志\"",
    "[[session]]\nattendance = \"王芳与同学\"",
    "[[session]]\nattendance = \"王芳跟同学们\"",
    "[[session]]\nattendance = \"王芳、李娜和学生\"",
    "[[session]]\nattendance = \"王芳及其他老师\"",
    "[[observation]]\nobservers = \"周岚.何平\"",
    "[[observation]]\nobservers = \"周岚．何平\"",
    "[[observation]]\nobservers = \"欧阳 修远\"",
    "[[observation]]\nobservers = \"周岚主任、何平同志\"",
    "[[observation]]\nobservers = \"张主任\"",
    "[[observation]]\nobservers = \"李副校长\"",
    "[[observation]]\nobservers = \"语文组周岚\"",
    "[[observation]]\nobservers = \"周岚等3人\"",
    "[[teacher]]\nname = \"阿丽\"\n[[observation]]\nobservers = \"阿丽主任\"",
    "[[teacher]]\nname = \"阿丽\"\n[[observation]]\nobservers = \"数学组阿丽\"",
    "[[lecture]]\ntopic = \"防火\"\nspeaker = \"某大学教授李响\"",
    "[[award]]\nrecipient = \"teacher\"\nnames = \"周岚等3人\"\ntitle = \"能手\"",
    "[[teacher]]\nname = \"王芳老师\"",
    "[[award]]\nrecipient = \"学生\"\nnames = \"李明同学\"\ntitle = \"好少年\"\nlevel = \"校级\"",
    "[[award]]\nrecipient = \"学生们\"\nnames = \"李明\"\ntitle = \"好少年\"\nlevel = \"校级\"",
    "[[project]]\ntitle = \"阅读\"\nstatus = \"进行\"",
    "[[paper]]\ntitle = \"阅读\"\noutcome = \"发表了\"",
    "[[session]]\nkind = \"沙龙\"\nfiled = \"未归档\"",
    "[[session]]\nkind = \"沙龙\"\nrates = [{ name = \"出勤率\", percent = \"98%\" }]",
    "[school]\nteachers = \"46名教师\"",
];

const HEAD: &str =
    "[term]\nname = \"2025—2026学年第一学期\"\nstart = 2025-09-01\nend = 2026-01-20\n\n";

#[test]
fn following_the_advice_puts_it_right() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut wrong = Vec::new();
    for slip in SLIPS {
        let before = format!("{HEAD}{slip}\n");
        let said = check(folder.path(), &before);
        let Some(after) = followed(&before, &said) else {
            wrong.push(format!("nothing to be followed:\n{slip}\n{said}"));
            continue;
        };
        let said = check(folder.path(), &after);
        if said.contains("错误") {
            wrong.push(format!("followed:\n{after}\n{said}"));
        }
    }
    common::none_wrong(&wrong);
}

/// What is wrong with a log.
fn check(folder: &Path, log: &str) -> String {
    fs::write(folder.join("log.toml"), log).expect("a log");
    let output = run(folder, &["check", "log.toml"]);
    stdout(&output) + &stderr(&output)
}

/// The log with the first piece of advice followed, at the place that is pointed at.
fn followed(log: &str, said: &str) -> Option<String> {
    let place = said
        .lines()
        .find_map(|line| line.trim().strip_prefix("--> log.toml:"))?;
    let (line, column) = place.split_once(':')?;
    let line = line.parse::<usize>().ok()? - 1;
    let column = column.parse::<usize>().ok()? - 1;
    let advice = said
        .lines()
        .find_map(|line| line.trim().strip_prefix("= 改法: "))?;
    let mut lines: Vec<String> = log.lines().map(str::to_owned).collect();
    let typed = &lines[line];
    let mut written = None;
    if let Some(right) = behind(advice, &["写成 ", "如 ", "这一行换成 "]) {
        let right = right.split(['；', '，']).next()?;
        // In braces the place alone is the key's.
        let is_key = right.split_once(" = ").filter(|_| !typed.contains('{'));
        written = Some(match is_key {
            Some(_) => right.to_owned(),
            None => {
                let value = right.split_once(" = ").map_or(right, |(_, value)| value);
                put(typed, column, said, value)
            }
        });
    } else if let Some((near, _)) = advice
        .strip_prefix("是不是")
        .and_then(|near| near.split_once('？'))
    {
        let name = near.trim().trim_matches(['“', '”']);
        let is_text = typed.chars().nth(column) == Some('"');
        let value = if is_text {
            format!("\"{name}\"")
        } else {
            name.to_owned()
        };
        written = Some(put(typed, column, said, &value));
    } else if let Some(right) = behind(advice, &["是几个人的写 "]) {
        written = Some(put(typed, column, said, right.split('；').next()?));
    }
    lines[line] = written?;
    Some(lines.join("\n") + "\n")
}

fn behind<'a>(advice: &'a str, words: &[&str]) -> Option<&'a str> {
    let mut words = words.iter();
    words.find_map(|word| Some(advice.split_once(word)?.1))
}

/// The line with `value` in the place of what the carets stand under.
fn put(line: &str, column: usize, said: &str, value: &str) -> String {
    let carets = said
        .lines()
        .find(|line| line.contains('^'))
        .unwrap_or_default();
    let mut width = carets.matches('^').count();
    let before: String = line.chars().take(column).collect();
    let under = line.chars().skip(column).take_while(|c| {
        let own = 1 + usize::from(summarize::text::wide::is_wide(*c) && !"“”‘’—…·".contains(*c));
        let is_under = width >= own;
        width = width.saturating_sub(own);
        is_under
    });
    let under = under.count();
    let after: String = line.chars().skip(column + under).collect();
    format!("{before}{value}{after}")
}
