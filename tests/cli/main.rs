//! The program from outside: what it prints, what it says, how it ends, and what it leaves on the disk.

mod anchor;
mod changing;
mod config;
#[path = "../common/credential.rs"]
mod credential;
mod exits;
mod export;
mod help;
mod hostile;
mod import;
mod input;
mod listing;
mod refusals;
mod scene;
mod screen;
mod streams;
mod together;
mod typed;
mod verify;
