//! ascribe: a keyboard annotator for news articles in the terminal.

pub mod cli;
pub mod formats;
pub mod model;
pub mod store;
pub mod tui;
