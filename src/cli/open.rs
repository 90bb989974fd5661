//! `ascribe ARTICLE…`: the screen.

use std::env;
use std::io::{self, IsTerminal};
use std::path::PathBuf;

use clap::builder::PossibleValuesParser;

use crate::store::{self, Clock, Source, Stamps};
use crate::tui::config::AUTO;
use crate::tui::ended::Ended;
use crate::tui::run::{self, Options};
use crate::tui::theme::THEMES;

use super::articles::Kept;
use super::changes::Creator;
use super::config::ConfigFile;
use super::exit::{Exit, Failure, Outcome, of_system};
use super::look;
use super::streams::Streams;

/// What to do without a terminal.
const WITHOUT_SCREEN: &str = "without one, use the sub-commands: ascribe list, add, check, export (see ascribe --help)";

/// What the screen is opened with.
#[derive(Clone, Debug, clap::Args)]
pub(super) struct Args {
    /// Articles to annotate, or folders with articles; `-` is standard input
    #[arg(required = true, value_name = "ARTICLE")]
    articles: Vec<PathBuf>,
    #[command(flatten)]
    kept: Kept,
    #[command(flatten)]
    look: Look,
}

/// How the screen looks and what its keys mean.
#[derive(Clone, Debug, clap::Args)]
pub(super) struct Look {
    /// The colours; `auto`, which holds if nothing is said, takes those that suit the terminal
    #[arg(long, value_name = "THEME", value_parser = themes())]
    theme: Option<String>,
    /// Use the mouse, whatever the configuration says
    #[arg(long, conflicts_with = "no_mouse")]
    mouse: bool,
    /// Leave the mouse to the terminal
    #[arg(long)]
    no_mouse: bool,
    #[command(flatten)]
    creator: Creator,
    #[command(flatten)]
    config: ConfigFile,
}

impl Args {
    /// Opens the screen.
    pub(super) fn run(&self, streams: &mut Streams) -> Outcome {
        let piped = self.articles.iter().any(|article| Source::named(article) == Source::Stdin);
        expect_terminal(piped)?;
        let sources = self.kept.sources(&self.articles, streams)?;
        let store = store::Options { sets_aside: true, ..self.kept.options(false) };
        let (options, clock) = self.look.options(store)?;
        run::run(&sources, &options, Box::new(clock)).map_err(failure)?;
        Ok(Exit::Done)
    }
}

impl Look {
    /// What the screen needs to know, from the command line and else from the configuration.
    pub(super) fn options(&self, store: store::Options) -> Outcome<(Options, Clock)> {
        let config = self.config.read()?;
        let name = self.theme.as_deref().or(config.theme.as_deref()).unwrap_or(AUTO);
        let theme =
            look::theme(name).ok_or_else(|| Failure::new(Exit::Usage, format!("there is no theme `{name}`")))?;
        let notice = match config.problems.as_slice() {
            [] => None,
            [problem] if problem.line.is_none() => Some(format!("{}: {problem}", self.config.path()?.display())),
            [problem] => Some(format!("configuration, {problem} (ascribe config check shows it again)")),
            [first, rest @ ..] => {
                let more = rest.len();
                Some(format!("configuration, {first} (and {more} more: ascribe config check lists them)"))
            }
        };
        let clock = Clock::of(self.creator.named(config.creator.as_deref()));
        let mut store = store;
        store.holders.name = clock.creator();
        let mouse = self.mouse || (!self.no_mouse && config.mouse.unwrap_or(true));
        Ok((Options { theme, keymap: config.keymap, notice, mouse, store }, clock))
    }
}

/// What it means for the program's end that the screen ended so.
pub(super) fn failure(ended: Ended) -> Failure {
    match ended {
        Ended::NotOpened(why) => why.into(),
        Ended::Terminal(why) => {
            Failure::new(of_system(&why, Exit::ReadWrite), format!("the terminal can't be used: {why}"))
        }
        Ended::NoThread(_) => Failure::new(Exit::System, ended.to_string()),
        Ended::NotSaved(why) => Failure::new(Exit::Findings, format!("NOT SAVED: {why}")),
        Ended::Broken(why) => {
            Failure::new(Exit::Broken, format!("internal error: {why}; everything is saved; please report it"))
        }
        Ended::Signal(number) => Failure::Signal(u8::try_from(number).unwrap_or_default()),
    }
}

/// An error where there is nothing to draw on or to read keys from.
pub(super) fn expect_terminal(article_is_piped: bool) -> Outcome<()> {
    let why = match env::var("TERM").unwrap_or_default().as_str() {
        "" => "TERM is not set, so the terminal can't be drawn on",
        "dumb" => "TERM=dumb says that the terminal can't be drawn on",
        _ if !io::stdout().is_terminal() => "standard output is not a terminal, so there is nothing to draw on",
        // Keys come from the terminal itself where the article comes from standard input.
        _ if !article_is_piped && !io::stdin().is_terminal() => {
            "standard input is not a terminal, so there are no keys; an article is piped in as `-`"
        }
        _ => return Ok(()),
    };
    Err(Failure::new(Exit::Usage, format!("{why}; {WITHOUT_SCREEN}")))
}

/// The names of the themes.
fn themes() -> PossibleValuesParser {
    PossibleValuesParser::new(std::iter::once(AUTO).chain(THEMES.iter().map(|theme| theme.name)))
}
