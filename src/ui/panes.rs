//! The lines between the panes and the titles in them: shared by the panes, without an outer frame.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::Pen;
use crate::app::layout::{Layout, Shape};
use crate::app::{App, Pane};
use crate::config::theme::{ColorMode, Role};
use crate::text::wrap;

/// Draws the titles on top and the lines between the panes.
pub(super) fn draw(app: &App, buffer: &mut Buffer, layout: &Layout) {
    if layout.top.is_empty() {
        return;
    }
    rule(app, buffer, layout.top, Role::Border);
    match layout.shape {
        Shape::Three | Shape::Two => beside(app, buffer, layout),
        Shape::Strip | Shape::One => tabs(app, buffer, layout),
        Shape::TooSmall => {}
    }
    if !layout.rule.is_empty() {
        strip_title(app, buffer, layout.rule);
    }
}

/// A horizontal line through a whole row.
pub(super) fn rule(app: &App, buffer: &mut Buffer, row: Rect, role: Role) {
    let line = app.glyphs().horizontal.repeat(usize::from(row.width));
    Pen::new(app, buffer, row).words(&line, role);
}

/// The columns in which vertical lines stand.
pub(super) fn separators(layout: &Layout) -> impl Iterator<Item = u16> + use<> {
    let list = (layout.shape == Shape::Three).then(|| layout.list.right());
    let links =
        matches!(layout.shape, Shape::Three | Shape::Two).then(|| layout.links.x.saturating_sub(1));
    list.into_iter().chain(links)
}

fn beside(app: &App, buffer: &mut Buffer, layout: &Layout) {
    for x in separators(layout) {
        vertical(app, buffer, x, layout);
    }
    if layout.shape == Shape::Three {
        title(app, buffer, header(layout.top, layout.list), Pane::List);
        title(app, buffer, header(layout.top, layout.read), Pane::Read);
    } else {
        let label = " 1 list ";
        let row = header(layout.top, layout.read);
        Pen::new(app, buffer, row)
            .space(1)
            .words(label, Role::Border);
        title(app, buffer, after(row, label.len() + 1), Pane::Read);
    }
    title(app, buffer, header(layout.top, layout.links), Pane::Links);
}

/// The row without its first columns.
fn after(row: Rect, columns: usize) -> Rect {
    let columns = u16::try_from(columns).unwrap_or(u16::MAX).min(row.width);
    Rect {
        x: row.x + columns,
        width: row.width - columns,
        ..row
    }
}

/// The part of the top row above a pane.
fn header(top: Rect, pane: Rect) -> Rect {
    Rect {
        x: pane.x,
        width: pane.width,
        ..top
    }
}

fn vertical(app: &App, buffer: &mut Buffer, x: u16, layout: &Layout) {
    let glyphs = app.glyphs();
    let style = app.config.theme.style(Role::Border);
    buffer.set_string(x, layout.top.y, glyphs.tee_down, style);
    for y in layout.read.top()..layout.read.bottom() {
        buffer.set_string(x, y, glyphs.vertical, style);
    }
}

/// The right edge of the list where it slid over the text.
pub(super) fn list_edge(app: &App, buffer: &mut Buffer, layout: &Layout) {
    if layout.shape != Shape::Two {
        return;
    }
    let style = app.config.theme.style(Role::Border);
    for y in layout.list.top()..layout.list.bottom() {
        buffer.set_string(layout.list.right(), y, app.glyphs().vertical, style);
    }
    let row = Rect {
        width: layout.list.width + 1,
        ..layout.top
    };
    rule(app, buffer, row, Role::Border);
    title(app, buffer, header(layout.top, layout.list), Pane::List);
}

/// ` 2 Metro Wire ── 3/19 · 14% ` in the line above a pane.
fn title(app: &App, buffer: &mut Buffer, row: Rect, pane: Pane) {
    let focused = app.focus == pane;
    let (name, detail) = names(app, pane);
    let role = if focused { Role::Focus } else { Role::Border };
    if focused {
        rule(app, buffer, row, Role::Focus);
    }
    // Without colours the focus must still be seen.
    let name = if focused && app.config.color == ColorMode::None {
        format!("[{name}]")
    } else {
        format!(" {name} ")
    };
    let room = usize::from(row.width).saturating_sub(2);
    let mut pen = Pen::new(app, buffer, row);
    let name = wrap::cut(&name, room, app.glyphs().ellipsis).into_owned();
    pen.space(1).words(&name, role);
    let detail = format!(" {detail} ");
    let width = wrap::width(&detail);
    if pen.room() > width + 1 {
        pen.right(width + 1).words(&detail, role);
    }
}

/// What the title of a pane says at its left and at its right end.
fn names(app: &App, pane: Pane) -> (String, String) {
    match pane {
        Pane::List => {
            let grouping = app.list.grouping.name();
            let filter = &app.list.filter;
            let detail = if filter.is_empty() {
                grouping.to_owned()
            } else {
                format!("“{filter}”")
            };
            ("1 Articles".to_owned(), detail)
        }
        Pane::Read => match &app.open {
            Some(reading) => {
                let dot = app.glyphs().dot;
                let (at, of) = app.sentence_number();
                let hits = app.search.as_ref().map(|s| {
                    format!(
                        "hit {} of {} {dot} ",
                        (s.at + 1).min(s.hits.len()),
                        s.hits.len()
                    )
                });
                let place = format!(
                    "{}{at}/{of} {dot} {}%",
                    hits.unwrap_or_default(),
                    reading.percent()
                );
                (
                    format!("2 {}", app.corpus.article(reading.article).name()),
                    place,
                )
            }
            None => ("2 Text".to_owned(), String::new()),
        },
        Pane::Links => {
            let pinned = if app.links.pinned.is_some() {
                "pinned "
            } else {
                ""
            };
            (
                "3 Links".to_owned(),
                format!("{pinned}{}", app.links.lens.name()),
            )
        }
    }
}

/// One line of tabs where only one pane is shown at a time.
fn tabs(app: &App, buffer: &mut Buffer, layout: &Layout) {
    let mut pen = Pen::new(app, buffer, layout.top);
    pen.space(1);
    for pane in [Pane::List, Pane::Read, Pane::Links] {
        let name = names(app, pane).0;
        let name = wrap::cut(
            &name,
            usize::from(layout.top.width) / 3,
            app.glyphs().ellipsis,
        )
        .into_owned();
        if app.focus == pane {
            pen.words(&format!("[{name}]"), Role::Focus);
        } else {
            pen.words(&format!(" {name} "), Role::Border);
        }
    }
    let detail = app.open.as_ref().map(|_| {
        let (at, of) = app.sentence_number();
        format!(" {at}/{of} ")
    });
    if let Some(detail) = detail.filter(|detail| pen.room() > detail.len() + 1) {
        let width = detail.len() + 1;
        pen.right(width).words(&detail, Role::Border);
    }
}

/// The line above the strip of links, with the strip's first heading in it.
fn strip_title(app: &App, buffer: &mut Buffer, row: Rect) {
    rule(app, buffer, row, Role::Border);
    let heading = app.links.rows.first();
    let mut pen = Pen::new(app, buffer, row);
    pen.space(1).words(" ", Role::Border);
    for piece in heading
        .iter()
        .flat_map(|row| row.left.iter().chain(&row.right))
    {
        let words = format!("{} ", piece.words.trim());
        pen.words(&words, piece.role);
    }
    let key = " 3 opens ";
    if pen.room() > key.len() + 1 {
        pen.right(key.len() + 1).words(key, Role::Border);
    }
}
