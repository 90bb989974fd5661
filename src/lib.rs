//! ascribe: a keyboard annotator for news articles in the terminal.
//!
//! A fact-checker reads an article beside an annotation pane, marks pieces of it as actor, claim, source or denial, ties
//! them together, records what checking each claim found, and leaves with files that other programs read.
//!
//! # Architecture
//!
//! Five layers, each using only those to its right; `tests/architecture` holds the code to it:
//!
//! ```text
//! cli → tui → store → formats → model
//! ```
//!
//! Within a layer no modules use each other in a circle: each can be understood once those that it uses are.
//!
//! - [`model`] is pure: no files, clock, environment or terminal. A [`Document`](model::Document) is an immutable text,
//!   the only maker of [`Offset`](model::Offset)s (grapheme boundaries, in bytes). Annotations change through
//!   [`AnnotationSet::apply`](model::AnnotationSet::apply) alone, by an [`Edit`](model::Edit) that carries both sides of
//!   every change: undo, redo, the command line and the writer's replica are that one path.
//!   It has wings, and `tests/architecture` says which may know of which: the text and its words; the
//!   [`reading`](model::reading) of it, which knows nothing of annotations; the record of what was marked and found, which
//!   knows nothing of the reading; [`anchoring`](model::anchoring) the record in a text that has changed, merging two of
//!   them, and what is missing.
//!   A text is understood once, stretch by stretch, and what is understood is kept: [`Readings`](model::Readings). They tell
//!   where marks plausibly are: [`candidates`](model::Readings::candidates) for a label,
//!   [`starts`](model::Readings::plausible_starts) and [`ends`](model::Readings::plausible_ends) by likelihood, told from
//!   quotations, verbs of saying and names; and they never mark anything by themselves.
//!   [`Coverage`](model::Coverage) follows what of the text is marked and tells the [`Finding`](model::Finding)s: all that
//!   is missing before an article can be called checked.
//! - [`formats`] turns a set into text and text into a set, one row of [`FORMATS`](formats::FORMATS) a format. The save
//!   file is one of them. Positions leave the program in code points.
//! - [`store`] alone touches the disk, and has the clock and new ids. A thread keeps a replica of the set, is sent each
//!   edit, and replaces the whole file atomically; a lock on a hidden file next to it keeps a second instance from writing.
//! - [`tui`] is the screen. [`App`](tui::App) is its state, [`keymap`](tui::keymap) the one table of keys,
//!   `dispatch` makes an [`Action`](tui::Action) of what comes in, `update` is one match from that to
//!   [`Effect`](tui::Effect), [`view`](tui::view) draws the whole frame from the state each time, and the state never
//!   names it. [`guess`](tui::guess) is what a label key takes, [`aim`](tui::aim) are the hints,
//!   [`card`](tui::card) is all that is recorded of a claim, [`order`](tui::order) which cards the pane shows,
//!   [`config`](tui::config) rebinds the keys, [`display`](tui::display) is the one way from any text to cells of the terminal.
//! - [`cli`] is the command line: what the screen does, without one.
//!
//! # What keeps a key fast
//!
//! Nothing done per key grows with the article or with annotations out of view. Text is looked at one *stretch* (about a
//! paragraph) at a time and understood once, so that what a key asks is a look-up with the marks that stand there now. A
//! thread beside the screen reads ahead and searches the text for names, so that no frame waits for either. Rows are
//! counted from their stretch and remembered, spans are found through hierarchical bins, and all keys that wait are taken
//! before one frame is drawn. What is unmarked follows each edit at its own place. Only while the pane is filtered or
//! sorted does an edit cost as much as there are annotations.

pub mod cli;
pub mod formats;
pub mod model;
pub mod store;
pub mod tui;
