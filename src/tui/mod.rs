//! The screen: state, keys, what they do, and how it is drawn.

#![cfg_attr(
    not(test),
    deny(clippy::indexing_slicing, clippy::string_slice, clippy::unwrap_used, clippy::arithmetic_side_effects)
)]

pub mod action;
pub mod aim;
pub mod app;
pub mod areas;
pub mod beside;
pub mod card;
pub mod config;
pub mod cuts;
pub mod desk;
mod dispatch;
pub mod display;
pub mod ended;
mod events;
mod exporting;
pub mod field;
pub mod filter;
mod follow;
pub mod guess;
pub mod help;
mod hidden;
pub mod input;
pub mod jumps;
pub mod key;
pub mod keymap;
pub mod lesson;
pub mod list;
pub mod message;
pub mod offer;
pub mod order;
pub mod palette;
pub mod pane;
pub mod review;
pub mod run;
pub mod same;
pub mod search;
pub mod summary;
pub mod terminal;
pub mod theme;
pub mod tutor;
mod unsaved;
mod update;
pub mod view;
pub mod wrap;

pub use action::{Action, Effect};
pub use app::{App, Article};
pub use desk::Desk;
