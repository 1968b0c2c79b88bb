//! What can be said on the command line; `--help`, the manual and the completions are made from it.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;

use super::ask::Question;
use crate::config::File;
use crate::config::ui::{ColorChoice, GlyphChoice, ThemeChoice, UiTable};

const USAGE: &str = "crossread [OPTIONS] [PATH]...\n       crossread [OPTIONS] <COMMAND>";

const EXAMPLES: &str = "\
Examples:
  crossread                       read the folder `articles`
  crossread reports/ extra.md     read a folder and a file
  curl … | crossread -            read standard input
  crossread reports/ | less       a report without colours or keys
  crossread export --format json reports/ > links.json

Environment:
  CROSSREAD_CONFIG_DIR   the folder of config.toml
  CROSSREAD_LOG          what to log, such as `info` or `crossread=debug`
  NO_COLOR               if it is not empty, no colours
  VISUAL, EDITOR         the editor
  BROWSER                the browser

Exit status:
  0    all went well
  1    nothing could be read
  2    wrong usage or configuration
  130  interrupted";

/// Read several reports of the same story side by side: what one says, the others repeat, add or contradict.
///
/// Shows the articles on the left, the text in the middle, and on the right what the other articles say about
/// the sentence under the cursor. Where standard output is not a terminal, prints a plain report instead.
#[derive(Debug, Parser)]
#[command(name = "crossread", version, after_help = EXAMPLES, override_usage = USAGE)]
pub struct Arguments {
    /// Files and folders to read, `-` for standard input; without any, the folder `articles`.
    #[arg(value_name = "PATH")]
    pub paths: Vec<PathBuf>,

    /// Print a report in one column, without colours or keys, and end.
    #[arg(long)]
    pub plain: bool,

    /// What holds for the reader and all subcommands.
    #[command(flatten)]
    pub common: Common,

    /// What to do instead of reading.
    #[command(subcommand)]
    pub command: Option<Command>,
}

/// Options of the reader and of all subcommands.
#[derive(Debug, Args)]
#[command(next_help_heading = "Options for all commands")]
pub struct Common {
    /// Read this configuration instead of the usual one.
    #[arg(long, value_name = "FILE", global = true)]
    pub config: Option<PathBuf>,

    /// Whether to show colours.
    #[arg(long, value_name = "WHEN", global = true)]
    pub color: Option<ColorChoice>,

    /// Draw with ASCII signs alone.
    #[arg(long, global = true)]
    pub ascii: bool,

    /// Which variant of the theme to show.
    #[arg(long, value_name = "VARIANT", global = true)]
    pub theme: Option<ThemeChoice>,

    /// Log to the log file; twice: in detail.
    #[arg(short, long, action = clap::ArgAction::Count, global = true)]
    pub verbose: u8,
}

impl Common {
    /// The options as a configuration that can be laid over others.
    pub fn overrides(&self) -> File {
        File {
            ui: UiTable {
                theme: self.theme,
                color: self.color,
                glyphs: self.ascii.then_some(GlyphChoice::Ascii),
                ..UiTable::default()
            },
            ..File::default()
        }
    }
}

/// The subcommands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Print what was found in the articles, and what joins them.
    Export {
        /// The form of the document.
        #[arg(long, value_name = "FORMAT", default_value = "json")]
        format: ExportFormat,

        /// Files and folders to read, `-` for standard input.
        #[arg(value_name = "PATH", required = true)]
        paths: Vec<PathBuf>,
    },
    /// Say what is read, as what, and what is skipped and why; fails when there is anything odd.
    Check {
        /// The form of the answer.
        #[arg(long, value_name = "FORMAT", default_value = "text")]
        format: CheckFormat,

        /// Files and folders to look at, `-` for standard input.
        #[arg(value_name = "PATH", required = true)]
        paths: Vec<PathBuf>,
    },
    #[command(flatten)]
    Ask(Question),
    /// Print, check or find the configuration.
    Config(ConfigArguments),
    /// Print all keys and actions as Markdown.
    Keys,
    /// Print the completions for a shell.
    Completions {
        /// The shell.
        shell: Shell,
    },
    /// Print the manual page.
    Man,
    /// Say what is known about the terminal and where files are kept.
    Doctor,
}

/// The forms in which articles are exported.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ExportFormat {
    /// One JSON document.
    Json,
}

/// The forms in which it is said what is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum CheckFormat {
    /// Lines for people.
    Text,
    /// One JSON document.
    Json,
}

/// What to do with the configuration.
#[derive(Debug, Args)]
#[group(required = true, multiple = false)]
pub struct ConfigArguments {
    /// Print the default configuration: the reference of all that can be set.
    #[arg(long)]
    pub print: bool,

    /// Say whether the configuration is right.
    #[arg(long)]
    pub check: bool,

    /// Print where the configuration is looked for.
    #[arg(long)]
    pub path: bool,
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    #[test]
    fn the_definition_of_the_arguments_is_sound() {
        Arguments::command().debug_assert();
    }

    #[test]
    fn options_for_all_may_stand_before_or_behind_a_subcommand() {
        for line in [
            "crossread --ascii --config x.toml config --check",
            "crossread config --check --ascii --config x.toml",
        ] {
            let arguments = Arguments::try_parse_from(line.split(' ')).expect(line);
            assert!(arguments.common.ascii);
            assert_eq!(arguments.common.config, Some(PathBuf::from("x.toml")));
        }
    }

    #[test]
    fn a_dash_is_a_path() {
        let arguments = Arguments::try_parse_from(["crossread", "a", "-"]).expect("paths");
        assert_eq!(arguments.paths, [PathBuf::from("a"), PathBuf::from("-")]);
    }
}
