//! The `crossread` program: everything is in the library.

use std::process::ExitCode;

fn main() -> ExitCode {
    crossread::cli::run()
}
