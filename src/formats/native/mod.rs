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
mod read;
mod record;
mod schema;
mod write;

use super::{Format, Imported};

pub use read::{MAX_ANNOTATIONS, MAX_BYTES, Read, Recorded, read};
pub use schema::schema;
pub use write::write;

/// The version of the save file that this program writes.
pub const VERSION: u64 = 1;

/// What the field `format` of every save file says.
const NAME: &str = "ascribe";

/// The save file as a format among the others.
pub const FORMAT: Format = Format {
    name: "json",
    extension: "ascribe.json",
    help: "the save file itself: everything, losing nothing",
    export: |article| write(article.document, article.encoding, article.set),
    import: |json, document| read(json, document).map(|read| Imported { set: read.set, misplaced: read.misplaced }),
};
