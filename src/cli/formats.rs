//! `ascribe formats` and `ascribe schema`: what annotations are kept in and exported to.

use crate::formats::report::{Value, json};
use crate::formats::{FORMATS, native};

use super::exit::{Exit, Outcome};
use super::streams::Streams;
use super::table;

/// List the formats that annotations can be exported to
#[derive(Clone, Debug, clap::Args)]
pub(super) struct Args {
    /// Print JSON
    #[arg(long)]
    json: bool,
}

impl Args {
    /// Lists them.
    pub(super) fn run(&self, streams: &mut Streams) -> Outcome {
        if self.json {
            let record = |(name, extension, help): (&str, &str, &str)| {
                Value::record([("name", name.into()), ("extension", extension.into()), ("help", help.into())])
            };
            let records = FORMATS.iter().map(|it| record((it.name, it.extension, it.help))).collect();
            streams.data.print(&json(Value::List(records)))?;
        } else {
            let rows: Vec<_> = FORMATS.iter().map(|it| [it.name, it.extension, it.help].map(str::to_owned)).collect();
            table::print(&mut streams.data, ["format", "extension", "what it is for"], &rows)?;
        }
        Ok(Exit::Done)
    }
}

/// Print the JSON Schema of the annotation file
#[derive(Clone, Debug, clap::Args)]
pub(super) struct SchemaArgs {}

impl SchemaArgs {
    /// Prints it.
    pub(super) fn run(streams: &mut Streams) -> Outcome {
        streams.data.print(&native::schema())?;
        Ok(Exit::Done)
    }
}
