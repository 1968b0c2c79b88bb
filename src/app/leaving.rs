//! Leaving: one thing at each press, and never the program by accident.

use super::{App, Effect, Overlay};

impl App {
    /// Leaves one thing: what is typed, what is on top, the search, the name, the pin, the filter.
    pub(super) fn cancel(&mut self) {
        if self.prompt.is_some() {
            return self.leave_prompt();
        }
        if let Some(overlay) = self.overlay.take() {
            if let Overlay::Finder(finder) = overlay {
                self.found_last = Some(finder);
            }
            return;
        }
        if self.forget_merging() {
            return self.say("not marked any more");
        }
        if let Some(view) = self.view() {
            return if view.choice.filter.is_empty() {
                self.close_view();
            } else {
                self.filter_view(String::new());
            };
        }
        if self.search.take().is_some() || self.links.pinned.take().is_some() {
            return;
        }
        self.name_chosen = false;
        let name = self.open.as_mut().and_then(|reading| reading.name.take());
        if name.is_none() && !self.list.filter.is_empty() {
            self.filter(String::new());
        } else if name.is_none() && self.zen {
            self.toggle_zen();
        }
    }

    pub(super) fn close(&mut self) {
        let zen = self.zen && self.view().is_none();
        if self.overlay.is_some() || self.prompt.is_some() || zen {
            self.cancel();
        } else if self.view().is_some() {
            self.close_view();
        } else {
            self.effects.push(Effect::Quit);
        }
    }
}
