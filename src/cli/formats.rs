//! `ascribe formats` and `ascribe schema`: what annotations are kept in and exported to.

use crate::formats::report::{Value, json};
use crate::formats::{FORMATS, Format, native};

use super::exit::{Exit, Outcome};
use super::streams::Streams;
use super::table;

/// List the formats that annotations can be exported to and imported from
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
            let records = FORMATS.iter().map(|format| {
                let extension = Value::from(format.extension);
                let fields = COLUMNS.into_iter().zip(cells(format)).filter(|(name, _)| *name != "file");
                Value::record(
                    fields
                        .map(|(name, cell)| (name.replace(' ', "-"), cell.into()))
                        .chain([("extension".to_owned(), extension)]),
                )
            });
            streams.data.print(&json(Value::List(records.collect())))?;
        } else {
            let rows: Vec<_> = FORMATS.iter().map(cells).collect();
            table::print(&mut streams.data, COLUMNS, &rows)?;
        }
        Ok(Exit::Done)
    }
}

/// What is said of each format.
const COLUMNS: [&str; 7] = ["name", "file", "many articles", "positions", "leaves out", "read by", "what it is"];

fn cells(format: &Format) -> [String; 7] {
    let direction = if format.import.is_some() { "" } else { " (export only)" };
    [
        format.name.to_owned(),
        format!(".{}", format.extension),
        format.many().to_owned(),
        format.unit.name().to_owned(),
        format.leaves_out(),
        format.readers.to_owned(),
        format!("{}{direction}", format.help),
    ]
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
