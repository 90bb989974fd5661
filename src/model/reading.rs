//! Reading: what the program understands of a text, stretch by stretch: sentences and quotations, who says what, names
//! and figures, and where marks plausibly are. It knows nothing of annotations.

mod attribution;
pub mod candidate;
pub mod detail;
pub mod edge;
mod lexicon;
mod object;
pub mod occurrence;
mod outlook;
mod parts;
mod passage;
pub mod prominence;
pub mod quotation;
mod ranked;
pub mod readings;
pub mod selection;
pub mod sentence;
mod surname;
pub mod understood;
pub mod unit;
mod walk;
mod word;
