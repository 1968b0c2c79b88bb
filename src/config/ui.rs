//! `[ui]`: settings that are neither keys nor colours.

use clap::ValueEnum;
use serde::Deserialize;

/// Makes [`Ui`] and what one file says of it from rows `/// What it is.` `field: Type`.
macro_rules! settings {
    ($($(#[doc = $help:literal])+ $field:ident: $kind:ty,)+) => {
        /// The settings of `[ui]`.
        #[derive(Debug, Clone, PartialEq, Eq)]
        pub struct Ui {
            $($(#[doc = $help])+ pub $field: $kind,)+
        }

        /// What one file, or the command line, says of the settings of `[ui]`.
        #[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
        #[serde(default, deny_unknown_fields)]
        pub struct UiTable {
            $($(#[doc = $help])+ pub $field: Option<$kind>,)+
        }

        impl UiTable {
            /// This table with another laid over it.
            #[must_use]
            pub fn overlaid(self, over: &Self) -> Self {
                Self { $($field: over.$field.clone().or(self.$field),)+ }
            }

            /// The settings, if the table says something of each.
            pub fn complete(&self) -> Option<Ui> {
                Some(Ui { $($field: self.$field.clone()?,)+ })
            }
        }
    };
}

settings! {
    /// Which variant of the theme is shown.
    theme: ThemeChoice,
    /// Whether colours are shown.
    color: ColorChoice,
    /// Which signs are drawn.
    glyphs: GlyphChoice,
    /// The longest line of text, in columns.
    measure: Measure,
    /// Whether the mouse selects, scrolls and opens.
    mouse: bool,
    /// How the articles are grouped at the start.
    group: Grouping,
    /// What is highlighted in the text at the start.
    highlight: Highlight,
    /// Whether a line at the bottom shows the keys that matter.
    hints: bool,
    /// Whether links that are not sure are shown too.
    weak_links: bool,
}

/// Which variant of the theme is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, ValueEnum)]
#[serde(rename_all = "snake_case")]
pub enum ThemeChoice {
    /// Light or dark, as the terminal says.
    Auto,
    /// Light letters on a dark ground.
    Dark,
    /// Dark letters on a light ground.
    Light,
    /// No colours.
    Mono,
}

/// Whether colours are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, ValueEnum)]
#[serde(rename_all = "snake_case")]
pub enum ColorChoice {
    /// Unless `NO_COLOR` is set or the terminal has none.
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

/// Which signs are drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum GlyphChoice {
    /// Unicode where the locale is UTF-8 and the terminal is not the Linux console.
    Auto,
    /// Always Unicode.
    Unicode,
    /// Always ASCII.
    Ascii,
}

/// How the articles are grouped.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Grouping {
    /// By what they report.
    Story,
    /// By who published them.
    Outlet,
    /// By day.
    Date,
}

impl Grouping {
    /// All groupings, in the order in which the key goes through them.
    pub const ALL: &[Self] = &[Self::Story, Self::Outlet, Self::Date];

    /// The name, as in `config.toml`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Story => "story",
            Self::Outlet => "outlet",
            Self::Date => "date",
        }
    }

    /// The grouping that the key goes on to.
    #[must_use]
    pub fn next(self) -> Self {
        match self {
            Self::Story => Self::Outlet,
            Self::Outlet => Self::Date,
            Self::Date => Self::Story,
        }
    }
}

/// What is highlighted in the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Highlight {
    /// Nothing.
    Off,
    /// What other articles have too.
    Shared,
    /// Every name, quote and claim.
    All,
}

impl Highlight {
    /// All levels, in the order in which the key goes through them.
    pub const ALL: &[Self] = &[Self::Off, Self::Shared, Self::All];

    /// The name, as in `config.toml`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Off => "off",
            Self::Shared => "shared",
            Self::All => "all",
        }
    }

    /// The level that the key goes on to.
    #[must_use]
    pub fn next(self) -> Self {
        match self {
            Self::Off => Self::Shared,
            Self::Shared => Self::All,
            Self::All => Self::Off,
        }
    }
}

/// The longest line of text, in columns: 20 to 200.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Measure(u16);

impl Measure {
    const LEAST: u16 = 20;
    const MOST: u16 = 200;

    /// The measure nearest to so many columns.
    pub fn new(columns: u16) -> Self {
        Self(columns.clamp(Self::LEAST, Self::MOST))
    }

    /// The columns.
    pub fn columns(self) -> u16 {
        self.0
    }

    /// The measure some columns further.
    #[must_use]
    pub fn wider(self, columns: i16) -> Self {
        Self::new(self.0.saturating_add_signed(columns))
    }
}

impl<'de> Deserialize<'de> for Measure {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let columns = i64::deserialize(deserializer)?;
        u16::try_from(columns)
            .ok()
            .filter(|columns| (Self::LEAST..=Self::MOST).contains(columns))
            .map(Self)
            .ok_or_else(|| {
                let message = format!(
                    "{columns} is not between {} and {}",
                    Self::LEAST,
                    Self::MOST
                );
                serde::de::Error::custom(message)
            })
    }
}
