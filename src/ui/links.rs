//! Draws the links pane, and the strip of it below the text on narrow screens.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::{Pen, row};
use crate::app::layout::Layout;
use crate::app::links::{Piece, Row};
use crate::app::{App, Pane, Stage};
use crate::config::theme::Role;
use crate::text::wrap;

/// Draws the visible rows.
pub(super) fn draw(app: &App, buffer: &mut Buffer, layout: &Layout) {
    let area = layout.links;
    if area.is_empty() {
        return;
    }
    let strip = !layout.rule.is_empty();
    // The strip's first row is in the line above it.
    let first = app.links.top + usize::from(strip);
    for (line, (at, entry)) in app.links.rows.iter().enumerate().skip(first).enumerate() {
        if line >= usize::from(area.height) {
            break;
        }
        draw_row(
            app,
            buffer,
            row(area, line),
            entry,
            (at == app.links.at && app.focus == Pane::Links).then_some(Role::Selection),
        );
    }
    let working = app.stage != Stage::Ready && app.open.is_some();
    if working && app.links.rows.is_empty() {
        Pen::new(app, buffer, row(area, 0))
            .space(1)
            .words("comparing the articles…", Role::Dim);
    }
}

/// Draws one row, on the ground of a role where it is selected.
pub(super) fn draw_row(
    app: &App,
    buffer: &mut Buffer,
    area: Rect,
    entry: &Row,
    selected: Option<Role>,
) {
    let pen = Pen::new(app, buffer, area);
    let mut pen = match selected {
        Some(role) => pen.on(role),
        None => pen,
    };
    pen.space(1);
    for Piece { words, role } in &entry.left {
        pen.words(words, *role);
    }
    let right: usize = entry
        .right
        .iter()
        .map(|piece| wrap::width(&piece.words))
        .sum();
    if right > 0 && pen.room() > right {
        pen.right(right + 1);
        for Piece { words, role } in &entry.right {
            pen.words(words, *role);
        }
    }
}
