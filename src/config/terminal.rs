//! What is known about the terminal, from its environment; pure, so that every case can be tried.

use super::theme::ColorMode;
use super::ui::{ColorChoice, GlyphChoice};

/// What a terminal can show.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Terminal {
    /// How many colours it shows.
    pub color: ColorMode,
    /// Whether it shows Unicode.
    pub unicode: bool,
    /// Whether its ground is light.
    pub light: bool,
}

impl Default for Terminal {
    fn default() -> Self {
        Self {
            color: ColorMode::Full,
            unicode: true,
            light: false,
        }
    }
}

impl Terminal {
    /// The terminal of an environment, whose variables `variable` gives. The ground is taken to be dark.
    pub fn of_environment(variable: impl Fn(&str) -> Option<String>) -> Self {
        // A variable that is set to nothing counts as not set.
        let variable = |name: &str| variable(name).filter(|value| !value.is_empty());
        let term = variable("TERM").unwrap_or_default();
        let many = |value: &String| ["truecolor", "24bit"].contains(&value.as_str());
        let color = if variable("NO_COLOR").is_some() || term == "dumb" {
            ColorMode::None
        } else if term == "linux" {
            ColorMode::Sixteen
        } else if variable("COLORTERM").as_ref().is_some_and(many) || is_rich(&term) {
            ColorMode::Full
        } else {
            ColorMode::Sixteen
        };
        let locale = ["LC_ALL", "LC_CTYPE", "LANG"]
            .into_iter()
            .find_map(variable);
        let utf8 = locale.is_some_and(|locale| {
            let locale = locale.to_lowercase();
            locale.contains("utf-8") || locale.contains("utf8")
        });
        Self {
            color,
            unicode: utf8 && !["linux", "dumb"].contains(&term.as_str()),
            light: false,
        }
    }

    /// The same terminal as the user wants it to be used.
    #[must_use]
    pub fn chosen(self, color: ColorChoice, glyphs: GlyphChoice) -> Self {
        Self {
            color: match color {
                ColorChoice::Auto => self.color,
                ColorChoice::Always => self.color.max(ColorMode::Sixteen),
                ColorChoice::Never => ColorMode::None,
            },
            unicode: match glyphs {
                GlyphChoice::Auto => self.unicode,
                GlyphChoice::Unicode => true,
                GlyphChoice::Ascii => false,
            },
            light: self.light,
        }
    }
}

fn is_rich(term: &str) -> bool {
    term.contains("256color") || term.contains("direct") || term.contains("kitty")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn terminal(variables: &[(&str, &str)]) -> Terminal {
        Terminal::of_environment(|name| {
            let found = variables.iter().find(|(known, _)| *known == name);
            found.map(|(_, value)| (*value).to_owned())
        })
    }

    #[test]
    fn no_color_counts_only_when_it_is_not_empty() {
        let term = ("TERM", "xterm-256color");
        assert_eq!(terminal(&[term]).color, ColorMode::Full);
        assert_eq!(terminal(&[term, ("NO_COLOR", "")]).color, ColorMode::Full);
        assert_eq!(terminal(&[term, ("NO_COLOR", "1")]).color, ColorMode::None);
    }

    #[test]
    fn the_linux_console_gets_sixteen_colours_and_ascii() {
        let console = terminal(&[("TERM", "linux"), ("LANG", "de_DE.UTF-8")]);
        assert_eq!(console.color, ColorMode::Sixteen);
        assert!(!console.unicode);
    }

    #[test]
    fn a_dumb_terminal_gets_neither_colours_nor_signs() {
        let dumb = terminal(&[("TERM", "dumb"), ("LANG", "C.UTF-8")]);
        assert_eq!((dumb.color, dumb.unicode), (ColorMode::None, false));
    }

    #[test]
    fn the_first_locale_variable_that_is_set_decides() {
        assert!(terminal(&[("LANG", "en_US.UTF-8")]).unicode);
        assert!(!terminal(&[("LANG", "en_US.UTF-8"), ("LC_ALL", "C")]).unicode);
        assert!(terminal(&[("LANG", "C"), ("LC_CTYPE", "C.utf8"), ("LC_ALL", "")]).unicode);
        assert!(!terminal(&[]).unicode);
    }

    #[test]
    fn what_the_user_chooses_wins() {
        let dumb = terminal(&[("TERM", "dumb")]);
        let chosen = dumb.chosen(ColorChoice::Always, GlyphChoice::Unicode);
        assert_eq!((chosen.color, chosen.unicode), (ColorMode::Sixteen, true));
        let rich = Terminal::default().chosen(ColorChoice::Never, GlyphChoice::Ascii);
        assert_eq!((rich.color, rich.unicode), (ColorMode::None, false));
    }
}
