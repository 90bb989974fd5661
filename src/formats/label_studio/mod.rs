//! Label Studio's task files: a list of tasks, each an article with regions, notes on them and relations between them.
//!
//! Positions are code points of the text that the task carries. A region is one piece of text: further pieces of an
//! annotation are regions of their own, whose `parentID` is the first one and whose ids begin with its id and `_`: the screen makes a CSS
//! selector of an id, and hides a region whose id breaks it. Files of before, with `~` there, are read too. Notes
//! are per-region text areas with the region's id. The configuration that a project needs is written beside the tasks.

mod read;
mod write;

use super::feature::Feature;
use super::{Export, Format, Import, Policy, Unit};

/// Task files as a format among the others.
pub(super) const FORMAT: Format = Format {
    name: "label-studio",
    key: 's',
    extension: "label-studio.json",
    help: "tasks with regions, notes and relations; the project's configuration beside them",
    unit: Unit::CodePoints,
    holds: &[Feature::Pieces, Feature::Overlaps, Feature::Relations, Feature::Notes],
    readers: "Label Studio",
    dialects: &[],
    export: Export::Together(|_| Box::<write::Tasks>::default()),
    import: Some(Import { is_it: read::is_tasks, read: read::read, policy: Policy::Fill, keeps_ids: true }),
};

/// What the configuration calls the control of labels.
const LABELS_CONTROL: &str = "label";

/// What it calls the control of notes.
const NOTES_CONTROL: &str = "note";

/// What it calls the text.
const TEXT_OBJECT: &str = "text";

/// What stands between an annotation's id and the number of a further piece.
const PIECE: char = '_';

/// What stood there in files of before.
const PIECE_OF_BEFORE: char = '~';
