//! The program: everything is in the library.

use std::process::ExitCode;

fn main() -> ExitCode {
    ascribe::cli::run(std::env::args_os())
}
