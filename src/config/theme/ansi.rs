//! Styles as the sequences that terminals obey, for what is printed line by line.

use ratatui::style::{Color, Modifier, Style};

/// What resets every style.
pub(super) const RESET: &str = "\u{1b}[0m";

/// The sequence that sets `style`, empty for none.
pub(super) fn escape(style: Style) -> String {
    const MODIFIERS: [(Modifier, &str); 6] = [
        (Modifier::BOLD, "1"),
        (Modifier::DIM, "2"),
        (Modifier::ITALIC, "3"),
        (Modifier::UNDERLINED, "4"),
        (Modifier::REVERSED, "7"),
        (Modifier::CROSSED_OUT, "9"),
    ];
    let mut codes: Vec<String> = Vec::new();
    let set = |(modifier, _): &&(Modifier, &str)| style.add_modifier.contains(*modifier);
    let modifiers = MODIFIERS.iter().filter(set);
    codes.extend(modifiers.map(|(_, code)| (*code).to_owned()));
    codes.extend(style.fg.and_then(|color| code(color, 30)));
    codes.extend(style.bg.and_then(|color| code(color, 40)));
    if codes.is_empty() {
        return String::new();
    }
    format!("\u{1b}[{}m", codes.join(";"))
}

/// The code of a colour whose dark variants are counted from `base`.
fn code(color: Color, base: u8) -> Option<String> {
    let dark = |number: u8| Some((base + number).to_string());
    let bright = |number: u8| Some((base + 60 + number).to_string());
    match color {
        Color::Reset => None,
        Color::Black => dark(0),
        Color::Red => dark(1),
        Color::Green => dark(2),
        Color::Yellow => dark(3),
        Color::Blue => dark(4),
        Color::Magenta => dark(5),
        Color::Cyan => dark(6),
        Color::Gray => dark(7),
        Color::DarkGray => bright(0),
        Color::LightRed => bright(1),
        Color::LightGreen => bright(2),
        Color::LightYellow => bright(3),
        Color::LightBlue => bright(4),
        Color::LightMagenta => bright(5),
        Color::LightCyan => bright(6),
        Color::White => bright(7),
        Color::Indexed(index) => Some(format!("{};5;{index}", base + 8)),
        Color::Rgb(r, g, b) => Some(format!("{};2;{r};{g};{b}", base + 8)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_style_is_one_sequence() {
        let style = Style::new().fg(Color::LightRed).bg(Color::Indexed(9));
        assert_eq!(escape(style.bold()), "\u{1b}[1;91;48;5;9m");
        assert_eq!(
            escape(Style::new().fg(Color::Rgb(1, 2, 3))),
            "\u{1b}[38;2;1;2;3m"
        );
    }

    #[test]
    fn no_style_is_no_sequence() {
        assert_eq!(escape(Style::new().fg(Color::Reset)), "");
    }
}
