//! ascribe: a keyboard annotator for news articles in the terminal.

pub mod model;
pub mod store;
