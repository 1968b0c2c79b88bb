//! After every event: what depends on the rest is brought up to date, and what is visible stays visible.

use std::sync::Arc;

use super::{App, Pane, links};
use crate::corpus::Place;

impl App {
    /// Brings everything that depends on the rest up to date; what is visible stays visible.
    pub(super) fn settle(&mut self) {
        self.rewrap();
        let layout = self.layout();
        self.list.show_selected(usize::from(layout.list.height));
        let height = usize::from(layout.links.height);
        self.relink(usize::from(layout.links.width), height);
        self.settle_view();
    }

    /// Wraps the open article anew where the room for it has changed.
    fn rewrap(&mut self) {
        if self.layout().read.is_empty() {
            return;
        }
        let (width, height) = (self.text_width(), self.text_height());
        let Some(mut reading) = self.open.take() else {
            return;
        };
        if reading.width != width {
            let meta = self.meta_line(reading.article);
            reading.wrap(self.corpus.article(reading.article), width, &meta);
            reading.show_cursor(height);
        }
        self.open = Some(reading);
    }

    /// Rows of the text pane.
    pub(super) fn text_height(&self) -> usize {
        usize::from(self.layout().read.height).max(1)
    }

    /// The rows of the links pane for the sentence under the cursor.
    fn relink(&mut self, width: usize, height: usize) {
        let Some(place) = self.linked_place().filter(|_| width > 0) else {
            self.links.rows.clear();
            self.links.made_for = None;
            return;
        };
        let made_for = Some((place, self.links.lens, width));
        if self.links.made_for != made_for {
            self.links.made_for = made_for;
            self.make_links(place, width);
        }
        self.show_link(height);
    }

    fn make_links(&mut self, place: Place, width: usize) {
        let corpus = Arc::clone(&self.corpus);
        let source = links::Source {
            corpus: &corpus,
            glyphs: self.glyphs(),
            place,
            width: width.saturating_sub(2),
            weak: self.config.ui.weak_links,
        };
        let rows = links::rows(source, self.links.lens);
        if rows != self.links.rows {
            let first = rows
                .iter()
                .position(|row| row.target.is_some())
                .unwrap_or(0);
            if self.focus == Pane::Links {
                self.keep_link(&rows);
            } else {
                (self.links.at, self.links.top) = (first, 0);
            }
            self.links.rows = rows;
        }
    }

    /// Keeps the cursor on the row that leads where the selected one did, when lines come or go above it.
    fn keep_link(&mut self, rows: &[links::Row]) {
        let at = self.links.at;
        let Some(target) = self.links.rows.get(at).and_then(|row| row.target) else {
            return;
        };
        let same = rows
            .iter()
            .enumerate()
            .filter(|(_, row)| row.target == Some(target));
        let nearest = same
            .map(|(index, _)| index)
            .min_by_key(|index| index.abs_diff(at));
        self.links.at = nearest.unwrap_or(at);
    }

    /// Scrolls as little as needed to show the selected row of the links pane.
    fn show_link(&mut self, height: usize) {
        self.links.at = self.links.at.min(self.links.rows.len().saturating_sub(1));
        let lowest = (self.links.at + 1).saturating_sub(height.max(1));
        self.links.top = self.links.top.clamp(lowest, self.links.at.max(lowest));
        // The heading above the first row that can be chosen stays in sight.
        if self
            .links
            .rows
            .iter()
            .take(self.links.at)
            .all(|row| row.target.is_none())
            && self.links.at < height
        {
            self.links.top = 0;
        }
    }
}
