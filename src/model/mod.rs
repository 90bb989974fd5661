//! What an annotated article is: pure data and rules, without files, clock, environment or terminal.

pub mod annotation;
pub mod check;
mod cover;
pub mod document;
pub mod edit;
pub mod editing;
pub mod history;
pub mod label;
pub mod relation;
pub mod selection;
pub mod selector;
pub mod sentence;
pub mod set;
pub mod span;
mod stretch;
pub mod unit;

pub use annotation::{Annotation, Extra, Id, Place};
pub use check::{Check, Evidence, Rank, Stance, Status};
pub use document::Document;
pub use edit::{Change, Edit};
pub use history::History;
pub use label::{LABELS, Label};
pub use relation::{Kind, Relation};
pub use selection::{Intent, Motion, Selection};
pub use selector::Selector;
pub use set::AnnotationSet;
pub use span::{Offset, Span, Spans};
pub use unit::{Rows, Unit};
