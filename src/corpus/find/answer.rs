//! How well things answer a query, and where.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use super::names::{Pattern, Scored};
use super::postings::{self, Entry};
use super::prose::{self, Wanted};
use super::query::{How, Query, Term};
use super::{Hit, Index, Kind, MOST, Matching, Target, entity_line, snippet};
use crate::article::ArticleId;
use crate::corpus::{Corpus, Place};
use crate::link::{ClaimId, EntityId, SharedQuoteId};
use crate::text::Span;
use crate::text::fold::fold;
use crate::text::span::overlapping;
use crate::text::wrap::flat;

/// What may be a hit.
#[derive(Debug, Clone, Copy)]
pub struct Candidate {
    kind: Kind,
    score: u32,
    what: What,
}

/// A sentence, or one of the lines of its kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum What {
    /// The position of the line.
    Line(usize),
    /// The entry of the sentence.
    Sentence(Entry),
}

impl Candidate {
    /// The best first; of equal ones articles before sentences before names, and then the order of the corpus.
    pub fn order(&self) -> (Reverse<u32>, Kind, What) {
        let kind = match self.what {
            What::Line(_) => self.kind,
            What::Sentence(_) => Kind::Text,
        };
        (Reverse(self.score), kind, self.what)
    }
}

/// How good an answer is at all; within a grade, shares and scores count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Grade {
    /// Everything answers an empty query.
    Any,
    /// A sentence of a form, a byline and the like.
    Apart,
    /// A name or title with the letters of the query.
    Fuzzy,
    /// A sentence of one article.
    Single,
    /// A sentence that several articles share.
    Shared,
    /// A title with the words of the query in a row.
    Title,
    /// A sentence with the words of the query in a row.
    Phrase,
    /// A name with a word that begins so, a title that begins so.
    Beginning,
}

impl Grade {
    /// The score of an answer of this grade: `first` counts before `second`.
    fn score(self, first: usize, second: usize) -> u32 {
        let part = |value: usize, most: u32| u32::try_from(value).unwrap_or(most).min(most);
        (self as u32) << 24 | part(first, 0xFF) << 16 | part(second, 0xFFFF)
    }
}

/// A query put to an index, with what is needed to know more than once.
#[derive(Debug)]
pub struct Asked<'a> {
    index: &'a Index,
    query: &'a Query,
    wanted: Vec<Wanted>,
    /// For every `@name`, the entities that it may mean.
    named: Vec<Vec<EntityId>>,
    pattern: Pattern,
    /// The same words as they are written.
    literal: Pattern,
    /// The words with which lines are matched, in one piece.
    words: String,
}

impl<'a> Asked<'a> {
    /// Puts the query to the index.
    pub fn new(index: &'a Index, query: &'a Query, matching: Matching) -> Self {
        let lines = query.terms.iter().filter(|term| term.how != How::Name);
        let words: Vec<String> = (lines.clone().filter(|term| term.how != How::Not))
            .map(|term| fold(&term.word))
            .collect();
        Self {
            index,
            query,
            wanted: index.prose.wanted(query, matching),
            named: query
                .words(How::Name)
                .map(|term| entities_named(index, term, matching))
                .collect(),
            literal: Pattern::literal(lines.clone()),
            pattern: Pattern::new(lines, matching == Matching::Words && !query.commands),
            words: words.join(" "),
        }
    }

    fn has(&self, how: How) -> bool {
        self.query.alone == Some(how) || self.query.words(how).next().is_some()
    }

    fn is_fuzzy(&self) -> bool {
        self.wanted.iter().any(|wanted| wanted.fuzzy.is_some())
    }

    /// The lines of a kind that answer, in order.
    pub fn lines(&self, kind: Kind) -> Vec<Scored> {
        let is_open = !self.query.commands && !self.has(How::Quoted);
        match kind {
            Kind::Article if is_open && !self.has(How::Name) => {
                self.index.titles.find(&self.pattern)
            }
            Kind::Article if is_open && !self.words.is_empty() => self.titles_naming(),
            Kind::Entity if is_open && self.named.is_empty() => {
                self.index.entities.find(&self.pattern)
            }
            Kind::Entity if is_open => self.entities_named(),
            Kind::Command if self.query.commands => self.commands(),
            Kind::Command if is_open && !self.has(How::Name) => self.commands(),
            Kind::Article
            | Kind::Text
            | Kind::Quote
            | Kind::Claim
            | Kind::Entity
            | Kind::Command => Vec::new(),
        }
    }

    /// The commands whose name is like the query, or whose help has its words.
    fn commands(&self) -> Vec<Scored> {
        let mut found = self.index.commands.find(&self.pattern);
        let helps = self.index.command_helps.find(&self.literal);
        let is_new = |help: &Scored| found.iter().all(|name| name.index != help.index);
        let helps: Vec<Scored> = helps.into_iter().filter(is_new).collect();
        found.extend(helps.into_iter().map(|help| Scored { score: 0, ..help }));
        found
    }

    /// The articles whose title answers and which name what is named.
    fn titles_naming(&self) -> Vec<Scored> {
        let corpus = &self.index.corpus;
        let names = |article: ArticleId, entities: &Vec<EntityId>| {
            entities.iter().any(|entity| {
                corpus
                    .articles_of_entity(*entity)
                    .binary_search(&article)
                    .is_ok()
            })
        };
        let mut titles = self.index.titles.find(&self.pattern);
        titles.retain(|title| {
            self.named
                .iter()
                .all(|entities| names(ArticleId::new(title.index), entities))
        });
        titles
    }

    fn entities_named(&self) -> Vec<Scored> {
        let mut indexes: Vec<usize> = self
            .named
            .iter()
            .flatten()
            .map(|entity| entity.index())
            .collect();
        indexes.sort_unstable();
        indexes.dedup();
        indexes
            .into_iter()
            .map(|index| Scored { index, score: 0 })
            .collect()
    }

    /// The best of the lines of a kind.
    pub fn rank_lines(&self, kind: Kind, mut scored: Vec<Scored>) -> Vec<Candidate> {
        scored.sort_by_key(|line| (Reverse(line.score), line.index));
        scored.truncate(MOST);
        let candidate = |line: Scored| Candidate {
            kind,
            score: self.score_line(kind, line),
            what: What::Line(line.index),
        };
        scored.into_iter().map(candidate).collect()
    }

    fn score_line(&self, kind: Kind, line: Scored) -> u32 {
        let score = line.score as usize;
        let articles = match kind {
            Kind::Entity => self
                .index
                .corpus
                .articles_of_entity(EntityId::new(line.index))
                .len(),
            Kind::Article | Kind::Text | Kind::Quote | Kind::Claim | Kind::Command => 0,
        };
        if self.words.is_empty() && self.named.is_empty() {
            return Grade::Any.score(place_of(kind), articles);
        }
        if self.words.is_empty() {
            return Grade::Beginning.score(articles, 0);
        }
        let shown = fold(&self.line(kind, line.index)).replace('_', " ");
        match (kind, begins(&shown, &self.words)) {
            (_, Some(0)) | (Kind::Entity, Some(_)) => Grade::Beginning.score(articles, score),
            (_, Some(_)) => Grade::Title.score(articles, score),
            (Kind::Entity, None) if !self.named.is_empty() => Grade::Title.score(articles, score),
            (_, None) => Grade::Fuzzy.score(score / 4, articles),
        }
    }

    /// The sentences that answer, best first.
    pub fn sentences(&self) -> Vec<Entry> {
        let is_excluded = self.query.commands || self.query.alone == Some(How::Name);
        if is_excluded || self.named.iter().any(Vec::is_empty) {
            return Vec::new();
        }
        self.index.prose.find(self.query, &self.wanted, &self.named)
    }

    /// The first of the sentences, with their scores.
    pub fn rank_sentences(&self, entries: impl Iterator<Item = Entry>) -> Vec<Candidate> {
        let ranked = entries.take(MOST).filter_map(|entry| {
            Some(Candidate {
                kind: self.index.prose.kind(entry),
                score: self.score_sentence(entry)?,
                what: What::Sentence(entry),
            })
        });
        ranked.collect()
    }

    fn score_sentence(&self, entry: Entry) -> Option<u32> {
        let ranked = self.index.prose.ranked(entry)?;
        let shared = usize::from(ranked.shared);
        if self.query.terms.is_empty() {
            return Some(Grade::Any.score(place_of(Kind::Text), shared));
        }
        let (is_phrase, score) = self.compare(ranked.place);
        let grade = match shared {
            _ if !ranked.is_own => Grade::Apart,
            _ if is_phrase => Grade::Phrase,
            0 => Grade::Single,
            _ => Grade::Shared,
        };
        Some(if self.is_fuzzy() {
            grade.score(score as usize / 8, shared)
        } else {
            grade.score(shared, 0)
        })
    }

    /// Whether the words stand in a row in the sentence, and how well the fuzzy ones match.
    fn compare(&self, place: Place) -> (bool, u32) {
        if self.wanted.len() < 2 && !self.is_fuzzy() {
            return (false, 0);
        }
        let corpus = &self.index.corpus;
        let words: Vec<String> = prose::keys(corpus.article(place.article), corpus.span(place))
            .map(|(_, key)| key)
            .collect();
        let is_row = |row: &[String]| {
            row.iter()
                .zip(&self.wanted)
                .all(|(word, wanted)| wanted.score(word).is_some())
        };
        let best = |wanted: &Wanted| {
            words
                .iter()
                .filter_map(|word| wanted.score(word))
                .max()
                .unwrap_or(0)
        };
        let is_phrase = self.wanted.len() > 1 && words.windows(self.wanted.len()).any(is_row);
        (is_phrase, self.wanted.iter().map(best).sum())
    }

    fn line(&self, kind: Kind, index: usize) -> String {
        let corpus = &self.index.corpus;
        let line = match kind {
            Kind::Article => corpus
                .articles
                .get(index)
                .map(|analyzed| super::article_line(&analyzed.article)),
            Kind::Entity => corpus.links.entities.get(index).map(entity_line),
            Kind::Command => self.index.command_lines.get(index).cloned(),
            Kind::Text | Kind::Quote | Kind::Claim => None,
        };
        line.unwrap_or_default()
    }

    /// The hit that the candidate becomes.
    pub fn hit(&self, candidate: Candidate) -> Option<Hit> {
        match candidate.what {
            What::Sentence(entry) => self.hit_sentence(candidate, entry),
            What::Line(index) => Some(self.hit_line(candidate, index)),
        }
    }

    fn hit_line(&self, candidate: Candidate, index: usize) -> Hit {
        let line = self.line(candidate.kind, index);
        let positions = match candidate.kind {
            Kind::Article => self.index.titles.positions(index, &self.pattern),
            Kind::Entity if !self.named.is_empty() => {
                let terms = self.query.words(How::Name);
                let patterns = terms.map(|term| Pattern::new([term].into_iter(), false));
                let all = patterns.map(|pattern| self.index.entities.positions(index, &pattern));
                let all: BTreeSet<u32> = all.flatten().collect();
                all.into_iter().collect()
            }
            Kind::Entity => self.index.entities.positions(index, &self.pattern),
            // A line begins with the name, so that positions in the name hold in it.
            Kind::Command => match self.index.commands.positions(index, &self.pattern) {
                name if name.is_empty() => self.index.command_helps.positions(index, &self.literal),
                name => name,
            },
            Kind::Text | Kind::Quote | Kind::Claim => Vec::new(),
        };
        let target = match candidate.kind {
            Kind::Article => Target::Article(ArticleId::new(index)),
            Kind::Entity => Target::Entity(EntityId::new(index)),
            Kind::Text | Kind::Quote | Kind::Claim | Kind::Command => Target::Command(index),
        };
        Hit {
            kind: candidate.kind,
            target,
            score: candidate.score,
            matches: snippet::spans_of_graphemes(&line, &positions),
            line,
        }
    }

    fn hit_sentence(&self, candidate: Candidate, entry: Entry) -> Option<Hit> {
        let place = self.index.prose.ranked(entry)?.place;
        let corpus = &self.index.corpus;
        let matches = self.matches(place);
        let target = match candidate.kind {
            Kind::Quote => {
                quote_of(corpus, place, &matches).map(|quote| Target::Quote(quote, place))
            }
            Kind::Claim => claim_of(corpus, place).map(|claim| Target::Claim(claim, place)),
            Kind::Article | Kind::Text | Kind::Entity | Kind::Command => None,
        };
        let start = corpus.span(place).start();
        Some(Hit {
            kind: candidate.kind,
            target: target.unwrap_or(Target::Sentence(place)),
            score: candidate.score,
            line: flat(corpus.sentence(place)).into_owned(),
            matches: matches
                .iter()
                .map(|span| Span::new(span.start() - start, span.end() - start))
                .collect(),
        })
    }

    /// What answers in a sentence, as spans of the article's text, sorted and apart.
    fn matches(&self, place: Place) -> Vec<Span> {
        let corpus = &self.index.corpus;
        let article = corpus.article(place.article);
        let within = corpus.span(place);
        let mut spans: Vec<Span> = Vec::new();
        for (span, word) in prose::keys(article, within) {
            let answer = self
                .wanted
                .iter()
                .find(|wanted| wanted.score(&word).is_some());
            spans.extend(answer.map(|wanted| {
                if wanted.is_open && wanted.fuzzy.is_none() {
                    beginning(article.words(span), &wanted.key).shift(span.start())
                } else {
                    span
                }
            }));
        }
        let annotations = corpus.annotations(place.article);
        let is_named = |chain| {
            let entity = corpus.links.entity(place.article, chain);
            entity.is_some_and(|entity| {
                self.named
                    .iter()
                    .any(|set| set.binary_search(&entity).is_ok())
            })
        };
        if !self.named.is_empty() {
            let mentions = overlapping(&annotations.mentions, within, |mention| mention.span);
            let named = mentions.iter().filter(|mention| is_named(mention.chain));
            spans.extend(named.filter_map(|mention| mention.span.intersect(within)));
        }
        spans.sort_unstable();
        spans.dedup_by(|next, kept| {
            let overlaps = next.start() < kept.end();
            if overlaps {
                *kept = kept.cover(*next);
            }
            overlaps
        });
        spans
    }
}

/// The place of a kind where everything answers: higher comes first.
fn place_of(kind: Kind) -> usize {
    match kind {
        Kind::Article => 3,
        Kind::Text | Kind::Quote | Kind::Claim => 2,
        Kind::Entity => 1,
        Kind::Command => 0,
    }
}

/// The entities that `@name` may mean, in order.
fn entities_named(index: &Index, term: &Term, matching: Matching) -> Vec<EntityId> {
    let wanted = fold(&term.word);
    let ids = |scored: Vec<Scored>| {
        scored
            .into_iter()
            .map(|line| EntityId::new(line.index))
            .collect()
    };
    if matching == Matching::Words {
        let literal = Term {
            how: How::Quoted,
            ..term.clone()
        };
        let mut lines = index
            .entities
            .find(&Pattern::new([&literal].into_iter(), true));
        let line = |index_: usize| {
            index
                .corpus
                .links
                .entities
                .get(index_)
                .map(|entity| fold(&entity_line(entity)))
        };
        lines
            .retain(|found| line(found.index).is_some_and(|line| begins(&line, &wanted).is_some()));
        if !lines.is_empty() {
            return ids(lines);
        }
    }
    ids(index.entities.find(&Pattern::new([term].into_iter(), true)))
}

/// Where `words` stand in `line` at the beginning of a word.
fn begins(line: &str, words: &str) -> Option<usize> {
    let mut found = line.match_indices(words).map(|(at, _)| at);
    found.find(|at| {
        let before = Span::new(0, *at).of(line);
        !before.ends_with(char::is_alphanumeric)
    })
}

/// The beginning of `word` whose form of comparison begins with `key`.
fn beginning(word: &str, key: &str) -> Span {
    let mut ends = word.char_indices().map(|(at, c)| at + c.len_utf8());
    let end = ends.find(|end| postings::key(Span::new(0, *end).of(word)).len() >= key.len());
    Span::new(0, end.unwrap_or(word.len()))
}

fn quote_of(corpus: &Corpus, place: Place, matches: &[Span]) -> Option<SharedQuoteId> {
    let quotes = &corpus.shared(place).quotes;
    let is_hit = |id: &SharedQuoteId| {
        let here = corpus
            .quote(*id)
            .mentions
            .iter()
            .filter(|mention| mention.article == place.article);
        let mut spans =
            here.map(|mention| corpus.annotations(place.article).quote(mention.quote).span);
        spans.any(|span| matches.iter().any(|found| found.overlaps(span)))
    };
    quotes
        .iter()
        .copied()
        .find(is_hit)
        .or(quotes.first().copied())
}

fn claim_of(corpus: &Corpus, place: Place) -> Option<ClaimId> {
    corpus
        .strong_claims(place)
        .max_by_key(|claim| (corpus.articles_of_claim(*claim).len(), Reverse(*claim)))
}
