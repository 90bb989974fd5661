//! Fuzzes `bodies::json`.

#![no_main]

#[allow(dead_code, reason = "every target uses one of them")]
#[path = "../bodies.rs"]
mod bodies;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| bodies::json(bytes));
