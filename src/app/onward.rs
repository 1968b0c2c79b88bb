//! Reading on from article to article, and marking what was read.

use std::path::Path;
use std::sync::Arc;

use super::journal::Change;
use super::session::{Saved, SentenceKey};
use super::{App, Pane};
use crate::article::{ArticleId, SentenceId};
use crate::corpus::Place;

impl App {
    /// Pages down; at the end marks the article read and goes on to the next unread one of the group.
    pub(super) fn read_on(&mut self) {
        let height = self.text_height();
        let lines = isize::try_from(height.saturating_sub(2).max(1)).unwrap_or(1);
        if self.open.is_none() || self.move_page_cursor(|reading| reading.page(lines, height)) {
            return;
        }
        let Some(reading) = &self.open else { return };
        let article = reading.article;
        self.finish(article);
        let next = self.unread_after(article);
        match next {
            Some(next) => {
                self.open_article(next, None);
                let names = [article, next].map(|article| self.corpus.article(article).name());
                self.say(format!("{} is read; now {}", names[0], names[1]));
            }
            None => self.say("end of the article; everything here is read"),
        }
    }

    /// Marks everything in the article read.
    pub(super) fn finish(&mut self, article: ArticleId) {
        let all: Vec<SentenceId> = self.corpus.article(article).report_sentences().collect();
        self.mark_sentences(article, &all);
        self.mark_finished(vec![(article, true)]);
    }

    /// The article to which reading on goes at the end of this one.
    pub fn next_to_read(&self) -> Option<ArticleId> {
        self.unread_after(self.open.as_ref()?.article)
    }

    /// The next article of the group that is unread, in the order of the list, starting again at the top.
    pub(super) fn unread_after(&self, article: ArticleId) -> Option<ArticleId> {
        let neighbours = self.list.neighbours(article);
        let here = neighbours.iter().position(|other| *other == article)?;
        let (before, after) = neighbours.split_at(here);
        after
            .iter()
            .skip(1)
            .chain(before)
            .copied()
            .find(|other| !self.known.is_finished(*other))
    }

    /// Pages up; at the start goes back to the article before in the group.
    pub(super) fn read_back(&mut self) {
        let height = self.text_height();
        let lines = isize::try_from(height.saturating_sub(2).max(1)).unwrap_or(1);
        if self.open.is_none() || self.set_cursor_freely(|reading| reading.page(-lines, height)) {
            return;
        }
        let Some(article) = self.open.as_ref().map(|reading| reading.article) else {
            return;
        };
        let neighbours = self.list.neighbours(article);
        let before = neighbours
            .iter()
            .position(|other| *other == article)
            .and_then(|here| here.checked_sub(1));
        match before.and_then(|before| neighbours.get(before)).copied() {
            Some(before) => {
                self.open_article(before, None);
                self.set_cursor(|reading| reading.move_to(reading.stops.len().saturating_sub(1)));
            }
            None => self.say("start of the first article here"),
        }
    }

    /// Marks sentences of the report read, here and for later runs.
    pub(super) fn mark_sentences(&mut self, article: ArticleId, sentences: &[SentenceId]) {
        let corpus = Arc::clone(&self.corpus);
        let report = sentences
            .iter()
            .copied()
            .filter(|sentence| corpus.article(article).kind_of(*sentence).is_report());
        let fresh: Vec<SentenceKey> = report
            .filter(|sentence| {
                self.known.read(Place {
                    article,
                    sentence: *sentence,
                })
            })
            .map(|sentence| SentenceKey::of(corpus.sentence(Place { article, sentence })))
            .collect();
        if !fresh.is_empty() {
            self.save(Saved::Read {
                path: corpus.article(article).path.clone(),
                sentences: fresh,
            });
        }
    }

    /// Marks articles read or unread; what changes can be undone.
    pub(super) fn mark_finished(&mut self, marks: Vec<(ArticleId, bool)>) {
        let path = |article| self.corpus.article(article).path.clone();
        let marks = marks
            .into_iter()
            .map(|(article, finished)| (path(article), finished));
        let change = Change::Finished(marks.collect());
        self.change(change);
    }

    /// Sets the mark of one article; says whether that changed anything.
    pub(super) fn set_finished(&mut self, path: &Path, finished: bool) -> bool {
        let article = self.corpus.article_at(path);
        let changed = article.is_some_and(|article| self.known.finish(article, finished));
        if changed {
            let path = path.to_owned();
            self.save(Saved::Finished { path, finished });
        }
        changed
    }

    pub(super) fn toggle_read(&mut self) {
        let selected = if self.focus == Pane::List {
            self.list.selected()
        } else {
            None
        };
        let Some(article) = selected.or_else(|| self.open.as_ref().map(|reading| reading.article))
        else {
            return;
        };
        let finished = !self.known.is_finished(article);
        self.mark_finished(vec![(article, finished)]);
        let name = self.corpus.article(article).name();
        self.say(format!(
            "{name} is marked {}; u takes it back",
            if finished { "read" } else { "unread" }
        ));
    }

    pub(super) fn mark_above_read(&mut self) {
        let unread: Vec<ArticleId> = self
            .list
            .above()
            .into_iter()
            .filter(|article| !self.known.is_finished(*article))
            .collect();
        let count = unread.len();
        self.mark_finished(unread.into_iter().map(|article| (article, true)).collect());
        self.say(format!("{count} marked read; u takes it back"));
    }
}
