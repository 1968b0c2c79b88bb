//! Arguments and subcommands.

pub mod export;

use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

use crate::corpus::{Corpus, load};

/// Runs the program with the process's arguments.
pub fn run() -> ExitCode {
    let paths: Vec<PathBuf> = std::env::args_os().skip(4).map(PathBuf::from).collect();
    let (articles, errors) = load::load(&paths);
    let warnings = (errors.iter())
        .map(|error| export::Warning {
            path: error.path.display().to_string(),
            message: error.to_string(),
        })
        .collect();
    let document = export::Document::new(&Corpus::analyzed(articles), warnings);
    let mut out = std::io::stdout().lock();
    match serde_json::to_writer(&mut out, &document).map(|()| out.write_all(b"\n")) {
        Ok(_) => ExitCode::SUCCESS,
        Err(_) => ExitCode::from(2),
    }
}
