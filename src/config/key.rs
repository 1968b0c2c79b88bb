//! One press of a key: from the terminal, from `config.toml`, and back as text.

use std::fmt;
use std::str::FromStr;

use crossterm::event::{KeyCode, KeyEvent, KeyEventKind, KeyModifiers};
use tui_input::InputRequest;

use super::suggest::nearest;

/// One press of a key with its modifiers, in the one form in which presses are compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Key {
    code: KeyCode,
    modifiers: KeyModifiers,
}

/// A text that names no key.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum KeyError {
    /// There is nothing where a key should be.
    #[error("no key is named here")]
    Empty,
    /// A name that no key has.
    #[error("unknown key `{name}`{}", suggestion(name))]
    Unknown {
        /// The name as it was written.
        name: String,
    },
}

fn suggestion(name: &str) -> String {
    let names = NAMED.iter().map(|(_, name, ..)| *name);
    nearest(name, names).map_or_else(String::new, |near| format!(", did you mean `{near}`?"))
}

/// Keys that have a name instead of a character: the name in `config.toml`, a short label, and that label in ASCII.
const NAMED: &[(KeyCode, &str, &str, &str)] = &[
    (KeyCode::Char(' '), "space", "Space", "Space"),
    (KeyCode::Enter, "enter", "⏎", "Enter"),
    (KeyCode::Esc, "esc", "Esc", "Esc"),
    (KeyCode::Tab, "tab", "Tab", "Tab"),
    (KeyCode::BackTab, "backtab", "S-Tab", "S-Tab"),
    (KeyCode::Backspace, "backspace", "⌫", "Bksp"),
    (KeyCode::Delete, "delete", "Del", "Del"),
    (KeyCode::Insert, "insert", "Ins", "Ins"),
    (KeyCode::Left, "left", "←", "Left"),
    (KeyCode::Right, "right", "→", "Right"),
    (KeyCode::Up, "up", "↑", "Up"),
    (KeyCode::Down, "down", "↓", "Down"),
    (KeyCode::Home, "home", "Home", "Home"),
    (KeyCode::End, "end", "End", "End"),
    (KeyCode::PageUp, "pageup", "PgUp", "PgUp"),
    (KeyCode::PageDown, "pagedown", "PgDn", "PgDn"),
];

/// How modifiers are written before a key, in this order.
const MODIFIERS: &[(KeyModifiers, &str)] = &[
    (KeyModifiers::CONTROL, "C-"),
    (KeyModifiers::ALT, "A-"),
    (KeyModifiers::SHIFT, "S-"),
];

impl Key {
    /// The key of a terminal's event; `None` for releases and for keys that have no name here.
    pub fn from_event(event: KeyEvent) -> Option<Self> {
        let known = match event.code {
            KeyCode::Char(c) => !c.is_control(),
            KeyCode::F(_) => true,
            code => NAMED.iter().any(|(named, ..)| *named == code),
        };
        (known && event.kind != KeyEventKind::Release)
            .then(|| Self::normalized(event.code, event.modifiers))
    }

    /// The key of a character that is typed.
    pub fn typed(character: char) -> Self {
        Self::normalized(KeyCode::Char(character), KeyModifiers::NONE)
    }

    /// The same key in the form in which presses are compared.
    fn normalized(code: KeyCode, modifiers: KeyModifiers) -> Self {
        let mut modifiers =
            modifiers & (KeyModifiers::CONTROL | KeyModifiers::ALT | KeyModifiers::SHIFT);
        let control = modifiers.contains(KeyModifiers::CONTROL);
        // Terminals send the same bytes for some pairs; whoever can tell them apart must not differ from the rest.
        let code = match code {
            KeyCode::Char('i' | 'I') if control => KeyCode::Tab,
            KeyCode::Char('m' | 'M') if control => KeyCode::Enter,
            KeyCode::Char('[') if control => KeyCode::Esc,
            KeyCode::Char(c) if control => KeyCode::Char(c.to_ascii_lowercase()),
            KeyCode::Char(c) if modifiers.contains(KeyModifiers::SHIFT) => {
                KeyCode::Char(c.to_ascii_uppercase())
            }
            code => code,
        };
        if control && matches!(code, KeyCode::Tab | KeyCode::Enter | KeyCode::Esc) {
            modifiers -= KeyModifiers::CONTROL;
        }
        let code = if code == KeyCode::Tab && modifiers.contains(KeyModifiers::SHIFT) {
            KeyCode::BackTab
        } else {
            code
        };
        // Terminals disagree on whether `Char('A')` comes with `SHIFT`.
        if matches!(code, KeyCode::Char(_) | KeyCode::BackTab) {
            modifiers -= KeyModifiers::SHIFT;
        }
        Self { code, modifiers }
    }

    /// The keys of a sequence such as `g d` or `C-d`.
    pub fn sequence(text: &str) -> Result<Vec<Self>, KeyError> {
        let keys: Vec<Self> = text
            .split_whitespace()
            .map(str::parse)
            .collect::<Result<_, _>>()?;
        if keys.is_empty() {
            return Err(KeyError::Empty);
        }
        Ok(keys)
    }

    /// The character that the key types where text is entered.
    pub fn character(self) -> Option<char> {
        match self.code {
            KeyCode::Char(c) if self.modifiers.is_empty() => Some(c),
            _ => None,
        }
    }

    /// What the key does to a line of text that is being entered.
    pub fn edit(self) -> Option<InputRequest> {
        let control = self.modifiers == KeyModifiers::CONTROL;
        let alt = self.modifiers == KeyModifiers::ALT;
        let plain = self.modifiers.is_empty() || self.modifiers == KeyModifiers::SHIFT;
        Some(match self.code {
            KeyCode::Char(c) if plain => InputRequest::InsertChar(c),
            KeyCode::Backspace if plain => InputRequest::DeletePrevChar,
            KeyCode::Char('h') if control => InputRequest::DeletePrevChar,
            KeyCode::Backspace if control || alt => InputRequest::DeletePrevWord,
            KeyCode::Char('w') if control => InputRequest::DeletePrevWord,
            KeyCode::Delete if plain => InputRequest::DeleteNextChar,
            KeyCode::Delete if control || alt => InputRequest::DeleteNextWord,
            KeyCode::Char('d') if alt => InputRequest::DeleteNextWord,
            KeyCode::Left if plain => InputRequest::GoToPrevChar,
            KeyCode::Right if plain => InputRequest::GoToNextChar,
            KeyCode::Left if control || alt => InputRequest::GoToPrevWord,
            KeyCode::Right if control || alt => InputRequest::GoToNextWord,
            KeyCode::Char('b') if alt => InputRequest::GoToPrevWord,
            KeyCode::Char('f') if alt => InputRequest::GoToNextWord,
            KeyCode::Home => InputRequest::GoToStart,
            KeyCode::Char('a') if control => InputRequest::GoToStart,
            KeyCode::End => InputRequest::GoToEnd,
            KeyCode::Char('u') if control => InputRequest::DeleteLine,
            _ => return None,
        })
    }

    /// The key as hints and help show it: `⏎`, `Space`, `^D`; without characters beyond ASCII where those cannot be shown.
    pub fn label(self, ascii: bool) -> String {
        let name = match (self.code, named(self.code)) {
            (_, Some((_, _, short, in_ascii))) => {
                (if ascii { in_ascii } else { short }).to_string()
            }
            (KeyCode::Char(c), None) if self.modifiers == KeyModifiers::CONTROL => {
                return format!("^{}", c.to_ascii_uppercase());
            }
            (KeyCode::Char(c), None) => c.to_string(),
            (KeyCode::F(number), None) => format!("F{number}"),
            (_, None) => String::new(),
        };
        let held = MODIFIERS
            .iter()
            .filter(|(modifier, _)| self.modifiers.contains(*modifier));
        held.map(|(_, prefix)| *prefix)
            .chain([name.as_str()])
            .collect()
    }
}

fn named(code: KeyCode) -> Option<&'static (KeyCode, &'static str, &'static str, &'static str)> {
    NAMED.iter().find(|(named, ..)| *named == code)
}

/// A sequence as hints and help show it: `gd`, `]q`, `^D`, but `g Space`.
pub fn label(keys: &[Key], ascii: bool) -> String {
    let labels: Vec<String> = keys.iter().map(|key| key.label(ascii)).collect();
    let single = labels.iter().all(|label| label.chars().count() == 1);
    labels.join(if single { "" } else { " " })
}

/// A sequence as `config.toml` has it: `g d`.
pub fn print(keys: &[Key]) -> String {
    let keys: Vec<String> = keys.iter().map(Key::to_string).collect();
    keys.join(" ")
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (modifier, prefix) in MODIFIERS {
            if self.modifiers.contains(*modifier) {
                f.write_str(prefix)?;
            }
        }
        match (named(self.code), self.code) {
            (Some((_, name, ..)), _) => f.write_str(name),
            (None, KeyCode::Char(c)) => write!(f, "{c}"),
            (None, KeyCode::F(number)) => write!(f, "f{number}"),
            (None, _) => Ok(()),
        }
    }
}

impl FromStr for Key {
    type Err = KeyError;

    fn from_str(text: &str) -> Result<Self, KeyError> {
        let mut modifiers = KeyModifiers::NONE;
        let mut rest = text;
        while let Some((modifier, after)) = MODIFIERS.iter().find_map(|(modifier, prefix)| {
            let after = rest.strip_prefix(prefix)?;
            (!after.is_empty()).then_some((*modifier, after))
        }) {
            modifiers |= modifier;
            rest = after;
        }
        let unknown = || KeyError::Unknown {
            name: crate::article::sanitize::line(text),
        };
        let code = code(rest).ok_or_else(unknown)?;
        // `S-a` is not `A`: which character Shift makes depends on the keyboard, so it must be written as typed.
        if matches!(code, KeyCode::Char(_)) && modifiers.contains(KeyModifiers::SHIFT) {
            return Err(unknown());
        }
        Ok(Self::normalized(code, modifiers))
    }
}

fn code(name: &str) -> Option<KeyCode> {
    let mut characters = name.chars();
    if let (Some(only), None) = (characters.next(), characters.next()) {
        return (!only.is_control() && !only.is_whitespace()).then_some(KeyCode::Char(only));
    }
    let name = name.to_lowercase();
    if let Some((code, ..)) = NAMED.iter().find(|(_, known, ..)| *known == name) {
        return Some(*code);
    }
    let number: u8 = name.strip_prefix('f')?.parse().ok()?;
    (1..=24).contains(&number).then_some(KeyCode::F(number))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn key(text: &str) -> Key {
        text.parse().expect(text)
    }

    fn event(code: KeyCode, modifiers: KeyModifiers) -> Option<Key> {
        Key::from_event(KeyEvent::new(code, modifiers))
    }

    #[test]
    fn shift_is_dropped_from_characters_and_kept_on_arrows() {
        assert_eq!(
            event(KeyCode::Char('A'), KeyModifiers::SHIFT),
            Some(key("A"))
        );
        assert_eq!(
            event(KeyCode::Down, KeyModifiers::SHIFT),
            Some(key("S-down"))
        );
        assert_ne!(key("S-down"), key("down"));
    }

    #[test]
    fn shift_and_tab_is_backtab_however_it_is_sent() {
        assert_eq!(
            event(KeyCode::BackTab, KeyModifiers::SHIFT),
            Some(key("backtab"))
        );
        assert_eq!(
            event(KeyCode::Tab, KeyModifiers::SHIFT),
            Some(key("backtab"))
        );
        assert_eq!(key("S-tab"), key("backtab"));
    }

    #[test]
    fn keys_that_terminals_confuse_are_one_key() {
        assert_eq!(key("C-i"), key("tab"));
        assert_eq!(key("C-m"), key("enter"));
        assert_eq!(key("C-["), key("esc"));
        assert_eq!(key("C-D"), key("C-d"));
    }

    #[test]
    fn releases_and_keys_without_name_are_nothing() {
        let release = KeyEvent::new_with_kind(
            KeyCode::Char('a'),
            KeyModifiers::NONE,
            KeyEventKind::Release,
        );
        assert_eq!(Key::from_event(release), None);
        assert_eq!(event(KeyCode::CapsLock, KeyModifiers::NONE), None);
    }

    #[test]
    fn a_sequence_is_printed_compactly() {
        let label_of = |text: &str| label(&Key::sequence(text).expect(text), false);
        assert_eq!(label_of("] q"), "]q");
        assert_eq!(label_of("g space"), "g Space");
        assert_eq!(label_of("C-d"), "^D");
        assert_eq!(label_of("enter"), "⏎");
        assert_eq!(label_of("A-left"), "A-←");
        assert_eq!(label(&[key("A-left")], true), "A-Left");
    }

    #[test]
    fn an_unknown_key_gets_a_suggestion() {
        let error = "spcae".parse::<Key>().expect_err("no such key");
        assert_eq!(
            error.to_string(),
            "unknown key `spcae`, did you mean `space`?"
        );
        assert_eq!(Key::sequence("  "), Err(KeyError::Empty));
    }

    #[test]
    fn only_a_bare_character_types() {
        assert_eq!(key("é").character(), Some('é'));
        assert_eq!(key("space").character(), Some(' '));
        assert_eq!(key("C-a").character(), None);
        assert_eq!(key("enter").character(), None);
    }

    #[test]
    fn the_minus_key_can_be_named() {
        assert_eq!(key("-").character(), Some('-'));
        assert_eq!(key("C--").to_string(), "C--");
    }

    fn any_key() -> impl Strategy<Value = Key> {
        let named = (0..NAMED.len()).prop_map(|index| NAMED[index].0);
        let function = (1u8..=24).prop_map(KeyCode::F);
        let character = any::<char>()
            .prop_filter("can be typed", |c| !c.is_control() && !c.is_whitespace())
            .prop_map(KeyCode::Char);
        (prop_oneof![named, function, character], 0u8..8)
            .prop_map(|(code, bits)| Key::normalized(code, KeyModifiers::from_bits_truncate(bits)))
    }

    proptest! {
        #[test]
        fn what_is_printed_reads_back(keys in prop::collection::vec(any_key(), 1..4)) {
            prop_assert_eq!(Key::sequence(&print(&keys)), Ok(keys));
        }

        #[test]
        fn reading_never_panics(text in ".{0,12}") {
            let _ = Key::sequence(&text);
        }
    }
}
