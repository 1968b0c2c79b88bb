//! Draws the view on top: its title, its rows, and what there is to say about the selected one.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::widgets::{Clear, Widget};

use super::{Pen, links, panes, row};
use crate::app::App;
use crate::app::view::area::Area;
use crate::app::view::{Side, View};
use crate::config::theme::{ColorMode, Role};
use crate::text::wrap;

/// Draws a view over everything but the lines at the bottom; returns where its cursor is.
pub(super) fn draw(app: &App, view: &View, buffer: &mut Buffer) -> Position {
    let area = app.view_area();
    for part in [area.title, area.rows, area.rule, area.detail] {
        Clear.render(part, buffer);
    }
    title(app, view, buffer, area.title);
    rule(app, view, buffer, &area);
    rows(app, view, buffer, area.rows);
    detail(app, view, buffer, area.detail);
    let (at, part) = match view.side {
        Side::Rows => (view.at.saturating_sub(view.top), area.rows),
        Side::Detail => (view.detail_at.saturating_sub(view.detail_top), area.detail),
    };
    row(part, at).as_position()
}

/// `─ Names ── people · most articles first ──────── “ruiz” · 3 of 45 ─`
fn title(app: &App, view: &View, buffer: &mut Buffer, area: Rect) {
    panes::rule(app, buffer, area, Role::Focus);
    let glyphs = app.glyphs();
    let (at, of) = view.number();
    let kinds = view.topic.kinds();
    let mut facts = Vec::new();
    if view.choice.kind > 0 {
        facts.extend(kinds.get(view.choice.kind).map(|kind| (*kind).to_owned()));
    }
    if !view.choice.filter.is_empty() {
        facts.push(format!("“{}”", view.choice.filter));
    }
    facts.push(format!("{at} of {of}"));
    let right = format!(" {} ", facts.join(&format!(" {} ", glyphs.dot)));
    let room = usize::from(area.width).saturating_sub(wrap::width(&right) + 4);
    let alone = app.view_area().is_single() && view.side == Side::Detail;
    let title = match view.selected().filter(|_| alone) {
        Some(item) => item.title(&app.corpus),
        None => view.topic.title(&app.corpus),
    };
    let title = wrap::cut(&title, room.saturating_sub(2), glyphs.ellipsis).into_owned();
    let mut pen = Pen::new(app, buffer, area);
    pen.space(1).words(&format!(" {title} "), Role::Focus);
    if pen.room() > wrap::width(&right) + 1 {
        pen.right(wrap::width(&right) + 1)
            .words(&right, Role::Focus);
    }
}

/// The line between the parts; it says where the cursor is where colours and reverse do not.
fn rule(app: &App, view: &View, buffer: &mut Buffer, area: &Area) {
    let glyphs = app.glyphs();
    let style = app.config.theme.style(Role::Border);
    if area.rule.width == 1 {
        buffer.set_string(
            area.rule.x,
            area.title.y,
            glyphs.tee_down,
            app.config.theme.style(Role::Focus),
        );
        for y in area.rule.top()..area.rule.bottom() {
            buffer.set_string(area.rule.x, y, glyphs.vertical, style);
        }
    } else if !area.rule.is_empty() {
        let focused = view.side == Side::Detail;
        let role = if focused { Role::Focus } else { Role::Border };
        panes::rule(app, buffer, area.rule, role);
        if focused && app.config.color == ColorMode::None {
            Pen::new(app, buffer, area.rule)
                .space(1)
                .words("[ ]", Role::Focus);
        }
    }
}

fn rows(app: &App, view: &View, buffer: &mut Buffer, area: Rect) {
    let source = app.view_source(&app.corpus, view.name, Side::Rows);
    let shown = view.items.iter().enumerate().skip(view.top);
    for (line, (at, item)) in shown.take(usize::from(area.height)).enumerate() {
        let selected = (at == view.at && item.leads()).then_some(if view.side == Side::Rows {
            Role::Selection
        } else {
            Role::SelectionUnfocused
        });
        links::draw_row(app, buffer, row(area, line), &item.row(source), selected);
    }
    if view.items.is_empty() {
        let words = view.topic.nothing(&view.choice, app.stage);
        let lines = wrap::lines(
            words,
            crate::text::Span::new(0, words.len()),
            usize::from(area.width).saturating_sub(2),
        );
        for (line, span) in lines.into_iter().enumerate() {
            Pen::new(app, buffer, row(area, line))
                .space(1)
                .words(span.of(words), Role::Dim);
        }
    }
}

fn detail(app: &App, view: &View, buffer: &mut Buffer, area: Rect) {
    if view.selected().is_none() {
        return;
    }
    let shown = view.detail.iter().enumerate().skip(view.detail_top);
    for (line, (at, entry)) in shown.take(usize::from(area.height)).enumerate() {
        let selected = at == view.detail_at && view.side == Side::Detail;
        let role = selected.then_some(Role::Selection);
        links::draw_row(app, buffer, row(area, line), entry, role);
    }
}
