//! Draws the state: `view(&App, &mut Frame)` reads and never changes anything.

mod finder;
mod help;
mod links;
mod list;
mod panes;
mod places;
mod reading;
mod status;
mod view;

use ratatui::Frame;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;
use ratatui::widgets::{Clear, Widget};

use crate::app::layout::{Layout, SMALLEST, Shape};
use crate::app::view::View;
use crate::app::{App, Overlay, Pane};
use crate::config::theme::Role;
use crate::text::wrap;

/// Draws the whole screen, and puts the terminal's cursor where the reader is.
pub fn view(app: &App, frame: &mut Frame<'_>) {
    let layout = app.layout();
    let buffer = frame.buffer_mut();
    if layout.shape == Shape::TooSmall {
        return too_small(app, buffer, layout.top);
    }
    let mut cursor = match app.view() {
        Some(view) => view_over_all(app, view, buffer),
        None => main(app, buffer, &layout),
    };
    if let Some(overlay) = &app.overlay {
        cursor = match overlay {
            Overlay::Finder(finder) => Some(finder::draw(app, finder, buffer)),
            Overlay::Help(help) => Some(help::draw(app, help, buffer)),
            Overlay::Places(list) => Some(places::draw(app, list, buffer, &layout)),
            Overlay::Peek(list) => places::peek(app, list, buffer, &layout),
        };
    }
    if let Some(cursor) = cursor {
        frame.set_cursor_position(cursor);
    }
}

/// Draws the panes and the lines below them; returns where the cursor is.
fn main(app: &App, buffer: &mut Buffer, layout: &Layout) -> Option<Position> {
    panes::draw(app, buffer, layout);
    let cursor = reading::draw(app, buffer, layout.read);
    links::draw(app, buffer, layout);
    if layout.list.width > 0 {
        Clear.render(layout.list, buffer);
        panes::list_edge(app, buffer, layout);
        list::draw(app, buffer, layout.list);
    }
    status::draw(app, buffer, layout).or(cursor.filter(|_| app.focus == Pane::Read))
}

/// Draws the view on top and the lines below it; returns where the cursor is.
fn view_over_all(app: &App, shown: &View, buffer: &mut Buffer) -> Option<Position> {
    let cursor = view::draw(app, shown, buffer);
    status::draw(app, buffer, &app.view_layout()).or(Some(cursor))
}

fn too_small(app: &App, buffer: &mut Buffer, row: Rect) {
    let sign = if app.glyphs().ascii { "x" } else { "×" };
    let (needed, have) = (SMALLEST, app.size);
    let long = format!(
        "{}{sign}{} needed, have {}{sign}{}",
        needed.width, needed.height, have.width, have.height
    );
    let short = format!("needs {}{sign}{}", needed.width, needed.height);
    let words = if wrap::width(&long) > usize::from(have.width) {
        short
    } else {
        long
    };
    Pen::new(app, buffer, row).words(&words, Role::Warning);
}

/// Writes words from left to right on one row and never beyond its end.
struct Pen<'a> {
    app: &'a App,
    buffer: &'a mut Buffer,
    row: Rect,
    base: Style,
}

impl<'a> Pen<'a> {
    /// A pen at the left end of the first row of `area`.
    fn new(app: &'a App, buffer: &'a mut Buffer, area: Rect) -> Self {
        let row = Rect {
            height: area.height.min(1),
            ..area
        };
        Self {
            app,
            buffer,
            row,
            base: Style::default(),
        }
    }

    /// The pen with a style under everything that it writes.
    fn on(mut self, role: Role) -> Self {
        self.base = self.app.config.theme.style(role);
        self.buffer.set_style(self.row, self.base);
        self
    }

    /// Columns that are left.
    fn room(&self) -> usize {
        usize::from(self.row.width)
    }

    /// Writes words in a role; what does not fit is left out.
    fn words(&mut self, words: &str, role: Role) -> &mut Self {
        self.styled(words, self.app.config.theme.style(role))
    }

    /// Writes words in a style.
    fn styled(&mut self, words: &str, style: Style) -> &mut Self {
        if self.row.is_empty() {
            return self;
        }
        let words = self.app.glyphs().plain(words);
        // What was drawn here before, such as a line between panes, must not shine through.
        let style = Style::reset().patch(self.base).patch(style);
        let (end, _) = self
            .buffer
            .set_stringn(self.row.x, self.row.y, &words, self.room(), style);
        let used = end - self.row.x;
        self.row.x = end;
        self.row.width -= used;
        self
    }

    /// Writes words cut to `width` columns, and fills up to there.
    fn field(&mut self, words: &str, width: usize, role: Role) -> &mut Self {
        let words = self.app.glyphs().plain(words);
        let cut =
            wrap::cut(&words, width.min(self.room()), self.app.glyphs().ellipsis).into_owned();
        let padding = width.saturating_sub(wrap::width(&cut));
        self.words(&cut, role).space(padding)
    }

    /// Leaves columns empty.
    fn space(&mut self, columns: usize) -> &mut Self {
        let columns = u16::try_from(columns)
            .unwrap_or(u16::MAX)
            .min(self.row.width);
        self.row.x += columns;
        self.row.width -= columns;
        self
    }

    /// Goes to `columns` before the end of the row.
    fn right(&mut self, columns: usize) -> &mut Self {
        self.space(self.room().saturating_sub(columns))
    }

    /// Where the pen is.
    fn position(&self) -> Position {
        self.row.as_position()
    }
}

/// The row of `area` at `line`, counted from its top; empty beyond its end.
fn row(area: Rect, line: usize) -> Rect {
    let line = u16::try_from(line).unwrap_or(u16::MAX);
    if line < area.height {
        Rect {
            y: area.y + line,
            height: 1,
            ..area
        }
    } else {
        Rect::ZERO
    }
}
