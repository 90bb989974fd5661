//! `ascribe keys`: the keys of the screen, printed from the table that the screen reads.

use crate::formats::report::{Value, json};
use crate::tui::help::{GROUPS, HelpLine, lines};
use crate::tui::keymap::{Keymap, Row};

/// How wide the printed table may be, in columns: so wide that each key has one line, which `grep` finds whole.
const PAGE_COLUMNS: u16 = 400;

use super::config::ConfigFile;
use super::exit::{Exit, Outcome};
use super::streams::Streams;

/// How wide the column of the keys is.
const KEYS_COLUMNS: usize = 24;

/// List the keys of the screen
#[derive(Clone, Debug, clap::Args)]
pub(super) struct Args {
    /// Print JSON
    #[arg(long, conflicts_with = "markdown")]
    json: bool,
    /// Print Markdown tables
    #[arg(long)]
    markdown: bool,
    #[command(flatten)]
    config: ConfigFile,
}

impl Args {
    /// Lists them.
    pub(super) fn run(&self, streams: &mut Streams) -> Outcome {
        let keymap = self.config.read_aloud(streams)?.keymap;
        let text = match (self.json, self.markdown) {
            (true, _) => json(Value::List(keymap.rows().iter().map(record).collect())),
            (_, true) => markdown(&keymap),
            _ => plain(&keymap),
        };
        streams.data.print(&text)?;
        Ok(Exit::Done)
    }
}

/// As the help of the screen has them.
pub(super) fn plain(keymap: &Keymap) -> String {
    let lines = lines(keymap, PAGE_COLUMNS, "");
    let lines = lines.into_iter().map(|line| match line {
        HelpLine::Title(title) => title,
        HelpLine::Keys(keys, help) => format!("  {keys:KEYS_COLUMNS$}{help}"),
        HelpLine::Blank => String::new(),
    });
    lines.collect::<Vec<_>>().join("\n")
}

fn record(row: &Row) -> Value {
    Value::record([
        ("group", row.group.into()),
        ("modes", Value::list(row.modes.iter().map(|mode| mode.name()))),
        ("keys", Value::list(row.keys.iter().map(String::as_str))),
        ("help", row.help.as_str().into()),
        ("hint", row.hint.as_str().into()),
    ])
}

/// One table a group.
fn markdown(keymap: &Keymap) -> String {
    let table = |(group, title): &(&str, &str)| {
        let lines = keymap.rows().iter().filter(|row| row.group == *group).map(|row| {
            let keys: Vec<String> = row.keys.iter().map(|key| format!("`{}`", key.replace('|', "\\|"))).collect();
            format!("| {} | {} |", keys.join(" "), row.help.replace('|', "\\|"))
        });
        let lines: Vec<String> = lines.collect();
        format!("**{title}**\n\n| key | what it does |\n|---|---|\n{}", lines.join("\n"))
    };
    GROUPS.iter().map(table).collect::<Vec<_>>().join("\n\n")
}
