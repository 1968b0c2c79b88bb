//! A screen as text, with its styles below, readable in a diff.

use std::fmt::Write;

use ratatui::buffer::{Buffer, Cell, CellWidth};
use ratatui::style::{Color, Style};

/// The rows of the buffer without the blanks at their ends; below `---`, a line `row:from-to "text" style` for
/// every stretch of one row in one style that is not the default. Columns are those of the terminal.
pub fn snapshot(buffer: &Buffer) -> String {
    let mut screen = String::new();
    let mut styles = String::new();
    for row in buffer.area.rows() {
        let mut line = String::new();
        let mut stretch = Stretch::default();
        let mut column = row.x;
        while let Some(cell) = buffer
            .cell((column, row.y))
            .filter(|_| column < row.right())
        {
            line.push_str(cell.symbol());
            let width = cell.cell_width().max(1);
            stretch = stretch.push(cell, row.y, column, width, &mut styles);
            column += width;
        }
        stretch.write(row.y, &mut styles);
        screen.push_str(line.trim_end());
        screen.push('\n');
    }
    screen + "---\n" + &styles
}

/// Neighbouring cells of one style.
#[derive(Default)]
struct Stretch {
    style: String,
    text: String,
    from: u16,
    to: u16,
}

impl Stretch {
    fn push(mut self, cell: &Cell, row: u16, column: u16, width: u16, out: &mut String) -> Self {
        let style = describe(cell.style());
        if self.style != style {
            self.write(row, out);
            self = Self {
                style,
                from: column,
                ..Self::default()
            };
        }
        self.text.push_str(cell.symbol());
        self.to = column + width;
        self
    }

    fn write(&self, row: u16, out: &mut String) {
        let is_seen = ["bg=", "reversed", "underlined", "crossed"]
            .iter()
            .any(|part| self.style.contains(part));
        if !self.style.is_empty() && (is_seen || !self.text.trim().is_empty()) {
            let Self {
                style,
                text,
                from,
                to,
            } = self;
            writeln!(out, "{row}:{from}-{to} \"{text}\" {style}").expect("a string takes all");
        }
    }
}

fn describe(style: Style) -> String {
    let colours = [
        ("fg", style.fg),
        ("bg", style.bg),
        ("underline", style.underline_color),
    ];
    let colours = colours.into_iter().filter_map(|(name, colour)| {
        let colour = colour.filter(|colour| *colour != Color::Reset)?;
        Some(format!("{name}={colour}"))
    });
    let modifiers = style
        .add_modifier
        .iter_names()
        .map(|(name, _)| name.to_lowercase());
    colours.chain(modifiers).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use ratatui::layout::Rect;
    use ratatui::style::Stylize;
    use ratatui::text::Line;

    #[test]
    fn styles_stand_below_the_screen_and_wide_characters_count_twice() {
        let mut buffer = Buffer::empty(Rect::new(0, 0, 20, 2));
        let line = Line::from_iter(["橋 ".into(), "Rates".yellow().bold(), " rise".into()]);
        buffer.set_line(0, 0, &line, 20);
        buffer.set_line(0, 1, &Line::from("ok ".reversed()), 20);
        let expected =
            "橋 Rates rise\nok\n---\n0:3-8 \"Rates\" fg=Yellow bold\n1:0-3 \"ok \" reversed\n";
        assert_eq!(snapshot(&buffer), expected);
    }

    #[test]
    fn a_colour_that_cannot_be_seen_is_left_out() {
        let mut buffer = Buffer::empty(Rect::new(0, 0, 5, 1));
        buffer.set_line(0, 0, &Line::from("   ".yellow()), 5);
        assert_eq!(snapshot(&buffer), "\n---\n");
    }
}
