//! What reading and keeping promise, against the real file system and against one that fails.

mod article;
