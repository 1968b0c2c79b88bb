//! What the reader has read, and what is therefore new in the other articles.

use crate::article::{ArticleId, SentenceId};
use crate::corpus::{Corpus, Place};

use super::session::{Remembered, SentenceKey};

/// How much of an article is new to the reader, in sentences of the report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Fresh {
    /// Sentences that were not read, and whose content was not read in another article either.
    pub new: usize,
    /// All sentences of the report.
    pub of: usize,
}

/// What was read, by place in one corpus.
#[derive(Debug, Clone, Default)]
pub struct Known {
    finished: Vec<bool>,
    read: Vec<Vec<bool>>,
}

impl Known {
    /// Finds again in `corpus` what is remembered from other runs.
    pub fn new(corpus: &Corpus, remembered: &Remembered) -> Self {
        let mut known = Self::default();
        for id in corpus.article_ids() {
            let article = corpus.article(id);
            let memory = remembered.articles.get(&article.path);
            known
                .finished
                .push(memory.is_some_and(|memory| memory.finished));
            let was_read = |sentence: SentenceId| {
                memory.is_some_and(|memory| {
                    !memory.read.is_empty()
                        && memory
                            .read
                            .contains(&SentenceKey::of(corpus.sentence(Place {
                                article: id,
                                sentence,
                            })))
                })
            };
            known
                .read
                .push(article.sentence_ids().map(was_read).collect());
        }
        known
    }

    /// Whether the article was read to its end or marked read.
    pub fn is_finished(&self, article: ArticleId) -> bool {
        self.finished
            .get(article.index())
            .copied()
            .unwrap_or_default()
    }

    /// Marks the article read or unread; says whether that changed anything.
    pub fn finish(&mut self, article: ArticleId, finished: bool) -> bool {
        let Some(was) = self.finished.get_mut(article.index()) else {
            return false;
        };
        std::mem::replace(was, finished) != finished
    }

    /// Whether the sentence itself was read.
    pub fn is_read(&self, place: Place) -> bool {
        let sentences = self.read.get(place.article.index());
        sentences
            .and_then(|read| read.get(place.sentence.index()))
            .copied()
            .unwrap_or_default()
    }

    /// Marks the sentence read; says whether it was not before.
    pub fn read(&mut self, place: Place) -> bool {
        let sentences = self.read.get_mut(place.article.index());
        let Some(read) = sentences.and_then(|read| read.get_mut(place.sentence.index())) else {
            return false;
        };
        !std::mem::replace(read, true)
    }

    /// Whether what the sentence says was read in another article.
    pub fn is_known(&self, corpus: &Corpus, place: Place) -> bool {
        let elsewhere = |other: Place| other.article != place.article && self.is_read(other);
        corpus
            .strong_claims(place)
            .any(|claim| corpus.places_of_claim(claim).any(elsewhere))
            || corpus
                .shared_quotes(place)
                .any(|quote| corpus.places_of_quote(quote).any(elsewhere))
    }

    /// Whether the sentence is new: neither read nor known.
    pub fn is_new(&self, corpus: &Corpus, place: Place) -> bool {
        !self.is_read(place) && !self.is_known(corpus, place)
    }

    /// How much of the article is new.
    pub fn fresh(&self, corpus: &Corpus, article: ArticleId) -> Fresh {
        let mut fresh = Fresh::default();
        for sentence in corpus.article(article).report_sentences() {
            fresh.of += 1;
            fresh.new += usize::from(self.is_new(corpus, Place { article, sentence }));
        }
        fresh
    }
}
