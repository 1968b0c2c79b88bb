//! Draws the help: the keys by what they are for, in columns, or those that match what was typed.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::{Pen, places, row, status};
use crate::app::App;
use crate::app::help::{Entry, Help};
use crate::config::theme::Role;
use crate::text::wrap;

/// Columns for the keys.
const KEYS: usize = 16;
/// The least width of a column of the help.
const COLUMN: u16 = 62;

/// A line of the help as it is drawn.
enum Row<'a> {
    Group(&'static str),
    Entry(usize, &'a Entry),
}

/// Draws the help; returns where the cursor is.
pub(super) fn draw(app: &App, help: &Help, buffer: &mut Buffer) -> Position {
    let area = places::middle(
        buffer.area,
        buffer.area.width.saturating_sub(4),
        buffer.area.height.saturating_sub(2),
    );
    let title = format!("Help: {}", help.context.title());
    let right = format!(
        "type to filter {} {} actions",
        app.glyphs().dot,
        help.entries.len()
    );
    let inside = places::frame(app, buffer, area, &title, &right);
    let mut pen = Pen::new(app, buffer, row(inside, 0));
    pen.words(" > ", Role::HintKey);
    let cursor = status::line_of_input(&mut pen, &help.input, 1);
    let body = Rect {
        y: inside.y + 2,
        height: inside.height.saturating_sub(2),
        ..inside
    };
    let columns = (body.width / COLUMN).max(1);
    let (rows, selected) = rows(help);
    let per_column = usize::from(body.height).max(1);
    let per_page = per_column * usize::from(columns);
    let first = selected / per_page * per_page;
    let first = if columns == 1 {
        (selected + 1).saturating_sub(per_column)
    } else {
        first
    };
    for (number, entry) in rows.iter().enumerate().skip(first).take(per_page) {
        let (column, line) = ((number - first) / per_column, (number - first) % per_column);
        let width = body.width / columns;
        let x = body.x + width * u16::try_from(column).unwrap_or(0);
        draw_row(
            app,
            help,
            buffer,
            row(Rect { x, width, ..body }, line),
            entry,
        );
    }
    cursor
}

/// The lines with the heads of their groups, and which of them is selected.
fn rows(help: &Help) -> (Vec<Row<'_>>, usize) {
    let mut rows = Vec::new();
    let mut selected = 0;
    let mut group = "";
    for (at, entry) in help.entries.iter().enumerate() {
        if entry.action.group() != group {
            group = entry.action.group();
            rows.push(Row::Group(group));
        }
        if at == help.at {
            selected = rows.len();
        }
        rows.push(Row::Entry(at, entry));
    }
    (rows, selected)
}

fn draw_row(app: &App, help: &Help, buffer: &mut Buffer, area: Rect, entry: &Row<'_>) {
    match entry {
        Row::Group(name) => {
            Pen::new(app, buffer, area)
                .space(1)
                .words(&name.to_uppercase(), Role::Heading);
        }
        Row::Entry(at, entry) => {
            let area = Rect {
                width: area.width.saturating_sub(1),
                ..area
            };
            let pen = Pen::new(app, buffer, area);
            let mut pen = if *at == help.at {
                pen.on(Role::Selection)
            } else {
                pen
            };
            let keys = wrap::cut(&entry.keys, KEYS, app.glyphs().ellipsis).into_owned();
            pen.space(2).field(&keys, KEYS + 1, Role::HintKey);
            let room = pen.room();
            pen.field(entry.action.help().trim_end_matches('.'), room, Role::Hint);
        }
    }
}
