//! Sentences, found by their words: exact ones in any order, or fuzzy ones by way of the vocabulary.

use std::cmp::Reverse;
use std::collections::HashMap;

use rayon::prelude::*;

use super::names::{Names, Pattern};
use super::postings::{Builder, Entry, Lists, Packed, Postings, Union, intersect, key, without};
use super::query::{How, Query, Term};
use super::words::Words;
use super::{Kind, Matching};
use crate::article::{Article, ArticleId, ParagraphKind, SentenceId};
use crate::corpus::{Corpus, Place};
use crate::link::EntityId;
use crate::text::Span;
use crate::text::span::overlapping;
use crate::text::token::{TokenKind, tokens};

/// So many words of the vocabulary, the best, stand for one fuzzy word.
const FUZZY_WORDS: usize = 64;

/// A sentence that can be found. Sentences are numbered by rank: what more articles share comes first,
/// then what stands nearer to the beginning of its article.
#[derive(Debug, Clone, Copy)]
pub struct Ranked {
    /// Where it is.
    pub place: Place,
    /// In how many articles it is said or quoted, if in more than one; else 0.
    pub shared: u16,
    /// Whether it belongs to the report, and not to forms, bylines and the like.
    pub is_own: bool,
    has_quote: bool,
    has_claim: bool,
}

/// All sentences but headlines, by their words and by whom they name.
#[derive(Debug, Default)]
pub struct Prose {
    ranked: Vec<Ranked>,
    postings: Postings,
    vocabulary: Names,
    entities: Lists,
}

/// A word of a query as it is looked up.
#[derive(Debug)]
pub struct Wanted {
    /// The form in which it is compared.
    pub key: String,
    /// Whether longer words that begin so will do.
    pub is_open: bool,
    is_quoted: bool,
    /// The words that will do and how well, for a fuzzy word.
    pub fuzzy: Option<HashMap<String, u32>>,
}

impl Wanted {
    /// How well a word in the form in which it is compared will do.
    pub fn score(&self, word: &str) -> Option<u32> {
        match &self.fuzzy {
            Some(words) => words.get(word).copied(),
            None => (word == self.key || self.is_open && word.starts_with(&self.key)).then_some(0),
        }
    }
}

impl Prose {
    /// Makes the sentences of a corpus ready.
    pub fn new(corpus: &Corpus) -> Self {
        let articles = || {
            (0..corpus.articles.len())
                .into_par_iter()
                .map(ArticleId::new)
        };
        let quoted: Vec<Vec<Span>> = articles().map(|article| quoted(corpus, article)).collect();
        let speakers: Vec<Vec<(SentenceId, EntityId)>> = articles()
            .map(|article| speakers(corpus, article))
            .collect();
        let mut ranked: Vec<Ranked> = (articles().zip(&quoted))
            .flat_map_iter(|(article, quoted)| ranked(corpus, article, quoted))
            .collect();
        ranked.par_sort_unstable_by_key(|r| {
            (
                !r.is_own,
                Reverse(r.shared),
                r.place.sentence,
                r.place.article,
            )
        });
        let mut words = Words::new(corpus, &quoted);
        let mut postings = Builder::new(std::mem::take(&mut words.vocabulary));
        let mut entities: Vec<Packed> = Vec::new();
        entities.resize_with(corpus.links.entities.len(), Packed::default);
        for (number, Ranked { place, .. }) in ranked.iter().enumerate() {
            for (word, is_quoted) in words.of(place.article.index(), place.sentence.index()) {
                postings.push(word, Entry::new(number, is_quoted));
            }
            let speakers = speakers
                .get(place.article.index())
                .map_or(&[][..], Vec::as_slice);
            for entity in &corpus.shared(*place).entities {
                let speaks = speakers.binary_search(&(place.sentence, *entity)).is_ok();
                if let Some(list) = entities.get_mut(entity.index()) {
                    list.push(Entry::new(number, speaks));
                }
            }
        }
        let postings = postings.finish();
        let vocabulary = Names::new(postings.words().iter().map(|word| (&**word).into()));
        let mut lists = Lists::default();
        for list in entities {
            lists.push(list);
        }
        Self {
            ranked,
            postings,
            vocabulary,
            entities: lists,
        }
    }

    /// How many sentences can be found.
    pub fn len(&self) -> usize {
        self.ranked.len()
    }

    /// The sentence of an entry.
    pub fn ranked(&self, entry: Entry) -> Option<&Ranked> {
        self.ranked.get(entry.number())
    }

    /// What kind of thing the sentence of an entry is: a quote where all that was looked for is quoted.
    pub fn kind(&self, entry: Entry) -> Kind {
        match self.ranked(entry) {
            _ if entry.is_quoted() => Kind::Quote,
            Some(ranked) if ranked.has_claim => Kind::Claim,
            Some(_) | None => Kind::Text,
        }
    }

    /// The words of the query as they are looked up.
    pub fn wanted(&self, query: &Query, matching: Matching) -> Vec<Wanted> {
        let terms = query.terms.iter().filter(|term| is_word(term.how));
        terms.flat_map(|term| self.lookup(term, matching)).collect()
    }

    /// The sentences that answer, best first: they hold all `wanted`, name one entity of every set of
    /// `named`, and hold none of the unwanted words of the query.
    pub fn find(&self, query: &Query, wanted: &[Wanted], named: &[Vec<EntityId>]) -> Vec<Entry> {
        let names = named.iter().map(|entities| self.naming(entities));
        let mut sets: Vec<Vec<Entry>> = wanted
            .iter()
            .map(|word| self.holding(word))
            .chain(names)
            .collect();
        sets.sort_by_key(Vec::len);
        let mut sets = sets.into_iter();
        let mut found = match sets.next() {
            Some(first) => sets.fold(first, |found, set| intersect(&found, &set)),
            None if query.terms.iter().all(|term| term.how == How::Not) => self.all(query),
            None => Vec::new(),
        };
        for word in query
            .words(How::Not)
            .flat_map(|term| self.lookup(term, Matching::Words))
        {
            found = without(&found, &self.holding(&word));
        }
        found
    }

    fn all(&self, query: &Query) -> Vec<Entry> {
        let entries = self.ranked.iter().enumerate();
        let entries = entries.map(|(number, ranked)| Entry::new(number, ranked.has_quote));
        entries
            .filter(|entry| query.alone.is_none() || entry.is_quoted())
            .collect()
    }

    fn lookup(&self, term: &Term, matching: Matching) -> Vec<Wanted> {
        let all = Span::new(0, term.word.len());
        let mut keys: Vec<String> = keys_of(&term.word, all).map(|(_, key)| key).collect();
        let last = keys.pop();
        let is_fuzzy = matching == Matching::Fuzzy && term.how == How::Plain;
        let wanted = |key: String, is_open| Wanted {
            fuzzy: is_fuzzy.then(|| self.fuzzy(&key)),
            is_quoted: term.how == How::Quoted,
            is_open,
            key,
        };
        let closed = keys.into_iter().map(|key| wanted(key, false));
        closed
            .chain(last.map(|key| wanted(key, term.is_open && term.how != How::Not)))
            .collect()
    }

    /// The words of the vocabulary that match best.
    fn fuzzy(&self, key: &str) -> HashMap<String, u32> {
        let term = Term {
            word: key.to_owned(),
            how: How::Plain,
            is_open: false,
        };
        let mut words = self
            .vocabulary
            .find(&Pattern::new([&term].into_iter(), true));
        words.sort_by_key(|word| (Reverse(word.score), word.index));
        words.truncate(FUZZY_WORDS);
        let word = |index: usize| {
            self.postings
                .words()
                .get(index)
                .map(|word| (**word).to_owned())
        };
        let exact = |word: &str| if word == key { 16 } else { 0 };
        let scored = words
            .into_iter()
            .filter_map(|scored| Some((word(scored.index)?, scored.score)));
        scored
            .map(|(word, score)| (word.clone(), score + exact(&word)))
            .collect()
    }

    fn holding(&self, word: &Wanted) -> Vec<Entry> {
        let lists = self.postings.lists();
        let mut entries = match &word.fuzzy {
            Some(words) => self.union(words.keys().filter_map(|word| self.postings.position(word))),
            None if word.is_open => self.union(self.postings.prefixed(&word.key)),
            None => self
                .postings
                .position(&word.key)
                .map_or_else(Vec::new, |at| lists.entries(at).collect()),
        };
        if word.is_quoted {
            entries.retain(|entry| entry.is_quoted());
        }
        entries
    }

    fn union(&self, positions: impl Iterator<Item = usize>) -> Vec<Entry> {
        union(self.postings.lists(), positions, self.ranked.len())
    }

    fn naming(&self, entities: &[EntityId]) -> Vec<Entry> {
        union(
            &self.entities,
            entities.iter().map(|entity| entity.index()),
            self.ranked.len(),
        )
    }
}

fn union(lists: &Lists, mut positions: impl Iterator<Item = usize>, count: usize) -> Vec<Entry> {
    let (Some(first), second) = (positions.next(), positions.next()) else {
        return Vec::new();
    };
    let Some(second) = second else {
        return lists.entries(first).collect();
    };
    let mut union = Union::new(count);
    for position in [first, second].into_iter().chain(positions) {
        lists
            .entries(position)
            .for_each(|entry| union.insert(entry));
    }
    union.into_entries()
}

fn is_word(how: How) -> bool {
    matches!(how, How::Plain | How::Exact | How::Quoted)
}

/// The words of a span with the forms in which they are compared.
pub fn keys(article: &Article, within: Span) -> impl Iterator<Item = (Span, String)> + '_ {
    keys_of(&article.text, within)
}

fn keys_of(text: &str, within: Span) -> impl Iterator<Item = (Span, String)> + '_ {
    let keys = words_of(text, within).map(|span| (span, key(span.of(text))));
    keys.filter(|(_, key)| !key.is_empty())
}

/// The words of a span, as they stand there.
pub fn words_of(text: &str, within: Span) -> impl Iterator<Item = Span> + '_ {
    let words = tokens(text, within)
        .into_iter()
        .filter(|token| token.kind != TokenKind::Mark);
    // The 's of a possessive is a word of its own, which nobody looks for.
    words
        .map(|token| token.span)
        .filter(|span| !span.of(text).starts_with(['\'', '’']))
}

/// The sentences of an article that can be found.
fn ranked(corpus: &Corpus, article: ArticleId, quoted: &[Span]) -> Vec<Ranked> {
    let ranked = |sentence| {
        let place = Place { article, sentence };
        let claims = corpus
            .strong_claims(place)
            .map(|claim| corpus.articles_of_claim(claim).len());
        let quotes = corpus
            .shared_quotes(place)
            .map(|quote| corpus.articles_of_quote(quote).len());
        let (claims, quotes) = (claims.max().unwrap_or(0), quotes.max().unwrap_or(0));
        Ranked {
            place,
            shared: u16::try_from(claims.max(quotes)).unwrap_or(u16::MAX),
            is_own: corpus.article(article).kind_of(sentence).is_own(),
            has_quote: !overlapping(quoted, corpus.span(place), |span| *span).is_empty(),
            has_claim: claims > 0,
        }
    };
    let sentences = corpus.article(article).sentence_ids();
    // The headline is found as the article.
    let found = sentences
        .filter(|sentence| corpus.article(article).kind_of(*sentence) != ParagraphKind::Title);
    found.map(ranked).collect()
}

/// What is quoted in an article, in order and without overlaps.
fn quoted(corpus: &Corpus, article: ArticleId) -> Vec<Span> {
    let mut spans: Vec<Span> = corpus
        .annotations(article)
        .quotes
        .iter()
        .map(|quote| quote.span)
        .collect();
    spans.sort_unstable();
    let mut merged: Vec<Span> = Vec::with_capacity(spans.len());
    for span in spans {
        match merged.last_mut() {
            Some(last) if span.start() < last.end() => *last = last.cover(span),
            _ => merged.push(span),
        }
    }
    merged
}

/// Who speaks in which sentence of an article, sorted.
fn speakers(corpus: &Corpus, article: ArticleId) -> Vec<(SentenceId, EntityId)> {
    let quotes = corpus.annotations(article).quotes.iter();
    let mut speakers: Vec<_> = quotes
        .filter_map(|quote| {
            Some((
                quote.sentence,
                corpus.links.entity(article, quote.speaker?)?,
            ))
        })
        .collect();
    speakers.sort_unstable();
    speakers
}
