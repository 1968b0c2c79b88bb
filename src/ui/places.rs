//! Draws a list of places on top of the screen, and the peek below the sentence.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::widgets::{Clear, Widget};

use super::{Pen, row};
use crate::app::App;
use crate::app::layout::Layout;
use crate::app::places::Places;
use crate::app::reading::Reading;
use crate::config::theme::Role;
use crate::text::{Span, wrap};

/// A box with a title in its upper line; returns the room inside.
pub(super) fn frame(app: &App, buffer: &mut Buffer, area: Rect, title: &str, right: &str) -> Rect {
    let area = area.intersection(buffer.area);
    if area.width < 4 || area.height < 3 {
        return Rect::ZERO;
    }
    Clear.render(area, buffer);
    let glyphs = app.glyphs();
    let line = glyphs.horizontal.repeat(usize::from(area.width) - 2);
    let edges = [
        (0, glyphs.top_left, glyphs.top_right),
        (area.height - 1, glyphs.bottom_left, glyphs.bottom_right),
    ];
    for (y, left, right) in edges {
        let row = Rect {
            y: area.y + y,
            height: 1,
            ..area
        };
        Pen::new(app, buffer, row)
            .words(left, Role::Focus)
            .words(&line, Role::Focus)
            .words(right, Role::Focus);
    }
    for y in area.y + 1..area.bottom() - 1 {
        let style = app.config.theme.style(Role::Focus);
        buffer.set_string(area.x, y, glyphs.vertical, style);
        buffer.set_string(area.right() - 1, y, glyphs.vertical, style);
    }
    let top = Rect {
        x: area.x + 2,
        width: area.width - 4,
        ..area
    };
    let title = wrap::cut(
        title,
        usize::from(top.width).saturating_sub(2),
        glyphs.ellipsis,
    )
    .into_owned();
    let mut pen = Pen::new(app, buffer, top);
    pen.words(&format!(" {title} "), Role::Focus);
    let width = wrap::width(right) + 2;
    if !right.is_empty() && pen.room() > width {
        pen.right(width).words(&format!(" {right} "), Role::Border);
    }
    Rect {
        x: area.x + 1,
        y: area.y + 1,
        width: area.width - 2,
        height: area.height - 2,
    }
}

/// A rectangle in the middle of the screen that leaves some of it to be seen.
pub(super) fn middle(screen: Rect, width: u16, height: u16) -> Rect {
    let width = width.min(
        screen
            .width
            .saturating_sub(if screen.width >= 72 { 4 } else { 0 }),
    );
    let height = height.min(
        screen
            .height
            .saturating_sub(if screen.height >= 24 { 3 } else { 0 }),
    );
    let x = screen.x + (screen.width - width) / 2;
    let y = screen.y + (screen.height - height) / 2;
    Rect {
        x,
        y,
        width,
        height,
    }
}

/// The part of the screen above or below the sentence under the cursor, whichever is larger: what is on top must not
/// cover what it is about.
fn beside_sentence(app: &App, screen: Rect, layout: &Layout) -> Rect {
    let Some(stop) = app
        .open
        .as_ref()
        .and_then(Reading::stop)
        .filter(|_| !layout.read.is_empty())
    else {
        return screen;
    };
    let top = app.open.as_ref().map_or(0, |reading| reading.top);
    let line = |line: usize| {
        u16::try_from(line.saturating_sub(top))
            .unwrap_or(u16::MAX)
            .min(layout.read.height)
    };
    let above = layout.read.y + line(stop.first);
    let below = (layout.read.y + line(stop.last + 1)).min(layout.read.bottom());
    if layout.read.bottom() - below >= above {
        Rect {
            y: below,
            height: layout.read.bottom() - below,
            ..screen
        }
    } else {
        Rect {
            height: above,
            ..screen
        }
    }
}

/// Draws a list of places, each with its outlet and its sentence.
pub(super) fn draw(app: &App, list: &Places, buffer: &mut Buffer, layout: &Layout) -> Position {
    let rows = u16::try_from(list.places.len() * 2 + 2).unwrap_or(u16::MAX);
    let free = beside_sentence(app, buffer.area, layout);
    let room = if free.height >= 6 { free } else { buffer.area };
    let height = rows.max(4).min(room.height);
    let area = Rect {
        y: room.y,
        height,
        ..middle(buffer.area, 92, height)
    };
    let right = format!("{} of {}", list.at + 1, list.places.len());
    let inside = frame(app, buffer, area, &list.title, &right);
    let shown = (usize::from(inside.height) / 2).max(1);
    let top = (list.at + 1).saturating_sub(shown);
    for (line, (at, place)) in list
        .places
        .iter()
        .enumerate()
        .skip(top)
        .take(shown)
        .enumerate()
    {
        let article = app.corpus.article(place.article);
        let paragraph = format!(
            "{}{}",
            app.glyphs().paragraph,
            app.corpus.paragraph_number(*place)
        );
        let mut pen = selectable(app, buffer, row(inside, line * 2), at == list.at);
        let width = pen.room().saturating_sub(wrap::width(&paragraph) + 3);
        pen.space(1).field(&article.name(), width, Role::Outlet);
        pen.right(wrap::width(&paragraph) + 1)
            .words(&paragraph, Role::Dim);
        let mut pen = selectable(app, buffer, row(inside, line * 2 + 1), at == list.at);
        let width = pen.room().saturating_sub(4);
        pen.space(3)
            .field(&wrap::flat(app.corpus.sentence(*place)), width, Role::Text);
    }
    Position {
        x: inside.x,
        y: inside.y + u16::try_from((list.at - top) * 2).unwrap_or(0),
    }
}

fn selectable<'a>(app: &'a App, buffer: &'a mut Buffer, area: Rect, selected: bool) -> Pen<'a> {
    let pen = Pen::new(app, buffer, area);
    if selected {
        pen.on(Role::Selection)
    } else {
        pen
    }
}

/// Draws one counterpart below the sentence under the cursor, or above it where there is no room.
pub(super) fn peek(
    app: &App,
    list: &Places,
    buffer: &mut Buffer,
    layout: &Layout,
) -> Option<Position> {
    let (reading, place) = (app.open.as_ref()?, list.selected()?);
    let stop = reading.stop()?;
    let area = if layout.read.is_empty() {
        buffer.area
    } else {
        layout.read
    };
    let words = app.corpus.sentence(place);
    let width = usize::from(area.width).saturating_sub(6).max(1);
    let lines = wrap::lines(words, Span::new(0, words.len()), width);
    let height = u16::try_from(lines.len() + 2)
        .unwrap_or(u16::MAX)
        .min(area.height);
    let line = |line: usize| u16::try_from(line.saturating_sub(reading.top)).unwrap_or(u16::MAX);
    let below = area.y.saturating_add(line(stop.last)).saturating_add(1);
    let y = if below.saturating_add(height) <= area.bottom() {
        below
    } else {
        (area.y + line(stop.first).min(area.height))
            .saturating_sub(height)
            .max(area.y)
    };
    let title = format!(
        "{} {}",
        list.title,
        app.corpus.article(place.article).name()
    );
    let right = format!("{} of {}", list.at + 1, list.places.len());
    let inside = frame(app, buffer, Rect { y, height, ..area }, &title, &right);
    for (number, span) in lines.iter().enumerate().take(usize::from(inside.height)) {
        Pen::new(app, buffer, row(inside, number))
            .space(2)
            .words(&wrap::flat(span.of(words)), Role::Text);
    }
    Some(inside.as_position())
}
