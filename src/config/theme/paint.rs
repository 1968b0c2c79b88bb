//! Colours and modifiers as `config.toml` has them, and as a terminal can show them.

use std::str::FromStr;

use ratatui::style::{Color, Modifier};
use serde::de::{Deserialize, Deserializer, Error};

use super::ColorMode;
use crate::config::suggest::unknown;

/// A colour as it is written in `config.toml`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Paint(Color);

/// The terminal's own colours: the name, and what they usually are.
const SIXTEEN: &[(&str, Color, [u8; 3])] = &[
    ("black", Color::Black, [0, 0, 0]),
    ("red", Color::Red, [205, 0, 0]),
    ("green", Color::Green, [0, 205, 0]),
    ("yellow", Color::Yellow, [205, 205, 0]),
    ("blue", Color::Blue, [0, 0, 238]),
    ("magenta", Color::Magenta, [205, 0, 205]),
    ("cyan", Color::Cyan, [0, 205, 205]),
    ("gray", Color::Gray, [229, 229, 229]),
    ("bright-black", Color::DarkGray, [127, 127, 127]),
    ("bright-red", Color::LightRed, [255, 0, 0]),
    ("bright-green", Color::LightGreen, [0, 255, 0]),
    ("bright-yellow", Color::LightYellow, [255, 255, 0]),
    ("bright-blue", Color::LightBlue, [92, 92, 255]),
    ("bright-magenta", Color::LightMagenta, [255, 0, 255]),
    ("bright-cyan", Color::LightCyan, [0, 255, 255]),
    ("white", Color::White, [255, 255, 255]),
];

impl Paint {
    /// The colour as it is shown with so many colours; `None` is the terminal's own.
    pub(super) fn shown(self, mode: ColorMode) -> Option<Color> {
        match (mode, self.0) {
            (ColorMode::None, _) | (_, Color::Reset) => None,
            (ColorMode::Sixteen, Color::Rgb(r, g, b)) => Some(nearest([r, g, b])),
            (ColorMode::Sixteen, Color::Indexed(index)) => Some(of_sixteen(index)),
            (ColorMode::Sixteen | ColorMode::Full, color) => Some(color),
        }
    }
}

/// The nearest of the terminal's own colours to a colour of the palette of 256.
fn of_sixteen(index: u8) -> Color {
    const STEPS: [u8; 6] = [0, 95, 135, 175, 215, 255];
    let step = |place: u8| STEPS[usize::from(place % 6)];
    match index {
        0..16 => SIXTEEN[usize::from(index)].1,
        16..232 => {
            let cube = index - 16;
            nearest([step(cube / 36), step(cube / 6), step(cube)])
        }
        232.. => nearest([8 + 10 * (index - 232); 3]),
    }
}

fn nearest(color: [u8; 3]) -> Color {
    let distance = |other: [u8; 3]| -> u32 {
        color
            .iter()
            .zip(other)
            .map(|(a, b)| u32::from(a.abs_diff(b)).pow(2))
            .sum()
    };
    SIXTEEN
        .iter()
        .min_by_key(|(_, _, value)| distance(*value))
        .map_or(Color::Reset, |(_, color, _)| *color)
}

impl<'de> Deserialize<'de> for Paint {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let name = String::deserialize(deserializer)?;
        Color::from_str(&name).map(Self).map_err(|_| {
            let names = SIXTEEN.iter().map(|(name, ..)| *name).chain(["reset"]);
            Error::custom(unknown("colour", &name, names))
        })
    }
}

/// Modifiers as they are written in `config.toml`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Modifiers(Modifier);

const MODIFIERS: &[(&str, Modifier)] = &[
    ("bold", Modifier::BOLD),
    ("dim", Modifier::DIM),
    ("italic", Modifier::ITALIC),
    ("underlined", Modifier::UNDERLINED),
    ("reversed", Modifier::REVERSED),
    ("crossed_out", Modifier::CROSSED_OUT),
];

impl Modifiers {
    /// The modifiers as they are shown.
    pub(super) fn shown(self) -> Modifier {
        self.0
    }
}

impl<'de> Deserialize<'de> for Modifiers {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let mut modifiers = Modifier::empty();
        for name in Vec::<String>::deserialize(deserializer)? {
            let modifier = MODIFIERS.iter().find(|(known, _)| *known == name);
            let (_, modifier) = modifier.ok_or_else(|| {
                let names = MODIFIERS.iter().map(|(name, _)| *name);
                Error::custom(unknown("modifier", &name, names))
            })?;
            modifiers |= *modifier;
        }
        Ok(Self(modifiers))
    }
}
