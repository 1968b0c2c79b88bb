//! The mouse: a click selects, a second one on the same row opens, the wheel scrolls what is under it.

use super::{App, Pane};

/// What the mouse did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MouseKind {
    /// The left button was pressed.
    Click,
    /// The wheel was turned towards the end.
    WheelDown,
    /// The wheel was turned towards the start.
    WheelUp,
}

/// What the mouse did, and where, in cells from the top left.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mouse {
    /// What it did.
    pub kind: MouseKind,
    /// The column.
    pub column: u16,
    /// The row.
    pub row: u16,
}

/// Lines that one step of the wheel scrolls.
const WHEEL: isize = 3;

impl App {
    /// Takes what the mouse did.
    pub(super) fn point(&mut self, mouse: Mouse) {
        self.touched = true;
        self.message = None;
        match mouse.kind {
            MouseKind::Click => self.click(mouse.column, mouse.row),
            MouseKind::WheelDown => self.wheel(mouse, WHEEL),
            MouseKind::WheelUp => self.wheel(mouse, -WHEEL),
        }
    }

    fn click(&mut self, column: u16, row: u16) {
        if self.overlay.is_some() || self.prompt.is_some() {
            return;
        }
        if self.view().is_some() {
            return self.point_in_view(Mouse {
                kind: MouseKind::Click,
                column,
                row,
            });
        }
        let layout = self.layout();
        let Some(pane) = layout.pane_at(column, row) else {
            return;
        };
        let area = layout.pane(pane);
        let had_focus = std::mem::replace(&mut self.focus, pane) == pane;
        let (line, column) = (usize::from(row - area.y), usize::from(column - area.x));
        match pane {
            Pane::List => self.click_list(line),
            Pane::Read => self.click_text(line, column),
            Pane::Links => self.click_link(line, had_focus, !layout.rule.is_empty()),
        }
    }

    fn click_list(&mut self, line: usize) {
        if let Some(at) = self.list.row_at(line) {
            self.list.at = at;
            self.follow();
        }
    }

    fn click_text(&mut self, line: usize, column: usize) {
        let corpus = std::sync::Arc::clone(&self.corpus);
        let left = self.text_left();
        self.set_cursor(|reading| {
            let number = reading.top + line;
            let Some(clicked) = reading.lines.get(number) else {
                return false;
            };
            let text = &corpus.article(reading.article).text;
            let before =
                crate::text::wrap::prefix(clicked.span.of(text), column.saturating_sub(left)).len();
            let offset = (!clicked.span.is_empty())
                .then(|| (clicked.span.start() + before).min(clicked.span.end().saturating_sub(1)));
            let stop = reading.stop_on(number, offset, corpus.article(reading.article));
            stop.is_some_and(|stop| reading.move_to(stop))
        });
    }

    /// Columns of the text pane left of the words: the text stands in the middle of its pane.
    pub fn text_left(&self) -> usize {
        let room = usize::from(self.layout().read.width);
        let used = self.margin() + self.text_width() + 1;
        self.margin() + room.saturating_sub(used) / 2
    }

    fn click_link(&mut self, line: usize, had_focus: bool, strip: bool) {
        // The first row of the strip stands in the line above it.
        let at = self.links.top + line + usize::from(strip);
        if self
            .links
            .rows
            .get(at)
            .is_none_or(|row| row.target.is_none())
        {
            return;
        }
        let again = had_focus && self.links.at == at;
        self.links.at = at;
        if again {
            self.follow();
        }
    }

    fn wheel(&mut self, mouse: Mouse, lines: isize) {
        if self.overlay.is_some() {
            return self.wheel_overlay(lines);
        }
        if self.view().is_some() {
            return self.point_in_view(mouse);
        }
        match self.layout().pane_at(mouse.column, mouse.row) {
            Some(Pane::List) => _ = self.list.move_by(lines.signum()),
            Some(Pane::Read) => self.scroll(lines),
            Some(Pane::Links) => {
                let last = self.links.rows.len().saturating_sub(1);
                self.links.at = self.links.at.saturating_add_signed(lines).min(last);
            }
            None => {}
        }
    }
}
