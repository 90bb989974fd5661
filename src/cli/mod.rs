//! The command line: what the arguments mean, and every sub-command.

mod add;
mod anchor;
mod articles;
mod changes;
mod check;
mod choice;
mod config;
mod exit;
mod export;
mod finish;
mod formats;
mod import;
mod keys;
mod lines;
mod list;
mod log;
mod look;
mod manual;
mod missing;
mod open;
mod quote;
mod relate;
mod remove;
mod stats;
mod streams;
mod table;
mod tutor;
mod verify;

use std::ffi::OsString;
use std::process::ExitCode;
use std::sync::Arc;

use clap::{CommandFactory, FromArgMatches, Parser, Subcommand};

use exit::{Failure, Outcome};
use streams::Streams;

pub use exit::{EXIT_CODES, Exit};

/// What the help begins with.
const EXAMPLES: &str = "\
Examples:
  ascribe story.txt                      annotate an article; everything is saved at once
  ascribe stories/                       all articles of a folder
  pdftotext a.pdf - | ascribe - --annotations a.json
  ascribe list story.txt                 what is annotated, without the screen
  ascribe verify stories/                check the annotation files
  ascribe export story.txt --to json
";

/// What the help ends with, before the exit codes.
const FILES: &str = "\
The annotations of ARTICLE are kept in ARTICLE.ascribe.json beside it; the article itself is never written.
Within the screen, a key shows all keys: ? unless the configuration says otherwise. An article named like a sub-command is opened as ./NAME.";

/// A keyboard annotator for news articles: actors, claims, sources and denials, tied together and checked
#[derive(Clone, Debug, Parser)]
#[command(name = "ascribe", version, before_help = EXAMPLES, after_help = epilogue())]
#[command(args_conflicts_with_subcommands = true, subcommand_negates_reqs = true, arg_required_else_help = true)]
struct Line {
    #[command(flatten)]
    open: open::Args,
    #[command(subcommand)]
    command: Option<Command>,
}

/// The sub-commands, in the order of the help.
#[derive(Clone, Debug, Subcommand)]
enum Command {
    Add(add::Args),
    Relate(relate::Args),
    Check(check::Args),
    Remove(remove::Args),
    Finish(finish::Args),
    List(list::Args),
    Log(log::Args),
    Stats(stats::Args),
    Verify(verify::Args),
    Anchor(anchor::Args),
    Export(export::Args),
    Import(import::Args),
    Formats(formats::Args),
    Schema(formats::SchemaArgs),
    Keys(keys::Args),
    Tutor(tutor::Args),
    Config(config::Args),
    Completions(manual::CompletionsArgs),
    /// Print the manual page
    Man,
}

/// The names of values that are free text, which may begin like an option.
const FREE_TEXT: &[&str] = &["TEXT", "WORD", "NAME", "THEIRS=OURS"];

/// The whole command line as clap knows it.
pub fn command() -> clap::Command {
    let free = |arg: clap::Arg| {
        let names = arg.get_value_names().unwrap_or_default();
        let is_free = names.iter().any(|name| FREE_TEXT.contains(&name.as_str()));
        if is_free { arg.allow_hyphen_values(true) } else { arg }
    };
    Line::command().mut_args(free).mut_subcommands(|sub| sub.mut_args(free).mut_subcommands(|sub| sub.mut_args(free)))
}

/// Reads the arguments.
fn line(arguments: impl IntoIterator<Item = OsString>) -> Result<Line, clap::Error> {
    let mut matches = command().try_get_matches_from(arguments)?;
    Line::from_arg_matches_mut(&mut matches).map_err(|error| error.format(&mut command()))
}

/// Does what the arguments say, the first of which is the program's own name.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    // A file that grows beyond what the system allows is an error of that save, and not the end of the program.
    let _ = signal_hook::flag::register(signal_hook::consts::SIGXFSZ, Arc::default());
    let mut streams = Streams::standard();
    let outcome = match line(arguments) {
        Ok(line) => line.run(&mut streams),
        Err(error) => explain(&error, &mut streams),
    };
    ExitCode::from(match streams.end(outcome) {
        Ok(exit) => exit.code(),
        Err(failure) => {
            match &failure {
                Failure::Told(_, message) => streams.complain(message),
                Failure::Output(why) => streams.complain(&format!("the output can't be written: {why}")),
                Failure::Unheard | Failure::Signal(_) => {}
            }
            failure.code()
        }
    })
}

impl Line {
    fn run(&self, streams: &mut Streams) -> Outcome {
        match &self.command {
            None => self.open.run(streams),
            Some(Command::Add(args)) => args.run(streams),
            Some(Command::Relate(args)) => args.run(streams),
            Some(Command::Check(args)) => args.run(streams),
            Some(Command::Remove(args)) => args.run(streams),
            Some(Command::Finish(args)) => args.run(streams),
            Some(Command::List(args)) => args.run(streams),
            Some(Command::Log(args)) => args.run(streams),
            Some(Command::Stats(args)) => args.run(streams),
            Some(Command::Verify(args)) => args.run(streams),
            Some(Command::Anchor(args)) => args.run(streams),
            Some(Command::Export(args)) => args.run(streams),
            Some(Command::Import(args)) => args.run(streams),
            Some(Command::Formats(args)) => args.run(streams),
            Some(Command::Schema(_)) => formats::SchemaArgs::run(streams),
            Some(Command::Keys(args)) => args.run(streams),
            Some(Command::Tutor(args)) => args.run(),
            Some(Command::Config(args)) => args.run(streams),
            Some(Command::Completions(args)) => args.run(command(), streams),
            Some(Command::Man) => manual::man(command(), &config::quietly().keymap, streams),
        }
    }
}

/// Prints the help that was asked for, or what is wrong with the command line.
fn explain(error: &clap::Error, streams: &mut Streams) -> Outcome {
    if error.use_stderr() {
        // What is wrong repeats what was typed, which may be anything.
        streams.say_lines(&error.render().to_string());
        return Ok(Exit::Usage);
    }
    if streams.data.is_terminal {
        error.print().map_err(|error| Failure::output(&error))?;
    } else {
        streams.data.print(&error.render().to_string())?;
    }
    Ok(Exit::Done)
}

/// What the help ends with.
fn epilogue() -> String {
    let codes = EXIT_CODES.iter().map(|(_, code, meaning)| format!("  {code:>2}  {meaning}"));
    let codes = codes.collect::<Vec<_>>().join("\n");
    format!(
        "{FILES}\n\nExit codes:\n{codes}\n  128 and more: ended by a signal, whose number is 128 less; everything is saved"
    )
}

#[cfg(test)]
mod tests;
