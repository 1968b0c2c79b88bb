//! `crossread doctor`: what is known about the terminal, and where files are kept.

use std::io::IsTerminal;
use std::path::Path;

use super::arguments::Common;
use super::{log, settings};
use crate::article::sanitize;
use crate::config::Config;
use crate::config::theme::ColorMode;
use crate::runtime;

/// The report, one fact on a line.
pub fn report(common: &Common) -> String {
    let mut lines = vec![format!("crossread {}", env!("CARGO_PKG_VERSION"))];
    lines.push("\nTerminal".to_owned());
    lines.extend(environment());
    let file = settings::load(common);
    if let Ok(file) = &file {
        lines.extend(shown(&file.resolve(settings::terminal())));
    }
    lines.push("\nFiles".to_owned());
    let config = settings::config_path(common);
    let state = match &file {
        Err(error) => format!("\n    {error}"),
        Ok(_) => String::new(),
    };
    lines.push(place("configuration", config.as_deref()) + &state);
    lines.push(place("what you make", runtime::data_dir().as_deref()));
    lines.push(place("log", log::path().as_deref()));
    lines.push("\nPrograms".to_owned());
    lines.push(program("editor", &["VISUAL", "EDITOR"], "vi"));
    lines.push(program("browser", &["BROWSER"], "the desktop's"));
    lines.push(String::new());
    sanitize::text(&lines.join("\n"))
}

fn environment() -> Vec<String> {
    let terminal = |is: bool| if is { "a terminal" } else { "not a terminal" };
    let set = |name| {
        let value = settings::variable(name).unwrap_or_else(|| "(not set)".to_owned());
        fact(name, &value)
    };
    let mut lines = vec![
        fact("input", terminal(std::io::stdin().is_terminal())),
        fact("output", terminal(std::io::stdout().is_terminal())),
        fact(
            "size",
            &crossterm::terminal::size().map_or_else(
                |_| "unknown".to_owned(),
                |(width, height)| format!("{width} columns, {height} rows"),
            ),
        ),
    ];
    lines.extend(
        [
            "TERM",
            "COLORTERM",
            "NO_COLOR",
            "LC_ALL",
            "LC_CTYPE",
            "LANG",
        ]
        .map(set),
    );
    lines
}

fn shown(config: &Config) -> [String; 3] {
    let colors = match config.color {
        ColorMode::None => "none",
        ColorMode::Sixteen => "the 16 of the terminal",
        ColorMode::Full => "all",
    };
    let glyphs = config.glyphs;
    let signs = if glyphs.ascii { "ASCII" } else { "Unicode" };
    let sample = [
        glyphs.unread,
        glyphs.read,
        glyphs.only_here,
        glyphs.differs,
        glyphs.dot,
        glyphs.bar,
        glyphs.full,
        glyphs.empty,
    ];
    [
        fact("colours", colors),
        fact("signs", signs),
        fact(
            "sample",
            &format!("|{}| (8 columns between the lines)", sample.concat()),
        ),
    ]
}

fn place(what: &str, path: Option<&Path>) -> String {
    let Some(path) = path else {
        return fact(what, "nowhere: there is no home folder");
    };
    let there = if path.exists() { "" } else { " (not there)" };
    fact(what, &format!("{}{there}", path.display()))
}

fn program(what: &str, variables: &[&str], otherwise: &str) -> String {
    let found = variables
        .iter()
        .find_map(|name| Some(format!("{} ({name})", settings::variable(name)?)));
    fact(what, &found.unwrap_or_else(|| otherwise.to_owned()))
}

fn fact(what: &str, is: &str) -> String {
    format!("  {what:<14} {is}")
}
