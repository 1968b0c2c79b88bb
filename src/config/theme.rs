//! What the parts of the screen look like: roles → styles. The only place that knows a colour.

mod ansi;
mod paint;

use std::collections::BTreeMap;
use std::fmt;

use ratatui::style::{Modifier, Style};
use serde::de::{Deserialize, Deserializer, Error, MapAccess, Visitor};

use super::suggest::unknown;
use paint::{Modifiers, Paint};

/// Makes [`Role`] from rows `/// What it is.` `Variant "name_in_config"`.
macro_rules! roles {
    ($($(#[doc = $help:literal])+ $variant:ident $name:literal)+) => {
        /// What a part of the screen is, from which follows how it looks.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Role {
            $($(#[doc = $help])+ $variant,)+
        }

        impl Role {
            /// All roles.
            pub const ALL: &[Self] = &[$(Self::$variant,)+];

            /// The name in `config.toml`.
            pub fn name(self) -> &'static str {
                match self { $(Self::$variant => $name,)+ }
            }
        }
    };
}

roles! {
    /// Running text.
    Text "text"
    /// What matters less: dates, counts, reasons.
    Dim "dim"
    /// The title of an article.
    Title "title"
    /// A heading inside an article, or of a group of rows.
    Heading "heading"
    /// The name of an outlet.
    Outlet "outlet"
    /// An article that has not been read.
    Unread "unread"
    /// The lines between panes, and the titles of panes without focus.
    Border "border"
    /// The title and the line of the pane that has the focus.
    Focus "focus"
    /// The row under the cursor in the pane that has the focus.
    Selection "selection"
    /// The row under the cursor in a pane without focus.
    SelectionUnfocused "selection_unfocused"
    /// The current sentence.
    Cursor "cursor"
    /// The bar beside the current sentence.
    CursorBar "cursor_bar"
    /// A quote that others have too.
    Quote "quote"
    /// A claim that others make too.
    Claim "claim"
    /// Words that contradict another article.
    Contradiction "contradiction"
    /// The sign of what no other article has.
    OnlyHere "only_here"
    /// What was read already, here or in another article.
    Known "known"
    /// The sign of a sentence that was not read elsewhere.
    New "new"
    /// The name of a human being.
    Person "person"
    /// The name of an organization.
    Organization "organization"
    /// The name of a place.
    Place "place"
    /// Any other name.
    Other "other"
    /// All uses of the name that is selected.
    SelectedName "selected_name"
    /// The characters of a row that match what was typed.
    Match "match"
    /// A hit of the search in the text.
    Hit "hit"
    /// Words that only the other wording has.
    Added "added"
    /// Words that the other wording lacks.
    Removed "removed"
    /// The line at the bottom that says where one is.
    Status "status"
    /// A message that asks for attention.
    Warning "warning"
    /// A key in hints, menus and the help.
    HintKey "hint_key"
    /// What a key does, in hints, menus and the help.
    Hint "hint"
}

impl Role {
    /// The role of that name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|role| role.name() == name)
    }
}

/// How many colours are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum ColorMode {
    /// None: every colour is the terminal's own.
    None,
    /// The 16 of the terminal's palette; other colours become the nearest of them.
    #[default]
    Sixteen,
    /// All.
    Full,
}

/// The differences for one kind of terminal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Variant {
    /// Light letters on a dark ground.
    Dark,
    /// Dark letters on a light ground.
    Light,
    /// No colours.
    Mono,
}

impl Variant {
    const ALL: &[Self] = &[Self::Dark, Self::Light, Self::Mono];

    fn name(self) -> &'static str {
        match self {
            Self::Dark => "dark",
            Self::Light => "light",
            Self::Mono => "mono",
        }
    }
}

/// A style for every role, ready to draw with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Theme {
    styles: Vec<Style>,
}

impl Theme {
    /// How `role` looks.
    pub fn style(&self, role: Role) -> Style {
        self.styles.get(role as usize).copied().unwrap_or_default()
    }

    /// `words` between the sequences that make a terminal show them as `role`; as they are where it has no style.
    pub fn painted(&self, role: Role, words: &str) -> String {
        let escape = ansi::escape(self.style(role));
        if escape.is_empty() || words.is_empty() {
            return words.to_owned();
        }
        format!("{escape}{words}{}", ansi::RESET)
    }
}

/// What one file says of one role.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Look {
    fg: Option<Paint>,
    bg: Option<Paint>,
    modifiers: Option<Modifiers>,
}

impl Look {
    fn patched(self, over: Self) -> Self {
        Self {
            fg: over.fg.or(self.fg),
            bg: over.bg.or(self.bg),
            modifiers: over.modifiers.or(self.modifiers),
        }
    }

    fn style(self, mode: ColorMode) -> Style {
        let mut style =
            Style::new().add_modifier(self.modifiers.map_or(Modifier::empty(), Modifiers::shown));
        style.fg = self.fg.and_then(|paint| paint.shown(mode));
        style.bg = self.bg.and_then(|paint| paint.shown(mode));
        style
    }
}

type Looks = BTreeMap<Role, Look>;

/// `[theme]` of one file: how roles look, and in what the variants differ.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ThemeTable {
    base: Looks,
    variants: BTreeMap<Variant, Looks>,
}

impl ThemeTable {
    /// This table with another laid over it. What the other says of a role holds in all variants.
    #[must_use]
    pub fn overlaid(mut self, over: &Self) -> Self {
        for variant in Variant::ALL {
            let looks = self.variants.entry(*variant).or_default();
            let more = over.variants.get(variant);
            for role in more.into_iter().flat_map(BTreeMap::keys) {
                looks.entry(*role).or_default();
            }
            for (role, look) in looks {
                let patches = [over.base.get(role), more.and_then(|more| more.get(role))];
                for patch in patches.into_iter().flatten() {
                    *look = look.patched(*patch);
                }
            }
        }
        for (role, patch) in &over.base {
            let look = self.base.entry(*role).or_default();
            *look = look.patched(*patch);
        }
        self
    }

    /// The style of every role on one kind of terminal.
    pub fn theme(&self, variant: Variant, mode: ColorMode) -> Theme {
        let variant = if mode == ColorMode::None {
            Variant::Mono
        } else {
            variant
        };
        let mode = if variant == Variant::Mono {
            ColorMode::None
        } else {
            mode
        };
        let differences = self.variants.get(&variant);
        let look = |looks: Option<&Looks>, role| looks.and_then(|looks| looks.get(role)).copied();
        let styles = Role::ALL.iter().map(|role| {
            let base = look(Some(&self.base), role).unwrap_or_default();
            let difference = look(differences, role).unwrap_or_default();
            base.patched(difference).style(mode)
        });
        Theme {
            styles: styles.collect(),
        }
    }
}

impl<'de> Deserialize<'de> for ThemeTable {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Entries;

        impl<'de> Visitor<'de> for Entries {
            type Value = ThemeTable;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("styles such as quote = { fg = \"blue\" }")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<ThemeTable, A::Error> {
                let mut table = ThemeTable::default();
                while let Some(entry) = map.next_key()? {
                    match entry {
                        Entry::Role(role) => {
                            table.base.insert(role, map.next_value()?);
                        }
                        Entry::Variant(variant) => {
                            table.variants.insert(variant, map.next_value()?);
                        }
                    }
                }
                Ok(table)
            }
        }

        deserializer.deserialize_map(Entries)
    }
}

enum Entry {
    Role(Role),
    Variant(Variant),
}

impl<'de> Deserialize<'de> for Entry {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let name = String::deserialize(deserializer)?;
        let variant = Variant::ALL
            .iter()
            .find(|variant| variant.name() == name)
            .map(|variant| Self::Variant(*variant));
        variant
            .or_else(|| Role::from_name(&name).map(Self::Role))
            .ok_or_else(|| {
                let variants = Variant::ALL.iter().map(|variant| variant.name());
                let known = Role::ALL.iter().map(|role| role.name()).chain(variants);
                Error::custom(unknown("role", &name, known))
            })
    }
}

impl<'de> Deserialize<'de> for Role {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let name = String::deserialize(deserializer)?;
        Self::from_name(&name).ok_or_else(|| {
            let names = Self::ALL.iter().map(|role| role.name());
            Error::custom(unknown("role", &name, names))
        })
    }
}

#[cfg(test)]
mod tests {
    use ratatui::style::Color;

    use super::*;

    fn table(text: &str) -> ThemeTable {
        toml::from_str(text).expect(text)
    }

    fn embedded() -> ThemeTable {
        crate::config::File::embedded().theme
    }

    #[test]
    fn without_colours_every_colour_is_the_terminals_own() {
        let theme = embedded().theme(Variant::Dark, ColorMode::None);
        for role in Role::ALL {
            let style = theme.style(*role);
            assert_eq!((style.fg, style.bg), (None, None), "{}", role.name());
        }
    }

    #[test]
    fn without_colours_what_marks_the_text_is_told_apart_by_modifiers() {
        let theme = embedded().theme(Variant::Mono, ColorMode::Full);
        let mut seen = Vec::new();
        for role in [
            Role::Text,
            Role::Quote,
            Role::Contradiction,
            Role::Known,
            Role::SelectedName,
            Role::Removed,
            Role::Match,
        ] {
            let modifiers = theme.style(role).add_modifier;
            assert!(!seen.contains(&modifiers), "{}", role.name());
            seen.push(modifiers);
        }
    }

    #[test]
    fn no_default_paints_the_ground_or_letters_that_may_be_as_the_ground() {
        for variant in [Variant::Dark, Variant::Light] {
            let theme = embedded().theme(variant, ColorMode::Full);
            for role in Role::ALL {
                let style = theme.style(*role);
                assert_eq!(style.bg, None, "{}", role.name());
                let risky = [Color::Black, Color::DarkGray, Color::Gray, Color::White];
                assert!(
                    !style.fg.is_some_and(|fg| risky.contains(&fg)),
                    "{}",
                    role.name()
                );
            }
        }
    }

    #[test]
    fn what_the_user_says_of_a_role_holds_in_every_variant() {
        let user = table("quote = { fg = 'red' }");
        let theme = embedded().overlaid(&user);
        for variant in [Variant::Dark, Variant::Light] {
            let style = theme.theme(variant, ColorMode::Full).style(Role::Quote);
            assert_eq!(style.fg, Some(Color::Red));
            assert!(style.add_modifier.contains(Modifier::UNDERLINED));
        }
    }

    #[test]
    fn laying_a_table_over_twice_changes_nothing_more() {
        let user = table(
            "quote = { fg = 'red' }\nlight.quote.bg = 'blue'\nmono.claim.modifiers = ['bold']",
        );
        let once = embedded().overlaid(&user);
        assert_eq!(once.clone().overlaid(&user), once);
    }

    #[test]
    fn a_colour_beyond_sixteen_becomes_the_nearest() {
        let table = table("quote.fg = '#f00505'\nclaim.fg = '21'\ntitle.fg = '250'");
        let theme = table.theme(Variant::Dark, ColorMode::Sixteen);
        assert_eq!(theme.style(Role::Quote).fg, Some(Color::LightRed));
        assert_eq!(theme.style(Role::Claim).fg, Some(Color::Blue));
        assert_eq!(theme.style(Role::Title).fg, Some(Color::Gray));
    }

    #[test]
    fn slips_get_suggestions() {
        let message = |text| {
            let error = toml::from_str::<ThemeTable>(text).expect_err("a slip");
            error.message().to_owned()
        };
        assert_eq!(
            message("qoute.fg = 'red'"),
            "unknown role `qoute`, did you mean `quote`?"
        );
        assert_eq!(
            message("quote.fg = 'rde'"),
            "unknown colour `rde`, did you mean `red`?"
        );
        assert_eq!(
            message("quote.modifiers = ['blod']"),
            "unknown modifier `blod`, did you mean `bold`?"
        );
    }
}
