//! A new corpus takes the place of the old one: everything is found again by path and words.

use std::sync::Arc;

use super::{App, Stage};
use crate::app::jumps::Jump;
use crate::app::known::Known;
use crate::app::prompt::{Prompt, PromptKind, Search};
use crate::app::reading::Reading;
use crate::app::session::SentenceKey;
use crate::article::{ArticleId, SentenceId};
use crate::corpus::find::search_in;
use crate::corpus::{Corpus, Place};
use crate::link::decision::NameKey;

/// So few articles are compared before anybody can have begun to read.
const FEW: usize = 50;

impl App {
    /// Takes a corpus; the open article, the cursor, the marks and the places one came from stay what they were.
    pub(super) fn take(&mut self, corpus: Arc<Corpus>, linked: bool) {
        self.stage = if linked { Stage::Ready } else { Stage::Linking };
        if Arc::ptr_eq(&self.corpus, &corpus) {
            return;
        }
        let views = self.addresses();
        let before = std::mem::replace(&mut self.corpus, corpus);
        let after = Arc::clone(&self.corpus);
        self.known = Known::new(&after, &self.remembered);
        self.relocate_places(&before);
        let group = self.list.selected_group();
        let selected = self
            .list
            .selected()
            .and_then(|article| same_article(&before, &after, article));
        self.list.rows.clear();
        self.list.arrange(&after);
        // Nobody has begun to read: the first article of the list is a better one, now that it has stories.
        let open = self.open.take().filter(|_| {
            self.touched || self.remembered.last.is_some() || after.articles.len() > FEW
        });
        let reopened = open.and_then(|reading| self.reopen(&before, &reading));
        match (reopened, selected) {
            (None, _) => self.open_first(),
            (Some(_), Some(article)) => self.list.select(article),
            (Some(article), None) => {
                if !group.is_some_and(|label| self.list.select_group(&label)) {
                    self.list.select(article);
                }
            }
        }
        self.search_again();
        self.find_again();
        self.open_views(views);
    }

    /// Finds every place again that is kept for later.
    fn relocate_places(&mut self, before: &Corpus) {
        let after = Arc::clone(&self.corpus);
        let same = |place: Place| relocate(before, &after, place);
        self.jumps.relocate(same);
        self.links.pinned = self.links.pinned.and_then(same);
        self.overlay = self
            .overlay
            .take()
            .and_then(|overlay| overlay.relocated(same));
        if let Some(Prompt {
            kind: PromptKind::Search(jump, _),
            ..
        }) = &mut self.prompt
        {
            let moved = |jump: Jump| same(jump.place).map(|place| Jump { place, ..jump });
            *jump = jump.take().and_then(moved);
        }
        self.onward = None;
        self.name_at = None;
        self.links.made_for = None;
    }

    /// Searches the open article anew; the cursor stays.
    fn search_again(&mut self) {
        let Some(query) = self.search.take().map(|search| search.query) else {
            return;
        };
        let Some(place) = self.place() else { return };
        let hits = search_in(self.corpus.article(place.article), &query);
        let start = self.corpus.span(place).start();
        let at = hits
            .partition_point(|hit| hit.start() < start)
            .min(hits.len().saturating_sub(1));
        self.search = Some(Search {
            query,
            article: place.article,
            hits,
            at,
        });
    }

    /// Opens the article that was open before in the new corpus, with the same sentence in the same row.
    fn reopen(&mut self, before: &Corpus, old: &Reading) -> Option<ArticleId> {
        let article = same_article(before, &self.corpus, old.article)?;
        let place = old
            .place()
            .and_then(|place| relocate(before, &self.corpus, place));
        let (above, unfolded) = (old.above(), old.unfolded);
        let mut reading = self.reading_of(article);
        let name = old.name.map(|name| NameKey::of(before.entity(name)));
        reading.name = name.and_then(|name| name.find(&self.corpus.links));
        reading.unfolded = unfolded;
        if unfolded {
            let meta = self.meta_line(article);
            reading.wrap(self.corpus.article(article), reading.width, &meta);
        }
        if let Some(place) = place {
            reading.go_to(place.sentence);
            reading.top = reading
                .stop()
                .map_or(0, |stop| stop.first.saturating_sub(above));
        }
        reading.show_cursor(self.text_height());
        self.open = Some(reading);
        Some(article)
    }

    /// Opens the article that was open at the end of the last run, or else the first of the list.
    fn open_first(&mut self) {
        let last = self
            .remembered
            .last
            .as_ref()
            .and_then(|path| self.corpus.article_at(path));
        let Some(article) = last.or_else(|| self.first_to_read()) else {
            return;
        };
        self.open = Some(self.reading_of(article));
        self.resume(article);
        self.list.select(article);
    }

    /// The first article of the list that has any text.
    fn first_to_read(&self) -> Option<ArticleId> {
        let has_text = |article: &ArticleId| !self.corpus.article(*article).sentences.is_empty();
        self.list
            .articles()
            .find(has_text)
            .or_else(|| self.list.articles().next())
    }

    /// The article, wrapped to the room there is.
    pub(super) fn reading_of(&self, article: ArticleId) -> Reading {
        let width = self.text_width();
        let sentences = self.corpus.article(article).sentence_ids();
        let signs = sentences
            .map(|sentence| self.corpus.sign(Place { article, sentence }))
            .collect();
        let text = self.corpus.article(article);
        Reading {
            signs,
            ..Reading::open(article, text, width, &self.meta_line(article))
        }
    }

    /// Goes to the sentence at which the reader left the article.
    pub(super) fn resume(&mut self, article: ArticleId) {
        let memory = self
            .remembered
            .articles
            .get(&self.corpus.article(article).path);
        let Some(key) = memory.and_then(|memory| memory.place) else {
            return;
        };
        let height = self.text_height();
        let sentences = self.corpus.article(article).sentence_ids();
        let mut keys = sentences.map(|s| {
            (
                s,
                SentenceKey::of(self.corpus.sentence(Place {
                    article,
                    sentence: s,
                })),
            )
        });
        let found = keys
            .find(|(_, other)| *other == key)
            .map(|(sentence, _)| sentence);
        if let (Some(reading), Some(sentence)) = (&mut self.open, found) {
            reading.go_to(sentence);
            reading.centre_cursor(height);
        }
    }
}

fn same_article(before: &Corpus, after: &Corpus, article: ArticleId) -> Option<ArticleId> {
    after.article_at(&before.article(article).path)
}

/// The place of the same words in another corpus; where they are gone, the nearest sentence by number.
fn relocate(before: &Corpus, after: &Corpus, place: Place) -> Option<Place> {
    let article = same_article(before, after, place.article)?;
    let words = before.sentence(place);
    let here = |sentence: SentenceId| after.sentence(Place { article, sentence }) == words;
    let count = after.article(article).sentences.len();
    if place.sentence.index() < count && here(place.sentence) {
        return Some(Place {
            article,
            sentence: place.sentence,
        });
    }
    let same = after
        .article(article)
        .sentence_ids()
        .find(|sentence| here(*sentence));
    let nearest = || {
        count
            .checked_sub(1)
            .map(|last| SentenceId::new(place.sentence.index().min(last)))
    };
    same.or_else(nearest)
        .map(|sentence| Place { article, sentence })
}
