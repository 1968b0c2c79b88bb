//! What leaves the program: copies, addresses, files to edit.

use super::{App, Effect, when};
use crate::corpus::Place;

impl App {
    pub(super) fn copy(&mut self, words: impl Fn(&Self, Place) -> String) {
        match self.place_at_hand().map(|place| words(self, place)) {
            Some(words) => self.effects.push(Effect::Copy(words)),
            None => self.say("nothing to copy"),
        }
    }

    /// “The sentence.” — Metro Wire, 12 Mar 09:40, https://…, ¶3
    pub(super) fn citation(&self, place: Place) -> String {
        let sentence = crate::text::wrap::flat(self.corpus.sentence(place)).into_owned();
        format!("“{sentence}” — {}", self.origin(place, false))
    }

    pub(super) fn markdown(&self, place: Place) -> String {
        let sentence = crate::text::wrap::flat(self.corpus.sentence(place)).into_owned();
        format!("> {sentence}\n>\n> — {}\n", self.origin(place, true))
    }

    pub(super) fn origin(&self, place: Place, markdown: bool) -> String {
        let article = self.corpus.article(place.article);
        let name = article.name();
        let mut parts = match (&article.meta.url, markdown) {
            (Some(url), true) => vec![format!("[{name}]({url})")],
            (Some(url), false) => vec![name, url.clone()],
            (None, _) => vec![name],
        };
        if let Some(then) = article.meta.published {
            parts.insert(1, when::moment(jiff::Timestamp::MIN, then));
        }
        parts.push(format!("¶{}", self.corpus.paragraph_number(place)));
        parts.join(", ")
    }

    pub(super) fn url(&self) -> Option<String> {
        self.place_at_hand()
            .and_then(|place| self.corpus.article(place.article).meta.url.clone())
    }

    pub(super) fn copy_url(&mut self) {
        match self.url() {
            Some(url) => self.effects.push(Effect::Copy(url)),
            None => self.say("this article has no address"),
        }
    }

    pub(super) fn open_browser(&mut self) {
        match self.url() {
            Some(url) => self.effects.push(Effect::OpenUrl(url)),
            None => self.say("this article has no address"),
        }
    }

    pub(super) fn open_editor(&mut self) {
        let Some(place) = self.place_at_hand() else {
            return self.say("this row is no sentence");
        };
        let article = self.corpus.article(place.article);
        let before = crate::text::Span::new(0, self.corpus.span(place).start());
        let line = article.words(before).matches('\n').count() + 1;
        self.effects.push(Effect::Edit {
            path: article.file(),
            line,
        });
    }

    pub(super) fn reload(&mut self) {
        self.say("reading the files again");
        self.effects.push(Effect::Reload);
    }
}
