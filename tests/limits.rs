//! The limits that the handbook states are those that are kept, and what is beyond one is told
//! with what to do.

mod common;

use std::fs::{self, File};

use common::{root, run, stderr};
use summarize::format::bounds;

/// What the program says of `log` in a folder of its own.
fn said_of(log: &str) -> String {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("log.toml"), log).expect("a log");
    let output = run(folder.path(), &["log.toml"]);
    assert_ne!(output.status.code(), Some(0), "it was taken");
    assert!(output.stdout.is_empty(), "a document in spite of it");
    stderr(&output)
}

/// Whether the handbook, in Chinese and in English, states a limit.
fn is_stated(chinese: &str, english: &str) {
    for (file, words) in [("README.zh-CN.md", chinese), ("README.md", english)] {
        let text = fs::read_to_string(root().join(file)).expect("a handbook");
        assert!(text.contains(words), "{file} does not state “{words}”");
    }
}

#[test]
fn a_file_is_at_most_1_gb() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = File::create(folder.path().join("log.toml")).expect("a file");
    // Nothing of it is written, and nothing is read.
    file.set_len((1 << 30) + 1).expect("a large file");
    for arguments in [&["log.toml"][..], &["--from-json", "log.toml"]] {
        let output = run(folder.path(), arguments);
        let said = "错误: log.toml 超过 1 GB，不像是工作记录；请检查是不是选错了文件\n";
        assert_eq!(stderr(&output), said);
        assert_eq!(output.status.code(), Some(2));
    }
    is_stated("一个文件最大 1 GB", "A file may have 1 GB");
}

#[test]
fn a_record_is_at_most_1_mb() {
    let line = format!("# {}\n", "长".repeat(340));
    let log = format!(
        "[[session]]\nkind = \"集体备课\"\n[[session]]\n{}",
        line.repeat(1100)
    );
    assert_eq!(
        said_of(&log),
        "错误: log.toml 第3行开始的一条记录超过 1 MB；多半是少了一个引号或三引号，请从这一行往下检查\n"
    );
    is_stated("一条记录最多 1 MB", "a record 1 MB");
}

#[test]
fn a_record_of_json_is_at_most_1_mb() {
    let folder = tempfile::tempdir().expect("a folder");
    let record = serde_json::json!({
        "table": "session",
        "values": { "partners": vec!["实验小学"; 100_000] },
    });
    let nothing: [u8; 0] = [];
    let json = serde_json::json!({
        "version": 1,
        "log": { "heads": nothing, "sections": nothing, "changes": nothing, "records": [record] },
    });
    fs::write(folder.path().join("log.json"), json.to_string()).expect("a file");
    let output = run(folder.path(), &["--from-json", "log.json"]);
    assert_eq!(
        stderr(&output),
        "错误: log.json：log.records 的第1项超过 1 MB；请重新写出一份\n"
    );
}

#[test]
fn a_line_of_text_has_a_limit() {
    let most = bounds::LONGEST_LINE;
    let log = |length: usize| {
        let text = "长".repeat(length);
        format!("[[session]]\ntopic = \"{text}\"\n[words.kind.session]\nlabel = \"{text}\"\n")
    };
    let said = said_of(&log(most + 1));
    let expected = [
        format!("错误: topic 有{}个字，太长了\n", most + 1),
        format!(
            "改法: 一行文字最多写{most}字；成段的文字写在 [prose] 里，或 [[section]] 的 prose 里\n"
        ),
        "错误: 说法太长了\n".to_owned(),
        format!("改法: 说法最多写{most}字\n"),
    ];
    for expected in expected {
        assert!(said.contains(&expected), "no “{expected}” in {said}");
    }
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("log.toml"), log(most)).expect("a log");
    assert_eq!(run(folder.path(), &["log.toml"]).status.code(), Some(0));
    is_stated(
        &format!("一行文字最多{most}字"),
        &format!("a line of text {most} characters"),
    );
}

#[test]
fn brackets_are_at_most_80_deep() {
    let log = |levels: usize| {
        let (open, close) = ("[".repeat(levels), "]".repeat(levels));
        format!("[[session]]\npartners = {open}{close}\n")
    };
    let hint = "改法: 列表和花括号最多套80层；检查是不是少了右括号";
    assert!(said_of(&log(81)).contains(hint));
    // Not as deep it is just no list of names.
    assert!(!said_of(&log(79)).contains(hint));
    is_stated("括号最多套80层", "brackets 80 levels");
}

#[test]
fn of_many_messages_the_first_are_shown() {
    let said = said_of(&"[[session]]\ncount = -1\n".repeat(230));
    assert_eq!(said.matches("count 不能是负数").count(), 200);
    let last = "另有30条没有列出\n记录有230处错误，没有写出总结；改好后再运行一次\n";
    assert!(said.ends_with(last), "{said}");
    is_stated("最多列200条", "the first 200");
}

#[test]
fn a_template_is_at_most_256_kb() {
    let folder = tempfile::tempdir().expect("a folder");
    let templates = folder.path().join("templates");
    fs::create_dir(&templates).expect("a folder");
    fs::write(templates.join("page.css"), " ".repeat((256 << 10) + 1)).expect("a template");
    fs::write(folder.path().join("log.toml"), "").expect("a log");
    let output = run(folder.path(), &["log.toml"]);
    let said = stderr(&output);
    assert!(
        said.contains("超过 256 KB，不像是模板；请检查是不是放错了文件"),
        "{said}"
    );
    is_stated("一个模板最多 256 KB", "a template 256 KB");
}

#[test]
fn what_is_printed_has_its_limits() {
    is_stated(
        "一段文字最多比写的长 256 KB",
        "256 KB longer than it was typed",
    );
    is_stated(
        "总结最多是记录的2倍再加 256 KB",
        "twice as long as the log and 256 KB",
    );
}
