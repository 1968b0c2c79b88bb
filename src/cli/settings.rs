//! The configuration of this run: where it is kept, what the terminal can show, what the command line says.

use std::io::{self, IsTerminal};
use std::path::{Path, PathBuf};

use color_eyre::eyre::{Result, WrapErr};
use etcetera::BaseStrategy;

use super::arguments::Common;
use crate::config::File;
use crate::config::terminal::Terminal;
use crate::config::ui::ColorChoice;

/// The value of an environment variable, if it is set and readable.
pub fn variable(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|value| !value.is_empty())
}

/// The file in which the user's configuration is looked for, if there is a home folder.
pub fn config_path(common: &Common) -> Option<PathBuf> {
    let of_environment = || variable("CROSSREAD_CONFIG_DIR").map(PathBuf::from);
    let of_user = || Some(strategy()?.config_dir().join("crossread"));
    common.config.clone().or_else(|| {
        let folder = of_environment().or_else(of_user)?;
        Some(folder.join("config.toml"))
    })
}

/// The folder for what the program keeps about itself, such as the log.
pub fn state_dir() -> Option<PathBuf> {
    let strategy = strategy()?;
    let folder = strategy.state_dir().unwrap_or_else(|| strategy.data_dir());
    Some(folder.join("crossread"))
}

fn strategy() -> Option<impl BaseStrategy> {
    etcetera::choose_base_strategy().ok()
}

/// The embedded configuration with the user's file and the command line laid over it.
pub fn load(common: &Common) -> Result<File> {
    let file = match config_path(common) {
        Some(path) => read(&path, common.config.is_some())?,
        None => File::default(),
    };
    Ok(File::embedded()
        .overlaid(&file)
        .overlaid(&common.overrides()))
}

/// What the file says; nothing when it is not there and was not asked for by name.
fn read(path: &Path, must_exist: bool) -> Result<File> {
    let text = match std::fs::read_to_string(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound && !must_exist => String::new(),
        text => text.wrap_err_with(|| format!("reading {}", path.display()))?,
    };
    Ok(File::parse(&text, path)?)
}

/// The terminal of this process, as its environment describes it.
pub fn terminal() -> Terminal {
    Terminal::of_environment(variable)
}

/// Whether lines are printed with colours and other styles: on a terminal, or where the user always wants them.
pub fn colored(file: &File) -> bool {
    let smart = || variable("TERM").is_none_or(|term| term != "dumb");
    match file.ui.color {
        Some(ColorChoice::Always) => true,
        _ => io::stdout().is_terminal() && smart(),
    }
}
