//! The commands: the only place that knows files, arguments and the terminal.

mod account;
mod args;
mod check;
mod failure;
mod figures;
mod input;
mod inputs;
mod json;
mod last;
mod output;
mod own_templates;
mod pager;
mod pictures;
mod preview;
mod reference;
mod schema;
mod shown;
mod summarize;
mod template;
mod watch;
mod word;

use std::io::{self, Write};
use std::process::ExitCode;

use clap::error::ErrorKind;
use clap::{CommandFactory, Parser, ValueEnum};

use args::{Args, Command, TemplateCommand, Topic};

/// The report was written, perhaps with warnings.
const WRITTEN: u8 = 0;
/// The log has errors; nothing was written.
const BAD_LOG: u8 = 1;
/// The world failed: no such file, no room, wrong usage.
const FAILED: u8 = 2;

/// Runs the program with the arguments of the process.
pub fn run() -> ExitCode {
    // Where the shell does not, *.toml becomes the names of the files here.
    let args = match Args::try_parse_from(wild::args_os()) {
        Ok(args) => args,
        Err(error) => return ExitCode::from(usage(&error)),
    };
    let done = match &args.command {
        None if args.preview => preview::run(&args),
        None if args.watch => watch::run(&args),
        None => summarize::run(&args),
        Some(Command::Check(asked)) => check::run(&args, asked),
        Some(Command::Figures(asked)) => figures::run(&args, asked),
        Some(Command::Template { command }) => on_templates(&args, command),
        Some(Command::Schema(asked)) => schema::run(asked),
        Some(Command::ReferenceDocx(asked)) => word::run(asked),
        Some(Command::Help { topic }) => help(*topic),
    };
    let code = match done {
        Ok(code) => code,
        Err(error) => {
            tell(&format!("错误: {error:#}"));
            FAILED
        }
    };
    ExitCode::from(code)
}

fn on_templates(args: &Args, command: &TemplateCommand) -> anyhow::Result<u8> {
    let templates = own_templates::load(args.templates.as_deref(), &[], true)?;
    match command {
        TemplateCommand::List => template::list(&templates)
            .or_else(|error| shown::shown(error, "没有列出模板；改好后再运行一次")),
        TemplateCommand::Export { name, folder } => template::export(&templates, name, folder)
            .or_else(|error| shown::shown(error, "没有复制模板；改好后再运行一次")),
    }
}

/// Help about the program, or about one topic.
fn help(topic: Option<Topic>) -> anyhow::Result<u8> {
    let text = match topic {
        Some(Topic::Convert) => include_str!("../../templates/help/convert.txt").to_owned(),
        None => Args::command().render_help().to_string(),
        Some(topic) => {
            let value = topic.to_possible_value();
            let name = value.as_ref().map_or("", |value| value.get_name());
            let mut program = Args::command();
            // So that the subcommand has the options of the program.
            program.build();
            let command = program.find_subcommand_mut(name);
            command.map_or(String::new(), |command| command.render_help().to_string())
        }
    };
    output::write(text, None)?;
    Ok(WRITTEN)
}

/// Help and version go to standard output, a wrong call is explained in Chinese.
fn usage(error: &clap::Error) -> u8 {
    match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => {
            // A closed pipe is no error.
            let _ = write!(io::stdout(), "{}", error.render());
            WRITTEN
        }
        _ => {
            let command = std::env::args_os()
                .skip(1)
                .filter_map(|word| word.into_string().ok())
                .find(|word| Args::command().find_subcommand(word).is_some());
            tell(&args::explain(error, command.as_deref()));
            FAILED
        }
    }
}

/// One message for the user. That nobody reads it is no reason to stop.
fn tell(message: &str) {
    let _ = writeln!(io::stderr(), "{message}");
}
