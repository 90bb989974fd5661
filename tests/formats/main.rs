//! The file formats: what is written is read again, and what is damaged is refused in words.

mod common;
mod damaged;
mod golden;
mod reading;
mod schema;
mod table;
