//! The log: a file, and only for those who ask for it. Never the text of articles.

use std::fs::{self, File, OpenOptions};
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use color_eyre::eyre::{Result, WrapErr};
use tracing_subscriber::EnvFilter;
use tracing_subscriber::fmt::format::FmtSpan;

use super::settings;

/// A log that is longer is put aside when the next run begins.
const LONGEST: u64 = 5_000_000;

/// Where the log is kept.
pub fn path() -> Option<PathBuf> {
    Some(settings::state_dir()?.join("log"))
}

/// Begins to log if `CROSSREAD_LOG` or `-v` asks for it.
pub fn start(verbose: u8) -> Result<()> {
    let of_option = match verbose {
        0 => None,
        1 => Some("crossread=info".to_owned()),
        _ => Some("crossread=debug".to_owned()),
    };
    let wanted = settings::variable("CROSSREAD_LOG").or(of_option);
    let (Some(wanted), Some(path)) = (wanted, path()) else {
        return Ok(());
    };
    let filter = EnvFilter::try_new(&wanted)
        .wrap_err_with(|| format!("reading CROSSREAD_LOG={wanted}: try CROSSREAD_LOG=info"))?;
    let file = open(&path).wrap_err_with(|| format!("opening the log {}", path.display()))?;
    // A subscriber that is there already, as in tests, goes on.
    let _ = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_ansi(false)
        // The end of a span tells how long it took.
        .with_span_events(FmtSpan::CLOSE)
        .with_writer(Mutex::new(file))
        .try_init();
    tracing::info!(version = env!("CARGO_PKG_VERSION"), "started");
    Ok(())
}

fn open(path: &Path) -> std::io::Result<File> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    if fs::metadata(path).is_ok_and(|file| file.len() > LONGEST) {
        fs::rename(path, path.with_extension("old"))?;
    }
    OpenOptions::new().create(true).append(true).open(path)
}
