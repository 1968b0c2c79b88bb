//! Arguments and subcommands.

mod arguments;
mod ask;
mod check;
mod csv;
mod doctor;
pub mod export;
mod keys;
mod log;
mod markdown;
mod output;
mod page;
mod report;
mod settings;

use std::io::{IsTerminal, Read};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;

use clap::{CommandFactory, Parser};
use color_eyre::eyre::{Result, WrapErr};
use terminal_colorsaurus::{QueryOptions, ThemeMode, theme_mode};

use crate::article::Article;
use crate::article::sanitize::line;
use crate::config::theme::ColorMode;
use crate::config::ui::ThemeChoice;
use crate::config::{self, Config, File};
use crate::corpus::{Corpus, load};
use crate::runtime;
use arguments::{Arguments, CheckFormat, Command, Common, ConfigArguments, ExportFormat};
use output::{complain, print};

/// Nothing could be read.
const NOTHING: u8 = 1;
/// Wrong usage, wrong configuration, or an error that nothing can be done about here.
const WRONG: u8 = 2;
/// The folder that is read when none is named.
const DEFAULT_FOLDER: &str = "articles";
/// How long the terminal has time to say whether it is light or dark.
const PATIENCE: Duration = Duration::from_millis(100);
/// The same for a terminal far away: an answer that comes too late would be taken for keys.
const PATIENCE_FAR_AWAY: Duration = Duration::from_secs(1);

/// Runs the program with the process's arguments.
pub fn run() -> ExitCode {
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(error) => {
            // Printing fails when the reader of `crossread --help | head` has gone, which is no error.
            let _ = error.print();
            return if error.use_stderr() {
                ExitCode::from(WRONG)
            } else {
                ExitCode::SUCCESS
            };
        }
    };
    execute(arguments).unwrap_or_else(|error| {
        complain(&output::causes(&error));
        ExitCode::from(WRONG)
    })
}

fn execute(arguments: Arguments) -> Result<ExitCode> {
    let common = arguments.common;
    log::start(common.verbose)?;
    crate::article::contain::keep_quiet();
    match arguments.command {
        None => read(&arguments.paths, arguments.plain, &common),
        Some(Command::Export {
            format: ExportFormat::Json,
            paths,
        }) => export_json(&paths),
        Some(Command::Check { format, paths }) => check::run(&paths, format == CheckFormat::Json),
        Some(Command::Ask(question)) => ask::answer(&question, &common),
        Some(Command::Config(what)) => configuration(&what, &common),
        Some(Command::Keys) => {
            let config = settings::load(&common)?.resolve(settings::terminal());
            done(&keys::table(&config.keys))
        }
        Some(Command::Completions { shell }) => {
            let mut script = Vec::new();
            clap_complete::generate(shell, &mut Arguments::command(), "crossread", &mut script);
            done(&String::from_utf8_lossy(&script))
        }
        Some(Command::Man) => {
            let mut page = Vec::new();
            clap_mangen::Man::new(Arguments::command()).render(&mut page)?;
            done(&String::from_utf8_lossy(&page))
        }
        Some(Command::Doctor) => done(&doctor::report(&common)),
    }
}

fn done(text: &str) -> Result<ExitCode> {
    print(|out| out.write_all(text.as_bytes()))?;
    Ok(ExitCode::SUCCESS)
}

fn configuration(what: &ConfigArguments, common: &Common) -> Result<ExitCode> {
    if what.print {
        return done(config::DEFAULT);
    }
    let path = settings::config_path(common);
    let shown = path.as_ref().map_or_else(
        || "no home folder, no configuration file".to_owned(),
        |path| line(&path.to_string_lossy()),
    );
    if what.path {
        return done(&format!("{shown}\n"));
    }
    settings::load(common)?;
    let there = path.is_some_and(|path| path.exists());
    let verdict = if there {
        "fine"
    } else {
        "not there, which is fine: the default holds"
    };
    done(&format!("{shown}: {verdict}\n"))
}

fn read(paths: &[PathBuf], plain: bool, common: &Common) -> Result<ExitCode> {
    let file = settings::load(common)?;
    let Some(paths) = existing(paths) else {
        return Ok(ExitCode::from(NOTHING));
    };
    let mut terminal = settings::terminal();
    let interactive = !plain
        && std::io::stdout().is_terminal()
        && settings::variable("TERM").is_none_or(|term| term != "dumb");
    if !interactive {
        return print_report(&paths, &file.resolve(terminal));
    }
    terminal.light = is_light(&file, terminal.color);
    color_eyre::install()?;
    // What may be coloured is decided here and by the theme; crossterm's own answer to NO_COLOR resets modifiers too.
    crossterm::style::force_color_output(true);
    runtime::run(runtime::Options {
        stdin: paths
            .contains(&PathBuf::from("-"))
            .then(standard_input)
            .transpose()?,
        paths,
        config: file.resolve(terminal),
    })
}

/// The paths that are there, or the default folder; `None` after a message when there is nothing to read.
fn existing(paths: &[PathBuf]) -> Option<Vec<PathBuf>> {
    if paths.is_empty() {
        let folder = PathBuf::from(DEFAULT_FOLDER);
        if folder.is_dir() {
            return Some(vec![folder]);
        }
        complain(
            "nothing to read: no path was given, and there is no folder `articles` here\n\
             Name files or folders (`crossread reports/`), or `-` for standard input. `crossread --help` says more.",
        );
        return None;
    }
    let is_there = |path: &&PathBuf| path.as_path() == Path::new("-") || path.exists();
    let (there, missing): (Vec<&PathBuf>, Vec<&PathBuf>) = paths.iter().partition(is_there);
    for path in missing {
        complain(&format!(
            "{}: no such file or folder{}",
            path.display(),
            meant(path)
        ));
    }
    (!there.is_empty()).then(|| there.into_iter().cloned().collect())
}

/// The subcommand that may have been meant by a path that is not there.
fn meant(path: &Path) -> String {
    let name = path.to_string_lossy();
    let command = Arguments::command();
    let names = command.get_subcommands().map(clap::Command::get_name);
    config::nearest(&name, names)
        .map(|near| format!("; did you mean the command `{near}`?"))
        .unwrap_or_default()
}

fn is_light(file: &File, color: ColorMode) -> bool {
    let asks = file.ui.theme == Some(ThemeChoice::Auto) && color != ColorMode::None;
    let mut options = QueryOptions::default();
    options.timeout = match settings::variable("SSH_CONNECTION") {
        Some(_) => PATIENCE_FAR_AWAY,
        None => PATIENCE,
    };
    asks && matches!(theme_mode(options), Ok(ThemeMode::Light))
}

/// What comes on standard input, but no more than it takes to see that it is too much: it may have no end.
fn standard_input() -> Result<Vec<u8>> {
    let mut bytes = Vec::new();
    let input = std::io::stdin().lock();
    input
        .take(load::LARGEST + 1)
        .read_to_end(&mut bytes)
        .wrap_err("reading standard input")?;
    Ok(bytes)
}

/// The articles of the paths, `-` being standard input, and a warning for each that could not be read.
fn articles(paths: &[PathBuf]) -> (Vec<Arc<Article>>, Vec<export::Warning>) {
    let (stdin, files): (Vec<PathBuf>, Vec<PathBuf>) = paths
        .iter()
        .cloned()
        .partition(|path| path.as_path() == Path::new("-"));
    let (mut articles, mut errors) = load::load(&files);
    if let Some(path) = stdin.first() {
        match load::read_from(path, std::io::stdin().lock()) {
            Ok(read) => articles.extend(read.into_iter().map(Arc::new)),
            Err(error) => errors.push(error),
        }
    }
    let mut warnings: Vec<export::Warning> = errors.iter().map(export::Warning::new).collect();
    warnings.sort();
    (articles, warnings)
}

fn export_json(paths: &[PathBuf]) -> Result<ExitCode> {
    let (articles, warnings) = articles(paths);
    let status = status(&articles, &warnings);
    let document = export::Document::new(&Corpus::analyzed(articles), warnings);
    print(|out| {
        serde_json::to_writer(&mut *out, &document)?;
        out.write_all(b"\n")
    })?;
    Ok(status)
}

fn print_report(paths: &[PathBuf], config: &Config) -> Result<ExitCode> {
    let (articles, warnings) = articles(paths);
    let status = status(&articles, &warnings);
    let corpus = Corpus::analyzed(articles);
    print(|out| report::write(&corpus, config, width(), out))?;
    Ok(status)
}

/// Tells of what could not be read; the status is wrong only when nothing could.
fn status(articles: &[Arc<Article>], warnings: &[export::Warning]) -> ExitCode {
    for warning in warnings {
        complain(&format!("reading {}: {}", warning.path, warning.message));
    }
    if articles.is_empty() {
        if warnings.is_empty() {
            complain(&format!(
                "nothing to read: the folders hold no articles ({})",
                load::what_is_read()
            ));
        }
        return ExitCode::from(NOTHING);
    }
    ExitCode::SUCCESS
}

/// The columns of a plain report: those of the terminal where there is one, but no longer than one reads with ease.
fn width() -> usize {
    let of_terminal = || {
        let terminal = std::io::stdout().is_terminal();
        let size = terminal.then(crossterm::terminal::size)?.ok()?;
        Some(usize::from(size.0))
    };
    let of_environment = || settings::variable("COLUMNS")?.parse().ok();
    let known = of_terminal().filter(|width| *width > 0);
    let width: usize = known.or_else(of_environment).unwrap_or(80);
    width.clamp(30, 100)
}
