//! The save file: one JSON object with all that is known of an article, readable without this program.
//!
//! [`schema`] describes it field by field. What it holds:
//!
//! - Positions are Unicode code points from the start of the text, ends excluded, and every span has its quote.
//! - Equal content is equal bytes: the order of fields, annotations and relations is fixed, empty fields are left out.
//! - Fields that this version doesn't know survive reading and writing, at every level. The model carries them in its
//!   [`Extra`](crate::model::Extra)s, as the object they were found in with everything known taken out; so the set's
//!   holds those of `document` too, and an annotation's those of its `spans` by number. They come back behind the known
//!   fields, in the order they had. Numbers among them keep 64 bits: beyond that they become the nearest double.
//! - Characters that steer a terminal or can't be seen are written as `\u` escapes, so that the file is safe to print.

mod annotation;
mod id;
mod read;
mod recognise;
mod record;
mod schema;
mod write;

use super::feature::EVERYTHING;
use super::{Arrived, Damaged, Export, Format, Import, Policy, Unit};
use crate::model::Document;

pub(super) use annotation::check;
pub use read::{MAX_ANNOTATIONS, MAX_BYTES, Read, Recorded, is_newer, read, recorded};
pub use recognise::{conflict, is_recognisable};
pub use schema::schema;
pub use write::write;

/// The version of the save file that this program writes.
pub const VERSION: u64 = 1;

/// What the field `format` of every save file says.
const NAME: &str = "ascribe";

/// The save file as a format among the others.
pub const FORMAT: Format = Format {
    name: "json",
    key: 'j',
    extension: "ascribe.json",
    help: "the save file itself",
    unit: Unit::CodePoints,
    holds: EVERYTHING,
    readers: "ascribe, jq, any JSON library",
    dialects: &[],
    export: Export::Each(|article, _| write(article.document, article.encoding, article.set).into()),
    import: Some(Import {
        is_it: is_ours,
        read: |json, article| arrive(json, article.document),
        policy: Policy::Join,
        keeps_ids: true,
    }),
};

/// Whether a text says early that it is a save file.
fn is_ours(text: &str) -> bool {
    let start = text.get(..text.floor_char_boundary(IDENTIFIED_BYTES)).unwrap_or(text);
    let mut names = start.split('"').skip(1).step_by(2);
    names.any(|name| name == "format") && names.next() == Some(NAME)
}

/// How far into a file it is looked for what it is.
const IDENTIFIED_BYTES: usize = 256;

fn arrive(json: &str, document: &Document) -> Result<Arrived, Damaged> {
    Ok(Arrived::Placed(Box::new(read(json, document)?.set)))
}
