//! The command line: what can be said, and what is said back when it is said wrongly.

use std::path::PathBuf;

use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Parser, Subcommand, ValueEnum};

/// What the user asked for.
#[derive(Debug, Clone, Parser)]
#[command(
    name = "summarize",
    version,
    about = "把一学期的工作记录（TOML）写成一份工作总结",
    disable_help_flag = true,
    disable_version_flag = true,
    arg_required_else_help = true,
    args_conflicts_with_subcommands = true,
    subcommand_negates_reqs = true,
    disable_help_subcommand = true,
    override_usage = "summarize [选项] <记录>...\n      summarize check [--fix] <记录>...\n      summarize figures [--json] <记录>...\n      summarize template list\n      summarize template export <模板名> [文件夹]\n      summarize schema [-o <文件>]\n      summarize reference-docx -o <文件>\n      summarize help convert",
    help_template = "{about}\n\n用法：{usage}\n\n记录：\n{positionals}\n\n选项：\n{options}\n\n其他命令：\n{subcommands}{after-help}",
    after_help = "\n示例：\n  summarize term.toml -o 工作总结.html\n      读入 term.toml，写出 工作总结.html，可用浏览器、WPS 或 Word 打开\n\n退出码：0 已写出（可能有提醒）；1 记录有错，没有写出；2 文件或用法有问题"
)]
pub(super) struct Args {
    /// TOML 文件、文件夹（其中所有 .toml 文件）或 -（标准输入）；可以写多个，合为一份记录
    #[arg(value_name = "记录", required = true)]
    pub logs: Vec<PathBuf>,

    /// 写到这个文件，按扩展名 .docx、.html 或 .md 决定格式；不写就输出到屏幕
    #[arg(short, long, value_name = "文件")]
    pub output: Option<PathBuf>,

    /// 格式：docx、html 或 md，不写就是 md
    #[arg(short, long, value_name = "格式", hide_possible_values = true)]
    pub format: Option<Format>,

    /// 模板名，不写就用记录里写的，都没有就是 summary；能用的见 summarize template list
    #[arg(short, long, value_name = "模板")]
    pub template: Option<String>,

    /// 自己的模板文件夹；不写就用记录旁边的 templates 文件夹（有的话）
    #[arg(long, value_name = "文件夹", global = true)]
    pub templates: Option<PathBuf>,

    /// 只写这一位老师的个人总结
    #[arg(long, value_name = "姓名")]
    pub teacher: Option<String>,

    /// 只写这一次活动的总结：活动主题或类型里的几个字
    #[arg(long, value_name = "主题")]
    pub event: Option<String>,

    /// 写 Word 文件时用这个文件里的样式，不写就用自带的公文样式
    #[arg(long, value_name = "文件")]
    pub reference_docx: Option<PathBuf>,

    /// 后面附上图表：各月、每人、各组、获奖，并附数目表
    #[arg(long)]
    pub charts: bool,

    /// 把图表的图另存到这个文件夹，写 Markdown 时要用
    #[arg(long, value_name = "文件夹")]
    pub assets: Option<PathBuf>,

    /// 上一学期的记录：加一幅两个学期对照的图表
    #[arg(long, value_name = "记录")]
    pub previous: Option<PathBuf>,

    /// 不写文件，在屏幕上分页看总结
    #[arg(long)]
    pub preview: bool,

    /// 写好不结束，记录一改就自动再写；和 -o 一起用，Ctrl+C 结束
    #[arg(long)]
    pub watch: bool,

    /// Whether it has said before how files were read, as under `--watch`.
    #[arg(skip)]
    pub is_again: bool,

    /// 记录是 summarize figures --json 写出的数据
    #[arg(long)]
    pub from_json: bool,

    /// 不显示读入条数等说明，只显示错误和提醒
    #[arg(short, long)]
    pub quiet: bool,

    /// 说明里的位置全部列出来，不只列前几处
    #[arg(short, long, global = true)]
    pub verbose: bool,

    /// 显示帮助
    #[arg(short, long, global = true, action = clap::ArgAction::Help)]
    pub help: Option<bool>,

    /// 显示版本
    #[arg(short = 'V', long, action = clap::ArgAction::Version)]
    pub version: Option<bool>,

    #[command(subcommand)]
    pub command: Option<Command>,
}

/// What else can be asked for, beside the report.
#[derive(Debug, Clone, Subcommand)]
pub(super) enum Command {
    /// 检查记录：姓名、日期、数目、没填的地方、标点等；加 --fix 改好输入法的笔误
    #[command(
        help_template = "{about}\n\n用法：summarize check [--fix] [--strict] [--json] <记录>...\n\n记录：\n{positionals}\n\n选项：\n{options}\n\n退出码：0 没有错误；1 有错误（加 --strict 时有提醒也算）；2 文件或用法有问题\n",
        arg_required_else_help = true
    )]
    Check(Check),

    /// 列出记录里能用的全部数字：名字、数目、说明
    #[command(
        help_template = "{about}\n\n用法：summarize figures [--json] <记录>...\n\n记录：\n{positionals}\n\n选项：\n{options}\n",
        arg_required_else_help = true
    )]
    Figures(Figures),

    /// 模板：list 列出能用的模板和提纲，export 复制一份出来修改
    #[command(
        help_template = "{about}\n\n用法：summarize template list\n      summarize template export <模板名> [文件夹]\n\n{subcommands}\n",
        disable_help_subcommand = true,
        arg_required_else_help = false
    )]
    Template {
        /// What about them.
        #[command(subcommand)]
        command: TemplateCommand,
    },

    /// 写出记录的格式（JSON Schema），编辑器用它提示键名、标出写错的地方
    #[command(
        help_template = "{about}\n\n用法：summarize schema [-o <文件>]\n\n选项：\n{options}\n"
    )]
    Schema(Schema),

    /// 写出公文样式的 Word 文件，供 pandoc 用；可以在 Word 里改它的样式
    #[command(
        help_template = "{about}\n\n用法：summarize reference-docx -o <文件>\n\n选项：\n{options}\n",
        arg_required_else_help = true
    )]
    ReferenceDocx(ReferenceDocx),

    /// 显示帮助；help convert 说明怎样转成 Word 和 PDF，help check 等说明各个命令
    #[command(help_template = "{about}\n\n用法：summarize help [convert 或命令]\n")]
    Help {
        /// What about.
        #[arg(value_name = "内容", hide_possible_values = true)]
        topic: Option<Topic>,
    },
}

/// What there is a page of help about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Topic {
    /// How to get a Word or PDF file.
    Convert,
    /// `summarize check`.
    Check,
    /// `summarize figures`.
    Figures,
    /// `summarize template`.
    Template,
    /// `summarize schema`.
    Schema,
    /// `summarize reference-docx`.
    ReferenceDocx,
}

/// `summarize reference-docx`.
#[derive(Debug, Clone, clap::Args)]
pub(super) struct ReferenceDocx {
    /// 写到这个文件，如 公文.docx
    #[arg(short, long, value_name = "文件")]
    pub output: PathBuf,
}

/// `summarize check`.
#[derive(Debug, Clone, clap::Args)]
pub(super) struct Check {
    /// 和写总结时一样：TOML 文件、文件夹或 -
    #[arg(value_name = "记录", required = true)]
    pub logs: Vec<PathBuf>,

    /// 把中文引号、全角数字、日期写法等输入法的笔误改好，其他一字不动；原文件留作 .bak
    #[arg(long)]
    pub fix: bool,

    /// 和 --fix 一起用：只看会改哪几行，不改文件
    #[arg(long)]
    pub dry_run: bool,

    /// 和 --fix 一起用：撤回上一次的改动
    #[arg(long)]
    pub undo: bool,

    /// 有提醒也算不合格
    #[arg(long)]
    pub strict: bool,

    /// 写成 JSON，供编辑器等程序读
    #[arg(long)]
    pub json: bool,

    /// 上一学期的记录：查有没有原样照抄的文字
    #[arg(long, value_name = "记录")]
    pub previous: Option<PathBuf>,
}

/// `summarize figures`.
#[derive(Debug, Clone, clap::Args)]
pub(super) struct Figures {
    /// 和写总结时一样：TOML 文件、文件夹或 -
    #[arg(value_name = "记录", required = true)]
    pub logs: Vec<PathBuf>,

    /// 写成 JSON：模板能看到的全部数据，可再用 --from-json 读入
    #[arg(long)]
    pub json: bool,

    /// 写到这个文件，不写就输出到屏幕
    #[arg(short, long, value_name = "文件")]
    pub output: Option<PathBuf>,
}

/// `summarize schema`.
#[derive(Debug, Clone, clap::Args)]
pub(super) struct Schema {
    /// 写到这个文件，如 term.schema.json；不写就输出到屏幕
    #[arg(short, long, value_name = "文件")]
    pub output: Option<PathBuf>,
}

/// What can be done with templates.
#[derive(Debug, Clone, Subcommand)]
pub(super) enum TemplateCommand {
    /// 列出能用的模板和它们的提纲
    #[command(help_template = "{about}\n\n用法：summarize template list\n")]
    List,

    /// 把一个模板的文件复制到文件夹里，改了以后代替原来的
    #[command(
        help_template = "{about}\n\n用法：summarize template export <模板名> [文件夹]\n\n{positionals}\n"
    )]
    Export {
        /// 模板名，见 summarize template list
        #[arg(value_name = "模板名")]
        name: String,
        /// 放到哪个文件夹，不写就是 templates；已经有的文件不会动
        #[arg(
            value_name = "文件夹",
            default_value = "templates",
            hide_default_value = true
        )]
        folder: PathBuf,
    },
}

/// A format of the document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    /// Markdown.
    Md,
    /// One HTML page.
    Html,
    /// A Word document, by pandoc.
    Docx,
}

impl Format {
    /// As it is written behind `-f`.
    pub fn name(self) -> &'static str {
        match self {
            Format::Md => "md",
            Format::Html => "html",
            Format::Docx => "docx",
        }
    }
}

/// What was wrong with the command line, and what to do; `command` is the word that names what
/// was asked for, if not a report.
pub(super) fn explain(error: &clap::Error, command: Option<&str>) -> String {
    let context = |kind| match error.get(kind) {
        Some(ContextValue::String(text)) => text.clone(),
        Some(ContextValue::Strings(texts)) => texts.join("、"),
        _ => String::new(),
    };
    let argument = context(ContextKind::InvalidArg);
    let value = context(ContextKind::InvalidValue);
    let message = match error.kind() {
        ErrorKind::UnknownArgument if !argument.starts_with('-') => {
            format!("{argument} 在这里不用写")
        }
        ErrorKind::UnknownArgument => format!("没有 {argument} 这个选项"),
        ErrorKind::InvalidValue if value.is_empty() => format!("{argument} 后面还要写内容"),
        ErrorKind::InvalidValue => {
            format!(
                "{argument} 不能是“{value}”，能写的有：{}",
                context(ContextKind::ValidValue)
            )
        }
        ErrorKind::ArgumentConflict => format!("{argument} 写了不止一次"),
        ErrorKind::MissingRequiredArgument
        | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => match command {
            Some("template") => "没有写要哪个模板".to_owned(),
            Some("reference-docx") => "没有写要写到哪个文件".to_owned(),
            _ => "没有写要读哪个记录文件".to_owned(),
        },
        ErrorKind::MissingSubcommand | ErrorKind::InvalidSubcommand => {
            return "错误: template 后面要写 list 或 export\n  = 改法: 写成 summarize template list，或 summarize template export summary"
                .to_owned();
        }
        _ => "命令写得不对".to_owned(),
    };
    let example = match command {
        Some("check") => "summarize check term.toml；全部选项见 summarize check --help",
        Some("figures") => "summarize figures term.toml；全部选项见 summarize figures --help",
        Some("template") => {
            "summarize template list，或 summarize template export summary；见 summarize template --help"
        }
        Some("reference-docx") => "summarize reference-docx -o 公文.docx",
        Some("help") => "summarize help，或 summarize help convert",
        Some("schema") => {
            "summarize schema -o term.schema.json；全部选项见 summarize schema --help"
        }
        _ => "summarize term.toml -o 工作总结.html；全部选项见 summarize --help",
    };
    format!("错误: {message}\n  = 改法: 写成 {example}")
}
