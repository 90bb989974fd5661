//! What reading and keeping promise, against the real file system and against one that fails.

mod article;
mod lock;
mod place;
mod power_cut;
mod replace;
mod trial;
