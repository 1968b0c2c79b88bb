//! Opening, following and coming back.

use super::jumps::{Jump, Jumps};
use super::links::Target;
use super::reading::LineKind;
use super::{App, Overlay, Pane, list};
use crate::article::{ArticleId, SentenceId};
use crate::corpus::Place;

impl App {
    /// Opens, goes to, takes: whatever is selected where the focus is.
    pub(super) fn follow(&mut self) {
        if self.prompt.is_some() {
            return self.accept_prompt();
        }
        match self.overlay.take() {
            Some(Overlay::Finder(finder)) => return self.take_hit(finder),
            Some(Overlay::Help(help)) => return self.run_from_help(&help),
            Some(Overlay::Places(list) | Overlay::Peek(list)) => {
                return list
                    .selected()
                    .into_iter()
                    .for_each(|place| self.jump(place));
            }
            None => {}
        }
        if self.view().is_some() {
            return self.follow_in_view();
        }
        match self.focus {
            Pane::List => self.follow_row(),
            Pane::Read => self.follow_text(),
            Pane::Links => self.follow_link(),
        }
    }

    pub(super) fn follow_row(&mut self) {
        match self.list.rows.get(self.list.at).copied() {
            Some(list::Row::Article(article)) => {
                self.jump_to_article(article);
            }
            Some(list::Row::Group(_)) => self.list.fold(),
            None => {}
        }
    }

    pub(super) fn follow_text(&mut self) {
        let folded = self.open.as_ref().is_some_and(|reading| {
            let line = reading
                .stop()
                .and_then(|stop| reading.lines.get(stop.first));
            line.is_some_and(|line| matches!(line.kind, LineKind::Folded(_)))
        });
        if folded {
            self.unfold_asides();
        } else {
            self.follow_sentence();
        }
    }

    pub(super) fn follow_link(&mut self) {
        match self
            .links
            .rows
            .get(self.links.at)
            .and_then(|row| row.target)
        {
            Some(target) => self.follow_target(target),
            None => self.say("this row leads nowhere"),
        }
    }

    /// Goes where a row of the links pane leads.
    pub(super) fn follow_target(&mut self, target: Target) {
        match target {
            Target::Place(place) => self.jump(place),
            Target::Entity(entity) => self.open_name(entity),
            Target::Alias(entity, _) => self.open_uses(entity),
            Target::Claim(claim) => self.places_of(claim),
        }
    }

    /// Goes to a place and remembers where one was.
    pub(super) fn jump(&mut self, place: Place) {
        let before = self.here();
        self.focus = Pane::Read;
        self.open_article(place.article, Some(place.sentence));
        if let Some(before) = before.filter(|before| before.place != place || before.has_views()) {
            self.jumps.leave(before);
        }
    }

    /// Goes to an article, where the reader left it, and remembers where one was.
    pub(super) fn jump_to_article(&mut self, article: ArticleId) {
        let before = self.here();
        self.focus = Pane::Read;
        self.open_article(article, None);
        let goes = |before: &Jump| before.place.article != article || before.has_views();
        if let Some(before) = before.filter(goes) {
            self.jumps.leave(before);
        }
    }

    /// Opens an article at a sentence, or where the reader left it.
    pub(super) fn open_article(&mut self, article: ArticleId, sentence: Option<SentenceId>) {
        self.overlay = None;
        self.views.clear();
        let height = self.text_height();
        if self
            .open
            .as_ref()
            .is_none_or(|reading| reading.article != article)
        {
            let name = self.open.as_ref().and_then(|reading| reading.name);
            let mut reading = self.reading_of(article);
            reading.name = name;
            self.open = Some(reading);
            self.name_at = None;
            self.list.select(article);
            self.resume(article);
        }
        if let Some(sentence) = sentence {
            self.show_aside(sentence);
            if let Some(reading) = &mut self.open {
                reading.go_to(sentence);
                reading.centre_cursor(height);
            }
        }
        self.save_place();
    }

    /// Opens the next article of the list, or the one before.
    pub(super) fn open_neighbour(&mut self, step: isize) {
        let articles: Vec<ArticleId> = self.list.articles().collect();
        let open = self.open.as_ref().map(|reading| reading.article);
        let here = open.and_then(|open| articles.iter().position(|article| *article == open));
        let next = here.map_or(Some(0), |here| here.checked_add_signed(step));
        match next.and_then(|next| articles.get(next)) {
            Some(article) => self.open_article(*article, None),
            None => self.say(if step > 0 {
                "this is the last article"
            } else {
                "this is the first article"
            }),
        }
    }

    /// Where the reader is now.
    pub(super) fn here(&self) -> Option<Jump> {
        let reading = self.open.as_ref()?;
        Some(Jump {
            place: reading.place()?,
            above: reading.above(),
            views: self.addresses(),
        })
    }

    pub(super) fn history(&mut self, step: fn(&mut Jumps, Jump) -> Option<Jump>, nothing: &str) {
        let Some(here) = self.here() else { return };
        match step(&mut self.jumps, here) {
            Some(jump) => self.return_to(jump),
            None => self.say(nothing),
        }
    }

    /// Shows a place exactly as it was left.
    pub(super) fn return_to(&mut self, jump: Jump) {
        self.focus = Pane::Read;
        self.open_article(jump.place.article, Some(jump.place.sentence));
        let height = self.text_height();
        if let Some(reading) = &mut self.open {
            reading.top = reading
                .stop()
                .map_or(0, |stop| stop.first.saturating_sub(jump.above));
            reading.show_cursor(height);
        }
        self.focus = Pane::Read;
        self.open_views(jump.views);
    }
}
