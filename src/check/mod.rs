//! Looks a log over as a careful colleague would before it is handed in: what can only be seen
//! with all of it in view, and what is allowed but hardly meant. Each check has a name by which
//! a log can switch it off, with its reason.

mod awards;
mod claims;
mod dates;
mod doubt;
mod groups;
mod lessons;
mod numbers;
mod people;
mod prose;
mod same;
mod spellings;
mod stated;
mod texts;
mod twice;

use std::panic::resume_unwind;
use std::sync::Arc;
use std::thread::{self, ScopedJoinHandle};

use crate::diagnostic::{Diagnostics, Severity};
use crate::format::Key;
use crate::log::{Log, Span, Text, nearest};
use crate::tally::{Answer, Asked, Chapter, Tally};

pub use claims::{Claim, Claims};
use doubt::{At, Doubt, Sink};
pub use numbers::{WHICH_IS_RIGHT, too_many_listed};
pub use texts::unfilled;

/// When a check is made, and how bad it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tier {
    /// What cannot be handed in like this.
    Error,
    /// What somebody should look at.
    Warning,
    /// What is looked for only where it is asked for.
    OnRequest,
}

/// One check.
#[derive(Debug)]
pub struct Check {
    /// Its name, by which it is switched off.
    pub name: &'static str,
    /// What it looks for, in Chinese.
    pub about: &'static str,
    /// How bad it is.
    pub tier: Tier,
}

const fn error(name: &'static str, about: &'static str) -> Check {
    Check {
        name,
        about,
        tier: Tier::Error,
    }
}

const fn warning(name: &'static str, about: &'static str) -> Check {
    Check {
        name,
        about,
        tier: Tier::Warning,
    }
}

/// The name of the check of how a file is written.
pub const ENCODING: &str = "encoding";

/// The name of the check of what was not filled in.
pub const PLACEHOLDER: &str = "placeholder";

/// The name of the check of parts that are more than their whole.
pub const PARTS: &str = "parts-exceed-total";

/// All checks, in the order of the handbook.
pub static CHECKS: &[Check] = &[
    error(PLACEHOLDER, "还留着没有填的地方：XX、20xx年、x月x日、** 等"),
    error(
        PARTS,
        "部分比总数还大：完成的人多于参加的人，名册上的人多于教师人数",
    ),
    warning(
        "unknown-person",
        "记录里的本校教师不在名册上，名字可能写错了",
    ),
    warning("unknown-group", "记录里的教研组不在名册上"),
    warning("roster-name-twice", "名册里同一个名字写了两次"),
    warning(
        "two-spellings",
        "同一个姓名、类型、班级、教研组有两种写法，只差空格、全角半角、括号、间隔号，或者看起来一样的字",
    ),
    warning(
        "odd-character",
        "只是看起来像的字（从 PDF 里复制来的部首）和别人电脑上看不见的自造字",
    ),
    warning("two-groups", "同一位老师写在两个教研组里"),
    warning("duplicate", "两条记录完全相同，可能登记了两次"),
    warning(
        "same-event",
        "两条记录说的可能是同一件事，是两个人各记了一次",
    ),
    warning("outside-term", "日期不在本学期内，这条记录没有计入"),
    warning("over-roster", "参加的人次超过了应到的人数"),
    warning(
        "lessons-not-entered",
        "活动写了展示课例，这一天却没有这么多公开课的记录，没有写日期的公开课也补不足；一条公开课都没有记的，不提醒",
    ),
    warning("award-without-level", "获奖没有写级别"),
    warning("grade-without-contest", "有等次而没有写是什么评比"),
    warning(
        "pending-past-report",
        "落款时还写着“结果尚未公布”，评比却早已结束",
    ),
    warning("target-for-nobody", "要求所指的人，名册里一个也没有"),
    warning("evidence-missing", "佐证材料的文件找不到"),
    warning(
        "prose-unchanged",
        "文字与上一学期的一模一样（写了 --previous 才查）",
    ),
    warning(
        "leftover-year",
        "文字里的年份不在本学期内，可能是旧稿里留下的",
    ),
    warning(
        "bold-at-punctuation",
        "加粗的星号紧挨着标点，转成 Word 时可能不起作用",
    ),
    warning("unpaired-quotes", "引号、书名号或括号没有成对"),
    warning("half-width-punctuation", "汉字之间用了英文标点"),
    warning("typed-number", "文字里自己打的数字与记录算出来的不一致"),
    warning(
        "typed-number-aside",
        "“不核对”的记号没有写完、没有写理由，或者前面没有数字",
    ),
    warning(ENCODING, "记录文件不是 UTF-8 编码"),
    Check {
        name: "weekend-or-holiday",
        about: "活动的日期是双休日或假期（平时不查，写了 also 才查）",
        tier: Tier::OnRequest,
    },
];

impl Check {
    /// The check called `name`.
    pub fn find(name: &str) -> Option<&'static Check> {
        CHECKS.iter().find(|check| check.name == name)
    }

    fn severity(&self) -> Severity {
        match self.tier {
            Tier::Error => Severity::Error,
            Tier::Warning | Tier::OnRequest => Severity::Warning,
        }
    }
}

/// What the further checks need to know of the world.
pub struct World<'a> {
    /// The log of the term before.
    pub previous: Option<&'a Log>,
    /// Whether there is a file of this name beside the log called so.
    pub exists: &'a dyn Fn(&str, &str) -> bool,
    /// All figures of the log, by their names in expressions.
    pub figures: &'a dyn Fn() -> Vec<Chapter>,
    /// What a figure is that these are narrowed to.
    pub figure: &'a dyn Fn(&Asked) -> Option<Answer>,
}

/// The checks that are made of every log: what makes its figures wrong. `reread` gives the text
/// of a piece of the log again, for the excerpts.
pub fn usual(log: &Log, out: &mut Diagnostics, mut reread: impl FnMut(Span) -> Option<String>) {
    let mut sink = Sink::new(log, out, &mut reread);
    thread::scope(|scope| {
        // That takes as long as all other checks, which are made meanwhile.
        let same = thread::Builder::new().spawn_scoped(scope, || same::find(log));
        settings(log, &mut sink);
        people::check(log, &mut sink);
        spellings::check(log, &mut sink);
        dates::outside_term(log, &mut sink);
        twice::check(log, &mut sink);
        // Where there is no room for another thread it is made in turn.
        let same = same.map_or_else(|_| Ok(same::find(log)), ScopedJoinHandle::join);
        same::tell(
            log,
            same.unwrap_or_else(|panic| resume_unwind(panic)),
            &mut sink,
        );
        same::kinds::check(log, &mut sink);
        same::prizes::check(log, &mut sink);
    });
}

/// The numbers that the log states itself, held against its records: where they are not right
/// nothing is written. All records are named if it is to be `is_verbose`.
pub fn stated(
    tally: &Arc<Tally>,
    is_verbose: bool,
    out: &mut Diagnostics,
    mut reread: impl FnMut(Span) -> Option<String>,
) {
    let expected = tally.expected();
    let mut sink = Sink::new(&tally.log, out, &mut reread);
    stated::check(tally, &expected, is_verbose, &mut sink);
}

/// The further checks, of a log without errors.
pub fn further(
    tally: &Arc<Tally>,
    world: &World,
    out: &mut Diagnostics,
    mut reread: impl FnMut(Span) -> Option<String>,
) {
    let log = &tally.log;
    let mut sink = Sink::new(log, out, &mut reread);
    texts::check(log, &mut sink);
    prose::check(log, world.previous, &mut sink);
    claims::check(tally, world.figures, world.figure, &mut sink);
    numbers::check(tally, &mut sink);
    awards::check(log, &mut sink);
    dates::pending(log, &mut sink);
    lessons::check(log, &mut sink);
    evidence(log, world, &mut sink);
    if also(log).any(|name| **name == *"weekend-or-holiday") {
        dates::free_days(log, &mut sink);
    }
}

/// The names of the checks that the log switches off.
fn allowed(log: &Log) -> impl Iterator<Item = &Text> {
    let head = log.head.check.as_ref();
    let rows = head.map_or(&[][..], |head| head.rows(Key::Allow));
    rows.iter().filter_map(|row| row.text(Key::Name))
}

/// Whether the log switches the check called `name` off.
pub fn is_allowed(log: &Log, name: &str) -> bool {
    allowed(log).any(|allowed| **allowed == *name)
}

/// The names of the checks that the log asks for beside the others.
fn also(log: &Log) -> impl Iterator<Item = &Text> {
    let head = log.head.check.as_ref();
    head.and_then(|head| head.texts(Key::Also))
        .unwrap_or_default()
        .iter()
}

/// Names in `[check]` that are none of a check.
fn settings<'a>(log: &'a Log, sink: &mut Sink<'a>) {
    let Some(head) = &log.head.check else {
        return;
    };
    let keys = [Key::Allow, Key::Also];
    let names = allowed(log).map(|name| (keys[0], name));
    for (key, name) in names.chain(also(log).map(|name| (keys[1], name))) {
        if Check::find(name).is_some() {
            continue;
        }
        let known = || CHECKS.iter().map(|check| check.name);
        let hint = match nearest(name, known()) {
            Some(near) => format!("是不是 {near}？"),
            None => format!("能写的有：{}", known().collect::<Vec<_>>().join("、")),
        };
        sink.refuse(
            At::Item(head, key, name),
            format!("没有叫“{name}”的检查"),
            hint,
        );
    }
}

/// Files of evidence that are not there.
fn evidence<'a>(log: &'a Log, world: &World, sink: &mut Sink<'a>) {
    for record in &log.records {
        let file = &log.files[record.span.file as usize];
        let names = record.texts(Key::Evidence).unwrap_or_default();
        for name in names.iter().filter(|name| !(world.exists)(file, name)) {
            sink.tell(Doubt {
                check: "evidence-missing",
                at: At::Item(record, Key::Evidence, name),
                message: format!("找不到佐证材料“{name}”"),
                hint: "文件名从记录文件所在的文件夹写起，文件夹之间用 /；检查文件是否改了名"
                    .to_owned(),
            });
        }
    }
}
