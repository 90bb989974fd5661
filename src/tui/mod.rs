//! The screen: state, keys, what they do, and how it is drawn.

pub mod action;
pub mod app;
pub mod areas;
pub mod desk;
pub mod display;
mod events;
pub mod field;
mod follow;
pub mod key;
pub mod keymap;
pub mod pane;
pub mod run;
pub mod search;
pub mod terminal;
pub mod theme;
mod update;
pub mod view;
pub mod wrap;

pub use action::{Action, Effect};
pub use app::{App, Article, Stamps};
pub use desk::Desk;
