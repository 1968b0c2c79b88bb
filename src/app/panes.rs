//! Which pane has the focus, and what each of them shows.

use std::sync::Arc;

use super::reading::Reading;
use super::{App, Effect, Pane};
use crate::article::SentenceId;

impl App {
    pub(super) fn next_pane(&mut self, steps: usize) {
        const PANES: [Pane; 3] = [Pane::List, Pane::Read, Pane::Links];
        let here = PANES
            .iter()
            .position(|pane| *pane == self.focus)
            .unwrap_or(0);
        self.focus = PANES[(here + steps) % PANES.len()];
        self.leave_zen();
    }

    pub(super) fn pane_list(&mut self) {
        if self.focus == Pane::List {
            self.list.grouping = self.list.grouping.next();
            let corpus = Arc::clone(&self.corpus);
            self.list.arrange(&corpus);
            if let Some(article) = self.open.as_ref().map(|reading| reading.article) {
                self.list.select(article);
            }
        }
        self.leave_zen();
        self.focus = Pane::List;
    }

    pub(super) fn pane_read(&mut self) {
        if self.focus == Pane::Read {
            self.highlight = self.highlight.next();
            self.say(format!("highlighted: {}", self.highlight.name()));
        }
        self.focus = Pane::Read;
    }

    pub(super) fn pane_links(&mut self) {
        if self.focus == Pane::Links {
            self.links.lens = self.links.lens.next();
            (self.links.at, self.links.top) = (0, 0);
        }
        self.leave_zen();
        self.focus = Pane::Links;
        self.select_first_link();
    }

    pub(super) fn select_first_link(&mut self) {
        if self
            .links
            .rows
            .get(self.links.at)
            .is_none_or(|row| row.target.is_none())
        {
            self.links.at = self
                .links
                .rows
                .iter()
                .position(|row| row.target.is_some())
                .unwrap_or(0);
        }
    }

    pub(super) fn go_left(&mut self) {
        if self.overlay.is_some() {
            return self.cancel();
        }
        if self.view().is_some() {
            return self.left_in_view();
        }
        self.focus = match self.focus {
            Pane::List | Pane::Read => Pane::List,
            Pane::Links => Pane::Read,
        };
        self.leave_zen();
    }

    pub(super) fn go_right(&mut self) {
        if self.view().is_some() && self.overlay.is_none() {
            return self.right_in_view();
        }
        match (&self.overlay, self.focus) {
            (Some(_), _) | (None, Pane::List) => self.follow(),
            (None, Pane::Read) => {
                self.focus = Pane::Links;
                self.leave_zen();
                self.select_first_link();
            }
            (None, Pane::Links) => {}
        }
    }

    pub(super) fn pin(&mut self) {
        self.links.pinned = if self.links.pinned.is_some() {
            None
        } else {
            self.place()
        };
        let words = if self.links.pinned.is_some() {
            "stay with this sentence"
        } else {
            "follow the cursor again"
        };
        self.say(format!("the links {words}"));
    }

    pub(super) fn fold(&mut self) {
        match self.focus {
            Pane::List => self.list.fold(),
            Pane::Read | Pane::Links => self.unfold_asides(),
        }
    }

    /// Shows what is not the report in full, or folds it away again.
    pub(super) fn unfold_asides(&mut self) {
        let (width, height) = (self.text_width(), self.text_height());
        let Some(mut reading) = self.open.take() else {
            return;
        };
        reading.unfolded = !reading.unfolded;
        let meta = self.meta_line(reading.article);
        reading.wrap(self.corpus.article(reading.article), width, &meta);
        reading.show_cursor(height);
        self.open = Some(reading);
    }

    /// Unfolds what is not the report where the sentence would be hidden otherwise.
    pub(super) fn show_aside(&mut self, sentence: SentenceId) {
        let hidden = |reading: &Reading| {
            !reading.unfolded && reading.stops.iter().all(|stop| stop.sentence != sentence)
        };
        if self.open.as_ref().is_some_and(hidden) {
            self.unfold_asides();
        }
    }

    /// Shows the other panes again, because one of them is wanted.
    pub(super) fn leave_zen(&mut self) {
        if self.zen {
            self.toggle_zen();
        }
    }

    pub(super) fn toggle_zen(&mut self) {
        self.zen = !self.zen && self.open.is_some();
        if self.zen {
            self.focus = Pane::Read;
        }
        // Without panes beside it the terminal's own selection works on the text.
        self.effects
            .push(Effect::Mouse(!self.zen && self.config.ui.mouse));
    }

    pub(super) fn sort(&mut self) {
        self.list.order = self.list.order.next();
        let corpus = Arc::clone(&self.corpus);
        self.list.arrange(&corpus);
        self.say(format!("sorted: {}", self.list.order.name()));
    }
}
