//! What the user can set: the embedded default, overlaid by the user's own file.
//!
//! A [`File`] is what one file says; [`File::resolve`] makes the [`Config`] that holds on one terminal.

pub mod action;
pub mod glyphs;
pub mod key;
pub mod keymap;
mod suggest;
pub mod terminal;
pub mod theme;
pub mod ui;

use std::path::{Path, PathBuf};

use serde::Deserialize;

pub use suggest::nearest;

use glyphs::Glyphs;
use keymap::Keymap;
use terminal::Terminal;
use theme::{ColorMode, Theme, ThemeTable, Variant};
use ui::{ThemeChoice, Ui, UiTable};

/// The default configuration as it is embedded: its own reference.
pub const DEFAULT: &str = include_str!("../config.toml");

/// The configuration as it holds on one terminal.
#[derive(Debug, Clone, PartialEq)]
pub struct Config {
    /// `[ui]`.
    pub ui: Ui,
    /// `[keys.*]`: which keys do what, and where.
    pub keys: Keymap,
    /// `[theme]`: how everything looks.
    pub theme: Theme,
    /// The signs that are drawn.
    pub glyphs: &'static Glyphs,
    /// How many colours are shown; with none, what a colour alone would say must be written.
    pub color: ColorMode,
}

impl Config {
    /// The embedded default on a dark terminal that can show everything.
    pub fn embedded() -> Self {
        File::embedded().resolve(Terminal::default())
    }
}

/// What one configuration file says, or several laid over each other.
#[derive(Debug, Clone, PartialEq, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct File {
    /// `[ui]`.
    pub ui: UiTable,
    /// `[keys.*]`.
    pub keys: Keymap,
    /// `[theme]`.
    pub theme: ThemeTable,
}

/// Something in a configuration file that is not right.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{}", self.report())]
pub struct ConfigError {
    /// The file.
    pub path: PathBuf,
    /// What is not right.
    message: String,
    /// Where: line and column from 1, how many columns, and the line itself.
    place: Option<Place>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Place {
    line: usize,
    column: usize,
    columns: usize,
    text: String,
}

impl File {
    /// The embedded default.
    pub fn embedded() -> Self {
        toml::from_str(DEFAULT).expect("the embedded configuration is tested")
    }

    /// Reads what the file at `path` says, by itself.
    pub fn parse(text: &str, path: &Path) -> Result<Self, ConfigError> {
        toml::from_str(text).map_err(|error| ConfigError {
            path: path.to_owned(),
            message: suggest::improve(error.message()),
            place: error.span().and_then(|span| Place::find(text, &span)),
        })
    }

    /// This file with another laid over it.
    #[must_use]
    pub fn overlaid(self, over: &Self) -> Self {
        Self {
            ui: self.ui.overlaid(&over.ui),
            keys: self.keys.overlaid(&over.keys),
            theme: self.theme.overlaid(&over.theme),
        }
    }

    /// The configuration on one terminal. What the file leaves open is as in the embedded default.
    pub fn resolve(&self, terminal: Terminal) -> Config {
        let ui = self.ui.complete().or_else(|| {
            let embedded = Self::embedded().ui;
            embedded.overlaid(&self.ui).complete()
        });
        let ui = ui.expect("the embedded configuration sets everything");
        let terminal = terminal.chosen(ui.color, ui.glyphs);
        let variant = match ui.theme {
            ThemeChoice::Auto if terminal.light => Variant::Light,
            ThemeChoice::Auto | ThemeChoice::Dark => Variant::Dark,
            ThemeChoice::Light => Variant::Light,
            ThemeChoice::Mono => Variant::Mono,
        };
        let color = match variant {
            Variant::Mono => ColorMode::None,
            Variant::Dark | Variant::Light => terminal.color,
        };
        let mut keys = self.keys.clone();
        keys.set_ascii(!terminal.unicode);
        Config {
            ui,
            keys,
            theme: self.theme.theme(variant, color),
            glyphs: Glyphs::of(terminal.unicode),
            color,
        }
    }
}

impl Place {
    fn find(text: &str, span: &std::ops::Range<usize>) -> Option<Self> {
        let before = text.get(..span.start)?;
        let (above, line_start) = match before.rsplit_once('\n') {
            Some((above, rest)) => (above.matches('\n').count() + 1, rest),
            None => (0, before),
        };
        let line = text.lines().nth(above).unwrap_or_default();
        let marked = text.get(span.clone()).unwrap_or_default();
        let marked = marked.lines().next().unwrap_or_default();
        Some(Self {
            line: above + 1,
            column: line_start.chars().count() + 1,
            columns: marked.chars().count().max(1),
            // A tab would move the marks below away from their place.
            text: crate::article::sanitize::text(&line.replace('\t', " ")),
        })
    }
}

impl ConfigError {
    fn report(&self) -> String {
        let path = self.path.display();
        let Some(place) = &self.place else {
            return format!("{path}: {}", self.message);
        };
        let number = place.line.to_string();
        let margin = " ".repeat(number.len());
        let indent = " ".repeat(place.column - 1);
        let marks = "^".repeat(place.columns);
        format!(
            "{path}: line {}, column {}: {}\n{margin} |\n{number} | {}\n{margin} | {indent}{marks}",
            place.line, place.column, self.message, place.text
        )
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::action::Action;
    use super::keymap::Context;
    use super::*;

    fn error(text: &str) -> String {
        let error = File::parse(text, Path::new("config.toml")).expect_err(text);
        error.to_string()
    }

    #[test]
    fn every_action_is_bound_somewhere() {
        let config = Config::embedded();
        for action in Action::ALL {
            let bound = Context::ALL
                .iter()
                .any(|context| !config.keys.keys_of(*action, *context).is_empty());
            assert!(bound, "{} has no key", action.name());
        }
    }

    #[test]
    fn what_a_context_has_from_all_does_not_clash_with_its_own() {
        let config = Config::embedded();
        for context in Context::ALL {
            let bindings = config.keys.bindings(*context);
            for (index, one) in bindings.iter().enumerate() {
                for other in &bindings[index + 1..] {
                    assert!(
                        !one.keys.starts_with(&other.keys) && !other.keys.starts_with(&one.keys),
                        "{} and {} in {}",
                        key::print(&one.keys),
                        key::print(&other.keys),
                        context.name()
                    );
                }
            }
        }
    }

    #[test]
    fn the_default_says_something_of_every_setting() {
        assert!(File::embedded().ui.complete().is_some());
    }

    #[test]
    fn an_error_shows_the_line_and_what_may_have_been_meant() {
        assert_eq!(
            error("[keys.all]\nx = \"qiut\"\n"),
            "config.toml: line 2, column 5: unknown action `qiut`, did you mean `quit`?\n  |\n\
             2 | x = \"qiut\"\n  |     ^^^^^^"
        );
    }

    #[test]
    fn every_kind_of_slip_gets_a_suggestion_at_its_place() {
        for (text, expected) in [
            (
                "[iu]\n",
                "line 1, column 2: unknown key `iu`, did you mean `ui`?",
            ),
            (
                "[ui]\nmeasur = 60\n",
                "line 2, column 1: unknown key `measur`, did you mean `measure`?",
            ),
            (
                "[ui]\ntheme = 'drak'\n",
                "line 2, column 9: unknown value `drak`, did you mean `dark`?",
            ),
            (
                "[ui]\nmeasure = 6\n",
                "line 2, column 11: 6 is not between 20 and 200",
            ),
            (
                "[keys.raed]\n",
                "line 1, column 7: unknown context `raed`, did you mean `read`?",
            ),
            (
                "[keys.all]\nspcae = 'quit'\n",
                "line 2, column 1: unknown key `spcae`, did you mean `space`?",
            ),
            (
                "[theme]\nqoute = {}\n",
                "line 2, column 1: unknown role `qoute`, did you mean `quote`?",
            ),
            (
                "[theme]\nquote = { fgg = 'red' }\n",
                "line 2, column 11: unknown key `fgg`, did you mean `fg`?",
            ),
            (
                "[theme.mono]\nqoute = {}\n",
                "line 2, column 1: unknown role `qoute`, did you mean `quote`?",
            ),
        ] {
            let message = error(text);
            let (first, _) = message.split_once('\n').expect("the line follows");
            assert_eq!(first, format!("config.toml: {expected}"));
        }
    }

    #[test]
    fn an_empty_file_changes_nothing() {
        let empty = File::parse("", Path::new("config.toml")).expect("nothing is fine");
        assert_eq!(
            File::embedded()
                .overlaid(&empty)
                .resolve(Terminal::default()),
            Config::embedded()
        );
    }

    #[test]
    fn laying_a_file_over_twice_changes_nothing_more() {
        let user = "[ui]\nmeasure = 50\n[keys.all]\ng = 'top'\nx = 'none'\n'y' = 'none'\n'y z' = 'copy_text'\n[keys.read]\n'] ]' = 'none'\n[theme]\nquote = { fg = 'red' }\n[theme.light]\nquote = { bg = 'cyan' }\n";
        let user = File::parse(user, Path::new("config.toml")).expect("valid");
        let once = File::embedded().overlaid(&user);
        assert_eq!(once.clone().overlaid(&user), once);
        assert_ne!(once, File::embedded());
    }

    #[test]
    fn no_colour_means_the_mono_variant() {
        let terminal = Terminal {
            color: ColorMode::None,
            ..Terminal::default()
        };
        let mono = File::embedded().resolve(terminal);
        assert_eq!(mono.color, ColorMode::None);
        let chosen = File {
            ui: UiTable {
                theme: Some(ThemeChoice::Mono),
                ..UiTable::default()
            },
            ..File::default()
        };
        let chosen = File::embedded()
            .overlaid(&chosen)
            .resolve(Terminal::default());
        assert_eq!(chosen.theme, mono.theme);
    }

    #[test]
    fn the_marks_stand_below_the_slip_behind_tabs_and_wide_letters() {
        assert_eq!(
            error("[keys.all]\n\t'é' = 'qiut'"),
            "config.toml: line 2, column 8: unknown action `qiut`, did you mean `quit`?\n  |\n\
             2 |  'é' = 'qiut'\n  |        ^^^^^^"
        );
    }

    /// A file made of pieces of the default and of anything else.
    fn any_file() -> impl Strategy<Value = String> {
        let pieces: Vec<&str> = DEFAULT.lines().collect();
        let line = prop_oneof![
            prop::sample::select(pieces).prop_map(str::to_owned),
            ".{0,20}"
        ];
        prop::collection::vec(line, 0..12).prop_map(|lines| lines.join("\n"))
    }

    proptest! {
        #[test]
        fn reading_a_file_never_panics_and_an_error_names_it(text in any_file()) {
            match File::parse(&text, Path::new("config.toml")) {
                Ok(file) => {
                    let _ = File::embedded().overlaid(&file).resolve(Terminal::default());
                }
                Err(error) => prop_assert!(error.to_string().starts_with("config.toml: ")),
            }
        }
    }
}
