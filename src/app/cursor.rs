//! The cursor: it moves in whatever has the focus, and what it passes on the way down was read.

use std::sync::Arc;

use super::reading::Reading;
use super::session::{Saved, SentenceKey};
use super::{App, Overlay, Pane};
use crate::article::SentenceId;
use crate::config::action::Action;

impl App {
    /// Moves the cursor of whatever has the focus by one row.
    pub(super) fn move_by(&mut self, rows: isize) {
        if self.move_overlay(rows) || self.move_view(rows) {
            return;
        }
        match self.focus {
            Pane::List => _ = self.list.move_by(rows),
            Pane::Read => self.move_or_say(|reading| reading.move_line(rows > 0)),
            Pane::Links => self.move_link(rows),
        }
    }

    /// Moves by a part of a page; the part is one divided by `part`.
    pub(super) fn move_page(&mut self, pages: isize, part: isize) {
        let height = |height: u16| isize::try_from(height).unwrap_or(1).max(2);
        let layout = self.layout();
        let overlay = height(self.size.height) / 2;
        if self.move_overlay(pages * overlay / part) || self.page_view(pages, part) {
            return;
        }
        match self.focus {
            Pane::List => {
                _ = self
                    .list
                    .move_by(pages * height(layout.list.height) / 2 / part);
            }
            Pane::Read => {
                let text = self.text_height();
                let lines = pages * (height(layout.read.height) - 1) / part;
                if !self.move_page_cursor(|reading| reading.page(lines, text)) {
                    self.say_end(pages > 0);
                }
            }
            Pane::Links => {
                (0..height(layout.links.height) / 2 / part).for_each(|_| self.move_link(pages));
            }
        }
    }

    pub(super) fn move_to_end(&mut self, bottom: bool) {
        let far = if bottom { isize::MAX } else { isize::MIN };
        if self.move_overlay(far) || self.end_of_view(bottom) {
            return;
        }
        match self.focus {
            Pane::List => _ = self.list.move_by(far),
            Pane::Links => {
                self.links.at = if bottom {
                    self.links.rows.len().saturating_sub(1)
                } else {
                    0
                }
            }
            Pane::Read => {
                let here = self.here();
                let moved = self.set_cursor(|reading| {
                    let to = if bottom {
                        reading.stops.len().saturating_sub(1)
                    } else {
                        0
                    };
                    reading.move_to(to)
                });
                if let (true, Some(here)) = (moved, here) {
                    self.jumps.leave(here);
                }
            }
        }
    }

    /// Moves the selection of what is open on top; says whether anything is.
    pub(super) fn move_overlay(&mut self, rows: isize) -> bool {
        match &mut self.overlay {
            Some(Overlay::Finder(finder)) => finder.move_by(rows),
            Some(Overlay::Help(help)) => help.move_by(rows),
            Some(Overlay::Places(list) | Overlay::Peek(list)) => list.move_by(rows),
            None => return false,
        }
        true
    }

    /// Selects the next row of the links pane that leads somewhere; scrolls where there is none.
    pub(super) fn move_link(&mut self, rows: isize) {
        let (at, rows_there) = (self.links.at, &self.links.rows);
        let leads = |at: &usize| rows_there.get(*at).is_some_and(|row| row.target.is_some());
        let next = if rows > 0 {
            (at + 1..rows_there.len()).find(leads)
        } else {
            (0..at).rev().find(leads)
        };
        self.links.at = next.unwrap_or_else(|| at.saturating_add_signed(rows.signum()));
    }

    pub(super) fn move_paragraph(&mut self, down: bool) {
        let corpus = Arc::clone(&self.corpus);
        self.move_or_say(|reading| reading.move_paragraph(corpus.article(reading.article), down));
    }

    pub(super) fn scroll(&mut self, lines: isize) {
        let height = self.text_height();
        self.set_cursor_freely(|reading| {
            reading.scroll(lines, height);
            true
        });
    }

    pub(super) fn move_or_say(&mut self, motion: impl FnOnce(&mut Reading) -> bool) {
        let at = self.open.as_ref().map_or(0, |reading| reading.at);
        if !self.move_cursor(motion) {
            self.say_end(at > 0);
        }
    }

    pub(super) fn say_end(&mut self, end: bool) {
        let read_on = self
            .config
            .keys
            .key_of(Action::ReadOn, self.context())
            .unwrap_or_default();
        if self.open.is_some() {
            self.say(if end {
                format!("end of the article; {read_on} goes on")
            } else {
                "start of the article".to_owned()
            });
        }
    }

    /// Moves the cursor of the text by pages: what it passes on the way down was read, and what is shown stays so.
    pub(super) fn move_page_cursor(&mut self, motion: impl FnOnce(&mut Reading) -> bool) -> bool {
        self.moved_on(|app| app.set_cursor_freely(motion))
    }

    /// Moves the cursor of the text as reading does: what it passes on the way down was read.
    pub(super) fn move_cursor(&mut self, motion: impl FnOnce(&mut Reading) -> bool) -> bool {
        self.moved_on(|app| app.set_cursor(motion))
    }

    /// Marks read what the cursor passed on the way down.
    fn moved_on(&mut self, motion: impl FnOnce(&mut Self) -> bool) -> bool {
        let Some((article, from)) = self
            .open
            .as_ref()
            .map(|reading| (reading.article, reading.at))
        else {
            return false;
        };
        let moved = motion(self);
        let Some(reading) = &self.open else {
            return moved;
        };
        let passed = reading.stops.get(from..reading.at).unwrap_or_default();
        let passed: Vec<SentenceId> = passed.iter().map(|stop| stop.sentence).collect();
        self.mark_sentences(article, &passed);
        moved
    }

    /// Moves the cursor of the text and shows it.
    pub(super) fn set_cursor(&mut self, motion: impl FnOnce(&mut Reading) -> bool) -> bool {
        let height = self.text_height();
        self.set_cursor_freely(|reading| {
            let moved = motion(reading);
            reading.show_cursor(height);
            moved
        })
    }

    pub(super) fn set_cursor_freely(&mut self, motion: impl FnOnce(&mut Reading) -> bool) -> bool {
        let before = self.place();
        let Some(reading) = &mut self.open else {
            return false;
        };
        let moved = motion(reading);
        if self.place() != before {
            self.save_place();
        }
        moved
    }

    pub(super) fn save_place(&mut self) {
        let Some(place) = self.place() else { return };
        let path = self.corpus.article(place.article).path.clone();
        self.save(Saved::Place {
            path,
            sentence: SentenceKey::of(self.corpus.sentence(place)),
        });
    }
}
