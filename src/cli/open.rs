//! `ascribe ARTICLE…`: the screen.

use std::env;
use std::io::{self, IsTerminal};
use std::path::PathBuf;

use clap::builder::PossibleValuesParser;

use crate::store::{Options, Source};
use crate::tui::Stamps;
use crate::tui::theme::{THEMES, Theme};

use super::articles::Kept;
use super::changes::Creator;
use super::exit::{Exit, Failure, Outcome};
use super::look;
use super::stamps::Clock;

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
    /// The colours; `auto` takes those that suit the terminal
    #[arg(long, value_name = "THEME", value_parser = themes(), default_value = look::AUTO)]
    theme: String,
    /// Leave the mouse to the terminal
    #[arg(long)]
    no_mouse: bool,
    #[command(flatten)]
    creator: Creator,
}

/// How the screen is wanted.
#[expect(dead_code, reason = "read once there is a screen to hand over to")]
struct Screen {
    theme: &'static Theme,
    mouse: bool,
    creator: String,
    /// How articles are opened.
    store: Options,
}

impl Args {
    /// Opens the screen.
    pub(super) fn run(&self) -> Outcome {
        let piped = self.articles.iter().any(|article| Source::named(article) == Source::Stdin);
        expect_terminal(piped)?;
        let sources = self.kept.sources(&self.articles)?;
        let theme = look::theme(&self.theme)
            .ok_or_else(|| Failure::new(Exit::Usage, format!("there is no theme `{}`", self.theme)))?;
        let creator = Clock::of(self.creator.name.as_deref()).creator();
        let screen = Screen { theme, mouse: !self.no_mouse, creator, store: self.kept.options(false) };
        show(&sources, &screen)
    }
}

/// The one place where the command line hands over to the screen.
fn show(_sources: &[Source], _screen: &Screen) -> Outcome {
    Err(Failure::new(Exit::Usage, "no screen yet"))
}

/// An error where there is nothing to draw on or to read keys from.
fn expect_terminal(article_is_piped: bool) -> Outcome<()> {
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

fn themes() -> PossibleValuesParser {
    PossibleValuesParser::new(std::iter::once(look::AUTO).chain(THEMES.iter().map(|theme| theme.name)))
}
