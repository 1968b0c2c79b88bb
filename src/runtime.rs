//! runtime

use std::path::PathBuf;
use std::process::ExitCode;

use crate::config::Config;

/// What the reader is started with.
#[derive(Debug)]
pub struct Options {
    /// The files and folders to read.
    pub paths: Vec<PathBuf>,
    /// What came on standard input, where `-` is among the paths.
    pub stdin: Option<Vec<u8>>,
    /// The configuration on this terminal.
    pub config: Config,
}

/// Runs the reader until the user quits.
pub fn run(options: Options) -> color_eyre::Result<ExitCode> {
    let _ = options;
    Ok(ExitCode::SUCCESS)
}
